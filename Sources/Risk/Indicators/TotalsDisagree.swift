import Customs

/// Totals of the header that do not follow from the items.
package enum TotalsDisagree: Indicator {
    package static var id: IndicatorID { .totalsDisagree }

    package static let card = IndicatorCard(
        number: 6, question: "Do the header's totals agree with the sums of the items?",
        needs: [.totals],
        formula:
            "items = stated number of items; Σ packages = total packages; Σ gross = total gross within "
            + "0.5 % and 1 kg; Σ prices = invoice amount within 0.1 % and 0.01 per item, in one currency.",
        limits:
            "A sum is only formed when every item has the amount. Partial deliveries of an invoice and "
            + "packages shared by items (count 0) are legitimate.")

    package static let sentences = [
        SentenceTemplate(
            "The header states {stated} items, but there are {summed}.",
            uz: "Sarlavhada {stated} ta tovar koʻrsatilgan, aslida esa {summed} ta.",
            ru: "В заголовке заявлено товаров: {stated}, фактически в декларации: {summed}."),
        SentenceTemplate(
            "The header states {stated} packages, the items add up to {summed}.",
            uz: "Sarlavhada {stated} ta oʻram, tovarlar boʻyicha jami {summed} ta.",
            ru: "В заголовке заявлено мест: {stated}, сумма по товарам: {summed}."),
        SentenceTemplate(
            "The header states a gross mass of {stated} kg, the items add up to {summed} kg.",
            uz: "Sarlavhada brutto ogʻirlik {stated} kg, tovarlar boʻyicha jami {summed} kg.",
            ru: "В заголовке масса брутто {stated} кг, сумма по товарам {summed} кг."),
        SentenceTemplate(
            "The invoice amount is {stated} {currency}, the items add up to {summed} {currency}.",
            uz:
                "Hisob-faktura summasi {stated} {currency}, tovarlar boʻyicha jami {summed} {currency}.",
            ru: "Сумма счёта {stated} {currency}, сумма по товарам {summed} {currency}."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        var compared = 0
        if !dossier.declaration.items.isEmpty {
            compared += judgeItemCount(dossier, &judgement)
            compared += judgePackages(dossier, &judgement)
            compared += judgeGrossMass(dossier, &judgement)
            compared += judgeInvoice(dossier, &judgement)
        }
        if compared == 0 { judgement.abstain(id, .totals) }
    }

    private static func judgeItemCount(
        _ dossier: borrowing Dossier, _ judgement: inout Judgement
    ) -> Int {
        guard let stated = dossier.declaration.goodsItemQuantity?.whole else { return 0 }
        let summed = dossier.declaration.items.count
        if stated != summed {
            judgement.find(
                id, score: 0.8,
                [Evidence("stated", .count(stated)), Evidence("summed", .count(summed))])
        }
        return 1
    }

    private static func judgePackages(
        _ dossier: borrowing Dossier, _ judgement: inout Judgement
    ) -> Int {
        guard let stated = dossier.declaration.totalPackageQuantity else { return 0 }
        var summed = ExactDecimal(0)
        for item in dossier.declaration.items.indices {
            let packages = dossier.declaration.items[item].packages
            if packages.isEmpty { return 0 }
            for package in packages {
                guard let count = package.count, let sum = summed.adding(count) else { return 0 }
                summed = sum
            }
        }
        if stated.compare(summed) != 0 {
            judgement.find(
                id, variant: 1, score: 0.6,
                [Evidence("stated", .declared(stated)), Evidence("summed", .declared(summed))])
        }
        return 1
    }

    private static func judgeGrossMass(
        _ dossier: borrowing Dossier, _ judgement: inout Judgement
    ) -> Int {
        guard let stated = dossier.declaration.totalGrossMass?.kilograms else { return 0 }
        var summed = 0.0
        for index in dossier.items.indices {
            guard let gross = dossier.items[index].measures.grossKg else { return 0 }
            summed += gross
        }
        if (stated - summed).magnitude > max(1, 0.005 * stated.magnitude) {
            judgement.find(
                id, variant: 2, score: 0.6,
                [
                    Evidence("stated", .number(stated, decimals: 2)),
                    Evidence("summed", .number(summed, decimals: 2)),
                ])
        }
        return 1
    }

    private static func judgeInvoice(
        _ dossier: borrowing Dossier, _ judgement: inout Judgement
    ) -> Int {
        guard let stated = dossier.declaration.invoiceAmount, let currency = stated.currency else {
            return 0
        }
        var summed = ExactDecimal(0)
        for index in dossier.declaration.items.indices {
            guard let price = dossier.declaration.items[index].price,
                (price.currency ?? currency) == currency, let sum = summed.adding(price.amount)
            else { return 0 }
            summed = sum
        }
        let gap = (stated.amount.approximate - summed.approximate).magnitude
        let cents = 0.01 * Double(dossier.declaration.items.count)
        if gap > max(cents, 0.001 * stated.amount.approximate.magnitude) * 1.000_001 {
            judgement.find(
                id, variant: 3, score: 0.6,
                [
                    Evidence("stated", .declared(stated.amount)),
                    Evidence("summed", .declared(summed)), Evidence("currency", .text(currency)),
                ])
        }
        return 1
    }
}
