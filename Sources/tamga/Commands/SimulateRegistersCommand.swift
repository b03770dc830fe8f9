import ArgumentParser
import Foundation
import Simulation

/// `tamga simulate registers`
struct SimulateRegistersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registers",
        abstract: "Make up two registers of one trade and the truth about them.",
        discussion: """
            Writes exports.csv, imports.csv, rates.csv, truth_links.csv and truth_findings.csv into the \
            directory, for `tamga reconcile`. The same options give the same bytes on every machine; \
            memory does not grow with the lines.
            """)

    @Argument(help: "Directory; made when it is missing.")
    var directory: String

    @Option(help: "Seed of the generator.")
    var seed: UInt64 = 1

    @Option(help: "Lines of the export register, 1 to 100,000,000.")
    var lines = 5_000

    @Option(help: "How many identifiers both sides share: normal (most) or hard (few).")
    var level = RegisterSettings.Level.hard

    @Option(
        help:
            "Sellers, and as many buyers; fewer make it harder. By default 200, more above 10,000 lines."
    )
    var firms: Int?

    @Option(help: "Multiplies the share of names and numbers written another way, 0 to 2.")
    var noise = 1.0

    @Option(help: "Multiplies the share of numbers left out, 0 to 2.")
    var missing = 1.0

    @Option(help: "Multiplies the share of gaps planted, 0 to 5.")
    var gaps = 1.0

    func validate() throws {
        guard (1...100_000_000).contains(lines), (1...10_000_000).contains(firms ?? 1),
            (0...2).contains(noise), (0...2).contains(missing), (0...5).contains(gaps)
        else {
            throw ValidationError(
                "--lines takes 1 to 100000000, --firms 1 to 10000000, --noise and --missing 0 to 2, "
                    + "--gaps 0 to 5")
        }
    }

    func run() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                code: 73, what: "\(directory) cannot be made: \(error.localizedDescription)",
                whatToDo: "choose a directory that can be written")
        }
        var settings = RegisterSettings(seed: seed, lines: lines, level: level, firms: firms)
        settings.noise = noise
        settings.missing = missing
        settings.gaps = gaps
        var simulator = RegisterSimulator(settings)
        let parts = max(1, min(256, lines / 100_000))
        let exports = try OrderedRecords(
            directory + "/exports.csv", parts: parts, heading: RegisterSimulator.exportHeading)
        let imports = try OrderedRecords(
            directory + "/imports.csv", parts: parts, heading: RegisterSimulator.importHeading)
        let links = try OutputFile(directory + "/truth_links.csv")
        try links.write("exp_id,imp_id,kind\n")
        let findings = try OutputFile(directory + "/truth_findings.csv")
        try findings.write("type,exp_id,imp_id,factor\n")
        let rates = try OutputFile(directory + "/rates.csv")
        try rates.write(simulator.ratesTable)
        try rates.close()
        while let rows = simulator.next() {
            for row in rows.exports { try exports.add(row.record, order: row.order) }
            for row in rows.imports { try imports.add(row.record, order: row.order) }
            try links.write(rows.links)
            try findings.write(rows.findings)
        }
        try links.close()
        try findings.close()
        try exports.finish()
        try imports.finish()
    }
}

extension RegisterSettings.Level: ExpressibleByArgument {}
