import Glibc

/// What imports of a lane cost over their exports, learned pair by pair: a histogram of the ratio on
/// the logarithm, 0.5 to 2 in steps of one percent. Forgets nothing and merges in any order.
package struct LaneRatio: Hashable, Sendable {
    /// Counts by class.
    package private(set) var counts: [UInt32]
    private static let classes = 140
    private static let step = 0.01
    private static let first = -0.7

    package init() { counts = Array(repeating: 0, count: Self.classes) }

    /// From stored counts; nil when they are none.
    package init?(counts: [UInt32]) {
        guard counts.count == Self.classes else { return nil }
        self.counts = counts
    }

    package var total: Int { counts.reduce(0) { $0 + Int($1) } }

    /// Takes the ratio of a pair; ratios far outside teach nothing about freight.
    package mutating func add(_ ratio: Double) {
        guard ratio > 0.5, ratio < 2 else { return }
        let place = Int(((log(ratio) - Self.first) / Self.step).rounded(.down))
        guard counts.indices.contains(place), counts[place] < .max else { return }
        counts[place] += 1
    }

    /// The ratio below which this share of the pairs lies; nil below `lanePairsMin` pairs.
    package func quantile(_ share: Double) -> Double? {
        let total = total
        guard total >= MirrorRules.lanePairsMin else { return nil }
        let wanted = share * Double(total)
        var seen = 0.0
        for (place, count) in counts.enumerated() {
            seen += Double(count)
            if seen >= wanted { return exp(Self.first + (Double(place) + 0.5) * Self.step) }
        }
        return nil
    }
}
