import Customs

/// A gap between the partner's register and ours that nothing innocent explains.
package enum MirrorResidual: Indicator {
    package static var id: IndicatorID { .mirrorResidual }

    package static let card = IndicatorCard(
        number: 50,
        question:
            "Does the partner's record of these goods, or of the trader's earlier ones, differ from ours?",
        needs: [.mirrorRecords],
        formula:
            "residual of the explaining ladder (exchange rate, freight, terms, split and merge taken off) above "
            + "the noise floor, while it stands; score: confidence of the pair, 0.6 of it for earlier goods.",
        limits:
            "Abstains when the partner sends no mirror records. The partner's record may be the wrong one; an "
            + "amendment on either side ends the finding.")

    package static let sentences = [
        SentenceTemplate(
            "Beside the record of {partner} this declaration shows {type} of {amountUSD} USD (gap {reference}).",
            uz:
                "{partner} yozuviga nisbatan bu deklaratsiyada: {type}, {amountUSD} AQSH dollari ({reference} farqi).",
            ru:
                "По сравнению с записью {partner} в декларации: {type}, {amountUSD} долл. США (расхождение {reference})."
        ),
        SentenceTemplate(
            "Goods of this trader under {number} of {day} show {type} of {amountUSD} USD beside the record of {partner} (gap {reference}).",
            uz:
                "Savdogarning {day} kundagi {number} boʻyicha tovarlarida {partner} yozuviga nisbatan: {type}, {amountUSD} AQSH dollari ({reference} farqi).",
            ru:
                "По товарам участника ({number}, {day}) по сравнению с записью {partner}: {type}, {amountUSD} долл. США (расхождение {reference})."
        ),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        MirrorEvidence.judge(id, dossier.mirror, into: &judgement) { fact in
            guard fact.type != MirrorFact.unmatchedExport else { return nil }
            return (fact.isSame ? 0 : 1, fact.confidence * (fact.isSame ? 1 : 0.6))
        }
    }
}

/// Goods that a partner's register sent to this trader and that never arrived.
package enum MirrorUnmatchedExport: Indicator {
    package static var id: IndicatorID { .mirrorUnmatchedExport }

    package static let card = IndicatorCard(
        number: 51,
        question:
            "Did goods leave the partner for this trader that arrived here neither as import nor as transit?",
        needs: [.mirrorRecords],
        formula:
            "a partner's export that no import or transit of ours answers by any key, 76 days later and not "
            + "before our own register reaches that day; score 0.7 of its confidence.",
        limits:
            "Abstains when the partner sends no mirror records. Cancelled exports and goods unloaded elsewhere "
            + "look alike; ask with a verify-export request.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {amountUSD} USD left {partner} for this trader under {number} of {day} and never arrived (gap {reference}).",
            uz:
                "{day} kuni {number} boʻyicha {partner}dan shu savdogarga {amountUSD} AQSH dollarilik tovar joʻnatilgan va yetib kelmagan ({reference} farqi).",
            ru:
                "Товары на {amountUSD} долл. США вывезены из {partner} этому участнику ({number}, {day}) и не прибыли (расхождение {reference})."
        )
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        MirrorEvidence.judge(id, dossier.mirror, into: &judgement) { fact in
            fact.type == MirrorFact.unmatchedExport ? (0, 0.7 * fact.confidence) : nil
        }
    }
}

/// A person, firm or conveyance that a partner told us about without being asked.
package enum PartnerTip: Indicator {
    package static var id: IndicatorID { .partnerTip }

    package static let card = IndicatorCard(
        number: 52,
        question:
            "Did a partner tell us about this trader, conveyance or container without being asked?",
        needs: [.partnerInformation],
        formula:
            "a party's number or folded name, a vehicle's or a container's number of the declaration equals one in "
            + "spontaneous information that may still be used; score 0.8.",
        limits:
            "Abstains until a partner has told something. Firms share names; the message says how far its "
            + "source is to be believed.")

    package static let sentences = [
        SentenceTemplate(
            "{partner} told us about {number} on {day} (message {reference}).",
            uz: "{partner} {day} kuni {number} haqida xabar bergan (xabar {reference}).",
            ru: "{partner} сообщила {day} о {number} (сообщение {reference}).")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        MirrorEvidence.judge(id, dossier.tips, into: &judgement) { _ in (0, 0.8) }
    }
}

/// What the three have in common.
private enum MirrorEvidence {
    /// Facts that are shown for one declaration.
    private static let shownMax = 5

    static func judge(
        _ id: IndicatorID, _ facts: Fact<[MirrorFact]>, into judgement: inout Judgement,
        _ weigh: (MirrorFact) -> (variant: UInt8, score: Double)?
    ) {
        let known: [MirrorFact]
        switch facts {
        case .missing(let fact): return judgement.abstain(id, fact)
        case .known(let facts): known = facts
        }
        var shown = 0
        for fact in known where shown < shownMax {
            guard let (variant, score) = weigh(fact) else { continue }
            shown += 1
            judgement.find(
                id, variant: variant, score: score,
                [
                    Evidence("type", .phrase(fact.words)),
                    Evidence.outside("partner", fact.partner),
                    Evidence.outside("number", fact.number), Evidence("day", .day(fact.day)),
                    Evidence(
                        "amountUSD",
                        fact.dollars.map { .number($0, decimals: 0) } ?? .text("–")),
                    Evidence("confidence", .share(fact.confidence)),
                    Evidence.outside("reference", fact.reference),
                ])
        }
    }
}
