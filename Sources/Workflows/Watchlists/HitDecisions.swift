package import Formats
package import Store
import Watchlists

/// Hits recorded for documents, and what officers decided about them.
package struct HitDecisions: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Int64

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// A recorded hit of a document.
    package struct Recorded: Sendable {
        package var row: WatchlistHitRow
        /// The hit with all reasons, as it was recorded.
        package var content: JSONValue
        package var isCleared: Bool
        /// The list entry has changed or gone since.
        package var isOutdated: Bool
    }

    /// The hits of every document that goes by an id, of its latest version.
    ///
    /// - Parameter discreet: false leaves out silent hits.
    package func hits(of id: String, discreet: Bool) throws -> [Recorded] {
        try store.read { reader in
            let cleared = try NodeWatchlists.cleared(in: reader)
            var recorded: [Recorded] = []
            for history in try DocumentHistory.find(id, in: reader) {
                guard let version = history.versions.last else { continue }
                // Hits of a surveillance measure are for its unit alone.
                for row in try reader.watchlistHits(of: version.row.id)
                where row.list != InstructionList.id {
                    let content = try Self.parsed(row.content)
                    guard discreet || content["discreet"]?.bool != true else { continue }
                    let states = try reader.watchlistEntryStates(of: row.list, entry: row.entry)
                    let key = ClearedHit(
                        list: row.list, entry: row.entry, revision: row.revision,
                        subject: row.subject)
                    recorded.append(
                        Recorded(
                            row: row, content: content, isCleared: cleared.contains(key),
                            isOutdated: states.last { $0.until == nil }?.revision != row.revision))
                }
            }
            return recorded
        }
    }

    /// Clears a document's hits on an entry, or takes that back; returns how many hits that were.
    ///
    /// The decision holds for every document that names the same party, until the list entry or the
    /// party's name, number or country changes.
    package func decide(
        _ id: String, list: String, entry: String, isCleared: Bool, officer: String, reason: String
    ) throws -> Int {
        let hits = try hits(of: id, discreet: true).filter {
            $0.row.list == list && $0.row.entry == entry && $0.isCleared != isCleared
        }
        let time = now()
        return try store.write { writer in
            for hit in hits {
                _ = try writer.insert(
                    WatchlistClearanceRow(
                        id: 0, list: list, entry: entry, revision: hit.row.revision,
                        subject: hit.row.subject,
                        subjectTitle: hit.content["declared"]?.string ?? "", isCleared: isCleared,
                        officer: officer, reason: reason, decidedAt: time))
            }
            return hits.count
        }
    }

    private static func parsed(_ bytes: [UInt8]) throws -> JSONValue {
        do {
            return try JSONValue.parse(bytes)
        } catch {
            throw StoreFailure(
                .unreadable, problem: "a recorded hit cannot be read back from the database",
                remedy: "run tamga watchlist rescreen; restore a backup if it persists")
        }
    }
}
