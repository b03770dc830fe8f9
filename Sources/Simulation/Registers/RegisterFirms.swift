/// A seller or buyer of made-up registers.
struct RegisterFirm: Sendable {
    var number: Int
    /// Capital Latin letters, words parted by blanks, without the legal form.
    var name: [UInt8]
    var form: StaticString
}

/// The firms of made-up registers and who trades with whom.
struct RegisterFirms: Sendable {
    private(set) var sellers: [RegisterFirm] = []
    private(set) var buyers: [RegisterFirm] = []
    private var partners: [[Int]] = []
    private var goods: [[Int]] = []
    private let activity: WeightedChoice

    init(
        _ settings: RegisterSettings, _ catalogue: RegisterCatalogue,
        _ chance: inout SeededGenerator
    ) {
        let count = max(1, settings.firms)
        activity = WeightedChoice(zipf: count, exponent: 0.75)
        sellers = (0..<count).map { _ in Self.firm(300_000_000...399_999_999, &chance) }
        buyers = (0..<count).map { _ in Self.firm(100_000_000_000...899_999_999_999, &chance) }
        partners = (0..<count).map { _ in
            (0..<chance.whole(1...5)).map { _ in
                // Large buyers are drawn more often.
                Int(Double(count) * chance.uniform() * chance.uniform())
            }
        }
        goods = (0..<count).map { _ in
            (0..<chance.whole(3...40)).map { _ in catalogue.draw(&chance) }
        }
    }

    private static let forms: [StaticString] = [
        "LLC", "LTD", "MCHJ", "OOO", "TOO", "AO", "JSC", "CO", "IP", "INC",
    ]

    private static func firm(
        _ numbers: ClosedRange<Int>, _ chance: inout SeededGenerator
    ) -> RegisterFirm {
        let name = FirmNames.invent(&chance).latin.uppercased()
        return RegisterFirm(
            number: chance.whole(numbers), name: Array(name.utf8),
            form: forms[chance.below(forms.count)])
    }

    /// A seller, one of its buyers, and the first of the goods it sends.
    func deal(_ chance: inout SeededGenerator) -> (seller: Int, buyer: Int, goods: [Int]) {
        let seller = activity.draw(&chance)
        let buyer = partners[seller][chance.below(partners[seller].count)]
        return (seller, buyer, goods[seller])
    }
}
