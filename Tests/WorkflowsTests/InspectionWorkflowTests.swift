import Customs
import Foundation
import Formats
import Reference
import Risk
import Seal
import Store
import Testing

@testable import Workflows

/// The story of a day's inspections: promised, planned, revealed, recomputed, recorded, learned from.
@Suite("Inspections on a node")
struct InspectionWorkflowTests {
    private static let now: @Sendable () -> Int64 = { 1_780_000_000_000 }
    private let store = MemoryStore()
    private let day = CalendarDay(number: Int32(1_780_000_000_000 / 86_400_000))

    /// A node directory that disappears with the test.
    private final class Node {
        let directory: NodeDirectory

        init() throws {
            directory = NodeDirectory(NSTemporaryDirectory() + "tamga-plan-\(UUID().uuidString)")
            try directory.create(configuration: "")
        }

        deinit { try? FileManager.default.removeItem(atPath: directory.path) }
    }

    private func fill(_ count: Int) throws {
        try store.write { writer in
            let submission = try writer.insert(
                SubmissionRow(
                    id: 0, digest: Array(repeating: 1, count: 32), name: "file", byteCount: 3,
                    receivedAt: Self.now(), documentsDone: 0, isComplete: true))
            for number in 1...count {
                var declaration = Declaration()
                declaration.functionalReferenceID = "LRN-\(number)"
                let content = CanonicalJSON.write(declaration)
                let document = try writer.insert(
                    DocumentRow(
                        id: 0, kind: .declaration,
                        identity: Array(Digest256(hashing: "\(number)").bytes.prefix(16)),
                        reference: "LRN-\(number)"))
                let version = try writer.insert(
                    VersionRow(
                        id: 0, document: document, number: 1, submission: submission,
                        position: number, format: "csv",
                        digest: Array(Digest256(hashing: content).bytes.prefix(16)),
                        receivedAt: Self.now(), content: content, diagnostics: ""))
                let findings =
                    number % 9 == 0
                    ? #"{"floor":"chapter-impossible","findings":[{"indicator":"chapter-impossible","score":1}]}"#
                    : #"{"findings":[{"indicator":"unit-price-low","score":0.5}]}"#
                _ = try writer.insert(
                    AssessmentRow(
                        id: 0, version: version, assessedAt: Self.now(),
                        lane: number % 9 == 0 ? 0 : 2, score: Double(number % 10) / 20,
                        content: Array(findings.utf8)))
            }
        }
    }

    private func make(_ draw: DailyDraw, suppressed: Set<Int64> = []) throws -> PlanMaking.Made {
        try PlanMaking(store: store, now: Self.now) { version in
            PlanMaking.Orders(isSuppressed: suppressed.contains(version.id))
        }.make(
            day: day, staff: .assumed, settings: SelectionSettings(randomShare: 0.05),
            estimate: GapEstimate(
                learned: .initial(), rates: DailyRates(ExchangeRates(), national: "UZS")),
            draw: draw)
    }

    @Test("a plan under promised seeds is recomputed after they are revealed, choice by choice")
    func provable() throws {
        let node = try Node()
        try fill(120)
        let seeds = DrawSeeds(store: store, node: node.directory, now: Self.now)
        let secret = SecretBytes([UInt8](repeating: 4, count: 32))
        #expect(try !seeds.draw(day, nodeSecret: secret).isPromised)
        for role in SeedRole.allCases { _ = try seeds.commit(role, day: day) }
        #expect(throws: SealFailure.self) { _ = try seeds.commit(.audit, day: day) }
        let draw = try seeds.draw(day, nodeSecret: secret)
        #expect(draw.isPromised)
        let made = try make(draw)
        #expect(made.record.entries.count == 120)
        #expect(made.plan.choices.filter { $0.reason == .hardStop }.count == 13)
        let early = try #require(try PlanVerification.verify(day, in: store))
        #expect(!early.isGood, "unrevealed seeds prove nothing")
        #expect(try seeds.reveal(day).allSatisfy { $0.seed?.count == 32 })
        let verified = try #require(try PlanVerification.verify(day, in: store))
        #expect(verified.isGood && verified.candidates == 120, "\(verified.faults)")
        #expect(PlanRecord(json: made.record.json) == made.record)
        #expect(try PlanVerification.verify(day.adding(days: 1), in: store) == nil)
    }

