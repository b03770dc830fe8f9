/// A country of synthetic trade.
package enum Land: UInt8, Sendable, CaseIterable {
    case uz, kz, us, cn, ru, tr, kr, de, it, `in`, kg, tj

    /// ISO 3166 alpha-2 code.
    package var code: String {
        switch self {
        case .uz: "UZ"
        case .kz: "KZ"
        case .us: "US"
        case .cn: "CN"
        case .ru: "RU"
        case .tr: "TR"
        case .kr: "KR"
        case .de: "DE"
        case .it: "IT"
        case .in: "IN"
        case .kg: "KG"
        case .tj: "TJ"
        }
    }

    package init?(code: String) {
        guard let land = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = land
    }

    /// Members of the CIS free trade area, whose goods enter each other free of duty.
    var isInCISFreeTrade: Bool {
        switch self {
        case .uz, .kz, .ru, .kg, .tj: true
        default: false
        }
    }

    /// Currency in which the country's own declarations state values.
    var currency: Currency {
        switch self {
        case .uz: .uzs
        case .kz: .kzt
        default: .usd
        }
    }

    /// Standard rate of value added tax in whole percent as the simulator applies it.
    var vatPercent: Int {
        switch self {
        case .uz, .kz: 12
        default: 0
        }
    }

    /// Weight as a partner in trade with Uzbekistan, Kazakhstan and the United States: what those
    /// three do with one another is drawn more often than real shares would have it.
    var partnerWeight: Double {
        switch self {
        case .uz, .kz: 3
        case .us: 2.5
        case .cn: 1.6
        default: 1
        }
    }

    /// Cities firms sit in.
    var cities: [City] {
        switch self {
        case .uz:
            [
                City("Toshkent", "Ташкент", "UZTAS"), City("Samarqand", "Самарканд", "UZSKD"),
                City("Andijon", "Андижан", "UZAZN"),
                City("Navoiy", "Навои", "UZNWY"), City("Fargʻona", "Фергана", "UZFEG"),
                City("Buxoro", "Бухара", "UZBHK"),
            ]
        case .kz:
            [
                City("Almaty", "Алматы", "KZALA"), City("Astana", "Астана", "KZAST"),
                City("Shymkent", "Шымкент", "KZSHY"),
                City("Karaganda", "Караганда", "KZKGF"), City("Aktobe", "Актобе", "KZAKX"),
                City("Kostanay", "Костанай", "KZKSN"),
            ]
        case .us:
            [
                City("Houston", "Хьюстон", "USHOU"), City("Chicago", "Чикаго", "USCHI"),
                City("Newark", "Ньюарк", "USEWR"),
            ]
        case .cn:
            [
                City("Guangzhou", "Гуанчжоу", "CNGGZ"), City("Urumqi", "Урумчи", "CNURM"),
                City("Shanghai", "Шанхай", "CNSGH"),
            ]
        case .ru:
            [
                City("Moscow", "Москва", "RUMOW"), City("Yekaterinburg", "Екатеринбург", "RUYEK"),
                City("Novosibirsk", "Новосибирск", "RUOVB"),
            ]
        case .tr: [City("Istanbul", "Стамбул", "TRIST"), City("Mersin", "Мерсин", "TRMER")]
        case .kr: [City("Busan", "Пусан", "KRPUS"), City("Incheon", "Инчхон", "KRICN")]
        case .de: [City("Hamburg", "Гамбург", "DEHAM"), City("Leipzig", "Лейпциг", "DELEJ")]
        case .it: [City("Bologna", "Болонья", "ITBLQ"), City("Verona", "Верона", "ITVRN")]
        case .in: [City("Mumbai", "Мумбаи", "INBOM"), City("Delhi", "Дели", "INDEL")]
        case .kg: [City("Bishkek", "Бишкек", "KGFRU"), City("Osh", "Ош", "KGOSS")]
        case .tj: [City("Dushanbe", "Душанбе", "TJDYU"), City("Khujand", "Худжанд", "TJKHU")]
        }
    }
}

/// A city with its names in Latin and Cyrillic letters and its UN/LOCODE.
struct City: Sendable {
    var latin: String
    var cyrillic: String
    var locode: String

    init(_ latin: String, _ cyrillic: String, _ locode: String) {
        self.latin = latin
        self.cyrillic = cyrillic
        self.locode = locode
    }
}

/// A currency of synthetic trade.
package enum Currency: UInt8, Sendable, CaseIterable {
    case usd, uzs, kzt, eur, cny, rub

    /// ISO 4217 alphabetic code.
    package var code: String {
        switch self {
        case .usd: "USD"
        case .uzs: "UZS"
        case .kzt: "KZT"
        case .eur: "EUR"
        case .cny: "CNY"
        case .rub: "RUB"
        }
    }
}
