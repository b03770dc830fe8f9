import Customs
import Dispatch
import Testing

@testable import Risk

@Suite("Learning a model")
struct ModelTrainingTests {
    @Test("beats the base rate on later rows of other seeds", arguments: 1...3)
    func learns(seed: UInt64) throws {
        let model = try PlantedTrade.learn(
            PlantedTrade.rows(PlantedTrade.cases(1_500, seed: seed))
        ).model
        let later = PlantedTrade.cases(500, seed: seed + 50, from: "2026-01-01")
        let quality = try #require(PlantedTrade.quality(model, on: later))
        #expect(quality.areaUnderCurve > 0.9)
        let base = Double(quality.irregular) / Double(quality.rows)
        #expect(quality.averagePrecision > 3 * base)
        #expect(quality.levels[3].precision > 0.8)
        #expect(quality.calibrationError < 0.1)
    }

    @Test("outcomes without a rule are not learned: later rows are told apart by chance alone")
    func chance() throws {
        var random = SeededGenerator(seed: 5)
        let cases = PlantedTrade.cases(1_500, seed: 2).map {
            PlantedTrade.Case(declaration: $0.declaration, isIrregular: random.next() % 5 == 0)
        }
        let model = try PlantedTrade.learn(PlantedTrade.rows(Array(cases.prefix(900)))).model
        let quality = try #require(PlantedTrade.quality(model, on: Array(cases.suffix(600))))
        #expect((0.4...0.6).contains(quality.areaUnderCurve))
    }

    @Test(
        "equal rows and seed give equal bytes on one, two and five threads; another seed does not")
    func threads() throws {
        let cases = PlantedTrade.cases(800, seed: 4)
        let rows = PlantedTrade.rows(
            Array(cases.prefix(600)), held: Array(cases.suffix(200)))
        func threads(_ count: Int) -> Spread {
            Spread(width: count) { parts, body in
                DispatchQueue.concurrentPerform(iterations: parts) { body($0) }
            }
        }
        let alone = try PlantedTrade.learn(rows).model.encoded()
        for count in [2, 5] {
            #expect(try PlantedTrade.learn(rows, spread: threads(count)).model.encoded() == alone)
        }
        let other = try PlantedTrade.learn(rows) {
            $0.seed = 2
        }
        #expect(other.model.encoded() != alone)
    }

    @Test("what is counted for a row never looks at its own outcome, nor at later ones")
    func noLeak() {
        let cases = PlantedTrade.cases(400, seed: 6)
        var changed = cases
        // Every outcome from a day on is turned round; rows up to that day must not feel it.
        let border = cases[250].declaration.referenceDay
        for place in changed.indices {
            if let day = changed[place].declaration.referenceDay, let border, day >= border {
                changed[place].isIrregular.toggle()
            }
        }
        func features(_ cases: [PlantedTrade.Case]) -> [[Float]] {
            var all: [[Float]] = []
            // Held-out rows keep the overall share, which smooths the shares, the same.
            let early = cases.prefix(200)
            var rows = PlantedTrade.rows(Array(early))
            for each in cases.dropFirst(200) {
                rows.add(each.declaration, isHeld: true) { _ in each.isIrregular }
            }
            FeatureTable(rows, spread: .none).forEachRow { all.append($2) }
            return all
        }
        let (before, after) = (features(cases), features(changed))
        let untouched = cases.prefix { $0.declaration.referenceDay ?? .init(number: 0) <= border! }
        for row in untouched.indices {
            for (first, second) in zip(before[row], after[row]) {
                #expect(first == second || (first.isNaN && second.isNaN))
            }
        }
        #expect(before.last?.map(\.bitPattern) != after.last?.map(\.bitPattern))
    }

