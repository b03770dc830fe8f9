import Customs

/// One kind of goods on a lane, with everything that does not change from shipment to shipment.
struct LaneGoods: Sendable {
    var commodity: Int
    var origin: Land
    /// Natural logarithm of the usual price in USD per kg.
    var lnPrice: Double
    var sigma: Double
    var description: String
    var tariff: TariffPosition
}

/// What a declaration says of commodity and origin.
struct TariffPosition: Sendable {
    var classifications: [Classification]
    var origins: [Origin]
    var dutyPercent: Int
    var isPreferential: Bool

    /// The position in the tariff of `land`: ten digits under TN VED and the US schedule.
    init(commodity: Commodity, origin: Land, in land: Land) {
        let national = land == .us ? "0090" : "0000"
        classifications = [Classification(scheme: "HS", code: commodity.hs6 + national)]
        isPreferential = land.isInCISFreeTrade && origin.isInCISFreeTrade
        var country = Origin()
        country.countryCode = origin.code
        origins = [country]
        dutyPercent = isPreferential ? 0 : commodity.duty(in: land)
    }
}

/// A standing relation: who buys what from whom, and how it travels.
struct Lane: Sendable {
    var flow: Declaration.Flow
    /// Firm of the administration's country (the carrier's agent for transit).
    var homeFirm: Int
    var foreignFirm: Int
    var broker: Int
    /// Country of dispatch of imports, of destination of exports.
    var foreignLand: Land
    /// For transit, where the goods go.
    var onwardLand: Land?
    var mode: Mode
    var crossing: Crossing
    var incoterm: Incoterm
    var currency: Currency
    /// Natural logarithm of the usual net mass in kg, and its cap.
    var lnNetKg: Double
    var netKgMax: Double
    var goods: [LaneGoods]
    var parties: [Party]
    var offices: [OfficeReference]
    var routes: [[RoutingCountry]]
    var procedures: [Procedure]
    /// First vehicle and container of the carrier's fleet in the world's lists.
    var fleet: Int
    var weight: Double
}
