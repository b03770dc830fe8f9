/// A fixed-size record whose merging does not depend on order.
protocol TableRecord: BitwiseCopyable, Hashable, Sendable {
    /// Takes in what another record of the same key has seen; commutative and associative.
    mutating func merge(_ other: Self)
}

/// Records under 64-bit keys in flat memory, with a bound that keeps results independent of order.
///
/// When more than `countMax` keys arrive, only keys whose mixed bits end in one zero bit more are
/// kept (adaptive sampling). Which keys stay depends on the set of keys alone, never on their order
/// or on how the work was split, and a kept record has seen everything from the start.
///
/// Source: P. Flajolet, "On adaptive sampling", Computing 43 (1990), algorithm of Wegman.
struct KeyedTable<Record: TableRecord>: Sendable {
    private(set) var keys: ContiguousArray<UInt64> = []
    var records: ContiguousArray<Record> = []
    /// Index into `keys` plus one; 0 for free. The count is a power of two.
    private var slots: ContiguousArray<UInt32>
    private var shift: UInt64
    /// Number of low zero bits a mixed key needs to be kept; 0 keeps every key.
    private(set) var level = 0
    let countMax: Int
    let seed: UInt64

    init(countMax: Int, seed: UInt64) {
        self.countMax = max(1, countMax)
        self.seed = seed
        slots = ContiguousArray(repeating: 0, count: 16)
        shift = 60
    }

    var count: Int { keys.count }

    /// Whether a key is among those kept; what is not kept is not known, rather than not seen.
    @inline(__always) func keeps(_ key: UInt64) -> Bool {
        level == 0 || StableHash.mix(key ^ seed).trailingZeroBitCount >= level
    }

    /// Where the record of a key stands; nil when there is none.
    @inline(__always) func find(_ key: UInt64) -> Int? {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: StableHash.mix(key ^ seed) >> shift)
        while true {
            let slot = slots[place]
            if slot == 0 { return nil }
            let index = Int(slot) - 1
            if keys[index] == key { return index }
            place = (place + 1) & mask
        }
    }

    subscript(key: UInt64) -> Record? { find(key).map { records[$0] } }

    /// The place of a key's record, which is made from `fresh` when the key is new; nil when the
    /// key is not among those kept.
    mutating func index(of key: UInt64, fresh: @autoclosure () -> Record) -> Int? {
        if let index = find(key) { return index }
        guard keeps(key) else { return nil }
        append(key, fresh())
        return keys.count - 1
    }

    /// Takes in one observation.
    @inline(__always) mutating func add(_ key: UInt64, _ record: Record) {
        if let index = find(key) {
            records[index].merge(record)
        } else if keeps(key) {
            append(key, record)
            while keys.count > countMax, level < 63 { raise(to: level + 1) { _ in } }
        }
    }

    /// Takes in everything another table has seen.
    mutating func merge(_ other: KeyedTable) {
        if other.level > level { raise(to: other.level) { _ in } }
        for index in other.keys.indices { add(other.keys[index], other.records[index]) }
    }

    /// Keeps fewer keys from now on, telling which records went.
    mutating func raise(to newLevel: Int, dropped: (Record) -> Void) {
        level = min(newLevel, 63)
        let oldKeys = keys
        let oldRecords = records
        keys = []
        records = []
        slots = ContiguousArray(repeating: 0, count: 16)
        shift = 60
        for index in oldKeys.indices {
            if keeps(oldKeys[index]) {
                append(oldKeys[index], oldRecords[index])
            } else {
                dropped(oldRecords[index])
            }
        }
    }

    /// Indices in ascending order of key: the order of the stored bytes.
    var sorted: [Int] { keys.indices.sorted { keys[$0] < keys[$1] } }

    private mutating func append(_ key: UInt64, _ record: Record) {
        if (keys.count + 1) * 4 > slots.count * 3 { grow() }
        keys.append(key)
        records.append(record)
        link(key, index: keys.count - 1)
    }

    private mutating func link(_ key: UInt64, index: Int) {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: StableHash.mix(key ^ seed) >> shift)
        while slots[place] != 0 { place = (place + 1) & mask }
        slots[place] = UInt32(index + 1)
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: 0, count: slots.count * 2)
        shift -= 1
        for index in keys.indices { link(keys[index], index: index) }
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// Adds and stays at the largest value instead of overflowing; the order of additions does not
    /// matter.
    @inline(__always) mutating func addSaturating(_ other: Self) {
        let (sum, overflow) = addingReportingOverflow(other)
        self = overflow ? .max : sum
    }
}
