import ArgumentParser
import Customs
import Formats
import Foundation
import Store
import Watchlists
import Workflows

/// `tamga watchlist import|search|list|hits|clear|rescreen`
struct WatchlistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watchlist",
        abstract: "Watch lists: import published and own ones, search them, decide about hits.",
        discussion: """
            Lists are kept in every version. A hit sets the lane of a declaration and says which word \
            stands for which; a discreet entry shows the officer an instruction and never its reason.
            """,
        subcommands: [
            WatchlistImportCommand.self, WatchlistSearchCommand.self, WatchlistListCommand.self,
            WatchlistHitsCommand.self, WatchlistClearCommand.self, WatchlistRescreenCommand.self,
        ])
}

extension WatchlistFormat: ExpressibleByArgument {}
extension LaneEffect: ExpressibleByArgument {}

/// `tamga watchlist import --format ofac-sdn|ofac-nonsdn|us-csl|un|csv PATH --node DIR`
struct WatchlistImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Import a list, or its next version; then screen what is stored against the change.",
        discussion: """
            For the OFAC formats PATH is the main file (sdn.csv, cons_prim.csv) or the directory that has \
            it; files of alternate names, addresses and comments beside it are taken too. \
            A CSV list of one's own has a header row; only name (or numbers) is needed: id, kind (person, \
            organisation, vessel, aircraft, vehicle, wagon, container), name, aliases, weak_aliases, \
            birth_date, numbers, countries, reference, grounds, valid_from, valid_to, threshold, effect, \
            discreet, instruction; several values are separated by semicolons. \
            Exit 65 when nothing could be taken, or the file looks cut.
            """)

    @Option(help: "Format: \(WatchlistFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: WatchlistFormat

    @Argument(help: "File or directory; - is standard input, .gz is unpacked on the way.")
    var path: String

    @Option(help: "Short name of the list; else the format's, for csv the file's.")
    var list: String?

    @Option(help: "Name of the list for people.")
    var title: String?

    @Option(help: "Who publishes or keeps the list.")
    var publisher: String?

    @Option(help: "Least score of a hit, 0.5 to 1.")
    var threshold: Double?

    @Option(help: "What a hit asks: red, yellow or observe.")
    var effect: LaneEffect?

    @Option(help: "What the officer is to do on a hit.")
    var instruction: String?

    @Flag(help: "Silent list: the front line sees the instruction alone.")
    var discreet = false

    @Flag(
        help: "Take the file even if it lacks more than a fifth of the entries or names there were."
    )
    var allowShrinking = false

    @Flag(help: "Do not screen stored documents against the change.")
    var noRescreen = false

    @OptionGroup var node: NodeOption

    func validate() throws {
        if let list, !WatchlistCard.isValid(id: list) {
            throw ValidationError("--list takes up to 64 of a–z, 0–9, hyphen and dot")
        }
        if let threshold, !(0.5...1).contains(threshold) {
            throw ValidationError("--threshold takes a number from 0.5 to 1")
        }
    }

    func run() throws {
        let store = try node.open().store
        let outcome = try WatchlistImport(store: store, now: Clock.now).run(
            format, path: path, card: card(), allowsShrinking: allowShrinking)
        DiagnosticText.show(outcome.list.diagnostics, of: path)
        if let refusal = outcome.refusal {
            DiagnosticText.show([refusal], of: path)
            throw Finished.refused
        }
        var text = "tamga: \(outcome.list.seen) entries read, \(outcome.list.leftOut) rows left out"
        if outcome.kept > 0 {
            text += "; \(outcome.kept) earlier entries kept, since a row left out may be theirs"
        }
        if let version = outcome.version {
            text +=
                "; \(version.list) is now version \(version.number) with "
                + "\(version.entryCount) entries: \(version.added) added, \(version.changed) changed, "
                + "\(version.removed) removed"
        } else {
            text += "; nothing has changed, no new version"
        }
        say(text)
        let screening = RetroactiveScreening(store: store, now: Clock.now)
        let pending = try screening.pending()
        guard !pending.isEmpty else { return }
        if noRescreen {
            let count = pending.reduce(0) { $0 + $1.entries.count }
            return say(
                "tamga: stored documents were not held against \(count) entries yet; "
                    + "run tamga watchlist rescreen")
        }
        try WatchlistRescreenCommand.show(screening.runPending)
    }

    private func card() -> WatchlistCard {
        var card = format.card(id: list ?? (format == .csv ? nameOfFile : nil))
        if format == .csv { card.title = title ?? card.id }
        card.title = title ?? card.title
        card.publisher = publisher ?? card.publisher
        card.threshold = threshold ?? card.threshold
        card.effect = effect ?? card.effect
        card.instruction = instruction ?? ""
        card.isDiscreet = discreet
        return card
    }

    /// The file's name as a list's short name: "own" when nothing of it can be used.
    private var nameOfFile: String {
        let name = URL(fileURLWithPath: path).lastPathComponent.lowercased()
        let stem = name.prefix { $0 != "." }
        let usable = stem.map { ($0.isASCII && ($0.isLetter || $0.isNumber)) ? $0 : "-" }
        let id = String(String(usable).prefix(64))
        return WatchlistCard.isValid(id: id) && id.contains { $0 != "-" } ? id : "own"
    }
}

