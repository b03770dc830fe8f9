/// What was found under each key, day by day: how many inspections, how many irregular.
///
/// A question is answered from the days before the one asked about, so that no row is told its own
/// outcome, nor one that came later.
package struct ResultHistory: Hashable, Sendable {
    /// Ascending, without 0.
    var keys: [UInt32] = []
    /// Place of each key's first day, and at the end the number of days.
    var starts: [UInt32] = [0]
    /// Days ascending within a key, with the sums up to and including the day.
    var days: [Int32] = []
    var inspected: [UInt32] = []
    var irregular: [UInt32] = []

    /// Inspections before a day.
    struct Record: Hashable, Sendable {
        var inspected: UInt32 = 0
        var irregular: UInt32 = 0
        var firstDay: Int32 = 0
        var lastDay: Int32 = 0
    }

    init() {}

    /// What is known of a key from before a day; nil when nothing is.
    func record(_ key: UInt32, before day: Int32) -> Record? {
        guard key != 0, let place = Self.place(of: key, in: keys) else { return nil }
        let start = Int(starts[place])
        var (low, high) = (start, Int(starts[place + 1]))
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        guard low > start else { return nil }
        return Record(
            inspected: inspected[low - 1], irregular: irregular[low - 1], firstDay: days[start],
            lastDay: days[low - 1])
    }

    static func place(of key: UInt32, in keys: [UInt32]) -> Int? {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? low : nil
    }

    /// Lays out rows in the order of their days.
    ///
    /// - Parameter each: told every row's place with what was known before its day; nil when nothing was.
    init(
        keys rowKeys: [UInt32], days rowDays: [Int32], outcomes: [Bool],
        each: (_ row: Int, _ record: Record?) -> Void
    ) {
        for group in KeyGroups(rowKeys) {
            var record = Record()
            keys.append(group.key)
            KeyGroups.forEachDay(group.rows, rowDays) { rows in
                let day = rowDays[Int(rows[rows.startIndex])]
                for row in rows { each(Int(row), record.inspected > 0 ? record : nil) }
                if record.inspected == 0 { record.firstDay = day }
                for row in rows {
                    record.inspected += 1
                    if outcomes[Int(row)] { record.irregular += 1 }
                }
                record.lastDay = day
                days.append(day)
                inspected.append(record.inspected)
                irregular.append(record.irregular)
            }
            starts.append(UInt32(days.count))
        }
    }
}

/// Prices per kilogram seen under each key, day by day.
package struct PriceHistory: Hashable, Sendable {
    var keys: [UInt32] = []
    var starts: [UInt32] = [0]
    var days: [Int32] = []
    var counts: [UInt32] = []
    /// Sums of the logarithm in steps of 1/``scale``, and of its square.
    var sums: [Int64] = []
    var squares: [Int64] = []

    /// Steps of the logarithm, so that sums are exact in any order.
    static let scale = 1024.0
    /// Prices fewer than this tell nothing.
    static let countMin: UInt32 = 3
    static let spreadMin = 0.15

    /// Prices before a day.
    struct Record {
        var count: UInt32 = 0
        var sum: Int64 = 0
        var square: Int64 = 0

        /// Distance of a logarithm from the mean in spreads; nil when too few prices are known.
        func distance(_ step: Int32) -> Float? {
            guard count >= PriceHistory.countMin else { return nil }
            let number = Double(count)
            let mean = Double(sum) / number
            let variance = max(Double(square) / number - mean * mean, 0)
            let spread = max(variance.squareRoot() / PriceHistory.scale, PriceHistory.spreadMin)
            return Float((Double(step) - mean) / PriceHistory.scale / spread)
        }
    }

    init() {}

    /// The logarithm of a price in steps; nil when there is none.
    static func step(_ lnPrice: Double?) -> Int32? {
        guard let lnPrice, lnPrice.magnitude < 60 else { return nil }
        return Int32((lnPrice * scale).rounded())
    }

    func record(_ key: UInt32, before day: Int32) -> Record? {
        guard key != 0, let place = ResultHistory.place(of: key, in: keys) else { return nil }
        let start = Int(starts[place])
        var (low, high) = (start, Int(starts[place + 1]))
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        guard low > start else { return nil }
        return Record(count: counts[low - 1], sum: sums[low - 1], square: squares[low - 1])
    }

    /// Lays out rows in the order of their days; see ``ResultHistory``.
    init(
        keys rowKeys: [UInt32], days rowDays: [Int32], steps: [Int32],
        each: (_ row: Int, _ record: Record) -> Void
    ) {
        for group in KeyGroups(rowKeys) {
            var record = Record()
            keys.append(group.key)
            KeyGroups.forEachDay(group.rows, rowDays) { rows in
                for row in rows { each(Int(row), record) }
                for row in rows {
                    let step = Int64(steps[Int(row)])
                    record.count += 1
                    record.sum += step
                    record.square += step * step
                }
                days.append(rowDays[Int(rows[rows.startIndex])])
                counts.append(record.count)
                sums.append(record.sum)
                squares.append(record.square)
            }
            starts.append(UInt32(days.count))
        }
    }
}

/// Rows by key, each group in the order of the rows; rows whose key is 0 are left out.
struct KeyGroups: Sequence, IteratorProtocol {
    /// Key and row in one number, ascending.
    private let order: [UInt64]
    private var position = 0

    init(_ keys: [UInt32]) {
        var order: [UInt64] = []
        order.reserveCapacity(keys.count)
        for (row, key) in keys.enumerated() where key != 0 {
            order.append(UInt64(key) << 32 | UInt64(row))
        }
        order.sort()
        self.order = order
    }

    mutating func next() -> (key: UInt32, rows: [UInt32])? {
        guard position < order.count else { return nil }
        let key = order[position] >> 32
        var rows: [UInt32] = []
        while position < order.count, order[position] >> 32 == key {
            rows.append(UInt32(truncatingIfNeeded: order[position]))
            position += 1
        }
        return (UInt32(key), rows)
    }

    /// Calls with the rows of each day in turn; `days` must not fall along the rows.
    static func forEachDay(
        _ rows: [UInt32], _ days: [Int32], _ body: (ArraySlice<UInt32>) -> Void
    ) {
        var start = 0
        while start < rows.count {
            var end = start
            while end < rows.count, days[Int(rows[end])] == days[Int(rows[start])] { end += 1 }
            body(rows[start..<end])
            start = end
        }
    }
}