    @Test("a plan in which a choice was exchanged does not verify")
    func steered() throws {
        let node = try Node()
        try fill(60)
        let seeds = DrawSeeds(store: store, node: node.directory, now: Self.now)
        for role in SeedRole.allCases { _ = try seeds.commit(role, day: day) }
        let draw = try seeds.draw(day, nodeSecret: SecretBytes([0]))
        let made = try make(draw)
        _ = try seeds.reveal(day)
        // The same record once more with one choice left out and another officer elsewhere.
        let rows = try store.read { try $0.choices(of: 1) }
        try store.write { writer in
            let plan = try writer.insert(
                PlanRow(
                    id: 0, day: day.iso, madeAt: Self.now(), candidateCount: 60,
                    content: made.record.json))
            for (place, row) in rows.dropFirst().enumerated() {
                var row = row
                row.plan = plan
                if place == 0 { row.officer = "friend" }
                try writer.insert(row)
            }
        }
        let verified = try #require(try PlanVerification.verify(day, in: store))
        #expect(verified.faults.count == 2, "\(verified.faults)")
        // Other numbers than those the seeds give.
        var record = made.record
        record.entries[3].candidate.draw = 0.5
        try store.write {
            _ = try $0.insert(
                PlanRow(
                    id: 0, day: day.iso, madeAt: Self.now(), candidateCount: 60,
                    content: record.json))
        }
        let changed = try #require(try PlanVerification.verify(day, in: store))
        #expect(changed.faults.contains { $0.contains("its numbers are not those") })
    }

    @Test("a controlled delivery is in no list of the plan")
    func suppressed() throws {
        try fill(30)
        let made = try make(
            DailyDraw(day: day, nodeSecret: SecretBytes([1, 2, 3])), suppressed: [9, 18])
        #expect(!made.record.entries.contains { [9, 18].contains($0.candidate.id) })
        #expect(!made.plan.choices.contains { [9, 18].contains($0.candidate) })
    }

