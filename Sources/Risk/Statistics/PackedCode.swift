/// Short codes as small integers, so that histories are keyed without strings.
package enum PackedCode {
    /// ISO 3166 alpha-2 in ten bits; nil for anything but two Latin letters.
    package static func country(_ code: String?) -> UInt16? { letters(code, count: 2) }

    /// ISO 4217 alphabetic code in fifteen bits; nil for anything but three Latin letters.
    package static func currency(_ code: String?) -> UInt16? { letters(code, count: 3) }

    /// Package type of UN/ECE Recommendation 21 in eleven bits; nil for anything but two letters or
    /// digits.
    package static func packageType(_ code: String?) -> UInt16? {
        guard let code else { return nil }
        var packed: UInt16 = 0
        var count = 0
        for byte in code.utf8 {
            let digit: UInt16
            switch byte {
            case 0x30...0x39: digit = UInt16(byte - 0x30) + 27
            case 0x41...0x5A: digit = UInt16(byte - 0x40)
            case 0x61...0x7A: digit = UInt16(byte - 0x60)
            default: return nil
            }
            guard count < 2 else { return nil }
            packed = packed * 37 + digit
            count += 1
        }
        return count == 2 ? packed : nil
    }

    /// The letters behind a packed country or currency.
    package static func letters(of packed: UInt16) -> String {
        var text = ""
        for shift in stride(from: 10, through: 0, by: -5) {
            let letter = UInt8((packed >> UInt16(shift)) & 31)
            if letter > 0 { text.unicodeScalars.append(Unicode.Scalar(letter + 0x40)) }
        }
        return text
    }

    /// Up to eight bytes of a code, upper-case, in one integer; nil for longer or empty text.
    package static func bytes(_ code: String) -> UInt64? {
        var packed: UInt64 = 0
        var count = 0
        for byte in code.utf8 {
            guard count < 8 else { return nil }
            let upper = byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte
            packed = packed << 8 | UInt64(upper)
            count += 1
        }
        return count > 0 ? packed : nil
    }

    private static func letters(_ code: String?, count wanted: Int) -> UInt16? {
        guard let code else { return nil }
        var packed: UInt16 = 0
        var count = 0
        for byte in code.utf8 {
            let upper = byte & 0xDF
            guard count < wanted, upper >= 0x41, upper <= 0x5A else { return nil }
            packed = packed << 5 | UInt16(upper - 0x40)
            count += 1
        }
        return count == wanted ? packed : nil
    }
}

/// The Harmonized System part of a tariff code.
package struct HSNumber: Hashable, Sendable, BitwiseCopyable {
    /// The first six digits as a number; shorter codes are filled with zeros: 01.02 → 010200.
    package let six: UInt32
    /// How many of the six digits the code had: 2, 4 or 6.
    package let digits: UInt8

    /// Reads the leading digits of a code ("0702.00-00" is read as 070200); nil below two digits.
    package init?(_ code: String?) {
        guard let code else { return nil }
        var number: UInt32 = 0
        var count: UInt8 = 0
        for byte in code.utf8 {
            if byte == 0x2E || byte == 0x20 || byte == 0x2D { continue }
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + UInt32(byte - 0x30)
            count += 1
            if count == 6 { break }
        }
        guard count >= 2 else { return nil }
        digits = count & ~1
        if count & 1 == 1 { number /= 10 }
        for _ in digits..<6 { number *= 10 }
        six = number
    }

    /// Chapter, 0…99.
    package var chapter: UInt32 { six / 10_000 }
    /// Heading, the first four digits; nil when the code has fewer.
    package var heading: UInt32? { digits >= 4 ? six / 100 : nil }
    /// Subheading, all six digits; nil when the code has fewer.
    package var subheading: UInt32? { digits >= 6 ? six : nil }

    /// A heading with its four digits.
    static func written(heading: UInt32) -> String {
        let digits = String(heading)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// The first `count` digits as text.
    package func text(digits count: Int) -> String {
        var rest = six
        var digits = [UInt8](repeating: 0x30, count: 6)
        for place in stride(from: 5, through: 0, by: -1) {
            digits[place] = UInt8(0x30 + rest % 10)
            rest /= 10
        }
        return String(decoding: digits.prefix(count), as: UTF8.self)
    }
}

/// A 64-bit hash that is the same in every process and on every machine.
///
/// Not cryptographic; the seed keeps outsiders from choosing texts that share a place in a table.
package struct StableHash: Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = Self.mix(seed ^ 0x7461_6D67_615F_6873) }

    /// Takes the bytes of a text and its length.
    package mutating func add(_ text: String) {
        var word: UInt64 = 0
        var count: UInt64 = 0
        for byte in text.utf8 {
            word = word << 8 | UInt64(byte)
            count += 1
            if count & 7 == 0 {
                add(word)
                word = 0
            }
        }
        add(word ^ count << 56)
    }

    /// Takes a number.
    package mutating func add(_ word: UInt64) {
        let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        state =
            product.high ^ product.low
            ^ word.multipliedReportingOverflow(
                by: 0xD6E8_FEB8_6659_FD93
            ).partialValue
    }

    package var value: UInt64 { Self.mix(state) }

    /// A bijection of 64-bit words whose every output bit depends on every input bit.
    ///
    /// Source: S. Vigna, splitmix64, public domain, the finalising steps.
    @inline(__always) package static func mix(_ word: UInt64) -> UInt64 {
        var word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// Logarithm and exponential from plain arithmetic, so that every machine gets the same bits.
///
/// The C library picks other instructions on other processors, and histories must be equal
/// everywhere. The error is below 10^-13 relative.
package enum StableMath {
    package static let ln2 = 0.693_147_180_559_945_3
    package static let ln10 = 2.302_585_092_994_046

    /// Natural logarithm of a positive finite number; −∞ for zero and below.
    package static func ln(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return value > 0 ? .infinity : -.infinity }
        var exponent = Double(value.exponent)
        var significand = value.significand
        if significand > 1.414_213_562_373_095_1 {
            significand *= 0.5
            exponent += 1
        }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var series = 1.0 / 19
        series = series * square + 1.0 / 17
        series = series * square + 1.0 / 15
        series = series * square + 1.0 / 13
        series = series * square + 1.0 / 11
        series = series * square + 1.0 / 9
        series = series * square + 1.0 / 7
        series = series * square + 1.0 / 5
        series = series * square + 1.0 / 3
        series = series * square + 1
        return exponent * ln2 + 2 * ratio * series
    }

    /// e to the power of `value`, which is taken as within ±700.
    package static func exp(_ value: Double) -> Double {
        let bounded = min(max(value, -700), 700)
        let whole = (bounded / ln2).rounded(.toNearestOrEven)
        let rest = bounded - whole * ln2
        var series = 1.0
        for divisor in stride(from: 16.0, through: 1, by: -1) {
            series = 1 + rest / divisor * series
        }
        return Double(sign: .plus, exponent: Int(whole), significand: series)
    }
}
