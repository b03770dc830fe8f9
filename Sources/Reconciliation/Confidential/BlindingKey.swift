import Crypto

/// A secret exponent for one comparison, and the two things it does: blind a key of ours, and blind
/// again what the partner has blinded.
///
/// Commutative: blinding with one secret and then another gives the same point in either order. Points
/// are written as their x-coordinate, 32 bytes; the sign that this leaves open does not change the
/// x-coordinate of any multiple. Prints as `‹hidden›`.
///
/// Source: C. Meadows, IEEE S&P 1986, 134–137; B. Huberman, M. Franklin, T. Hogg, ACM EC 1999, 78–86;
/// the curve P-256: NIST SP 800-186, 3.2.1.3.
package struct BlindingKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private let secret: P256.KeyAgreement.PrivateKey
    /// Bytes of a blinded key.
    package static let elementBytes = 32

    /// A fresh secret from the operating system.
    package init() { secret = P256.KeyAgreement.PrivateKey() }

    /// A secret kept earlier; nil when the bytes are none.
    package init?(_ bytes: [UInt8]) {
        do {
            secret = try P256.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        } catch {
            // Not 32 bytes between 1 and the order of the group.
            return nil
        }
    }

    /// The secret, for keeping it in a file that only its owner can read.
    package var exposed: [UInt8] { Array(secret.rawRepresentation) }

    package var description: String { "‹hidden›" }
    package var debugDescription: String { description }

    /// Blinds a key of ours. `session` separates comparisons: blinded keys of one are of no use in
    /// another.
    package func blind(_ key: String, session: String) -> [UInt8]? {
        CurvePoint.of(key, session: session).flatMap(multiply)
    }

    /// Blinds what the partner has blinded; nil when the bytes are no x-coordinate on the curve.
    package func blindAgain(_ element: [UInt8]) -> [UInt8]? {
        CurvePoint.withCoordinate(element).flatMap(multiply)
    }

    private func multiply(_ point: P256.KeyAgreement.PublicKey) -> [UInt8]? {
        do {
            let shared = try secret.sharedSecretFromKeyAgreement(with: point)
            return shared.withUnsafeBytes { Array($0) }
        } catch {
            // The point at infinity, which no element of a prime-order group gives.
            return nil
        }
    }
}

/// Texts and coordinates as points of P-256.
enum CurvePoint {
    /// Each try finds a point with probability one half: 128 tries all fail once in 2^128.
    private static let triesMax: UInt8 = 128

    /// The point that a text stands for within a session, by try and increment.
    ///
    /// The number of tries depends on the text, so the time does too: this is for lists blinded
    /// together, not for single answers to a partner who measures.
    static func of(_ text: String, session: String) -> P256.KeyAgreement.PublicKey? {
        var start = SHA256()
        start.update(data: Array("tamga-comparison-1".utf8))
        for part in [session, text] {
            let bytes = Array(part.utf8)
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { start.update(bufferPointer: $0) }
            start.update(data: bytes)
        }
        for attempt in 0..<triesMax {
            var hash = start
            hash.update(data: [attempt])
            if let point = withCoordinate(Array(hash.finalize())) { return point }
        }
        return nil
    }

    /// The point with an x-coordinate and an even y; nil when there is none.
    static func withCoordinate(_ bytes: [UInt8]) -> P256.KeyAgreement.PublicKey? {
        guard bytes.count == BlindingKey.elementBytes else { return nil }
        do {
            return try P256.KeyAgreement.PublicKey(compressedRepresentation: [2] + bytes)
        } catch {
            // Half of all coordinates are on no point.
            return nil
        }
    }
}
