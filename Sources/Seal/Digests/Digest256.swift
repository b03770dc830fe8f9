import Crypto

/// A SHA-256 value (FIPS 180-4): 32 bytes, compared and ordered as a big-endian number.
///
/// Prints and travels in text as 64 lower-case hexadecimal digits; JSON of the exchange uses
/// ``base64URL``.
///
/// ## Topics
/// - Making: ``init(hashing:)-([UInt8])``, ``init(bytes:)``, ``init(hex:)``, ``init(base64URL:)``
/// - Writing: ``bytes``, ``hex``, ``base64URL``
/// - Long inputs: ``Hasher``
package struct Digest256: Hashable, Sendable, Comparable, CustomStringConvertible {
    private let words: SIMD4<UInt64>

    /// The digest of a whole byte string.
    package init(hashing bytes: [UInt8]) {
        var hasher = Hasher()
        hasher.update(bytes)
        self = hasher.finalize()
    }

    /// The digest of the UTF-8 form of a text.
    package init(hashing text: some StringProtocol) {
        self.init(hashing: Array(text.utf8))
    }

    /// Takes exactly 32 bytes that are a digest already; `nil` for any other count.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self = bytes.withUnsafeBytes { Digest256(loading: $0) }
    }

    /// Reads 64 hexadecimal digits; `nil` for anything else.
    package init?(hex: some StringProtocol) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// Reads 43 characters of unpadded base64url; `nil` for anything else.
    package init?(base64URL: some StringProtocol) {
        guard let bytes = Base64.decode(base64URL, .url) else { return nil }
        self.init(bytes: bytes)
    }

    /// How many bytes a digest has.
    package static let byteCount = 32

    /// The 32 bytes.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { output, count in
            write(to: UnsafeMutableRawBufferPointer(output))
            count = Self.byteCount
        }
    }

    /// Writes the 32 bytes to the beginning of a buffer.
    func write(to output: UnsafeMutableRawBufferPointer) {
        for word in 0..<4 {
            output.storeBytes(of: words[word].bigEndian, toByteOffset: word * 8, as: UInt64.self)
        }
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Hex.encode(bytes) }

    /// 43 characters of unpadded base64url, the form in JSON of the exchange.
    package var base64URL: String { Base64.encode(bytes, .url) }

    package var description: String { hex }

    package static func < (left: Self, right: Self) -> Bool {
        for word in 0..<4 where left.words[word] != right.words[word] {
            return left.words[word] < right.words[word]
        }
        return false
    }

    /// Digests a long input piece by piece in constant memory.
    package struct Hasher: Sendable {
        private var state = SHA256()

        package init() {}

        /// Adds a piece.
        package mutating func update(_ bytes: [UInt8]) {
            bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
        }

        /// Adds a piece that somebody else holds; it is only read during the call.
        package mutating func update(_ bytes: UnsafeRawBufferPointer) {
            state.update(bufferPointer: bytes)
        }

        /// The digest of everything added so far; more may be added afterwards.
        package func finalize() -> Digest256 {
            state.finalize().withUnsafeBytes { Digest256(loading: $0) }
        }
    }

    /// Takes the result of an algorithm whose output is 32 bytes by construction.
    init(loading raw: UnsafeRawBufferPointer) {
        precondition(raw.count == Self.byteCount, "A digest has 32 bytes.")
        var words = SIMD4<UInt64>()
        for word in 0..<4 {
            let value = raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
            words[word] = UInt64(bigEndian: value)
        }
        self.words = words
    }
}

extension Digest256: Codable {
    /// Reads the hexadecimal form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest256(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A digest is 64 hexadecimal digits.")
        }
        self = digest
    }

    /// Writes the hexadecimal form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
