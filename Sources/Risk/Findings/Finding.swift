package import Customs

/// Something about a declaration that deserves attention, with what it rests on.
package struct Finding: Hashable, Sendable {
    package let indicator: IndicatorID
    /// Which of the indicator's sentences applies.
    package let variant: UInt8
    /// Item concerned, counted from 1 in the order of the declaration; nil for the whole of it.
    package let item: Int?
    /// How strongly the indicator speaks, 0…1. What that weighs is the ``LanePolicy``'s business.
    package let score: Double
    /// The lane an instruction leads to or a stricter one; nil for what only adds to the score.
    package let lane: Lane?
    /// Facts in the order in which they are shown.
    package private(set) var evidence: [Evidence]

    /// The same finding with more facts behind its own.
    func adding(_ more: [Evidence]) -> Finding {
        var finding = self
        finding.evidence += more
        return finding
    }

    /// The reason in one sentence; made when asked for.
    package func sentence(in language: Language) -> String {
        let sentences = KnownIndicators.type(of: indicator).sentences
        guard Int(variant) < sentences.count else { return indicator.rawValue }
        return sentences[Int(variant)].filled(with: evidence, in: language)
    }
}

/// An indicator that could not be asked, and the fact that was missing.
package struct Abstention: Hashable, Sendable {
    package let indicator: IndicatorID
    package let missing: MissingFact
    /// First item concerned, counted from 1; nil for the whole declaration.
    package let item: Int?
    /// Number of items concerned; 0 for the whole declaration.
    package fileprivate(set) var itemCount: Int

    /// What was missing, in one sentence.
    package func sentence(in language: Language) -> String {
        missing.sentence.text(in: language)
    }
}

/// What the indicators said about one declaration.
package struct Judgement: Hashable, Sendable {
    package private(set) var findings: [Finding] = []
    package private(set) var abstentions: [Abstention] = []

    package init() {}

    /// Records a finding; the score is kept within 0…1.
    package mutating func find(
        _ indicator: IndicatorID, variant: UInt8 = 0, item: Int? = nil, score: Double,
        lane: Lane? = nil, _ evidence: [Evidence]
    ) {
        findings.append(
            Finding(
                indicator: indicator, variant: variant, item: item,
                score: score > 0 ? min(score, 1) : 0, lane: lane, evidence: evidence))
    }

    /// Records that an indicator could not be asked. The same gap in several items is one entry.
    package mutating func abstain(
        _ indicator: IndicatorID, _ missing: MissingFact, item: Int? = nil
    ) {
        var index = abstentions.count - 1
        while index >= 0, abstentions[index].indicator == indicator {
            if abstentions[index].missing == missing {
                if item != nil { abstentions[index].itemCount += 1 }
                return
            }
            index -= 1
        }
        if abstentions.isEmpty { abstentions.reserveCapacity(KnownIndicators.all.count) }
        abstentions.append(
            Abstention(
                indicator: indicator, missing: missing, item: item,
                itemCount: item == nil ? 0 : 1))
    }
}