    @Test("draws need both seeds, differ by purpose, and change with content and number")
    func draws() throws {
        func draw(_ first: UInt8, _ second: UInt8) throws -> DailyDraw {
            try #require(
                DailyDraw(
                    day: day, operations: SecretBytes([UInt8](repeating: first, count: 32)),
                    audit: SecretBytes([UInt8](repeating: second, count: 32))))
        }
        let digest = [UInt8](repeating: 7, count: 16)
        let base = try draw(1, 2)
        let number = base.number(for: .sample, version: 5, digest: digest)
        #expect(try draw(1, 3).number(for: .sample, version: 5, digest: digest) != number)
        #expect(try draw(4, 2).number(for: .sample, version: 5, digest: digest) != number)
        #expect(base.number(for: .officer, version: 5, digest: digest) != number)
        #expect(base.number(for: .sample, version: 6, digest: digest) != number)
        #expect(base.number(for: .sample, version: 5, digest: [8]) != number)
        let numbers = (1...2_000).map { base.number(for: .sample, version: $0, digest: digest) }
        #expect(numbers.allSatisfy { (0..<1).contains($0) })
        #expect(((numbers.reduce(0, +) / 2_000) - 0.5).magnitude < 0.03)
        #expect(DailyDraw(day: day, operations: SecretBytes([1]), audit: SecretBytes([2])) == nil)
    }

    @Test("results are versions: an appeal follows, the same again changes nothing")
    func results() throws {
        try fill(12)
        let results = InspectionResults(store: store, now: Self.now)
        var diagnostics: [Diagnostic] = []
        let table = """
            document,day,outcome,duty_gap_usd,minutes,depth,hint,officer,office,item,cause,field,corrected
            LRN-1,2026-05-28,offence,1200.5,45,full,right,7,A,1,inspection,items.price,"12,5"
            LRN-2,2026-05-28,none,,30,documents,wrong,7,A,,,,
            LRN-99,2026-05-28,none,,30,full,,7,A,,,,
            LRN-3,soon,none,,30,full,,7,A,,,,
            LRN-3,2026-05-28,none,5,30,full,,7,A,,,,
            LRN-3,2026-05-28,fine,,30,full,,7,A,,,,
            LRN-3,2026-05-28,none,,30,full,,,A,,,,
            LRN-3,2026-05-28
            """
        let read = InspectionResults.read(Array(table.utf8), diagnostics: &diagnostics)
        #expect(diagnostics.map(\.place) == ["line 5", "line 6", "line 7", "line 8", "line 9"])
        #expect(
            try results.record(read) == [.stored(number: 1), .stored(number: 1), .noSuchDocument])
        #expect(try results.record(read) == [.known, .known, .noSuchDocument])
        let row = try #require(try store.read { try $0.inspectionResults(of: 1) }.last)
        #expect(row.dutyGap == 120_050 && row.corrected == "12,5" && row.wasHintRight == true)
        let appeal = try InspectionResults.result([
            "document": "LRN-1", "day": "2026-06-01", "outcome": "none", "officer": "8",
            "cause": "appeal",
        ])
        #expect(try results.record([appeal]) == [.stored(number: 2)])
        let report = try ResultReport(
            store: store,
            estimate: GapEstimate(
                learned: .initial(), rates: DailyRates(ExchangeRates(), national: nil)))
        #expect(report.outcomes.count == 2, "the last version of each counts")
        #expect(report.outcomes.allSatisfy { !$0.isIrregular })
        #expect(report.outcomes.first?.signals["unit-price-low"] == 0.5)
        let first = try NodeLearning.learn(report.outcomes, in: store)
        #expect(first.version == 1 && first.labels == 1)
        #expect(try NodeLearning.current(in: store) == first)
        #expect(try NodeLearning.learn(report.outcomes, in: store).version == 2)
    }

    @Test("refuses tables that are none, whatever the bytes")
    func hostileTables() {
        for text in [
            "", "a,b\n", "document,outcome,officer,document\n", "\"", "document,outcome\n",
        ] {
            var diagnostics: [Diagnostic] = []
            #expect(InspectionResults.read(Array(text.utf8), diagnostics: &diagnostics).isEmpty)
            #expect(diagnostics.count == 1, "\(text)")
        }
        var diagnostics: [Diagnostic] = []
        #expect(NodeStaff.read([0xFF, 0xFE, 0x22], diagnostics: &diagnostics) == nil)
        #expect(diagnostics.count == 1)
        #expect(
            CommaTable.rows(Array("a,\"b\"\"c\",\r\n\n d , \n".utf8)) == [
                ["a", "b\"c", ""], ["d", ""],
            ])
    }

    @Test("from red to green takes a second person")
    func overrides() throws {
        try fill(9)
        let overrides = LaneOverrides(store: store, now: Self.now)
        func decide(_ name: String, _ lane: Lane, _ approver: String?) throws -> Lane {
            try overrides.decide(
                name, to: lane, code: "articulable-reason", reason: "seen before", officer: "7",
                approver: approver)
        }
        #expect(throws: LaneOverrides.Refusal.approvalMissing) { try decide("LRN-9", .green, nil) }
        #expect(throws: LaneOverrides.Refusal.approverIsOfficer) {
            try decide("LRN-9", .green, "7")
        }
        #expect(throws: LaneOverrides.Refusal.sameLane) { try decide("LRN-9", .red, nil) }
        #expect(throws: LaneOverrides.Refusal.noSuchDocument) { try decide("X", .red, nil) }
        #expect(try decide("LRN-9", .green, "8") == .red)
        #expect(try decide("LRN-1", .red, nil) == .blue)
        #expect(try store.read { try $0.overrides(after: 0, limit: 9) }.count == 2)
    }
}
