import Customs

/// Codes that their list does not have, or not for the day of the declaration.
package enum CodeUnknown: Indicator {
    package static var id: IndicatorID { .codeUnknown }

    package static let card = IndicatorCard(
        number: nil, question: "Does every coded field hold a code that is valid on the day?",
        needs: [.codeList, .referenceDay],
        formula:
            "country, currency, unit, mode, package, procedure and delivery term looked up in the list "
            + "valid on the day of the declaration; unknown 0.7, listed but out of date 0.5.",
        limits: "As good as the list at hand; national codes have to be added to it.")

    package static let sentences = [
        SentenceTemplate(
            "\"{code}\" is no {list} code.", uz: "\"{code}\" — {list} roʻyxatida yoʻq kod.",
            ru: "Код «{code}» отсутствует в справочнике {list}."),
        SentenceTemplate(
            "\"{code}\" is a {list} code that is not in force on {day}.",
            uz: "\"{code}\" — {list} roʻyxatidagi kod {day} kuni amal qilmaydi.",
            ru: "Код «{code}» справочника {list} не действует на {day}."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        if dossier.schemesWithoutList != 0 { judgement.abstain(id, .codeList) }
        if dossier.measures.day == nil { judgement.abstain(id, .referenceDay) }
        for index in dossier.codeFaults.indices {
            let fault = dossier.codeFaults[index]
            var evidence = [
                Evidence.outside("code", fault.code),
                Evidence("list", .text(fault.scheme.rawValue)),
            ]
            if fault.standing == .outOfDate, let day = dossier.measures.day {
                evidence.append(Evidence("day", .day(day)))
            }
            judgement.find(
                id, variant: fault.standing == .outOfDate ? 1 : 0,
                item: fault.item > 0 ? fault.item : nil,
                score: fault.standing == .outOfDate ? 0.5 : 0.7, evidence)
        }
    }
}
