import Foundation
import GRDB
import Reference
import Store

/// Mirror records in SQLite.
extension SQLiteTransaction {
    private static let recordColumns = """
        SELECT r.id, r.partner, r.isOwn, r.flow, r.number, r.version, r.day, r.source, r.content, \
        r.receivedAt, r.keepUntil, r.isCurrent, r.cluster, r.joinedBy, r.dueDay FROM mirrorRecord r
        """
    private static let inRegister = " WHERE r.partner = ? AND r.isOwn = ? AND r.flow = ?"

    func mirrorRecord(id: Int64) throws -> MirrorRecordRow? {
        try one(Self.recordColumns + " WHERE r.id = ?", [id], MirrorRecordRow.init(row:))
    }

    func mirrorRecord(_ register: MirrorRegister, number: String) throws -> MirrorRecordRow? {
        try one(
            Self.recordColumns + Self.inRegister + " AND r.number = ? AND r.isCurrent = 1",
            [register.partner, register.isOwn, register.flow, number], MirrorRecordRow.init(row:))
    }

    func mirrorVersions(
        _ register: MirrorRegister, number: String, limit: Int
    ) throws -> [MirrorRecordRow] {
        try many(
            Self.recordColumns + Self.inRegister + " AND r.number = ? ORDER BY r.version LIMIT ?",
            [register.partner, register.isOwn, register.flow, number, limit],
            MirrorRecordRow.init(row:))
    }

    func mirrorRecords(cluster: Int64, limit: Int) throws -> [MirrorRecordRow] {
        try many(
            Self.recordColumns + " WHERE r.cluster = ? AND r.isCurrent = 1 ORDER BY r.id LIMIT ?",
            [cluster, limit], MirrorRecordRow.init(row:))
    }

    func mirrorRecords(
        partner: String, isOwn: Bool, key: MirrorKeyRow, limit: Int
    ) throws -> [MirrorRecordRow] {
        try many(
            Self.recordColumns + """
                 JOIN mirrorKey k ON k.record = r.id WHERE k.kind = ? AND k.text = ? \
                AND r.partner = ? AND r.isOwn = ? AND r.isCurrent = 1 ORDER BY k.record LIMIT ?
                """, [key.kind, key.text, partner, isOwn, limit], MirrorRecordRow.init(row:))
    }

    func mirrorRecords(
        partner: String, isOwn: Bool, near hash: Int64, limit: Int
    ) throws -> [MirrorRecordRow] {
        try many(
            Self.recordColumns + """
                 JOIN mirrorNear n ON n.record = r.id WHERE n.hash = ? \
                AND r.partner = ? AND r.isOwn = ? AND r.isCurrent = 1 ORDER BY n.record LIMIT ?
                """, [hash, partner, isOwn, limit], MirrorRecordRow.init(row:))
    }

    func mirrorRecords(
        _ register: MirrorRegister, days: ClosedRange<Int32>, after last: MirrorRecordRow?,
        limit: Int
    ) throws -> [MirrorRecordRow] {
        let first = max(days.lowerBound, last?.day ?? days.lowerBound)
        return try many(
            Self.recordColumns + Self.inRegister + """
                 AND r.day BETWEEN ? AND ? AND r.isCurrent = 1 \
                AND (r.day > ? OR r.id > ?) ORDER BY r.day, r.id LIMIT ?
                """,
            [
                register.partner, register.isOwn, register.flow, first, days.upperBound, first,
                last?.id ?? 0, limit,
            ], MirrorRecordRow.init(row:))
    }

    func ownMirrorRecords(
        partner: String, after: Int64, limit: Int
    ) throws -> [MirrorRecordRow] {
        // By row number: an index by partner would be sorted whole for every batch.
        try many(
            Self.recordColumns
                + " WHERE r.id > ? AND +r.partner = ? AND +r.isOwn = 1 ORDER BY r.id LIMIT ?",
            [after, partner, limit], MirrorRecordRow.init(row:))
    }

