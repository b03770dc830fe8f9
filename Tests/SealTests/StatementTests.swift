import Testing

@testable import Seal

@Suite("Signed statements")
struct StatementTests {
    private static func key(_ algorithm: SignatureAlgorithm, _ seed: UInt8) throws -> SigningKey {
        try SigningKey(algorithm, secret: SecretBytes([UInt8](repeating: seed, count: 32)))
    }

    private func code(_ body: () throws -> Void) -> SealFailure.Code? {
        #expect(throws: SealFailure.self) { try body() }?.code
    }

    @Test("verifies what was signed, with each kind of key", arguments: SignatureAlgorithm.allCases)
    func roundTrip(algorithm: SignatureAlgorithm) throws {
        let key = try Self.key(algorithm, 3)
        let again = try SigningKey(algorithm, secret: key.secret)
        #expect(again.verifyingKey == key.verifyingKey)
        let jws = try JWS(signing: [1, 2, 3], type: "t", keys: [("k", key)])
        let read = try JWS(reading: try JSONTree(reading: jws.json.bytes))
        #expect(read == jws)
        #expect(try read.verify(type: "t") { _ in again.verifyingKey } == ["k": algorithm])
        #expect(try VerifyingKey(algorithm, bytes: key.verifyingKey.bytes) == key.verifyingKey)
    }

    @Test("refuses another kind of statement, another key, another payload, another algorithm")
    func refused() throws {
        let key = try Self.key(.ed25519, 1)
        let other = try Self.key(.ed25519, 2)
        let p256 = try Self.key(.p256, 1)
        let jws = try JWS(signing: Array("pay 5".utf8), type: "t", keys: [("k", key)])
        #expect(code { try jws.verify(type: "u") { _ in key.verifyingKey } } == .badSignature)
        #expect(code { try jws.verify(type: "t") { _ in other.verifyingKey } } == .badSignature)
        #expect(code { try jws.verify(type: "t") { _ in p256.verifyingKey } } == .unsupported)
        let forged = String(decoding: jws.json.bytes, as: UTF8.self).replacing(
            Base64.encode(Array("pay 5".utf8), .url), with: Base64.encode(Array("pay 9".utf8), .url)
        )
        let read = try JWS(reading: try JSONTree(reading: Array(forged.utf8)))
        #expect(code { try read.verify(type: "t") { _ in key.verifyingKey } } == .badSignature)
    }

    @Test("lets one bad signature spoil all")
    func spoiled() throws {
        let first = try Self.key(.ed25519, 1)
        let second = try Self.key(.mlDSA65, 2)
        let both = try JWS(signing: [9], type: "t", keys: [("a", first), ("b", second)])
        let signers = try both.verify(type: "t") {
            $0 == "a" ? first.verifyingKey : second.verifyingKey
        }
        #expect(signers == ["a": .ed25519, "b": .mlDSA65])
        let wrong = try Self.key(.mlDSA65, 3)
        #expect(
            code {
                try both.verify(type: "t") {
                    $0 == "a" ? first.verifyingKey : wrong.verifyingKey
                }
            } == .badSignature)
    }

    @Test(
        "refuses forms outside the profile",
        arguments: [
            "1", "{}", "{\"payload\":\"AA\",\"signatures\":[]}",
            "{\"payload\":\"A\",\"signatures\":[{\"protected\":\"e30\",\"signature\":\"AA\"}]}",
            "{\"payload\":\"AA\",\"signatures\":[{\"protected\":\"e30\",\"signature\":\"AA\"}]}",
            "{\"payload\":\"AA\",\"protected\":\"e30\",\"signature\":\"AA\"}",
        ])
    func forms(text: String) throws {
        let value = try JSONTree(reading: Array(text.utf8))
        #expect(code { _ = try JWS(reading: value) } == .malformed)
    }

    @Test(
        "refuses headers that ask for something else",
        arguments: [
            "{\"alg\":\"none\"}",
            "{\"alg\":\"Ed25519\",\"kid\":\"k\",\"typ\":\"t\",\"crit\":[\"b64\"]}",
            "{\"alg\":\"Ed25519\",\"kid\":\"k\",\"typ\":\"t\",\"jwk\":{}}",
            "{\"kid\":\"k\",\"typ\":\"t\"}",
        ])
    func headers(header: String) throws {
        let value = JSONTree.object([
            "payload": "AA",
            "signatures": [
                .object([
                    "protected": .string(Base64.encode(Array(header.utf8), .url)),
                    "signature": "AA",
                ])
            ],
        ])
        #expect(code { _ = try JWS(reading: value) } != nil)
    }
}

