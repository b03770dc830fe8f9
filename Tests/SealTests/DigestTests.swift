import Testing

@testable import Seal

@Suite("Digests and texts")
struct DigestTests {
    @Test(
        "agrees with the published SHA-256 examples",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ])
    func published(text: String, hex: String) {
        #expect(Digest256(hashing: text).hex == hex)
    }

    @Test("gives the same digest however the input is cut")
    func cuts() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for cut in [0, 1, 63, 64, 65, 999, 1_000] {
            var hasher = Digest256.Hasher()
            hasher.update(Array(bytes[..<cut]))
            hasher.update(Array(bytes[cut...]))
            #expect(hasher.finalize() == Digest256(hashing: bytes))
        }
    }

    @Test("reads back what it writes, in each form")
    func roundTrip() throws {
        let digest = Digest256(hashing: "tamga")
        #expect(Digest256(hex: digest.hex) == digest)
        #expect(Digest256(base64URL: digest.base64URL) == digest)
        #expect(Digest256(bytes: digest.bytes) == digest)
        #expect(digest.base64URL.utf8.count == 43)
    }

    @Test(
        "refuses texts that are no digest",
        arguments: [
            "", "00", String(repeating: "0", count: 63), String(repeating: "g", count: 64),
            String(repeating: "0", count: 66), String(repeating: "é", count: 32),
        ])
    func noDigest(text: String) {
        #expect(Digest256(hex: text) == nil)
        #expect(Digest256(base64URL: text) == nil)
    }

    @Test("orders digests as big-endian numbers")
    func order() throws {
        let low = try #require(Digest256(hex: "00" + String(repeating: "f", count: 62)))
        let high = try #require(Digest256(hex: "01" + String(repeating: "0", count: 62)))
        #expect(low < high)
        #expect(!(high < low))
        #expect(!(low < low))
    }

    @Test("agrees with RFC 4231 test case 2")
    func keyed() {
        let key = SecretBytes(Array("Jefe".utf8))
        let text = Array("what do ya want for nothing?".utf8)
        let digest = hmacSHA256(text, key: key)
        #expect(
            digest.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(isValidHMACSHA256(digest, of: text, key: key))
        #expect(!isValidHMACSHA256(digest, of: text + [0], key: key))
    }

    @Test("writes and reads base 64 of every length", arguments: 0..<70)
    func base64(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 200) }
        for alphabet in [Base64.Alphabet.standard, .url] {
            let text = Base64.encode(bytes, alphabet)
            #expect(Base64.decode(text, alphabet) == bytes)
        }
    }

    @Test(
        "agrees with RFC 4648 section 10",
        arguments: [
            ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func rfc4648(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8), .standard) == text)
    }

    @Test(
        "refuses base 64 that is not the only form",
        arguments: [
            "Zh", "Zg==", "Z", "Zm9v\n", "Zm 9v", "Zm9+", "Zm9/", "Zm9v====",
        ])
    func strictURL(text: String) {
        #expect(Base64.decode(text, .url) == nil)
    }
}
