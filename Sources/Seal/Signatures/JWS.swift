/// Signed bytes in the general JSON form of a JSON Web Signature; the exact payload travels, so
/// nothing is ever put into a canonical form.
///
/// The profile is narrow on purpose: each signature has a protected header of exactly `alg`, `kid`
/// and `typ`, no unprotected header, and the key (not the header) decides the algorithm.
///
/// Source: RFC 7515 section 7.2.1; RFC 9864 for the name `Ed25519`.
package struct JWS: Hashable, Sendable {
    /// One signature with its protected header as it stood.
    package struct Signature: Hashable, Sendable {
        /// The key's name on its owner's node card.
        package let keyID: String
        /// What the signer claims to have used; believed only if the key is of that kind.
        package let algorithm: String
        /// What kind of statement is signed, such as `txp-envelope`.
        package let type: String
        fileprivate let protected: String
        fileprivate let bytes: [UInt8]
    }

    /// The signed bytes.
    package let payload: [UInt8]
    package let signatures: [Signature]

    /// The most signatures accepted on one payload.
    package static let signatureCountMax = 16

    /// Signs a payload with each key.
    ///
    /// - Parameter type: the kind of statement; a signature for one kind is none for another.
    /// - Throws: ``SealFailure/Code/system`` when a key cannot sign.
    package init(
        signing payload: [UInt8], type: String, keys: [(id: String, key: SigningKey)]
    ) throws(SealFailure) {
        precondition((1...Self.signatureCountMax).contains(keys.count), "One to sixteen signers.")
        var signatures: [Signature] = []
        let encoded = Base64.encode(payload, .url)
        for (id, key) in keys {
            let header = JSONTree.object([
                "alg": .string(key.algorithm.rawValue), "kid": .string(id), "typ": .string(type),
            ])
            let protected = Base64.encode(header.bytes, .url)
            let bytes = try key.sign(Array("\(protected).\(encoded)".utf8))
            signatures.append(
                Signature(
                    keyID: id, algorithm: key.algorithm.rawValue, type: type,
                    protected: protected, bytes: bytes))
        }
        self.payload = payload
        self.signatures = signatures
    }

    /// The same payload with signatures of one more signer, for statements several parties sign.
    ///
    /// - Throws: ``SealFailure/Code/malformed`` when the key's name has signed already or there
    ///   are too many.
    package func countersigned(
        type: String, keys: [(id: String, key: SigningKey)]
    ) throws(SealFailure) -> JWS {
        let added = try JWS(signing: payload, type: type, keys: keys)
        let all = signatures + added.signatures
        guard Set(all.map(\.keyID)).count == all.count, all.count <= Self.signatureCountMax else {
            throw .jws("a key's second signature, or too many signatures")
        }
        return JWS(payload: payload, signatures: all)
    }

    private init(payload: [UInt8], signatures: [Signature]) {
        self.payload = payload
        self.signatures = signatures
    }

    /// Reads the JSON form.
    ///
    /// - Throws: ``SealFailure/Code/malformed`` for anything outside the profile.
    package init(reading value: JSONTree) throws(SealFailure) {
        guard let object = value.object, Set(object.names) == ["payload", "signatures"],
            let payload = object["payload"]?.text.flatMap({ Base64.decode($0, .url) }),
            let entries = object["signatures"]?.elements
        else { throw .jws("not an object of payload and signatures") }
        guard (1...Self.signatureCountMax).contains(entries.count) else {
            throw .jws("\(entries.count) signatures")
        }
        var signatures: [Signature] = []
        for entry in entries {
            guard let fields = entry.object, Set(fields.names) == ["protected", "signature"],
                let protected = fields["protected"]?.text,
                let headerBytes = Base64.decode(protected, .url),
                let bytes = fields["signature"]?.text.flatMap({ Base64.decode($0, .url) })
            else { throw .jws("a signature of another form") }
            let header = try JSONTree(
                reading: headerBytes, bounds: .init(byteCountMax: 1_024, depthMax: 1)
            ).object
            guard let header, Set(header.names) == ["alg", "kid", "typ"],
                let algorithm = header["alg"]?.text, let keyID = header["kid"]?.text,
                let type = header["typ"]?.text
            else { throw .jws("a protected header other than alg, kid and typ") }
            signatures.append(
                Signature(
                    keyID: keyID, algorithm: algorithm, type: type, protected: protected,
                    bytes: bytes))
        }
        guard Set(signatures.map(\.keyID)).count == signatures.count else {
            throw .jws("two signatures of one key")
        }
        self.payload = payload
        self.signatures = signatures
    }

    /// The JSON form.
    package var json: JSONTree {
        .object([
            "payload": .string(Base64.encode(payload, .url)),
            "signatures": .array(
                signatures.map {
                    .object([
                        "protected": .string($0.protected),
                        "signature": .string(Base64.encode($0.bytes, .url)),
                    ])
                }),
        ])
    }

    /// Checks every signature; one that does not hold spoils all.
    ///
    /// - Parameters:
    ///   - type: the kind of statement expected.
    ///   - key: the key of that name, or why it must not be used now.
    /// - Returns: which key names signed, with their algorithms.
    /// - Throws: ``SealFailure/Code/badSignature``, ``SealFailure/Code/unsupported`` when header
    ///   and key disagree on the algorithm, and what `key` throws.
    @discardableResult
    package func verify(
        type: String, key: (_ keyID: String) throws(SealFailure) -> VerifyingKey
    ) throws(SealFailure) -> [String: SignatureAlgorithm] {
        let encoded = Base64.encode(payload, .url)
        var signers: [String: SignatureAlgorithm] = [:]
        for signature in signatures {
            guard signature.type == type else {
                throw .jws("signed as another kind of statement", .badSignature)
            }
            let verifyingKey = try key(signature.keyID)
            guard verifyingKey.algorithm.rawValue == signature.algorithm else {
                throw .jws("the header names another algorithm than the key", .unsupported)
            }
            let input = Array("\(signature.protected).\(encoded)".utf8)
            guard verifyingKey.isValid(signature.bytes, for: input) else {
                throw .jws("the signature does not hold", .badSignature)
            }
            signers[signature.keyID] = verifyingKey.algorithm
        }
        return signers
    }
}

extension SealFailure {
    fileprivate static func jws(_ problem: String, _ code: Code = .malformed) -> SealFailure {
        SealFailure(
            code, place: "signed statement", problem: problem,
            reason: "RFC 7515 general JSON form in the profile of TXP/1 section 3",
            remedy: "ask the sender to sign again with a key of its current node card")
    }
}

extension JSONTree {
    /// An object with members in the order given; `nil` members are left out.
    package static func object(_ members: KeyValuePairs<String, JSONTree?>) -> JSONTree {
        .object(JSONObject(members))
    }
}
