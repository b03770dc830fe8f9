package import Customs
import Formats
import Reconciliation
package import Risk
package import Seal
package import Store

/// What the registers of a partner and ours say about one declaration: its records, by what they were
/// found to be the same goods, and every gap with its reason, oldest first.
package struct MirrorHistory: Sendable {
    package struct Link: Hashable, Sendable {
        package let partner: String
        /// The other record.
        package let number: String
        package let version: Int
        package let day: CalendarDay
        package let key: String
        package let confidence: Double
        package let isOver: Bool
    }

    package struct Gap: Hashable, Sendable {
        package let row: MirrorGapRow
        /// Lines, steps and bounds.
        package let content: JSONTree
    }

    package private(set) var links: [Link] = []
    package private(set) var gaps: [Gap] = []

    package var isEmpty: Bool { links.isEmpty && gaps.isEmpty }

    private static let rowsMax = 500

    /// Of a declaration of ours, or of a partner's with this number.
    package init(number: String, in reader: any StoreReader) throws {
        var seen: Set<Int64> = []
        for partner in try MirrorSetup(reader)?.countries.keys.sorted() ?? [] {
            for isOwn in [true, false] {
                for flow in ["export", "import", "transit"] {
                    let register = MirrorRegister(partner: partner, isOwn: isOwn, flow: flow)
                    for row in try reader.mirrorVersions(
                        register, number: number, limit: Self.rowsMax)
                    {
                        try add(row, reader, &seen)
                    }
                }
            }
        }
        gaps.sort { $0.row.id < $1.row.id }
    }

    private mutating func add(
        _ row: MirrorRecordRow, _ reader: any StoreReader, _ seen: inout Set<Int64>
    ) throws {
        for link in try reader.mirrorLinks(of: row.id) {
            let other = link.exported == row.id ? link.imported : link.exported
            guard let record = try reader.mirrorRecord(id: other) else { continue }
            links.append(
                Link(
                    partner: row.partner, number: record.number, version: record.version,
                    day: CalendarDay(number: record.day), key: link.key,
                    confidence: link.confidence, isOver: link.endedAt != nil))
        }
        let rows =
            try
            (row.isCurrent
            ? reader.mirrorGaps(cluster: row.cluster, limit: Self.rowsMax) : [])
            + reader.mirrorGaps(record: row.id, limit: Self.rowsMax)
        for gap in rows where seen.insert(gap.id).inserted {
            gaps.append(Gap(row: gap, content: try JSONTree(reading: gap.content)))
        }
    }

    /// `{"links":[…],"gaps":[…]}`.
    package var tree: JSONTree {
        .object([
            "links": .array(
                links.map {
                    .object([
                        "partner": .string($0.partner), "number": .string($0.number),
                        "version": .integer(Int64($0.version)), "date": .string($0.day.iso),
                        "key": .string($0.key),
                        "confidence": .number(MirrorGap.written($0.confidence, decimals: 4)),
                        "isOver": .bool($0.isOver),
                    ])
                }),
            "gaps": .array(gaps.map(Self.tree)),
        ])
    }

    static func tree(_ gap: Gap) -> JSONTree {
        .object([
            "gap": .integer(gap.row.id), "partner": .string(gap.row.partner),
            "reason": .string(gap.row.reason), "finding": .bool(gap.row.isFinding),
            "foundAt": .integer(gap.row.foundAt),
            "endedAt": gap.row.endedAt.map { .integer($0) },
            "endedBy": gap.row.endedBy.map { .string($0) }, "details": gap.content,
        ])
    }

    /// The reason in words.
    package static func words(_ reason: String) -> SentenceTemplate {
        let words: SentenceTemplate? =
            switch reason {
            case "none": SentenceTemplate("no gap", uz: "farq yoʻq", ru: "расхождения нет")
            case "rounding": SentenceTemplate("rounding", uz: "yaxlitlash", ru: "округление")
            case "exchange-rate":
                SentenceTemplate("exchange rate", uz: "valyuta kursi", ru: "курс валюты")
            case "cif-fob":
                SentenceTemplate(
                    "freight and insurance", uz: "tashish va sugʻurta", ru: "фрахт и страховка")
            case "delivery-terms":
                SentenceTemplate(
                    "delivery terms", uz: "yetkazib berish shartlari", ru: "условия поставки")
            case "timing": SentenceTemplate("still under way", uz: "hali yoʻlda", ru: "ещё в пути")
            case "split-or-merge":
                SentenceTemplate(
                    "split or joined", uz: "boʻlingan yoki birlashtirilgan",
                    ru: "разделено или объединено")
            case "subheading":
                SentenceTemplate(
                    "another subheading", uz: "boshqa subpozitsiya", ru: "другая субпозиция")
            case "transit": SentenceTemplate("transit", uz: "tranzit", ru: "транзит")
            case "incomplete":
                SentenceTemplate(
                    "a value, mass or rate is missing", uz: "qiymat, ogʻirlik yoki kurs yoʻq",
                    ru: "нет стоимости, массы или курса")
            default: nil
            }
        return words
            ?? MirrorFact(
                type: reason, isSame: true, partner: "", number: "", day: CalendarDay(number: 0),
                dollars: nil, confidence: 0, reference: ""
            ).words
    }
}
