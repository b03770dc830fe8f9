/// Hashes of the log's tree.
///
/// Source: RFC 9162 section 2.1.1.
package enum MerkleHash {
    /// The hash of an entry: SHA-256(0x00 ‖ entry).
    package static func leaf(_ entry: [UInt8]) -> Digest256 {
        var hasher = Digest256.Hasher()
        hasher.update([0])
        hasher.update(entry)
        return hasher.finalize()
    }

    /// The hash of a node: SHA-256(0x01 ‖ left ‖ right).
    package static func node(_ left: Digest256, _ right: Digest256) -> Digest256 {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { bytes in
            bytes[0] = 1
            left.write(to: UnsafeMutableRawBufferPointer(rebasing: bytes[1..<33]))
            right.write(to: UnsafeMutableRawBufferPointer(rebasing: bytes[33...]))
            var hasher = Digest256.Hasher()
            hasher.update(UnsafeRawBufferPointer(bytes))
            return hasher.finalize()
        }
    }

    /// The root of a log without entries: SHA-256 of nothing.
    package static let empty = Digest256(hashing: [UInt8]())
}

/// The right edge of a log's tree: enough to append and to know the root, in O(log n) memory.
///
/// A node keeps one of these beside its newest checkpoint and needs no older hash for appending.
package struct MerkleFrontier: Hashable, Sendable {
    /// How many entries the log has.
    package private(set) var size: UInt64
    /// Roots of the complete subtrees from left to right, one per set bit of ``size``.
    package private(set) var peaks: [Digest256]

    /// A log without entries.
    package init() {
        size = 0
        peaks = []
    }

    /// A frontier that was stored; `nil` when the count of peaks does not belong to the size.
    package init?(size: UInt64, peaks: [Digest256]) {
        guard peaks.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Appends one entry by its leaf hash and tells which complete nodes came into being, lowest
    /// first; a store keeps these to make proofs.
    @discardableResult
    package mutating func append(_ leaf: Digest256) -> [MerkleNode] {
        var node = MerkleNode(level: 0, index: size, hash: leaf)
        var made = [node]
        var carries = size
        while carries & 1 == 1, let left = peaks.popLast() {
            node = MerkleNode(
                level: node.level + 1, index: node.index >> 1,
                hash: MerkleHash.node(left, node.hash))
            made.append(node)
            carries >>= 1
        }
        peaks.append(node.hash)
        size += 1
        return made
    }

    /// The root of the whole tree.
    package var root: Digest256 {
        guard var root = peaks.last else { return MerkleHash.empty }
        for peak in peaks.dropLast().reversed() { root = MerkleHash.node(peak, root) }
        return root
    }
}

/// A complete subtree: level 0 are the entries, `index` counts along the level.
package struct MerkleNode: Hashable, Sendable {
    package let level: Int
    package let index: UInt64
    package let hash: Digest256

    package init(level: Int, index: UInt64, hash: Digest256) {
        self.level = level
        self.index = index
        self.hash = hash
    }
}

/// A log's hashes in memory: appends, roots of any earlier size, and proofs.
///
/// Keeps about 64 bytes per entry. A node's disk keeps the same nodes in tables or tiles and uses
/// ``MerkleProver`` over them.
package struct MerkleTree: Sendable {
    private var levels: [[Digest256]] = []
    package private(set) var frontier = MerkleFrontier()

    package init() {}

    /// How many entries there are.
    package var size: UInt64 { frontier.size }

    /// The root of the whole tree.
    package var root: Digest256 { frontier.root }

    /// Appends an entry.
    package mutating func append(_ entry: [UInt8]) {
        append(leaf: MerkleHash.leaf(entry))
    }

    /// Appends an entry by its leaf hash.
    package mutating func append(leaf: Digest256) {
        for node in frontier.append(leaf) {
            if node.level == levels.count { levels.append([]) }
            levels[node.level].append(node.hash)
        }
    }

    /// The hash of a complete subtree; `nil` when it is not complete.
    package func node(level: Int, index: UInt64) -> Digest256? {
        guard levels.indices.contains(level), index < UInt64(levels[level].count) else {
            return nil
        }
        return levels[level][Int(index)]
    }

    /// Makes proofs over this tree.
    package var prover: MerkleProver {
        MerkleProver { [levels] level, index in
            guard levels.indices.contains(level), index < UInt64(levels[level].count) else {
                return nil
            }
            return levels[level][Int(index)]
        }
    }
}
