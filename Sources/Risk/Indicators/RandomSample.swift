import Customs

/// A number drawn for one declaration, and the shares that are looked at whatever the score.
package struct Draw: Hashable, Sendable {
    /// At least 0 and below 1; from a keyed function of the declaration that nobody can foresee.
    package let number: Double
    /// Share of all declarations that is examined at random.
    package let examined: Double
    /// Share of all declarations whose documents are checked at random, in addition.
    package let checked: Double

    /// A draw; shares outside 0…1 are taken as the nearer bound.
    ///
    /// The defaults (1 % and 1 %) give an unbiased estimate of how much trade is irregular.
    package init(_ number: Double, examined: Double = 0.01, checked: Double = 0.01) {
        self.number = number
        self.examined = min(max(examined, 0), 1)
        self.checked = min(max(checked, 0), 1)
    }
}

/// Chosen at random, so that what nobody suspects is seen as well.
package enum RandomSample: Indicator {
    package static var id: IndicatorID { .randomSample }

    package static let card = IndicatorCard(
        number: nil, question: "Was this declaration drawn for the random sample?", needs: [.draw],
        formula:
            "draw < share examined: score 1; draw < share examined + share checked: score 0.5. The finding sets "
            + "the lane and adds nothing to the score.",
        limits: "Says nothing about the declaration: it was drawn like any other.")

    package static let sentences = [
        SentenceTemplate(
            "Drawn at random for examination ({share} of all declarations are).",
            uz:
                "Koʻrikdan oʻtkazish uchun tasodifiy tanlangan (barcha deklaratsiyalarning {share} qismi).",
            ru: "Выбрана случайно для досмотра (так выбирают {share} всех деклараций)."),
        SentenceTemplate(
            "Drawn at random for a check of the documents ({share} of all declarations are).",
            uz:
                "Hujjatlarni tekshirish uchun tasodifiy tanlangan (barcha deklaratsiyalarning {share} qismi).",
            ru: "Выбрана случайно для проверки документов (так выбирают {share} всех деклараций)."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        guard let draw = dossier.draw else { return judgement.abstain(id, .draw) }
        let isExamined = draw.number < draw.examined
        guard isExamined || draw.number < draw.examined + draw.checked else { return }
        judgement.find(
            id, variant: isExamined ? 0 : 1, score: isExamined ? 1 : 0.5,
            [
                Evidence("draw", .number(draw.number, decimals: 6)),
                Evidence("share", .share(isExamined ? draw.examined : draw.checked)),
            ])
    }
}
