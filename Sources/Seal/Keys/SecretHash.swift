import CryptoExtras
import FoundationEssentials

/// What is kept of an officer's secret: enough to recognise it, not to find it.
///
/// scrypt with N = 32,768, r = 8, p = 1 takes some 32 MiB and a tenth of a second for each guess.
/// Source: RFC 7914.
package struct SecretHash: Hashable, Sendable {
    package let salt: [UInt8]
    package let hash: [UInt8]

    /// Bytes of salt and hash.
    package static let saltByteCount = 16, hashByteCount = 32
    /// The shortest and the longest secret, in bytes.
    package static let secretBytes = 12...1_024
    static let rounds = 32_768, blockSize = 8, parallelism = 1

    /// Takes what was stored.
    package init(salt: [UInt8], hash: [UInt8]) {
        self.salt = salt
        self.hash = hash
    }

    /// Hashes a secret under a fresh salt of ``saltByteCount`` bytes.
    ///
    /// - Throws: ``SealFailure/Code/malformed`` for a secret that is too short or too long.
    package init(of secret: SecretBytes, salt: [UInt8]) throws(SealFailure) {
        guard Self.secretBytes.contains(secret.count) else {
            throw SealFailure(
                .malformed, place: "secret", problem: "has \(secret.count) bytes",
                reason: "a secret has \(Self.secretBytes.lowerBound) to "
                    + "\(Self.secretBytes.upperBound) bytes",
                remedy: "choose a sentence, or a key file of random bytes")
        }
        self.init(
            salt: salt,
            hash: try Self.derive(
                secret, salt: salt, rounds: Self.rounds, blockSize: Self.blockSize,
                parallelism: Self.parallelism, byteCount: Self.hashByteCount))
    }

    /// Whether this is the secret; takes the same time for every answer.
    package func matches(_ secret: SecretBytes) -> Bool {
        guard Self.secretBytes.contains(secret.count),
            // What cannot be hashed is no secret of anybody: refused like a wrong one.
            let other = try? SecretHash(of: secret, salt: salt)
        else { return false }
        var difference: UInt8 = hash.count == other.hash.count ? 0 : 1
        for (left, right) in zip(hash, other.hash) { difference |= left ^ right }
        return difference == 0
    }

    static func derive(
        _ secret: SecretBytes, salt: [UInt8], rounds: Int, blockSize: Int, parallelism: Int,
        byteCount: Int
    ) throws(SealFailure) -> [UInt8] {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: secret.withBytes { Data($0) }, salt: Data(salt), outputByteCount: byteCount,
                rounds: rounds, blockSize: blockSize, parallelism: parallelism)
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw SealFailure(
                .system, place: "secret", problem: "cannot be hashed",
                reason: "the cryptographic library refused", remedy: "try again")
        }
    }
}
