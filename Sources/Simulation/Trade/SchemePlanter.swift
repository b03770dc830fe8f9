import Customs

/// Plants schemes into honest shipments so that their shares come out as set.
///
/// Every declaration adds its share to an account per scheme; once the account passes a random
/// trigger (mean 1) the next shipment that suits the scheme gets it.
struct SchemePlanter: Sendable {
    /// A declaration that belongs to a scheme begun earlier.
    struct Due: Sendable {
        var shipment: Shipment
        var truth: SimulatedTruth
    }

    private let settings: SimulationSettings
    private var accounts = [Double](repeating: 0, count: Scheme.allCases.count)
    private var triggers: [Double]
    private var waiting: [Due] = []
    private var groups = 0

    /// A scheme brings at most this many declarations after its first.
    static let followersMax = 8

    /// More declarations than this are never waiting.
    private static let waitingMax = 4096

    init(_ settings: SimulationSettings) {
        self.settings = settings
        var chance = SeededGenerator(seed: SeededGenerator.mix(settings.seed &+ 0x5C4E))
        triggers = Scheme.allCases.map { _ in chance.uniform(0...2) }
    }

    /// A waiting declaration whose day has come.
    mutating func due(on day: Int) -> Due? {
        guard let index = waiting.firstIndex(where: { $0.shipment.day <= day }) else { return nil }
        var due = waiting.remove(at: index)
        due.shipment.day = day
        return due
    }

    /// Falsifies the shipment when a scheme's turn has come; the truth of it, or nil when it stays
    /// honest.
    mutating func plant(
        into shipment: inout Shipment, world: TradeWorld,
        lastInvoice: (number: Int, day: Int), _ chance: inout SeededGenerator
    ) -> SimulatedTruth? {
        let lane = world.lanes[shipment.lane]
        guard lane.flow != .transit else { return nil }
        let isImport = lane.flow == .import
        let first = chance.below(Scheme.allCases.count)
        var planted: SimulatedTruth?
        for offset in Scheme.allCases.indices {
            let scheme = Scheme.allCases[(first + offset) % Scheme.allCases.count]
            guard (scheme != .phantomExport) == isImport else { continue }
            accounts[scheme.index] += settings.schemes[scheme]
            guard planted == nil, accounts[scheme.index] >= triggers[scheme.index] else { continue }
            var attempt = Attempt(
                shipment: shipment, lane: lane, world: world, lastInvoice: lastInvoice)
            guard let truth = attempt.apply(scheme, group: groups + 1, &chance) else { continue }
            shipment = attempt.shipment
            groups += 1
            accounts[scheme.index] -= Double(1 + attempt.followers.count)
            triggers[scheme.index] = chance.uniform(0...2)
            let room = max(0, Self.waitingMax - waiting.count)
            for follower in attempt.followers.prefix(room) {
                waiting.append(Due(shipment: follower, truth: truth))
            }
            planted = truth
        }
        return planted
    }
}

/// One scheme tried on one shipment.
private struct Attempt {
    var shipment: Shipment
    let lane: Lane
    let world: TradeWorld
    let lastInvoice: (number: Int, day: Int)
    /// Declarations to come later that belong to the same scheme.
    var followers: [Shipment] = []

    private var home: Land { world.settings.administration }
    private var commodity: Commodity { CommodityTable.all[shipment.items[0].commodity] }

    mutating func apply(
        _ scheme: Scheme, group: Int, _ chance: inout SeededGenerator
    ) -> SimulatedTruth? {
        switch scheme {
        case .undervaluation: return priced(scheme, chance.uniform(0.3...0.75))
        case .overvaluation:
            guard commodity.duty(in: home) <= 10 else { return nil }
            return priced(scheme, chance.uniform(1.5...4))
        case .weightFraud:
            let factor = chance.uniform(0.4...0.8)
            shipment.items[0] = shipment.items[0].scaled(by: factor, chargesToo: false)
            return SimulatedTruth(scheme: scheme, item: 1, factor: factor)
        case .neighbourHS: return neighbour(&chance)
        case .originSwap: return originSwap(&chance)
        case .phantomExport: return SimulatedTruth(scheme: scheme)
        case .splitConsignment: return split(group: group, &chance)
        case .invoiceReuse:
            guard lastInvoice.number != 0 else { return nil }
            shipment.invoice = lastInvoice.number
            shipment.invoiceDay = lastInvoice.day
            return SimulatedTruth(scheme: scheme)
        case .vagueDescription:
            shipment.items[0].words = VagueWords.draw(in: home, &chance)
            return SimulatedTruth(scheme: scheme, item: 1)
        case .badContainer:
            guard lane.mode != .air else { return nil }
            let container = shipment.container ?? lane.way.fleet
            shipment.container = container
            shipment.containerSpoiled = TransportNumbers.spoiled(
                container: world.containers[container], &chance)
            return SimulatedTruth(scheme: scheme)
        case .shellImporter: return shell(group: group, &chance)
        }
    }

    private mutating func priced(_ scheme: Scheme, _ factor: Double) -> SimulatedTruth {
        let item = shipment.items[0]
        let goods = Double(item.price - item.includedCharges)
        shipment.items[0].price = item.includedCharges + max(1, Int64((goods * factor).rounded()))
        return SimulatedTruth(scheme: scheme, item: 1, factor: factor)
    }

