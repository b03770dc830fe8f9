import ArgumentParser
import Customs
import Foundation
import Reconciliation
import Reference
import Workflows

/// `tamga reconcile --exports E.csv --imports I.csv --rates R.csv --out DIR [--duty D.csv]`, `--node DIR
/// [--partner XX] [--period YYYY-MM..YYYY-MM] --out DIR`, or `--worker`
struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Match two registers of one trade and explain every gap.",
        discussion: """
            Writes DIR/matches.csv (which lines are the same goods), DIR/findings.csv (gaps that \
            nothing innocent explains), DIR/gaps.csv (each gap with the one reason that explains most of \
            it), DIR/summary.json (counts and the waterfall by month and pair), \
            DIR/waterfall.csv and .svg, a drawing for each pair and month in DIR/waterfall, and \
            DIR/residuals.csv (the findings of most dollars behind each). The bytes do not depend on \
            the number of threads. With --worker, lines marked E, I and R come in on standard input, \
            and links (L), findings (F) and diagnostics (D) go out. \
            With --node the registers are the node's own declarations and the partners' mirror records: the \
            same files for each direction in DIR/FROM-TO, and their tables together in DIR. \
            Exit 65 when a register cannot be used.
            """)

    @Option(help: "Export register, CSV.")
    var exports: String?

    @Option(help: "Import register, CSV.")
    var imports: String?

    @Option(help: "Exchange rates: date,currency,per_usd.")
    var rates: String?

    @Option(help: "Directory for the results; made when it is missing.")
    var out: String?

    @Option(help: "Duty rates, CSV heading,percent: adds the duty at stake.")
    var duty: String?

    @OptionGroup var node: NodeOption

    @Option(help: "With --node: code of the partner; all by default.")
    var partner: String?

    @Option(help: "With --node: months in which goods left, YYYY-MM or YYYY-MM..YYYY-MM.")
    var period: String?

    @Option(help: "HS correlation, CSV edition,subheading,edition,subheading: explains headings.")
    var correlation: String?

    @Option(help: "What is made at home, CSV party,heading,kg_per_year: shows grey re-exports.")
    var capacity: String?

    @Flag(help: "Compare one block: marked TSV lines on standard input, TSV on standard output.")
    var worker = false

    @Option(help: "Threads, 1 to 256; all processors by default.")
    var threads: Int?

    func validate() throws {
        guard (1...256).contains(threads ?? 1) else {
            throw ValidationError("--threads takes 1 to 256")
        }
        if node.node != nil {
            guard exports == nil, imports == nil, rates == nil, !worker, out != nil else {
                throw ValidationError(
                    "--node takes --out, --partner and --period, and no registers of its own")
            }
            _ = try ReconcileNode.days(period)
        } else if partner != nil || period != nil {
            throw ValidationError("--partner and --period go with --node")
        } else if worker {
            guard exports == nil, imports == nil, rates == nil, out == nil else {
                throw ValidationError("--worker reads standard input only")
            }
        } else if exports == nil || imports == nil || rates == nil || out == nil {
            throw ValidationError("--exports, --imports, --rates and --out are all needed")
        }
    }

    func run() throws {
        var settings = ReconciliationSettings(
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        try addTables(to: &settings)
        if worker { return try work(settings) }
        if node.node != nil, let out {
            let registers = ReconcileNode(
                open: try node.open(), out: out, days: try ReconcileNode.days(period),
                settings: settings, save: { try save($0, in: $1) })
            let compared = try registers.run(partner: partner)
            return say("tamga: \(compared.joined(separator: ", ")) compared in \(out)")
        }
        guard let exports, let imports, let rates, let out else { return }
        let table = try Self.ratesTable(rates)
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
        try save(result, in: out)
        say(
            "tamga: \(result.exportLines) export and \(result.importLines) import lines: "
                + "\(result.links.count) links, \(result.findings.count) findings in \(out)")
        let isRefused = result.diagnostics.contains { $0.severity == .error }
        if isRefused { throw Finished.refused }
    }

    /// Duty rates, correlation and capacity; a table with a fault refuses the run.
    private func addTables(to settings: inout ReconciliationSettings) throws {
        func checked(_ diagnostics: [Diagnostic], _ path: String) throws {
            DiagnosticText.show(diagnostics, of: path)
            guard diagnostics.isEmpty else { throw Finished.refused }
        }
        if let duty {
            let rates = DutyRates(try RatesCommand.Import.bytes(of: duty))
            try checked(rates.diagnostics, duty)
            settings.dutyPercentByHeading = rates.percentByHeading
        }
        if let correlation {
            settings.correlation = HSCorrelation(try RatesCommand.Import.bytes(of: correlation))
            try checked(settings.correlation.diagnostics, correlation)
        }
        if let capacity {
            settings.capacity = OriginCapacity(try RatesCommand.Import.bytes(of: capacity))
            try checked(settings.capacity.diagnostics, capacity)
        }
    }

    /// One block from standard input to standard output.
    private func work(_ settings: ReconciliationSettings) throws {
        let source = try InputFile("-")
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
        defer { piece.deallocate() }
        var block = WorkerBlock()
        while !block.isTooLarge {
            let count = try source.read(into: piece)
            guard count > 0 else { break }
            block.add(piece[..<count])
        }
        let isDone = try block.finish(settings) { StandardOutput.shared.write(bytes: $0) }
        if !isDone { throw Finished.refused }
    }

    static func ratesTable(_ rates: String) throws -> ExchangeRates {
        var table = ExchangeRates()
        let bytes = try RatesCommand.Import.bytes(of: rates)
        let read = RatesImporter(day: nil).read(bytes, into: &table)
        DiagnosticText.show(read.diagnostics, of: rates)
        guard !read.isRefused else { throw Finished.refused }
        return table
    }

    private func save(_ result: ReconciliationResult, in out: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: out + "/waterfall", withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                code: 73, what: "\(out) cannot be made: \(error.localizedDescription)",
                whatToDo: "choose a directory that can be written")
        }
        let tables = ReconciliationTables(result)
        let matches = try OutputFile(out + "/matches.csv")
        try tables.matches { try matches.write($0) }
        try matches.close()
        let findings = try OutputFile(out + "/findings.csv")
        try tables.findings { try findings.write($0) }
        try findings.close()
        let gaps = try OutputFile(out + "/gaps.csv")
        try tables.gaps { try gaps.write($0) }
        try gaps.close()
        var summary = ReconciliationSummary(result)
        let json = try OutputFile(out + "/summary.json")
        try json.write(summary.json())
        try json.close()
        let waterfall = WaterfallTables(result)
        let steps = try OutputFile(out + "/waterfall.csv")
        try waterfall.steps { try steps.write($0) }
        try steps.close()
        let residuals = try OutputFile(out + "/residuals.csv")
        try waterfall.residuals { try residuals.write($0) }
        try residuals.close()
        let total = WaterfallDrawing(
            result.waterfall.total, title: "Exports to imports, all months")
        for drawing in [("waterfall.svg", total.svg)]
            + waterfall.drawings.map({ ("waterfall/" + $0.name, $0.svg) })
        {
            let file = try OutputFile(out + "/" + drawing.0)
            try file.write(drawing.1)
            try file.close()
        }
    }
}
