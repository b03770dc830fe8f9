/// A value of the expression language.
///
/// Source: google/cel-spec, doc/langdef.md, "Values"; optional values as in cel-go's optional types.
package enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map(MapValue)
    case timestamp(Timestamp)
    case duration(TimeSpan)
    case type(TypeName)
    case record(Record)
    case optional(OptionalValue)
    /// What a slot or a field of a record answers when it was not stated. Reading it in an
    /// expression is the fault `noSuchField`; `has()` answers false. No expression yields it.
    case missing
}

/// The name of a run-time type, as `type(x)` answers it.
package enum TypeName: String, Hashable, Sendable, CaseIterable {
    case bool, int, uint, double, string, bytes, list, map, type
    case null = "null_type"
    case timestamp = "google.protobuf.Timestamp"
    case duration = "google.protobuf.Duration"
    case optional = "optional_type"
    case record
}

/// A value that may be there or not (`optional.of(x)`, `optional.none()`).
package final class OptionalValue: Sendable {
    package let value: Value?

    package init(_ value: Value?) { self.value = value }
}

/// A group of named fields with a fixed layout, such as one item of a declaration.
package final class Record: Sendable {
    package let shape: RecordShape
    /// One value for each field of the shape, in its order; `.missing` where nothing was stated.
    package let values: ContiguousArray<Value>

    /// - Precondition: as many values as the shape has fields.
    package init(_ shape: RecordShape, _ values: ContiguousArray<Value>) {
        precondition(values.count == shape.fields.count, "a record has a value for each field")
        self.shape = shape
        self.values = values
    }
}

extension Value {
    /// The run-time type.
    package var typeName: TypeName {
        switch self {
        case .null, .missing: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list
        case .map: .map
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .record: .record
        case .optional: .optional
        }
    }

    /// What looking at the whole value costs at most.
    var weight: Int {
        switch self {
        case .string(let value): 1 + value.utf8.count >> 4
        case .bytes(let value): 1 + value.count >> 4
        case .list(let value): value.reduce(1) { $0 + $1.weight }
        default: 1
        }
    }

    /// Whether this is the zero value of its type: false, 0, empty, null, none.
    var isZero: Bool {
        switch self {
        case .null, .missing: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .string(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .list(let value): value.isEmpty
        case .map(let value): value.count == 0
        case .timestamp(let value): value.seconds == 0 && value.nanoseconds == 0
        case .duration(let value): value.nanoseconds == 0
        case .optional(let value): value.value == nil
        case .type, .record: false
        }
    }
}

/// A map: entries in the order they were given, found by key in constant time.
///
/// Keys are int, uint, bool or string; numbers of equal value are the same key whatever their type.
package struct MapValue: Sendable {
    package private(set) var keys: [Value] = []
    package private(set) var values: [Value] = []
    private var index: [MapKey: Int] = [:]

    package init() {}

    package var count: Int { keys.count }

    /// Adds an entry. False, and no change, when the key is there already or cannot be a key.
    @discardableResult
    package mutating func add(_ key: Value, _ value: Value) -> Bool {
        guard let found = MapKey(strict: key), index[found] == nil else { return false }
        index[found] = keys.count
        keys.append(key)
        values.append(value)
        return true
    }

    /// The value of a key, or nil. A double finds the integer key of the same value.
    package subscript(key: Value) -> Value? {
        guard let found = MapKey(key), let place = index[found] else { return nil }
        return values[place]
    }

    package subscript(field name: String) -> Value? {
        guard let place = index[.string(ExactText(name))] else { return nil }
        return values[place]
    }
}

/// A key of a map, with numbers brought to one form.
enum MapKey: Hashable {
    case bool(Bool)
    case int(Int64)
    case large(UInt64)
    case string(ExactText)

    /// Nil for a value that is never equal to any key.
    init?(_ value: Value) {
        if case .double(let number) = value {
            if let exact = Int64(exactly: number) {
                self = .int(exact)
            } else if let exact = UInt64(exactly: number) {
                self = .large(exact)
            } else {
                return nil
            }
            return
        }
        self.init(strict: value)
    }

    /// Nil for a value that may not be a key.
    init?(strict value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .large(value)
        case .string(let value): self = .string(ExactText(value))
        default: return nil
        }
    }
}

/// A string compared and hashed by its code points; the standard library's comparison takes
/// canonically equivalent texts for equal, the expression language does not.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}
