package import Customs
package import Store
package import Watchlists

/// The watch lists of a node, as its store has them.
package enum NodeWatchlists {
    /// Decisions read at a time.
    private static let clearanceBatch = 1_000

    /// The newest version of every list; none when nothing was imported yet.
    package static func lists(
        in reader: any StoreReader, discreet: Bool = true
    ) throws -> [Watchlist] {
        try reader.watchlists().compactMap { version in
            guard let card = WatchlistCard(json: version.card) else {
                throw damaged("the card of the list \(version.list)")
            }
            guard discreet || !card.isDiscreet else { return nil }
            let entries = try reader.watchlistEntries(of: version.list, version: version.number)
                .map { try entry($0) }
            return Watchlist(card: card, entries: entries.filter { discreet || !$0.isDiscreet })
        }
    }

    /// Hits that officers have cleared and not taken back.
    package static func cleared(in reader: any StoreReader) throws -> Set<ClearedHit> {
        try decisions(in: reader).cleared
    }

    /// The same, with the number of the last decision; 0 when there was none.
    static func decisions(
        in reader: any StoreReader
    ) throws -> (cleared: Set<ClearedHit>, last: Int64) {
        var cleared: Set<ClearedHit> = []
        var after: Int64 = 0
        while true {
            let rows = try reader.watchlistClearances(after: after, limit: clearanceBatch)
            guard let last = rows.last else { return (cleared, after) }
            for row in rows {
                let hit = ClearedHit(
                    list: row.list, entry: row.entry, revision: row.revision, subject: row.subject)
                if row.isCleared { cleared.insert(hit) } else { cleared.remove(hit) }
            }
            after = last.id
        }
    }

    /// A screener over all lists; nil when there are none.
    ///
    /// - Parameter discreet: false leaves silent entries out, for those who may not know of them.
    package static func screener(
        in store: any Store, on day: CalendarDay, discreet: Bool = true
    ) throws -> WatchlistScreener? {
        try store.read { reader in
            let lists = try lists(in: reader, discreet: discreet)
            guard !lists.isEmpty else { return nil }
            return WatchlistScreener(lists, on: day, cleared: try cleared(in: reader))
        }
    }

    /// The day of a moment, UTC.
    package static func day(ofMilliseconds now: Int64) -> CalendarDay {
        let days = now >= 0 ? now / 86_400_000 : (now - 86_399_999) / 86_400_000
        return CalendarDay(number: Int32(clamping: days))
    }

    static func entry(_ row: WatchlistEntryRow) throws -> WatchEntry {
        guard var entry = WatchEntry(json: row.content) else {
            throw damaged("an entry of the list \(row.list)")
        }
        entry.revision = row.revision
        return entry
    }

    private static func damaged(_ what: String) -> StoreFailure {
        StoreFailure(
            .unreadable, problem: "\(what) cannot be read back from the database",
            remedy: "import the list again; restore a backup if it persists")
    }
}
