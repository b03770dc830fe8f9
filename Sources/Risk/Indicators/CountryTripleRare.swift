import Customs

/// A route of origin, dispatch and trading partner that hardly ever occurs.
package enum CountryTripleRare: Indicator {
    package static var id: IndicatorID { .countryTripleRare }
    package static let threshold = 3.0

    package static let card = IndicatorCard(
        number: 11, question: "Do goods of this origin hardly ever come this way?",
        needs: [.origin, .dispatch, .comparisonSet],
        formula:
            "−log10(share of the triple origin, dispatch, trading country among all items of the flow) > 3, "
            + "when the countries are not all the same; n ≥ 2000; score 0.3 + 0.35·excess.",
        limits: "New trade relations are rare at first. Countries count as route of goods only.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of origin {origin} dispatched from {dispatch} occur in {count} of {setSize} items.",
            uz:
                "Kelib chiqishi {origin}, joʻnatilgan mamlakat {dispatch}: {setSize} ta tovardan {count} "
                + "tasida uchraydi.",
            ru:
                "Происхождение {origin}, отправление {dispatch}: встречается у {count} из {setSize} "
                + "товаров."),
        SentenceTemplate(
            "Goods of origin {origin} dispatched from {dispatch} with trading country {partner} occur in "
                + "{count} of {setSize} items.",
            uz:
                "Kelib chiqishi {origin}, joʻnatilgan mamlakat {dispatch}, savdo mamlakati {partner}: {setSize} "
                + "ta tovardan {count} tasida uchraydi.",
            ru:
                "Происхождение {origin}, отправление {dispatch}, торгующая страна {partner}: встречается у "
                + "{count} из {setSize} товаров."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].route {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let route):
                let same =
                    route.origin == route.dispatch
                    && (route.partner == 0 || route.partner == route.dispatch)
                guard !same, route.count * 1000 < route.total else { continue }
                let share = Double(max(1, route.count)) / Double(route.total)
                let rarity = -StableMath.ln(share) / StableMath.ln10
                guard rarity > threshold else { continue }
                var evidence = [
                    Evidence("origin", .text(PackedCode.letters(of: route.origin))),
                    Evidence("dispatch", .text(PackedCode.letters(of: route.dispatch))),
                ]
                if route.partner != 0 {
                    evidence.append(
                        Evidence("partner", .text(PackedCode.letters(of: route.partner))))
                }
                evidence.append(Evidence("count", .count(route.count)))
                evidence.append(Evidence("setSize", .count(route.total)))
                evidence.append(Evidence("rarity", .number(rarity, decimals: 1)))
                judgement.find(
                    id, variant: route.partner == 0 ? 0 : 1, item: index + 1,
                    score: 0.3 + 0.35 * (rarity - threshold), evidence)
            }
        }
    }
}