/// `tamga watchlist rescreen`
struct WatchlistRescreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rescreen",
        abstract: "Screen all stored documents against the lists of today; show new hits alone.")

    @OptionGroup var node: NodeOption

    func run() throws {
        try Self.show(RetroactiveScreening(store: try node.open().store, now: Clock.now).run)
    }

    /// Shows the new hits of a run as they come, and then how many documents were looked at.
    static func show(
        _ run: ((Int) -> Void, (RetroactiveScreening.NewHit) throws -> Void) throws ->
            RetroactiveScreening.Summary
    ) throws {
        let progress = Progress("rescreening")
        var table = TextTable(["document", "score", "declared", "listed", "list", "to do"])
        let summary = try run({ progress.add($0) }) { new in
            // What is silent stays so on the screen.
            guard !new.hit.isDiscreet else {
                return table.add([new.document, "", "", "", "", new.hit.instruction])
            }
            table.add([
                new.document, String(format: "%.2f", new.hit.score), shown(new.hit.subject.title),
                shown(new.hit.name?.text ?? new.hit.entry.title), new.hit.card.id,
                new.hit.instruction,
            ])
        }
        progress.finish()
        if summary.hits > 0 { StandardOutput.shared.write(table.text) }
        say("tamga: \(summary.documents) stored documents screened, \(summary.hits) new hits")
    }
}

/// `tamga watchlist list [--json]`
struct WatchlistListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the lists of a node, or all versions of one.")

    @Argument(help: "Short name of a list, to show its versions.")
    var list: String?

    @Flag(help: "JSON instead of a table.")
    var json = false

    @Flag(help: "Show silent lists too.")
    var withDiscreet = false

    @OptionGroup var node: NodeOption

    func run() throws {
        let versions = try node.open().store.read { reader in
            try list.map { try reader.watchlistVersions(of: $0) } ?? reader.watchlists()
        }
        let rows = versions.compactMap { version in
            WatchlistCard(json: version.card).map { (version: version, card: $0) }
        }.filter { withDiscreet || !$0.card.isDiscreet }
        if json { return showJSON(rows) }
        guard !rows.isEmpty else {
            say(
                "tamga: no lists yet; import one with: tamga watchlist import --format csv FILE"
            )
            return
        }
        var table = TextTable([
            "list", "title", "version", "imported", "entries", "added", "changed", "removed",
            "effect",
        ])
        for (version, card) in rows {
            table.add([
                card.id, card.title, String(version.number), Clock.text(version.importedAt),
                String(version.entryCount), String(version.added), String(version.changed),
                String(version.removed), card.effect.rawValue,
            ])
        }
        StandardOutput.shared.write(table.text)
    }

    private func showJSON(_ rows: [(version: WatchlistVersionRow, card: WatchlistCard)]) {
        var writer = JSONWriter()
        writer.beginArray()
        for (version, card) in rows {
            writer.beginObject()
            writer.key("list")
            writer.string(card.id)
            writer.key("title")
            writer.string(card.title)
            writer.key("publisher")
            writer.string(card.publisher)
            writer.key("version")
            writer.integer(version.number)
            writer.key("imported")
            writer.string(Clock.text(version.importedAt))
            writer.key("source")
            writer.string(version.source)
            for (key, count) in [
                ("entries", version.entryCount), ("added", version.added),
                ("changed", version.changed), ("removed", version.removed),
            ] {
                writer.key(text: key)
                writer.integer(count)
            }
            writer.key("threshold")
            writer.number(card.threshold)
            writer.key("effect")
            writer.string(card.effect.rawValue)
            writer.key("discreet")
            writer.bool(card.isDiscreet)
            writer.endObject()
        }
        writer.endArray()
        StandardOutput.shared.write(writer.text + "\n")
    }
}

/// Outside text for a terminal.
func shown(_ text: String, limit: Int = 60) -> String {
    String(Diagnostic.quoted(text, limit: limit).dropFirst().dropLast())
}
