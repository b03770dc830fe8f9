/// Cuts the text of an expression into words, one at a time.
///
/// Source: google/cel-spec, doc/langdef.md, "Syntax" (lexis).
struct Lexer {
    let text: ArraySlice<UInt8>
    private(set) var offset = 0

    init(_ text: ArraySlice<UInt8>) { self.text = text }

    func failure(
        _ code: ExpressionFailure.Code, at offset: Int, _ problem: String, remedy: String = ""
    ) -> ExpressionFailure {
        ExpressionFailure(
            code, at: SourcePosition(offset: offset, in: text), problem, remedy: remedy)
    }

    func peek(_ ahead: Int = 0) -> UInt8? {
        let place = offset + ahead
        return place < text.count ? text[text.startIndex + place] : nil
    }

    mutating func advance(_ count: Int = 1) { offset += count }

    /// The next word and the offset where it begins.
    mutating func next() throws(ExpressionFailure) -> (Token, Int) {
        skipSpace()
        let start = offset
        guard let byte = peek() else { return (.end, start) }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return (try number(), start)
        case UInt8(ascii: "."):
            if let digit = peek(1), digit.isDigit { return (try number(), start) }
            advance()
            return (.symbol(.dot), start)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return (try literal(isRaw: false, isBytes: false), start)
        case UInt8(ascii: "`"): return (try quotedIdentifier(), start)
        case _ where byte.isIdentifierStart:
            if let token = try prefixedLiteral() { return (token, start) }
            return (identifier(), start)
        default: return (try symbol(byte), start)
        }
    }

    private mutating func skipSpace() {
        while let byte = peek() {
            switch byte {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20: advance()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while let byte = peek(), byte != 0x0A, byte != 0x0D { advance() }
            default: return
            }
        }
    }

    private mutating func identifier() -> Token {
        let start = offset
        while let byte = peek(), byte.isIdentifierStart || byte.isDigit { advance() }
        return .identifier(slice(start, offset))
    }

    private func slice(_ start: Int, _ end: Int) -> String {
        String(decoding: text[(text.startIndex + start)..<(text.startIndex + end)], as: UTF8.self)
    }

    private mutating func quotedIdentifier() throws(ExpressionFailure) -> Token {
        let start = offset
        advance()
        while let byte = peek(), byte != UInt8(ascii: "`") {
            guard
                byte.isIdentifierStart || byte.isDigit || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == 0x20
            else {
                throw failure(
                    .badToken, at: offset,
                    "a name between backquotes has a character that is not allowed there",
                    remedy: "use letters, digits, _ . - / and space, or write ['…'] instead")
            }
            advance()
        }
        guard peek() != nil, offset > start + 1 else {
            throw failure(.badToken, at: start, "a backquote opens a name that is empty or unended")
        }
        advance()
        return .quotedIdentifier(slice(start + 1, offset - 1))
    }

    private mutating func symbol(_ byte: UInt8) throws(ExpressionFailure) -> Token {
        if let second = peek(1),
            let long = Token.Symbol(
                rawValue: String(decoding: [byte, second], as: UTF8.self)), byte < 0x80
        {
            advance(2)
            return .symbol(long)
        }
        guard byte < 0x80, let short = Token.Symbol(rawValue: String(UnicodeScalar(byte))) else {
            throw failure(
                .badToken, at: offset, "a character that has no meaning outside a string",
                remedy: "put text between quotes; && and || are written doubled, == for equality")
        }
        advance()
        return .symbol(short)
    }

    /// `123`, `0x7F`, `5u`, `1.5`, `2e3`; the minus sign belongs to the parser.
    private mutating func number() throws(ExpressionFailure) -> Token {
        let start = offset
        if peek() == UInt8(ascii: "0"), peek(1).map({ $0 | 0x20 }) == UInt8(ascii: "x"),
            peek(2)?.hexValue != nil
        {
            advance(2)
            while peek()?.hexValue != nil { advance() }
            return try integer(slice(start + 2, offset), radix: 16, from: start)
        }
        while peek()?.isDigit == true { advance() }
        var isDouble = false
        if peek() == UInt8(ascii: "."), peek(1)?.isDigit == true {
            isDouble = true
            advance()
            while peek()?.isDigit == true { advance() }
        }
        if peek().map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
            if peek(1 + sign)?.isDigit == true {
                isDouble = true
                advance(1 + sign)
                while peek()?.isDigit == true { advance() }
            }
        }
        guard isDouble else { return try integer(slice(start, offset), radix: 10, from: start) }
        guard let value = Double(slice(start, offset)), value.isFinite else {
            throw failure(.badToken, at: start, "a number too large for a double")
        }
        try endNumber()
        return .double(value)
    }

    private mutating func integer(
        _ digits: String, radix: Int, from start: Int
    ) throws(ExpressionFailure) -> Token {
        guard let value = UInt64(digits, radix: radix) else {
            throw failure(.badToken, at: start, "an integer outside the range of 64 bits")
        }
        if let suffix = peek(), suffix | 0x20 == UInt8(ascii: "u") {
            advance()
            try endNumber()
            return .uint(value)
        }
        guard value <= 1 << 63 else {
            throw failure(
                .badToken, at: start, "an integer outside the range of int",
                remedy: "write u behind it for an unsigned one")
        }
        try endNumber()
        return .int(value)
    }

    private func endNumber() throws(ExpressionFailure) {
        if let byte = peek(), byte.isIdentifierStart || byte.isDigit {
            throw failure(.badToken, at: offset, "letters stand directly behind a number")
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (48...57).contains(self) }

    /// A letter or the low line.
    var isIdentifierStart: Bool { (97...122).contains(self | 0x20) || self == 95 }

    /// The value of a hexadecimal digit.
    var hexValue: UInt32? {
        switch self {
        case 48...57: UInt32(self - 48)
        case 97...102: UInt32(self - 87)
        case 65...70: UInt32(self - 55)
        default: nil
        }
    }
}
