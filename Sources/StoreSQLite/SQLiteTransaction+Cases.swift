import Foundation
import GRDB
import Store

extension Schema {
    static let cases = """
        CREATE TABLE caseFile (
            kind TEXT NOT NULL,
            id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
            partner TEXT NOT NULL,
            state TEXT NOT NULL,
            terms BLOB NOT NULL,
            openedAt INTEGER NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT;
        CREATE TABLE caseEvent (
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            content BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (kind, id, number),
            FOREIGN KEY (kind, id) REFERENCES caseFile (kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE draft (
            id TEXT PRIMARY KEY,
            state TEXT NOT NULL CHECK (state IN ('open', 'sent', 'refused')),
            preparedBy TEXT NOT NULL CHECK (length(preparedBy) > 0),
            preparedAt INTEGER NOT NULL,
            content BLOB NOT NULL,
            message TEXT
        ) STRICT;
        """
}

/// Cases in SQLite.
extension SQLiteTransaction {
    private static let fileColumns =
        "SELECT kind, id, partner, state, terms, openedAt FROM caseFile"
    private static let draftColumns =
        "SELECT id, state, preparedBy, preparedAt, content, message FROM draft"

    func caseFile(_ kind: CaseFileRow.Kind, _ id: String) throws -> CaseFileRow? {
        try one(
            Self.fileColumns + " WHERE kind = ? AND id = ?", [kind.rawValue, id],
            CaseFileRow.init)
    }

    func caseFiles(_ kind: CaseFileRow.Kind, limit: Int) throws -> [CaseFileRow] {
        try many(
            Self.fileColumns + " WHERE kind = ? ORDER BY openedAt, id LIMIT ?",
            [kind.rawValue, limit], CaseFileRow.init)
    }

    func caseEvents(_ kind: CaseFileRow.Kind, _ id: String) throws -> [CaseEventRow] {
        try many(
            "SELECT number, content, at FROM caseEvent WHERE kind = ? AND id = ? ORDER BY number",
            [kind.rawValue, id]
        ) { CaseEventRow(number: $0[0], content: $0.bytes(1), at: $0[2]) }
    }

    func draft(_ id: String) throws -> DraftRow? {
        try one(Self.draftColumns + " WHERE id = ?", [id], DraftRow.init)
    }

    func drafts(limit: Int) throws -> [DraftRow] {
        try many(
            Self.draftColumns + " ORDER BY preparedAt, id LIMIT ?", [limit], DraftRow.init)
    }

    func insert(_ file: CaseFileRow) throws {
        try run(
            """
            INSERT INTO caseFile (kind, id, partner, state, terms, openedAt) \
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                file.kind.rawValue, file.id, file.partner, file.state, Data(file.terms),
                file.openedAt,
            ])
    }

    func append(
        _ event: CaseEventRow, to kind: CaseFileRow.Kind, _ id: String, state: String
    ) throws {
        try run(
            "INSERT INTO caseEvent (kind, id, number, content, at) VALUES (?, ?, ?, ?, ?)",
            [kind.rawValue, id, event.number, Data(event.content), event.at])
        try run(
            "UPDATE caseFile SET state = ? WHERE kind = ? AND id = ?", [state, kind.rawValue, id])
    }

    func insert(_ draft: DraftRow) throws {
        try run(
            """
            INSERT INTO draft (id, state, preparedBy, preparedAt, content, message) \
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                draft.id, draft.state, draft.preparedBy, draft.preparedAt, Data(draft.content),
                draft.message,
            ])
    }

    func setDraft(_ id: String, state: String, message: String?) throws {
        try run("UPDATE draft SET state = ?, message = ? WHERE id = ?", [state, message, id])
        guard db.changesCount == 1 else {
            throw StoreFailure(
                .missingParent, problem: "the draft referred to is not stored",
                remedy: "look it up in the list of drafts")
        }
    }
}

extension CaseFileRow {
    fileprivate init(_ row: Row) {
        self.init(
            kind: Kind(rawValue: row[0]) ?? .assistance, id: row[1], partner: row[2],
            state: row[3], terms: row.bytes(4), openedAt: row[5])
    }
}

extension DraftRow {
    fileprivate init(_ row: Row) {
        self.init(
            id: row[0], state: row[1], preparedBy: row[2], preparedAt: row[3],
            content: row.bytes(4), message: row[5])
    }
}
