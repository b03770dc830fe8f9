/// What inspections of one kind brought.
package struct Yield: Hashable, Sendable {
    /// By what inspections are grouped.
    package enum Grouping: String, Hashable, Sendable, CaseIterable {
        /// Indicators and profiles.
        case signal
        case reason, office, officer
    }

    package let grouping: Grouping
    package let name: String
    /// Irregular among inspected.
    package let hits: CountedShare
    /// How many times the random sample's share; nil when one of them has no hit.
    package let lift: ShareRatio?
    /// US dollars.
    package let dutyGap: Double
    package let minutes: Int
    /// Share of hints called right among those judged; nil when none was judged.
    package let hintsRight: Double?

    package var falsePositives: Int { hits.count - hits.hits }
    /// US dollars found per hour of inspection; nil without time.
    package var dutyPerHour: Double? {
        minutes > 0 ? dutyGap / (Double(minutes) / 60) : nil
    }

    /// Yields of every group, by grouping and then by name.
    package static func all(_ outcomes: [InspectionOutcome]) -> [Yield] {
        let random = Prevalence(outcomes).random
        var sums: [Grouping: [String: Sum]] = [:]
        for outcome in outcomes {
            for name in outcome.signals.keys {
                sums[.signal, default: [:]][name, default: Sum()].add(outcome)
            }
            let reason = outcome.reason?.rawValue ?? "unplanned"
            sums[.reason, default: [:]][reason, default: Sum()].add(outcome)
            sums[.office, default: [:]][outcome.office, default: Sum()].add(outcome)
            sums[.officer, default: [:]][outcome.officer, default: Sum()].add(outcome)
        }
        return Grouping.allCases.flatMap { grouping in
            (sums[grouping] ?? [:]).sorted {
                $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
            }.map { name, sum in
                let hits = CountedShare(hits: sum.hits, of: sum.count)
                return Yield(
                    grouping: grouping, name: name, hits: hits,
                    lift: ShareRatio(hits, over: random), dutyGap: sum.gap, minutes: sum.minutes,
                    hintsRight: sum.judged == 0 ? nil : Double(sum.right) / Double(sum.judged))
            }
        }
    }

    private struct Sum {
        var hits = 0
        var count = 0
        var gap = 0.0
        var minutes = 0
        var judged = 0
        var right = 0

        mutating func add(_ outcome: InspectionOutcome) {
            count += 1
            if outcome.isIrregular { hits += 1 }
            gap += outcome.dutyGap
            minutes += outcome.minutes
            if let wasRight = outcome.wasHintRight {
                judged += 1
                if wasRight { right += 1 }
            }
        }
    }

    /// A signal that no longer tells: enough inspections, and surely less often right than `yieldMin`.
    package func isStale(inspectionsMin: Int = 30, yieldMin: Double = 0.05) -> Bool {
        grouping == .signal && hits.count >= inspectionsMin && hits.high < yieldMin
    }
}
