import Glibc

/// Probabilities learned from inspection results, in the form of the lane policy's score.
///
/// Signals are joined as independent signs (noisy-or), as in ``LanePolicy``; what is learned is how
/// probable each makes an irregularity, by maximum likelihood under prior counts. A signal is an indicator, a
/// profile, or a kind of trade (chapter of the goods with their origin, office): never a person, a
/// nationality or a name. Values are never changed: learning again makes the next version.
package struct LearnedRisk: Hashable, Sendable {
    /// Name of the version: how many labels it was learned from and a running number.
    package var version: Int
    /// Labels it was learned from.
    package var labels: Int
    /// Probability that trade is irregular without any sign.
    package var leak: Double
    /// Probability by signal.
    package var weights: [String: Double]
    /// Labels in which a signal spoke, each counted with its score.
    package var support: [String: Double]
    /// Missing duty as a share of declared value, when something is irregular.
    package var gapShare: Double
    /// Missing duty found in each kind of trade, US dollars, and in how many irregular cases.
    package var gapFound: [String: Double] = [:]
    package var gapCases: [String: Double] = [:]

    package init(
        version: Int, labels: Int, leak: Double, weights: [String: Double],
        support: [String: Double], gapShare: Double
    ) {
        self.version = version
        self.labels = labels
        self.leak = leak
        self.weights = weights
        self.support = support
        self.gapShare = gapShare
    }

    /// What a node assumes before the first result: the policy's weights, 3 % irregular without a sign.
    package static func initial(_ policy: LanePolicy = .initial) -> LearnedRisk {
        var weights: [String: Double] = [:]
        for indicator in IndicatorID.allCases {
            weights[indicator.rawValue] = policy.weight(of: indicator)
        }
        return LearnedRisk(
            version: 0, labels: 0, leak: 0.03, weights: weights, support: [:], gapShare: 0.15)
    }

    /// Weight of a kind of trade that nothing is known about.
    package static let segmentPrior = 0.02

    /// 0…1, that something is irregular.
    package func probability(signals: [String: Double], segments: [String]) -> Double {
        var innocent = 1 - leak
        for name in signals.keys.sorted() {
            innocent *= 1 - (weights[name] ?? 0) * min(max(signals[name] ?? 0, 0), 1)
        }
        for segment in segments { innocent *= 1 - (weights[segment] ?? Self.segmentPrior) }
        return 1 - innocent
    }

    /// Missing duty to expect when something is irregular, US dollars: from the declared value, moved by what
    /// was found in the kind of trade, of several the one with most cases.
    package func gap(value: Double, segments: [String]) -> Double {
        let start = max(value, 0) * gapShare
        var (found, cases) = (0.0, 0.0)
        for segment in segments {
            let count = gapCases[segment] ?? 0
            if count > cases { (found, cases) = (gapFound[segment] ?? 0, count) }
        }
        return (start * Self.gapPrior + found) / (Self.gapPrior + cases)
    }

    /// How many found cases the guess from the declared value counts for.
    private static let gapPrior = 2.0

    /// 0…1, how little is known: 1 for a kind of trade that was never inspected.
    ///
    /// The variance of a share falls with the count, and with it what one more inspection teaches; so
    /// kinds that come seldom are not lost among many inspections of common ones.
    package func novelty(segments: [String]) -> Double {
        var least = 1.0
        for segment in segments {
            least = min(least, 1 / (1 + (support[segment] ?? 0)))
        }
        return least
    }
}

