import Customs

/// A judge of goods that move only with a permit: is one named?
protocol PermitIndicator: Indicator {
    static var list: GoodsList { get }
    /// Document codes beside ``Permits/general`` that stand for the permit.
    static var ownCodes: Set<String> { get }
    static var score: Double { get }
}

/// Documents that stand for a permit.
enum Permits {
    /// UNTDID 1001: 811 export licence, 911 import licence, each also as in the European Union, with
    /// category N. Five digits that begin with 01: documents on prohibitions and restrictions in the
    /// classification of the Eurasian Economic Union (Decision 378, annex 8, section 1).
    static let general: Set<String> = ["811", "911", "N811", "N911"]

    static func isPermit(_ document: borrowing AdditionalDocument, _ own: Set<String>) -> Bool {
        guard let type = document.typeCode else { return false }
        if general.contains(type) || own.contains(type) { return true }
        if type.utf8.count == 5, type.hasPrefix("01") { return true }
        guard let category = document.categoryCode else { return false }
        return general.contains(category + type) || own.contains(category + type)
    }
}

extension PermitIndicator {
    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            guard let hs = dossier.items[index].measures.hs else {
                judgement.abstain(id, .commodityCode, item: index + 1)
                continue
            }
            guard list.holds(hs) else { continue }
            let isNamed =
                dossier.declaration.items[index].documents.contains {
                    Permits.isPermit($0, ownCodes)
                } || dossier.declaration.documents.contains { Permits.isPermit($0, ownCodes) }
            guard !isNamed else { continue }
            judgement.find(
                id, item: index + 1, score: score,
                [Evidence("code", .text(hs.text(digits: Int(hs.digits))))])
        }
    }
}

/// Precursors of drugs without a permit.
package enum PermitPrecursor: PermitIndicator {
    package static var id: IndicatorID { .permitPrecursor }
    static let list = GoodsList.precursors
    static let ownCodes: Set<String> = []
    static let score = 0.8

    package static let card = IndicatorCard(
        number: 47, question: "Are these precursors of drugs, without a permit being named?",
        needs: [.commodityCode],
        formula:
            "HS number on the list of precursors and no licence among the documents; score 0.8.",
        limits:
            "Some numbers hold other goods too, and small amounts may be free. The list is of the 1988 "
            + "Convention; national lists go further.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code} are precursors of drugs, and no permit is named.",
            uz: "{code} tovari giyohvand moddalar prekursori, ruxsatnoma koʻrsatilmagan.",
            ru: "Товар {code} относится к прекурсорам наркотиков, разрешение не указано.")
    ]
}

/// Goods of the Common High Priority List without a licence.
package enum PermitStrategic: PermitIndicator {
    package static var id: IndicatorID { .permitStrategic }
    static let list = GoodsList.strategic
    /// EU TARIC X002: export authorisation for dual-use goods.
    static let ownCodes: Set<String> = ["X002"]
    static let score = 0.5

    package static let card = IndicatorCard(
        number: 48, question: "Are these goods of military use, without a licence being named?",
        needs: [.commodityCode],
        formula: "HS number on the Common High Priority List, no licence named; score 0.5.",
        limits: "Most such goods are civil. Which list binds an administration is its own law.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code} are on the list of common high priority items, and no licence is named.",
            uz: "{code} tovari strategik tovarlar roʻyxatida, litsenziya koʻrsatilmagan.",
            ru: "Товар {code} входит в перечень приоритетных товаров, лицензия не указана.")
    ]
}

/// Radioactive goods without a permit.
package enum PermitNuclear: PermitIndicator {
    package static var id: IndicatorID { .permitNuclear }
    static let list = GoodsList.nuclear
    static let ownCodes: Set<String> = ["X002"]
    static let score = 0.9

    package static let card = IndicatorCard(
        number: 48,
        question: "Are these nuclear or radioactive goods, without a permit being named?",
        needs: [.commodityCode],
        formula: "HS number on the list of nuclear goods, no permit named; score 0.9.",
        limits: "Instruments with small sealed sources are declared under other numbers.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code} are nuclear or radioactive, and no permit is named.",
            uz: "{code} tovari yadro yoki radioaktiv tovar, ruxsatnoma koʻrsatilmagan.",
            ru: "Товар {code} — ядерный или радиоактивный, разрешение не указано.")
    ]
}

/// Goods of protected species without a permit.
package enum PermitWildlife: PermitIndicator {
    package static var id: IndicatorID { .permitWildlife }
    static let list = GoodsList.wildlife
    /// EU TARIC C400: CITES certificate.
    static let ownCodes: Set<String> = ["C400"]
    static let score = 0.6

    package static let card = IndicatorCard(
        number: 48, question: "May these be protected species, without a permit being named?",
        needs: [.commodityCode],
        formula: "HS heading in which CITES species are declared, no permit named; score 0.6.",
        limits: "The headings also hold species that nobody protects; the description decides.")

    package static let sentences = [
        SentenceTemplate(
            "Goods of {code} may be of protected species, and no CITES permit is named.",
            uz: "{code} tovari himoyadagi turlarga oid boʻlishi mumkin, CITES ruxsatnomasi yoʻq.",
            ru: "Товар {code} может относиться к охраняемым видам, разрешение СИТЕС не указано.")
    ]
}
