/// Goods of made-up registers: subheadings with a usual price, some traded far more than others.
struct RegisterCatalogue: Sendable {
    struct Goods: Sendable {
        /// Six digits.
        var subheading: Int
        /// Dollars per kilogram.
        var price: Double
        var isCounted: Bool
        var heading: Int { subheading / 100 }
    }

    private(set) var goods: [Goods] = []
    /// For each place where its heading begins and ends.
    private var headingOf: [Range<Int>] = []
    private let popularity: WeightedChoice

    init(_ chance: inout SeededGenerator) {
        var goods: [Goods] = []
        var headingOf: [Range<Int>] = []
        for chapter in 1...97 where chapter != 77 {
            for heading in 1...chance.whole(4...18) {
                let start = goods.count
                var used: Set<Int> = []
                for _ in 0..<chance.whole(1...6) {
                    let sub = chance.whole(10...99)
                    guard used.insert(sub).inserted else { continue }
                    goods.append(
                        Goods(
                            subheading: chapter * 10_000 + heading * 100 + sub,
                            price: Elementary.exp(chance.uniform(-0.7...5.0)),
                            isCounted: chance.chance(0.48)))
                }
                for _ in start..<goods.count { headingOf.append(start..<goods.count) }
            }
        }
        self.goods = goods
        self.headingOf = headingOf
        popularity = WeightedChoice(zipf: goods.count, exponent: 0.55)
        // Popular goods stand anywhere in the nomenclature.
        ranks = Array(goods.indices)
        for place in ranks.indices.dropFirst().reversed() {
            ranks.swapAt(place, chance.below(place + 1))
        }
    }

    private var ranks: [Int] = []

    func draw(_ chance: inout SeededGenerator) -> Int { ranks[popularity.draw(&chance)] }

    /// Another subheading of the same heading, or the same where there is none.
    func sibling(_ place: Int, _ chance: inout SeededGenerator) -> Int {
        let range = headingOf[place]
        return range.lowerBound + chance.below(range.count)
    }
}
