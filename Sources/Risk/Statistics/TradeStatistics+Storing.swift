// How statistics are stored: "TGST", version, the parts with keys in ascending order, checksum.
// Equal statistics give equal bytes, whatever way they were filled.

extension TradeStatistics {
    private static let mark: [UInt8] = [0x54, 0x47, 0x53, 0x54]
    private static let version: UInt8 = 3

    /// The statistics as bytes; equal statistics give equal bytes.
    package func encoded() -> [UInt8] {
        var writer = StatisticsWriter()
        for byte in Self.mark { writer.add(byte: byte) }
        writer.add(byte: Self.version)
        writer.add(fixed: seed)
        for limit in limits.list { writer.add(limit) }
        writer.add(declarationCount)
        writer.add(itemCount)
        writer.add(signed: Int64(firstDayNumber))
        writer.add(signed: Int64(lastDayNumber))
        for flow in tripleTotals.indices { writer.add(tripleTotals[flow]) }
        histograms.write(to: &writer)
        importers.write(to: &writer) { $1.write(to: &$0) }
        importerValues.write(to: &writer) { $1.write(to: &$0) }
        importerChapters.write(to: &writer) { $1.write(to: &$0) }
        importerHeadings.write(to: &writer) { $1.write(to: &$0) }
        countryTriples.write(to: &writer) { $0.add(UInt64($1.count)) }
        invoices.write(to: &writer) { $1.write(to: &$0) }
        containers.write(to: &writer) { $1.write(to: &$0) }
        recent.write(to: &writer)
        wordings.write(to: &writer)
        return Self.sealed(writer.bytes)
    }

    /// Bytes followed by their checksum, as ``init(decoding:)`` expects them.
    package static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        var tail = StatisticsWriter()
        tail.add(fixed: checksum(bytes[...]))
        return bytes + tail.bytes
    }

    /// Reads stored statistics.
    ///
    /// Takes memory in proportion to the bytes given, whatever they claim.
    /// - Throws: ``StatisticsDamage``.
    package init(decoding bytes: [UInt8]) throws(StatisticsDamage) {
        guard bytes.count >= 13, bytes.starts(with: Self.mark) else { throw .notStatistics }
        guard bytes[4] == Self.version else { throw .version(bytes[4]) }
        let body = bytes[..<(bytes.count - 8)]
        var tail = StatisticsReader(bytes[(bytes.count - 8)...])
        guard try tail.fixed() == Self.checksum(body) else { throw .checksum }
        var reader = StatisticsReader(body.dropFirst(5))
        let seed = try reader.fixed()
        self.init(limits: try Limits(from: &reader), seed: seed)
        declarationCount = try reader.number()
        itemCount = try reader.number()
        firstDayNumber = try reader.day()
        lastDayNumber = try reader.day()
        for flow in tripleTotals.indices { tripleTotals[flow] = try reader.number() }
        try histograms.read(from: &reader)
        try importers.read(from: &reader, SpanRecord.init)
        try importerValues.read(from: &reader, ValueRecord.init)
        try importerChapters.read(from: &reader, SpanRecord.init)
        try importerHeadings.read(from: &reader, OwnPriceRecord.init)
        try countryTriples.read(from: &reader, CountRecord.init)
        try invoices.read(from: &reader, UseRecord.init)
        try containers.read(from: &reader, UseRecord.init)
        try recent.read(from: &reader)
        try wordings.read(from: &reader)
        guard reader.isAtEnd else { throw .invalid(rule: "bytes after the end") }
    }

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = StableHash(seed: UInt64(bytes.count))
        var word: UInt64 = 0
        var count = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            count += 1
            if count & 7 == 0 {
                hash.add(word)
                word = 0
            }
        }
        hash.add(word)
        return hash.value
    }
}

extension TradeStatistics.Limits {
    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        self.init()
        func limit(_ reader: inout StatisticsReader) throws(StatisticsDamage) -> Int {
            let limit = try reader.number()
            guard limit > 0, limit <= Self.greatest else { throw .invalid(rule: "limit") }
            return Int(limit)
        }
        histograms = try limit(&reader)
        importers = try limit(&reader)
        importerChapters = try limit(&reader)
        importerHeadings = try limit(&reader)
        countryTriples = try limit(&reader)
        invoices = try limit(&reader)
        containers = try limit(&reader)
        windows = try limit(&reader)
        ties = try limit(&reader)
        uses = try limit(&reader)
        sharers = try limit(&reader)
        days = try limit(&reader)
        marks = try limit(&reader)
        words = try limit(&reader)
        wordHeadings = try limit(&reader)
    }
}

