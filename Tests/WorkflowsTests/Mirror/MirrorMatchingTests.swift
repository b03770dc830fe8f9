import Customs
import Exchange
import Reconciliation
import Seal
import Store
import StoreSQLite
import Testing

@testable import Workflows

@Suite("Mirror records between two nodes")
struct MirrorMatchingTests {
    /// A pair that exchanges records both ways.
    private func pair(
        stores: (any Store, any Store) = (MemoryStore(), MemoryStore())
    ) throws -> MirrorPair {
        let pair = try MirrorPair(stores: stores)
        try pair.order("mirror-records-UZ-KZ")
        try pair.order("mirror-records-KZ-UZ")
        return pair
    }

    private func gaps(_ node: ExchangeNode, _ number: String) throws -> [MirrorGapRow] {
        try node.store.read { reader in
            var found: [MirrorGapRow] = []
            for partner in ["UZ", "KZ"] {
                for isOwn in [true, false] {
                    for flow in ["export", "import"] {
                        let register = MirrorRegister(partner: partner, isOwn: isOwn, flow: flow)
                        guard let row = try reader.mirrorRecord(register, number: number) else {
                            continue
                        }
                        found += try reader.mirrorGaps(cluster: row.cluster, limit: 100)
                    }
                }
            }
            return found
        }
    }

    @Test("an undervalued import is found on both nodes, whichever record came first")
    func undervaluation() async throws {
        for importFirst in [false, true] {
            let pair = try pair()
            let sent = Consignment(number: "UZ-1", day: "2026-05-04", document: "CMR0024960578")
            // 10,000 USD left; 4,000 USD arrived.
            let came = Consignment(
                number: "KZ-1", day: "2026-05-09", value: "2000000", currency: "KZT",
                document: "CMR 24960578")
            if importFirst {
                try pair.declare(came.import(), at: pair.kz)
                try await pair.exchange()
                try pair.declare(sent.export(), at: pair.uz)
            } else {
                try pair.declare(sent.export(), at: pair.uz)
                try await pair.exchange()
                try pair.declare(came.import(), at: pair.kz)
            }
            let statuses = try await pair.exchange()
            #expect(statuses.allSatisfy { $0 == .accepted })
            for node in [pair.uz, pair.kz] {
                let findings = try pair.findings(node)
                #expect(findings.map(\.reason) == ["undervaluation"])
                let gap = try #require(findings.first)
                // 10,000 × 1.06 − 4,000
                #expect(abs((gap.dollars ?? 0) - 6_600) < 1)
                let content = try JSONTree(reading: gap.content)
                #expect(content["rule"]?.text == "general-ratio")
                #expect(content["exports"]?.elements?.first?["number"]?.text == "UZ-1")
                let links = try node.store.read { try $0.mirrorLinks(of: gap.exported ?? 0) }
                #expect(links.map(\.key) == ["document"])
            }
        }
    }

