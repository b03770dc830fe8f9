/// Reads an expression into its tree, by precedence climbing.
///
/// Source: google/cel-spec, doc/langdef.md, "Syntax" (grammar and precedence).
struct Parser {
    private var lexer: Lexer
    private(set) var token: Token = .end
    private(set) var offset = 0
    private var lookahead: (Token, Int)?
    private let limits: ExpressionLimits
    private var nesting = 0
    var syntax = Syntax()

    /// - Throws: codes `tooLong`, `tooDeep`, `tooLarge`, `badToken`, `syntax`.
    static func parse(
        _ text: String, limits: ExpressionLimits
    ) throws(ExpressionFailure) -> Syntax {
        if text.utf8.count > limits.sourceBytes {
            let head = Array(text.utf8.prefix(limits.sourceBytes))
            throw ExpressionFailure(
                .tooLong, at: SourcePosition(offset: head.count, in: head[...]),
                "the expression has \(text.utf8.count) bytes, at most \(limits.sourceBytes) are read",
                remedy: "split it into several profiles or use a list of codes")
        }
        var parser = Parser(Array(text.utf8)[...], limits)
        try parser.advance()
        parser.syntax.root = try parser.expression()
        guard case .end = parser.token else { throw parser.unexpected("the end or an operator") }
        return parser.syntax
    }

    private init(_ text: ArraySlice<UInt8>, _ limits: ExpressionLimits) {
        lexer = Lexer(text)
        self.limits = limits
        syntax.text = text
    }

    // MARK: Words

    mutating func advance() throws(ExpressionFailure) {
        if let (token, offset) = lookahead {
            (self.token, self.offset) = (token, offset)
            lookahead = nil
        } else {
            (token, offset) = try lexer.next()
        }
    }

    private mutating func peek() throws(ExpressionFailure) -> Token {
        if lookahead == nil { lookahead = try lexer.next() }
        return lookahead?.0 ?? .end
    }

    func isAt(_ symbol: Token.Symbol) -> Bool { token == .symbol(symbol) }

