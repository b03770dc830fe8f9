/// Who a partner is: its name, addresses and keys, signed and numbered.
///
/// The first card is believed because two officers compared its ``fingerprint`` by another
/// channel; every later one because the card before vouches for it (``Succession``).
package struct NodeCard: Hashable, Sendable {
    /// The administration's code, such as `UZ`.
    package let node: String
    /// Its name for people.
    package let name: String
    /// 1 for the first card, one more for each that follows.
    package let serial: Int64
    /// The digest of the card before; `nil` for the first.
    package let previous: Digest256?
    package let issued: Timestamp
    /// Addresses of its gateway, `https://` only.
    package let endpoints: [String]
    /// Certificates (DER) of the authorities under which its TLS certificates stand.
    package let tlsAuthorities: [[UInt8]]
    package let keys: [CardKey]

    /// The most keys, addresses and authorities on one card.
    package static let entryCountMax = 64
    /// The kind of statement a card is.
    package static let type = "txp-card"

    /// Checks the parts against one another.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(
        node: String, name: String, serial: Int64, previous: Digest256?, issued: Timestamp,
        endpoints: [String], tlsAuthorities: [[UInt8]], keys: [CardKey]
    ) throws(SealFailure) {
        guard CardKey.isName(node), !name.isEmpty, name.utf8.count <= 256 else {
            throw .card("no proper code or name of the administration")
        }
        guard serial >= 1, (serial == 1) == (previous == nil) else {
            throw .card("every card but the first names the card before")
        }
        guard endpoints.count <= Self.entryCountMax, tlsAuthorities.count <= Self.entryCountMax,
            keys.count <= Self.entryCountMax
        else { throw .card("more than \(Self.entryCountMax) entries") }
        guard endpoints.allSatisfy({ $0.hasPrefix("https://") && $0.utf8.count <= 512 }) else {
            throw .card("an address that does not begin with https://")
        }
        guard Set(keys.map(\.id)).count == keys.count else { throw .card("two keys of one name") }
        for purpose in KeyPurpose.allCases where !keys.contains(where: { $0.purpose == purpose }) {
            throw .card("no \(purpose.rawValue) key")
        }
        self.node = node
        self.name = name
        self.serial = serial
        self.previous = previous
        self.issued = issued
        self.endpoints = endpoints
        self.tlsAuthorities = tlsAuthorities
        self.keys = keys
    }

    /// The key of this name if it serves the purpose and may be used at this moment.
    ///
    /// - Throws: ``SealFailure/Code/unknownKey``, ``SealFailure/Code/keyNotValid``,
    ///   ``SealFailure/Code/keyRevoked``.
    package func key(
        _ id: String, for purpose: KeyPurpose, at moment: Timestamp
    ) throws(SealFailure) -> CardKey {
        guard let key = keys.first(where: { $0.id == id }) else {
            throw SealFailure(
                .unknownKey, place: "key name", problem: "no such key on the card of \(node)",
                reason: "only keys on the newest card count",
                remedy: "send the newest node card first")
        }
        guard key.purpose == purpose else {
            throw SealFailure(
                .keyNotValid, place: "key \(id)", problem: "serves as \(key.purpose.rawValue) key",
                reason: "a key has one purpose", remedy: "use a \(purpose.rawValue) key")
        }
        try key.requireValid(at: moment)
        return key
    }

    /// The public key to verify a signature with; see ``key(_:for:at:)``.
    package func verifyingKey(
        _ id: String, for purpose: KeyPurpose, at moment: Timestamp
    ) throws(SealFailure) -> VerifyingKey {
        guard let verifyingKey = try key(id, for: purpose, at: moment).verifyingKey else {
            throw .card("key \(id) does not sign", .keyNotValid)
        }
        return verifyingKey
    }

    /// Every key that may verify signatures of this purpose at this moment.
    package func verifyingKeys(for purpose: KeyPurpose, at moment: Timestamp) -> [VerifyingKey] {
        keys.compactMap { key in
            guard key.purpose == purpose, key.isValid(at: moment) else { return nil }
            return key.verifyingKey
        }
    }

    /// The key to seal for: of this suite, valid now, the one that stays valid longest.
    ///
    /// - Throws: ``SealFailure/Code/unknownKey`` when there is none.
    package func recipientKey(
        _ suite: SealSuite, at moment: Timestamp
    ) throws(SealFailure) -> (id: String, key: RecipientKey) {
        var best: CardKey?
        for key in keys where key.purpose == .seal {
            guard case .seal(suite, _) = key.material, key.isValid(at: moment) else { continue }
            if let found = best, found.notAfter >= key.notAfter { continue }
            best = key
        }
        guard let best, let recipientKey = best.recipientKey else {
            throw SealFailure(
                .unknownKey, place: "card of \(node)", problem: "no valid key of \(suite.rawValue)",
                reason: "the agreement's suite decides which key seals",
                remedy: "ask the partner for a current node card")
        }
        return (best.id, recipientKey)
    }

    /// The payload that is signed.
    package var bytes: [UInt8] {
        JSONTree.object([
            "v": "TXP/1", "node": .string(node), "name": .string(name),
            "serial": .integer(serial), "previous": previous.map { .string($0.base64URL) },
            "issued": .string(issued.description),
            "endpoints": .array(endpoints.map { .string($0) }),
            "tlsAuthorities": .array(tlsAuthorities.map { .string(Base64.encode($0, .url)) }),
            "keys": .array(keys.map(\.json)),
        ]).bytes
    }

    /// Signs the card with one of its own evidence keys and, from the second on, with an evidence
    /// key of the card before.
    package func signed(
        by keys: [(id: String, key: SigningKey)]
    ) throws(SealFailure) -> JWS {
        try JWS(signing: bytes, type: Self.type, keys: keys)
    }

    /// Reads a card's payload without judging its signatures.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(reading payload: [UInt8]) throws(SealFailure) {
        let names: Set = [
            "v", "node", "name", "serial", "previous", "issued", "endpoints", "tlsAuthorities",
            "keys",
        ]
        guard
            let fields = try JSONTree(reading: payload, bounds: .init(byteCountMax: 1 << 20))
                .object, Set(fields.names).isSubset(of: names), fields["v"]?.text == "TXP/1",
            let node = fields["node"]?.text, let name = fields["name"]?.text,
            let serial = fields["serial"]?.integerValue,
            let issued = fields["issued"]?.text.flatMap({ Timestamp($0) }),
            let endpoints = fields["endpoints"]?.elements,
            let authorities = fields["tlsAuthorities"]?.elements,
            let entries = fields["keys"]?.elements
        else { throw .card("a card of another form") }
        var previous: Digest256?
        if let entry = fields["previous"] {
            guard let digest = entry.text.flatMap({ Digest256(base64URL: $0) }) else {
                throw .card("the card before is named in another form")
            }
            previous = digest
        }
        let addresses = endpoints.compactMap(\.text)
        let certificates = authorities.compactMap { $0.text.flatMap { Base64.decode($0, .url) } }
        guard addresses.count == endpoints.count, certificates.count == authorities.count else {
            throw .card("an address or authority of another form")
        }
        guard entries.count <= Self.entryCountMax else { throw .card("too many keys") }
        var keys: [CardKey] = []
        for entry in entries { keys.append(try CardKey(reading: entry)) }
        try self.init(
            node: node, name: name, serial: serial, previous: previous, issued: issued,
            endpoints: addresses, tlsAuthorities: certificates, keys: keys)
    }
}
