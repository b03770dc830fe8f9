import Testing

@testable import Risk

@Suite("Boosted trees")
struct BoostingTests {
    /// Rows of numbers in columns, with outcomes.
    private func table(_ columns: [[Float]]) -> BinnedTable {
        BinnedTable(
            rowCount: columns.first?.count ?? 0, featureCount: columns.count, spread: .none
        ) { columns[$0] }
    }

    private func settings(_ change: (inout TreeSettings) -> Void = { _ in }) -> TreeSettings {
        var settings = TreeSettings()
        settings.treesMax = 40
        settings.shrinkage = 0.2
        settings.featureShare = 1
        change(&settings)
        return settings
    }

    private func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Float(random.next() % 10_000) / 10_000 }
    }

    @Test(
        "a rule over two features is found, and rows not learned from follow it", arguments: 1...4)
    func plantedRule(seed: UInt64) {
        func rows(_ seed: UInt64) -> ([[Float]], [Bool]) {
            let columns = (0..<6).map { numbers(2_000, seed: seed &* 31 &+ UInt64($0)) }
            let labels = (0..<2_000).map { columns[1][$0] > 0.6 && columns[4][$0] < 0.5 }
            return (columns, labels)
        }
        let (columns, labels) = rows(seed)
        let outcome = Boosting(settings: settings(), spread: .none)
            .run(table(columns), labels: labels)
        let (fresh, truth) = rows(seed + 100)
        let hits = (0..<2_000).count { row in
            var margin = outcome.start
            let values = fresh.map { $0[row] }
            values.withUnsafeBufferPointer { values in
                for tree in outcome.trees { margin += Double(tree.value(of: values)) }
            }
            return (margin > 0) == truth[row]
        }
        #expect(hits > 1_960)
    }

    @Test("the loss on the rows learned from never rises", arguments: 1...3)
    func monotonous(seed: UInt64) {
        let columns = (0..<4).map { numbers(800, seed: seed &* 77 &+ UInt64($0)) }
        let noise = numbers(800, seed: seed &+ 999)
        let labels = (0..<800).map { columns[0][$0] + noise[$0] > 1.1 }
        let report = Boosting(settings: settings(), spread: .none)
            .run(table(columns), labels: labels).report
        #expect(report.trainingLoss.count == 41)
        for (before, after) in zip(report.trainingLoss, report.trainingLoss.dropFirst()) {
            #expect(after <= before + 1e-12)
        }
    }

    @Test("what is missing goes its own way, and is told apart when that tells something")
    func missing() throws {
        var column = numbers(1_000, seed: 5)
        for row in stride(from: 0, to: 1_000, by: 4) { column[row] = .nan }
        let labels = (0..<1_000).map { column[$0].isNaN || column[$0] > 0.9 }
        let outcome = Boosting(settings: settings(), spread: .none)
            .run(table([column]), labels: labels)
        func margin(_ value: Float) -> Double {
            [value].withUnsafeBufferPointer { row in
                outcome.trees.reduce(outcome.start) { $0 + Double($1.value(of: row)) }
            }
        }
        #expect(margin(.nan) > 1)
        #expect(margin(0.95) > 1)
        #expect(margin(0.5) < -1)
    }

    @Test("a column of one value, or of nothing, is never asked about")
    func constant() {
        let columns = [
            [Float](repeating: 7, count: 400), [Float](repeating: .nan, count: 400),
            numbers(400, seed: 3),
        ]
        let labels = columns[2].map { $0 > 0.5 }
        let outcome = Boosting(settings: settings(), spread: .none)
            .run(table(columns), labels: labels)
        let asked = Set(outcome.trees.flatMap { $0.nodes }.filter { !$0.isLeaf }.map(\.feature))
        #expect(asked == [2])
        let nothing = Boosting(settings: settings(), spread: .none)
            .run(table([columns[0], columns[1]]), labels: labels)
        #expect(nothing.trees.isEmpty)
    }

    @Test("at most 255 bins, in order, with every value between its bounds")
    func bins() {
        var random = SeededGenerator(seed: 11)
        let values = (0..<5_000).map { _ in
            random.next() % 3 == 0 ? Float(0) : Float(random.next() % 4_000)
        }
        let table = table([values])
        #expect(table.binCount(0) <= 255)
        #expect(table.binCount(0) > 200)
        #expect(table.cuts[0] == table.cuts[0].sorted())
        for (row, value) in values.enumerated() {
            let bin = Int(table.bins[row])
            #expect(bin >= 1)
            if bin <= table.cuts[0].count { #expect(value <= table.cuts[0][bin - 1]) }
            if bin > 1 { #expect(value > table.cuts[0][bin - 2]) }
        }
        #expect(BinnedTable.cuts(of: [3, 1, 2]) == [1.5, 2.5])
        #expect(BinnedTable.cuts(of: [.nan]).isEmpty)
    }

    @Test("growing stops where held-out rows gain no more, and later trees are dropped")
    func stopping() {
        let columns = (0..<3).map { numbers(300, seed: UInt64($0) + 40) }
        let noise = numbers(300, seed: 1)
        let labels = noise.map { $0 > 0.5 }
        let others = numbers(300, seed: 2).map { $0 > 0.5 }
        let held = (0..<3).map { numbers(300, seed: UInt64($0) + 80) }
        let training = table(columns)
        let validation = BinnedTable(
            rowCount: 300, featureCount: 3, cuts: training.cuts, spread: .none
        ) { held[$0] }
        let outcome = Boosting(
            settings: settings {
                $0.treesMax = 400
                $0.patience = 10
            }, spread: .none
        ).run(training, labels: labels, validation: (validation, others))
        let losses = outcome.report.validationLoss
        #expect(outcome.trees.count < 30)
        #expect(losses.count <= outcome.trees.count + 11)
        #expect(losses.min() == losses[outcome.trees.count])
    }

    @Test("the choice of features is even, repeatable and of the size asked for")
    func chance() {
        var random = ModelRandom(seed: 9)
        var counts = [Int](repeating: 0, count: 20)
        for _ in 0..<2_000 {
            let chosen = random.choose(20, share: 0.3, least: 1)
            #expect(chosen.count == 6)
            #expect(chosen == chosen.sorted())
            for number in chosen { counts[Int(number)] += 1 }
        }
        for count in counts { #expect((500...700).contains(count)) }
        var first = ModelRandom(seed: 4)
        var second = ModelRandom(seed: 4)
        #expect(first.choose(50, share: 0.5, least: 1) == second.choose(50, share: 0.5, least: 1))
    }

    @Test("probabilities agree with the exact exponential")
    func logistic() {
        for margin in stride(from: -40.0, through: 40, by: 0.37) {
            let expected = 1 / (1 + StableMath.exp(-margin))
            #expect((Logistic.probability(margin) - expected).magnitude < 1e-14)
        }
        #expect(Logistic.probability(0) == 0.5)
        #expect((Logistic.probability(Logistic.margin(0.2)) - 0.2).magnitude < 1e-12)
    }
}
