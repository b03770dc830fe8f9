import Customs

/// A trader without much of a past.
package enum ImporterNew: Indicator {
    package static var id: IndicatorID { .importerNew }
    /// Days for which a trader counts as new, and which the history must reach back.
    package static let daysMax = 90

    package static let card = IndicatorCard(
        number: 15, question: "Did this trader appear only lately?",
        needs: [.trader, .referenceDay, .historyDepth],
        formula: "days since the first declaration < 90; score 0.5 rising to 1 on the first day.",
        limits:
            "Every honest firm was new once: a weak sign, meant to be combined. Abstains until the "
            + "stored history is 90 days long.")

    package static let sentences = [
        SentenceTemplate(
            "This trader's first declaration known here is of {firstDay}, {days} days before.",
            uz:
                "Savdogarning bizga maʼlum birinchi deklaratsiyasi {firstDay} kuni, {days} kun oldin berilgan.",
            ru: "Первая известная декларация участника подана {firstDay}, за {days} дн. до этой."),
        SentenceTemplate(
            "No earlier declaration of this trader is known.",
            uz: "Bu savdogarning oldingi deklaratsiyalari maʼlum emas.",
            ru: "Прежние декларации этого участника неизвестны."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.trader {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let trader):
            guard let day = dossier.measures.day else {
                return judgement.abstain(id, .referenceDay)
            }
            guard day.days(since: trader.historyStart) >= daysMax else {
                return judgement.abstain(id, .historyDepth)
            }
            let days = max(0, day.days(since: trader.firstDay))
            guard days < daysMax else { return }
            judgement.find(
                id, variant: days == 0 ? 1 : 0,
                score: 1 - 0.5 * Double(days) / Double(daysMax),
                [
                    Evidence("firstDay", .day(trader.firstDay)), Evidence("days", .count(days)),
                    Evidence("declarations", .count(trader.count)),
                ])
        }
    }
}

/// A trader's first goods of a chapter, at a value unusual for the trader.
package enum ChapterNew: Indicator {
    package static var id: IndicatorID { .chapterNew }
    /// Fewer values than this give no usual value.
    static let valuesMin = 10

    package static let card = IndicatorCard(
        number: 16,
        question: "Does this trader deal in this chapter for the first time, and at high value?",
        needs: [.trader, .referenceDay, .commodityCode, .value, .traderHistory],
        formula:
            "no earlier goods of the HS chapter, and value above the trader's 90th percentile (n ≥ 10, bins "
            + "of factor 3.5, interpolated); score 0.4 + 0.2·ln(value ÷ p90).",
        limits: "Investment goods are bought once. A trader known for few declarations is left out."
    )

    package static let sentences = [
        SentenceTemplate(
            "The trader's first goods of chapter {chapter}, worth {value} {currency}; nine in ten of {setSize} earlier items "
                + "were below {usual} {currency}.",
            uz:
                "Savdogarning {chapter}-guruhdagi birinchi tovari, qiymati {value} {currency}; oldingi {setSize} ta "
                + "tovarning oʻndan toʻqqizi {usual} {currency} dan past.",
            ru:
                "Первый товар участника из группы {chapter} стоимостью {value} {currency}; девять из десяти "
                + "прежних товаров ({setSize}) дешевле {usual} {currency}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].chapter {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let chapter):
                guard chapter.isFirst else { continue }
                guard chapter.valueCount >= valuesMin else {
                    judgement.abstain(id, .traderHistory, item: index + 1)
                    continue
                }
                let item = dossier.items[index].measures
                guard let value = item.value, let hs = item.hs, value > chapter.value90 else {
                    continue
                }
                judgement.find(
                    id, item: index + 1,
                    score: 0.4 + 0.2 * StableMath.ln(value / chapter.value90),
                    [
                        Evidence("chapter", .text(hs.text(digits: 2))),
                        Evidence("value", .number(value, decimals: 0)),
                        Evidence("usual", .number(chapter.value90, decimals: 0)),
                        Evidence("currency", .text(item.basisName)),
                        Evidence("setSize", .count(chapter.valueCount)),
                    ])
            }
        }
    }
}
