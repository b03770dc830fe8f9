/// Learns trees one after another, each on what those before have left unexplained.
///
/// Source: J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of
/// Statistics 29 (2001); second-order steps as in ``TreeGrower``.
struct Boosting {
    let settings: TreeSettings
    let spread: Spread

    /// What was learned.
    struct Outcome {
        /// Log-odds before the first tree.
        var start: Double
        var trees: [DecisionTree]
        var report: BoostingReport
        /// Margins of the training and validation rows by the trees kept.
        var trainingMargins: [Double]
        var validationMargins: [Double]
    }

    /// - Parameters:
    ///   - labels: true where the row was found irregular.
    ///   - validation: rows that decide when to stop; binned with the same cuts.
    ///   - progress: called after each tree with its number.
    func run(
        _ table: BinnedTable, labels: [Bool],
        validation: (table: BinnedTable, labels: [Bool])? = nil, progress: (Int) -> Void = { _ in }
    ) -> Outcome {
        let share = Double(labels.count { $0 } + 1) / Double(labels.count + 2)
        let start = Logistic.margin(share)
        var state = State(start: start, labels: labels, validation: validation)
        var outcome = Outcome(
            start: start, trees: [], report: BoostingReport(), trainingMargins: [],
            validationMargins: [])
        outcome.report.trainingLoss = [state.training.loss]
        if let held = state.held { outcome.report.validationLoss = [held.loss] }
        let grower = TreeGrower(table: table, settings: settings, spread: spread)
        var random = ModelRandom(seed: settings.seed)
        var best = (count: 0, loss: state.held?.loss ?? .infinity)
        var kept = state.held?.margins ?? []
        for number in 1...max(settings.treesMax, 1) {
            let chosen = random.choose(
                table.rowCount, share: settings.rowShare, least: 1)
            let features = random.choose(table.featureCount, share: settings.featureShare, least: 1)
            let grown = grower.grow(
                state.training.derivatives(spread), chosen: chosen,
                features: features.map(Int.init))
            // A tree without a question has nothing to tell apart.
            if grown.tree.nodes.count == 1, settings.featureShare >= 1 { break }
            let all = chosen.count == table.rowCount
            state.training.add(grown, table, rows: all ? grower.rows : nil)
            state.held?.add(grown)
            outcome.trees.append(grown.tree)
            outcome.report.trainingLoss.append(state.training.loss)
            progress(number)
            guard let held = state.held else { continue }
            outcome.report.validationLoss.append(held.loss)
            if held.loss < best.loss {
                best = (number, held.loss)
                kept = held.margins
            }
            if number - best.count >= settings.patience { break }
        }
        if state.held != nil { outcome.trees.removeLast(outcome.trees.count - best.count) }
        outcome.report.treeCount = outcome.trees.count
        outcome.trainingMargins = state.training.margins
        outcome.validationMargins = kept
        return outcome
    }

    private struct State {
        var training: Margins
        var held: Held?

        init(start: Double, labels: [Bool], validation: (table: BinnedTable, labels: [Bool])?) {
            training = Margins(start: start, labels: labels)
            held = validation.map {
                Held(table: $0.table, own: Margins(start: start, labels: $0.labels))
            }
        }
    }

    private struct Held {
        let table: BinnedTable
        var own: Margins
        var loss: Double { own.loss }
        var margins: [Double] { own.margins }

        mutating func add(_ grown: TreeGrower.Grown) { own.add(grown, table, rows: nil) }
    }
}

/// Margins of rows with their outcomes.
private struct Margins {
    private(set) var margins: [Double]
    private let labels: [Bool]
    private(set) var loss = 0.0

    init(start: Double, labels: [Bool]) {
        margins = Array(repeating: start, count: labels.count)
        self.labels = labels
        measure()
    }

    /// First and second derivatives of the log loss.
    func derivatives(_ spread: Spread) -> [SIMD2<Double>] {
        Array(unsafeUninitializedCapacity: margins.count) { buffer, count in
            for row in margins.indices {
                let probability = Logistic.probability(margins[row])
                buffer[row] = SIMD2(
                    probability - (labels[row] ? 1 : 0),
                    max(probability * (1 - probability), 1e-12))
            }
            count = margins.count
        }
    }

    /// Adds a tree's answers; `rows` in the order of its leaves when all rows were learned from.
    mutating func add(_ grown: TreeGrower.Grown, _ table: BinnedTable, rows: [Int32]?) {
        let nodes = grown.tree.nodes
        if let rows {
            for leaf in grown.leaves {
                let value = Double(nodes[leaf.node].value)
                for place in leaf.rows { margins[Int(rows[place])] += value }
            }
        } else {
            table.bins.withUnsafeBufferPointer { bins in
                for row in margins.indices {
                    margins[row] += Double(
                        Self.answer(nodes, grown.bins, bins, row, table.rowCount))
                }
            }
        }
        measure()
    }

    private static func answer(
        _ nodes: ContiguousArray<DecisionTree.Node>, _ lastBins: [UInt8],
        _ bins: UnsafeBufferPointer<UInt8>, _ row: Int, _ rowCount: Int
    ) -> Float {
        var place = 0
        while nodes[place].feature >= 0 {
            let bin = bins[Int(nodes[place].feature) * rowCount + row]
            let goesLeft = bin == 0 ? nodes[place].missingGoesLeft : bin <= lastBins[place]
            place = Int(goesLeft ? nodes[place].left : nodes[place].right)
        }
        return nodes[place].value
    }

    private mutating func measure() {
        var sum = 0.0
        for row in margins.indices {
            sum += Logistic.loss(margins[row], isIrregular: labels[row])
        }
        loss = margins.isEmpty ? 0 : sum / Double(margins.count)
    }
}

/// Chance from a seed.
struct ModelRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return StableHash.mix(state)
    }

    /// A share of the numbers below a count, ascending; at least `least` of them.
    mutating func choose(_ count: Int, share: Double, least: Int) -> [Int32] {
        let all = (0..<Int32(count))
        guard share < 1, count > least else { return Array(all) }
        var wanted = min(max(Int((Double(count) * share).rounded()), least), count)
        // Selection sampling: D. E. Knuth, The Art of Computer Programming 2, section 3.4.2, algorithm S.
        var chosen: [Int32] = []
        chosen.reserveCapacity(wanted)
        for number in all where wanted > 0 {
            let rest = UInt64(count - Int(number))
            if next() % rest < UInt64(wanted) {
                chosen.append(number)
                wanted -= 1
            }
        }
        return chosen
    }
}
