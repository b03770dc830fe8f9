import Exchange
import Seal
import Store
import Testing

@testable import Workflows

/// What must not come in and what must not leave.
@Suite("Exchange: refusals")
struct RefusalJourneys {
    /// A signed request of UZ as it comes through the door of US, not answered yet.
    private func request(_ pair: ExchangePair) async throws -> DoorRequest {
        try pair.uz.send(to: "US")
        let line = HostileCourier(from: "UZ", to: ["US": Silence()], seed: 1, isHostile: false)
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, none)) { !line.carried.isEmpty }
        return try #require(line.carried.first)
    }

    /// A door behind which nobody answers sensibly.
    private struct Silence: PartnerDesk {
        func trust() -> PartnerTrust { PartnerTrust() }
        func answer(_ request: DoorRequest) async -> DoorAnswer {
            DoorAnswer(status: 500, fields: [], body: [])
        }
    }

    /// Signs the hop anew, as a partner's own gateway could.
    private func resigned(_ request: DoorRequest, by node: Administration) throws -> DoorRequest {
        var facts = HTTPFacts(
            .request(
                method: request.method, authority: request.authority, path: request.path,
                query: request.query),
            fields: [
                HTTPFacts.Field("content-type", "application/txp+json"),
                HTTPFacts.Field("content-digest", ContentDigest.field(of: request.body)),
            ])
        for field in request.fields where field.name == HTTPSignature.messageIDField {
            facts.set(field.name, field.value)
        }
        let key = try node.exchange.standing().keys.signer(for: .hop, at: node.clock.now())
        try HTTPSignature.sign(
            &facts, keyID: key.id, key: key.key, now: node.clock.now(), nonce: "bm9uY2U")
        var again = request
        again.fields = facts.fields.map { .init($0.name, $0.value) }
        return again
    }

    private func code(_ answer: DoorAnswer) throws -> String? {
        try JSONTree(reading: answer.body)["refused"]?.text
    }

    @Test(
        "A change of any byte, with or without a good hop signature, is refused and leaves no trace"
    )
    func tampering() async throws {
        let pair = try ExchangePair()
        let good = try await request(pair)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<4 {
                group.addTask {
                    for place in stride(from: part, to: good.body.count, by: 4) {
                        try await tampered(good, at: place, pair)
                    }
                }
            }
            try await group.waitForAll()
        }
        for place in good.fields.indices {
            var bad = good
            bad.fields[place].value = "x" + bad.fields[place].value
            #expect(await pair.us.exchange.answer(bad).status != 200, "\(bad.fields[place].name)")
            bad.fields.remove(at: place)
            #expect(await pair.us.exchange.answer(bad).status != 200, "without \(place)")
        }
        let changes: [(inout DoorRequest) -> Void] = [
            { $0.method = "PUT" }, { $0.authority = "other.example" }, { $0.query = "x=1" },
            { $0.path = "/gate/txp1/witness" }, { $0.partner = "US" }, { $0.partner = "KZ" },
        ]
        for change in changes {
            var bad = good
            change(&bad)
            #expect(await pair.us.exchange.answer(bad).status != 200)
        }
        #expect(try pair.us.counts.inbox == 0)
        #expect(!pair.us.log.text.contains(canary))
        #expect(await pair.us.exchange.answer(good).status == 200)
        #expect(try pair.us.counts.inbox == 1)
        #expect(try pair.us.verified().isGood)
    }

    /// One bit of the body is another, and the partner's own gateway vouches for it.
    private func tampered(_ good: DoorRequest, at place: Int, _ pair: ExchangePair) async throws {
        var bad = good
        var numbers = SeededNumbers(seed: UInt64(place))
        bad.body[place] ^= UInt8(1 << (numbers.next() % 7))
        let answer = await pair.us.exchange.answer(try resigned(bad, by: pair.uz))
        #expect(answer.status != 200, "byte \(place)")
        #expect(!String(decoding: answer.body, as: UTF8.self).contains(canary))
        guard place % 23 == 0 else { return }
        #expect(try code(await pair.us.exchange.answer(bad)) == "bad-digest")
    }

    @Test(
        "Whoever sends bad signatures without end leaves an entry for each window, with the number")
    func repeatedEvents() async throws {
        let pair = try ExchangePair()
        var bad = try await request(pair)
        let place = try #require(bad.fields.firstIndex { $0.name == "Signature" })
        let wrong = "txp=:" + Base64.encode([UInt8](repeating: 7, count: 64), .standard) + ":"
        bad.fields[place].value = wrong
        let node = try ExchangeNode(
            store: pair.us.store, settings: pair.us.exchange.settings)
        let before = try pair.us.counts.ledger
        for _ in 0..<50 {
            #expect(try code(await node.answer(bad)) == "bad-signature")
        }
        node.tellRepeatedEvents()
        #expect(try pair.us.counts.ledger == before + 1)
        pair.clock.advance(seconds: 600)
        node.tellRepeatedEvents()
        node.tellRepeatedEvents()
        let told = try pair.us.ledger("security")
        #expect(told.map { $0["count"]?.text } == [nil, "49"])
        #expect(told.allSatisfy { $0["partner"] == "UZ" && $0["code"] == "bad-signature" })
        // The window goes on; what comes in it is told when the node stops.
        bad = try resigned(bad, by: pair.uz)
        let again = try #require(bad.fields.firstIndex { $0.name == "Signature" })
        bad.fields[again].value = wrong
        for _ in 0..<3 { _ = await node.answer(bad) }
        node.tellRepeatedEvents(all: true)
        #expect(try pair.us.ledger("security").map { $0["count"]?.text } == [nil, "49", "3"])
        // After a quiet window the next is told at once again.
        pair.clock.advance(seconds: 600)
        node.tellRepeatedEvents()
        bad = try resigned(bad, by: pair.uz)
        bad.fields[again].value = wrong
        _ = await node.answer(bad)
        #expect(try pair.us.ledger("security").count == 4)
        #expect(try pair.us.verified().isGood)
    }

    @Test("Clocks may differ by a minute ahead and five behind, and not by more")
    func skew() async throws {
        for (ahead, isTaken) in [(-60, true), (-65, false), (295, true), (301, false)] {
            let pair = try ExchangePair()
            let good = try resigned(try await request(pair), by: pair.uz)
            // The other side's clock is put forward or back after the signature.
            pair.clock.advance(seconds: Int64(ahead))
            let answer = await pair.us.exchange.answer(good)
            #expect((answer.status == 200) == isTaken, "\(ahead) seconds")
            if !isTaken { #expect(try code(answer) == "not-fresh") }
        }
    }

    @Test("A request is taken within five minutes of its signature, and never by another node")
    func freshness() async throws {
        let pair = try ExchangePair()
        let good = try await request(pair)
        pair.clock.advance(seconds: -120)
        #expect(try code(await pair.us.exchange.answer(good)) == "not-fresh")
        pair.clock.advance(seconds: 120 + 310)
        #expect(try code(await pair.us.exchange.answer(good)) == "not-fresh")
        // A retry signs the hop anew; the envelope is the same.
        let again = try resigned(good, by: pair.uz)
        var back = again
        back.partner = "US"
        #expect(await pair.uz.exchange.answer(back).status != 200)
        #expect(await pair.us.exchange.answer(again).status == 200)
    }

    @Test("The same id with another text, and a number out of order, are refused")
    func conflicts() async throws {
        let pair = try ExchangePair()
        let rows = try (0..<3).map { _ in try submitted(try pair.uz.send(to: "US")) }
        func refused(_ message: SubmittedMessage) async throws -> Refusal.Code? {
            do {
                _ = try await pair.us.exchange.receive(message, hopNode: "UZ")
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(try await refused(rows[1]) == .gapInStream)
        #expect(try await refused(rows[0]) == nil)
        #expect(try await refused(rows[2]) == .gapInStream)
        #expect(try await refused(rows[1]) == nil)
        // Another node's twin with our partner's keys and a stream begun anew.
        let twin = try submitted(
            try pair.uz.restored(on: try copy(of: pair.uz)).send(to: "US"))
        #expect(try await refused(twin) == .digestConflict)
        #expect(try await refused(rows[2]) == nil)
        #expect(try pair.us.counts.inbox == 3)
    }

    /// A store with cards and agreements only, as after everything else was lost.
    private func copy(of node: Administration) throws -> any Store {
        let store = MemoryStore()
        let (cards, agreements) = try node.store.read {
            (try $0.cards(), try $0.agreements())
        }
        try store.write { writer in
            for card in cards { try writer.insert(card) }
            for agreement in agreements { try writer.insert(agreement) }
        }
        return store
    }

    @Test("What the agreement does not permit cannot be put into the outbox")
    func notBuilt() throws {
        let pair = try ExchangePair()
        func refused(_ send: () throws -> OutboxRow) throws -> Refusal.Code? {
            let before = try pair.uz.counts
            do { _ = try send() } catch let refusals as Refusals {
                #expect(try pair.uz.counts == before)
                #expect(!refusals.description.contains(canary))
                return refusals.code
            }
            return nil
        }
        var foreign = try #require(requestContent.object)
        foreign["bankAccount"] = .string("CANARY")
        var missing = try #require(requestContent.object)
        missing["reason"] = nil
        #expect(
            try refused { try pair.uz.send(to: "US", content: .object(foreign)) }
                == .fieldNotPermitted)
        #expect(
            try refused { try pair.uz.send(to: "US", content: .object(missing)) } == .fieldMissing)
        #expect(
            try refused { try pair.uz.send(to: "US", purpose: "statistics") }
                == .purposeNotPermitted)
        #expect(
            try refused { try pair.uz.send(to: "US", preparedBy: "nobody") }
                == .officialNotDesignated)
        #expect(
            try refused { try pair.uz.send(to: "US", approvedBy: "uz-liaison") }
                == .officialNotDesignated)
        #expect(throws: ExchangeFailure.self) { try pair.uz.send(to: "KZ") }
        pair.clock.advance(seconds: 86_400 * 365 * 40)
        #expect(throws: (any Error).self) { try pair.uz.send(to: "US") }
    }

    @Test("A message under another version of the agreement is rejected with a receipt, for good")
    func otherVersion() async throws {
        let pair = try ExchangePair()
        let next = try pair.signed(try ExchangePair.shipped { $0["version"] = .integer(2) })
        try pair.us.exchange.commit { _ = try Partners.adopt(next, in: $0) }
        for _ in 0..<2 { try pair.uz.send(to: "US") }
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 1, isHostile: false)
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 2 }
        #expect(
            try pair.uz.outbox.map(\.status)
                == Array(repeating: "rejected:wrong-agreement", count: 2))
        let kept = try pair.us.inbox
        #expect(kept.map(\.reason) == ["wrong-agreement", "wrong-agreement"])
        #expect(kept.allSatisfy { $0.plaintext == nil })
        #expect(try pair.us.ledger("effect").isEmpty)
        // Once both have it, the same stream goes on.
        try pair.uz.exchange.commit { _ = try Partners.adopt(next, in: $0) }
        try pair.uz.send(to: "US")
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 3 }
        #expect(try pair.uz.outbox.last?.status == "accepted")
    }

    @Test("An effect that refuses rejects the message and leaves nothing else behind")
    func refusingEffect() async throws {
        struct Refusing: EffectHandler {
            func handles(_ type: MessageType) -> Bool { true }
            func apply(
                _ received: ReceivedInformation, of message: SubmittedMessage,
                in transaction: ExchangeTransaction
            ) throws {
                try transaction.record("half", ["id": message.envelope.head.id.text])
                throw Refusals(
                    Refusal(
                        .stateNotPermitted, place: "case", problem: "closed", reason: "section 8",
                        remedy: "open a new case"))
            }
        }
        let pair = try ExchangePair()
        var settings = pair.us.exchange.settings
        settings.handlers = [Refusing()]
        let node = try ExchangeNode(store: pair.us.store, settings: settings)
        let arrival = try await node.receive(
            try submitted(try pair.uz.send(to: "US")), hopNode: "UZ")
        #expect(arrival.status == .rejected(.stateNotPermitted))
        #expect(try pair.us.ledger("half").isEmpty)
        #expect(try pair.us.inbox.map(\.reason) == ["state-not-permitted"])
        #expect(try pair.us.verified().isGood)
    }

    @Test(
        "A first card needs its fingerprint; a later one must follow; nobody takes another's place")
    func cards() throws {
        let pair = try ExchangePair()
        let impostor = try Administration("US", clock: pair.clock, store: MemoryStore())
        #expect(throws: (any Error).self) { try pair.uz.believe(impostor) }
        #expect(throws: (any Error).self) { try pair.uz.believe(impostor, isFirst: false) }
        let kz = try Administration("KZ", clock: pair.clock, store: MemoryStore())
        #expect(throws: ExchangeFailure.self) { try pair.uz.believe(kz, isFirst: false) }
        let card = try kz.card
        #expect(throws: SealFailure.self) {
            try pair.uz.exchange.commit {
                _ = try Partners.add(card, fingerprint: "01234 01234", in: $0)
            }
        }
        #expect(pair.uz.exchange.trust().authorities.keys.sorted() == ["US"])
        try pair.uz.believe(kz)
        #expect(pair.uz.exchange.trust().authorities.keys.sorted() == ["KZ", "US"])
        // Twice is once.
        try pair.uz.believe(kz)
        #expect(try pair.uz.store.read { try $0.cards() }.count == 3)
    }

    @Test("Only what every party has signed is adopted, and a changed text needs a new version")
    func agreements() throws {
        let pair = try ExchangePair()
        let text = try ExchangePair.shipped { $0["version"] = .integer(2) }
        let algorithms = try Agreement(reading: text).signatureAlgorithms
        let half = try SignedAgreement.propose(text, keys: try pair.uz.signers(algorithms))
        #expect(throws: Refusals.self) {
            try pair.uz.exchange.commit { _ = try Partners.adopt(half, in: $0) }
        }
        let other = try pair.signed(
            try ExchangePair.shipped { $0["title"] = .string("Another text") })
        #expect(throws: ExchangeFailure.self) {
            try pair.uz.exchange.commit { _ = try Partners.adopt(other, in: $0) }
        }
        #expect(try pair.uz.store.read { try $0.agreements() }.count == 1)
    }
}
