import Testing

@testable import Exchange
@testable import Seal

@Suite("Reception")
struct ReceptionTests {
    private let pair: TestPair

    init() throws { pair = try TestPair.uzus() }

    private func desk(
        node: String = "US", card: NodeCard? = nil, signed: SignedAgreement? = nil,
        isAgreementKnown: Bool = true, isKeyKnown: Bool = true
    ) -> ReceptionDesk {
        let believed = card ?? pair.us.card
        let agreement = signed ?? pair.signed
        let key = pair.them.seal
        return ReceptionDesk(
            node: node, card: { $0 == believed.node ? believed : nil },
            agreement: { isAgreementKnown && $0 == agreement.agreement.id ? agreement : nil },
            sealKey: { isKeyKnown && $0 == "US-seal-1" ? key : nil })
    }

    private func refusal(
        _ desk: ReceptionDesk, _ message: SubmittedMessage, hop: String? = "UZ",
        at moment: Timestamp? = nil
    ) -> Refusal.Code? {
        do throws(Refusal) {
            _ = try desk.authenticate(message, hopNode: hop, at: moment ?? pair.now)
            return nil
        } catch { return error.code }
    }

    @Test("lets in what is from a partner and for us")
    func authentic() throws {
        let message = try pair.message()
        #expect(refusal(desk(), message) == nil)
        #expect(refusal(desk(), message, hop: nil) == nil)
        let authenticated = try desk().authenticate(message, hopNode: "UZ", at: pair.now)
        let judgement = desk().judge(authenticated, at: pair.now)
        #expect(judgement.status == .accepted)
        guard case .accepted(let information, _) = judgement else { return }
        #expect(information.preparedBy == "uz-liaison")
        #expect(information.label.origin == "UZ")
    }

    @Test("refuses without a receipt what a stranger could have made or changed")
    func strangers() throws {
        let message = try pair.message()
        #expect(refusal(desk(node: "KZ"), message) == .wrongRecipient)
        #expect(refusal(desk(card: pair.them.card), message) == .unknownPartner)
        #expect(refusal(desk(), message, hop: "KZ") == .badSignature)
        var ciphertext = message.ciphertext
        ciphertext[0] ^= 1
        let changed = SubmittedMessage(envelope: message.envelope, ciphertext: ciphertext)
        #expect(refusal(desk(), changed) == .badDigest)
        let late = pair.now.adding(seconds: 86_400 * 1_000)
        #expect(refusal(desk(), message, at: late) == .keyNotValid)
    }

    @Test("rejects with a receipt what the partner signed but must not send")
    func rejected() throws {
        let authenticated = try desk().authenticate(
            try pair.message(), hopNode: "UZ", at: pair.now)
        func status(_ desk: ReceptionDesk, _ moment: Timestamp? = nil) -> Receipt.Status {
            desk.judge(authenticated, at: moment ?? pair.now).status
        }
        #expect(status(desk(isAgreementKnown: false)) == .rejected(.wrongAgreement))
        #expect(status(desk(isKeyKnown: false)) == .rejected(.cannotOpen))
        #expect(status(desk(), pair.now.adding(seconds: 86_400 * 31)) == .rejected(.expired))
        let newer = try TestPair(
            AgreementTests.changed(try shippedDocument("uz-us"), ["version"], to: 2), "UZ", "US")
        #expect(status(desk(signed: newer.signed)) == .rejected(.wrongAgreement))
    }

