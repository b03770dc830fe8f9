import ArgumentParser
import Formats
import Foundation
import Store
import Workflows

/// `tamga watchlist hits DOCUMENT [--json]`
struct WatchlistHitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hits",
        abstract: "Show the hits recorded for a document and what was decided about them.")

    @Argument(help: "MRN, local reference, or #number.")
    var document: String

    @Flag(help: "JSON instead of a table.")
    var json = false

    @Flag(help: "Show silent hits too.")
    var withDiscreet = false

    @OptionGroup var node: NodeOption

    func run() throws {
        let hits = try HitDecisions(store: try node.open().store, now: Clock.now)
            .hits(of: document, discreet: withDiscreet)
        if json {
            showJSON(hits)
        } else if !hits.isEmpty {
            var table = TextTable([
                "list", "entry", "score", "declared", "listed", "found", "standing",
            ])
            for hit in hits {
                table.add([
                    hit.row.list, hit.row.entry, String(format: "%.2f", hit.row.score),
                    shown(hit.content["declared"]?.string ?? ""),
                    shown(hit.content["name"]?.string ?? hit.content["number"]?.string ?? ""),
                    Clock.text(hit.row.foundAt) + (hit.row.isRetroactive ? ", later" : ""),
                    Self.standing(hit),
                ])
            }
            StandardOutput.shared.write(table.text)
        }
        guard !hits.isEmpty else {
            say("tamga: no hits are recorded for \(shown(document))")
            throw Finished.no
        }
    }

    private static func standing(_ hit: HitDecisions.Recorded) -> String {
        hit.isCleared ? "cleared" : hit.isOutdated ? "entry has changed since" : "open"
    }

    private func showJSON(_ hits: [HitDecisions.Recorded]) {
        var writer = JSONWriter()
        writer.beginArray()
        for hit in hits {
            writer.beginObject()
            writer.key("hit")
            hit.content.write(to: &writer)
            writer.key("found")
            writer.string(Clock.text(hit.row.foundAt))
            writer.key("retroactive")
            writer.bool(hit.row.isRetroactive)
            writer.key("cleared")
            writer.bool(hit.isCleared)
            writer.key("outdated")
            writer.bool(hit.isOutdated)
            writer.endObject()
        }
        writer.endArray()
        StandardOutput.shared.write(writer.text + "\n")
    }
}

/// `tamga watchlist clear DOCUMENT --list L --entry E --officer WHO --reason WHY`
struct WatchlistClearCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear",
        abstract: "Decide that a party of a document is not the listed one.",
        discussion: """
            The hit stays away from every document that names the same party, until the list entry or \
            the party's name, number or country changes. Who decided and why is kept for good. Exit 1 \
            when the document has no such hit.
            """)

    @Argument(help: "MRN, local reference, or #number of a document with the hit.")
    var document: String

    @Option(help: "Short name of the list.")
    var list: String

    @Option(help: "The entry's identifier in the list, as `tamga watchlist hits` shows it.")
    var entry: String

    @Option(help: "Who decides.")
    var officer: String

    @Option(help: "Why the party is not the listed one.")
    var reason: String

    @Flag(help: "Take an earlier decision back.")
    var undo = false

    @OptionGroup var node: NodeOption

    func validate() throws {
        guard officer.contains(where: { !$0.isWhitespace }),
            reason.contains(where: { !$0.isWhitespace })
        else { throw ValidationError("--officer and --reason must say who and why") }
    }

    func run() throws {
        let count = try HitDecisions(store: try node.open().store, now: Clock.now).decide(
            document, list: list, entry: entry, isCleared: !undo, officer: officer, reason: reason)
        guard count > 0 else {
            say(
                "tamga: \(shown(document)) has no such hit to decide about; see tamga watchlist hits"
            )
            throw Finished.no
        }
        say("tamga: \(count) hits \(undo ? "open again" : "cleared"), by \(shown(officer))")
    }
}
