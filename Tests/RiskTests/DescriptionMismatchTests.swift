import Customs
import Risk
import Testing

/// Descriptions that speak of another heading than the one declared.
@Suite("Descriptions and headings")
struct DescriptionMismatchTests {
    private static func declaration(
        _ number: String, _ description: String, _ code: String
    ) -> Declaration {
        var declaration = Example.declaration(number: number)
        declaration.items[0].description = description
        declaration.items[0].classifications = [Classification(scheme: "HS", code: code)]
        return declaration
    }

    /// Sixty kinds each of tyres and of flour, described in three languages.
    private static let past: [Declaration] =
        (0..<60).map {
            declaration("T\($0)", "Pneumatic tyres radial \($0)R16 / шины пневматические", "401110")
        }
        + (0..<60).map { declaration("F\($0)", "Bugʻdoy uni, wheat flour lot \($0)", "110100") }

    private static func findings(_ last: Declaration, after past: [Declaration] = past) -> [Finding]
    {
        var statistics = TradeStatistics()
        for each in past + [last] { statistics.observe(each, rates: Example.rates) }
        let dossier = Example.gather(last, statistics: statistics)
        return KnownIndicators.judge(dossier).findings.filter {
            $0.indicator == .descriptionMismatch
        }
    }

    @Test(
        "words of one heading under another are told, in any language",
        arguments: [
            ("Pneumatic tyres for trucks", 2), ("ШИНЫ ПНЕВМАТИЧЕСКИЕ", 2), ("Tyres", 1),
            ("bug'doy", 1),
        ])
    func told(description: String, words: Int) throws {
        let code = description == "bug'doy" ? "252329" : "400400"
        let finding = try #require(Self.findings(Self.declaration("X", description, code)).first)
        #expect(abs(finding.score - (0.2 + 0.2 * Double(words))) < 1e-9)
        let usual = description == "bug'doy" ? "1101" : "4011"
        #expect(finding.sentence(in: .english).contains("100.0 % of 60"))
        #expect(finding.sentence(in: .english).contains("heading \(usual)"))
    }

    @Test(
        "the usual heading, unknown words, contradicting words and general ones are not told",
        arguments: [
            ("Pneumatic tyres", "401110"), ("Zirconium crucibles", "400400"),
            ("Wheat flour on tyres", "400400"), ("spare parts set", "400400"),
        ])
    func untold(description: String, code: String) {
        #expect(Self.findings(Self.declaration("X", description, code)).isEmpty)
    }

    @Test("twenty items are too few to learn from, and a second usual heading excuses")
    func learning() {
        let last = Self.declaration("X", "Tyres", "400400")
        #expect(Self.findings(last, after: Array(Self.past.prefix(19))).isEmpty)
        let both =
            Self.past + (0..<6).map { Self.declaration("R\($0)", "Tyres retreaded", "400400") }
        #expect(Self.findings(last, after: both).isEmpty)
    }

    @Test("the commonest heading is the same in whatever order and parts trade was seen")
    func merging() throws {
        var one = TradeStatistics()
        for each in Self.past { one.observe(each, rates: Example.rates) }
        var front = TradeStatistics()
        var back = TradeStatistics()
        for each in Self.past.suffix(70).reversed() { back.observe(each, rates: Example.rates) }
        for each in Self.past.prefix(50) { front.observe(each, rates: Example.rates) }
        back.merge(front)
        #expect(one.encoded() == back.encoded())
        #expect(try TradeStatistics(decoding: one.encoded()).encoded() == one.encoded())
    }
}
