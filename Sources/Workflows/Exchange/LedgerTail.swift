package import Seal
package import Store

/// The growing end of the ledger within one transaction.
///
/// Appending needs the tree's right edge only, which is kept from one transaction to the next and
/// read again when another process has written in between.
package struct LedgerTail: Sendable {
    package private(set) var frontier: MerkleFrontier
    /// Complete nodes that came into being since the edge was read, and the edge itself, so that
    /// proofs for what was just appended ask the store for next to nothing.
    private var known: [Place: Digest256] = [:]

    private struct Place: Hashable {
        let level: Int
        let index: UInt64
    }

    /// Reads the edge; `cached` is used when it is still the end.
    ///
    /// - Throws: ``ExchangeFailure/Code/damaged`` when a node of the tree is missing.
    package init(_ reader: any StoreReader, cached: MerkleFrontier?) throws {
        let size = UInt64(try reader.ledgerSize())
        var start: UInt64 = 0
        var peaks: [Digest256] = []
        for level in stride(from: 63, through: 0, by: -1) where size >> UInt64(level) & 1 == 1 {
            let index = start >> UInt64(level)
            let peak: Digest256?
            if let cached, cached.size == size {
                peak = cached.peaks[peaks.count]
            } else {
                peak = try reader.ledgerNode(level: level, index: Int64(index))
            }
            guard let peak else { throw Self.damaged }
            peaks.append(peak)
            known[Place(level: level, index: index)] = peak
            start += 1 << UInt64(level)
        }
        guard let frontier = MerkleFrontier(size: size, peaks: peaks) else { throw Self.damaged }
        self.frontier = frontier
    }

    /// Appends an entry; its number is returned.
    package mutating func append(_ entry: [UInt8], to writer: any StoreWriter) throws -> UInt64 {
        precondition(entry.count <= 65_535, "A ledger entry has at most 65,535 bytes.")
        let leaf = MerkleHash.leaf(entry)
        let number = frontier.size
        let nodes = frontier.append(leaf)
        for node in nodes { known[Place(level: node.level, index: node.index)] = node.hash }
        try writer.append(
            LedgerRow(number: Int64(number), leaf: leaf, entry: entry), nodes: nodes)
        return number
    }

    /// Proves over what is stored and what was just appended.
    package func prover(_ reader: any StoreReader) -> MerkleProver {
        MerkleProver { [known] level, index in
            if let hash = known[Place(level: level, index: index)] { return hash }
            // A node that cannot be read is one that is missing: the proof is not made.
            return (try? reader.ledgerNode(level: level, index: Int64(index))) ?? nil
        }
    }

    private static var damaged: ExchangeFailure {
        ExchangeFailure(
            .damaged, problem: "the ledger's tree has a hole",
            remedy: "run tamga ledger verify, then restore the database from a backup")
    }
}

/// What the ledger says beside messages received: who did what, when, to which thing, for which
/// purpose. Never content, never personal data; things are named by their numbers.
package enum LedgerEvent {
    /// The bytes of an entry; members that are nil are left out.
    package static func bytes(
        _ event: String, at moment: Timestamp, _ members: KeyValuePairs<String, String?>
    ) -> [UInt8] {
        var object = JSONObject(["event": .string(event)])
        for (name, value) in members {
            if let value { object[name] = .string(String(value.prefix(512))) }
        }
        object["at"] = .string(moment.description)
        return JSONTree.object(object).bytes
    }
}
