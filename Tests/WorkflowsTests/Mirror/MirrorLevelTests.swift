import Customs
import Exchange
import Seal
import Store
import Testing

@testable import Workflows

/// A trade that one side holds in part.
private func trade(_ pair: MirrorPair, exports: Range<Int>, imports: Range<Int>) throws {
    func consignment(_ prefix: String, _ number: Int) -> Consignment {
        Consignment(
            number: "\(prefix)-\(number)", day: prefix == "UZ" ? "2026-03-04" : "2026-03-10",
            document: "CMR\(10_000_000 + number * 7_919)", exporter: "Firm \(number % 4) Agro",
            exporterID: "30000\(number % 4)")
    }
    for number in exports { try pair.declare(consignment("UZ", number).export(), at: pair.uz) }
    for number in imports { try pair.declare(consignment("KZ", number).import(), at: pair.kz) }
}

private func ledger(_ node: ExchangeNode, _ event: String) throws -> [JSONTree] {
    try node.store.read { try $0.ledger(from: 0, limit: 100_000) }
        .map { try JSONTree(reading: $0.entry) }.filter { $0["event"]?.text == event }
}

@Suite("Comparing by messages")
struct ComparisonMessageTests {
    private func start(_ pair: MirrorPair, purpose: String = "duty-evasion") throws -> String {
        let day = try #require(CalendarDay("2026-03-01"))
        return try pair.uz.commit {
            try ComparisonDesk.start(
                partner: "KZ", agreement: nil, flow: "export", days: day...day.adding(days: 30),
                purpose: purpose, preparedBy: "uz-liaison", approvedBy: "uz-head", in: $0)
        }
    }

    private func file(_ node: ExchangeNode) throws -> ComparisonFile {
        try #require(try node.store.read { try ComparisonFile.all($0) }.first)
    }

    @Test("both sides learn which numbers both hold, and see no other; sizes stand in both ledgers")
    func result() async throws {
        let pair = try MirrorPair()
        try pair.order("mirror-comparison-KZ-UZ", purpose: "duty-evasion")
        let session = try start(pair)
        try trade(pair, exports: 0..<12, imports: 8..<20)
        let statuses = try await pair.exchange()
        #expect(statuses.allSatisfy { $0 == .accepted })
        for node in [pair.uz, pair.kz] {
            let file = try file(node)
            #expect(file.state == "finished" && file.session == session)
            #expect(file.shared?.count == 4)
            #expect(file.shared?.first?.hasPrefix("document:1") == true)
            let entry = try #require(try ledger(node, "comparison-finished").first)
            #expect(entry["shared"]?.text == "4" && entry["ours"]?.text == "256")
            #expect(entry["purpose"]?.text == "duty-evasion")
            // Neither the secret nor a number of the other side is left behind.
            let secret = try node.store.read { try $0.snapshot(file.secretName) }
            #expect(secret?.content.isEmpty == true)
            for row in try node.store.read({ try $0.inbox(after: 0, limit: 100) }) {
                let text = String(decoding: try #require(row.plaintext), as: UTF8.self)
                #expect(!text.contains("10000000") && !text.contains("Agro"))
            }
        }
    }

    @Test("nothing is answered before two officials ordered it, and the rest is given up in time")
    func unanswered() async throws {
        let pair = try MirrorPair()
        _ = try start(pair)
        try trade(pair, exports: 0..<3, imports: 0..<3)
        try await pair.exchange()
        #expect(try ledger(pair.kz, "comparison-asked").count == 1)
        #expect(try ledger(pair.kz, "comparison-offered").isEmpty)
        pair.clock.pass(days: 8)
        try await pair.exchange()
        #expect(try file(pair.uz).state == "expired")
        #expect(try ledger(pair.uz, "comparison-expired").count == 1)
    }

    @Test(
        "more sessions than a day's budget are rejected, and answered the next day"
    )
    func budget() async throws {
        let pair = try MirrorPair()
        try pair.order("mirror-comparison-KZ-UZ")
        try trade(pair, exports: 0..<2, imports: 0..<2)
        for _ in 0..<ComparisonDesk.runsPerDay { _ = try start(pair) }
        #expect(try await pair.exchange().allSatisfy { $0 == .accepted })
        _ = try start(pair)
        #expect(try await pair.exchange().contains(.rejected(.busy)))
        pair.clock.pass(days: 1)
        _ = try start(pair)
        #expect(try await pair.exchange().allSatisfy { $0 == .accepted })
        let finished = try pair.kz.store.read { try ComparisonFile.all($0) }
            .filter { $0.state == "finished" }
        #expect(finished.count == ComparisonDesk.runsPerDay + 1)
    }

    @Test(
        "an agreement without the schedule, another purpose and one person are refused at the start"
    )
    func refused() throws {
        let without = try MirrorPair { object in object["schedules"] = [] }
        #expect { try start(without) } throws: { ($0 as? Refusal)?.code == .typeNotPermitted }
        let pair = try MirrorPair()
        #expect {
            try start(pair, purpose: "drug-trafficking")
        } throws: { ($0 as? Refusal)?.code == .purposeNotPermitted }
        let day = try #require(CalendarDay("2026-03-01"))
        #expect {
            try pair.uz.commit {
                _ = try ComparisonDesk.start(
                    partner: "KZ", agreement: nil, flow: "export", days: day...day,
                    purpose: "duty-evasion", preparedBy: "uz-head", approvedBy: "uz-head", in: $0)
            }
        } throws: { ($0 as? Refusal)?.code == .approvalMissing }
    }

    @Test("parts that repeat, belong to no session or hold no point never count as an offer")
    func hostile() async throws {
        let pair = try MirrorPair()
        try pair.order("mirror-comparison-KZ-UZ")
        func send(_ session: String, _ step: String, _ elements: [String]) throws {
            try pair.uz.commit {
                _ = try Messages.send(
                    Messages.Proposal(
                        kind: .scheduled("mirror-comparison-UZ-KZ"), to: "KZ", agreement: nil,
                        purpose: "duty-evasion", handling: "LIMITED",
                        content: Tainted(
                            own: .object([
                                "comparison": .object([
                                    "session": .string(session), "step": .string(step),
                                    "flow": "export", "from": "2026-03-01",
                                    "through": "2026-03-31", "part": 1, "parts": 1,
                                    "elements": .array(elements.map { .string($0) }),
                                ])
                            ])), preparedBy: "uz-liaison", approvedBy: "uz-head"), in: $0)
            }
        }
        let noPoint = Base64.encode([UInt8](repeating: 0xFF, count: 32), .url)
        try send("s-1", "answer", [noPoint])
        #expect(try await pair.exchange() == [.rejected(.stateNotPermitted)])
        try send("s-1", "offer", [noPoint])
        try send("s-1", "offer", [noPoint])
        let statuses = try await pair.exchange()
        #expect(statuses.contains(.rejected(.stateNotPermitted)))
        #expect(try ledger(pair.kz, "comparison-refused").count == 1)
        #expect(try file(pair.kz).state == "refused")
        try send("s-2", "offer", ["short"])
        #expect(try await pair.exchange() == [.rejected(.malformed)])
    }
}