@Suite("Seals")
struct SealingTests {
    private let head = Digest256(hashing: "head")
    private let salt = SecretBytes([UInt8](repeating: 5, count: 32))

    private func code(_ body: () throws -> Void) -> SealFailure.Code? {
        #expect(throws: SealFailure.self) { try body() }?.code
    }

    @Test("opens what was sealed, and commits to it", arguments: SealSuite.allCases)
    func roundTrip(suite: SealSuite) throws {
        let key = try SealKey.generate(suite)
        let again = try SealKey(suite, secret: key.secret)
        let recipient = try RecipientKey(suite, bytes: again.recipientKey.bytes)
        let plain = Array("17 boxes".utf8)
        let sealed = try SealedPayload.seal(plain, salt: salt, for: recipient, head: head)
        #expect(sealed.encapsulation.count == suite.encapsulationByteCount)
        let commitment = Commitment(salt: salt, plaintext: plain)
        let opened = try sealed.open(with: key, head: head, commitment: commitment)
        #expect(opened.plaintext == plain)
        #expect(opened.salt == salt)
    }

    @Test(
        "opens nothing for another key, another head or any changed byte",
        arguments: [
            SealSuite.allCases[0], SealSuite.allCases[1],
        ])
    func refused(suite: SealSuite) throws {
        let key = try SealKey.generate(suite)
        let plain = Array("17 boxes".utf8)
        let sealed = try SealedPayload.seal(plain, salt: salt, for: key.recipientKey, head: head)
        let commitment = Commitment(salt: salt, plaintext: plain)
        func attempt(
            _ payload: SealedPayload, _ key: SealKey, _ head: Digest256, _ promise: Commitment
        ) -> SealFailure.Code? {
            code { _ = try payload.open(with: key, head: head, commitment: promise) }
        }
        let other = try SealKey.generate(suite)
        #expect(attempt(sealed, other, head, commitment) == .cannotOpen)
        #expect(attempt(sealed, key, Digest256(hashing: "x"), commitment) == .cannotOpen)
        let lie = Commitment(salt: salt, plaintext: plain + [0])
        #expect(attempt(sealed, key, head, lie) == .badDigest)
        let foreign = try SealKey.generate(suite == .xWing ? .p256 : .xWing)
        #expect(attempt(sealed, foreign, head, commitment) == .unsupported)
        for place in sealed.ciphertext.indices {
            var bytes = sealed.ciphertext
            bytes[place] ^= 1
            let changed = SealedPayload(
                suite: suite, encapsulation: sealed.encapsulation, ciphertext: bytes)
            #expect(attempt(changed, key, head, commitment) == .cannotOpen)
        }
        for bad in [[], [UInt8](repeating: 0, count: suite.encapsulationByteCount)] {
            let changed = SealedPayload(
                suite: suite, encapsulation: bad, ciphertext: sealed.ciphertext)
            #expect(attempt(changed, key, head, commitment) == .cannotOpen)
        }
    }

    @Test(
        "carries files of every length around the chunk size",
        arguments: [
            0, 1, 65_535, 65_536, 65_537, 200_000,
        ])
    func attachment(byteCount: Int) throws {
        let key = try SealKey.generate(.p256)
        let file = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var sealer = try SealedAttachment.Sealer(for: key.recipientKey, head: head, number: 2)
        let count = Int(SealedAttachment.chunkCount(byteCount: UInt64(byteCount)))
        var chunks: [[UInt8]] = []
        for number in 0..<count {
            let start = number * SealedAttachment.chunkByteCount
            let end = min(byteCount, start + SealedAttachment.chunkByteCount)
            chunks.append(
                try sealer.seal(Array(file[start..<end]), isLast: number == count - 1))
        }
        #expect(code { _ = try sealer.seal([1], isLast: true) } == .malformed)
        var opener = try SealedAttachment.Opener(
            with: key, encapsulation: sealer.encapsulation, head: head, number: 2)
        var read: [UInt8] = []
        for (number, chunk) in chunks.enumerated() {
            #expect(!opener.isComplete)
            read += try opener.open(chunk, isLast: number == count - 1)
        }
        #expect(opener.isComplete)
        #expect(read == file)
    }

