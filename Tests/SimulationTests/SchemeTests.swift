import Customs
import Testing

@testable import Simulation

@Suite("Planted schemes")
struct SchemeTests {
    private func trades(_ scheme: Scheme, count: Int = 2200) -> [SimulatedTrade] {
        var settings = SimulationSettings(seed: 31, count: count)
        settings.schemes = .none
        settings.schemes[scheme] = 0.05
        settings.amendmentShare = 0
        return Array(TradeSimulator(settings))
    }

    private func planted(_ scheme: Scheme) -> [SimulatedTrade] {
        trades(scheme).filter { $0.truth?.scheme == scheme }
    }

    @Test("undervaluation lowers the price by its factor and leaves the masses")
    func undervaluation() throws {
        for trade in planted(.undervaluation) {
            let truth = try #require(trade.truth)
            let honest = try #require(trade.original?.first)
            let declared = trade.shipment.items[0]
            let ratio =
                Double(declared.price - declared.includedCharges)
                / Double(honest.price - honest.includedCharges)
            #expect(abs(ratio - truth.factor) < 0.01)
            #expect((0.3...0.75).contains(truth.factor))
            #expect(declared.net == honest.net)
        }
    }

    @Test("a neighbouring code has a lower rate of duty, and the partner keeps the true one")
    func neighbour() throws {
        var withPartner = 0
        for trade in planted(.neighbourHS) {
            let honest = try #require(trade.original?.first)
            let declared = trade.shipment.items[0]
            let table = CommodityTable.all
            #expect(table[declared.commodity].duties.uz < table[honest.commodity].duties.uz)
            if let partner = trade.partnerDeclaration {
                withPartner += 1
                let code = try #require(partner.items.first?.commodityCode)
                #expect(code.hasPrefix(table[honest.commodity].hs6))
            }
        }
        #expect(withPartner > 0)
    }

    @Test("a swapped origin enters free of duty")
    func originSwap() throws {
        for trade in planted(.originSwap) {
            let declaration = trade.declaration
            let item = try #require(declaration.items.first)
            #expect(item.duties.first?.rate?.isZero == true)
            #expect(item.documents.contains { $0.typeCode == "861" })
        }
    }

    @Test("a phantom export has no import on the other side")
    func phantom() {
        #expect(planted(.phantomExport).allSatisfy { $0.partnerDeclaration == nil })
    }

    @Test("a split consignment stays below the threshold in parts of one day and one importer")
    func split() throws {
        let groups = Dictionary(grouping: planted(.splitConsignment)) { $0.truth?.group }
        #expect(groups.count > 3)
        for (_, parts) in groups where parts.count > 1 {
            #expect(Set(parts.map { $0.declaration.traderID }).count == 1)
            let days = parts.map(\.shipment.day)
            let first = try #require(days.min())
            let last = try #require(days.max())
            #expect(last - first <= 5)
            for part in parts {
                let usd = try #require(part.declaration.items.first?.statisticalValue?.amount)
                #expect(usd.approximate < 14_000)
            }
        }
    }

    @Test("a reused invoice stands on an earlier declaration")
    func invoiceReuse() {
        var seen: Set<String> = []
        var repeated = 0
        for trade in trades(.invoiceReuse) where trade.flow != .transit {
            let declaration = trade.declaration
            let key =
                (declaration.parties.first?.id ?? "") + "|" + (declaration.invoiceID ?? "")
            let isNew = seen.insert(key).inserted
            #expect(isNew == (trade.truth == nil))
            if !isNew { repeated += 1 }
        }
        #expect(repeated > 20)
    }

    @Test("a bad container has a check digit that cannot be")
    func badContainer() throws {
        for trade in planted(.badContainer) {
            let id = try #require(trade.declaration.equipment.first?.id)
            let check = CheckDigits.container(Array(id.utf8.prefix(10)))
            #expect(check != id.utf8.last.map { Int($0) - 48 })
        }
    }

    @Test("a shell importer appears once, within days, and falls silent")
    func shell() throws {
        let all = trades(.shellImporter)
        let groups = Dictionary(grouping: all.filter { $0.truth != nil }) { $0.truth?.group }
        #expect(groups.count > 3)
        for (_, parts) in groups {
            let importer = try #require(parts.first?.declaration.party(.importer)?.id)
            let days = parts.map(\.shipment.day)
            let first = try #require(days.min())
            let last = try #require(days.max())
            #expect(last - first <= 10)
            #expect(
                all.filter { $0.declaration.party(.importer)?.id == importer }.count
                    == parts.count)
        }
    }
}
