import Crypto

/// How a signature is made; the agreement names which ones count.
package enum SignatureAlgorithm: String, Hashable, Sendable, CaseIterable {
    /// Ed25519 (RFC 8032).
    case ed25519 = "Ed25519"
    /// ECDSA on P-256 with SHA-256 (FIPS 186-5), signature as r‖s of 64 bytes.
    case p256 = "ES256"
    /// ML-DSA-65 (FIPS 204), as a second signature beside one of the others.
    case mlDSA65 = "ML-DSA-65"

    /// The name in HTTP message signatures (RFC 9421 section 6.2.2); `nil` where none exists.
    package var httpName: String? {
        switch self {
        case .ed25519: "ed25519"
        case .p256: "ecdsa-p256-sha256"
        case .mlDSA65: nil
        }
    }
}

/// A private key that signs; prints as `‹hidden›`.
package struct SigningKey: Sendable {
    fileprivate enum Kind: Sendable {
        case ed25519(Curve25519.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
        case mlDSA65(MLDSA65.PrivateKey)
    }

    private let kind: Kind

    /// A fresh key.
    ///
    /// - Throws: ``SealFailure/Code/system`` when the library cannot make one.
    package static func generate(_ algorithm: SignatureAlgorithm) throws(SealFailure) -> SigningKey
    {
        switch algorithm {
        case .ed25519: return SigningKey(kind: .ed25519(Curve25519.Signing.PrivateKey()))
        case .p256: return SigningKey(kind: .p256(P256.Signing.PrivateKey()))
        case .mlDSA65:
            do { return SigningKey(kind: .mlDSA65(try MLDSA65.PrivateKey())) } catch {
                throw SealFailure(
                    .system, place: "ML-DSA-65 key", problem: "cannot be made",
                    reason: "the cryptographic library refused", remedy: "try again")
            }
        }
    }

    /// Reads the form that ``secret`` writes: the seed of Ed25519 or ML-DSA-65, the scalar of
    /// P-256; each 32 bytes.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(_ algorithm: SignatureAlgorithm, secret: SecretBytes) throws(SealFailure) {
        do {
            let bytes = secret.exposed
            switch algorithm {
            case .ed25519: kind = .ed25519(try .init(rawRepresentation: bytes))
            case .p256: kind = .p256(try .init(rawRepresentation: bytes))
            case .mlDSA65: kind = .mlDSA65(try .init(seedRepresentation: bytes, publicKey: nil))
            }
        } catch {
            throw .badKey(algorithm.rawValue, "private key")
        }
    }

    private init(kind: Kind) { self.kind = kind }

    /// The private key for a ``KeyFile``.
    package var secret: SecretBytes {
        switch kind {
        case .ed25519(let key): SecretBytes(Array(key.rawRepresentation))
        case .p256(let key): SecretBytes(Array(key.rawRepresentation))
        case .mlDSA65(let key): SecretBytes(Array(key.seedRepresentation))
        }
    }

    package var algorithm: SignatureAlgorithm {
        switch kind {
        case .ed25519: .ed25519
        case .p256: .p256
        case .mlDSA65: .mlDSA65
        }
    }

    /// The half that everybody may know.
    package var verifyingKey: VerifyingKey {
        switch kind {
        case .ed25519(let key): VerifyingKey(kind: .ed25519(key.publicKey))
        case .p256(let key): VerifyingKey(kind: .p256(key.publicKey))
        case .mlDSA65(let key): VerifyingKey(kind: .mlDSA65(key.publicKey))
        }
    }

    /// Signs the bytes. Ed25519 gives 64 bytes, P-256 gives r‖s of 64, ML-DSA-65 gives 3,309.
    ///
    /// - Throws: ``SealFailure/Code/system`` when the library cannot sign.
    package func sign(_ bytes: [UInt8]) throws(SealFailure) -> [UInt8] {
        do {
            switch kind {
            case .ed25519(let key): return Array(try key.signature(for: bytes))
            case .p256(let key): return Array(try key.signature(for: bytes).rawRepresentation)
            case .mlDSA65(let key): return Array(try key.signature(for: bytes))
            }
        } catch {
            throw SealFailure(
                .system, place: "\(algorithm.rawValue) key", problem: "cannot sign",
                reason: "the cryptographic library refused", remedy: "check the key")
        }
    }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹hidden›" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A public key that verifies signatures; its kind decides the algorithm, never the message.
package struct VerifyingKey: Sendable {
    fileprivate enum Kind: Sendable {
        case ed25519(Curve25519.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
        case mlDSA65(MLDSA65.PublicKey)
    }

    private let kind: Kind

    /// Reads the public form: 32 bytes for Ed25519, the compressed point of 33 bytes for P-256,
    /// 1,952 bytes for ML-DSA-65.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(_ algorithm: SignatureAlgorithm, bytes: [UInt8]) throws(SealFailure) {
        do {
            switch algorithm {
            case .ed25519: kind = .ed25519(try .init(rawRepresentation: bytes))
            case .p256: kind = .p256(try .init(compressedRepresentation: bytes))
            case .mlDSA65: kind = .mlDSA65(try .init(rawRepresentation: bytes))
            }
        } catch {
            throw .badKey(algorithm.rawValue, "public key")
        }
    }

    fileprivate init(kind: Kind) { self.kind = kind }

    package var algorithm: SignatureAlgorithm {
        switch kind {
        case .ed25519: .ed25519
        case .p256: .p256
        case .mlDSA65: .mlDSA65
        }
    }

    /// The form that ``init(_:bytes:)`` reads.
    package var bytes: [UInt8] {
        switch kind {
        case .ed25519(let key): Array(key.rawRepresentation)
        case .p256(let key): Array(key.compressedRepresentation)
        case .mlDSA65(let key): Array(key.rawRepresentation)
        }
    }

    /// Whether the signature belongs to these bytes and this key; a signature of the wrong form
    /// does not.
    package func isValid(_ signature: [UInt8], for bytes: [UInt8]) -> Bool {
        switch kind {
        case .ed25519(let key): return key.isValidSignature(signature, for: bytes)
        case .p256(let key):
            guard signature.count == 64 else { return false }
            do {
                let pair = try P256.Signing.ECDSASignature(rawRepresentation: signature)
                return key.isValidSignature(pair, for: bytes)
            } catch {
                return false
            }
        case .mlDSA65(let key): return key.isValidSignature(signature, for: bytes)
        }
    }
}

extension VerifyingKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.algorithm == right.algorithm && left.bytes == right.bytes
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(algorithm)
        hasher.combine(bytes)
    }
}

extension SealFailure {
    /// A key whose bytes are not of its kind.
    static func badKey(_ kind: String, _ half: String) -> SealFailure {
        SealFailure(
            .malformed, place: "\(kind) \(half)", problem: "the bytes are no such key",
            reason: "each kind of key has one documented form",
            remedy: "check which key the file or card holds")
    }
}
