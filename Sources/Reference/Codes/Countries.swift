package import Customs

/// A country, territory or customs-only area.
package struct Country: Hashable, Sendable {
    /// Where a code comes from.
    package enum Kind: String, Hashable, Sendable {
        /// In force in ISO 3166-1.
        case standard
        /// Once in ISO 3166-1.
        case withdrawn
        /// Kept free by the ISO 3166 agency for a use it knows (EU, UK).
        case reserved
        /// Used by customs or tax authorities only (XK, QV, EL).
        case customsOnly
    }

    package let alpha2: String
    /// nil where none is assigned.
    package let alpha3: String?
    /// Three digits with leading zeros; nil where none is assigned.
    package let numeric: String?
    package let nameEnglish: String
    package let nameRussian: String
    package let kind: Kind
    package let validFrom: CalendarDay?
    package let validTo: CalendarDay?
}

/// Countries of ISO 3166-1, past and present, and the codes customs adds.
///
/// Source: see ``CountryTable``.
package enum Countries {
    /// All entries, by alpha-2 code and period.
    package static let all: [Country] = FactTable.rows(CountryTable.rows).compactMap { row in
        guard row.count == 8 else { return nil }
        let kind: Country.Kind =
            switch row[5] {
            case "w": .withdrawn
            case "r": .reserved
            case "c": .customsOnly
            default: .standard
            }
        return Country(
            alpha2: row[0], alpha3: row[1].isEmpty ? nil : row[1],
            numeric: row[2].isEmpty ? nil : row[2], nameEnglish: row[3], nameRussian: row[4],
            kind: kind, validFrom: FactTable.day(row[6]), validTo: FactTable.day(row[7]))
    }

    /// The alpha-2 codes as a list; spellings: alpha-3, numeric, English and Russian names.
    package static let list = CodeList(
        name: "ISO 3166-1 alpha-2",
        codes: all.map {
            DatedCode(
                code: $0.alpha2, name: $0.nameEnglish, validFrom: $0.validFrom,
                validTo: $0.validTo)
        },
        aliases: all.sorted { $0.kind == .standard && $1.kind != .standard }.flatMap { country in
            [country.alpha3, country.numeric, country.nameEnglish, country.nameRussian]
                .compactMap { $0 }.map { (spelling: $0, code: country.alpha2) }
        })

    /// One bit for each pair of letters AA…ZZ.
    private static let bitmap: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: (26 * 26 + 63) / 64)
        for country in all {
            let letters = Array(country.alpha2.utf8)
            let number = (Int(letters[0]) - 65) * 26 + Int(letters[1]) - 65
            bits[number / 64] |= 1 << UInt64(number % 64)
        }
        return bits
    }()

    /// True for an alpha-2 code the table has, on whatever day and of whatever kind.
    package static func isCountry(_ code: String) -> Bool {
        let key = PackedCode.pack(code)
        let first = Int(key >> 8) - 65
        let second = Int(key & 0xFF) - 65
        guard first >= 0, first < 26, second >= 0, second < 26 else { return false }
        let number = first * 26 + second
        return bitmap[number / 64] & (1 << UInt64(number % 64)) != 0
    }

    /// The entry of an alpha-2 code: the one valid on the day, else the latest.
    package static func country(_ alpha2: String, on day: CalendarDay? = nil) -> Country? {
        var position = index.position(PackedCode.pack(alpha2))
        guard position >= 0 else { return nil }
        var latest = all[position]
        while position < all.count, all[position].alpha2 == alpha2 {
            latest = all[position]
            let isValid =
                day.map { day in
                    (latest.validFrom.map { $0 <= day } ?? true)
                        && (latest.validTo.map { day <= $0 } ?? true)
                } ?? false
            if isValid { return latest }
            position += 1
        }
        return latest
    }

    private static let index = PackedIndex(
        all.enumerated().map { (key: PackedCode.pack($1.alpha2), position: $0) })
}
