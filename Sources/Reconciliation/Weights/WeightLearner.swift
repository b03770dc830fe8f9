import Glibc

/// Learns the weights of evidence from the registers themselves, without labels.
///
/// Classification EM: the surest one-to-one pairs are the hidden class's members; shares of levels
/// among them and among pairs drawn at random become the next weights. Prior counts keep small
/// registers from learning zeros.
///
/// Source: G. Celeux, G. Govaert, Computational Statistics & Data Analysis 14 (1992) 315–332.
struct WeightLearner {
    private let exports: Consignments
    private let imports: Consignments
    private let lineApart: [[Int]]
    private let lagApart: [Int]
    private let modeApart: [Int]
    private static let samplesMax = 100_000
    private static let samplesMin = 10_000
    private static let pairsMax = 20_000
    /// Prior counts, as if so many pairs had been seen with the beginning shares.
    private static let priorCount = 60.0

    init(_ exports: Consignments, _ imports: Consignments) {
        self.exports = exports
        self.imports = imports
        var lines = LineComparison.fieldLevels.map { [Int](repeating: 0, count: $0) }
        var lags = [Int](repeating: 0, count: ConsignmentWeights.lagEnds.count + 1)
        var modes = [0, 0]
        var state: UInt64 = 1
        // Among few pairs the true ones are too many to draw strangers at random.
        let pairs = exports.count.multipliedReportingOverflow(by: imports.count)
        let isEnough = pairs.overflow || pairs.partialValue >= Self.samplesMin
        let samples =
            isEnough ? min(Self.samplesMax, pairs.overflow ? .max : pairs.partialValue) : 0
        for _ in 0..<samples {
            state = Mix.mix(state)
            let exported = Int(state >> 33) % exports.count
            state = Mix.mix(state)
            let imported = Int(state >> 33) % imports.count
            let shared = ConsignmentComparison(exports, exported, imports, imported)
            lags[shared.lag] += 1
            modes[shared.mode] += 1
            let comparison = LineComparison(
                exported: exports.facts[exports.lines(exported).lowerBound],
                imported: imports.facts[imports.lines(imported).lowerBound], usualRatio: 1.06)
            for field in lines.indices where comparison.level(field) >= 0 {
                lines[field][comparison.level(field)] += 1
            }
        }
        lineApart = lines
        lagApart = lags
        modeApart = modes
    }

    /// The weights that the given pairs teach.
    mutating func learn(
        _ pairs: [ConsignmentPair], _ lineWeights: LineWeights, _ weights: ConsignmentWeights
    ) -> (LineWeights, ConsignmentWeights) {
        var lineWeights = lineWeights
        var weights = weights
        var lines = LineComparison.fieldLevels.map { [Int](repeating: 0, count: $0) }
        var lags = [Int](repeating: 0, count: ConsignmentWeights.lagEnds.count + 1)
        var modes = [0, 0]
        var keys = [[Int]](repeating: [0, 0, 0], count: ConsignmentKeys.kinds)
        var parties = [0, 0, 0]
        var ratios: [Float] = []
        var scorer = ConsignmentScorer(exports, imports, lineWeights, weights)
        // Every so many pairs, from the surest to the least sure.
        let stride = max(1, pairs.count / Self.pairsMax)
        for place in Swift.stride(from: 0, to: pairs.count, by: stride) {
            let pair = pairs[place]
            let exported = Int(pair.exported)
            let imported = Int(pair.imported)
            let shared = ConsignmentComparison(exports, exported, imports, imported)
            lags[shared.lag] += 1
            modes[shared.mode] += 1
            parties[shared.seller] += 1
            parties[shared.buyer] += 1
            for kind in keys.indices where shared.key(kind) < 3 {
                keys[kind][shared.key(kind)] += 1
            }
            for group in scorer.groups(exported, imported) where group.kind == .one {
                let comparison = LineComparison(
                    exported: exports.facts[Int(group.exported.0)],
                    imported: imports.facts[Int(group.imported.0)],
                    usualRatio: lineWeights.usualRatio)
                for field in lines.indices where comparison.level(field) >= 0 {
                    lines[field][comparison.level(field)] += 1
                }
                if comparison.mass == 0, !comparison.unitValueRatio.isNaN {
                    ratios.append(comparison.unitValueRatio)
                }
            }
        }
        for field in lines.indices {
            lineWeights.together[field] = Self.shares(lines[field], lineWeights.together[field])
            lineWeights.apart[field] = Self.shares(lineApart[field], lineWeights.apart[field])
        }
        if ratios.count >= 30 {
            ratios.sort()
            lineWeights.usualRatio = min(1.5, max(0.8, ratios[ratios.count / 2]))
            // Gaps are rare, but their ratios are far off: bounds come from what is near the middle.
            let usual = ratios.filter { ratio in
                let relative = ratio / lineWeights.usualRatio
                return relative > GapRules.unitValueMin && relative < GapRules.unitValueMax
            }
            if usual.count >= 30 {
                lineWeights.usualRatioLow = usual[usual.count / 20]
                lineWeights.usualRatioHigh = usual[usual.count - 1 - usual.count / 20]
            }
        }
        weights.lagTogether = Self.shares(lags, weights.lagTogether)
        weights.lagApart = Self.shares(lagApart, weights.lagApart)
        weights.modeTogether = Self.shares(modes, weights.modeTogether)
        weights.modeApart = Self.shares(modeApart, weights.modeApart)
        weights.partyTogether = Self.shares(parties, weights.partyTogether)
        for kind in keys.indices {
            weights.keyTogether[kind] = Self.shares(keys[kind], weights.keyTogether[kind])
        }
        lineWeights.refresh()
        weights.refresh()
        return (lineWeights, weights)
    }

    /// Shares of counts, the prior shares counted as ``priorCount`` observations.
    private static func shares(_ counts: [Int], _ prior: [Double]) -> [Double] {
        let total = Double(counts.reduce(0, +)) + priorCount
        return zip(counts, prior).map { (Double($0) + $1 * priorCount) / total }
    }
}
