import Risk

/// The fixed words around an explanation, in the officer's language.
struct ExplainWords {
    var assessed: String
    var lane: String
    var score: String
    var policy: String
    var whyThisLane: String
    var noFindings: String
    var findings: String
    var notAsked: String
    var item: String
    var evidence: String
    var notAssessed: String

    /// The words of a language.
    static func of(_ language: Language) -> ExplainWords {
        switch language {
        case .english: english
        case .uzbek: uzbek
        case .russian: russian
        }
    }

    private static let english = ExplainWords(
        assessed: "Assessed", lane: "lane", score: "score", policy: "policy",
        whyThisLane: "why this lane", noFindings: "no findings",
        findings: "findings, the weightiest first",
        notAsked: "not asked, because a fact was missing", item: "item", evidence: "evidence",
        notAssessed: "not assessed yet")

    private static let uzbek = ExplainWords(
        assessed: "Baholangan", lane: "yoʻlak", score: "ball", policy: "qoida",
        whyThisLane: "nega bu yoʻlak", noFindings: "belgilar topilmadi",
        findings: "topilgan belgilar, eng muhimi birinchi",
        notAsked: "maʼlumot yetishmagani uchun tekshirilmadi", item: "tovar", evidence: "asos",
        notAssessed: "hali baholanmagan")

    private static let russian = ExplainWords(
        assessed: "Оценена", lane: "коридор", score: "оценка", policy: "правила",
        whyThisLane: "почему этот коридор", noFindings: "признаков нет",
        findings: "признаки, начиная с самого весомого",
        notAsked: "не проверено, не хватает сведений", item: "товар", evidence: "основание",
        notAssessed: "ещё не оценена")
}
