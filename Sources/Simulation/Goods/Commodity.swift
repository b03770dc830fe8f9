/// One kind of goods that synthetic trade moves.
final class Commodity: Sendable {
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

    let hs6: String
    /// Supplementary unit of the tariff (Rec 20), nil when there is none.
    let unit: String?
    let kgPerUnit: Double
    /// Natural logarithm of the median price in USD per kg.
    let lnPrice: Double
    let sigma: Double
    let lnNetKg: Double
    /// UN/ECE Recommendation 21.
    let packageType: String
    let kgPerPackage: Double
    /// Gross mass of one kilogram net.
    let grossRatio: Double
    let carriage: Carriage
    /// Rate of duty in whole percent in Uzbekistan, Kazakhstan and the United States.
    let duties: (uz: Int, kz: Int, us: Int)
    /// HS6 of the neighbour with lower duty.
    let neighbour: String?
    let sources: [Source]
    let nameEN: String
    let nameRU: String
    let nameUZ: String

    /// Reads a line of the table, divided into its fields; nil when it does not read.
    init?(fields: [String]) {
        guard fields.count == 16 else { return nil }
        let numbers = [2, 3, 4, 5, 7, 8].compactMap { Self.decimal(fields[$0]) }
        let percents = fields[10].split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 6, percents.count == 3,
            let carriage = fields[9].first.flatMap(Carriage.init(rawValue:))
        else { return nil }
        sources = fields[12].split(separator: ",").compactMap(Self.source)
        guard !sources.isEmpty else { return nil }
        hs6 = fields[0]
        unit = fields[1] == "-" ? nil : fields[1]
        kgPerUnit = numbers[0]
        lnPrice = Elementary.ln(numbers[1])
        sigma = numbers[2]
        lnNetKg = Elementary.ln(numbers[3])
        packageType = fields[6]
        kgPerPackage = numbers[4]
        grossRatio = numbers[5] / 100
        self.carriage = carriage
        duties = (percents[0], percents[1], percents[2])
        neighbour = fields[11] == "-" ? nil : fields[11]
        nameEN = fields[13]
        nameRU = fields[14]
        nameUZ = fields[15]
    }

    func duty(in land: Land) -> Int {
        switch land {
        case .kz: duties.kz
        case .us: duties.us
        default: duties.uz
        }
    }

    /// What papers of a country usually call the goods.
    func name(in land: Land) -> String {
        switch land {
        case .us: nameEN
        case .uz: nameUZ
        default: nameRU
        }
    }

    /// "CN50:.9" → China, weight 50, price factor 0.9.
    private static func source(_ text: Substring) -> Source? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let land = Land(code: String(parts[0].prefix(2))),
            let weight = decimal(String(parts[0].dropFirst(2))),
            let factor = decimal(String(parts[1]))
        else { return nil }
        return Source(land: land, weight: weight, lnFactor: Elementary.ln(factor))
    }

    private static func decimal(_ text: String) -> Double? {
        Double(text.hasPrefix(".") ? "0" + text : text)
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
        return lines.compactMap { line in
            Commodity(
                fields: line.split(separator: "|", omittingEmptySubsequences: false)
                    .map(String.init))
        }
    }()

    /// Positions of the lower-duty neighbours.
    static let neighbours: [Int?] = all.map { commodity in
        commodity.neighbour.flatMap { code in all.firstIndex { $0.hs6 == code } }
    }

    /// Lines in the tables.
    static let lineCount = (foodToPaper + "\n" + textilesToToys).split(separator: "\n").count
}
