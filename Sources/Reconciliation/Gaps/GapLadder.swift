/// One gap taken apart: what each step explains, in dollars, and the verdict on what is left.
struct GapParts: Sendable {
    var sent: Double
    var arrived: Double
    var exchange = 0.0
    var freight = 0.0
    var term = 0.0
    /// Import value that was to be expected at the mass that left.
    var expected: Double { sent + exchange + freight + term }
    var kind: LinkKind
    var massRatio: Double
    /// The finding, unless something innocent explains it.
    var verdict: (type: FindingType, factor: Float)?
    /// What innocent explains a verdict away.
    var excuse: GapReason?
    /// Whether both sides give another unit of quantity.
    var isOtherUnit = false

    var gap: Double { arrived - sent }
    var rest: Double { arrived - expected }
    private var weighing: Double { kind == .one ? expected * (massRatio - 1) : 0 }

    /// The reason for what is left after exchange, freight and terms.
    private var restReason: GapReason {
        if let excuse { return excuse }
        if let verdict { return verdict.type.reason }
        return kind == .one ? .rest : .splitMerge
    }

    /// The steps and their amounts, which add up to the gap.
    var steps: [(reason: GapReason, dollars: Double)] {
        var steps: [(reason: GapReason, dollars: Double)] = [(.freight, freight)]
        if exchange != 0 { steps.append((.exchangeRate, exchange)) }
        if term != 0 { steps.append((.deliveryTerm, term)) }
        let reason = restReason
        if reason == .rest {
            steps.append((.weighing, weighing))
            steps.append((.rest, rest - weighing))
        } else {
            steps.append((reason, rest))
        }
        return steps
    }

    /// Share of the value below which a gap is rounding.
    private static let roundingShare = 0.002

    /// The one reason that explains the gap best, and how much of it.
    var top: (reason: GapReason, dollars: Double) {
        if verdict != nil || excuse != nil { return (restReason, rest) }
        if abs(gap) <= Self.roundingShare * sent + 1 { return (.rounding, gap) }
        var top: (reason: GapReason, dollars: Double) = (.freight, 0)
        for step in steps where abs(step.dollars) > abs(top.dollars) { top = step }
        if top.reason == .weighing, isOtherUnit { top.reason = .unit }
        return top
    }
}
