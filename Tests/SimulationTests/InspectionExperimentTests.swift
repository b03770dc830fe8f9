import Risk
import Simulation
import Testing

/// What selection promises, held against planted truth with equal staff.
@Suite("Methods of selection compared")
struct InspectionExperimentTests {
    private static let trade = InspectedTrade(
        InspectedTrade.Settings(seed: 11, weeks: 6, declarationsPerWeek: 250))

    @Test("rules find at least three times the irregular value of the lot with the same staff")
    func rulesAgainstLot() {
        let experiment = InspectionExperiment(Self.trade)
        var byLot = 0.0
        let draws: ClosedRange<UInt64> = 1...20
        for seed in draws { byLot += experiment.run(.random, seed: seed).gap }
        byLot /= Double(draws.count)
        for method in [InspectionExperiment.Method.rules, .learning] {
            let outcome = experiment.run(method, seed: 1)
            #expect(outcome.gap >= 3 * byLot, "\(method.rawValue): \(outcome.gap) to \(byLot)")
            let available = Self.trade.cases.reduce(0) { $0 + $1.minutes } / 10
            // What was drawn at random may go beyond the staff by chance, never by much.
            #expect(Double(outcome.minutes) < 1.1 * Double(available))
        }
    }

    @Test("the random sample's estimate covers the planted truth in 95 of 100 seeded runs")
    func coverage() {
        let cases = Self.trade.cases
        let truth = Double(cases.filter(\.isIrregular).count) / Double(cases.count)
        let experiment = InspectionExperiment(Self.trade)
        var covered = 0
        let runs = 100
        for seed in 1...UInt64(runs) {
            let random = Prevalence(experiment.run(.rules, seed: seed).results).random
            #expect(random.count > 0)
            if random.low <= truth, truth <= random.high { covered += 1 }
        }
        #expect(covered >= 95, "\(covered) of \(runs)")
    }

    /// A scheme in a kind of trade that comes every week for six weeks, some 30 declarations of 400.
    private static let withNewScheme = InspectedTrade(
        InspectedTrade.Settings(seed: 14, weeks: 16, declarationsPerWeek: 400, newSchemeFrom: 3))

    @Test("exploration recovers a new scheme that pure exploitation never sees", arguments: 1...3)
    func newScheme(seed: UInt64) {
        let experiment = InspectionExperiment(Self.withNewScheme, staffShare: 0.15)
        let exploring = experiment.run(.learning, seed: seed)
        let exploiting = experiment.run(.exploitation, seed: seed)
        let weeks = 5..<9
        let hidden = Self.withNewScheme.cases.filter { $0.isNewScheme && weeks.contains($0.week) }
        #expect(hidden.count > 100)
        let recovered = exploring.newSchemeByWeek[weeks].reduce(0, +)
        // By lot the same staff would find 15 of 100.
        #expect(2 * recovered >= hidden.count, "\(recovered) of \(hidden.count)")
        #expect(exploiting.newSchemeByWeek.reduce(0, +) == 0)
    }

    /// A scheme in a kind of trade that comes some three times a week.
    private static let withRareScheme = InspectedTrade(
        InspectedTrade.Settings(
            seed: 14, weeks: 24, declarationsPerWeek: 300, newSchemeFrom: 2, isNewSchemeRare: true))

    @Test("exploration recovers a rare scheme too, and pure exploitation never sees it")
    func rareScheme() {
        let experiment = InspectionExperiment(Self.withRareScheme, staffShare: 0.15)
        func found(_ method: InspectionExperiment.Method) -> Int {
            experiment.run(method, seed: 14).newSchemeByWeek.reduce(0, +)
        }
        let hidden = Self.withRareScheme.cases.count { $0.isNewScheme }
        #expect(hidden > 0 && hidden <= 3 * 24, "at most three a week")
        let exploring = found(.learning)
        #expect(exploring >= 3 * found(.random), "by lot the same staff finds 15 of 100")
        #expect(exploring >= 3 * max(found(.rules), 1))
        #expect(found(.exploitation) == 0)
    }

    @Test("the same seed gives the same outcome")
    func repeatable() {
        let experiment = InspectionExperiment(Self.trade)
        #expect(experiment.run(.learning, seed: 5) == experiment.run(.learning, seed: 5))
        #expect(experiment.run(.learning, seed: 5) != experiment.run(.learning, seed: 6))
    }
}
