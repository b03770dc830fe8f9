import ArgumentParser
import Customs
import Formats
import Foundation
import Reference
import Simulation
import Store
import Workflows

/// `tamga demo`: the main job from end to end on made-up trade.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "See it work: documents in five formats screened, three administrations under agreements.",
        discussion: """
            Makes a node in a new directory, writes the bundled documents of made-up Uzbek trade beside \
            it, imports exchange rates and screens everything. Then two partners' nodes join, and all \
            three serve on this machine: a hit becomes spontaneous information, a request gets a reply, \
            a surveillance instruction meets a truck, a wrong purpose is refused, ledgers verify. \
            Nothing outside that directory is touched; delete it when done.
            """)

    @Option(help: "Directory to make; else a new one in the temporary folder.")
    var directory: String?

    @Option(help: "Only write the bundled documents to this directory.")
    var writeCorpus: String?

    func run() throws {
        if let writeCorpus {
            try DemoCorpus.write(to: writeCorpus)
            say("tamga: the demonstration's documents are in \(writeCorpus)")
            return
        }
        let place =
            directory ?? NSTemporaryDirectory() + "tamga-demo-\(UUID().uuidString.prefix(8))"
        guard !FileManager.default.fileExists(atPath: place) else {
            throw CommandFailure(
                code: 73, what: "\(place) exists already",
                whatToDo: "name a new directory with --directory")
        }
        try Demonstration(place: place).run()
    }
}

/// The steps of the demonstration, each with a line that says what happened.
struct Demonstration {
    let place: String
    private var documents: String { place + "/documents" }
    private var node: NodeDirectory { NodeDirectory(place + "/node") }

    func run() throws {
        let output = StandardOutput.shared
        output.write(
            "Tamga demonstration: Uzbekistan's node, trade of January to March 2026, all of it made up\n\n"
        )
        try DemoCorpus.write(to: documents)
        let files = try Self.files(in: documents)
        output.write("1  \(files.count) files with documents written to \(documents)\n")
        try NodeSetup.create(node, administration: "UZ", currency: "UZS")
        let open = try OpenNode(node)
        output.write("2  node made in \(node.path)\n")
        let count = try importRates(into: open)
        output.write("3  \(count) exchange rates imported\n")
        let (summary, shown) = try screen(files, with: open)
        output.write("4  everything read, checked, stored and screened\n\n")
        show(summary, shown)
        try output.flush()
        let best = shown.filter { $0.lane != nil && $0.status == .new }
            .max { ($0.score, $1.id) < ($1.score, $0.id) }
        output.write("\nThe exchange, between three nodes on this machine\n\n")
        try ExchangeDemonstration(first: node, place: place).run(hit: best?.id ?? "")
        output.write(nextSteps(best?.id ?? "ID"))
        try output.flush()
    }

    /// Documents in the order of their numbers, broken ones last.
    private static func files(in folder: String) throws -> [String] {
        let all = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return all.filter { path in
            ["xml", "edi", "json", "csv"].contains { path.hasSuffix(".\($0)") }
                && path.contains("/")
        }
        .sorted { left, right in
            let broken = (left.hasPrefix("broken/"), right.hasPrefix("broken/"))
            if broken.0 != broken.1 { return broken.1 }
            let names = (left.split(separator: "/")[1], right.split(separator: "/")[1])
            return names == names ? (names.0, left) < (names.1, right) : false
        }
        .map { folder + "/" + $0 }
    }

    private func importRates(into open: OpenNode) throws -> Int {
        var table = ExchangeRates()
        let bytes = try RatesCommand.Import.bytes(of: documents + "/rates.csv")
        let result = RatesImporter(day: nil).read(bytes, into: &table)
        guard !result.isRefused else {
            DiagnosticText.show(result.diagnostics, of: "rates.csv")
            throw Finished.refused
        }
        try open.store.write { writer in
            for row in table.rows { try writer.put(row) }
        }
        return result.taken
    }

    private func screen(
        _ files: [String], with open: OpenNode
    ) throws -> (ScreeningSummary, [ScreenedDocument]) {
        let formats = KnownFormats(maps: try MapFile.shipped())
        let reading: DocumentReading = { input, emit in
            try formats.read(try InputFile(input), as: nil, limits: ReadingLimits(), emit: emit)
        }
        let progress = Progress("screening")
        var shown: [ScreenedDocument] = []
        let summary = try NodeScreening(
            settings: try open.screeningSettings(), reading: reading, store: open.store,
            now: Clock.now
        ).run(inputs: files, progress: { progress.add($0) }, emit: { shown.append($0) })
        progress.finish()
        return (summary, shown)
    }

    private func show(_ summary: ScreeningSummary, _ shown: [ScreenedDocument]) {
        let output = StandardOutput.shared
        let assessed = shown.filter { $0.lane != nil && $0.status != .known }
            .sorted { ($0.lane?.order ?? 9, -$0.score) < ($1.lane?.order ?? 9, -$1.score) }
        var lanes = TextTable(["lane", "declarations", "what it means"])
        let meanings: [Lane: String] = [
            .red: "examine the goods", .yellow: "check the documents",
            .blue: "release, audit later",
            .green: "release",
        ]
        for lane in Lane.allCases {
            lanes.add([lane.rawValue, String(summary.lanes[lane] ?? 0), meanings[lane] ?? ""])
        }
        output.write(lanes.text)
        output.write("\nThe fifteen that deserve an officer most:\n\n")
        var table = TextTable(["declaration", "lane", "score", "main reason"])
        for document in assessed.prefix(15) {
            let more = document.findingCount > 1 ? " (+\(document.findingCount - 1))" : ""
            table.add([
                document.id, document.lane?.rawValue ?? "", String(format: "%.2f", document.score),
                (document.mainReason ?? "") + more,
            ])
        }
        output.write(table.text)
        let refused = shown.filter { $0.status == .refused }
        output.write("\nRefused, kept with the reason (\(refused.count)):\n\n")
        var refusals = TextTable(["file", "what is wrong"])
        for document in refused {
            refusals.add([
                String(document.input.split(separator: "/").last ?? ""), document.mainReason ?? "",
            ])
        }
        output.write(refusals.text)
        output.write(
            "\nAlso: \(summary.reports) cargo reports stored, \(summary.newVersions) amendment kept as a new version, "
                + "\(summary.known) document sent twice and counted once.\n")
    }

    private func nextSteps(_ id: String) -> String {
        """

        Try next (this program is \(CommandLine.arguments.first ?? "tamga")):
          tamga explain '\(id)' --node \(node.path)
          tamga explain '\(id)' --node \(node.path) --language uz
          tamga read \(documents)/broken/edifact-segment-count.edi
          tamga screen \(documents)/csv/*.csv --node \(node.path)
          tamga message list --node \(node.path)
          tamga case list --node \(node.path)
          tamga ledger verify --node \(node.path)
          tamga simulate --count 1000 > trade.csv && tamga screen trade.csv

        """
    }
}
