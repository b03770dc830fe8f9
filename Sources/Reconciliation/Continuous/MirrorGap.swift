/// Why two registers differ about some goods: what explains most of it, and what each step explains.
package struct MirrorGap: Hashable, Sendable {
    /// One top reason.
    package enum Reason: Hashable, Sendable {
        case none
        case rounding
        case exchangeRate
        case freight
        case terms
        /// Still under way.
        case timing
        case splitOrMerge
        /// Another subheading of the same heading.
        case subheading
        /// Passed through to another country.
        case transit
        /// A value, mass, code or rate is missing, so nothing can be said.
        case incomplete
        case finding(FindingType)

        package var name: String {
            switch self {
            case .none: "none"
            case .rounding: "rounding"
            case .exchangeRate: "exchange-rate"
            case .freight: "cif-fob"
            case .terms: "delivery-terms"
            case .timing: "timing"
            case .splitOrMerge: "split-or-merge"
            case .subheading: "subheading"
            case .transit: "transit"
            case .incomplete: "incomplete"
            case .finding(let type): type.rawValue
            }
        }
    }

    /// A step of the ladder from the export's dollars to the import's.
    package struct Step: Hashable, Sendable {
        package let name: String
        package let dollars: Double
    }

    package var reason: Reason
    /// Lines concerned, as number of the declaration and of the line.
    package var exports: [Place]
    package var imports: [Place]
    /// Import over expected, in what the reason speaks of; 0 without a partner.
    package var factor: Double
    /// Dollars that the residual is about, and between what they lie; nil when a value is missing.
    package var dollars: Double?
    package var dollarsLow: Double?
    package var dollarsHigh: Double?
    /// From the export's value to the import's; empty when a value is missing.
    package var steps: [Step]
    /// Where the expected value came from: `declared-freight`, `lane-ratio`, `general-ratio`, `terms`.
    package var rule: String

    /// A line of a declaration.
    package struct Place: Hashable, Sendable {
        package let number: String
        package let version: Int
        package let line: Int

        package init(number: String, version: Int, line: Int) {
            self.number = number
            self.version = version
            self.line = line
        }
    }

    package var finding: FindingType? {
        if case .finding(let type) = reason { type } else { nil }
    }
}
