extension Evaluator {
    mutating func collection(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        switch operation.code {
        case .list: return try list(operation, program)
        case .map: return try map(operation, program)
        case .contained:
            let element = try value(Int(operation.a), program)
            return .bool(
                try contains(try value(Int(operation.b), program), element, operation))
        case .inTexts:
            let element = try value(Int(operation.a), program)
            guard case .string(let text) = element else { return .bool(false) }
            return .bool(program.sets[Int(operation.b)].contains(text))
        case .index, .indexOptional:
            let whole = try value(Int(operation.a), program)
            let key = try value(Int(operation.b), program)
            return try element(of: whole, key, operation)
        default:
            let whole = try value(Int(operation.a), program)
            let name = program.names[Int(operation.b)]
            if operation.code == .hasField { return .bool(try has(whole, name, operation)) }
            return try field(of: whole, name, operation)
        }
    }

    private mutating func contains(
        _ whole: Value, _ element: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Bool {
        switch whole {
        case .list(let elements):
            for other in elements {
                let isEqual = Value.areEqual(element, other, steps: &budget)
                if budget < 0 { throw exhausted(operation) }
                if isEqual { return true }
            }
            return false
        case .map(let map): return map[element] != nil
        default: throw noOverload("in", operation, element, whole)
        }
    }

    // MARK: Fields

    /// The value of a field, nil when it is not there; throws when the value can have no fields.
    private func find(
        _ name: String, in whole: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value? {
        switch whole {
        case .map(let map): return map[field: name]
        case .record(let record):
            let place =
                operation.c >= 0 && Int(operation.c) < record.shape.fields.count
                    && record.shape.fields[Int(operation.c)].name == name
                ? Int(operation.c) : record.shape.place(of: name)
            guard let place else {
                throw failed(
                    .noSuchField, "\(record.shape.name) has no field '\(name)'", operation)
            }
            if case .missing = record.values[place] { return nil }
            return record.values[place]
        default: throw noOverload("a field", operation, whole)
        }
    }

    private func field(
        of whole: Value, _ name: String, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        if case .optional(let optional) = whole {
            guard let inner = optional.value else { return whole }
            return .optional(OptionalValue(try find(name, in: inner, operation)))
        }
        let found = try find(name, in: whole, operation)
        if operation.code == .selectOptional { return .optional(OptionalValue(found)) }
        guard let found else {
            throw failed(.noSuchField, "there is no '\(name)'", operation)
        }
        return found
    }

    private func has(
        _ whole: Value, _ name: String, _ operation: Operation
    ) throws(EvaluationFailure) -> Bool {
        guard case .optional(let optional) = whole else {
            return try find(name, in: whole, operation) != nil
        }
        guard let inner = optional.value else { return false }
        return try find(name, in: inner, operation) != nil
    }

    // MARK: Elements

    private func element(
        of whole: Value, _ key: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value {
        if case .optional(let optional) = whole {
            guard let inner = optional.value else { return whole }
            return .optional(OptionalValue(try findElement(of: inner, key, operation)))
        }
        let found = try findElement(of: whole, key, operation)
        if operation.code == .indexOptional { return .optional(OptionalValue(found)) }
        guard let found else {
            if case .list = whole {
                throw failed(.range, "the index is outside the list", operation)
            }
            throw failed(.noSuchField, "the map has no such key", operation)
        }
        return found
    }

    private func findElement(
        of whole: Value, _ key: Value, _ operation: Operation
    ) throws(EvaluationFailure) -> Value? {
        switch whole {
        case .list(let elements):
            let place: Int?
            switch key {
            case .int(let number): place = Int(exactly: number)
            case .uint(let number): place = Int(clamping: number)
            case .double(let number):
                guard let whole = Int(exactly: number) else {
                    throw failed(.range, "the index is no whole number", operation)
                }
                place = whole
            default: throw noOverload("[]", operation, whole, key)
            }
            guard let place, elements.indices.contains(place) else { return nil }
            return elements[place]
        case .map(let map):
            switch key {
            case .bool, .int, .uint, .string, .double: return map[key]
            default: throw noOverload("[]", operation, whole, key)
            }
        default: throw noOverload("[]", operation, whole, key)
        }
    }

    // MARK: Building

    private func isOptional(_ number: Int, _ operation: Operation, _ program: Program) -> Bool {
        operation.c >= 0 && program.operands[Int(operation.c) + number] == 1
    }

    /// The value of a part; nil for a part written with ? that holds none.
    private mutating func part(
        _ node: Int, _ isOptional: Bool, _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value? {
        let found = try value(node, program)
        guard isOptional else { return found }
        guard case .optional(let optional) = found else { throw noOverload("?", operation, found) }
        return optional.value
    }

    private mutating func list(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        var elements: [Value] = []
        elements.reserveCapacity(Int(operation.b))
        for number in 0..<Int(operation.b) {
            let node = Int(program.operands[Int(operation.a) + number])
            let isOptional = isOptional(number, operation, program)
            if let found = try part(node, isOptional, operation, program) { elements.append(found) }
        }
        return .list(elements)
    }

    private mutating func map(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        var map = MapValue()
        for number in 0..<Int(operation.b) / 2 {
            let place = Int(operation.a) + 2 * number
            let key = try value(Int(program.operands[place]), program)
            let isOptional = isOptional(number, operation, program)
            let found = try part(Int(program.operands[place + 1]), isOptional, operation, program)
            if let found { try add(key, found, to: &map, operation) }
        }
        return .map(map)
    }

    func add(
        _ key: Value, _ value: Value, to map: inout MapValue, _ operation: Operation
    ) throws(EvaluationFailure) {
        guard !map.add(key, value) else { return }
        guard MapKey(strict: key) != nil else {
            throw failed(
                .invalid, "a \(key.typeName.rawValue) cannot be the key of a map", operation)
        }
        throw failed(.invalid, "the map has the same key twice", operation)
    }
}
