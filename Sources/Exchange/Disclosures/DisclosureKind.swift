import Seal

/// What a disclosure is, as far as the agreement's rules depend on it.
package enum DisclosureKind: Hashable, Sendable {
    case request(RequestType, Urgency)
    /// A reply to a request of this type, whole or in part.
    case answer(RequestType, isPartial: Bool)
    /// Any other step of an assistance case.
    case step(MessageType, RequestType)
    case spontaneous
    /// Data of the schedule with this id.
    case scheduled(String)
    case consentRequest, consentAnswer
    case breach

    /// The message that carries it.
    package var messageType: MessageType {
        switch self {
        case .request: .request
        case .answer(_, let isPartial): isPartial ? .partialReply : .reply
        case .step(let type, _): type
        case .spontaneous: .spontaneous
        case .scheduled: .scheduled
        case .consentRequest: .consentRequest
        case .consentAnswer: .consentAnswer
        case .breach: .breach
        }
    }

    /// Fields that every message of a case may have beside its content.
    static let caseFields = paths([
        "case.reference", "case.ownReference", "case.requestDigest", "case.official",
        "case.language", "case.deadlineWished", "attachments.name", "attachments.digest",
    ])

    /// Fields of steps other than requests and replies.
    static func stepFields(
        _ type: MessageType
    ) -> (mandatory: Set<FieldPath>, permitted: Set<FieldPath>) {
        let (mandatory, permitted): ([String], [String]) =
            switch type {
            case .oralConfirmation: (["oral.spokenAt", "oral.spokenTo"], ["text"])
            case .acknowledgement: (["case.ownReference", "due"], ["case.official", "text"])
            case .clarificationAsked, .clarification: (["text"], ["fields"])
            case .progress: (["text"], ["due"])
            case .refusal: (["ground"], ["text", "part"])
            case .postponement: (["ground", "until"], ["text"])
            case .conditionsProposed: (["conditions"], ["ground", "text"])
            case .conditionsAccepted, .conditionsDeclined: ([], ["text"])
            case .notCompetent: (["competent"], ["forwarded", "text"])
            case .outcome: (["outcome.used", "outcome.result"], ["outcome.text", "outcome.value"])
            case .withdrawal: (["text"], [])
            case .consentRequest: (["of", "use"], ["text", "purpose", "agency", "country"])
            case .consentAnswer:
                (["of", "use", "consent"], ["text", "conditions", "purpose", "agency", "country"])
            case .breach: (["of", "discovered", "text"], ["measures"])
            case .request, .partialReply, .reply, .spontaneous, .scheduled: ([], [])
            }
        let required = paths(mandatory)
        return (required, required.union(paths(permitted)))
    }

    private static func paths(_ texts: [String]) -> Set<FieldPath> {
        Set(texts.compactMap { FieldPath($0) })
    }
}

extension DisclosureKind {
    /// The members of the sealed text that say what it is.
    var members: [(String, JSONTree)] {
        switch self {
        case .request(let type, let urgency):
            [("request", .string(type.rawValue)), ("urgency", .string(urgency.rawValue))]
        case .answer(let type, _), .step(_, let type): [("request", .string(type.rawValue))]
        case .scheduled(let id): [("schedule", .string(id))]
        case .spontaneous, .consentRequest, .consentAnswer, .breach: []
        }
    }

    /// Reads the kind from the envelope's type and the sealed text; `nil` when they do not fit.
    init?(type: MessageType, members: JSONObject) {
        let request = members["request"]?.text.flatMap(RequestType.init(rawValue:))
        switch type {
        case .request:
            guard let request,
                let urgency = members["urgency"]?.text.flatMap(Urgency.init(rawValue:))
            else { return nil }
            self = .request(request, urgency)
        case .reply, .partialReply:
            guard let request else { return nil }
            self = .answer(request, isPartial: type == .partialReply)
        case .spontaneous: self = .spontaneous
        case .scheduled:
            guard let id = members["schedule"]?.text else { return nil }
            self = .scheduled(id)
        case .consentRequest: self = .consentRequest
        case .consentAnswer: self = .consentAnswer
        case .breach: self = .breach
        default:
            guard let request else { return nil }
            self = .step(type, request)
        }
    }
}
