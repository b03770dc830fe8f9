import Foundation
import GRDB
import Store

/// Watch lists in SQLite: reading.
extension SQLiteTransaction {
    private static let versionSelect = """
        SELECT id, list, number, importedAt, source, digest, entryCount, added, changed, removed, \
        card FROM watchlistVersion
        """
    private static let entrySelect =
        "SELECT list, entry, revision, since, until, content FROM watchlistEntry"

    func watchlistVersions(of list: String) throws -> [WatchlistVersionRow] {
        try many(
            Self.versionSelect + " WHERE list = ? ORDER BY number", [list],
            WatchlistVersionRow.init)
    }

    func watchlists() throws -> [WatchlistVersionRow] {
        try many(
            Self.versionSelect + """
                 AS newest WHERE number = \
                (SELECT max(number) FROM watchlistVersion WHERE list = newest.list) ORDER BY list
                """, [], WatchlistVersionRow.init)
    }

    func watchlistEntries(of list: String, version: Int) throws -> [WatchlistEntryRow] {
        try many(
            Self.entrySelect + """
                 WHERE list = ? AND since <= ? AND (until IS NULL OR until > ?) ORDER BY entry
                """, [list, version, version], WatchlistEntryRow.init)
    }

    func watchlistEntryStates(of list: String, entry: String) throws -> [WatchlistEntryRow] {
        try many(
            Self.entrySelect + " WHERE list = ? AND entry = ? ORDER BY since", [list, entry],
            WatchlistEntryRow.init)
    }

    private static let hitSelect = """
        SELECT id, version, list, entry, revision, subject, score, foundAt, isRetroactive, \
        content FROM watchlistHit
        """

    func watchlistHits(of version: Int64) throws -> [WatchlistHitRow] {
        try many(
            Self.hitSelect + " WHERE version = ? ORDER BY id", [version], Self.hit)
    }

    func watchlistHits(after: Int64, limit: Int) throws -> [WatchlistHitRow] {
        try many(
            Self.hitSelect + " WHERE id > ? ORDER BY id LIMIT ?", [after, limit], Self.hit)
    }

    private static func hit(_ row: Row) -> WatchlistHitRow {
        WatchlistHitRow(
            id: row[0], version: row[1], list: row[2], entry: row[3], revision: row[4],
            subject: row[5], score: row[6], foundAt: row[7], isRetroactive: row[8],
            content: row.bytes(9))
    }

    func watchlistClearances(after: Int64, limit: Int) throws -> [WatchlistClearanceRow] {
        try many(
            """
            SELECT id, list, entry, revision, subject, subjectTitle, isCleared, officer, reason, \
            decidedAt FROM watchlistClearance WHERE id > ? ORDER BY id LIMIT ?
            """, [after, limit]
        ) {
            WatchlistClearanceRow(
                id: $0[0], list: $0[1], entry: $0[2], revision: $0[3], subject: $0[4],
                subjectTitle: $0[5], isCleared: $0[6], officer: $0[7], reason: $0[8],
                decidedAt: $0[9])
        }
    }
}

/// Watch lists in SQLite: writing.
extension SQLiteTransaction {
    func insert(_ version: WatchlistVersionRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO watchlistVersion (list, number, importedAt, source, digest, entryCount, \
            added, changed, removed, card) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                version.list, version.number, version.importedAt, version.source,
                Data(version.digest), version.entryCount, version.added, version.changed,
                version.removed, Data(version.card),
            ])
    }

    func insert(_ entry: WatchlistEntryRow) throws {
        try run(
            """
            INSERT INTO watchlistEntry (list, entry, revision, since, until, content) \
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                entry.list, entry.entry, entry.revision, entry.since, entry.until,
                Data(entry.content),
            ])
    }

    func endWatchlistEntry(_ entry: String, of list: String, until: Int) throws {
        try run(
            "UPDATE watchlistEntry SET until = ? WHERE list = ? AND entry = ? AND until IS NULL",
            [until, list, entry])
        guard db.changesCount == 1 else { throw Self.noEntry }
    }

    func record(_ hit: WatchlistHitRow) throws -> Bool {
        try direct(
            """
            INSERT INTO watchlistHit (version, list, entry, revision, subject, score, foundAt, \
            isRetroactive, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (version, list, entry, revision, subject) DO NOTHING
            """,
            hit.version, hit.list, hit.entry, hit.revision, hit.subject, hit.score,
            hit.foundAt, hit.isRetroactive, hit.content)
        return db.changesCount == 1
    }

    func insert(_ clearance: WatchlistClearanceRow) throws -> Int64 {
        let states = try watchlistEntryStates(of: clearance.list, entry: clearance.entry)
        guard states.contains(where: { $0.revision == clearance.revision }) else {
            throw Self.noEntry
        }
        return try insert(
            """
            INSERT INTO watchlistClearance (list, entry, revision, subject, subjectTitle, \
            isCleared, officer, reason, decidedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                clearance.list, clearance.entry, clearance.revision, clearance.subject,
                clearance.subjectTitle, clearance.isCleared ? 1 : 0, clearance.officer,
                clearance.reason, clearance.decidedAt,
            ])
    }

    private static let noEntry = StoreFailure(
        .missingParent, problem: "the watch-list entry referred to is not stored",
        remedy: "look the entry up in the list's present version")
}

/// How far the lists have come, in SQLite.
extension SQLiteTransaction {
    func watchlistStamp() throws -> WatchlistStamp {
        try one(
            """
            SELECT coalesce((SELECT max(id) FROM watchlistVersion), 0), \
            coalesce((SELECT max(id) FROM watchlistClearance), 0)
            """, []
        ) { WatchlistStamp(version: $0[0], clearance: $0[1]) }
            ?? WatchlistStamp(version: 0, clearance: 0)
    }

    func watchlistRescreened(_ list: String) throws -> Int {
        try one("SELECT version FROM watchlistRescreened WHERE list = ?", [list]) { $0[0] } ?? 0
    }

    func setWatchlistRescreened(_ list: String, version: Int) throws {
        try run(
            """
            INSERT INTO watchlistRescreened (list, version) VALUES (?, ?) \
            ON CONFLICT (list) DO UPDATE SET version = max(version, excluded.version)
            """, [list, version])
    }
}

extension WatchlistVersionRow {
    fileprivate init(_ row: Row) {
        self.init(
            id: row[0], list: row[1], number: row[2], importedAt: row[3], source: row[4],
            digest: row.bytes(5), entryCount: row[6], added: row[7], changed: row[8],
            removed: row[9], card: row.bytes(10))
    }
}

extension WatchlistEntryRow {
    fileprivate init(_ row: Row) {
        self.init(
            list: row[0], entry: row[1], revision: row[2], since: row[3], until: row[4],
            content: row.bytes(5))
    }
}
