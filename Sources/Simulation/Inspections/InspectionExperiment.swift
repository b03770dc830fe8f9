package import Risk

/// Lets methods of selection work on the same trade with the same staff, and counts what they find.
package struct InspectionExperiment: Sendable {
    /// How inspections are chosen.
    package enum Method: String, Hashable, Sendable, CaseIterable {
        /// By lot alone.
        case random
        /// By the starting weights, with the random and exploration shares.
        case rules
        /// As `rules`, with weights learned each week from what was found.
        case learning = "rules+learning"
        /// Learning without any random or exploration share.
        case exploitation = "exploitation"
    }

    /// What a method found.
    package struct Outcome: Hashable, Sendable {
        package var method: Method
        package var inspected = 0
        package var minutes = 0
        package var irregular = 0
        /// Missing duty found, US dollars.
        package var gap = 0.0
        /// Cases of the new scheme found, by week.
        package var newSchemeByWeek: [Int]
        package var results: [InspectionOutcome] = []

        package var hitRate: Double {
            inspected == 0 ? 0 : Double(irregular) / Double(inspected)
        }
    }

    package let trade: InspectedTrade
    /// Share of all inspections that staff could make, 0.01…1.
    package let staffShare: Double

    package init(_ trade: InspectedTrade, staffShare: Double = 0.1) {
        self.trade = trade
        self.staffShare = min(max(staffShare, 0.01), 1)
    }

    private static let office = "all"
    /// Simulated schemes come and go within weeks.
    private static let halfLifeDays = 28.0

    /// Runs a method over all weeks. The same trade, method and seed give the same outcome.
    package func run(_ method: Method, seed: UInt64 = 1) -> Outcome {
        var outcome = Outcome(
            method: method,
            newSchemeByWeek: [Int](repeating: 0, count: trade.settings.weeks))
        var learned = LearnedRisk.initial()
        var first = 0
        for week in 0..<trade.settings.weeks {
            var last = first
            while last < trade.cases.count, trade.cases[last].week == week { last += 1 }
            let plan = choices(first..<last, method: method, learned: learned, seed: seed)
            for choice in plan { note(choice, method: method, week: week, in: &outcome) }
            if method == .learning || method == .exploitation {
                var learner = RiskLearner()
                learner.halfLifeDays = Self.halfLifeDays
                learned = learner.learn(
                    outcome.results, from: .initial(), version: week + 1)
            }
            first = last
        }
        return outcome
    }

    private func note(
        _ choice: SelectionPlanner.Choice, method: Method, week: Int, in outcome: inout Outcome
    ) {
        let found = trade.cases[Int(choice.candidate)]
        outcome.inspected += 1
        outcome.minutes += choice.minutes
        if found.isIrregular {
            outcome.irregular += 1
            outcome.gap += found.gap
        }
        if found.isNewScheme { outcome.newSchemeByWeek[week] += 1 }
        var result = InspectionOutcome(
            isIrregular: found.isIrregular, isThorough: true,
            dutyGap: found.isIrregular ? found.gap : 0, minutes: choice.minutes,
            office: choice.office, officer: choice.officer ?? "", reason: choice.reason,
            probability: choice.probability, isDrawn: choice.isDrawn, signals: found.signals,
            segments: found.segments, value: found.value)
        result.day = week * 7
        outcome.results.append(result)
    }

    private func choices(
        _ cases: Range<Int>, method: Method, learned: LearnedRisk, seed: UInt64
    ) -> [SelectionPlanner.Choice] {
        let week = cases.lowerBound
        var chance = SeededGenerator(seed: SeededGenerator.mix(seed) ^ UInt64(week))
        let candidates = cases.map { place in
            candidate(place, learned: learned, chance: &chance)
        }
        let total = candidates.reduce(0) { $0 + $1.minutes }
        let minutes = Int(Double(total) * staffShare)
        guard method != .random else { return byLot(candidates, minutes: minutes) }
        // One officer with all the minutes: what is compared is the choice, not the roster.
        let staff = Staff(
            offices: [
                Self.office: [
                    Staff.Shift(
                        name: "week", officers: [Staff.Officer(id: "1", minutes: minutes)])
                ]
            ])
        let settings =
            method == .exploitation
            ? SelectionSettings.pureExploitation(randomShare: 0)
            : SelectionSettings(randomShare: 0.02, explorationShare: 0.1)
        let start = chance.uniform()
        return SelectionPlanner(staff: staff, settings: settings).plan(candidates) { _, _ in start }
            .choices
    }

    private func candidate(
        _ place: Int, learned: LearnedRisk, chance: inout SeededGenerator
    ) -> Candidate {
        let each = trade.cases[place]
        return Candidate(
            id: Int64(place), office: Self.office,
            probability: learned.probability(signals: each.signals, segments: each.segments),
            gap: learned.gap(value: each.value, segments: each.segments), severity: 250,
            novelty: learned.novelty(segments: each.segments), minutes: each.minutes,
            draw: chance.uniform(), assignment: chance.uniform())
    }

    /// The lowest draws until the minutes are used up.
    private func byLot(_ candidates: [Candidate], minutes: Int) -> [SelectionPlanner.Choice] {
        var left = minutes
        var choices: [SelectionPlanner.Choice] = []
        for candidate in candidates.sorted(by: { $0.draw < $1.draw }) {
            guard candidate.minutes <= left else { break }
            left -= candidate.minutes
            choices.append(
                SelectionPlanner.Choice(
                    candidate: candidate.id, office: candidate.office, shift: "week",
                    officer: "1", reason: .random, probability: staffShare, isDrawn: true,
                    benefit: 0, minutes: candidate.minutes))
        }
        return choices
    }
}
