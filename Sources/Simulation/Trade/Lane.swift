import Customs

/// One kind of goods on a lane, with everything that does not change from shipment to shipment.
///
/// A class, like ``Lane`` and ``Commodity``, only so that hot loops pass a pointer instead of
/// copying its strings; never changed after it is made.
final class LaneGoods: Sendable {
    let commodity: Int
    let origin: Land
    /// Natural logarithm of the usual price in USD per kg.
    let lnPrice: Double
    let sigma: Double
    let description: String
    let tariff: TariffPosition

    init(
        commodity: Int, origin: Land, lnPrice: Double, sigma: Double, description: String,
        tariff: TariffPosition
    ) {
        self.commodity = commodity
        self.origin = origin
        self.lnPrice = lnPrice
        self.sigma = sigma
        self.description = description
        self.tariff = tariff
    }
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
final class Lane: Sendable {
    let flow: Declaration.Flow
    let partners: Partners
    let way: Way
    let terms: Terms
    /// The main goods first.
    let goods: [LaneGoods]
    let parties: [Party]
    let procedures: [Procedure]
    let weight: Double

    /// The firms, as positions in the world's list.
    struct Partners: Sendable {
        /// Firm of the administration's country (the carrier's agent for transit).
        var home: Int
        var foreign: Int
        var broker: Int
    }

    /// How the goods travel.
    struct Way: Sendable {
        /// Country of dispatch of imports, of destination of exports.
        var foreignLand: Land
        /// For transit, where the goods go.
        var onwardLand: Land?
        var mode: Mode
        var crossing: Crossing
        var offices: [OfficeReference]
        var routes: [[RoutingCountry]]
        /// First vehicle and container of the carrier's fleet in the world's lists.
        var fleet: Int
        /// Natural logarithm of the usual net mass in kg, and its cap.
        var lnNetKg: Double
        var netKgMax: Double
    }

    /// What the contract says.
    struct Terms: Sendable {
        var incoterm: Incoterm
        var currency: Currency
    }

    init(
        flow: Declaration.Flow, partners: Partners, way: Way, terms: Terms, goods: [LaneGoods],
        parties: [Party], procedures: [Procedure], weight: Double
    ) {
        self.flow = flow
        self.partners = partners
        self.way = way
        self.terms = terms
        self.goods = goods
        self.parties = parties
        self.procedures = procedures
        self.weight = weight
    }

    var homeFirm: Int { partners.home }
    var foreignFirm: Int { partners.foreign }
    var broker: Int { partners.broker }
    var foreignLand: Land { way.foreignLand }
    var mode: Mode { way.mode }
    var incoterm: Incoterm { terms.incoterm }
    var currency: Currency { terms.currency }
    var seller: Int { flow == .export ? homeFirm : foreignFirm }
}
