import Foundation
import GRDB
import Store

/// Profiles in SQLite.
extension SQLiteTransaction {
    func profileVersions() throws -> [ProfileVersionRow] {
        try many(
            """
            SELECT id, profile, number, officer, addedAt, content FROM profileVersion ORDER BY id
            """, []
        ) {
            ProfileVersionRow(
                id: $0[0], profile: $0[1], number: $0[2], officer: $0[3], addedAt: $0[4],
                content: $0.bytes(5))
        }
    }

    func profileEvents() throws -> [ProfileEventRow] {
        try many(
            """
            SELECT id, profile, number, stage, officer, reason, until, content, at \
            FROM profileEvent ORDER BY id
            """, []
        ) {
            ProfileEventRow(
                id: $0[0], profile: $0[1], number: $0[2], stage: $0[3], officer: $0[4],
                reason: $0[5], until: $0[6], content: $0.bytes(7), at: $0[8])
        }
    }

    func profileStamp() throws -> Int64 {
        try one("SELECT coalesce(max(id), 0) FROM profileEvent", []) { $0[0] } ?? 0
    }

    func profileYields() throws -> [ProfileYield] {
        try many(
            """
            SELECT h.profile, h.number, h.isShadow, count(*), count(r.outcome), \
            sum(r.outcome IS NOT NULL AND r.outcome <> 'none') \
            FROM profileHit h JOIN version v ON v.id = h.version \
            LEFT JOIN inspectionResult r ON r.document = v.document AND r.number = \
            (SELECT max(number) FROM inspectionResult WHERE document = v.document) \
            GROUP BY h.profile, h.number, h.isShadow ORDER BY h.profile, h.number, h.isShadow
            """, []
        ) {
            ProfileYield(
                profile: $0[0], number: $0[1], isShadow: $0[2], hits: $0[3], inspected: $0[4],
                irregular: $0[5])
        }
    }

    func inspectedFirstVersions() throws -> [(version: Int64, isIrregular: Bool)] {
        try many(
            """
            SELECT v.id, r.outcome <> 'none' FROM inspectionResult r \
            JOIN version v ON v.document = r.document AND v.number = 1 \
            WHERE r.number = (SELECT max(number) FROM inspectionResult \
            WHERE document = r.document) ORDER BY v.id
            """, []
        ) { ($0[0], $0[1]) }
    }

    func factChunks(layout: String) throws -> [FactChunkRow] {
        try many(
            "SELECT id, lastVersion, rowCount FROM factChunk WHERE layout = ? ORDER BY lastVersion",
            [layout]
        ) { FactChunkRow(id: $0[0], lastVersion: $0[1], rowCount: $0[2]) }
    }

    func factColumn(_ name: String, of chunk: Int64) throws -> [UInt8]? {
        var content: [UInt8]?
        try directRows("SELECT content FROM factColumn WHERE chunk = ? AND name = ?", chunk, name) {
            content = $0.bytes(0)
        }
        return content
    }

    func insert(_ version: ProfileVersionRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO profileVersion (profile, number, officer, addedAt, content) \
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                version.profile, version.number, version.officer, version.addedAt,
                Data(version.content),
            ])
    }

    func insert(_ event: ProfileEventRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO profileEvent (profile, number, stage, officer, reason, until, content, at) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                event.profile, event.number, event.stage, event.officer, event.reason, event.until,
                Data(event.content), event.at,
            ])
    }

    func record(_ hit: ProfileHitRow) throws {
        try direct(
            """
            INSERT INTO profileHit (version, profile, number, isShadow) VALUES (?, ?, ?, ?) \
            ON CONFLICT DO NOTHING
            """, hit.version, hit.profile, hit.number, hit.isShadow)
    }

    func insert(
        _ chunk: FactChunkRow, layout: String, columns: [(String, [UInt8])]
    ) throws {
        let known = try one(
            "SELECT id FROM factChunk WHERE layout = ? AND lastVersion = ?",
            [layout, chunk.lastVersion]
        ) { row -> Int64 in row[0] }
        guard known == nil else { return }
        let id = try insert(
            "INSERT INTO factChunk (layout, lastVersion, rowCount) VALUES (?, ?, ?)",
            [layout, chunk.lastVersion, chunk.rowCount])
        for (name, content) in columns {
            try direct(
                "INSERT INTO factColumn (chunk, name, content) VALUES (?, ?, ?)", id, name, content)
        }
    }
}
