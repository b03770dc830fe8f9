import Testing

@testable import Seal

@Suite("Node cards")
struct NodeCardTests {
    private let now = Timestamp(seconds: 1_800_000_000)
    private let evidence: SigningKey
    private let spare: SigningKey
    private let fresh: SigningKey
    private let sealKey: SealKey

    init() throws {
        func key(_ seed: UInt8) throws -> SigningKey {
            try SigningKey(.ed25519, secret: SecretBytes([UInt8](repeating: seed, count: 32)))
        }
        evidence = try key(1)
        spare = try key(2)
        fresh = try key(3)
        sealKey = try SealKey(.xWing, secret: SecretBytes([UInt8](repeating: 4, count: 32)))
    }

    private func entry(
        _ id: String, _ purpose: KeyPurpose, _ key: SigningKey, days: Int64 = 365,
        compromised: Timestamp? = nil
    ) throws -> CardKey {
        try CardKey(
            id: id, purpose: purpose,
            material: .signature(key.algorithm, key.verifyingKey.bytes), notBefore: now,
            notAfter: now.adding(seconds: days * 86_400), compromised: compromised)
    }

    private func keys(_ evidenceKeys: [CardKey]) throws -> [CardKey] {
        try evidenceKeys + [
            entry("hop-1", .hop, spare), entry("log-1", .log, spare),
            CardKey(
                id: "seal-1", purpose: .seal,
                material: .seal(.xWing, sealKey.recipientKey.bytes), notBefore: now,
                notAfter: now.adding(seconds: 86_400)),
        ]
    }

    private func card(
        serial: Int64 = 1, previous: Digest256? = nil, _ evidenceKeys: [CardKey]
    ) throws -> NodeCard {
        try NodeCard(
            node: "UZ", name: "Customs Committee", serial: serial, previous: previous, issued: now,
            endpoints: ["https://node.uz.example"], tlsAuthorities: [[1, 2]],
            keys: try keys(evidenceKeys))
    }

    private func believed() throws -> BelievedCard {
        let first = try card([entry("ev-1", .evidence, evidence), entry("ev-2", .evidence, spare)])
        let statement = try first.signed(by: [("ev-1", evidence)])
        return try BelievedCard(
            statement, comparedFingerprint: "\(CardFingerprint(payload: statement.payload))",
            now: now)
    }

    private func code(_ body: () throws -> Void) -> SealFailure.Code? {
        #expect(throws: SealFailure.self) { try body() }?.code
    }

    @Test("reads back what it writes")
    func roundTrip() throws {
        let first = try believed()
        #expect(try NodeCard(reading: first.card.bytes) == first.card)
        #expect(try BelievedCard(stored: first.card.bytes) == first)
    }

