import Customs
import Exchange
import Formats
import Foundation
import Reference
import Risk
import Seal
import Store
import StoreSQLite
import Testing

@testable import Workflows

@Suite("Learned models of a node")
struct RiskModelTests {
    private static let time: Int64 = 1_780_000_000_000

    private static func declaration(_ number: Int, importer: Int, day: String) -> Declaration {
        var declaration = Declaration()
        declaration.flow = .import
        declaration.functionalReferenceID = "D-\(number)"
        declaration.acceptanceDateTime = WrittenDateTime(text: day)
        declaration.exportCountryCode = "KZ"
        var party = Party()
        party.role = .importer
        party.id = "30\(importer)"
        declaration.parties = [party]
        var item = GoodsItem()
        item.classifications = [Classification(scheme: "HS", code: "110100")]
        item.netMass = ExactDecimal("\(900 + number % 200)").map { Quantity($0, "KGM") }
        item.customsValue = ExactDecimal("\(450 + number % 90)").map { Money($0, "USD") }
        declaration.items = [item]
        return declaration
    }

    /// A model that has learned to distrust the importers below `guilty`.
    private static func bytes(guilty: Int) throws -> [UInt8] {
        var rows = TrainingRows()
        for number in 0..<600 {
            let importer = number * 7 % 30
            let declaration = declaration(
                number, importer: importer, day: "2026-0\(1 + number / 150)-1\(number % 10)")
            rows.add(declaration, isHeld: false) { _ in importer < guilty }
        }
        var settings = TreeSettings()
        settings.treesMax = 20
        settings.shrinkage = 0.3
        return try ModelTraining(settings: settings, spread: .none)
            .learn(rows, label: "outcome").model.encoded()
    }

    private func screen(
        _ declarations: [Declaration], in store: any Store, at time: Int64 = time
    ) throws {
        let path = NSTemporaryDirectory() + "tamga-\(UUID().uuidString).json"
        try Data(UUID().uuidString.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var settings = ScreeningSettings(
            rates: ExchangeRates(), nationalCurrency: "UZS", codes: .shipped)
        settings.model = try RiskModels.current(in: store)
        let documents = declarations.enumerated().map {
            ReadDocument(number: $0 + 1, format: "json", content: .declaration($1))
        }
        _ = try NodeScreening(
            settings: settings, reading: { _, emit in try documents.forEach { try emit($0) } },
            store: store, now: { time }
        ).run(inputs: [path]) { _ in }
    }

    private func replay(_ reference: String, at time: Int64, in store: any Store) throws -> Replay {
        try store.read { reader in
            let document = try #require(try reader.documents(reference: reference).first)
            return try #require(try Replay.run(document, at: time, in: reader))
        }
    }

    @Test("an assessment is made again by the model of its time, after another was adopted")
    func replays() throws {
        let store = MemoryStore()
        let models = RiskModels(store: store, now: { Self.time })
        let first = try models.adopt(
            try Self.bytes(guilty: 3), officer: "U-1", second: "U-2")
        try screen([Self.declaration(901, importer: 1, day: "2026-06-01")], in: store)
        let made = try replay("D-901", at: Self.time, in: store)
        #expect(made.outcome == .identical)
        let finding = try #require(
            made.recomputed?.findings.first { $0.indicator == .learnedRisk })
        #expect(
            finding.evidence.contains { $0 == Evidence("model", .text(String(first.prefix(16)))) })

