package import Customs

/// Editions of the Harmonized System.
///
/// Source: WCO, HS Convention and its amendments: days on which the editions entered into force.
package enum HSEdition: Int, Hashable, Sendable, CaseIterable, Comparable {
    case hs1992 = 1992
    case hs1996 = 1996
    case hs2002 = 2002
    case hs2007 = 2007
    case hs2012 = 2012
    case hs2017 = 2017
    case hs2022 = 2022
    case hs2028 = 2028

    /// The edition in force on a day; nil before 1988. Countries may apply one later.
    package static func inForce(on day: CalendarDay) -> HSEdition? {
        guard day.year >= 1988 else { return nil }
        return allCases.last { $0.rawValue <= day.year } ?? .hs1992
    }

    /// Earlier editions come first.
    package static func < (left: HSEdition, right: HSEdition) -> Bool {
        left.rawValue < right.rawValue
    }
}
