import Customs

/// A trader who slept for half a year and now declares a lot.
package enum DormantBurst: Indicator {
    package static var id: IndicatorID { .dormantBurst }

    package static let card = IndicatorCard(
        number: 17, question: "Does a trader awake from a long sleep with a burst?",
        needs: [.trader, .traderHistory, .referenceDay, .statistics],
        formula:
            "≥ 5 declarations in this week and the last, none in the 25 weeks before, known for longer; "
            + "score 0.5 + 0.05 per declaration above 5.",
        limits: "Seasonal trade sleeps every year.")

    package static let sentences = [
        SentenceTemplate(
            "After half a year without any, the trader lodged {count} declarations within two weeks; "
                + "first known {firstDay}.",
            uz:
                "Yarim yillik tanaffusdan soʻng savdogar ikki haftada {count} ta deklaratsiya berdi; birinchisi "
                + "{firstDay} kuni.",
            ru:
                "После полугода без деклараций участник подал {count} за две недели; первая известна от "
                + "{firstDay}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.recent.trader {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let weeks):
            guard let day = dossier.measures.day else {
                return judgement.abstain(id, .referenceDay)
            }
            let count = weeks.thisWeek + weeks.lastWeek
            guard count >= 5, weeks.halfYear == 0, day.days(since: weeks.firstDay) > 182 else {
                return
            }
            judgement.find(
                id, score: 0.5 + 0.05 * Double(count - 5),
                [Evidence("count", .count(count)), Evidence("firstDay", .day(weeks.firstDay))])
        }
    }
}

/// A judge of a week against the twelve before.
protocol SurgeIndicator: Indicator {
    static func fact(_ dossier: borrowing Dossier) -> Fact<WeekComparison>
}

extension SurgeIndicator {
    /// Weekly counts are taken as Poisson: their spread is the square root of the mean.
    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch fact(dossier) {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let weeks):
            guard let day = dossier.measures.day, day.days(since: weeks.firstDay) >= 84 else {
                return judgement.abstain(id, .traderHistory)
            }
            let mean = Double(weeks.twelveWeeks) / 12
            let z = (Double(weeks.thisWeek) - mean) / max(mean, 1).squareRoot()
            guard z > 3, weeks.thisWeek >= 6 else { return }
            judgement.find(
                id, score: 0.3 + 0.1 * (z - 3),
                [
                    Evidence("count", .count(weeks.thisWeek)),
                    Evidence("usual", .number(mean, decimals: 1)),
                    Evidence("percentile", .share(Double(weeks.weeksBelow) / 12)),
                    Evidence("setSize", .count(12)),
                ])
        }
    }
}

/// A trader with many more declarations than usual.
package enum TraderSurge: SurgeIndicator {
    package static var id: IndicatorID { .traderSurge }
    static func fact(_ dossier: borrowing Dossier) -> Fact<WeekComparison> { dossier.recent.trader }

    package static let card = IndicatorCard(
        number: 25, question: "Does the trader lodge many more declarations than usual?",
        needs: [.trader, .traderHistory, .referenceDay, .statistics],
        formula:
            "z = (count of the week − mean of 12 weeks before) ÷ √max(mean, 1) > 3 and count ≥ 6; score 0.3 + "
            + "0.1·(z − 3).",
        limits: "Harvests and holidays come in waves.")

    package static let sentences = [
        SentenceTemplate(
            "{count} declarations of the trader this week; usual are {usual} ({setSize} weeks before).",
            uz:
                "Savdogarning shu haftada {count} ta deklaratsiyasi; odatda {usual} ({setSize} hafta).",
            ru: "За неделю {count} деклараций участника; обычно {usual} (недель: {setSize}).")
    ]
}

/// A vehicle that crosses much more often than usual.
package enum VehicleSurge: SurgeIndicator {
    package static var id: IndicatorID { .vehicleSurge }
    static func fact(_ dossier: borrowing Dossier) -> Fact<WeekComparison> {
        dossier.recent.vehicle
    }

    package static let card = IndicatorCard(
        number: 25, question: "Does this vehicle cross much more often than usual?",
        needs: [.vehicle, .traderHistory, .referenceDay, .statistics],
        formula:
            "z = (declarations of the week − mean of 12 weeks before) ÷ √max(mean, 1) > 3 and ≥ 6; score 0.3 "
            + "+ 0.1·(z − 3).",
        limits: "Groupage puts many declarations on one truck; scheduled trains and flights repeat."
    )

    package static let sentences = [
        SentenceTemplate(
            "{count} declarations name this vehicle this week; usual are {usual} ({setSize} weeks before).",
            uz:
                "Shu haftada bu transport {count} ta deklaratsiyada; odatda {usual} ({setSize} hafta).",
            ru:
                "За неделю транспортное средство названо в {count} декларациях; обычно {usual} (недель: "
                + "{setSize}).")
    ]
}

/// A consignment cut into small ones.
package enum SplitConsignment: Indicator {
    package static var id: IndicatorID { .splitConsignment }
    /// Value in US dollars below which a declaration counts as small.
    static let smallMax = 1000.0

    package static let card = IndicatorCard(
        number: 34,
        question: "Are several small consignments of the same parties declared on one day?",
        needs: [.trader, .seller, .referenceDay, .value, .comparisonSet, .statistics],
        formula:
            "≥ 4 declarations of trader and seller on the day, this one below 1000 US dollars; score 0.4 + "
            + "0.05 per declaration above 4.",
        limits: "Mail-order parcels come like that. The threshold of duty-free value is national.")

    package static let sentences = [
        SentenceTemplate(
            "{count} declarations of the same trader and seller on one day; this one is worth {value} USD.",
            uz:
                "Bir kunda ayni savdogar va sotuvchining {count} ta deklaratsiyasi; bunisi {value} USD.",
            ru: "За день {count} деклараций тех же участника и продавца; эта — на {value} USD.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.recent.sameDay {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let count):
            guard count >= 4 else { return }
            var sum = 0.0
            for index in dossier.items.indices {
                let item = dossier.items[index].measures
                guard let value = item.value, item.basis == 0 else {
                    return judgement.abstain(id, .value)
                }
                sum += value
            }
            guard sum > 0, sum < smallMax else { return }
            judgement.find(
                id, score: 0.4 + 0.05 * Double(count - 4),
                [Evidence("count", .count(count)), Evidence("value", .number(sum, decimals: 0))])
        }
    }
}

/// A declaration changed again and again.
package enum AmendmentsMany: Indicator {
    package static var id: IndicatorID { .amendmentsMany }

    package static let card = IndicatorCard(
        number: 41, question: "Was the declaration changed again and again?",
        needs: [.declarationNumber],
        formula: "more than three amendments stated; score 0.4 + 0.1 per further one.",
        limits: "Only amendments that the document itself states are counted.")

    package static let sentences = [
        SentenceTemplate(
            "The declaration states {count} amendments.",
            uz: "Deklaratsiyada {count} ta oʻzgartirish koʻrsatilgan.",
            ru: "В декларации указано изменений: {count}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        guard dossier.measures.identity != nil else {
            return judgement.abstain(id, .declarationNumber)
        }
        let count = dossier.declaration.amendments.count
        guard count > 3 else { return }
        judgement.find(id, score: 0.4 + 0.1 * Double(count - 4), [Evidence("count", .count(count))])
    }
}
