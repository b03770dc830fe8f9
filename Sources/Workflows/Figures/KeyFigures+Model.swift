import Risk

/// Declarations by tenth of their score, in the period and in the one before.
struct ScoreCounts: Sendable {
    var now: [Int: Int] = [:]
    var before: [Int: Int] = [:]

    static func tenth(_ score: Double) -> Int { min(max(Int(score * 10), 0), 9) }
}

extension KeyFigures {
    /// Whether the score still means what it says: drift of the population, calibration.
    mutating func addModel(_ scores: ScoreCounts, _ inspections: Inspections) {
        let before = scores.before.values.reduce(0, +)
        let now = scores.now.values.reduce(0, +)
        func named(_ counts: [Int: Int]) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: counts.map { ("\($0.key)", $0.value) })
        }
        figures.append(
            Figure(
                name: "drift",
                value: before > 0 && now > 0
                    ? PopulationDrift.index(
                        expected: named(scores.before), actual: named(scores.now)) : nil,
                unit: .ratio, of: before,
                definition:
                    "population stability index of the scores, by tenths, against the period "
                    + "of the same length before (needs both ends): above "
                    + "\(PopulationDrift.noticeable) worth a look, above \(PopulationDrift.large) "
                    + "measure rules again"))
        figures.append(
            Figure(
                name: "calibration-error",
                value: Calibration(inspections.judgements)?.error, unit: .share,
                of: inspections.judgements.count,
                definition: "expected calibration error of the score over inspections that say "
                    + "something, by tenths, each weighted by 1 ÷ its chance of being chosen"))
    }

    /// Trusted traders: how much of the trade is theirs, and whether they deserve it.
    mutating func addTrusted(_ trusted: Int, _ inspections: Inspections, declarations: Int) {
        figures.append(
            Figure(
                name: "trusted-share",
                value: declarations > 0 ? Double(trusted) / Double(declarations) : nil,
                unit: .share, of: declarations,
                definition: "declarations of trusted traders (AEO) ÷ declarations"))
        add(
            "trusted-hit-rate", inspections.trusted,
            "irregular ÷ inspected among declarations of trusted traders")
    }

    /// A share of what was looked at, with its interval.
    mutating func add(_ name: String, _ share: CountedShare, _ definition: String) {
        figures.append(
            Figure(
                name: name, value: share.share, unit: .share, of: share.count,
                definition: definition,
                interval: share.count > 0 ? (share.low, share.high) : nil))
    }
}
