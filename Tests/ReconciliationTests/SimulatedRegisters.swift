import Reference
import Simulation

@testable import Reconciliation

/// Two made-up registers in memory, with their truth.
struct SimulatedRegisters {
    private(set) var exports: [UInt8]
    private(set) var imports: [UInt8]
    let rates: ExchangeRates
    /// "E… I…" of lines that are the same goods.
    private(set) var links: Set<String> = []
    /// "type E… I…" of planted gaps.
    private(set) var findings: Set<String> = []

    init(_ settings: RegisterSettings) {
        var simulator = RegisterSimulator(settings)
        var table = ExchangeRates()
        _ = RatesImporter(day: nil).read(simulator.ratesTable, into: &table)
        rates = table
        var sent: [(order: Int, record: [UInt8])] = []
        var arrived: [(order: Int, record: [UInt8])] = []
        var truth: (links: [UInt8], findings: [UInt8]) = ([], [])
        while let rows = simulator.next() {
            sent += rows.exports
            arrived += rows.imports
            truth.links += rows.links
            truth.findings += rows.findings
        }
        exports = Array(RegisterSimulator.exportHeading.utf8)
        imports = Array(RegisterSimulator.importHeading.utf8)
        for row in sent.sorted(by: { $0.order < $1.order }) { exports += row.record }
        for row in arrived.sorted(by: { $0.order < $1.order }) { imports += row.record }
        for fields in Self.rows(truth.links) { links.insert("\(fields[0]) \(fields[1])") }
        for fields in Self.rows(truth.findings) {
            findings.insert("\(fields[0]) \(fields[1]) \(fields[2])")
        }
    }

    private static func rows(_ bytes: [UInt8]) -> [[Substring]] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// The lines of both registers in the order that `place` of each gives.
    func shuffled(_ place: (Int) -> UInt64) -> SimulatedRegisters {
        func shuffle(_ bytes: [UInt8]) -> [UInt8] {
            let lines = bytes.split(separator: 0x0A)
            let order = lines.indices.dropFirst().sorted { place($0) < place($1) }
            return ([0] + order).flatMap { lines[$0] + [0x0A] }
        }
        var other = self
        other.exports = shuffle(exports)
        other.imports = shuffle(imports)
        return other
    }

    func reconcile(threads: Int = 2) throws -> ReconciliationResult {
        try Reconciler(settings: ReconciliationSettings(threads: threads)).reconcile(
            exports: .bytes(exports), imports: .bytes(imports), rates: rates)
    }
}

extension ReconciliationResult {
    /// "E… I…" of every link.
    var linkNames: Set<String> {
        Set(
            links.map { link in
                exportRegister.lines.ids[link.exported] + " "
                    + importRegister.lines.ids[link.imported]
            })
    }

    /// "type E… I…" of every finding.
    var findingNames: Set<String> {
        Set(
            findings.map { finding in
                let exported = finding.exported.map { exportRegister.lines.ids[$0] } ?? ""
                let imported = finding.imported.map { importRegister.lines.ids[$0] } ?? ""
                return "\(finding.type.rawValue) \(exported) \(imported)"
            })
    }
}

/// Harmonic mean of precision and recall.
func f1(_ got: Set<String>, _ truth: Set<String>) -> Double {
    2 * Double(got.intersection(truth).count) / Double(max(1, got.count + truth.count))
}
