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
            DocumentDataSet.moment("202603041215")
                == Timestamp("2026-03-04T12:15:00Z"))
        #expect(DocumentDataSet.moment("20260304") == nil)
        #expect(DocumentDataSet.moment("202613041215") == nil)
    }

    // MARK: Once a day

    /// A pair whose agreement names a daily schedule of this data set, at six in Tashkent.
    private static func daily(_ dataSet: String, fields: JSONTree) throws -> ExchangePair {
        let pair = try ExchangePair()
        try pair.adopt { object in
            object["schedules"] = .array([
                .object([
                    "id": "daily-UZ-US", "dataSet": .string(dataSet), "article": "automatic",
                    "purposes": ["duty-evasion"], "from": "UZ", "to": "US", "fields": fields,
                    "trigger": .object(["dailyMinute": 360]),
                    "latency": .object(["afterTriggerMinutes": 1_440]), "handling": "LIMITED",
                ])
            ])
        }
        _ = try pair.uz.exchange.commit {
            try ScheduledExchange.order(
                "daily-UZ-US", agreement: "UZ-US-CMAA", purpose: "duty-evasion",
                preparedBy: "uz-liaison", approvedBy: "uz-head", in: $0)
        }
        return pair
    }

    private static func run(_ pair: ExchangePair) throws -> ScheduledExchange.Outcome {
        try pair.uz.exchange.commit { try ScheduledExchange.run(in: $0) }
    }

    private static func texts(_ pair: ExchangePair) throws -> [String] {
        try pair.uz.outbox.map { String(decoding: $0.plaintext, as: UTF8.self) }
    }

    @Test("sends a day's released exports at its hour, each once, also across a restart")
    func exports() throws {
        let pair = try Self.daily("export-declarations", fields: ["declaration.number"])
        for number in 1...3 {
            try Self.store(Self.declaration(number, mode: "4"), lane: .green, in: pair.uz.store)
        }
        #expect(try Self.run(pair).sent == 0, "its hour has not come")
        pair.clock.advance(seconds: 86_400)
        #expect(try Self.run(pair).sent == 3)
        try Self.store(Self.declaration(4), lane: .green, in: pair.uz.store)
        let restarted = try ExchangeNode(
            store: pair.uz.store, settings: pair.uz.exchange.settings)
        #expect(try restarted.commit { try ScheduledExchange.run(in: $0) }.sent == 0)
        // Three days without a run: what waits goes at once, and is late.
        pair.clock.advance(seconds: 3 * 86_400)
        let outcome = try restarted.commit { try ScheduledExchange.run(in: $0) }
        #expect(outcome.sent == 1 && outcome.late == 1)
        #expect(try Self.texts(pair).filter { $0.contains("EX-4") }.count == 1)
        #expect(try Self.texts(pair).allSatisfy { !$0.contains("080620") })
    }

    @Test("tells what was seized by heading and mode of transport, without names, once")
    func seizures() throws {
        let pair = try Self.daily(
            "seizure-statistics",
            fields: ["goods.hsCode", "goods.quantity", "goods.unit", "transport.mode"])
        func seize(_ number: Int, kilograms: Int, outcome: String = "seizure") throws {
            var declaration = Self.declaration(number)
            declaration.items[0].netMass = Quantity(ExactDecimal(kilograms), "KGM")
            try Self.store(declaration, lane: .red, in: pair.uz.store)
            try pair.uz.store.write { writer in
                let document = try #require(try writer.documents(reference: "EX-\(number)").last)
                _ = try writer.insert(
                    InspectionResultRow(
                        id: 0, document: document.id, number: 1, item: 1, day: "2026-09-21",
                        recordedAt: 1, outcome: outcome, field: "", corrected: "", dutyGap: 0,
                        minutes: 10, depth: "full", wasHintRight: nil, officer: "o",
                        office: "26001", cause: "inspection"))
            }
        }
        try seize(1, kilograms: 5)
        try seize(2, kilograms: 7)
        try seize(3, kilograms: 100, outcome: "discrepancy")
        pair.clock.advance(seconds: 86_400)
        #expect(try Self.run(pair).sent == 1)
        #expect(try Self.run(pair).sent == 0)
        let text = try #require(try Self.texts(pair).first)
        #expect(text.contains(#""quantity":"12""#) && text.contains("080620"))
        #expect(!text.contains("CANARY") && !text.contains("EX-1"))
        pair.clock.advance(seconds: 86_400)
        #expect(try Self.run(pair).sent == 0, "a day without seizures says nothing")
        try seize(4, kilograms: 1)
        pair.clock.advance(seconds: 86_400)
        #expect(try Self.run(pair).sent == 1)
    }

    @Test("makes every data set that the shipped agreements name")
    func shipped() throws {
        for name in ["uz-us", "uz-kz", "central-asia"] {
            let agreement = try Agreement(reading: try ExchangePair.shipped(name))
            for schedule in agreement.schedules {
                let isMade =
                    KnownDataSets.named(schedule.dataSet)?.follows(schedule.trigger) == true
                    || MirrorDataSet(rawValue: schedule.dataSet) != nil
                #expect(isMade, "\(schedule.id)")
            }
        }
        #expect(Set(KnownDataSets.all.map(\.name)).count == KnownDataSets.all.count)
        let road = try #require(KnownDataSets.named("advance-road"))
        #expect(road.follows(.event("export-released")))
        #expect(!road.follows(.event("full-moon")))
    }
}
