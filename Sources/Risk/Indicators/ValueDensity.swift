import Customs

/// A price per kilogram unlike the trader's own earlier ones.
package enum ValueDensity: Indicator {
    package static var id: IndicatorID { .valueDensity }

    package static let card = IndicatorCard(
        number: 3,
        question:
            "Is the value per kilogram unlike what this trader declared before in the heading?",
        needs: [.commodityCode, .trader, .traderHistory, .netMass, .value],
        formula:
            "|ln(price ÷ geometric mean of own prices in the heading)| > max(ln 2, 2 own deviations), "
            + "n ≥ 5; score 0.3 + 0.7·excess ÷ ln 10.",
        limits: "A trader may change quality or supplier; headings hold unlike goods.")

    package static let sentences = [
        SentenceTemplate(
            "{unitPrice} {currency} per kg is {factor} times this trader's usual {usual} {currency} ({setSize} earlier items).",
            uz:
                "Kilogrammi {unitPrice} {currency} — savdogarning odatdagi {usual} {currency} narxidan {factor} "
                + "barobar ({setSize} ta oldingi tovar).",
            ru:
                "{unitPrice} {currency} за кг — это {factor} от обычных для участника {usual} {currency} "
                + "(прежних товаров: {setSize}).")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].ownPrice {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let price):
                let factor = price.unitPrice / price.usual
                let distance = StableMath.ln(factor).magnitude
                let allowed = max(StableMath.ln2, 2 * price.deviation)
                guard distance > allowed else { continue }
                judgement.find(
                    id, item: index + 1,
                    score: 0.3 + 0.7 * (distance - allowed) / StableMath.ln10,
                    [
                        Evidence("unitPrice", .number(price.unitPrice, decimals: 2)),
                        Evidence("usual", .number(price.usual, decimals: 2)),
                        Evidence("factor", .number(factor, decimals: 2)),
                        Evidence("currency", .text(dossier.items[index].measures.basisName)),
                        Evidence("setSize", .count(price.setSize)),
                    ])
            }
        }
    }
}
