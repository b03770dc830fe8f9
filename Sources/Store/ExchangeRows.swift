package import Exchange
package import Seal

/// A node card that was believed, our own among them.
package struct CardRow: Hashable, Sendable {
    package var node: String
    package var serial: Int64
    /// Digest of the card's payload.
    package var digest: Digest256
    /// The signed statement, JSON.
    package var statement: [UInt8]
    /// Milliseconds since 1970-01-01 UTC.
    package var believedAt: Int64

    package init(
        node: String, serial: Int64, digest: Digest256, statement: [UInt8], believedAt: Int64
    ) {
        self.node = node
        self.serial = serial
        self.digest = digest
        self.statement = statement
        self.believedAt = believedAt
    }
}

/// One version of an agreement that every party has signed.
package struct AgreementRow: Hashable, Sendable {
    package var agreement: String
    package var version: Int64
    package var digest: Digest256
    /// The signed statement, JSON.
    package var statement: [UInt8]
    /// Milliseconds since 1970-01-01 UTC; signatures were valid then.
    package var recordedAt: Int64

    package init(
        agreement: String, version: Int64, digest: Digest256, statement: [UInt8], recordedAt: Int64
    ) {
        self.agreement = agreement
        self.version = version
        self.digest = digest
        self.statement = statement
        self.recordedAt = recordedAt
    }
}

/// A partner that gets nothing for the time being.
package struct SuspensionRow: Hashable, Sendable {
    package var partner: String
    /// For our officers.
    package var reason: String
    package var since: Int64

    package init(partner: String, reason: String, since: Int64) {
        self.partner = partner
        self.reason = reason
        self.since = since
    }
}

/// A message that arrived and was receipted.
package struct InboxRow: Hashable, Sendable {
    package var row: Int64
    package var sender: String
    package var message: String
    package var envelope: Digest256
    package var stream: String
    package var sequence: Int64
    package var type: String
    package var agreement: String
    package var purpose: String
    package var handling: String
    package var inReplyTo: String?
    package var receivedAt: Int64
    /// `accepted` or `rejected`.
    package var status: String
    /// The refusal's code, when rejected.
    package var reason: String?
    /// The envelope's signed statement, JSON.
    package var statement: [UInt8]
    package var sealed: [UInt8]
    /// The receipt's signed statement, JSON, byte for byte what the sender got.
    package var receipt: [UInt8]
    /// What was inside the seal, once it was opened, and the salt that proves it.
    package var plaintext: [UInt8]?
    package var salt: [UInt8]?

    package init(
        row: Int64 = 0, sender: String, message: String, envelope: Digest256, stream: String,
        sequence: Int64, type: String, agreement: String, purpose: String, handling: String,
        inReplyTo: String?, receivedAt: Int64, status: String, reason: String?,
        statement: [UInt8], sealed: [UInt8], receipt: [UInt8], plaintext: [UInt8]?,
        salt: [UInt8]?
    ) {
        self.row = row
        self.sender = sender
        self.message = message
        self.envelope = envelope
        self.stream = stream
        self.sequence = sequence
        self.type = type
        self.agreement = agreement
        self.purpose = purpose
        self.handling = handling
        self.inReplyTo = inReplyTo
        self.receivedAt = receivedAt
        self.status = status
        self.reason = reason
        self.statement = statement
        self.sealed = sealed
        self.receipt = receipt
        self.plaintext = plaintext
        self.salt = salt
    }
}

/// A message of ours that waits for its receipt, or has it.
package struct OutboxRow: Hashable, Sendable {
    package enum State: Int, Hashable, Sendable {
        case waiting = 0, done = 1
    }

    package var row: Int64
    package var recipient: String
    package var message: String
    package var envelope: Digest256
    package var stream: String
    package var sequence: Int64
    package var type: String
    package var agreement: String
    package var purpose: String
    package var handling: String
    package var inReplyTo: String?
    package var createdAt: Int64
    package var state: State
    /// The receipt's status (`rejected:CODE` with the code) once it is done; `parked:CODE` while its
    /// stream stands still until an officer looks; empty while it waits.
    package var status: String
    package var statement: [UInt8]
    package var sealed: [UInt8]
    package var plaintext: [UInt8]
    package var salt: [UInt8]
    package var receipt: [UInt8]?

    package init(
        row: Int64 = 0, recipient: String, message: String, envelope: Digest256, stream: String,
        sequence: Int64, type: String, agreement: String, purpose: String, handling: String,
        inReplyTo: String?, createdAt: Int64, state: State = .waiting, status: String = "",
        statement: [UInt8], sealed: [UInt8], plaintext: [UInt8], salt: [UInt8],
        receipt: [UInt8]? = nil
    ) {
        self.row = row
        self.recipient = recipient
        self.message = message
        self.envelope = envelope
        self.stream = stream
        self.sequence = sequence
        self.type = type
        self.agreement = agreement
        self.purpose = purpose
        self.handling = handling
        self.inReplyTo = inReplyTo
        self.createdAt = createdAt
        self.state = state
        self.status = status
        self.statement = statement
        self.sealed = sealed
        self.plaintext = plaintext
        self.salt = salt
        self.receipt = receipt
    }
}

/// Which of the two tables of messages.
package enum MessageBox: String, Hashable, Sendable {
    case inbox, outbox
}

