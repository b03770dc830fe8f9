import Customs

/// Net mass above gross mass.
package enum NetAboveGross: Indicator {
    package static var id: IndicatorID { .netAboveGross }

    package static let card = IndicatorCard(
        number: 5, question: "Is the net mass of an item above its gross mass?",
        needs: [.netMass, .grossMass],
        formula: "net kg > gross kg. The gross mass includes all packing, so it cannot be less.",
        limits: "Mostly swapped fields or a wrong unit; still, one of the two numbers is false.")

    package static let sentences = [
        SentenceTemplate(
            "The net mass of {netKg} kg is above the gross mass of {grossKg} kg.",
            uz: "Sof ogʻirlik ({netKg} kg) brutto ogʻirlikdan ({grossKg} kg) katta.",
            ru: "Масса нетто {netKg} кг больше массы брутто {grossKg} кг.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            let item = dossier.items[index].measures
            guard let net = item.netKg else {
                judgement.abstain(id, .netMass, item: index + 1)
                continue
            }
            guard let gross = item.grossKg else {
                judgement.abstain(id, .grossMass, item: index + 1)
                continue
            }
            guard net > gross else { continue }
            judgement.find(
                id, item: index + 1, score: 1,
                [
                    Evidence("netKg", .number(net, decimals: 2)),
                    Evidence("grossKg", .number(gross, decimals: 2)),
                ])
        }
    }
}
