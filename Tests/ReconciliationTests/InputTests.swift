import Customs
import Reference
import Testing

@testable import Reconciliation

@Suite("Registers as they come")
struct InputTests {
    private func codes(_ result: ReconciliationResult) -> [String] {
        result.diagnostics.map(\.code)
    }

    @Test("an empty file is refused with a reason")
    func empty() throws {
        var fixture = Fixture()
        fixture.exports = ""
        let result = try fixture.reconcile()
        #expect(codes(result).contains("register-empty"))
        #expect(result.links.isEmpty)
    }

    @Test("a missing column is named")
    func column() throws {
        var fixture = Fixture()
        fixture.exports = fixture.exports.replacing("net_kg", with: "mass")
        let problem = try fixture.reconcile().diagnostics.first?.problem
        #expect(problem == "missing: net_kg")
    }

    @Test("one side alone gives unmatched lines and says so")
    func oneSided() throws {
        var fixture = Fixture()
        fixture.import("I1")
        let result = try fixture.reconcile()
        #expect(codes(result) == ["register-without-lines"])
        #expect(result.findings.map(\.type) == [.unmatchedImport])
    }

    @Test("a line given twice counts once")
    func repeated() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import("I1")
        fixture.import("I1")
        let result = try fixture.reconcile()
        #expect(codes(result) == ["line-repeated"])
        #expect(result.links.count == 1)
        #expect(result.findings.isEmpty)
    }

    @Test("without a rate values are left aside, goods still find each other")
    func noRate() throws {
        var fixture = Fixture()
        fixture.currency = "UZS"
        fixture.export("E1")
        fixture.import("I1", value: 100)
        let result = try fixture.reconcile()
        #expect(codes(result) == ["rate-missing", "rate-missing"])
        #expect(result.links.count == 1)
        #expect(result.findings.isEmpty)
    }

    @Test("several currencies in one register are told and compared")
    func currencies() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.currency = "KZT"
        fixture.export("E2", declaration: "D2", code: "8471600000", document: "")
        let result = try fixture.reconcile()
        #expect(codes(result).contains("register-currencies"))
    }

    @Test("broken records are counted and left out")
    func broken() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.exports += "E2,too,short\n"
        fixture.export("E3", on: "yesterday")
        fixture.import("I1")
        let result = try fixture.reconcile()
        #expect(codes(result) == ["record-field-count", "record-date"])
        #expect(result.links.count == 1)
    }

    @Test("a quote that is never closed ends in a diagnostic, cut anywhere nothing crashes")
    func cutAnywhere() throws {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import("I1")
        let whole = fixture.exports
        for length in stride(from: 0, through: whole.utf8.count, by: 7) {
            fixture.exports = String(decoding: whole.utf8.prefix(length), as: UTF8.self)
            _ = try fixture.reconcile()
        }
        fixture.exports = Fixture.exportHead + "\"" + String(repeating: "x", count: 40 << 20)
        let result = try fixture.reconcile()
        #expect(codes(result).contains("record-too-long"))
    }

    @Test("numbers beyond all bounds do not crash")
    func extremes() throws {
        var fixture = Fixture()
        fixture.export("E1", kg: 0, packages: 0, value: 0)
        fixture.export("E2", declaration: "D2", packages: 2_147_483_647, document: "")
        fixture.export("E3", declaration: "D2", packages: 2_147_483_647, document: "")
        fixture.import("I1", kg: 0, packages: 0, value: 0)
        fixture.import("I2", packages: 2_147_483_647)
        fixture.exports += "E9,,,2026-01-01,,,,,,,,1e9,-5,9999999999999999999999,,x,nan,,,,,,,\n"
        let result = try fixture.reconcile()
        #expect(!result.diagnostics.isEmpty)
    }

    @Test("one declaration with all lines alike ends in time", .timeLimit(.minutes(1)))
    func alike() throws {
        var fixture = Fixture()
        for line in 0..<1_500 {
            fixture.export("E\(line)", kg: 1000 + Double(line) * 20, packages: 1)
            fixture.import("I\(line)", kg: 1000 + Double(line) * 20, packages: 1)
        }
        let result = try fixture.reconcile()
        #expect(result.links.count > 1_400)
    }

    @Test("a missing file is an error that names it")
    func missingFile() {
        #expect(throws: RegisterUnreadable.self) {
            try Reconciler(settings: ReconciliationSettings()).reconcile(
                exports: .file("/nonexistent/e.csv"), imports: .bytes([]), rates: ExchangeRates())
        }
    }
}
