extension Evaluator {
    mutating func comparison(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        let left = try value(Int(operation.a), program)
        let right = try value(Int(operation.b), program)
        switch operation.code {
        case .equal, .notEqual:
            let isEqual = Value.areEqual(left, right, steps: &budget)
            if budget < 0 { throw exhausted(operation) }
            return .bool(isEqual == (operation.code == .equal))
        default: break
        }
        switch (left, right) {
        case (.string(let one), .string(let two)):
            try charge(min(one.utf8.count, two.utf8.count) >> 4, operation)
        case (.bytes(let one), .bytes(let two)):
            try charge(min(one.count, two.count) >> 4, operation)
        default: break
        }
        guard let found = Value.order(left, right) else {
            throw noOverload("an order", operation, left, right)
        }
        // Nothing is before, after or beside not-a-number.
        guard let order = found else { return .bool(false) }
        switch operation.code {
        case .less: return .bool(order < 0)
        case .lessEqual: return .bool(order <= 0)
        case .greater: return .bool(order > 0)
        default: return .bool(order >= 0)
        }
    }

    mutating func arithmetic(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        let left = try value(Int(operation.a), program)
        if operation.code == .negate { return try negative(left, operation) }
        let right = try value(Int(operation.b), program)
        switch (left, right) {
        case (.int(let one), .int(let two)): return .int(try integers(one, two, operation))
        case (.uint(let one), .uint(let two)): return .uint(try integers(one, two, operation))
        case (.double(let one), .double(let two)):
            switch operation.code {
            case .add: return .double(one + two)
            case .subtract: return .double(one - two)
            case .multiply: return .double(one * two)
            case .divide: return .double(one / two)
            default: throw noOverload("%", operation, left, right)
            }
        default: return try joining(left, right, operation)
        }
    }

    private func negative(
        _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch value {
        case .int(let number):
            guard number != .min else { throw overflow(operation) }
            return .int(-number)
        case .double(let number): return .double(-number)
        default: throw noOverload("-", operation, value)
        }
    }

    func overflow(_ operation: Operation) -> EvaluationFailure {
        failed(.overflow, "the result is beyond the range of its type", operation)
    }

    private func integers<Number: FixedWidthInteger>(
        _ one: Number, _ two: Number, _ operation: Operation
    ) throws(EvaluationFailure) -> Number {
        let (result, overflows): (Number, Bool)
        switch operation.code {
        case .add: (result, overflows) = one.addingReportingOverflow(two)
        case .subtract: (result, overflows) = one.subtractingReportingOverflow(two)
        case .multiply: (result, overflows) = one.multipliedReportingOverflow(by: two)
        default:
            guard two != 0 else {
                throw failed(.divisionByZero, "an integer is divided by zero", operation)
            }
            (result, overflows) =
                operation.code == .divide
                ? one.dividedReportingOverflow(by: two)
                : one.remainderReportingOverflow(dividingBy: two)
        }
        guard !overflows else { throw overflow(operation) }
        return result
    }

    /// Sums and differences of texts, bytes, lists, instants and spans.
    private mutating func joining(
        _ left: Value, _ right: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        let isSum = operation.code == .add
        guard isSum || operation.code == .subtract else {
            throw noOverload("this operator", operation, left, right)
        }
        switch (left, right) {
        case (.string(let one), .string(let two)) where isSum:
            try charge((one.utf8.count + two.utf8.count) >> 4, operation)
            return .string(one + two)
        case (.bytes(let one), .bytes(let two)) where isSum:
            try charge((one.count + two.count) >> 4, operation)
            return .bytes(one + two)
        case (.list(let one), .list(let two)) where isSum:
            try charge(one.count + two.count, operation)
            return .list(one + two)
        case (.timestamp(let instant), .duration(let span)):
            let nanoseconds = span.nanoseconds
            // The smallest span has no opposite.
            guard isSum || nanoseconds != .min,
                let moved = instant.adding(isSum ? nanoseconds : -nanoseconds)
            else { throw overflow(operation) }
            return .timestamp(moved)
        case (.duration(let span), .timestamp(let instant)) where isSum:
            guard let moved = instant.adding(span.nanoseconds) else { throw overflow(operation) }
            return .timestamp(moved)
        case (.duration(let one), .duration(let two)):
            return .duration(
                TimeSpan(
                    nanoseconds: try integers(one.nanoseconds, two.nanoseconds, operation)))
        case (.timestamp(let one), .timestamp(let two)) where !isSum:
            guard let span = one.since(two) else { throw overflow(operation) }
            return .duration(span)
        default: throw noOverload(isSum ? "+" : "-", operation, left, right)
        }
    }
}
