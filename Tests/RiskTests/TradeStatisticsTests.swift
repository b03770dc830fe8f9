import Customs
import Foundation
import Risk
import Testing

@Suite("Trade statistics")
struct TradeStatisticsTests {
    private func statistics(
        _ declarations: [Declaration], limits: TradeStatistics.Limits = .init()
    ) -> TradeStatistics {
        var statistics = TradeStatistics(limits: limits)
        for declaration in declarations { statistics.observe(declaration, rates: Example.rates) }
        return statistics
    }

    /// Trade of many traders, goods and days.
    private func variedTrade(seed: UInt64, count: Int) -> [Declaration] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            var declaration = IndicatorConformanceTests.distorted(&random)
            declaration.functionalReferenceID = "V\(number % 97)"
            declaration.parties[0].id = "T\(random.next() % 60)"
            declaration.items[0].classifications[0].code = "\(100_000 + random.next() % 90 * 9_999)"
            declaration.invoiceID = "I\(random.next() % 50)"
            declaration.offices[0].id = "O\(random.next() % 3)"
            return declaration
        }
    }

    @Test("are the same bytes in whatever order and parts they were filled", arguments: 1...5)
    func orderFree(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let trade = variedTrade(seed: seed, count: 300)
        let whole = statistics(trade).encoded()
        #expect(statistics(trade.shuffled(using: &random)).encoded() == whole)
        let parts = [trade[..<40], trade[40..<41], trade[41..<250], trade[250...]]
            .shuffled(using: &random).map { statistics(Array($0)) }
        var merged = TradeStatistics()
        for part in parts { merged.merge(part) }
        #expect(merged.encoded() == whole)
    }

    @Test("stay independent of order when they may keep only a few keys", arguments: [1, 5, 40])
    func bounded(limit: Int) throws {
        var random = SeededGenerator(seed: 3)
        let limits = TradeStatistics.Limits(each: limit)
        let trade = variedTrade(seed: 11, count: 300)
        let whole = statistics(trade, limits: limits)
        let shuffled = statistics(trade.shuffled(using: &random), limits: limits)
        #expect(shuffled.encoded() == whole.encoded())
        var merged = statistics(Array(trade[200...]), limits: limits)
        merged.merge(statistics(Array(trade[..<200]), limits: limits))
        #expect(merged.encoded() == whole.encoded())
        #expect(try TradeStatistics(decoding: whole.encoded()).encoded() == whole.encoded())
    }

    @Test("answer the same before and after settling, storing and reading")
    func sameAnswers() throws {
        let trade = Array(Example.pastTrade.prefix(600)) + variedTrade(seed: 5, count: 200)
        let fresh = statistics(trade)
        var settled = fresh
        settled.settle()
        let read = try TradeStatistics(decoding: settled.encoded())
        for declaration in trade.prefix(300) {
            let dossier = Example.gather(declaration, statistics: fresh)
            #expect(Example.gather(declaration, statistics: settled) == dossier)
            #expect(Example.gather(declaration, statistics: read) == dossier)
        }
    }

    @Test("empty ones survive storing")
    func empty() throws {
        let bytes = TradeStatistics(seed: 9).encoded()
        let read = try TradeStatistics(decoding: bytes)
        #expect(read.encoded() == bytes)
        #expect(read.isEmpty && read.firstDay == nil && read.seed == 9)
    }

    @Test("cut or changed bytes are refused, never a crash")
    func hostile() {
        let bytes = statistics(variedTrade(seed: 2, count: 12)).encoded()
        for length in 0..<bytes.count {
            #expect(throws: StatisticsDamage.self) {
                try TradeStatistics(decoding: Array(bytes[..<length]))
            }
        }
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x41
            #expect(throws: StatisticsDamage.self) { try TradeStatistics(decoding: changed) }
        }
    }

    @Test(
        "bytes with a right checksum but wrong content are refused or read in full",
        arguments: 1...4)
    func forged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = statistics(variedTrade(seed: 2, count: 12)).encoded()
        for _ in 0..<250 {
            var forged = Array(bytes.dropLast(8))
            for _ in 0..<Int(1 + random.next() % 3) {
                forged[5 + Int(random.next() % UInt64(forged.count - 5))] =
                    UInt8(truncatingIfNeeded: random.next())
            }
            let sealed = TradeStatistics.sealed(forged)
            do throws(StatisticsDamage) {
                var read = try TradeStatistics(decoding: sealed)
                // What is accepted is whole: it settles, answers, and is stored as the same bytes.
                read.settle()
                #expect(read.encoded() == sealed)
                let assessment = Example.assess(Example.declaration(), statistics: read)
                #expect((0...1).contains(assessment.score))
            } catch {
                #expect(!error.sentence.isEmpty)
            }
        }
    }

    @Test("median and spread agree with sorting the values", arguments: 1...4)
    func robust(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var declarations: [Declaration] = []
        var prices: [Double] = []
        for number in 0..<501 {
            let cents = 100 + Int(random.next() % 100_000)
            let value = ExactDecimal(mantissa: Int64(cents), scale: 2).written
            declarations.append(
                Example.declaration(number: "\(number)", netKg: "10", value: value))
            prices.append(log(Double(cents) / 1000))
        }
        let read = statistics(declarations)
        let dossier = Example.gather(declarations[0], statistics: read)
        let comparison = try #require(dossier.items[0].price.value)
        prices.sort()
        let median = prices[250]
        let spread = 1.4826 * prices.map { abs($0 - median) }.sorted()[250]
        #expect(abs(log(comparison.median) - median) < 0.07)
        #expect(abs(comparison.z - (log(comparison.unitPrice) - median) / spread) < 0.15)
        #expect(comparison.setSize == 501)
        #expect(comparison.level == .subheadingAndOrigin)
    }

    @Test("prices in a currency without a rate are compared among themselves")
    func unknownCurrency() throws {
        var trade = Array(Example.pastTrade.prefix(200))
        for index in trade.indices { trade[index].items[0].customsValue?.currency = "KRW" }
        let read = statistics(trade + Array(Example.pastTrade.suffix(300)))
        let comparison = try #require(
            Example.gather(trade[0], statistics: read).items[0].price.value)
        #expect(comparison.setSize == 200)
    }

    @Test("logarithm and exponential are those of the C library to thirteen digits")
    func math() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let value = exp(Double(random.next() % 1_400_000) / 10_000 - 70)
            #expect(abs(StableMath.ln(value) - log(value)) < 1e-12)
            #expect(abs(StableMath.exp(log(value)) / value - 1) < 1e-12)
        }
        #expect(StableMath.ln(0) == -.infinity)
    }

    @Test("tariff codes are read with and without dots, and short ones keep their digits")
    func hsNumbers() {
        #expect(HSNumber("0702.00-00")?.six == 70_200)
        #expect(HSNumber("0702.00-00")?.chapter == 7)
        #expect(HSNumber("1101")?.heading == 1101)
        #expect(HSNumber("1101")?.subheading == nil)
        #expect(HSNumber("11015")?.digits == 4)
        #expect(HSNumber("x") == nil && HSNumber("") == nil && HSNumber("1") == nil)
    }
}
