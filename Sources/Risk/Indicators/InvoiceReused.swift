import Customs

/// An invoice that serves several declarations.
package enum InvoiceReused: Indicator {
    package static var id: IndicatorID { .invoiceReused }

    package static let card = IndicatorCard(
        number: 39, question: "Was this seller's invoice number used in another declaration?",
        needs: [.invoiceNumber, .seller, .declarationNumber, .statistics],
        formula:
            "same seller and invoice number in another declaration; score 0.5 + 0.1 per use beyond two.",
        limits:
            "Part deliveries share an invoice. Versions of one declaration count once; sellers who number from "
            + "1 each year repeat themselves.")

    package static let sentences = [
        SentenceTemplate(
            "Invoice {invoice} of this seller appears in {uses} declarations.",
            uz: "Sotuvchining {invoice} hisob-fakturasi {uses} ta deklaratsiyada uchraydi.",
            ru: "Счёт {invoice} этого продавца встречается в декларациях: {uses}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        switch dossier.invoice {
        case .missing(let fact): judgement.abstain(id, fact)
        case .known(let use):
            guard use.byOthers, let invoice = dossier.declaration.invoiceID else { return }
            let uses = max(2, use.uses)
            judgement.find(
                id, score: 0.5 + 0.1 * Double(min(uses, 10) - 2),
                [Evidence.outside("invoice", invoice), Evidence("uses", .count(uses))])
        }
    }
}
