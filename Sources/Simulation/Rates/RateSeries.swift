package import Customs

/// Exchange rates by day: a seeded random walk around published magnitudes, weekends flat.
///
/// Anchors (units per US dollar): UZS 12,768.30 on 2024-10-11 and 12,005.09 on 2025-11-03 are
/// published rates of the Central Bank of Uzbekistan; the others are rounded magnitudes of the same
/// years. The walk is made up and is nobody's official series.
package struct RateSeries: Sendable {
    package let firstDay: CalendarDay
    package let lastDay: CalendarDay
    /// Millionths of a unit per US dollar, by currency and day.
    private let perUSD: [Int64]
    private let days: Int

    package init(seed: UInt64, firstDay: CalendarDay, lastDay: CalendarDay) {
        self.firstDay = firstDay
        self.lastDay = max(firstDay, lastDay)
        let days = self.lastDay.days(since: firstDay) + 1
        self.days = days
        perUSD = Currency.allCases.flatMap { currency in
            guard currency != .usd else { return [Int64](repeating: 1_000_000, count: days) }
            var chance = SeededGenerator(
                seed: SeededGenerator.mix(seed &+ UInt64(currency.rawValue)))
            let anchor = Self.anchor(currency)
            var departure = 0.0
            var last: Int64 = 0
            return (0..<days).map { (offset: Int) -> Int64 in
                let day = firstDay.adding(days: offset)
                if last == 0 || !day.isWeekend {
                    departure = departure * 0.97 + chance.normal() * anchor.dailySigma
                    let trend = Double(day.days(since: Self.anchorDay)) * anchor.dailyDrift
                    let rate = anchor.perUSD * (1 + trend) * (1 + departure)
                    last = Int64((rate * anchor.ticks).rounded()) * Int64(1_000_000 / anchor.ticks)
                }
                return last
            }
        }
    }

    /// 2024-10-11.
    private static let anchorDay = CalendarDay(number: 20_007)

    private struct Anchor {
        var perUSD: Double
        var dailyDrift: Double
        var dailySigma: Double
        /// Steps of a published rate within one unit: 100 for two decimals.
        var ticks: Double
    }

    private static func anchor(_ currency: Currency) -> Anchor {
        switch currency {
        case .usd: Anchor(perUSD: 1, dailyDrift: 0, dailySigma: 0, ticks: 1)
        case .uzs:
            Anchor(perUSD: 12_768.30, dailyDrift: -0.000154, dailySigma: 0.0012, ticks: 100)
        case .kzt: Anchor(perUSD: 489, dailyDrift: 0.00018, dailySigma: 0.004, ticks: 100)
        case .eur: Anchor(perUSD: 0.914, dailyDrift: -0.00013, dailySigma: 0.003, ticks: 10_000)
        case .cny: Anchor(perUSD: 7.08, dailyDrift: 0, dailySigma: 0.001, ticks: 10_000)
        case .rub: Anchor(perUSD: 96, dailyDrift: -0.0004, dailySigma: 0.006, ticks: 10_000)
        }
    }

    /// Units of a currency per US dollar in millionths; days outside the series take its nearest.
    package func perUSDMillionths(_ currency: Currency, on day: CalendarDay) -> Int64 {
        let offset = min(max(day.days(since: firstDay), 0), days - 1)
        return perUSD[Int(currency.rawValue) * days + offset]
    }

    /// Units of `target` for one unit of `source`, rounded to four decimals, in ten-thousandths.
    package func crossTenThousandths(
        from source: Currency, to target: Currency, on day: CalendarDay
    ) -> Int64 {
        if source == target { return 10_000 }
        let top = Int128(perUSDMillionths(target, on: day)) * 10_000
        let bottom = Int128(perUSDMillionths(source, on: day))
        return max(1, Int64((top + bottom / 2) / bottom))
    }

    /// The series as `date,currency,per_usd` lines, one a day and currency.
    package func csv() -> String {
        var text = "date,currency,per_usd\n"
        for offset in 0...lastDay.days(since: firstDay) {
            let day = firstDay.adding(days: offset)
            for currency in Currency.allCases where currency != .usd {
                let rate = ExactDecimal(
                    mantissa: perUSDMillionths(currency, on: day) / 100, scale: 4)
                text += "\(day.iso),\(currency.code),\(rate.written)\n"
            }
        }
        return text
    }
}

extension CalendarDay {
    /// 0 Monday … 6 Sunday.
    var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }
    var isWeekend: Bool { weekday >= 5 }
}
