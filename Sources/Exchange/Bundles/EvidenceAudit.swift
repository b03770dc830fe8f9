package import Seal

/// Checks a bundle of evidence without any private key and without asking anybody: who wrote what
/// to whom, when the partner's log took it, and that the shown text is the one committed to.
package struct EvidenceAudit: Hashable, Sendable {
    /// What is proven of one message.
    package struct Exhibit: Hashable, Sendable {
        package let id: MessageID
        package let from, to: String
        package let envelope: Digest256
        /// When the recipient's log says it arrived; `nil` without a receipt.
        package private(set) var receivedAt: Timestamp?
        /// Whether the shown text was checked against the commitment.
        package private(set) var isTextProven = false

        fileprivate init(_ envelope: Envelope) {
            id = envelope.head.id
            from = envelope.head.from
            to = envelope.head.to
            self.envelope = envelope.digest
        }

        fileprivate mutating func prove(receivedAt moment: Timestamp) { receivedAt = moment }
        fileprivate mutating func proveText() { isTextProven = true }
    }

    package private(set) var exhibits: [Exhibit] = []

    /// Verifies everything in the bundle; one thing that does not hold spoils the whole.
    ///
    /// - Parameter fingerprints: of the cards in the bundle, as read from a trusted place.
    /// - Throws: ``Refusal`` naming the first thing that does not hold.
    package init(
        _ items: [BundleItem], fingerprints: Set<String>
    ) throws(Refusal) {
        var cards: [NodeCard] = []
        for case .card(let statement) in items {
            cards.append(try Self.card(statement, fingerprints))
        }
        cards.sort { $0.serial < $1.serial }
        let envelopes = try verifyEnvelopes(items, cards)
        for case .receipt(let statement) in items {
            let receipt = try Receipt(reading: statement)
            guard let place = exhibits.firstIndex(where: { $0.id == receipt.entry.id }),
                let envelope = envelopes[receipt.entry.id]
            else { throw .evidence("a receipt for a message that is not here") }
            try Self.withCard(of: receipt.entry.to, cards) { card throws(Refusal) in
                _ = try receipt.verify(for: envelope, card: card, at: receipt.entry.at)
            }
            exhibits[place].prove(receivedAt: receipt.entry.at)
        }
        for case .opening(let id, let salt, let text) in items {
            guard let place = exhibits.firstIndex(where: { $0.id == id }),
                let envelope = envelopes[id]
            else { throw .evidence("a text for a message that is not here") }
            guard Commitment(salt: salt, plaintext: text) == envelope.head.commitment else {
                throw .evidence("the text of message \(id) is not the one committed to")
            }
            exhibits[place].proveText()
        }
        try Self.verifyAgreements(items, cards, envelopes)
    }

    /// Tries the node's cards, newest first, since keys change over the years of a case.
    private static func withCard(
        of node: String, _ cards: [NodeCard], _ body: (NodeCard) throws(Refusal) -> Void
    ) throws(Refusal) {
        var failure = Refusal.evidence("a message or receipt of \(node), whose card is not here")
        for card in cards.reversed() where card.node == node {
            do throws(Refusal) { return try body(card) } catch { failure = error }
        }
        throw failure
    }

    private static func card(
        _ statement: JWS, _ fingerprints: Set<String>
    ) throws(Refusal) -> NodeCard {
        let print = CardFingerprint(payload: statement.payload)
        guard fingerprints.contains(where: { print.matches($0) }) else {
            throw .evidence("a card whose fingerprint was not given")
        }
        return try refusing { () throws(SealFailure) in
            let card = try NodeCard(reading: statement.payload)
            return try BelievedCard(
                statement, comparedFingerprint: print.description, now: card.issued
            ).card
        }
    }

    private mutating func verifyEnvelopes(
        _ items: [BundleItem], _ cards: [NodeCard]
    ) throws(Refusal) -> [MessageID: Envelope] {
        var envelopes: [MessageID: Envelope] = [:]
        for case .submission(let message) in items {
            let envelope = message.envelope
            guard envelopes[envelope.head.id] == nil else {
                throw .evidence("message \(envelope.head.id) twice")
            }
            try Self.withCard(of: envelope.head.from, cards) { card throws(Refusal) in
                try envelope.verify(card: card, at: envelope.head.created, algorithms: [])
            }
            guard Digest256(hashing: message.ciphertext) == envelope.ciphertextDigest else {
                throw .evidence("the sealed text of message \(envelope.head.id) was changed")
            }
            envelopes[envelope.head.id] = envelope
            exhibits.append(Exhibit(envelope))
        }
        return envelopes
    }

    private static func verifyAgreements(
        _ items: [BundleItem], _ cards: [NodeCard], _ envelopes: [MessageID: Envelope]
    ) throws(Refusal) {
        var known: Set<AgreementReference> = []
        for case .agreement(let statement) in items {
            do throws(Refusals) {
                // The parties' cards date the signatures no earlier than they were issued.
                let latest = cards.map(\.issued).max() ?? .earliest
                let signed = try SignedAgreement(
                    verifying: statement, cards: cards, at: latest)
                known.insert(signed.agreement.reference)
            } catch { throw error.all[0] }
        }
        for envelope in envelopes.values where !known.contains(envelope.head.agreement) {
            throw .evidence("message \(envelope.head.id) cites an agreement that is not here")
        }
    }
}

extension Refusal {
    fileprivate static func evidence(_ problem: String) -> Refusal {
        Refusal(
            .badSignature, place: "evidence", problem: problem,
            reason: "every card, agreement, message, receipt and text of a bundle must hold",
            remedy: "ask for the bundle again, and for the fingerprints by another channel")
    }
}
