import Customs
import Testing

@testable import Risk

@Suite("Recent trade")
struct RecentTradeTests {
    /// Declarations of a trader on days, through parts that may be set.
    private func statistics(_ declarations: [Declaration]) -> TradeStatistics {
        var statistics = Example.history
        for declaration in declarations { statistics.observe(declaration, rates: Example.rates) }
        return statistics
    }

    private func day(_ back: Int) throws -> String {
        try #require(CalendarDay(Example.day)).adding(days: -back).iso
    }

    @Test(
        "a window keeps 27 weeks up to the latest, in whatever order days arrive", arguments: 1...5)
    func window(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let days = (0..<60).map { _ in Int32(20_000 + Int(random.next() % 400)) }
        func record(_ days: [Int32]) -> WindowRecord? {
            var record: WindowRecord?
            for day in days {
                let one = WindowRecord(day: day)
                if record == nil { record = one } else { record?.merge(one) }
            }
            return record
        }
        let whole = record(days)
        #expect(record(days.shuffled(using: &random)) == whole)
        var left = record(Array(days[..<20]))
        if let right = record(Array(days[20...])) { left?.merge(right) }
        #expect(left == whole)
        let last = WindowRecord.week(of: days.max() ?? 0)
        for back in 0..<WindowRecord.weekCount {
            let expected = days.count { WindowRecord.week(of: $0) == last - Int32(back) }
            #expect(whole?.count(back: back, from: last) == expected)
        }
        #expect(whole?.first == days.min())
    }

    @Test("who shares a mark is the sixteen least, in whatever order they come", arguments: 1...5)
    func sharers(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let all = (0..<40).map { _ in UInt32(random.next() % 30) }
        func record(_ all: [UInt32]) -> SharerRecord {
            var record = SharerRecord(all[0])
            for sharer in all.dropFirst() { record.merge(SharerRecord(sharer)) }
            return record
        }
        let whole = record(all)
        #expect(record(all.shuffled(using: &random)) == whole)
        let least = Set(all).sorted().prefix(SharerRecord.capacity)
        #expect((0..<Int(whole.count)).map { whole[$0] } == Array(least))
    }

    @Test("a trader who slept for half a year and comes with five is told")
    func dormantBurst() throws {
        var burst = [Example.declaration(number: "S-0", importer: "777", day: try day(300))]
        for number in 1...5 {
            burst.append(Example.declaration(number: "S-\(number)", importer: "777"))
        }
        let assessment = Example.assess(burst[5], statistics: statistics(burst))
        #expect(assessment.findings(of: .dormantBurst).count == 1)
        let awake = burst + [Example.declaration(number: "S-9", importer: "777", day: try day(60))]
        #expect(
            Example.assess(burst[5], statistics: statistics(awake)).findings(of: .dormantBurst)
                .isEmpty)
    }

    @Test("a week of many declarations stands out against twelve quiet ones")
    func surge() throws {
        var trade: [Declaration] = []
        for week in 0..<14 {
            trade.append(
                Example.declaration(number: "W-\(week)", importer: "778", day: try day(7 * week)))
        }
        #expect(
            Example.assess(trade[0], statistics: statistics(trade)).findings(of: .traderSurge)
                .isEmpty)
        for number in 0..<8 {
            trade.append(Example.declaration(number: "X-\(number)", importer: "778"))
        }
        let found = Example.assess(trade[0], statistics: statistics(trade)).findings(
            of: .traderSurge)
        #expect(found.count == 1)
        #expect(found.first?.evidence.contains(Evidence("percentile", .share(1))) == true)
    }

    @Test(
        "a first seller, office or broker is told once the trader is known, and only the first time"
    )
    func ties() throws {
        var known = Example.declaration(number: "T-1", importer: "30200005")
        known.parties[1].id = "CN-NEW-SELLER"
        known.offices[0].id = "UZ99999"
        known.parties.append(Example.party(.agent, "BROKER-9"))
        let first = Example.assess(known, statistics: statistics([known]))
        for id in [IndicatorID.sellerNew, .officeNew, .brokerNew] {
            #expect(first.findings(of: id).count == 1)
        }
        var before = known
        before.functionalReferenceID = "T-0"
        before.acceptanceDateTime = WrittenDateTime(text: try day(10))
        let second = Example.assess(known, statistics: statistics([known, before]))
        for id in [IndicatorID.sellerNew, .officeNew, .brokerNew] {
            #expect(second.findings(of: id).isEmpty)
        }
        var stranger = known
        stranger.parties[0].id = "NOBODY"
        #expect(Example.assess(stranger).abstains(.sellerNew, for: .traderHistory))
    }

    @Test("an address of six traders and a telephone of four are told, however they are written")
    func shared() {
        func declaration(_ number: Int) -> Declaration {
            var declaration = Example.declaration(number: "A-\(number)", importer: "90\(number)")
            declaration.parties[0].address = Address()
            declaration.parties[0].address?.line =
                number % 2 == 0 ? "Amir Temur 15, office 3" : "AMIR TEMUR 15 OFFICE 3"
            declaration.parties[0].communicationID =
                number % 2 == 0 ? "+998 71 1234567" : "998711234567"
            return declaration
        }
        let three = Example.assess(declaration(0), statistics: statistics((0..<3).map(declaration)))
        #expect(
            three.findings(of: .addressShared).isEmpty && three.findings(of: .phoneShared).isEmpty)
        let six = Example.assess(declaration(0), statistics: statistics((0..<6).map(declaration)))
        #expect(
            six.findings(of: .addressShared).count == 1 && six.findings(of: .phoneShared).count == 1
        )
    }

    @Test("a certificate in two declarations, four small parcels a day, and goods that go round")
    func papers() throws {
        var certificate = AdditionalDocument()
        certificate.typeCode = "861"
        certificate.id = "CT-1/77"
        var one = Example.declaration(number: "C-1")
        one.items[0].documents = [certificate]
        var two = Example.declaration(number: "C-2")
        two.documents = [certificate]
        #expect(
            Example.assess(one, statistics: statistics([one, one])).findings(of: .certificateReused)
                .isEmpty, "versions of one declaration are one use")
        #expect(
            Example.assess(one, statistics: statistics([one, two])).findings(of: .certificateReused)
                .map(\.item) == [1])

        let parcels = (0..<4).map { Example.declaration(number: "Q-\($0)", importer: "902") }
        #expect(
            Example.assess(parcels[0], statistics: statistics(parcels)).findings(
                of: .splitConsignment
            )
            .count == 1)
        #expect(
            Example.assess(parcels[0], statistics: statistics(Array(parcels[..<3])))
                .findings(of: .splitConsignment).isEmpty)

        let out = try (0..<3).map { number in
            var out = Example.declaration(number: "O-\(number)", day: try day(30))
            out.flow = .export
            out.parties = [Example.party(.exporter, "302111222")]
            return out
        }
        #expect(
            Example.assess(Example.declaration(), statistics: statistics(out)).findings(
                of: .carousel
            )
            .count == 1)
    }

    @Test("equal statistics give equal bytes, and what is read answers the same")
    func stored() throws {
        let whole = statistics([Example.declaration(number: "E-1", importer: "905")])
        let read = try TradeStatistics(decoding: whole.encoded())
        #expect(read.encoded() == whole.encoded())
        let declaration = Example.declaration(number: "E-1", importer: "905")
        #expect(
            Example.gather(declaration, statistics: read)
                == Example.gather(declaration, statistics: whole))
    }
}
