import Exchange
import Foundation
import GRDB
import Seal
import Store

/// The exchange in SQLite.
extension SQLiteTransaction {
    private static let cardColumns = "SELECT node, serial, digest, statement, believedAt FROM card"
    private static let agreementColumns =
        "SELECT agreement, version, digest, statement, recordedAt FROM agreement"
    private static let inboxColumns = """
        SELECT i.id, i.sender, i.message, i.envelope, i.stream, i.sequence, i.type, i.agreement, \
        i.purpose, i.handling, i.inReplyTo, i.receivedAt, i.status, i.reason, i.statement, \
        i.sealed, r.receipt, i.plaintext, i.salt \
        FROM inbox i LEFT JOIN inboxReceipt r ON r.inbox = i.id
        """
    private static let outboxColumns = """
        SELECT id, recipient, message, envelope, stream, sequence, type, agreement, purpose, \
        handling, inReplyTo, createdAt, state, status, statement, sealed, plaintext, salt, \
        receipt FROM outbox
        """

    func card(of node: String) throws -> CardRow? {
        try one(
            Self.cardColumns + " WHERE node = ? ORDER BY serial DESC LIMIT 1", [node],
            CardRow.init)
    }

    func cards() throws -> [CardRow] {
        try many(Self.cardColumns + " ORDER BY node, serial", [], CardRow.init)
    }

    func agreement(_ id: String) throws -> AgreementRow? {
        try one(
            Self.agreementColumns + " WHERE agreement = ? ORDER BY version DESC LIMIT 1", [id],
            AgreementRow.init)
    }

    func agreements() throws -> [AgreementRow] {
        try many(Self.agreementColumns + " ORDER BY agreement, version", [], AgreementRow.init)
    }

    func suspensions() throws -> [SuspensionRow] {
        try many("SELECT partner, reason, since FROM suspension ORDER BY partner", []) {
            SuspensionRow(partner: $0[0], reason: $0[1], since: $0[2])
        }
    }

    func inbox(sender: String, message: String) throws -> InboxRow? {
        try one(
            Self.inboxColumns + " WHERE i.sender = ? AND i.message = ?", [sender, message],
            InboxRow.init)
    }

    func inboxEnvelope(sender: String, message: String) throws -> Digest256? {
        try one(
            "SELECT envelope FROM inbox WHERE sender = ? AND message = ?", [sender, message]
        ) { $0.digest(0) }
    }

    func inboxReceipt(sender: String, message: String) throws -> [UInt8]? {
        try one(
            """
            SELECT r.receipt FROM inbox i JOIN inboxReceipt r ON r.inbox = i.id \
            WHERE i.sender = ? AND i.message = ?
            """, [sender, message]
        ) { $0.bytes(0) }
    }

    func inbox(after: Int64, limit: Int) throws -> [InboxRow] {
        try many(
            Self.inboxColumns + " WHERE i.id > ? ORDER BY i.id LIMIT ?", [after, limit],
            InboxRow.init)
    }

    func inboxStream(sender: String, stream: String) throws -> InboxStream? {
        try one(
            "SELECT next, last FROM inboxStream WHERE sender = ? AND stream = ?",
            [sender, stream], InboxStream.init)
    }

    func outboxStream(recipient: String, stream: String) throws -> InboxStream? {
        try one(
            "SELECT next, last FROM outboxStream WHERE recipient = ? AND stream = ?",
            [recipient, stream], InboxStream.init)
    }

    func outbox(message: String) throws -> OutboxRow? {
        try one(Self.outboxColumns + " WHERE message = ?", [message], OutboxRow.init)
    }

    func outbox(after: Int64, limit: Int) throws -> [OutboxRow] {
        try many(
            Self.outboxColumns + " WHERE id > ? ORDER BY id LIMIT ?", [after, limit],
            OutboxRow.init)
    }

