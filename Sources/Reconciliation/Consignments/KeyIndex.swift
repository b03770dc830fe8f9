/// Numbers found by 64-bit key: entries counted into buckets by the key's upper bits.
///
/// A hit says that the 64-bit hashes agree; the caller verifies what the hash stands for.
struct KeyIndex: Sendable {
    struct Entry: Sendable {
        var key: UInt64
        var value: Int32
        /// What tells most wrong hits without looking the value up.
        var hint: Float = 0
    }
    private var bucketStarts: [Int32]
    private var entries: [Entry]
    private let shift: UInt64

    init(_ items: [Entry]) {
        var bits: UInt64 = 4
        while 1 << bits < items.count, bits < 26 { bits += 1 }
        shift = 64 - bits
        bucketStarts = [Int32](repeating: 0, count: (1 << Int(bits)) + 1)
        for item in items { bucketStarts[Int(item.key >> shift) + 1] += 1 }
        for bucket in 1..<bucketStarts.count { bucketStarts[bucket] += bucketStarts[bucket - 1] }
        var next = bucketStarts
        entries = items
        for item in items {
            let bucket = Int(item.key >> shift)
            entries[Int(next[bucket])] = item
            next[bucket] += 1
        }
    }

    /// Calls `body` for every value under a key, in the order they were given; stops when it
    /// answers false.
    @inline(__always)
    func forEach(_ key: UInt64, _ body: (Int) -> Bool) {
        forEachEntry(key) { body(Int($0.value)) }
    }

    /// As ``forEach(_:_:)``, with the hint.
    @inline(__always)
    func forEachEntry(_ key: UInt64, _ body: (Entry) -> Bool) {
        let bucket = Int(key >> shift)
        var at = Int(bucketStarts[bucket])
        let end = Int(bucketStarts[bucket + 1])
        entries.withUnsafeBufferPointer { entries in
            while at < end {
                if entries[at].key == key, !body(entries[at]) { return }
                at += 1
            }
        }
    }
}
