package import Customs

/// The dated code lists by the scheme they serve.
///
/// `contains` and the `is…` questions cost some nanoseconds and allocate nothing, so that screening
/// may ask them of every item.
package enum CodeLists {
    /// The list of a scheme.
    package static func list(_ scheme: CodeScheme) -> CodeList {
        switch scheme {
        case .country: Countries.list
        case .currency: Currencies.list
        case .unit: MeasureUnits.list
        case .transportMode: TransportModes.list
        case .packageType: PackageTypes.list
        case .procedure: Procedures.list
        case .incoterm: Incoterms.list
        case .documentType: EdifactCodes.documentNames
        }
    }

    /// True when the scheme has the code, on whatever day.
    package static func contains(_ code: String, in scheme: CodeScheme) -> Bool {
        list(scheme).contains(code)
    }

    /// True when the code may be used on the day.
    package static func contains(
        _ code: String, in scheme: CodeScheme, on day: CalendarDay
    ) -> Bool {
        list(scheme).contains(code, on: day)
    }

    /// The code's entry: the one valid on the day, else the latest; nil when the scheme lacks it.
    package static func entry(
        _ code: String, in scheme: CodeScheme, on day: CalendarDay? = nil
    ) -> DatedCode? {
        list(scheme).entry(code, on: day)
    }

    /// What was probably meant by a wrong code; see ``CodeList/suggestions(for:on:limit:)``.
    package static func suggestions(
        for code: String, in scheme: CodeScheme, on day: CalendarDay? = nil, limit: Int = 3
    ) -> [DatedCode] {
        list(scheme).suggestions(for: code, on: day, limit: limit)
    }

    /// What is wrong with a code on a day; nil when nothing is.
    package static func fault(
        of code: String, in scheme: CodeScheme, on day: CalendarDay?, place: String
    ) -> Diagnostic? {
        list(scheme).fault(of: code, on: day, place: place)
    }

    /// True for an alpha-2 code of ISO 3166-1 or one that customs adds, on whatever day.
    package static func isCountry(_ code: String) -> Bool { Countries.isCountry(code) }

    /// True for an alphabetic code that ISO 4217 has or had.
    package static func isCurrency(_ code: String) -> Bool { Currencies.isCurrency(code) }

    /// True for a unit of UN/ECE Recommendation 20 in our table, or a customs spelling of one.
    package static func isUnit(_ code: String) -> Bool { MeasureUnits.isUnit(code) }
}

/// Code values of UN/EDIFACT that are no scheme of their own.
///
/// Source: see ``EdifactTable``.
package enum EdifactCodes {
    /// Data element 1001.
    package static let documentNames = list("UNTDID 1001", EdifactTable.documents)
    /// Data element 1225.
    package static let messageFunctions = list("UNTDID 1225", EdifactTable.functions)
    /// Data element 3035.
    package static let partyQualifiers = list("UNTDID 3035", EdifactTable.parties)

    private static func list(_ name: String, _ table: String) -> CodeList {
        CodeList(
            name: name,
            codes: FactTable.cells(table).map { DatedCode(code: $0.code, name: $0.name) })
    }
}