extension KeyedTable {
    func write(
        to writer: inout StatisticsWriter, _ body: (inout StatisticsWriter, Record) -> Void
    ) {
        writer.add(level)
        writer.add(count)
        var last: UInt64 = 0
        for index in sorted {
            writer.add(keys[index] &- last)
            last = keys[index]
            body(&writer, records[index])
        }
    }

    mutating func read(
        from reader: inout StatisticsReader,
        _ record: (inout StatisticsReader) throws(StatisticsDamage) -> Record
    ) throws(StatisticsDamage) {
        let count = try readHead(from: &reader)
        var last: UInt64 = 0
        for position in 0..<count {
            let key = try readKey(from: &reader, after: last, isFirst: position == 0)
            last = key
            add(key, try record(&reader))
        }
    }

    /// Level and number of keys.
    mutating func readHead(from reader: inout StatisticsReader) throws(StatisticsDamage) -> Int {
        let level = try reader.number()
        guard level < 64 else { throw .invalid(rule: "level") }
        let count = try reader.number()
        guard count <= UInt64(countMax), count <= UInt64(reader.remaining) else {
            throw .invalid(rule: "count")
        }
        raise(to: Int(level)) { _ in }
        return Int(count)
    }

    /// The next key: above the last one, and one that this level keeps.
    func readKey(
        from reader: inout StatisticsReader, after last: UInt64, isFirst: Bool
    ) throws(StatisticsDamage) -> UInt64 {
        let step = try reader.number()
        let (key, overflow) = last.addingReportingOverflow(step)
        guard !overflow, step > 0 || isFirst, keeps(key) else { throw .invalid(rule: "key") }
        return key
    }
}

extension HistogramStore {
    func write(to writer: inout StatisticsWriter) {
        writer.add(table.level)
        writer.add(table.count)
        var last: UInt64 = 0
        for index in table.sorted {
            writer.add(table.keys[index] &- last)
            last = table.keys[index]
            let bins = bins(at: index)
            writer.add(bins.count)
            var before = -1
            for bin in bins {
                writer.add(Int(bin.number) - before)
                before = Int(bin.number)
                writer.add(UInt64(bin.count))
            }
        }
    }

    mutating func read(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        var head = table
        let count = try head.readHead(from: &reader)
        raise(to: head.level)
        var last: UInt64 = 0
        for position in 0..<count {
            last = try table.readKey(from: &reader, after: last, isFirst: position == 0)
            let bins = try reader.number()
            guard bins > 0, bins <= UInt64(Self.binCount) else { throw .invalid(rule: "bins") }
            var number = -1
            for _ in 0..<bins {
                let step = try reader.number()
                guard step > 0, step <= UInt64(Self.binCount) else { throw .invalid(rule: "bin") }
                number += Int(step)
                let count = try reader.number(UInt32.self, "bin count")
                guard number < Self.binCount, count > 0 else { throw .invalid(rule: "bin") }
                add(Bin(number: UInt16(number), count: count), to: last)
            }
        }
    }
}

extension CountRecord {
    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        self.init(count: try reader.number(UInt32.self, "count"))
    }
}

extension SpanRecord {
    func write(to writer: inout StatisticsWriter) {
        writer.add(signed: Int64(first))
        writer.add(UInt64(Int64(last) - Int64(first)))
        writer.add(UInt64(count))
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        let first = try reader.day()
        let length = try reader.number(UInt32.self, "span")
        guard let last = Int32(exactly: Int64(first) + Int64(length)) else {
            throw .invalid(rule: "span")
        }
        self.init(first: first, last: last, count: try reader.number(UInt32.self, "count"))
    }
}

extension ValueRecord {
    func write(to writer: inout StatisticsWriter) {
        for index in bins.indices { writer.add(UInt64(bins[index])) }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        self.init()
        for index in bins.indices { bins[index] = try reader.number(UInt16.self, "value count") }
    }
}

extension OwnPriceRecord {
    func write(to writer: inout StatisticsWriter) {
        writer.add(UInt64(count))
        writer.add(signed: sum)
        writer.add(signed: squares)
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        let count = try reader.number(UInt32.self, "count")
        let sum = try reader.signed()
        self.init(count: count, sum: sum, squares: try reader.signed())
    }
}

extension UseRecord {
    func write(to writer: inout StatisticsWriter) {
        writer.add(UInt64(least))
        writer.add(UInt64(greatest))
        writer.add(UInt64(count))
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        let least = try reader.number(UInt32.self, "user")
        let greatest = try reader.number(UInt32.self, "user")
        guard least <= greatest else { throw .invalid(rule: "users") }
        self.init(
            least: least, greatest: greatest, count: try reader.number(UInt32.self, "count"))
    }
}
