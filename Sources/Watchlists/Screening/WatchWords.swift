import Customs
package import Names

/// Hits in the officer's words: English, Uzbek, Russian.
extension WatchHit {
    /// Word by word, what stands for what; the number when there was no name.
    package func alignmentText(in language: AlignmentEntry.Language) -> String {
        var pieces = alignment.map { $0.sentence(in: language) }
        if let number { pieces.append(number.kind.text(in: language) + " " + number.text) }
        return pieces.joined(separator: "; ")
    }

    /// What else speaks for it and against it; empty when nothing does.
    package func factsText(in language: AlignmentEntry.Language) -> String {
        facts.map { $0.text(in: language) }.joined(separator: ", ")
    }
}

extension WatchSubject.Place {
    /// The part in the document: "importer", "conveyance".
    package func text(in language: AlignmentEntry.Language) -> String {
        let words: (String, String, String)
        switch self {
        case .party(let role): words = Self.words(role)
        case .contact: words = ("person named", "koʻrsatilgan shaxs", "указанное лицо")
        case .conveyance: words = ("conveyance", "transport vositasi", "транспортное средство")
        case .equipment:
            words = ("container or trailer", "konteyner yoki tirkama", "контейнер или прицеп")
        case .goods: words = ("goods", "tovar", "товар")
        case .premises: words = ("premises", "bino", "помещение")
        }
        return language.choose(words)
    }

    private static func words(_ role: Party.Role?) -> (String, String, String) {
        switch role {
        case .declarant: ("declarant", "deklarant", "декларант")
        case .agent: ("agent", "vakil", "представитель")
        case .submitter: ("submitter", "taqdim etuvchi", "податель")
        case .exporter: ("exporter", "eksportchi", "экспортёр")
        case .importer: ("importer", "importchi", "импортёр")
        case .consignor, .consignmentConsignor: ("consignor", "joʻnatuvchi", "отправитель")
        case .consignee: ("consignee", "oluvchi", "получатель")
        case .buyer: ("buyer", "xaridor", "покупатель")
        case .seller: ("seller", "sotuvchi", "продавец")
        case .carrier: ("carrier", "tashuvchi", "перевозчик")
        case .payer: ("payer", "toʻlovchi", "плательщик")
        case .surety: ("surety", "kafil", "поручитель")
        case .courier: ("courier", "kuryer", "курьер")
        case nil: ("party", "taraf", "лицо")
        }
    }
}

extension HitFact {
    /// The fact in the officer's words.
    package func text(in language: AlignmentEntry.Language) -> String {
        switch self {
        case .birthSameDay:
            language.choose(
                ("same day of birth", "tugʻilgan kuni bir xil", "дата рождения совпадает"))
        case .birthCompatible:
            language.choose(
                ("birth date agrees", "tugʻilgan sanasi mos", "дата рождения не противоречит"))
        case .birthContradicts:
            language.choose(
                (
                    "another date of birth", "tugʻilgan sanasi boshqa",
                    "другая дата рождения"
                ))
        case .numberSame: language.choose(("same number", "raqami bir xil", "номер совпадает"))
        case .numberLookAlike:
            language.choose(
                (
                    "number differs in look-alike letters only",
                    "raqam faqat oʻxshash belgilarda farq qiladi",
                    "номер отличается лишь похожими знаками"
                ))
        case .numberContradicts:
            language.choose(("another IMO number", "IMO raqami boshqa", "другой номер ИМО"))
        case .countrySame:
            language.choose(("same country", "mamlakati bir xil", "страна совпадает"))
        case .countryDiffers:
            language.choose(("another country", "mamlakati boshqa", "другая страна"))
        }
    }
}

extension WatchNumber.Kind {
    /// The kind of number in the officer's words.
    package func text(in language: AlignmentEntry.Language) -> String {
        switch self {
        case .passport: language.choose(("passport", "pasport", "паспорт"))
        case .taxNumber: language.choose(("tax number", "soliq raqami", "налоговый номер"))
        case .nationalNumber: language.choose(("personal number", "shaxsiy raqam", "личный номер"))
        case .registration:
            language.choose(
                ("registration number", "roʻyxatga olish raqami", "регистрационный номер"))
        case .imo: "IMO"
        case .mmsi: "MMSI"
        case .callSign: language.choose(("call sign", "chaqiruv belgisi", "позывной"))
        case .tailNumber: language.choose(("tail number", "bort raqami", "бортовой номер"))
        case .plate: language.choose(("plate", "davlat raqami", "номерной знак"))
        case .wagon: language.choose(("wagon", "vagon", "вагон"))
        case .container: language.choose(("container", "konteyner", "контейнер"))
        case .other: language.choose(("number", "raqam", "номер"))
        }
    }
}

extension AlignmentEntry.Language {
    /// English, Uzbek or Russian of three.
    fileprivate func choose(_ words: (String, String, String)) -> String {
        switch self {
        case .english: words.0
        case .uzbek: words.1
        case .russian: words.2
        }
    }
}
