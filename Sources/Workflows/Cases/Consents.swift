package import Exchange
import Seal
package import Store

/// Consent to another use of what a partner told: asked, decided by two officials of the origin, and
/// from then on part of the information's label.
package enum Consents {
    /// Prepares a question to the origin of a message; a second official lets it go.
    ///
    /// - Throws: ``ExchangeFailure/Code/unknown`` for a message that did not come from the partner,
    ///   ``Refusals`` for a use that the agreement never permits.
    package static func ask(
        _ words: ConsentWords, of partner: String, text: String?, preparedBy: String,
        in transaction: ExchangeTransaction
    ) throws -> Draft {
        guard
            let row = try transaction.writer.inbox(
                sender: partner, message: words.message.text), row.status == "accepted"
        else {
            throw ExchangeFailure(
                .unknown, problem: "no message \(words.message) of \(partner) was accepted here",
                remedy: "see: tamga message list --received")
        }
        return try Drafts.prepare(
            Draft(
                id: CaseWork.newID(transaction), to: partner, kind: .consentRequest,
                agreement: row.agreement, purpose: row.purpose, handling: row.handling,
                content: content(words, text: text, isGranted: nil), preparedBy: preparedBy,
                caseID: nil, inReplyTo: nil), in: transaction)
    }

    /// Prepares our answer to a partner's question; a second official lets it go.
    ///
    /// - Throws: ``Refusal/Code/stateNotPermitted`` when it is answered already or was ours.
    package static func answer(
        _ id: String, isGranted: Bool, text: String?, preparedBy: String,
        in transaction: ExchangeTransaction
    ) throws -> Draft {
        let file = try find(id, in: transaction.writer)
        guard file.state == .received else {
            throw refusal("question \(id) is \(file.state.rawValue)")
        }
        return try Drafts.prepare(
            Draft(
                id: CaseWork.newID(transaction), to: file.partner, kind: .consentAnswer,
                agreement: file.agreement, purpose: file.purpose, handling: file.handling,
                content: content(file.words, text: text, isGranted: isGranted),
                preparedBy: preparedBy, caseID: nil, inReplyTo: id), in: transaction)
    }

    private static func content(
        _ words: ConsentWords, text: String?, isGranted: Bool?
    ) -> JSONTree {
        var content = JSONObject()
        for (name, value) in words.members { content[name] = value }
        if let isGranted { content["consent"] = .bool(isGranted) }
        if let text { content["text"] = .string(text) }
        return .object(content)
    }

    /// A word on consent went out: the question begins, or has its answer.
    static func left(
        _ disclosure: Disclosure, as row: OutboxRow, in transaction: ExchangeTransaction
    ) throws {
        guard disclosure.kind == .consentRequest || disclosure.kind == .consentAnswer,
            let content = try JSONTree(reading: disclosure.text)["content"]
        else { return }
        if disclosure.kind == .consentRequest {
            return try ConsentFile.open(
                id: row.message, partner: row.recipient, agreement: row.agreement,
                purpose: row.purpose, handling: row.handling, content: content,
                isOrigin: false, in: transaction)
        }
        let file = try find(row.inReplyTo ?? "", in: transaction.writer)
        guard file.isOrigin, file.state == .received, file.partner == row.recipient else {
            throw refusal("question \(file.id) is \(file.state.rawValue)")
        }
        try file.answered(
            content["consent"]?.boolValue == true, by: row.message, in: transaction)
    }

    /// Every question, oldest first.
    package static func all(_ reader: any StoreReader) throws -> [ConsentFile] {
        try reader.caseFiles(.consent, limit: 10_000).map { try ConsentFile($0, in: reader) }
    }

    /// What the origin of a message consented to afterwards.
    static func granted(
        of message: MessageID, from origin: String, in reader: any StoreReader
    ) throws -> [(use: UseOfInformation, by: MessageID)] {
        try all(reader).flatMap { file -> [(use: UseOfInformation, by: MessageID)] in
            guard !file.isOrigin, file.state == .granted, file.partner == origin,
                file.words.message == message, let answer = file.answer
            else { return [] }
            return file.words.uses.map { ($0, answer) }
        }
    }

    static func find(_ id: String, in reader: any StoreReader) throws -> ConsentFile {
        guard let row = try reader.caseFile(.consent, id) else {
            throw ExchangeFailure(
                .unknown, problem: "no question for consent \(id)",
                remedy: "see: tamga case consents")
        }
        return try ConsentFile(row, in: reader)
    }

    static func refusal(_ problem: String) -> Refusal {
        Refusal(
            .stateNotPermitted, place: "consent", problem: problem,
            reason: "a question is answered once, by who gave the information",
            remedy: "see: tamga case consents")
    }
}

/// Lets questions for consent and their answers take effect where they arrive.
package struct ConsentDesk: EffectHandler {
    package init() {}

    package func handles(_ type: MessageType) -> Bool {
        type == .consentRequest || type == .consentAnswer
    }

    package func apply(
        _ received: ReceivedInformation, of message: SubmittedMessage,
        in transaction: ExchangeTransaction
    ) throws {
        let head = message.envelope.head
        do {
            let content = try received.content.value(
                for: .read(purpose: head.purpose), at: transaction.now)
            let words = try ConsentWords(content)
            if head.type == .consentRequest {
                try asked(words, content, head, in: transaction)
            } else {
                try answered(words, content, head, in: transaction)
            }
        } catch let refusal as Refusal { throw Refusals(refusal) }
    }

    private func asked(
        _ words: ConsentWords, _ content: JSONTree, _ head: EnvelopeHead,
        in transaction: ExchangeTransaction
    ) throws {
        // Only about what we told this very partner.
        guard
            let told = try transaction.writer.outbox(message: words.message.text),
            told.recipient == head.from
        else { throw Consents.refusal("no message of that id went to that partner") }
        try ConsentFile.open(
            id: head.id.text, partner: head.from, agreement: head.agreement.id,
            purpose: head.purpose, handling: head.handling, content: content, isOrigin: true,
            in: transaction)
    }

    private func answered(
        _ words: ConsentWords, _ content: JSONTree, _ head: EnvelopeHead,
        in transaction: ExchangeTransaction
    ) throws {
        guard let question = head.inReplyTo,
            let row = try transaction.writer.caseFile(.consent, question.text)
        else { throw Consents.refusal("no such question") }
        let file = try ConsentFile(row, in: transaction.writer)
        guard !file.isOrigin, file.state == .asked, file.partner == head.from,
            file.words == words
        else { throw Consents.refusal("it does not answer an open question of ours") }
        try file.answered(
            content["consent"]?.boolValue == true, by: head.id.text, in: transaction)
    }
}
