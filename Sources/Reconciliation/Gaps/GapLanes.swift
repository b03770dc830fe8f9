import Glibc

/// What a pair of lines says about freight: its lane and, where it is no gap, its ratio.
struct GapLanes: Sendable {
    private let exportExtras: ExtraColumns
    private let importExtras: ExtraColumns
    private let exportCountries: [UInt16]
    private let importCountries: [UInt16]

    /// Pairs that teach the factors at most, about.
    private static let taughtByMax = 40_000

    init(_ exports: Register, _ imports: Register) {
        exportExtras = exports.lines.extras
        importExtras = imports.lines.extras
        exportCountries = exports.lines.countries
        importCountries = imports.lines.countries
    }

    func lane(_ sent: LineFacts, _ arrived: LineFacts, mode: UInt8) -> FreightFactors.Lane {
        let (one, two) = (Int(sent.line), Int(arrived.line))
        return FreightFactors.Lane(
            mode: mode, route: UInt32(importCountries[two]) << 16 | UInt32(exportCountries[one]),
            chapter: UInt8(truncatingIfNeeded: sent.code / 1_000_000),
            terms: FreightFactors.terms(
                ExtraColumns.entry(exportExtras.terms, one).flatMap(ExtraColumns.includesCarriage),
                ExtraColumns.entry(importExtras.terms, two).flatMap(ExtraColumns.includesCarriage)))
    }

    /// Ratios of import to export value of lines without a gap, from some pairs spread over all.
    func ratios(_ matcher: ConsignmentMatcher) -> FreightFactors.Sums {
        let step = max(1, matcher.pairs.count / Self.taughtByMax)
        let places = Array(stride(from: 0, to: matcher.pairs.count, by: step))
        let ranges = Parallel.ranges(places.count, size: 1_024)
        let pieces = matcher.parallel.map(ranges.count) { piece in
            var sums = FreightFactors.Sums()
            var scorer = ConsignmentScorer(
                matcher.exports, matcher.imports, matcher.lineWeights, matcher.weights)
            for place in ranges[piece] {
                add(matcher.pairs[places[place]], matcher, &scorer, to: &sums)
            }
            return sums
        }
        return pieces.reduce(into: FreightFactors.Sums()) { $0.add($1) }
    }

    private func add(
        _ pair: ConsignmentPair, _ matcher: ConsignmentMatcher, _ scorer: inout ConsignmentScorer,
        to sums: inout FreightFactors.Sums
    ) {
        let mode = matcher.imports.shared[Int(pair.imported)].mode
        for group in scorer.groups(Int(pair.exported), Int(pair.imported))
        where group.kind == .one {
            let sent = matcher.exports.facts[Int(group.exported.0)]
            let arrived = matcher.imports.facts[Int(group.imported.0)]
            let comparison = LineComparison(
                exported: sent, imported: arrived, usualRatio: matcher.lineWeights.usualRatio)
            guard comparison.mass <= 1, sent.heading == arrived.heading,
                comparison.unitValueRatio.isFinite
            else { continue }
            let lane = lane(sent, arrived, mode: mode)
            let usual =
                lane.terms == FreightFactors.usualTerms
                ? matcher.lineWeights.usualRatio : Float(FreightFactors.expected(lane.terms))
            let relative = comparison.unitValueRatio / usual
            guard relative > GapRules.unitValueMin, relative < GapRules.unitValueMax else {
                continue
            }
            sums.add(comparison.unitValueRatio, lane)
        }
    }
}
