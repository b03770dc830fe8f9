import Customs

/// A trader whose goods inspections have found in offence before.
package enum TraderOffences: Indicator {
    package static var id: IndicatorID { .traderOffences }
    /// Inspections' worth of the usual share that a new trader starts with.
    static let priorInspections = 10.0

    package static let card = IndicatorCard(
        number: 18, question: "Have inspections found offences of this trader before?",
        needs: [.trader, .inspectionResults],
        formula: "share of offences and seizures among the trader's inspections, smoothed by ten "
            + "inspections of the usual share (Beta-binomial); speaks from the first offence on and "
            + "above twice the usual share; score is the smoothed share, at least 0.2.",
        limits: "Traders that are inspected more are found more; a taken-back result counts no "
            + "longer.")

    package static let sentences = [
        SentenceTemplate(
            "{offences} of {inspected} inspections of this trader found an offence; the usual share "
                + "is {usual}.",
            uz:
                "Bu savdogarning {inspected} ta koʻrigidan {offences} tasida qonunbuzarlik topilgan; "
                + "odatdagi ulush {usual}.",
            ru: "В {offences} из {inspected} досмотров этого участника найдено нарушение; обычная "
                + "доля {usual}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.inspections {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let record):
            guard record.offences > 0 else { return }
            let share =
                (Double(record.offences) + priorInspections * record.usual)
                / (Double(record.inspected) + priorInspections)
            guard share > 2 * record.usual else { return }
            judgement.find(
                id, score: max(0.2, share),
                [
                    Evidence("offences", .count(record.offences)),
                    Evidence("inspected", .count(record.inspected)),
                    Evidence("usual", .number(record.usual, decimals: 3)),
                ])
        }
    }
}

/// A trader that shares an address, a telephone, a contact person or a vehicle with a flagged one.
package enum LinkedTrader: Indicator {
    package static var id: IndicatorID { .linkedTrader }

    package static let card = IndicatorCard(
        number: 21,
        question: "Does this trader share something with one that was found out or is listed?",
        needs: [.trader, .inspectionResults],
        formula: "distance of at most two steps in the graph of traders and what they share; score "
            + "0.6 at one step (0.3 for a vehicle), 0.35 at two. What sixteen traders share is no "
            + "link.",
        limits:
            "Neighbours, cousins and clients of one forwarder are linked too. Silent entries of "
            + "lists make no link.")

    package static let sentences: [SentenceTemplate] =
        templates(distance: 1) + templates(distance: 2)

    /// A sentence for each mark, for a trader found out and for a listed one.
    private static func templates(distance: Int) -> [SentenceTemplate] {
        let marks: [(en: String, uz: String, ru: String)] = [
            ("an address", "manzil", "адрес"), ("a telephone number", "telefon raqami", "телефон"),
            ("a contact person", "aloqa uchun shaxs", "контактное лицо"),
            ("a vehicle", "transport vositasi", "транспортное средство"),
        ]
        return marks.flatMap { mark in
            [false, true].map { isListed in
                let en = isListed ? "one on a watch list" : "one found in offence"
                let uz = isListed ? "kuzatuv roʻyxatidagi" : "qonunbuzarligi aniqlangan"
                let ru =
                    isListed
                    ? "участником из списка наблюдения"
                    : "участником, нарушение которого установлено"
                return distance == 1
                    ? SentenceTemplate(
                        "The trader shares \(mark.en) with \(en).",
                        uz: "Savdogar bilan \(uz) savdogarning umumiy belgisi bor: \(mark.uz).",
                        ru: "Общий признак с \(ru): \(mark.ru).")
                    : SentenceTemplate(
                        "The trader shares \(mark.en) with one that is linked to \(en).",
                        uz: "Savdogar boshqa savdogar orqali \(uz) savdogar bilan bogʻlangan: "
                            + "\(mark.uz).",
                        ru: "Через другого участника связь с \(ru): \(mark.ru).")
            }
        }
    }

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.link {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(nil): return
        case .known(let link?):
            let isVehicle = link.mark == .vehicle
            let score = link.distance == 1 ? (isVehicle ? 0.3 : 0.6) : 0.35
            let variant =
                UInt8(link.distance - 1) * 8 + link.mark.rawValue * 2 + (link.isListed ? 1 : 0)
            judgement.find(
                id, variant: variant, score: score, [Evidence("steps", .count(link.distance))])
        }
    }
}
