import Exchange
import Seal
import Store

/// How partners watch over each other's ledgers: each sends its newest checkpoint with the proof that
/// what the other saw before is its beginning, and gets a cosignature for it.
///
/// Source: Specs/exchange.md section 7.
extension ExchangeNode {
    /// The question of a witness exchange: our newest checkpoint, proven from what the partner saw
    /// last, and how much of the partner's log we have seen; nil as long as our log is empty.
    package func witnessQuestion(for partner: String) throws -> (body: [UInt8], seen: Int64)? {
        try store.read { reader in
            let seen = try reader.newestCheckpoint(of: partner, witness: "")?.size ?? 0
            guard
                let part = try Self.checkpointPart(
                    reader, node: settings.node,
                    since: try reader.newestCheckpoint(of: settings.node, witness: partner)?.size
                        ?? 0)
            else { return nil }
            let body = JSONTree.object([
                "v": "TXP/1", "checkpoint": part.note, "since": part.since, "path": part.path,
                "seen": .integer(seen),
            ]).bytes
            return (body, seen)
        }
    }

    /// Our newest checkpoint with the path from an earlier size; a size beyond our log gives the
    /// path from nothing.
    private static func checkpointPart(
        _ reader: any StoreReader, node: String, since: Int64
    ) throws -> (note: JSONTree, since: JSONTree, path: JSONTree)? {
        guard let newest = try reader.newestCheckpoint(of: node, witness: "") else { return nil }
        let start = since > newest.size ? 0 : since
        let prover = MerkleProver { level, index in
            (try? reader.ledgerNode(level: level, index: Int64(index))) ?? nil
        }
        guard let path = prover.consistency(from: UInt64(start), to: UInt64(newest.size)) else {
            throw ExchangeFailure(
                .damaged, problem: "the ledger's tree has a hole",
                remedy: "run tamga ledger verify, then restore the database from a backup")
        }
        return (
            .string(newest.note), .integer(start), .array(path.map { .string($0.base64URL) })
        )
    }

    /// Answers a partner's question: looks at its checkpoint, cosigns it, and shows ours.
    ///
    /// - Parameter moment: when the partner signed the question, by its clock.
    func witness(_ request: DoorRequest, askedAt moment: Timestamp) async throws -> JSONTree {
        let parts = try WitnessParts(reading: request.body)
        let partner = request.partner
        return try await commitTogether(
            { transaction in
                // A question that was late or doubled on its way shows an older checkpoint rightly.
                let newest = try transaction.writer.newestCheckpoint(of: partner, witness: "")
                let isLate = newest.map {
                    $0.seenAt + Self.clockMilliseconds >= moment.milliseconds
                }
                return try Self.see(
                    parts, of: partner, atLeast: isLate == false ? newest?.size ?? 0 : 0,
                    in: transaction)
            },
            sealed: { transaction, _, cosigned in
                let own = try Self.checkpointPart(
                    transaction.writer, node: transaction.standing.node, since: parts.seen)
                return JSONTree.object([
                    "v": "TXP/1", "cosigned": cosigned.map { .string($0) },
                    "checkpoint": own?.note, "since": own?.since, "path": own?.path,
                ])
            })
    }

    /// How far a partner's clock may be ahead of ours, in milliseconds.
    static let clockMilliseconds: Int64 = 60_000

    /// Takes the answer of a partner: its checkpoint is looked at, its cosignature kept.
    ///
    /// - Parameter seen: how much of its log we had seen when we asked; the answer, bound to our
    ///   question, must not show less.
    package func takeWitnessAnswer(
        _ body: [UInt8], of partner: String, asked seen: Int64
    ) async throws {
        let parts = try WitnessParts(reading: body)
        try await commitTogether(
            { transaction in
                if parts.note != nil {
                    _ = try Self.see(parts, of: partner, atLeast: seen, in: transaction)
                }
                if let cosigned = parts.cosigned {
                    try Self.keep(cosigned, of: partner, in: transaction)
                }
            }, sealed: { _, _, _ in })
    }

