/// The type of an expression as the checker sees it.
package indirect enum ValueType: Hashable, Sendable, CustomStringConvertible {
    /// Unknown until the expression runs; fits everywhere.
    case dyn
    case null, bool, int, uint, double, string, bytes, timestamp, duration, type
    case list(ValueType)
    case map(ValueType, ValueType)
    case record(RecordShape)
    case optional(ValueType)

    package var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .type: "type"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .record(let shape): shape.name
        case .optional(let inner): "optional(\(inner))"
        }
    }

    /// Whether values of both types may meet where one type is asked for.
    func fits(_ other: ValueType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): true
        case (.list(let one), .list(let two)): one.fits(two)
        case (.map(let oneKey, let one), .map(let twoKey, let two)):
            oneKey.fits(twoKey) && one.fits(two)
        case (.optional(let one), .optional(let two)): one.fits(two)
        case (.null, .timestamp), (.null, .duration), (.null, .record), (.null, .optional): true
        case (.timestamp, .null), (.duration, .null), (.record, .null), (.optional, .null): true
        default: self == other
        }
    }

    /// The type of a list that holds values of both types.
    func joined(_ other: ValueType) -> ValueType {
        if self == other { return self }
        guard fits(other) else { return .dyn }
        if case .null = self { return other }
        if case .null = other { return self }
        return .dyn
    }
}

/// The fields of a record and their types, fixed once; shapes are compared by identity.
package final class RecordShape: Hashable, Sendable {
    /// One field.
    package struct Field: Sendable {
        package var name: String
        package var type: ValueType
        /// The codes a text field may hold, so that a misspelt code is refused; nil for any text.
        package var codes: CodeSet?

        package init(_ name: String, _ type: ValueType, codes: CodeSet? = nil) {
            self.name = name
            self.type = type
            self.codes = codes
        }
    }

    package let name: String
    package let fields: [Field]
    private let places: [String: Int]

    /// - Precondition: field names are unique.
    package init(name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
        places = Dictionary(
            uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
    }

    /// The place of a field in the record's values.
    package func place(of field: String) -> Int? { places[field] }

    package static func == (left: RecordShape, right: RecordShape) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The codes a field may hold, with the name of their list for messages.
package final class CodeSet: Sendable {
    package let name: String
    package let codes: Set<String>

    package init(name: String, codes: Set<String>) {
        self.name = name
        self.codes = codes
    }
}

/// The variables an expression may name.
///
/// A variable's number is its slot: evaluation asks for values by slot and never by name. A name may
/// be qualified (`declaration.mode`), which is how the fields of a declaration become slots: the
/// longest declared prefix of a path wins.
package struct Environment: Sendable {
    package struct Variable: Sendable {
        package var name: String
        package var type: ValueType
        package var codes: CodeSet?

        package init(_ name: String, _ type: ValueType, codes: CodeSet? = nil) {
            self.name = name
            self.type = type
            self.codes = codes
        }
    }

    package let variables: [Variable]
    private let slots: [String: Int]

    /// The first of several variables of the same name counts.
    package init(_ variables: [Variable] = []) {
        self.variables = variables
        slots = Dictionary(
            variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The slot of a variable.
    package func slot(of name: String) -> Int? { slots[name] }
}

/// Finds the name an author probably meant.
enum Suggestion {
    /// The nearest candidate within a third of the word's length, the first in order among equals.
    static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.utf8.prefix(100))
        var best: (distance: Int, name: String)?
        for candidate in candidates where candidate != word {
            let bound = min(best?.distance ?? .max, max(1, letters.count / 3) + 1)
            let found = distance(letters, Array(candidate.utf8.prefix(100)))
            if found < bound || (found == best?.distance && candidate < (best?.name ?? "")) {
                best = (found, candidate)
            }
        }
        return best?.name
    }

    /// Insertions, deletions, changes and swaps of neighbours, letter case ignored.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        func fold(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
        var before: [Int] = []
        var last = Array(0...right.count)
        for (row, one) in left.enumerated() {
            var next = [row + 1]
            for (column, two) in right.enumerated() {
                let isSame = fold(one) == fold(two)
                var cost = min(
                    last[column + 1] + 1, next[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, fold(one) == fold(right[column - 1]),
                    fold(left[row - 1]) == fold(two)
                {
                    cost = min(cost, before[column - 1] + 1)
                }
                next.append(cost)
            }
            (before, last) = (last, next)
        }
        return last[right.count]
    }
}
