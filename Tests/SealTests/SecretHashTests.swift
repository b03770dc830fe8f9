import Testing

@testable import Seal

@Suite("Hashes of secrets")
struct SecretHashTests {
    @Test("follow RFC 7914: the third vector of section 12")
    func vector() throws {
        let derived = try SecretHash.derive(
            SecretBytes(Array("pleaseletmein".utf8)), salt: Array("SodiumChloride".utf8),
            rounds: 16_384, blockSize: 8, parallelism: 1, byteCount: 64)
        #expect(
            Hex.encode(derived)
                == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")
    }

    @Test("recognise the secret, and nothing else")
    func matching() throws {
        let secret = SecretBytes(Array("a sentence of an officer".utf8))
        let hash = try SecretHash(of: secret, salt: [UInt8](repeating: 1, count: 16))
        #expect(hash.matches(secret))
        #expect(!hash.matches(SecretBytes(Array("a sentence of an office".utf8))))
        #expect(!hash.matches(SecretBytes([])))
        #expect(try SecretHash(of: secret, salt: [UInt8](repeating: 2, count: 16)) != hash)
        #expect(throws: SealFailure.self) {
            _ = try SecretHash(of: SecretBytes(Array("short".utf8)), salt: [])
        }
    }
}
