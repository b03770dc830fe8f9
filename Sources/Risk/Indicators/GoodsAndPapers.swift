import Customs

/// A certificate of origin that serves several declarations.
package enum CertificateReused: Indicator {
    package static var id: IndicatorID { .certificateReused }

    package static let card = IndicatorCard(
        number: 12, question: "Is this certificate of origin named in another declaration?",
        needs: [.certificate, .declarationNumber, .referenceDay, .statistics],
        formula:
            "number of the certificate in ≥ 2 declarations; score 0.5 + 0.1 per use beyond two.",
        limits:
            "Part deliveries may share a certificate where the law lets them; versions count once.")

    package static let sentences = [
        SentenceTemplate(
            "Certificate of origin {certificate} is named in {uses} declarations.",
            uz: "{certificate} kelib chiqish sertifikati {uses} ta deklaratsiyada uchraydi.",
            ru: "Сертификат происхождения {certificate} указан в декларациях: {uses}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.recent.certificates {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let certificates):
            for certificate in certificates {
                judgement.find(
                    id, item: certificate.item == 0 ? nil : certificate.item,
                    score: 0.5 + 0.1 * Double(min(certificate.uses, 10) - 2),
                    [
                        Evidence.outside("certificate", certificate.number),
                        Evidence("uses", .count(certificate.uses)),
                    ])
            }
        }
    }
}

/// Goods that the same trader moves both ways.
package enum Carousel: Indicator {
    package static var id: IndicatorID { .carousel }

    package static let card = IndicatorCard(
        number: nil, question: "Does the trader move goods of the heading both in and out?",
        needs: [.trader, .commodityCode, .referenceDay, .flow, .comparisonSet, .statistics],
        formula:
            "≥ 3 declarations of the trader with the heading in the other direction, the last within 182 days; "
            + "score 0.3 + 0.02 each. Pattern: FATF, Trade-Based Money Laundering (2020), circular trade.",
        limits:
            "Returns, repairs and processing move both ways; traders of one heading hold many goods."
    )

    package static let sentences = [
        SentenceTemplate(
            "The trader moved goods of heading {heading} the other way in {count} declarations.",
            uz:
                "Savdogar {heading} tovarini teskari yoʻnalishda {count} ta deklaratsiyada oʻtkazgan.",
            ru:
                "Участник перемещал товары позиции {heading} в обратную сторону (деклараций: {count})."
        )
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].recent.otherWay {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let count):
                guard count >= 3, let hs = dossier.items[index].measures.hs else { continue }
                judgement.find(
                    id, item: index + 1, score: 0.3 + 0.02 * Double(min(count, 20)),
                    [
                        Evidence("heading", .text(hs.text(digits: 4))),
                        Evidence("count", .count(count)),
                    ])
            }
        }
    }
}

/// Goods whose combination of origin, office and seller is new in all regards.
package enum CombinationNew: Indicator {
    package static var id: IndicatorID { .combinationNew }

    package static let card = IndicatorCard(
        number: 55,
        question: "Is the heading new with this origin, this office and this seller at once?",
        needs: [.commodityCode, .trader, .referenceDay, .comparisonSet, .statistics],
        formula:
            "of the pairs heading and origin, heading and office, heading and seller, at least the first two "
            + "never seen before the day; score 0.5 for two, 0.8 for three; needs 5000 items of the flow.",
        limits: "Rare goods are always new. Meant for exploration more than for suspicion.")

    package static let sentences = [
        SentenceTemplate(
            "Heading {heading} is new with this origin and at this office ({new} of 3 pairs never seen).",
            uz:
                "{heading} tovari bu mamlakat va bu post uchun yangi (3 juftlikdan {new} tasi yangi).",
            ru:
                "Позиция {heading} впервые с этим происхождением и в этом органе (новых пар: {new} из 3)."
        )
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].recent.newCombinations {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let new):
                guard new & 3 == 3, let hs = dossier.items[index].measures.hs else { continue }
                judgement.find(
                    id, item: index + 1, score: new == 7 ? 0.8 : 0.5,
                    [
                        Evidence("heading", .text(hs.text(digits: 4))),
                        Evidence("new", .count(new.nonzeroBitCount)),
                    ])
            }
        }
    }
}

/// A judge of goods on a list that are cheap for what they are.
protocol CheapIndicator: Indicator {
    static var list: GoodsList { get }
    /// Robust distance from which the price counts as cheap.
    static var zMax: Double { get }
    /// The direction that matters; nil for any.
    static var flow: Declaration.Flow? { get }
}

extension CheapIndicator {
    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            guard let hs = dossier.items[index].measures.hs else {
                judgement.abstain(id, .commodityCode, item: index + 1)
                continue
            }
            guard list.holds(hs) else { continue }
            if let flow {
                guard let declared = dossier.declaration.flow else {
                    judgement.abstain(id, .flow, item: index + 1)
                    continue
                }
                guard declared == flow else { continue }
            }
            switch dossier.items[index].price {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let price):
                guard price.z < zMax else { continue }
                judgement.find(
                    id, item: index + 1, score: 0.5 + 0.2 * (zMax - price.z),
                    [
                        Evidence("code", .text(hs.text(digits: 4))),
                        Evidence("unitPrice", .number(price.unitPrice, decimals: 2)),
                        Evidence("usual", .number(price.median, decimals: 2)),
                        Evidence("currency", .text(dossier.items[index].measures.basisName)),
                        Evidence("percentile", .share(price.percentile)),
                        Evidence("setSize", .count(price.setSize)),
                    ])
            }
        }
    }
}

