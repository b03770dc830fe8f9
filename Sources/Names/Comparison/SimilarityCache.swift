/// Similarities of query words and vocabulary words already computed for one query.
///
/// Direct-mapped and of fixed size: a collision only costs computing the value again.
struct SimilarityCache: Sendable {
    private static let slots = 4_096
    private var keys = [UInt64](repeating: 0, count: Self.slots)
    private var values = [Float](repeating: 0, count: Self.slots)
    private var generation: UInt64 = 1

    /// Forgets everything, for the next query or the next segment.
    mutating func removeAll() { generation &+= 1 }

    /// The value for a pair, computed once.
    @inline(__always)
    mutating func value(_ index: Int, _ number: UInt32, _ compute: () -> Float) -> Float {
        let key = generation << 40 | UInt64(number) << 8 | UInt64(index)
        let slot = Int((UInt64(number) &* 0x9E37_79B1 &+ UInt64(index) &* 0x85EB) >> 7) & 4_095
        if keys[slot] == key { return values[slot] }
        let value = compute()
        keys[slot] = key
        values[slot] = value
        return value
    }
}
