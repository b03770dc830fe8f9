/// Chooses which declarations of a day are inspected, by whom, and with which probability.
///
/// ## How it chooses
/// Controlled deliveries are taken out first and leave no trace. What remains is split by office and
/// shift, and in each:
/// 1. hard stops and surveillance are always taken, beyond capacity if it must be;
/// 2. what is worth most per minute, p·(gap + severity) − cost, fills the officers' minutes that
///    are not kept for the next two, as far as skills and equipment reach;
/// 3. the exploration share goes to a systematic sample of the rest with probabilities in proportion
///    to novelty (fixed size, exact probabilities);
/// 4. whatever was drawn at random is taken in any case, so that the random sample is one of *all*.
///
/// Steps 1 and 2 do not look at the draws. So the probability of every choice is known exactly:
/// 1 for steps 1 and 2, 1 − (1 − r)(1 − π) for the rest.
///
/// Pure: the same candidates (in any order), staff and settings give the same plan.
///
/// Source of the sampling scheme: W. G. Madow, "On the Theory of Systematic Sampling, II",
/// Annals of Mathematical Statistics 20 (1949), 333–354.
package struct SelectionPlanner: Sendable {
    package let staff: Staff
    package let settings: SelectionSettings

    package init(staff: Staff, settings: SelectionSettings) {
        self.staff = staff
        self.settings = settings
    }

    package struct Choice: Hashable, Sendable {
        package var candidate: Int64
        package var office: String
        package var shift: String
        /// Nil when nobody with the skills had the minutes left.
        package var officer: String?
        package var reason: SelectionReason
        /// Chance of being chosen, before the draws were known.
        package var probability: Double
        package var isDrawn: Bool
        /// US dollars; see ``Candidate/benefit(costPerMinute:)``.
        package var benefit: Double
        package var minutes: Int

        package init(
            candidate: Int64, office: String, shift: String, officer: String?,
            reason: SelectionReason, probability: Double, isDrawn: Bool, benefit: Double,
            minutes: Int
        ) {
            self.candidate = candidate
            self.office = office
            self.shift = shift
            self.officer = officer
            self.reason = reason
            self.probability = probability
            self.isDrawn = isDrawn
            self.benefit = benefit
            self.minutes = minutes
        }
    }

    /// How one shift of an office is filled.
    package struct ShiftPlan: Hashable, Sendable {
        package var office: String
        package var shift: String
        package var candidates: Int
        package var minutesAvailable: Int
        package var minutesPlanned: Int
        /// Worth inspecting but left out for want of minutes, skill or equipment.
        package var leftOut: Int

        package var isOverCapacity: Bool { minutesPlanned > minutesAvailable }
    }

    package struct Plan: Hashable, Sendable {
        package var choices: [Choice]
        package var shifts: [ShiftPlan]

        package init(choices: [Choice] = [], shifts: [ShiftPlan] = []) {
            self.choices = choices
            self.shifts = shifts
        }
    }

    /// Plans a day.
    ///
    /// - Parameter start: gives 0…1 below 1 for an office and shift, where the systematic sample of the
    ///   exploration begins; drawn like every other number.
    package func plan(
        _ candidates: [Candidate], start: (_ office: String, _ shift: String) -> Double
    ) -> Plan {
        var groups: [String: [Ranked]] = [:]
        for candidate in candidates where !candidate.isSuppressed {
            groups[candidate.office, default: []].append(
                Ranked(candidate, costPerMinute: settings.costPerMinute))
        }
        var plan = Plan(choices: [], shifts: [])
        for office in groups.keys.sorted(by: Self.precedes) {
            var ranked = groups[office] ?? []
            ranked.sort()
            let shifts = staff.shifts(of: office)
            for (shift, members) in Self.spread(ranked, over: shifts) {
                var filling = ShiftFilling(
                    office: office, shift: shift, members: members, settings: settings)
                filling.fill(start: start(office, shift.name))
                plan.choices += filling.choices
                plan.shifts.append(filling.summary)
            }
        }
        return plan
    }

    /// Spreads an office's candidates, best first, over its shifts in proportion to their minutes. Those whose
    /// shift is known or whose office has none stay where they are.
    private static func spread(
        _ ranked: [Ranked], over shifts: [Staff.Shift]
    ) -> [(Staff.Shift, [Ranked])] {
        var parts = (shifts.isEmpty ? [Staff.Shift(name: "none", officers: [])] : shifts)
            .map { (shift: $0, members: [Ranked](), load: 0) }
        for member in ranked {
            var best = 0
            if let known = member.candidate.shift,
                let place = parts.firstIndex(where: { $0.shift.name == known })
            {
                best = place
            } else {
                for place in parts.indices.dropFirst() {
                    // load / minutes compared without division; an empty shift is never better.
                    let left = parts[place].load * parts[best].shift.minutes
                    let right = parts[best].load * parts[place].shift.minutes
                    if left < right { best = place }
                }
            }
            parts[best].members.append(member)
            parts[best].load += member.candidate.minutes
        }
        return parts.map { ($0.shift, $0.members) }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

/// A candidate with its place in the order: the most worth per minute first, then the lower number.
struct Ranked: Comparable, Sendable {
    let candidate: Candidate
    let benefit: Double
    let worthPerMinute: Double

    init(_ candidate: Candidate, costPerMinute: Double) {
        self.candidate = candidate
        benefit = candidate.benefit(costPerMinute: costPerMinute)
        worthPerMinute = benefit / Double(max(candidate.minutes, 1))
    }

    private init(_ candidate: Candidate, benefit: Double, worthPerMinute: Double) {
        self.candidate = candidate
        self.benefit = benefit
        self.worthPerMinute = worthPerMinute
    }

    /// The same with the needs that a shift can meet.
    func asked(of shift: Staff.Shift) -> Ranked {
        guard !candidate.skills.isEmpty || !candidate.equipment.isEmpty else { return self }
        return Ranked(
            candidate.asked(of: shift), benefit: benefit, worthPerMinute: worthPerMinute)
    }

    static func < (left: Ranked, right: Ranked) -> Bool {
        left.worthPerMinute == right.worthPerMinute
            ? left.candidate.id < right.candidate.id
            : left.worthPerMinute > right.worthPerMinute
    }

    static func == (left: Ranked, right: Ranked) -> Bool {
        left.worthPerMinute == right.worthPerMinute && left.candidate.id == right.candidate.id
    }
}
