/// One regression tree of a ``RiskModel``: questions "is the feature at most the threshold?".
package struct DecisionTree: Hashable, Sendable {
    /// A question, or a leaf when ``feature`` is below zero.
    package struct Node: Hashable, Sendable, BitwiseCopyable {
        /// Place of the feature; −1 for a leaf.
        var feature: Int16 = -1
        /// Where a missing value goes.
        var missingGoesLeft = false
        /// Values up to this go left.
        var threshold: Float = 0
        /// Places of the nodes that follow; both above the node's own.
        var left: Int32 = 0
        var right: Int32 = 0
        /// What a leaf adds to the margin.
        var value: Float = 0
        /// Share of the training rows, by weight, that came here.
        var cover: Float = 0

        var isLeaf: Bool { feature < 0 }
    }

    package internal(set) var nodes: ContiguousArray<Node>

    /// Deepest path, in questions.
    package static let depthMax = 12
    package static let leavesMax = 256

    /// What the tree adds to the margin of a row; a missing value is not a number.
    @inline(__always) func value(of row: UnsafeBufferPointer<Float>) -> Float {
        nodes.withUnsafeBufferPointer { nodes in
            var place = 0
            while nodes[place].feature >= 0 {
                let node = nodes[place]
                let value = row[Int(node.feature)]
                let goesLeft = value.isNaN ? node.missingGoesLeft : value <= node.threshold
                place = Int(goesLeft ? node.left : node.right)
            }
            return nodes[place].value
        }
    }

    /// Mean of the tree over the rows it was learned from.
    var mean: Double {
        var sums = ContiguousArray(repeating: 0.0, count: nodes.count)
        for place in nodes.indices.reversed() {
            let node = nodes[place]
            guard !node.isLeaf else {
                sums[place] = Double(node.value)
                continue
            }
            let (left, right) = (Int(node.left), Int(node.right))
            let cover = Double(nodes[left].cover) + Double(nodes[right].cover)
            sums[place] =
                (sums[left] * Double(nodes[left].cover) + sums[right] * Double(nodes[right].cover))
                / cover
        }
        return sums.first ?? 0
    }
}
