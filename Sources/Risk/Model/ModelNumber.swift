import Customs

/// A number measured on an item and its declaration, or on both and earlier prices.
package enum ModelNumber: String, CaseIterable, Sendable {
    case netMass = "net-mass-kg"
    case grossMass = "gross-mass-kg"
    case netShare = "net-to-gross"
    case value
    case unitPrice = "value-per-kg"
    case rate = "duty-rate"
    case duty = "duty-due"
    case itemCount = "items"
    case packageCount = "packages"
    case kgPerPackage = "kg-per-package"
    case freightShare = "freight-to-value"
    case documentCount = "documents"
    case roundness = "roundness-of-mass"
    case originIsDispatch = "origin-is-dispatch"
    case descriptionLength = "description-length"
    case position = "place-in-nomenclature"
    /// Distance of the price per kilogram from earlier ones, in their spreads.
    case priceByCode = "price-by-code"
    case priceByOrigin = "price-by-code-and-origin"
    case priceByTrader = "price-by-trader-and-heading"
    /// Days since the trader, the seller was first and last seen.
    case traderDays = "trader-days"
    case traderPause = "trader-pause"
    case sellerDays = "seller-days"
    case resultsPause = "same-goods-pause"

    /// Words for officers.
    package var name: SentenceTemplate {
        switch self {
        case .netMass: .init("net mass, kg", uz: "sof ogʻirlik, kg", ru: "масса нетто, кг")
        case .grossMass: .init("gross mass, kg", uz: "brutto ogʻirlik, kg", ru: "масса брутто, кг")
        case .netShare:
            .init("net mass to gross mass", uz: "nettoning bruttoga nisbati", ru: "нетто к брутто")
        case .value:
            .init("value as declared", uz: "eʼlon qilingan qiymat", ru: "заявленная стоимость")
        case .unitPrice: .init("value per kg", uz: "1 kg qiymati", ru: "стоимость за кг")
        case .rate: .init("duty rate, %", uz: "boj stavkasi, %", ru: "ставка пошлины, %")
        case .duty:
            .init(
                "value times duty rate", uz: "qiymat va boj stavkasi koʻpaytmasi",
                ru: "стоимость на ставку пошлины")
        case .itemCount: .init("number of items", uz: "tovarlar soni", ru: "число товаров")
        case .packageCount: .init("number of packages", uz: "oʻramlar soni", ru: "число мест")
        case .kgPerPackage: .init("kg per package", uz: "bir oʻramdagi kg", ru: "кг на место")
        case .freightShare:
            .init(
                "freight to value", uz: "tashish haqining qiymatga nisbati", ru: "фрахт к стоимости"
            )
        case .documentCount:
            .init("number of documents", uz: "hujjatlar soni", ru: "число документов")
        case .roundness:
            .init(
                "roundness of the net mass", uz: "sof ogʻirlikning yaxlitligi",
                ru: "округлённость массы нетто")
        case .originIsDispatch:
            .init(
                "origin is the country of dispatch", uz: "kelib chiqishi joʻnatilgan mamlakat",
                ru: "происхождение совпадает с отправлением")
        case .descriptionLength:
            .init("length of the description", uz: "tavsif uzunligi", ru: "длина описания")
        default: historyName
        }
    }

    private var historyName: SentenceTemplate {
        switch self {
        case .position:
            .init("place in the nomenclature", uz: "TIF TNdagi oʻrni", ru: "место в номенклатуре")
        case .priceByCode:
            .init(
                "price per kg against the same tariff code",
                uz: "1 kg narxi shu koddagi narxlarga nisbatan",
                ru: "цена за кг против цен того же кода")
        case .priceByOrigin:
            .init(
                "price per kg against the same tariff code and origin",
                uz: "1 kg narxi shu kod va kelib chiqishdagi narxlarga nisbatan",
                ru: "цена за кг против цен того же кода и происхождения")
        case .priceByTrader:
            .init(
                "price per kg against the trader's own in the heading",
                uz: "1 kg narxi savdogarning shu pozitsiyadagi oʻz narxlariga nisbatan",
                ru: "цена за кг против своих цен участника в позиции")
        case .traderDays:
            .init(
                "days since the trader was first inspected",
                uz: "savdogar birinchi tekshirilganidan beri kunlar",
                ru: "дней с первого досмотра участника")
        case .traderPause:
            .init(
                "days since the trader was last inspected",
                uz: "savdogar oxirgi tekshirilganidan beri kunlar",
                ru: "дней с последнего досмотра участника")
        case .sellerDays:
            .init(
                "days since the seller was first seen",
                uz: "sotuvchi birinchi koʻrilganidan beri kunlar",
                ru: "дней с первого появления продавца")
        default:
            .init(
                "days since the same goods were last inspected",
                uz: "bir xil tovarlar oxirgi tekshirilganidan beri kunlar",
                ru: "дней с последнего досмотра таких же товаров")
        }
    }
}

extension ModelNumber {
    /// Numbers that the declaration alone tells, by place; the rest stays missing.
    static func measured(
        _ item: borrowing GoodsItem, of declaration: borrowing Declaration,
        _ measures: ItemMeasures, itemCount: Int, values: borrowing TraitValues
    ) -> [Float] {
        var numbers = [Float](repeating: .nan, count: allCases.count)
        func set(_ number: ModelNumber, _ value: Double?) {
            guard let value, value.isFinite, value.magnitude < 1e30 else { return }
            numbers[number.place] = Float(value)
        }
        set(.netMass, measures.netKg)
        set(.grossMass, measures.grossKg)
        if let net = measures.netKg, let gross = measures.grossKg, gross > 0 {
            set(.netShare, net / gross)
        }
        set(.value, measures.value)
        if let value = measures.value, let net = measures.netKg, net > 0 {
            set(.unitPrice, value / net)
        }
        let rate = item.duties.first?.rate?.approximate
        set(.rate, rate)
        if let rate, let value = measures.value { set(.duty, rate * value / 100) }
        set(.itemCount, Double(itemCount))
        set(.packageCount, measures.packageCount)
        set(.kgPerPackage, measures.kgPerPackage)
        set(.freightShare, measures.freightShare)
        set(.documentCount, Double(declaration.documents.count + item.documents.count))
        set(.roundness, measures.netKg.map(Self.roundness))
        if values[.origin] != 0, values[.dispatch] != 0 {
            set(.originIsDispatch, values[.origin] == values[.dispatch] ? 1 : 0)
        }
        set(.descriptionLength, item.description.map { Double(min($0.utf8.count, 1000)) })
        set(.position, measures.hs.map { Double($0.six) })
        return numbers
    }

    /// How many of whole, tens, hundreds and thousands the mass is a multiple of.
    private static func roundness(_ mass: Double) -> Double {
        guard mass > 0, mass < 1e15 else { return 0 }
        var count = 0.0
        for unit in [1.0, 10, 100, 1000]
        where (mass / unit).rounded() * unit == mass { count += 1 }
        return count
    }

    /// Place among the model's numbers.
    package var place: Int { Self.places[self] ?? 0 }

    private static let places: [ModelNumber: Int] = Dictionary(
        uniqueKeysWithValues: zip(allCases, 0...))
}
