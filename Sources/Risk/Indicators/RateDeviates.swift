import Customs

/// A declared exchange rate that is not the official one.
package enum RateDeviates: Indicator {
    package static var id: IndicatorID { .rateDeviates }
    package static let threshold = 0.01

    package static let card = IndicatorCard(
        number: 40, question: "Is the declared exchange rate the official one of the day?",
        needs: [.declaredRate, .nationalCurrency, .officialRate],
        formula:
            "|declared ÷ official − 1| > 1 %, the official rate taken in the nearest usual quoting (per 1, 10, "
            + "100, 1000, 10,000 units, or inverted); score 0.4 + 6·deviation.",
        limits:
            "A rate of another day is the usual cause. Abstains when the official rate is coarser than 0.2 %."
    )

    package static let sentences = [
        SentenceTemplate(
            "The declared {currency} rate of {declared} is {deviation} off the official {official}.",
            uz:
                "{currency} boʻyicha koʻrsatilgan {declared} kursi rasmiy {official} kursidan {deviation} farq qiladi.",
            ru:
                "Заявленный курс {currency} {declared} отличается от официального {official} на {deviation}."
        )
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.rates {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let rates):
            for rate in rates where rate.deviation.magnitude > threshold {
                judgement.find(
                    id, score: 0.4 + 6 * (rate.deviation.magnitude - threshold),
                    [
                        Evidence("currency", .text(rate.currency)),
                        Evidence("declared", .declared(rate.declared)),
                        Evidence("official", .number(rate.official, decimals: 4)),
                        Evidence("deviation", .share(rate.deviation)),
                    ])
            }
        }
    }
}
