package import Customs

/// Items with known outcomes, gathered for learning.
///
/// Holds some 220 bytes a row, and learning as much three times over; ``rowsMax`` bounds it.
package struct TrainingRows: Sendable {
    package static let rowsMax = 2_000_000
    static let keyCount = TraitSet.all.count + PriceKey.allCases.count

    /// Row after row.
    private(set) var keys: [UInt32] = []
    private(set) var numbers: [Float] = []
    private(set) var steps: [Int32] = []
    private(set) var days: [Int32?] = []
    private(set) var outcomes: [Bool] = []
    /// Rows that decide when to stop.
    private(set) var isHeld: [Bool] = []

    /// Flows seen: bit 0 unknown, 1 import, 2 export, 3 transit.
    private(set) var flows: UInt8 = 0

    package var count: Int { outcomes.count }
    package var irregularCount: Int { outcomes.count { $0 } }

    package init() {}

    /// Adds the items of a declaration.
    ///
    /// - Parameter isIrregular: the outcome of an item, from 1; nil for one without an outcome.
    package mutating func add(
        _ declaration: borrowing Declaration, isHeld held: Bool, isIrregular: (Int) -> Bool?
    ) {
        let header = TraitValues(header: declaration)
        for index in declaration.items.indices {
            guard let outcome = isIrregular(index + 1) else { continue }
            let reading = ItemReading(
                declaration.items[index], of: declaration, header: header)
            keys += reading.keys
            numbers += reading.numbers
            steps.append(reading.step ?? 0)
            flows |= RiskModel.bit(of: declaration.flow)
            days.append(declaration.referenceDay?.number)
            outcomes.append(outcome)
            isHeld.append(held)
        }
    }

    /// Days to go by: a row without one has that of the row before; without any, rows count as days.
    func daysToGoBy() -> [Int32] {
        guard let first = days.lazy.compactMap({ $0 }).first else {
            return (0..<Int32(count)).map { $0 }
        }
        var last = first
        return days.map { day in
            if let day { last = day }
            return last
        }
    }
}

/// Learns a ``RiskModel``.
///
/// Features of a row are counted from the days before its own, of validation rows too. Rows and seed
/// decide the model's every byte, whatever the number of threads.
package struct ModelTraining {
    package var settings: TreeSettings
    package var spread: Spread

    package init(settings: TreeSettings, spread: Spread) {
        self.settings = settings
        self.spread = spread
    }

    /// A model with how well it went.
    package struct Outcome: Sendable {
        package var model: RiskModel
        package var report: BoostingReport
    }

    /// Why nothing can be learned.
    package enum Refusal: Error, Hashable, Sendable {
        /// Fewer rows than ``rowsMin``.
        case tooFewRows(Int)
        /// All rows have the same outcome.
        case oneClass(isIrregular: Bool)
        case tooManyRows
    }

    package static let rowsMin = 50

    /// Learns from the rows.
    ///
    /// - Parameters:
    ///   - label: where the outcomes came from, for the model's card.
    ///   - table: shown the features laid out, for other learners to be compared with.
    ///   - progress: called after each tree with its number.
    package func learn(
        _ rows: TrainingRows, label: String, table show: ((FeatureTable) throws -> Void)? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws -> Outcome {
        let learned = rows.isHeld.count { !$0 }
        guard learned >= Self.rowsMin else { throw Refusal.tooFewRows(learned) }
        guard rows.count <= TrainingRows.rowsMax else { throw Refusal.tooManyRows }
        let table = FeatureTable(rows, spread: spread)
        let irregular = table.outcomes(isHeld: false).count { $0 }
        guard irregular > 0, irregular < learned else {
            throw Refusal.oneClass(isIrregular: irregular > 0)
        }
        try show?(table)
        let training = table.binned(isHeld: false, spread: spread)
        let held = table.outcomes(isHeld: true)
        let validation =
            held.isEmpty
            ? nil
            : (
                table: table.binned(isHeld: true, cuts: training.cuts, spread: spread),
                labels: held
            )
        let boosting = Boosting(settings: settings, spread: spread)
        let outcome = boosting.run(
            training, labels: table.outcomes(isHeld: false), validation: validation,
            progress: progress)
        let days = rows.days.compactMap { $0 }
        let model = RiskModel(
            start: outcome.start, trees: outcome.trees, prior: table.prior,
            results: table.results, prices: table.prices,
            ladder: Self.ladder(
                held.isEmpty ? outcome.trainingMargins : outcome.validationMargins),
            card: ModelCard(
                label: label, rows: learned, irregular: irregular, heldRows: held.count,
                firstDay: days.min().map { CalendarDay(number: $0) },
                lastDay: days.max().map { CalendarDay(number: $0) }, seed: settings.seed,
                flows: rows.flows))
        return Outcome(model: model, report: outcome.report)
    }

    /// Margins evenly spaced by rank.
    static func ladder(_ margins: [Double]) -> [Float] {
        let sorted = margins.sorted()
        guard sorted.count > RiskModel.ladderCount else { return sorted.map { Float($0) } }
        return (0..<RiskModel.ladderCount).map {
            Float(sorted[$0 * (sorted.count - 1) / (RiskModel.ladderCount - 1)])
        }
    }
}
