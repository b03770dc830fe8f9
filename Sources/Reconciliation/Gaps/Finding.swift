/// What a gap that nothing innocent explains looks like.
package enum FindingType: String, Sendable, CaseIterable {
    /// Imported below its export value at equal quantity.
    case undervaluation
    /// Imported above its export value at equal quantity.
    case overvaluation
    /// Less arrived than left: mass, quantity and value alike.
    case quantityShortfall = "quantity_shortfall"
    /// Imported under another heading.
    case codeMisdeclaration = "hs_misdeclaration"
    /// Another country of origin at import.
    case originChange = "origin_change"
    /// Left, and arrived nowhere although the time is over.
    case unmatchedExport = "unmatched_export"
    /// Arrived, and nobody exported it.
    case unmatchedImport = "unmatched_import"
    /// One invoice paid by more goods than it is worth, on papers of several consignments.
    case multipleInvoicing = "multiple_invoicing"
    /// Transit that was opened, had to end and did not.
    case transitDiversion = "transit_diversion"
    /// The same pieces left, or arrived, again.
    case carousel
    /// More of the country's own goods exported than the firm or the country makes.
    case greyReexport = "grey_reexport"
}

/// The strongest evidence for a link.
package enum LinkKey: UInt8, Sendable, CaseIterable {
    case reference, document, container, invoice
    case referenceNear, documentNear, containerNear, invoiceNear
    case partiesAndGoods, goods

    /// A kind of number, `-near` when one character differs, or what is alike without a number.
    var text: StaticString {
        switch self {
        case .reference: "ucr"
        case .document: "transport-document"
        case .container: "container"
        case .invoice: "invoice"
        case .referenceNear: "ucr-near"
        case .documentNear: "transport-document-near"
        case .containerNear: "container-near"
        case .invoiceNear: "invoice-near"
        case .partiesAndGoods: "parties-and-goods"
        case .goods: "goods"
        }
    }
}

/// A pair of lines that are the same goods; small, since there are as many as lines.
package struct LineLink: Sendable {
    let exportLine: Int32
    let importLine: Int32
    let trust: Float
    let linkKind: LinkKind
    let linkKey: LinkKey

    /// Line of the export register, from 0.
    package var exported: Int { Int(exportLine) }
    /// Line of the import register, from 0.
    package var imported: Int { Int(importLine) }
    /// one, split or merge.
    package var kind: String { linkKind.name }
    /// Probability that the link is right, 0…1.
    package var confidence: Double { Double(trust) }
    /// The strongest evidence: a kind of number, `-near` when one character differs, or `goods`.
    package var key: String { linkKey.text.description }

    /// By the lines, export register first.
    static func precedes(_ one: LineLink, _ two: LineLink) -> Bool {
        one.exportLine != two.exportLine
            ? one.exportLine < two.exportLine : one.importLine < two.importLine
    }
}

/// A residual gap for an officer to look at.
package struct Finding: Sendable {
    package let type: FindingType
    /// Line of the export register; nil for an import without export.
    package let exported: Int?
    /// Line of the import register; nil for an export without import.
    package let imported: Int?
    /// Import over export, in what the type speaks of, freight taken off; 0 for unmatched lines.
    package let factor: Double
    /// Dollars that the gap is about; nil when a value or rate is missing.
    package let dollars: Double?
    /// Bounds of the amount: what the usual spread of freight, insurance and rates leaves open.
    package let dollarsInterval: AmountInterval?
    /// Bounds of the duty at stake, where the heading's rate is known and duty can be lost.
    package let dutyInterval: AmountInterval?
    /// Middle of the duty at stake, in dollars.
    package var dutyDollars: Double? { dutyInterval.map { ($0.low + $0.high) / 2 } }
    /// Probability that there is a gap at all, links missed and lines still under way considered.
    package let confidence: Double
    package let sentence: String
}
