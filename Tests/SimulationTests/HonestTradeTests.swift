import Customs
import Testing

@testable import Simulation

@Suite("Honest simulated declarations")
struct HonestTradeTests {
    private static let trades: [SimulatedTrade] = [Land.uz, .kz, .us].flatMap { land in
        var settings = SimulationSettings(seed: 21, count: 800)
        settings.administration = land
        settings.schemes = .none
        settings.cargoReportShare = 0.3
        return Array(TradeSimulator(settings))
    }

    private func digits(_ text: some StringProtocol) -> [Int] {
        text.utf8.map { Int($0) - 48 }
    }

    @Test("add up: items, packages, gross mass, invoice total")
    func totals() throws {
        for trade in Self.trades {
            for declaration in [trade.declaration, trade.partnerDeclaration].compactMap(\.self) {
                try checkTotals(declaration)
            }
        }
    }

    private func checkTotals(_ declaration: Declaration) throws {
        #expect(declaration.goodsItemQuantity?.whole == declaration.items.count)
        var gross = ExactDecimal(0)
        var packages = 0
        for item in declaration.items {
            let itemGross = try #require(item.grossMass?.value)
            let net = try #require(item.netMass?.value)
            #expect(net.compare(itemGross) <= 0)
            #expect(net.compare(ExactDecimal(0)) > 0)
            gross = try #require(gross.adding(itemGross))
            packages += try #require(item.packages.first?.count?.whole)
        }
        #expect(declaration.totalGrossMass?.value.compare(gross) == 0)
        #expect(declaration.totalPackageQuantity?.whole == packages)
        guard declaration.flow != .transit else {
            #expect(declaration.invoiceAmount == nil)
            return
        }
        var total = ExactDecimal(0)
        for item in declaration.items {
            let price = try #require(item.price?.amount)
            total = try #require(total.adding(price))
        }
        #expect(declaration.invoiceAmount?.amount.compare(total) == 0)
    }

    @Test("compute customs value, duty and tax from price, charges and rate")
    func values() throws {
        for trade in Self.trades where trade.flow == .import {
            let declaration = trade.declaration
            let rate = try #require(declaration.currencyExchanges.first?.rate)
            var additions = ExactDecimal(0)
            for charge in [declaration.valuation?.freight, declaration.valuation?.insurance] {
                if let charge { additions = try #require(additions.adding(charge.amount)) }
            }
            let price = try #require(declaration.invoiceAmount?.amount)
            let whole = try #require(price.adding(additions))
            let expected = try #require(whole.multiplied(by: rate, decimals: 2))
            var sum = ExactDecimal(0)
            for item in declaration.items {
                let value = try #require(item.customsValue?.amount)
                sum = try #require(sum.adding(value))
                for duty in item.duties {
                    let base = try #require(duty.adValoremBase?.amount)
                    let percent = try #require(duty.rate?.whole)
                    let due = base.multiplied(
                        by: ExactDecimal(mantissa: Int64(percent), scale: 2), decimals: 2)
                    #expect(duty.assessed?.amount == due)
                }
            }
            // One rounding per item.
            let gap = try #require(sum.adding(expected.negated)).mantissa.magnitude
            #expect(gap <= UInt64(declaration.items.count))
        }
    }

    @Test("add freight to the price exactly when the delivery terms leave it out")
    func incoterms() throws {
        for trade in Self.trades where trade.flow == .import {
            let declaration = trade.declaration
            let term = try #require(declaration.tradeTerms?.conditionCode)
            let leftOut = ["EXW", "FCA", "FOB"].contains(term)
            #expect((declaration.valuation?.freight != nil) == leftOut)
        }
    }

    @Test("carry valid containers, wagons, air waybills and registration numbers")
    func checkDigits() throws {
        for trade in Self.trades {
            let declaration = trade.declaration
            for equipment in declaration.equipment {
                let id = try #require(equipment.id)
                #expect(id.utf8.count == 11)
                #expect(CheckDigits.container(Array(id.utf8.prefix(10))) == digits(id).last)
            }
            let means = try #require(declaration.transportMeans.first?.id)
            if declaration.modeCode == "2" {
                #expect(CheckDigits.wagon(Array(digits(means).prefix(7))) == digits(means).last)
            }
            let document = try #require(declaration.previousDocuments.first?.id)
            if declaration.modeCode == "4" {
                let serial = digits(document.dropFirst(4))
                let number = serial.prefix(7).reduce(0) { $0 * 10 + $1 }
                #expect(CheckDigits.airWaybill(serial: number) == serial.last)
            }
            for party in declaration.parties where party.address?.countryCode == "KZ" {
                let id = digits(try #require(party.id))
                #expect(id.count == 12)
                #expect(CheckDigits.kazakhstanBIN(Array(id.prefix(11))) == id.last)
            }
        }
    }

    @Test("state the official rate of the day, with rare slips of one day")
    func rates() throws {
        var settings = SimulationSettings(seed: 22, count: 1500)
        settings.schemes = .none
        let simulator = TradeSimulator(settings)
        var off = 0
        var all = 0
        for trade in simulator where trade.flow != .transit && trade.version == 1 {
            let declaration = trade.declaration
            let exchange = try #require(declaration.currencyExchanges.first)
            let currency = try #require(
                Currency.allCases.first { $0.code == exchange.currencyCode })
            let day = try #require(declaration.referenceDay)
            let official = simulator.rates.crossTenThousandths(
                from: currency, to: .uzs, on: day)
            all += 1
            if exchange.rate?.mantissa != official { off += 1 }
        }
        #expect(off * 50 < all)
    }

    @Test("agree with the partner's record in invoice, transport document, goods and masses")
    func partners() throws {
        var pairs = 0
        for trade in Self.trades {
            guard let partner = trade.partnerDeclaration else { continue }
            let own = trade.declaration
            pairs += 1
            #expect(partner.flow != own.flow)
            #expect(partner.invoiceID == own.invoiceID)
            #expect(partner.previousDocuments == own.previousDocuments)
            #expect(partner.items.map(\.netMass) == own.items.map(\.netMass))
            #expect(
                partner.items.map { $0.commodityCode?.prefix(6) }
                    == own.items.map { $0.commodityCode?.prefix(6) })
            let later = own.flow == .import ? own : partner
            let earlier = own.flow == .import ? partner : own
            let first = try #require(earlier.referenceDay)
            let second = try #require(later.referenceDay)
            #expect(first < second)
        }
        #expect(pairs > 200)
    }

    @Test("come with cargo reports that name the same transport document and masses")
    func cargoReports() throws {
        let reported = Self.trades.filter { $0.cargoReport != nil }
        #expect(reported.count > 60)
        for trade in reported {
            let report = try #require(trade.cargoReport)
            let consignment = try #require(report.consignments.first)
            #expect(
                consignment.transportDocumentID == trade.declaration.previousDocuments.first?.id)
            #expect(
                consignment.goods.map { $0.grossMass?.value }
                    == trade.declaration.items.map { $0.grossMass?.value })
        }
    }
}
