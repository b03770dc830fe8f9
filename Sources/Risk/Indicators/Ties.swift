import Customs

/// A judge of two that deal with each other for the first time.
protocol TieIndicator: Indicator {
    static func fact(_ dossier: borrowing Dossier) -> Fact<TieHistory>
    /// Declarations the trader must have before a first time means anything.
    static var countMin: Int { get }
    static var score: Double { get }
}

extension TieIndicator {
    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch fact(dossier) {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let tie):
            guard tie.traderCount >= countMin, let day = dossier.measures.day,
                day.days(since: tie.traderFirstDay) >= 60
            else { return judgement.abstain(id, .traderHistory) }
            guard tie.isFirst else { return }
            judgement.find(
                id, score: score,
                [
                    Evidence("setSize", .count(tie.traderCount)),
                    Evidence("firstDay", .day(tie.traderFirstDay)),
                ])
        }
    }
}

/// A trader's first declaration through a broker.
package enum BrokerNew: TieIndicator {
    package static var id: IndicatorID { .brokerNew }
    static let countMin = 10
    static let score = 0.5
    static func fact(_ dossier: borrowing Dossier) -> Fact<TieHistory> { dossier.recent.broker }

    package static let card = IndicatorCard(
        number: 20, question: "Does this trader come through this broker for the first time?",
        needs: [.trader, .broker, .referenceDay, .traderHistory, .statistics],
        formula: "no earlier declaration of the pair, trader with ≥ 10 since ≥ 60 days; score 0.5.",
        limits: "Firms change brokers; a weak sign meant to be combined.")

    package static let sentences = [
        SentenceTemplate(
            "The trader comes through this broker for the first time after {setSize} declarations "
                + "since {firstDay}.",
            uz:
                "Savdogar bu broker orqali birinchi marta ({firstDay} dan beri {setSize} ta deklaratsiya).",
            ru:
                "Участник впервые действует через этого представителя ({setSize} деклараций с {firstDay})."
        )
    ]
}

/// A trader's first goods from a seller.
package enum SellerNew: TieIndicator {
    package static var id: IndicatorID { .sellerNew }
    static let countMin = 20
    static let score = 0.4
    static func fact(_ dossier: borrowing Dossier) -> Fact<TieHistory> { dossier.recent.seller }

    package static let card = IndicatorCard(
        number: 20, question: "Does this trader deal with this seller for the first time?",
        needs: [.trader, .seller, .referenceDay, .traderHistory, .statistics],
        formula: "no earlier declaration of the pair, trader with ≥ 20 since ≥ 60 days; score 0.4.",
        limits: "Trade lives on new partners; a weak sign meant to be combined.")

    package static let sentences = [
        SentenceTemplate(
            "The trader deals with this seller for the first time after {setSize} declarations since "
                + "{firstDay}.",
            uz:
                "Savdogar bu sotuvchi bilan birinchi marta ({firstDay} dan beri {setSize} ta deklaratsiya).",
            ru: "Первая сделка участника с этим продавцом ({setSize} деклараций с {firstDay}).")
    ]
}

/// A trader's first declaration at an office.
package enum OfficeNew: TieIndicator {
    package static var id: IndicatorID { .officeNew }
    static let countMin = 10
    static let score = 0.5
    static func fact(_ dossier: borrowing Dossier) -> Fact<TieHistory> { dossier.recent.office }

    package static let card = IndicatorCard(
        number: 42, question: "Does this trader declare at this office for the first time?",
        needs: [.trader, .office, .referenceDay, .traderHistory, .statistics],
        formula: "no earlier declaration there, trader with ≥ 10 since ≥ 60 days; score 0.5.",
        limits: "Routes change. Telling more where an office has just tightened its checks.")

    package static let sentences = [
        SentenceTemplate(
            "The trader declares at this office for the first time after {setSize} declarations since "
                + "{firstDay}.",
            uz:
                "Savdogar bu postda birinchi marta ({firstDay} dan beri {setSize} ta deklaratsiya).",
            ru: "Участник впервые декларирует в этом органе ({setSize} деклараций с {firstDay}).")
    ]
}

/// A judge of who else uses the trader's address or telephone.
protocol SharedIndicator: Indicator {
    static func fact(_ dossier: borrowing Dossier) -> Fact<SharedMark>
    static var tradersMin: Int { get }
}

extension SharedIndicator {
    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch fact(dossier) {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let mark):
            guard mark.traders >= tradersMin else { return }
            judgement.find(
                id, score: 0.4 + 0.05 * Double(mark.traders - tradersMin),
                [Evidence("traders", .count(mark.traders))])
        }
    }
}

/// An address at which many traders sit.
package enum AddressShared: SharedIndicator {
    package static var id: IndicatorID { .addressShared }
    static let tradersMin = 6
    static func fact(_ dossier: borrowing Dossier) -> Fact<SharedMark> { dossier.recent.address }

    package static let card = IndicatorCard(
        number: 36, question: "Do many traders sit at this address?",
        needs: [.traderAddress, .referenceDay, .comparisonSet, .statistics],
        formula:
            "≥ 6 traders with the same street and town (letters and digits compared); score 0.4 + 0.05 each "
            + "further. At most 16 are counted.",
        limits: "Office towers, markets and free zones house many honest firms.")

    package static let sentences = [
        SentenceTemplate(
            "{traders} traders or more sit at this address.",
            uz: "Bu manzilda kamida {traders} ta savdogar joylashgan.",
            ru: "По этому адресу находится не менее {traders} участников.")
    ]
}

/// A telephone number of many traders.
package enum PhoneShared: SharedIndicator {
    package static var id: IndicatorID { .phoneShared }
    static let tradersMin = 4
    static func fact(_ dossier: borrowing Dossier) -> Fact<SharedMark> { dossier.recent.phone }

    package static let card = IndicatorCard(
        number: 21, question: "Do several traders give this telephone number?",
        needs: [.traderPhone, .referenceDay, .comparisonSet, .statistics],
        formula:
            "≥ 4 traders with the same number; score 0.4 + 0.05 each further. At most 16 count.",
        limits: "Brokers give their own number for their clients.")

    package static let sentences = [
        SentenceTemplate(
            "{traders} traders or more give this telephone number.",
            uz: "Kamida {traders} ta savdogar shu telefon raqamini koʻrsatgan.",
            ru: "Этот телефон указывают не менее {traders} участников.")
    ]
}
