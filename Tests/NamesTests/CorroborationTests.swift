import Testing

@testable import Names

@Suite struct CorroborationTests {
    private let born = PartyFacts(births: [.init(year: 1970, month: 5, day: 3)])

    @Test("facts that one side lacks change nothing")
    func lacking() {
        #expect(Corroboration.of(born, PartyFacts()).isEmpty)
        #expect(Corroboration.adjust(0.8, []) == 0.8)
    }

    @Test("a birth date supports, supports weakly, or contradicts")
    func births() {
        let year = PartyFacts(births: [.init(year: 1970)])
        let other = PartyFacts(births: [.init(year: 1971), .init(year: 1969, month: 5, day: 3)])
        #expect(Corroboration.of(born, born) == [.birthEqual])
        #expect(Corroboration.of(born, year) == [.birthYearEqual])
        #expect(Corroboration.of(born, other) == [.birthDiffers])
        let scores = [Corroboration.birthDiffers, .birthYearEqual, .birthEqual].map {
            Corroboration.adjust(0.8, [$0])
        }
        #expect(scores[0] < 0.8 && 0.8 < scores[1] && scores[1] < scores[2] && scores[2] < 1)
    }

    @Test("identifiers are compared without blanks and hyphens; short ones say nothing")
    func identifiers() {
        let one = PartyFacts(identifiers: ["AA 123-4567", "12"], countries: ["UZ"])
        let two = PartyFacts(identifiers: ["aa1234567"], countries: ["KZ"])
        #expect(Corroboration.of(one, two) == [.identifierEqual, .countryDiffers])
        #expect(Corroboration.of(PartyFacts(identifiers: ["12"]), one).isEmpty)
    }

    @Test(
        "stays within bounds and never makes a match of nothing", arguments: Corroboration.allCases)
    func bounds(fact: Corroboration) {
        #expect(Corroboration.adjust(0, [fact]) == 0)
        for step in 0...10 {
            #expect((0...1).contains(Corroboration.adjust(Double(step) / 10, [fact, fact])))
        }
    }

    @Test("logarithm and power agree with known values")
    func logarithm() {
        #expect(abs(Logarithm.natural(10) - 2.302_585_092_994_046) < 1e-11)
        #expect(abs(Logarithm.natural(1_000_000) - 13.815_510_557_964_274) < 1e-10)
        #expect(abs(Logarithm.power(0.25, 0.5) - 0.5) < 1e-12)
        #expect(abs(Logarithm.power(2, 10) - 1_024) < 1e-8)
        #expect(Logarithm.power(0, 1.1) == 0)
    }

    @Test("searches keep the index they took while another is put in force")
    func sharedIndex() throws {
        let shared = SharedNameIndex(NameIndex([]))
        let before = shared.current
        shared.update {
            $0.adding([NameEntry(entity: "a", cluster: "A", schema: .person, name: "Ali Valiyev")])
        }
        #expect(before.count == 0)
        #expect(shared.current.count == 1)
        var searcher = NameSearcher(shared.current)
        #expect(try searcher.search("Али Валиев", schema: .person, top: 1).count == 1)
    }
}
