package import Seal

/// What clings to received information and to everything made from it.
package struct HandlingLabel: Hashable, Sendable {
    /// Under which agreement it came, and in whose message.
    package let agreement: AgreementReference
    package let origin: String
    package let message: MessageID
    /// The handling class and its rank; higher is stricter.
    package let handling: String
    package let rank: Int64
    /// For which of the agreement's purposes it was given.
    package let purpose: String
    package let evidence: UseRules.Evidence
    package let onward: UseRules.Onward
    /// Agencies that may see it.
    package let agencies: Set<String>
    /// After this moment it must be gone.
    package let keepUntil: Timestamp
    /// Uses that the origin consented to afterwards, with the message that says so.
    package private(set) var consents: [UseOfInformation: MessageID] = [:]

    package init(
        agreement: AgreementReference, origin: String, message: MessageID, handling: String,
        rank: Int64, purpose: String, rules: UseRules, keepUntil: Timestamp
    ) {
        self.agreement = agreement
        self.origin = origin
        self.message = message
        self.handling = handling
        self.rank = rank
        self.purpose = purpose
        evidence = rules.evidence
        onward = rules.onward
        agencies = rules.agencies
        self.keepUntil = keepUntil
    }

    /// Records that the origin consented to a use.
    package mutating func record(consent message: MessageID, to use: UseOfInformation) {
        consents[use] = message
    }

    /// Refuses a use that the origin did not permit.
    ///
    /// - Throws: ``Refusal/Code/useNotPermitted``, ``Refusal/Code/expired`` after the retention.
    package func require(_ use: UseOfInformation, at moment: Timestamp) throws(Refusal) {
        guard moment < keepUntil else {
            throw refusal(.expired, "kept beyond its retention", "dispose of it")
        }
        if consents[use] != nil { return }
        switch use {
        case .read(let purpose), .print(let purpose), .export(let purpose):
            guard purpose == self.purpose else {
                throw refusal(
                    .useNotPermitted, "another purpose than it was given for",
                    "ask the origin for its consent to the other purpose")
            }
        case .evidence:
            guard evidence != .consent else {
                throw refusal(
                    .useNotPermitted, "use in court without consent",
                    "ask the origin for its consent")
            }
        case .agency(let agency):
            guard agencies.contains(agency) else {
                throw refusal(
                    .useNotPermitted, "an agency the agreement does not name",
                    "ask the origin for its consent")
            }
        case .onward(let node):
            guard node == origin else {
                throw refusal(
                    .useNotPermitted, "handing on to another country",
                    onward == .never
                        ? "leave it out; the agreement never permits it"
                        : "ask the origin for its consent")
            }
        }
    }

    /// Whether the use must be told to the origin afterwards.
    package func mustNotify(_ use: UseOfInformation) -> Bool {
        use == .evidence && evidence == .notify
    }

    private func refusal(_ code: Refusal.Code, _ problem: String, _ remedy: String) -> Refusal {
        Refusal(
            code, place: "information of \(origin) in message \(message)", problem: problem,
            reason: "use rules of agreement \(agreement.id) version \(agreement.version)",
            remedy: remedy)
    }
}

/// What somebody is about to do with information.
package enum UseOfInformation: Hashable, Sendable {
    case read(purpose: String)
    case print(purpose: String)
    case export(purpose: String)
    /// In court or before an authority that decides.
    case evidence
    /// Showing it to another agency of the own country.
    case agency(String)
    /// Handing it to another administration.
    case onward(String)
}

/// A value made from received information; it can only be had by saying for what.
///
/// Whatever is computed from tainted values is tainted by all their labels. Prints as `‹hidden›`.
package struct Tainted<Value: Sendable>: Sendable {
    private let value: Value
    package let labels: Set<HandlingLabel>

    init(_ value: Value, labels: Set<HandlingLabel>) {
        self.value = value
        self.labels = labels
    }

    /// Our own value, not derived from anything received.
    package init(own value: Value) {
        self.init(value, labels: [])
    }

    /// Gives the value for a use that every label permits.
    ///
    /// - Throws: ``Refusal/Code/useNotPermitted``, ``Refusal/Code/expired``.
    package func value(for use: UseOfInformation, at moment: Timestamp) throws(Refusal) -> Value {
        for label in labels { try label.require(use, at: moment) }
        return value
    }

    /// The same value under labels that were completed by a consent.
    func relabelled(_ labels: Set<HandlingLabel>) -> Tainted { Tainted(value, labels: labels) }

    /// Computes something from the value without showing it.
    package func map<Outcome>(_ body: (Value) -> Outcome) -> Tainted<Outcome> {
        Tainted<Outcome>(body(value), labels: labels)
    }

    /// Computes something from two values; both sides' labels cling to it.
    package func combined<Other, Outcome>(
        with other: Tainted<Other>, _ body: (Value, Other) -> Outcome
    ) -> Tainted<Outcome> {
        Tainted<Outcome>(body(value, other.value), labels: labels.union(other.labels))
    }

    /// The strictest handling class rank among the labels; 0 for our own.
    package var rank: Int64 { labels.map(\.rank).max() ?? 0 }
}

extension Tainted: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹hidden›" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