/// Learns ``LearnedRisk`` from outcomes.
package struct RiskLearner: Sendable {
    /// How many labels the starting weight of an indicator, of a kind of trade, of the leak counts for.
    package var indicatorPrior = 20.0
    package var segmentPrior = 4.0
    package var leakPrior = 50.0
    package var rounds = 40
    /// Days after which a result counts half: schemes move on, and what was clean need not stay so.
    package var halfLifeDays = 180.0

    package init() {}

    /// Learns from every outcome that is a label; the order does not matter beyond rounding.
    ///
    /// Expectation–maximisation: in each round every irregular label is shared out over the signs that
    /// can explain it. For signs of score below 1 the step is the usual approximation by expected counts.
    ///
    /// Source: A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum Likelihood from Incomplete Data via
    /// the EM Algorithm", J. R. Stat. Soc. B 39 (1977); noisy-or: J. Pearl, Probabilistic Reasoning in
    /// Intelligent Systems (1988), section 4.3.2.
    package func learn(
        _ outcomes: [InspectionOutcome], from start: LearnedRisk, version: Int
    ) -> LearnedRisk {
        let labels = outcomes.filter(\.isLabel)
        var names: [String: Int] = [:]
        var priors: [(weight: Double, count: Double)] = [(start.leak, leakPrior)]
        var order: [String] = ["leak"]
        func place(_ name: String, isSegment: Bool) -> Int {
            if let known = names[name] { return known }
            let weight =
                isSegment ? LearnedRisk.segmentPrior : (start.weights[name] ?? 0.05)
            names[name] = order.count
            order.append(name)
            priors.append((weight, isSegment ? segmentPrior : indicatorPrior))
            return order.count - 1
        }
        let newest = labels.compactMap(\.day).max() ?? 0
        let cases = labels.map { label in
            var signs: [(Int, Double)] = [(0, 1)]
            for name in label.signals.keys.sorted() {
                // What weighs nothing by decree (random draw, watch lists) learns nothing.
                if start.weights[name] == 0 { continue }
                signs.append(
                    (place(name, isSegment: false), min(max(label.signals[name] ?? 0, 0), 1)))
            }
            for segment in label.segments { signs.append((place(segment, isSegment: true), 1)) }
            let age = Double(newest - (label.day ?? newest))
            return LearningCase(
                signs: signs, isIrregular: label.isIrregular,
                weight: exp2(-age / max(halfLifeDays, 1)))
        }
        let fitted = fit(cases, priors)
        return assembled(
            labels, fitted, order: order, priorWeights: start.weights, version: version,
            gapShare: start.gapShare)
    }

    private struct LearningCase {
        /// Signal by place, with its score.
        var signs: [(Int, Double)]
        var isIrregular: Bool
        var weight: Double
    }

    private func fit(
        _ cases: [LearningCase],
        _ priors: [(weight: Double, count: Double)]
    ) -> (weights: [Double], support: [Double]) {
        var weights = priors.map(\.weight)
        var support = [Double](repeating: 0, count: priors.count)
        for each in cases {
            for (place, score) in each.signs { support[place] += each.weight * score }
        }
        for _ in 0..<rounds {
            var blamed = [Double](repeating: 0, count: priors.count)
            for each in cases where each.isIrregular {
                var innocent = 1.0
                for (place, score) in each.signs { innocent *= 1 - weights[place] * score }
                let guilty = max(1 - innocent, 1e-12)
                for (place, score) in each.signs {
                    blamed[place] += each.weight * weights[place] * score / guilty
                }
            }
            for place in weights.indices {
                let prior = priors[place]
                let weight =
                    (prior.weight * prior.count + blamed[place])
                    / (prior.count + support[place])
                weights[place] = min(max(weight, 0.000_1), 0.98)
            }
        }
        return (weights, support)
    }

    private func assembled(
        _ labels: [InspectionOutcome], _ fitted: (weights: [Double], support: [Double]),
        order: [String], priorWeights: [String: Double], version: Int, gapShare: Double
    ) -> LearnedRisk {
        var learned = LearnedRisk(
            version: version, labels: labels.count, leak: fitted.weights[0], weights: priorWeights,
            support: [:], gapShare: gapShare)
        for (place, name) in order.enumerated().dropFirst() {
            learned.weights[name] = fitted.weights[place]
            learned.support[name] = fitted.support[place]
        }
        // Ten cases' worth of the starting share, so that one large seizure does not decide.
        var (sum, count) = (gapShare * 10, 10.0)
        for label in labels where label.isIrregular {
            for segment in label.segments {
                learned.gapFound[segment, default: 0] += max(label.dutyGap, 0)
                learned.gapCases[segment, default: 0] += 1
            }
            guard let value = label.value, value > 0 else { continue }
            sum += min(max(label.dutyGap / value, 0), 5)
            count += 1
        }
        learned.gapShare = sum / count
        return learned
    }
}

extension LanePolicy {
    /// The same thresholds and floors with learned weights.
    package func reweighted(_ learned: LearnedRisk) -> LanePolicy {
        var weights: [IndicatorID: Double] = [:]
        for indicator in IndicatorID.allCases {
            weights[indicator] = learned.weights[indicator.rawValue] ?? weight(of: indicator)
        }
        return LanePolicy(
            version: "\(version)+learned-\(learned.version)", weights: weights, redMin: redMin,
            yellowMin: yellowMin, blueMin: blueMin, floors: floors)
    }
}
