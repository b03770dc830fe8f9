package import Customs

/// An amount in another currency, with the rates it came by.
package struct ConvertedMoney: Hashable, Sendable {
    package let money: Money
    /// The rate out of the amount's own currency; nil when nothing had to be converted.
    package let from: ExchangeRates.Found?
    /// The rate into the wanted currency; nil when nothing had to be converted.
    package let to: ExchangeRates.Found?
    /// Sum of both rates' half-widths, relative: the amount is good to ± this much.
    package var resolution: ExactDecimal {
        let first = from?.rate.resolution ?? ExactDecimal(0)
        let second = to?.rate.resolution ?? ExactDecimal(0)
        return first.adding(second) ?? first
    }
}

/// A rate written in a declaration beside the official one.
package struct RateComparison: Hashable, Sendable {
    /// Official units of the national currency for one unit of the other, to six decimals.
    package let official: ExactDecimal
    /// declared / official − 1, to nine decimals; negative when less was declared.
    package let difference: ExactDecimal
    /// What rounding alone explains, relative: half-widths of both official rates and of the
    /// declared number.
    package let resolution: ExactDecimal
    /// How the declared number has to be read to come nearest to the official one.
    package let reading: Reading
    /// Age of the older official rate, in days.
    package let ageDays: Int

    /// Ways in which administrations write rates.
    package enum Reading: Hashable, Sendable {
        /// Units of national currency for one unit.
        case perUnit
        /// Units of national currency for ten, a hundred, … units.
        case perMany(Int)
    }

    /// True when the difference is above the tolerance even after what rounding explains.
    package func exceeds(_ tolerance: ExactDecimal) -> Bool {
        guard let allowed = tolerance.adding(resolution) else { return false }
        let size = difference.isNegative ? difference.negated : difference
        return size.compare(allowed) > 0
    }
}

extension ExchangeRates {
    /// An amount in another currency on a day, through the dollar.
    ///
    /// The product of amount and rates is exact; it is rounded once, half away from zero, to the
    /// decimals ISO 4217 gives the target currency (or `decimals`).
    ///
    /// - Throws: ``RateFailure`` for a missing or stale rate, or a result of more than 18 digits.
    package func convert(
        _ money: Money, to currency: String, on day: CalendarDay,
        ageDaysMax: Int = ageDaysMaxDefault, decimals: UInt8? = nil
    ) throws(RateFailure) -> ConvertedMoney {
        guard let own = money.currency else { throw .currencyMissing }
        let wanted = decimals ?? Currencies.decimals(currency)
        if own == currency {
            guard let amount = money.amount.rounded(decimals: wanted) else { throw .outOfRange }
            return ConvertedMoney(
                money: Money(amount, currency), from: nil, to: nil)
        }
        let from = try rate(of: own, on: day, ageDaysMax: ageDaysMax)
        let to = try rate(of: currency, on: day, ageDaysMax: ageDaysMax)
        let ratio = Self.ratio(money.amount, from: from.rate, to: to.rate)
        guard let amount = ratio.rounded(decimals: wanted) else { throw .outOfRange }
        return ConvertedMoney(
            money: Money(amount, currency), from: from, to: to)
    }

    /// A declared rate beside the official one: `declared` units of `national` for one of `currency`.
    ///
    /// Rates written per 10, 100, … 10,000 units are recognised when that brings them within a factor
    /// of three of the official rate and the number as written is not.
    ///
    /// - Throws: ``RateFailure`` when there is no official rate to compare with.
    package func compare(
        declared: ExactDecimal, of currency: String, in national: String, on day: CalendarDay,
        ageDaysMax: Int = ageDaysMaxDefault
    ) throws(RateFailure) -> RateComparison {
        let from = try rate(of: currency, on: day, ageDaysMax: ageDaysMax)
        let to = try rate(of: national, on: day, ageDaysMax: ageDaysMax)
        guard declared.mantissa > 0,
            let official = Self.ratio(ExactDecimal(1), from: from.rate, to: to.rate)
                .rounded(decimals: 6),
            let asWritten = Self.ratio(declared, from: to.rate, to: from.rate)
                .rounded(decimals: 9)
        else { throw .outOfRange }
        var relative = asWritten
        var reading = RateComparison.Reading.perUnit
        if asWritten.compare(ExactDecimal(3)) > 0 {
            for power in 1...4 {
                let scale = UInt8(clamping: Int(declared.scale) + power)
                let scaled = ExactDecimal(mantissa: declared.mantissa, scale: scale)
                if let next = Self.ratio(scaled, from: to.rate, to: from.rate)
                    .rounded(decimals: 9), next.compare(ExactDecimal(3)) <= 0,
                    next.compare(ExactDecimal(mantissa: 3, scale: 1)) > 0
                {
                    relative = next
                    reading = .perMany([1, 10, 100, 1000, 10_000][power])
                    break
                }
            }
        }
        guard let difference = relative.adding(ExactDecimal(-1)) else { throw .outOfRange }
        let same = currency == national
        let own = ExchangeRate.halfUnit(of: declared)
        let resolution = [from.rate.resolution, to.rate.resolution, own]
            .reduce(ExactDecimal(0)) { $0.adding($1) ?? $0 }
        return RateComparison(
            official: official, difference: difference,
            resolution: same ? ExactDecimal(0) : resolution, reading: reading,
            ageDays: max(from.ageDays, to.ageDays))
    }

    /// amount × units of `to` per dollar ÷ units of `from` per dollar.
    private static func ratio(
        _ amount: ExactDecimal, from: ExchangeRate, to: ExchangeRate
    ) -> ExactRatio {
        let towards = to.quotation == .unitsPerDollar
        let away = from.quotation == .unitsPerDollar
        return ExactRatio(
            amount, towards ? to.quoted : nil, away ? nil : from.quoted,
            over: towards ? nil : to.quoted, away ? from.quoted : nil)
    }
}
