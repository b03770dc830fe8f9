extension Lexer {
    /// A string with a prefix (`r`, `b`, `br` in either case), or nil when the letters begin a name.
    mutating func prefixedLiteral() throws(ExpressionFailure) -> Token? {
        func letter(_ ahead: Int) -> UInt8? { peek(ahead).map { $0 | 0x20 } }
        func isQuote(_ ahead: Int) -> Bool {
            peek(ahead) == UInt8(ascii: "\"") || peek(ahead) == UInt8(ascii: "'")
        }
        switch letter(0) {
        case UInt8(ascii: "r") where isQuote(1):
            advance()
            return try literal(isRaw: true, isBytes: false)
        case UInt8(ascii: "b") where isQuote(1):
            advance()
            return try literal(isRaw: false, isBytes: true)
        case UInt8(ascii: "b") where letter(1) == UInt8(ascii: "r") && isQuote(2):
            advance(2)
            return try literal(isRaw: true, isBytes: true)
        default: return nil
        }
    }

    /// A string or bytes; the cursor stands on the opening quote.
    mutating func literal(isRaw: Bool, isBytes: Bool) throws(ExpressionFailure) -> Token {
        let start = offset
        guard let quote = peek() else { return .end }
        let isTriple = peek(1) == quote && peek(2) == quote
        advance(isTriple ? 3 : 1)
        var content: [UInt8] = []
        while true {
            guard let byte = peek() else {
                throw failure(
                    .badToken, at: start, "a string begins here and never ends",
                    remedy: "close it with the same quotes")
            }
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                advance(isTriple ? 3 : 1)
                break
            }
            if !isTriple, byte == 0x0A || byte == 0x0D {
                throw failure(
                    .badToken, at: start, "a string begins here and its line ends before it does",
                    remedy: "use three quotes for text of several lines, or \\n")
            }
            if byte == UInt8(ascii: "\\"), !isRaw {
                try escape(into: &content, isBytes: isBytes)
            } else {
                content.append(byte)
                advance()
            }
        }
        return isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    }

    private mutating func escape(
        into content: inout [UInt8], isBytes: Bool
    ) throws(ExpressionFailure) {
        let start = offset
        advance()
        guard let letter = peek() else { return }
        advance()
        switch letter {
        case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"):
            content.append(letter)
        case UInt8(ascii: "a"): content.append(0x07)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "v"): content.append(0x0B)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            try append(hexadecimal(2, from: start), to: &content, isBytes, from: start)
        case UInt8(ascii: "u") where !isBytes:
            try append(surrogates(from: start), to: &content, false, from: start)
        case UInt8(ascii: "U") where !isBytes:
            try append(hexadecimal(8, from: start), to: &content, false, from: start)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            guard let second = peek(), let third = peek(1), (48...55).contains(second),
                (48...55).contains(third)
            else { throw unknownEscape(start) }
            advance(2)
            let value = UInt32(letter - 48) * 64 + UInt32(second - 48) * 8 + UInt32(third - 48)
            try append(value, to: &content, isBytes, from: start)
        default: throw unknownEscape(start)
        }
    }

    private func unknownEscape(_ start: Int) -> ExpressionFailure {
        failure(
            .badToken, at: start, "a backslash stands before characters it has no meaning for",
            remedy: "double the backslash, or put r before the string")
    }

    private mutating func hexadecimal(
        _ count: Int, from start: Int
    ) throws(ExpressionFailure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = peek()?.hexValue else { throw unknownEscape(start) }
            value = value << 4 | digit
            advance()
        }
        return value
    }

    /// Four hexadecimal digits; two of them in a row for a character beyond the basic plane.
    private mutating func surrogates(from start: Int) throws(ExpressionFailure) -> UInt32 {
        let high = try hexadecimal(4, from: start)
        guard (0xD800...0xDBFF).contains(high), peek() == UInt8(ascii: "\\"),
            peek(1) == UInt8(ascii: "u")
        else { return high }
        advance(2)
        let low = try hexadecimal(4, from: start)
        guard (0xDC00...0xDFFF).contains(low) else { return high }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private func append(
        _ value: UInt32, to content: inout [UInt8], _ isBytes: Bool, from start: Int
    ) throws(ExpressionFailure) {
        if isBytes {
            content.append(UInt8(truncatingIfNeeded: value))
            return
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw failure(.badToken, at: start, "an escape names no character of Unicode")
        }
        content.append(contentsOf: String(scalar).utf8)
    }
}
