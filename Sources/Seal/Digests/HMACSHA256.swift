import Crypto

/// The keyed digest HMAC with SHA-256.
///
/// Source: RFC 2104; FIPS 198-1.
package func hmacSHA256(_ bytes: [UInt8], key: SecretBytes) -> Digest256 {
    var code = HMAC<SHA256>(key: key.symmetricKey)
    bytes.withUnsafeBytes { code.update(data: $0) }
    return code.finalize().withUnsafeBytes { Digest256(loading: $0) }
}

/// Whether a keyed digest fits, compared in constant time.
package func isValidHMACSHA256(
    _ digest: Digest256, of bytes: [UInt8], key: SecretBytes
) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(
        digest.bytes, authenticating: bytes, using: key.symmetricKey)
}