    func mirrorRecordsDue(
        _ register: MirrorRegister, through day: Int32, limit: Int
    ) throws -> [MirrorRecordRow] {
        try many(
            Self.recordColumns + Self.inRegister + """
                 AND r.dueDay IS NOT NULL AND r.dueDay <= ? AND r.isCurrent = 1 \
                ORDER BY r.dueDay, r.id LIMIT ?
                """, [register.partner, register.isOwn, register.flow, day, limit],
            MirrorRecordRow.init(row:))
    }

    func mirrorLastDay(_ register: MirrorRegister) throws -> Int32? {
        let day: Int32?? = try one(
            "SELECT max(r.day) FROM mirrorRecord r" + Self.inRegister + " AND r.isCurrent = 1",
            [register.partner, register.isOwn, register.flow]
        ) { $0[0] as Int32? }
        return day ?? nil
    }

    func mirrorPartners() throws -> [String] {
        try many("SELECT DISTINCT partner FROM mirrorRecord ORDER BY partner", []) { $0[0] }
    }

    func insert(_ record: MirrorRecordRow, keys: [MirrorKeyRow], near: [Int64]) throws -> Int64 {
        let id = try insert(
            """
            INSERT INTO mirrorRecord (partner, isOwn, flow, number, version, day, source, content, \
            receivedAt, keepUntil, isCurrent, cluster, joinedBy, dueDay) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
            """,
            [
                record.partner, record.isOwn, record.flow, record.number, record.version,
                record.day, record.source, Data(record.content), record.receivedAt,
                record.keepUntil, record.isCurrent, record.joinedBy, record.dueDay,
            ])
        try run("UPDATE mirrorRecord SET cluster = id WHERE id = ?", [id])
        for key in keys {
            try run(
                "INSERT INTO mirrorKey (kind, text, record) VALUES (?, ?, ?)",
                [key.kind, key.text, id])
        }
        for hash in near {
            try run("INSERT INTO mirrorNear (hash, record) VALUES (?, ?)", [hash, id])
        }
        return id
    }

    func retireMirrorRecord(_ id: Int64, keys: [MirrorKeyRow], near: [Int64]) throws {
        try run("UPDATE mirrorRecord SET isCurrent = 0, dueDay = NULL WHERE id = ?", [id])
        try requireChange("mirror record")
        for key in keys {
            try run(
                "DELETE FROM mirrorKey WHERE kind = ? AND text = ? AND record = ?",
                [key.kind, key.text, id])
        }
        for hash in near {
            try run("DELETE FROM mirrorNear WHERE hash = ? AND record = ?", [hash, id])
        }
    }

    func setMirrorRecord(
        _ id: Int64, cluster: Int64, joinedBy: Int, dueDay: Int32?
    ) throws {
        try run(
            "UPDATE mirrorRecord SET cluster = ?, joinedBy = ?, dueDay = ? WHERE id = ?",
            [cluster, joinedBy, dueDay, id])
        try requireChange("mirror record")
    }

    func requireChange(_ what: String) throws {
        guard db.changesCount > 0 else {
            throw StoreFailure(
                .missingParent, problem: "the \(what) referred to is not stored",
                remedy: "store the \(what) first, in the same transaction")
        }
    }

    func rates(from first: String, through last: String) throws -> [RateRow] {
        try many(
            """
            SELECT day, currency, quotation, quoted FROM rate WHERE day BETWEEN ? AND ? ORDER BY id
            """, [first, last]
        ) { RateRow(day: $0[0], currency: $0[1], quotation: $0[2], quoted: $0[3]) }
    }
}

extension MirrorRecordRow {
    fileprivate init(row: Row) {
        self.init(
            id: row[0], partner: row[1], isOwn: row[2], flow: row[3], number: row[4],
            version: row[5], day: row[6], source: row[7], content: row.bytes(8),
            receivedAt: row[9], keepUntil: row[10], isCurrent: row[11], cluster: row[12],
            joinedBy: row[13], dueDay: row[14])
    }
}
