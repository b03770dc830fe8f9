import Customs

/// A learned model rates the declaration above nine in ten of what it has seen, or as more probably
/// irregular than not.
package enum LearnedRiskHigh: Indicator {
    package static var id: IndicatorID { .learnedRisk }

    package static let card = IndicatorCard(
        number: nil,
        question: "Does the adopted model rate the goods far above what inspections usually find?",
        needs: [.model],
        formula:
            "gradient-boosted trees over results known before the day (see ModelFeature); speaks above the "
            + "90th percentile of the rows the model was tried on, or at a probability of 0.5, and above their "
            + "usual share; the score is the model's probability. Parts are exact Shapley values of the trees (arXiv:1802.03888).",
        limits:
            "Learned from inspected goods only, so it knows best what was looked at before; it ages as trade "
            + "changes. It sees no nationality, name or personal trait, and its weight is bounded so that it "
            + "alone never leads to the red lane of the initial policy.")

    package static let sentences = [
        SentenceTemplate(
            "The learned model puts the probability of an irregularity at {probability}, where {usual} is "
                + "usual; it rates the goods above {percentile} of those inspected, mostly for: {reasons}.",
            uz:
                "Oʻqitilgan model qoidabuzarlik ehtimolini {probability} deb baholaydi (odatda {usual}); "
                + "tovarlar tekshirilganlarning {percentile} qismidan yuqori baholangan, asosan: {reasons}.",
            ru:
                "Обученная модель оценивает вероятность нарушения в {probability} при обычных {usual}; товары "
                + "оценены выше {percentile} досмотренных, главным образом из-за: {reasons}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.learned {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let fact):
            guard fact.speaks, !fact.parts.isEmpty else { return }
            judgement.find(
                id, item: fact.item, score: fact.probability,
                [
                    Evidence("probability", .share(fact.probability)),
                    Evidence("usual", .share(fact.usual)),
                    Evidence("percentile", .share(fact.percentile)),
                    Evidence("reasons", .phrase(reasons(fact))),
                    Evidence("contributions", .text(contributions(fact))),
                    Evidence("model", .text(String(fact.model.prefix(16)))),
                ])
        }
    }

    private static func reasons(_ fact: ModelFact) -> SentenceTemplate {
        func joined(_ language: Language) -> String {
            fact.parts.map { $0.feature.name.text(in: language) }.joined(separator: "; ")
        }
        return SentenceTemplate(
            joined(.english), uz: joined(.uzbek), ru: joined(.russian))
    }

    /// "share:subheading +2.31; …": the parts' log-odds, for programs.
    private static func contributions(_ fact: ModelFact) -> String {
        fact.parts.map {
            $0.feature.id + " +"
                + Evidence.Value.number($0.share, decimals: 2).text(in: .english)
        }.joined(separator: "; ")
    }
}
