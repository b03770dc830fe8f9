package import Seal

/// A signed, sealed message as it travels and as it is kept.
///
/// The signed text is two lines of JSON: the head, and the seal that is bound to the head. The
/// digest of these bytes names the envelope; it does not depend on how the signature came out.
package struct Envelope: Hashable, Sendable {
    package let head: EnvelopeHead
    /// The digest that the seal authenticates: SHA-256 of the first line.
    package let headDigest: Digest256
    /// Which of the recipient's keys opens the seal.
    package let sealKeyID: String
    package let suite: SealSuite
    package let encapsulation: [UInt8]
    /// The digest and length of the ciphertext.
    package let ciphertextDigest: Digest256
    package let ciphertextByteCount: Int64
    package let statement: JWS

    /// The kind of statement an envelope is.
    package static let type = "txp-envelope"

    /// What dedupe, receipts, streams and the log call this envelope.
    package var digest: Digest256 { Digest256(hashing: statement.payload) }

    /// Signs a head and its seal.
    ///
    /// - Throws: ``Refusal/Code/unavailable`` when a key cannot sign.
    init(
        head: EnvelopeHead, sealed: SealedPayload, sealKeyID: String,
        keys: [(id: String, key: SigningKey)]
    ) throws(Refusal) {
        let headBytes = head.bytes
        let seal = JSONTree.object([
            "suite": .string(sealed.suite.rawValue), "kid": .string(sealKeyID),
            "enc": .string(Base64.encode(sealed.encapsulation, .url)),
            "digest": .string(sealed.digest.base64URL),
            "bytes": .integer(Int64(sealed.ciphertext.count)),
        ])
        let payload = headBytes + [0x0A] + seal.bytes
        let statement = try refusing { () throws(SealFailure) in
            try JWS(signing: payload, type: Self.type, keys: keys)
        }
        try self.init(reading: statement)
    }

    /// Reads a statement without judging its signatures.
    ///
    /// - Throws: ``Refusal/Code/malformed``, ``Refusal/Code/tooLarge``.
    package init(reading statement: JWS) throws(Refusal) {
        guard let gap = statement.payload.firstIndex(of: 0x0A) else {
            throw .envelope("not two lines")
        }
        let headBytes = Array(statement.payload[..<gap])
        let sealBytes = Array(statement.payload[(gap + 1)...])
        head = try EnvelopeHead(reading: headBytes)
        headDigest = Digest256(hashing: headBytes)
        let seal = try refusing { () throws(SealFailure) in
            try JSONTree(reading: sealBytes, bounds: .init(byteCountMax: 8_192, depthMax: 1))
        }
        guard let fields = seal.object,
            Set(fields.names) == ["suite", "kid", "enc", "digest", "bytes"],
            let suite = fields["suite"]?.text.flatMap(SealSuite.init(rawValue:)),
            let keyID = fields["kid"]?.text, CardKey.isName(keyID),
            let encapsulation = fields["enc"]?.text.flatMap({ Base64.decode($0, .url) }),
            encapsulation.count == suite.encapsulationByteCount,
            let digest = fields["digest"]?.text.flatMap({ Digest256(base64URL: $0) }),
            let byteCount = fields["bytes"]?.integerValue, byteCount >= 0
        else { throw .envelope("a seal line of another form") }
        self.suite = suite
        sealKeyID = keyID
        self.encapsulation = encapsulation
        ciphertextDigest = digest
        ciphertextByteCount = byteCount
        self.statement = statement
    }

    /// The same envelope under other keys, when the key that signed it lapses before it arrives.
    /// Payload, digest and place in the stream stay as they are.
    ///
    /// - Throws: ``Refusal/Code/unavailable`` when a key cannot sign.
    package func resigned(keys: [(id: String, key: SigningKey)]) throws(Refusal) -> Envelope {
        let again = try refusing { () throws(SealFailure) in
            try JWS(signing: statement.payload, type: Self.type, keys: keys)
        }
        return try Envelope(reading: again)
    }

    /// Checks that the sender's evidence keys signed it, in the algorithms the agreement names.
    ///
    /// - Parameters:
    ///   - moment: when it arrived (or was logged), for the validity of keys.
    ///   - algorithms: each must have signed; any other known one may have, too.
    /// - Throws: ``Refusal/Code/badSignature``, ``Refusal/Code/unsupported`` and the reasons of
    ///   ``NodeCard/key(_:for:at:)``.
    package func verify(
        card: NodeCard, at moment: Timestamp, algorithms: Set<SignatureAlgorithm>
    ) throws(Refusal) {
        guard card.node == head.from else {
            throw .envelope("signed by another administration", .badSignature)
        }
        let signers = try refusing { () throws(SealFailure) in
            try statement.verify(type: Self.type) { id throws(SealFailure) in
                try card.verifyingKey(id, for: .evidence, at: moment)
            }
        }
        guard algorithms.isSubset(of: Set(signers.values)) else {
            throw .envelope("not signed in every algorithm of the agreement", .unsupported)
        }
    }

    /// Opens the sealed text.
    ///
    /// - Throws: ``Refusal/Code/badDigest``, ``Refusal/Code/cannotOpen``.
    package func open(_ ciphertext: [UInt8], with key: SealKey) throws(Refusal) -> OpenedPayload {
        guard Int64(ciphertext.count) == ciphertextByteCount,
            Digest256(hashing: ciphertext) == ciphertextDigest
        else { throw .envelope("the sealed text is not the one announced", .badDigest) }
        let sealed = SealedPayload(
            suite: suite, encapsulation: encapsulation, ciphertext: ciphertext)
        do throws(SealFailure) {
            let opened = try sealed.open(
                with: key, head: headDigest, commitment: head.commitment)
            return OpenedPayload(plaintext: opened.plaintext, salt: opened.salt)
        } catch {
            // A text that opens and is not the promised one has not been opened, either.
            guard error.code == .badDigest else { throw Refusal(error) }
            throw .envelope("the sealed text is not the one committed to", .cannotOpen)
        }
    }
}

