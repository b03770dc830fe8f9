import Testing

@testable import Seal

@Suite("Signatures of HTTP messages")
struct HTTPSignatureTests {
    private let key: SigningKey
    private let now = Timestamp(seconds: 1_800_000_000)
    private let body = Array("{\"hello\":1}".utf8)

    init() throws {
        key = try SigningKey(.ed25519, secret: SecretBytes([UInt8](repeating: 4, count: 32)))
    }

    private func request(
        method: String = "POST", authority: String = "node.uz.example",
        path: String = "/txp1/inbox",
        query: String? = nil
    ) -> HTTPFacts {
        HTTPFacts(
            .request(method: method, authority: authority, path: path, query: query),
            fields: [
                .init("Content-Type", "application/json"),
                .init("Content-Digest", ContentDigest.field(of: body)),
                .init("TXP-Message-Id", "0190a6b2-0000-7000-8000-000000000001"),
            ])
    }

    private func signed() throws -> HTTPFacts {
        var message = request()
        try HTTPSignature.sign(&message, keyID: "UZ-hop-1", key: key, now: now, nonce: "n1")
        return message
    }

    private func code(
        _ message: HTTPFacts, answering request: HTTPFacts? = nil, at moment: Timestamp? = nil,
        key other: SigningKey? = nil
    ) -> SealFailure.Code? {
        do {
            _ = try HTTPSignature.verify(message, answering: request, now: moment ?? now) { _ in
                (other ?? key).verifyingKey
            }
            return nil
        } catch { return error.code }
    }

    @Test("agrees with RFC 9421 appendix B.2.6")
    func published() throws {
        let seed = try #require(
            Base64.decode("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=", .standard))
        let key = try SigningKey(.ed25519, secret: SecretBytes(seed))
        let message = HTTPFacts(
            .request(
                method: "POST", authority: "example.com", path: "/foo",
                query: "param=Value&Pet=dog"),
            fields: [
                .init("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
                .init("Content-Type", "application/json"), .init("Content-Length", "18"),
            ])
        let items = ["date", "@method", "@path", "@authority", "content-type", "content-length"]
            .map { StructuredField.Item(bare: .string($0), parameters: []) }
        let base = try HTTPSignature.base(
            items, [("created", .integer(1_618_884_473)), ("keyid", .string("test-key-ed25519"))],
            message, nil)
        #expect(
            Base64.encode(try key.sign(Array(base.utf8)), .standard)
                == "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
        )
    }

    @Test("accepts what was signed, within its window")
    func accepted() throws {
        let message = try signed()
        #expect(code(message) == nil)
        #expect(code(message, at: now.adding(seconds: 300)) == nil)
        #expect(code(message, at: now.adding(seconds: -60)) == nil)
        #expect(code(message, at: now.adding(seconds: 301)) == .notFresh)
        #expect(code(message, at: now.adding(seconds: -61)) == .notFresh)
        let signer = try HTTPSignature.verify(message, now: now) { _ in key.verifyingKey }
        #expect(signer == .init(keyID: "UZ-hop-1", created: now, nonce: "n1"))
    }

    @Test("notices every change of what is covered")
    func tampered() throws {
        let fields = try signed().fields
        for other in [
            request(method: "PUT"), request(authority: "node.us.example"), request(path: "/txp1/x"),
            request(query: "x=1"), request(query: ""),
        ] {
            let isSame = other.start == request(query: "").start
            #expect(code(HTTPFacts(other.start, fields: fields)) == (isSame ? nil : .badSignature))
        }
        for name in ["content-type", "content-digest", "txp-message-id"] {
            var message = try signed()
            message.set(name, "x")
            #expect(code(message) == .badSignature)
            message.fields.removeAll { $0.name.lowercased() == name }
            #expect(code(message) == .notCovered)
            var doubled = try signed()
            doubled.fields.append(.init(name, "x"))
            #expect(code(doubled) == .badSignature)
        }
    }

    @Test("refuses a signature that covers less, has no tag or names another algorithm")
    func weakened() throws {
        let message = try signed()
        let input = try #require(message.field("signature-input"))
        func changed(_ from: String, _ to: String) -> SealFailure.Code? {
            var copy = message
            copy.set("Signature-Input", input.replacing(from, with: to))
            return code(copy)
        }
        #expect(changed(" \"@query\"", "") == .notCovered)
        #expect(changed("txp1", "txp2") == .notCovered)
        #expect(changed(";created=1800000000", "") == .notCovered)
        #expect(changed("\"ed25519\"", "\"hmac-sha256\"") == .unsupported)
        #expect(changed("\"n1\"", "\"n2\"") == .badSignature)
        #expect(changed("\"@method\"", "\"@method\" \"@method\"") == .malformed)
        #expect(changed("\"@path\"", "\"@path\" \"@path\";req") == .unsupported)
        #expect(changed("txp=", "sig1=") == .notCovered)
        #expect(changed("(", "((") == .malformed)
        let other = try SigningKey.generate(.ed25519)
        #expect(code(message, key: other) == .badSignature)
        let p256 = try SigningKey.generate(.p256)
        #expect(code(message, key: p256) == .unsupported)
    }

    @Test("binds a response to its request")
    func response() throws {
        let request = try signed()
        var response = HTTPFacts(
            .response(status: 200),
            fields: [
                .init("content-type", "application/json"),
                .init("content-digest", ContentDigest.field(of: body)),
                .init("txp-message-id", "0190a6b2-0000-7000-8000-000000000001"),
            ])
        try HTTPSignature.sign(
            &response, answering: request, keyID: "US-hop-1", key: key, now: now, nonce: "r")
        #expect(code(response, answering: request) == nil)
        var another = self.request()
        try HTTPSignature.sign(&another, keyID: "UZ-hop-1", key: key, now: now, nonce: "n2")
        #expect(code(response, answering: another) == .badSignature)
        #expect(
            code(HTTPFacts(.response(status: 409), fields: response.fields), answering: request)
                == .badSignature)
    }

    @Test("compares the body with its digest")
    func digest() throws {
        let digest = Digest256(hashing: body)
        try ContentDigest.check(ContentDigest.field(of: body), body: digest)
        try ContentDigest.check("sha-512=:AA==:, " + ContentDigest.field(of: body), body: digest)
        func code(_ field: String?) -> SealFailure.Code? {
            #expect(throws: SealFailure.self) { try ContentDigest.check(field, body: digest) }?.code
        }
        #expect(code(nil) == .notCovered)
        #expect(code("sha-512=:AA==:") == .unsupported)
        #expect(code(ContentDigest.field(of: [1])) == .badDigest)
        #expect(code("sha-256=1") == .badDigest)
        #expect(code("sha-256=:A A=:") == .malformed)
    }

    @Test(
        "survives hostile field values",
        arguments: [
            "", ",", "a=", "a=(", "a=(\"x\"", "a=\"\\x\"", "a=:", "a=?2", "a=99999999999999999",
            "a=1.5", "a=@1", "A=1", "a=\"\u{7}\"", "a=1,", "a b", "a=(\"x\"\"y\")",
            String(repeating: "a=1,", count: 10_000),
        ])
    func hostile(text: String) throws {
        var message = try signed()
        message.set("Signature-Input", text)
        #expect(code(message) != nil)
    }
}
