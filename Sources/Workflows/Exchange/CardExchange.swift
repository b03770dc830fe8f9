import Exchange
import Logging
package import Seal
package import Store

/// New node cards over the line: the card before vouches for each, so nobody has to phone; where the
/// chain breaks, officers are alarmed with the fingerprint of what was offered.
///
/// Source: Specs/exchange.md section 5, cards.
extension ExchangeNode {
    /// Where new cards are brought.
    package static let cardPath = "/txp1/card"
    /// Most cards in one request or answer.
    static let cardsMax = 16

    /// Cards that are brought, in order, and the newest of ours that the other side believes.
    struct CardParts {
        let cards: [JWS]
        let have: Int64

        init(reading body: [UInt8]) throws {
            let tree = try JSONTree(
                reading: body, bounds: .init(byteCountMax: 1 << 20, depthMax: 8))
            guard let object = tree.object, object["v"]?.text == "TXP/1",
                Set(object.names) == ["v", "cards", "have"],
                let entries = object["cards"]?.elements, entries.count <= ExchangeNode.cardsMax,
                let have = object["have"]?.integerValue, have >= 0
            else { throw ExchangeNode.refusal(.malformed, "cards of another form") }
            cards = try entries.map { try JWS(reading: $0) }
            self.have = have
        }
    }

    /// The card whose hop keys count for a request. New cards may be brought under a key that only
    /// they name: the old one may have been stolen.
    func hopCard(_ request: DoorRequest, _ standing: ExchangeStanding) -> NodeCard? {
        guard let believed = standing.cards[request.partner], request.partner != standing.node
        else { return nil }
        guard request.path.hasSuffix(Self.cardPath),
            // A body of another form is refused with its code when the request is judged.
            let parts = try? CardParts(reading: request.body)
        else { return believed.card }
        var newest = believed
        for statement in parts.cards {
            // What does not follow is judged, and reported, when the request is.
            if let next = try? newest.succeeded(by: statement, now: settings.now()) {
                newest = next
            }
        }
        return newest.card
    }

    /// Takes a partner's cards and shows what it does not have of ours.
    func takeCards(_ request: DoorRequest) async throws -> JSONTree {
        let parts = try CardParts(reading: request.body)
        let believed = try await believe(parts.cards, of: request.partner)
        guard believed > 0 else {
            throw Self.refusal(.badSignature, "a card that the one before does not vouch for")
        }
        return try cardAnswer(believed: believed, after: parts.have)
    }

    private func cardAnswer(believed: Int64, after serial: Int64) throws -> JSONTree {
        .object([
            "v": "TXP/1", "believed": .integer(believed),
            "cards": .array(try ownCards(after: serial).map(\.json)),
        ])
    }

    /// Cards of ours after a number, oldest first.
    func ownCards(after serial: Int64) throws -> [JWS] {
        try store.read { try $0.cards() }
            .filter { $0.node == settings.node && $0.serial > serial }
            .sorted { $0.serial < $1.serial }.prefix(Self.cardsMax)
            .map { try JWS(reading: JSONTree(reading: $0.statement)) }
    }

    /// Believes cards that follow what is believed of a partner.
    ///
    /// - Returns: the number of the newest card that is believed now; -1 when one breaks the chain
    ///   and officers were alarmed, which must be durable all the same.
    func believe(_ cards: [JWS], of partner: String) async throws -> Int64 {
        try await commitTogether(
            { transaction -> (serial: Int64, isBroken: Bool) in
                let known = try transaction.writer.cards().filter { $0.node == partner }
                guard var newest = transaction.standing.cards[partner] else {
                    throw Self.refusal(.unknownPartner, "no card of the partner")
                }
                for statement in cards {
                    let digest = Digest256(hashing: statement.payload)
                    if known.contains(where: { $0.digest == digest }) { continue }
                    do {
                        let next = try newest.succeeded(by: statement, now: transaction.now)
                        try Partners.store(next, statement, in: transaction)
                        newest = next
                    } catch let failure as SealFailure {
                        // A card that comes after one that is missing is no break yet.
                        // What is no card at all raises the alarm below, without a serial.
                        let offered = try? NodeCard(reading: statement.payload)
                        if let offered, offered.node == partner,
                            offered.serial > newest.card.serial + 1
                        {
                            break
                        }
                        try CardAlarm(
                            partner: partner, at: transaction.now, serial: offered?.serial ?? 0,
                            fingerprint: CardFingerprint(payload: statement.payload).description,
                            problem: failure.problem
                        ).raise(in: transaction)
                        return (newest.card.serial, true)
                    }
                }
                return (newest.card.serial, false)
            },
            sealed: { [settings] _, _, outcome in
                guard outcome.isBroken else { return outcome.serial }
                settings.logger.error(
                    "A card does not follow the one that is believed; compare fingerprints.",
                    metadata: ["partner": "\(partner)"])
                return -1
            })
    }
}

/// Somebody showed a card under a partner's name that the card before does not vouch for.
package struct CardAlarm: Hashable, Sendable {
    package let partner: String
    package let at: Timestamp
    package let serial: Int64
    /// Of the card that was shown; the partner's officer can say on the phone whether it is theirs.
    package let fingerprint: String
    package let problem: String

    private static let prefix = "card-alarm:"

    func raise(in transaction: ExchangeTransaction) throws {
        try transaction.writer.put(
            SnapshotRow(
                watermark: serial,
                content: JSONTree.object([
                    "at": .string(at.description), "fingerprint": .string(fingerprint),
                    "problem": .string(problem),
                ]).bytes), name: Self.prefix + partner)
        try transaction.recordRepeatable(
            "security", of: partner, code: "card-chain",
            ["partner": partner, "code": "card-chain", "fingerprint": fingerprint])
    }

    /// The alarm of a partner; nil when there is none.
    package static func of(_ partner: String, in reader: any StoreReader) throws -> CardAlarm? {
        guard let row = try reader.snapshot(prefix + partner) else { return nil }
        let tree = try JSONTree(reading: row.content)
        guard let at = tree["at"]?.text.flatMap({ Timestamp($0) }),
            let fingerprint = tree["fingerprint"]?.text, let problem = tree["problem"]?.text
        else { return nil }
        return CardAlarm(
            partner: partner, at: at, serial: row.watermark, fingerprint: fingerprint,
            problem: problem)
    }

    /// Ends the alarm: an officer looked.
    package static func end(
        of partner: String, by officer: String, in transaction: ExchangeTransaction
    ) throws {
        guard try of(partner, in: transaction.writer) != nil else {
            throw ExchangeFailure(
                .unknown, problem: "no alarm about cards of \(partner)",
                remedy: "see: tamga partner list")
        }
        try transaction.writer.put(
            SnapshotRow(watermark: 0, content: JSONTree.object(JSONObject()).bytes),
            name: prefix + partner)
        try transaction.record("card-alarm-ended", ["partner": partner, "by": officer])
    }
}
