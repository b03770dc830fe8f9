import Customs

extension DeclaredRate {
    /// An official rate coarser than this cannot judge a deviation of one percent.
    static let resolutionMax = 0.002

    /// Compares every declared rate with the official one of the day.
    ///
    /// Documents quote a rate as national units for one or for 10, 100, 1000 or 10,000 foreign
    /// units, or as foreign units for one national unit. The official rate is taken in the quoting
    /// nearest to what is declared, so that only the rate itself is judged.
    static func all(in declaration: borrowing Declaration, rates: USDRates) -> Fact<
        [DeclaredRate]
    > {
        guard !declaration.currencyExchanges.isEmpty else { return .missing(.declaredRate) }
        guard let national = rates.national else { return .missing(.nationalCurrency) }
        guard let home = rates.perUSD(national), let coarse = rates.resolution(national),
            coarse <= resolutionMax
        else { return .missing(.officialRate) }
        var comparisons: [DeclaredRate] = []
        var missing = MissingFact.declaredRate
        for index in declaration.currencyExchanges.indices {
            guard let rate = declaration.currencyExchanges[index].rate, rate.mantissa > 0 else {
                continue
            }
            let code = declaration.currencyExchanges[index].currencyCode
            guard let code = code ?? declaration.invoiceAmount?.currency,
                let currency = PackedCode.currency(code)
            else { continue }
            guard let foreign = rates.perUSD(currency), let resolution = rates.resolution(currency),
                resolution <= resolutionMax
            else {
                missing = .officialRate
                continue
            }
            let declared = rate.approximate
            let official = nearest(to: declared, rate: home / foreign)
            comparisons.append(
                DeclaredRate(
                    currency: code, declared: rate, official: official,
                    deviation: declared / official - 1))
        }
        return comparisons.isEmpty ? .missing(missing) : .known(comparisons)
    }

    /// The official rate in the quoting that comes nearest to the declared one.
    private static func nearest(to declared: Double, rate: Double) -> Double {
        var best = rate
        var distance = Double.infinity
        var quoted = rate
        for step in 0...5 {
            let candidate = step == 5 ? 1 / rate : quoted
            let off = StableMath.ln(declared / candidate).magnitude
            if off < distance {
                distance = off
                best = candidate
            }
            quoted *= 10
        }
        return best
    }
}
