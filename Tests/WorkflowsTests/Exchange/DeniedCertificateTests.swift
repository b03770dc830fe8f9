import Seal
import Testing

@testable import Workflows

@Suite("Denied certificates")
struct DeniedCertificateTests {
    @Test("are what the door is told at once; a second time changes nothing")
    func denied() throws {
        let pair = try ExchangePair()
        let digest = Digest256(hashing: "a certificate whose key was stolen")
        #expect(pair.uz.exchange.trust().denied.isEmpty)
        let isNew = try pair.uz.exchange.commit {
            try DeniedCertificates.deny(digest, by: "uz-head", in: $0)
        }
        #expect(isNew)
        #expect(pair.uz.exchange.trust().denied == [digest.bytes])
        let again = try pair.uz.exchange.commit {
            try DeniedCertificates.deny(digest, by: "uz-head", in: $0)
        }
        #expect(!again)
        #expect(try pair.uz.ledger("certificate-denied").count == 1)
        #expect(pair.us.exchange.trust().denied.isEmpty)
    }
}
