extension TreeGrower {
    /// A way to divide a leaf.
    struct Split {
        var feature: Int
        /// Last bin that goes left.
        var bin: Int
        var missingGoesLeft: Bool
        var gain: Double
        /// Sums of the rows that go left.
        var left: Pair
    }

    /// The split with the greatest gain over all features; of equal ones the first.
    func bestSplit(of leaf: Leaf) -> Split? {
        guard leaf.count > 1, leaf.sum.y >= 2 * settings.childWeightMin,
            let histogram = leaf.histogram
        else { return nil }
        var best: Split?
        for feature in features {
            guard let split = bestSplit(feature, histogram.bins(feature), leaf.sum) else {
                continue
            }
            if split.gain > best?.gain ?? settings.gainMin { best = split }
        }
        return best
    }

    private func bestSplit(
        _ feature: Int, _ bins: UnsafeMutablePointer<Pair>, _ sum: Pair
    ) -> Split? {
        let count = table.binCount(feature)
        let missing = bins[0]
        let hasMissing = missing.y > 1e-9
        let whole = score(sum)
        var best: Split?
        var below = Pair.zero
        for bin in 1...count {
            below += bins[bin]
            // The last bin leaves nothing but missing values on the right.
            if bin == count, !hasMissing { break }
            if bins[bin].y <= 0, bin < count { continue }
            for missingGoesLeft in hasMissing ? [false, true] : [below.y * 2 >= sum.y] {
                if bin == count, missingGoesLeft { continue }
                let left = hasMissing && missingGoesLeft ? below + missing : below
                let right = sum - left
                guard left.y >= settings.childWeightMin, right.y >= settings.childWeightMin
                else { continue }
                let gain = score(left) + score(right) - whole
                if gain > best?.gain ?? 1e-9 {
                    best = Split(
                        feature: feature, bin: bin, missingGoesLeft: missingGoesLeft, gain: gain,
                        left: left)
                }
            }
        }
        return best
    }

    private func score(_ sum: Pair) -> Double { sum.x * sum.x / (sum.y + settings.penalty) }
}