    /// A sender whose own software does not obey: built around the checks, signed with good keys.
    private func disobedient(
        _ text: JSONTree, purpose: String = "duty-evasion", basis: Article = .applicationOfLaw,
        handling: String = "LIMITED"
    ) throws -> Receipt.Status {
        let salt = SecretBytes([UInt8](repeating: 1, count: 32))
        let head = EnvelopeHead(
            id: MessageID(at: pair.now, random: [UInt8](repeating: 1, count: 10)), from: "UZ",
            to: "US", agreement: pair.signed.agreement.reference, basis: basis, purpose: purpose,
            type: .request,
            position: try #require(StreamPosition(stream: "s", sequence: 1, previous: nil)),
            inReplyTo: nil, created: pair.now, expires: pair.now.adding(seconds: 60),
            handling: handling, commitment: Commitment(salt: salt, plaintext: text.bytes),
            attachments: [])
        let sealed = try SealedPayload.seal(
            text.bytes, salt: salt, for: pair.them.seal.recipientKey,
            head: Digest256(hashing: head.bytes))
        let envelope = try Envelope(
            head: head, sealed: sealed, sealKeyID: "US-seal-1", keys: pair.us.keys([.ed25519]))
        let message = SubmittedMessage(envelope: envelope, ciphertext: sealed.ciphertext)
        let authenticated = try desk().authenticate(message, hopNode: "UZ", at: pair.now)
        let judgement = desk().judge(authenticated, at: pair.now)
        if case .rejected(let refusals) = judgement {
            #expect(!refusals.description.contains("CANARY"))
        }
        return judgement.status
    }

    private func text(
        _ content: JSONTree = TestPair.requestContent, preparedBy: String = "uz-liaison",
        approvedBy: String = "uz-head", request: JSONTree = "verify-export"
    ) -> JSONTree {
        .object([
            "v": "TXP/1", "request": request, "urgency": "routine",
            "preparedBy": .string(preparedBy), "approvedBy": .string(approvedBy),
            "content": content,
        ])
    }

    @Test("applies the agreement to what a disobedient sender built by hand")
    func byHand() throws {
        #expect(try disobedient(text()) == .accepted)
        #expect(try disobedient(text(), purpose: "curiosity") == .rejected(.purposeNotPermitted))
        #expect(try disobedient(text(), basis: .offences) == .rejected(.typeNotPermitted))
        #expect(try disobedient(text(), handling: "PUBLIC") == .rejected(.handlingNotPermitted))
        #expect(
            try disobedient(text(approvedBy: "uz-liaison"))
                == .rejected(.officialNotDesignated))
        #expect(try disobedient(text(preparedBy: "uz-head")) == .rejected(.approvalMissing))
        #expect(try disobedient(text(request: "recovery")) == .rejected(.typeNotPermitted))
        #expect(try disobedient(text(request: "nonsense")) == .rejected(.malformed))
        var content = try #require(TestPair.requestContent.object)
        content["salary"] = 1
        #expect(try disobedient(text(.object(content))) == .rejected(.fieldNotPermitted))
        content["salary"] = nil
        content["CANARY"] = .object(["CANARY CANARY": 1])
        #expect(try disobedient(text(.object(content))) == .rejected(.fieldNotPermitted))
        content["CANARY"] = nil
        content["reason"] = nil
        #expect(try disobedient(text(.object(content))) == .rejected(.fieldMissing))
        #expect(try disobedient("no object") == .rejected(.malformed))
    }

    @Test("keeps digest and place when an envelope is signed again with a newer key")
    func resigned() throws {
        let envelope = try pair.message().envelope
        let again = try envelope.resigned(keys: pair.us.keys([.p256]))
        #expect(again.digest == envelope.digest)
        #expect(again.head == envelope.head)
        try again.verify(card: pair.us.card, at: pair.now, algorithms: [.p256])
    }
}

@Suite("Bundles and evidence")
struct BundleTests {
    private let pair: TestPair

    init() throws { pair = try TestPair.uzus() }

    private func evidence() throws -> [BundleItem] {
        let sent = try pair.message()
        let opened = try sent.envelope.open(sent.ciphertext, with: pair.them.seal)
        let head = sent.envelope.head
        let entry = ReceivedEntry(
            envelope: sent.envelope.digest, from: "UZ", to: "US", id: head.id, at: pair.now)
        var tree = MerkleTree()
        tree.append(entry.bytes)
        let checkpoint = Checkpoint(origin: "US/ledger", size: 1, root: tree.root)
        let receipt = try Receipt(
            entry: entry, status: .accepted,
            log: .init(index: 0, checkpoint: try checkpoint.signed(by: pair.them.log), path: []),
            keys: pair.them.keys([.ed25519]))
        return [
            .card(try pair.us.card.signed(by: pair.us.keys([.ed25519]))),
            .card(try pair.them.card.signed(by: pair.them.keys([.ed25519]))),
            .agreement(pair.signed.statement), .submission(sent), .receipt(receipt.statement),
            .opening(head.id, salt: opened.salt, text: opened.plaintext),
            .checkpoint(try checkpoint.signed(by: pair.them.log).note),
        ]
    }

