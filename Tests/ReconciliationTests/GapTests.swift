import Testing

@testable import Reconciliation

@Suite("Links and gaps")
struct GapTests {
    /// One pair of lines, changed by the case, and the finding it has to give.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var code = "52102100"
        var origin = "UZ"
        var kg = 1000.0
        var packages = 40
        var value = 5300.0
        let finding: FindingType?
    }

    static let cases = [
        Case(testDescription: "freight of 6 % is no gap", finding: nil),
        Case(testDescription: "freight of 10 % is no gap", value: 5500, finding: nil),
        Case(
            testDescription: "mass rounded to 10 kg is no gap", kg: 990, value: 5290, finding: nil),
        Case(testDescription: "another subheading is no gap", code: "52103900", finding: nil),
        Case(testDescription: "value × 0.8", value: 4240, finding: .undervaluation),
        Case(testDescription: "value × 0.3", value: 1590, finding: .undervaluation),
        Case(testDescription: "value × 1.35", value: 7155, finding: .overvaluation),
        Case(testDescription: "value × 4", value: 21_200, finding: .overvaluation),
        Case(
            testDescription: "everything × 0.9", kg: 900, packages: 36, value: 4770,
            finding: .quantityShortfall),
        Case(
            testDescription: "everything × 0.4", kg: 400, packages: 16, value: 2120,
            finding: .quantityShortfall),
        Case(testDescription: "another heading", code: "39262000", finding: .codeMisdeclaration),
        Case(testDescription: "another origin", origin: "KG", finding: .originChange),
    ]

    @Test("gives each gap its one reason and noise none", arguments: cases)
    func oneReason(sample: Case) throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import(
            "I1", code: sample.code, origin: sample.origin, kg: sample.kg,
            packages: sample.packages, value: sample.value)
        let result = try fixture.reconcile()
        #expect(result.links.count == 1)
        #expect(result.findings.map(\.type) == [sample.finding].compactMap { $0 })
    }

    @Test("sums a line imported in three parts")
    func split() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import("I1", kg: 300, packages: 12, value: 1590)
        fixture.import("I2", kg: 450, packages: 18, value: 2385)
        fixture.import("I3", kg: 250, packages: 10, value: 1325)
        let result = try fixture.reconcile()
        #expect(result.links.map(\.kind) == ["split", "split", "split"])
        #expect(result.findings.isEmpty)
    }

    @Test("sums two lines imported as one")
    func merge() throws {
        var fixture = Fixture()
        fixture.export("E1", kg: 400, packages: 21, value: 2000)
        fixture.export("E2", code: "5210390000", kg: 700, packages: 30, value: 3600)
        fixture.import("I1", kg: 1100, packages: 51, value: 5936)
        let result = try fixture.reconcile()
        #expect(result.links.map(\.kind) == ["merge", "merge"])
        #expect(result.findings.isEmpty)
    }

    @Test("goods under way are no finding until their time is over")
    func underWay() throws {
        var fixture = Fixture()
        fixture.export("E1", on: "2026-01-05", declaration: "D1")
        fixture.export("E2", on: "2026-01-05", declaration: "D2", code: "8471600000", document: "")
        fixture.export("E3", on: "2026-04-20", declaration: "D3", code: "0106130000", document: "")
        fixture.import("I1", on: "2026-01-15")
        fixture.import(
            "I9", on: "2026-04-25", declaration: "J9", code: "96082000", kg: 17, packages: 3,
            value: 900, document: "")
        let result = try fixture.reconcile()
        #expect(
            result.findings.map { "\($0.type.rawValue) \($0.exported ?? -1) \($0.imported ?? -1)" }
                == ["unmatched_export 1 -1", "unmatched_import -1 1"])
    }

    @Test("one declaration number given to two importers is two consignments")
    func numberTwice() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import("I1")
        fixture.imports +=
            "I2,J1,1,2026-03-09,902,OTHER OOO,NOBODY,96082000,PENS,CN,UZ,10,11,10,KGM,1,50,USD,,1,,,,CIF\n"
        let result = try fixture.reconcile()
        #expect(result.links.count == 1)
        #expect(result.findings.map(\.type) == [.unmatchedImport])
    }

    @Test("the waterfall's steps lead from one total to the other")
    func waterfall() throws {
        var fixture = Fixture()
        fixture.export("E1", declaration: "D1")
        fixture.export("E2", on: "2026-05-20", declaration: "D2", code: "8471600000", document: "")
        fixture.import("I1", value: 2500)
        fixture.import("I2", on: "2026-05-25", declaration: "J2", code: "96082000", document: "")
        let result = try fixture.reconcile()
        #expect(!result.waterfall.rows.isEmpty)
        for (month, pair, column) in result.waterfall.rows {
            let sum = column.ours + column.steps.reduce(0, +)
            #expect(abs(sum - column.theirs) < 0.01, "\(month) \(pair)")
        }
        let drawing = WaterfallDrawing(result.waterfall.total, title: "a < b & c")
        #expect(drawing.svg.hasPrefix("<svg"))
        #expect(drawing.svg.contains("a &lt; b &amp; c"))
    }
}
