import Customs

/// A description that does not say what the goods are.
package enum VagueDescription: Indicator {
    package static var id: IndicatorID { .vagueDescription }

    package static let card = IndicatorCard(
        number: 8, question: "Does the description say what the goods are?", needs: [.description],
        formula:
            "every word is a general one (lists in English, Russian, Uzbek in both scripts): 0.8 · no word of "
            + "three letters: 0.8 · letters repeat, entropy below 1.2 bits over 6 letters or more: 0.8.",
        limits: "Only general words are known, and three languages; brand names pass.")

    package static let sentences = [
        SentenceTemplate(
            "The description \"{description}\" holds only general words.",
            uz: "«{description}» tavsifi faqat umumiy soʻzlardan iborat.",
            ru: "Описание «{description}» состоит только из общих слов."),
        SentenceTemplate(
            "The description \"{description}\" holds no word that names goods.",
            uz: "«{description}» tavsifida tovarni bildiruvchi soʻz yoʻq.",
            ru: "В описании «{description}» нет слова, называющего товар."),
        SentenceTemplate(
            "The description \"{description}\" only repeats letters.",
            uz: "«{description}» tavsifi faqat takroriy harflardan iborat.",
            ru: "Описание «{description}» состоит из повторяющихся букв."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.declaration.items.indices {
            guard let text = dossier.declaration.items[index].description, !text.isEmpty else {
                judgement.abstain(id, .description, item: index + 1)
                continue
            }
            guard let fault = DescriptionWords.fault(in: text) else { continue }
            judgement.find(
                id, variant: fault.rawValue, item: index + 1, score: 0.8,
                [Evidence.outside("description", text)])
        }
    }
}