    private func file(_ items: [BundleItem]) -> [UInt8] {
        var writer = BundleWriter()
        var bytes = writer.begin(from: "UZ", to: "US", at: pair.now)
        for item in items { bytes += writer.add(item) }
        return bytes + writer.end()
    }

    private var fingerprints: Set<String> {
        Set(
            [pair.us, pair.them].map {
                CardFingerprint(payload: $0.card.bytes).description
            })
    }

    @Test("reads back what it writes")
    func roundTrip() throws {
        let items = try evidence()
        #expect(try BundleReader.read(file(items)) == items)
        #expect(try BundleReader.read(file([])) == [])
    }

    @Test("notices lines that were lost, changed, added or cut")
    func damaged() throws {
        let bytes = file(try evidence())
        var lines = bytes.split(separator: 0x0A).map { Array($0) }
        func fails(_ lines: [[UInt8]]) -> Bool {
            do {
                _ = try BundleReader.read(Array(lines.joined(separator: [0x0A])))
                return false
            } catch { return true }
        }
        #expect(!fails(lines))
        for place in lines.indices {
            var lost = lines
            lost.remove(at: place)
            #expect(fails(lost), "line \(place)")
            var doubled = lines
            doubled.insert(lines[place], at: place)
            #expect(fails(doubled), "line \(place)")
        }
        lines.append(lines[1])
        #expect(fails(lines))
        for cut in stride(from: 0, to: bytes.count - 1, by: 97) {
            #expect(throws: Refusal.self) { try BundleReader.read(Array(bytes[..<cut])) }
        }
    }

    @Test("proves to a stranger who sent what, when it arrived, and what it said")
    func proven() throws {
        let audit = try EvidenceAudit(try evidence(), fingerprints: fingerprints)
        let exhibit = try #require(audit.exhibits.first)
        #expect(exhibit.from == "UZ")
        #expect(exhibit.receivedAt == pair.now)
        #expect(exhibit.isTextProven)
    }

    @Test("does not believe evidence with a part missing, changed or foreign")
    func disbelieved() throws {
        let items = try evidence()
        func fails(_ items: [BundleItem], _ prints: Set<String>? = nil) -> Bool {
            do {
                _ = try EvidenceAudit(items, fingerprints: prints ?? fingerprints)
                return false
            } catch { return true }
        }
        #expect(fails(items, []))
        #expect(fails(items, [try #require(fingerprints.first)]))
        for place in 0..<4 {
            var without = items
            without.remove(at: place)
            #expect(fails(without), "item \(place)")
        }
        guard case .opening(let id, let salt, let text) = items[5],
            case .submission(let message) = items[3]
        else {
            Issue.record("another order")
            return
        }
        var other = items
        other[5] = .opening(id, salt: salt, text: text + [0x20])
        #expect(fails(other))
        other = items
        other[3] = .submission(
            SubmittedMessage(envelope: message.envelope, ciphertext: message.ciphertext + [0]))
        #expect(fails(other))
        #expect(fails(items + [items[3]]))
    }

    @Test(
        "survives hostile lines",
        arguments: [
            "", "{}", "[]", "{\"bundle\":\"TXP/1\"}", "{\"card\":{}}", "{\"end\":0}", "null",
            "{\"envelope\":1,\"sealed\":\"\"}", "{\"opening\":\"x\",\"salt\":\"\",\"text\":\"\"}",
        ])
    func hostile(line: String) throws {
        var reader = BundleReader()
        #expect(throws: Refusal.self) { try reader.read(Array(line.utf8)) }
        var writer = BundleWriter()
        var begun = BundleReader()
        let first = writer.begin(from: "UZ", to: "US", at: pair.now)
        _ = try begun.read(Array(first.dropLast()))
        #expect(throws: Refusal.self) { try begun.read(Array(line.utf8)) }
    }
}