@Suite("Sums and digests by schedule")
struct MirrorLevelTests {
    @Test("a closed month's sums are published once, small cells suppressed")
    func sums() async throws {
        let pair = try MirrorPair()
        try pair.order("mirror-aggregates-UZ-KZ")
        try trade(pair, exports: 0..<9, imports: 0..<9)
        // A subheading of a single firm is not shown.
        try pair.declare(
            Consignment(number: "UZ-77", day: "2026-03-05", code: "870323").export(), at: pair.uz)
        try await pair.exchange()
        let lines = try pair.kz.store.read {
            try MirrorSums.beside(
                "2026-03", partner: "UZ", now: pair.clock.now.milliseconds, in: $0)
        }
        #expect(lines.map(\.code) == ["852871"])
        #expect(lines.first?.flow == "import")
        #expect(lines.first?.theirs == 90_000)
        // An amendment changes our register, not what was published; a new order repeats nothing.
        try pair.declare(
            Consignment(number: "UZ-1", day: "2026-03-04", value: "1").export(), at: pair.uz)
        try pair.order("mirror-aggregates-UZ-KZ")
        #expect(try await pair.exchange().isEmpty)
        // What a partner publishes twice is not taken.
        let first = try #require(
            try pair.uz.store.read { try $0.outbox(after: 0, limit: 9) }.first)
        let content = try #require(try JSONTree(reading: first.plaintext)["content"])
        try pair.uz.commit {
            _ = try Messages.send(
                Messages.Proposal(
                    kind: .scheduled("mirror-aggregates-UZ-KZ"), to: "KZ", agreement: nil,
                    purpose: "correct-application", handling: "LIMITED",
                    content: Tainted(own: content), preparedBy: "uz-liaison",
                    approvedBy: "uz-head"), in: $0)
        }
        #expect(try await pair.exchange() == [.rejected(.stateNotPermitted)])
    }

    @Test("a month that has not closed stays at home")
    func openMonth() async throws {
        let pair = try MirrorPair()
        try pair.order("mirror-aggregates-UZ-KZ")
        for number in 0..<9 {
            try pair.declare(
                Consignment(
                    number: "UZ-\(number)", day: "2026-05-20", exporter: "Firm \(number % 4) Agro",
                    exporterID: "30000\(number % 4)"
                ).export(), at: pair.uz)
        }
        #expect(try await pair.exchange().isEmpty)
        pair.clock.pass(days: 20)
        #expect(try await pair.exchange() == [.accepted])
    }

    @Test(
        "digests show what both registers have and what differs in kind or size, under a fresh key")
    func digests() async throws {
        let pair = try MirrorPair { object in
            let fields = MirrorDigests.fields.map { JSONTree.string($0) }
            object["schedules"] = .array([
                .object([
                    "id": "mirror-digests-UZ-KZ", "dataSet": "mirror-digests",
                    "article": "automatic", "purposes": ["correct-application"], "from": "UZ",
                    "to": "KZ", "fields": .array(fields), "trigger": .object(["dailyMinute": 1]),
                    "latency": .object(["afterTriggerMinutes": 60]), "handling": "LIMITED",
                ])
            ])
        }
        try pair.order("mirror-digests-UZ-KZ")
        try trade(pair, exports: 0..<6, imports: 2..<6)
        try pair.declare(
            Consignment(number: "UZ-9", day: "2026-03-05", document: "CMR55555555").export(),
            at: pair.uz)
        try pair.declare(
            Consignment(number: "KZ-9", day: "2026-03-20", code: "610910", document: "CMR55555555")
                .import(), at: pair.kz)
        try await pair.exchange()
        // The receiver's own register is taken in for the partner whose digests came.
        try MirrorIntake.catchUp(pair.kz.store, now: pair.clock.now.milliseconds)
        let outcome = try pair.kz.store.read {
            try MirrorDigests.compare("2026-03", partner: "UZ", in: $0)
        }
        #expect(outcome.theirs == 7 && outcome.both == 5)
        #expect(outcome.differing == ["KZ-9"])
        let rows = try pair.kz.store.read { try $0.inbox(after: 0, limit: 9) }
        let text = String(decoding: try #require(rows.first?.plaintext), as: UTF8.self)
        #expect(!text.contains("55555555") && !text.contains("Agro"))
    }
}