    mutating func take(_ symbol: Token.Symbol) throws(ExpressionFailure) -> Bool {
        guard isAt(symbol) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ symbol: Token.Symbol) throws(ExpressionFailure) {
        guard try take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    func unexpected(_ wanted: String) -> ExpressionFailure {
        failure(.syntax, at: offset, "found \(token.shown) where \(wanted) belongs")
    }

    func failure(
        _ code: ExpressionFailure.Code, at offset: Int, _ problem: String, remedy: String = ""
    ) -> ExpressionFailure {
        lexer.failure(code, at: offset, problem, remedy: remedy)
    }

    // MARK: Nodes

    /// Adds a node and refuses trees that are too deep or too large.
    mutating func add(
        _ kind: Syntax.Kind, at offset: Int, over parts: [Int] = []
    ) throws(ExpressionFailure) -> Int {
        var depth = 0
        for part in parts { depth = max(depth, syntax.nodes[part].depth) }
        guard depth < limits.depth else { throw tooDeep(offset) }
        guard syntax.nodes.count < limits.nodes else {
            throw failure(
                .tooLarge, at: offset, "the expression has more than \(limits.nodes) parts")
        }
        syntax.nodes.append(Syntax.Node(kind: kind, offset: offset, depth: depth + 1))
        return syntax.nodes.count - 1
    }

    private func tooDeep(_ offset: Int) -> ExpressionFailure {
        failure(
            .tooDeep, at: offset, "more than \(limits.depth) levels of nesting",
            remedy: "write long choices as a list with 'in', long sums in groups")
    }

    private mutating func nested(
        _ body: (inout Parser) throws(ExpressionFailure) -> Int
    ) throws(ExpressionFailure) -> Int {
        guard nesting < limits.depth else { throw tooDeep(offset) }
        nesting += 1
        let node = try body(&self)
        nesting -= 1
        return node
    }

    // MARK: Grammar

    mutating func expression() throws(ExpressionFailure) -> Int {
        try nested { (parser) throws(ExpressionFailure) in
            let condition = try parser.chain(of: .or)
            let place = parser.offset
            guard try parser.take(.question) else { return condition }
            let yes = try parser.chain(of: .or)
            try parser.expect(.colon)
            let no = try parser.expression()
            return try parser.add(
                .conditional(condition, yes, no), at: place, over: [condition, yes, no])
        }
    }

    /// Terms joined by `||`, or by `&&`; a row of them is one node.
    private mutating func chain(of symbol: Token.Symbol) throws(ExpressionFailure) -> Int {
        func term(_ parser: inout Parser) throws(ExpressionFailure) -> Int {
            symbol == .or ? try parser.chain(of: .and) : try parser.relation()
        }
        let first = try term(&self)
        guard isAt(symbol) else { return first }
        let place = offset
        var terms = [first]
        while try take(symbol) { terms.append(try term(&self)) }
        return try add(symbol == .or ? .or(terms) : .and(terms), at: place, over: terms)
    }

    private mutating func relation() throws(ExpressionFailure) -> Int {
        var left = try sum()
        while true {
            let name: String
            switch token {
            case .symbol(.equal), .symbol(.notEqual), .symbol(.less), .symbol(.lessEqual),
                .symbol(.greater), .symbol(.greaterEqual):
                guard case .symbol(let symbol) = token else { return left }
                name = symbol.rawValue
            case .identifier("in"): name = "in"
            default: return left
            }
            left = try binary(name, left) { (parser) throws(ExpressionFailure) in
                try parser.sum()
            }
        }
    }

    private mutating func sum() throws(ExpressionFailure) -> Int {
        var left = try product()
        while isAt(.plus) || isAt(.minus) {
            left = try binary(isAt(.plus) ? "+" : "-", left) { (parser) throws(ExpressionFailure) in
                try parser.product()
            }
        }
        return left
    }

    private mutating func product() throws(ExpressionFailure) -> Int {
        var left = try unary()
        while case .symbol(let symbol) = token,
            symbol == .times || symbol == .divide || symbol == .remainder
        {
            left = try binary(symbol.rawValue, left) { (parser) throws(ExpressionFailure) in
                try parser.unary()
            }
        }
        return left
    }

    private mutating func binary(
        _ name: String, _ left: Int,
        _ operand: (inout Parser) throws(ExpressionFailure) -> Int
    ) throws(ExpressionFailure) -> Int {
        let place = offset
        try advance()
        let right = try operand(&self)
        return try add(
            .call(name, target: nil, arguments: [left, right]), at: place, over: [left, right])
    }

    private mutating func unary() throws(ExpressionFailure) -> Int {
        let place = offset
        if isAt(.not) { return try prefixed(.not, "!") }
        guard isAt(.minus) else { return try member() }
        // A minus directly before a number belongs to the number: the smallest int has no other form.
        switch try peek() {
        case .int(let size):
            try advance()
            try advance()
            let value = size == 1 << 63 ? Int64.min : -Int64(size)
            return try member(of: add(.literal(.int(value)), at: place))
        case .double(let size):
            try advance()
            try advance()
            return try member(of: add(.literal(.double(-size)), at: place))
        default: return try prefixed(.minus, "-")
        }
    }

    private mutating func prefixed(
        _ symbol: Token.Symbol, _ name: String
    ) throws(ExpressionFailure) -> Int {
        try nested { (parser) throws(ExpressionFailure) in
            let place = parser.offset
            try parser.advance()
            let operand = try parser.unary()
            return try parser.add(
                .call(name, target: nil, arguments: [operand]), at: place, over: [operand])
        }
    }

    private mutating func member() throws(ExpressionFailure) -> Int {
        try member(of: primary())
    }

    /// Selections, indexes and calls behind a primary expression.
    private mutating func member(of start: Int) throws(ExpressionFailure) -> Int {
        var operand = start
        while true {
            let place = offset
            if try take(.dot) {
                let isOptional = try take(.question)
                operand = try selection(operand, isOptional, at: place)
            } else if try take(.bracketOpen) {
                let isOptional = try take(.question)
                let key = try expression()
                try expect(.bracketClose)
                operand = try add(
                    .index(operand, key, isOptional: isOptional), at: place, over: [operand, key])
            } else {
                return operand
            }
        }
    }

    private mutating func selection(
        _ operand: Int, _ isOptional: Bool, at place: Int
    ) throws(ExpressionFailure) -> Int {
        let name: String
        switch token {
        case .identifier(let word) where !Self.operators.contains(word): name = word
        case .quotedIdentifier(let word):
            name = word
            try advance()
            return try add(
                .select(operand, field: name, isOptional: isOptional), at: place, over: [operand])
        default: throw unexpected("the name of a field or function")
        }
        let nameOffset = offset
        try advance()
        guard isAt(.parenthesisOpen), !isOptional else {
            return try add(
                .select(operand, field: name, isOptional: isOptional), at: nameOffset,
                over: [operand])
        }
        let arguments = try self.arguments()
        return try call(name, on: operand, arguments, at: nameOffset)
    }

    /// `(a, b)`
    private mutating func arguments() throws(ExpressionFailure) -> [Int] {
        try expect(.parenthesisOpen)
        var all: [Int] = []
        if try take(.parenthesisClose) { return all }
        repeat { all.append(try expression()) } while try take(.comma)
        try expect(.parenthesisClose)
        return all
    }

    private static let operators: Set = ["in", "true", "false", "null"]
    private static let reserved: Set = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while", "in",
    ]