/// What was inside a seal; prints as `‹hidden›`.
package struct OpenedPayload: Sendable, CustomStringConvertible, CustomReflectable {
    package let plaintext: [UInt8]
    /// Kept so that a court can be shown what was committed to.
    package let salt: SecretBytes

    init(plaintext: [UInt8], salt: SecretBytes) {
        self.plaintext = plaintext
        self.salt = salt
    }

    /// What was opened and checked before, as it is kept.
    package init(stored plaintext: [UInt8], salt: SecretBytes) {
        self.init(plaintext: plaintext, salt: salt)
    }

    package var description: String { "‹hidden›" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The body of a request that brings a message: the envelope and its sealed text.
package struct SubmittedMessage: Hashable, Sendable {
    package let envelope: Envelope
    package let ciphertext: [UInt8]

    /// The largest body, in bytes; larger content travels as attachments.
    package static let byteCountMax = 1 << 20

    package init(envelope: Envelope, ciphertext: [UInt8]) {
        self.envelope = envelope
        self.ciphertext = ciphertext
    }

    /// The body.
    package var bytes: [UInt8] {
        JSONTree.object([
            "v": "TXP/1", "envelope": envelope.statement.json,
            "sealed": .string(Base64.encode(ciphertext, .url)),
        ]).bytes
    }

    /// Reads a body and checks that the sealed text is the announced one; signatures are not
    /// judged yet.
    ///
    /// - Throws: ``Refusal/Code/malformed``, ``Refusal/Code/tooLarge``, ``Refusal/Code/badDigest``.
    package init(reading body: [UInt8]) throws(Refusal) {
        let value = try refusing { () throws(SealFailure) in
            try JSONTree(
                reading: body,
                bounds: .init(byteCountMax: Self.byteCountMax, depthMax: 8, valueCountMax: 64))
        }
        guard let fields = value.object, Set(fields.names) == ["v", "envelope", "sealed"],
            fields["v"]?.text == "TXP/1", let statement = fields["envelope"],
            let ciphertext = fields["sealed"]?.text.flatMap({ Base64.decode($0, .url) })
        else { throw .envelope("a body of another form") }
        let jws = try refusing { () throws(SealFailure) in try JWS(reading: statement) }
        let envelope = try Envelope(reading: jws)
        guard Int64(ciphertext.count) == envelope.ciphertextByteCount,
            Digest256(hashing: ciphertext) == envelope.ciphertextDigest
        else { throw .envelope("the sealed text is not the one announced", .badDigest) }
        self.init(envelope: envelope, ciphertext: ciphertext)
    }
}
