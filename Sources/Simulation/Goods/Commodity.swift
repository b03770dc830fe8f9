/// One kind of goods that synthetic trade moves.
struct Commodity: Sendable {
    /// How goods of a kind usually travel.
    enum Carriage: Character, Sendable {
        case bulk = "B"
        case general = "G"
        case perishable = "P"
        case highValue = "H"
        case vehicles = "V"
        case byAir = "A"

        /// Shares of rail, road and air.
        var shares: (rail: Double, road: Double, air: Double) {
            switch self {
            case .bulk: (0.75, 0.25, 0)
            case .general: (0.22, 0.74, 0.04)
            case .perishable: (0.04, 0.92, 0.04)
            case .highValue: (0.06, 0.44, 0.5)
            case .vehicles: (0.5, 0.5, 0)
            case .byAir: (0, 0.02, 0.98)
            }
        }
    }

    struct Source: Sendable {
        var land: Land
        var weight: Double
        /// Natural logarithm of the price factor of this origin.
        var lnFactor: Double
    }

    var hs6: String
    /// Supplementary unit of the tariff (Rec 20), nil when there is none.
    var unit: String?
    var kgPerUnit: Double
    /// Natural logarithm of the median price in USD per kg.
    var lnPrice: Double
    var sigma: Double
    var lnNetKg: Double
    /// UN/ECE Recommendation 21.
    var packageType: String
    var kgPerPackage: Double
    /// Gross mass of one kilogram net.
    var grossRatio: Double
    var carriage: Carriage
    /// Rate of duty in whole percent in Uzbekistan, Kazakhstan and the United States.
    var duties: (uz: Int, kz: Int, us: Int)
    /// Position of the lower-duty neighbour in the table.
    var neighbour: Int?
    var sources: [Source]
    var nameEN: String
    var nameRU: String
    var nameUZ: String

    func duty(in land: Land) -> Int {
        switch land {
        case .kz: duties.kz
        case .us: duties.us
        default: duties.uz
        }
    }
}

/// The goods of synthetic trade, about 140 six-digit codes of over 40 chapters.
///
/// A line of the tables holds, divided by "|": HS6 | supplementary unit | kg per unit | median
/// USD/kg | σ of ln price | typical net kg | package type (Rec 21) | kg per package | gross in
/// percent of net | carriage | duty in percent in UZ, KZ, US | lower-duty neighbour | origins with
/// weight and price factor | name in English | Russian | Uzbek.
enum CommodityTable {
    /// All commodities in the order of the tables. Lines that do not read are left out; a test
    /// counts them.
    static let all: [Commodity] = {
        let lines = (foodToPaper + "\n" + textilesToToys).split(separator: "\n")
        var commodities: [Commodity] = []
        var neighbours: [String] = []
        for line in lines {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false)
                .map(String.init)
            guard let commodity = commodity(fields) else { continue }
            commodities.append(commodity)
            neighbours.append(fields[11])
        }
        for (index, neighbour) in neighbours.enumerated() {
            commodities[index].neighbour = commodities.firstIndex { $0.hs6 == neighbour }
        }
        return commodities
    }()

    /// Lines in the tables.
    static let lineCount = (foodToPaper + "\n" + textilesToToys).split(separator: "\n").count

    private static func commodity(_ fields: [String]) -> Commodity? {
        guard fields.count == 16 else { return nil }
        let numbers = [2, 3, 4, 5, 7, 8].compactMap { decimal(fields[$0]) }
        let duties = fields[10].split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 6, duties.count == 3,
            let carriage = fields[9].first.flatMap(Commodity.Carriage.init(rawValue:))
        else { return nil }
        let sources = fields[12].split(separator: ",").compactMap(source)
        guard !sources.isEmpty else { return nil }
        return Commodity(
            hs6: fields[0], unit: fields[1] == "-" ? nil : fields[1], kgPerUnit: numbers[0],
            lnPrice: Elementary.ln(numbers[1]), sigma: numbers[2],
            lnNetKg: Elementary.ln(numbers[3]), packageType: fields[6],
            kgPerPackage: numbers[4], grossRatio: numbers[5] / 100, carriage: carriage,
            duties: (duties[0], duties[1], duties[2]), neighbour: nil, sources: sources,
            nameEN: fields[13], nameRU: fields[14], nameUZ: fields[15])
    }

    /// "CN50:.9" → China, weight 50, price factor 0.9.
    private static func source(_ text: Substring) -> Commodity.Source? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let land = Land(code: String(parts[0].prefix(2))),
            let weight = decimal(String(parts[0].dropFirst(2))),
            let factor = decimal(String(parts[1]))
        else { return nil }
        return Commodity.Source(land: land, weight: weight, lnFactor: Elementary.ln(factor))
    }

    private static func decimal(_ text: String) -> Double? {
        Double(text.hasPrefix(".") ? "0" + text : text)
    }
}
