package import Exchange
package import Seal
package import Store

/// Cards and agreements: what officers let in, and how it is recorded.
package enum Partners {
    /// Stores our own first card; the secrets must lie in their files already.
    package static func storeFirst(
        _ made: ExchangeSetup.MadeCard, in store: any Store, now: Timestamp
    ) throws {
        try store.write { writer in
            guard try writer.card(of: made.card.node) == nil else {
                throw ExchangeFailure(
                    .refused, problem: "this node has a card already",
                    remedy: "renew its keys with: tamga keys rotate")
            }
            try writer.insert(CardRow(made.statement, card: made.card, now: now))
        }
    }

    /// Believes a partner's first card because its fingerprint was compared, or the card that
    /// follows one that is believed, which needs no fingerprint.
    ///
    /// - Returns: the card, and false when it was believed before.
    /// - Throws: ``SealFailure`` when it must not be believed.
    package static func add(
        _ statement: JWS, fingerprint: String?, in transaction: ExchangeTransaction
    ) throws -> (card: NodeCard, isNew: Bool) {
        let digest = Digest256(hashing: statement.payload)
        let read = try NodeCard(reading: statement.payload)
        let known = try transaction.writer.cards().filter { $0.node == read.node }
        if known.contains(where: { $0.digest == digest }) { return (read, false) }
        let believed: BelievedCard
        if let newest = transaction.standing.cards[read.node],
            fingerprint == nil || read.serial > 1
        {
            believed = try newest.succeeded(by: statement, now: transaction.now)
        } else if let fingerprint {
            guard read.node != transaction.standing.node else {
                throw ExchangeFailure(
                    .refused, problem: "that is a card with our own code \(read.node)",
                    remedy: "ask the partner for its card")
            }
            guard known.isEmpty else {
                throw ExchangeFailure(
                    .refused,
                    problem: "another first card of \(read.node) is believed already",
                    remedy: "ask for a card that follows it; a partner that lost all its keys "
                        + "needs a new code")
            }
            believed = try BelievedCard(
                statement, comparedFingerprint: fingerprint, now: transaction.now)
        } else {
            throw ExchangeFailure(
                .notPermitted,
                problem: "the first card of \(read.node) needs its fingerprint, compared by phone",
                remedy: "give it with --fingerprint \"01234 …\"")
        }
        try store(believed, statement, in: transaction)
        return (believed.card, true)
    }

    /// Stores a card that is believed.
    static func store(
        _ believed: BelievedCard, _ statement: JWS, in transaction: ExchangeTransaction
    ) throws {
        try transaction.writer.insert(
            CardRow(statement, card: believed.card, now: transaction.now))
        try transaction.record(
            "card",
            [
                "node": believed.card.node, "serial": String(believed.card.serial),
                "digest": believed.digest.base64URL,
            ])
        transaction.changedStanding()
    }

    /// Stores the card that follows our own; the secrets of its new keys must lie in their files.
    package static func storeNext(
        _ made: ExchangeSetup.MadeCard, in transaction: ExchangeTransaction
    ) throws {
        try transaction.writer.insert(
            CardRow(made.statement, card: made.card, now: transaction.now))
        try transaction.record(
            "card",
            [
                "node": made.card.node, "serial": String(made.card.serial),
                "digest": Digest256(hashing: made.statement.payload).base64URL,
            ])
        transaction.changedStanding()
    }

    /// Puts an agreement into force here, once every party has signed it.
    ///
    /// - Returns: the agreement, and false when this text is in use already.
    /// - Throws: ``Refusals`` when a signature is missing or does not hold.
    package static func adopt(
        _ statement: JWS, in transaction: ExchangeTransaction
    ) throws -> (agreement: Agreement, isNew: Bool) {
        let signed = try SignedAgreement(
            verifying: statement, cards: transaction.standing.history, at: transaction.now)
        let agreement = signed.agreement
        guard agreement.party(transaction.standing.node) != nil else {
            throw ExchangeFailure(
                .refused, problem: "\(transaction.standing.node) is no party to \(agreement.id)",
                remedy: "adopt agreements of this administration only")
        }
        if let known = try transaction.writer.agreement(agreement.id) {
            if known.digest == agreement.digest { return (agreement, false) }
            guard agreement.version > known.version else {
                throw ExchangeFailure(
                    .refused,
                    problem: "version \(known.version) of \(agreement.id) is in use, "
                        + "this is version \(agreement.version) with another text",
                    remedy: "give a changed text the next version and have all parties sign it")
            }
        }
        try transaction.writer.insert(
            AgreementRow(
                agreement: agreement.id, version: agreement.version, digest: agreement.digest,
                statement: statement.json.bytes, recordedAt: transaction.now.milliseconds))
        try transaction.record(
            "agreement",
            [
                "id": agreement.id, "version": String(agreement.version),
                "digest": agreement.digest.base64URL, "status": agreement.status.rawValue,
            ])
        transaction.changedStanding()
        return (agreement, true)
    }
}

extension CardRow {
    fileprivate init(_ statement: JWS, card: NodeCard, now: Timestamp) {
        self.init(
            node: card.node, serial: card.serial, digest: Digest256(hashing: statement.payload),
            statement: statement.json.bytes, believedAt: now.milliseconds)
    }
}
