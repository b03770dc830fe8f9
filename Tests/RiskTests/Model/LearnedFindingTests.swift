import Customs
import Testing

@testable import Risk

@Suite("The finding of a learned model")
struct LearnedFindingTests {
    private static let learned: (model: AdoptedModel, cases: [PlantedTrade.Case])? = {
        let cases = PlantedTrade.cases(1_000, seed: 40, noise: 0)
        guard let outcome = try? PlantedTrade.learn(PlantedTrade.rows(cases)) else { return nil }
        return (AdoptedModel(digest: "abcdef0123456789ff", model: outcome.model), cases)
    }()

    private func assess(_ declaration: Declaration, by model: AdoptedModel?) -> Assessment {
        var dossier = Dossier.gather(
            declaration, statistics: TradeStatistics(), codes: .shipped, rates: Example.rates,
            draw: nil)
        dossier.consult(model)
        return Assessment.assess(dossier, policy: .initial)
    }

    @Test("speaks of what the model rates highest, with probability, place and reasons")
    func speaks() throws {
        let (model, cases) = try #require(Self.learned)
        let late = cases.suffix(300)
        let guilty = try #require(late.first { $0.isIrregular })
        let finding = try #require(
            assess(guilty.declaration, by: model).findings(of: .learnedRisk).first)
        #expect(finding.item == 1)
        #expect(finding.score == model.model.score(guilty.declaration)?.probability)
        #expect(finding.score > 0.5)
        let keys = finding.evidence.map(\.key)
        #expect(
            keys == ["probability", "usual", "percentile", "reasons", "contributions", "model"])
        for language in Language.allCases {
            #expect(!finding.sentence(in: language).contains("{"))
        }
        let spoken = late.filter {
            !assess($0.declaration, by: model).findings(of: .learnedRisk).isEmpty
        }
        #expect(spoken.count { $0.isIrregular } * 10 >= spoken.count * 9)
    }

    @Test("abstains without a model, and of a flow the model was not learned from")
    func abstains() throws {
        let (model, cases) = try #require(Self.learned)
        #expect(assess(cases[0].declaration, by: nil).abstains(.learnedRisk, for: .model))
        var export = cases[0].declaration
        export.flow = .export
        #expect(assess(export, by: model).abstains(.learnedRisk, for: .model))
        #expect(!assess(cases[0].declaration, by: model).abstains(.learnedRisk, for: .model))
    }

    @Test("a model alone never leads to red, whatever weight is set or learned for it")
    func bounded() {
        var policy = LanePolicy(
            version: "bold", weights: [.learnedRisk: 1], redMin: LanePolicy.initial.redMin,
            yellowMin: 0.25, blueMin: 0.1, floors: [])
        #expect(policy.weight(of: .learnedRisk) == LanePolicy.learnedWeightMax)
        var judgement = Judgement()
        judgement.find(.learnedRisk, score: 1, [])
        #expect(Assessment(judgement, policy: policy).lane == .yellow)
        var learned = LearnedRisk.initial()
        learned.weights["learned-risk"] = 0.98
        policy = LanePolicy.initial.reweighted(learned)
        #expect(Assessment(judgement, policy: policy).lane == .yellow)
        #expect(LanePolicy.learnedWeightMax < LanePolicy.initial.redMin)
    }

    @Test("of a model only its name is stored with the facts; older facts know of none")
    func facts() throws {
        let (model, cases) = try #require(Self.learned)
        var dossier = Dossier.gather(
            cases[0].declaration, statistics: TradeStatistics(), codes: .shipped,
            rates: Example.rates, draw: nil)
        let without = dossier.factBytes()
        dossier.consult(model)
        let facts = dossier.factBytes()
        #expect(facts.count < without.count + 40)
        var read = try Dossier(replaying: cases[0].declaration, facts: facts)
        #expect(read.learned.value?.model == model.digest)
        read.consult(model)
        #expect(read.learned == dossier.learned)
        var old = without
        old[0] = 3
        // Version 3 ends before what version 4 adds: the reason why there is no model.
        old.removeLast()
        #expect(
            try Dossier(replaying: cases[0].declaration, facts: old).learned == .missing(.model))
    }
}
