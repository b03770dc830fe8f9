package import Customs
import Glibc

/// Explains the gaps of one cluster on the ladder of reasons; what nothing innocent explains is a finding.
///
/// Pure: the same records, dollars and lane give the same gaps.
package struct MirrorJudge {
    /// What a lane usually adds on the way.
    package let lane: LaneRatio
    /// Dollars of an amount at a day's rate; nil without a rate.
    private let dollars: (Money, CalendarDay) -> Double?

    package init(lane: LaneRatio, dollars: @escaping (Money, CalendarDay) -> Double?) {
        self.lane = lane
        self.dollars = dollars
    }

    /// What was found of a cluster.
    package struct Verdict: Sendable {
        package var gaps: [MirrorGap] = []
        /// Import over export dollars of pairs that teach the lane.
        package var ratios: [Double] = []
    }

    /// Judges a cluster.
    ///
    /// - Parameters:
    ///   - isExportDue: exports without import have had their time.
    ///   - isImportDue: imports without export likewise.
    package func judge(
        _ cluster: MirrorCluster, isExportDue: Bool, isImportDue: Bool
    ) -> Verdict {
        var verdict = Verdict()
        let grouping = MirrorGrouping(exports: cluster.exports, imports: cluster.imports)
        for group in grouping.groups() {
            let sent = MirrorSum(group.exports, cluster.exports, dollars)
            let arrived = MirrorSum(group.imports, cluster.imports, dollars)
            switch (sent.lines.isEmpty, arrived.lines.isEmpty) {
            case (false, false):
                let (gap, ratio) = linked(sent, arrived)
                verdict.gaps.append(gap)
                if let ratio { verdict.ratios.append(ratio) }
            case (false, true):
                // A consignment that arrived without some of its goods needs no further waiting.
                let isDue = isExportDue || !cluster.imports.isEmpty
                verdict.gaps.append(
                    alone(
                        sent, .unmatchedExport, isDue: isDue, isTransit: !cluster.transits.isEmpty))
            case (true, false):
                let isDue = isImportDue || !cluster.exports.isEmpty
                verdict.gaps.append(alone(arrived, .unmatchedImport, isDue: isDue))
            case (true, true): break
            }
        }
        return verdict
    }

    private func alone(
        _ sum: MirrorSum, _ type: FindingType, isDue: Bool, isTransit: Bool = false
    ) -> MirrorGap {
        var reason = MirrorGap.Reason.timing
        if isTransit {
            reason = .transit
        } else if isDue, (sum.dollars ?? .infinity) >= MirrorRules.dollarsMin {
            reason = .finding(type)
        }
        let isExport = type == .unmatchedExport
        return MirrorGap(
            reason: reason, exports: isExport ? sum.places : [],
            imports: isExport ? [] : sum.places, factor: 0, dollars: sum.dollars,
            dollarsLow: sum.dollars, dollarsHigh: sum.dollars, steps: [], rule: "")
    }

    /// What the import should have cost.
    private struct Expectation {
        var dollars, low, high: Double
        var rule: String
        var step: MirrorGap.Step
    }

    private func expectation(_ sent: MirrorSum, _ arrived: MirrorSum, _ base: Double) -> Expectation
    {
        let scale = base / max(sent.dollars ?? base, .leastNonzeroMagnitude)
        let left = (sent.dollars ?? 0) * scale
        if let charges = arrived.chargeDollars {
            let sum = left + charges
            return Expectation(
                dollars: sum, low: sum * 0.98, high: sum * 1.02, rule: "declared-freight",
                step: .init(name: MirrorGap.Reason.freight.name, dollars: charges))
        }
        if sent.isFreightIncluded {
            return Expectation(
                dollars: left, low: left * 0.97, high: left * 1.03, rule: "terms",
                step: .init(name: MirrorGap.Reason.terms.name, dollars: 0))
        }
        let ratio = lane.quantile(0.5) ?? MirrorRules.ratioUsual
        return Expectation(
            dollars: left * ratio, low: left * (lane.quantile(0.1) ?? MirrorRules.ratioLow),
            high: left * (lane.quantile(0.9) ?? MirrorRules.ratioHigh),
            rule: lane.quantile(0.5) == nil ? "general-ratio" : "lane-ratio",
            step: .init(name: MirrorGap.Reason.freight.name, dollars: left * (ratio - 1)))
    }

    private func linked(_ sent: MirrorSum, _ arrived: MirrorSum) -> (MirrorGap, Double?) {
        var gap = MirrorGap(
            reason: .incomplete, exports: sent.places, imports: arrived.places, factor: 1,
            dollars: nil, dollarsLow: nil, dollarsHigh: nil, steps: [], rule: "")
        let mass = MirrorSum.ratio(arrived.massNetKg, sent.massNetKg)
        if let one = sent.heading, let two = arrived.heading, one != two {
            gap.reason = .finding(.codeMisdeclaration)
            gap.dollars = sent.dollars
        } else if let one = sent.origin, let two = arrived.origin, one != two {
            gap.reason = .finding(.originChange)
            gap.dollars = sent.dollars
        }
        let short = MirrorSum.quantityRatio(sent, arrived)
        if gap.finding == nil, let short, short < MirrorRules.massMin {
            gap.reason = .finding(.quantityShortfall)
            gap.factor = short
            gap.dollars = sent.dollars.map { $0 * (1 - short) }
        }
        guard let left = sent.dollars, let came = arrived.dollars, left > 0 else {
            return (Self.bounded(gap), nil)
        }
        // In the currency both declare there is no rate to differ about.
        let atImportRate = sent.amount(inCurrencyOf: arrived).map { $0 * came / arrived.amount }
        let base = atImportRate ?? left
        let expected = expectation(sent, arrived, base)
        gap.rule = expected.rule
        gap.steps = [
            .init(name: MirrorGap.Reason.exchangeRate.name, dollars: base - left), expected.step,
            .init(name: "residual", dollars: came - expected.dollars),
        ]
        let perMass = mass ?? 1
        if gap.finding == nil {
            let relative = came / expected.dollars / perMass
            gap.factor = relative
            judgeValue(&gap, relative, came, expected, perMass)
        }
        if gap.finding == nil { gap.reason = Self.explained(gap, sent, arrived, came - left, left) }
        let teaches = gap.finding == nil && arrived.chargeDollars == nil && !sent.isFreightIncluded
        return (Self.bounded(gap), teaches ? came / base / perMass : nil)
    }

    private func judgeValue(
        _ gap: inout MirrorGap, _ relative: Double, _ came: Double, _ expected: Expectation,
        _ mass: Double
    ) {
        let type: FindingType
        switch relative {
        case ..<MirrorRules.valueMin where came < expected.low * mass: type = .undervaluation
        case MirrorRules.valueMax... where came > expected.high * mass: type = .overvaluation
        default: return
        }
        let wanted = expected.dollars * mass
        guard abs(wanted - came) >= MirrorRules.dollarsMin else { return }
        gap.reason = .finding(type)
        gap.dollars = abs(wanted - came)
        let bounds = [expected.low * mass - came, expected.high * mass - came].map { abs($0) }
        gap.dollarsLow = bounds.min()
        gap.dollarsHigh = bounds.max()
    }

    /// The step of the ladder that explains most of a gap without a finding.
    private static func explained(
        _ gap: MirrorGap, _ sent: MirrorSum, _ arrived: MirrorSum, _ difference: Double,
        _ left: Double
    ) -> MirrorGap.Reason {
        if abs(difference) <= max(1, left * 0.005) {
            if sent.places.count != arrived.places.count { return .splitOrMerge }
            if sent.subheading != arrived.subheading { return .subheading }
            return abs(difference) < 0.005 ? .none : .rounding
        }
        let largest = gap.steps.dropLast().max { abs($0.dollars) < abs($1.dollars) }
        switch largest?.name {
        case MirrorGap.Reason.exchangeRate.name: return .exchangeRate
        case MirrorGap.Reason.terms.name: return .terms
        default: return .freight
        }
    }

    /// Findings without bounds of their own are as sure as their amounts.
    private static func bounded(_ gap: MirrorGap) -> MirrorGap {
        var gap = gap
        gap.dollarsLow = gap.dollarsLow ?? gap.dollars
        gap.dollarsHigh = gap.dollarsHigh ?? gap.dollars
        return gap
    }
}
