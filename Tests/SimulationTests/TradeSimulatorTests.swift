import Customs
import Testing

@testable import Simulation

@Suite("Trade simulator")
struct TradeSimulatorTests {
    private func declarations(seed: UInt64, count: Int, _ land: Land = .uz) -> [SimulatedTrade] {
        var settings = SimulationSettings(seed: seed, count: count)
        settings.administration = land
        return Array(TradeSimulator(settings))
    }

    @Test("makes the same trade from the same seed", arguments: [Land.uz, .kz, .us])
    func repeats(land: Land) {
        let first = declarations(seed: 11, count: 400, land)
        let second = declarations(seed: 11, count: 400, land)
        #expect(first.map(\.declaration) == second.map(\.declaration))
        #expect(first.map(\.truth) == second.map(\.truth))
        #expect(first.map(\.partnerDeclaration) == second.map(\.partnerDeclaration))
        #expect(first.map(\.cargoReport) == second.map(\.cargoReport))
        #expect(
            first.map(\.declaration) != declarations(seed: 12, count: 400, land).map(\.declaration))
    }

    @Test("keeps its trade over releases and machines")
    func fingerprint() {
        // FNV-1a over what the documents say; changes only when the model is changed on purpose.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for trade in declarations(seed: 1, count: 200) {
            let declaration = trade.declaration
            let texts = [
                declaration.id ?? "", declaration.invoiceID ?? "",
                declaration.invoiceAmount?.amount.written ?? "",
                declaration.items.first?.description ?? "",
                declaration.transportMeans.first?.id ?? "",
            ]
            for byte in texts.joined(separator: "|").utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        #expect(hash == 15_402_855_573_825_467_244)
    }

    @Test("makes exactly as many as asked, in the order of days, each with its own number")
    func countsAndOrder() throws {
        let trades = declarations(seed: 3, count: 3000)
        #expect(trades.count == 3000)
        let originals = trades.filter { $0.version == 1 }.map(\.declaration)
        #expect(Set(originals.map(\.id)).count == originals.count)
        #expect(Set(originals.map(\.functionalReferenceID)).count == originals.count)
        let days = try originals.map { try #require($0.referenceDay) }
        #expect(days == days.sorted())
        let settings = SimulationSettings(seed: 3, count: 3000)
        #expect(days.allSatisfy { settings.firstDay <= $0 && $0 <= settings.lastDay })
    }

    @Test("uses an invoice number of a seller once, unless an amendment or a scheme repeats it")
    func invoicesAreUnique() {
        var seen: Set<String> = []
        for trade in declarations(seed: 9, count: 4000)
        where trade.flow != .transit && trade.version == 1
            && trade.truth?.scheme != .invoiceReuse
        {
            let declaration = trade.declaration
            let key = (declaration.party(.exporter)?.id ?? "") + (declaration.invoiceID ?? "")
            #expect(seen.insert(key).inserted, "\(key)")
        }
    }

    @Test("never puts an amendment next to its original")
    func amendments() {
        var settings = SimulationSettings(seed: 10, count: 3000)
        settings.amendmentShare = 0.2
        var last = ""
        var amended = 0
        for trade in TradeSimulator(settings) {
            let id = trade.declaration.id ?? ""
            if trade.version == 2 {
                amended += 1
                #expect(id != last)
                #expect(trade.declaration.functionCode == "4")
            }
            last = id
        }
        #expect(amended > 50)
    }

    @Test("has weekends that are slow")
    func weekRhythm() {
        let days = declarations(seed: 4, count: 3500).compactMap { $0.declaration.referenceDay }
        let weekend = days.filter(\.isWeekend).count
        #expect(weekend * 5 < days.count && weekend > 0)
    }

    @Test("gives most of the trade to few traders")
    func zipf() {
        var counts: [String: Int] = [:]
        for trade in declarations(seed: 5, count: 8000) {
            counts[trade.declaration.traderID ?? "", default: 0] += 1
        }
        let ranked = counts.values.sorted(by: >)
        let top = ranked.prefix(max(1, ranked.count / 10)).reduce(0, +)
        #expect(top * 10 > 8000 * 3)
        #expect(ranked.count > 100)
    }

    @Test("plants each scheme in its share", arguments: Scheme.allCases)
    func shares(scheme: Scheme) {
        var settings = SimulationSettings(seed: 6, count: 3500)
        settings.schemes = .none
        settings.schemes[scheme] = 0.02
        settings.amendmentShare = 0
        let trades = Array(TradeSimulator(settings))
        let planted = trades.filter { $0.truth?.scheme == scheme }.count
        let base = trades.filter {
            $0.flow == (scheme == .phantomExport ? .export : .import)
        }.count
        let share = Double(planted) / Double(base)
        #expect(share > 0.015 && share < 0.025, "\(scheme): \(planted) of \(base)")
        #expect(trades.allSatisfy { $0.truth == nil || $0.truth?.scheme == scheme })
    }

    @Test("plants nothing when told so")
    func honest() {
        var settings = SimulationSettings(seed: 7, count: 2000)
        settings.schemes = .none
        #expect(TradeSimulator(settings).allSatisfy { $0.truth == nil })
    }

    @Test("covers many chapters, countries, all modes, flows and five currencies")
    func breadth() {
        let trades = declarations(seed: 8, count: 8000).map(\.declaration)
        let chapters = Set(
            trades.flatMap { $0.items.compactMap { $0.commodityCode?.prefix(2) } })
        #expect(chapters.count > 35)
        #expect(Set(trades.compactMap(\.modeCode)) == ["2", "3", "4"])
        #expect(Set(trades.compactMap(\.flow)).count == 3)
        let currencies = Set(trades.compactMap { $0.invoiceAmount?.currency })
        #expect(currencies.isSuperset(of: ["USD", "EUR", "CNY", "KZT", "RUB"]))
        let lands = Set(trades.compactMap(\.exportCountryCode))
        #expect(lands.isSuperset(of: ["UZ", "KZ", "US", "CN", "TR", "RU", "KR", "DE"]))
    }

    @Test("reads every line of its table of goods")
    func tableIsWhole() {
        #expect(CommodityTable.all.count == CommodityTable.lineCount)
        #expect(CommodityTable.all.count >= 120)
        #expect(Set(CommodityTable.all.map(\.hs6)).count == CommodityTable.all.count)
        for (commodity, neighbour) in zip(CommodityTable.all, CommodityTable.neighbours) {
            #expect((commodity.neighbour == nil) == (neighbour == nil))
            if let neighbour {
                #expect(CommodityTable.all[neighbour].duties.uz < commodity.duties.uz)
            }
        }
    }

    @Test("survives the smallest settings", arguments: [0, 1, 2])
    func smallest(count: Int) {
        var settings = SimulationSettings(seed: 1, count: count)
        settings.traders = 0
        settings.itemsMax = 0
        settings.lastDay = settings.firstDay.adding(days: -5)
        #expect(Array(TradeSimulator(settings)).count == count)
    }
}
