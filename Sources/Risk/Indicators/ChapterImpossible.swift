import Customs

/// Tariff codes that cannot be.
package enum ChapterImpossible: Indicator {
    package static var id: IndicatorID { .chapterImpossible }

    package static let card = IndicatorCard(
        number: nil, question: "Can the tariff code exist?", needs: [.commodityCode, .codeList],
        formula:
            "not a number: 0.6 · chapter 00 or 77 (reserved in the Harmonized System): 1 · chapter 98 or 99 "
            + "(left to national use): 0.3 · subheading not in the nomenclature of the day: 0.6.",
        limits:
            "Chapters 98 and 99 are regular in some countries. The subheading is only looked up when a "
            + "nomenclature is loaded.")

    package static let sentences = [
        SentenceTemplate(
            "\"{code}\" is no tariff code.", uz: "\"{code}\" TIF TN kodi emas.",
            ru: "«{code}» — не код товарной номенклатуры."),
        SentenceTemplate(
            "Tariff code {code} lies in chapter {chapter}, which the Harmonized System does not use.",
            uz: "{code} kodi Uygʻunlashgan tizimda qoʻllanilmaydigan {chapter}-guruhga tegishli.",
            ru:
                "Код {code} относится к группе {chapter}, которая в Гармонизированной системе не используется."
        ),
        SentenceTemplate(
            "Tariff code {code} lies in chapter {chapter}, which is left to national use.",
            uz: "{code} kodi milliy maqsadlar uchun ajratilgan {chapter}-guruhga tegishli.",
            ru: "Код {code} относится к группе {chapter}, отведённой для национальных целей."),
        SentenceTemplate(
            "Subheading {code} is not in the nomenclature of the day.",
            uz: "{code} subpozitsiyasi shu kungi nomenklaturada yoʻq.",
            ru: "Субпозиции {code} нет в номенклатуре на эту дату."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            guard let hs = dossier.items[index].measures.hs else {
                if let code = dossier.declaration.items[index].commodityCode, !code.isEmpty {
                    judgement.find(
                        id, item: index + 1, score: 0.6, [Evidence.outside("code", code)])
                } else {
                    judgement.abstain(id, .commodityCode, item: index + 1)
                }
                continue
            }
            let variant: UInt8
            switch hs.chapter {
            case 0, 77: variant = 1
            case 98, 99: variant = 2
            default: continue
            }
            judgement.find(
                id, variant: variant, item: index + 1, score: variant == 1 ? 1 : 0.3,
                [
                    Evidence("code", .text(hs.text(digits: Int(hs.digits)))),
                    Evidence("chapter", .text(hs.text(digits: 2))),
                ])
        }
        guard dossier.nomenclatureKnown else {
            return judgement.abstain(id, .codeList)
        }
        for item in dossier.unknownSubheadings {
            guard let hs = dossier.items[item - 1].measures.hs, hs.chapter != 0, hs.chapter != 77
            else { continue }
            judgement.find(
                id, variant: 3, item: item, score: 0.6,
                [Evidence("code", .text(hs.text(digits: 6)))])
        }
    }
}
