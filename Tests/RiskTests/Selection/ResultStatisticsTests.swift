import Testing

@testable import Risk

@Suite("Statistics of inspection results")
struct ResultStatisticsTests {
    @Test("gives the exact interval of published tables")
    func interval() {
        // Clopper–Pearson limits as in standard tables: 4 of 20, 0 of 10, 10 of 10.
        let four = CountedShare(hits: 4, of: 20)
        #expect((four.low - 0.0573).magnitude < 0.0001 && (four.high - 0.4366).magnitude < 0.0001)
        let none = CountedShare(hits: 0, of: 10)
        #expect(none.low == 0 && (none.high - 0.3085).magnitude < 0.0001)
        let all = CountedShare(hits: 10, of: 10)
        #expect((all.low - 0.6915).magnitude < 0.0001 && all.high == 1)
        let nothing = CountedShare(hits: 0, of: 0)
        #expect(nothing.share == nil && nothing.low == 0 && nothing.high == 1)
        let large = CountedShare(hits: 20_000, of: 1_000_000)
        #expect(large.low > 0.0197 && large.high < 0.0203)
    }

    private func outcome(
        irregular: Bool, probability: Double?, drawn: Bool, thorough: Bool = true,
        signals: [String: Double] = [:], officer: String = "1", segments: [String] = []
    ) -> InspectionOutcome {
        InspectionOutcome(
            isIrregular: irregular, isThorough: thorough, dutyGap: irregular ? 600 : 0,
            minutes: 60, office: "A", officer: officer, reason: drawn ? .random : .benefit,
            probability: probability, isDrawn: drawn, signals: signals, segments: segments,
            value: 2_000)
    }

    @Test("estimates how much trade is irregular although the suspicious are inspected most")
    func prevalence() {
        // 10,000 declarations, 400 suspicious of which 200 irregular are all inspected; of the rest 1 % are
        // irregular and 2 % are drawn. True share: (200 + 96) / 10,000.
        var outcomes: [InspectionOutcome] = []
        for number in 0..<400 {
            outcomes.append(
                outcome(irregular: number < 200, probability: 1, drawn: number % 50 == 0))
        }
        for number in 0..<192 {
            outcomes.append(outcome(irregular: number < 2, probability: 0.02, drawn: true))
        }
        let prevalence = Prevalence(outcomes)
        let truth = 0.0296
        let naive = 202.0 / 592
        #expect(naive > 0.3)
        #expect(prevalence.random.low < truth && truth < prevalence.random.high)
        let weighted = prevalence.weighted ?? 1
        #expect((weighted - truth).magnitude < 0.002)
        #expect((weighted - truth).magnitude <= prevalence.weightedMargin)
    }

    @Test("takes nothing found in papers alone for no sign of compliance")
    func depth() {
        let prevalence = Prevalence([
            outcome(irregular: false, probability: 1, drawn: true, thorough: false),
            outcome(irregular: true, probability: 1, drawn: true, thorough: false),
        ])
        #expect(prevalence.random.count == 1 && prevalence.random.hits == 1)
        #expect(Prevalence([]).weighted == nil)
    }

