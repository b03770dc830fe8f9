package import Exchange
import Seal
import Store

/// What came of an arrival.
package struct Arrival: Sendable {
    /// The receipt's signed statement, JSON.
    package let receipt: [UInt8]
    package let status: Receipt.Status
    /// Whether the message was here before.
    package let isRepeated: Bool
}

extension ExchangeNode {
    /// Takes a message in: authenticated and opened first, then deduplicated, stored with its
    /// effect, its ledger entry and its receipt in one transaction. Network and bundles come here.
    ///
    /// - Parameter hopNode: the node whose hop key signed the request; nil for a bundle.
    /// - Throws: ``Refusal`` when nothing is kept, ``StoreFailure`` and ``ExchangeFailure`` when
    ///   nothing could be made durable.
    package func receive(_ message: SubmittedMessage, hopNode: String?) async throws -> Arrival {
        let standing = try standing()
        let desk = standing.desk
        let now = settings.now()
        let authenticated = try desk.authenticate(message, hopNode: hopNode, at: now)
        let verdict = desk.judge(authenticated, at: now)
        let settings = settings
        return try await commitTogether(
            { transaction in
                try Self.take(
                    message, verdict: verdict, in: transaction, handlers: settings.handlers,
                    attachmentBytesMax: settings.attachmentBytesMax)
            },
            sealed: { transaction, seal, taken in
                try Self.receipt(of: message, taken, transaction, seal)
            })
    }

    /// What the first half of a reception leaves for the second.
    private enum Taken: Sendable {
        case new(row: Int64, entry: ReceivedEntry, number: UInt64, status: Receipt.Status)
        case repeated
    }

    private static func take(
        _ message: SubmittedMessage, verdict: ReceptionVerdict, in transaction: ExchangeTransaction,
        handlers: [any EffectHandler], attachmentBytesMax: Int64
    ) throws -> Taken {
        let envelope = message.envelope
        let head = envelope.head
        let writer = transaction.writer
        let known = try writer.inboxEnvelope(sender: head.from, message: head.id.text)
        let stream =
            try writer.inboxStream(sender: head.from, stream: head.position.stream) ?? .beginning
        let place = InboxVerdict.judge(
            envelope: envelope.digest, position: head.position,
            known: known.map { KnownMessage(envelope: $0) }, stream: stream)
        switch place {
        case .repeatReceipt: return .repeated
        case .wait, .conflict:
            throw Refusal(
                place.refusal ?? .unavailable, place: "stream \(head.position.stream)",
                problem: "message \(head.id) is number \(head.position.sequence)",
                reason: "expected number \(stream.nextSequence)",
                remedy: "send the messages of a stream in order")
        case .take(let next):
            var status = verdict.status
            var opened: OpenedPayload?
            if case .accepted(let received, let payload) = verdict {
                opened = payload
                do {
                    try transaction.attempt {
                        try announce(message, bytesMax: attachmentBytesMax, in: transaction)
                        let handler = handlers.first { $0.handles(head.type) }
                        try handler?.apply(received, of: message, in: transaction)
                    }
                } catch let refusals as Refusals { status = .rejected(refusals.code) }
            }
            let entry = ReceivedEntry(
                envelope: envelope.digest, from: head.from, to: head.to, id: head.id,
                at: transaction.now)
            let number = try transaction.record(bytes: entry.bytes)
            let row = try writer.insert(
                InboxRow(message, at: transaction.now, status: status, opened: opened))
            try writer.put(next, ofSender: head.from, named: head.position.stream)
            return .new(row: row, entry: entry, number: number, status: status)
        }
    }

    private static func receipt(
        of message: SubmittedMessage, _ taken: Taken, _ transaction: ExchangeTransaction,
        _ seal: LedgerSeal?
    ) throws -> Arrival {
        let head = message.envelope.head
        switch taken {
        case .repeated:
            guard
                let kept = try transaction.writer.inboxReceipt(
                    sender: head.from, message: head.id.text)
            else { throw unreadable }
            let receipt = try Receipt(reading: JWS(reading: JSONTree(reading: kept)))
            return Arrival(receipt: kept, status: receipt.status, isRepeated: true)
        case .new(let row, let entry, let number, let status):
            guard let seal, let path = seal.path(of: number) else { throw unreadable }
            // Signed in the algorithms of the agreement; whoever has none with us gets all of ours.
            let named =
                transaction.standing.agreements[head.agreement.id]?.agreement
                .signatureAlgorithms ?? []
            let all = transaction.standing.keys.signers(for: .evidence, at: transaction.now)
            let chosen = all.filter { named.contains($0.key.algorithm) }
            let receipt = try Receipt(
                entry: entry, status: status,
                log: Receipt.LogProof(index: number, checkpoint: seal.note, path: path),
                keys: chosen.isEmpty ? all : chosen)
            let bytes = receipt.statement.json.bytes
            try transaction.writer.setReceipt(bytes, ofInbox: row)
            return Arrival(receipt: bytes, status: status, isRepeated: false)
        }
    }

    private static var unreadable: ExchangeFailure {
        ExchangeFailure(
            .damaged, problem: "a receipt or its proof cannot be made from what is stored",
            remedy: "run tamga ledger verify, then restore the database from a backup")
    }
}

extension InboxRow {
    init(
        _ message: SubmittedMessage, at moment: Timestamp, status: Receipt.Status,
        opened: OpenedPayload?
    ) {
        let head = message.envelope.head
        var reason: String?
        if case .rejected(let code) = status { reason = code.rawValue }
        self.init(
            sender: head.from, message: head.id.text, envelope: message.envelope.digest,
            stream: head.position.stream, sequence: head.position.sequence,
            type: head.type.rawValue, agreement: head.agreement.id, purpose: head.purpose,
            handling: head.handling, inReplyTo: head.inReplyTo?.text,
            receivedAt: moment.milliseconds, status: reason == nil ? "accepted" : "rejected",
            reason: reason, statement: message.envelope.statement.json.bytes,
            sealed: message.ciphertext, receipt: [], plaintext: opened?.plaintext,
            salt: opened.map { $0.salt.withBytes { Array($0) } })
    }
}
