/// What a message does. The set is closed; a new type is a new version of the specification.
package enum MessageType: String, Hashable, Sendable, CaseIterable {
    /// Opens an assistance case.
    case request = "case.request"
    /// Confirms in writing what was asked by voice.
    case oralConfirmation = "case.oral-confirmation"
    case acknowledgement = "case.acknowledgement"
    case clarificationAsked = "case.clarification-asked"
    case clarification = "case.clarification"
    case progress = "case.progress"
    case partialReply = "case.partial-reply"
    case reply = "case.reply"
    case refusal = "case.refusal"
    case postponement = "case.postponement"
    case conditionsProposed = "case.conditions-proposed"
    case conditionsAccepted = "case.conditions-accepted"
    case conditionsDeclined = "case.conditions-declined"
    case notCompetent = "case.not-competent"
    case outcome = "case.outcome"
    case withdrawal = "case.withdrawal"
    /// Information given without being asked.
    case spontaneous = "information.spontaneous"
    /// Data that a schedule of the agreement provides for.
    case scheduled = "information.scheduled"
    /// Asks for consent to another use, and answers.
    case consentRequest = "use.consent-request"
    case consentAnswer = "use.consent-answer"
    /// Reports a breach of confidentiality.
    case breach = "agreement.breach"

    /// Whether the type moves an assistance case.
    package var belongsToCase: Bool { rawValue.hasPrefix("case.") }
}
