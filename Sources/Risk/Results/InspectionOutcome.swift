/// What an inspection found, as statistics of results need it.
package struct InspectionOutcome: Hashable, Sendable {
    package var isIrregular: Bool
    /// Goods were looked at; a check of documents alone finds no hidden goods, so that "nothing found"
    /// there is no sign of compliance.
    package var isThorough: Bool
    /// US dollars.
    package var dutyGap: Double
    package var minutes: Int
    /// Whether the hint was right; nil when nobody said.
    package var wasHintRight: Bool?
    package var office: String
    package var officer: String
    /// Nil for inspections outside a plan.
    package var reason: SelectionReason?
    /// Chance with which it was chosen; nil when unknown.
    package var probability: Double?
    package var isDrawn: Bool
    /// Indicators and profiles that had spoken, with their scores.
    package var signals: [String: Double]
    /// Other kinds it belongs to, such as chapter and origin of the goods.
    package var segments: [String]
    /// Declared value, US dollars; nil when unknown.
    package var value: Double?
    /// Day of the inspection, in days since 1970-01-01; nil counts as the newest.
    package var day: Int?

    package init(
        isIrregular: Bool, isThorough: Bool, dutyGap: Double, minutes: Int, office: String,
        officer: String, reason: SelectionReason?, probability: Double?, isDrawn: Bool,
        signals: [String: Double], segments: [String] = [], value: Double? = nil,
        wasHintRight: Bool? = nil
    ) {
        self.isIrregular = isIrregular
        self.isThorough = isThorough
        self.dutyGap = dutyGap
        self.minutes = minutes
        self.wasHintRight = wasHintRight
        self.office = office
        self.officer = officer
        self.reason = reason
        self.probability = probability
        self.isDrawn = isDrawn
        self.signals = signals
        self.segments = segments
        self.value = value
    }

    /// Whether it says anything about compliance: something was found, or the goods were looked at.
    package var isLabel: Bool { isIrregular || isThorough }
}

/// How much trade is irregular, estimated from inspections.
package struct Prevalence: Hashable, Sendable {
    /// From what was drawn at random: unbiased whatever the rules do.
    package let random: CountedShare
    /// From all inspections, each standing for 1 / its chance of being chosen; nil without any.
    package let weighted: Double?
    /// Half the width of the 95 % interval of ``weighted``.
    package let weightedMargin: Double

    /// Source of the weighted estimate: J. Hájek, "Comment on a paper by D. Basu", in Foundations of
    /// Statistical Inference (1971); its variance by linearisation, as for Poisson sampling.
    package init(_ outcomes: [InspectionOutcome]) {
        var (hits, count) = (0, 0)
        var (total, irregular) = (0.0, 0.0)
        for outcome in outcomes where outcome.isLabel {
            if outcome.isDrawn {
                count += 1
                if outcome.isIrregular { hits += 1 }
            }
            guard let probability = outcome.probability, probability > 0 else { continue }
            total += 1 / probability
            if outcome.isIrregular { irregular += 1 / probability }
        }
        random = CountedShare(hits: hits, of: count)
        guard total > 0 else {
            weighted = nil
            weightedMargin = 0
            return
        }
        let share = irregular / total
        var spread = 0.0
        for outcome in outcomes where outcome.isLabel {
            guard let probability = outcome.probability, probability > 0 else { continue }
            let off = (outcome.isIrregular ? 1 : 0) - share
            spread += (1 - probability) / (probability * probability) * off * off
        }
        weighted = share
        weightedMargin = 1.959_964 * spread.squareRoot() / total
    }
}
