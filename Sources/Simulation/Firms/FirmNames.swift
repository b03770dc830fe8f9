/// Invents names of firms from syllables that mean nothing, in Latin and Cyrillic letters at once.
enum FirmNames {
    private static let syllables: [(latin: String, cyrillic: String)] = [
        ("nur", "нур"), ("zor", "зор"), ("bel", "бел"), ("tam", "там"), ("gul", "гул"),
        ("ver", "вер"), ("sar", "сар"), ("lon", "лон"), ("dar", "дар"), ("mir", "мир"),
        ("kes", "кес"), ("tov", "тов"), ("ran", "ран"), ("pol", "пол"), ("vin", "вин"),
        ("mal", "мал"), ("tur", "тур"), ("bor", "бор"), ("kan", "кан"), ("fer", "фер"),
    ]
    private static let joints: [(latin: String, cyrillic: String)] = [
        ("a", "а"), ("i", "и"), ("o", "о"), ("u", "у"), ("", ""),
    ]
    private static let trades: [(latin: String, cyrillic: String)] = [
        ("Trade", "Трейд"), ("Agro", "Агро"), ("Metall", "Металл"), ("Tekstil", "Текстиль"),
        ("Logistik", "Логистик"), ("Eksport", "Экспорт"), ("Impeks", "Импекс"),
        ("Servis", "Сервис"), ("Texno", "Техно"), ("Invest", "Инвест"), ("Savdo", "Савдо"),
        ("Mebel", "Мебель"),
    ]

    /// A name of three syllables and a word of trade, without its legal form.
    static func invent(_ chance: inout SeededGenerator) -> (latin: String, cyrillic: String) {
        var latin = ""
        var cyrillic = ""
        for index in 0..<3 {
            let syllable = syllables[chance.below(syllables.count)]
            latin += syllable.latin
            cyrillic += syllable.cyrillic
            guard index < 2 else { break }
            let joint = joints[chance.below(joints.count)]
            latin += joint.latin
            cyrillic += joint.cyrillic
        }
        let trade = trades[chance.below(trades.count)]
        return (
            latin.prefix(1).uppercased() + latin.dropFirst() + " " + trade.latin,
            cyrillic.prefix(1).uppercased() + cyrillic.dropFirst() + " " + trade.cyrillic
        )
    }

    /// The name with its legal form as the firm's own country writes it, and in English papers.
    static func withLegalForm(
        _ name: (latin: String, cyrillic: String), in land: Land
    ) -> (home: String, abroad: String) {
        switch land {
        case .uz: ("\"\(name.latin.uppercased())\" MChJ", "\(name.latin) LLC")
        case .kz: ("ТОО «\(name.cyrillic)»", "\(name.latin) LLP")
        case .ru: ("ООО «\(name.cyrillic)»", "\(name.latin) LLC")
        case .kg: ("ОсОО «\(name.cyrillic)»", "\(name.latin) LLC")
        case .tj: ("ҶДММ «\(name.cyrillic)»", "\(name.latin) LLC")
        case .us: same("\(name.latin.uppercased()) INC")
        case .cn: same("\(name.latin) Trading Co., Ltd")
        case .kr: same("\(name.latin) Co., Ltd")
        case .tr: ("\(name.latin) Ltd. Şti.", "\(name.latin) Ltd Sti")
        case .de: same("\(name.latin) GmbH")
        case .it: same("\(name.latin) S.r.l.")
        case .in: same("\(name.latin) Pvt Ltd")
        }
    }

    private static func same(_ name: String) -> (home: String, abroad: String) { (name, name) }

    private static let streets: [(latin: String, cyrillic: String)] = [
        ("Market St", "ул. Рыночная"), ("Bogʻ koʻchasi", "ул. Садовая"),
        ("Station Rd", "ул. Вокзальная"), ("Sanoat koʻchasi", "ул. Промышленная"),
        ("Mill Lane", "ул. Мельничная"), ("Temiryoʻl koʻchasi", "ул. Железнодорожная"),
    ]

    /// A street of no particular town with a house number.
    static func street(
        in land: Land, _ chance: inout SeededGenerator
    ) -> (home: String, abroad: String) {
        let number = chance.whole(1...240)
        let odd = land == .uz ? 1 : 0
        let street = streets[chance.below(streets.count / 2) * 2 + odd]
        let abroad = "\(number) \(streets[chance.below(3) * 2].latin)"
        switch land {
        case .uz: return ("\(street.latin), \(number)-uy", abroad)
        case .kz, .ru, .kg, .tj: return ("\(street.cyrillic), \(number)", abroad)
        default: return ("\(number) \(street.latin)", "\(number) \(street.latin)")
        }
    }
}
