package import Customs

/// The fields of a ``Record`` type by name, kind and order, learnt from its own listing.
///
/// Serves what must agree with the listing without reading a value: the published schema, column
/// maps, and the guess at what a misspelt key meant.
package struct RecordShape: Sendable {
    package struct Field: Sendable {
        package var key: String
        package var kind: Kind
    }

    package indirect enum Kind: Sendable {
        case text, texts, decimal, money, quantity, dateTime
        /// One of these words; empty when the set cannot be listed.
        case word([String])
        case record(RecordShape)
        case records(RecordShape)
    }

    /// Name of the Swift type: "GoodsItem".
    package var name: String
    package var fields: [Field] = []

    /// The shape of a type. Record types never contain themselves, so this ends.
    package static func of<Part: Record>(_ type: Part.Type) -> RecordShape {
        var lister = Lister(shape: RecordShape(name: "\(type)"))
        var part = Part()
        part.fields(&lister)
        return lister.shape
    }

    package func field(_ key: String) -> Field? { fields.first { $0.key == key } }

    /// The words of a closed set, where the type can list them.
    static func words<Word: RawRepresentable>(_ type: Word.Type) -> [String]
    where Word.RawValue == String {
        guard let listing = type as? any CaseIterable.Type else { return [] }
        func all<Cases: CaseIterable>(_ cases: Cases.Type) -> [String] {
            cases.allCases.compactMap { ($0 as? Word)?.rawValue }
        }
        return all(listing)
    }

    private struct Lister: FieldVisitor {
        var shape: RecordShape

        mutating func add(_ key: StaticString, _ kind: Kind) {
            shape.fields.append(Field(key: "\(key)", kind: kind))
        }

        mutating func text(_ key: StaticString, _ value: inout String?) { add(key, .text) }
        mutating func texts(_ key: StaticString, _ value: inout [String]) { add(key, .texts) }
        mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?) {
            add(key, .decimal)
        }
        mutating func money(_ key: StaticString, _ value: inout Money?) { add(key, .money) }
        mutating func quantity(_ key: StaticString, _ value: inout Quantity?) {
            add(key, .quantity)
        }
        mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {
            add(key, .dateTime)
        }
        mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
        where Word.RawValue == String {
            add(key, .word(RecordShape.words(Word.self)))
        }
        mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {
            add(key, .record(.of(Part.self)))
        }
        mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
            add(key, .records(.of(Part.self)))
        }
    }
}
