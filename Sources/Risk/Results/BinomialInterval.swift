import Glibc

/// A share that was counted, with the interval in which the true share lies in at least 95 of 100 cases.
package struct CountedShare: Hashable, Sendable {
    package let hits: Int
    package let count: Int
    /// Nil when nothing was counted.
    package let share: Double?
    package let low: Double
    package let high: Double

    /// The exact interval, which never promises too much, whatever the counts.
    ///
    /// Source: C. J. Clopper, E. S. Pearson, "The Use of Confidence or Fiducial Limits Illustrated
    /// in the Case of the Binomial", Biometrika 26 (1934), 404–413.
    package init(hits: Int, of count: Int, confidence: Double = 0.95) {
        let count = max(count, 0)
        let hits = min(max(hits, 0), count)
        self.hits = hits
        self.count = count
        share = count == 0 ? nil : Double(hits) / Double(count)
        let tail = (1 - confidence) / 2
        let (k, n) = (Double(hits), Double(count))
        low = hits == 0 ? 0 : BetaFunction.quantile(tail, k, n - k + 1)
        high = hits == count ? 1 : BetaFunction.quantile(1 - tail, k + 1, n - k)
    }
}

/// How many times as often one share is as another, with its 95 % interval.
package struct ShareRatio: Hashable, Sendable {
    package let ratio: Double
    package let low: Double
    package let high: Double

    /// Nil when one of the shares has no hit or nothing was counted: a ratio then says nothing.
    ///
    /// Source: D. Katz et al., "Obtaining Confidence Intervals for the Risk Ratio in Cohort Studies",
    /// Biometrics 34 (1978), 469–474, method C.
    package init?(_ share: CountedShare, over base: CountedShare) {
        guard share.hits > 0, base.hits > 0, let top = share.share, let bottom = base.share else {
            return nil
        }
        ratio = top / bottom
        let spread =
            (1 / Double(share.hits) - 1 / Double(share.count) + 1 / Double(base.hits)
            - 1 / Double(base.count)).squareRoot()
        low = ratio * exp(-1.959_964 * spread)
        high = ratio * exp(1.959_964 * spread)
    }
}

/// The regularised incomplete beta function and its inverse.
enum BetaFunction {
    /// I_x(a, b).
    ///
    /// Source: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction) and
    /// 8.17.4 (symmetry).
    static func regularised(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        guard x <= (a + 1) / (a + b + 2) else { return 1 - regularised(1 - x, b, a) }
        let front = exp(
            lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
        let tiny = 1e-300
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (d.magnitude < tiny ? tiny : d)
        var c = 1.0
        var fraction = d
        for step in 1...2_000 {
            let m = Double(step)
            for isOdd in [false, true] {
                let term =
                    isOdd
                    ? -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
                    : m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                d = 1 + term * d
                d = 1 / (d.magnitude < tiny ? tiny : d)
                c = 1 + term / c
                if c.magnitude < tiny { c = tiny }
                fraction *= d * c
            }
            if (d * c - 1).magnitude < 1e-14 { break }
        }
        return front * fraction / a
    }

    /// The x with I_x(a, b) = p, by halving.
    static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if regularised(middle, a, b) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
