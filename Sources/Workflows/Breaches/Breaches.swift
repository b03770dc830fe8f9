package import Exchange
package import Seal
package import Store

/// One entry of the register of breaches of confidentiality.
package struct BreachEntry: Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// The partner broke confidentiality; it gets nothing.
        case suspended
        /// Noted without a suspension, as the agreement has it.
        case noted
        /// Two persons let information flow again.
        case released
        /// The partner told us of a breach.
        case reported
    }

    package let id: String
    package let partner: String
    package let agreement: String
    package let state: State
    /// The message whose confidentiality was broken.
    package let message: String
    package let text: String
    package let openedAt: Timestamp

    init(_ row: CaseFileRow) throws {
        let terms = try JSONTree(reading: row.terms)
        guard let state = State(rawValue: row.state), let agreement = terms["agreement"]?.text,
            let message = terms["of"]?.text, let text = terms["text"]?.text
        else {
            throw ExchangeFailure(
                .damaged, problem: "breach \(row.id) cannot be read",
                remedy: "restore the database from a backup")
        }
        id = row.id
        partner = row.partner
        self.agreement = agreement
        self.state = state
        self.message = message
        self.text = text
        openedAt = Timestamp(milliseconds: row.openedAt)
    }
}

/// The register of breaches: a partner that breaks confidentiality gets nothing from that moment on
/// (19 U.S.C. 1628), is told, and gets something again only when two persons say so.
package enum Breaches {
    /// Registers a breach by a partner. The suspension holds at once; the notice to the partner waits
    /// for a second official.
    ///
    /// - Parameter message: the id of our message whose content was misused.
    /// - Returns: the entry and the draft of the notice.
    package static func report(
        message id: String, text: String, by officer: String,
        in transaction: ExchangeTransaction
    ) throws -> (entry: BreachEntry, notice: Draft) {
        guard let row = try transaction.writer.outbox(message: id) else {
            throw ExchangeFailure(
                .unknown, problem: "no message \(id) of ours went out",
                remedy: "see: tamga message list --sent")
        }
        let agreement = try Messages.agreement(
            row.agreement, with: row.recipient, in: transaction.standing
        ).agreement
        let state: BreachEntry.State = agreement.breach.suspendOutbound ? .suspended : .noted
        let entry = try register(
            partner: row.recipient, agreement: agreement.id, state: state, message: id, text: text,
            in: transaction)
        if state == .suspended {
            try transaction.writer.setSuspension(
                SuspensionRow(
                    partner: row.recipient, reason: "breach \(entry.id)",
                    since: transaction.now.milliseconds), of: row.recipient)
            transaction.changedStanding()
        }
        try transaction.record(
            "breach",
            [
                "breach": entry.id, "partner": row.recipient, "of": id, "state": state.rawValue,
                "by": officer,
            ])
        let notice = try Drafts.prepare(
            Draft(
                id: CaseWork.newID(transaction), to: row.recipient, kind: .breach,
                agreement: agreement.id, purpose: row.purpose, handling: row.handling,
                content: .object([
                    "of": .string(id), "discovered": .string(transaction.now.description),
                    "text": .string(text),
                    "measures": state == .suspended ? .string("nothing more is given") : nil,
                ]), preparedBy: officer, caseID: nil, inReplyTo: nil), in: transaction)
        return (entry, notice)
    }

    static func register(
        partner: String, agreement: String, state: BreachEntry.State, message: String,
        text: String, in transaction: ExchangeTransaction
    ) throws -> BreachEntry {
        let row = CaseFileRow(
            kind: .breach, id: CaseWork.newID(transaction), partner: partner,
            state: state.rawValue,
            terms: JSONTree.object([
                "agreement": .string(agreement), "of": .string(message), "text": .string(text),
            ]).bytes, openedAt: transaction.now.milliseconds)
        try transaction.writer.insert(row)
        return try BreachEntry(row)
    }

    /// Two designated officials let information flow to the partner again.
    ///
    /// - Returns: the entry; the suspension stays while another breach of the partner is open.
    /// - Throws: ``Refusal/Code/approvalMissing``, ``Refusal/Code/officialNotDesignated``.
    package static func release(
        _ id: String, first: String, second: String, reason: String,
        in transaction: ExchangeTransaction
    ) throws -> BreachEntry {
        guard let row = try transaction.writer.caseFile(.breach, id) else {
            throw ExchangeFailure(
                .unknown, problem: "no breach \(id)", remedy: "see: tamga breach list")
        }
        let entry = try BreachEntry(row)
        guard entry.state == .suspended else {
            throw refusal(.stateNotPermitted, "breach \(id) is \(entry.state.rawValue)")
        }
        guard first != second else {
            throw refusal(.approvalMissing, "one person in both roles")
        }
        let agreement = try Messages.agreement(
            entry.agreement, with: entry.partner, in: transaction.standing
        ).agreement
        try Officials.require(first, .send, under: agreement, in: transaction)
        try Officials.require(second, .approve, under: agreement, in: transaction)
        try transaction.writer.append(
            CaseEventRow(
                number: try transaction.writer.caseEvents(.breach, id).count + 1,
                content: JSONTree.object([
                    "event": "released", "first": .string(first), "second": .string(second),
                    "reason": .string(reason),
                ]).bytes, at: transaction.now.milliseconds),
            to: .breach, id, state: BreachEntry.State.released.rawValue)
        let others = try all(transaction.writer).contains {
            $0.partner == entry.partner && $0.state == .suspended
        }
        if !others {
            try transaction.writer.setSuspension(nil, of: entry.partner)
            transaction.changedStanding()
        }
        try transaction.record(
            "breach",
            ["breach": id, "state": "released", "first": first, "second": second])
        guard let after = try transaction.writer.caseFile(.breach, id) else { return entry }
        return try BreachEntry(after)
    }

    /// The register, oldest first.
    package static func all(_ reader: any StoreReader) throws -> [BreachEntry] {
        try reader.caseFiles(.breach, limit: 10_000).map { try BreachEntry($0) }
    }

    private static func refusal(_ code: Refusal.Code, _ problem: String) -> Refusal {
        Refusal(
            code, place: "register of breaches", problem: problem,
            reason: "a suspension is lifted once, by two designated officials",
            remedy: "see: tamga breach list")
    }
}

/// Puts a partner's notice of a breach into the register.
package struct BreachDesk: EffectHandler {
    package init() {}

    package func handles(_ type: MessageType) -> Bool { type == .breach }

    package func apply(
        _ received: ReceivedInformation, of message: SubmittedMessage,
        in transaction: ExchangeTransaction
    ) throws {
        let head = message.envelope.head
        let content = try received.content.value(
            for: .read(purpose: head.purpose), at: transaction.now)
        _ = try Breaches.register(
            partner: head.from, agreement: head.agreement.id, state: .reported,
            message: content["of"]?.text ?? "", text: content["text"]?.text ?? "",
            in: transaction)
    }
}
