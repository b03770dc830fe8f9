package import Seal

/// An entry of the ledger that says a message was received; its exact bytes are hashed and can be
/// rebuilt by the partner from the receipt.
package struct ReceivedEntry: Hashable, Sendable {
    package let envelope: Digest256
    package let from, to: String
    package let id: MessageID
    package let at: Timestamp

    package init(envelope: Digest256, from: String, to: String, id: MessageID, at: Timestamp) {
        self.envelope = envelope
        self.from = from
        self.to = to
        self.id = id
        self.at = at
    }

    /// The bytes of the log entry.
    package var bytes: [UInt8] {
        JSONTree.object([
            "event": "received", "envelope": .string(envelope.base64URL), "from": .string(from),
            "to": .string(to), "id": .string(id.text), "at": .string(at.description),
        ]).bytes
    }
}

/// The receiver's signed word that a message is durable (or refused), with the proof that its log
/// says so.
///
/// A receipt is made once per message and given again, byte for byte, for every duplicate.
package struct Receipt: Hashable, Sendable {
    /// What became of the message.
    package enum Status: Hashable, Sendable {
        /// Durable; its effect comes later.
        case stored
        /// Durable, and its effect took place in the same transaction.
        case accepted
        /// Refused for good; the message is kept as evidence without effect.
        case rejected(Refusal.Code)

        fileprivate var name: String {
            switch self {
            case .stored: "stored"
            case .accepted: "accepted"
            case .rejected: "rejected"
            }
        }
    }

    /// The log's proof.
    package struct LogProof: Hashable, Sendable {
        package let index: UInt64
        package let checkpoint: SignedNote
        package let path: [Digest256]

        package init(index: UInt64, checkpoint: SignedNote, path: [Digest256]) {
            self.index = index
            self.checkpoint = checkpoint
            self.path = path
        }
    }

    package let entry: ReceivedEntry
    package let status: Status
    package let log: LogProof
    package let statement: JWS

    /// The kind of statement a receipt is.
    package static let type = "txp-receipt"

    /// Signs a receipt.
    ///
    /// - Throws: ``Refusal/Code/unavailable`` when a key cannot sign.
    package init(
        entry: ReceivedEntry, status: Status, log: LogProof,
        keys: [(id: String, key: SigningKey)]
    ) throws(Refusal) {
        var reason: String?
        if case .rejected(let code) = status { reason = code.rawValue }
        let payload = JSONTree.object([
            "v": "TXP/1", "of": .string(entry.envelope.base64URL), "from": .string(entry.from),
            "to": .string(entry.to), "id": .string(entry.id.text),
            "status": .string(status.name), "reason": reason.map { .string($0) },
            "at": .string(entry.at.description),
            "log": .object([
                "index": .integer(Int64(clamping: log.index)),
                "checkpoint": .string(log.checkpoint.note),
                "proof": .array(log.path.map { .string($0.base64URL) }),
            ]),
        ])
        self.entry = entry
        self.status = status
        self.log = log
        statement = try refusing { () throws(SealFailure) in
            try JWS(signing: payload.bytes, type: Self.type, keys: keys)
        }
    }

    /// Reads a receipt without judging signatures and proof.
    ///
    /// - Throws: ``Refusal/Code/malformed``.
    package init(reading statement: JWS) throws(Refusal) {
        let value = try refusing { () throws(SealFailure) in
            try JSONTree(
                reading: statement.payload,
                bounds: .init(byteCountMax: 131_072, depthMax: 4, valueCountMax: 200))
        }
        guard let fields = value.object, fields["v"]?.text == "TXP/1",
            Set(fields.names).isSubset(of: [
                "v", "of", "from", "to", "id", "status", "reason", "at", "log",
            ]),
            let envelope = fields["of"]?.text.flatMap({ Digest256(base64URL: $0) }),
            let from = fields["from"]?.text, let to = fields["to"]?.text,
            let id = fields["id"]?.text.flatMap(MessageID.init),
            let at = fields["at"]?.text.flatMap({ Timestamp($0) }),
            let log = fields["log"]?.object, Set(log.names) == ["index", "checkpoint", "proof"],
            let index = log["index"]?.integerValue, index >= 0,
            let checkpoint = log["checkpoint"]?.text,
            let hashes = log["proof"]?.elements, hashes.count <= 64
        else { throw .receipt("another form") }
        let path = hashes.compactMap { $0.text.flatMap { Digest256(base64URL: $0) } }
        guard path.count == hashes.count else { throw .receipt("a proof of another form") }
        switch (fields["status"]?.text, fields["reason"]?.text) {
        case ("stored", nil): status = .stored
        case ("accepted", nil): status = .accepted
        case ("rejected", let reason?):
            guard let code = Refusal.Code(rawValue: reason) else {
                throw .receipt("an unknown reason")
            }
            status = .rejected(code)
        default: throw .receipt("an unknown status")
        }
        let note = try refusing { () throws(SealFailure) in
            try SignedNote(reading: checkpoint)
        }
        entry = ReceivedEntry(envelope: envelope, from: from, to: to, id: id, at: at)
        self.log = LogProof(index: UInt64(index), checkpoint: note, path: path)
        self.statement = statement
    }

    /// Checks that this is the receiver's receipt for this envelope and that its log holds it.
    ///
    /// - Parameters:
    ///   - card: the receiver's card.
    ///   - moment: when the receipt arrived.
    ///   - memory: checkpoints whose signature was verified before; receipts of one commit share one.
    /// - Returns: the checkpoint, for the witness.
    /// - Throws: ``Refusal/Code/badSignature`` for a foreign receipt or a proof that does not hold,
    ///   and the reasons why a key must not be used.
    @discardableResult
    package func verify(
        for envelope: Envelope, card: NodeCard, at moment: Timestamp,
        memory: CheckpointMemory? = nil
    ) throws(Refusal) -> Checkpoint {
        guard entry.envelope == envelope.digest, entry.id == envelope.head.id,
            entry.from == envelope.head.from, entry.to == envelope.head.to, entry.to == card.node
        else { throw .receipt("it is for another message", .badSignature) }
        return try refusing { () throws(SealFailure) in
            try statement.verify(type: Self.type) { id throws(SealFailure) in
                try card.verifyingKey(id, for: .evidence, at: moment)
            }
            let checkpoint = try verifiedCheckpoint(card: card, at: moment, memory)
            guard
                MerkleProof.isIncluded(
                    leaf: MerkleHash.leaf(entry.bytes), index: log.index, size: checkpoint.size,
                    path: log.path, root: checkpoint.root)
            else {
                throw SealFailure(
                    .badProof, place: "receipt", problem: "the log does not hold the entry",
                    reason: "TXP/1 section 6", remedy: "ask the partner; its log may have changed")
            }
            return checkpoint
        }
    }

    private func verifiedCheckpoint(
        card: NodeCard, at moment: Timestamp, _ memory: CheckpointMemory?
    ) throws(SealFailure) -> Checkpoint {
        let keys = card.verifyingKeys(for: .log, at: moment)
        if let known = memory?.checkpoint(of: log.checkpoint, keys: keys) { return known }
        if let (checkpoint, key) = try Checkpoint.verified(
            log.checkpoint, origin: "\(card.node)/ledger", keys: keys)
        {
            memory?.remember(log.checkpoint, checkpoint, key)
            return checkpoint
        }
        throw SealFailure(
            .badSignature, place: "receipt", problem: "no valid signature of the partner's log",
            reason: "TXP/1 section 6", remedy: "ask the partner for a current node card")
    }
}

extension Refusal {
    fileprivate static func receipt(_ problem: String, _ code: Code = .malformed) -> Refusal {
        Refusal(
            code, place: "receipt", problem: problem, reason: "TXP/1 section 6",
            remedy: "keep the message in the outbox and report the receipt")
    }
}
