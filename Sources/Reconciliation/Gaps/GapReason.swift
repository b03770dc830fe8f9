/// The reasons of a gap in the order of the ladder: what is innocent first, findings last.
package enum GapReason: Int, CaseIterable, Sendable {
    case rounding, exchangeRate, freight, deliveryTerm, underWay, splitMerge, edition, unit
    case attribution, amendment, allocation, weighing, rest
    case undervaluation, overvaluation, quantityShortfall, codeMisdeclaration, originChange
    case unmatchedExport, unmatchedImport
    case multipleInvoicing, transitDiversion, carousel, greyReexport
    case unvalued

    /// The name in tables, JSON and drawings.
    package var name: String { text.description }

    var text: StaticString {
        switch self {
        case .rounding: "rounding"
        case .exchangeRate: "exchange_rate"
        case .freight: "cif_fob"
        case .deliveryTerm: "incoterm"
        case .underWay: "under_way"
        case .splitMerge: "split_merge"
        case .edition: "hs_edition"
        case .unit: "unit"
        case .attribution: "partner_or_transit"
        case .amendment: "amendment"
        case .allocation: "allocation_within_consignment"
        case .weighing: "weighing_and_rounding"
        case .rest: "rates_and_rest"
        case .undervaluation: "undervaluation"
        case .overvaluation: "overvaluation"
        case .quantityShortfall: "quantity_shortfall"
        case .codeMisdeclaration: "hs_misdeclaration"
        case .originChange: "origin_change"
        case .unmatchedExport: "unmatched_export"
        case .unmatchedImport: "unmatched_import"
        case .multipleInvoicing: "multiple_invoicing"
        case .transitDiversion: "transit_diversion"
        case .carousel: "carousel"
        case .greyReexport: "grey_reexport"
        case .unvalued: "value_missing"
        }
    }

    /// Whether nothing innocent explains the gap.
    var isFinding: Bool {
        rawValue >= Self.undervaluation.rawValue && rawValue < Self.unvalued.rawValue
    }
}

extension FindingType {
    /// The finding as a reason of the ladder.
    var reason: GapReason {
        switch self {
        case .undervaluation: .undervaluation
        case .overvaluation: .overvaluation
        case .quantityShortfall: .quantityShortfall
        case .codeMisdeclaration: .codeMisdeclaration
        case .originChange: .originChange
        case .unmatchedExport: .unmatchedExport
        case .unmatchedImport: .unmatchedImport
        case .multipleInvoicing: .multipleInvoicing
        case .transitDiversion: .transitDiversion
        case .carousel: .carousel
        case .greyReexport: .greyReexport
        }
    }
}

/// The gap between lines that belong together, and its top reason.
package struct ExplainedGap: Sendable {
    let exportLine: Int32
    let importLine: Int32
    /// Import over export value, in dollars.
    let dollars: Float
    let reason: GapReason
    /// The part of the gap, in dollars, that the reason explains.
    let explained: Float
}
