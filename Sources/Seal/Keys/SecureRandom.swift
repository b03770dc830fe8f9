/// Bytes from the operating system's cryptographic generator.
///
/// For keys, salts, nonces and identifiers that a stranger must not guess. Where repeatability is
/// wanted (tests, simulation), pass a seeded generator instead of calling this.
package func secureRandomBytes(count: Int) -> [UInt8] {
    precondition(count >= 0, "A count of bytes is never negative.")
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 7)
    while bytes.count < count {
        withUnsafeBytes(of: generator.next() as UInt64) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
}
