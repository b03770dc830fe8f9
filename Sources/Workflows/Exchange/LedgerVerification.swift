import Exchange
package import Seal
package import Store

/// Reads a ledger from its first entry to its last and holds it against every checkpoint known (our
/// own, those that partners cosigned, and any that are given from outside) and against the messages
/// that are kept.
///
/// One pass in bounded memory: entries, checkpoints and messages are read side by side in the order
/// in which they were written; hashes and signatures are worked out on all cores.
package struct LedgerVerification: Sendable {
    /// What was found.
    package struct Outcome: Sendable {
        package var entries: UInt64 = 0
        package var checkpoints = 0
        package var root: Digest256?
        /// The first thing wrong; nil when all holds. After it nothing more is looked at.
        package var finding: LogAudit.Finding?
        /// What is wrong beside the entries themselves: rows that the ledger does not speak of, or
        /// speaks of and are not there.
        package var mismatches: [String] = []

        package var isGood: Bool { finding == nil && mismatches.isEmpty }
    }

    /// Entries read at a time.
    static let batch = 512

    /// - Parameter given: checkpoints from outside, such as those a partner holds of us; signed by
    ///   one of our log keys, or they count as a finding.
    package static func run(
        _ store: any Store, standing: ExchangeStanding, given: [(note: SignedNote, source: String)]
    ) throws -> Outcome {
        try store.read { reader in
            var outcome = Outcome()
            let keys = LedgerKeys(standing)
            var checkpoints: [KnownCheckpoint] = []
            for (note, source) in given {
                if let checkpoint = keys.checkpoint(note) {
                    checkpoints.append(KnownCheckpoint(checkpoint: checkpoint, source: source))
                } else {
                    outcome.mismatches.append("\(source): not signed by a log key of this node")
                }
            }
            try pass(
                over: entries(reader),
                CheckpointFeed(reader, node: standing.node, keys: keys, given: checkpoints),
                inbox: KeptComparison(.inbox, reader), outbox: KeptComparison(.outbox, reader),
                into: &outcome)
            return outcome
        }
    }

    private static func pass(
        over entries: OrderedBlocks<LedgerRow, HashedEntry>, _ checkpoints: CheckpointFeed,
        inbox: KeptComparison, outbox: KeptComparison, into outcome: inout Outcome
    ) throws {
        var audit = LogAudit()
        do {
            try checkpoints.pass(&audit)
            while let entry = try entries.next() {
                try audit.check(
                    index: UInt64(entry.number), leaf: entry.leaf, storedLeaf: entry.storedLeaf)
                try checkpoints.pass(&audit)
                switch entry.event {
                case .received(let message): try inbox.meet(message)
                case .sent(let message): try outbox.meet(message)
                case nil: break
                }
            }
            try checkpoints.end(&audit)
            try audit.end()
            try inbox.end()
            try outbox.end()
        } catch let finding as LogAudit.Finding { outcome.finding = finding }
        outcome.entries = audit.size
        outcome.root = audit.root
        outcome.checkpoints = checkpoints.count
        outcome.mismatches += inbox.mismatches + outbox.mismatches
    }

    private static func entries(
        _ reader: any StoreReader
    ) -> OrderedBlocks<LedgerRow, HashedEntry> {
        var from: Int64 = 0
        return OrderedBlocks {
            let rows = try reader.ledger(from: from, limit: batch)
            if let last = rows.last { from = last.number + 1 }
            return rows
        } work: {
            HashedEntry($0)
        }
    }
}

/// An entry of the ledger with its hash, and the message that it speaks of.
private struct HashedEntry: Sendable {
    enum Event: Sendable {
        case received(SpokenMessage)
        case sent(SpokenMessage)
    }

    let number: Int64
    let storedLeaf: Digest256
    let leaf: Digest256
    let event: Event?

    init(_ row: LedgerRow) {
        number = row.number
        storedLeaf = row.leaf
        leaf = MerkleHash.leaf(row.entry)
        // What is no JSON is found by its hash.
        guard let entry = try? JSONTree(reading: row.entry), let event = entry["event"]?.text,
            event == "received" || event == "sent", let message = SpokenMessage(entry)
        else {
            self.event = nil
            return
        }
        self.event = event == "sent" ? .sent(message) : .received(message)
    }
}

/// A message as an entry of the ledger names it.
struct SpokenMessage: Sendable {
    let envelope: Digest256
    let from: String
    let id: String

    init?(_ entry: JSONTree) {
        guard let envelope = entry["envelope"]?.text.flatMap({ Digest256(base64URL: $0) }),
            let from = entry["from"]?.text, let id = entry["id"]?.text
        else { return nil }
        self.envelope = envelope
        self.from = from
        self.id = id
    }
}
