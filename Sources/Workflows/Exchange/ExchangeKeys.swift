package import Seal

/// The secrets of our own node card, by the names of the keys.
///
/// Each secret lies in a file of its own below the node's `keys` folder; a key without a file
/// (retired and destroyed, or kept elsewhere) is simply not there.
package struct ExchangeKeys: Sendable {
    package let card: NodeCard
    private var signing: [String: SigningKey] = [:]
    private var seals: [String: SealKey] = [:]

    /// Loads what the card names.
    ///
    /// - Parameter secret: the secret of the key of that name; nil when it is not there.
    package init(
        card: NodeCard, secret: (_ keyID: String) throws(SealFailure) -> SecretBytes?
    ) throws(SealFailure) {
        self.card = card
        for key in card.keys {
            guard let bytes = try secret(key.id) else { continue }
            switch key.material {
            case .signature(let algorithm, let expected):
                let made = try SigningKey(algorithm, secret: bytes)
                guard made.verifyingKey.bytes == expected else { throw Self.mismatch(key.id) }
                signing[key.id] = made
            case .seal(let suite, let expected):
                let made = try SealKey(suite, secret: bytes)
                guard made.recipientKey.bytes == expected else { throw Self.mismatch(key.id) }
                seals[key.id] = made
            }
        }
    }

    /// The keys to sign with for a purpose: one for each algorithm, valid now. Of two, the one
    /// that was there first: partners have until its end to get the card that names the other.
    package func signers(
        for purpose: KeyPurpose, at moment: Timestamp
    ) -> [(id: String, key: SigningKey)] {
        var best: [SignatureAlgorithm: CardKey] = [:]
        for key in card.keys where key.purpose == purpose && key.isValid(at: moment) {
            guard let held = signing[key.id] else { continue }
            if let other = best[held.algorithm], other.notBefore <= key.notBefore { continue }
            best[held.algorithm] = key
        }
        return best.values.sorted { $0.id < $1.id }.compactMap { key in
            signing[key.id].map { (key.id, $0) }
        }
    }

    /// The one key of a purpose that signs now.
    ///
    /// - Throws: ``SealFailure/Code/keyNotValid`` when none is valid.
    package func signer(
        for purpose: KeyPurpose, at moment: Timestamp
    ) throws(SealFailure) -> (id: String, key: SigningKey) {
        guard let first = signers(for: purpose, at: moment).first else {
            throw SealFailure(
                .keyNotValid, place: "keys of \(card.node)",
                problem: "no \(purpose.rawValue) key is valid now",
                reason: "each key has its time on the node card",
                remedy: "make a new one with: tamga keys rotate")
        }
        return first
    }

    /// The key that opens what was sealed for this name, retired ones included while their secret
    /// is kept.
    package func sealKey(_ id: String) -> SealKey? { seals[id] }

    private static func mismatch(_ id: String) -> SealFailure {
        SealFailure(
            .malformed, place: "key \(id)", problem: "its file holds another key than the card",
            reason: "a key's secret and its entry on the card belong together",
            remedy: "restore the key's file from the backup")
    }
}
