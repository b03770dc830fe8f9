/// Grows one tree on binned rows: always the leaf with the greatest gain is divided next.
///
/// Histograms hold the sums of first and second derivatives by bin; the larger of two children gets its
/// own by taking the smaller's from the parent's. Each feature is summed by one thread in the order of
/// the rows, so the tree does not depend on the number of threads.
///
/// Source: gain and leaf values as in T. Chen, C. Guestrin, "XGBoost: A Scalable Tree Boosting System",
/// KDD 2016, equations 6 and 7; default direction as in algorithm 3; leaf-wise growth and subtraction as
/// in G. Ke et al., "LightGBM", NIPS 2017.
final class TreeGrower {
    typealias Pair = SIMD2<Double>

    let table: BinnedTable
    let settings: TreeSettings
    let spread: Spread
    /// Rows in the order of the leaves; each leaf has a run of them.
    private(set) var rows: [Int32]
    private var moved: [Int32]
    /// First and second derivatives of the leaf at hand, in the order of its rows.
    private var ordered: [Pair]
    private var free: [Histogram] = []
    /// Features that this tree may look at, ascending.
    private(set) var features: [Int] = []

    init(table: BinnedTable, settings: TreeSettings, spread: Spread) {
        self.table = table
        self.settings = settings
        self.spread = spread
        rows = []
        moved = Array(repeating: 0, count: table.rowCount)
        ordered = Array(repeating: .zero, count: table.rowCount)
    }

    /// A leaf that may be divided.
    struct Leaf {
        var node: Int
        var start: Int
        var count: Int
        var depth: Int
        var sum: Pair
        var histogram: Histogram?
        var best: Split?
    }

    /// A tree with the places of its leaves' rows.
    struct Grown {
        var tree: DecisionTree
        /// Last bin that goes left, by node.
        var bins: [UInt8]
        var leaves: [(node: Int, rows: Range<Int>)]
    }

    /// Grows a tree.
    ///
    /// - Parameters:
    ///   - derivatives: of the loss by the margin, first and second, by row.
    ///   - chosen: the rows to learn from, ascending.
    ///   - features: those the tree may look at, ascending.
    func grow(_ derivatives: [Pair], chosen: [Int32], features: [Int]) -> Grown {
        rows = chosen
        self.features = features
        var grown = Grown(tree: DecisionTree(nodes: [.init()]), bins: [0], leaves: [])
        var root = Leaf(node: 0, start: 0, count: rows.count, depth: 0, sum: .zero)
        gather(derivatives, of: root)
        for place in 0..<rows.count { root.sum += ordered[place] }
        let total = root.sum.y
        root.histogram = histogram()
        if let histogram = root.histogram { fill(histogram, root) }
        root.best = bestSplit(of: root)
        grown.tree.nodes[0].cover = 1
        var leaves = [root]
        while leaves.count < settings.leavesMax, let next = Self.next(leaves) {
            let leaf = leaves.remove(at: next)
            let (left, right) = divide(leaf, derivatives, in: &grown, total: total)
            leaves.append(left)
            leaves.append(right)
        }
        for leaf in leaves {
            if let histogram = leaf.histogram { free.append(histogram) }
            let answer = -leaf.sum.x / (leaf.sum.y + settings.penalty) * settings.shrinkage
            grown.tree.nodes[leaf.node].value = Float(answer)
            grown.leaves.append((leaf.node, leaf.start..<(leaf.start + leaf.count)))
        }
        return grown
    }

    /// The leaf with the greatest gain; of equal ones the first made.
    private static func next(_ leaves: [Leaf]) -> Int? {
        var found: (place: Int, gain: Double, node: Int)?
        for (place, leaf) in leaves.enumerated() {
            guard let best = leaf.best else { continue }
            if let found, (found.gain, -found.node) >= (best.gain, -leaf.node) { continue }
            found = (place, best.gain, leaf.node)
        }
        return found?.place
    }

