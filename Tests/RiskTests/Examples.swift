import Customs
import Risk

/// A small seeded generator, so that failures can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return StableHash.mix(state)
    }
}

/// Declarations and histories that tests start from.
enum Example {
    static let day = "2026-06-15"
    static let rates = USDRates(
        [
            USDRates.Rate(currency: "UZS", perUSD: 12_700),
            USDRates.Rate(currency: "EUR", perUSD: 0.9),
            USDRates.Rate(currency: "KZT", perUSD: 520, resolution: 0.05),
        ], national: "UZS")

    /// An import of one item without a blemish: Kazakh wheat flour to Tashkent.
    static func declaration(
        number: String = "UZ-1", importer: String = "302111222", day: String = day,
        netKg: String = "1000", value: String = "500"
    ) -> Declaration {
        var declaration = Declaration()
        declaration.flow = .import
        declaration.functionalReferenceID = number
        declaration.acceptanceDateTime = WrittenDateTime(text: day)
        declaration.goodsItemQuantity = ExactDecimal(1)
        declaration.totalPackageQuantity = ExactDecimal(20)
        declaration.totalGrossMass = ExactDecimal(netKg).map {
            Quantity($0.adding(ExactDecimal(20)) ?? $0, "KGM")
        }
        declaration.invoiceAmount = ExactDecimal(value).map { Money($0, "USD") }
        declaration.invoiceID = "INV-" + number
        declaration.exportCountryCode = "KZ"
        declaration.destinationCountryCode = "UZ"
        declaration.tradingCountryCode = "KZ"
        declaration.currencyExchanges = [exchange("USD", "12700.00")]
        var office = OfficeReference()
        office.role = .declaration
        office.id = "UZ10001"
        declaration.offices = [office]
        declaration.parties = [party(.importer, importer), party(.seller, "KZ-970140000111")]
        var means = TransportMeans()
        means.stage = .border
        means.modeCode = "30"
        declaration.transportMeans = [means]
        declaration.containerCode = "1"
        declaration.equipment = [container("CSQU3054383")]
        var terms = TradeTerms()
        terms.conditionCode = "CPT"
        declaration.tradeTerms = terms
        declaration.valuation = Valuation()
        declaration.items = [item(netKg: netKg, value: value)]
        return declaration
    }

    static func item(
        code: String = "110100", origin: String = "KZ", netKg: String = "1000",
        value: String = "500"
    ) -> GoodsItem {
        var item = GoodsItem()
        item.description = "Wheat flour, first grade"
        item.classifications = [Classification(scheme: "HS", code: code)]
        var country = Origin()
        country.countryCode = origin
        item.origins = [country]
        item.netMass = ExactDecimal(netKg).map { Quantity($0, "KGM") }
        item.grossMass = ExactDecimal(netKg).map {
            Quantity($0.adding(ExactDecimal(20)) ?? $0, "KGM")
        }
        item.price = ExactDecimal(value).map { Money($0, "USD") }
        item.customsValue = item.price
        var packages = Packaging()
        packages.count = ExactDecimal(20)
        packages.typeCode = "BG"
        item.packages = [packages]
        var duty = DutyTaxFee()
        duty.rate = ExactDecimal(0)
        item.duties = [duty]
        return item
    }

    static func party(_ role: Party.Role, _ id: String) -> Party {
        var party = Party()
        party.role = role
        party.id = id
        return party
    }

    static func exchange(_ currency: String, _ rate: String) -> CurrencyExchange {
        var exchange = CurrencyExchange()
        exchange.currencyCode = currency
        exchange.rate = ExactDecimal(rate)
        return exchange
    }

    static func container(_ number: String) -> TransportEquipment {
        var equipment = TransportEquipment()
        equipment.id = number
        return equipment
    }

    /// A year of such trade: 2,400 declarations of 40 importers at 0.40 to 0.60 USD per kg.
    static let history: TradeStatistics = {
        var statistics = TradeStatistics()
        for declaration in pastTrade { statistics.observe(declaration, rates: rates) }
        statistics.settle()
        return statistics
    }()

    static let pastTrade: [Declaration] = {
        var random = SeededGenerator(seed: 7)
        guard let start = CalendarDay("2025-06-01") else { return [] }
        return (0..<2400).map { number in
            let net = 500 + Int(random.next() % 100) * 10
            let cents = net * (40 + Int(random.next() % 21))
            let day = start.adding(days: Int(random.next() % 370)).iso
            var past = declaration(
                number: "P-\(number)", importer: "3020000\(number % 40)", day: day, netKg: "\(net)",
                value: ExactDecimal(mantissa: Int64(cents), scale: 2).written)
            past.items[0].packages[0].count = ExactDecimal(net / 50)
            past.equipment = []
            return past
        }
    }()

    /// Gathers and assesses with the shipped lists and the history above.
    static func assess(
        _ declaration: Declaration, statistics: TradeStatistics = history, draw: Draw? = Draw(0.5)
    ) -> Assessment {
        Assessment.assess(gather(declaration, statistics: statistics, draw: draw), policy: .initial)
    }

    static func gather(
        _ declaration: Declaration, statistics: TradeStatistics = history, draw: Draw? = Draw(0.5)
    ) -> Dossier {
        Dossier.gather(
            declaration, statistics: statistics, codes: .shipped, rates: rates, draw: draw)
    }
}

extension Assessment {
    func findings(of indicator: IndicatorID) -> [Finding] {
        findings.filter { $0.indicator == indicator }
    }

    func abstains(_ indicator: IndicatorID, for fact: MissingFact) -> Bool {
        abstentions.contains { $0.indicator == indicator && $0.missing == fact }
    }
}
