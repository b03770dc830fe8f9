extension Compiler {
    mutating func index(
        _ operand: Int, _ key: Int, _ isOptional: Bool, at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        let value = try compile(operand)
        let place = try compile(key)
        var type = value.type
        var isInOptional = isOptional
        if case .optional(let inner) = type {
            type = inner
            isInOptional = true
        }
        var result = ValueType.dyn
        var wanted = ValueType.dyn
        switch type {
        case .dyn: break
        case .list(let element): (result, wanted) = (element, .int)
        case .map(let keyType, let element): (result, wanted) = (element, keyType)
        default:
            if checks {
                throw failure(.type, at: node, "a value of type \(type) has no elements to index")
            }
        }
        try expect(wanted, place.type, at: key, "the index")
        let code: Operation.Code = isOptional ? .indexOptional : .index
        return (
            emit(code, value.node, place.node, at: node),
            isInOptional ? .optional(result) : result
        )
    }

    /// The type of a part written with a question mark, which must be optional.
    private func unwrapped(
        _ part: Compiled, _ isOptional: Bool, at node: Int
    ) throws(ExpressionFailure) -> ValueType {
        guard isOptional else { return part.type }
        if case .optional(let inner) = part.type { return inner }
        try expect(.optional(.dyn), part.type, at: node, "a part written with ?")
        return .dyn
    }

    /// Where the flags of optional parts stand among the operands, or -1 when there are none.
    private mutating func flags(_ flags: [Bool]) -> Int {
        flags.contains(true) ? operands(flags.map { $0 ? 1 : 0 }) : -1
    }

    mutating func list(
        _ elements: [Syntax.Element], at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        var nodes: [Int] = []
        var type: ValueType?
        for element in elements {
            let compiled = try compile(element.value)
            let elementType = try unwrapped(compiled, element.isOptional, at: element.value)
            type = type?.joined(elementType) ?? elementType
            nodes.append(compiled.node)
        }
        let listType = ValueType.list(type ?? .dyn)
        if let folded = fold(nodes, elements.contains(where: \.isOptional)) {
            parts.nodes.removeLast(nodes.count)
            return (emit(.constant, constant(.list(folded)), at: node), listType)
        }
        let flags = flags(elements.map(\.isOptional))
        return (emit(.list, operands(nodes), nodes.count, flags, at: node), listType)
    }

    /// The values of a list of constants, so that it is built once and not at each evaluation.
    private func fold(_ nodes: [Int], _ hasOptional: Bool) -> [Value]? {
        guard !hasOptional, nodes == Array(parts.nodes.count - nodes.count..<parts.nodes.count)
        else { return nil }
        var values: [Value] = []
        for node in nodes {
            guard parts.nodes[node].code == .constant else { return nil }
            values.append(parts.constants[Int(parts.nodes[node].a)])
        }
        return values
    }

    mutating func map(
        _ entries: [Syntax.Entry], at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        var nodes: [Int] = []
        var keyType: ValueType?
        var valueType: ValueType?
        for entry in entries {
            let key = try compile(entry.key)
            switch key.type {
            case .dyn, .bool, .int, .uint, .string: break
            default:
                try expect(.string, key.type, at: entry.key, "the key of a map")
            }
            let value = try compile(entry.value)
            let type = try unwrapped(value, entry.isOptional, at: entry.value)
            keyType = keyType?.joined(key.type) ?? key.type
            valueType = valueType?.joined(type) ?? type
            nodes += [key.node, value.node]
        }
        let flags = flags(entries.map(\.isOptional))
        return (
            emit(.map, operands(nodes), nodes.count, flags, at: node),
            .map(keyType ?? .dyn, valueType ?? .dyn)
        )
    }

    mutating func loop(
        _ loop: Syntax.Loop, at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        parts.isBounded = false
        let range = try compile(loop.range)
        let (key, element) = try variables(of: range.type, at: loop)
        let hasTwo = loop.second != nil
        let isMap = if case .map = range.type { true } else { false }
        let single = isMap ? key : element
        let first = push(loop.first, hasTwo ? key : single)
        let second = loop.second.map { push($0, element) } ?? -1
        defer { locals.removeLast(hasTwo ? 2 : 1) }
        var condition: Compiled?
        if let test = loop.condition {
            condition = try compile(test)
            try expect(.bool, condition?.type ?? .dyn, at: test, "the condition of the macro")
        }
        var body: Compiled?
        if let inner = loop.body { body = try compile(inner) }
        parts.loops.append(
            LoopPlan(
                kind: loop.kind, range: range.node, first: first, second: second,
                condition: condition?.node ?? -1, body: body?.node ?? -1))
        let result: ValueType
        switch loop.kind {
        case .all, .exists, .existsOne:
            try expect(
                .bool, body?.type ?? .dyn, at: loop.body ?? node, "the condition of the macro")
            result = .bool
        case .list: result = .list(body?.type ?? single)
        case .map: result = .map(key, body?.type ?? .dyn)
        case .mapEntry:
            try expect(
                .map(.dyn, .dyn), body?.type ?? .dyn, at: loop.body ?? node,
                "what transformMapEntry gives")
            result = body?.type ?? .dyn
        }
        return (emit(.loop, parts.loops.count - 1, at: node), result)
    }

    /// Index or key, and element or value, of what a macro runs over.
    private func variables(
        of type: ValueType, at loop: Syntax.Loop
    ) throws(ExpressionFailure) -> (ValueType, ValueType) {
        switch type {
        case .list(let element): return (.int, element)
        case .map(let key, let value): return (key, value)
        case .dyn: return (.dyn, .dyn)
        default:
            if checks {
                throw failure(
                    .type, at: loop.range, "a macro runs over a list or a map, not over \(type)")
            }
            return (.dyn, .dyn)
        }
    }
}
