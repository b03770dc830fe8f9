extension Evaluator {
    mutating func call(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        let function = operation.function
        if operation.code == .callMany {
            var values: [Value] = []
            for place in Int(operation.a)..<Int(operation.a + operation.b) {
                values.append(try value(Int(program.operands[place]), program))
            }
            if function == .greatest || function == .least {
                return try extreme(function, values, operation)
            }
            guard values.count == 4, case .string(let text) = values[0] else {
                throw failed(.noSuchOverload, "\(function.rawValue)() has no such form", operation)
            }
            return try text4(function, text, values, operation)
        }
        guard operation.a >= 0 else {
            guard function == .optionalNone else {
                throw failed(.noSuchOverload, "\(function.rawValue)() has no such form", operation)
            }
            return .optional(OptionalValue(nil))
        }
        let first = try value(Int(operation.a), program)
        // A value that is there makes its replacement unneeded.
        if function == .or || function == .orValue, case .optional(let optional) = first,
            let inner = optional.value
        {
            return function == .orValue ? inner : first
        }
        guard operation.b >= 0 else { return try call1(function, first, operation) }
        let second = try value(Int(operation.b), program)
        guard operation.c >= 0 else { return try call2(function, first, second, operation) }
        let third = try value(Int(operation.c), program)
        return try call3(function, first, second, third, operation)
    }

    // MARK: One argument

    private mutating func call1(
        _ function: Function, _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch function {
        case .size: return .int(Int64(try size(value, operation)))
        case .type: return .type(value.typeName)
        case .dyn: return value
        case .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration:
            return try converted(value, to: function, operation)
        case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear,
            .getHours, .getMinutes, .getSeconds, .getMilliseconds:
            return .int(Int64(try reading(function, value, zone: nil, operation)))
        case .lowerAscii, .upperAscii, .trim, .reverse, .quote, .join:
            return try text1(function, value, operation)
        case .ceil, .floor, .round, .trunc, .abs, .sign, .sqrt, .isNaN, .isInf, .isFinite, .bitNot:
            return try math1(function, value, operation)
        default: return try optional1(function, value, operation)
        }
    }

    private mutating func size(
        _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Int {
        switch value {
        case .string(let text):
            try charge(text.utf8.count >> 4, operation)
            return text.unicodeScalars.count
        case .bytes(let bytes): return bytes.count
        case .list(let elements): return elements.count
        case .map(let map): return map.count
        default: throw noOverload("size()", operation, value)
        }
    }

    private mutating func optional1(
        _ function: Function, _ value: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch (function, value) {
        case (.optionalOf, _): return .optional(OptionalValue(value))
        case (.optionalOfNonZero, _): return .optional(OptionalValue(value.isZero ? nil : value))
        case (.hasValue, .optional(let optional)): return .bool(optional.value != nil)
        case (.value, .optional(let optional)):
            guard let inner = optional.value else {
                throw failed(.invalid, "the optional holds no value", operation)
            }
            return inner
        case (.first, .list(let elements)): return .optional(OptionalValue(elements.first))
        case (.last, .list(let elements)): return .optional(OptionalValue(elements.last))
        case (.unwrapOpt, .list(let elements)), (.optionalUnwrap, .list(let elements)):
            try charge(elements.count, operation)
            var result: [Value] = []
            for element in elements {
                guard case .optional(let optional) = element else {
                    throw noOverload("unwrapOpt()", operation, element)
                }
                if let inner = optional.value { result.append(inner) }
            }
            return .list(result)
        default: throw noOverload("\(function.rawValue)()", operation, value)
        }
    }

    // MARK: Two and three arguments

    private mutating func call2(
        _ function: Function, _ one: Value, _ two: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        switch (function, one, two) {
        case (.startsWith, .string(let text), .string(let part)):
            try charge(part.utf8.count >> 4, operation)
            return .bool(text.utf8.starts(with: part.utf8))
        case (.endsWith, .string(let text), .string(let part)):
            try charge(part.utf8.count >> 4, operation)
            return .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
        case (.contains, .string(let text), .string(let part)):
            return .bool(try contains(text, part, operation))
        case (.matches, _, .string(let pattern)):
            return .bool(try matches(one, try self.pattern(pattern, operation), operation))
        case (.getFullYear, .timestamp, .string(let zone)),
            (.getMonth, .timestamp, .string(let zone)),
            (.getDate, .timestamp, .string(let zone)),
            (.getDayOfMonth, .timestamp, .string(let zone)),
            (.getDayOfWeek, .timestamp, .string(let zone)),
            (.getDayOfYear, .timestamp, .string(let zone)),
            (.getHours, .timestamp, .string(let zone)),
            (.getMinutes, .timestamp, .string(let zone)),
            (.getSeconds, .timestamp, .string(let zone)),
            (.getMilliseconds, .timestamp, .string(let zone)):
            // Looking up a zone by its name is far dearer than the reading itself.
            try charge(64, operation)
            return .int(Int64(try reading(function, one, zone: zone, operation)))
        case (.or, .optional, .optional): return two
        case (.orValue, .optional, _): return two
        case (.bitAnd, _, _), (.bitOr, _, _), (.bitXor, _, _), (.bitShiftLeft, _, _),
            (.bitShiftRight, _, _):
            return try math2(function, one, two, operation)
        default: return try text2(function, one, two, operation)
        }
    }

    private mutating func call3(
        _ function: Function, _ one: Value, _ two: Value, _ three: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        guard case .string(let text) = one else {
            throw noOverload("\(function.rawValue)()", operation, one, two, three)
        }
        return try text3(function, text, two, three, operation)
    }

    // MARK: Patterns

    mutating func matches(
        _ value: Value, _ pattern: Pattern, _ operation: Operation
    ) throws(EvaluationFailure) -> Bool {
        guard case .string(let text) = value else {
            throw noOverload("matches()", operation, value)
        }
        let key = ObjectIdentifier(pattern)
        let matcher: PatternMatcher
        if let known = matchers[key] {
            matcher = known
        } else {
            if matchers.count >= 512 { matchers.removeAll() }
            matcher = PatternMatcher(pattern)
            matchers[key] = matcher
        }
        let isMatch = matcher.matches(text, budget: &budget)
        if budget < 0 { throw exhausted(operation) }
        return isMatch
    }

    /// A pattern that is known only now; the last ones are kept.
    private mutating func pattern(
        _ text: String, _ operation: Operation
    ) throws(EvaluationFailure) -> Pattern {
        try charge(text.utf8.count, operation)
        if let known = foundPatterns[text] { return known }
        do {
            let made = try Pattern(text)
            try charge(made.steps.count, operation)
            if foundPatterns.count >= 64 {
                for old in foundPatterns.values { matchers[ObjectIdentifier(old)] = nil }
                foundPatterns.removeAll()
            }
            foundPatterns[text] = made
            return made
        } catch let problem as PatternFailure {
            throw failed(.unreadable, "the pattern cannot be used: \(problem.problem)", operation)
        } catch let failure as EvaluationFailure {
            throw failure
        } catch {
            throw failed(.unreadable, "the pattern cannot be used", operation)
        }
    }
}
