package import Exchange
package import Seal
package import Store

/// One transaction of the exchange: what the store changes and what the ledger says of it commit
/// together, under one checkpoint.
///
/// Used on the writer's thread only, for the length of the transaction.
package final class ExchangeTransaction {
    package let writer: any StoreWriter
    package let standing: ExchangeStanding
    package let now: Timestamp
    /// Fresh random bytes.
    package let random: (Int) -> [UInt8]
    private(set) var tail: LedgerTail
    /// Partners for whom something was put into the outbox.
    private(set) var recipients: Set<String> = []
    private(set) var hasChangedStanding = false
    private let repeated: RepeatedEvents

    init(
        writer: any StoreWriter, standing: ExchangeStanding, now: Timestamp,
        random: @escaping (Int) -> [UInt8], tail: LedgerTail, repeated: RepeatedEvents
    ) {
        self.writer = writer
        self.standing = standing
        self.now = now
        self.random = random
        self.tail = tail
        self.repeated = repeated
    }

    /// Writes an entry into the ledger and returns its number.
    @discardableResult
    package func record(
        _ event: String, _ members: KeyValuePairs<String, String?>
    ) throws -> UInt64 {
        try tail.append(LedgerEvent.bytes(event, at: now, members), to: writer)
    }

    /// Writes an entry about what a partner can bring about again and again: the first of a window
    /// at once, the others are counted and told together by ``ExchangeNode/tellRepeatedEvents(all:)``.
    func recordRepeatable(
        _ event: String, of partner: String, code: String,
        _ members: KeyValuePairs<String, String?>
    ) throws {
        let key = RepeatedEvents.Key(event: event, partner: partner, code: code)
        guard repeated.isFirst(key, at: now) else { return }
        try record(event, members)
    }

    /// Writes an entry with exactly these bytes.
    func record(bytes: [UInt8]) throws -> UInt64 { try tail.append(bytes, to: writer) }

    /// Says that a card, an agreement or a suspension changed, so that everybody reads it anew.
    package func changedStanding() { hasChangedStanding = true }

    /// Runs a part that is undone alone, ledger and all, when it throws.
    package func attempt<Outcome>(_ work: () throws -> Outcome) throws -> Outcome {
        let before = tail
        let recipientsBefore = recipients
        do { return try writer.attempt(work) } catch {
            tail = before
            recipients = recipientsBefore
            throw error
        }
    }

    /// Seals a disclosure and puts it into the outbox, next in its stream.
    ///
    /// - Parameters:
    ///   - stream: orders messages that must be read in order, such as those of one case.
    ///   - lifetimeSeconds: how long it may be under way.
    ///   - reserved: the id that sealed attachments wait for; they go along.
    /// - Throws: ``Refusals`` when it cannot be sealed now.
    package func send(
        _ disclosure: Disclosure, stream name: String, inReplyTo: MessageID? = nil,
        lifetimeSeconds: Int64 = ExchangeTransaction.lifetimeSecondsStandard,
        reserved: MessageID? = nil
    ) throws -> OutboxRow {
        guard let card = standing.cards[disclosure.to]?.card else {
            throw Refusals(
                Refusal(
                    .unknownPartner, place: "partner \(disclosure.to)",
                    problem: "no card of the partner is believed",
                    reason: "messages are sealed for a key of the partner's card",
                    remedy: "add the card with: tamga partner add"))
        }
        guard
            standing.agreements[disclosure.agreement.id]?.agreement.reference
                == disclosure.agreement
        else {
            throw Refusals(
                Refusal(
                    .wrongAgreement, place: "agreement \(disclosure.agreement.id)",
                    problem: "another version is in force meanwhile",
                    reason: "messages go out under the version that is in force",
                    remedy: "prepare the message again"))
        }
        let stream =
            try writer.outboxStream(recipient: disclosure.to, stream: name) ?? .beginning
        guard
            let position = StreamPosition(
                stream: name, sequence: stream.nextSequence, previous: stream.lastEnvelope)
        else {
            throw ExchangeFailure(
                .refused, problem: "\(name) is no proper name of a stream",
                remedy: "use 1 to 64 of A-Z a-z 0-9 . _ -")
        }
        let id = reserved ?? MessageID(at: now, random: random(10))
        let attachments =
            try reserved.map {
                try writer.attachments(
                    ofMessage: $0.text, partner: disclosure.to, isOurs: true)
            } ?? []
        let salt = random(32)
        let circumstances = EnvelopeCircumstances(
            id: id, position: position, inReplyTo: inReplyTo, created: now,
            expires: now.adding(seconds: lifetimeSeconds),
            attachments: try AttachmentSealing.notices(attachments), salt: SecretBytes(salt))
        let message: SubmittedMessage
        do {
            message = try disclosure.sealed(
                circumstances, card: card,
                keys: standing.keys.signers(for: .evidence, at: now).filter {
                    disclosure.algorithms.contains($0.key.algorithm)
                })
        } catch { throw Refusals(error) }
        let envelope = message.envelope
        try AttachmentSealing.letGo(
            attachments, sealedFor: envelope.sealKeyID, in: writer)
        var row = OutboxRow(
            recipient: disclosure.to, message: id.text, envelope: envelope.digest, stream: name,
            sequence: position.sequence, type: envelope.head.type.rawValue,
            agreement: disclosure.agreement.id, purpose: disclosure.purpose,
            handling: disclosure.handling, inReplyTo: inReplyTo?.text,
            createdAt: now.milliseconds, statement: envelope.statement.json.bytes,
            sealed: message.ciphertext, plaintext: disclosure.text, salt: salt)
        row.row = try writer.insert(row)
        try writer.put(
            stream.advanced(by: envelope.digest), ofRecipient: disclosure.to, named: name)
        try record(
            "sent",
            [
                "envelope": envelope.digest.base64URL, "from": standing.node,
                "to": disclosure.to, "id": id.text, "type": row.type,
                "agreement": disclosure.agreement.id, "purpose": disclosure.purpose,
                "preparedBy": disclosure.preparedBy, "approvedBy": disclosure.approvedBy,
            ])
        recipients.insert(disclosure.to)
        return row
    }

    /// How long a message may be under way unless said otherwise: 30 days, in seconds.
    package static let lifetimeSecondsStandard: Int64 = 30 * 86_400
}

/// What has to happen in the transaction in which a message takes effect.
package protocol EffectHandler: Sendable {
    /// Whether this handler is the one for the message.
    func handles(_ type: MessageType) -> Bool
    /// Carries out the effect. Throwing ``Refusals`` undoes it and rejects the message for good.
    func apply(
        _ received: ReceivedInformation, of message: SubmittedMessage,
        in transaction: ExchangeTransaction
    ) throws
    /// The partner's receipt for a message of ours was verified and is being stored.
    func delivered(
        _ row: OutboxRow, status: Receipt.Status, in transaction: ExchangeTransaction
    ) throws
}

extension EffectHandler {
    package func delivered(
        _ row: OutboxRow, status: Receipt.Status, in transaction: ExchangeTransaction
    ) throws {}
}
