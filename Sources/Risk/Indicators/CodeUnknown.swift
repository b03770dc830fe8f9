import Customs

/// Codes that their list does not have, or not for the day of the declaration.
package enum CodeUnknown: Indicator {
    package static var id: IndicatorID { .codeUnknown }

    package static let card = IndicatorCard(
        number: nil, question: "Does every coded field hold a code that is valid on the day?",
        needs: [.codeList, .referenceDay],
        formula:
            "country, currency, unit, mode, package, procedure and delivery term looked up in the list "
            + "valid on the day of the declaration; unknown 0.7 (unit, procedure 0.3: their lists are open), "
            + "listed but out of date 0.5 (delivery term 0.2: contracts outlive editions).",
        limits: "As good as the list at hand; national codes have to be added to it.")

    /// Two sentences per scheme in the order of ``CodeScheme``: unknown, and not valid on the day.
    package static let sentences: [SentenceTemplate] = CodeScheme.allCases.flatMap { scheme in
        let (english, uzbek, russian) = listName(scheme)
        return [
            SentenceTemplate(
                "\"{code}\" is not in the list of \(english).",
                uz: "«{code}» kodi \(uzbek) roʻyxatida yoʻq.",
                ru: "Кода «{code}» нет в справочнике \(russian)."),
            SentenceTemplate(
                "\"{code}\" in the list of \(english) is not in force on {day}.",
                uz: "\(uzbek) roʻyxatidagi «{code}» kodi {day} kuni amal qilmaydi.",
                ru: "Код «{code}» справочника \(russian) не действует на {day}."),
        ]
    }

    private static func listName(_ scheme: CodeScheme) -> (String, String, String) {
        switch scheme {
        case .country: ("countries", "mamlakatlar", "стран")
        case .currency: ("currencies", "valyutalar", "валют")
        case .unit: ("units of measure", "oʻlchov birliklari", "единиц измерения")
        case .transportMode: ("modes of transport", "transport turlari", "видов транспорта")
        case .packageType: ("package types", "oʻram turlari", "видов упаковки")
        case .procedure: ("customs procedures", "bojxona rejimlari", "таможенных процедур")
        case .incoterm: ("delivery terms", "yetkazib berish shartlari", "условий поставки")
        case .documentType: ("document types", "hujjat turlari", "видов документов")
        }
    }

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
                id, variant: UInt8(fault.scheme.place * 2 + (fault.standing == .outOfDate ? 1 : 0)),
                item: fault.item > 0 ? fault.item : nil,
                score: score(fault), evidence)
        }
    }

    private static func score(_ fault: CodeFault) -> Double {
        if fault.standing == .outOfDate { return fault.scheme == .incoterm ? 0.2 : 0.5 }
        return fault.scheme == .unit || fault.scheme == .procedure ? 0.3 : 0.7
    }
}
