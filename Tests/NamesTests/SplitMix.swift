/// SplitMix64, so that a property test prints a seed and can be run again.
///
/// Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Words that tests build names from.
enum SampleWords {
    static let given = [
        "Akmal", "Dilnoza", "Сергей", "Nursultan", "Gulnara", "Мадина", "Ahmad", "محمد", "Ján",
        "Zhanna", "Xurshid", "Wei", "Oybek", "Шухрат", "Timur", "Aigerim",
    ]
    static let family = [
        "Mavlonov", "Каримов", "Yoʻldosheva", "Petrenko", "Nazarbayev", "الحسيني", "Müller",
        "Juraev", "Turgunov", "Garcia", "Қодиров", "Ғаниев", "Abdullayev", "Lindström",
    ]
    static let firm = [
        "Baraka", "Нефтегаз", "Orient", "Textile", "Ипак", "Steel", "Ġold", "Sharq", "Logistics",
        "Trade", "Samarqand", "Agro", "Prom",
    ]
    static let legal = ["MChJ", "ООО", "LLC", "AJ", "GmbH", "JSC", "ТОО", "Co., Ltd."]

    static func person(_ random: inout SplitMix) -> String {
        var words = [pick(given, &random), pick(family, &random)]
        if Bool.random(using: &random) { words.append(pick(given, &random)) }
        return words.joined(separator: " ")
    }

    static func company(_ random: inout SplitMix) -> String {
        var words = [pick(firm, &random), pick(firm, &random)]
        if Bool.random(using: &random) { words.append(pick(legal, &random)) }
        if Bool.random(using: &random) {
            words.append(String(Int.random(in: 1...99, using: &random)))
        }
        return words.joined(separator: " ")
    }

    static func pick(_ words: [String], _ random: inout SplitMix) -> String {
        words[Int.random(in: 0..<words.count, using: &random)]
    }
}
