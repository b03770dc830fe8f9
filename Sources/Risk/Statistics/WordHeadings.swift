import Customs

/// In how many items a word of descriptions stood, and the bits of the headings they were declared in.
///
/// A heading that more than half of the items share is read off the bits: each bit's majority is then
/// the heading's. So the commonest heading is known without a list, and records merge in any order.
struct WordRecord: TableRecord {
    /// Headings run to 9999.
    static let bitCount = 14

    var count: UInt32
    /// Items whose heading has the bit.
    var ones: [14 of UInt32]

    init(heading: UInt32) {
        count = 1
        ones = InlineArray(repeating: 0)
        for bit in ones.indices { ones[bit] = heading >> UInt32(bit) & 1 }
    }

    /// The heading of more than half of the items, when there is one; what it says otherwise is to be
    /// checked by counting.
    var usual: UInt32 {
        var heading: UInt32 = 0
        for bit in ones.indices where ones[bit] > count / 2 { heading |= 1 << UInt32(bit) }
        return heading
    }

    mutating func merge(_ other: WordRecord) {
        count.addSaturating(other.count)
        for bit in ones.indices { ones[bit].addSaturating(other.ones[bit]) }
    }

    static func == (left: WordRecord, right: WordRecord) -> Bool {
        left.count == right.count
            && left.ones.indices.allSatisfy { left.ones[$0] == right.ones[$0] }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(count) }

    func write(to writer: inout StatisticsWriter) {
        writer.add(UInt64(count))
        for bit in ones.indices { writer.add(UInt64(ones[bit])) }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        count = try reader.number(UInt32.self, "word")
        ones = InlineArray(repeating: 0)
        for bit in ones.indices {
            ones[bit] = try reader.number(UInt32.self, "bit")
            guard ones[bit] <= count else { throw .invalid(rule: "bit") }
        }
    }
}

/// In which headings goods described with a word are declared.
package struct WordingComparison: Hashable, Sendable, BitwiseCopyable {
    /// Heading that the words stand for; 0 when they stand for none, or for that of the item.
    package var usual: UInt32
    /// Words that say so.
    package var words: Int
    /// Items with the most telling word, this one left out, and the share declared in ``usual``.
    package var setSize: Int
    package var share: Double
    /// Share of the same items in the heading declared here.
    package var shareHere: Double

    /// The words say nothing against the heading.
    package static let agrees = WordingComparison(
        usual: 0, words: 0, setSize: 0, share: 0, shareHere: 0)
}

/// What words of descriptions have stood for.
struct WordHeadings: Sendable {
    /// Items with a word before it tells anything, and the share that must agree.
    private static let countMin = 20
    private static let shareMin = 0.6
    /// Above this share the declared heading is a usual one too.
    private static let shareHereMax = 0.05

    var words: KeyedTable<WordRecord>
    /// Items by word and heading.
    var pairs: KeyedTable<CountRecord>

    init(limits: TradeStatistics.Limits, seed: UInt64) {
        words = KeyedTable(countMax: limits.words, seed: seed)
        pairs = KeyedTable(countMax: limits.wordHeadings, seed: seed)
    }

    mutating func merge(_ other: WordHeadings) {
        words.merge(other.words)
        pairs.merge(other.pairs)
    }

    mutating func observe(_ description: String, heading: UInt32) {
        for word in DescriptionWords.telling(in: description) {
            words.add(word, WordRecord(heading: heading))
            pairs.add(Self.key(word, heading), CountRecord(count: 1))
        }
    }

    /// What the words of an item's description say of its heading, the item itself left out.
    ///
    /// Words that stand for different headings contradict each other and say nothing; so does one
    /// that stands for the declared heading.
    func compare(_ description: String, heading: UInt32) -> Fact<WordingComparison> {
        var best = WordingComparison.agrees
        var isKnown = false
        for word in DescriptionWords.telling(in: description) {
            guard let record = words[word], Int(record.count) > Self.countMin else { continue }
            let usual = record.usual
            let others = Double(record.count - 1)
            let here = Self.key(word, heading)
            let there = Self.key(word, usual)
            guard pairs.keeps(here), pairs.keeps(there) else { continue }
            isKnown = true
            let share = Double(pairs[there]?.count ?? 0) / others
            let shareHere = Double(max(pairs[here]?.count ?? 0, 1) - 1) / others
            if shareHere > Self.shareHereMax { return .known(.agrees) }
            guard share >= Self.shareMin, usual != heading else { continue }
            guard best.words == 0 || best.usual == usual else { return .known(.agrees) }
            let isStronger = share > best.share
            best.usual = usual
            best.words += 1
            guard isStronger else { continue }
            (best.setSize, best.share, best.shareHere) = (Int(others), share, shareHere)
        }
        return isKnown ? .known(best) : .missing(.comparisonSet)
    }

    private static func key(_ word: UInt64, _ heading: UInt32) -> UInt64 {
        StableHash.mix(word &+ UInt64(heading) &* 0x9E37_79B9_7F4A_7C15)
    }

    func write(to writer: inout StatisticsWriter) {
        words.write(to: &writer) { $1.write(to: &$0) }
        pairs.write(to: &writer) { $0.add(UInt64($1.count)) }
    }

    mutating func read(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        try words.read(from: &reader, WordRecord.init)
        try pairs.read(from: &reader, CountRecord.init)
    }
}
