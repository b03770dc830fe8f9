/// The text that two officers read to each other before a partner's first card is believed.
package struct CardFingerprint: Hashable, Sendable, CustomStringConvertible {
    /// Eight groups of five digits: 132 bits of the card's digest.
    package let groups: [String]

    /// The fingerprint of a signed card: each group is five bytes of SHA-256 over
    /// `TXP/1 fingerprint`, a zero byte, the group's number and the card's payload, modulo 100,000.
    package init(payload: [UInt8]) {
        groups = (0..<8).map { group in
            let digest = Digest256(
                hashing: Array("TXP/1 fingerprint".utf8) + [0, UInt8(group)] + payload)
            let number = digest.bytes.prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000
            let digits = String(number)
            return String(repeating: "0", count: 5 - digits.utf8.count) + digits
        }
    }

    package var description: String { groups.joined(separator: " ") }

    /// Whether a text that an officer typed is this fingerprint; spaces and hyphens do not matter.
    package func matches(_ typed: String) -> Bool {
        let digits = typed.filter { !$0.isWhitespace && $0 != "-" }
        return digits == groups.joined()
    }
}

/// A card together with what makes it believed.
package struct BelievedCard: Hashable, Sendable {
    package let card: NodeCard
    /// The digest of its payload; the next card names it.
    package let digest: Digest256

    /// Believes a first card (or one after all keys were lost) because an officer compared its
    /// fingerprint by another channel.
    ///
    /// - Throws: ``SealFailure/Code/badSignature`` when the fingerprint differs or the card is not
    ///   signed by an evidence key of its own.
    package init(
        _ statement: JWS, comparedFingerprint: String, now: Timestamp
    ) throws(SealFailure) {
        guard CardFingerprint(payload: statement.payload).matches(comparedFingerprint) else {
            throw .card("the fingerprint is another one", .badSignature)
        }
        let card = try NodeCard(reading: statement.payload)
        try statement.verify(type: NodeCard.type) { id throws(SealFailure) in
            try card.verifyingKey(id, for: .evidence, at: now)
        }
        self.init(card: card, digest: Digest256(hashing: statement.payload))
    }

    /// Takes a card that was believed and stored before.
    package init(stored payload: [UInt8]) throws(SealFailure) {
        self.init(
            card: try NodeCard(reading: payload), digest: Digest256(hashing: payload))
    }

    private init(card: NodeCard, digest: Digest256) {
        self.card = card
        self.digest = digest
    }

    /// Believes the card that follows: the next number, naming this one, signed by an evidence key
    /// valid on this card and by one of its own (the same key may be both). Keys keep their names
    /// and material, a compromise is
    /// never taken back or forgotten.
    ///
    /// - Throws: ``SealFailure/Code/badSignature``, ``SealFailure/Code/malformed``, or the reason
    ///   why a key must not be used now.
    package func succeeded(by statement: JWS, now: Timestamp) throws(SealFailure) -> BelievedCard {
        let next = try NodeCard(reading: statement.payload)
        guard next.node == card.node else { throw .card("a card of another administration") }
        guard next.serial == card.serial + 1, next.previous == digest else {
            throw .card("number \(next.serial) does not follow number \(card.serial)")
        }
        for old in card.keys {
            guard let new = next.keys.first(where: { $0.id == old.id }) else {
                guard old.compromised == nil else {
                    throw .card("the compromised key \(old.id) was left out")
                }
                continue
            }
            guard new.purpose == old.purpose, new.material == old.material else {
                throw .card("key \(old.id) changed; a new key has a new name")
            }
            if let compromised = old.compromised {
                guard let kept = new.compromised, kept <= compromised else {
                    throw .card("the compromise of key \(old.id) was taken back")
                }
            }
        }
        var isVouched = false
        var isOwn = false
        try statement.verify(type: NodeCard.type) { id throws(SealFailure) in
            let isOld = card.keys.contains { $0.id == id }
            let isNew = next.keys.contains { $0.id == id }
            // A key that the new card itself reports as compromised may not vouch for it.
            if isNew { _ = try next.key(id, for: .evidence, at: now) }
            if isOld { _ = try card.key(id, for: .evidence, at: now) }
            isVouched = isVouched || isOld
            isOwn = isOwn || isNew
            return try (isOld ? card : next).verifyingKey(id, for: .evidence, at: now)
        }
        guard isVouched, isOwn else {
            throw .card(
                "not signed by both the old and the new card's evidence keys", .badSignature)
        }
        return BelievedCard(card: next, digest: Digest256(hashing: statement.payload))
    }
}