    func kept(in box: MessageBox, after: Int64, limit: Int) throws -> [KeptMessage] {
        // The box is one of two fixed words.
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, message, envelope, statement, sealed, plaintext, salt \
                FROM \(box.rawValue) WHERE id > ? ORDER BY id LIMIT ?
                """)
        let cursor = try Row.fetchCursor(statement, arguments: [after, limit])
        var messages: [KeptMessage] = []
        var byteCount = 0
        while byteCount < KeptMessage.byteCountMax, let row = try cursor.next() {
            let message = KeptMessage(
                row: row[0], message: row[1], envelope: row.digest(2), statement: row.bytes(3),
                sealed: row.bytes(4), plaintext: row.bytesIfAny(5), salt: row.bytesIfAny(6))
            byteCount += message.byteCount
            messages.append(message)
        }
        return messages
    }

    func outboxWaiting(
        recipient: String, except: [String], limit: Int
    ) throws -> [OutboxEntry] {
        // Streams that stand still are few; names are letters, digits and marks without commas.
        let list = "," + except.joined(separator: ",") + ","
        return try many(
            """
            SELECT message, envelope, stream, sequence FROM outbox \
            WHERE recipient = ? AND state = 0 AND instr(?, ',' || stream || ',') = 0 \
            ORDER BY id LIMIT ?
            """, [recipient, list, limit]
        ) { row -> OutboxEntry? in
            guard let id = MessageID(row[0] as String) else { return nil }
            return OutboxEntry(
                id: id, envelope: row.digest(1), stream: row[2], sequence: row[3])
        }.compactMap { $0 }
    }

    func outboxRecipients() throws -> [String] {
        // From one recipient to the next in the index of what waits, however much waits for each.
        try many(
            """
            WITH RECURSIVE found (recipient) AS (
                SELECT min(recipient) FROM outbox WHERE state = 0
                UNION ALL
                SELECT (SELECT min(recipient) FROM outbox
                    WHERE state = 0 AND recipient > found.recipient)
                FROM found WHERE recipient IS NOT NULL
            )
            SELECT recipient FROM found WHERE recipient IS NOT NULL
            """, []
        ) { $0[0] }
    }

    func ledgerSize() throws -> Int64 {
        try one("SELECT coalesce(max(number), -1) + 1 FROM ledger", []) { $0[0] } ?? 0
    }

    func ledger(from: Int64, limit: Int) throws -> [LedgerRow] {
        try many(
            "SELECT number, leaf, entry FROM ledger WHERE number >= ? ORDER BY number LIMIT ?",
            [from, limit]
        ) { LedgerRow(number: $0[0], leaf: $0.digest(1), entry: $0.bytes(2)) }
    }

    func ledgerNode(level: Int, index: Int64) throws -> Digest256? {
        if level == 0 {
            return try one("SELECT leaf FROM ledger WHERE number = ?", [index]) { $0.digest(0) }
        }
        return try one(
            "SELECT hash FROM ledgerNode WHERE level = ? AND position = ?", [level, index]
        ) { $0.digest(0) }
    }

    func newestCheckpoint(of node: String, witness: String) throws -> CheckpointRow? {
        try one(
            """
            SELECT node, size, root, note, seenAt, witness FROM checkpoint \
            WHERE node = ? AND witness = ? ORDER BY size DESC LIMIT 1
            """, [node, witness], CheckpointRow.init)
    }

    func checkpoints(of node: String, above size: Int64, limit: Int) throws -> [CheckpointRow] {
        try many(
            """
            SELECT node, size, root, note, seenAt, witness FROM checkpoint \
            WHERE node = ? AND size > ? ORDER BY size, witness LIMIT ?
            """, [node, size, limit], CheckpointRow.init)
    }

    func exchangeCounts() throws -> ExchangeCounts {
        var counts = ExchangeCounts()
        counts.inbox = try count(of: .inbox)
        // Both are counted in an index of what waits.
        let undone = try one("SELECT count(*) FROM outbox WHERE state = 0", []) { $0[0] } ?? 0
        counts.parked =
            try one("SELECT count(*) FROM outbox WHERE state = 0 AND status <> ''", []) { $0[0] }
            ?? 0
        counts.waiting = undone - counts.parked
        counts.done = try count(of: .outbox) - undone
        counts.ledger = try ledgerSize()
        return counts
    }

    private func count(of box: MessageBox) throws -> Int {
        try one("SELECT count FROM messageCount WHERE box = ?", [box.rawValue]) { $0[0] } ?? 0
    }
}

extension SQLiteTransaction {
    func insert(_ card: CardRow) throws {
        try run(
            "INSERT INTO card (node, serial, digest, statement, believedAt) VALUES (?, ?, ?, ?, ?)",
            [
                card.node, card.serial, Data(card.digest.bytes), Data(card.statement),
                card.believedAt,
            ])
    }

    func insert(_ agreement: AgreementRow) throws {
        try run(
            """
            INSERT INTO agreement (agreement, version, digest, statement, recordedAt) \
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                agreement.agreement, agreement.version, Data(agreement.digest.bytes),
                Data(agreement.statement), agreement.recordedAt,
            ])
    }

    func setSuspension(_ suspension: SuspensionRow?, of partner: String) throws {
        try run("DELETE FROM suspension WHERE partner = ?", [partner])
        guard let suspension else { return }
        try run(
            "INSERT INTO suspension (partner, reason, since) VALUES (?, ?, ?)",
            [partner, suspension.reason, suspension.since])
    }

    func insert(_ message: InboxRow) throws -> Int64 {
        let id = try insert(
            """
            INSERT INTO inbox (sender, message, envelope, stream, sequence, type, agreement, \
            purpose, handling, inReplyTo, receivedAt, status, reason, statement, sealed, \
            plaintext, salt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                message.sender, message.message, Data(message.envelope.bytes), message.stream,
                message.sequence, message.type, message.agreement, message.purpose,
                message.handling, message.inReplyTo, message.receivedAt, message.status,
                message.reason, Data(message.statement), Data(message.sealed),
                message.plaintext.map { Data($0) }, message.salt.map { Data($0) },
            ])
        if !message.receipt.isEmpty { try setReceipt(message.receipt, ofInbox: id) }
        return id
    }

    func setReceipt(_ receipt: [UInt8], ofInbox row: Int64) throws {
        try run("INSERT INTO inboxReceipt (inbox, receipt) VALUES (?, ?)", [row, Data(receipt)])
    }

    func put(_ stream: InboxStream, ofSender sender: String, named name: String) throws {
        try run(
            """
            INSERT INTO inboxStream (sender, stream, next, last) VALUES (?, ?, ?, ?) \
            ON CONFLICT (sender, stream) DO UPDATE SET next = excluded.next, last = excluded.last
            """,
            [
                sender, name, stream.nextSequence,
                stream.lastEnvelope.map { Data($0.bytes) },
            ])
    }

    func insert(_ message: OutboxRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO outbox (recipient, message, envelope, stream, sequence, type, agreement, \
            purpose, handling, inReplyTo, createdAt, state, status, statement, sealed, \
            plaintext, salt, receipt) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                message.recipient, message.message, Data(message.envelope.bytes), message.stream,
                message.sequence, message.type, message.agreement, message.purpose,
                message.handling, message.inReplyTo, message.createdAt, message.state.rawValue,
                message.status, Data(message.statement), Data(message.sealed),
                Data(message.plaintext), Data(message.salt), message.receipt.map { Data($0) },
            ])
    }

    func put(_ stream: InboxStream, ofRecipient recipient: String, named name: String) throws {
        try run(
            """
            INSERT INTO outboxStream (recipient, stream, next, last) VALUES (?, ?, ?, ?) \
            ON CONFLICT (recipient, stream) \
            DO UPDATE SET next = excluded.next, last = excluded.last
            """,
            [
                recipient, name, stream.nextSequence,
                stream.lastEnvelope.map { Data($0.bytes) },
            ])
    }

    func setOutbox(
        _ message: String, state: OutboxRow.State, status: String, receipt: [UInt8]?
    ) throws {
        try run(
            """
            UPDATE outbox SET state = ?, status = ?, receipt = coalesce(?, receipt) \
            WHERE message = ?
            """, [state.rawValue, status, receipt.map { Data($0) }, message])
        guard db.changesCount == 1 else {
            throw StoreFailure(
                .missingParent, problem: "the message referred to is not in the outbox",
                remedy: "look it up in the list of messages")
        }
    }

    func append(_ entry: LedgerRow, nodes: [MerkleNode]) throws {
        try run(
            "INSERT INTO ledger (number, leaf, entry) VALUES (?, ?, ?)",
            [entry.number, Data(entry.leaf.bytes), Data(entry.entry)])
        for node in nodes where node.level > 0 {
            try run(
                "INSERT INTO ledgerNode (level, position, hash) VALUES (?, ?, ?)",
                [node.level, Int64(node.index), Data(node.hash.bytes)])
        }
    }

    func put(_ checkpoint: CheckpointRow) throws {
        try run(
            """
            INSERT INTO checkpoint (node, witness, size, root, note, seenAt) \
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (node, witness, size) DO NOTHING
            """,
            [
                checkpoint.node, checkpoint.witness, checkpoint.size,
                Data(checkpoint.root.bytes), checkpoint.note, checkpoint.seenAt,
            ])
    }

    func attempt<Outcome>(_ work: () throws -> Outcome) throws -> Outcome {
        try run("SAVEPOINT attempt", [])
        do {
            let outcome = try work()
            try run("RELEASE attempt", [])
            return outcome
        } catch {
            // After some faults SQLite has undone the whole transaction and the savepoint with it.
            guard db.isInsideTransaction else { throw error }
            try run("ROLLBACK TO attempt", [])
            try run("RELEASE attempt", [])
            throw error
        }
    }
}

extension Row {
    /// A digest's 32 bytes; the table's checks hold the length.
    func digest(_ index: Int) -> Digest256 {
        Digest256(bytes: bytes(index)) ?? Digest256(hashing: [UInt8]())
    }
}

extension CardRow {
    fileprivate init(_ row: Row) {
        self.init(
            node: row[0], serial: row[1], digest: row.digest(2), statement: row.bytes(3),
            believedAt: row[4])
    }
}

extension AgreementRow {
    fileprivate init(_ row: Row) {
        self.init(
            agreement: row[0], version: row[1], digest: row.digest(2), statement: row.bytes(3),
            recordedAt: row[4])
    }
}

extension InboxStream {
    fileprivate init(_ row: Row) {
        self.init(
            nextSequence: row[0], lastEnvelope: row.bytesIfAny(1).flatMap { Digest256(bytes: $0) })
    }
}

extension InboxRow {
    fileprivate init(_ row: Row) {
        self.init(
            row: row[0], sender: row[1], message: row[2], envelope: row.digest(3), stream: row[4],
            sequence: row[5], type: row[6], agreement: row[7], purpose: row[8], handling: row[9],
            inReplyTo: row[10], receivedAt: row[11], status: row[12], reason: row[13],
            statement: row.bytes(14), sealed: row.bytes(15), receipt: row.bytesIfAny(16) ?? [],
            plaintext: row.bytesIfAny(17), salt: row.bytesIfAny(18))
    }
}

extension OutboxRow {
    fileprivate init(_ row: Row) {
        self.init(
            row: row[0], recipient: row[1], message: row[2], envelope: row.digest(3),
            stream: row[4], sequence: row[5], type: row[6], agreement: row[7], purpose: row[8],
            handling: row[9], inReplyTo: row[10], createdAt: row[11],
            state: State(rawValue: row[12]) ?? .waiting, status: row[13],
            statement: row.bytes(14), sealed: row.bytes(15), plaintext: row.bytes(16),
            salt: row.bytes(17), receipt: row.bytesIfAny(18))
    }
}

extension CheckpointRow {
    fileprivate init(_ row: Row) {
        self.init(
            node: row[0], size: row[1], root: row.digest(2), note: row[3], seenAt: row[4],
            witness: row[5])
    }
}
