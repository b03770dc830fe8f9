package import Exchange
package import Seal
import Store

/// A question for consent to another use of received information, as one side sees it.
package struct ConsentFile: Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// We asked and wait.
        case asked
        /// A partner asked us; two of our officials owe the answer.
        case received
        case granted, declined

        /// Whether somebody still waits for an answer.
        package var isOpen: Bool { self == .asked || self == .received }
    }

    /// The id of the message that asked; both sides call it that.
    package let id: String
    package let partner: String
    package let agreement: String
    package let purpose, handling: String
    package let words: ConsentWords
    /// Whether we are who gave the information and decides.
    package let isOrigin: Bool
    package let state: State
    package let openedAt: Timestamp
    /// The message that answered.
    package let answer: MessageID?

    init(_ row: CaseFileRow, in reader: any StoreReader) throws {
        let terms = try JSONTree(reading: row.terms)
        guard let state = State(rawValue: row.state), let agreement = terms["agreement"]?.text,
            let purpose = terms["purpose"]?.text, let handling = terms["handling"]?.text,
            let content = terms["content"], let isOrigin = terms["origin"]?.boolValue
        else {
            throw ExchangeFailure(
                .damaged, problem: "the question for consent \(row.id) cannot be read",
                remedy: "restore the database from a backup")
        }
        id = row.id
        partner = row.partner
        self.agreement = agreement
        self.purpose = purpose
        self.handling = handling
        do { words = try ConsentWords(content) } catch { throw Refusals(error) }
        self.isOrigin = isOrigin
        self.state = state
        openedAt = Timestamp(milliseconds: row.openedAt)
        let last = try reader.caseEvents(.consent, row.id).last
        answer = try last.flatMap {
            try JSONTree(reading: $0.content)["message"]?.text.flatMap(MessageID.init)
        }
    }

    /// Stores a question that begins.
    static func open(
        id: String, partner: String, agreement: String, purpose: String, handling: String,
        content: JSONTree, isOrigin: Bool, in transaction: ExchangeTransaction
    ) throws {
        try transaction.writer.insert(
            CaseFileRow(
                kind: .consent, id: id, partner: partner,
                state: (isOrigin ? State.received : .asked).rawValue,
                terms: JSONTree.object([
                    "agreement": .string(agreement), "purpose": .string(purpose),
                    "handling": .string(handling), "origin": .bool(isOrigin), "content": content,
                ]).bytes, openedAt: transaction.now.milliseconds))
    }

    /// Writes down the answer.
    func answered(
        _ isGranted: Bool, by message: String, in transaction: ExchangeTransaction
    ) throws {
        try transaction.writer.append(
            CaseEventRow(
                number: 1,
                content: JSONTree.object([
                    "event": "answered", "message": .string(message), "granted": .bool(isGranted),
                ]).bytes, at: transaction.now.milliseconds),
            to: .consent, id, state: (isGranted ? State.granted : .declined).rawValue)
        try transaction.record(
            "consent",
            [
                "question": id, "of": words.message.text, "partner": partner,
                "granted": isGranted ? "yes" : "no", "answer": message,
            ])
    }
}
