package import Exchange
package import Seal
package import Store

/// Saying something to a partner: what an agreement permits, by two officials, and nothing else.
package enum Messages {
    /// What is to be said, and by whom.
    package struct Proposal: Sendable {
        package var kind: DisclosureKind
        package var to: String
        /// The agreement; nil when there is only one with the partner.
        package var agreement: String?
        package var purpose: String
        package var handling: String
        package var content: Tainted<JSONTree>
        package var preparedBy: String
        package var approvedBy: String
        package var inReplyTo: MessageID?
        /// Orders messages that must be read in order; nil for one of its own.
        package var stream: String?
        /// The id that sealed attachments wait for; nil for a fresh one.
        package var reserved: MessageID?
        /// Messages of partners that the content was made from; their labels go along.
        package var sources: [InformationSource] = []

        package init(
            kind: DisclosureKind, to: String, agreement: String?, purpose: String,
            handling: String, content: Tainted<JSONTree>, preparedBy: String, approvedBy: String,
            inReplyTo: MessageID? = nil, stream: String? = nil, reserved: MessageID? = nil
        ) {
            self.kind = kind
            self.to = to
            self.agreement = agreement
            self.purpose = purpose
            self.handling = handling
            self.content = content
            self.preparedBy = preparedBy
            self.approvedBy = approvedBy
            self.inReplyTo = inReplyTo
            self.stream = stream
            self.reserved = reserved
        }
    }

    /// The agreement with a partner.
    ///
    /// - Throws: ``ExchangeFailure/Code/unknown`` when there is none, or several and none is named.
    package static func agreement(
        _ id: String?, with partner: String, in standing: ExchangeStanding
    ) throws -> SignedAgreement {
        if let id {
            guard let signed = standing.agreements[id] else {
                throw ExchangeFailure(
                    .unknown, problem: "no agreement \(id) is in force here",
                    remedy: "see: tamga agreement list")
            }
            return signed
        }
        let fitting = standing.agreements.values.filter { $0.agreement.party(partner) != nil }
            .sorted { $0.agreement.id < $1.agreement.id }
        guard let signed = fitting.first, fitting.count == 1 else {
            throw ExchangeFailure(
                .unknown,
                problem: fitting.isEmpty
                    ? "no agreement with \(partner) is in force here"
                    : "several agreements with \(partner) are in force",
                remedy: "name one with --agreement; see: tamga agreement list")
        }
        return signed
    }

    /// What is said as the agreement permits it.
    ///
    /// - Throws: ``Refusals`` with everything that speaks against it.
    package static func disclosure(
        _ proposal: Proposal, in transaction: ExchangeTransaction
    ) throws -> Disclosure {
        let signed = try agreement(
            proposal.agreement, with: proposal.to, in: transaction.standing)
        return try signed.disclose(
            DisclosureProposal(
                kind: proposal.kind, from: transaction.standing.node, to: proposal.to,
                purpose: proposal.purpose, handling: proposal.handling,
                content: try InformationSource.tainted(
                    proposal.content, by: proposal.sources, in: transaction),
                preparedBy: proposal.preparedBy,
                approvedBy: proposal.approvedBy),
            standing: transaction.standing.suspended, at: transaction.now)
    }

    /// Puts it into the outbox.
    package static func send(
        _ proposal: Proposal, in transaction: ExchangeTransaction
    ) throws -> OutboxRow {
        let disclosure = try disclosure(proposal, in: transaction)
        let row = try transaction.send(
            disclosure, stream: proposal.stream ?? "information",
            inReplyTo: proposal.inReplyTo, reserved: proposal.reserved)
        try Consents.left(disclosure, as: row, in: transaction)
        if !proposal.sources.isEmpty { try Drafts.keep(row, proposal, in: transaction) }
        return row
    }

    /// Shows what a partner told, for a purpose; who read what for which purpose stands in the
    /// ledger before anybody sees it.
    ///
    /// - Throws: ``Refusal/Code/useNotPermitted`` for another purpose than it was given for.
    package static func read(
        sender: String, message: String, purpose: String, officer: String,
        in transaction: ExchangeTransaction
    ) throws -> JSONTree {
        guard let row = try transaction.writer.inbox(sender: sender, message: message),
            let received = try received(row, in: transaction.standing, transaction.writer)
        else {
            throw ExchangeFailure(
                .unknown, problem: "no readable message \(message) of \(sender)",
                remedy: "see: tamga message list")
        }
        let content = try received.content.value(
            for: .read(purpose: purpose), at: transaction.now)
        try transaction.record(
            "read",
            [
                "message": message, "from": sender, "purpose": purpose, "by": officer,
                "handling": row.handling,
            ])
        return content
    }

    /// A stored message with its label, as when it was admitted, and what its origin consented to
    /// since; nil when it was rejected.
    package static func received(
        _ row: InboxRow, in standing: ExchangeStanding, _ reader: any StoreReader
    ) throws -> ReceivedInformation? {
        guard let plaintext = row.plaintext, let salt = row.salt, row.status == "accepted" else {
            return nil
        }
        let envelope = try Envelope(reading: JWS(reading: JSONTree(reading: row.statement)))
        guard let signed = standing.versions[envelope.head.agreement] else { return nil }
        let opened = OpenedPayload(stored: plaintext, salt: SecretBytes(salt))
        let admitted = try signed.admit(
            envelope.head, opened: opened, at: Timestamp(milliseconds: row.receivedAt))
        return admitted.consented(
            try Consents.granted(
                of: envelope.head.id, from: row.sender, in: reader))
    }
}
