import Customs
import Risk
import Testing

// The data lies outside the repository; without it the suite says so and is skipped.
@Suite("Screening of the Korean import declarations", .enabled(if: KoreanRows.isPresent))
struct KoreanScreeningTests {
    @Test("assesses every row, with findings on a plausible share and lanes within capacity")
    func plausible() throws {
        let rows = try KoreanRows.read(limit: 20_000)
        var statistics = TradeStatistics()
        let rates = USDRates([USDRates.Rate(currency: "KRW", perUSD: 1180)], national: "KRW")
        for row in rows { statistics.observe(row.declaration, rates: rates) }
        statistics.settle()
        var lanes: [Lane: Int] = [:]
        var hits: [IndicatorID: Int] = [:]
        for row in rows {
            let dossier = Dossier.gather(
                row.declaration, statistics: statistics, codes: .shipped, rates: rates,
                draw: Draw(0.5))
            let assessment = Assessment.assess(dossier, policy: .initial)
            #expect((0...1).contains(assessment.score))
            lanes[assessment.lane, default: 0] += 1
            for finding in assessment.findings { hits[finding.indicator, default: 0] += 1 }
        }
        let low = try #require(hits[.unitPriceLow])
        #expect((rows.count / 200...rows.count / 10).contains(low))
        #expect(lanes[.red, default: 0] < rows.count / 10)
        #expect(lanes[.green, default: 0] > rows.count / 2)
        for silent in [
            IndicatorID.netAboveGross, .vagueDescription, .incotermCharges, .codeUnknown,
        ] {
            #expect(hits[silent] == nil, "\(silent) spoke about a field the table does not have")
        }
    }
}
