extension ValueType {
    /// The type to declare for a variable that holds a given value: lists and maps with unknown
    /// elements, null as unknown.
    package static func of(_ value: Value) -> ValueType {
        switch value {
        case .null, .missing: .dyn
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .record(let record): .record(record.shape)
        case .optional: .optional(.dyn)
        }
    }
}
