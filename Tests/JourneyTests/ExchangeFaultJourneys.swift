import Foundation
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
    func killed() throws {
        var random = SplitMix64(seed: Self.seed)
        let proxy = try InterferingProxy(seed: Self.seed, cutsOfHundred: 40)
        defer { proxy.close() }
        let nodes = try TwoNodes(usPort: proxy.port)
        func receiver() throws -> Serving {
            let serving = try Serving(nodes.us, "--port", "0")
            proxy.pass(to: serving.gatewayPort)
            return serving
        }
        var us = try receiver()
        var uz = try Serving(nodes.uz, "--port", "0")
        var slowest = max(us.startSeconds, uz.startSeconds)
        for _ in 0..<Self.rounds {
            try nodes.queue(Int.random(in: 5...25, using: &random))
            usleep(UInt32.random(in: 0...400_000, using: &random))
            let choice = Int.random(in: 0..<3, using: &random)
            if choice != 1 {
                us.kill()
                us = try receiver()
                slowest = max(slowest, us.startSeconds)
            }
            if choice != 0 {
                uz.kill()
                uz = try Serving(nodes.uz, "--port", "0")
                slowest = max(slowest, uz.startSeconds)
            }
        }
        let sender = try nodes.store(nodes.uz)
        let isEmpty = try wait(seconds: 90) {
            try sender.read { try $0.outboxRecipients() }.isEmpty
        }
        #expect(isEmpty, "everything is delivered without anybody's help")
        #expect(uz.stop() == 0)
        #expect(us.stop() == 0)
        #expect(slowest < 5, "a restart takes \(slowest) seconds")
        try compare(sender, try nodes.store(nodes.us))
        for node in [nodes.uz, nodes.us] {
            let outcome = try Program.run("ledger", "verify", "--node", node)
            #expect(outcome.code == 0, "\(outcome.errors)")
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
