package import Customs

/// The rate of one currency against the US dollar on a day, exactly as it was quoted.
///
/// Nothing is rounded on the way in: a quotation "one UZS is 0.00008 USD" stays just that, and its
/// coarseness stays visible in ``resolution``.
package struct ExchangeRate: Hashable, Sendable {
    /// Which way round a rate is quoted.
    package enum Quotation: String, Hashable, Sendable {
        /// Units of the currency for one dollar: 12768.30 UZS.
        case unitsPerDollar = "per-usd"
        /// Dollars for one unit of the currency: 0.00008 USD.
        case dollarsPerUnit = "usd-per"
    }

    package let day: CalendarDay
    /// ISO 4217 code.
    package let currency: String
    package let quotation: Quotation
    /// The number quoted; above zero.
    package let quoted: ExactDecimal

    /// Half-widths above this are too coarse to compare prices with: 0.5 %, in other words fewer than
    /// three significant digits.
    package static let coarseAbove = ExactDecimal(mantissa: 5, scale: 3)

    /// - Returns: nil when the number is not above zero or the currency is no three capital letters.
    package init?(
        day: CalendarDay, currency: String, quotation: Quotation, quoted: ExactDecimal
    ) {
        guard quoted.mantissa > 0, currency.utf8.count == 3,
            currency.utf8.allSatisfy({ (65...90).contains($0) })
        else { return nil }
        self.day = day
        self.currency = currency
        self.quotation = quotation
        self.quoted = quoted
    }

    /// The dollar against itself on a day: exactly one.
    init(dollarOn day: CalendarDay) {
        self.day = day
        currency = "USD"
        quotation = .unitsPerDollar
        quoted = ExactDecimal(1)
    }

    /// Currencies fixed at one dollar by their issuer, where "1" is exact and not one digit of many.
    private static let atPar: Set<String> = ["USD", "BMD", "BSD", "PAB"]

    /// True where the number is exact by law and not a rounded one.
    private var isExact: Bool {
        Self.atPar.contains(currency) && quoted.compare(ExactDecimal(1)) == 0
    }

    /// Units of the currency for one dollar, to twelve significant digits; for showing.
    ///
    /// Conversions do not go through this number: see ``ExchangeRates/convert(_:to:on:ageDaysMax:decimals:)``.
    package var perUSD: ExactDecimal {
        if quotation == .unitsPerDollar { return quoted }
        for decimals in stride(from: UInt8(18), through: 0, by: -1) {
            if let value = ExactRatio(ExactDecimal(1), over: quoted)
                .rounded(decimals: decimals), value.mantissa < 1_000_000_000_000
            {
                return value
            }
        }
        return ExactDecimal(mantissa: 1, scale: 0)
    }

    /// Half of the last digit's unit, relative to the rate: 0.00008 → 0.0625 (± 6.25 %).
    package var resolution: ExactDecimal {
        guard !isExact else { return ExactDecimal(0) }
        return Self.halfUnit(of: quoted)
    }

    /// Half of the last digit's unit relative to a number above zero, to nine decimals.
    static func halfUnit(of number: ExactDecimal) -> ExactDecimal {
        let mantissa = max(1, number.mantissa)
        return ExactDecimal(
            mantissa: 500_000_000 / mantissa + (500_000_000 % mantissa == 0 ? 0 : 1), scale: 9)
    }

    /// True when the rate is too coarse to judge a price by; see ``coarseAbove``.
    package var isCoarse: Bool { resolution.compare(Self.coarseAbove) > 0 }

    /// True when this rate is told at least three times as finely as the other, so that two numbers
    /// with the same count of digits are never ranked by their size.
    func isFiner(than other: ExchangeRate) -> Bool {
        if isExact != other.isExact { return isExact }
        return quoted.mantissa / 3 >= other.quoted.mantissa
    }

    /// True when both can be the same rate, each within the half-unit of its last digit.
    func agrees(with other: ExchangeRate) -> Bool {
        let mine = bounds
        let theirs = other.bounds
        return Self.isBelow(mine.low, theirs.high) && Self.isBelow(theirs.low, mine.high)
    }

    private typealias Fraction = (above: UInt128, below: UInt128)

    /// The interval of units per dollar that rounds to what is quoted.
    private var bounds: (low: Fraction, high: Fraction) {
        let doubled = UInt128(quoted.mantissa.magnitude) * 2
        var power: UInt128 = 2
        for _ in 0..<quoted.scale { power *= 10 }
        return switch quotation {
        case .unitsPerDollar: ((doubled - 1, power), (doubled + 1, power))
        case .dollarsPerUnit: ((power, doubled + 1), (power, doubled - 1))
        }
    }

    private static func isBelow(_ left: Fraction, _ right: Fraction) -> Bool {
        left.above.multipliedFullWidth(by: right.below)
            < right.above.multipliedFullWidth(by: left.below)
    }

    /// "USD/UZS = 12768.30" or "UZS/USD = 0.00008 (± 6.25 %)".
    package var sentence: String {
        let pair = quotation == .unitsPerDollar ? "USD/\(currency)" : "\(currency)/USD"
        return "\(pair) = \(quoted.written)"
            + (isCoarse ? " (± \(Percent.text(resolution)))" : "")
    }
}

/// Relative numbers written as percentages.
enum Percent {
    /// 0.0625 → "6.25 %"; two decimals at most, more for small ones.
    static func text(_ relative: ExactDecimal) -> String {
        let percent = ExactDecimal(
            mantissa: relative.mantissa, scale: relative.scale >= 2 ? relative.scale - 2 : 0)
        let decimals: UInt8 = percent.mantissa.magnitude < Int64(1e7) && percent.scale > 2 ? 4 : 2
        let shown = percent.rounded(decimals: min(decimals, percent.scale)) ?? percent
        var text = shown.written
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return "\(text) %"
    }
}