    private mutating func primary() throws(ExpressionFailure) -> Int {
        let place = offset
        switch token {
        case .int(let size):
            guard let value = Int64(exactly: size) else {
                throw failure(.badToken, at: place, "an integer outside the range of int")
            }
            return try literal(.int(value))
        case .uint(let value): return try literal(.uint(value))
        case .double(let value): return try literal(.double(value))
        case .string(let value): return try literal(.string(value))
        case .bytes(let value): return try literal(.bytes(value))
        case .identifier("true"): return try literal(.bool(true))
        case .identifier("false"): return try literal(.bool(false))
        case .identifier("null"): return try literal(.null)
        case .identifier: return try name(isRooted: false, at: place)
        case .symbol(.dot):
            try advance()
            return try name(isRooted: true, at: place)
        case .symbol(.parenthesisOpen):
            try advance()
            let inner = try expression()
            try expect(.parenthesisClose)
            return inner
        case .symbol(.bracketOpen): return try list()
        case .symbol(.braceOpen): return try map()
        default: throw unexpected("a value")
        }
    }

    private mutating func literal(_ value: Value) throws(ExpressionFailure) -> Int {
        let place = offset
        try advance()
        return try add(.literal(value), at: place)
    }

    private mutating func name(
        isRooted: Bool, at place: Int
    ) throws(ExpressionFailure) -> Int {
        guard case .identifier(let word) = token, !Self.reserved.contains(word),
            !Self.operators.contains(word)
        else {
            if case .identifier(let word) = token {
                throw failure(
                    .syntax, at: offset, "'\(word)' is a reserved word",
                    remedy: "choose another name")
            }
            throw unexpected("a name")
        }
        try advance()
        if isAt(.parenthesisOpen) {
            let arguments = try self.arguments()
            return try call(word, on: nil, arguments, at: place)
        }
        if isAt(.braceOpen) {
            throw failure(
                .syntax, at: offset, "messages cannot be built in a profile",
                remedy: "use a map: {'field': value}")
        }
        return try add(.name(word, isRooted: isRooted), at: place)
    }

    private mutating func list() throws(ExpressionFailure) -> Int {
        let place = offset
        try advance()
        var elements: [Syntax.Element] = []
        while !isAt(.bracketClose) {
            let isOptional = try take(.question)
            elements.append(Syntax.Element(value: try expression(), isOptional: isOptional))
            guard try take(.comma) else { break }
        }
        try expect(.bracketClose)
        return try add(.list(elements), at: place, over: elements.map(\.value))
    }

    private mutating func map() throws(ExpressionFailure) -> Int {
        let place = offset
        try advance()
        var entries: [Syntax.Entry] = []
        while !isAt(.braceClose) {
            let isOptional = try take(.question)
            let key = try expression()
            try expect(.colon)
            let value = try expression()
            entries.append(Syntax.Entry(key: key, value: value, isOptional: isOptional))
            guard try take(.comma) else { break }
        }
        try expect(.braceClose)
        return try add(.map(entries), at: place, over: entries.flatMap { [$0.key, $0.value] })
    }
}
