import Customs
import Testing

@testable import Reconciliation

/// SplitMix64: the same numbers in every run.
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 1
        return Mix.mix(state)
    }
}

@Suite("Comparing without showing the register")
struct ConfidentialTests {
    private func side(
        _ keys: [String], _ session: String = "UZ-KZ/1", seed: UInt64
    ) throws -> (ConfidentialComparison, ComparisonMessage) {
        var numbers = SeededNumbers(state: seed)
        let side = try #require(
            ConfidentialComparison(
                keys: keys, session: session, secret: BlindingKey(), shuffle: &numbers))
        return (side, side.offer(padding: &numbers))
    }

    @Test("both sides learn the keys both hold, and nothing else")
    func intersection() throws {
        let (uz, uzOffer) = try side(["document:1", "document:2", "ucr:A", "ucr:A"], seed: 1)
        let (kz, kzOffer) = try side(["document:2", "ucr:A", "container:9"], seed: 2)
        let uzAnswer = try uz.answer(kzOffer)
        let kzAnswer = try kz.answer(uzOffer)
        let shared = ["document:2", "ucr:A"]
        #expect(try uz.shared(theirAnswer: kzAnswer, ourAnswer: uzAnswer) == shared)
        #expect(try kz.shared(theirAnswer: uzAnswer, ourAnswer: kzAnswer) == shared)
    }

    @Test("an offer shows a rounded size, and no element twice")
    func padding() throws {
        let (_, few) = try side(["ucr:A"], seed: 3)
        let (_, many) = try side((0..<200).map { "ucr:\($0)" }, seed: 4)
        #expect(few.elements.count == 256)
        #expect(many.elements.count == 256)
        #expect(Set(many.elements).count == 256)
    }

    @Test("another session blinds a key to another element, however the texts are cut")
    func sessions() {
        let key = BlindingKey()
        #expect(key.blind("b:c", session: "a") == key.blind("b:c", session: "a"))
        #expect(key.blind("b:c", session: "a") != key.blind("b:c", session: "d"))
        #expect(key.blind("bc", session: "a") != key.blind("c", session: "ab"))
    }

    @Test("blinding commutes")
    func commutes() throws {
        let (one, two) = (BlindingKey(), BlindingKey())
        for number in 0..<16 {
            let first = try #require(one.blind("ucr:\(number)", session: "s"))
            let second = try #require(two.blind("ucr:\(number)", session: "s"))
            #expect(two.blindAgain(first) == one.blindAgain(second))
            #expect(first != second)
        }
    }

    @Test("a secret prints as hidden")
    func hidden() {
        #expect("\(BlindingKey())" == "‹hidden›")
        #expect(String(reflecting: BlindingKey()) == "‹hidden›")
    }

    @Test("a message survives writing and reading")
    func roundTrip() throws {
        let (_, offer) = try side(["ucr:A"], seed: 5)
        #expect(try ComparisonMessage(offer.text) == offer)
    }

    @Test(
        "a broken message is refused",
        arguments: [
            "", "tamga-comparison-1 offer\n", "tamga-comparison-1 letter s\n",
            "tamga-comparison-1 offer s\nzz\n", "tamga-comparison-1 offer s\n\u{1F600}\n",
            "tamga-comparison-1 offer a,b\n",
        ])
    func broken(text: String) {
        #expect(throws: ComparisonRefused.self) { try ComparisonMessage(text) }
    }

    @Test("an element that is no point, or one given twice, is refused")
    func hostile() throws {
        let (side, offer) = try side(["ucr:A"], seed: 6)
        let noPoint = ComparisonMessage(
            kind: .offer, session: "UZ-KZ/1",
            elements: [[UInt8](repeating: 0xFF, count: 32)])
        #expect(throws: ComparisonRefused.self) { try side.answer(noPoint) }
        let twice = ComparisonMessage(
            kind: .offer, session: "UZ-KZ/1", elements: [offer.elements[0], offer.elements[0]])
        #expect(throws: ComparisonRefused.self) { try side.answer(twice) }
        let other = ComparisonMessage(kind: .offer, session: "KZ-UZ/2", elements: [])
        #expect(throws: ComparisonRefused.self) { try side.answer(other) }
    }

    @Test("a partner asks so much in a day, and a session once")
    func budget() throws {
        let day = CalendarDay(number: 20_000)
        func entry(_ session: String, _ count: Int, _ partner: String = "KZ")
            -> ComparisonBudget.Entry
        {
            ComparisonBudget.Entry(day: day, partner: partner, session: session, elements: count)
        }
        var budget = ComparisonBudget(perDay: 1_000)
        try budget.admit(entry("a", 600))
        #expect(throws: ComparisonRefused.self) { try budget.admit(entry("a", 1)) }
        #expect(throws: ComparisonRefused.self) { try budget.admit(entry("b", 401)) }
        try budget.admit(entry("b", 400))
        try budget.admit(entry("c", 600, "CN"))
        #expect(ComparisonBudget.entries(entry("a", 600).line + "\n") == [entry("a", 600)])
        #expect(ComparisonBudget.entries("nonsense\n") == nil)
    }
}

@Suite("Sums that show no trader")
struct AggregateTests {
    private func place(_ subheading: UInt32) -> Aggregates.Place {
        Aggregates.Place(month: 2026 * 12, country: 0x4B5A, subheading: subheading)
    }

    private func sum(_ dollars: [Double]) -> Aggregates.Sum {
        var sum = Aggregates.Sum()
        for (party, dollars) in dollars.enumerated() {
            sum.add(party: Int32(party), massNetKg: 1, dollars: dollars)
        }
        return sum
    }

    @Test("shows a cell of several traders and neither a small nor a dominated one")
    func suppression() {
        let aggregates = Aggregates(
            [
                place(520_100): sum([10, 10, 10, 10, 10]), place(520_200): sum([10, 10]),
                place(610_100): sum([1, 1, 1, 1, 1_000]),
            ], SuppressionRule())
        #expect(
            aggregates.csv == """
                month,country,hs,lines,net_kg,value_usd
                2026-01,KZ,520100,5,5,50

                """)
        #expect(aggregates.cellsLeftOut == 2)
    }

    @Test("joins small cells by chapter when together they are large enough")
    func joined() {
        let aggregates = Aggregates(
            [place(520_100): sum([10, 10, 10]), place(520_200): sum([5, 10, 10])],
            SuppressionRule())
        #expect(aggregates.csv.hasSuffix("\n2026-01,KZ,52....,6,6,55\n"))
        #expect(aggregates.cellsJoined == 2)
    }
}
