/// Macros: calls whose arguments are names and expressions rather than values.
///
/// Source: google/cel-spec, doc/langdef.md, "Macros"; the two-variable forms and `cel.bind` as in the
/// extension libraries of cel-go.
extension Parser {
    /// A call, or what it stands for when it is a macro.
    mutating func call(
        _ name: String, on target: Int?, _ arguments: [Int], at place: Int
    ) throws(ExpressionFailure) -> Int {
        if let target {
            if let loop = try loop(name, target, arguments) {
                let parts = [loop.range, loop.condition, loop.body].compactMap { $0 }
                return try add(.loop(loop), at: place, over: parts)
            }
            if name == "bind", arguments.count == 3, isName(target, "cel") {
                let variable = try variable(arguments[0])
                return try add(
                    .bind(variable, value: arguments[1], body: arguments[2]), at: place,
                    over: Array(arguments.dropFirst()))
            }
            if name == "optMap" || name == "optFlatMap", arguments.count == 2 {
                let variable = try variable(arguments[0])
                return try add(
                    .optionalMap(
                        target, name: variable, body: arguments[1], isFlat: name == "optFlatMap"),
                    at: place, over: [target, arguments[1]])
            }
        } else if name == "has", arguments.count == 1 {
            guard
                case .select(let operand, let field, false) =
                    syntax.nodes[arguments[0]].kind
            else {
                throw failure(
                    .syntax, at: place, "has() asks about a field, such as has(a.b)",
                    remedy: "name a field; compare other values instead")
            }
            return try add(.has(operand, field: field), at: place, over: [operand])
        }
        let parts = (target.map { [$0] } ?? []) + arguments
        return try add(.call(name, target: target, arguments: arguments), at: place, over: parts)
    }

    private func isName(_ node: Int, _ name: String) -> Bool {
        guard case .name(name, _) = syntax.nodes[node].kind else { return false }
        return true
    }

    private func variable(_ node: Int) throws(ExpressionFailure) -> String {
        guard case .name(let name, false) = syntax.nodes[node].kind else {
            throw failure(
                .syntax, at: syntax.nodes[node].offset,
                "a macro needs a simple name for its variable here")
        }
        guard name != "__result__" else {
            throw failure(
                .syntax, at: syntax.nodes[node].offset, "'__result__' is reserved",
                remedy: "choose another name")
        }
        return name
    }

    /// The loop a macro stands for, or nil when name and number of arguments form no macro.
    private func loop(
        _ name: String, _ range: Int, _ arguments: [Int]
    ) throws(ExpressionFailure) -> Syntax.Loop? {
        let count = arguments.count
        switch (name, count) {
        case ("all", 2), ("exists", 2), ("exists_one", 2), ("existsOne", 2):
            return Syntax.Loop(
                kind: name == "all" ? .all : name == "exists" ? .exists : .existsOne, range: range,
                first: try variable(arguments[0]), body: arguments[1])
        case ("all", 3), ("exists", 3), ("exists_one", 3), ("existsOne", 3):
            let (first, second) = try variables(arguments)
            return Syntax.Loop(
                kind: name == "all" ? .all : name == "exists" ? .exists : .existsOne, range: range,
                first: first, second: second, body: arguments[2])
        case ("filter", 2):
            return Syntax.Loop(
                kind: .list, range: range, first: try variable(arguments[0]),
                condition: arguments[1])
        case ("map", 2), ("map", 3):
            return Syntax.Loop(
                kind: .list, range: range, first: try variable(arguments[0]),
                condition: count == 3 ? arguments[1] : nil, body: arguments[count - 1])
        case ("transformList", 3), ("transformList", 4), ("transformMap", 3), ("transformMap", 4),
            ("transformMapEntry", 3), ("transformMapEntry", 4):
            let (first, second) = try variables(arguments)
            return Syntax.Loop(
                kind: name == "transformList" ? .list : name == "transformMap" ? .map : .mapEntry,
                range: range, first: first, second: second,
                condition: count == 4 ? arguments[2] : nil, body: arguments[count - 1])
        default: return nil
        }
    }

    private func variables(_ arguments: [Int]) throws(ExpressionFailure) -> (String, String) {
        let first = try variable(arguments[0])
        let second = try variable(arguments[1])
        guard first != second else {
            throw failure(
                .syntax, at: syntax.nodes[arguments[1]].offset,
                "both variables of the macro have the name '\(first)'",
                remedy: "choose two names")
        }
        return (first, second)
    }
}
