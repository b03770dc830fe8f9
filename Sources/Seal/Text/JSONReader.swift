extension JSONTree {
    /// Bounds that keep a hostile text cheap.
    package struct Bounds: Sendable {
        /// Bytes of the whole text.
        package var byteCountMax: Int
        /// Arrays and objects inside one another.
        package var depthMax: Int
        /// Values of every kind together.
        package var valueCountMax: Int

        package init(
            byteCountMax: Int = 4 << 20, depthMax: Int = 32, valueCountMax: Int = 200_000
        ) {
            self.byteCountMax = byteCountMax
            self.depthMax = depthMax
            self.valueCountMax = valueCountMax
        }
    }

    /// Reads one JSON text that fills the bytes.
    ///
    /// Refuses repeated names, bytes that are not UTF-8, single surrogates, depth and size beyond
    /// the bounds, and anything after the value.
    ///
    /// - Throws: ``SealFailure/Code/malformed`` with the byte position,
    ///   ``SealFailure/Code/tooLarge``.
    package init(reading bytes: [UInt8], bounds: Bounds = Bounds()) throws(SealFailure) {
        guard bytes.count <= bounds.byteCountMax else {
            throw .jsonTooLarge("more than \(bounds.byteCountMax) bytes", at: bounds.byteCountMax)
        }
        var reader = JSONReader(bytes: bytes, bounds: bounds)
        self = try reader.readWhole()
    }
}

extension SealFailure {
    fileprivate static func jsonTooLarge(_ problem: String, at position: Int) -> SealFailure {
        SealFailure(
            .tooLarge, place: "JSON byte \(position)", problem: problem,
            reason: "size, depth and number of values are bounded",
            remedy: "send a smaller document; large files travel as attachments")
    }

    fileprivate static func json(_ problem: String, at position: Int) -> SealFailure {
        SealFailure(
            .malformed, place: "JSON byte \(position)", problem: problem,
            reason: "RFC 8259 and, for repeated names, RFC 7493 section 2.3",
            remedy: "correct the document and send it again")
    }
}

/// A strict recursive reader; recursion is bounded by the depth bound.
private struct JSONReader {
    let bytes: [UInt8]
    let bounds: JSONTree.Bounds
    var position = 0
    var valueCount = 0

    init(bytes: [UInt8], bounds: JSONTree.Bounds) {
        self.bytes = bytes
        self.bounds = bounds
    }

    mutating func readWhole() throws(SealFailure) -> JSONTree {
        let value = try readValue(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw .json("text after the end", at: position) }
        return value
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func readValue(depth: Int) throws(SealFailure) -> JSONTree {
        guard depth <= bounds.depthMax else {
            throw .jsonTooLarge("deeper than \(bounds.depthMax)", at: position)
        }
        valueCount += 1
        guard valueCount <= bounds.valueCountMax else {
            throw .jsonTooLarge("more than \(bounds.valueCountMax) values", at: position)
        }
        skipSpace()
        guard position < bytes.count else { throw .json("the text ends early", at: position) }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try readObject(depth: depth)
        case UInt8(ascii: "["): return try readArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        default: return try readNumber()
        }
    }

    private mutating func readWord(
        _ word: StaticString, _ value: JSONTree
    ) throws(SealFailure) -> JSONTree {
        for offset in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[offset]) else {
                throw .json("an unknown word", at: position)
            }
        }
        return value
    }

    private mutating func readObject(depth: Int) throws(SealFailure) -> JSONTree {
        position += 1
        var object = JSONObject()
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(object) }
        while true {
            skipSpace()
            let start = position
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw .json("a member without a name", at: position)
            }
            let name = try readString()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw .json("a missing colon", at: position) }
            guard object.add(name, try readValue(depth: depth + 1)) else {
                throw .json("a repeated name", at: start)
            }
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw .json("an open object", at: position) }
            return .object(object)
        }
    }

    private mutating func readArray(depth: Int) throws(SealFailure) -> JSONTree {
        position += 1
        var elements: [JSONTree] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try readValue(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw .json("an open array", at: position) }
            return .array(elements)
        }
    }

    private mutating func readNumber() throws(SealFailure) -> JSONTree {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let firstDigit = position
        try readDigits()
        if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
            throw .json("a number with a leading zero", at: firstDigit)
        }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try readDigits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try readDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text), text != "-0" { return .integer(value) }
        guard position - start <= 64 else { throw .jsonTooLarge("a number too long", at: start) }
        return .number(text)
    }

    private mutating func readDigits() throws(SealFailure) {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard position > start else { throw .json("neither value nor digit", at: start) }
    }

    private mutating func readString() throws(SealFailure) -> String {
        let start = position
        position += 1
        // Most strings have no escape: they are taken whole.
        var content: [UInt8] = []
        while true {
            let plainStart = position
            position = endOfPlain(from: position)
            guard position < bytes.count else { throw .json("an open string", at: start) }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let isPlain = content.isEmpty
                if !isPlain { content.append(contentsOf: bytes[plainStart..<position]) }
                let text =
                    isPlain
                    ? String(validating: bytes[plainStart..<position], as: UTF8.self)
                    : String(validating: content, as: UTF8.self)
                position += 1
                guard let text else { throw .json("a string that is not UTF-8", at: start) }
                return text
            case UInt8(ascii: "\\"):
                content.append(contentsOf: bytes[plainStart..<position])
                position += 1
                try readEscape(into: &content)
            default: throw .json("a control character in a string", at: position)
            }
        }
    }

    /// The place of the next quote, backslash or control character, or the end.
    private func endOfPlain(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var place = start
            let raw = UnsafeRawBufferPointer(bytes)
            while place + 8 <= bytes.count,
                Self.isPlain(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            {
                place += 8
            }
            while place < bytes.count {
                let byte = bytes[place]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
                place += 1
            }
            return place
        }
    }

    /// Whether none of eight bytes is a quote, a backslash or a control character: each subtraction
    /// borrows into the high bit of a byte that is one.
    private static func isPlain(_ block: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = block ^ (ones &* 0x22)
        let backslash = block ^ (ones &* 0x5C)
        let found =
            ((block &- ones &* 0x20) & ~block) | ((quote &- ones) & ~quote)
            | ((backslash &- ones) & ~backslash)
        return found & (ones &* 0x80) == 0
    }

    private mutating func readEscape(into content: inout [UInt8]) throws(SealFailure) {
        guard position < bytes.count else { throw .json("an open string", at: position) }
        let escape = bytes[position]
        position += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(escape)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            var code = try readFourDigits()
            if (0xD800..<0xDC00).contains(code) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                    throw .json("a single surrogate", at: position)
                }
                let low = try readFourDigits()
                guard (0xDC00..<0xE000).contains(low) else {
                    throw .json("a single surrogate", at: position)
                }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else {
                throw .json("a single surrogate", at: position)
            }
            content.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw .json("an unknown escape", at: position - 1)
        }
    }

    private mutating func readFourDigits() throws(SealFailure) -> UInt32 {
        guard position + 4 <= bytes.count,
            let pair = Hex.decode(String(decoding: bytes[position..<position + 4], as: UTF8.self)),
            pair.count == 2
        else { throw .json("an escape without four digits", at: position) }
        position += 4
        return UInt32(pair[0]) << 8 | UInt32(pair[1])
    }
}
