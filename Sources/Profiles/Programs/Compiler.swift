/// Checks the tree of an expression and turns it into operations, in one walk.
struct Compiler {
    let syntax: Syntax
    let environment: Environment
    let checks: Bool
    var parts = ProgramParts()
    /// Variables of macros in scope, innermost last.
    var locals: [(name: String, type: ValueType)] = []

    typealias Compiled = (node: Int, type: ValueType)

    init(_ syntax: Syntax, _ environment: Environment, checks: Bool) {
        self.syntax = syntax
        self.environment = environment
        self.checks = checks
    }

    // MARK: Parts

    mutating func emit(_ operation: Operation, at node: Int) -> Int {
        var operation = operation
        operation.offset = Int32(syntax.nodes[node].offset)
        parts.nodes.append(operation)
        return parts.nodes.count - 1
    }

    mutating func emit(
        _ code: Operation.Code, _ a: Int = -1, _ b: Int = -1, _ c: Int = -1, at node: Int
    ) -> Int {
        emit(Operation(code: code, a: Int32(a), b: Int32(b), c: Int32(c)), at: node)
    }

    mutating func constant(_ value: Value) -> Int {
        parts.constants.append(value)
        return parts.constants.count - 1
    }

    mutating func name(_ text: String) -> Int {
        parts.names.append(text)
        return parts.names.count - 1
    }

    mutating func operands(_ nodes: [Int]) -> Int {
        parts.operands.append(contentsOf: nodes.map { Int32($0) })
        return parts.operands.count - nodes.count
    }

    func failure(
        _ code: ExpressionFailure.Code, at node: Int, _ problem: String, remedy: String = ""
    ) -> ExpressionFailure {
        ExpressionFailure(code, at: syntax.position(node), problem, remedy: remedy)
    }

    /// Throws when checking; otherwise emits the fault that evaluation will meet.
    mutating func refuse(
        _ problem: String, _ code: EvaluationFailure.Code, at node: Int,
        _ failure: (borrowing Compiler) -> ExpressionFailure
    ) throws(ExpressionFailure) -> Compiled {
        if checks { throw failure(self) }
        let text = name(problem)
        return (emit(.fault, text, Int(code.number), at: node), .dyn)
    }

    // MARK: Expressions

    mutating func compile(_ node: Int) throws(ExpressionFailure) -> Compiled {
        switch syntax.nodes[node].kind {
        case .literal(let value):
            return (emit(.constant, constant(value), at: node), value.literalType)
        case .name, .select: return try path(node)
        case .has(let operand, let field): return try has(operand, field, at: node)
        case .call(let name, let target, let arguments):
            return try call(name, target, arguments, at: node)
        case .and(let terms): return try logic(.and, terms, at: node)
        case .or(let terms): return try logic(.or, terms, at: node)
        case .conditional(let condition, let yes, let no):
            let test = try compile(condition)
            try expect(.bool, test.type, at: condition, "the condition of ?:")
            let first = try compile(yes)
            let second = try compile(no)
            if checks, !first.type.fits(second.type) {
                throw failure(
                    .type, at: node,
                    "the two answers of ?: have types \(first.type) and \(second.type)",
                    remedy: "make both the same type, or wrap one in dyn()")
            }
            return (
                emit(.conditional, test.node, first.node, second.node, at: node),
                first.type.joined(second.type)
            )
        case .index(let operand, let key, let isOptional):
            return try index(operand, key, isOptional, at: node)
        case .list(let elements): return try list(elements, at: node)
        case .map(let entries): return try map(entries, at: node)
        case .loop(let loop): return try self.loop(loop, at: node)
        case .bind(let name, let value, let body):
            let bound = try compile(value)
            let (local, inner) = try scoped(name, bound.type, body)
            return (emit(.bind, bound.node, inner.node, local, at: node), inner.type)
        case .optionalMap(let target, let name, let body, let isFlat):
            return try optionalMap(target, name, body, isFlat, at: node)
        }
    }

    /// Compiles a body with one more variable in scope.
    mutating func scoped(
        _ name: String, _ type: ValueType, _ body: Int
    ) throws(ExpressionFailure) -> (local: Int, Compiled) {
        let local = push(name, type)
        let inner = try compile(body)
        locals.removeLast()
        return (local, inner)
    }

    mutating func push(_ name: String, _ type: ValueType) -> Int {
        locals.append((name, type))
        parts.localCount = max(parts.localCount, locals.count)
        return locals.count - 1
    }

    func expect(
        _ wanted: ValueType, _ type: ValueType, at node: Int, _ place: String
    ) throws(ExpressionFailure) {
        guard checks, !wanted.fits(type) else { return }
        throw failure(.type, at: node, "\(place) has type \(type), \(wanted) is needed")
    }

    private mutating func logic(
        _ code: Operation.Code, _ terms: [Int], at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        var nodes: [Int] = []
        for term in terms {
            let compiled = try compile(term)
            try expect(.bool, compiled.type, at: term, "a side of \(code == .and ? "&&" : "||")")
            nodes.append(compiled.node)
        }
        return (emit(code, operands(nodes), nodes.count, at: node), .bool)
    }

    private mutating func optionalMap(
        _ target: Int, _ name: String, _ body: Int, _ isFlat: Bool, at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        let value = try compile(target)
        var element = ValueType.dyn
        if case .optional(let inner) = value.type {
            element = inner
        } else {
            try expect(.optional(.dyn), value.type, at: target, "the receiver")
        }
        let (local, inner) = try scoped(name, element, body)
        if isFlat { try expect(.optional(.dyn), inner.type, at: body, "what optFlatMap gives") }
        return (
            emit(isFlat ? .optFlatMap : .optMap, value.node, inner.node, local, at: node),
            isFlat ? inner.type : .optional(inner.type)
        )
    }
}

extension Value {
    /// The type of a literal.
    var literalType: ValueType {
        switch self {
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .null: .null
        default: .dyn
        }
    }
}
