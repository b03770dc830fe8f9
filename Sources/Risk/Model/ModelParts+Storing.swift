extension DecisionTree {
    func write(to writer: inout StatisticsWriter) {
        writer.add(nodes.count)
        for node in nodes {
            writer.add(Int(node.feature + 1))
            writer.add(node.cover)
            if node.isLeaf {
                writer.add(node.value)
            } else {
                writer.add(byte: node.missingGoesLeft ? 1 : 0)
                writer.add(node.threshold)
                writer.add(Int(node.left))
            }
        }
    }

    /// Reads a tree and makes sure that it is one: every node reached once, none too deep.
    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        let count = try reader.count("nodes", atMost: 2 * Self.leavesMax - 1)
        guard count > 0 else { throw .invalid(rule: "empty tree") }
        nodes = []
        var depths = ContiguousArray(repeating: -1, count: count)
        depths[0] = 0
        for place in 0..<count {
            guard depths[place] >= 0 else { throw .invalid(rule: "node that nothing leads to") }
            let node = try Node(from: &reader, place: place, of: count)
            nodes.append(node)
            guard !node.isLeaf else { continue }
            for child in [Int(node.left), Int(node.right)] {
                guard depths[child] < 0, depths[place] < Self.depthMax else {
                    throw .invalid(rule: "shape of a tree")
                }
                depths[child] = depths[place] + 1
            }
        }
    }
}

extension DecisionTree.Node {
    fileprivate init(
        from reader: inout StatisticsReader, place: Int, of count: Int
    ) throws(StatisticsDamage) {
        let feature = try reader.number(Int.self, "feature") - 1
        guard feature < ModelFeature.all.count else { throw .invalid(rule: "feature") }
        self.feature = Int16(feature)
        cover = try reader.float()
        guard cover > 0, cover <= 1.001 else { throw .invalid(rule: "cover") }
        guard feature >= 0 else {
            value = try reader.float()
            guard value.magnitude <= 1000 else { throw .invalid(rule: "leaf") }
            return
        }
        switch try reader.byte() {
        case 0: missingGoesLeft = false
        case 1: missingGoesLeft = true
        default: throw .invalid(rule: "direction")
        }
        threshold = try reader.float()
        guard !threshold.isNaN else { throw .invalid(rule: "threshold") }
        let child = try reader.number(Int.self, "child")
        guard child > place, child < count - 1 else { throw .invalid(rule: "child") }
        (left, right) = (Int32(child), Int32(child + 1))
    }
}

extension ResultHistory {
    func write(to writer: inout StatisticsWriter) {
        writer.add(keys.count)
        var last: UInt32 = 0
        for (place, key) in keys.enumerated() {
            writer.add(UInt64(key - last))
            last = key
            let days = Int(starts[place])..<Int(starts[place + 1])
            writer.add(days.count)
            var before = Record()
            for index in days {
                writer.add(signed: Int64(self.days[index]) - Int64(before.lastDay))
                writer.add(UInt64(inspected[index] - before.inspected))
                writer.add(UInt64(irregular[index] - before.irregular))
                before.lastDay = self.days[index]
                (before.inspected, before.irregular) = (inspected[index], irregular[index])
            }
        }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        self.init()
        var last: UInt64 = 0
        for _ in 0..<(try reader.count("keys")) {
            last = try reader.nextKey(after: last)
            keys.append(UInt32(last))
            var before = Record()
            for index in 0..<(try reader.daysOfKey()) {
                before.lastDay = try reader.nextDay(after: before.lastDay, isFirst: index == 0)
                let more = try reader.number(UInt32.self, "inspections")
                let found = try reader.number(UInt32.self, "irregular results")
                guard more > 0, found <= more else { throw .invalid(rule: "results") }
                let sum = before.inspected.addingReportingOverflow(more)
                guard !sum.overflow else { throw .invalid(rule: "results") }
                before.inspected = sum.partialValue
                before.irregular += found
                days.append(before.lastDay)
                inspected.append(before.inspected)
                irregular.append(before.irregular)
            }
            starts.append(UInt32(days.count))
        }
    }
}

extension PriceHistory {
    func write(to writer: inout StatisticsWriter) {
        writer.add(keys.count)
        var last: UInt32 = 0
        for (place, key) in keys.enumerated() {
            writer.add(UInt64(key - last))
            last = key
            let days = Int(starts[place])..<Int(starts[place + 1])
            writer.add(days.count)
            var before = Record()
            var day: Int32 = 0
            for index in days {
                writer.add(signed: Int64(self.days[index]) - Int64(day))
                writer.add(UInt64(counts[index] - before.count))
                writer.add(signed: sums[index] - before.sum)
                writer.add(UInt64(squares[index] - before.square))
                day = self.days[index]
                before = Record(count: counts[index], sum: sums[index], square: squares[index])
            }
        }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        self.init()
        var last: UInt64 = 0
        for _ in 0..<(try reader.count("keys")) {
            last = try reader.nextKey(after: last)
            keys.append(UInt32(last))
            var (record, day) = (Record(), Int32(0))
            for index in 0..<(try reader.daysOfKey()) {
                day = try reader.nextDay(after: day, isFirst: index == 0)
                let more = try reader.number(UInt32.self, "prices")
                let sum = try reader.signed()
                let square = try reader.number(UInt64.self, "squares")
                // Far beyond any trade, and far from where sums overflow.
                guard more > 0, more < 1 << 28, record.count < 1 << 28,
                    sum.magnitude < 1 << 50, record.sum.magnitude < 1 << 60,
                    square < 1 << 60, record.square < 1 << 60
                else { throw .invalid(rule: "prices") }
                record.count += more
                record.sum += sum
                record.square += Int64(square)
                days.append(day)
                counts.append(record.count)
                sums.append(record.sum)
                squares.append(record.square)
            }
            starts.append(UInt32(days.count))
        }
    }
}

extension StatisticsReader {
    fileprivate mutating func nextKey(after last: UInt64) throws(StatisticsDamage) -> UInt64 {
        let step = try number()
        guard step > 0, step <= UInt64(UInt32.max) - last else {
            throw .invalid(rule: "order of keys")
        }
        return last + step
    }

    fileprivate mutating func daysOfKey() throws(StatisticsDamage) -> Int {
        let count = try count("days")
        guard count > 0 else { throw .invalid(rule: "days") }
        return count
    }

    fileprivate mutating func nextDay(
        after last: Int32, isFirst: Bool
    ) throws(StatisticsDamage) -> Int32 {
        let step = try signed()
        let (sum, overflow) = Int64(last).addingReportingOverflow(step)
        guard !overflow, isFirst || step > 0, let day = Int32(exactly: sum) else {
            throw .invalid(rule: "order of days")
        }
        return day
    }
}
