// What is remembered under a key. Every record merges in any order.

/// How often something was seen.
struct CountRecord: TableRecord {
    var count: UInt32

    mutating func merge(_ other: CountRecord) { count.addSaturating(other.count) }
}

/// When something was first and last seen, and how often.
struct SpanRecord: TableRecord {
    /// Days since 1970-01-01.
    var first: Int32
    var last: Int32
    var count: UInt32

    mutating func merge(_ other: SpanRecord) {
        first = min(first, other.first)
        last = max(last, other.last)
        count.addSaturating(other.count)
    }
}

/// Values of one trader's items: 28 bins of the natural logarithm, each of width 1.25, from 0 to 35.
struct ValueRecord: TableRecord {
    static let binCount = 28
    static let binWidth = 1.25

    var bins: [28 of UInt16]

    init() { bins = InlineArray(repeating: 0) }

    init(lnValue: Double) {
        self.init()
        let bin = (lnValue / Self.binWidth).rounded(.down)
        bins[bin > 0 ? min(Int(min(bin, 1000)), Self.binCount - 1) : 0] = 1
    }

    mutating func merge(_ other: ValueRecord) {
        for index in bins.indices { bins[index].addSaturating(other.bins[index]) }
    }

    /// Number of values and the logarithm below which a share of them lies.
    func quantile(_ share: Double) -> (count: Int, lnValue: Double) {
        var total = 0
        for index in bins.indices { total += Int(bins[index]) }
        let target = share * Double(total)
        var sum = 0.0
        for index in bins.indices where bins[index] > 0 {
            let count = Double(bins[index])
            if sum + count >= target {
                return (total, Self.binWidth * (Double(index) + (target - sum) / count))
            }
            sum += count
        }
        return (total, Self.binWidth * Double(Self.binCount))
    }

    static func == (left: ValueRecord, right: ValueRecord) -> Bool {
        left.bins.indices.allSatisfy { left.bins[$0] == right.bins[$0] }
    }

    func hash(into hasher: inout Hasher) {
        for index in bins.indices { hasher.combine(bins[index]) }
    }
}

/// Logarithms of one trader's unit prices in one heading, as whole numbers so that sums are exact in
/// any order.
struct OwnPriceRecord: TableRecord {
    /// One unit is 1/1024 of the natural logarithm; sums stay exact for a billion observations.
    static let scale = 1024.0

    var count: UInt32
    var sum: Int64
    var squares: Int64

    init(count: UInt32, sum: Int64, squares: Int64) {
        self.count = count
        self.sum = sum
        self.squares = squares
    }

    init(ln: Double) {
        let scaled = Int64((min(max(ln, -40), 40) * Self.scale).rounded())
        self.init(count: 1, sum: scaled, squares: scaled * scaled)
    }

    mutating func merge(_ other: OwnPriceRecord) {
        count.addSaturating(other.count)
        sum &+= other.sum
        squares &+= other.squares
    }

    /// Geometric mean and standard deviation of the logarithm.
    var moments: (mean: Double, deviation: Double) {
        let count = Double(max(1, count))
        let mean = Double(sum) / count
        let variance = max(0, Double(squares) / count - mean * mean)
        return (mean / Self.scale, variance.squareRoot() / Self.scale)
    }
}

/// Which declarations or offices used a number: the least and the greatest of their hashes tell
/// whether there was more than one.
struct UseRecord: TableRecord {
    var least: UInt32
    var greatest: UInt32
    var count: UInt32

    init(_ user: UInt32) {
        least = user
        greatest = user
        count = 1
    }

    init(least: UInt32, greatest: UInt32, count: UInt32) {
        self.least = least
        self.greatest = greatest
        self.count = count
    }

    mutating func merge(_ other: UseRecord) {
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
        count.addSaturating(other.count)
    }
}
