import Customs

/// Masses that look estimated rather than weighed.
package enum RoundMasses: Indicator {
    package static var id: IndicatorID { .roundMasses }
    /// Fewer items than this say nothing.
    static let itemsMin = 3
    static let shareMin = 0.8

    package static let card = IndicatorCard(
        number: 5, question: "Are nearly all net masses whole multiples of 100 kg?",
        needs: [.netMass, .comparisonSet],
        formula:
            "share of items with net kg ≡ 0 (mod 100) ≥ 0.8 among at least 3; score share ÷ 2.",
        limits: "Goods sold in standard lots (cement, sugar, fertiliser) are round by nature.")

    package static let sentences = [
        SentenceTemplate(
            "{round} of {items} net masses are whole multiples of 100 kg.",
            uz: "{items} ta sof ogʻirlikdan {round} tasi 100 kg ga qoldiqsiz boʻlinadi.",
            ru: "Из {items} значений массы нетто {round} кратны 100 кг.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        var known = 0
        var round = 0
        for index in dossier.items.indices {
            guard let net = dossier.items[index].measures.netKg, net > 0 else { continue }
            known += 1
            if net.truncatingRemainder(dividingBy: 100) == 0 { round += 1 }
        }
        guard known > 0 else { return judgement.abstain(id, .netMass) }
        guard known >= itemsMin else { return judgement.abstain(id, .comparisonSet) }
        let share = Double(round) / Double(known)
        guard share >= shareMin else { return }
        judgement.find(
            id, score: share / 2,
            [Evidence("round", .count(round)), Evidence("items", .count(known))])
    }
}
