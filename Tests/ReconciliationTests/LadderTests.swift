import Customs
import Reference
import Testing

@testable import Reconciliation

@Suite("The ladder of reasons")
struct LadderTests {
    private func top(_ result: ReconciliationResult) -> [String] {
        result.gaps.map { "\($0.reason.name) \(Int($0.explained.rounded()))" }
    }

    @Test("freight within the usual is the reason of an ordinary gap")
    func freight() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import("I1")
        #expect(top(try fixture.reconcile()) == ["cif_fob 300"])
    }

    @Test("no gap to speak of is rounding")
    func rounding() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import("I1", value: 5004)
        #expect(top(try fixture.reconcile()) == ["rounding 4"])
    }

    @Test("the declaration's own freight and insurance come before any learned factor")
    func ownFreight() throws {
        var fixture = Fixture(["freight", "insurance"])
        fixture.export("E1")
        // 30 % of freight would look like overvaluation.
        fixture.import("I1", value: 6500, more: ["freight": "1400", "insurance": "100"])
        let result = try fixture.reconcile()
        #expect(result.findings.isEmpty)
        #expect(top(result) == ["cif_fob 1500"])
        // And hardly any freight takes the usual excuse away.
        fixture = Fixture(["freight", "insurance"])
        fixture.export("E1")
        fixture.import("I1", value: 6000, more: ["freight": "10"])
        #expect(try fixture.reconcile().findings.map(\.type) == [.overvaluation])
    }

    @Test("delivery terms that leave carriage out of both prices take the freight away again")
    func terms() throws {
        var fixture = Fixture()
        fixture.export("E1", term: "FCA")
        fixture.import("I1", value: 5000, term: "EXW")
        let result = try fixture.reconcile()
        let steps = result.waterfall.total.steps
        #expect(abs(steps[GapReason.freight.rawValue] - 300) < 1)
        #expect(abs(steps[GapReason.deliveryTerm.rawValue] + 300) < 1)
        // 0.86 of the price would pass as freight on the usual terms, and does not here.
        fixture = Fixture()
        fixture.export("E1", term: "CIP")
        fixture.import("I1", value: 4500, term: "EXW")
        #expect(try fixture.reconcile().findings.isEmpty)
    }

    @Test("another day's rate of the same currency is exchange, not value")
    func exchange() throws {
        var fixture = Fixture()
        fixture.currency = "RUB"
        fixture.export("E1", value: 500_000)
        fixture.import("I1", value: 530_000)
        var rates = ExchangeRates()
        let text = "date,currency,per_usd\n2026-03-01,RUB,100\n2026-03-09,RUB,125\n"
        _ = RatesImporter(day: nil).read(Array(text.utf8), into: &rates)
        let result = try fixture.reconcile(ReconciliationSettings(threads: 1), rates: rates)
        // 530 000 RUB are 4240 USD on the day of import and 5300 USD on the day of export.
        #expect(result.findings.isEmpty)
        #expect(top(result) == ["exchange_rate -1060"])
    }

    @Test("another heading is explained where the editions differ and the correlation knows it")
    func edition() throws {
        var fixture = Fixture(["hs_edition"])
        fixture.export("E1", code: "8528510000", more: ["hs_edition": "2017"])
        fixture.import("I1", code: "85495100", more: ["hs_edition": "2022"])
        var settings = ReconciliationSettings(threads: 1)
        #expect(try fixture.reconcile(settings).findings.map(\.type) == [.codeMisdeclaration])
        settings.correlation = HSCorrelation(
            Array("edition,subheading,edition,subheading\n2022,854951,2017,852851\n".utf8))
        let result = try fixture.reconcile(settings)
        #expect(result.findings.isEmpty)
        #expect(result.gaps.map(\.reason) == [.edition])
        // The same edition on both sides is no excuse.
        fixture.imports = fixture.imports.replacing(",2022\n", with: ",2017\n")
        #expect(try fixture.reconcile(settings).findings.map(\.type) == [.codeMisdeclaration])
    }

    @Test("a correlation line that is none is refused by its number")
    func correlationLines() {
        let table = HSCorrelation(Array("2017,8528,2022,852851\n2017,852851,2022,852852\n".utf8))
        #expect(table.diagnostics.first?.place == "HS correlation, line 1")
    }

    @Test("an amendment that only one side followed explains the gap")
    func amendment() throws {
        var fixture = Fixture(["version"])
        fixture.export("E1", value: 5000, more: ["version": "1"])
        fixture.export("E1", value: 9000, more: ["version": "2"])
        fixture.import("I1", more: ["version": "1"])
        let result = try fixture.reconcile()
        #expect(result.findings.isEmpty)
        #expect(result.diagnostics.isEmpty)
        #expect(top(result) == ["amendment -4240"])
        #expect(result.waterfall.total.ours == 9000)
        // Nothing that either side ever said fits the other.
        fixture.imports = fixture.imports.replacing(",5300.0,", with: ",2000.0,")
        #expect(try fixture.reconcile().findings.map(\.type) == [.undervaluation])
    }

    @Test("value put on another line of the same consignment is no gap")
    func allocation() throws {
        var fixture = Fixture()
        fixture.export("E1", kg: 1000, packages: 40, value: 5000)
        fixture.export("E2", code: "8471600000", kg: 300, packages: 7, value: 5000)
        fixture.import("I1", kg: 1000, packages: 40, value: 3300)
        fixture.import("I2", code: "84716000", kg: 300, packages: 7, value: 7300)
        let result = try fixture.reconcile()
        #expect(result.findings.isEmpty)
        #expect(result.gaps.map(\.reason) == [.allocation, .allocation])
        // Where the whole is too low as well, both lines are told.
        fixture.imports = fixture.imports.replacing(",7300.0,", with: ",8400.0,")
        #expect(
            try fixture.reconcile().findings.map(\.type) == [.undervaluation, .overvaluation])
    }

    @Test("mass that another unit of quantity makes differ is told as the unit")
    func unit() throws {
        var fixture = Fixture()
        fixture.export("E1", kg: 1000, value: 5000, unit: "TNE")
        fixture.import("I1", kg: 1040, value: 5050, unit: "KGM")
        let result = try fixture.reconcile()
        #expect(result.findings.isEmpty)
        let parts = GapParts(
            sent: 1000, arrived: 1042, freight: 1, kind: .one, massRatio: 1.04, isOtherUnit: true)
        #expect(parts.top.reason == .unit)
    }

    @Test("each gap has one reason, and the steps of a gap add up to it")
    func addsUp() throws {
        let parts = GapParts(
            sent: 5000, arrived: 4100, exchange: -20, freight: 300, term: -100, kind: .one,
            massRatio: 0.99, verdict: (.undervaluation, 0.8))
        #expect(abs(parts.steps.reduce(0) { $0 + $1.dollars } - parts.gap) < 1e-9)
        #expect(parts.top.reason == .undervaluation)
        var fixture = Fixture()
        for number in 1...5 {
            let document = "CMR4000000\(number)"
            fixture.export("E\(number)", declaration: "D\(number)", document: document)
            fixture.import("I\(number)", declaration: "J\(number)", document: document)
        }
        #expect(try fixture.reconcile().gaps.count == 5)
    }

    @Test("few lines of a lane trust the wider group, many their own")
    func shrinkage() {
        func factor(_ count: Int, _ ratio: Float) -> Double {
            var sums = FreightFactors.Sums()
            let usual = FreightFactors.Lane(
                mode: 0x33, route: 1, chapter: 52, terms: FreightFactors.usualTerms)
            var other = usual
            other.mode = 0x31
            for _ in 0..<1000 { sums.add(1.06, usual) }
            for _ in 0..<count { sums.add(ratio, other) }
            return FreightFactors(sums).factor(other)
        }
        #expect(abs(factor(0, 1.12) - 1.06) < 0.002)
        #expect(factor(5, 1.12) < 1.08)
        #expect(factor(2000, 1.12) > 1.115)
    }
}