/// What is kept of a message that can be held against what the ledger says of it.
package struct KeptMessage: Hashable, Sendable {
    package var row: Int64
    /// Its id.
    package var message: String
    package var envelope: Digest256
    /// The envelope's signed statement, JSON.
    package var statement: [UInt8]
    package var sealed: [UInt8]
    /// What was inside the seal, where it was opened, and the salt.
    package var plaintext: [UInt8]?
    package var salt: [UInt8]?

    package init(
        row: Int64, message: String, envelope: Digest256, statement: [UInt8], sealed: [UInt8],
        plaintext: [UInt8]?, salt: [UInt8]?
    ) {
        self.row = row
        self.message = message
        self.envelope = envelope
        self.statement = statement
        self.sealed = sealed
        self.plaintext = plaintext
        self.salt = salt
    }

    /// Bytes of one reading after which no further message is added to it.
    package static let byteCountMax = 4 << 20

    /// How many bytes it takes.
    package var byteCount: Int { statement.count + sealed.count + (plaintext?.count ?? 0) }
}

/// One entry of the ledger, numbered from 0 without gaps.
package struct LedgerRow: Hashable, Sendable {
    package var number: Int64
    package var leaf: Digest256
    /// The bytes that were hashed; JSON.
    package var entry: [UInt8]

    package init(number: Int64, leaf: Digest256, entry: [UInt8]) {
        self.number = number
        self.leaf = leaf
        self.entry = entry
    }
}

/// A signed checkpoint, ours or a partner's.
package struct CheckpointRow: Hashable, Sendable {
    /// Whose log.
    package var node: String
    package var size: Int64
    package var root: Digest256
    /// The signed note with all signatures known.
    package var note: String
    package var seenAt: Int64
    /// The partner that cosigned it; empty for the log's own.
    package var witness: String

    package init(
        node: String, size: Int64, root: Digest256, note: String, seenAt: Int64,
        witness: String = ""
    ) {
        self.node = node
        self.size = size
        self.root = root
        self.note = note
        self.seenAt = seenAt
        self.witness = witness
    }
}

/// How many messages are where.
package struct ExchangeCounts: Hashable, Sendable {
    package var inbox = 0
    package var waiting = 0
    package var parked = 0
    package var done = 0
    package var ledger: Int64 = 0

    package init() {}
}

/// Questions about the exchange.
package protocol ExchangeReader {
    /// The newest card of a node.
    func card(of node: String) throws -> CardRow?
    /// Every card ever believed, by node and number.
    func cards() throws -> [CardRow]
    /// The newest version of an agreement.
    func agreement(_ id: String) throws -> AgreementRow?
    func agreements() throws -> [AgreementRow]
    func suspensions() throws -> [SuspensionRow]

    func inbox(sender: String, message: String) throws -> InboxRow?
    /// Digest of the envelope of a message that came before; cheaper than the row.
    func inboxEnvelope(sender: String, message: String) throws -> Digest256?
    func inboxReceipt(sender: String, message: String) throws -> [UInt8]?
    /// Messages above `after`, in the order in which they came.
    func inbox(after: Int64, limit: Int) throws -> [InboxRow]
    func inboxStream(sender: String, stream: String) throws -> InboxStream?
    func outboxStream(recipient: String, stream: String) throws -> InboxStream?
    func outbox(message: String) throws -> OutboxRow?
    /// Messages above `after`, in the order in which they were put in.
    func outbox(after: Int64, limit: Int) throws -> [OutboxRow]
    /// Messages above `after` in the order of the table, at most `limit` and little more than
    /// ``KeptMessage/byteCountMax`` bytes.
    func kept(in box: MessageBox, after: Int64, limit: Int) throws -> [KeptMessage]
    /// The first that wait for a partner, without those of the streams named.
    func outboxWaiting(recipient: String, except: [String], limit: Int) throws -> [OutboxEntry]
    /// Partners for whom something waits.
    func outboxRecipients() throws -> [String]

    /// How many entries the ledger has.
    func ledgerSize() throws -> Int64
    func ledger(from: Int64, limit: Int) throws -> [LedgerRow]
    func ledgerNode(level: Int, index: Int64) throws -> Digest256?
    /// The newest checkpoint of a log by its own signature or a witness's.
    func newestCheckpoint(of node: String, witness: String) throws -> CheckpointRow?
    /// Checkpoints of a log above `size`, smallest first.
    func checkpoints(of node: String, above size: Int64, limit: Int) throws -> [CheckpointRow]
    func exchangeCounts() throws -> ExchangeCounts
}

/// Changes to the exchange within one transaction.
package protocol ExchangeWriter: ExchangeReader {
    func insert(_ card: CardRow) throws
    func insert(_ agreement: AgreementRow) throws
    /// Suspends or, with nil, resumes what goes to a partner.
    func setSuspension(_ suspension: SuspensionRow?, of partner: String) throws
    func insert(_ message: InboxRow) throws -> Int64
    func setReceipt(_ receipt: [UInt8], ofInbox row: Int64) throws
    func put(_ stream: InboxStream, ofSender sender: String, named name: String) throws
    func insert(_ message: OutboxRow) throws -> Int64
    func put(_ stream: InboxStream, ofRecipient recipient: String, named name: String) throws
    func setOutbox(
        _ message: String, state: OutboxRow.State, status: String, receipt: [UInt8]?) throws
    /// Adds an entry and the complete nodes it brings into being (the leaf excepted).
    func append(_ entry: LedgerRow, nodes: [MerkleNode]) throws
    func put(_ checkpoint: CheckpointRow) throws
    /// Runs a part of the transaction that is undone alone when it throws.
    func attempt<Outcome>(_ work: () throws -> Outcome) throws -> Outcome
}
