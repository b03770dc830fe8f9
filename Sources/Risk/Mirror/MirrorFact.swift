package import Customs

/// What a partner's register or word says about a declaration or its trader, as judging needs it;
/// found by whoever compares the registers.
package struct MirrorFact: Hashable, Sendable {
    /// What two registers differ by, or `tip` for what a partner told us.
    package var type: String
    /// It is about the declaration being judged, not an earlier one of the trader.
    package var isSame: Bool
    /// The partner's code.
    package var partner: String
    /// Number of the declaration concerned, of whichever side has one; what was named, for tips.
    package var number: String
    package var day: CalendarDay
    /// Dollars that nothing innocent explains; nil when a value is missing.
    package var dollars: Double?
    /// How surely the records are the same goods, 0…1.
    package var confidence: Double
    /// The gap's or the message's own name, under which officers find it.
    package var reference: String

    package init(
        type: String, isSame: Bool, partner: String, number: String, day: CalendarDay,
        dollars: Double?, confidence: Double, reference: String
    ) {
        self.type = type
        self.isSame = isSame
        self.partner = partner
        self.number = number
        self.day = day
        self.dollars = dollars
        self.confidence = confidence
        self.reference = reference
    }

    /// The type of goods that left the partner and did not arrive.
    package static let unmatchedExport = "unmatched_export"

    static let blank = MirrorFact(
        type: "", isSame: false, partner: "", number: "", day: CalendarDay(number: 0),
        dollars: nil, confidence: 0, reference: "")

    mutating func visit(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        try bytes.text(&type)
        try bytes.flag(&isSame)
        try bytes.text(&partner)
        try bytes.text(&number)
        try bytes.day(&day)
        try bytes.optional(&dollars, blank: 0) { bytes, dollars throws(StatisticsDamage) in
            try bytes.real(&dollars)
        }
        try bytes.real(&confidence)
        try bytes.text(&reference)
    }

    /// What the type is called.
    package var words: SentenceTemplate {
        Self.words[type] ?? SentenceTemplate(type, uz: type, ru: type)
    }

    private static let words = [
        "undervaluation": SentenceTemplate(
            "undervaluation", uz: "qiymatning pasaytirilishi", ru: "занижение стоимости"),
        "overvaluation": SentenceTemplate(
            "overvaluation", uz: "qiymatning oshirilishi", ru: "завышение стоимости"),
        "quantity_shortfall": SentenceTemplate(
            "a shortfall of quantity", uz: "miqdorning kamligi", ru: "недостача количества"),
        "hs_misdeclaration": SentenceTemplate(
            "another tariff heading", uz: "boshqa tarif pozitsiyasi", ru: "другая товарная позиция"),
        "origin_change": SentenceTemplate(
            "another origin", uz: "boshqa kelib chiqish mamlakati",
            ru: "другая страна происхождения"),
        "unmatched_export": SentenceTemplate(
            "an export that never arrived", uz: "yetib kelmagan eksport",
            ru: "экспорт, который не прибыл"),
        "unmatched_import": SentenceTemplate(
            "an import that nobody exported", uz: "hech kim eksport qilmagan import",
            ru: "импорт, который никто не вывозил"),
    ]
}
