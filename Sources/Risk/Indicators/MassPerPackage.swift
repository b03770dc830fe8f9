import Customs

/// Packages that weigh far more or less than such packages do.
package enum MassPerPackage: Indicator {
    package static var id: IndicatorID { .massPerPackage }

    package static let card = IndicatorCard(
        number: 6, question: "Is the mass per package unusual for these goods and this packing?",
        needs: [.packages, .grossMass, .commodityCode, .comparisonSet],
        formula:
            "gross (else net) kg ÷ packages outside [p1, p99] of heading × package type, n ≥ 50; "
            + "score 0.3 + 0.7·ln(factor beyond the band) ÷ ln 10.",
        limits: "Only items packed in one kind of package; consolidated packages distort it.")

    package static let sentences = [
        SentenceTemplate(
            "A package weighs {kgPerPackage} kg on average; {setSize} comparable ones lie between {low} and {high} kg.",
            uz:
                "Bitta oʻram oʻrtacha {kgPerPackage} kg; {setSize} ta oʻxshash oʻram {low} dan {high} kg gacha.",
            ru:
                "Одно грузовое место весит в среднем {kgPerPackage} кг; у {setSize} сопоставимых — от {low} "
                + "до {high} кг.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].massPerPackage {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let band):
                let mass = band.measure
                let factor = mass < band.low ? band.low / mass : mass / band.high
                // One bin of the history: a difference below it is not measured.
                guard factor > 1.13 else { continue }
                judgement.find(
                    id, item: index + 1, score: 0.3 + 0.7 * StableMath.ln(factor) / StableMath.ln10,
                    [
                        Evidence("kgPerPackage", .number(mass, decimals: 2)),
                        Evidence("low", .number(band.low, decimals: 2)),
                        Evidence("high", .number(band.high, decimals: 2)),
                        Evidence("setSize", .count(band.setSize)),
                    ])
            }
        }
    }
}
