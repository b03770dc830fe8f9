/// Base 64, strict in both alphabets: one text per byte string, so that text and bytes can be
/// compared either way.
///
/// Source: RFC 4648 sections 4 and 5; section 3.5 for the refusal of stray trailing bits.
package enum Base64 {
    /// Which 64 characters, and whether the text is padded.
    package enum Alphabet: Sendable {
        /// `+` and `/`, padded with `=` (RFC 4648 section 4).
        case standard
        /// `-` and `_`, without padding (RFC 4648 section 5, RFC 7515 section 2).
        case url
    }

    /// Writes the bytes in the given alphabet.
    package static func encode(_ bytes: [UInt8], _ alphabet: Alphabet) -> String {
        let symbols = alphabet == .url ? urlSymbols : standardSymbols
        let rest = bytes.count % 3
        let padding = alphabet == .standard && rest > 0 ? 3 - rest : 0
        let count = bytes.count / 3 * 4 + (rest > 0 ? rest + 1 : 0) + padding
        return String(unsafeUninitializedCapacity: count) { output in
            symbols.withUnsafeBufferPointer { symbols in
                bytes.withUnsafeBufferPointer { bytes in
                    write(bytes, symbols, padding: padding, to: output)
                }
            }
            return count
        }
    }

    private static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, _ symbols: UnsafeBufferPointer<UInt8>, padding: Int,
        to output: UnsafeMutableBufferPointer<UInt8>
    ) {
        var place = 0
        var next = 0
        while next + 3 <= bytes.count {
            let group =
                UInt32(bytes[next]) << 16 | UInt32(bytes[next + 1]) << 8 | UInt32(bytes[next + 2])
            output[place] = symbols[Int(group >> 18)]
            output[place + 1] = symbols[Int(group >> 12 & 63)]
            output[place + 2] = symbols[Int(group >> 6 & 63)]
            output[place + 3] = symbols[Int(group & 63)]
            next += 3
            place += 4
        }
        let rest = bytes.count - next
        if rest > 0 {
            let low = rest == 2 ? UInt32(bytes[next + 1]) << 8 : 0
            let group = UInt32(bytes[next]) << 16 | low
            for symbol in 0...rest {
                output[place] = symbols[Int(group >> UInt32(18 - 6 * symbol) & 63)]
                place += 1
            }
        }
        for _ in 0..<padding {
            output[place] = UInt8(ascii: "=")
            place += 1
        }
    }

    /// Reads a text of the given alphabet; `nil` for a foreign character, wrong padding, a white
    /// space or trailing bits that are not zero.
    package static func decode(_ text: some StringProtocol, _ alphabet: Alphabet) -> [UInt8]? {
        var text = String(text)
        return text.withUTF8 { symbols in
            var end = symbols.count
            if alphabet == .standard {
                guard end % 4 == 0 else { return nil }
                for _ in 0..<2 where end > 0 && symbols[end - 1] == UInt8(ascii: "=") { end -= 1 }
            }
            guard end % 4 != 1 else { return nil }
            let values = alphabet == .url ? urlValues : standardValues
            return values.withUnsafeBufferPointer { values in
                read(UnsafeBufferPointer(rebasing: symbols[..<end]), values)
            }
        }
    }

    private static func read(
        _ symbols: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: symbols.count * 3 / 4) { output, count in
            var next = 0
            while next + 4 <= symbols.count {
                let (first, second) = (values[Int(symbols[next])], values[Int(symbols[next + 1])])
                let (third, last) = (values[Int(symbols[next + 2])], values[Int(symbols[next + 3])])
                guard first | second | third | last < 64 else {
                    isValid = false
                    return
                }
                output[count] = first << 2 | second >> 4
                output[count + 1] = second << 4 | third >> 2
                output[count + 2] = third << 6 | last
                next += 4
                count += 3
            }
            var pending: UInt32 = 0
            var bits: UInt32 = 0
            for symbol in symbols[next...] {
                let value = values[Int(symbol)]
                guard value < 64 else {
                    isValid = false
                    return
                }
                pending = pending << 6 | UInt32(value)
                bits += 6
                if bits >= 8 {
                    bits -= 8
                    output[count] = UInt8(truncatingIfNeeded: pending >> bits)
                    count += 1
                    pending &= (1 << bits) - 1
                }
            }
            isValid = pending == 0
        }
        return isValid ? bytes : nil
    }

    private static let letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    private static let standardSymbols = Array((letters + "+/").utf8)
    private static let urlSymbols = Array((letters + "-_").utf8)
    private static let standardValues = inverse(standardSymbols)
    private static let urlValues = inverse(urlSymbols)

    private static func inverse(_ symbols: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, symbol) in symbols.enumerated() { values[Int(symbol)] = UInt8(value) }
        return values
    }
}
