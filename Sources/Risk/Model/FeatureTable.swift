/// Rows in the order of their days with the features that were known before each, and the histories
/// that remain after the last.
package struct FeatureTable: Sendable {
    let prior: Double
    private(set) var results: [ResultHistory] = []
    private(set) var prices: [PriceHistory] = []
    /// Rows of ``TrainingRows`` by day.
    private let order: [Int]
    private let rows: TrainingRows
    /// Features from histories by place, each in the order of the days.
    private var columns: [Int: [Float]] = [:]

    init(_ rows: TrainingRows, spread: Spread) {
        self.rows = rows
        let given = rows.daysToGoBy()
        let order = (0..<rows.count).sorted { (given[$0], $0) < (given[$1], $1) }
        self.order = order
        let days = order.map { given[$0] }
        let isDated = rows.days.contains { $0 != nil }
        let outcomes = order.map { rows.outcomes[$0] }
        let learned = rows.isHeld.indices.filter { !rows.isHeld[$0] }
        let prior =
            Double(learned.count { rows.outcomes[$0] }) / Double(max(learned.count, 1))
        self.prior = prior
        let sets = spread.map(count: TraitSet.all.count) { set in
            Self.resultColumns(
                set, keys: order.map { rows.keys[$0 * TrainingRows.keyCount + set] }, days: days,
                isDated: isDated, outcomes: outcomes, prior: prior)
        }
        for set in sets {
            results.append(set.history)
            columns.merge(set.columns) { first, _ in first }
        }
        let steps = order.map { rows.steps[$0] }
        let found = spread.map(count: PriceKey.allCases.count) { key in
            Self.priceColumn(
                keys: order.map {
                    rows.keys[$0 * TrainingRows.keyCount + TraitSet.all.count + key]
                }, days: days, steps: steps)
        }
        for key in PriceKey.allCases {
            prices.append(found[key.rawValue].history)
            columns[ModelFeature.firstNumber + key.number.place] = found[key.rawValue].column
        }
    }

    private static func resultColumns(
        _ set: Int, keys: [UInt32], days: [Int32], isDated: Bool, outcomes: [Bool], prior: Double
    ) -> (history: ResultHistory, columns: [Int: [Float]]) {
        let blank = [Float](repeating: .nan, count: keys.count)
        var columns = [2 * set: blank, 2 * set + 1: blank]
        for number in HistoryFeatures.numbers(of: set) {
            columns[ModelFeature.firstNumber + number.place] = blank
        }
        let history = ResultHistory(keys: keys, days: days, outcomes: outcomes) { row, record in
            // Without dates nothing is known in days.
            let day = isDated ? days[row] : .max
            HistoryFeatures.set(set, isStated: true, record, day: day, prior: prior) {
                columns[$0]?[row] = $1
            }
        }
        return (history, columns)
    }

    private static func priceColumn(
        keys: [UInt32], days: [Int32], steps: [Int32]
    ) -> (history: PriceHistory, column: [Float]) {
        var column = [Float](repeating: .nan, count: keys.count)
        let history = PriceHistory(keys: keys, days: days, steps: steps) { row, record in
            if let distance = record.distance(steps[row]) { column[row] = distance }
        }
        return (history, column)
    }

    /// Places in day order of the rows to learn from, or of those held out.
    private func places(isHeld: Bool) -> [Int] {
        order.indices.filter { rows.isHeld[order[$0]] == isHeld }
    }

    /// Outcomes of the rows to learn from, or of those held out.
    func outcomes(isHeld: Bool) -> [Bool] {
        places(isHeld: isHeld).map { rows.outcomes[order[$0]] }
    }

    /// A feature of the given places.
    private func column(_ feature: Int, _ places: [Int]) -> [Float] {
        if let column = columns[feature] { return places.map { column[$0] } }
        let number = feature - ModelFeature.firstNumber
        let width = ModelNumber.allCases.count
        return places.map { rows.numbers[order[$0] * width + number] }
    }

    /// The rows to learn from, or those held out, as bins.
    func binned(isHeld: Bool, cuts: [[Float]]? = nil, spread: Spread) -> BinnedTable {
        let places = places(isHeld: isHeld)
        return BinnedTable(
            rowCount: places.count, featureCount: ModelFeature.all.count, cuts: cuts,
            spread: spread
        ) { column($0, places) }
    }

    /// Calls with every row in the order of the days: whether it is held out, its outcome, its features.
    package func forEachRow(
        _ body: (_ isHeld: Bool, _ isIrregular: Bool, _ features: [Float]) throws -> Void
    ) rethrows {
        let all = ModelFeature.all.indices
        for place in order.indices {
            try body(
                rows.isHeld[order[place]], rows.outcomes[order[place]],
                all.map { column($0, [place])[0] })
        }
    }
}