        let second = try models.adopt(
            try Self.bytes(guilty: 12), officer: "U-2", second: "U-3")
        #expect(second != first)
        try screen(
            [Self.declaration(902, importer: 1, day: "2026-06-02")], in: store,
            at: Self.time + 1000)
        for (reference, model) in [("D-901", first), ("D-902", second)] {
            let again = try replay(reference, at: Self.time + 5000, in: store)
            #expect(again.outcome == .identical)
            #expect(
                again.recomputed?.findings.contains { finding in
                    finding.evidence.contains {
                        $0 == Evidence("model", .text(String(model.prefix(16))))
                    }
                } == true)
        }
    }

    @Test("a model that is gone or was exchanged shows in the replay")
    func goneModel() throws {
        let store = MemoryStore()
        let name = try RiskModels(store: store, now: { Self.time }).adopt(
            try Self.bytes(guilty: 3), officer: "U-1", second: "U-2")
        try screen([Self.declaration(901, importer: 1, day: "2026-06-01")], in: store)
        let other = try Self.bytes(guilty: 20)
        try store.write { writer in
            try writer.put(SnapshotRow(watermark: 0, content: other), name: "model:" + name)
        }
        #expect(try replay("D-901", at: Self.time, in: store).outcome == .different)
        try store.write { writer in
            try writer.put(SnapshotRow(watermark: 0, content: [1, 2, 3]), name: "model:" + name)
        }
        #expect(try replay("D-901", at: Self.time, in: store).outcome == .damaged)
        #expect(throws: StoreFailure.self) { _ = try RiskModels.current(in: store) }
    }

    @Test("two persons adopt and withdraw; every step stays, and stands in the ledger")
    func twoPersons() throws {
        let store = MemoryStore()
        let models = RiskModels(store: store, now: { Self.time })
        let bytes = try Self.bytes(guilty: 3)
        #expect(throws: RiskModels.Refusal.onePerson) {
            try models.adopt(bytes, officer: "U-1", second: "u-1")
        }
        #expect(throws: RiskModels.Refusal.officerMissing) {
            try models.adopt(bytes, officer: "U-1", second: "")
        }
        #expect(throws: RiskModels.Refusal.noneInForce) {
            try models.withdraw(officer: "U-1", second: "U-2")
        }
        #expect(throws: ModelDamage.self) {
            try models.adopt(Array(bytes.dropLast()), officer: "U-1", second: "U-2")
        }
        #expect(try RiskModels.current(in: store) == nil)
        #expect(try store.read { try $0.ledgerSize() } == 0)

        let name = try models.adopt(bytes, officer: "U-1", second: "U-2")
        #expect(try RiskModels.current(in: store)?.digest == name)
        #expect(name == Digest256(hashing: bytes).hex)
        try models.withdraw(officer: "U-2", second: "U-1")
        #expect(try RiskModels.current(in: store) == nil)
        let steps = try store.read { try RiskModels.adoptions(in: $0) }
        #expect(steps.map(\.model) == [name, ""])
        #expect(steps.map(\.officer) == ["U-1", "U-2"])
        let entries = try store.read { reader in
            try reader.ledger(from: 0, limit: 10).map {
                String(decoding: $0.entry, as: UTF8.self)
            }
        }
        #expect(entries.count == 2)
        #expect(entries[0].contains("model-adopted") && entries[0].contains(name))
        #expect(entries[1].contains("model-withdrawn") && entries[1].contains("U-2"))
    }

    @Test("a database file keeps an adopted model")
    func stored() throws {
        let path = NSTemporaryDirectory() + "tamga-model-\(UUID().uuidString).sqlite"
        defer {
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + end)
            }
        }
        let bytes = try Self.bytes(guilty: 3)
        var name = ""
        do {
            let store = try SQLiteStore(path: path)
            name = try RiskModels(store: store, now: { Self.time }).adopt(
                bytes, officer: "U-1", second: "U-2")
        }
        let again = try SQLiteStore(path: path)
        #expect(try RiskModels.current(in: again)?.model.encoded() == bytes)
        #expect(try RiskModels.current(in: again)?.digest == name)
    }

    @Test(
        "a cell says what an inspection found, or that it says nothing",
        arguments: zip(
            ["0", "1", "2", "0.0", "yes", "No", "TRUE", "", "maybe", "-1"],
            [
                OutcomeColumns.Cell.regular, .irregular, .irregular, .regular, .irregular,
                .regular, .irregular, .empty, .other("maybe"), .other("-1"),
            ]))
    func cells(text: String, cell: OutcomeColumns.Cell) {
        var declaration = Declaration()
        if !text.isEmpty { declaration.extensions = [Extension(path: "label Fraud", value: text)] }
        let columns = OutcomeColumns(label: "fraud")
        #expect(columns.outcome(of: declaration, item: 1) == cell)
    }

    @Test("of a declaration of several rows each item has its own outcome, else the first row's")
    func itemCells() {
        var declaration = Declaration()
        declaration.extensions = [
            Extension(path: "label Fraud", value: "0"),
            Extension(path: "item[3]/label Fraud", value: "1"),
            Extension(path: "item[3]/label Gap", value: "250.5"),
        ]
        let columns = OutcomeColumns(label: "Fraud", revenue: "Gap")
        #expect(
            (1...3).map { columns.outcome(of: declaration, item: $0) } == [
                .regular, .regular, .irregular,
            ])
        #expect((1...3).map { columns.revenue(of: declaration, item: $0) } == [0, 0, 250.5])
    }
}
