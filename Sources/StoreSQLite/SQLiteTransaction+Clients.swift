import Foundation
import GRDB
import Store

/// Clients of the API in SQLite.
extension SQLiteTransaction {
    func clients() throws -> [ClientRow] {
        try many(
            """
            SELECT id, name, tokenDigest, certificateDigest, mayExchange, addedAt, revokedAt \
            FROM client ORDER BY id
            """, [], ClientRow.init(row:))
    }

    func insert(_ client: ClientRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO client (name, tokenDigest, certificateDigest, mayExchange, addedAt, \
            revokedAt) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                client.name, client.tokenDigest.map { Data($0) },
                client.certificateDigest.map { Data($0) }, client.mayExchange, client.addedAt,
                client.revokedAt,
            ])
    }

    func revokeClient(_ name: String, at moment: Int64) throws {
        try run(
            "UPDATE client SET revokedAt = coalesce(revokedAt, ?) WHERE name = ?", [moment, name])
        guard db.changesCount > 0 else {
            throw StoreFailure(
                .missingParent, problem: "there is no client of this name",
                remedy: "see the names with: tamga client list")
        }
    }
}

extension ClientRow {
    fileprivate init(row: Row) {
        let token: Data? = row[2]
        let certificate: Data? = row[3]
        self.init(
            id: row[0], name: row[1], tokenDigest: token.map { Array($0) },
            certificateDigest: certificate.map { Array($0) }, mayExchange: row[4],
            addedAt: row[5], revokedAt: row[6])
    }
}