    /// Looks at a partner's checkpoint; nil when what was seen before is not where its proof begins.
    ///
    /// A rollback or a fork stands in the ledger and nothing of it is cosigned.
    ///
    /// - Parameter floor: the size below which the log must have been put back.
    static func see(
        _ parts: WitnessParts, of partner: String, atLeast floor: Int64,
        in transaction: ExchangeTransaction
    ) throws -> String? {
        guard let note = parts.note, let card = transaction.standing.cards[partner]?.card else {
            throw refusal(.malformed, "no checkpoint")
        }
        let checkpoint = try verified(note, of: card, at: transaction.now)
        let before = try transaction.writer.newestCheckpoint(of: partner, witness: "")
        let known = Checkpoint(
            origin: checkpoint.origin, size: UInt64(before?.size ?? 0),
            root: before?.root ?? MerkleHash.empty)
        if checkpoint.size < known.size, checkpoint.size >= UInt64(max(0, floor)) { return nil }
        // The proof begins elsewhere: not wrong, but no proof from what we saw.
        guard checkpoint.size <= known.size || parts.since == Int64(known.size) else { return nil }
        var witness = Witness(known)
        do throws(Witness.Alarm) {
            try witness.see(checkpoint, path: checkpoint.size == known.size ? [] : parts.path)
        } catch {
            try transaction.recordRepeatable(
                "alarm", of: partner, code: error.rawValue,
                [
                    "partner": partner, "kind": error.rawValue, "size": String(checkpoint.size),
                    "root": checkpoint.root.base64URL, "known": String(known.size),
                ])
            return nil
        }
        try transaction.writer.put(
            CheckpointRow(
                node: partner, size: Int64(checkpoint.size), root: checkpoint.root,
                note: note.note, seenAt: transaction.now.milliseconds))
        var cosigned = note
        let key = try transaction.standing.keys.signer(for: .log, at: transaction.now)
        try cosigned.cosign(
            name: "\(transaction.standing.node)/witness", key: key.key,
            time: UInt64(max(0, transaction.now.seconds)))
        return cosigned.note
    }

    private static func keep(
        _ note: SignedNote, of partner: String, in transaction: ExchangeTransaction
    ) throws {
        guard let card = transaction.standing.cards[partner]?.card else { return }
        let checkpoint = try verified(note, of: transaction.standing.keys.card, at: transaction.now)
        for key in card.verifyingKeys(for: .log, at: transaction.now) {
            guard try note.cosignedAt(name: "\(partner)/witness", key: key) != nil else { continue }
            return try transaction.writer.put(
                CheckpointRow(
                    node: transaction.standing.node, size: Int64(checkpoint.size),
                    root: checkpoint.root, note: note.note,
                    seenAt: transaction.now.milliseconds, witness: partner))
        }
        throw refusal(.badSignature, "not cosigned by the partner")
    }

    /// The checkpoint of a note that the log's own key signed.
    static func verified(
        _ note: SignedNote, of card: NodeCard, at moment: Timestamp
    ) throws -> Checkpoint {
        let keys = card.verifyingKeys(for: .log, at: moment)
        if let found = try Checkpoint.verified(note, origin: "\(card.node)/ledger", keys: keys) {
            return found.checkpoint
        }
        throw refusal(.badSignature, "a checkpoint that the log did not sign")
    }
}

/// What both sides of a witness exchange say.
struct WitnessParts: Sendable {
    var note: SignedNote?
    var since: Int64 = 0
    var path: [Digest256] = []
    /// How much of our log the other side has seen.
    var seen: Int64 = 0
    var cosigned: SignedNote?

    init(reading body: [UInt8]) throws {
        let names: Set = ["v", "checkpoint", "since", "path", "seen", "cosigned"]
        let tree = try JSONTree(
            reading: body, bounds: .init(byteCountMax: 262_144, depthMax: 3, valueCountMax: 200))
        guard let fields = tree.object, fields["v"]?.text == "TXP/1",
            Set(fields.names).isSubset(of: names)
        else { throw ExchangeNode.refusal(.malformed, "a witness exchange of another form") }
        if let text = fields["checkpoint"]?.text { note = try SignedNote(reading: text) }
        if let text = fields["cosigned"]?.text { cosigned = try SignedNote(reading: text) }
        since = max(0, fields["since"]?.integerValue ?? 0)
        seen = max(0, fields["seen"]?.integerValue ?? 0)
        let hashes = fields["path"]?.elements ?? []
        path = hashes.compactMap { $0.text.flatMap { Digest256(base64URL: $0) } }
        guard path.count == hashes.count, path.count <= 128 else {
            throw ExchangeNode.refusal(.malformed, "a proof of another form")
        }
    }
}
