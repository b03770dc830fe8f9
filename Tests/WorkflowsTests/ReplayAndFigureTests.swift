import Customs
import Formats
import Foundation
import Reference
import Risk
import Store
import Testing

@testable import Workflows

@Suite("Replay and figures of a node")
struct ReplayAndFigureTests {
    private static let time: Int64 = 1_780_000_000_000

    private func declaration(
        _ reference: String, day: String = "2026-06-01", value: String = "500",
        origin: String = "KZ"
    ) -> Declaration {
        var declaration = Declaration()
        declaration.flow = .import
        declaration.functionalReferenceID = reference
        declaration.acceptanceDateTime = WrittenDateTime(text: day)
        declaration.exportCountryCode = "KZ"
        var importer = Party()
        importer.role = .importer
        importer.id = "302111222"
        declaration.parties = [importer]
        var item = GoodsItem()
        item.description = "Wheat flour"
        item.classifications = [Classification(scheme: "HS", code: "110100")]
        var country = Origin()
        country.countryCode = origin
        item.origins = [country]
        item.netMass = ExactDecimal("1000").map { Quantity($0, "KGM") }
        item.customsValue = ExactDecimal(value).map { Money($0, "USD") }
        declaration.items = [item]
        return declaration
    }

    private func screen(
        _ declarations: [Declaration], in store: any Store, at time: Int64 = time,
        change: (inout ScreeningSettings) -> Void = { _ in }
    ) throws {
        try screen(
            declarations.map { CustomsDocument.declaration($0) }, in: store, at: time,
            change: change)
    }

