extension Evaluator {
    /// `int(x)`, `string(x)` and their like.
    mutating func converted(
        _ value: Value, to function: Function, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch (function, value) {
        case (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration):
            return value
        case (.bool, .string(let text)): return .bool(try truth(of: text, operation))
        case (.int, _): return .int(try integer(value, operation))
        case (.uint, _): return .uint(try natural(value, operation))
        case (.double, .int(let number)): return .double(Double(number))
        case (.double, .uint(let number)): return .double(Double(number))
        case (.double, .string(let text)):
            guard let number = DoubleText.read(text) else { throw unreadable("double", operation) }
            return .double(number)
        case (.bytes, .string(let text)):
            try charge(text.utf8.count >> 4, operation)
            return .bytes(Array(text.utf8))
        case (.timestamp, .string(let text)):
            guard let instant = Timestamp(text) else { throw unreadable("timestamp", operation) }
            return .timestamp(instant)
        case (.timestamp, .int(let seconds)):
            guard let instant = Timestamp(seconds: seconds) else { throw overflow(operation) }
            return .timestamp(instant)
        case (.duration, .string(let text)):
            guard let span = TimeSpan(text) else { throw unreadable("duration", operation) }
            return .duration(span)
        case (.string, _): return .string(try text(value, operation))
        default: throw noOverload("\(function.rawValue)()", operation, value)
        }
    }

    private func unreadable(_ name: String, _ operation: Operation) -> EvaluationFailure {
        failed(.unreadable, "the text cannot be read as \(name)", operation)
    }

    private func truth(
        of text: String, _ operation: Operation
    ) throws(EvaluationFailure) -> Bool {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": return true
        case "0", "f", "F", "false", "FALSE", "False": return false
        default: throw unreadable("bool", operation)
        }
    }

    private func integer(
        _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Int64 {
        switch value {
        case .uint(let number):
            guard let exact = Int64(exactly: number) else { throw overflow(operation) }
            return exact
        case .double(let number):
            // The smallest int is refused too: doubles that round to it cannot be told apart.
            guard number > -0x1p63, number < 0x1p63 else { throw overflow(operation) }
            return Int64(number)
        case .string(let text):
            guard Self.isDecimal(text), let number = Int64(text) else {
                throw unreadable("int", operation)
            }
            return number
        case .timestamp(let instant): return instant.seconds
        default: throw noOverload("int()", operation, value)
        }
    }

    private func natural(
        _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> UInt64 {
        switch value {
        case .int(let number):
            guard let exact = UInt64(exactly: number) else { throw overflow(operation) }
            return exact
        case .double(let number):
            guard number >= 0, number < 0x1p64 else { throw overflow(operation) }
            return UInt64(number)
        case .string(let text):
            guard Self.isDecimal(text), let number = UInt64(text) else {
                throw unreadable("uint", operation)
            }
            return number
        default: throw noOverload("uint()", operation, value)
        }
    }

    private static func isDecimal(_ text: String) -> Bool {
        let digits = text.utf8.first.map { $0 == 43 || $0 == 45 } == true ? 1 : 0
        return text.utf8.count > digits && text.utf8.dropFirst(digits).allSatisfy(\.isDigit)
    }

    private mutating func text(
        _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> String {
        switch value {
        case .bool(let answer): return answer ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number): return DoubleText.write(number)
        case .timestamp(let instant): return instant.text
        case .duration(let span): return span.text
        case .bytes(let bytes):
            try charge(bytes.count >> 4, operation)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw failed(.unreadable, "the bytes are not UTF-8", operation)
            }
            return text
        default: throw noOverload("string()", operation, value)
        }
    }
}
