/// Reads a whole log once, in order, and names the first entry that is not what was committed to.
///
/// Feed entries with ``check(index:entry:storedLeaf:)`` and, whenever ``size`` reaches the size of
/// a known checkpoint, that checkpoint with ``check(_:source:)``. Memory is O(log n).
package struct LogAudit: Sendable {
    /// The first thing found wrong.
    package struct Finding: Error, Hashable, Sendable, CustomStringConvertible {
        package enum Kind: String, Hashable, Sendable {
            /// An entry with another number than its place: deleted, inserted or swapped.
            case outOfPlace = "out-of-place"
            /// An entry whose bytes are not those that were hashed when it was written.
            case changed
            /// Entries that do not lead to the root that was signed.
            case otherRoot = "other-root"
            /// A checkpoint beyond the end of the log: entries are missing at the end.
            case cutOff = "cut-off"
            /// Entries after the last checkpoint that was signed.
            case notSigned = "not-signed"
        }

        package let kind: Kind
        /// The first entry concerned, counted from 0.
        package let entry: UInt64
        /// The entry after the last that may be concerned; `entry + 1` when exactly one is.
        package let end: UInt64
        /// What the finding rests on, such as the name of a checkpoint.
        package let evidence: String

        package var description: String {
            let range = end == entry + 1 ? "entry \(entry)" : "entries \(entry) to \(end - 1)"
            return "\(kind.rawValue): \(range) (\(evidence))"
        }
    }

    private var frontier = MerkleFrontier()
    private var provenSize: UInt64 = 0

    package init() {}

    /// How many entries were read.
    package var size: UInt64 { frontier.size }

    /// The root of what was read.
    package var root: Digest256 { frontier.root }

    /// Takes the next entry.
    ///
    /// - Parameters:
    ///   - index: the number the store gives it.
    ///   - storedLeaf: the leaf hash kept apart from the entry (a table or tile), when there is one.
    package mutating func check(
        index: UInt64, entry: [UInt8], storedLeaf: Digest256?
    ) throws(Finding) {
        try check(index: index, leaf: MerkleHash.leaf(entry), storedLeaf: storedLeaf)
    }

    /// The same with the entry's hash worked out already.
    package mutating func check(
        index: UInt64, leaf: Digest256, storedLeaf: Digest256?
    ) throws(Finding) {
        guard index == size else {
            throw Finding(
                kind: .outOfPlace, entry: size, end: size + 1,
                evidence: "the store numbers this place \(index)")
        }
        if let storedLeaf, storedLeaf != leaf {
            throw Finding(
                kind: .changed, entry: size, end: size + 1, evidence: "its kept leaf hash")
        }
        frontier.append(leaf)
    }

    /// Compares with a checkpoint of exactly the size read so far, whose signature is verified.
    ///
    /// - Parameter source: whose copy it is, for the finding's text.
    package mutating func check(_ checkpoint: Checkpoint, source: String) throws(Finding) {
        guard checkpoint.size == size else {
            throw Finding(
                kind: .cutOff, entry: min(size, checkpoint.size),
                end: max(size, checkpoint.size), evidence: source)
        }
        guard checkpoint.root == root else {
            throw Finding(
                kind: .otherRoot, entry: provenSize, end: max(size, provenSize + 1),
                evidence: source)
        }
        provenSize = size
    }

    /// Ends the audit of a log that signs a checkpoint after whatever it writes.
    ///
    /// - Throws: ``Finding`` for entries that no checkpoint speaks of.
    package func end() throws(Finding) {
        guard provenSize == size else {
            throw Finding(
                kind: .notSigned, entry: provenSize, end: size, evidence: "no checkpoint")
        }
    }

    /// Audits entries against checkpoints of increasing size; checkpoints beyond the last entry are
    /// findings.
    package static func audit(
        _ entries: some Sequence<(index: UInt64, entry: [UInt8], storedLeaf: Digest256?)>,
        checkpoints: [(checkpoint: Checkpoint, source: String)]
    ) throws(Finding) -> Checkpoint? {
        var audit = LogAudit()
        let ordered = checkpoints.sorted { $0.checkpoint.size < $1.checkpoint.size }
        var next = 0
        func passed(_ audit: inout LogAudit) throws(Finding) {
            while next < ordered.count, ordered[next].checkpoint.size == audit.size {
                try audit.check(ordered[next].checkpoint, source: ordered[next].source)
                next += 1
            }
        }
        try passed(&audit)
        for row in entries {
            try audit.check(index: row.index, entry: row.entry, storedLeaf: row.storedLeaf)
            try passed(&audit)
        }
        if next < ordered.count {
            try audit.check(ordered[next].checkpoint, source: ordered[next].source)
        }
        return ordered.last?.checkpoint
    }
}
