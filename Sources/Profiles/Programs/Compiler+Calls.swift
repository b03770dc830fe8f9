extension Compiler {
    private static let orders: [String: Operation.Code] = [
        "<": .less, "<=": .lessEqual, ">": .greater, ">=": .greaterEqual,
    ]
    private static let operators: [String: Operation.Code] = [
        "==": .equal, "!=": .notEqual, "in": .contained, "+": .add, "-": .subtract,
        "*": .multiply, "/": .divide, "%": .remainder,
    ]

    mutating func call(
        _ name: String, _ target: Int?, _ arguments: [Int], at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        guard let target else {
            if arguments.count == 2, Self.operators[name] != nil || Self.orders[name] != nil {
                return try binary(name, arguments[0], arguments[1], at: node)
            }
            if arguments.count == 1, name == "!" || name == "-" {
                let operand = try compile(arguments[0])
                let type = try result(name, [operand.type], at: node, shown: "\(name)")
                return (emit(name == "!" ? .not : .negate, operand.node, at: node), type)
            }
            return try apply(name, arguments, at: node)
        }
        // math.abs(x): a function with a qualified name, unless a variable has the name.
        if let (names, _) = syntax.path(target),
            !locals.contains(where: { $0.name == names[0] })
        {
            let qualified = (names + [name]).joined(separator: ".")
            if Function(rawValue: qualified) != nil {
                return try apply(qualified, arguments, at: node)
            }
        }
        return try apply("." + name, [target] + arguments, at: node)
    }

    /// The result type of a function for these argument types.
    private func result(
        _ key: String, _ types: [ValueType], at node: Int, shown: String
    ) throws(ExpressionFailure) -> ValueType {
        let overloads = Signature.table[key] ?? []
        var found: ValueType?
        for overload in overloads {
            guard let type = overload.result(for: types) else { continue }
            // Arguments of unknown type may fit several overloads; then the result is unknown too,
            // unless all agree.
            if let before = found, before != type { return .dyn }
            found = type
        }
        if let found { return found }
        guard checks else { return .dyn }
        let given = types.map(\.description).joined(separator: ", ")
        throw failure(
            .type, at: node, "\(shown) is not defined for (\(given))",
            remedy: "convert one of them, for example with int(), double() or string()")
    }

    private mutating func binary(
        _ name: String, _ left: Int, _ right: Int, at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        if name == "==" || name == "!=" || name == "in" { try checkCodes(left, right) }
        let one = try compile(left)
        let two = try compile(right)
        if let code = Self.orders[name] {
            let type = try result("<", [one.type, two.type], at: node, shown: name)
            parts.isBounded = parts.isBounded && isBounded(one, two)
            return (emit(code, one.node, two.node, at: node), type)
        }
        let type = try result(name, [one.type, two.type], at: node, shown: name)
        switch name {
        case "+", "-": parts.isBounded = parts.isBounded && one.type.isSmall && two.type.isSmall
        case "in": parts.isBounded = parts.isBounded && isConstant(two)
        case "==", "!=": parts.isBounded = parts.isBounded && isBounded(one, two)
        default: break
        }
        if let fast = fast(name, one.node, two.node, at: node) { return (fast, type) }
        return (emit(Self.operators[name] ?? .equal, one.node, two.node, at: node), type)
    }

    private func isConstant(_ side: Compiled) -> Bool { parts.nodes[side.node].code == .constant }

    /// Whether a comparison costs no more than one of its sides weighs, whatever the data.
    private func isBounded(_ one: Compiled, _ two: Compiled) -> Bool {
        one.type.isSmall || two.type.isSmall || isConstant(one) || isConstant(two)
    }

    /// A single operation for the comparisons profiles consist of, or nil.
    private mutating func fast(_ name: String, _ left: Int, _ right: Int, at node: Int) -> Int? {
        let (one, two) = (parts.nodes[left], parts.nodes[right])
        if name == "in", two.code == .constant,
            case .list(let values) = parts.constants[Int(two.a)], values.count > 4
        {
            let texts = values.compactMap { value in
                if case .string(let text) = value { text } else { nil }
            }
            guard texts.count == values.count else { return nil }
            parts.sets.append(TextSet(texts))
            return emit(.inTexts, left, parts.sets.count - 1, at: node)
        }
        guard name == "==" || name == "!=" else { return nil }
        let (slot, constant) = one.code == .slot ? (one, two) : (two, one)
        guard slot.code == .slot, constant.code == .constant,
            case .string = parts.constants[Int(constant.a)]
        else { return nil }
        let code: Operation.Code = name == "==" ? .slotEqualsText : .slotDiffersFromText
        return emit(code, Int(slot.a), Int(constant.a), at: node)
    }

    /// A function with a name; receivers are the first argument.
    private mutating func apply(
        _ key: String, _ arguments: [Int], at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        let shown = key.hasPrefix(".") ? String(key.dropFirst()) : key
        let isVariadic = key == "math.greatest" || key == "math.least"
        guard Signature.table[key] != nil || isVariadic, let function = Function(rawValue: shown)
        else { return try unknownFunction(key, shown, at: node) }
        var nodes: [Int] = []
        var types: [ValueType] = []
        for argument in arguments {
            let compiled = try compile(argument)
            nodes.append(compiled.node)
            types.append(compiled.type)
        }
        let type =
            isVariadic
            ? try extreme(types, shown, at: node)
            : try result(key, types, at: node, shown: "\(shown)()")
        let isZoned = nodes.count == 2 && shown.hasPrefix("get")
        if !Self.hasFixedCost.contains(shown) || isZoned { parts.isBounded = false }
        if function == .matches, let constant = try pattern(nodes, arguments) {
            return (constant, .bool)
        }
        if function == .startsWith, let fast = startsWith(nodes, at: node) { return (fast, .bool) }
        guard !isVariadic, nodes.count <= 3 else {
            if !isVariadic, nodes.count > 4 {
                let text = name("\(shown)() takes fewer arguments")
                return (
                    emit(.fault, text, Int(EvaluationFailure.Code.noSuchOverload.number), at: node),
                    type
                )
            }
            var many = Operation(code: .callMany, function: function)
            many.a = Int32(operands(nodes))
            many.b = Int32(nodes.count)
            return (emit(many, at: node), type)
        }
        var call = Operation(code: .call, function: function)
        if nodes.count > 0 { call.a = Int32(nodes[0]) }
        if nodes.count > 1 { call.b = Int32(nodes[1]) }
        if nodes.count > 2 { call.c = Int32(nodes[2]) }
        return (emit(call, at: node), type)
    }

    /// Functions whose time does not grow with their arguments.
    private static let hasFixedCost: Set = [
        "bool", "int", "uint", "double", "timestamp", "duration", "type", "dyn", "getFullYear",
        "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getHours",
        "getMinutes", "getSeconds", "getMilliseconds", "startsWith", "endsWith",
    ]

    /// The result type of `math.greatest` and `math.least`.
    private func extreme(
        _ types: [ValueType], _ shown: String, at node: Int
    ) throws(ExpressionFailure) -> ValueType {
        var numbers = types
        if types.count == 1, case .list(let element) = types[0] { numbers = [element] }
        let allowed: [ValueType] = [.int, .uint, .double, .dyn]
        if checks, numbers.isEmpty || !numbers.allSatisfy({ allowed.contains($0) }) {
            throw failure(.type, at: node, "\(shown)() takes numbers, or one list of numbers")
        }
        guard let first = numbers.first else { return .dyn }
        return numbers.dropFirst().reduce(first) { $0.joined($1) }
    }

    private mutating func unknownFunction(
        _ key: String, _ shown: String, at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        let problem = "there is no function '\(shown.prefix(80))' of this form"
        return try refuse(problem, .noSuchOverload, at: node) { compiler in
            let isReceiver = key.hasPrefix(".")
            let names = Signature.table.keys
                .filter { $0.contains(where: \.isLetter) && $0 != "in" }
                .map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }.sorted()
            var remedy = Suggestion.nearest(to: shown, among: names)
                .map { "did you mean '\($0)'?" }
            if Signature.table[isReceiver ? shown : "." + shown] != nil {
                remedy = isReceiver ? "write \(shown)(x)" : "write x.\(shown)()"
            }
            return compiler.failure(.unknownName, at: node, problem, remedy: remedy ?? "")
        }
    }

    /// Steps of all constant patterns of one expression; the one that goes beyond it is still taken.
    private static let patternStepsMax = 3 * Pattern.stepsMax

    /// A match against a constant pattern, which is compiled once.
    private mutating func pattern(
        _ nodes: [Int], _ arguments: [Int]
    ) throws(ExpressionFailure) -> Int? {
        guard nodes.count == 2, parts.nodes[nodes[1]].code == .constant,
            case .string(let text) = parts.constants[Int(parts.nodes[nodes[1]].a)]
        else { return nil }
        guard parts.patternSteps <= Self.patternStepsMax else {
            guard checks else { return nil }
            throw failure(
                .pattern, at: arguments[1], "the patterns of the expression together are too large")
        }
        do {
            let pattern = try Pattern(text)
            parts.patternSteps += pattern.steps.count
            parts.patterns.append(pattern)
        } catch {
            // A refused pattern may have cost as much as the largest allowed one.
            parts.patternSteps += Pattern.stepsMax
            if checks {
                throw failure(
                    .pattern, at: arguments[1], "the pattern cannot be used: \(error.problem)",
                    remedy: "patterns follow RE2; back references and look-around do not exist")
            }
            return nil
        }
        return emit(.matchesConstant, nodes[0], parts.patterns.count - 1, at: arguments[1])
    }

    private mutating func startsWith(_ nodes: [Int], at node: Int) -> Int? {
        guard nodes.count == 2, parts.nodes[nodes[0]].code == .slot,
            parts.nodes[nodes[1]].code == .constant,
            case .string = parts.constants[Int(parts.nodes[nodes[1]].a)]
        else { return nil }
        return emit(
            .slotStartsWith, Int(parts.nodes[nodes[0]].a), Int(parts.nodes[nodes[1]].a), at: node)
    }
}

extension ValueType {
    /// Whether values of the type have a size that does not grow with the data.
    var isSmall: Bool {
        switch self {
        case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type: true
        default: false
        }
    }
}
