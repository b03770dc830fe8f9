import Customs

/// Packing that is unusually heavy or light for the chapter.
package enum NetGrossRatio: Indicator {
    package static var id: IndicatorID { .netGrossRatio }

    package static let card = IndicatorCard(
        number: 4, question: "Does net over gross mass leave the chapter's usual band?",
        needs: [.netMass, .grossMass, .commodityCode, .comparisonSet],
        formula:
            "net ÷ gross outside [p1, p99] of the HS chapter, n ≥ 100; below: 0.3 + (p1 − r) ÷ p1, "
            + "above: 0.3. Net above gross is left to net-above-gross.",
        limits: "One item in fifty lies outside by definition; special packing is legitimate.")

    package static let sentences = [
        SentenceTemplate(
            "Net mass is {ratio} of gross mass; {setSize} items of this chapter lie between {low} and {high}.",
            uz:
                "Sof ogʻirlik bruttoning {ratio} qismini tashkil etadi; guruhdagi {setSize} ta tovarda bu "
                + "{low} dan {high} gacha.",
            ru:
                "Масса нетто составляет {ratio} от брутто; у {setSize} товаров этой группы — от {low} до "
                + "{high}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].netRatio {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let band):
                let ratio = band.measure
                guard ratio <= 1, ratio < band.low || ratio > band.high + 1.0 / 256 else {
                    continue
                }
                let score = ratio < band.low ? 0.3 + (band.low - ratio) / band.low : 0.3
                judgement.find(
                    id, item: index + 1, score: score,
                    [
                        Evidence("ratio", .share(ratio)), Evidence("low", .share(band.low)),
                        Evidence("high", .share(min(1, band.high))),
                        Evidence("setSize", .count(band.setSize)),
                    ])
            }
        }
    }
}
