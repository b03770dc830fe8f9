package import Customs

/// Why a model gives an item its margin.
package struct ModelExplanation: Hashable, Sendable {
    /// One feature's part.
    package struct Part: Hashable, Sendable {
        package var feature: ModelFeature
        /// The item's value; nil when missing.
        package var value: Double?
        /// What it adds to the log-odds.
        package var share: Double
    }

    /// Item, from 1.
    package var item: Int
    /// Log-odds that the model expects before it knows the item.
    package var base: Double
    /// Every feature that has a part, the weightiest first; with ``base`` they sum to ``margin``.
    package var parts: [Part]
    package var margin: Double
}

extension RiskModel {
    /// The parts that features have in an item's margin: exact Shapley values along the trees.
    ///
    /// - Parameter item: counted from 1.
    package func explain(
        _ declaration: borrowing Declaration, item: Int
    ) -> ModelExplanation {
        let row = row(of: declaration, item: item)
        var shares = [Double](repeating: 0, count: ModelFeature.all.count)
        for tree in trees { TreeContributions.add(tree, row: row, to: &shares) }
        var parts: [ModelExplanation.Part] = []
        for (place, feature) in ModelFeature.all.enumerated() where shares[place] != 0 {
            parts.append(
                .init(
                    feature: feature, value: row[place].isNaN ? nil : Double(row[place]),
                    share: shares[place]))
        }
        parts.sort { ($0.share.magnitude, $1.feature.id) > ($1.share.magnitude, $0.feature.id) }
        return ModelExplanation(
            item: item, base: means.reduce(start, +), parts: parts, margin: margin(row))
    }
}
