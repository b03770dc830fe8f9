import Reference

/// Countries as lists name them.
enum CountryWords {
    /// The ISO 3166 alpha-2 code of a name or code; nil for what is no country.
    static func code(_ text: String) -> String? {
        var text = text.trimmed
        for word in ["possibly ", "former ", "the "] {
            if let rest = text.after(word) { text = rest }
        }
        if text.utf8.count == 2 {
            let code = text.uppercased()
            return Countries.isCountry(code) ? code : nil
        }
        return names[folded(text)]
    }

    /// Lower case, letters and digits only.
    private static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars where scalar.properties.isAlphabetic {
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        // Codes in force stand before withdrawn ones, so that the present meaning wins.
        for country in Countries.all where country.kind == .standard {
            for name in [country.nameEnglish, country.nameRussian, country.alpha3] {
                if let name { names[folded(name)] = names[folded(name)] ?? country.alpha2 }
            }
        }
        for (name, code) in spellings { names[folded(name)] = code }
        return names
    }()

    /// Spellings of publishers that differ from the table's English names.
    ///
    /// Source: the country columns of the OFAC files of 2021 and the UN list of February 2026.
    private static let spellings: [(String, String)] = [
        ("Bahamas, The", "BS"), ("Burma", "MM"), ("Cabo Verde", "CV"), ("Czech Republic", "CZ"),
        ("Congo, Democratic Republic of the", "CD"), ("Congo, Republic of the", "CG"),
        ("Democratic Republic of the Congo", "CD"), ("Cote d Ivoire", "CI"),
        ("China, Hong Kong Special Administrative Region", "HK"), ("Korea, North", "KP"),
        ("Democratic People's Republic of Korea", "KP"), ("Korea, South", "KR"),
        ("Republic of Korea", "KR"), ("Iran (Islamic Republic of)", "IR"), ("Macau", "MO"),
        ("Macedonia, The Former Yugoslav Republic of", "MK"), ("Palestinian", "PS"),
        ("State of Palestine", "PS"), ("West Bank", "PS"), ("Region: Gaza", "PS"),
        ("Russian Federation", "RU"), ("Saint Vincent and the Grenadines", "VC"),
        ("Soviet Union", "SU"), ("Syrian Arab Republic", "SY"), ("Turkey", "TR"),
        ("United Kingdom of Great Britain and Northern Ireland", "GB"),
        ("United Republic of Tanzania", "TZ"), ("United States of America", "US"),
        ("Viet Nam", "VN"), ("Virgin Islands, British", "VG"), ("Gambia", "GM"),
        ("Lao People's Democratic Republic", "LA"), ("Republic of Moldova", "MD"),
        ("Venezuela (Bolivarian Republic of)", "VE"), ("Bolivia (Plurinational State of)", "BO"),
        ("Netherlands Antilles", "AN"), ("Yugoslavia", "YU"),
    ]
}