    @Test("a row is scored as it was laid out for learning")
    func sameFeatures() throws {
        let cases = PlantedTrade.cases(300, seed: 12)
        let rows = PlantedTrade.rows(cases)
        let model = try PlantedTrade.learn(rows).model
        var laid: [[Float]] = []
        FeatureTable(rows, spread: .none).forEachRow { laid.append($2) }
        for (place, each) in cases.enumerated() {
            let asked = model.row(of: each.declaration, item: 1)
            #expect(asked.map(\.bitPattern) == laid[place].map(\.bitPattern))
        }
    }

    @Test("too few rows, or rows of one outcome, are refused")
    func refused() {
        let cases = PlantedTrade.cases(200, seed: 1)
        #expect(throws: ModelTraining.Refusal.tooFewRows(30)) {
            try PlantedTrade.learn(PlantedTrade.rows(Array(cases.prefix(30))))
        }
        #expect(throws: ModelTraining.Refusal.tooFewRows(0)) {
            try PlantedTrade.learn(TrainingRows())
        }
        for isIrregular in [false, true] {
            let same = cases.map {
                PlantedTrade.Case(declaration: $0.declaration, isIrregular: isIrregular)
            }
            #expect(throws: ModelTraining.Refusal.oneClass(isIrregular: isIrregular)) {
                try PlantedTrade.learn(PlantedTrade.rows(same))
            }
        }
    }

    @Test("rows without any date are taken in their order, and still learned from")
    func undated() throws {
        var cases = PlantedTrade.cases(800, seed: 15)
        for place in cases.indices {
            cases[place].declaration.acceptanceDateTime = nil
            cases[place].declaration.issueDateTime = nil
        }
        let model = try PlantedTrade.learn(PlantedTrade.rows(cases)).model
        #expect(model.card.firstDay == nil)
        let score = try #require(model.score(cases[0].declaration))
        #expect((0...1).contains(score.probability))
        let quality = try #require(PlantedTrade.quality(model, on: cases))
        #expect(quality.areaUnderCurve > 0.9)
    }

    @Test("numbers beyond all trade and empty items are scored, never a fault")
    func extremes() throws {
        let cases = PlantedTrade.cases(300, seed: 18)
        let model = try PlantedTrade.learn(PlantedTrade.rows(cases)).model
        var random = SeededGenerator(seed: 1)
        for _ in 0..<300 {
            let declaration = IndicatorConformanceTests.distorted(&random)
            let score = try #require(model.score(declaration))
            #expect((0...1).contains(score.probability))
        }
        #expect(model.score(Declaration()) == nil)
        var empty = Declaration()
        empty.items = [GoodsItem()]
        #expect(model.score(empty) != nil)
    }

    @Test("every feature has its name once, and words in three languages")
    func names() {
        let features = ModelFeature.all
        #expect(Set(features.map(\.id)).count == features.count)
        for feature in features {
            #expect(Set(Language.allCases.map { feature.name.text(in: $0) }).count == 3)
        }
    }

    @Test("names of parties, their countries and their addresses change no feature")
    func noPersonalTraits() throws {
        let cases = PlantedTrade.cases(300, seed: 19)
        let model = try PlantedTrade.learn(PlantedTrade.rows(cases)).model
        let plain = cases[200].declaration
        var named = plain
        for place in named.parties.indices {
            named.parties[place].name = "Ali Valiyev"
            named.parties[place].contactName = "Ali"
            named.parties[place].address = Address()
            named.parties[place].address?.countryCode = "JX"
        }
        for place in named.transportMeans.indices {
            named.transportMeans[place].registrationNationalityCode = "JX"
        }
        named.authenticatorName = "Ali Valiyev"
        #expect(
            model.row(of: named, item: 1).map(\.bitPattern)
                == model.row(of: plain, item: 1).map(\.bitPattern))
        // A party known by name alone is not known at all.
        var unnumbered = plain
        for place in unnumbered.parties.indices { unnumbered.parties[place].id = nil }
        var others = unnumbered
        for place in others.parties.indices { others.parties[place].name = "Ali Valiyev" }
        #expect(
            model.row(of: others, item: 1).map(\.bitPattern)
                == model.row(of: unnumbered, item: 1).map(\.bitPattern))
    }
}
