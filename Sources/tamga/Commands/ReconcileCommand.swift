import ArgumentParser
import Customs
import Foundation
import Reconciliation
import Reference

/// `tamga reconcile --exports E.csv --imports I.csv --rates R.csv --out DIR [--threads N]`
struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Match two registers of one trade and explain every gap.",
        discussion: """
            Writes DIR/matches.csv (which lines are the same goods), DIR/findings.csv (gaps that \
            nothing innocent explains), DIR/summary.json (counts and the waterfall by month and pair) \
            and DIR/waterfall.svg. The bytes do not depend on the number of threads. \
            Exit 65 when a register cannot be used.
            """)

    @Option(help: "Export register, CSV.")
    var exports: String

    @Option(help: "Import register, CSV.")
    var imports: String

    @Option(help: "Exchange rates: date,currency,per_usd.")
    var rates: String

    @Option(help: "Directory for the results; made when it is missing.")
    var out: String

    @Option(help: "Threads, 1 to 256; all processors by default.")
    var threads: Int?

    func validate() throws {
        guard (1...256).contains(threads ?? 1) else {
            throw ValidationError("--threads takes 1 to 256")
        }
    }

    func run() throws {
        let settings = ReconciliationSettings(
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        let table = try ratesTable()
        let result: ReconciliationResult
        do {
            result = try Reconciler(settings: settings).reconcile(
                exports: .file(exports), imports: .file(imports), rates: table)
        } catch {
            throw CommandFailure(
                code: 66, what: "\(error.name) cannot be read: \(error.problem)",
                whatToDo: "check the path and run the command again")
        }
        DiagnosticText.show(result.diagnostics, of: "reconcile")
        try save(result)
        say(
            "tamga: \(result.exportLines) export and \(result.importLines) import lines: "
                + "\(result.links.count) links, \(result.findings.count) findings in \(out)")
        let isRefused = result.diagnostics.contains { $0.severity == .error }
        if isRefused { throw Finished.refused }
    }

    private func ratesTable() throws -> ExchangeRates {
        var table = ExchangeRates()
        let bytes = try RatesCommand.Import.bytes(of: rates)
        let read = RatesImporter(day: nil).read(bytes, into: &table)
        DiagnosticText.show(read.diagnostics, of: rates)
        guard !read.isRefused else { throw Finished.refused }
        return table
    }

    private func save(_ result: ReconciliationResult) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: out, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                code: 73, what: "\(out) cannot be made: \(error.localizedDescription)",
                whatToDo: "choose a directory that can be written")
        }
        let tables = ReconciliationTables(result)
        let matches = try OutputFile(out + "/matches.csv")
        try tables.matches { try matches.write(String(decoding: $0, as: UTF8.self)) }
        try matches.close()
        let findings = try OutputFile(out + "/findings.csv")
        try tables.findings { try findings.write(String(decoding: $0, as: UTF8.self)) }
        try findings.close()
        var summary = ReconciliationSummary(result)
        let json = try OutputFile(out + "/summary.json")
        try json.write(String(decoding: summary.json(), as: UTF8.self))
        try json.close()
        let drawing = try OutputFile(out + "/waterfall.svg")
        try drawing.write(
            WaterfallDrawing(result.waterfall.total, title: "Exports to imports, all months").svg)
        try drawing.close()
    }
}
