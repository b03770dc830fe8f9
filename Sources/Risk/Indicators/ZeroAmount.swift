import Customs

/// A mass or value of zero.
package enum ZeroAmount: Indicator {
    package static var id: IndicatorID { .zeroAmount }

    package static let card = IndicatorCard(
        number: 5, question: "Is the net mass or the value of an item zero or below?",
        needs: [.netMass, .value],
        formula: "net kg ≤ 0, or value ≤ 0. Goods have a mass, and even gifts have a value.",
        limits: "Very small masses may be rounded to zero; electricity and data have no mass.")

    package static let sentences = [
        SentenceTemplate(
            "The net mass is declared as {netKg} kg.",
            uz: "Sof ogʻirlik {netKg} kg deb koʻrsatilgan.",
            ru: "Масса нетто заявлена как {netKg} кг."),
        SentenceTemplate(
            "The value is declared as {value} {currency}.",
            uz: "Qiymat {value} {currency} deb koʻrsatilgan.",
            ru: "Стоимость заявлена как {value} {currency}."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            let item = dossier.items[index].measures
            if let net = item.netKg {
                // 2716 is electrical energy, which has no mass.
                if net <= 0, item.hs?.heading != 2716 {
                    judgement.find(
                        id, item: index + 1, score: net < 0 ? 1 : 0.7,
                        [Evidence("netKg", .number(net, decimals: 0))])
                }
            } else {
                judgement.abstain(id, .netMass, item: index + 1)
            }
            if let value = item.value {
                if value <= 0 {
                    judgement.find(
                        id, variant: 1, item: index + 1, score: value < 0 ? 1 : 0.7,
                        [
                            Evidence("value", .number(value, decimals: 0)),
                            Evidence("currency", .text(item.basisName)),
                        ])
                }
            } else {
                judgement.abstain(id, .value, item: index + 1)
            }
        }
    }
}
