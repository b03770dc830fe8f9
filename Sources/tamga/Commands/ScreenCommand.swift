import ArgumentParser
import Customs
import Foundation
import Reference
import Risk
import Watchlists
import Workflows

/// `tamga screen FILE… [--map MAP.yaml] [--node DIR] --jsonl`
struct ScreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Screen declarations: a lane, a score and the reasons for each.",
        discussion: """
            With --node every document is stored first (durable, each once) and compared with everything \
            the node has seen; without, only the inputs themselves are compared and nothing is kept. \
            Results do not depend on the order of declarations. Exit 65 when a document was refused.
            """)

    @OptionGroup var input: InputOptions

    @Option(help: "Node directory to store in; else $TAMGA_NODE; else nothing is kept.")
    var node: String?

    @Option(help: "Exchange rates (CSV or text, as for `tamga rates import`) when no node is used.")
    var rates: String?

    @Option(
        help: "Profile (YAML) to apply as if it were live, when no node is used; may be repeated.")
    var profile: [String] = []

    @Option(
        help: ArgumentHelp(
            "Watch list as FORMAT:PATH, when no node is used; may be repeated.",
            valueName: "format:path"))
    var list: [String] = []

    @Flag(help: "One JSON object a line instead of a table.")
    var jsonl = false

    @Flag(help: "With --jsonl: name the questions that could not be asked, and the fact missing.")
    var abstentions = false

    @Option(help: "Language of the sentences: en, uz or ru.")
    var language = SpokenLanguage.en

    @Option(help: "Rows that the table shows; the rest is counted.")
    var rows = 40

    func validate() throws {
        guard node == nil || rates == nil else {
            throw ValidationError(
                "--rates is for runs without a node; with one: tamga rates import")
        }
        guard node == nil || profile.isEmpty && list.isEmpty else {
            throw ValidationError(
                "--profile and --list are for runs without a node; with one: tamga profile add, "
                    + "tamga watchlist import")
        }
        for list in list where Self.source(of: list) == nil {
            throw ValidationError(
                "--list takes FORMAT:PATH; FORMAT is "
                    + WatchlistFormat.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard rows >= 0 else { throw ValidationError("--rows takes 0 or more") }
    }

    func run() throws {
        let reader = try DocumentReader(input)
        let progress = Progress("screening", bytesTotal: 0)
        var report = ScreeningReport(isJSON: jsonl, rows: rows)
        let summary: ScreeningSummary
        let node = node ?? ProcessInfo.processInfo.environment["TAMGA_NODE"]
        if let node {
            StandardOutput.shared.outliveReader()
            let open = try OpenNode(NodeDirectory(node))
            var settings = try open.screeningSettings()
            settings.language = language.language
            settings.lines = lines
            summary = try NodeScreening(
                settings: settings, reading: reader.reading, store: open.store, now: Clock.now
            ).run(inputs: input.files, progress: { progress.add($0) }, emit: { report.add($0) })
        } else {
            var settings = ScreeningSettings(
                rates: try RatesCommand.table(rates), nationalCurrency: nil, codes: .shipped)
            settings.language = language.language
            settings.lines = lines
            settings.profiles = try profileSet()
            settings.watchlists = try screener()
            summary = try Screening(settings: settings, reading: reader.reading)
                .run(inputs: input.files, progress: { progress.add($0) }, emit: { report.add($0) })
        }
        progress.finish()
        report.finish(summary, node: node)
        if summary.refused > 0 { throw Finished.refused }
    }

    private var lines: ScreeningSettings.Lines {
        guard jsonl else { return .none }
        return abstentions ? .findingsAndAbstentions : .findings
    }

    /// The format and path of `FORMAT:PATH`.
    private static func source(of text: String) -> (format: WatchlistFormat, path: String)? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let format = WatchlistFormat(rawValue: String(parts[0])),
            !parts[1].isEmpty
        else { return nil }
        return (format, String(parts[1]))
    }

    private func profileSet() throws -> ProfileSet? {
        guard !profile.isEmpty else { return nil }
        return ProfileSet(
            try profile.map {
                ProfileSet.Member(try ProfileFile.load($0).profile, version: 1, isShadow: false)
            })
    }

    private func screener() throws -> WatchlistScreener? {
        guard !list.isEmpty else { return nil }
        var lists: [Watchlist] = []
        for (place, text) in list.enumerated() {
            guard let source = Self.source(of: text) else { continue }
            let read = try WatchlistImport.read(source.format, path: source.path).list
            DiagnosticText.show(read.diagnostics, of: source.path)
            guard !read.isRefused else { throw Finished.refused }
            lists.append(
                Watchlist(
                    card: source.format.card(id: "list-\(place + 1)"),
                    entries: read.entries.map { $0.sealed() }))
        }
        return WatchlistScreener(
            lists, on: NodeWatchlists.day(ofMilliseconds: Clock.now()))
    }
}

/// What the screening commands print.
struct ScreeningReport {
    private let isJSON: Bool
    private let rowsMax: Int
    private var rows: [ScreenedDocument] = []
    /// The last row of a full table: what would come after it need not be kept.
    private var lastKept: ScreenedDocument?

    init(isJSON: Bool, rows: Int) {
        self.isJSON = isJSON
        rowsMax = rows
    }

    /// JSON lines are written at once; for the table the weightiest rows are kept.
    mutating func add(_ document: ScreenedDocument) {
        if isJSON {
            StandardOutput.shared.write(bytes: document.line)
            StandardOutput.shared.write("\n")
            return
        }
        if let last = lastKept, !Self.isBefore(document, last) { return }
        rows.append(document)
        if rows.count > 2 * rowsMax + 64 { prune() }
    }

    private mutating func prune() {
        rows.sort { Self.isBefore($0, $1) }
        rows.removeLast(max(0, rows.count - rowsMax))
        if rows.count == rowsMax { lastKept = rows.last }
    }

    /// Refused first, then stricter lanes, then higher scores, then the order of the input.
    private static func isBefore(_ left: ScreenedDocument, _ right: ScreenedDocument) -> Bool {
        func rank(_ document: ScreenedDocument) -> Int {
            document.status == .refused ? -1 : document.lane?.order ?? 9
        }
        if rank(left) != rank(right) { return rank(left) < rank(right) }
        if left.score != right.score { return left.score > right.score }
        return (left.input, left.number) < (right.input, right.number)
    }

    mutating func finish(_ summary: ScreeningSummary, node: String?) {
        if !isJSON {
            prune()
            var table = TextTable(["declaration", "lane", "score", "main reason"])
            for row in rows {
                let lane = row.status == .refused ? "refused" : row.lane?.rawValue ?? "cargo report"
                let more = row.findingCount > 1 ? " (+\(row.findingCount - 1) more)" : ""
                table.add([
                    row.id, lane, row.lane == nil ? "" : String(format: "%.2f", row.score),
                    (row.mainReason ?? "") + more,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
        let lanes = Lane.allCases.map { "\($0.rawValue) \(summary.lanes[$0] ?? 0)" }
        var text = "tamga: \(summary.assessed) declarations: " + lanes.joined(separator: ", ")
        if summary.reports > 0 {
            text += " · \(summary.reports) cargo reports among them"
        }
        if summary.known > 0 { text += " · \(summary.known) known before" }
        if summary.newVersions > 0 { text += " · \(summary.newVersions) new versions" }
        if summary.refused > 0 { text += " · \(summary.refused) refused" }
        say(text)
        if let node {
            say("Why one lane: tamga explain ID --node \(node)")
        } else {
            say("No node, so nothing was kept; --node DIR stores (tamga init makes one).")
        }
    }
}
