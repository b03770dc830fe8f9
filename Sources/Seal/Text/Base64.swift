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
    package static func encode(_ bytes: some Collection<UInt8>, _ alphabet: Alphabet) -> String {
        let symbols = alphabet == .url ? urlSymbols : standardSymbols
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var pending: UInt32 = 0
        var count = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                for shift in [18, 12, 6, 0] as [UInt32] {
                    text.append(symbols[Int(pending >> shift & 63)])
                }
                pending = 0
                count = 0
            }
        }
        if count == 1 {
            text.append(symbols[Int(pending >> 2 & 63)])
            text.append(symbols[Int(pending << 4 & 63)])
        } else if count == 2 {
            text.append(symbols[Int(pending >> 10 & 63)])
            text.append(symbols[Int(pending >> 4 & 63)])
            text.append(symbols[Int(pending << 2 & 63)])
        }
        if alphabet == .standard {
            while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a text of the given alphabet; `nil` for a foreign character, wrong padding, a white
    /// space or trailing bits that are not zero.
    package static func decode(_ text: some StringProtocol, _ alphabet: Alphabet) -> [UInt8]? {
        var symbols = Array(text.utf8)
        if alphabet == .standard {
            guard symbols.count % 4 == 0 else { return nil }
            for _ in 0..<2 where symbols.last == UInt8(ascii: "=") { symbols.removeLast() }
        }
        guard symbols.count % 4 != 1 else { return nil }
        let values = alphabet == .url ? urlValues : standardValues
        var bytes: [UInt8] = []
        bytes.reserveCapacity(symbols.count * 3 / 4)
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for symbol in symbols {
            let value = values[Int(symbol)]
            guard value < 64 else { return nil }
            pending = pending << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
                pending &= (1 << bits) - 1
            }
        }
        return pending == 0 ? bytes : nil
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