    @Test("believes a first card only with the fingerprint an officer compared")
    func fingerprint() throws {
        let statement = try card([entry("ev-1", .evidence, evidence)])
            .signed(by: [("ev-1", evidence)])
        let print = CardFingerprint(payload: statement.payload)
        #expect(print.groups.count == 8)
        #expect(print.groups.allSatisfy { $0.utf8.count == 5 })
        #expect(print.matches(print.groups.joined(separator: "-")))
        _ = try BelievedCard(statement, comparedFingerprint: print.description, now: now)
        for wrong in [
            "", "00000", String(repeating: "0", count: 40), String(print.description.dropLast()),
        ] {
            #expect(
                code { _ = try BelievedCard(statement, comparedFingerprint: wrong, now: now) }
                    == .badSignature)
        }
    }

    @Test("gives a key only for its purpose, within its validity, until it is compromised")
    func validity() throws {
        let card = try believed().card
        _ = try card.verifyingKey("hop-1", for: .hop, at: now)
        #expect(code { _ = try card.key("hop-9", for: .hop, at: now) } == .unknownKey)
        #expect(code { _ = try card.key("hop-1", for: .evidence, at: now) } == .keyNotValid)
        #expect(
            code { _ = try card.key("hop-1", for: .hop, at: now.adding(seconds: -1)) }
                == .keyNotValid)
        let end = now.adding(seconds: 365 * 86_400)
        #expect(code { _ = try card.key("hop-1", for: .hop, at: end) } == .keyNotValid)
        let revoked = try entry("hop-2", .hop, spare, compromised: now.adding(seconds: 60))
        try revoked.requireValid(at: now.adding(seconds: 59))
        #expect(code { try revoked.requireValid(at: now.adding(seconds: 60)) } == .keyRevoked)
        #expect(try card.recipientKey(.xWing, at: now).id == "seal-1")
        #expect(code { _ = try card.recipientKey(.p256, at: now) } == .unknownKey)
        #expect(
            code { _ = try card.recipientKey(.xWing, at: now.adding(seconds: 86_400)) }
                == .unknownKey)
    }

    @Test("lets an old key vouch for new ones")
    func rotation() throws {
        let first = try believed()
        let next = try card(
            serial: 2, previous: first.digest,
            [entry("ev-1", .evidence, evidence), entry("ev-3", .evidence, fresh)])
        let statement = try next.signed(by: [("ev-1", evidence), ("ev-3", fresh)])
        #expect(try first.succeeded(by: statement, now: now).card == next)
        let same = try next.signed(by: [("ev-1", evidence)])
        #expect(try first.succeeded(by: same, now: now).card == next)
    }

    @Test("refuses a card that no old key vouches for")
    func unvouched() throws {
        let first = try believed()
        let next = try card(
            serial: 2, previous: first.digest, [entry("ev-3", .evidence, fresh)])
        #expect(
            code {
                _ = try first.succeeded(by: try next.signed(by: [("ev-3", fresh)]), now: now)
            } == .badSignature)
        #expect(
            code {
                _ = try first.succeeded(by: try next.signed(by: [("ev-1", fresh)]), now: now)
            } == .badSignature)
    }

    @Test("refuses a skipped number, another past and a replay")
    func order() throws {
        let first = try believed()
        let evidenceKeys = [try entry("ev-1", .evidence, evidence)]
        for (serial, previous) in [
            (Int64(3), first.digest), (2, Digest256(hashing: "other")), (1, nil),
        ] {
            let next = try card(serial: serial, previous: previous, evidenceKeys)
            #expect(
                code {
                    _ = try first.succeeded(
                        by: try next.signed(by: [("ev-1", evidence)]), now: now)
                } == .malformed)
        }
    }

    @Test("lets the second evidence key report the first as compromised, for good")
    func compromise() throws {
        let first = try believed()
        let reported = try card(
            serial: 2, previous: first.digest,
            [
                entry("ev-1", .evidence, evidence, compromised: now),
                entry("ev-2", .evidence, spare),
            ])
        #expect(
            code {
                _ = try first.succeeded(
                    by: try reported.signed(by: [("ev-1", evidence)]), now: now)
            } == .keyRevoked)
        let second = try first.succeeded(
            by: try reported.signed(by: [("ev-2", spare)]), now: now)
        for takenBack in [
            [try entry("ev-1", .evidence, evidence), try entry("ev-2", .evidence, spare)],
            [try entry("ev-2", .evidence, spare)],
        ] {
            let third = try card(serial: 3, previous: second.digest, takenBack)
            #expect(
                code {
                    _ = try second.succeeded(
                        by: try third.signed(by: [("ev-2", spare)]), now: now)
                } == .malformed)
        }
    }

    @Test("refuses new material under an old name")
    func substituted() throws {
        let first = try believed()
        let next = try card(
            serial: 2, previous: first.digest,
            [entry("ev-1", .evidence, fresh), entry("ev-2", .evidence, spare)])
        #expect(
            code {
                _ = try first.succeeded(by: try next.signed(by: [("ev-2", spare)]), now: now)
            } == .malformed)
    }

    @Test(
        "refuses cards of another form",
        arguments: [
            "{}", "[]", "", "{\"v\":\"TXP/2\"}", "{\"v\":\"TXP/1\",\"node\":1}",
        ])
    func forms(text: String) {
        #expect(code { _ = try NodeCard(reading: Array(text.utf8)) } == .malformed)
    }
}
