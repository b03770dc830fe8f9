import Customs

/// Goods whose description speaks of another heading than the one declared.
package enum DescriptionMismatch: Indicator {
    package static var id: IndicatorID { .descriptionMismatch }

    package static let card = IndicatorCard(
        number: 7, question: "Do the description's words belong to another heading?",
        needs: [.description, .commodityCode, .comparisonSet, .statistics],
        formula:
            "a word known from more than 20 items, at least 60 % of them in one heading and at "
            + "most 5 % in the declared one; all such words must name the same heading, and none the "
            + "declared one; score 0.4, and 0.2 more for each further word.",
        limits:
            "Words are learned from what was declared, in any language, so an error that everybody "
            + "makes is not found; a word of many meanings says nothing.")

    package static let sentences = [
        SentenceTemplate(
            "{share} of {setSize} goods described with such words were declared in heading {usual}; "
                + "in {declared} it is {shareHere}.",
            uz: "Shunday soʻzlar bilan tavsiflangan {setSize} ta tovarning {share} qismi {usual} "
                + "pozitsiyasida deklaratsiya qilingan; {declared} pozitsiyasida — {shareHere}.",
            ru: "Из {setSize} товаров с такими словами {share} заявлены в позиции {usual}; в "
                + "{declared} — {shareHere}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].wording {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let wording):
                guard wording.words > 0, let heading = dossier.items[index].measures.hs?.heading
                else { continue }
                judgement.find(
                    id, item: index + 1, score: 0.2 + 0.2 * Double(wording.words),
                    [
                        Evidence("share", .share(wording.share)),
                        Evidence("setSize", .count(wording.setSize)),
                        Evidence("usual", .text(HSNumber.written(heading: wording.usual))),
                        Evidence("declared", .text(HSNumber.written(heading: heading))),
                        Evidence("shareHere", .share(wording.shareHere)),
                    ])
            }
        }
    }
}
