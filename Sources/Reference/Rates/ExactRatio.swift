import Customs

/// A quotient of products of decimals, worked out exactly and rounded once at the end.
///
/// Three factors above the line and two below, of up to 18 digits each: the products are held in
/// 128 and 256 bits, so nothing is rounded on the way. Allocates nothing.
struct ExactRatio {
    private var above: (UInt64, UInt64, UInt64)
    private var below: (UInt64, UInt64)
    /// Power of ten by which the quotient of the factors has to be multiplied.
    private var power = 0
    private var negative = false

    /// first × second × third ÷ (divisor × other).
    init(
        _ first: ExactDecimal, _ second: ExactDecimal? = nil, _ third: ExactDecimal? = nil,
        over divisor: ExactDecimal? = nil, _ other: ExactDecimal? = nil
    ) {
        above = (1, 1, 1)
        below = (1, 1)
        above.0 = take(first, 1)
        if let second { above.1 = take(second, 1) }
        if let third { above.2 = take(third, 1) }
        if let divisor { below.0 = take(divisor, -1) }
        if let other { below.1 = take(other, -1) }
    }

    /// Magnitude without trailing zeros; what is stripped, and the scale, goes into ``power``.
    private mutating func take(_ number: ExactDecimal, _ side: Int) -> UInt64 {
        if number.isNegative { negative.toggle() }
        var value = number.mantissa.magnitude
        power -= side * Int(number.scale)
        while value > 0 {
            let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { break }
            value = quotient
            power += side
        }
        return value
    }

    /// The value rounded half away from zero to `decimals` digits after the point.
    ///
    /// - Returns: nil when a divisor is zero or the result has more than 18 digits.
    func rounded(decimals: UInt8) -> ExactDecimal? {
        guard decimals <= 18, below.0 > 0, below.1 > 0 else { return nil }
        if above.0 == 0 || above.1 == 0 || above.2 == 0 {
            return ExactDecimal(mantissa: 0, scale: decimals)
        }
        let power = power + Int(decimals)
        let divisor = UInt128(below.0) * UInt128(below.1)
        guard let denominator = Self.timesTen(divisor, max(0, -power)),
            let (high, low) = numerator(timesTenTo: max(0, power)), high < denominator
        else { return nil }
        var (quotient, remainder) =
            high == 0
            ? low.quotientAndRemainder(dividingBy: denominator)
            : denominator.dividingFullWidth((high, low))
        if remainder >= denominator - remainder { quotient += 1 }
        guard quotient < 1_000_000_000_000_000_000 else { return nil }
        let mantissa = Int64(quotient)
        return ExactDecimal(mantissa: negative ? -mantissa : mantissa, scale: decimals)
    }

    private static func timesTen(_ value: UInt128, _ power: Int) -> UInt128? {
        guard power <= 38 else { return nil }
        var result = value
        for _ in 0..<power {
            let (next, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = next
        }
        return result
    }

    /// The three factors and the power of ten in 256 bits; nil when they need more.
    private func numerator(timesTenTo power: Int) -> (high: UInt128, low: UInt128)? {
        let left = UInt128(above.0) * UInt128(above.1)
        let split = min(power, 18)
        guard let right = Self.timesTen(UInt128(above.2), split),
            let rest = Self.timesTen(1, power - split)
        else { return nil }
        let first = left.multipliedFullWidth(by: right)
        guard rest > 1 else { return first }
        let low = first.low.multipliedFullWidth(by: rest)
        let high = first.high.multipliedReportingOverflow(by: rest)
        let sum = high.partialValue.addingReportingOverflow(low.high)
        guard !high.overflow, !sum.overflow else { return nil }
        return (sum.partialValue, low.low)
    }
}
