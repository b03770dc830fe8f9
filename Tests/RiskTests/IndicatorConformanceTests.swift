import Customs
import Risk
import Testing

/// What every indicator has to satisfy, whichever it is.
@Suite("Indicator conformance")
struct IndicatorConformanceTests {
    @Test("the registry lists every indicator once, in the order of the names")
    func registry() {
        #expect(KnownIndicators.all.map { $0.id } == IndicatorID.allCases)
    }

    @Test(
        "every card asks a question and gives formula and limits", arguments: IndicatorID.allCases)
    func card(id: IndicatorID) {
        let card = KnownIndicators.type(of: id).card
        #expect(card.question.hasSuffix("?"))
        #expect(!card.formula.isEmpty && !card.limits.isEmpty && !card.needs.isEmpty)
    }

    @Test("sentences name the same evidence in all languages", arguments: IndicatorID.allCases)
    func sentences(id: IndicatorID) {
        let sentences = KnownIndicators.type(of: id).sentences
        #expect(!sentences.isEmpty)
        for sentence in sentences {
            let keys = Set(sentence.keys(in: .english))
            for language in Language.allCases {
                #expect(Set(sentence.keys(in: language)) == keys)
                #expect(sentence.text(in: language).hasSuffix("."))
            }
            #expect(Set(Language.allCases.map { sentence.text(in: $0) }).count == 3)
        }
    }

    @Test("with no facts at all every indicator abstains and none speaks", arguments: [0, 1])
    func noFacts(items: Int) {
        var declaration = Declaration()
        declaration.items = Array(repeating: GoodsItem(), count: items)
        let dossier = Dossier.gather(
            declaration, statistics: TradeStatistics(), codes: CodeBook(), rates: USDRates(),
            draw: nil)
        let judgement = KnownIndicators.judge(dossier)
        #expect(judgement.findings.isEmpty)
        // Without items the indicators of items have nothing to be asked about.
        guard items > 0 else { return }
        let silent = Set(IndicatorID.allCases).subtracting(judgement.abstentions.map(\.indicator))
        #expect(silent.isEmpty)
        for abstention in judgement.abstentions {
            #expect(
                KnownIndicators.type(of: abstention.indicator).card.needs
                    .contains { $0 == abstention.missing } || abstention.missing == .statistics)
            #expect(Set(Language.allCases.map { abstention.sentence(in: $0) }).count == 3)
        }
    }

    @Test("each missing fact has a sentence in every language", arguments: MissingFact.allCases)
    func missingFacts(fact: MissingFact) {
        let texts = Language.allCases.map { fact.sentence.text(in: $0) }
        #expect(Set(texts).count == 3)
    }

    @Test(
        "any declaration: equal findings twice, scores within bounds, evidence named",
        arguments: 1...6)
    func anyDeclaration(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var spoken: Set<IndicatorID> = []
        for _ in 0..<400 {
            let declaration = Self.distorted(&random)
            let draw = Draw(Double(random.next() % 1000) / 10_000)
            let dossier = Example.gather(declaration, draw: draw)
            #expect(dossier == Example.gather(declaration, draw: draw))
            let assessment = Assessment.assess(dossier, policy: .initial)
            #expect(assessment == Assessment.assess(dossier, policy: .initial))
            #expect((0...1).contains(assessment.score))
            for finding in assessment.findings {
                spoken.insert(finding.indicator)
                #expect((0...1).contains(finding.score))
                let type = KnownIndicators.type(of: finding.indicator)
                #expect(Int(finding.variant) < type.sentences.count)
                guard Int(finding.variant) < type.sentences.count else { continue }
                let named = Set(type.sentences[Int(finding.variant)].keys(in: .english))
                #expect(named.isSubset(of: finding.evidence.map(\.key)), "\(finding)")
                #expect(Set(finding.evidence.map(\.key)).count == finding.evidence.count)
            }
        }
        #expect(spoken.count >= 12)
    }

    @Test(
        "more findings never lower the score, except ones that speak for the goods",
        arguments: 1...5)
    func monotonous(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var findings: [Finding] = []
            var last = 0.0
            for _ in 0..<12 {
                var one = Judgement()
                let id = IndicatorID.allCases[
                    Int(random.next() % UInt64(IndicatorID.allCases.count))]
                one.find(id, score: Double(random.next() % 1001) / 1000, [])
                findings += one.findings
                let score = LanePolicy.initial.score(of: findings)
                if !KnownIndicators.type(of: id).card.mitigates { #expect(score >= last) }
                last = score
            }
        }
    }

    @Test("no indicator looks at names, and the list of features has no personal trait")
    func noPersonalTraits() {
        var named = Example.declaration(importer: "30200005")
        for index in named.parties.indices {
            named.parties[index].name = "Ali Valiyev"
            named.parties[index].address = Address()
            named.parties[index].address?.countryCode = "JX"
        }
        #expect(
            Example.assess(named).findings
                == Example.assess(Example.declaration(importer: "30200005")).findings)
    }

    /// A sound declaration with some of its fields made extreme, wrong or absent.
    static func distorted(_ random: inout SeededGenerator) -> Declaration {
        let numbers = ["0", "-5", "0.000001", "999999999999999999", "100", "1300", "17.5"]
        let words = [
            "", "JX", "C&F", "EXW", "770100", "goods", "UZ", "\u{0}\u{202E}x", "999999", "TNE",
        ]
        func number() -> ExactDecimal? { ExactDecimal(numbers[Int(random.next() % 7)]) }
        func word() -> String { words[Int(random.next() % 10)] }
        var declaration = Example.declaration(
            number: "D", importer: "3020000\(random.next() % 50)", value: "\(random.next() % 3000)")
        for _ in 0..<Int(random.next() % 4) {
            declaration.items.append(Example.item(netKg: "\(random.next() % 5)00"))
        }
        for _ in 0..<3 {
            let item = Int(random.next() % UInt64(declaration.items.count))
            switch random.next() % 14 {
            case 0: declaration.items[item].netMass = number().map { Quantity($0, "KGM") }
            case 1: declaration.items[item].grossMass = number().map { Quantity($0, word()) }
            case 2: declaration.items[item].customsValue = number().map { Money($0, "USD") }
            case 3: declaration.items[item].customsValue = number().map { Money($0, word()) }
            case 4: declaration.items[item].description = word()
            case 5:
                var origin = Origin()
                origin.countryCode = word()
                declaration.items[item].origins = [origin]
            case 6: declaration.items[item].classifications[0].code = word()
            case 7: declaration.items[item].packages[0].count = number()
            case 8: declaration.tradeTerms?.conditionCode = word()
            case 9: declaration.currencyExchanges[0].rate = number()
            case 10: declaration.goodsItemQuantity = number()
            case 11: declaration.acceptanceDateTime = WrittenDateTime(text: "2019-01-01")
            case 12: declaration.equipment = [Example.container("MSKU0000000")]
            default: declaration.items[item].origins = []
            }
        }
        return declaration
    }
}
