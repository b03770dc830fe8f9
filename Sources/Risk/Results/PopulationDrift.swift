import Glibc

/// How far the distribution of something has moved between two periods.
package enum PopulationDrift {
    /// Above this a change is worth a look, above ``large`` rules should be measured again.
    package static let noticeable = 0.1
    package static let large = 0.25

    /// The population stability index of two counts over the same classes: Σ (a − e)·ln(a / e).
    ///
    /// Symmetric, 0 for equal shares, at least 0. Empty classes count as half an observation, so that a
    /// new class does not make it infinite.
    ///
    /// Source: the index is Jeffreys' divergence, H. Jeffreys, "An Invariant Form for the Prior
    /// Probability in Estimation Problems", Proc. R. Soc. A 186 (1946), eq. 1; bounds 0.1 and 0.25:
    /// N. Siddiqi, Credit Risk Scorecards (2006), chapter 8.
    package static func index(expected: [String: Int], actual: [String: Int]) -> Double {
        let classes = Set(expected.keys).union(actual.keys)
        guard !classes.isEmpty else { return 0 }
        func shares(_ counts: [String: Int]) -> [String: Double] {
            let filled = classes.map { ($0, max(Double(counts[$0] ?? 0), 0.5)) }
            let total = filled.reduce(0) { $0 + $1.1 }
            return Dictionary(uniqueKeysWithValues: filled.map { ($0.0, $0.1 / total) })
        }
        let (before, after) = (shares(expected), shares(actual))
        var sum = 0.0
        for name in classes.sorted() {
            guard let e = before[name], let a = after[name] else { continue }
            sum += (a - e) * log(a / e)
        }
        return sum
    }
}
