/// Who asked and who answers; each side knows which one it is.
package enum CaseRole: String, Hashable, Sendable, CaseIterable {
    case asker, answerer

    package var other: CaseRole { self == .asker ? .answerer : .asker }
}

/// Where an assistance case stands. Both sides hold the same state once all messages have arrived.
package enum CaseState: String, Hashable, Sendable, CaseIterable {
    case draft, validated
    case inReview = "in-review"
    case approved
    /// Asked by voice; must be confirmed in writing in time.
    case oralLogged = "oral-logged"
    case sent, delivered, acknowledged
    case clarificationAsked = "clarification-asked"
    case inExecution = "in-execution"
    case postponed
    case conditionsProposed = "conditions-proposed"
    case conditionsDeclined = "conditions-declined"
    case replied, refused
    case notCompetent = "not-competent"
    case outcomeGiven = "outcome-given"
    case closed, withdrawn, expired
    case retentionHold = "retention-hold"
    case disposed

    /// Whether the asker has got its answer, of whatever kind, and owes the outcome.
    package var awaitsOutcome: Bool {
        switch self {
        case .replied, .refused, .notCompetent, .conditionsDeclined: true
        default: false
        }
    }

    /// Whether nothing more is due from anybody.
    package var isOver: Bool {
        switch self {
        case .outcomeGiven, .closed, .withdrawn, .expired, .retentionHold, .disposed: true
        default: false
        }
    }

    /// Whether the request has not left yet.
    package var isBeforeSending: Bool {
        switch self {
        case .draft, .validated, .inReview, .approved: true
        default: false
        }
    }
}

/// Which step leads where.
enum CaseTable {
    /// Whose step a message type is; `nil` for types outside cases.
    static func author(of type: MessageType) -> CaseRole? {
        switch type {
        case .request, .oralConfirmation, .clarification, .conditionsAccepted,
            .conditionsDeclined, .outcome, .withdrawal:
            .asker
        case .acknowledgement, .clarificationAsked, .progress, .partialReply, .reply, .refusal,
            .postponement, .conditionsProposed, .notCompetent:
            .answerer
        case .spontaneous, .scheduled, .consentRequest, .consentAnswer, .breach: nil
        }
    }

    /// The state after a step that its author may take now; `nil` when it may not.
    static func next(_ state: CaseState, _ type: MessageType) -> CaseState? {
        switch type {
        case .request: state == .approved ? .sent : nil
        case .oralConfirmation: state == .oralLogged ? .sent : nil
        case .acknowledgement: [.sent, .delivered].contains(state) ? .acknowledged : nil
        case .clarificationAsked: isWorking(state) ? .clarificationAsked : nil
        case .clarification: state == .clarificationAsked ? .inExecution : nil
        case .progress, .partialReply:
            isWorking(state) || state == .postponed ? .inExecution : nil
        case .postponement: isWorking(state) || state == .clarificationAsked ? .postponed : nil
        case .conditionsProposed: isWorking(state) ? .conditionsProposed : nil
        case .conditionsAccepted: state == .conditionsProposed ? .inExecution : nil
        case .conditionsDeclined: state == .conditionsProposed ? .conditionsDeclined : nil
        case .reply: isOpen(state) || state == .delivered || state == .sent ? .replied : nil
        case .refusal: isOpen(state) || state == .delivered || state == .sent ? .refused : nil
        case .notCompetent:
            isOpen(state) || state == .delivered || state == .sent ? .notCompetent : nil
        case .outcome: state.awaitsOutcome ? .outcomeGiven : nil
        case .withdrawal: state.isOver || state.isBeforeSending ? nil : .withdrawn
        case .spontaneous, .scheduled, .consentRequest, .consentAnswer, .breach: nil
        }
    }

    /// The state after a step of the other side that may have crossed one of ours on the way.
    ///
    /// The rules make both sides end alike whatever crossed: a withdrawal wins over every answer;
    /// a final answer wins over a clarification or a word on conditions that came too late.
    static func nextReceived(_ state: CaseState, _ type: MessageType) -> CaseState? {
        if let next = next(state, type) { return next }
        switch author(of: type) {
        case .answerer?:
            // We withdrew or closed while the answer was under way, or had declined its conditions
            // while it already gave a final answer.
            if state.isOver, state != .expired { return state }
            if state == .conditionsDeclined {
                return type == .reply
                    ? .replied
                    : type == .refusal
                        ? .refused
                        : type == .notCompetent ? .notCompetent : nil
            }
            return nil
        case .asker?:
            switch type {
            case .clarification, .conditionsAccepted, .conditionsDeclined:
                let moved: Set<CaseState> = [
                    .inExecution, .postponed, .replied, .refused, .notCompetent,
                    .conditionsProposed, .clarificationAsked,
                ]
                return moved.contains(state) ? state : nil
            default: return nil
            }
        case nil: return nil
        }
    }

    private static func isWorking(_ state: CaseState) -> Bool {
        state == .acknowledged || state == .inExecution
    }

    /// States in which the answerer may still give a final answer.
    private static func isOpen(_ state: CaseState) -> Bool {
        isWorking(state) || state == .clarificationAsked || state == .postponed
            || state == .conditionsProposed
    }
}
