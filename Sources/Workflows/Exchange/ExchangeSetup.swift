package import Seal

/// Makes and renews the keys and the card of a node.
package enum ExchangeSetup {
    /// A card with the secrets of its new keys, not stored yet.
    package struct MadeCard: Sendable {
        package let statement: JWS
        package let card: NodeCard
        /// Secrets of the keys that are new on this card, by name.
        package let secrets: [(id: String, secret: SecretBytes)]

        package var fingerprint: CardFingerprint { CardFingerprint(payload: statement.payload) }
    }

    /// How long a new key is valid, and how long the old one goes on beside it, in days.
    package static let keyDays: Int64 = 730, overlapDays: Int64 = 30

    /// What a node has keys for: two evidence keys, so that one can report the other as
    /// compromised, and a seal key of each suite.
    private enum Kind: CaseIterable {
        case hop, evidence, evidenceP256, seal, sealP256, log

        var purpose: KeyPurpose {
            switch self {
            case .hop: .hop
            case .evidence, .evidenceP256: .evidence
            case .seal, .sealP256: .seal
            case .log: .log
            }
        }

        func make() throws(SealFailure) -> (material: CardKey.Material, secret: SecretBytes) {
            switch self {
            case .seal, .sealP256:
                let suite: SealSuite = self == .seal ? .xWing : .p256
                let key = try SealKey.generate(suite)
                return (.seal(suite, key.recipientKey.bytes), key.secret)
            case .hop, .evidence, .evidenceP256, .log:
                let algorithm: SignatureAlgorithm = self == .evidenceP256 ? .p256 : .ed25519
                let key = try SigningKey.generate(algorithm)
                return (.signature(algorithm, key.verifyingKey.bytes), key.secret)
            }
        }

        init?(_ key: CardKey) {
            switch (key.purpose, key.material.algorithm) {
            case (.hop, _): self = .hop
            case (.log, _): self = .log
            case (.evidence, SignatureAlgorithm.p256.rawValue): self = .evidenceP256
            case (.evidence, _): self = .evidence
            case (.seal, SealSuite.p256.rawValue): self = .sealP256
            case (.seal, _): self = .seal
            }
        }
    }

    /// A first card with fresh keys.
    package static func create(
        node: String, name: String, endpoints: [String], tlsAuthorities: [[UInt8]],
        now: Timestamp
    ) throws(SealFailure) -> MadeCard {
        var keys: [CardKey] = []
        var secrets: [(id: String, secret: SecretBytes)] = []
        var counts: [KeyPurpose: Int] = [:]
        for kind in Kind.allCases {
            counts[kind.purpose, default: 0] += 1
            let id = "\(node)-\(kind.purpose.rawValue)-\(counts[kind.purpose, default: 1])"
            let made = try kind.make()
            keys.append(try fresh(id, kind.purpose, made.material, now))
            secrets.append((id, made.secret))
        }
        let card = try NodeCard(
            node: node, name: name, serial: 1, previous: nil, issued: now, endpoints: endpoints,
            tlsAuthorities: tlsAuthorities, keys: keys)
        let held = try ExchangeKeys(card: card) { id throws(SealFailure) in
            secrets.first { $0.id == id }?.secret
        }
        return MadeCard(
            statement: try card.signed(by: held.signers(for: .evidence, at: now)), card: card,
            secrets: secrets)
    }

    /// What changes from one card to the next.
    package struct Change: Sendable {
        /// Purposes for which fresh keys are made.
        package var renewed: Set<KeyPurpose> = []
        /// Keys that are reported as compromised from now on; a fresh one takes their place.
        package var compromised: Set<String> = []
        package var endpoints: [String]?
        package var tlsAuthorities: [[UInt8]]?

        package init() {}
    }

    /// The card that follows, vouched for by the old one's evidence keys.
    ///
    /// - Throws: ``SealFailure/Code/keyNotValid`` when no evidence key is left to vouch for it,
    ///   ``SealFailure/Code/unknownKey`` for the name of a key that is not on the card.
    package static func succeed(
        _ believed: BelievedCard, keys held: ExchangeKeys, by change: Change, now: Timestamp
    ) throws(SealFailure) -> MadeCard {
        let old = believed.card
        if let unknown = change.compromised.first(where: { id in
            !old.keys.contains { $0.id == id }
        }) {
            throw SealFailure(
                .unknownKey, place: "key \(unknown)", problem: "is not on the card",
                reason: "only keys of the newest card can be revoked",
                remedy: "see the names with: tamga partner card --json")
        }
        var keys: [CardKey] = []
        var secrets: [(id: String, secret: SecretBytes)] = []
        var wanted: [Kind] = []
        for key in old.keys {
            let isCompromised = change.compromised.contains(key.id)
            let isRenewed = change.renewed.contains(key.purpose) && key.isValid(at: now)
            if isCompromised || isRenewed, let kind = Kind(key), !wanted.contains(kind) {
                wanted.append(kind)
            }
            var end = key.notAfter
            if isRenewed, !isCompromised {
                end = min(end, now.adding(seconds: overlapDays * 86_400))
            }
            keys.append(
                try CardKey(
                    id: key.id, purpose: key.purpose, material: key.material,
                    notBefore: key.notBefore, notAfter: end,
                    compromised: isCompromised ? (key.compromised ?? now) : key.compromised))
        }
        for kind in wanted {
            let taken = keys.filter { $0.purpose == kind.purpose }.count
            var number = taken + 1
            while keys.contains(where: {
                $0.id == "\(old.node)-\(kind.purpose.rawValue)-\(number)"
            }) {
                number += 1
            }
            let id = "\(old.node)-\(kind.purpose.rawValue)-\(number)"
            let made = try kind.make()
            keys.append(try fresh(id, kind.purpose, made.material, now))
            secrets.append((id, made.secret))
        }
        let card = try NodeCard(
            node: old.node, name: old.name, serial: old.serial + 1, previous: believed.digest,
            issued: now, endpoints: change.endpoints ?? old.endpoints,
            tlsAuthorities: change.tlsAuthorities ?? old.tlsAuthorities, keys: keys)
        return MadeCard(
            statement: try card.signed(
                by: vouchers(held, card: card, secrets: secrets, now: now)),
            card: card, secrets: secrets)
    }

    /// Evidence keys of the old card that the new one still believes, and fresh ones.
    private static func vouchers(
        _ held: ExchangeKeys, card: NodeCard, secrets: [(id: String, secret: SecretBytes)],
        now: Timestamp
    ) throws(SealFailure) -> [(id: String, key: SigningKey)] {
        let old = held.signers(for: .evidence, at: now).filter { signer in
            card.keys.contains { $0.id == signer.id && $0.isValid(at: now) }
        }
        guard !old.isEmpty else {
            throw SealFailure(
                .keyNotValid, place: "keys of \(card.node)",
                problem: "no evidence key of the old card may vouch for the new one",
                reason: "TXP/1 section 2: a later card is signed by an evidence key of the old",
                remedy: "begin anew with a first card and compare its fingerprint")
        }
        var signers = old
        for (id, secret) in secrets {
            guard let key = card.keys.first(where: { $0.id == id }), key.purpose == .evidence,
                case .signature(let algorithm, _) = key.material
            else { continue }
            signers.append((id, try SigningKey(algorithm, secret: secret)))
        }
        return signers
    }

    private static func fresh(
        _ id: String, _ purpose: KeyPurpose, _ material: CardKey.Material, _ now: Timestamp
    ) throws(SealFailure) -> CardKey {
        // An hour back, since clocks of partners differ.
        try CardKey(
            id: id, purpose: purpose, material: material, notBefore: now.adding(seconds: -3_600),
            notAfter: now.adding(seconds: keyDays * 86_400))
    }
}
