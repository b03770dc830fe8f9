import Customs
import Risk
import Testing

@Suite("Lanes")
struct LaneTests {
    private func assessment(_ findings: [(IndicatorID, Double)]) -> Assessment {
        var judgement = Judgement()
        for (indicator, score) in findings { judgement.find(indicator, score: score, []) }
        return Assessment(judgement, policy: .initial)
    }

    @Test("independent signs join as 1 − Π(1 − weight·score)")
    func noisyOr() {
        let policy = LanePolicy.initial
        let price = policy.weight(of: .unitPriceLow)
        let route = policy.weight(of: .countryTripleRare)
        let joined = assessment([(.unitPriceLow, 0.5), (.countryTripleRare, 1)])
        #expect(abs(joined.score - (1 - (1 - price * 0.5) * (1 - route))) < 1e-15)
    }

    @Test("of several findings of one indicator the strongest counts")
    func strongest() {
        let many = assessment([(.codeUnknown, 0.3), (.codeUnknown, 0.7), (.codeUnknown, 0.7)])
        #expect(many.score == assessment([(.codeUnknown, 0.7)]).score)
    }

    @Test(
        "thresholds include their own value",
        arguments: [
            (0.5, Lane.red), (0.4999, .yellow), (0.25, .yellow), (0.1, .blue), (0.09, .green),
        ])
    func thresholds(score: Double, lane: Lane) {
        #expect(LanePolicy.initial.lane(forScore: score) == lane)
    }

    @Test("a floor makes the lane stricter, never milder, whatever the order of floors")
    func floors() {
        var policy = LanePolicy.initial
        for floors in [policy.floors, Array(policy.floors.reversed())] {
            policy.floors = floors
            var judgement = Judgement()
            judgement.find(.netAboveGross, score: 1, [])
            judgement.find(.randomSample, score: 1, [])
            #expect(Assessment(judgement, policy: policy).lane == .red)
        }
        let red = assessment([(.unitPriceLow, 1), (.netAboveGross, 1)])
        #expect(red.lane == .red)
        #expect(red.reason == .score)
        #expect(assessment([(.netAboveGross, 1)]).reason == .score)
        #expect(assessment([(.zeroAmount, 0.7)]).reason == .floor(.zeroAmount))
    }

    @Test(
        "a declaration with a hundred thousand findings is scored in no time",
        .timeLimit(.minutes(1)))
    func many() {
        var judgement = Judgement()
        for item in 1...100_000 { judgement.find(.zeroAmount, item: item, score: 0.7, []) }
        #expect(Assessment(judgement, policy: .initial).lane == .yellow)
    }

    @Test("findings come weightiest first, and the lane is explained in every language")
    func order() {
        let mixed = assessment([(.importerNew, 1), (.unitPriceLow, 0.4), (.roundMasses, 0.5)])
        #expect(mixed.findings.map(\.indicator) == [.unitPriceLow, .importerNew, .roundMasses])
        #expect(mixed.laneSentence(in: .english).hasPrefix("Yellow lane: the score is 0."))
        #expect(mixed.laneSentence(in: .uzbek).hasPrefix("Sariq yoʻlak"))
        #expect(mixed.laneSentence(in: .russian).hasPrefix("Жёлтый коридор"))
        let drawn = assessment([(.randomSample, 1)])
        #expect(drawn.laneSentence(in: .english).hasPrefix("Red lane, whatever the score: Drawn"))
    }

    @Test("scores outside 0…1 and not-a-number are cut to the bounds")
    func bounds() {
        var judgement = Judgement()
        for score in [Double.nan, .infinity, -1, 7] {
            judgement.find(.unitPriceLow, score: score, [])
        }
        #expect(judgement.findings.map(\.score) == [0, 1, 0, 1])
    }

    @Test("the same gap in many items is one abstention with their number")
    func abstentions() {
        var judgement = Judgement()
        for item in 1...900 {
            judgement.abstain(.unitPriceLow, item % 2 == 0 ? .netMass : .value, item: item)
        }
        #expect(judgement.abstentions.map(\.itemCount) == [450, 450])
        #expect(judgement.abstentions.map(\.item) == [1, 2])
    }

    @Test(
        "numbers read as officers write them",
        arguments: [
            (Evidence.Value.number(1234.5, decimals: 2), "1234.50", "1234,50"),
            (.number(0.000_42, decimals: 2), "0.0004", "0,0004"),
            (.number(-2.25, decimals: 1), "−2.3", "−2,3"),
            (.number(0, decimals: 2), "0.00", "0,00"),
            (.number(.infinity, decimals: 2), "∞", "∞"), (.share(0.254), "25 %", "25 %"),
            (.share(0.0042), "0.420 %", "0,420 %"), (.count(7), "7", "7"),
        ])
    func numbers(value: Evidence.Value, english: String, russian: String) {
        #expect(value.text(in: .english) == english)
        #expect(value.text(in: .russian) == russian)
    }
}
