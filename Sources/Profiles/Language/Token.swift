/// A word of the expression language.
enum Token: Equatable {
    case identifier(String)
    /// A name between backquotes, allowed after a dot only.
    case quotedIdentifier(String)
    /// An integer without its sign.
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end

    enum Symbol: String {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case remainder = "%"
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessEqual = "<="
        case greater = ">"
        case greaterEqual = ">="
        case and = "&&"
        case or = "||"
        case not = "!"
        case question = "?"
        case colon = ":"
        case comma = ","
        case dot = "."
        case parenthesisOpen = "("
        case parenthesisClose = ")"
        case bracketOpen = "["
        case bracketClose = "]"
        case braceOpen = "{"
        case braceClose = "}"
    }

    /// What the token looks like, for messages.
    var shown: String {
        switch self {
        case .identifier(let name): "'\(name.prefix(40))'"
        case .quotedIdentifier(let name): "`\(name.prefix(40))`"
        case .int, .uint, .double: "a number"
        case .string: "a string"
        case .bytes: "bytes"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .end: "the end"
        }
    }
}
