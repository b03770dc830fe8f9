import Foundation
import Gateway
import Logging
import Seal
import Store
import StoreSQLite
import Testing

/// Two real nodes, killed and cut off again and again while messages are under way.
@Suite("Exchange between two running nodes")
struct ExchangeFaultJourneys {
    /// Rounds of killing; `TAMGA_FAULT_ROUNDS` asks for more, `TAMGA_FAULT_SEED` for others.
    private static let rounds = number("TAMGA_FAULT_ROUNDS") ?? 6
    private static let seed = UInt64(number("TAMGA_FAULT_SEED") ?? 20_260_922)

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test(
        "every receipted message is stored once with the same digest, whoever is killed or cut off")
    func killed() async throws {
        let proxy = try InterferingProxy(seed: Self.seed, cutsOfHundred: 40)
        defer { proxy.close() }
        let nodes = try TwoNodes(usPort: proxy.port)
        let kz = try nodes.third("KZ")
        let relay = try HostileRelay(
            from: nodes.uz, to: ["US": nodes.us, "KZ": kz], seed: Self.seed)
        let door = try await PartnerDoor(
            at: GatewayAddress(host: "127.0.0.1", port: 0),
            identity: try HostileRelay.identity(nodes.us), desk: relay,
            logger: Logger(label: "relay") { _ in SwiftLogNoOpLogHandler() })
        proxy.pass(to: door.address.port)
        try await killed(nodes, relay)
        let counts = relay.counts
        #expect(
            counts.lost > 0 && counts.doubled > 0 && counts.late > 0 && counts.replayed > 0,
            "seed \(Self.seed): \(counts)")
        #expect(proxy.cutCount > 0)
        try await replayed(relay, nodes, kz)
        await door.close()
    }

    /// What was recorded is sent again, after a restart and to a node it was never meant for: nobody
    /// stores anything.
    private func replayed(
        _ relay: HostileRelay, _ nodes: TwoNodes, _ kz: String
    ) async throws {
        let serving = try await apart {
            [try Serving(nodes.us, "--port", "0"), try Serving(kz, "--port", "0")]
        }
        let store = try nodes.store(nodes.us)
        let before = try store.read { try $0.exchangeCounts() }
        let again = await relay.replayAll(to: "US", port: serving[0].gatewayPort)
        let astray = await relay.replayAll(to: "KZ", port: serving[1].gatewayPort)
        #expect(again.count > 5 && astray.count == again.count)
        for replay in again where replay.status == 200 {
            let kept = try store.read {
                try $0.inboxReceipt(sender: "UZ", message: replay.message)
            }
            let answer = try JSONTree(reading: replay.body)
            #expect(answer["receipt"]?.bytes == kept, "the receipt of the first time")
        }
        // Whatever is older than five minutes needs a fresh signature; nothing else may refuse it.
        #expect(again.allSatisfy { $0.status == 200 || $0.status == 401 })
        #expect(astray.allSatisfy { $0.status == 421 || $0.status == 401 })
        let after = try store.read { try $0.exchangeCounts() }
        #expect(after.inbox == before.inbox)
        #expect(try nodes.store(kz).read { try $0.exchangeCounts() }.inbox == 0)
        #expect(try await apart { serving.map { $0.stop() } } == [0, 0])
    }

    private func killed(_ nodes: TwoNodes, _ relay: HostileRelay) async throws {
        var random = SplitMix64(seed: Self.seed)
        func receiver() async throws -> Serving {
            let serving = try await apart { try Serving(nodes.us, "--port", "0") }
            relay.pass(to: serving.gatewayPort)
            return serving
        }
        func sender() async throws -> Serving {
            try await apart { try Serving(nodes.uz, "--port", "0") }
        }
        var us = try await receiver()
        var uz = try await sender()
        var slowest = max(us.startSeconds, uz.startSeconds)
        for _ in 0..<Self.rounds {
            let count = Int.random(in: 5...25, using: &random)
            try await apart { try nodes.queue(count) }
            try await Task.sleep(for: .microseconds(Int.random(in: 0...400_000, using: &random)))
            let choice = Int.random(in: 0..<3, using: &random)
            if choice != 1 {
                us.kill()
                us = try await receiver()
                slowest = max(slowest, us.startSeconds)
            }
            if choice != 0 {
                uz.kill()
                uz = try await sender()
                slowest = max(slowest, uz.startSeconds)
            }
        }
        relay.becomeHonest()
        let store = try nodes.store(nodes.uz)
        let isEmpty = try await apart {
            try wait(seconds: 120) { try store.read { try $0.outboxRecipients() }.isEmpty }
        }
        #expect(isEmpty, "seed \(Self.seed): everything is delivered without anybody's help")
        let last = [uz, us]
        #expect(try await apart { last.map { $0.stop() } } == [0, 0])
        #expect(slowest < 5, "seed \(Self.seed): a restart takes \(slowest) seconds")
        try compare(store, try nodes.store(nodes.us))
        for node in [nodes.uz, nodes.us] {
            let outcome = try await apart { try Program.run("ledger", "verify", "--node", node) }
            #expect(outcome.code == 0, "seed \(Self.seed): \(outcome.errors)")
        }
    }

    /// What one sent and the other got: the same messages, once, in order, without gaps.
    private func compare(_ sender: SQLiteStore, _ receiver: SQLiteStore) throws {
        var sent: [OutboxRow] = []
        var received: [InboxRow] = []
        while true {
            let rows = try sender.read { [after = sent.last?.row ?? 0] in
                try $0.outbox(after: after, limit: 500)
            }
            if rows.isEmpty { break }
            sent += rows
        }
        while true {
            let rows = try receiver.read { [after = received.last?.row ?? 0] in
                try $0.inbox(after: after, limit: 500)
            }
            if rows.isEmpty { break }
            received += rows
        }
        #expect(sent.count >= 5 * Self.rounds)
        #expect(received.count == sent.count, "one row for each message")
        #expect(sent.allSatisfy { $0.state == .done && $0.status == "accepted" })
        let digests = Dictionary(received.map { ($0.message, $0.envelope) }) { first, _ in first }
        for row in sent {
            #expect(digests[row.message] == row.envelope, "message \(row.message)")
            let kept = try receiver.read {
                try $0.inboxReceipt(sender: "UZ", message: row.message)
            }
            #expect(kept == row.receipt, "both hold the same receipt of \(row.message)")
        }
        for (stream, rows) in Dictionary(grouping: received, by: \.stream) {
            #expect(
                rows.map(\.sequence) == Array(1...Int64(rows.count)),
                "stream \(stream) has no gap and keeps its order")
        }
    }

    @Test("a second serve on the same port says so in one line and changes nothing")
    func twice() throws {
        let nodes = try TwoNodes(usPort: 1)
        let first = try Serving(nodes.us, "--port", "0", "--log-level", "debug")
        let second = try Program.run(
            "serve", "--node", nodes.us, "--gateway-port", "\(first.gatewayPort)", "--api-port",
            "0")
        #expect(second.code == 69)
        #expect(second.errors.hasPrefix("tamga: nobody can listen at"))
        #expect(second.errors.split(separator: "\n").count == 1)
        #expect(first.stop() == 0)
    }
}