    @Test("notices swapped, repeated, cut and foreign chunks")
    func chunks() throws {
        let key = try SealKey.generate(.p256)
        let full = [UInt8](repeating: 1, count: SealedAttachment.chunkByteCount)
        var sealer = try SealedAttachment.Sealer(for: key.recipientKey, head: head, number: 0)
        let chunks = [
            try sealer.seal(full, isLast: false), try sealer.seal(full, isLast: false),
            try sealer.seal([9], isLast: true),
        ]
        let encapsulation = sealer.encapsulation
        func opener(_ number: UInt32 = 0) throws -> SealedAttachment.Opener {
            try SealedAttachment.Opener(
                with: key, encapsulation: encapsulation, head: head, number: number)
        }
        var swapped = try opener()
        #expect(code { _ = try swapped.open(chunks[1], isLast: false) } == .cannotOpen)
        var cut = try opener()
        _ = try cut.open(chunks[0], isLast: false)
        #expect(code { _ = try cut.open(chunks[1], isLast: true) } == .cannotOpen)
        var foreign = try opener(1)
        #expect(code { _ = try foreign.open(chunks[0], isLast: false) } == .cannotOpen)
        var long = try opener()
        #expect(code { _ = try long.open(chunks[0] + [0], isLast: true) } == .malformed)
        var short = try SealedAttachment.Sealer(for: key.recipientKey, head: head, number: 0)
        #expect(code { _ = try short.seal([1], isLast: false) } == .malformed)
    }
}

@Suite("Moments and days")
struct TimestampTests {
    @Test(
        "reads what it writes",
        arguments: [
            Int64(0), 1, 999, 1_000, 1_763_772_096_123, -1, -86_400_001, 951_782_400_000,
            Timestamp.earliest.milliseconds, Timestamp.latest.milliseconds,
        ])
    func roundTrip(milliseconds: Int64) {
        let moment = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(moment.description) == moment)
    }

    @Test(
        "agrees with known moments",
        arguments: [
            (Int64(1_618_884_473), "2021-04-20T02:07:53Z"), (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        ])
    func known(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).description == text)
        #expect(Timestamp(text)?.seconds == seconds)
    }

    @Test(
        "refuses moments that do not exist or have another form",
        arguments: [
            "", "2021-02-29T00:00:00Z", "2021-04-20T24:00:00Z", "2021-04-20T02:60:00Z",
            "2021-04-20T02:07:53", "2021-04-20T02:07:53+00:00", "2021-04-20 02:07:53Z",
            "2021-04-20T02:07:53.000Z", "2021-04-20T02:07:53.1Z", "0000-01-01T00:00:00Z",
            "2021-13-01T00:00:00Z", "２021-04-20T02:07:53Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("walks through four centuries of days without a gap")
    func days() throws {
        var date = try #require(CivilDate("1899-12-31"))
        #expect(date.weekday == 7)
        let end = try #require(CivilDate("2300-01-01"))
        var before = date
        while date < end {
            date = CivilDate(dayNumber: date.dayNumber + 1)
            #expect(date.weekday == before.weekday % 7 + 1)
            let parts = date.parts
            if parts.day != 1 { #expect(parts.day == before.parts.day + 1) }
            guard CivilDate(year: parts.year, month: parts.month, day: parts.day) == date else {
                Issue.record("\(date)")
                return
            }
            before = date
        }
    }

    @Test("stays bounded at extreme values")
    func extremes() {
        #expect(Timestamp(seconds: .max) == .latest)
        #expect(Timestamp(seconds: .min) == .earliest)
        #expect(Timestamp.latest.adding(milliseconds: .max) == .latest)
        #expect(Timestamp.earliest.adding(seconds: .min) == .earliest)
    }
}
