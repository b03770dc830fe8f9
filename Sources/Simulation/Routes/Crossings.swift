/// A border crossing, airport or port where synthetic goods are declared.
struct Crossing: Sendable {
    var name: String
    /// Spelling used by the other side or in another script.
    var otherName: String
    /// Number of the customs office: made up, in the shape the country uses.
    var office: String
}

/// Where goods cross, by country and mode. Names of crossings are real, office numbers are not.
enum Crossings {
    static func of(_ land: Land, mode: Mode) -> [Crossing] {
        switch (land, mode) {
        case (.uz, .road):
            [
                Crossing(
                    name: "Gʻishtkoʻprik", otherName: "Zhibek Zholy",
                    office: "26011"),
                Crossing(name: "Yallama", otherName: "Konysbaev", office: "26012"),
                Crossing(name: "Navoiy", otherName: "Kazygurt", office: "26013"),
                Crossing(name: "Olot", otherName: "Farap", office: "06004"),
                Crossing(name: "Daut-Ota", otherName: "Tajen", office: "35007"),
            ]
        case (.uz, .rail):
            [
                Crossing(name: "Keles", otherName: "Saryagash", office: "26020"),
                Crossing(
                    name: "Qoraqalpogʻiston", otherName: "Oazis", office: "35020"),
                Crossing(name: "Xoʻjadavlat", otherName: "Farap", office: "06020"),
            ]
        case (.uz, .air):
            [
                Crossing(name: "Toshkent", otherName: "Tashkent", office: "00102"),
                Crossing(name: "Navoiy", otherName: "Navoi", office: "12002"),
                Crossing(
                    name: "Samarqand", otherName: "Samarkand", office: "18002"),
            ]
        case (.kz, .road):
            [
                Crossing(
                    name: "Нұр Жолы", otherName: "Khorgos", office: "55302"),
                Crossing(
                    name: "Жібек Жолы", otherName: "Gishtkuprik", office: "58201"),
                Crossing(name: "Қонысбаев", otherName: "Yallama", office: "58202"),
                Crossing(name: "Тәжен", otherName: "Daut-Ota", office: "51205"),
            ]
        case (.kz, .rail):
            [
                Crossing(name: "Достық", otherName: "Dostyk", office: "55305"),
                Crossing(
                    name: "Алтынкөл", otherName: "Altynkol", office: "55306"),
                Crossing(name: "Сарыағаш", otherName: "Keles", office: "58210"),
            ]
        case (.kz, .air):
            [
                Crossing(name: "Алматы", otherName: "Almaty", office: "55101"),
                Crossing(name: "Астана", otherName: "Astana", office: "50101"),
            ]
        case (.us, .air):
            [
                Crossing(name: "New York", otherName: "JFK", office: "4701"),
                Crossing(name: "Chicago", otherName: "ORD", office: "3901"),
                Crossing(name: "Houston", otherName: "IAH", office: "5309"),
            ]
        case (.us, _):
            [
                Crossing(name: "Newark", otherName: "EWR", office: "4601"),
                Crossing(name: "Houston", otherName: "HOU", office: "5301"),
                Crossing(name: "Los Angeles", otherName: "LAX", office: "2704"),
            ]
        default: [Crossing(name: "-", otherName: "-", office: "00000")]
        }
    }

    /// Countries on the way from one country to another, usual way first; both ends included.
    static func routes(from: Land, to: Land, mode: Mode) -> [[String]] {
        if mode == .air || mode == .sea { return [[from.code, to.code]] }
        let western: Set<Land> = [.de, .it]
        let ends = (from, to)
        if let far = [from, to].first(where: { $0 == .us }) {
            let near = far == from ? to : from
            let inland = near == .kz ? ["GE", "AZ", "KZ"] : ["GE", "AZ", "KZ", near.code]
            let way = ["US"] + inland
            let other = ["US", "LV", "RU", "KZ"] + (near == .kz ? [] : [near.code])
            return far == from ? [way, other] : [way.reversed(), other.reversed()]
        }
        var ways: [[String]] = []
        let near = [Land.uz, .kz].contains(to) ? to : from
        let far = near == to ? from : to
        let tail = near == .uz ? ["KZ", "UZ"] : ["KZ"]
        if western.contains(far) {
            ways = [
                [far.code, "PL", "BY", "RU"] + tail, [far.code, "RO", "TR", "IR", "TM"] + tail,
            ]
        } else {
            switch far {
            case .cn: ways = [["CN"] + tail, ["CN", "KG", near.code]]
            case .ru: ways = [["RU"] + tail, ["RU", "AZ", "TM", near.code]]
            case .tr: ways = [["TR", "IR", "TM", near.code], ["TR", "GE", "RU"] + tail]
            case .kr: ways = [["KR", "CN"] + tail, ["KR", "RU"] + tail]
            case .in: ways = [["IN", "IR", "TM", near.code], ["IN", "CN"] + tail]
            default:
                ways = [[far.code, near.code], [far.code, far == .kg ? "TJ" : "KG", near.code]]
            }
        }
        return ends.0 == far ? ways : ways.map { $0.reversed() }
    }
}

/// Mode of transport at the border (UN/ECE Recommendation 19).
package enum Mode: UInt8, Sendable {
    case sea = 1
    case rail = 2
    case road = 3
    case air = 4

    package var code: String {
        switch self {
        case .sea: "1"
        case .rail: "2"
        case .road: "3"
        case .air: "4"
        }
    }
}