    private func screen(
        _ contents: [CustomsDocument], in store: any Store, at time: Int64 = time,
        change: (inout ScreeningSettings) -> Void = { _ in }
    ) throws {
        let path = NSTemporaryDirectory() + "tamga-\(UUID().uuidString).json"
        try Data(UUID().uuidString.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var settings = ScreeningSettings(
            rates: ExchangeRates(), nationalCurrency: "UZS", codes: .shipped)
        change(&settings)
        let documents = contents.enumerated().map {
            ReadDocument(number: $0 + 1, format: "json", content: $1)
        }
        _ = try NodeScreening(
            settings: settings, reading: { _, emit in try documents.forEach { try emit($0) } },
            store: store, now: { time }
        ).run(inputs: [path]) { _ in }
    }

    private func replay(
        _ reference: String, at time: Int64, in store: any Store
    ) throws -> Replay? {
        try store.read { reader in
            let document = try #require(try reader.documents(reference: reference).first)
            return try Replay.run(document, at: time, in: reader)
        }
    }

    @Test(
        "an assessment is made again byte for byte after statistics, lists and policy have changed")
    func replay() throws {
        let store = MemoryStore()
        let past = (0..<200).map {
            declaration("P-\($0)", day: "2026-0\(1 + $0 % 5)-11", value: "\(450 + $0 % 90)")
        }
        try screen(past + [declaration("D-1", value: "9")], in: store)
        let first = try #require(try replay("D-1", at: Self.time, in: store))
        #expect(first.outcome == .identical)
        #expect(first.recomputed?.findings.contains { $0.indicator == .unitPriceLow } == true)

        // Everything judging had looked at becomes another.
        try screen(
            (0..<300).map { declaration("N-\($0)", value: "\(5 + $0 % 9)") }, in: store,
            at: Self.time + 1000
        ) { settings in
            settings.codes = CodeBook()
            settings.nationalCurrency = nil
            settings.policy.version = "stricter"
            settings.policy.redMin = 0.01
        }
        let second = try #require(try replay("D-1", at: Self.time + 5000, in: store))
        #expect(second.outcome == .identical)
        #expect(second.recomputed == first.recomputed)
        let other = try #require(try replay("N-7", at: Self.time + 5000, in: store))
        #expect(other.outcome == .identical && other.recomputed?.policyVersion == "stricter")
        #expect(try replay("D-1", at: Self.time - 1, in: store) == nil)
    }

    @Test("an assessment by calibrated weights is made again after they have changed")
    func replayCalibrated() throws {
        let store = MemoryStore()
        var learned = LearnedRisk.initial()
        learned.weights["importer-new"] = 0.16
        learned.support["importer-new"] = 40
        try screen((0..<40).map { declaration("P-\($0)", day: "2026-01-11") }, in: store) {
            settings in settings.policy = settings.policy.calibrated(by: learned)
        }
        learned.version = 9
        learned.weights["importer-new"] = 0.04
        try screen([declaration("D-2")], in: store, at: Self.time + 10) { settings in
            settings.policy = settings.policy.calibrated(by: learned)
        }
        let replay = try #require(try replay("P-3", at: Self.time + 99, in: store))
        #expect(replay.outcome == .identical)
        #expect(replay.recomputed?.policyVersion == "\(LanePolicy.initial.version)+learned-0")
    }

    @Test("a cargo report gets a lane with reasons, once, and is made again byte for byte")
    func cargoReport() throws {
        let store = MemoryStore()
        var report = CargoReport()
        report.reference = "MAN-1"
        var consignment = ReportedConsignment()
        var goods = ReportedGoods()
        goods.description = "parts"
        consignment.goods = [goods]
        report.consignments = [consignment]
        for _ in 0..<2 {
            try screen(
                [.cargoReport(report)], in: store,
                change: { $0.policy.blueMin = 0.01 })
        }
        let made = try #require(try replay("MAN-1", at: Self.time, in: store))
        #expect(made.outcome == .identical)
        #expect(made.recomputed?.lane == .blue)
        #expect(made.recomputed?.findings.map(\.indicator) == [.vagueDescription])
        try store.read { reader in
            let document = try #require(try reader.documents(reference: "MAN-1").first)
            let version = try #require(try reader.versions(of: document.id).first)
            #expect(try reader.assessments(of: version.id).count == 1)
        }
    }

    @Test("an offence found makes its trader known, and an appeal takes it back")
    func knownTraders() throws {
        let store = MemoryStore()
        try screen([declaration("D-1")], in: store)
        func known() throws -> KnownTraders {
            try store.read { try NodeKnowledge(seed: 7, at: Self.time, in: $0).known }
        }
        #expect(try known().inspected == 0)
        for (number, outcome) in [(1, "offence"), (2, "none")] {
            try store.write { writer in
                let document = try #require(try writer.documents(reference: "D-1").first)
                _ = try writer.insert(
                    InspectionResultRow(
                        id: 0, document: document.id, number: number, item: nil,
                        day: "2026-06-02", recordedAt: Self.time, outcome: outcome, field: "",
                        corrected: "", dutyGap: 0, minutes: 30, depth: "full",
                        wasHintRight: nil, officer: "officer-1", office: "UZ10001",
                        cause: number == 1 ? "inspection" : "appeal"))
            }
            #expect(try known().inspected == 1)
            #expect(try known().hasFlagged == (outcome == "offence"))
        }
    }

    @Test("other content, other facts or none are told apart")
    func replayTellsApart() throws {
        let store = MemoryStore()
        try screen([declaration("D-1")], in: store)
        try store.write { writer in
            let document = try #require(try writer.documents(reference: "D-1").first)
            let version = try #require(try writer.versions(of: document.id).first)
            let sound = try #require(try writer.assessments(of: version.id).first)
            let changes: [(inout AssessmentRow) -> Void] = [
                { $0.score = 0.999 }, { $0.facts = Array($0.facts.dropLast()) },
                { $0.facts = [] },
            ]
            for (offset, change) in changes.enumerated() {
                var row = sound
                row.assessedAt = Self.time + Int64(offset + 1) * 10
                change(&row)
                _ = try writer.insert(row)
            }
        }
        let outcomes = try [0, 10, 20, 30].map {
            try replay("D-1", at: Self.time + $0, in: store)?.outcome
        }
        #expect(outcomes == [.identical, .different, .damaged, .factsMissing])
    }

    @Test("figures of trade: the latest version counts, growth is against the period before")
    func trade() throws {
        let store = MemoryStore()
        try screen(
            [
                declaration("A", day: "2026-05-03", value: "100"),
                declaration("B", day: "2026-06-03", value: "150"),
                declaration("C", day: "2026-06-04", value: "50", origin: "CN"),
            ], in: store)
        try screen([declaration("B", day: "2026-06-03", value: "250")], in: store)
        var choice = TradeFigures.Choice()
        func figures() throws -> TradeFigures {
            try TradeFigures(choice, store: store, rates: ExchangeRates(), national: "UZS")
        }
        let months = try figures()
        #expect(months.rows.map(\.key) == ["2026-05", "2026-06"])
        #expect(months.rows.map(\.now.usd) == [100, 300])
        #expect(months.rows[1].growth == 2)
        #expect(months.total.now.declarations == 3)

        choice.dimension = .partner
        choice.from = CalendarDay("2026-06-01")
        choice.to = CalendarDay("2026-06-30")
        let partners = try figures()
        #expect(partners.rows.map(\.key) == ["KZ", "CN"])
        #expect(partners.rows[0].growth == 1.5)
        #expect(partners.rows[1].growth == nil)
        #expect(partners.total.before?.usd == 100)

        let target = try #require(TradeTarget(months, target: 1600, year: 2027))
        #expect(target.through == "2026-06" && target.lastTwelve == 400)
        #expect(target.growthNeeded.map { abs($0 - 1.5198) < 0.001 } == true, "4 = (1 + g)^1.5")
        #expect(target.isOnPath == nil, "the year before is not stored")
    }

    @Test("key figures count lanes, offices and what indicators said")
    func keyFigures() throws {
        let store = MemoryStore()
        try screen((0..<10).map { declaration("K-\($0)") }, in: store)
        let figures = try KeyFigures(store: store)
        func value(_ name: String) -> Double? { figures.figures.first { $0.name == name }?.value }
        #expect(value("declarations") == 10)
        #expect(value("assessed") == 1)
        let lanes = ["red", "yellow", "blue", "green"].compactMap { value("lane-" + $0) }
        #expect(lanes.count == 4 && abs(lanes.reduce(0, +) - 1) < 1e-9)
        #expect(figures.offices.map(\.office) == ["unknown"])
        #expect(figures.indicators.contains { $0.indicator == "office-new" && $0.abstained == 10 })
        #expect(value("hit-rate") == nil, "nothing was inspected")
        try store.write { writer in
            for (number, outcome) in ["none", "offence"].enumerated() {
                let document = try #require(
                    try writer.documents(reference: "K-\(number)").first)
                _ = try writer.insert(
                    InspectionResultRow(
                        id: 0, document: document.id, number: 1, item: nil, day: "2026-06-02",
                        recordedAt: Self.time, outcome: outcome, field: "", corrected: "",
                        dutyGap: Int64(number) * 9000, minutes: 30, depth: "full",
                        wasHintRight: nil, officer: "1", office: "A", cause: "inspection"))
            }
        }
        let all = try KeyFigures(store: store)
        let inspected = all.figures
        let hits = try #require(inspected.first { $0.name == "hit-rate" })
        let exact = CountedShare(hits: 1, of: 2)
        #expect(hits.interval?.low == exact.low && hits.interval?.high == exact.high)
        #expect(inspected.first { $0.name == "declarations" }?.interval == nil)
        func after(_ name: String) -> Double? { inspected.first { $0.name == name }?.value }
        #expect(after("inspection-rate") == 0.2 && after("hit-rate") == 0.5)
        #expect(after("duty-per-hour") == 90)
        #expect(after("hit-rate-random") == nil && after("lift") == nil)
        #expect(try KeyFigures(store: store, from: Self.time + 1).figures[0].value == 0)
    }

