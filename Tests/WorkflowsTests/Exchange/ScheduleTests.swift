import Customs
import Exchange
import Formats
import Seal
import Store
import Testing

@testable import Workflows

@Suite("Exchange by schedule")
struct ScheduleTests {
    /// A pair whose agreement lets released exports by road flow from UZ to US.
    private static func pair() throws -> ExchangePair {
        let pair = try ExchangePair()
        let document = try ExchangePair.shipped { object in
            object["version"] = .integer(2)
            object["schedules"] = .array([
                .object([
                    "id": "road-UZ-US", "dataSet": "advance-road", "article": "automatic",
                    "purposes": ["duty-evasion"], "from": "UZ", "to": "US",
                    "fields": ["declaration.number", "goods.hsCode", "transport.vehicle"],
                    "trigger": .object(["event": "export-released"]),
                    "latency": .object(["afterTriggerMinutes": 60]), "handling": "LIMITED",
                ])
            ])
        }
        let statement = try pair.signed(document)
        for node in [pair.uz, pair.us] {
            try node.exchange.commit { _ = try Partners.adopt(statement, in: $0) }
        }
        return pair
    }

    private static func declaration(_ number: Int, mode: String = "3") -> Declaration {
        var declaration = Declaration()
        declaration.flow = .export
        declaration.functionalReferenceID = "EX-\(number)"
        declaration.destinationCountryCode = "US"
        var means = TransportMeans()
        means.stage = .border
        means.modeCode = mode
        means.id = "01A\(100 + number)BC"
        declaration.transportMeans = [means]
        var item = GoodsItem()
        item.description = "CANARY goods"
        item.classifications = [Classification(scheme: "HS", code: "080620")]
        declaration.items = [item]
        return declaration
    }

    /// Stores a declaration with an assessment of this lane, or without one.
    private static func store(_ declaration: Declaration, lane: Lane?, in store: any Store) throws {
        try store.write { writer in
            let number = declaration.functionalReferenceID ?? ""
            let digest = Digest256(hashing: number).bytes
            let submission = try writer.insert(
                SubmissionRow(
                    id: 0, digest: digest, name: number, byteCount: 1, receivedAt: 1,
                    documentsDone: 1, isComplete: true))
            let document = try writer.insert(
                DocumentRow(
                    id: 0, kind: .declaration, identity: Array(digest.prefix(16)),
                    reference: number))
            let version = try writer.insert(
                VersionRow(
                    id: 0, document: document, number: 1, submission: submission, position: 1,
                    format: "json", digest: Array(digest.prefix(16)), receivedAt: 1,
                    content: CanonicalJSON.write(.declaration(declaration)), diagnostics: ""))
            guard let lane else { return }
            _ = try writer.insert(
                AssessmentRow(
                    id: 0, version: version, assessedAt: 1, lane: lane.order, score: 0,
                    content: Array("{}".utf8)))
        }
    }

    private static func order(_ pair: ExchangePair, by second: String = "uz-head") throws {
        _ = try pair.uz.exchange.commit {
            try ScheduledExchange.order(
                "road-UZ-US", agreement: "UZ-US-CMAA", purpose: "duty-evasion",
                preparedBy: "uz-liaison", approvedBy: second, in: $0)
        }
    }

    @Test("sends each released document of the data set once, cut to the schedule's fields")
    func once() throws {
        let pair = try Self.pair()
        try Self.store(Self.declaration(0), lane: .green, in: pair.uz.store)
        try Self.order(pair)
        try Self.store(Self.declaration(1), lane: .green, in: pair.uz.store)
        try Self.store(Self.declaration(2, mode: "4"), lane: .green, in: pair.uz.store)
        try Self.store(Self.declaration(3), lane: .red, in: pair.uz.store)
        let first = try pair.uz.exchange.commit { try ScheduledExchange.run(in: $0) }
        #expect(first.sent == 1, "what was there before, went by air or is not released stays")
        let again = try pair.uz.exchange.commit { try ScheduledExchange.run(in: $0) }
        #expect(again.sent == 0)
        let rows = try pair.uz.store.read { try $0.outbox(after: 0, limit: 10) }
        #expect(rows.count == 1)
        let text = String(decoding: rows[0].plaintext, as: UTF8.self)
        #expect(text.contains("EX-1") && text.contains("080620") && text.contains("01A101BC"))
        #expect(!text.contains("CANARY"), "a field the schedule does not name stays behind")
        #expect(try pair.uz.ledger("schedule-run").count == 1)
    }

    @Test("waits for a document that is not judged yet, and for nothing else")
    func waits() throws {
        let pair = try Self.pair()
        try Self.order(pair)
        try Self.store(Self.declaration(1), lane: nil, in: pair.uz.store)
        try Self.store(Self.declaration(2), lane: .green, in: pair.uz.store)
        let outcome = try pair.uz.exchange.commit { try ScheduledExchange.run(in: $0) }
        #expect(outcome.sent == 0 && outcome.isComplete)
    }

    @Test("counts what left later than the schedule wants")
    func late() throws {
        let pair = try Self.pair()
        try Self.order(pair)
        try Self.store(Self.declaration(1), lane: .blue, in: pair.uz.store)
        let outcome = try pair.uz.exchange.commit { try ScheduledExchange.run(in: $0) }
        #expect(outcome.late == 1, "released in 1970, sent now")
    }

    @Test("refuses one person in both roles, a partner's schedule and unknown ones")
    func refused() throws {
        let pair = try Self.pair()
        #expect(throws: Refusal.self) { try Self.order(pair, by: "uz-liaison") }
        #expect(throws: ExchangeFailure.self) {
            _ = try pair.us.exchange.commit {
                try ScheduledExchange.order(
                    "road-UZ-US", agreement: "UZ-US-CMAA", purpose: "duty-evasion",
                    preparedBy: "us-liaison", approvedBy: "us-head", in: $0)
            }
        }
        #expect(throws: ExchangeFailure.self) {
            _ = try pair.uz.exchange.commit {
                try ScheduledExchange.order(
                    "none", agreement: "UZ-US-CMAA", purpose: "duty-evasion",
                    preparedBy: "uz-liaison", approvedBy: "uz-head", in: $0)
            }
        }
    }

    @Test("reads a moment to the minute, and none from a day")
    func moments() {
        #expect(
            ScheduledExchange.moment("202603041215")
                == Timestamp("2026-03-04T12:15:00Z"))
        #expect(ScheduledExchange.moment("20260304") == nil)
        #expect(ScheduledExchange.moment("202613041215") == nil)
    }
}
