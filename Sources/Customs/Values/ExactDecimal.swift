/// A decimal number exactly as a document wrote it: value, number of decimals and spelling are all kept.
///
/// Up to 18 significant digits, so every amount of the trade fits (totals in UZS reach 10^15 with two
/// decimals). Two numbers are `==` when they are spelled alike; compare values with ``compare(_:)``.
/// No binary floating point is involved except where ``approximate`` is asked for.
public struct ExactDecimal: Hashable, Sendable {
    /// The digits without the decimal point, signed: 12.50 → 1250.
    public let mantissa: Int64
    /// Number of digits after the decimal point, 0…18.
    public let scale: UInt8
    /// Number of digits written before the point: "007" → 3, ".5" → 0.
    private let wholeDigits: UInt8
    private let spelling: Spelling

    /// The unusual ways to write a number that XML Schema's `decimal` allows.
    private struct Spelling: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let plus = Spelling(rawValue: 1)
        static let trailingPoint = Spelling(rawValue: 2)
        static let negativeZero = Spelling(rawValue: 4)
    }

    /// The largest number of digits a value may be written with.
    public static let digitsMax = 18

    public init(_ whole: Int) {
        self.init(mantissa: Int64(clamping: whole), scale: 0)
    }

    /// A number from its parts: `ExactDecimal(mantissa: 1250, scale: 2)` is 12.50.
    ///
    /// A scale above 18 is taken as 18.
    public init(mantissa: Int64, scale: UInt8) {
        self.mantissa = mantissa
        self.scale = min(scale, 18)
        var digits = 1
        var rest = mantissa.magnitude
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        wholeDigits = UInt8(max(1, digits - Int(self.scale)))
        spelling = []
    }

    /// Reads a number; nil when the text is no decimal or has more than 18 digits.
    ///
    /// Accepts an optional sign, digits and one decimal point, as XML Schema's `decimal` does.
    public init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ ExactDecimal(utf8: $0) }) else { return nil }
        self = number
    }

    /// Reads a number from its bytes; see ``init(_:)``. `point` is the decimal mark in use.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>, point: UInt8 = UInt8(ascii: ".")) {
        var position = 0
        var negative = false
        var spelling: Spelling = []
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            if !negative { spelling.insert(.plus) }
            position = 1
        }
        var mantissa: Int64 = 0
        var whole = 0
        var decimals = 0
        var pointSeen = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == point {
                guard !pointSeen else { return nil }
                pointSeen = true
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            guard whole + decimals < Self.digitsMax else { return nil }
            mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
            if pointSeen { decimals += 1 } else { whole += 1 }
        }
        guard whole + decimals > 0 else { return nil }
        if pointSeen && decimals == 0 { spelling.insert(.trailingPoint) }
        if negative && mantissa == 0 { spelling.insert(.negativeZero) }
        self.mantissa = negative ? -mantissa : mantissa
        self.scale = UInt8(decimals)
        self.wholeDigits = UInt8(whole)
        self.spelling = spelling
    }

    /// The number as it was written, byte for byte (decimal point ".").
    public var written: String {
        String(unsafeUninitializedCapacity: 24) { buffer in write(into: buffer) }
    }

    /// Writes the spelling into a buffer of at least 24 bytes and returns its length.
    public func write(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var length = 0
        if mantissa < 0 || spelling.contains(.negativeZero) {
            buffer[length] = UInt8(ascii: "-")
            length += 1
        } else if spelling.contains(.plus) {
            buffer[length] = UInt8(ascii: "+")
            length += 1
        }
        let point = scale > 0 || spelling.contains(.trailingPoint) ? 1 : 0
        let end = length + Int(wholeDigits) + point + Int(scale)
        var rest = mantissa.magnitude
        var position = end - 1
        for _ in 0..<scale {
            buffer[position] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
            position -= 1
        }
        if point == 1 {
            buffer[position] = UInt8(ascii: ".")
            position -= 1
        }
        while position >= length {
            buffer[position] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
            position -= 1
        }
        return end
    }

    /// The nearest binary number, for statistics only; never for money that is paid.
    public var approximate: Double {
        Double(mantissa) / Self.powersOfTen[Int(scale)]
    }

    /// The value as a whole number; nil when it has a fraction other than zero.
    public var whole: Int? {
        let power = Self.integerPowers[Int(scale)]
        return mantissa % power == 0 ? Int(mantissa / power) : nil
    }

    public var isZero: Bool { mantissa == 0 }
    public var isNegative: Bool { mantissa < 0 }

    /// −1, 0 or 1 by value: 1.0 and 1.00 compare as equal.
    public func compare(_ other: ExactDecimal) -> Int {
        let left =
            Int128(mantissa) * Int128(Self.integerPowers[Int(max(scale, other.scale) - scale)])
        let right =
            Int128(other.mantissa)
            * Int128(Self.integerPowers[Int(max(scale, other.scale) - other.scale)])
        return left == right ? 0 : (left < right ? -1 : 1)
    }

    /// The exact sum; nil when it needs more than 18 digits.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? {
        let scale = max(scale, other.scale)
        let sum =
            Int128(mantissa) * Int128(Self.integerPowers[Int(scale - self.scale)])
            + Int128(other.mantissa) * Int128(Self.integerPowers[Int(scale - other.scale)])
        guard let mantissa = Int64(exactly: sum), mantissa.magnitude < 1_000_000_000_000_000_000
        else { return nil }
        return ExactDecimal(mantissa: mantissa, scale: scale)
    }

    /// The same value with its sign turned.
    public var negated: ExactDecimal { ExactDecimal(mantissa: -mantissa, scale: scale) }

    /// The exact product rounded half away from zero to `decimals`; nil when it needs more than 18 digits.
    public func multiplied(by other: ExactDecimal, decimals: UInt8) -> ExactDecimal? {
        let product = Int128(mantissa) * Int128(other.mantissa)
        let drop = Int(scale) + Int(other.scale) - Int(decimals)
        return Self.rounded(product, dropping: drop, scale: decimals)
    }

    /// The same value with `decimals` digits after the point, rounded half away from zero.
    public func rounded(decimals: UInt8) -> ExactDecimal? {
        Self.rounded(Int128(mantissa), dropping: Int(scale) - Int(decimals), scale: decimals)
    }

    private static func rounded(_ value: Int128, dropping drop: Int, scale: UInt8) -> ExactDecimal?
    {
        var value = value
        if drop > 0 {
            var divisor: Int128 = 1
            for _ in 0..<min(drop, 37) { divisor *= 10 }
            let half = divisor / 2
            value = value < 0 ? (value - half) / divisor : (value + half) / divisor
        } else {
            for _ in 0..<min(-drop, 18) {
                let (next, overflow) = value.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                value = next
            }
        }
        guard let mantissa = Int64(exactly: value), mantissa.magnitude < 1_000_000_000_000_000_000
        else { return nil }
        return ExactDecimal(mantissa: mantissa, scale: scale)
    }

    private static let integerPowers: [Int64] = {
        var powers: [Int64] = [1]
        for _ in 0..<18 { powers.append((powers.last ?? 1) * 10) }
        return powers
    }()
    private static let powersOfTen: [Double] = integerPowers.map(Double.init)
}

extension ExactDecimal: CustomStringConvertible {
    public var description: String { written }
}