    private func result(
        _ reference: String, _ outcome: String, at time: Int64, with writer: any StoreWriter
    ) throws {
        let document = try #require(try writer.documents(reference: reference).first)
        _ = try writer.insert(
            InspectionResultRow(
                id: 0, document: document.id, number: 1, item: nil, day: "2026-06-02",
                recordedAt: time, outcome: outcome, field: "", corrected: "", dutyGap: 0,
                minutes: 30, depth: "full", wasHintRight: nil, officer: "1", office: "A",
                cause: "inspection"))
    }

    @Test("release is the assessment for green, the result or a milder override for red")
    func releases() throws {
        let store = MemoryStore()
        try screen([declaration("G-1"), declaration("G-2")], in: store)
        try screen((1...4).map { declaration("R-\($0)") }, in: store) { settings in
            settings.policy.redMin = -1
        }
        try store.write { writer in
            try result("R-1", "none", at: Self.time + 3_600_000, with: writer)
            let document = try #require(try writer.documents(reference: "R-2").first)
            let version = try #require(try writer.versions(of: document.id).first)
            _ = try writer.insert(
                OverrideRow(
                    id: 0, version: version.id, from: 0, to: 2, code: "articulable-reason",
                    reason: "seen", officer: "1", approver: nil, decidedAt: Self.time + 60_000))
        }
        let figures = try KeyFigures(store: store)
        func figure(_ name: String) -> KeyFigures.Figure? {
            figures.figures.first { $0.name == name }
        }
        let slow = try #require(figure("release-time-red-p90"))
        #expect(slow.of == 2)
        #expect(slow.value.map { abs($0 / 3_600_000 - 1) < 0.1 } == true)
        #expect(figure("release-time-red-p50")?.value.map { abs($0 / 60_000 - 1) < 0.1 } == true)
        #expect(figure("held")?.value == 2)
        let office = try #require(figures.offices.first)
        #expect(office.releases[0].p90 == slow.value)
        #expect(office.releases[1].p50 == nil)
    }

