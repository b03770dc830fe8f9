package import Customs

/// What the price under a delivery term includes.
package struct Incoterm: Hashable, Sendable {
    /// How far the seller pays the carriage.
    package enum Freight: String, Hashable, Sendable {
        /// Not at all, or to the carrier or port in the country of departure.
        case excluded
        /// To the frontier or port named.
        case toBorder
        /// To the place or port of destination.
        case included
        /// The term alone does not tell.
        case unsaid
    }

    package let code: String
    package let name: String
    package let freight: Freight
    /// True when the seller must insure for the buyer; nil when the term leaves it open.
    package let insurance: Bool?
    /// True when the price includes import duties.
    package let importDuties: Bool
    /// True for terms of carriage by water only.
    package let waterOnly: Bool
    /// True for terms that no edition of Incoterms has (C&F, CNF, FRANCO).
    package let isTradeUsage: Bool
    package let validFrom: CalendarDay?
    /// Last day of the last edition that has the term; contracts may still name it afterwards.
    package let validTo: CalendarDay?
}

/// Terms of delivery: Incoterms 2020, 2010, 2000 and older, and usages that customs still meets.
///
/// An edition stays usable after its successor appears when the contract names it, so a term out of
/// date deserves a question, not a refusal.
///
/// Source: ICC Incoterms 1980, 1990, 2000, 2010, 2020, obligations A/B 3, 6, 9, 10 (2010 numbering).
package enum Incoterms {
    // code|name|freight|insurance y/n/?|duties y/n|water y/n|usage y/n|first day|last day
    private static let rows = FactTable.rows(
        """
        EXW|Ex works|excluded|?|n|n|n||
        FCA|Free carrier|excluded|?|n|n|n||
        FAS|Free alongside ship|excluded|?|n|y|n||
        FOB|Free on board|excluded|?|n|y|n||
        CFR|Cost and freight|included|?|n|y|n|1990-07-01|
        CIF|Cost, insurance and freight|included|y|n|y|n||
        CPT|Carriage paid to|included|?|n|n|n|1990-07-01|
        CIP|Carriage and insurance paid to|included|y|n|n|n||
        DAP|Delivered at place|included|?|n|n|n|2011-01-01|
        DPU|Delivered at place unloaded|included|?|n|n|n|2020-01-01|
        DAT|Delivered at terminal|included|?|n|n|n|2011-01-01|2019-12-31
        DDP|Delivered duty paid|included|?|y|n|n||
        DAF|Delivered at frontier|toBorder|?|n|n|n||2010-12-31
        DES|Delivered ex ship|included|?|n|y|n||2010-12-31
        DEQ|Delivered ex quay|included|?|n|y|n||2010-12-31
        DDU|Delivered duty unpaid|included|?|n|n|n|1990-07-01|2010-12-31
        C&F|Cost and freight (old)|included|?|n|y|y||1990-06-30
        CNF|Cost and freight (usage)|included|?|n|y|y||1990-06-30
        CAF|Cost and freight (French usage)|included|?|n|y|y||1990-06-30
        C+F|Cost and freight (usage)|included|?|n|y|y||1990-06-30
        CANDF|Cost and freight (usage)|included|?|n|y|y||1990-06-30
        C&I|Cost and insurance|excluded|y|n|y|y||
        DCP|Freight or carriage paid to (old)|included|?|n|n|n||1990-06-30
        FRC|Free carrier (old)|excluded|?|n|n|n||1990-06-30
        FOR|Free on rail|excluded|?|n|n|n||1990-06-30
        FOT|Free on truck|excluded|?|n|n|n||1990-06-30
        FOA|FOB airport|excluded|?|n|n|n||1990-06-30
        EXS|Ex ship (old)|included|?|n|y|n||1990-06-30
        EXQ|Ex quay (old)|included|?|n|y|n||1990-06-30
        FRANCO|Franco, place to be named|unsaid|?|n|n|y||
        XXX|Other term, in words|unsaid|?|n|n|y||
        """)

    /// All terms, those in force first.
    package static let all: [Incoterm] = rows.compactMap { row in
        guard row.count == 9, let freight = Incoterm.Freight(rawValue: row[2]) else { return nil }
        return Incoterm(
            code: row[0], name: row[1], freight: freight,
            insurance: row[3] == "y" ? true : nil, importDuties: row[4] == "y",
            waterOnly: row[5] == "y", isTradeUsage: row[6] == "y",
            validFrom: FactTable.day(row[7]), validTo: FactTable.day(row[8]))
    }

    /// The codes as a list.
    package static let list = CodeList(
        name: "Incoterms",
        codes: all.map {
            DatedCode(
                code: $0.code, name: $0.name, validFrom: $0.validFrom, validTo: $0.validTo)
        },
        aliases: [
            ("C AND F", "C&F"), ("C & F", "C&F"), ("ФРАНКО", "FRANCO"), ("EX WORKS", "EXW"),
            ("EX-WORKS", "EXW"), ("СИФ", "CIF"), ("ФОБ", "FOB"), ("ФСА", "FCA"), ("СПТ", "CPT"),
            ("СИП", "CIP"), ("ДАП", "DAP"), ("ДАФ", "DAF"), ("ДДУ", "DDU"), ("ДДП", "DDP"),
        ])

    private static let index = PackedIndex(
        all.enumerated().map { (key: PackedCode.pack($1.code), position: $0) })

    /// The term of a code.
    package static func term(_ code: String) -> Incoterm? {
        let position = index.position(PackedCode.pack(code))
        return position >= 0 ? all[position] : nil
    }
}
