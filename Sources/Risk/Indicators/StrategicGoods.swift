import Customs

/// Goods of military use for a buyer who has not been seen for long.
package enum StrategicBuyerNew: Indicator {
    package static var id: IndicatorID { .strategicBuyerNew }

    package static let card = IndicatorCard(
        number: 46, question: "Do goods of military use go to a trader who appeared only lately?",
        needs: [.commodityCode, .trader, .referenceDay, .historyDepth, .traderHistory],
        formula:
            "HS number on the Common High Priority List and first declaration of the trader less than 90 "
            + "days before; score 0.7.",
        limits:
            "Abstains until the history is 90 days long. New honest firms import electronics too.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code} are high priority items; the trader is known only since {firstDay}.",
            uz: "{code} — strategik tovar; savdogar faqat {firstDay} kunidan maʼlum.",
            ru: "Товар {code} — приоритетный; участник известен лишь с {firstDay}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            guard let hs = dossier.items[index].measures.hs else {
                judgement.abstain(id, .commodityCode, item: index + 1)
                continue
            }
            guard GoodsList.strategic.holds(hs) else { continue }
            switch dossier.trader {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let trader):
                guard let day = dossier.measures.day,
                    day.days(since: trader.historyStart) >= ImporterNew.daysMax
                else {
                    judgement.abstain(id, .historyDepth, item: index + 1)
                    continue
                }
                guard day.days(since: trader.firstDay) < ImporterNew.daysMax else { continue }
                judgement.find(
                    id, item: index + 1, score: 0.7,
                    [
                        Evidence("code", .text(hs.text(digits: Int(hs.digits)))),
                        Evidence("firstDay", .day(trader.firstDay)),
                        Evidence("setSize", .count(trader.count)),
                    ])
            }
        }
    }
}

/// Goods of military use that only pass through.
package enum StrategicReexport: Indicator {
    package static var id: IndicatorID { .strategicReexport }

    package static let card = IndicatorCard(
        number: 45, question: "Are goods of military use carried on to a third country?",
        needs: [.commodityCode, .flow],
        formula:
            "HS number on the Common High Priority List, in transit or re-exported (procedure 31 or previous "
            + "procedure 40, 51, 53, 71); score 0.6 in transit, 0.8 re-exported.",
        limits: "Hubs re-export lawfully; whose sanctions bind is national policy.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code} are high priority items in transit to {destination}.",
            uz: "{code} — strategik tovar, {destination} ga tranzit.",
            ru: "Товар {code} — приоритетный, следует транзитом в {destination}."),
        SentenceTemplate(
            "Goods of {code} are high priority items re-exported to {destination}.",
            uz: "{code} — strategik tovar, {destination} ga reeksport.",
            ru: "Товар {code} — приоритетный, реэкспорт в {destination}."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            guard let hs = dossier.items[index].measures.hs else {
                judgement.abstain(id, .commodityCode, item: index + 1)
                continue
            }
            guard GoodsList.strategic.holds(hs) else { continue }
            guard let flow = dossier.declaration.flow else {
                judgement.abstain(id, .flow, item: index + 1)
                continue
            }
            let isReexport =
                flow == .export
                && dossier.declaration.items[index].procedures.contains { isCarriedOn($0) }
            guard flow == .transit || isReexport else { continue }
            let destination =
                dossier.declaration.items[index].destinationCountryCode
                ?? dossier.declaration.destinationCountryCode ?? "–"
            judgement.find(
                id, variant: isReexport ? 1 : 0, item: index + 1, score: isReexport ? 0.8 : 0.6,
                [
                    Evidence("code", .text(hs.text(digits: Int(hs.digits)))),
                    Evidence.outside("destination", destination),
                ])
        }
    }

    /// Procedure 31 is re-export; goods under 40, 51, 53 or 71 before have been imported once.
    private static func isCarriedOn(_ procedure: borrowing Procedure) -> Bool {
        if let current = procedure.currentCode, current.hasPrefix("31") { return true }
        if let current = procedure.currentCode, current.utf8.count >= 4 {
            return previous.contains(String(current.dropFirst(2).prefix(2)))
        }
        return procedure.previousCode.map { previous.contains(String($0.prefix(2))) } ?? false
    }

    private static let previous: Set<String> = ["40", "51", "53", "71"]
}
