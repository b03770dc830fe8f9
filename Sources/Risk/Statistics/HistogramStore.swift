/// Robust figures of a histogram, in the units of its axis.
package struct HistogramSummary: Hashable, Sendable, BitwiseCopyable {
    /// How many values were counted.
    package var count: Int
    package var median: Double
    /// 1.4826 times the median absolute deviation: the standard deviation of a normal distribution.
    package var spread: Double
    /// First and 99th percentile.
    package var low: Double
    package var high: Double
}

/// Many small histograms on one axis of 384 bins, each of width 1/8, from −12 to 36.
///
/// For prices the axis is the natural logarithm, so a bin spans 13 %. Only bins in use take memory
/// (8 bytes each); counting is bounded by the number of bins, whatever was counted before.
struct HistogramStore: Sendable {
    static let binCount = 384
    static let binWidth = 0.125
    static let axisStart = -12.0

    struct Bin: BitwiseCopyable, Sendable {
        var number: UInt16
        var count: UInt32
    }

    /// Where a histogram's bins lie, and its figures when they are up to date.
    struct Entry: TableRecord {
        var offset: UInt32 = 0
        var used: UInt16 = 0
        /// Room for 2^sizeClass bins.
        var sizeClass: UInt8 = 0
        var settled = false
        /// Number of values when settled.
        var total: UInt32 = 0
        var median: Float = 0
        var spread: Float = 0
        var low: Float = 0
        var high: Float = 0

        /// Bins are merged by the store, which knows where they lie.
        mutating func merge(_ other: Entry) {}
    }

    private(set) var table: KeyedTable<Entry>
    private var bins: ContiguousArray<Bin> = []
    /// Offsets of free places by size class.
    private var free: [ContiguousArray<UInt32>] = Array(repeating: [], count: 10)

    init(countMax: Int, seed: UInt64) {
        table = KeyedTable(countMax: countMax, seed: seed)
    }

    /// The bin a value falls into; values beyond the axis count in its outermost bins.
    static func bin(of value: Double) -> UInt16 {
        let scaled = ((value - axisStart) / binWidth).rounded(.down)
        guard scaled > 0 else { return 0 }
        return scaled >= Double(binCount - 1) ? UInt16(binCount - 1) : UInt16(scaled)
    }

    /// Counts a value under a key.
    mutating func count(_ value: Double, under key: UInt64) {
        add(Bin(number: Self.bin(of: value), count: 1), to: key)
    }

    /// Adds the count of one bin to a histogram.
    mutating func add(_ bin: Bin, to key: UInt64) {
        if let index = table.find(key) { return insert(bin, at: index) }
        guard let index = table.index(of: key, fresh: Entry()) else { return }
        table.records[index].offset = place(sizeClass: 0)
        insert(bin, at: index)
        shrinkIfNeeded()
    }

    mutating func merge(_ other: HistogramStore) {
        if other.table.level > table.level { raise(to: other.table.level) }
        for index in other.table.keys.indices {
            for bin in other.bins(at: index) { add(bin, to: other.table.keys[index]) }
        }
    }

    /// The bins of the histogram at an index of the table, in ascending order.
    func bins(at index: Int) -> ArraySlice<Bin> {
        let entry = table.records[index]
        return ArraySlice(bins[Int(entry.offset)..<Int(entry.offset) + Int(entry.used)])
    }

    /// Works the figures of every histogram out, so that asking is cheap until the next count.
    mutating func settle() {
        for index in table.records.indices where !table.records[index].settled {
            let summary = computed(at: index)
            table.records[index].median = Float(summary.median)
            table.records[index].spread = Float(summary.spread)
            table.records[index].low = Float(summary.low)
            table.records[index].high = Float(summary.high)
            table.records[index].total = UInt32(clamping: summary.count)
            table.records[index].settled = true
        }
    }

    /// The figures of a histogram; nil when nothing was counted under the key.
    func summary(_ key: UInt64) -> HistogramSummary? {
        guard let index = table.find(key) else { return nil }
        let entry = table.records[index]
        guard entry.settled else { return computed(at: index) }
        return HistogramSummary(
            count: Int(entry.total), median: Double(entry.median), spread: Double(entry.spread),
            low: Double(entry.low), high: Double(entry.high))
    }

