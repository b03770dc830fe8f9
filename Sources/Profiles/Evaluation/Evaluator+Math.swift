extension Evaluator {
    func math1(
        _ function: Function, _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch (function, value) {
        case (.ceil, .double(let number)): return .double(number.rounded(.up))
        case (.floor, .double(let number)): return .double(number.rounded(.down))
        case (.round, .double(let number)):
            return .double(number.rounded(.toNearestOrAwayFromZero))
        case (.trunc, .double(let number)): return .double(number.rounded(.towardZero))
        case (.isNaN, .double(let number)): return .bool(number.isNaN)
        case (.isInf, .double(let number)): return .bool(number.isInfinite)
        case (.isFinite, .double(let number)): return .bool(number.isFinite)
        case (.abs, .double(let number)): return .double(abs(number))
        case (.abs, .uint): return value
        case (.abs, .int(let number)):
            guard number != .min else { throw overflow(operation) }
            return .int(abs(number))
        case (.sign, .int(let number)): return .int(number.signum())
        case (.sign, .uint(let number)): return .uint(number > 0 ? 1 : 0)
        case (.sign, .double(let number)):
            return .double(number > 0 ? 1 : number < 0 ? -1 : number)
        case (.sqrt, .double(let number)): return .double(number.squareRoot())
        case (.sqrt, .int(let number)): return .double(Double(number).squareRoot())
        case (.sqrt, .uint(let number)): return .double(Double(number).squareRoot())
        case (.bitNot, .int(let number)): return .int(~number)
        case (.bitNot, .uint(let number)): return .uint(~number)
        default: throw noOverload("\(function.rawValue)()", operation, value)
        }
    }

    func math2(
        _ function: Function, _ one: Value, _ two: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch (function, one, two) {
        case (.bitAnd, .int(let left), .int(let right)): return .int(left & right)
        case (.bitAnd, .uint(let left), .uint(let right)): return .uint(left & right)
        case (.bitOr, .int(let left), .int(let right)): return .int(left | right)
        case (.bitOr, .uint(let left), .uint(let right)): return .uint(left | right)
        case (.bitXor, .int(let left), .int(let right)): return .int(left ^ right)
        case (.bitXor, .uint(let left), .uint(let right)): return .uint(left ^ right)
        case (.bitShiftLeft, .int(let bits), .int(let count)):
            return .int(
                Int64(bitPattern: try shifted(function, UInt64(bitPattern: bits), count, operation))
            )
        case (.bitShiftRight, .int(let bits), .int(let count)):
            return .int(
                Int64(bitPattern: try shifted(function, UInt64(bitPattern: bits), count, operation))
            )
        case (.bitShiftLeft, .uint(let bits), .int(let count)),
            (.bitShiftRight, .uint(let bits), .int(let count)):
            return .uint(try shifted(function, bits, count, operation))
        default: throw noOverload("\(function.rawValue)()", operation, one, two)
        }
    }

    /// Shifts fill with zeros, also to the right of a negative int.
    private func shifted(
        _ function: Function, _ bits: UInt64, _ count: Int64, _ operation: Operation
    ) throws(EvaluationFailure) -> UInt64 {
        guard count >= 0 else { throw failed(.range, "a shift by a negative count", operation) }
        return function == .bitShiftLeft ? bits << count : bits >> count
    }

    /// `math.greatest` and `math.least` of numbers or of one list of numbers.
    mutating func extreme(
        _ function: Function, _ values: [Value], _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        var numbers = values
        if values.count == 1, case .list(let elements) = values[0] { numbers = elements }
        try charge(numbers.count, operation)
        guard var best = numbers.first else {
            throw failed(.noSuchOverload, "\(function.rawValue)() of nothing", operation)
        }
        for number in numbers {
            guard let order = NumberOrder.order(number, best) else {
                throw noOverload("\(function.rawValue)()", operation, number)
            }
            guard let order else { continue }
            if function == .greatest ? order > 0 : order < 0 { best = number }
        }
        return best
    }
}
