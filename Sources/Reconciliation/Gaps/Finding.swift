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
}

/// A pair of lines that are the same goods.
package struct LineLink: Sendable {
    /// Line of the export register, from 0.
    package let exported: Int
    /// Line of the import register, from 0.
    package let imported: Int
    /// one, split or merge.
    package let kind: String
    /// Probability that the link is right, 0…1.
    package let confidence: Double
    /// The strongest evidence: a kind of number, `-near` when one character differs, or `goods`.
    package let key: String
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
