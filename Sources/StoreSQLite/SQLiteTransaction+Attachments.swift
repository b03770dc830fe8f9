import Foundation
import GRDB
import Seal
import Store

extension Schema {
    static let attachments = """
        CREATE TABLE attachment (
            id INTEGER PRIMARY KEY,
            isOurs INTEGER NOT NULL CHECK (isOurs IN (0, 1)),
            partner TEXT NOT NULL,
            message TEXT NOT NULL CHECK (length(message) = 36),
            number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 15),
            byteCount INTEGER NOT NULL CHECK (byteCount >= 0),
            mediaType TEXT NOT NULL,
            encapsulation BLOB NOT NULL,
            sealKey TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            have INTEGER NOT NULL CHECK (have >= 0),
            state TEXT NOT NULL,
            createdAt INTEGER NOT NULL,
            UNIQUE (message, partner, isOurs, number)
        ) STRICT;
        CREATE INDEX attachmentState ON attachment (state, id);
        CREATE TABLE attachmentChunk (
            id INTEGER PRIMARY KEY,
            attachment INTEGER NOT NULL REFERENCES attachment,
            number INTEGER NOT NULL CHECK (number >= 0),
            bytes BLOB NOT NULL CHECK (length(bytes) <= 65552),
            UNIQUE (attachment, number)
        ) STRICT;
        """
}

/// Attachments in SQLite.
extension SQLiteTransaction {
    private static let attachmentColumns = """
        SELECT id, isOurs, partner, message, number, byteCount, mediaType, encapsulation, sealKey, \
        digest, have, state, createdAt FROM attachment
        """

    func attachments(
        ofMessage message: String, partner: String, isOurs: Bool
    ) throws -> [AttachmentRow] {
        try many(
            Self.attachmentColumns
                + " WHERE message = ? AND partner = ? AND isOurs = ? ORDER BY number",
            [message, partner, isOurs], AttachmentRow.init)
    }

    func attachments(_ state: AttachmentRow.State, limit: Int) throws -> [AttachmentRow] {
        try many(
            Self.attachmentColumns + " WHERE state = ? ORDER BY id LIMIT ?",
            [state.rawValue, limit], AttachmentRow.init)
    }

    func attachmentChunk(_ number: Int64, of attachment: Int64) throws -> [UInt8]? {
        try one(
            "SELECT bytes FROM attachmentChunk WHERE attachment = ? AND number = ?",
            [attachment, number]
        ) { $0.bytes(0) }
    }

    func insert(_ attachment: AttachmentRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO attachment (isOurs, partner, message, number, byteCount, mediaType, \
            encapsulation, sealKey, digest, have, state, createdAt) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                attachment.isOurs, attachment.partner, attachment.message, attachment.number,
                attachment.byteCount, attachment.mediaType, Data(attachment.encapsulation),
                attachment.sealKey, Data(attachment.digest.bytes), attachment.have,
                attachment.state.rawValue, attachment.createdAt,
            ])
    }

    func update(_ attachment: AttachmentRow) throws {
        try run(
            """
            UPDATE attachment SET byteCount = ?, encapsulation = ?, sealKey = ?, digest = ?, \
            have = ?, state = ? WHERE id = ?
            """,
            [
                attachment.byteCount, Data(attachment.encapsulation), attachment.sealKey,
                Data(attachment.digest.bytes), attachment.have, attachment.state.rawValue,
                attachment.id,
            ])
        guard db.changesCount == 1 else {
            throw StoreFailure(
                .missingParent, problem: "the attachment referred to is not stored",
                remedy: "attach the file again")
        }
    }

    func insertChunk(_ bytes: [UInt8], number: Int64, ofAttachment attachment: Int64) throws {
        try run(
            "INSERT INTO attachmentChunk (attachment, number, bytes) VALUES (?, ?, ?)",
            [attachment, number, Data(bytes)])
    }

    func removeChunks(ofAttachment attachment: Int64) throws {
        try run("DELETE FROM attachmentChunk WHERE attachment = ?", [attachment])
    }

    func removeAttachment(_ attachment: Int64) throws {
        try removeChunks(ofAttachment: attachment)
        try run("DELETE FROM attachment WHERE id = ?", [attachment])
    }
}

extension AttachmentRow {
    fileprivate init(_ row: Row) {
        self.init(
            id: row[0], isOurs: row[1], partner: row[2], message: row[3], number: row[4],
            byteCount: row[5], mediaType: row[6], encapsulation: row.bytes(7), sealKey: row[8],
            digest: row.digest(9), have: row[10], state: State(rawValue: row[11]) ?? .refused,
            createdAt: row[12])
    }
}
