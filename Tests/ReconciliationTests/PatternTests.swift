import Customs
import Testing

@testable import Reconciliation

@Suite("Patterns over several lines")
struct PatternTests {
    private func types(_ result: ReconciliationResult) -> [String] {
        result.findings.map { finding in
            let exported = finding.exported.map { result.exportRegister.lines.ids[$0] } ?? ""
            let imported = finding.imported.map { result.importRegister.lines.ids[$0] } ?? ""
            return "\(finding.type.rawValue) \(exported) \(imported)"
        }
    }

    /// Two consignments of different goods under one invoice of 5000 USD.
    private func twice(_ second: Double, total: String, document: String) -> Fixture {
        var fixture = Fixture(["invoice_total"])
        fixture.export("E1", invoice: "INV-100200", more: ["invoice_total": total])
        fixture.import("I1")
        fixture.export(
            "E2", on: "2026-03-10", declaration: "D2", code: "8471600000", kg: 700, packages: 9,
            value: second, document: document, invoice: "100200", more: ["invoice_total": total])
        fixture.import(
            "I2", on: "2026-03-19", declaration: "J2", code: "84716000", kg: 700, packages: 9,
            value: second * 1.06, document: document)
        return fixture
    }

    @Test("an invoice that pays for more goods than it is worth is told once, on the later lines")
    func multipleInvoicing() throws {
        let result = try twice(4000, total: "5000", document: "CMR77777777").reconcile()
        #expect(types(result) == ["multiple_invoicing E2 I2"])
        let finding = try #require(result.findings.first)
        #expect(finding.dollarsInterval == AmountInterval(4000, 4000))
        #expect(finding.sentence.contains("one invoice of 5000 USD"))
    }

    @Test("part deliveries that add up to their invoice are no finding")
    func partDeliveries() throws {
        let result = try twice(4000, total: "9000", document: "CMR77777777").reconcile()
        #expect(result.findings.isEmpty)
    }

    @Test("without the invoice's total nothing is judged")
    func noTotal() throws {
        #expect(try twice(4000, total: "", document: "CMR77777777").reconcile().findings.isEmpty)
    }

    @Test("one transport document, one character apart, is one consignment's papers")
    func onePaper() throws {
        let result = try twice(4000, total: "5000", document: "CMR12345679").reconcile()
        #expect(!result.findings.contains { $0.type == .multipleInvoicing })
    }

    /// The same pieces exported twice; both times imported.
    private func round(procedure: String, serials: String) -> Fixture {
        var fixture = Fixture(["serials", "procedure"])
        let first = "SN-10001;SN-10002;SN-10003"
        fixture.export("E1", more: ["serials": first, "procedure": "10"])
        fixture.import("I1")
        fixture.export(
            "E2", on: "2026-06-01", declaration: "D2", document: "CMR88888888",
            more: ["serials": serials, "procedure": procedure])
        fixture.import("I2", on: "2026-06-09", declaration: "J2", document: "CMR88888888")
        return fixture
    }

    @Test("pieces that leave again are a carousel")
    func carousel() throws {
        let result = try round(procedure: "10", serials: "sn10003;SN-10001;SN-10002").reconcile()
        #expect(types(result) == ["carousel E2 I2"])
        #expect(result.findings.first?.sentence.contains("3 of 3 serial numbers") == true)
        #expect(result.findings.first?.sentence.contains("2026-03-01") == true)
    }

    @Test(
        "repairs and re-exports, and other pieces, are no carousel",
        arguments: [
            ("21", "SN-10001;SN-10002"), ("31", "SN-10001"), ("10", "SN-20001;SN-20002"),
            ("10", "SN-10001;SN-20002;SN-20003"), ("10", ""),
        ])
    func noCarousel(procedure: String, serials: String) throws {
        #expect(try round(procedure: procedure, serials: serials).reconcile().findings.isEmpty)
    }

    @Test("transit that had to end and did not is diversion; one that ended elsewhere is none")
    func transit() throws {
        var fixture = Fixture(["transit_due", "transit_end", "final_destination"])
        fixture.export("E1")
        fixture.import("I1")
        fixture.export(
            "E2", declaration: "D2", code: "8471600000", document: "CMR1111111",
            more: ["transit_due": "2026-03-11"])
        fixture.export(
            "E3", declaration: "D3", code: "9608200000", document: "CMR2222222",
            more: [
                "transit_due": "2026-03-11", "transit_end": "2026-03-08",
                "final_destination": "RU",
            ])
        fixture.import(
            "I9", on: "2026-03-20", declaration: "J9", code: "0101210000", kg: 17, packages: 3,
            document: "")
        let result = try fixture.reconcile()
        #expect(types(result) == ["transit_diversion E2 ", "unmatched_import  I9"])
        let column = result.waterfall.total
        #expect(column.lines[GapReason.attribution.rawValue] == 1)
        #expect(column.lines[GapReason.transitDiversion.rawValue] == 1)
    }

    @Test("exports as own goods beyond what is made are grey re-exports, the later ones first")
    func greyReexport() throws {
        var fixture = Fixture()
        for month in 1...4 {
            let document = "CMR9000000\(month)"
            fixture.export(
                "E\(month)", on: "2026-0\(month)-05", declaration: "D\(month)", document: document)
            fixture.import(
                "I\(month)", on: "2026-0\(month)-12", declaration: "J\(month)", document: document)
        }
        var settings = ReconciliationSettings(threads: 1)
        settings.capacity = OriginCapacity(
            Array("party,heading,kg_per_year\n301,5210,2500\n".utf8))
        settings.dutyPercentByHeading = [5210: 10]
        let result = try fixture.reconcile(settings)
        #expect(types(result) == ["grey_reexport E3 I3", "grey_reexport E4 I4"])
        // Half of the third consignment of 5000 USD is beyond the capacity.
        #expect(result.findings.first?.dollarsInterval == AmountInterval(2500, 5000))
        #expect(result.findings.first?.dutyInterval == AmountInterval(0, 500))
        settings.capacity = OriginCapacity(Array("party,heading,kg_per_year\n,5210,4000\n".utf8))
        #expect(try fixture.reconcile(settings).findings.isEmpty)
    }

    @Test("a capacity line that is none is refused by its number")
    func capacityLines() {
        let capacity = OriginCapacity(Array("party,heading,kg\n301,5210,x\n301,52,1\n".utf8))
        #expect(capacity.diagnostics.first?.place == "capacity, line 2, 3")
    }

    @Test("a gap of the line itself comes before a pattern, so that no line has two findings")
    func oneFinding() throws {
        var fixture = round(procedure: "10", serials: "SN-10001;SN-10002;SN-10003")
        fixture.imports = fixture.imports.replacing(
            "I2,J2,1,2026-06-09", with: "I2,J2,1,2026-06-10"
        )
        .replacing(",5300.0,USD,,3,CMR88888888", with: ",2000.0,USD,,3,CMR88888888")
        #expect(types(try fixture.reconcile()) == ["undervaluation E2 I2"])
    }
}
