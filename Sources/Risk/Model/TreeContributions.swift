/// Shares of features in a tree's answer for a row: exact Shapley values, the expectation over the
/// features left out taken along the tree with the training rows' weights ("TreeSHAP").
///
/// The shares and the tree's mean add up to its answer. Costs leaves × depth² for a tree.
///
/// Source: S. M. Lundberg, G. G. Erion, S.-I. Lee, "Consistent individualized feature attribution for
/// tree ensembles", arXiv:1802.03888 (2018), algorithm 2.
struct TreeContributions {
    /// One feature on the path from the root.
    private struct Step {
        var feature: Int
        /// Share of rows that pass when the feature is left out.
        var zero: Double
        /// 1 when the row itself passes, else 0.
        var one: Double
        /// Weight of subsets of this many features.
        var weight: Double
    }

    private let tree: DecisionTree
    private let row: [Float]
    private var shares: [Double]

    /// Adds the shares of every feature in the tree's answer for the row.
    static func add(_ tree: DecisionTree, row: [Float], to shares: inout [Double]) {
        var walk = TreeContributions(tree: tree, row: row, shares: shares)
        walk.visit(0, path: [], Step(feature: -1, zero: 1, one: 1, weight: 0))
        shares = walk.shares
    }

    private mutating func visit(_ place: Int, path: [Step], _ step: Step) {
        var path = path
        Self.extend(&path, step)
        let node = tree.nodes[place]
        guard !node.isLeaf else {
            for index in path.indices.dropFirst() {
                let weight = Self.unwoundSum(path, index)
                shares[path[index].feature] +=
                    weight * (path[index].one - path[index].zero) * Double(node.value)
            }
            return
        }
        let value = row[Int(node.feature)]
        let goesLeft = value.isNaN ? node.missingGoesLeft : value <= node.threshold
        let hot = Int(goesLeft ? node.left : node.right)
        let cold = Int(goesLeft ? node.right : node.left)
        var (zero, one) = (1.0, 1.0)
        let feature = Int(node.feature)
        if let earlier = path.firstIndex(where: { $0.feature == feature }) {
            (zero, one) = (path[earlier].zero, path[earlier].one)
            Self.unwind(&path, earlier)
        }
        let (hotCover, coldCover) = (Double(tree.nodes[hot].cover), Double(tree.nodes[cold].cover))
        let cover = hotCover + coldCover
        visit(
            hot, path: path,
            Step(feature: feature, zero: zero * hotCover / cover, one: one, weight: 0))
        visit(
            cold, path: path,
            Step(feature: feature, zero: zero * coldCover / cover, one: 0, weight: 0))
    }

    private static func extend(_ path: inout [Step], _ step: Step) {
        let depth = path.count
        path.append(step)
        path[depth].weight = depth == 0 ? 1 : 0
        for index in stride(from: depth - 1, through: 0, by: -1) {
            path[index + 1].weight +=
                step.one * path[index].weight * Double(index + 1) / Double(depth + 1)
            path[index].weight =
                step.zero * path[index].weight * Double(depth - index) / Double(depth + 1)
        }
    }

    private static func unwind(_ path: inout [Step], _ index: Int) {
        let depth = path.count - 1
        let (zero, one) = (path[index].zero, path[index].one)
        var next = path[depth].weight
        for place in stride(from: depth - 1, through: 0, by: -1) {
            if one != 0 {
                let kept = path[place].weight
                path[place].weight = next * Double(depth + 1) / (Double(place + 1) * one)
                next = kept - path[place].weight * zero * Double(depth - place) / Double(depth + 1)
            } else {
                path[place].weight =
                    path[place].weight * Double(depth + 1) / (zero * Double(depth - place))
            }
        }
        for place in index..<depth {
            path[place].feature = path[place + 1].feature
            path[place].zero = path[place + 1].zero
            path[place].one = path[place + 1].one
        }
        path.removeLast()
    }

    private static func unwoundSum(_ path: [Step], _ index: Int) -> Double {
        let depth = path.count - 1
        let (zero, one) = (path[index].zero, path[index].one)
        var next = path[depth].weight
        var total = 0.0
        for place in stride(from: depth - 1, through: 0, by: -1) {
            if one != 0 {
                let part = next * Double(depth + 1) / (Double(place + 1) * one)
                total += part
                next = path[place].weight - part * zero * Double(depth - place) / Double(depth + 1)
            } else {
                total += path[place].weight * Double(depth + 1) / (zero * Double(depth - place))
            }
        }
        return total
    }
}
