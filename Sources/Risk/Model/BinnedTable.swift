/// A table of features for training: every value as one of at most 255 bins, column by column.
struct BinnedTable: Sendable {
    /// Bin 0 holds missing values; bins 1… hold values in ascending order.
    static let binsMax = 255
    /// Places between which the bins of two features lie in a histogram.
    static let stride = 256

    let rowCount: Int
    let featureCount: Int
    /// Bins, column after column.
    let bins: [UInt8]
    /// Upper bound of every bin but the last, for each feature: half way to the next value seen.
    let cuts: [[Float]]

    /// Number of bins of a feature that hold values.
    func binCount(_ feature: Int) -> Int { cuts[feature].count + 1 }

    /// Lays out the columns, each on whichever thread is free.
    ///
    /// - Parameters:
    ///   - cuts: the bounds of another table, so that both tell the same bins; nil to find them.
    ///   - column: the values of a feature; asked for once, from any thread.
    init(
        rowCount: Int, featureCount: Int, cuts given: [[Float]]? = nil, spread: Spread,
        column: @Sendable (Int) -> [Float]
    ) {
        let columns = spread.map(count: featureCount) { feature in
            let values = column(feature)
            let cuts = given?[feature] ?? Self.cuts(of: values)
            return (cuts, Self.binned(values, cuts))
        }
        self.rowCount = rowCount
        self.featureCount = featureCount
        self.cuts = columns.map(\.0)
        var bins: [UInt8] = []
        bins.reserveCapacity(rowCount * featureCount)
        for column in columns { bins += column.1 }
        self.bins = bins
    }

    /// Bounds that give every distinct value a bin, or bins of about equally many rows.
    static func cuts(of values: [Float]) -> [Float] {
        let sorted = values.filter { !$0.isNaN }.sorted()
        guard let first = sorted.first else { return [] }
        var distinct: [(value: Float, count: Int)] = [(first, 0)]
        for value in sorted {
            if value == distinct[distinct.count - 1].value {
                distinct[distinct.count - 1].count += 1
            } else {
                distinct.append((value, 1))
            }
        }
        /// The bound between a value and the next: half way, and never the next itself.
        func bound(after index: Int) -> Float {
            let (low, high) = (distinct[index].value, distinct[index + 1].value)
            let middle = low + (high - low) / 2
            return middle < high ? middle : low
        }
        guard distinct.count > binsMax else {
            return distinct.indices.dropLast().map(bound(after:))
        }
        var cuts: [Float] = []
        var rest = sorted.count
        var filled = 0
        for (index, entry) in distinct.enumerated().dropLast() {
            filled += entry.count
            let binsLeft = binsMax - cuts.count
            let valuesLeft = distinct.count - 1 - index
            guard binsLeft > 1, filled * binsLeft >= rest || valuesLeft < binsLeft else { continue }
            cuts.append(bound(after: index))
            rest -= filled
            filled = 0
        }
        return cuts
    }

    private static func binned(_ values: [Float], _ cuts: [Float]) -> [UInt8] {
        values.map { value in
            guard !value.isNaN else { return 0 }
            var (low, high) = (0, cuts.count)
            while low < high {
                let middle = (low + high) / 2
                if cuts[middle] < value { low = middle + 1 } else { high = middle }
            }
            return UInt8(low + 1)
        }
    }
}
