package import Seal

/// Special surveillance at a partner's request or on our own initiative: what to look out for, why,
/// until when, and what a hit sets off.
///
/// A measure always ends: it has a last moment from the beginning, is reviewed on the way, and
/// each renewal needs two persons again. The front line sees an instruction, never the reason.
package struct SurveillanceMeasure: Hashable, Sendable {
    /// What is watched (the four limbs of article 11).
    package enum Target: String, Hashable, Sendable, CaseIterable {
        case person, goods, conveyance, premises
    }

    /// Why it may be watched.
    package enum Grounds: Hashable, Sendable {
        /// Known to have committed an offence, or notified as giving rise to illicit traffic.
        case known(String)
        case suspected(String)

        package var reason: String {
            switch self {
            case .known(let reason), .suspected(let reason): reason
            }
        }
    }

    /// What happens on a hit.
    package enum HitAction: String, Hashable, Sendable, CaseIterable {
        /// Nobody at the post notices anything.
        case observe
        /// The post reports time, place and documents.
        case report
        case inspect
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case proposed
        case inLegalReview = "in-legal-review"
        case active, refused, expired, lifted
    }

    package enum Event: Hashable, Sendable {
        case reviewBegun
        /// Lawful, by two persons.
        case approved(first: String, second: String, at: Timestamp)
        case refused
        /// Looked at again and found still necessary.
        case reviewed(Timestamp)
        case renewed(until: Timestamp, first: String, second: String, at: Timestamp)
        case lifted(Timestamp)
        case time(Timestamp)
    }

    package enum Action: Hashable, Sendable {
        case instruct(ScreeningInstruction)
        case withdrawInstruction
        case reviewDue
    }

    package let id: String
    package let target: Target
    /// What identifies the target, normalised by whoever matches: a plate, a container, an id.
    package let identifiers: Set<String>
    package let grounds: Grounds
    /// The case that asked for it.
    package let caseReference: String
    package let action: HitAction
    /// The only unit that sees hits.
    package let unit: String
    package private(set) var state: State = .proposed
    package private(set) var until: Timestamp
    package private(set) var nextReview: Timestamp?
    private var isReviewReported = false

    /// The longest time until the end, at the beginning or after a renewal, in days, and the time
    /// between reviews.
    package static let daysMax: Int64 = 180, reviewDays: Int64 = 30
    /// The most identifiers of one measure.
    package static let identifierCountMax = 1_000

    /// Proposes a measure.
    ///
    /// - Throws: ``Refusal/Code/fieldMissing`` without identifier, reason or unit,
    ///   ``Refusal/Code/malformed`` when it would not end in time.
    package init(
        id: String, target: Target, identifiers: Set<String>, grounds: Grounds,
        caseReference: String, action: HitAction, unit: String, until: Timestamp,
        proposed: Timestamp
    ) throws(Refusal) {
        guard !identifiers.isEmpty, identifiers.allSatisfy({ !$0.isEmpty }),
            identifiers.count <= Self.identifierCountMax, !grounds.reason.isEmpty, !unit.isEmpty,
            !caseReference.isEmpty
        else { throw Self.refusal(.fieldMissing, "identifier, reason, case or unit is missing") }
        try Self.requireEnd(until, from: proposed)
        self.id = id
        self.target = target
        self.identifiers = identifiers
        self.grounds = grounds
        self.caseReference = caseReference
        self.action = action
        self.unit = unit
        self.until = until
    }

    /// Takes an event; on a refusal nothing has changed.
    package mutating func on(_ event: Event) throws(Refusal) -> [Action] {
        switch event {
        case .reviewBegun:
            try require([.proposed])
            state = .inLegalReview
            return []
        case .refused:
            try require([.proposed, .inLegalReview])
            state = .refused
            return []
        case .approved(let first, let second, let moment):
            try require([.inLegalReview])
            try Self.requireTwo(first, second)
            guard moment < until else { throw Self.refusal(.expired, "over before it began") }
            state = .active
            return begin(at: moment)
        case .reviewed(let moment):
            try require([.active])
            nextReview = moment.adding(seconds: Self.reviewDays * 86_400)
            isReviewReported = false
            return []
        case .renewed(let end, let first, let second, let moment):
            try require([.active])
            try Self.requireTwo(first, second)
            guard moment < until else { throw Self.refusal(.expired, "it has ended already") }
            try Self.requireEnd(end, from: moment)
            until = end
            return begin(at: moment)
        case .lifted:
            try require([.proposed, .inLegalReview, .active])
            let wasActive = state == .active
            state = .lifted
            return wasActive ? [.withdrawInstruction] : []
        case .time(let moment):
            return pass(to: moment)
        }
    }

    /// Whether a hit counts at this moment.
    package func isEffective(at moment: Timestamp) -> Bool { state == .active && moment < until }

    private mutating func begin(at moment: Timestamp) -> [Action] {
        nextReview = moment.adding(seconds: Self.reviewDays * 86_400)
        isReviewReported = false
        return [
            .instruct(
                ScreeningInstruction(
                    measure: id, target: target, identifiers: identifiers, until: until,
                    action: action, unit: unit))
        ]
    }

    private mutating func pass(to moment: Timestamp) -> [Action] {
        guard state != .lifted, state != .refused, state != .expired else { return [] }
        if moment >= until {
            let wasActive = state == .active
            state = .expired
            return wasActive ? [.withdrawInstruction] : []
        }
        guard state == .active, let nextReview, moment >= nextReview, !isReviewReported else {
            return []
        }
        isReviewReported = true
        return [.reviewDue]
    }

    private func require(_ states: Set<State>) throws(Refusal) {
        guard states.contains(state) else {
            throw Self.refusal(.stateNotPermitted, "not possible while \(state.rawValue)")
        }
    }

    private static func requireTwo(_ first: String, _ second: String) throws(Refusal) {
        guard first != second, !first.isEmpty, !second.isEmpty else {
            throw refusal(.approvalMissing, "one person in both roles")
        }
    }

    private static func requireEnd(_ end: Timestamp, from begin: Timestamp) throws(Refusal) {
        guard end > begin, end <= begin.adding(seconds: daysMax * 86_400) else {
            throw refusal(.malformed, "ends before it begins or later than in \(daysMax) days")
        }
    }

    private static func refusal(_ code: Refusal.Code, _ problem: String) -> Refusal {
        Refusal(
            code, place: "surveillance measure", problem: problem,
            reason: "special surveillance has grounds, an end and two who answer for it",
            remedy: "complete the measure, or propose a new one")
    }
}

/// What screening learns of a measure: enough to notice the target, nothing about the reason.
package struct ScreeningInstruction: Hashable, Sendable {
    package let measure: String
    package let target: SurveillanceMeasure.Target
    package let identifiers: Set<String>
    /// After this moment it has no effect, whether or not it was withdrawn.
    package let until: Timestamp
    package let action: SurveillanceMeasure.HitAction
    package let unit: String

    /// Whether the front line may notice anything at all.
    package var isSilent: Bool { action == .observe }
}
