package import Customs
package import Reference
package import Risk

/// Exchange rates in the form statistics want, made once for each day that occurs.
package struct DailyRates: Sendable {
    private let rates: ExchangeRates
    private let national: String?
    private var days: [CalendarDay: USDRates] = [:]
    private let undated: USDRates

    /// `national` is the currency of amounts that a document gives without one.
    package init(_ rates: ExchangeRates, national: String?) {
        self.rates = rates
        self.national = national
        undated = USDRates(national: national)
    }

    /// Makes the rates of these days ready, so that the value can be shared by threads afterwards.
    package mutating func prepare(for declarations: some Sequence<Declaration>) {
        for declaration in declarations {
            guard let day = declaration.referenceDay, days[day] == nil else { continue }
            days[day] = made(for: day)
        }
    }

    /// The rates of the declaration's day; only those of prepared days are known.
    package func rates(for declaration: Declaration) -> USDRates {
        declaration.referenceDay.flatMap { days[$0] } ?? undated
    }

    private func made(for day: CalendarDay) -> USDRates {
        var found: [USDRates.Rate] = []
        for currency in rates.currencies {
            // A day without a usable rate is simply not in the table: comparisons then abstain.
            guard let rate = try? rates.rate(of: currency, on: day).rate else { continue }
            found.append(
                USDRates.Rate(
                    currency: currency, perUSD: rate.perUSD.approximate,
                    resolution: rate.resolution.approximate))
        }
        return USDRates(found, national: national)
    }
}