    /// Share of the values under a key that lie below `value`, 0…1; half of equal bins count.
    func shareBelow(_ value: Double, under key: UInt64) -> Double? {
        guard let index = table.find(key) else { return nil }
        let entry = table.records[index]
        let total = total(entry)
        guard total > 0 else { return nil }
        return below(value, entry) / Double(total)
    }

    // MARK: - Figures

    private func total(_ entry: Entry) -> Int {
        var total = 0
        for place in Int(entry.offset)..<Int(entry.offset) + Int(entry.used) {
            total += Int(bins[place].count)
        }
        return total
    }

    /// Number of values below a point, values spread evenly over their bin.
    private func below(_ value: Double, _ entry: Entry) -> Double {
        let position = (value - Self.axisStart) / Self.binWidth
        var sum = 0.0
        for place in Int(entry.offset)..<Int(entry.offset) + Int(entry.used) {
            let within = position - Double(bins[place].number)
            if within <= 0 { break }
            sum += Double(bins[place].count) * min(within, 1)
        }
        return sum
    }

    private func quantile(_ share: Double, _ entry: Entry, total: Int) -> Double {
        let target = share * Double(total)
        var sum = 0.0
        var last = 0.0
        for place in Int(entry.offset)..<Int(entry.offset) + Int(entry.used) {
            let count = Double(bins[place].count)
            last = Double(bins[place].number)
            if sum + count >= target, count > 0 {
                return Self.axisStart + Self.binWidth * (last + (target - sum) / count)
            }
            sum += count
        }
        return Self.axisStart + Self.binWidth * (last + 1)
    }

    private func computed(at index: Int) -> HistogramSummary {
        let entry = table.records[index]
        let total = total(entry)
        let median = quantile(0.5, entry, total: total)
        var narrow = 0.0
        var wide = Self.binWidth * Double(Self.binCount)
        for _ in 0..<20 {
            let middle = (narrow + wide) / 2
            let inside = below(median + middle, entry) - below(median - middle, entry)
            if inside * 2 < Double(total) { narrow = middle } else { wide = middle }
        }
        // Float and back, so that the figures are the same before and after settling.
        return HistogramSummary(
            count: min(total, Int(UInt32.max)), median: Double(Float(median)),
            spread: Double(Float(1.4826 * wide)),
            low: Double(Float(quantile(0.01, entry, total: total))),
            high: Double(Float(quantile(0.99, entry, total: total))))
    }

    // MARK: - Memory

    private mutating func insert(_ bin: Bin, at index: Int) {
        var entry = table.records[index]
        entry.settled = false
        let start = Int(entry.offset)
        var low = start
        var high = start + Int(entry.used)
        while low < high {
            let middle = (low + high) / 2
            if bins[middle].number < bin.number { low = middle + 1 } else { high = middle }
        }
        let end = start + Int(entry.used)
        if low < end, bins[low].number == bin.number {
            bins[low].count.addSaturating(bin.count)
            table.records[index] = entry
            return
        }
        var position = low
        if Int(entry.used) == 1 << Int(entry.sizeClass) {
            let target = place(sizeClass: Int(entry.sizeClass) + 1)
            for step in 0..<Int(entry.used) { bins[Int(target) + step] = bins[start + step] }
            free[Int(entry.sizeClass)].append(entry.offset)
            position = Int(target) + (low - start)
            entry.offset = target
            entry.sizeClass += 1
        }
        var last = Int(entry.offset) + Int(entry.used)
        while last > position {
            bins[last] = bins[last - 1]
            last -= 1
        }
        bins[position] = bin
        entry.used += 1
        table.records[index] = entry
    }

    private mutating func place(sizeClass: Int) -> UInt32 {
        if let offset = free[sizeClass].popLast() { return offset }
        let offset = UInt32(bins.count)
        for _ in 0..<(1 << sizeClass) { bins.append(Bin(number: 0, count: 0)) }
        return offset
    }

    private mutating func shrinkIfNeeded() {
        while table.count > table.countMax, table.level < 63 { raise(to: table.level + 1) }
    }

    /// Keeps fewer histograms from now on.
    mutating func raise(to level: Int) {
        var freed: [Entry] = []
        table.raise(to: level) { freed.append($0) }
        for entry in freed { free[Int(entry.sizeClass)].append(entry.offset) }
    }
}
