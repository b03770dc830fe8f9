package import Customs
package import Reference

/// Exchange rates of one day for statistics and plausibility; amounts that are paid need exact ones.
package struct USDRates: Hashable, Sendable {
    /// One official rate.
    package struct Rate: Hashable, Sendable {
        package var currency: String
        /// Units of the currency for one US dollar.
        package var perUSD: Double
        /// Half of the last digit given, relative to the rate: 0.00008 → 0.0625. Zero for exact.
        package var resolution: Double

        package init(currency: String, perUSD: Double, resolution: Double = 0) {
            self.currency = currency
            self.perUSD = perUSD
            self.resolution = resolution
        }
    }

    private struct Entry: Hashable, Sendable, BitwiseCopyable {
        var currency: UInt16
        var perUSD: Double
        var resolution: Double
    }

    private var entries: ContiguousArray<Entry> = []
    /// Currency of the administration, in which customs values are usually stated.
    package let national: UInt16?

    /// Rates that are not positive or whose currency is not three letters are left out; of two for
    /// the same currency the finer one counts, then the larger.
    package init(_ rates: [Rate] = [], national: String? = nil) {
        self.national = PackedCode.currency(national)
        for rate in rates where rate.perUSD > 0 && rate.perUSD.isFinite {
            guard let currency = PackedCode.currency(rate.currency) else { continue }
            entries.append(
                Entry(currency: currency, perUSD: rate.perUSD, resolution: rate.resolution))
        }
        entries.sort {
            ($0.currency, $0.resolution, -$0.perUSD) < ($1.currency, $1.resolution, -$1.perUSD)
        }
        var kept: ContiguousArray<Entry> = []
        for entry in entries where kept.last?.currency != entry.currency { kept.append(entry) }
        entries = kept
    }

    /// The rates to use on a day: for each currency the last one on or before it, no older than
    /// `ageDaysMax`. Costs some microseconds per currency; keep the result for the day.
    package init(
        on day: CalendarDay, from rates: ExchangeRates, national: String?,
        ageDaysMax: Int = ExchangeRates.ageDaysMaxDefault
    ) {
        var list: [Rate] = []
        for currency in rates.currencies {
            do throws(RateFailure) {
                let found = try rates.rate(of: currency, on: day, ageDaysMax: ageDaysMax)
                list.append(
                    Rate(
                        currency: currency, perUSD: found.rate.perUSD.approximate,
                        resolution: found.rate.resolution.approximate))
            } catch {
                // No usable rate on the day: comparisons that need it abstain.
                continue
            }
        }
        self.init(list, national: national)
    }

    /// US dollar, packed.
    package static let dollar: UInt16 = 21 << 10 | 19 << 5 | 4

    /// Units per US dollar; nil when the day has no rate.
    package func perUSD(_ currency: UInt16) -> Double? {
        if currency == Self.dollar { return 1 }
        return place(of: currency).map { entries[$0].perUSD }
    }

    /// How coarse the rate is, relative to it; 0 for the dollar itself.
    package func resolution(_ currency: UInt16) -> Double? {
        if currency == Self.dollar { return 0 }
        return place(of: currency).map { entries[$0].resolution }
    }

    private func place(of currency: UInt16) -> Int? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].currency < currency { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].currency == currency ? low : nil
    }
}
