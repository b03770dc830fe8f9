import Customs
import Risk
import Testing

/// Offences found before, and links to those found out.
@Suite("Known traders and what they share")
struct KnownTradersTests {
    private static func declaration(
        _ number: String, trader: String, line: String? = nil, phone: String? = nil,
        contact: String? = nil, vehicle: String? = nil
    ) -> Declaration {
        var declaration = Example.declaration(number: number, importer: trader)
        for index in declaration.parties.indices where declaration.parties[index].role == .importer
        {
            if line != nil || contact != nil {
                var address = Address()
                address.line = line
                address.cityName = "Toshkent"
                declaration.parties[index].address = address
            }
            declaration.parties[index].communicationID = phone
            declaration.parties[index].contactName = contact
        }
        declaration.transportMeans[0].id = vehicle
        return declaration
    }

    private static func judge(
        _ trade: [Declaration], last: Declaration, known change: (inout KnownTraders) -> Void
    ) -> Judgement {
        var statistics = TradeStatistics()
        for each in trade + [last] { statistics.observe(each, rates: Example.rates) }
        var known = KnownTraders(seed: statistics.seed)
        change(&known)
        var dossier = Example.gather(last, statistics: statistics)
        dossier.consider(known, statistics: statistics)
        return KnownIndicators.judge(dossier)
    }

    private static func links(_ judgement: Judgement) -> [Finding] {
        judgement.findings.filter { $0.indicator == .linkedTrader }
    }

    /// A declaration by A, one by B that shares something with A, one by C that shares with B.
    struct Step: CustomTestStringConvertible, Sendable {
        var mark: String
        var a: Declaration
        var b: Declaration
        var score: Double
        var testDescription: String { mark }
    }

    static let steps = [
        Step(
            mark: "address", a: declaration("1", trader: "A", line: "Amir Temur 15"),
            b: declaration("2", trader: "B", line: "AMIR TEMUR, 15"), score: 0.6),
        Step(
            mark: "telephone", a: declaration("1", trader: "A", phone: "+998 71 2000000"),
            b: declaration("2", trader: "B", phone: "998712000000"), score: 0.6),
        Step(
            mark: "contact", a: declaration("1", trader: "A", contact: "Ibragimov Sardor"),
            b: declaration("2", trader: "B", contact: "IBRAGIMOV SARDOR"), score: 0.6),
        Step(
            mark: "vehicle", a: declaration("1", trader: "A", vehicle: "01A123BC"),
            b: declaration("2", trader: "B", vehicle: "01 A 123 BC"), score: 0.3),
    ]

    @Test("one step from an offender is found, by each thing that traders share", arguments: steps)
    func oneStep(step: Step) {
        let judgement = Self.judge([step.a], last: step.b) {
            $0.add(inspectionOf: step.a, isOffence: true)
        }
        #expect(Self.links(judgement).map(\.score) == [step.score])
        let innocent = Self.judge([step.a], last: step.b) {
            $0.add(inspectionOf: step.a, isOffence: false)
        }
        #expect(Self.links(innocent).isEmpty)
    }

    @Test("two steps are found, three are not, and a vehicle leads no further than one")
    func twoSteps() {
        let a = Self.declaration("1", trader: "A", phone: "998712000000")
        let b = Self.declaration("2", trader: "B", line: "Amir Temur 15", phone: "998712000000")
        let c = Self.declaration("3", trader: "C", line: "Amir Temur 15", contact: "Aliev Anvar")
        let d = Self.declaration("4", trader: "D", contact: "Aliev Anvar")
        func found(_ last: Declaration, _ trade: [Declaration]) -> [Double] {
            Self.links(Self.judge(trade, last: last) { $0.add(listed: a) }).map(\.score)
        }
        #expect(found(b, [a]) == [0.6])
        #expect(found(c, [a, b]) == [0.35])
        #expect(found(d, [a, b, c]).isEmpty)
        let driven = Self.declaration("5", trader: "E", vehicle: "01A123BC")
        let driver = Self.declaration(
            "2", trader: "B", phone: "998712000000", vehicle: "01A123BC")
        #expect(found(driven, [a, driver]).isEmpty)
    }

    @Test("what sixteen traders share is no link")
    func hub() {
        let crowd = (0..<16).map {
            Self.declaration("\($0)", trader: "T\($0)", line: "Bozor 1")
        }
        let last = Self.declaration("99", trader: "Z", line: "Bozor 1")
        let judgement = Self.judge(crowd, last: last) {
            $0.add(inspectionOf: crowd[3], isOffence: true)
        }
        #expect(Self.links(judgement).isEmpty)
    }

    @Test("a trader's own offences speak when they are more than twice the usual share")
    func ownOffences() {
        let own = Self.declaration("1", trader: "A")
        let others = (0..<95).map { Self.declaration("\($0 + 2)", trader: "T\($0)") }
        func score(offences: Int, of count: Int) -> Double? {
            Self.judge([], last: own) { known in
                for other in others { known.add(inspectionOf: other, isOffence: false) }
                for number in 0..<count {
                    known.add(inspectionOf: own, isOffence: number < offences)
                }
            }.findings.first { $0.indicator == .traderOffences }?.score
        }
        #expect(score(offences: 0, of: 5) == nil)
        // (5 + 10·0.05) ÷ (5 + 10)
        #expect(abs((score(offences: 5, of: 5) ?? 0) - 5.5 / 15) < 1e-9)
        #expect(score(offences: 1, of: 1000) == nil)
    }

    @Test("without a node both are left unasked and say why")
    func unknown() {
        let judgement = KnownIndicators.judge(Example.gather(Example.declaration()))
        let reasons = judgement.abstentions.filter {
            [.traderOffences, .linkedTrader].contains($0.indicator)
        }
        #expect(reasons.map(\.missing) == [.inspectionResults, .inspectionResults])
    }

    @Test(
        "the same facts come back from their bytes; facts of older programs leave the rest unasked")
    func replay() throws {
        let step = Self.steps[0]
        var statistics = TradeStatistics()
        for each in [step.a, step.b] { statistics.observe(each, rates: Example.rates) }
        var known = KnownTraders(seed: statistics.seed)
        known.add(inspectionOf: step.a, isOffence: true)
        var dossier = Example.gather(step.b, statistics: statistics)
        dossier.consider(known, statistics: statistics)
        let again = try Dossier(replaying: step.b, facts: dossier.factBytes())
        #expect(again.link == dossier.link && again.inspections == dossier.inspections)
        #expect(
            try TradeStatistics(decoding: statistics.encoded()).encoded() == statistics.encoded())
    }
}
