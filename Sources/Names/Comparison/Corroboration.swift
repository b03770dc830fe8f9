/// What is known of a party beside its name.
public struct PartyFacts: Sendable, Hashable {
    /// A date of birth of which the day, or day and month, may be unknown.
    public struct BirthDate: Sendable, Hashable {
        /// Calendar year; lists often give no more.
        public let year: Int
        /// 1…12 and 1…31; nil when not given.
        public let month: Int?
        public let day: Int?

        public init(year: Int, month: Int? = nil, day: Int? = nil) {
            self.year = year
            self.month = month
            self.day = day
        }

        /// Whether two dates may be the same day as far as both are given.
        func fits(_ other: BirthDate) -> Bool {
            guard year == other.year else { return false }
            if let month, let theirs = other.month, month != theirs { return false }
            if let day, let theirs = other.day, day != theirs { return false }
            return true
        }

        /// Whether both are given to the day.
        func isExact(with other: BirthDate) -> Bool { day != nil && other.day != nil }
    }

    /// Dates of birth; a listed person may have several.
    public var births: [BirthDate]
    /// Passport, tax and registration numbers, compared without blanks and hyphens.
    public var identifiers: Set<String>
    /// Country codes of nationality or registration, compared as written.
    public var countries: Set<String>

    public init(
        births: [BirthDate] = [], identifiers: Set<String> = [], countries: Set<String> = []
    ) {
        self.births = births
        self.identifiers = identifiers
        self.countries = countries
    }
}

/// How facts beside the name change a score; facts that one side lacks change nothing.
public enum Corroboration: String, Sendable, CaseIterable {
    case identifierEqual, birthEqual, birthYearEqual, birthDiffers, countryDiffers

    /// The facts that speak for or against two parties being one.
    public static func of(_ one: PartyFacts, _ two: PartyFacts) -> [Corroboration] {
        var found: [Corroboration] = []
        let numbers = Set(one.identifiers.map(plain)).intersection(two.identifiers.map(plain))
        if numbers.contains(where: { $0.count >= 5 }) { found.append(.identifierEqual) }
        if !one.births.isEmpty, !two.births.isEmpty {
            let fitting = one.births.flatMap { mine in
                two.births.filter { mine.fits($0) }.map { mine.isExact(with: $0) }
            }
            if fitting.contains(true) {
                found.append(.birthEqual)
            } else {
                found.append(fitting.isEmpty ? .birthDiffers : .birthYearEqual)
            }
        }
        if !one.countries.isEmpty, !two.countries.isEmpty,
            one.countries.isDisjoint(with: two.countries)
        {
            found.append(.countryDiffers)
        }
        return found
    }

    /// A name's score with the facts taken into account, 0…1.
    ///
    /// What speaks for takes away a share of the doubt that is left; what speaks against keeps a
    /// share of the score. A score of 0 stays 0, however well the facts agree; no fact alone turns
    /// a clear difference of names into a match. The shares are judgement, not fitted: no data
    /// with dates and identifiers on both sides is at hand.
    public static func adjust(_ score: Double, _ facts: [Corroboration]) -> Double {
        var score = score
        for fact in facts {
            switch fact {
            case .identifierEqual: score += (1 - score) * 0.8 * min(1, score * 2)
            case .birthEqual: score += (1 - score) * 0.5 * score
            case .birthYearEqual: score += (1 - score) * 0.15 * score
            case .birthDiffers: score *= 0.7
            case .countryDiffers: score *= 0.95
            }
        }
        return max(0, min(1, score))
    }

    private static func plain(_ identifier: String) -> String {
        identifier.uppercased().filter { $0.isLetter || $0.isNumber }
    }
}
