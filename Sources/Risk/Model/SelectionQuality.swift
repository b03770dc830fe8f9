/// How well scores tell irregular rows from others, measured on rows with known outcomes.
package struct SelectionQuality: Hashable, Sendable {
    /// What inspecting the highest-scored share of the rows would have found.
    package struct Level: Hashable, Sendable {
        /// Share inspected, 0…1, and how many rows that are.
        package var share: Double
        package var inspected: Int
        /// Irregular among the inspected, and found among the irregular.
        package var precision: Double
        package var recall: Double
        /// Revenue of the irregular found over that of all; nil without revenue.
        package var revenueRecall: Double?
    }

    /// Rows with a probability in one tenth.
    package struct Bin: Hashable, Sendable {
        package var from: Double
        package var rows: Int
        /// Mean probability, and share found irregular.
        package var predicted: Double
        package var observed: Double
    }

    package var rows: Int
    package var irregular: Int
    /// Probability that an irregular row is scored above another, ties counting half.
    package var areaUnderCurve: Double
    /// Mean precision over the irregular rows found, from the highest score down.
    package var averagePrecision: Double
    package var logLoss: Double
    /// Mean distance of predicted and observed shares over ten bins of equal width.
    package var calibrationError: Double
    package var levels: [Level]
    package var bins: [Bin]

    /// Shares inspected that are reported.
    package static let shares = [0.01, 0.02, 0.05, 0.1]

    /// One row with its outcome.
    package struct Row: Hashable, Sendable {
        package var probability: Double
        package var isIrregular: Bool
        /// Duty found missing, in any one currency.
        package var revenue: Double

        package init(probability: Double, isIrregular: Bool, revenue: Double = 0) {
            self.probability = probability
            self.isIrregular = isIrregular
            self.revenue = revenue
        }
    }

    /// Measures; nil unless there are rows of both outcomes.
    ///
    /// Rows with equal scores count with their mean, so the order of the rows does not matter.
    package init?(_ rows: [Row], hasRevenue: Bool) {
        let ranked = rows.sorted { $0.probability > $1.probability }
        irregular = rows.count { $0.isIrregular }
        self.rows = rows.count
        guard irregular > 0, irregular < rows.count else { return nil }
        var curve = Curve(rows.count, irregular)
        var start = 0
        while start < ranked.count {
            var end = start
            while end < ranked.count, ranked[end].probability == ranked[start].probability {
                end += 1
            }
            curve.add(ranked[start..<end])
            start = end
        }
        areaUnderCurve = curve.area
        averagePrecision = curve.averagePrecision
        let revenue = rows.reduce(0) { $0 + ($1.isIrregular ? $1.revenue : 0) }
        let irregular = Double(irregular)
        levels = Self.shares.map { share in
            let count = min(max(Int((share * Double(rows.count)).rounded(.up)), 1), rows.count)
            let found = curve.found(within: count)
            return Level(
                share: share, inspected: count, precision: found.irregular / Double(count),
                recall: found.irregular / irregular,
                revenueRecall: hasRevenue && revenue > 0 ? found.revenue / revenue : nil)
        }
        (bins, calibrationError) = Self.calibration(rows)
        logLoss = Self.logLoss(rows)
    }

    private static func calibration(_ rows: [Row]) -> ([Bin], Double) {
        var sums = [(rows: Int, predicted: Double, observed: Double)](
            repeating: (0, 0, 0), count: 10)
        for row in rows {
            let place = min(max(Int(row.probability * 10), 0), 9)
            sums[place].rows += 1
            sums[place].predicted += row.probability
            sums[place].observed += row.isIrregular ? 1 : 0
        }
        var bins: [Bin] = []
        var error = 0.0
        for (place, sum) in sums.enumerated() where sum.rows > 0 {
            let count = Double(sum.rows)
            bins.append(
                Bin(
                    from: Double(place) / 10, rows: sum.rows, predicted: sum.predicted / count,
                    observed: sum.observed / count))
            error += (sum.predicted - sum.observed).magnitude
        }
        return (bins, error / Double(rows.count))
    }

    private static func logLoss(_ rows: [Row]) -> Double {
        var sum = 0.0
        for row in rows {
            let kept = min(max(row.probability, 1e-12), 1 - 1e-12)
            sum -= StableMath.ln(row.isIrregular ? kept : 1 - kept)
        }
        return sum / Double(rows.count)
    }

    /// Walks from the highest score down, one group of equal scores after the other.
    private struct Curve {
        let total: Double
        let irregular: Double
        var area = 0.0
        var averagePrecision = 0.0
        private var groups: [(rows: Int, irregular: Double, revenue: Double)] = []
        private var seen = 0.0
        private var found = 0.0

        init(_ rows: Int, _ irregular: Int) {
            total = Double(rows)
            self.irregular = Double(irregular)
        }

        mutating func add(_ rows: ArraySlice<Row>) {
            var (hits, revenue) = (0.0, 0.0)
            for row in rows where row.isIrregular {
                hits += 1
                revenue += row.revenue
            }
            let misses = Double(rows.count) - hits
            area += misses * (found + hits / 2) / (irregular * (total - irregular))
            seen += Double(rows.count)
            found += hits
            averagePrecision += hits / irregular * found / seen
            groups.append((rows.count, hits, revenue))
        }

        /// Irregular rows and revenue among the first, of a group cut in two the even share.
        func found(within count: Int) -> (irregular: Double, revenue: Double) {
            var (left, sum) = (count, (irregular: 0.0, revenue: 0.0))
            for group in groups where left > 0 {
                let part = min(Double(left) / Double(group.rows), 1)
                sum.irregular += group.irregular * part
                sum.revenue += group.revenue * part
                left -= min(left, group.rows)
            }
            return sum
        }
    }
}
