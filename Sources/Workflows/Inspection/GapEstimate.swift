package import Customs
package import Risk

/// What is expected of a declaration, before anybody has looked: probability, missing duty, novelty.
package struct GapEstimate: Sendable {
    package var learned: LearnedRisk
    private var rates: DailyRates

    package init(learned: LearnedRisk, rates: DailyRates) {
        self.learned = learned
        self.rates = rates
    }

    package struct Guess: Hashable, Sendable {
        package var probability: Double
        package var gap: Double
        package var severity: Double
        package var novelty: Double
    }

    /// Harm beyond duty that an irregularity is taken to do until the administration says otherwise, US
    /// dollars.
    package static let severity = 250.0
    /// A declaration of unknown value is taken to be worth this, US dollars.
    private static let valueAssumed = 5_000.0

    /// The guess from a declaration and what its indicators said; without results the policy's score is
    /// the probability.
    package mutating func guess(
        _ declaration: Declaration, signals: StoredSignals, score: Double
    ) -> Guess {
        let segments = Self.segments(declaration)
        let learnedProbability = learned.probability(
            signals: signals.indicators, segments: segments)
        let value = value(declaration) ?? Self.valueAssumed
        return Guess(
            probability: learned.labels == 0 ? max(score, learned.leak) : learnedProbability,
            gap: learned.gap(value: value, segments: segments), severity: Self.severity,
            novelty: learned.novelty(segments: segments))
    }

    /// Declared value in US dollars; nil when no item has one that can be converted.
    package mutating func value(_ declaration: Declaration) -> Double? {
        rates.prepare(for: declaration)
        let usd = rates.rates(for: declaration)
        var sum = 0.0
        for item in declaration.items {
            let measures = ItemMeasures(declaration, item: item, rates: usd)
            if measures.basis == 0, let value = measures.value, value > 0 { sum += value }
        }
        return sum > 0 ? sum : nil
    }

    /// Kinds of trade a declaration belongs to: chapter with origin of its first item, and the office with
    /// the chapter. Nothing about persons.
    package static func segments(_ declaration: Declaration) -> [String] {
        guard let item = declaration.items.first, let code = item.commodityCode else { return [] }
        let chapter = String(code.prefix(2))
        let origin = declaration.originCountry(of: item) ?? "--"
        return [
            "trade:\(chapter)/\(origin)", "office:\(PlanMaking.office(of: declaration))/\(chapter)",
        ]
    }
}
