import Customs

/// Container and wagon numbers whose check digit does not fit.
package enum NumberCheckDigit: Indicator {
    package static var id: IndicatorID { .checkDigit }

    package static let card = IndicatorCard(
        number: 30, question: "Does the check digit of every container and wagon number fit?",
        needs: [.containerNumbers, .wagonNumbers],
        formula:
            "ISO 6346 for containers, UIC 438-2 rule for wagons of 8 and 12 digits; score 0.6.",
        limits:
            "A typing error is the usual cause. Numbers of another shape (trailers, swap bodies) carry no "
            + "check digit and are not judged.")

    package static let sentences = [
        SentenceTemplate(
            "Container number {number} has a wrong check digit; {expected} would fit.",
            uz:
                "{number} konteyner raqamining nazorat raqami notoʻgʻri; {expected} boʻlishi kerak.",
            ru: "У номера контейнера {number} неверная контрольная цифра; подходит {expected}."),
        SentenceTemplate(
            "Wagon number {number} has a wrong check digit; {expected} would fit.",
            uz: "{number} vagon raqamining nazorat raqami notoʻgʻri; {expected} boʻlishi kerak.",
            ru: "У номера вагона {number} неверная контрольная цифра; подходит {expected}."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        guard dossier.numbersChecked > 0 else {
            if dossier.declaration.containerCode != "0" {
                judgement.abstain(id, .containerNumbers)
            }
            return
        }
        for fault in dossier.numberFaults {
            judgement.find(
                id, variant: fault.kind == .wagon ? 1 : 0, score: 0.6,
                [
                    Evidence.outside("number", fault.number),
                    Evidence("expected", .count(fault.expected)),
                ])
        }
    }
}

/// A container that two offices saw on one day.
package enum ContainerTwice: Indicator {
    package static var id: IndicatorID { .containerTwice }

    package static let card = IndicatorCard(
        number: 30, question: "Was the same container declared at another office on the same day?",
        needs: [.containerNumbers, .referenceDay, .office, .statistics],
        formula: "same container number and day, another office of declaration; score 0.7.",
        limits:
            "Goods in one container may be declared centrally at different offices. Where containers travel "
            + "hours between offices, two days apart is not looked at.")

    package static let sentences = [
        SentenceTemplate(
            "Container {number} was declared at another office on {day} as well.",
            uz: "{number} konteyneri {day} kuni boshqa postda ham deklaratsiya qilingan.",
            ru: "Контейнер {number} заявлен {day} ещё и в другом таможенном органе.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.containersElsewhere {
        case .missing(let fact):
            if dossier.declaration.containerCode != "0" { judgement.abstain(id, fact) }
        case .known(let numbers):
            guard let day = dossier.measures.day else { return }
            for number in numbers {
                judgement.find(
                    id, score: 0.7,
                    [Evidence.outside("number", number), Evidence("day", .day(day))])
            }
        }
    }
}