    @Test("counts yield, lift, clean ones and duty by signal, reason, office and officer")
    func yields() throws {
        var outcomes: [InspectionOutcome] = []
        for number in 0..<40 {
            outcomes.append(
                outcome(
                    irregular: number < 20, probability: 1, drawn: false,
                    signals: ["unit-price-low": 0.8]))
            outcomes.append(outcome(irregular: number < 4, probability: 0.02, drawn: true))
        }
        let all = Yield.all(outcomes)
        let signal = try #require(all.first { $0.name == "unit-price-low" })
        #expect(signal.hits.hits == 20 && signal.hits.count == 40 && signal.falsePositives == 20)
        let lift = try #require(signal.lift)
        #expect((lift.ratio - 5).magnitude < 1e-9 && lift.low > 1 && lift.high > 5)
        #expect(signal.dutyPerHour == 300)
        #expect(all.contains { $0.grouping == .officer && $0.hits.count == 80 })
        #expect(
            all.map(\.grouping.rawValue) == ["signal", "reason", "reason", "office", "officer"])
    }

    @Test("calls a signal stale only after enough inspections without hits")
    func stale() {
        func yield(_ count: Int) -> Yield? {
            Yield.all(
                (0..<count).map { _ in
                    outcome(irregular: false, probability: 1, drawn: false, signals: ["x": 1])
                }
            ).first { $0.grouping == .signal }
        }
        #expect(yield(20)?.isStale() == false)
        #expect(yield(100)?.isStale() == true)
    }

    @Test("measures drift as zero for equal shares and more the further they are apart")
    func drift() {
        let before = ["a": 500, "b": 500]
        #expect(PopulationDrift.index(expected: before, actual: ["a": 50, "b": 50]) < 1e-12)
        let some = PopulationDrift.index(expected: before, actual: ["a": 60, "b": 40])
        let more = PopulationDrift.index(expected: before, actual: ["a": 80, "b": 20])
        #expect(some > 0 && more > some && more > PopulationDrift.large)
        // 0.3·ln(1.6) − 0.3·ln(0.4), by hand.
        #expect((more - 0.415_888).magnitude < 1e-5)
        #expect(PopulationDrift.index(expected: [:], actual: [:]) == 0)
        #expect(PopulationDrift.index(expected: ["a": 10], actual: ["b": 10]).isFinite)
    }

    @Test("gives exact upper tails of meetings by lot")
    func pairingTail() {
        // Of 10 inspections 5 are an officer's and 4 a trader's: P(4 meet) = C(6,1)/C(10,5) = 6/252.
        let tail = LogFactorials(through: 10).upperTail(4, drawn: 5, marked: 4, of: 10)
        #expect((tail - 6.0 / 252).magnitude < 1e-12)
        #expect(LogFactorials(through: 10).upperTail(0, drawn: 5, marked: 4, of: 10) == 1)
    }

    @Test("finds the officer who always meets one broker, and nobody when the lot decides")
    func pairings() {
        func meetings(steered: Bool, seed: UInt64) -> [PairingMonitor.Meeting] {
            var dice = Dice(seed)
            return (0..<600).map { number in
                let broker = "b\(number % 12)"
                let officer =
                    steered && broker == "b3" && number % 5 != 0
                    ? "7" : "\(Int(dice.next() * 10))"
                return PairingMonitor.Meeting(
                    office: "A", officer: officer, party: broker, kind: "broker")
            }
        }
        let found = PairingMonitor.suspicious(meetings(steered: true, seed: 3))
        #expect(found.first?.meeting.officer == "7" && found.first?.meeting.party == "b3")
        #expect(found.first.map { Double($0.observed) > 3 * $0.expected } == true)
        var alarms = 0
        for seed in 1...40 as ClosedRange<UInt64> {
            if !PairingMonitor.suspicious(meetings(steered: false, seed: seed)).isEmpty {
                alarms += 1
            }
        }
        #expect(alarms <= 6, "false discoveries are held to 5 % of runs")
    }

    @Test("learns which signal tells and which does not, and keeps to what was decreed")
    func learning() {
        var dice = Dice(8)
        var outcomes: [InspectionOutcome] = []
        for _ in 0..<3_000 {
            var signals: [String: Double] = ["random-sample": 1]
            if dice.next() < 0.3 { signals["unit-price-low"] = 1 }
            if dice.next() < 0.3 { signals["vague-description"] = 1 }
            var innocent = 0.97
            if signals["unit-price-low"] != nil { innocent *= 0.3 }
            outcomes.append(
                outcome(
                    irregular: dice.next() > innocent, probability: 1, drawn: false,
                    signals: signals))
        }
        let learned = RiskLearner().learn(outcomes, from: .initial(), version: 1)
        #expect(((learned.weights["unit-price-low"] ?? 0) - 0.7).magnitude < 0.05)
        #expect((learned.weights["vague-description"] ?? 1) < 0.05)
        #expect((learned.leak - 0.03).magnitude < 0.015)
        #expect(learned.weights["random-sample"] == 0 && learned.support["random-sample"] == nil)
        // Calibrated: of what is said to be p, about p is irregular.
        let expected = outcomes.reduce(0) {
            $0 + learned.probability(signals: $1.signals, segments: [])
        }
        let observed = Double(outcomes.filter(\.isIrregular).count)
        #expect((expected / observed - 1).magnitude < 0.05)
        let policy = LanePolicy.initial.reweighted(learned)
        #expect(policy.weight(of: .unitPriceLow) == learned.weights["unit-price-low"])
        #expect(policy.version == LanePolicy.initial.version + "+learned-1")
    }

    @Test("knows less of what was seldom inspected")
    func novelty() {
        let seen = (0..<99).map { _ in
            outcome(irregular: false, probability: 1, drawn: false, segments: ["trade:84/CN"])
        }
        let learned = RiskLearner().learn(seen, from: .initial(), version: 1)
        #expect(learned.novelty(segments: ["trade:84/CN"]) == 0.01)
        #expect(learned.novelty(segments: ["trade:01/KZ"]) == 1)
        #expect(learned.novelty(segments: []) == 1)
    }
}