/// Critical minerals leaving the country cheaply.
package enum MineralPriceLow: CheapIndicator {
    package static var id: IndicatorID { .mineralPriceLow }
    static let list = GoodsList.criticalMinerals
    static let zMax = -1.5
    static let flow: Declaration.Flow? = .export

    package static let card = IndicatorCard(
        number: 49, question: "Do critical minerals leave the country below their usual price?",
        needs: [.commodityCode, .flow, .netMass, .value, .comparisonSet, .statistics],
        formula:
            "HS heading on the list, export, robust z of the unit price < −1.5; score from 0.5.",
        limits:
            "Grades differ: an assay tells more. Compared with earlier trade, not with an exchange."
    )

    package static let sentences = [
        SentenceTemplate(
            "Mineral of {code} leaves at {unitPrice} {currency} per kg; usual {usual} ({setSize} items).",
            uz:
                "{code} minerali kilogrammi {unitPrice} {currency} dan; odatda {usual} ({setSize} ta tovar).",
            ru:
                "Минерал {code} вывозится по {unitPrice} {currency} за кг; обычно {usual} (товаров: "
                + "{setSize}).")
    ]
}

/// Goods often copied, far below the price of the genuine.
package enum CounterfeitPrice: CheapIndicator {
    package static var id: IndicatorID { .counterfeitPrice }
    static let list = GoodsList.copied
    static let zMax = -2.0
    static let flow: Declaration.Flow? = nil

    package static let card = IndicatorCard(
        number: nil, question: "Are goods that are often copied far below their usual price?",
        needs: [.commodityCode, .netMass, .value, .comparisonSet, .statistics],
        formula:
            "HS heading on the list of copied goods, robust z of the unit price < −2; from 0.5.",
        limits: "Cheap unbranded goods are lawful; also found by the indicator of low prices.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code}, often copied, cost {unitPrice} {currency} per kg; usual {usual} ({setSize} "
                + "items).",
            uz:
                "Koʻp soxtalashtiriladigan {code} tovari kilogrammi {unitPrice} {currency}; odatda {usual} "
                + "({setSize} ta tovar).",
            ru:
                "Часто подделываемый товар {code} стоит {unitPrice} {currency} за кг; обычно {usual} "
                + "(товаров: {setSize}).")
    ]
}

/// Labels, boxes and closures alone.
package enum PackagingOnly: Indicator {
    package static var id: IndicatorID { .packagingOnly }

    package static let card = IndicatorCard(
        number: nil,
        question: "Does a trader who is no known user bring in nothing but labels and boxes?",
        needs: [.commodityCode, .traderHistory, .trader, .referenceDay, .value, .statistics],
        formula:
            "every item on the list of packaging, and its chapter new for a trader with ≥ 5 declarations; score "
            + "0.6.",
        limits:
            "Printers and bottlers live on packaging; they are known for it after the first time.")

    package static let sentences = [
        SentenceTemplate(
            "Nothing but packaging or labels ({items} items), new for a trader with {setSize} "
                + "declarations.",
            uz:
                "Faqat qadoq va yorliqlar ({items} ta tovar), {setSize} ta deklaratsiyali savdogar uchun "
                + "yangi.",
            ru: "Только упаковка и этикетки (товаров: {items}), впервые у участника с {setSize} "
                + "декларациями.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            guard let hs = dossier.items[index].measures.hs else {
                return judgement.abstain(id, .commodityCode, item: index + 1)
            }
            guard GoodsList.packaging.holds(hs) else { return }
        }
        guard let first = dossier.items.first else { return }
        switch first.chapter {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let chapter):
            guard chapter.isFirst, chapter.traderCount >= 5 else { return }
            judgement.find(
                id, score: 0.6,
                [
                    Evidence("items", .count(dossier.items.count)),
                    Evidence("setSize", .count(chapter.traderCount)),
                ])
        }
    }
}

/// Money declared as goods.
package enum CashGoods: Indicator {
    package static var id: IndicatorID { .cashGoods }

    package static let card = IndicatorCard(
        number: 54, question: "Is money carried as goods?",
        needs: [.commodityCode],
        formula: "HS 4907 00 (banknotes, cheque forms, stamps) or 7118 (coin); score 0.6.",
        limits: "Central banks and collectors carry money lawfully; stamps share the number.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code} are banknotes, coin or the like.",
            uz: "{code} tovari — banknot, tanga yoki shunga oʻxshash.",
            ru: "Товар {code} — банкноты, монеты или подобное.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            guard let hs = dossier.items[index].measures.hs else {
                judgement.abstain(id, .commodityCode, item: index + 1)
                continue
            }
            guard GoodsList.cash.holds(hs) else { continue }
            judgement.find(
                id, item: index + 1, score: 0.6,
                [Evidence("code", .text(hs.text(digits: Int(hs.digits))))])
        }
    }
}
