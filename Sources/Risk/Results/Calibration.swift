/// How far probabilities are from the shares that came true.
package struct Calibration: Hashable, Sendable {
    /// A score that was given, and what an inspection found.
    package struct Judgement: Hashable, Sendable {
        package var score: Double
        package var isIrregular: Bool
        /// What it stands for: 1 ÷ its chance of being chosen, at least 1.
        package var weight: Double

        package init(score: Double, isIrregular: Bool, weight: Double) {
            self.score = score
            self.isIrregular = isIrregular
            self.weight = weight
        }
    }

    /// 0…1: the mean over tenths of |share irregular − mean score|, weighted by what stands in each.
    package let error: Double

    /// Nil without judgements.
    ///
    /// Source: C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equation 3, with
    /// weights in the place of counts.
    package init?(_ judgements: [Judgement]) {
        var bins = [(weight: Double, scores: Double, irregular: Double)](
            repeating: (0, 0, 0), count: 10)
        for judgement in judgements {
            let bin = min(max(Int(judgement.score * 10), 0), 9)
            bins[bin].weight += judgement.weight
            bins[bin].scores += judgement.weight * judgement.score
            if judgement.isIrregular { bins[bin].irregular += judgement.weight }
        }
        let total = bins.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        error = bins.reduce(0) { $0 + ($1.irregular - $1.scores).magnitude } / total
    }
}
