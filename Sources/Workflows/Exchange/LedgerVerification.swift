import Dispatch
import Exchange
package import Seal
package import Store
import Synchronization

/// Reads a ledger from its first entry to its last and holds it against every checkpoint known:
/// our own, those that partners cosigned, and any that are given from outside.
package struct LedgerVerification: Sendable {
    /// What was found.
    package struct Outcome: Sendable {
        package var entries: UInt64 = 0
        package var checkpoints = 0
        package var root: Digest256?
        /// The first thing wrong; nil when all holds.
        package var finding: LogAudit.Finding?
        /// What is wrong beside the entries themselves: rows that the ledger does not speak of, or
        /// speaks of and are not there.
        package var mismatches: [String] = []

        package var isGood: Bool { finding == nil && mismatches.isEmpty }
    }

    /// Rows read at a time.
    static let batch = 4_096

    /// - Parameter given: checkpoints from outside, such as those a partner holds of us; signed by
    ///   one of our log keys, or they count as a finding.
    package static func run(
        _ store: any Store, standing: ExchangeStanding, given: [(note: SignedNote, source: String)]
    ) throws -> Outcome {
        try store.read { reader in
            var outcome = Outcome()
            var checkpoints = try own(reader, standing)
            for (note, source) in given {
                guard let checkpoint = checkpoint(note, standing) else {
                    outcome.mismatches.append("\(source): not signed by a log key of this node")
                    continue
                }
                checkpoints.append((checkpoint, source))
            }
            outcome.checkpoints = checkpoints.count
            checkpoints.sort { $0.checkpoint.size < $1.checkpoint.size }
            try audit(reader, checkpoints, into: &outcome)
            if outcome.finding == nil { try compare(reader, into: &outcome) }
            return outcome
        }
    }

    private static func own(
        _ reader: any StoreReader, _ standing: ExchangeStanding
    ) throws -> [(checkpoint: Checkpoint, source: String)] {
        var found: [(checkpoint: Checkpoint, source: String)] = []
        var size: Int64 = -1
        while true {
            let rows = try reader.checkpoints(of: standing.node, above: size, limit: batch)
            for row in rows {
                let source =
                    row.witness.isEmpty
                    ? "own checkpoint of size \(row.size)"
                    : "checkpoint of size \(row.size) cosigned by \(row.witness)"
                if let note = try? SignedNote(reading: row.note),
                    let checkpoint = checkpoint(note, standing),
                    checkpoint.size == UInt64(row.size), checkpoint.root == row.root
                {
                    found.append((checkpoint, source))
                } else {
                    // A checkpoint whose signature does not hold is as good as a wrong one.
                    found.append(
                        (
                            Checkpoint(
                                origin: "\(standing.node)/ledger", size: UInt64(max(0, row.size)),
                                root: Digest256(hashing: "no checkpoint")),
                            source + ", changed after it was signed"
                        ))
                }
            }
            guard let last = rows.last, rows.count == batch else { return found }
            // Several witnesses' checkpoints have one size; those of the last come again.
            size = max(size, last.size - 1)
        }
    }

    private static func checkpoint(
        _ note: SignedNote, _ standing: ExchangeStanding
    ) -> Checkpoint? {
        let origin = "\(standing.node)/ledger"
        for card in standing.history where card.node == standing.node {
            for key in card.keys where key.purpose == .log {
                guard let verifying = key.verifyingKey else { continue }
                if let found = try? Checkpoint(verifying: note, origin: origin, key: verifying) {
                    return found
                }
            }
        }
        return nil
    }

    private static func audit(
        _ reader: any StoreReader, _ checkpoints: [(checkpoint: Checkpoint, source: String)],
        into outcome: inout Outcome
    ) throws {
        var audit = LogAudit()
        var next = 0
        func passed(_ audit: inout LogAudit) throws(LogAudit.Finding) {
            while next < checkpoints.count, checkpoints[next].checkpoint.size == audit.size {
                try audit.check(checkpoints[next].checkpoint, source: checkpoints[next].source)
                next += 1
            }
        }
        do {
            try passed(&audit)
            var from: Int64 = 0
            while true {
                let rows = try reader.ledger(from: from, limit: batch)
                for row in rows {
                    try audit.check(
                        index: UInt64(row.number), entry: row.entry, storedLeaf: row.leaf)
                    try passed(&audit)
                }
                guard let last = rows.last, rows.count == batch else { break }
                from = last.number + 1
            }
            if next < checkpoints.count {
                try audit.check(checkpoints[next].checkpoint, source: checkpoints[next].source)
            }
            try audit.end()
        } catch let finding as LogAudit.Finding { outcome.finding = finding }
        outcome.entries = audit.size
        outcome.root = audit.root
    }

    /// Holds inbox and outbox against what the ledger says of them.
    private static func compare(_ reader: any StoreReader, into outcome: inout Outcome) throws {
        var received: Set<String> = []
        var sent: Set<String> = []
        var from: Int64 = 0
        while true {
            let rows = try reader.ledger(from: from, limit: batch)
            for row in rows {
                guard let entry = try? JSONTree(reading: row.entry),
                    let envelope = entry["envelope"]?.text
                else { continue }
                if entry["event"] == "received" { received.insert(envelope) }
                if entry["event"] == "sent" { sent.insert(envelope) }
            }
            guard let last = rows.last, rows.count == batch else { break }
            from = last.number + 1
        }
        var after: Int64 = 0
        while true {
            let rows = try reader.inbox(after: after, limit: 256)
            let faults = checked(rows) { row in
                fault(
                    envelope: row.envelope, statement: row.statement, sealed: row.sealed,
                    opened: row.plaintext.flatMap { text in row.salt.map { (text, $0) } })
            }
            for (row, fault) in zip(rows, faults) {
                if received.remove(row.envelope.base64URL) == nil {
                    outcome.mismatches.append("inbox row \(row.message) is not in the ledger")
                } else if let fault {
                    outcome.mismatches.append("inbox row \(row.message): \(fault)")
                }
            }
            guard let last = rows.last else { break }
            after = last.row
        }
        after = 0
        while true {
            let rows = try reader.outbox(after: after, limit: 256)
            let faults = checked(rows) { row in
                fault(
                    envelope: row.envelope, statement: row.statement, sealed: row.sealed,
                    opened: (row.plaintext, row.salt))
            }
            for (row, fault) in zip(rows, faults) {
                if sent.remove(row.envelope.base64URL) == nil {
                    outcome.mismatches.append("outbox row \(row.message) is not in the ledger")
                } else if let fault {
                    outcome.mismatches.append("outbox row \(row.message): \(fault)")
                }
            }
            guard let last = rows.last else { break }
            after = last.row
        }
        for envelope in received.sorted().prefix(8) {
            outcome.mismatches.append("a received envelope is no longer in the inbox: \(envelope)")
        }
        for envelope in sent.sorted().prefix(8) {
            outcome.mismatches.append("a sent envelope is no longer in the outbox: \(envelope)")
        }
    }

    /// What is wrong with each row, worked out on all processors.
    private static func checked<Row: Sendable>(
        _ rows: [Row], _ fault: @Sendable (Row) -> String?
    ) -> [String?] {
        let faults = Mutex([String?](repeating: nil, count: rows.count))
        DispatchQueue.concurrentPerform(iterations: rows.count) { place in
            guard let found = fault(rows[place]) else { return }
            faults.withLock { $0[place] = found }
        }
        return faults.withLock { $0 }
    }

    /// Holds the parts of a stored message against the digest that the ledger names.
    private static func fault(
        envelope digest: Digest256, statement: [UInt8], sealed: [UInt8],
        opened: (text: [UInt8], salt: [UInt8])?
    ) -> String? {
        guard
            let envelope = try? Envelope(reading: JWS(reading: JSONTree(reading: statement))),
            envelope.digest == digest
        else { return "the envelope is not the one in the ledger" }
        guard envelope.ciphertextDigest == Digest256(hashing: sealed) else {
            return "the sealed text is not the one of the envelope"
        }
        if let opened,
            Commitment(salt: SecretBytes(opened.salt), plaintext: opened.text)
                != envelope.head.commitment
        {
            return "the opened text is not the one committed to"
        }
        return nil
    }
}
