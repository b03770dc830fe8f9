/// What a key on a node card is for; a key for one purpose is none for another.
package enum KeyPurpose: String, Hashable, Sendable, CaseIterable {
    /// Signs HTTP requests and responses between nodes.
    case hop
    /// Signs envelopes, receipts, agreements and cards: statements kept as evidence.
    case evidence
    /// Opens sealed payloads.
    case seal
    /// Signs checkpoints of the log and cosigns those of partners.
    case log
}

/// One public key of an administration with its life.
package struct CardKey: Hashable, Sendable {
    /// The public half.
    package enum Material: Hashable, Sendable {
        case signature(SignatureAlgorithm, [UInt8])
        case seal(SealSuite, [UInt8])

        /// The name of algorithm or suite as cards write it.
        package var algorithm: String {
            switch self {
            case .signature(let algorithm, _): algorithm.rawValue
            case .seal(let suite, _): suite.rawValue
            }
        }

        /// The bytes of the public key.
        package var bytes: [UInt8] {
            switch self {
            case .signature(_, let bytes), .seal(_, let bytes): bytes
            }
        }
    }

    /// Its name, unique for ever at this administration, such as `UZ-hop-2026-1`.
    package let id: String
    package let purpose: KeyPurpose
    package let material: Material
    /// The first moment at which it is valid.
    package let notBefore: Timestamp
    /// The first moment at which it is no longer valid.
    package let notAfter: Timestamp
    /// From when on it must not be believed, when it was compromised.
    package let compromised: Timestamp?
    /// The key itself, read once; `nil` for keys that seal.
    package let verifyingKey: VerifyingKey?
    /// The key itself, read once; `nil` for keys that sign.
    package let recipientKey: RecipientKey?

    /// Checks that the material is a key that can be used for the purpose.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(
        id: String, purpose: KeyPurpose, material: Material, notBefore: Timestamp,
        notAfter: Timestamp, compromised: Timestamp? = nil
    ) throws(SealFailure) {
        guard Self.isName(id) else {
            throw .card(
                "a key name that is empty, too long or has characters beyond A-Z a-z 0-9 . _ -")
        }
        guard notBefore < notAfter else { throw .card("key \(id) ends before it begins") }
        switch (purpose, material) {
        case (.seal, .seal(let suite, let bytes)):
            recipientKey = try RecipientKey(suite, bytes: bytes)
            verifyingKey = nil
        case (.hop, .signature(let algorithm, let bytes)) where algorithm.httpName != nil,
            (.evidence, .signature(let algorithm, let bytes)),
            (.log, .signature(let algorithm, let bytes)) where algorithm == .ed25519:
            verifyingKey = try VerifyingKey(algorithm, bytes: bytes)
            recipientKey = nil
        default: throw .card("key \(id) cannot serve as \(purpose.rawValue) key")
        }
        self.id = id
        self.purpose = purpose
        self.material = material
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.compromised = compromised
    }

    /// Names of keys and nodes: 1 to 64 of A-Z a-z 0-9 . _ -
    package static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0) || ".-_".utf8.contains($0)
            }
    }

    /// Whether the key may be used at this moment.
    package func isValid(at moment: Timestamp) -> Bool {
        notBefore <= moment && moment < notAfter && (compromised.map { moment < $0 } ?? true)
    }

    /// Refuses the key outside its validity and once it is reported as compromised.
    ///
    /// - Throws: ``SealFailure/Code/keyRevoked``, ``SealFailure/Code/keyNotValid``.
    package func requireValid(at moment: Timestamp) throws(SealFailure) {
        if let compromised, compromised <= moment {
            throw SealFailure(
                .keyRevoked, place: "key \(id)", problem: "reported compromised at \(compromised)",
                reason: "nothing signed or sealed with it is believed from then on",
                remedy: "use the key of the newest node card")
        }
        guard notBefore <= moment, moment < notAfter else {
            throw SealFailure(
                .keyNotValid, place: "key \(id)", problem: "valid from \(notBefore) to \(notAfter)",
                reason: "a key counts only within its validity", remedy: "use a current key")
        }
    }
}

extension CardKey {
    /// Reads one entry of a card.
    init(reading value: JSONTree) throws(SealFailure) {
        let names: Set = [
            "id", "purpose", "algorithm", "public", "notBefore", "notAfter", "compromised",
        ]
        guard let fields = value.object, Set(fields.names).isSubset(of: names),
            let id = fields["id"]?.text,
            let purpose = fields["purpose"]?.text.flatMap(KeyPurpose.init(rawValue:)),
            let algorithm = fields["algorithm"]?.text,
            let bytes = fields["public"]?.text.flatMap({ Base64.decode($0, .url) }),
            let notBefore = fields["notBefore"]?.text.flatMap({ Timestamp($0) }),
            let notAfter = fields["notAfter"]?.text.flatMap({ Timestamp($0) })
        else { throw .card("a key entry of another form") }
        var compromised: Timestamp?
        if let entry = fields["compromised"] {
            guard let moment = entry.text.flatMap({ Timestamp($0) }) else {
                throw .card("a compromise date of another form")
            }
            compromised = moment
        }
        let material: Material
        if let suite = SealSuite(rawValue: algorithm) {
            material = .seal(suite, bytes)
        } else if let kind = SignatureAlgorithm(rawValue: algorithm) {
            material = .signature(kind, bytes)
        } else {
            throw .card("key \(id) is of an unknown algorithm")
        }
        try self.init(
            id: id, purpose: purpose, material: material, notBefore: notBefore,
            notAfter: notAfter, compromised: compromised)
    }

    /// The entry as cards write it.
    var json: JSONTree {
        .object([
            "id": .string(id), "purpose": .string(purpose.rawValue),
            "algorithm": .string(material.algorithm),
            "public": .string(Base64.encode(material.bytes, .url)),
            "notBefore": .string(notBefore.description),
            "notAfter": .string(notAfter.description),
            "compromised": compromised.map { .string($0.description) },
        ])
    }
}

extension SealFailure {
    static func card(_ problem: String, _ code: Code = .malformed) -> SealFailure {
        SealFailure(
            code, place: "node card", problem: problem, reason: "TXP/1 section 2, node cards",
            remedy: "ask the administration for its card and compare the fingerprint by phone")
    }
}
