import Customs
import Risk
import Testing

@Suite("Indicators")
struct IndicatorBehaviourTests {
    /// An importer of the history, long known and on a later day.
    private func sound() -> Declaration {
        Example.declaration(importer: "30200005", day: "2026-06-15")
    }

    @Test("find nothing in a sound declaration of a known importer")
    func nothing() {
        let assessment = Example.assess(sound())
        #expect(assessment.findings.isEmpty)
        #expect(assessment.lane == .green)
        #expect(assessment.score == 0)
    }

    @Test("net mass above gross mass is found, equal masses are not")
    func netAboveGross() throws {
        var declaration = sound()
        declaration.items[0].grossMass = Quantity(ExactDecimal(999), "KGM")
        let finding = try #require(Example.assess(declaration).findings(of: .netAboveGross).first)
        #expect(finding.item == 1)
        #expect(finding.score == 1)
        #expect(
            finding.sentence(in: .english)
                == "The net mass of 1000.00 kg is above the gross mass of 999.00 kg.")
        #expect(finding.sentence(in: .russian).contains("1000,00 кг"))
        declaration.items[0].grossMass = Quantity(ExactDecimal(1), "TNE")
        #expect(Example.assess(declaration).findings(of: .netAboveGross).isEmpty)
    }

    @Test("a missing gross mass is an abstention, never a finding")
    func noGrossMass() {
        var declaration = sound()
        declaration.items[0].grossMass = nil
        let assessment = Example.assess(declaration)
        #expect(assessment.abstains(.netAboveGross, for: .grossMass))
        #expect(assessment.abstains(.netGrossRatio, for: .grossMass))
        #expect(assessment.findings.isEmpty)
    }

    @Test("zero mass and zero value are found; a missing value is not")
    func zeros() {
        var declaration = sound()
        declaration.items[0].netMass = Quantity(ExactDecimal(0), "KGM")
        declaration.items[0].customsValue = Money(ExactDecimal(0), "USD")
        #expect(Example.assess(declaration).findings(of: .zeroAmount).map(\.variant) == [0, 1])
        declaration = sound()
        declaration.items[0].customsValue = nil
        declaration.items[0].price = nil
        let assessment = Example.assess(declaration)
        #expect(assessment.findings(of: .zeroAmount).isEmpty)
        #expect(assessment.abstains(.zeroAmount, for: .value))
    }

    @Test("round masses are found in three items, and two are too few to tell")
    func roundMasses() {
        var declaration = sound()
        declaration.items = [
            Example.item(), Example.item(netKg: "2300"), Example.item(netKg: "400"),
        ]
        #expect(Example.assess(declaration).findings(of: .roundMasses).first?.score == 0.5)
        declaration.items.removeLast()
        #expect(Example.assess(declaration).abstains(.roundMasses, for: .comparisonSet))
    }

    @Test("packing far heavier than usual for the chapter is found")
    func netGrossRatio() {
        var declaration = sound()
        declaration.items[0].grossMass = Quantity(ExactDecimal(2000), "KGM")
        let finding = Example.assess(declaration).findings(of: .netGrossRatio).first
        #expect(finding?.evidence.contains(Evidence("setSize", .count(2400))) == true)
    }

    @Test("packages twenty times heavier than such bags are found")
    func massPerPackage() {
        var declaration = sound()
        declaration.items[0].packages[0].count = ExactDecimal(1)
        let finding = Example.assess(declaration).findings(of: .massPerPackage).first
        #expect((finding?.score ?? 0) > 0.9)
        declaration.items[0].packages[0].count = nil
        #expect(Example.assess(declaration).abstains(.massPerPackage, for: .packages))
    }

    @Test("totals that do not follow from the items are found, each by its own sentence")
    func totals() {
        var declaration = sound()
        declaration.goodsItemQuantity = ExactDecimal(3)
        declaration.totalPackageQuantity = ExactDecimal(21)
        declaration.totalGrossMass = Quantity(ExactDecimal(1100), "KGM")
        declaration.invoiceAmount = Money(ExactDecimal(501), "USD")
        let found = Example.assess(declaration).findings(of: .totalsDisagree)
        #expect(Set(found.map(\.variant)) == [0, 1, 2, 3])
        declaration.items[0].grossMass = nil
        let fewer = Example.assess(declaration).findings(of: .totalsDisagree)
        #expect(Set(fewer.map(\.variant)) == [0, 1, 3])
    }

    @Test("a price far below comparable goods is found with the set it was compared with")
    func lowPrice() throws {
        let declaration = Example.declaration(importer: "30200005", value: "20")
        let finding = try #require(Example.assess(declaration).findings(of: .unitPriceLow).first)
        #expect(finding.score > 0.9)
        #expect(finding.evidence.contains(Evidence("setSize", .count(2400))))
        #expect(finding.evidence.contains(Evidence("origin", .text("KZ"))))
        #expect(finding.sentence(in: .english).contains("2400 items of subheading 110100 from KZ"))
    }

    @Test("an unheard-of heading is not compared: fewer than thirty values say nothing")
    func noComparison() {
        var declaration = sound()
        declaration.items[0].classifications = [Classification(scheme: "HS", code: "880240")]
        let assessment = Example.assess(declaration)
        #expect(assessment.abstains(.unitPriceLow, for: .comparisonSet))
        #expect(assessment.abstains(.unitPriceHigh, for: .comparisonSet))
    }

    @Test("a price far above weighs twice as much where no duty is due")
    func highPrice() throws {
        var declaration = Example.declaration(importer: "30200005", value: "1300")
        let free = try #require(Example.assess(declaration).findings(of: .unitPriceHigh).first)
        declaration.items[0].duties[0].rate = ExactDecimal(15)
        let dutiable = try #require(Example.assess(declaration).findings(of: .unitPriceHigh).first)
        #expect(free.score == 2 * dutiable.score)
    }

    @Test("a price unlike the trader's own is found")
    func valueDensity() {
        let declaration = Example.declaration(importer: "30200005", value: "2500")
        #expect(!Example.assess(declaration).findings(of: .valueDensity).isEmpty)
        let stranger = Example.declaration(importer: "999", value: "2500")
        #expect(Example.assess(stranger).abstains(.valueDensity, for: .traderHistory))
    }

    @Test("codes outside their list are found; one that was valid once is told apart")
    func codes() {
        var declaration = sound()
        declaration.items[0].origins[0].countryCode = "JX"
        declaration.tradeTerms?.conditionCode = "C&F"
        declaration.transportMeans[0].modeCode = "44"
        declaration.items[0].netMass?.unit = "KGM#G"
        let found = Example.assess(declaration).findings(of: .codeUnknown)
        #expect(found.count == 3)
        #expect(found.contains { $0.item == 1 && $0.sentence(in: .english).contains("\"JX\"") })
        #expect(found.contains { $0.score == 0.2 })
    }

    @Test(
        "tariff codes that cannot be are found",
        arguments: [("770100", 1.0), ("000100", 1.0), ("990100", 0.3), ("wheat", 0.6)])
    func chapter(code: String, score: Double) {
        var declaration = sound()
        declaration.items[0].classifications = [Classification(scheme: "HS", code: code)]
        #expect(Example.assess(declaration).findings(of: .chapterImpossible).first?.score == score)
    }

    @Test("a subheading the nomenclature of the day lacks is found")
    func subheading() {
        let book = CodeBook.shipped(subheadings: [DatedCode(code: "110100", name: "Wheat flour")])
        var declaration = sound()
        func found() -> [Finding] {
            let dossier = Dossier.gather(
                declaration, statistics: Example.history, codes: book, rates: Example.rates,
                draw: nil)
            return Assessment.assess(dossier, policy: .initial).findings(of: .chapterImpossible)
        }
        #expect(found().isEmpty)
        declaration.items[0].classifications = [Classification(scheme: "HS", code: "110199")]
        #expect(found().map(\.variant) == [3])
    }

    @Test(
        "descriptions that say nothing are found in any of the languages",
        arguments: [
            "Goods", "SPARE PARTS", "various goods as per invoice", "Сборный груз",
            "товары народного потребления",
            "халқ истеъмоли моллари", "xalq isteʼmoli mollari", "Xalq iste'moli mollari", "12345",
            "-", "xxxxxxxx",
            "ааааааа аааа", "запчасти в ассортименте",
        ])
    func vague(text: String) {
        var declaration = sound()
        declaration.items[0].description = text
        #expect(Example.assess(declaration).findings(of: .vagueDescription).count == 1)
    }

    @Test(
        "descriptions that name goods pass",
        arguments: [
            "Banana", "tea", "Wheat flour", "Spare parts for tractors", "Мука пшеничная",
            "paxta tolasi",
            "ғишт", "棉花", "M6 bolts", "Papaya",
        ])
    func clear(text: String) {
        var declaration = sound()
        declaration.items[0].description = text
        #expect(Example.assess(declaration).findings(of: .vagueDescription).isEmpty)
    }

    @Test("a route never seen is found, the everyday one is not")
    func route() {
        var declaration = sound()
        declaration.items[0].origins[0].countryCode = "NZ"
        declaration.exportCountryCode = "LT"
        let finding = Example.assess(declaration).findings(of: .countryTripleRare).first
        #expect(finding?.evidence.contains(Evidence("count", .count(0))) == true)
    }

    @Test("an importer without a past is found once the history is long enough")
    func newImporter() throws {
        let stranger = Example.declaration(importer: "999888777")
        let finding = try #require(Example.assess(stranger).findings(of: .importerNew).first)
        #expect(finding.variant == 1)
        let early = Example.declaration(importer: "999888777", day: "2025-07-01")
        #expect(Example.assess(early).abstains(.importerNew, for: .historyDepth))
    }

    @Test("a known importer's first, costly goods of another chapter are found")
    func newChapter() {
        var declaration = sound()
        declaration.items = [Example.item(code: "870323", netKg: "1500", value: "45000")]
        #expect(Example.assess(declaration).findings(of: .chapterNew).count == 1)
        declaration.items = [Example.item(code: "870323", netKg: "15", value: "45")]
        #expect(Example.assess(declaration).findings(of: .chapterNew).isEmpty)
    }

    @Test("delivery terms that contradict the charges are found; absent charges are not judged")
    func incoterm() {
        var declaration = sound()
        declaration.tradeTerms?.conditionCode = "EXW"
        #expect(Example.assess(declaration).findings(of: .incotermCharges).map(\.variant) == [0])
        declaration.valuation?.freight = Money(ExactDecimal(100), "USD")
        #expect(Example.assess(declaration).findings(of: .incotermCharges).isEmpty)
        declaration.tradeTerms?.conditionCode = "CIF"
        #expect(Example.assess(declaration).findings(of: .incotermCharges).map(\.variant) == [1])
        declaration.valuation = nil
        #expect(Example.assess(declaration).abstains(.incotermCharges, for: .charges))
    }

    @Test(
        "a declared rate off the official one is found in every usual quoting",
        arguments: [
            ("USD", "12700.00", false), ("USD", "12650", false), ("USD", "12000", true),
            ("EUR", "14111.11", false), ("EUR", "141111.1", false), ("EUR", "15000", true),
            ("USD", "0.0000787", false),
        ])
    func rate(currency: String, rate: String, isFound: Bool) {
        var declaration = sound()
        declaration.currencyExchanges = [Example.exchange(currency, rate)]
        #expect(Example.assess(declaration).findings(of: .rateDeviates).isEmpty != isFound)
    }

    @Test("a rate too coarse to judge by makes the indicator abstain")
    func coarseRate() {
        var declaration = sound()
        declaration.currencyExchanges = [Example.exchange("KZT", "20")]
        #expect(Example.assess(declaration).abstains(.rateDeviates, for: .officialRate))
    }

    @Test("wrong check digits of containers and wagons are found, trailers are not judged")
    func checkDigits() {
        var declaration = sound()
        declaration.equipment = [
            Example.container("CSQU3054384"), Example.container("MSKU 000000-0"),
            Example.container("01A123BC"),
        ]
        declaration.transportMeans[0].modeCode = "2"
        declaration.transportMeans[0].id = "52345678"
        let found = Example.assess(declaration).findings(of: .checkDigit)
        #expect(found.contains { $0.sentence(in: .english).contains("3 would fit") })
        #expect(found.contains { $0.variant == 1 })
        #expect(!found.contains { $0.sentence(in: .english).contains("01A123BC") })
    }

    @Test("a container another office saw on the same day is found")
    func containerTwice() {
        var statistics = TradeStatistics()
        var elsewhere = Example.declaration(number: "UZ-2")
        elsewhere.offices[0].id = "UZ20002"
        elsewhere.equipment = [Example.container("CSQU 305438 3")]
        statistics.observe(elsewhere, rates: Example.rates)
        statistics.observe(sound(), rates: Example.rates)
        #expect(
            Example.assess(sound(), statistics: statistics).findings(of: .containerTwice).count == 1
        )
    }

    @Test("an invoice in two declarations is found, in two versions of one it is not")
    func invoice() {
        var statistics = TradeStatistics()
        statistics.observe(sound(), rates: Example.rates)
        statistics.observe(sound(), rates: Example.rates)
        #expect(
            Example.assess(sound(), statistics: statistics).findings(of: .invoiceReused).isEmpty)
        var other = sound()
        other.functionalReferenceID = "UZ-77"
        statistics.observe(other, rates: Example.rates)
        #expect(
            Example.assess(sound(), statistics: statistics).findings(of: .invoiceReused).count == 1)
    }

    @Test(
        "a draw within the sample sets the lane and leaves the score alone",
        arguments: [(0.001, Lane.red), (0.015, .yellow), (0.5, .green)])
    func sample(number: Double, lane: Lane) {
        let assessment = Example.assess(sound(), draw: Draw(number))
        #expect(assessment.lane == lane)
        #expect(assessment.score == 0)
    }
}
