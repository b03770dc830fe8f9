import Customs

/// Delivery terms of synthetic trade.
enum Incoterm: UInt8, Sendable {
    case exw, fca, fob, cpt, cip, cif, dap

    var code: String {
        switch self {
        case .exw: "EXW"
        case .fca: "FCA"
        case .fob: "FOB"
        case .cpt: "CPT"
        case .cip: "CIP"
        case .cif: "CIF"
        case .dap: "DAP"
        }
    }

    /// True when the seller's price holds the carriage to the destination.
    var includesFreight: Bool { self == .cpt || self == .cip || self == .cif || self == .dap }
    /// True when the seller's price holds the insurance.
    var includesInsurance: Bool { self == .cip || self == .cif || self == .dap }
}

/// One line of goods in plain numbers. Masses in tenths of a kilogram, money in hundredths of the
/// invoice currency.
struct ShipmentItem: Hashable, Sendable {
    /// Which of its lane's goods.
    var goods: Int
    /// Declared commodity, position in ``CommodityTable/all``.
    var commodity: Int
    var origin: Land
    var net: Int64
    var gross: Int64
    var units: Int64
    var packages: Int64
    var price: Int64
    /// Part of ``price`` that is freight and insurance.
    var includedCharges: Int64 = 0
    /// Freight and insurance to be added for the customs value.
    var addedCharges: Int64 = 0
    /// Number of the article in the description; 0 for none.
    var article: Int
    /// Words instead of the lane's description.
    var words: String?
}

/// One movement of goods in plain numbers, from which declarations, the partner's record and cargo
/// reports are put together.
struct Shipment: Sendable {
    var number: Int
    /// The number of the original when this is an amendment.
    var registered: Int?
    var version = 1
    var lane: Int
    /// Days since the first day of the simulation.
    var day: Int
    var invoice: Int
    var invoiceDay: Int
    /// Charges declared beside the price, in hundredths of the invoice currency.
    var freight: Int64 = 0
    var insurance: Int64 = 0
    /// National currency per unit of invoice currency, in ten-thousandths.
    var rate: Int64
    var vehicle: Int
    var container: Int?
    var containerSpoiled: String?
    var route: Int
    /// Feeds document numbers, seals and lags.
    var token: UInt64
    var items: [ShipmentItem]
    /// Parties instead of the lane's.
    var parties: [Party]?

    var priceTotal: Int64 { items.reduce(0) { $0 + $1.price } }
    var grossTotal: Int64 { items.reduce(0) { $0 + $1.gross } }
    var packagesTotal: Int64 { items.reduce(0) { $0 + $1.packages } }
}
