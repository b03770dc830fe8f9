/// Draws an index with probability proportional to its weight, in constant time.
///
/// Source: A. J. Walker, ACM TOMS 3 (1977), alias method; table set-up after M. D. Vose,
/// IEEE Trans. Software Eng. 17 (1991).
struct WeightedChoice: Sendable {
    private let shares: [Double]
    private let aliases: [Int32]

    /// Negative weights count as zero; with no weight at all every index is as likely.
    init(weights: [Double]) {
        let count = weights.count
        let total = weights.reduce(0) { $0 + max($1, 0) }
        var scaled = weights.map { total > 0 ? max($0, 0) * Double(count) / total : 1 }
        var aliases = [Int32](repeating: 0, count: count)
        var small: [Int] = []
        var large: [Int] = []
        for index in 0..<count {
            if scaled[index] < 1 { small.append(index) } else { large.append(index) }
        }
        while let low = small.popLast() {
            guard let high = large.popLast() else {
                scaled[low] = 1
                continue
            }
            aliases[low] = Int32(high)
            scaled[high] -= 1 - scaled[low]
            if scaled[high] < 1 { small.append(high) } else { large.append(high) }
        }
        for index in large { scaled[index] = 1 }
        shares = scaled
        self.aliases = aliases
    }

    /// Zipf's law: the weight of rank r (from 1) is 1 / r^exponent.
    init(zipf count: Int, exponent: Double) {
        self.init(
            weights: (0..<count).map { Elementary.exp(-exponent * Elementary.ln(Double($0 + 1))) })
    }

    var count: Int { shares.count }

    func draw(_ chance: inout SeededGenerator) -> Int {
        let index = chance.below(shares.count)
        return chance.uniform() < shares[index] ? index : Int(aliases[index])
    }
}
