import Dispatch
import Exchange
import Seal
import Store
import StoreSQLite
import Synchronization
import Testing

@testable import Workflows

/// Two nodes and a line between them, in one process.
@Suite("Exchange: delivery")
struct DeliveryJourneys {
    /// Puts messages into both outboxes, `count` in each of four streams.
    private func fill(_ pair: ExchangePair, count: Int) throws {
        for _ in 0..<count {
            for stream in 1...4 {
                try pair.uz.send(to: "US", stream: "case-\(stream)")
                try pair.us.send(to: "UZ", stream: "case-\(stream)")
            }
        }
    }

    /// Everything that was receipted is stored once with the same digest and one effect, in order.
    private func expectExactlyOnce(from sender: Administration, at receiver: Administration) throws
    {
        let sent = try sender.outbox
        let received = try receiver.inbox
        #expect(sent.allSatisfy { $0.state == .done && $0.status == "accepted" })
        #expect(received.count == sent.count)
        let kept = received.sorted { $0.message < $1.message }
        let given = sent.sorted { $0.message < $1.message }
        #expect(kept.map(\.envelope) == given.map(\.envelope))
        #expect(kept.map(\.receipt) == given.map { $0.receipt ?? [] })
        let effects = try receiver.ledger("effect").compactMap { $0["id"]?.text }
        #expect(effects.sorted() == sent.map(\.message).sorted())
        for stream in Set(received.map(\.stream)) {
            let numbers = received.filter { $0.stream == stream }.map(\.sequence)
            #expect(numbers == Array(1...Int64(numbers.count)))
        }
    }

    @Test("A bad line neither loses nor doubles nor disorders messages", arguments: [1, 2, 3])
    func badLine(seed: UInt64) async throws {
        let scratch = try ExchangePair.scratch()
        let pair = try ExchangePair(
            stores: (MemoryStore(), try SQLiteStore(path: scratch + "/us.sqlite")))
        try fill(pair, count: 8)
        let lines = (
            HostileCourier(from: "UZ", to: pair.desks, seed: seed),
            HostileCourier(from: "US", to: pair.desks, seed: seed &+ 1_000)
        )
        try await pair.exchange(lines) {
            try pair.uz.counts.done == 32 && pair.us.counts.done == 32
        }
        try expectExactlyOnce(from: pair.uz, at: pair.us)
        try expectExactlyOnce(from: pair.us, at: pair.uz)
        for node in [pair.uz, pair.us] {
            let outcome = try node.verified()
            #expect(outcome.isGood, "\(outcome.finding?.description ?? "") \(outcome.mismatches)")
            #expect(try node.ledger("security").isEmpty)
            #expect(try node.ledger("alarm").isEmpty)
            // Content is nobody's business but the officers'.
            #expect(!node.log.text.contains(canary))
        }
        for answer in lines.0.answers + lines.1.answers {
            #expect(!String(decoding: answer.body, as: UTF8.self).contains(canary))
        }
    }

