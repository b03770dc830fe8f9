import Crypto
import FoundationEssentials

/// How a payload is sealed for one recipient (hybrid public key encryption).
///
/// Source: RFC 9180; draft-connolly-cfrg-xwing-kem for X-Wing (KEM 0x647a).
package enum SealSuite: String, Hashable, Sendable, CaseIterable {
    /// X-Wing (ML-KEM-768 with X25519), HKDF-SHA256, AES-256-GCM: the default, safe against
    /// recordings that a later quantum computer would open.
    case xWing = "XWING-SHA256-AES256GCM"
    /// P-256, HKDF-SHA256, AES-256-GCM: where national rules demand it.
    case p256 = "P256-SHA256-AES256GCM"

    /// Bytes of the encapsulated key.
    package var encapsulationByteCount: Int { self == .xWing ? 1_120 : 65 }

    var ciphersuite: HPKE.Ciphersuite {
        switch self {
        case .xWing: .XWingMLKEM768X25519_SHA256_AES_GCM_256
        case .p256: .P256_SHA256_AES_GCM_256
        }
    }
}

/// The private key that opens what was sealed for its owner; prints as `‹hidden›`.
package struct SealKey: Sendable {
    enum Kind: Sendable {
        case xWing(XWingMLKEM768X25519.PrivateKey)
        case p256(P256.KeyAgreement.PrivateKey)
    }

    let kind: Kind

    /// A fresh key.
    ///
    /// - Throws: ``SealFailure/Code/system``.
    package static func generate(_ suite: SealSuite) throws(SealFailure) -> SealKey {
        switch suite {
        case .xWing:
            do { return SealKey(kind: .xWing(try .generate())) } catch {
                throw SealFailure(
                    .system, place: "X-Wing key", problem: "cannot be made",
                    reason: "the cryptographic library refused", remedy: "try again")
            }
        case .p256: return SealKey(kind: .p256(P256.KeyAgreement.PrivateKey()))
        }
    }

    private init(kind: Kind) { self.kind = kind }

    /// Reads the form that ``secret`` writes: the seed of 32 bytes for X-Wing, the scalar of 32
    /// bytes for P-256.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(_ suite: SealSuite, secret: SecretBytes) throws(SealFailure) {
        do {
            let bytes = secret.exposed
            switch suite {
            case .xWing:
                kind = .xWing(try .init(seedRepresentation: Data(bytes), publicKey: nil))
            case .p256: kind = .p256(try .init(rawRepresentation: bytes))
            }
        } catch {
            throw .badKey(suite.rawValue, "private key")
        }
    }

    /// The private key for a ``KeyFile``.
    package var secret: SecretBytes {
        switch kind {
        case .xWing(let key): SecretBytes(Array(key.seedRepresentation))
        case .p256(let key): SecretBytes(Array(key.rawRepresentation))
        }
    }

    package var suite: SealSuite {
        switch kind {
        case .xWing: .xWing
        case .p256: .p256
        }
    }

    /// The half that senders need.
    package var recipientKey: RecipientKey {
        switch kind {
        case .xWing(let key): RecipientKey(kind: .xWing(key.publicKey))
        case .p256(let key): RecipientKey(kind: .p256(key.publicKey))
        }
    }
}

extension SealKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹hidden›" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The public key that payloads are sealed for.
package struct RecipientKey: Sendable {
    enum Kind: Sendable {
        case xWing(XWingMLKEM768X25519.PublicKey)
        case p256(P256.KeyAgreement.PublicKey)
    }

    let kind: Kind

    fileprivate init(kind: Kind) { self.kind = kind }

    /// Reads the public form: 1,216 bytes for X-Wing, the uncompressed point of 65 bytes for
    /// P-256.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(_ suite: SealSuite, bytes: [UInt8]) throws(SealFailure) {
        do {
            switch suite {
            case .xWing: kind = .xWing(try .init(rawRepresentation: Data(bytes)))
            case .p256: kind = .p256(try .init(x963Representation: bytes))
            }
        } catch {
            throw .badKey(suite.rawValue, "public key")
        }
    }

    package var suite: SealSuite {
        switch kind {
        case .xWing: .xWing
        case .p256: .p256
        }
    }

    /// The form that ``init(_:bytes:)`` reads.
    package var bytes: [UInt8] {
        switch kind {
        case .xWing(let key): Array(key.rawRepresentation)
        case .p256(let key): Array(key.x963Representation)
        }
    }
}

extension RecipientKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.suite == right.suite && left.bytes == right.bytes
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(suite)
        hasher.combine(bytes)
    }
}
