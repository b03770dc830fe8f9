import Exchange
import Seal

/// Events of a case as they are stored; replayed in order they give the case again.
enum CaseEvents {
    static func json(_ event: CaseEvent) -> JSONTree {
        switch event {
        case .validated: .object(["event": "validated"])
        case .reviewAsked: .object(["event": "review-asked"])
        case .reviewRefused: .object(["event": "review-refused"])
        case .approved(let first, let second):
            .object([
                "event": "approved", "preparedBy": .string(first), "approvedBy": .string(second),
            ])
        case .sent(let step): step.json("sent")
        case .received(let step): step.json("received")
        case .requestDelivered(let at): moment("delivered", at)
        case .time(let at): moment("time", at)
        case .agreementSuspended(let at): moment("suspended", at)
        case .agreementResumed(let at): moment("resumed", at)
        case .closed(let at): moment("closed", at)
        case .disposed(let at): moment("disposed", at)
        }
    }

    private static func moment(_ name: String, _ at: Timestamp) -> JSONTree {
        .object(["event": .string(name), "at": .string(at.description)])
    }

    /// How a case began.
    enum Opening {
        case draft
        case received(CaseStep)
        case oral(CaseRole, Timestamp)

        var json: JSONTree {
            switch self {
            case .draft: .object(["event": "draft"])
            case .received(let step): step.json("opened")
            case .oral(let role, let at):
                .object([
                    "event": "oral", "role": .string(role.rawValue),
                    "at": .string(at.description),
                ])
            }
        }
    }

    /// Computes a case from its stored events, oldest first.
    ///
    /// - Throws: ``ExchangeFailure/Code/damaged`` when one of them cannot be read or may not follow.
    static func replay(_ events: [[UInt8]], terms: CaseTerms) throws -> AssistanceCase {
        guard let first = events.first else { throw damaged }
        var opened = try open(try JSONTree(reading: first), terms: terms)
        for bytes in events.dropFirst() {
            guard let event = event(try JSONTree(reading: bytes)) else { throw damaged }
            _ = try opened.on(event)
        }
        return opened
    }

    private static func open(_ tree: JSONTree, terms: CaseTerms) throws -> AssistanceCase {
        switch tree["event"]?.text {
        case "draft": return .draft(terms: terms)
        case "opened":
            guard let step = CaseStep(tree) else { throw damaged }
            return try AssistanceCase.received(step, terms: terms).0
        case "oral":
            guard let role = tree["role"]?.text.flatMap(CaseRole.init(rawValue:)),
                let at = tree["at"]?.text.flatMap({ Timestamp($0) })
            else { throw damaged }
            return try AssistanceCase.oral(role: role, at: at, terms: terms).0
        default: throw damaged
        }
    }

    private static func event(_ tree: JSONTree) -> CaseEvent? {
        let at = tree["at"]?.text.flatMap { Timestamp($0) }
        switch tree["event"]?.text {
        case "validated": return .validated
        case "review-asked": return .reviewAsked
        case "review-refused": return .reviewRefused
        case "approved":
            guard let first = tree["preparedBy"]?.text, let second = tree["approvedBy"]?.text
            else { return nil }
            return .approved(preparedBy: first, approvedBy: second)
        case "sent": return CaseStep(tree).map { .sent($0) }
        case "received": return CaseStep(tree).map { .received($0) }
        case "delivered": return at.map { .requestDelivered($0) }
        case "time": return at.map { .time($0) }
        case "suspended": return at.map { .agreementSuspended($0) }
        case "resumed": return at.map { .agreementResumed($0) }
        case "closed": return at.map { .closed($0) }
        case "disposed": return at.map { .disposed($0) }
        default: return nil
        }
    }

    private static var damaged: ExchangeFailure {
        ExchangeFailure(
            .damaged, problem: "the history of a case cannot be read",
            remedy: "restore the database from a backup")
    }
}

extension CaseStep {
    fileprivate func json(_ event: String) -> JSONTree {
        .object([
            "event": .string(event), "type": .string(type.rawValue),
            "envelope": .string(envelope.base64URL), "at": .string(at.description),
            "answers": answers.map { .string($0.base64URL) },
            "until": until.map { .string($0.description) },
        ])
    }

    fileprivate init?(_ tree: JSONTree) {
        guard let type = tree["type"]?.text.flatMap(MessageType.init(rawValue:)),
            let envelope = tree["envelope"]?.text.flatMap({ Digest256(base64URL: $0) }),
            let at = tree["at"]?.text.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            type: type, envelope: envelope, at: at,
            answers: tree["answers"]?.text.flatMap { Digest256(base64URL: $0) },
            until: tree["until"]?.text.flatMap { Timestamp($0) })
    }

    /// A step as a message of the partner, or of ours, says it.
    init(
        _ type: MessageType, envelope: Digest256, at moment: Timestamp, content: JSONTree
    ) {
        let reference = content["case"]?["requestDigest"]?.text
        let until = content["until"]?.text
        self.init(
            type: type, envelope: envelope, at: moment,
            answers: reference.flatMap { Digest256(base64URL: $0) },
            until: until.flatMap { Timestamp($0) }
                ?? until.flatMap { CivilDate($0) }?.start(minutesEastOfUTC: 0))
    }
}
