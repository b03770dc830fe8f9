package import Customs

/// A learned judge of items: trees over features, with the histories the features come from.
///
/// Everything it says of a declaration follows from the declaration and the model alone, so a score can
/// be made again as long as the model is kept. It never sees names, nationalities or persons' traits;
/// see ``Trait`` and ``ModelNumber``.
///
/// ## Topics
/// - Learning: ``ModelTraining``
/// - Asking: ``score(_:)``, ``explain(_:item:)``
/// - Storing: ``encoded()``, ``init(decoding:)``
package struct RiskModel: Hashable, Sendable {
    /// Log-odds before the first tree.
    package internal(set) var start: Double
    package internal(set) var trees: [DecisionTree]
    /// Mean of each tree over the rows it was learned from; follows from the trees.
    let means: [Double]
    /// Share of irregular rows that shares of few inspections lean on.
    package internal(set) var prior: Double
    /// Results by ``TraitSet/all``, prices by ``PriceKey``.
    var results: [ResultHistory]
    var prices: [PriceHistory]
    /// Margins of held-out rows (else of the rows learned from) in ascending order, evenly spaced.
    package internal(set) var ladder: [Float]
    package internal(set) var card: ModelCard

    /// Margins in ``ladder``.
    static let ladderCount = 1001

    init(
        start: Double, trees: [DecisionTree], prior: Double, results: [ResultHistory],
        prices: [PriceHistory], ladder: [Float], card: ModelCard
    ) {
        self.start = start
        self.trees = trees
        self.prior = prior
        self.results = results
        self.prices = prices
        self.ladder = ladder
        self.card = card
        means = trees.map(\.mean)
    }
}

/// What a model was learned from.
package struct ModelCard: Hashable, Sendable {
    /// Column or source of the outcomes.
    package var label: String
    /// Rows learned from, and how many of them were irregular.
    package var rows: Int
    package var irregular: Int
    /// Rows that decided when to stop; 0 without validation.
    package var heldRows: Int
    /// First and last day of all rows, as days since 1970-01-01; nil when they had none.
    package var firstDay: CalendarDay?
    package var lastDay: CalendarDay?
    package var seed: UInt64
    /// Flows it was learned from: bit 0 unknown, 1 import, 2 export, 3 transit.
    var flows: UInt8
}

extension RiskModel {
    static func bit(of flow: Declaration.Flow?) -> UInt8 {
        switch flow {
        case nil: 1
        case .import: 2
        case .export: 4
        case .transit: 8
        }
    }

    /// Whether the model was learned from declarations of this flow.
    package func knows(_ flow: Declaration.Flow?) -> Bool { card.flows & Self.bit(of: flow) != 0 }

    /// What the model says of an item.
    package struct Score: Hashable, Sendable {
        /// Item, from 1.
        package var item: Int
        /// Log-odds of an irregularity.
        package var margin: Double
        /// 0…1.
        package var probability: Double { Logistic.probability(margin) }
    }

    /// The item of a declaration with the highest margin; nil when it has none.
    package func score(_ declaration: borrowing Declaration) -> Score? {
        var best: Score?
        let header = TraitValues(header: declaration)
        let day = declaration.referenceDay?.number ?? .max
        for index in declaration.items.indices {
            let row = row(declaration.items[index], of: declaration, header: header, day: day)
            let margin = margin(row)
            if margin > best?.margin ?? -.infinity {
                best = Score(item: index + 1, margin: margin)
            }
        }
        return best
    }

    /// The features of an item, in the order of ``ModelFeature/all``.
    package func row(of declaration: borrowing Declaration, item: Int) -> [Float] {
        row(
            declaration.items[item - 1], of: declaration,
            header: TraitValues(header: declaration),
            day: declaration.referenceDay?.number ?? .max)
    }

    /// Log-odds for a row.
    func margin(_ row: [Float]) -> Double {
        var margin = start
        row.withUnsafeBufferPointer { row in
            for tree in trees { margin += Double(tree.value(of: row)) }
        }
        return margin
    }

    private func row(
        _ item: borrowing GoodsItem, of declaration: borrowing Declaration, header: TraitValues,
        day: Int32
    ) -> [Float] {
        let reading = ItemReading(item, of: declaration, header: header)
        let sets = TraitSet.all.count
        var row = [Float](repeating: .nan, count: ModelFeature.firstNumber)
        row.reserveCapacity(ModelFeature.all.count)
        row += reading.numbers
        for set in 0..<sets {
            let record = results[set].record(reading.keys[set], before: day)
            HistoryFeatures.set(
                set, isStated: reading.keys[set] != 0, record, day: day, prior: prior
            ) { row[$0] = $1 }
        }
        guard let step = reading.step else { return row }
        for key in PriceKey.allCases {
            let record = prices[key.rawValue].record(
                reading.keys[sets + key.rawValue], before: day)
            if let distance = record?.distance(step) {
                row[ModelFeature.firstNumber + key.number.place] = distance
            }
        }
        return row
    }

    /// Share of the ladder's margins below this one, 0…1.
    package func percentile(of margin: Double) -> Double {
        var (low, high) = (0, ladder.count)
        while low < high {
            let middle = (low + high) / 2
            if Double(ladder[middle]) < margin { low = middle + 1 } else { high = middle }
        }
        return ladder.isEmpty ? 0 : Double(low) / Double(ladder.count)
    }
}

/// What the history of a trait set says, as features.
enum HistoryFeatures {
    /// Longer than this counts as this long, days: the newest pause and age a model learns is bounded too.
    static let daysMax: Int32 = 730

    /// Calls with every feature of the set that is known: place and value.
    static func set(
        _ set: Int, isStated: Bool, _ record: ResultHistory.Record?, day: Int32, prior: Double,
        _ put: (Int, Float) -> Void
    ) {
        guard isStated else { return }
        put(2 * set + 1, Float(record?.inspected ?? 0))
        guard let record else { return }
        put(2 * set, ShareSmoothing.share(record, prior: prior))
        guard day != .max else { return }
        for (number, isPause) in numbers[set] {
            let days = min(day - (isPause ? record.lastDay : record.firstDay), daysMax)
            put(ModelFeature.firstNumber + number.place, Float(days))
        }
    }

    /// Numbers of days that come from each trait set; true for the time since the last.
    private static let numbers: [[(ModelNumber, Bool)]] = TraitSet.all.enumerated().map {
        switch $1.id {
        case "trader": [(.traderDays, false), (.traderPause, true)]
        case "seller": [(.sellerDays, false)]
        default: $0 == 0 ? [(.resultsPause, true)] : []
        }
    }

    /// The numbers that a trait set gives.
    static func numbers(of set: Int) -> [ModelNumber] { numbers[set].map(\.0) }
}
