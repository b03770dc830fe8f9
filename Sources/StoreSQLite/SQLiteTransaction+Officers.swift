import Foundation
import GRDB
import Store

extension Schema {
    static let officers = """
        CREATE TABLE officer (
            name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
            salt BLOB NOT NULL CHECK (length(salt) = 16),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            addedAt INTEGER NOT NULL,
            disabledAt INTEGER,
            failures INTEGER NOT NULL CHECK (failures >= 0),
            failedAt INTEGER
        ) STRICT, WITHOUT ROWID;
        """
}

/// Officers in SQLite.
extension SQLiteTransaction {
    func officers() throws -> [OfficerRow] {
        try many(
            """
            SELECT name, salt, hash, addedAt, disabledAt, failures, failedAt FROM officer \
            ORDER BY name
            """, []
        ) { row in
            OfficerRow(
                name: row[0], salt: row.bytes(1), hash: row.bytes(2), addedAt: row[3],
                disabledAt: row[4], failures: row[5], failedAt: row[6])
        }
    }

    func put(_ officer: OfficerRow) throws {
        try run(
            """
            INSERT INTO officer (name, salt, hash, addedAt, disabledAt, failures, failedAt) \
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET salt = excluded.salt, \
            hash = excluded.hash, disabledAt = excluded.disabledAt, \
            failures = excluded.failures, failedAt = excluded.failedAt
            """,
            [
                officer.name, Data(officer.salt), Data(officer.hash), officer.addedAt,
                officer.disabledAt, officer.failures, officer.failedAt,
            ])
    }
}
