import Customs

/// A price per kilogram far below that of comparable goods.
package enum UnitPriceLow: Indicator {
    package static var id: IndicatorID { .unitPriceLow }
    package static let threshold = 2.5

    package static let card = IndicatorCard(
        number: 1, question: "Is the value per kilogram far below that of comparable goods?",
        needs: [.commodityCode, .netMass, .value, .comparisonSet],
        formula:
            "robust z of ln(value ÷ net kg) for subheading × origin, shrunk towards subheading, heading "
            + "and chapter, < −2.5; score 0.4 at −2.5 rising to 1 at −6.",
        limits:
            "Quality, brand and size differ within a subheading; used goods and samples are cheap. "
            + "Abstains when the heading has fewer than 30 values.")

    package static let sentences = PriceFinding.sentences(
        english: "far below", uzbek: "ancha past", russian: "намного ниже")

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].price {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let price):
                guard price.z < -threshold else { continue }
                let score = 0.4 + 0.6 * (-price.z - threshold) / 3.5
                judgement.find(
                    id, variant: price.level.rawValue, item: index + 1, score: score,
                    PriceFinding.evidence(price, dossier.items[index].measures))
            }
        }
    }
}

/// A price per kilogram far above that of comparable goods, which matters most where no duty is due.
package enum UnitPriceHigh: Indicator {
    package static var id: IndicatorID { .unitPriceHigh }
    package static let threshold = 3.0

    package static let card = IndicatorCard(
        number: 2, question: "Is the value per kilogram far above that of comparable goods?",
        needs: [.commodityCode, .netMass, .value, .comparisonSet],
        formula:
            "robust z as in unit-price-low, > 3; score 0.4 at 3 rising to 1 at 7, halved unless the duty "
            + "rate is stated as zero (value can be moved abroad at no cost then).",
        limits: "Luxury goods and mis-keyed masses look the same; the duty line is the declarant's."
    )

    package static let sentences = PriceFinding.sentences(
        english: "far above", uzbek: "ancha yuqori", russian: "намного выше")

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].price {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let price):
                guard price.z > threshold else { continue }
                let rate = PriceFinding.dutyRate(of: dossier.declaration.items[index])
                let score = min(1, 0.4 + 0.6 * (price.z - threshold) / 4)
                var evidence = PriceFinding.evidence(price, dossier.items[index].measures)
                if let rate { evidence.append(Evidence("dutyRatePercent", .declared(rate))) }
                judgement.find(
                    id, variant: price.level.rawValue, item: index + 1,
                    score: rate?.isZero == true ? score : score / 2, evidence)
            }
        }
    }
}

/// What low and high unit prices share.
enum PriceFinding {
    static func evidence(_ price: PriceComparison, _ item: ItemMeasures) -> [Evidence] {
        let digits = price.level == .heading ? 4 : 6
        var evidence = [
            Evidence("unitPrice", .number(price.unitPrice, decimals: 2)),
            Evidence("median", .number(price.median, decimals: 2)),
            Evidence("currency", .text(item.basisName)),
            Evidence("z", .number(price.z, decimals: 1)),
            Evidence("percentile", .share(price.percentile)),
            Evidence("setSize", .count(price.setSize)),
            Evidence("code", .text(item.hs?.text(digits: digits) ?? "")),
        ]
        if price.level == .subheadingAndOrigin, let origin = item.origin {
            evidence.append(Evidence("origin", .text(PackedCode.letters(of: origin))))
        }
        return evidence
    }

    /// Sentences for the three levels of comparison.
    static func sentences(english: String, uzbek: String, russian: String) -> [SentenceTemplate] {
        let sets = [
            ("heading {code}", "{code} pozitsiyasi", "позиции {code}"),
            ("subheading {code}", "{code} subpozitsiyasi", "субпозиции {code}"),
            (
                "subheading {code} from {origin}", "{origin} kelib chiqishli {code} subpozitsiyasi",
                "субпозиции {code} происхождением из {origin}"
            ),
        ]
        return sets.map { set in
            SentenceTemplate(
                "At {unitPrice} {currency} per kg the goods are \(english) the {median} {currency} usual "
                    + "for {setSize} items of \(set.0).",
                uz:
                    "Kilogrammi {unitPrice} {currency} — \(set.1) boʻyicha {setSize} ta tovarning odatdagi "
                    + "{median} {currency} narxidan \(uzbek).",
                ru:
                    "Цена {unitPrice} {currency} за кг \(russian) обычных {median} {currency} для "
                    + "{setSize} товаров \(set.2).")
        }
    }

    /// The rate of customs duty an item states; nil when it states none or it is not told apart.
    ///
    /// Codes: UNTDID 5153 CUD, EU tax type A00, national 20 and 2010; a single line without a code
    /// is taken as the duty.
    static func dutyRate(of item: borrowing GoodsItem) -> ExactDecimal? {
        for index in item.duties.indices {
            switch item.duties[index].typeCode {
            case "CUD", "A00", "20", "2010": return item.duties[index].rate
            default: continue
            }
        }
        return item.duties.count == 1 ? item.duties[0].rate : nil
    }
}
