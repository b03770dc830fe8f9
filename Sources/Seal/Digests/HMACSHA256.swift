import Crypto

/// The keyed digest HMAC with SHA-256.
///
/// Source: RFC 2104; FIPS 198-1.
package func hmacSHA256(_ bytes: [UInt8], key: SecretBytes) -> Digest256 {
    var code = HMAC<SHA256>(key: key.symmetricKey)
    bytes.withUnsafeBytes { code.update(data: $0) }
    return code.finalize().withUnsafeBytes { Digest256(loading: $0) }
}

/// HMAC with SHA-256 under one key for many messages: the key's schedule is worked out once.
package struct KeyedDigest: Sendable {
    private let start: HMAC<SHA256>

    package init(key: SecretBytes) { start = HMAC<SHA256>(key: key.symmetricKey) }

    /// The same as ``hmacSHA256(_:key:)``.
    package func digest(of bytes: [UInt8]) -> Digest256 {
        var code = start
        bytes.withUnsafeBytes { code.update(data: $0) }
        return code.finalize().withUnsafeBytes { Digest256(loading: $0) }
    }
}

/// Whether a keyed digest fits, compared in constant time.
package func isValidHMACSHA256(
    _ digest: Digest256, of bytes: [UInt8], key: SecretBytes
) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(
        digest.bytes, authenticating: bytes, using: key.symmetricKey)
}
