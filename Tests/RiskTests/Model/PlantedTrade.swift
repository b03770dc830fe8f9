import Customs
import Risk

/// Trade with a planted rule: what some importers bring is irregular, and so is what is very cheap.
enum PlantedTrade {
    struct Case {
        var declaration: Declaration
        var isIrregular: Bool
    }

    /// - Parameter noise: share of the outcomes that is turned round.
    static func cases(
        _ count: Int, seed: UInt64, from start: String = "2025-01-01", noise: Double = 0.02
    ) -> [Case] {
        var random = SeededGenerator(seed: seed)
        guard let first = CalendarDay(start) else { return [] }
        return (0..<count).map { number in
            let importer = Int(random.next() % 60)
            let isCheap = random.next() % 10 == 0
            let price = isCheap ? 60 + random.next() % 40 : 400 + random.next() % 200
            let code = ["110100", "070200", "854231", "640399"][Int(random.next() % 4)]
            let day = CalendarDay(number: first.number + Int32(number * 300 / max(count, 1)))
            var declaration = Example.declaration(
                number: "P-\(seed)-\(number)", importer: "30\(importer)", day: day.iso,
                netKg: "1000", value: "\(price)")
            declaration.items[0].classifications = [Classification(scheme: "HS", code: code)]
            var isIrregular = importer < 8 || isCheap
            if Double(random.next() % 10_000) < noise * 10_000 { isIrregular.toggle() }
            return Case(declaration: declaration, isIrregular: isIrregular)
        }
    }

    static func rows(_ cases: [Case], held: [Case] = []) -> TrainingRows {
        var rows = TrainingRows()
        for each in cases { rows.add(each.declaration, isHeld: false) { _ in each.isIrregular } }
        for each in held { rows.add(each.declaration, isHeld: true) { _ in each.isIrregular } }
        return rows
    }

    static func learn(
        _ rows: TrainingRows, spread: Spread = .none,
        change: (inout TreeSettings) -> Void = { _ in }
    ) throws -> ModelTraining.Outcome {
        var settings = TreeSettings()
        // Fewer and bolder steps than in earnest, so that the tests stay fast.
        settings.treesMax = 24
        settings.shrinkage = 0.15
        settings.leavesMax = 12
        change(&settings)
        return try ModelTraining(settings: settings, spread: spread).learn(rows, label: "outcome")
    }

    static func quality(_ model: RiskModel, on cases: [Case]) -> SelectionQuality? {
        SelectionQuality(
            cases.map {
                .init(
                    probability: model.score($0.declaration)?.probability ?? 0,
                    isIrregular: $0.isIrregular)
            }, hasRevenue: false)
    }
}
