import Exchange
import Seal
import Store
import Testing

@testable import Workflows

/// New node cards over the line.
@Suite("Exchange: new cards")
struct CardJourneys {
    /// Runs the card dispatcher of a node until something holds.
    private func run(
        _ node: Administration, over line: HostileCourier, until isDone: () throws -> Bool
    ) async throws {
        let dispatcher = CardDispatcher(
            node: node.exchange, courier: line, pollMilliseconds: 5)
        let task = Task { try await dispatcher.run() }
        defer { task.cancel() }
        let deadline = ContinuousClock.now + .seconds(180)
        while try !isDone() {
            guard ContinuousClock.now < deadline else {
                Issue.record("no card arrived in three minutes")
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func line(_ pair: ExchangePair, from node: String = "UZ") -> HostileCourier {
        HostileCourier(from: node, to: pair.desks, seed: 1, isHostile: false)
    }

    private func serial(_ of: String, at node: Administration) throws -> Int64 {
        try node.exchange.standing().cards[of]?.card.serial ?? 0
    }

    @Test("A partner believes the next card without a phone and without a restart")
    func next() async throws {
        let pair = try ExchangePair()
        let line = line(pair)
        try await run(pair.uz, over: line) { !line.answers.isEmpty }
        for _ in 0..<3 { try pair.uz.renew(ReachedCode.renewing([.hop, .evidence])) }
        #expect(try serial("UZ", at: pair.us) == 1)
        try await run(pair.uz, over: line) { try serial("UZ", at: pair.us) == 4 }
        // Old keys overlap: what they sign is good, and so is what the new ones sign later.
        try pair.uz.send(to: "US")
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 1 }
        pair.clock.advance(seconds: 31 * 86_400)
        try pair.uz.send(to: "US")
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 2 }
        #expect(try pair.us.ledger("card").filter { $0["node"]?.text == "UZ" }.count == 4)
        #expect(try pair.us.verified().isGood)
    }

    @Test(
        "A stolen hop key is replaced over the line: the card that follows vouches for the new one")
    func stolen() async throws {
        let pair = try ExchangePair()
        var change = ExchangeSetup.Change()
        change.compromised = ["UZ-hop-1"]
        try pair.uz.renew(change)
        let line = line(pair)
        try await run(pair.uz, over: line) { try serial("UZ", at: pair.us) == 2 }
        try pair.uz.send(to: "US")
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 1 }
    }

    @Test("Who asks learns the partner's card as well")
    func asked() async throws {
        let pair = try ExchangePair()
        try pair.us.renew(ReachedCode.renewing([.seal]))
        try await run(pair.uz, over: line(pair)) { try serial("US", at: pair.uz) == 2 }
    }

    @Test("A card that the one before does not vouch for alarms officers and is not believed")
    func broken() async throws {
        let pair = try ExchangePair()
        let impostor = try Administration("UZ", clock: pair.clock, store: MemoryStore())
        try impostor.renew(ReachedCode.renewing([.hop]))
        let forged = try impostor.card
        let partner = RuleBreaker(from: pair.uz, to: pair.us)
        func bring(_ cards: [JWS]) async throws -> RuleBreaker.Told {
            let body = JSONTree.object([
                "v": "TXP/1", "cards": .array(cards.map(\.json)), "have": 1,
            ]).bytes
            let id = MessageID(at: pair.clock.now(), random: secureRandomBytes(count: 10))
            let answer = await pair.us.exchange.answer(
                try partner.request(body, id: id, path: "/gate/txp1/card"))
            let refused = try JSONTree(reading: answer.body)["refused"]?.text
            return RuleBreaker.Told(
                code: refused.flatMap(Refusal.Code.init(rawValue:)), status: answer.status,
                body: answer.body)
        }
        let told = try await bring([forged])
        #expect(told.code == .badSignature && told.status == 401)
        #expect(try serial("UZ", at: pair.us) == 1)
        let alarm = try #require(try pair.us.store.read { try CardAlarm.of("UZ", in: $0) })
        #expect(alarm.fingerprint == CardFingerprint(payload: forged.payload).description)
        #expect(
            try pair.us.ledger("security").map { $0["code"]?.text }.contains("card-chain"))
        #expect(pair.us.log.text.contains("compare fingerprints"))
        // The true partner goes on, and its true next card is believed.
        try pair.uz.renew(ReachedCode.renewing([.hop]))
        #expect(try await bring([try pair.uz.card]).code == nil)
        #expect(try serial("UZ", at: pair.us) == 2)
        #expect(try pair.us.store.read { try CardAlarm.of("UZ", in: $0) } != nil)
        try pair.us.exchange.commit { try CardAlarm.end(of: "UZ", by: "us-head", in: $0) }
        #expect(try pair.us.store.read { try CardAlarm.of("UZ", in: $0) } == nil)
        #expect(try pair.us.verified().isGood)
    }

    @Test("A card too far ahead is no alarm; the sender is told from where to go on")
    func gap() async throws {
        let pair = try ExchangePair()
        for _ in 0..<2 { try pair.uz.renew(ReachedCode.renewing([.hop])) }
        let newest = try pair.uz.card
        let believed = try await pair.us.exchange.believe([newest], of: "UZ")
        #expect(believed == 1)
        #expect(try pair.us.store.read { try CardAlarm.of("UZ", in: $0) } == nil)
        let rest = try pair.uz.exchange.ownCards(after: believed)
        #expect(try await pair.us.exchange.believe(rest, of: "UZ") == 3)
    }
}
