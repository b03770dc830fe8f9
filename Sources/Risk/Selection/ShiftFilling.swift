/// Fills one shift of one office; see ``SelectionPlanner``.
struct ShiftFilling {
    private let office: String
    private let shift: Staff.Shift
    private let members: [Ranked]
    private let settings: SelectionSettings
    private var minutesLeft: [Int]
    private var usesLeft: [Staff.Equipment: Int]
    private var minutesPlanned = 0
    private var leftOut = 0
    private(set) var choices: [SelectionPlanner.Choice] = []
    /// Officers in the order of their ids, so that the draw decides and not the file's order.
    private let officers: [Staff.Officer]

    /// `members` come best first.
    init(office: String, shift: Staff.Shift, members: [Ranked], settings: SelectionSettings) {
        self.office = office
        self.shift = shift
        // Needs say nothing about what inspecting is worth, so the order stays.
        self.members = members.map { $0.asked(of: shift) }
        self.settings = settings
        officers = shift.officers.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        minutesLeft = officers.map(\.minutes)
        usesLeft = shift.uses
    }

    var summary: SelectionPlanner.ShiftPlan {
        SelectionPlanner.ShiftPlan(
            office: office, shift: shift.name, candidates: members.count,
            minutesAvailable: shift.minutes, minutesPlanned: minutesPlanned, leftOut: leftOut)
    }

    mutating func fill(start: Double) {
        var rest: [Ranked] = []
        rest.reserveCapacity(members.count)
        for member in members {
            if member.candidate.isHardStop {
                choose(member, .hardStop, probability: 1)
            } else if member.candidate.isUnderSurveillance {
                choose(member, .surveillance, probability: 1)
            } else {
                rest.append(member)
            }
        }
        let randomMinutes =
            settings.randomShare * Double(rest.reduce(0) { $0 + $1.candidate.minutes })
        let explorationMinutes = settings.explorationShare * Double(shift.minutes)
        let kept = Int((randomMinutes + explorationMinutes).rounded(.up))
        var budget = shift.minutes - minutesPlanned - kept
        var pool: [Ranked] = []
        pool.reserveCapacity(rest.count)
        for member in rest {
            if member.benefit > 0, member.candidate.minutes <= budget, canTake(member.candidate) {
                budget -= member.candidate.minutes
                choose(member, .benefit, probability: 1)
            } else {
                if member.benefit > 0 { leftOut += 1 }
                pool.append(member)
            }
        }
        explore(pool, minutes: explorationMinutes, start: start)
    }

    /// Draws the exploration's sample and takes what was drawn at random.
    private mutating func explore(_ pool: [Ranked], minutes: Double, start: Double) {
        // Equipment and rare skills are left to those who are worth it.
        let isOpen = pool.map { member in
            member.candidate.equipment.isEmpty
                && officers.contains { $0.skills.isSuperset(of: member.candidate.skills) }
        }
        var longest = 1
        for (member, open) in zip(pool, isOpen) where open {
            longest = max(longest, member.candidate.minutes)
        }
        let weights = zip(pool, isOpen).map { member, open in
            open ? max(min(member.candidate.novelty, 1), Self.noveltyMin) : 0
        }
        let shares = Self.inclusion(weights: weights, count: Int(minutes / Double(longest)))
        var reached = start
        var passed = 0.0
        var explored: [(Ranked, Double)] = []
        for (place, member) in pool.enumerated() {
            let share = shares[place]
            let probability = 1 - (1 - settings.randomShare) * (1 - share)
            passed += share
            // One choice each time the sum of shares passes start, start + 1, start + 2 …
            let isExplored = share >= 1 || passed > reached
            if passed > reached { reached += 1 }
            if member.candidate.draw < settings.randomShare {
                choose(member, .random, probability: probability)
            } else if isExplored {
                explored.append((member, probability))
            }
        }
        // The random sample has the first call on the officers who are left.
        for (member, probability) in explored {
            choose(member, .exploration, probability: probability)
        }
    }

    /// Even what is well known may be looked at again.
    private static let noveltyMin = 0.05

    /// Probabilities of inclusion of a sample of `count` in proportion to weights, none above 1.
    static func inclusion(weights: [Double], count: Int) -> [Double] {
        var shares = [Double](repeating: 0, count: weights.count)
        guard count > 0 else { return shares }
        var isCertain = [Bool](repeating: false, count: weights.count)
        var remaining = count
        // Each round makes at least one more certain, and there are no more than `count` of them.
        for _ in 0...count {
            var total = 0.0
            for (place, weight) in weights.enumerated() where !isCertain[place] { total += weight }
            guard total > 0, remaining > 0 else { break }
            var grew = false
            for (place, weight) in weights.enumerated() where !isCertain[place] {
                shares[place] = Double(remaining) * weight / total
                if shares[place] >= 1, weight > 0 {
                    shares[place] = 1
                    isCertain[place] = true
                    grew = true
                }
            }
            guard grew else { break }
            remaining = count - isCertain.reduce(0) { $0 + ($1 ? 1 : 0) }
            for place in weights.indices where !isCertain[place] { shares[place] = 0 }
        }
        return shares
    }

    private func canTake(_ candidate: Candidate) -> Bool {
        for equipment in candidate.equipment where usesLeft[equipment, default: 0] < 1 {
            return false
        }
        for place in officers.indices where isFree(place, for: candidate) { return true }
        return false
    }

    private func isFree(_ place: Int, for candidate: Candidate) -> Bool {
        minutesLeft[place] >= candidate.minutes
            && (candidate.skills.isEmpty
                || officers[place].skills.isSuperset(of: candidate.skills))
    }

    private mutating func choose(
        _ member: Ranked, _ reason: SelectionReason, probability: Double
    ) {
        let candidate = member.candidate
        let free = officers.indices.filter { isFree($0, for: candidate) }
        var officer: String?
        if !free.isEmpty {
            let place = free[min(Int(candidate.assignment * Double(free.count)), free.count - 1)]
            minutesLeft[place] -= candidate.minutes
            officer = officers[place].id
        }
        for equipment in candidate.equipment { usesLeft[equipment, default: 0] -= 1 }
        minutesPlanned += candidate.minutes
        choices.append(
            SelectionPlanner.Choice(
                candidate: candidate.id, office: office, shift: shift.name, officer: officer,
                reason: reason, probability: probability,
                isDrawn: candidate.draw < settings.randomShare, benefit: member.benefit,
                minutes: candidate.minutes))
    }
}
