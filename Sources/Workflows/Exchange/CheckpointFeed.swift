import Seal
import Store

/// The keys that ever signed our log's checkpoints.
struct LedgerKeys: Sendable {
    let origin: String
    private let keys: [VerifyingKey]

    init(_ standing: ExchangeStanding) {
        origin = "\(standing.node)/ledger"
        var keys: [VerifyingKey] = []
        for card in standing.history.reversed() where card.node == standing.node {
            for key in card.keys where key.purpose == .log {
                guard let verifying = key.verifyingKey, !keys.contains(verifying) else { continue }
                keys.append(verifying)
            }
        }
        self.keys = keys
    }

    /// The checkpoint of a note that one of them signed; nil when none did.
    func checkpoint(_ note: SignedNote) -> Checkpoint? {
        for key in keys {
            // Another key may have signed it; a note that none signed is the caller's to report.
            if let found = try? Checkpoint(verifying: note, origin: origin, key: key) {
                return found
            }
        }
        return nil
    }
}

/// A checkpoint, and whose copy of it.
struct KnownCheckpoint: Sendable {
    let checkpoint: Checkpoint
    let source: String
}

/// Every checkpoint known of our log, smallest first: those of the store, page by page, and those
/// given from outside between them. Signatures are checked on other threads.
final class CheckpointFeed {
    private static let page = 1_024
    private let given: [KnownCheckpoint]
    private var nextGiven = 0
    private let own: OrderedBlocks<CheckpointRow, KnownCheckpoint>
    private var nextOwn: KnownCheckpoint?
    private var isBegun = false
    /// How many were held against the log.
    private(set) var count = 0

    init(_ reader: any StoreReader, node: String, keys: LedgerKeys, given: [KnownCheckpoint]) {
        self.given = given.sorted { $0.checkpoint.size < $1.checkpoint.size }
        var size: Int64 = -1
        var waiting: ArraySlice<CheckpointRow> = []
        own = OrderedBlocks {
            if waiting.isEmpty {
                let rows = try reader.checkpoints(of: node, above: size, limit: Self.page)
                waiting = Self.whole(rows)
                if let last = waiting.last { size = last.size }
            }
            defer { waiting = waiting.dropFirst(64) }
            return Array(waiting.prefix(64))
        } work: {
            Self.judge($0, keys)
        }
    }

    /// A full page without the rows of its last size, of which more may follow.
    private static func whole(_ rows: [CheckpointRow]) -> ArraySlice<CheckpointRow> {
        guard rows.count == page, let last = rows.last, let first = rows.first,
            first.size < last.size
        else { return rows[...] }
        return rows.prefix { $0.size < last.size }
    }

    private static func judge(_ row: CheckpointRow, _ keys: LedgerKeys) -> KnownCheckpoint {
        let source =
            row.witness.isEmpty
            ? "own checkpoint of size \(row.size)"
            : "checkpoint of size \(row.size) cosigned by \(row.witness)"
        if let note = try? SignedNote(reading: row.note), let checkpoint = keys.checkpoint(note),
            checkpoint.size == UInt64(row.size), checkpoint.root == row.root
        {
            return KnownCheckpoint(checkpoint: checkpoint, source: source)
        }
        // A checkpoint whose signature does not hold is as good as a wrong one.
        return KnownCheckpoint(
            checkpoint: Checkpoint(
                origin: keys.origin, size: UInt64(max(0, row.size)),
                root: Digest256(hashing: "no checkpoint")),
            source: source + ", changed after it was signed")
    }

    /// Holds all of exactly the size read so far against the log.
    func pass(_ audit: inout LogAudit) throws {
        while let next = try peek(), next.checkpoint.size == audit.size {
            try audit.check(next.checkpoint, source: next.source)
            try advance()
        }
    }

    /// Holds what is left against the log that has ended: the first speaks of more than there is.
    func end(_ audit: inout LogAudit) throws {
        if let next = try peek() { try audit.check(next.checkpoint, source: next.source) }
    }

    private func peek() throws -> KnownCheckpoint? {
        if !isBegun {
            isBegun = true
            nextOwn = try own.next()
        }
        guard nextGiven < given.count else { return nextOwn }
        guard let nextOwn, nextOwn.checkpoint.size <= given[nextGiven].checkpoint.size else {
            return given[nextGiven]
        }
        return nextOwn
    }

    /// Takes the one that ``peek()`` shows.
    private func advance() throws {
        count += 1
        if nextGiven < given.count,
            nextOwn.map({ $0.checkpoint.size > given[nextGiven].checkpoint.size }) ?? true
        {
            nextGiven += 1
        } else {
            nextOwn = try own.next()
        }
    }
}