    private func divide(
        _ leaf: Leaf, _ derivatives: [Pair], in grown: inout Grown, total: Double
    ) -> (Leaf, Leaf) {
        guard let split = leaf.best else { preconditionFailure("A leaf without a split stays.") }
        let leftCount = partition(leaf, by: split)
        let (first, second) = (grown.tree.nodes.count, grown.tree.nodes.count + 1)
        grown.tree.nodes[leaf.node].feature = Int16(split.feature)
        grown.tree.nodes[leaf.node].threshold = table.threshold(split.feature, bin: split.bin)
        grown.tree.nodes[leaf.node].missingGoesLeft = split.missingGoesLeft
        grown.tree.nodes[leaf.node].left = Int32(first)
        grown.tree.nodes[leaf.node].right = Int32(second)
        grown.bins[leaf.node] = UInt8(split.bin)
        var left = Leaf(
            node: first, start: leaf.start, count: leftCount, depth: leaf.depth + 1,
            sum: split.left)
        var right = Leaf(
            node: second, start: leaf.start + leftCount, count: leaf.count - leftCount,
            depth: leaf.depth + 1, sum: leaf.sum - split.left)
        for child in [left, right] {
            grown.tree.nodes.append(.init())
            grown.tree.nodes[child.node].cover = Float(child.sum.y / total)
            grown.bins.append(0)
        }
        guard leaf.depth + 1 < settings.depthMax, let parent = leaf.histogram else {
            if let parent = leaf.histogram { free.append(parent) }
            return (left, right)
        }
        let smaller = histogram()
        let isLeftSmaller = leftCount <= leaf.count - leftCount
        gather(derivatives, of: isLeftSmaller ? left : right)
        fill(smaller, isLeftSmaller ? left : right, subtractingFrom: parent)
        left.histogram = isLeftSmaller ? smaller : parent
        right.histogram = isLeftSmaller ? parent : smaller
        left.best = bestSplit(of: left)
        right.best = bestSplit(of: right)
        return (left, right)
    }

    private func histogram() -> Histogram {
        free.popLast() ?? Histogram(featureCount: table.featureCount)
    }
}

// MARK: - Rows and sums

extension TreeGrower {
    /// Lays the derivatives of a leaf's rows side by side.
    private func gather(_ derivatives: [Pair], of leaf: Leaf) {
        rows.withUnsafeBufferPointer { rows in
            derivatives.withUnsafeBufferPointer { derivatives in
                ordered.withUnsafeMutableBufferPointer { ordered in
                    for place in 0..<leaf.count {
                        ordered[place] = derivatives[Int(rows[leaf.start + place])]
                    }
                }
            }
        }
    }

    /// Brings the rows that go left before the others, both in their order; returns how many do.
    private func partition(_ leaf: Leaf, by split: Split) -> Int {
        let column = split.feature * table.rowCount
        let (last, missingGoesLeft) = (UInt8(split.bin), split.missingGoesLeft)
        return table.bins.withUnsafeBufferPointer { bins in
            rows.withUnsafeMutableBufferPointer { rows in
                moved.withUnsafeMutableBufferPointer { moved in
                    var (left, right) = (leaf.start, 0)
                    for place in leaf.start..<(leaf.start + leaf.count) {
                        let row = rows[place]
                        let bin = bins[column + Int(row)]
                        if bin == 0 ? missingGoesLeft : bin <= last {
                            rows[left] = row
                            left += 1
                        } else {
                            moved[right] = row
                            right += 1
                        }
                    }
                    for place in 0..<right { rows[left + place] = moved[place] }
                    return left - leaf.start
                }
            }
        }
    }

    /// Sums a leaf's derivatives by bin, feature by feature; the parent's histogram becomes the sibling's.
    private func fill(
        _ histogram: Histogram, _ leaf: Leaf, subtractingFrom parent: Histogram? = nil
    ) {
        let parts = leaf.count * features.count < Self.sharedWorkMin ? 1 : spread.width
        let (features, table) = (features, table)
        rows.withUnsafeBufferPointer { rows in
            ordered.withUnsafeBufferPointer { ordered in
                table.bins.withUnsafeBufferPointer { bins in
                    let work = HistogramWork(
                        rows: UnsafeBufferPointer(
                            rebasing: rows[leaf.start..<(leaf.start + leaf.count)]),
                        ordered: ordered, bins: bins, rowCount: table.rowCount)
                    spread(parts) { part in
                        let start = features.count * part / parts
                        for feature in features[start..<(features.count * (part + 1) / parts)] {
                            work.sum(feature, into: histogram)
                            parent?.subtract(histogram, feature)
                        }
                    }
                }
            }
        }
    }

    /// Sums fewer than this many are not worth waking a thread for.
    private static let sharedWorkMin = 40_000
}

extension BinnedTable {
    /// The greatest value that goes left; everything but missing values for the last bin.
    func threshold(_ feature: Int, bin: Int) -> Float {
        bin <= cuts[feature].count ? cuts[feature][bin - 1] : .infinity
    }
}
