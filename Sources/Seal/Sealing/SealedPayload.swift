/// A payload that only its recipient can read, to whose content the sender is nevertheless bound.
///
/// Inside the seal stand a salt of 32 bytes and the plaintext; outside stands the
/// ``Commitment``. Whoever is shown salt and plaintext later can check them against the signed
/// commitment without any private key.
package struct SealedPayload: Hashable, Sendable {
    package let suite: SealSuite
    /// The encapsulated key of RFC 9180 (`enc`).
    package let encapsulation: [UInt8]
    package let ciphertext: [UInt8]

    package init(suite: SealSuite, encapsulation: [UInt8], ciphertext: [UInt8]) {
        self.suite = suite
        self.encapsulation = encapsulation
        self.ciphertext = ciphertext
    }

    /// The context string of every seal of the protocol.
    package static let info = Array("TXP/1".utf8)

    /// The digest that the envelope announces.
    package var digest: Digest256 { Digest256(hashing: ciphertext) }

    /// Seals a salted plaintext for a recipient.
    ///
    /// - Parameter head: digest of the envelope's head, which the seal is bound to.
    package static func seal(
        _ plaintext: [UInt8], salt: SecretBytes, for recipient: RecipientKey, head: Digest256
    ) throws(SealFailure) -> SealedPayload {
        precondition(salt.count == Commitment.saltByteCount, "A salt has 32 bytes.")
        var context = try SealingContext(for: recipient, info: info)
        let ciphertext = try context.seal(salt.exposed + plaintext, authenticating: head.bytes)
        return SealedPayload(
            suite: recipient.suite, encapsulation: context.encapsulation, ciphertext: ciphertext)
    }

    /// Opens the payload and checks it against the commitment of the signed envelope.
    ///
    /// - Throws: ``SealFailure/Code/cannotOpen``; ``SealFailure/Code/badDigest`` when the sender
    ///   committed to something else than it sealed; ``SealFailure/Code/unsupported`` when the key
    ///   is of another suite.
    package func open(
        with key: SealKey, head: Digest256, commitment: Commitment
    ) throws(SealFailure) -> (plaintext: [UInt8], salt: SecretBytes) {
        guard key.suite == suite else {
            throw SealFailure(
                .unsupported, place: "seal", problem: "suite \(suite.rawValue)",
                reason: "the named key is of suite \(key.suite.rawValue)",
                remedy: "seal with the suite of the recipient's key")
        }
        var context = try OpeningContext(with: key, encapsulation: encapsulation, info: Self.info)
        let opened = try context.open(ciphertext, authenticating: head.bytes)
        guard opened.count >= Commitment.saltByteCount else { throw .cannotOpen }
        let salt = SecretBytes(Array(opened[..<Commitment.saltByteCount]))
        let plaintext = Array(opened[Commitment.saltByteCount...])
        guard Commitment(salt: salt, plaintext: plaintext) == commitment else {
            throw SealFailure(
                .badDigest, place: "commitment", problem: "the sealed text is another one",
                reason: "the envelope commits to SHA-256(salt ‖ plaintext)",
                remedy: "refuse the message and report a security event")
        }
        return (plaintext, salt)
    }
}

/// A binding promise about a text that does not reveal it: SHA-256(salt ‖ plaintext).
package struct Commitment: Hashable, Sendable {
    package let digest: Digest256

    /// Bytes of a salt; enough that nobody finds a short plaintext by trying.
    package static let saltByteCount = 32

    package init(digest: Digest256) { self.digest = digest }

    /// The commitment to a text.
    package init(salt: SecretBytes, plaintext: [UInt8]) {
        var hasher = Digest256.Hasher()
        salt.withBytes { hasher.update($0) }
        hasher.update(plaintext)
        digest = hasher.finalize()
    }
}
