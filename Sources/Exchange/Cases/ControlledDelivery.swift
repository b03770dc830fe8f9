package import Seal

/// A consignment that is let pass under watch to find those behind it, agreed case by case.
///
/// Only its members know of it. While it runs, a ``SuppressionToken`` keeps every other rule from
/// stopping the load.
package struct ControlledDelivery: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case proposed, consulted, agreed, running, intercepted, delivered, aborted, reported,
            refused
    }

    package enum Event: Hashable, Sendable {
        /// The prosecutor or whoever national law names was heard.
        case authoritiesConsulted(by: String)
        /// A party agreed by a signed message.
        case partyAgreed(node: String, message: MessageID)
        case begun(SuppressionToken, at: Timestamp)
        case intercepted(Timestamp)
        case delivered(Timestamp)
        case aborted(Timestamp)
        case refused
        case reported
    }

    package let id: String
    package let consignment: String
    package let parties: Set<String>
    /// Ids of the officers who may know of it.
    package let members: Set<String>
    package private(set) var state: State = .proposed
    package private(set) var agreements: [String: MessageID] = [:]
    package private(set) var token: SuppressionToken?

    /// Proposes an operation.
    ///
    /// - Throws: ``Refusal/Code/fieldMissing`` without consignment, two parties or two members.
    package init(
        id: String, consignment: String, parties: Set<String>, members: Set<String>
    ) throws(Refusal) {
        guard !consignment.isEmpty, parties.count >= 2, members.count >= 2 else {
            throw Self.refusal(.fieldMissing, "consignment, two parties or two members are missing")
        }
        self.id = id
        self.consignment = consignment
        self.parties = parties
        self.members = members
    }

    /// Whether an officer may know that the operation exists.
    package func isKnown(to officer: String) -> Bool { members.contains(officer) }

    /// Takes an event; on a refusal nothing has changed.
    package mutating func on(_ event: Event) throws(Refusal) {
        switch event {
        case .authoritiesConsulted(let officer):
            try require([.proposed])
            guard isKnown(to: officer) else {
                throw Self.refusal(.officialNotDesignated, "not a member of the operation")
            }
            state = .consulted
        case .partyAgreed(let node, let message):
            try require([.consulted])
            guard parties.contains(node) else {
                throw Self.refusal(.directionNotPermitted, "not a party of the operation")
            }
            agreements[node] = message
            if Set(agreements.keys) == parties { state = .agreed }
        case .begun(let token, let moment):
            try require([.agreed])
            guard token.operation == id, token.consignment == consignment,
                token.isEffective(at: moment)
            else { throw Self.refusal(.malformed, "the token is for another load or time") }
            guard token.authorisedBy.isSubset(of: members) else {
                throw Self.refusal(.officialNotDesignated, "authorised by somebody outside")
            }
            self.token = token
            state = .running
        case .intercepted(let moment): try end(.intercepted, at: moment)
        case .delivered(let moment): try end(.delivered, at: moment)
        case .aborted(let moment):
            if state == .running {
                try end(.aborted, at: moment)
            } else {
                try require([.proposed, .consulted, .agreed])
                state = .aborted
            }
        case .refused:
            try require([.proposed, .consulted])
            state = .refused
        case .reported:
            try require([.intercepted, .delivered, .aborted])
            state = .reported
        }
    }

    private mutating func end(_ next: State, at moment: Timestamp) throws(Refusal) {
        try require([.running])
        token?.revoke(at: moment)
        state = next
    }

    private func require(_ states: Set<State>) throws(Refusal) {
        guard states.contains(state) else {
            throw Self.refusal(.stateNotPermitted, "not possible while \(state.rawValue)")
        }
    }

    private static func refusal(_ code: Refusal.Code, _ problem: String) -> Refusal {
        Refusal(
            code, place: "controlled delivery", problem: problem,
            reason: "controlled delivery is agreed by all, case by case, and known to few",
            remedy: "complete what is missing, or end the operation")
    }
}

/// For one consignment and a bounded time, no other rule stops the load. Two persons answer for
/// it, and each use of it is written to the log by whoever asks it.
package struct SuppressionToken: Hashable, Sendable {
    package let operation: String
    package let consignment: String
    package let from, until: Timestamp
    package let authorisedBy: Set<String>
    package private(set) var revoked: Timestamp?

    /// The longest time it lasts, in days.
    package static let daysMax: Int64 = 30

    /// - Throws: ``Refusal/Code/approvalMissing`` without two persons, ``Refusal/Code/malformed``
    ///   when it would last too long.
    package init(
        operation: String, consignment: String, from: Timestamp, until: Timestamp,
        first: String, second: String
    ) throws(Refusal) {
        guard first != second, !first.isEmpty, !second.isEmpty else {
            throw Refusal(
                .approvalMissing, place: "suppression token", problem: "one person in both roles",
                reason: "two persons answer for letting a load pass", remedy: "ask a second person")
        }
        guard from < until, until <= from.adding(seconds: Self.daysMax * 86_400) else {
            throw Refusal(
                .malformed, place: "suppression token", problem: "its time is empty or too long",
                reason: "a token lasts at most \(Self.daysMax) days", remedy: "shorten it")
        }
        self.operation = operation
        self.consignment = consignment
        self.from = from
        self.until = until
        authorisedBy = [first, second]
    }

    /// Whether it holds other rules back at this moment.
    package func isEffective(at moment: Timestamp) -> Bool {
        from <= moment && moment < until && (revoked.map { moment < $0 } ?? true)
    }

    mutating func revoke(at moment: Timestamp) {
        revoked = min(revoked ?? moment, moment)
    }
}
