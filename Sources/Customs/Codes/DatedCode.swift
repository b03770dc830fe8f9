/// One code of a list with the days on which it may be used.
package struct DatedCode: Hashable, Sendable {
    package var code: String
    /// Short name in English.
    package var name: String
    /// First day of validity; nil for "always was".
    package var validFrom: CalendarDay?
    /// Last day of validity; nil for "still is".
    package var validTo: CalendarDay?

    package init(
        code: String, name: String, validFrom: CalendarDay? = nil, validTo: CalendarDay? = nil
    ) {
        self.code = code
        self.name = name
        self.validFrom = validFrom
        self.validTo = validTo
    }

    package func isValid(on day: CalendarDay) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// The lists that codes in declarations belong to.
package enum CodeScheme: String, Hashable, Sendable, CaseIterable {
    case country, currency, unit, transportMode, packageType, procedure, incoterm, documentType
}

/// The lane in which a declaration goes on (ASYCUDA's four, WCO Risk Management Compendium).
package enum Lane: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Physical examination.
    case red
    /// Check of the documents.
    case yellow
    /// Release now, audit afterwards.
    case blue
    /// Release.
    case green

    /// 0 for red … 3 for green.
    package var order: Int {
        switch self {
        case .red: 0
        case .yellow: 1
        case .blue: 2
        case .green: 3
        }
    }

    /// Stricter lanes come first: red < yellow < blue < green.
    package static func < (left: Lane, right: Lane) -> Bool { left.order < right.order }
}
