import Foundation
import Reference
import Testing

@testable import Reconciliation

/// The shared registers with their truth; they lie beside the repository and may be absent, in
/// which case the suite is skipped.
private let sharedRegisters = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/data/reconcile").standardizedFileURL.path

private let areRegistersThere = FileManager.default.fileExists(
    atPath: sharedRegisters + "/hard-5k/exports.csv")

@Suite(
    "Accuracy on registers with known truth",
    .enabled(if: areRegistersThere, "needs ../shared/data/reconcile beside the repository"))
struct AccuracyTests {
    private func reconcile(_ folder: String, threads: Int) throws -> ReconciliationResult {
        let path = "\(sharedRegisters)/\(folder)"
        var rates = ExchangeRates()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/rates.csv"))
        _ = RatesImporter(day: nil).read([UInt8](bytes), into: &rates)
        return try Reconciler(settings: ReconciliationSettings(threads: threads)).reconcile(
            exports: .file(path + "/exports.csv"), imports: .file(path + "/imports.csv"),
            rates: rates)
    }

    private func rows(_ folder: String, _ name: String) throws -> [[Substring]] {
        try String(contentsOfFile: "\(sharedRegisters)/\(folder)/\(name)", encoding: .utf8)
            .replacing("\"\"", with: "")
            .split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func f1(_ got: Set<String>, _ truth: Set<String>) -> Double {
        2 * Double(got.intersection(truth).count) / Double(max(1, got.count + truth.count))
    }

    @Test(
        "links and findings reach what the registers allow",
        arguments: [("normal-1k", 0.998, 0.975), ("hard-5k", 0.990, 0.90)])
    func accuracy(folder: String, linksMin: Double, findingsMin: Double) throws {
        let result = try reconcile(folder, threads: 2)
        let trueLinks = Set(try rows(folder, "truth_links.csv").map { "\($0[0]) \($0[1])" })
        let links = result.links.map { link in
            result.exportRegister.lines.ids[link.exported] + " "
                + result.importRegister.lines.ids[link.imported]
        }
        #expect(f1(Set(links), trueLinks) >= linksMin)
        let trueFindings = Set(
            try rows(folder, "truth_findings.csv").map { "\($0[0]) \($0[1]) \($0[2])" })
        let findings = result.findings.map { finding in
            let exported = finding.exported.map { result.exportRegister.lines.ids[$0] } ?? ""
            let imported = finding.imported.map { result.importRegister.lines.ids[$0] } ?? ""
            return "\(finding.type.rawValue) \(exported) \(imported)"
        }
        #expect(f1(Set(findings), trueFindings) >= findingsMin)
    }

    @Test("gives the same bytes for any number of threads", arguments: [2, 3, 16])
    func threads(count: Int) throws {
        let one = try reconcile("normal-1k", threads: 1)
        let many = try reconcile("normal-1k", threads: count)
        #expect(one.matchesText == many.matchesText)
        #expect(one.findingsText == many.findingsText)
        var first = ReconciliationSummary(one)
        var second = ReconciliationSummary(many)
        #expect(first.json() == second.json())
    }

    @Test("no line carries two findings")
    func onePerLine() throws {
        let result = try reconcile("hard-5k", threads: 2)
        let exported = result.findings.compactMap(\.exported)
        let imported = result.findings.compactMap(\.imported)
        #expect(Set(exported).count == exported.count)
        #expect(Set(imported).count == imported.count)
    }
}
