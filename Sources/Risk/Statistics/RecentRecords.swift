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

/// Up to `most` different values of those seen: the least ones, so that order does not matter.
///
/// Hashes are kept this way: sixteen sharers of an address answer every question asked; more are not
/// needed to know that it is many.
/// Source: bottom-k sketch, E. Cohen, H. Kaplan, "Summarizing data using bottom-k sketches" (2007).
struct LeastValues<Value, let most: Int>: TableRecord
where Value: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
    static var capacity: Int { most }

    private(set) var count: UInt8
    /// In ascending order; the rest is zero.
    private var values: [most of Value]

    init(_ value: Value) {
        count = 1
        values = InlineArray(repeating: 0)
        values[0] = value
    }

    /// Whether there may be more than are kept.
    var isFull: Bool { Int(count) == most }

    subscript(place: Int) -> Value { values[place] }

    mutating func merge(_ other: LeastValues) {
        for index in 0..<Int(other.count) { add(other.values[index]) }
    }

    private mutating func add(_ value: Value) {
        var place = 0
        while place < Int(count), values[place] < value { place += 1 }
        if place < Int(count), values[place] == value { return }
        guard place < most else { return }
        var next = min(Int(count), most - 1)
        while next > place {
            values[next] = values[next - 1]
            next -= 1
        }
        values[place] = value
        count = UInt8(min(Int(count) + 1, most))
    }

    static func == (left: LeastValues, right: LeastValues) -> Bool {
        left.count == right.count
            && left.values.indices.allSatisfy { left.values[$0] == right.values[$0] }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(values[0])
    }

    func write(to writer: inout StatisticsWriter) {
        writer.add(UInt64(count))
        for index in 0..<Int(count) { writer.add(UInt64(values[index])) }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        count = try reader.number(UInt8.self, "values")
        values = InlineArray(repeating: 0)
        guard count > 0, Int(count) <= most else { throw .invalid(rule: "values") }
        for index in 0..<Int(count) {
            values[index] = try reader.number(Value.self, "value")
            guard index == 0 || values[index] > values[index - 1] else {
                throw .invalid(rule: "values")
            }
        }
    }
}

/// Who shares something, such as an address, by the half of their hash.
typealias SharerRecord = LeastValues<UInt32, 16>
/// Addresses, telephones and the like that a trader has used, as keys of ``RecentTrade/sharers``.
typealias MarksRecord = LeastValues<UInt64, 6>