    @Test("errors of selection are estimated from the random sample, drift and calibration told")
    func errors() throws {
        let store = MemoryStore()
        let day: Int64 = 86_400_000
        try screen((0..<20).map { declaration("B-\($0)") }, in: store, at: Self.time - day)
        try screen((0..<20).map { declaration("K-\($0)") }, in: store) { settings in
            settings.policy.redMin = -1
        }
        try store.write { writer in
            let plan = try writer.insert(
                PlanRow(
                    id: 0, day: "2026-06-01", madeAt: 0, candidateCount: 20,
                    content: Array("{}".utf8)))
            for number in 0..<10 {
                let document = try #require(
                    try writer.documents(reference: "K-\(number)").first)
                let version = try #require(try writer.versions(of: document.id).first)
                try writer.insert(
                    ChoiceRow(
                        plan: plan, version: version.id, document: document.id, office: "A",
                        shift: "day", officer: "1", reason: number < 4 ? "random" : "benefit",
                        probability: number < 4 ? 0.2 : 1, isDrawn: number < 4))
                try result(
                    "K-\(number)", number == 0 || number > 7 ? "offence" : "none",
                    at: Self.time, with: writer)
            }
        }
        let figures = try KeyFigures(store: store, from: Self.time, to: Self.time + day - 1).figures
        func value(_ name: String) -> Double? { figures.first { $0.name == name }?.value }
        #expect(value("hit-rate-random") == 0.25)
        #expect(value("hit-rate-chosen").map { abs($0 - 2.0 / 6) < 1e-12 } == true)
        #expect(value("false-positives") == 4)
        // 15 of 20 are estimated to be clean, 5 irregular; 3 were found.
        #expect(value("false-positive-rate").map { abs($0 - 4.0 / 15) < 1e-12 } == true)
        #expect(value("recall").map { abs($0 - 0.6) < 1e-12 } == true)
        let recall = try #require(figures.first { $0.name == "recall" }?.interval)
        #expect(recall.low < 0.6 && recall.high >= 0.6)
        #expect(value("drift") != nil)
        let error = try #require(value("calibration-error"))
        #expect((0...1).contains(error))
        #expect(try KeyFigures(store: store).figures.first { $0.name == "drift" }?.value == nil)
    }

    @Test("calibration error is 0 for true scores and the distance for false ones")
    func calibration() throws {
        let sound = (0..<10).map {
            Calibration.Judgement(score: 0.5, isIrregular: $0 < 5, weight: 3)
        }
        #expect(Calibration(sound)?.error == 0)
        let bold = [Calibration.Judgement(score: 0.9, isIrregular: false, weight: 1)]
        #expect(Calibration(bold)?.error == 0.9)
        #expect(Calibration([]) == nil)
    }
}