    @Test("freight, another subheading, a wrong character and a split are explained, not reported")
    func innocent() async throws {
        let pair = try pair()
        try pair.declare(
            Consignment(number: "UZ-1", day: "2026-05-04", document: "CMR0024960578").export(),
            at: pair.uz)
        try pair.declare(
            Consignment(
                number: "KZ-1", day: "2026-05-09", code: "852872", value: "5300000",
                currency: "KZT", document: "CMR0024960587"
            ).import(), at: pair.kz)
        try pair.declare(
            Consignment(number: "UZ-2", day: "2026-05-05", container: "HLXU6107929").export(),
            at: pair.uz)
        for (number, mass, value) in [("KZ-2", "400", "2100000"), ("KZ-3", "610", "3250000")] {
            try pair.declare(
                Consignment(
                    number: number, day: "2026-05-11", massKg: mass, value: value, currency: "KZT",
                    container: "HLXU 610792-9"
                ).import(), at: pair.kz)
        }
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            #expect(try pair.findings(node).isEmpty)
            let first = try gaps(node, "UZ-1").filter { $0.endedAt == nil }
            #expect(first.map(\.reason) == ["cif-fob"])
            let split = try gaps(node, "UZ-2").filter { $0.endedAt == nil }
            #expect(split.count == 1 && split[0].imported != nil)
            let lines = try JSONTree(reading: split[0].content)["imports"]?.elements
            #expect(lines?.count == 2)
        }
    }

    @Test("an export that never arrives is a finding only once the other register reaches that day")
    func phantom() async throws {
        let pair = try pair()
        try pair.declare(
            Consignment(number: "UZ-1", day: "2026-02-01", document: "CMR11111111").export(),
            at: pair.uz)
        try pair.declare(
            Consignment(number: "KZ-8", day: "2026-03-01", massKg: "55", document: "CMR22222222")
                .import(),
            at: pair.kz)
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            #expect(try gaps(node, "UZ-1").map(\.reason) == ["timing"])
        }
        try pair.declare(
            Consignment(number: "KZ-9", day: "2026-05-20", massKg: "77", document: "CMR33333333")
                .import(),
            at: pair.kz)
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            let findings = try pair.findings(node).filter { $0.reason == "unmatched_export" }
            #expect(findings.count == 1)
            #expect(try gaps(node, "UZ-1").map(\.endedBy) == ["time", nil])
        }
        // The import comes after all, and takes the finding back.
        try pair.declare(
            Consignment(
                number: "KZ-10", day: "2026-03-11", value: "5300000", currency: "KZT",
                document: "CMR11111111"
            ).import(), at: pair.kz)
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            let left = try pair.findings(node).map(\.reason)
            #expect(!left.contains("unmatched_export"))
        }
    }

    @Test("a date far ahead makes nothing overdue")
    func farAhead() async throws {
        let pair = try pair()
        try pair.declare(
            Consignment(number: "UZ-1", day: "2026-05-20", document: "CMR11111111").export(),
            at: pair.uz)
        try pair.declare(
            Consignment(number: "KZ-9", day: "2031-01-01", document: "CMR33333333").import(),
            at: pair.kz)
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            #expect(try pair.findings(node).filter { $0.reason == "unmatched_export" }.isEmpty)
        }
    }

    @Test(
        "an amendment is judged anew on both sides, and what was found before stays in the history")
    func amendment() async throws {
        let pair = try pair()
        try pair.declare(
            Consignment(number: "UZ-1", day: "2026-05-04", document: "CMR24960578").export(),
            at: pair.uz)
        var came = Consignment(
            number: "KZ-1", day: "2026-05-09", value: "2000000", currency: "KZT",
            document: "CMR24960578")
        try pair.declare(came.import(), at: pair.kz)
        try await pair.exchange()
        came.value = "5300000"
        try pair.declare(came.import(), at: pair.kz)
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            #expect(try pair.findings(node).isEmpty)
            let history = try node.store.read { try MirrorHistory(number: "UZ-1", in: $0) }
                .gaps.map(\.row)
            let found = try #require(history.first { $0.reason == "undervaluation" })
            #expect(found.endedBy == "amendment")
            #expect(history.last?.reason == "cif-fob" && history.last?.endedAt == nil)
        }
        // Withdrawn altogether: the export has no partner any more.
        var withdrawn = came.import()
        withdrawn.functionCode = "1"
        try pair.declare(withdrawn, at: pair.kz)
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            let left = try gaps(node, "UZ-1").filter { $0.endedAt == nil }
            #expect(left.map(\.reason) == ["timing"])
        }
    }

    @Test("an amended number parts what it had joined, and joins what it now names")
    func amendedNumber() async throws {
        let pair = try pair()
        for (number, document, mass) in [
            ("UZ-1", "CMR11111111", "1000"), ("UZ-2", "CMR44444444", "640"),
        ] {
            try pair.declare(
                Consignment(number: number, day: "2026-05-04", massKg: mass, document: document)
                    .export(), at: pair.uz)
        }
        var came = Consignment(
            number: "KZ-1", day: "2026-05-09", massKg: "640", value: "5300000", currency: "KZT",
            document: "CMR11111111")
        try pair.declare(came.import(), at: pair.kz)
        try await pair.exchange()
        #expect(try pair.findings(pair.kz).map(\.reason) == ["quantity_shortfall"])
        came.document = "CMR44444444"
        try pair.declare(came.import(), at: pair.kz)
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            #expect(try pair.findings(node).isEmpty)
            let first = try gaps(node, "UZ-1").filter { $0.endedAt == nil }
            #expect(first.map(\.reason) == ["timing"])
            let second = try gaps(node, "UZ-2").filter { $0.endedAt == nil }
            #expect(second.map(\.reason) == ["cif-fob"] && second[0].imported != nil)
        }
    }

    @Test("each declaration is taken once, however often the work is repeated or interrupted")
    func exactlyOnce() async throws {
        let folder = try ExchangePair.scratch()
        let store = FailingStore(try SQLiteStore(path: folder + "/node.sqlite"))
        let pair = try pair(stores: (store, MemoryStore()))
        let sent = Consignment(number: "UZ-1", day: "2026-05-04", document: "CMR24960578")
        store.setFull(true)
        #expect(throws: StoreFailure.self) { try pair.declare(sent.export(), at: pair.uz) }
        store.setFull(false)
        try pair.declare(sent.export(), at: pair.uz)
        for _ in 0..<3 {
            try MirrorIntake.catchUp(store, now: 1)
            try await pair.exchange()
        }
        // A second order begins anew with the register, and sends nothing twice into it.
        try pair.order("mirror-records-UZ-KZ")
        try await pair.exchange()
        for node in [pair.uz, pair.kz] {
            let register = MirrorRegister(
                partner: node === pair.uz ? "KZ" : "UZ", isOwn: node === pair.uz, flow: "export")
            let rows = try node.store.read {
                try $0.mirrorRecords(register, days: 0...40_000, after: nil, limit: 10)
            }
            #expect(rows.count == 1)
            #expect(try gaps(node, "UZ-1").count == 1)
        }
    }

    @Test("fields the schedule does not name stay behind; what is no record is rejected")
    func fields() async throws {
        let pair = try MirrorPair { object in
            let schedules = object["schedules"]?.elements ?? []
            object["schedules"] = .array(
                schedules.map { schedule in
                    guard schedule["dataSet"]?.text == "mirror-records",
                        var changed = schedule.object
                    else { return schedule }
                    changed["fields"] = .array(
                        (schedule["fields"]?.elements ?? []).filter {
                            $0.text?.hasPrefix("parties.") == false
                        })
                    return .object(changed)
                })
        }
        try pair.order("mirror-records-UZ-KZ")
        try pair.declare(
            Consignment(number: "UZ-1", day: "2026-05-04", document: "CMR24960578").export(),
            at: pair.uz)
        try await pair.exchange()
        let rows = try pair.kz.store.read { try $0.inbox(after: 0, limit: 10) }
        let text = String(decoding: try #require(rows.first?.plaintext), as: UTF8.self)
        #expect(text.contains("CMR24960578") && !text.contains("OMEGA"))
        // A record without a flow.
        try pair.uz.commit {
            _ = try Messages.send(
                Messages.Proposal(
                    kind: .scheduled("mirror-records-UZ-KZ"), to: "KZ", agreement: nil,
                    purpose: "correct-application", handling: "LIMITED",
                    content: Tainted(own: .object(["goods": .array([.object(["line": 1])])])),
                    preparedBy: "uz-liaison", approvedBy: "uz-head"), in: $0)
        }
        #expect(try await pair.exchange().contains(.rejected(.malformed)))
    }

    @Test(
        "declarations from before the agreement are not sent, and orders need fields and two persons"
    )
    func refused() async throws {
        let pair = try pair()
        try pair.declare(
            Consignment(number: "UZ-0", day: "2025-12-31", document: "CMR24960578").export(),
            at: pair.uz)
        #expect(try await pair.exchange().isEmpty)
        let poor = try MirrorPair { object in
            var schedule = object["schedules"]?.elements?.first {
                $0["dataSet"]?.text == "mirror-records"
            }?.object
            schedule?["fields"] = ["declaration.number"]
            object["schedules"] = schedule.map { .array([.object($0)]) }
        }
        #expect(throws: ExchangeFailure.self) { try poor.order("mirror-records-UZ-KZ") }
        #expect(throws: Refusal.self) {
            try pair.uz.commit {
                _ = try ScheduledExchange.order(
                    "mirror-records-UZ-KZ", agreement: "UZ-KZ-COOP",
                    purpose: "correct-application", preparedBy: "uz-head", approvedBy: "uz-head",
                    in: $0)
            }
        }
    }
}
