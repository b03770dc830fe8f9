import Customs
import Testing

@testable import Reconciliation

@Suite("One consignment explained")
struct MirrorJudgeTests {
    private func record(
        _ flow: MirrorRecord.Flow, value: String?, currency: String = "USD", mass: String = "1000",
        code: String = "852871", origin: String = "UZ", day: String = "2026-05-04"
    ) throws -> MirrorRecord {
        var record = MirrorRecord(
            number: flow.rawValue, version: 1, flow: flow, day: try #require(CalendarDay(day)))
        var line = MirrorLine(number: 1)
        line.code = code
        line.origin = origin
        line.massNetKg = ExactDecimal(mass)
        line.packages = 20
        line.value = value.flatMap { ExactDecimal($0) }.map { Money($0, currency) }
        record.lines = [line]
        return record
    }

    /// Dollars at 12,500 UZS, and from 10 May at 12,000.
    private func dollars(_ money: Money, _ day: CalendarDay) -> Double? {
        switch money.currency {
        case "USD": money.amount.approximate
        case "UZS": money.amount.approximate / (day.iso < "2026-05-10" ? 12_500 : 12_000)
        default: nil
        }
    }

    private func gap(
        _ export: MirrorRecord?, _ arrived: MirrorRecord?, lane: LaneRatio = LaneRatio(),
        isDue: Bool = false
    ) throws -> MirrorGap {
        let judge = MirrorJudge(lane: lane, dollars: dollars)
        let verdict = judge.judge(
            MirrorCluster([export, arrived].compactMap { $0 }), isExportDue: isDue,
            isImportDue: isDue)
        #expect(verdict.gaps.count == 1)
        return try #require(verdict.gaps.first)
    }

    @Test(
        "the import's own freight comes first, then what the lane teaches, then the general ratio")
    func expectations() throws {
        let sent = try record(.export, value: "10000")
        var came = try record(.import, value: "11500")
        #expect(try gap(sent, came).rule == "general-ratio")
        var lane = LaneRatio()
        for _ in 0..<MirrorRules.lanePairsMin { lane.add(1.15) }
        let learned = try gap(sent, came, lane: lane)
        #expect(learned.rule == "lane-ratio" && learned.reason == .freight)
        came.freight = ExactDecimal("1400").map { Money($0, "USD") }
        let declared = try gap(sent, came, lane: lane)
        #expect(declared.rule == "declared-freight")
        #expect(declared.steps.map(\.name) == ["exchange-rate", "cif-fob", "residual"])
        #expect(declared.steps.map(\.dollars) == [0, 1_400, 100])
        var delivered = sent
        delivered.incoterm = "CIF"
        came.freight = nil
        #expect(try gap(delivered, came).rule == "terms")
    }

    @Test(
        "in the currency both declare there is nothing to differ about; else the rate's step is told"
    )
    func rates() throws {
        let sent = try record(.export, value: "125000000", currency: "UZS")
        let same = try gap(
            sent, try record(.import, value: "132500000", currency: "UZS", day: "2026-05-12"))
        #expect(same.finding == nil)
        #expect(abs((same.steps.first?.dollars ?? 0) - 416.67) < 0.01)
        let without = try gap(sent, try record(.import, value: "900", currency: "XXX"))
        #expect(without.reason == .incomplete && without.dollars == nil)
    }

    @Test("heading, origin and quantity are told before the value, each with its factor")
    func order() throws {
        let sent = try record(.export, value: "10000")
        let expected: [(MirrorRecord, FindingType)] = [
            (try record(.import, value: "4000", code: "610910"), .codeMisdeclaration),
            (try record(.import, value: "4000", origin: "CN"), .originChange),
            (try record(.import, value: "6360", mass: "600"), .quantityShortfall),
            (try record(.import, value: "4000"), .undervaluation),
            (try record(.import, value: "21200"), .overvaluation),
        ]
        for (came, type) in expected {
            let gap = try gap(sent, came)
            #expect(gap.finding == type)
            #expect((gap.dollarsLow ?? 0) <= (gap.dollars ?? -1))
            #expect((gap.dollarsHigh ?? 0) >= (gap.dollars ?? .infinity))
        }
        // Below the floor nobody is asked.
        #expect(
            try gap(try record(.export, value: "100"), try record(.import, value: "40")).finding
                == nil)
    }

    @Test("alone is under way until its time is over, passed through when transit has it")
    func alone() throws {
        let sent = try record(.export, value: "10000")
        #expect(try gap(sent, nil).reason == .timing)
        #expect(try gap(sent, nil, isDue: true).finding == .unmatchedExport)
        #expect(
            try gap(nil, try record(.import, value: "1000"), isDue: true).finding
                == .unmatchedImport)
        #expect(try gap(sent, try record(.transit, value: nil), isDue: true).reason == .transit)
    }

    @Test("numbers meet whatever their dress, plates in either alphabet, and one wrong character")
    func keys() throws {
        var one = try record(.export, value: "1")
        one.documents = ["CMR 0024960578/1"]
        one.vehicles = ["01 А 777 ВС"]
        one.containers = ["HLXU 610792-9"]
        one.reference = "6UZ961659982"
        let texts = one.keys.map { "\($0.kind.name):\($0.text)" }
        for key in [
            "document:24960578", "vehicle:01A777BC", "container:HLXU6107929", "ucr:6UZ961659982",
        ] {
            #expect(texts.contains(key))
        }
        let right = try #require(MirrorKey(.container, "HLXU6107929"))
        for text in ["HLXU6107928", "HLXU617929", "HLXU61077929", "HLXU6170929"] {
            let other = try #require(MirrorKey(.container, text))
            #expect(right.isNear(other))
            #expect(!Set(right.nearHashes).isDisjoint(with: other.nearHashes), "\(text)")
        }
        let far = try #require(MirrorKey(.container, "HLXU6999929"))
        #expect(!right.isNear(far))
        #expect(Set(right.nearHashes).isDisjoint(with: far.nearHashes))
    }

    @Test("firms meet by number and by name in either script")
    func parties() {
        let latin = MirrorParty(name: "OMEGA AGRO LLC")
        let cyrillic = MirrorParty(id: "304 442 623", name: "ООО «Омега Агро»")
        #expect(latin.keys == [cyrillic.keys.last ?? ""])
        #expect(cyrillic.keys.first == "id:304442623")
        #expect(MirrorParty(name: "LLC").keys.count <= 1)
    }
}
