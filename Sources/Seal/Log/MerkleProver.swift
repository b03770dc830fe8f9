/// Makes roots and proofs from stored complete nodes, wherever they are kept.
///
/// Source: RFC 9162 sections 2.1.3 and 2.1.4.
package struct MerkleProver {
    private let lookup: (Int, UInt64) -> Digest256?

    /// - Parameter lookup: the hash of the complete node at level and index; `nil` when the
    ///   store does not have it.
    package init(_ lookup: @escaping (_ level: Int, _ index: UInt64) -> Digest256?) {
        self.lookup = lookup
    }

    /// The root of the first `size` entries; `nil` when a node is missing.
    package func root(size: UInt64) -> Digest256? {
        size == 0 ? MerkleHash.empty : root(from: 0, count: size)
    }

    /// The path that proves entry `index` in the first `size` entries, from the leaf upwards;
    /// `nil` when the entry is not among them or a node is missing.
    package func inclusion(of index: UInt64, size: UInt64) -> [Digest256]? {
        guard index < size else { return nil }
        return path(to: index, from: 0, count: size)
    }

    /// The path that proves that the first `old` entries are the beginning of the first `new`
    /// ones; empty for equal sizes and for an empty beginning.
    package func consistency(from old: UInt64, to new: UInt64) -> [Digest256]? {
        guard old <= new else { return nil }
        if old == 0 || old == new { return [] }
        return subproof(old, from: 0, count: new, isWhole: true)
    }

    private func root(from start: UInt64, count: UInt64) -> Digest256? {
        if count.nonzeroBitCount == 1 {
            let level = count.trailingZeroBitCount
            return lookup(level, start >> UInt64(level))
        }
        let half = Self.split(count)
        guard let left = root(from: start, count: half),
            let right = root(from: start + half, count: count - half)
        else { return nil }
        return MerkleHash.node(left, right)
    }

    private func path(to index: UInt64, from start: UInt64, count: UInt64) -> [Digest256]? {
        if count == 1 { return [] }
        let half = Self.split(count)
        let isLeft = index < half
        let inner =
            isLeft
            ? path(to: index, from: start, count: half)
            : path(to: index - half, from: start + half, count: count - half)
        let sibling =
            isLeft
            ? root(from: start + half, count: count - half) : root(from: start, count: half)
        guard var proof = inner, let sibling else { return nil }
        proof.append(sibling)
        return proof
    }

    private func subproof(
        _ old: UInt64, from start: UInt64, count: UInt64, isWhole: Bool
    ) -> [Digest256]? {
        if old == count {
            if isWhole { return [] }
            return root(from: start, count: count).map { [$0] }
        }
        let half = Self.split(count)
        let inner: [Digest256]?
        let sibling: Digest256?
        if old <= half {
            inner = subproof(old, from: start, count: half, isWhole: isWhole)
            sibling = root(from: start + half, count: count - half)
        } else {
            inner = subproof(old - half, from: start + half, count: count - half, isWhole: false)
            sibling = root(from: start, count: half)
        }
        guard var proof = inner, let sibling else { return nil }
        proof.append(sibling)
        return proof
    }

    /// The largest power of two below `count`; `count` is at least 2.
    private static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}

/// Checks proofs that somebody else made.
package enum MerkleProof {
    /// Whether the path proves that `leaf` is entry `index` of the log of this size and root.
    ///
    /// Source: RFC 9162 section 2.1.3.2.
    package static func isIncluded(
        leaf: Digest256, index: UInt64, size: UInt64, path: [Digest256], root: Digest256
    ) -> Bool {
        guard index < size else { return false }
        var position = index
        var last = size - 1
        var hash = leaf
        for sibling in path {
            guard last != 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = MerkleHash.node(sibling, hash)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the path proves that the older log is the beginning of the newer one.
    ///
    /// Source: RFC 9162 section 2.1.4.2; an empty beginning needs no path.
    package static func isConsistent(
        oldSize: UInt64, oldRoot: Digest256, newSize: UInt64, newRoot: Digest256,
        path: [Digest256]
    ) -> Bool {
        if oldSize > newSize { return false }
        if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
        if oldSize == 0 { return path.isEmpty && oldRoot == MerkleHash.empty }
        var rest = path[...]
        if oldSize.nonzeroBitCount == 1 { rest = [oldRoot] + path }
        guard let first = rest.popFirst() else { return false }
        var position = oldSize - 1
        var last = newSize - 1
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var oldHash = first
        var newHash = first
        for sibling in rest {
            guard last != 0 else { return false }
            if position & 1 == 1 || position == last {
                oldHash = MerkleHash.node(sibling, oldHash)
                newHash = MerkleHash.node(sibling, newHash)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                newHash = MerkleHash.node(newHash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot
    }
}
