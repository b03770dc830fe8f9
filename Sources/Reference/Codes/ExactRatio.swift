import Customs

/// A quotient of products of decimals, worked out exactly and rounded once at the end.
///
/// At most three numerators and two denominators of up to 18 digits each: the products are held in
/// 128 and 256 bits, so nothing is rounded on the way.
struct ExactRatio {
    private let numerators: [ExactDecimal]
    private let denominators: [ExactDecimal]

    init(numerators: [ExactDecimal], denominators: [ExactDecimal]) {
        self.numerators = numerators
        self.denominators = denominators
    }

    /// The value rounded half away from zero to `decimals` digits after the point.
    ///
    /// - Returns: nil when a denominator is zero or the result has more than 18 digits.
    func rounded(decimals: UInt8) -> ExactDecimal? {
        guard decimals <= 18, !denominators.contains(where: \.isZero) else { return nil }
        if numerators.contains(where: \.isZero) {
            return ExactDecimal(mantissa: 0, scale: decimals)
        }
        var power = Int(decimals)
        var negative = false
        let above = numerators.map { Self.stripped($0, &power, by: 1, &negative) }
        let below = denominators.map { Self.stripped($0, &power, by: -1, &negative) }
        guard let denominator = Self.product(below, timesTenTo: max(0, -power)),
            let (high, low) = Self.wideProduct(above, timesTenTo: max(0, power)),
            high < denominator
        else { return nil }
        var (quotient, remainder) = denominator.dividingFullWidth((high, low))
        if remainder >= denominator - remainder { quotient += 1 }
        guard quotient < 1_000_000_000_000_000_000 else { return nil }
        let mantissa = Int64(quotient)
        return ExactDecimal(mantissa: negative ? -mantissa : mantissa, scale: decimals)
    }

    /// Magnitude without trailing zeros; what is stripped, and the scale, goes into `power`.
    private static func stripped(
        _ number: ExactDecimal, _ power: inout Int, by side: Int, _ negative: inout Bool
    ) -> UInt64 {
        if number.isNegative { negative.toggle() }
        var value = number.mantissa.magnitude
        power -= side * Int(number.scale)
        while value % 10 == 0, value > 0 {
            value /= 10
            power += side
        }
        return value
    }

    private static func product(_ factors: [UInt64], timesTenTo power: Int) -> UInt128? {
        var result: UInt128 = 1
        for factor in factors {
            let (next, overflow) = result.multipliedReportingOverflow(by: UInt128(factor))
            guard !overflow else { return nil }
            result = next
        }
        return timesTen(result, power)
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

    /// Up to three factors in 256 bits.
    private static func wideProduct(
        _ factors: [UInt64], timesTenTo power: Int
    ) -> (high: UInt128, low: UInt128)? {
        guard let left = product(Array(factors.prefix(2)), timesTenTo: 0),
            let right = product(Array(factors.dropFirst(2)), timesTenTo: 0)
        else { return nil }
        let split = min(power, 18)
        guard let scaledRight = timesTen(right, split), let rest = timesTen(1, power - split)
        else { return nil }
        let first = left.multipliedFullWidth(by: scaledRight)
        guard rest > 1 else { return first }
        let low = first.low.multipliedFullWidth(by: rest)
        let high = first.high.multipliedReportingOverflow(by: rest)
        let sum = high.partialValue.addingReportingOverflow(low.high)
        guard !high.overflow, !sum.overflow else { return nil }
        return (sum.partialValue, low.low)
    }
}
