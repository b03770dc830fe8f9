package import Seal

/// A cooperation agreement as the software obeys it: what may be exchanged, for what, by whom, how
/// fast, and what may be done with it.
///
/// Both sides hold the same signed text (``SignedAgreement``). Every message names the agreement's
/// id, version and digest; a difference is an error, never a silent default. Only an agreement can
/// make a ``Disclosure``.
///
/// ## Topics
/// - Reading: ``init(reading:)``
/// - Asking: ``party(_:)``, ``isInForce(on:)``, ``official(_:of:role:on:)``
/// - Disclosing: ``disclose(_:at:)``
package struct Agreement: Hashable, Sendable {
    package let id: String
    package let version: Int64
    package let title: String
    package let status: Status
    /// The first day on which it is in force, and the first on which it no longer is.
    package let validFrom: CivilDate
    package let validUntil: CivilDate?
    package let parties: [AgreementParty]
    package let instruments: [Instrument]
    package let purposes: [Purpose]
    package let articles: Set<Article>
    package let signatureAlgorithms: Set<SignatureAlgorithm>
    package let sealSuite: SealSuite
    package let languages: [String]
    package let channels: [String]
    package let requestForms: [RequestForm]
    package let schedules: [ExchangeSchedule]
    package let spontaneous: SpontaneousRule?
    package let handlingClasses: [HandlingClass]
    package let useRules: UseRules
    package let retention: Retention
    package let personalFields: Set<FieldPath>
    package let refusalGrounds: [Ground]
    package let costs: CostRule
    package let oralConfirmWithinHours: Int64?
    package let breach: BreachRule
    package let reciprocity: [Reciprocity]
    package let calendars: [WorkingCalendar]
    /// The digest of the text; with id and version it is what messages cite.
    package let digest: Digest256

    package enum Status: String, Hashable, Sendable, CaseIterable {
        case draft, active, suspended, terminated
    }

    /// What a message cites.
    package var reference: AgreementReference {
        AgreementReference(id: id, version: version, digest: digest)
    }

    /// The party of this code.
    package func party(_ node: String) -> AgreementParty? { parties.first { $0.node == node } }

    /// The handling class of this code.
    package func handlingClass(_ code: String) -> HandlingClass? {
        handlingClasses.first { $0.code == code }
    }

    /// The calendar of a party.
    package func calendar(of node: String) -> WorkingCalendar? {
        guard let party = party(node) else { return nil }
        return calendars.first { $0.id == party.calendar }
    }

    /// The form of a request type, when the agreement has it.
    package func form(_ type: RequestType) -> RequestForm? {
        requestForms.first { $0.type == type }
    }

    /// Whether new traffic is permitted on this day; confidentiality and retention outlive it.
    package func isInForce(on day: CivilDate) -> Bool {
        status == .active && validFrom <= day && (validUntil.map { day < $0 } ?? true)
    }

    /// The designated official of a party, if the designation covers this role on this day.
    package func official(
        _ id: String, of node: String, role: Official.Role, on day: CivilDate
    ) -> Official? {
        party(node)?.officials.first {
            $0.id == id && $0.roles.contains(role) && $0.from <= day
                && ($0.until.map { day < $0 } ?? true)
        }
    }
}

/// An administration that is bound.
package struct AgreementParty: Hashable, Sendable {
    package let node: String
    package let name: String
    /// ISO 3166-1 alpha-2.
    package let country: String
    package let languages: [String]
    /// The id of its working-day calendar.
    package let calendar: String
    package let officials: [Official]
}

/// A post-holder whom the agreement names; only they sign out and approve.
package struct Official: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable, CaseIterable {
        /// May prepare what leaves.
        case send
        /// May approve what another prepared.
        case approve
        /// May receive and acknowledge.
        case receive
        /// Is reachable at all hours.
        case duty
    }

    package let id: String
    package let post: String
    package let roles: Set<Role>
    /// Names of evidence keys on the node card.
    package let keys: [String]
    package let from: CivilDate
    package let until: CivilDate?
}

/// A legal text the agreement rests on.
package struct Instrument: Hashable, Sendable {
    package let id: String
    package let title: String
    package let reference: String
}

/// A purpose for which information may be given and used.
package struct Purpose: Hashable, Sendable {
    package let code: String
    package let title: String
}

