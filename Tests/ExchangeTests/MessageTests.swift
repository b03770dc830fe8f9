import Testing

@testable import Exchange
@testable import Seal

@Suite("Messages")
struct MessageTests {
    private func code(_ body: () throws(Refusal) -> Void) -> Refusal.Code? {
        do throws(Refusal) {
            try body()
            return nil
        } catch { return error.code }
    }

    @Test(
        "travels from one side to the other under each shipped agreement",
        arguments: [
            ("uz-us", "UZ", "US"), ("uz-kz", "KZ", "UZ"), ("central-asia", "TJ", "KG"),
        ])
    func journey(name: String, from: String, to: String) throws {
        let pair = try TestPair(try shippedDocument(name), from, to)
        let agreement = pair.signed.agreement
        let sent = try pair.message()
        let received = try SubmittedMessage(reading: sent.bytes)
        #expect(received == sent)
        try received.envelope.verify(
            card: pair.us.card, at: pair.now, algorithms: agreement.signatureAlgorithms)
        let opened = try received.envelope.open(
            received.ciphertext, with: pair.them.sealKey(agreement.sealSuite))
        let information = try pair.signed.admit(
            received.envelope.head, opened: opened, at: pair.now)
        #expect(information.kind == .request(.verifyExport, .routine))
        let content = try information.content.value(
            for: .read(purpose: "duty-evasion"), at: pair.now)
        #expect(content == TestPair.requestContent)
        #expect(throws: Refusal.self) {
            try information.content.value(for: .read(purpose: "other"), at: pair.now)
        }
        #expect(!"\(opened)".contains("CANARY"))
        #expect(!String(decoding: sent.bytes, as: UTF8.self).contains("CANARY"))
    }

    @Test("has the same digest however often it is signed")
    func digest() throws {
        let pair = try TestPair(try shippedDocument("central-asia"), "UZ", "KZ")
        let message = try pair.message()
        let again = try JWS(
            signing: message.envelope.statement.payload, type: Envelope.type,
            keys: pair.us.keys([.p256]))
        #expect(again != message.envelope.statement)
        #expect(try Envelope(reading: again).digest == message.envelope.digest)
    }

    @Test("is refused when any byte of the body is changed")
    func tampered() throws {
        let pair = try TestPair.uzus()
        let body = try pair.message().bytes
        var state: UInt64 = 42
        for place in stride(from: 0, to: body.count, by: 23) {
            var changed = body
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            changed[place] ^= UInt8(truncatingIfNeeded: state >> 40) | 1
            let refused = code { () throws(Refusal) in
                let read = try SubmittedMessage(reading: changed)
                try read.envelope.verify(
                    card: pair.us.card, at: pair.now, algorithms: [.ed25519])
                _ = try read.envelope.open(read.ciphertext, with: pair.them.seal)
            }
            #expect(refused != nil, "byte \(place)")
        }
    }

    @Test("is read or refused, never more, when cut or scrambled", arguments: [UInt64(1), 2, 3, 4])
    func scrambled(seed: UInt64) throws {
        let body = try TestPair.uzus().message().bytes
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            var changed = body
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: changed.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed.removeSubrange(place...)
                case 1: changed[place] = UInt8.random(in: 0...255, using: &random)
                default: changed.insert(contentsOf: changed[place...].prefix(50), at: place)
                }
                if changed.isEmpty { break }
            }
            if changed == body { continue }
            do throws(Refusal) {
                _ = try SubmittedMessage(reading: changed)
            } catch { #expect(!error.reason.isEmpty) }
        }
    }

    @Test("is refused with another card, algorithm, key or agreement, or too late")
    func wrong() throws {
        let pair = try TestPair.uzus()
        let message = try pair.message()
        let envelope = message.envelope
        #expect(
            code { () throws(Refusal) in
                try envelope.verify(card: pair.them.card, at: pair.now, algorithms: [.ed25519])
            } == .badSignature)
        #expect(
            code { () throws(Refusal) in
                try envelope.verify(card: pair.us.card, at: pair.now, algorithms: [.p256])
            } == .unsupported)
        #expect(
            code { () throws(Refusal) in
                try envelope.verify(
                    card: pair.us.card, at: pair.now.adding(seconds: 86_400 * 3_000),
                    algorithms: [.ed25519])
            } == .keyNotValid)
        #expect(
            code { () throws(Refusal) in
                _ = try envelope.open(message.ciphertext, with: pair.us.seal)
            } == .cannotOpen)
        let opened = try envelope.open(message.ciphertext, with: pair.them.seal)
        let other = try TestPair(
            AgreementTests.changed(try shippedDocument("uz-us"), ["version"], to: 2), "UZ", "US")
        func admission(_ signed: SignedAgreement, _ moment: Timestamp) -> Refusal.Code? {
            do {
                _ = try signed.admit(envelope.head, opened: opened, at: moment)
                return nil
            } catch { return error.code }
        }
        #expect(admission(other.signed, pair.now) == .wrongAgreement)
        #expect(admission(pair.signed, pair.now.adding(seconds: 86_400 * 30)) == .expired)
        #expect(admission(pair.signed, pair.now) == nil)
    }

    @Test("cannot be sealed after its time, for another partner or without the algorithms")
    func sealing() throws {
        let pair = try TestPair.uzus()
        let disclosure = try pair.disclosure()
        func attempt(
            created: Timestamp, card: NodeCard, keys: [(id: String, key: SigningKey)]
        ) throws -> Refusal.Code? {
            let position = try #require(
                StreamPosition(stream: "s", sequence: 1, previous: nil))
            return code { () throws(Refusal) in
                _ = try disclosure.sealed(
                    EnvelopeCircumstances(
                        id: MessageID(at: pair.now, random: [UInt8](repeating: 1, count: 10)),
                        position: position, inReplyTo: nil, created: created,
                        expires: created.adding(seconds: 60),
                        salt: SecretBytes([UInt8](repeating: 1, count: 32))),
                    card: card, keys: keys)
            }
        }
        let keys = pair.us.keys([.ed25519])
        #expect(try attempt(created: pair.now, card: pair.them.card, keys: keys) == nil)
        #expect(
            try attempt(
                created: pair.now.adding(seconds: 86_400), card: pair.them.card, keys: keys)
                == .expired)
        #expect(
            try attempt(created: pair.now, card: pair.us.card, keys: keys) == .wrongRecipient)
        #expect(
            try attempt(
                created: pair.now, card: pair.them.card, keys: pair.us.keys([.p256]))
                == .unsupported)
    }

    @Test("reads ids of version 7 only")
    func ids() throws {
        let id = MessageID(
            at: Timestamp(milliseconds: 0x0190_A6B2_0000),
            random: [UInt8](repeating: 255, count: 10))
        #expect(id.text == "0190a6b2-0000-7fff-bfff-ffffffffffff")
        #expect(MessageID(id.text) == id)
        for bad in [
            "", "0190A6B2-0000-7fff-bfff-ffffffffffff", "0190a6b2-0000-4fff-bfff-ffffffffffff",
            "0190a6b2-0000-7fff-cfff-ffffffffffff", "0190a6b2x0000-7fff-bfff-ffffffffffff",
        ] {
            #expect(MessageID(bad) == nil)
        }
    }

    @Test("is receipted with a proof that the log holds it")
    func receipt() throws {
        let pair = try TestPair.uzus()
        let message = try pair.message()
        let head = message.envelope.head
        let entry = ReceivedEntry(
            envelope: message.envelope.digest, from: head.from, to: head.to, id: head.id,
            at: pair.now)
        var tree = MerkleTree()
        for number in 0..<6 { tree.append([UInt8(number)]) }
        tree.append(entry.bytes)
        tree.append([9])
        let checkpoint = Checkpoint(origin: "US/ledger", size: tree.size, root: tree.root)
        func receipt(
            index: UInt64 = 6, status: Receipt.Status = .accepted, log: SigningKey? = nil
        ) throws -> Receipt {
            try Receipt(
                entry: entry, status: status,
                log: .init(
                    index: index, checkpoint: try checkpoint.signed(by: log ?? pair.them.log),
                    path: try #require(tree.prover.inclusion(of: index, size: 8))),
                keys: pair.them.keys([.ed25519]))
        }
        for status in [Receipt.Status.accepted, .stored, .rejected(.purposeNotPermitted)] {
            let made = try receipt(status: status)
            let read = try Receipt(reading: made.statement)
            #expect(read == made)
            let seen = try read.verify(for: message.envelope, card: pair.them.card, at: pair.now)
            #expect(seen == checkpoint)
        }
        func failure(_ receipt: Receipt, _ envelope: Envelope, _ card: NodeCard) -> Refusal.Code? {
            code { () throws(Refusal) in
                try receipt.verify(for: envelope, card: card, at: pair.now)
            }
        }
        let other = try pair.message(number: 2, previous: message.envelope.digest).envelope
        #expect(failure(try receipt(), other, pair.them.card) == .badSignature)
        #expect(failure(try receipt(), message.envelope, pair.us.card) == .badSignature)
        #expect(
            failure(try receipt(index: 5), message.envelope, pair.them.card) == .badSignature)
        #expect(
            failure(try receipt(log: pair.us.log), message.envelope, pair.them.card)
                == .badSignature)
    }
}
