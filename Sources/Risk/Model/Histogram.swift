/// Sums of first and second derivatives by feature and bin.
///
/// Different threads write different features, and nobody reads before all are done.
final class Histogram: @unchecked Sendable {
    // No lock: `Spread` gives every feature to one part, and returns when all parts have ended.
    private let sums: UnsafeMutablePointer<SIMD2<Double>>
    private let count: Int

    init(featureCount: Int) {
        count = featureCount * BinnedTable.stride
        sums = .allocate(capacity: max(count, 1))
        sums.initialize(repeating: .zero, count: count)
    }

    deinit { sums.deallocate() }

    /// The bins of a feature.
    @inline(__always)
    func bins(_ feature: Int) -> UnsafeMutablePointer<SIMD2<Double>> {
        sums + feature * BinnedTable.stride
    }

    /// Takes another's sums of a feature away.
    func subtract(_ other: Histogram, _ feature: Int) {
        let (own, others) = (bins(feature), other.bins(feature))
        for bin in 0..<BinnedTable.stride { own[bin] -= others[bin] }
    }
}

/// What summing a leaf reads: views that live as long as the calls of `Spread`.
struct HistogramWork: @unchecked Sendable {
    // Never written while the views exist.
    let rows: UnsafeBufferPointer<Int32>
    let ordered: UnsafeBufferPointer<SIMD2<Double>>
    let bins: UnsafeBufferPointer<UInt8>
    let rowCount: Int

    /// Sums one feature, in the order of the rows.
    func sum(_ feature: Int, into histogram: Histogram) {
        let sums = histogram.bins(feature)
        sums.update(repeating: .zero, count: BinnedTable.stride)
        guard let column = bins.baseAddress.map({ $0 + feature * rowCount }),
            let rows = rows.baseAddress, let ordered = ordered.baseAddress
        else { return }
        for place in 0..<self.rows.count {
            sums[Int(column[Int(rows[place])])] += ordered[place]
        }
    }
}
