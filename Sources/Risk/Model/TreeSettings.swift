/// How trees are grown.
package struct TreeSettings: Hashable, Sendable {
    /// Trees at most; fewer when validation stops improving.
    package var treesMax = 600
    /// Leaves of a tree, 2…``DecisionTree/leavesMax``.
    package var leavesMax = 31
    /// Questions on the way to a leaf, 1…``DecisionTree/depthMax``.
    package var depthMax = 10
    /// Share of each tree's answer that is taken.
    package var shrinkage = 0.05
    /// Penalty on the square of a leaf's answer (λ).
    package var penalty = 1.0
    /// Least sum of second derivatives in a leaf.
    package var childWeightMin = 3.0
    /// Least gain for which a leaf is divided (γ).
    package var gainMin = 0.0
    /// Share of the features, and of the rows, that each tree may look at.
    package var featureShare = 0.5
    package var rowShare = 1.0
    /// Trees without improvement on the validation rows after which growing stops.
    package var patience = 50
    /// Seed of the choice of features and rows.
    package var seed: UInt64 = 1

    package init() {}
}

/// What boosting did, round by round.
package struct BoostingReport: Hashable, Sendable {
    /// Mean log loss on the training rows before the first tree and after each.
    package var trainingLoss: [Double] = []
    /// The same on the validation rows; empty without them.
    package var validationLoss: [Double] = []
    /// Trees kept.
    package var treeCount = 0
}
