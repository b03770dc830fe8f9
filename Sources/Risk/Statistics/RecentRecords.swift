// Records of what happened lately and of who shares what. Every record merges in any order.

/// Declarations a week over 27 weeks that end with the latest week seen.
///
/// Weeks older than that fall out, whatever the order in which they arrive: what stays depends on the
/// latest week alone.
struct WindowRecord: TableRecord {
    static let weekCount = 27

    /// Days since 1970-01-01 of the first day ever seen.
    var first: Int32
    /// Latest week, as days since 1970-01-01 divided by seven.
    var lastWeek: Int32
    /// Counts by week, the latest first.
    var counts: [27 of UInt16]

    init(day: Int32) {
        first = day
        lastWeek = Self.week(of: day)
        counts = InlineArray(repeating: 0)
        counts[0] = 1
    }

    init(first: Int32, lastWeek: Int32, counts: [27 of UInt16]) {
        self.first = first
        self.lastWeek = lastWeek
        self.counts = counts
    }

    static func week(of day: Int32) -> Int32 { day >= 0 ? day / 7 : (day - 6) / 7 }

    mutating func merge(_ other: WindowRecord) {
        first = min(first, other.first)
        var newer = self
        var older = other
        if other.lastWeek > lastWeek { swap(&newer, &older) }
        let shift = Int(newer.lastWeek) - Int(older.lastWeek)
        if shift < Self.weekCount {
            for index in 0..<(Self.weekCount - shift) {
                newer.counts[index + shift].addSaturating(older.counts[index])
            }
        }
        lastWeek = newer.lastWeek
        counts = newer.counts
    }

    /// Declarations in the week `back` weeks before the week of a day; 0 outside the window.
    func count(back: Int, from week: Int32) -> Int {
        let place = Int(lastWeek) - Int(week) + back
        return counts.indices.contains(place) ? Int(counts[place]) : 0
    }

    static func == (left: WindowRecord, right: WindowRecord) -> Bool {
        left.first == right.first && left.lastWeek == right.lastWeek
            && left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(first)
        hasher.combine(lastWeek)
    }

    func write(to writer: inout StatisticsWriter) {
        writer.add(signed: Int64(first))
        writer.add(signed: Int64(lastWeek))
        for index in counts.indices { writer.add(UInt64(counts[index])) }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        first = try reader.day()
        lastWeek = try reader.day()
        counts = InlineArray(repeating: 0)
        for index in counts.indices { counts[index] = try reader.number(UInt16.self, "week") }
    }
}

/// Who shares something, such as an address: up to sixteen of them, those with the least hashes.
///
/// Sixteen are enough for every question asked; more are not needed to know that it is many.
/// Source: bottom-k sketch, E. Cohen, H. Kaplan, "Summarizing data using bottom-k sketches" (2007).
struct SharerRecord: TableRecord {
    static let most = 16

    var count: UInt8
    /// In ascending order; the rest is zero.
    var sharers: [16 of UInt32]

    init(_ sharer: UInt32) {
        count = 1
        sharers = InlineArray(repeating: 0)
        sharers[0] = sharer
    }

    mutating func merge(_ other: SharerRecord) {
        for index in 0..<Int(other.count) { add(other.sharers[index]) }
    }

    private mutating func add(_ sharer: UInt32) {
        var place = 0
        while place < Int(count), sharers[place] < sharer { place += 1 }
        if place < Int(count), sharers[place] == sharer { return }
        guard place < Self.most else { return }
        var next = min(Int(count), Self.most - 1)
        while next > place {
            sharers[next] = sharers[next - 1]
            next -= 1
        }
        sharers[place] = sharer
        count = UInt8(min(Int(count) + 1, Self.most))
    }

    static func == (left: SharerRecord, right: SharerRecord) -> Bool {
        left.count == right.count
            && left.sharers.indices.allSatisfy { left.sharers[$0] == right.sharers[$0] }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(sharers[0])
    }

    func write(to writer: inout StatisticsWriter) {
        writer.add(UInt64(count))
        for index in 0..<Int(count) { writer.add(UInt64(sharers[index])) }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        count = try reader.number(UInt8.self, "sharers")
        sharers = InlineArray(repeating: 0)
        guard count > 0, Int(count) <= Self.most else { throw .invalid(rule: "sharers") }
        for index in 0..<Int(count) {
            sharers[index] = try reader.number(UInt32.self, "sharer")
            guard index == 0 || sharers[index] > sharers[index - 1] else {
                throw .invalid(rule: "sharers")
            }
        }
    }
}
