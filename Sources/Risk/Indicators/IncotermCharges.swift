import Customs
import Reference

/// Delivery terms that contradict the charges in the valuation.
package enum IncotermCharges: Indicator {
    package static var id: IndicatorID { .incotermCharges }

    package static let card = IndicatorCard(
        number: 38, question: "Do freight charges fit the delivery terms?",
        needs: [.tradeTerms, .charges],
        formula:
            "terms without main carriage (EXW, FCA, FAS, FOB and older ones) and no freight added, although the valuation is "
            + "stated and the customs value is not above the price: 0.6 · terms with carriage paid (CFR, CIF, "
            + "CPT, CIP, DAP, DPU, DDP and their forerunners) and freight added again: 0.5.",
        limits:
            "For countries whose customs value is CIF; where it is FOB (United States) the first rule is no "
            + "contradiction. Imports only. Source: WTO Customs Valuation Agreement, article 8.2; Incoterms 2020."
    )

    package static let sentences = [
        SentenceTemplate(
            "Under {term} the buyer pays the carriage, but no freight is added to the price.",
            uz:
                "{term} sharti boʻyicha tashishni xaridor toʻlaydi, ammo narxga tashish xarajati qoʻshilmagan.",
            ru: "По условию {term} перевозку оплачивает покупатель, но фрахт к цене не добавлен."),
        SentenceTemplate(
            "Under {term} the price includes the carriage, but freight of {freight} is added again.",
            uz:
                "{term} sharti boʻyicha narxga tashish kiritilgan, ammo {freight} tashish xarajati yana qoʻshilgan.",
            ru: "По условию {term} перевозка входит в цену, но фрахт {freight} добавлен ещё раз."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        guard dossier.declaration.flow != .export, dossier.declaration.flow != .transit else {
            return
        }
        guard let term = dossier.declaration.tradeTerms?.conditionCode, !term.isEmpty else {
            return judgement.abstain(id, .tradeTerms)
        }
        guard let carriage = carriagePaid(term) else { return }
        var stated = dossier.declaration.valuation != nil
        var freight = dossier.declaration.valuation?.freight
        var charges = !(dossier.declaration.valuation?.charges.isEmpty ?? true)
        var raised = false
        for index in dossier.declaration.items.indices {
            let item = dossier.declaration.items[index]
            if let valuation = item.valuation {
                stated = true
                if let amount = valuation.freight, freight?.amount.isZero ?? true {
                    freight = amount
                }
                charges = charges || !valuation.charges.isEmpty
            }
            if let value = item.customsValue, let price = item.price,
                value.currency == price.currency, value.amount.compare(price.amount) > 0
            {
                raised = true
            }
        }
        guard stated else { return judgement.abstain(id, .charges) }
        let isFreightAdded = freight.map { $0.amount.mantissa > 0 } ?? false
        if carriage, isFreightAdded, let freight {
            judgement.find(
                id, variant: 1, score: 0.5,
                [Evidence.outside("term", term), Evidence("freight", .declared(freight.amount))])
        } else if !carriage, !isFreightAdded, !charges, !raised {
            judgement.find(id, score: 0.6, [Evidence.outside("term", term)])
        }
    }

    /// Whether the price includes the main carriage; nil when the term does not tell.
    private static func carriagePaid(_ term: String) -> Bool? {
        switch Incoterms.term(term)?.freight {
        case .excluded: false
        case .included: true
        case .toBorder, .unsaid, nil: nil
        }
    }
}