/// The form of one type of request.
package struct RequestForm: Hashable, Sendable {
    package let type: RequestType
    package let purposes: Set<String>
    /// Fields without which a request cannot leave.
    package let mandatory: Set<FieldPath>
    /// Fields that may be there, the mandatory ones among them.
    package let permitted: Set<FieldPath>
    /// Fields that a reply may have.
    package let replyPermitted: Set<FieldPath>
    /// Fields that a reply must have.
    package let replyMandatory: Set<FieldPath>
    /// Codes of the administrations that may ask; empty for all.
    package let askers: Set<String>
    package let acknowledgeWithin: DeadlineRule
    package let replyWithin: [Urgency: DeadlineRule]
    /// Whether a reply may be prepared by rule; a person releases it all the same.
    package let autoAnswerable: Bool
}

/// How pressing a request is.
package enum Urgency: String, Hashable, Sendable, CaseIterable {
    case routine, urgent
}

/// Data that flows without being asked for.
package struct ExchangeSchedule: Hashable, Sendable {
    package enum Trigger: Hashable, Sendable {
        /// Something that happens to a document, such as `transit-released`.
        case event(String)
        /// Once a day at a minute after midnight, in the sender's calendar.
        case daily(minute: Int64)
    }

    /// How fast it must flow.
    package enum Latency: Hashable, Sendable {
        /// At least so many minutes before the goods arrive at the border.
        case beforeArrival(minutes: Int64)
        /// At most so many minutes after the trigger.
        case afterTrigger(minutes: Int64)
    }

    package let id: String
    package let dataSet: String
    package let article: Article
    package let purposes: Set<String>
    package let from, to: String
    package let fields: Set<FieldPath>
    package let trigger: Trigger
    package let latency: Latency
    package let handling: String

    /// When data must be sent so that it is in time; `nil` when that depends on an arrival time
    /// that is not known.
    package func due(triggered: Timestamp, arrival: Timestamp?) -> Timestamp? {
        switch latency {
        case .afterTrigger(let minutes): triggered.adding(seconds: minutes * 60)
        case .beforeArrival(let minutes): arrival.map { $0.adding(seconds: -minutes * 60) }
        }
    }
}

/// What may be told without being asked.
package struct SpontaneousRule: Hashable, Sendable {
    package let purposes: Set<String>
    package let fields: Set<FieldPath>
    package let mandatory: Set<FieldPath>
    package let acknowledgeWithin: DeadlineRule
}

/// A handling class and what it corresponds to in each party's own classification.
package struct HandlingClass: Hashable, Sendable {
    package let code: String
    package let title: String
    /// Higher ranks are stricter.
    package let rank: Int64
    package let national: [String: String]
}

/// What may be done with information beyond reading it for its purpose.
package struct UseRules: Hashable, Sendable {
    package enum Evidence: String, Hashable, Sendable, CaseIterable {
        case allowed, notify, consent
    }

    package enum Onward: String, Hashable, Sendable, CaseIterable {
        case never, consent
    }

    package let evidence: Evidence
    package let onward: Onward
    /// Other agencies of the receiving country that may see it without further consent.
    package let agencies: Set<String>
}

/// How long information is kept, in days, per class of data.
package struct Retention: Hashable, Sendable {
    package let defaultDays: Int64
    package let classes: [String: Int64]

    /// The days for a class, or the default.
    package func days(for dataClass: String?) -> Int64 {
        dataClass.flatMap { classes[$0] } ?? defaultDays
    }
}

/// A ground on which assistance may be refused.
package struct Ground: Hashable, Sendable {
    package let code: String
    package let title: String
    /// Whether the ground itself need not be explained in words.
    package let reasonsMayBeWithheld: Bool
}

/// Who bears costs.
package struct CostRule: Hashable, Sendable {
    package let waived: Bool
    /// Kinds of cost that are borne by the requesting side.
    package let exceptions: [String]
    /// Whether substantial cost is consulted on first.
    package let consultFirst: Bool
}

/// What follows a breach of confidentiality.
package struct BreachRule: Hashable, Sendable {
    package let suspendOutbound: Bool
    package let notifyWithinHours: Int64
}

/// Which parties undertake to give a kind of assistance.
package struct Reciprocity: Hashable, Sendable {
    package let article: Article
    package let parties: Set<String>
}