    private mutating func neighbour(_ chance: inout SeededGenerator) -> SimulatedTruth? {
        let tariff = lane.goods[shipment.items[0].goods].tariff
        guard !tariff.isPreferential,
            let neighbour = CommodityTable.neighbours[shipment.items[0].commodity]
        else { return nil }
        let other = CommodityTable.all[neighbour]
        guard other.duty(in: home) < tariff.dutyPercent else { return nil }
        shipment.items[0].commodity = neighbour
        if other.unit != commodity.unit { shipment.items[0].units = 0 }
        // Half of them also bend the words.
        if chance.chance(0.5) {
            let names = [other.nameRU, home == .uz ? other.nameUZ : other.nameRU]
            shipment.items[0].words =
                home == .us ? other.nameEN : names[chance.below(names.count)]
        }
        return SimulatedTruth(scheme: .neighbourHS, item: 1)
    }

    private mutating func originSwap(_ chance: inout SeededGenerator) -> SimulatedTruth? {
        let tariff = lane.goods[shipment.items[0].goods].tariff
        guard home.isInCISFreeTrade, !tariff.isPreferential, tariff.dutyPercent > 0 else {
            return nil
        }
        let members = [Land.kz, .uz, .ru, .kg].filter { $0 != home }
        shipment.items[0].origin = members[chance.below(members.count)]
        return SimulatedTruth(scheme: .originSwap, item: 1)
    }

    private mutating func split(
        group: Int, _ chance: inout SeededGenerator
    ) -> SimulatedTruth? {
        let perUSD = Double(world.rates.perUSDMillionths(lane.currency, on: day)) / 1_000_000
        let total = Double(shipment.items[0].price) / 100 / perUSD
        let net = shipment.items[0].net
        // Below 25,000 USD there is nothing to split; gold in grams would look odd.
        guard total >= 25_000, Double(net) * 10_000 / total >= 50 else { return nil }
        let whole = shipment
        let count = min(6, max(3, Int(total / 9_900) + 1))
        for part in 0..<count {
            let value = min(9_900, total / Double(count)) * chance.uniform(0.86...0.995)
            var piece = whole
            piece.items = [whole.items[0].scaled(by: value / total, chargesToo: true)]
            let weight = Double(piece.items[0].addedCharges)
            let charges = Double(max(1, whole.freight + whole.insurance))
            piece.freight = Int64((weight * Double(whole.freight) / charges).rounded())
            piece.insurance = piece.items[0].addedCharges - piece.freight
            piece.invoice = whole.invoice + part
            piece.token = whole.token &+ UInt64(part)
            if part == 0 { shipment = piece } else { followers.append(piece) }
        }
        return SimulatedTruth(scheme: .splitConsignment, group: group)
    }

    private mutating func shell(group: Int, _ chance: inout SeededGenerator) -> SimulatedTruth? {
        guard commodity.carriage == .highValue || commodity.carriage == .general,
            Elementary.exp(commodity.lnPrice) > 4
        else { return nil }
        let firm = Firm(in: home, &chance)
        var parties = lane.parties
        for index in parties.indices where parties[index].role == .importer {
            parties[index] = firm.party(.importer, writtenIn: home)
        }
        shipment.parties = parties
        let first = shipment
        for part in 1...chance.whole(4...SchemePlanter.followersMax) {
            var next = first
            next.day = first.day + part * 7 / 9
            next.invoice = first.invoice + part
            next.token = chance.next()
            next.items = [first.items[0].scaled(by: chance.uniform(0.8...1.4), chargesToo: true)]
            next.freight =
                next.items[0].addedCharges * first.freight
                / max(1, first.freight + first.insurance)
            next.insurance = next.items[0].addedCharges - next.freight
            followers.append(next)
        }
        return SimulatedTruth(scheme: .shellImporter, group: group)
    }

    private var day: CalendarDay { world.calendarDay(shipment.day) }
}

extension ShipmentItem {
    /// The same goods, more or fewer of them.
    func scaled(by factor: Double, chargesToo: Bool) -> ShipmentItem {
        func scaled(_ value: Int64) -> Int64 { Int64((Double(value) * factor).rounded()) }
        var item = self
        item.net = max(1, scaled(net))
        item.gross = max(item.net, scaled(gross))
        item.units = units == 0 ? 0 : max(1, scaled(units))
        item.packages = max(1, scaled(packages))
        let goods = max(1, scaled(price - includedCharges))
        if chargesToo {
            item.includedCharges = scaled(includedCharges)
            item.addedCharges = scaled(addedCharges)
        }
        item.price = goods + item.includedCharges
        return item
    }
}

/// Descriptions that say nothing.
enum VagueWords {
    private static let uzbek = [
        "Xalq isteʼmoli mollari", "Tovarlar", "Har xil buyumlar", "Ehtiyot qismlar", "Jihozlar",
    ]
    private static let russian = [
        "Сборный груз", "Товары народного потребления", "Запчасти", "Изделия разные",
        "Оборудование",
    ]
    private static let english = ["Goods", "Parts", "General cargo", "Various articles", "Samples"]

    static func draw(in land: Land, _ chance: inout SeededGenerator) -> String {
        let words: [String] =
            switch land {
            case .us: english
            case .uz: chance.chance(0.5) ? uzbek : russian
            default: russian
            }
        return words[chance.below(words.count)]
    }
}
