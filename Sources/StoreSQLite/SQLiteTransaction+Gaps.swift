import Foundation
import GRDB
import Store

/// Links, gaps and partners' tips in SQLite.
extension SQLiteTransaction {
    private static let gapColumns = """
        SELECT g.id, g.partner, g.cluster, g.reason, g.isFinding, g.exported, g.imported, \
        g.dollars, g.content, g.foundAt, g.endedAt, g.endedBy FROM mirrorGap g
        """

    func mirrorLinks(of record: Int64) throws -> [MirrorLinkRow] {
        try many(
            """
            SELECT exported, imported, key, confidence, foundAt, endedAt FROM mirrorLink \
            WHERE exported = ? OR imported = ? ORDER BY id
            """, [record, record]
        ) {
            MirrorLinkRow(
                exported: $0[0], imported: $0[1], key: $0[2], confidence: $0[3], foundAt: $0[4],
                endedAt: $0[5])
        }
    }

    func mirrorGap(id: Int64) throws -> MirrorGapRow? {
        try withTraders(many(Self.gapColumns + " WHERE g.id = ?", [id], MirrorGapRow.init(row:)))
            .first
    }

    func mirrorGaps(cluster: Int64, limit: Int) throws -> [MirrorGapRow] {
        try withTraders(
            many(
                Self.gapColumns + " WHERE g.cluster = ? ORDER BY g.id LIMIT ?", [cluster, limit],
                MirrorGapRow.init(row:)))
    }

    func mirrorGaps(record: Int64, limit: Int) throws -> [MirrorGapRow] {
        try withTraders(
            many(
                Self.gapColumns + " WHERE g.exported = ? OR g.imported = ? ORDER BY g.id LIMIT ?",
                [record, record, limit], MirrorGapRow.init(row:)))
    }

    func mirrorFindings(traders: [String], limit: Int) throws -> [MirrorGapRow] {
        var found: [Int64: MirrorGapRow] = [:]
        for trader in Set(traders) {
            let rows = try many(
                Self.gapColumns + """
                     JOIN mirrorTrader t ON t.gap = g.id WHERE t.trader = ? AND g.isFinding = 1 \
                    AND g.endedAt IS NULL ORDER BY t.gap DESC LIMIT ?
                    """, [trader, limit], MirrorGapRow.init(row:))
            for row in rows { found[row.id] = row }
        }
        return try withTraders(
            Array(found.values.sorted { $0.id > $1.id }.prefix(limit)))
    }

    func mirrorFindings(partner: String?, after: Int64, limit: Int) throws -> [MirrorGapRow] {
        try withTraders(
            many(
                Self.gapColumns + """
                     WHERE g.isFinding = 1 AND g.endedAt IS NULL AND g.id > ? \
                    AND (? IS NULL OR g.partner = ?) ORDER BY g.id LIMIT ?
                    """, [after, partner, partner, limit], MirrorGapRow.init(row:)))
    }

    private func withTraders(_ rows: [MirrorGapRow]) throws -> [MirrorGapRow] {
        try rows.map { row in
            var row = row
            row.traders = try many(
                "SELECT trader FROM mirrorTrader WHERE gap = ? ORDER BY trader", [row.id]
            ) { $0[0] }
            return row
        }
    }

    func insert(_ link: MirrorLinkRow) throws {
        try run(
            """
            INSERT INTO mirrorLink (exported, imported, key, confidence, foundAt, endedAt) \
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                link.exported, link.imported, link.key, link.confidence, link.foundAt,
                link.endedAt,
            ])
    }

    func endMirrorLinks(of record: Int64, at moment: Int64) throws {
        try run(
            """
            UPDATE mirrorLink SET endedAt = ? \
            WHERE (exported = ? OR imported = ?) AND endedAt IS NULL
            """, [moment, record, record])
    }

    func insert(_ gap: MirrorGapRow) throws -> Int64 {
        let id = try insert(
            """
            INSERT INTO mirrorGap (partner, cluster, reason, isFinding, exported, imported, \
            dollars, content, foundAt, endedAt, endedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                gap.partner, gap.cluster, gap.reason, gap.isFinding, gap.exported, gap.imported,
                gap.dollars, Data(gap.content), gap.foundAt, gap.endedAt, gap.endedBy,
            ])
        for trader in Set(gap.traders).sorted() {
            try run("INSERT INTO mirrorTrader (trader, gap) VALUES (?, ?)", [trader, id])
        }
        return id
    }

    func endMirrorGap(_ id: Int64, at moment: Int64, by reason: String) throws {
        try run(
            "UPDATE mirrorGap SET endedAt = ?, endedBy = ? WHERE id = ?", [moment, reason, id])
        try requireChange("gap")
    }

    func partnerTips(keys: [String], at moment: Int64, limit: Int) throws -> [PartnerTipRow] {
        var found: [PartnerTipRow] = []
        for key in Set(keys) {
            found += try many(
                """
                SELECT id, partner, message, key, named, subject, receivedAt, keepUntil \
                FROM partnerTip WHERE key = ? AND keepUntil > ? ORDER BY id LIMIT ?
                """, [key, moment, limit]
            ) {
                PartnerTipRow(
                    id: $0[0], partner: $0[1], message: $0[2], key: $0[3], named: $0[4],
                    subject: $0[5], receivedAt: $0[6], keepUntil: $0[7])
            }
        }
        return Array(found.sorted { $0.id < $1.id }.prefix(limit))
    }

    func hasPartnerTips() throws -> Bool {
        try one("SELECT 1 FROM partnerTip LIMIT 1", []) { _ in true } ?? false
    }

    func insert(_ tip: PartnerTipRow) throws {
        try run(
            """
            INSERT INTO partnerTip (partner, message, key, named, subject, receivedAt, keepUntil) \
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                tip.partner, tip.message, tip.key, tip.named, tip.subject, tip.receivedAt,
                tip.keepUntil,
            ])
    }
}

extension MirrorGapRow {
    fileprivate init(row: Row) {
        self.init(
            id: row[0], partner: row[1], cluster: row[2], reason: row[3], isFinding: row[4],
            exported: row[5], imported: row[6], dollars: row[7], content: row.bytes(8),
            traders: [], foundAt: row[9], endedAt: row[10], endedBy: row[11])
    }
}
