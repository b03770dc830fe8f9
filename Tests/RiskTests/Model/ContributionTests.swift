import Customs
import Testing

@testable import Risk

@Suite("Contributions of features")
struct ContributionTests {
    /// Trees learned from noise and a rule, three features, some values missing.
    private static let learned: (trees: [DecisionTree], rows: [[Float]]) = {
        var random = SeededGenerator(seed: 21)
        let rows = (0..<600).map { _ in
            (0..<3).map { _ in
                random.next() % 7 == 0 ? Float.nan : Float(random.next() % 100) / 100
            }
        }
        let labels = rows.map { row in
            (row[0] > 0.5) != (row[1] > 0.3) || random.next() % 9 == 0
        }
        var settings = TreeSettings()
        settings.treesMax = 6
        settings.leavesMax = 12
        settings.shrinkage = 0.5
        settings.featureShare = 1
        let table = BinnedTable(rowCount: 600, featureCount: 3, spread: .none) { feature in
            rows.map { $0[feature] }
        }
        let outcome = Boosting(settings: settings, spread: .none).run(table, labels: labels)
        return (outcome.trees, rows)
    }()

    /// Expected answer when only the features of a set are known.
    private func expectation(
        _ tree: DecisionTree, _ row: [Float], known: Set<Int>, at place: Int = 0
    ) -> Double {
        let node = tree.nodes[place]
        guard !node.isLeaf else { return Double(node.value) }
        let (left, right) = (Int(node.left), Int(node.right))
        let feature = Int(node.feature)
        if known.contains(feature) {
            let goesLeft =
                row[feature].isNaN ? node.missingGoesLeft : row[feature] <= node.threshold
            return expectation(tree, row, known: known, at: goesLeft ? left : right)
        }
        let (first, second) = (Double(tree.nodes[left].cover), Double(tree.nodes[right].cover))
        return
            (first * expectation(tree, row, known: known, at: left)
            + second * expectation(tree, row, known: known, at: right)) / (first + second)
    }

    @Test("are Shapley's values, as adding the features in every order gives them")
    func exact() {
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        for tree in Self.learned.trees {
            for row in Self.learned.rows.prefix(40) {
                var expected = [0.0, 0, 0]
                for order in orders {
                    var known: Set<Int> = []
                    for feature in order {
                        let before = expectation(tree, row, known: known)
                        known.insert(feature)
                        expected[feature] += (expectation(tree, row, known: known) - before) / 6
                    }
                }
                var shares = [0.0, 0, 0]
                TreeContributions.add(tree, row: row, to: &shares)
                for feature in 0..<3 {
                    #expect((shares[feature] - expected[feature]).magnitude < 1e-9)
                }
            }
        }
    }

    @Test("with the expectation they sum to the margin, for every declaration")
    func sum() throws {
        let cases = PlantedTrade.cases(600, seed: 3)
        let model = try PlantedTrade.learn(PlantedTrade.rows(cases)).model
        for each in cases.suffix(60) {
            let explained = model.explain(each.declaration, item: 1)
            let sum = explained.parts.reduce(explained.base) { $0 + $1.share }
            #expect((sum - explained.margin).magnitude < 1e-6)
            #expect(explained.margin == model.score(each.declaration)?.margin)
            let sizes = explained.parts.map(\.share.magnitude)
            #expect(sizes == sizes.sorted(by: >))
        }
    }

    @Test("name the planted reason first")
    func reason() throws {
        let cases = PlantedTrade.cases(1_500, seed: 8, noise: 0)
        let model = try PlantedTrade.learn(PlantedTrade.rows(cases)).model
        let late = cases.suffix(400)
        let importers = late.filter { $0.isIrregular && price($0) >= 400 }
        let cheap = late.filter { $0.isIrregular && price($0) < 400 }
        #expect(importers.count > 10 && cheap.count > 10)
        for each in importers {
            let first = model.explain(each.declaration, item: 1).parts.first?.feature.id
            #expect(first?.contains("trader") == true)
        }
        let named = cheap.count { each in
            let first = model.explain(each.declaration, item: 1).parts.first?.feature.id ?? ""
            return ["number:value", "number:value-per-kg", "number:price-by-code"]
                .contains { first.hasPrefix($0) }
        }
        #expect(named * 10 >= cheap.count * 8)
    }

    private func price(_ each: PlantedTrade.Case) -> Double {
        each.declaration.items[0].customsValue?.amount.approximate ?? 0
    }
}
