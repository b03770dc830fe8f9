/// Walks over the bytes of one JSON text (RFC 8259), checking grammar and bounds.
///
/// The first fault stays in ``fault``; from then on every step says false or nil, so callers need
/// not stop at once. The bytes must outlive the cursor. UTF-8 is checked elsewhere
/// (``UTF8Check``), since the grammar does not depend on it.
struct JSONCursor {
    let base: UnsafeBufferPointer<UInt8>
    let end: Int
    var position: Int
    private(set) var fault: JSONFault?
    private var depth = 0
    private let depthMax: Int
    private let textBytesMax: Int
    /// Holds the last text that had escapes.
    private(set) var unescaped: [UInt8] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, limits: ReadingLimits) {
        base = bytes
        end = bytes.count
        position = start
        depthMax = limits.depthMax
        textBytesMax = limits.textBytesMax
    }

    mutating func fail(_ kind: JSONFault.Kind, at offset: Int, _ detail: String) {
        if fault == nil { fault = JSONFault(kind, offset: offset, detail: detail) }
        position = end
    }

    // MARK: Punctuation

    @inline(__always)
    mutating func skipSpace() {
        while position < end {
            let byte = base[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// The next byte that is no white space; nil at the end, which is not yet a fault.
    @inline(__always)
    mutating func peek() -> UInt8? {
        skipSpace()
        return position < end ? base[position] : nil
    }

    /// Steps over `byte` when it is next.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < end, base[position] == byte else { return false }
        position += 1
        return true
    }

    /// Steps over `byte`, or fails naming what was expected.
    @inline(__always)
    mutating func expect(_ byte: UInt8, _ expected: StaticString) -> Bool {
        if take(byte) { return true }
        unexpected("\(expected)")
        return false
    }

    /// Fails at the current byte.
    mutating func unexpected(_ expected: String) {
        guard position < end else {
            fail(.endOfInput, at: end, "the text ends where \(expected) should follow")
            return
        }
        let byte = base[position]
        let shown =
            byte > 0x20 && byte < 0x7F
            ? "\"\(Character(Unicode.Scalar(byte)))\"" : "byte \(byte)"
        fail(.unexpectedByte, at: position, "found \(shown) where \(expected) should stand")
    }

    mutating func enter() -> Bool {
        depth += 1
        guard depth <= depthMax else {
            fail(.tooDeep, at: position, "values are nested deeper than \(depthMax)")
            return false
        }
        return true
    }

    mutating func leave() { depth -= 1 }

    // MARK: Texts

    /// Where the last text lies.
    enum Text {
        case plain(start: Int, count: Int)
        /// It had escapes; its bytes are in ``unescaped``.
        case unescaped
    }

    /// Reads a string; nil on a fault. The caller has seen or expects a quotation mark.
    @inline(__always)
    mutating func text() -> Text? {
        guard expect(UInt8(ascii: "\""), "a string") else { return nil }
        let start = position
        var index = start
        while index < end {
            let byte = base[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                guard index - start <= textBytesMax else {
                    tooLong(at: start)
                    return nil
                }
                return .plain(start: start, count: index - start)
            }
            if byte == UInt8(ascii: "\\") || byte < 0x20 {
                return textWithEscapes(from: start, to: index)
            }
            index += 1
        }
        if end - start > textBytesMax {
            tooLong(at: start)
        } else {
            fail(.endOfInput, at: end, "the text ends inside a string")
        }
        return nil
    }

    private mutating func tooLong(at offset: Int) {
        fail(.textTooLong, at: offset, "a string is longer than \(textBytesMax) bytes")
    }

    private mutating func textWithEscapes(from start: Int, to first: Int) -> Text? {
        unescaped.removeAll(keepingCapacity: true)
        unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: base[start..<first]))
        position = first
        while position < end {
            let byte = base[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return .unescaped
            }
            if byte < 0x20 {
                fail(.controlInString, at: position, "a string holds the control character \(byte)")
                return nil
            }
            if unescaped.count >= textBytesMax {
                tooLong(at: start)
                return nil
            }
            position += 1
            if byte == UInt8(ascii: "\\") {
                guard escape() else { return nil }
            } else {
                unescaped.append(byte)
            }
        }
        fail(.endOfInput, at: end, "the text ends inside a string")
        return nil
    }

    private mutating func escape() -> Bool {
        guard position < end else {
            fail(.endOfInput, at: end, "the text ends inside an escape")
            return false
        }
        let byte = base[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"): return unicodeEscape()
        default:
            fail(.badEscape, at: position - 1, "an escape that JSON does not have")
            return false
        }
        return true
    }

    private mutating func unicodeEscape() -> Bool {
        let start = position
        guard let unit = hexUnit() else { return false }
        var value = UInt32(unit)
        if (0xD800...0xDBFF).contains(value) {
            guard position + 1 < end else {
                fail(.endOfInput, at: end, "the text ends inside an escape")
                return false
            }
            guard base[position] == UInt8(ascii: "\\"), base[position + 1] == UInt8(ascii: "u")
            else {
                fail(.loneSurrogate, at: start, "a high surrogate stands alone")
                return false
            }
            position += 2
            guard let low = hexUnit() else { return false }
            guard (0xDC00...0xDFFF).contains(low) else {
                fail(.loneSurrogate, at: start, "a high surrogate stands alone")
                return false
            }
            value = 0x10000 + (value - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            fail(.loneSurrogate, at: start, "a low surrogate stands alone")
            return false
        }
        unescaped.append(contentsOf: UTF8.encode(scalar) ?? .init())
        return true
    }

    private mutating func hexUnit() -> UInt16? {
        guard position + 4 <= end else {
            fail(.endOfInput, at: end, "the text ends inside an escape")
            return nil
        }
        var value: UInt16 = 0
        for index in position..<position + 4 {
            let byte = base[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default:
                fail(.badEscape, at: index, "\\u is not followed by four hexadecimal digits")
                return nil
            }
            value = value << 4 | UInt16(digit)
        }
        position += 4
        return value
    }

    /// The bytes of a text just read.
    @inline(__always)
    func withBytes<Answer>(_ text: Text, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        switch text {
        case .plain(let start, let count):
            body(UnsafeBufferPointer(rebasing: base[start..<start + count]))
        case .unescaped: unescaped.withUnsafeBufferPointer(body)
        }
    }

    func string(_ text: Text) -> String {
        withBytes(text) { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: Other values

    /// Steps over a number and returns where its spelling lies; nil on a fault.
    mutating func number() -> Range<Int>? {
        skipSpace()
        let start = position
        var index = position
        func digits(_ index: inout Int) -> Int {
            let from = index
            while index < end, base[index] >= UInt8(ascii: "0"), base[index] <= UInt8(ascii: "9") {
                index += 1
            }
            return index - from
        }
        if index < end, base[index] == UInt8(ascii: "-") { index += 1 }
        let first = index
        var good = digits(&index) > 0
        let leadingZero = index - first > 1 && base[first] == UInt8(ascii: "0")
        if leadingZero { good = false }
        if good, index < end, base[index] == UInt8(ascii: ".") {
            index += 1
            good = digits(&index) > 0
        }
        if good, index < end, base[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < end, base[index] == UInt8(ascii: "+") || base[index] == UInt8(ascii: "-") {
                index += 1
            }
            good = digits(&index) > 0
        }
        guard good else {
            if index >= end, !leadingZero {
                fail(.endOfInput, at: end, "the text ends inside a number")
            } else {
                fail(.badNumber, at: start, "a number that is not spelled as JSON asks")
            }
            return nil
        }
        guard index - start <= textBytesMax else {
            fail(.textTooLong, at: start, "a number has too many digits")
            return nil
        }
        position = index
        return start..<index
    }

    /// Steps over one of the words true, false, null.
    mutating func word(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        for index in 0..<count {
            guard position + index < end else {
                fail(.endOfInput, at: end, "the text ends inside a word")
                return false
            }
            guard base[position + index] == word.utf8Start[index] else {
                unexpected("a value")
                return false
            }
        }
        position += count
        return true
    }

    /// Steps over any value, checking its grammar; false on a fault.
    mutating func skipValue() -> Bool {
        guard let byte = peek() else {
            unexpected("a value")
            return false
        }
        switch byte {
        case UInt8(ascii: "\""): return text() != nil
        case UInt8(ascii: "{"):
            guard enter(), take(byte) else { return false }
            if !take(UInt8(ascii: "}")) {
                repeat {
                    guard text() != nil, expect(UInt8(ascii: ":"), "\":\""), skipValue()
                    else { return false }
                } while take(UInt8(ascii: ","))
                guard expect(UInt8(ascii: "}"), "\",\" or \"}\"") else { return false }
            }
            leave()
            return true
        case UInt8(ascii: "["):
            guard enter(), take(byte) else { return false }
            if !take(UInt8(ascii: "]")) {
                repeat { guard skipValue() else { return false } } while take(UInt8(ascii: ","))
                guard expect(UInt8(ascii: "]"), "\",\" or \"]\"") else { return false }
            }
            leave()
            return true
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number() != nil
        default:
            unexpected("a value")
            return false
        }
    }
}