    @Test("Partners see each other's ledgers grow and cosign them")
    func witnessing() async throws {
        let pair = try ExchangePair()
        try fill(pair, count: 2)
        let lines = (
            HostileCourier(from: "UZ", to: pair.desks, seed: 1, isHostile: false),
            HostileCourier(from: "US", to: pair.desks, seed: 2, isHostile: false)
        )
        func cosigned(_ node: Administration, by partner: String) throws -> CheckpointRow? {
            try node.store.read { try $0.newestCheckpoint(of: node.code, witness: partner) }
        }
        try await pair.exchange(lines) {
            try cosigned(pair.uz, by: "US") != nil && cosigned(pair.us, by: "UZ") != nil
                && pair.uz.counts.done == 8 && pair.us.counts.done == 8
        }
        // What the partner holds of us is evidence against us, and holds.
        let held = try #require(
            try pair.us.store.read { try $0.newestCheckpoint(of: "UZ", witness: "") })
        let outcome = try pair.uz.verified(
            given: [(try SignedNote(reading: held.note), "from US")])
        #expect(outcome.isGood)
        #expect(outcome.checkpoints > 2)
    }

    @Test("A repeated message gets the receipt of the first, byte for byte, at any later time")
    func repeated() async throws {
        let pair = try ExchangePair()
        let row = try pair.uz.send(to: "US")
        let message = try submitted(row)
        let first = try await pair.us.exchange.receive(message, hopNode: "UZ")
        let before = try pair.us.counts
        pair.clock.advance(seconds: 3 * 7 * 86_400)
        let again = try await pair.us.exchange.receive(message, hopNode: "UZ")
        #expect(!first.isRepeated && again.isRepeated)
        #expect(again.receipt == first.receipt)
        #expect(try pair.us.counts == before)
    }

    @Test("What waits while a commit is under way shares the next one, within bounds")
    func groups() {
        let sizes = Mutex<[Int]>([])
        let gate = DispatchSemaphore(value: 0)
        let finished = DispatchSemaphore(value: 0)
        let group = GroupCommit { parts in
            if sizes.withLock({ $0.isEmpty }) { gate.wait() }
            sizes.withLock { $0.append(parts.count) }
        }
        let part = GroupCommit.Part(
            run: { _ in }, seal: { _, _ in }, finish: { _ in finished.signal() })
        var taken = 0
        while group.add(part) { taken += 1 }
        gate.signal()
        for _ in 0..<taken { finished.wait() }
        #expect(
            sizes.withLock { $0.dropFirst().dropLast().allSatisfy { $0 == GroupCommit.groupMax } })
        #expect(sizes.withLock { $0.reduce(0, +) } == taken)
        #expect(taken <= GroupCommit.waitingMax + GroupCommit.groupMax)
        // When there is room again, work is taken again.
        #expect(group.add(part))
        finished.wait()
    }

    @Test("A full disk gives no receipt; when there is room again everything arrives once")
    func fullDisk() async throws {
        let store = FailingStore(MemoryStore())
        let pair = try ExchangePair(stores: (MemoryStore(), store))
        try fill(pair, count: 1)
        store.setFull(true)
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 1, isHostile: false)
        let back = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, back)) {
            guard line.answers.count >= 12 else { return false }
            store.setFull(false)
            return try pair.uz.counts.done == 4
        }
        let refused = line.answers.prefix(4)
        #expect(refused.allSatisfy { $0.status == 503 })
        #expect(
            refused.allSatisfy { String(decoding: $0.body, as: UTF8.self).contains("unavailable") })
        #expect(try pair.us.counts.inbox == 4)
        #expect(try pair.us.ledger("effect").count == 4)
        #expect(try pair.us.verified().isGood)
    }

    @Test("Keys are renewed while messages are under way, and none is lost")
    func rotation() async throws {
        let pair = try ExchangePair()
        try fill(pair, count: 10)
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 5)
        let back = HostileCourier(from: "US", to: pair.desks, seed: 6)
        var isRenewed = false
        try await pair.exchange((line, back)) {
            if !isRenewed, try pair.uz.counts.done >= 8 {
                isRenewed = true
                var change = ExchangeSetup.Change()
                change.renewed = Set(KeyPurpose.allCases)
                try pair.uz.renew(change)
                try fill(pair, count: 2)
            }
            return try pair.uz.counts.done == 48 && pair.us.counts.done == 48
        }
        try expectExactlyOnce(from: pair.uz, at: pair.us)
        try expectExactlyOnce(from: pair.us, at: pair.uz)
        #expect(try pair.uz.verified().isGood && pair.us.verified().isGood)
    }

    @Test("Keys are renewed with a thousand messages under way, and none is lost")
    func rotationUnderLoad() async throws {
        let scratch = try ExchangePair.scratch()
        let pair = try ExchangePair(
            stores: (
                try SQLiteStore(path: scratch + "/uz.sqlite"),
                try SQLiteStore(path: scratch + "/us.sqlite")
            ))
        try pair.uz.exchange.commit { transaction in
            for number in 0..<1_000 {
                _ = try Messages.send(
                    Messages.Proposal(
                        kind: .request(.verifyExport, .routine), to: "US", agreement: nil,
                        purpose: "duty-evasion", handling: "LIMITED",
                        content: Tainted(own: requestContent), preparedBy: "uz-liaison",
                        approvedBy: "uz-head", stream: "case-\(number % 250)"), in: transaction)
            }
        }
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 9)
        let back = HostileCourier(from: "US", to: pair.desks, seed: 10)
        var renewals: [Administration] = [pair.us, pair.uz]
        try await pair.exchange((line, back)) {
            let done = try pair.uz.counts.done
            if let next = renewals.last, done >= 100 * (3 - renewals.count) {
                renewals.removeLast()
                var change = ExchangeSetup.Change()
                change.renewed = Set(KeyPurpose.allCases)
                try next.renew(change)
                // The other side gets the new card only later; meanwhile the old keys hold.
                if renewals.isEmpty { try pair.us.believe(pair.uz, isFirst: false) }
            }
            return done == 1_000
        }
        #expect(renewals.isEmpty)
        try expectExactlyOnce(from: pair.uz, at: pair.us)
        #expect(try pair.uz.verified().isGood && pair.us.verified().isGood)
    }

    @Test("A key reported as compromised is refused at once, and its successor gets through")
    func revocation() async throws {
        let pair = try ExchangePair()
        try pair.uz.send(to: "US")
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 1, isHostile: false)
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 1 }
        let old = try #require(line.carried.first)
        #expect(await pair.us.exchange.answer(old).status == 200)
        var change = ExchangeSetup.Change()
        change.compromised = ["UZ-hop-1"]
        try pair.uz.renew(change)
        try pair.us.believe(pair.uz, isFirst: false)
        // The same connection, the same request: the thief gets nothing any more.
        let refused = await pair.us.exchange.answer(old)
        #expect(refused.status == 401)
        #expect(String(decoding: refused.body, as: UTF8.self).contains("key-revoked"))
        try pair.uz.send(to: "US")
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 2 }
    }

    @Test("A suspended partner gets nothing, not even what waited; a notice of breach goes out")
    func suspension() async throws {
        let pair = try ExchangePair()
        let row = try pair.uz.send(to: "US")
        try pair.uz.exchange.commit { transaction in
            try transaction.writer.setSuspension(
                SuspensionRow(partner: "US", reason: "breach 1", since: 0), of: "US")
            transaction.changedStanding()
        }
        #expect(throws: Refusals.self) { try pair.uz.send(to: "US") }
        try pair.uz.send(
            to: "US", stream: "breach",
            content: .object([
                "of": .string(row.message), "discovered": "2026-09-20", "text": "Published",
            ]), kind: .breach)
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 1, isHostile: false)
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 1 }
        #expect(try pair.us.inbox.map(\.type) == ["agreement.breach"])
        try pair.uz.exchange.commit { transaction in
            try transaction.writer.setSuspension(nil, of: "US")
            transaction.changedStanding()
        }
        try await pair.exchange((line, none)) { try pair.uz.counts.done == 2 }
        #expect(try pair.us.inbox.count == 2)
    }

    @Test("Messages and receipts travel as files; a file twice changes nothing")
    func bundles() async throws {
        let pair = try ExchangePair()
        for _ in 0..<3 { try pair.uz.send(to: "US") }
        func bundle(_ node: Administration, for partner: String) throws -> [BundleItem] {
            var bytes: [UInt8] = []
            _ = try node.exchange.exportBundle(for: partner) { bytes += $0 }
            #expect(throws: Refusal.self) { try BundleReader.read(Array(bytes.dropLast(200))) }
            return try BundleReader.read(bytes)
        }
        let there = try bundle(pair.uz, for: "US")
        let first = try await pair.us.exchange.importBundle(there)
        let second = try await pair.us.exchange.importBundle(there)
        #expect((first.taken, first.repeated) == (3, 0))
        #expect((second.taken, second.repeated) == (0, 3))
        let back = try bundle(pair.us, for: "UZ")
        #expect(try await pair.uz.exchange.importBundle(back).settled == 3)
        #expect(try await pair.uz.exchange.importBundle(back).settled == 0)
        try expectExactlyOnce(from: pair.uz, at: pair.us)
        #expect(try pair.uz.verified().isGood && pair.us.verified().isGood)
    }
}

/// The message of an outbox row as it travels.
func submitted(_ row: OutboxRow) throws -> SubmittedMessage {
    SubmittedMessage(
        envelope: try Envelope(reading: JWS(reading: JSONTree(reading: row.statement))),
        ciphertext: row.sealed)
}
