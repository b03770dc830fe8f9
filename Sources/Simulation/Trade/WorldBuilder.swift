import Customs

/// Draws the firms and lanes of a ``TradeWorld``.
struct WorldBuilder {
    private let settings: SimulationSettings
    private let home: Land
    private let commodities = CommodityTable.all
    private var chance: SeededGenerator
    private var brokers: [Int] = []
    /// Firms abroad by country, busiest first.
    private var foreign: [[Int]] = []
    private(set) var firms: [Firm] = []
    private(set) var lanes: [Lane] = []
    private(set) var vehicles: [String] = []
    private(set) var containers: [String] = []

    init(_ settings: SimulationSettings) {
        self.settings = settings
        home = settings.administration
        chance = SeededGenerator(seed: SeededGenerator.mix(settings.seed ^ 0x7A6D_6761))
    }

    mutating func build() {
        let traders = settings.tradersEffective
        brokers = (0..<min(max(traders / 25, 4), 90)).map { _ in addFirm(in: home) }
        foreign = Land.allCases.map { land in
            let count = max(3, Int(Double(traders) * 0.12 * land.partnerWeight))
            return land == home ? [] : (0..<count).map { _ in addFirm(in: land) }
        }
        let importers = max(1, traders * 7 / 10)
        for rank in 0..<importers { addTrader(flow: .import, rank: rank) }
        if let emphasis = settings.emphasis { addEmphasis(emphasis) }
        for rank in 0..<max(1, traders - importers) { addTrader(flow: .export, rank: rank) }
        for rank in 0..<max(2, traders / 20) { addTrader(flow: .transit, rank: rank) }
    }

    /// Importers of one commodity, together as busy as the share asks for.
    private mutating func addEmphasis(_ emphasis: SimulationSettings.Emphasis) {
        guard let index = commodities.firstIndex(where: { $0.hs6 == emphasis.hs6 }),
            let source = commodities[index].sources.first(where: { $0.land == emphasis.origin })
        else { return }
        let share = min(max(emphasis.share, 0), 0.9)
        let others = lanes.reduce(0) { $0 + $1.weight }
        let weight = others * share / (1 - share) / Double(max(1, emphasis.importers))
        for _ in 0..<max(0, emphasis.importers) {
            let firm = addFirm(in: home)
            let broker = brokers[chance.below(brokers.count)]
            addLane(
                flow: .import, firm: firm, broker: broker, commodity: index, weight: weight,
                source: source)
        }
    }

    private mutating func addFirm(in land: Land) -> Int {
        firms.append(Firm(in: land, &chance))
        return firms.count - 1
    }

    /// A trader with one to five lanes; activity falls with its rank as Zipf's law says.
    private mutating func addTrader(flow: Declaration.Flow, rank: Int) {
        let firm = addFirm(in: home)
        let activity = Elementary.exp(-1.02 * Elementary.ln(Double(rank + 1)))
        let broker = brokers[chance.below(brokers.count)]
        let first = drawCommodity(flow, like: nil)
        for position in 0..<chance.whole(1...5) {
            let like = chance.chance(0.7) ? first : nil
            let commodity = position == 0 ? first : drawCommodity(flow, like: like)
            let ownBroker = chance.chance(0.9) ? broker : brokers[chance.below(brokers.count)]
            let weight = activity / Double(position + 1)
            addLane(
                flow: flow, firm: firm, broker: ownBroker, commodity: commodity, weight: weight)
        }
    }

    /// A commodity the flow allows, of the same chapter as another where asked.
    private mutating func drawCommodity(_ flow: Declaration.Flow, like other: Int?) -> Int {
        for _ in 0..<400 {
            let index = chance.below(commodities.count)
            if let other, commodities[index].hs6.prefix(2) != commodities[other].hs6.prefix(2) {
                continue
            }
            let homeMade = commodities[index].sources.contains { $0.land == home }
            let foreignMade = commodities[index].sources.contains { $0.land != home }
            if flow == .export ? homeMade : foreignMade { return index }
        }
        return other ?? 0
    }

    private mutating func drawSource(_ commodity: Commodity) -> Commodity.Source {
        let abroad = commodity.sources.filter { $0.land != home }
        let weights = WeightedChoice(weights: abroad.map { $0.weight * $0.land.partnerWeight })
        return abroad[weights.draw(&chance)]
    }

    private mutating func drawDestination(besides other: Land? = nil) -> Land {
        let lands = Land.allCases.filter { $0 != home && $0 != other }
        let weights = WeightedChoice(
            weights: lands.map { $0.partnerWeight * ($0.isInCISFreeTrade ? 1.5 : 1) })
        return lands[weights.draw(&chance)]
    }

    private mutating func addLane(
        flow: Declaration.Flow, firm: Int, broker: Int, commodity index: Int, weight: Double,
        source given: Commodity.Source? = nil
    ) {
        let commodity = commodities[index]
        var origin = home
        var lnFactor = 0.0
        var foreignLand: Land
        if flow == .export {
            foreignLand = drawDestination()
            lnFactor = commodity.sources.first { $0.land == home }?.lnFactor ?? 0
        } else {
            let source = given ?? drawSource(commodity)
            origin = source.land
            lnFactor = source.lnFactor
            // Some goods come through a third country; their origin stays.
            foreignLand = given != nil || chance.chance(0.93) ? origin : drawDestination()
        }
        let onward = flow == .transit ? drawDestination(besides: foreignLand) : nil
        let mode = drawMode(commodity, to: foreignLand)
        let crossings = Crossings.of(home, mode: mode)
        let crossing = crossings[crossing(crossings.count, foreign: foreignLand, mode: mode)]
        let partners = foreign[Int(foreignLand.rawValue)]
        let partner = partners[min(chance.below(partners.count), chance.below(partners.count))]
        let goods = drawGoods(
            flow, index, origin: origin, lnFactor: lnFactor, foreignLand: foreignLand)
        let mass = drawMass(commodity, mode: mode)
        let parties = parties(flow, firm: firm, partner: partner, broker: broker)
        lanes.append(
            Lane(
                flow: flow, partners: .init(home: firm, foreign: partner, broker: broker),
                way: .init(
                    foreignLand: foreignLand, onwardLand: onward, mode: mode, crossing: crossing,
                    offices: offices(flow, crossing),
                    routes: routes(flow, foreignLand, onward: onward, mode: mode),
                    fleet: addFleet(foreignLand, mode: mode), lnNetKg: mass.ln,
                    netKgMax: mass.max),
                terms: .init(
                    incoterm: drawIncoterm(mode), currency: drawCurrency(flow, foreignLand)),
                goods: goods, parties: parties, procedures: [drawProcedure(flow)],
                weight: weight))
    }

    private mutating func drawMode(_ commodity: Commodity, to land: Land) -> Mode {
        let shares = commodity.carriage.shares
        let point = chance.uniform()
        var mode: Mode = .rail
        if point < shares.air {
            mode = .air
        } else if point < shares.air + shares.road {
            mode = .road
        }
        // Nobody drives between Asia and America: sea, or containers by rail after the sea.
        guard home == .us || land == .us, mode != .air else { return mode }
        return home == .us ? .sea : .rail
    }

    /// Northern neighbours use the first crossings, southern routes the later ones.
    private mutating func crossing(_ count: Int, foreign: Land, mode: Mode) -> Int {
        let southern = [Land.tr, .in].contains(foreign) && mode != .air
        if home == .uz && southern && chance.chance(0.8) { return min(count - 1, 3) }
        return min(chance.below(count), chance.below(count))
    }

    /// The main goods and up to two others that the same partner sells from the same origin.
    private mutating func drawGoods(
        _ flow: Declaration.Flow, _ index: Int, origin: Land, lnFactor: Double, foreignLand: Land
    ) -> [LaneGoods] {
        var goods = [laneGoods(index, origin: origin, lnFactor: lnFactor)]
        for _ in 0..<chance.below(3) {
            let other = chance.below(commodities.count)
            let commodity = commodities[other]
            guard other != index, commodity.carriage == commodities[index].carriage,
                let source = commodity.sources.first(where: { $0.land == origin })
            else { continue }
            goods.append(laneGoods(other, origin: origin, lnFactor: source.lnFactor))
        }
        return goods
    }

    private mutating func laneGoods(_ index: Int, origin: Land, lnFactor: Double) -> LaneGoods {
        let commodity = commodities[index]
        let point = chance.uniform()
        let words =
            switch home {
            case .us: commodity.nameEN
            case .kz: point < 0.8 ? commodity.nameRU : commodity.nameEN
            default:
                point < 0.45
                    ? commodity.nameUZ : (point < 0.9 ? commodity.nameRU : commodity.nameEN)
            }
        return LaneGoods(
            commodity: index, origin: origin,
            lnPrice: commodity.lnPrice + lnFactor + chance.normal() * commodity.sigma * 0.6,
            sigma: commodity.sigma * 0.8, description: words,
            tariff: TariffPosition(commodity: commodity, origin: origin, in: home))
    }

    private mutating func drawMass(_ commodity: Commodity, mode: Mode) -> (ln: Double, max: Double)
    {
        let max: Double =
            switch mode {
            case .air: 6000
            case .road: 21_500
            case .rail: 66_000
            case .sea: 26_000
            }
        var ln = commodity.lnNetKg + chance.normal() * 0.4
        if mode == .air { ln = min(ln, Elementary.ln(700) + chance.normal() * 0.6) }
        return (min(ln, Elementary.ln(max)), max)
    }

    private mutating func drawIncoterm(_ mode: Mode) -> Incoterm {
        let terms: [Incoterm] =
            mode == .sea
            ? [.fob, .fob, .cif, .cif, .exw]
            : [.exw, .fca, .fca, .fca, .cpt, .cpt, .cip, .cip, .dap, .dap, .dap]
        return terms[chance.below(terms.count)]
    }

    private mutating func drawCurrency(_ flow: Declaration.Flow, _ land: Land) -> Currency {
        if home == .us { return .usd }
        let other: Currency =
            switch land {
            case .cn: .cny
            case .ru: .rub
            case .de, .it, .tr: .eur
            case .kz: .kzt
            case .uz: .uzs
            default: .usd
            }
        return chance.chance(flow == .export ? 0.2 : 0.55) ? other : .usd
    }

    private mutating func drawProcedure(_ flow: Declaration.Flow) -> Procedure {
        var procedure = Procedure()
        let point = chance.uniform()
        switch flow {
        case .import: procedure.currentCode = point < 0.93 ? "40" : (point < 0.97 ? "51" : "53")
        case .export: procedure.currentCode = "10"
        case .transit: procedure.currentCode = "80"
        }
        procedure.previousCode = "00"
        return procedure
    }

    private func parties(
        _ flow: Declaration.Flow, firm: Int, partner: Int, broker: Int
    ) -> [Party] {
        let outward = flow == .export
        var agent = firms[broker].party(.declarant, writtenIn: home)
        agent.functionCode = "2"
        return [
            firms[outward ? firm : partner].party(.exporter, writtenIn: home),
            firms[outward ? partner : firm].party(.importer, writtenIn: home), agent,
        ]
    }

    private func offices(_ flow: Declaration.Flow, _ crossing: Crossing) -> [OfficeReference] {
        func office(_ role: OfficeReference.Role, _ named: Bool) -> OfficeReference {
            var office = OfficeReference()
            office.role = role
            office.id = crossing.office
            office.name = named ? crossing.name : nil
            return office
        }
        return [office(.declaration, false), office(flow == .export ? .exit : .entry, true)]
    }

    private func routes(
        _ flow: Declaration.Flow, _ land: Land, onward: Land?, mode: Mode
    ) -> [[RoutingCountry]] {
        let ways =
            flow == .export
            ? Crossings.routes(from: home, to: land, mode: mode)
            : Crossings.routes(from: land, to: home, mode: mode)
        return ways.map { codes in
            let all = codes + (onward.map { [$0.code] } ?? [])
            return all.enumerated().map { index, code in
                var country = RoutingCountry()
                country.sequence = ExactDecimal(index + 1)
                country.countryCode = code
                return country
            }
        }
    }

    /// Vehicles and containers that come again and again on one lane.
    private mutating func addFleet(_ land: Land, mode: Mode) -> Int {
        let start = vehicles.count
        for index in 0..<TradeWorld.fleetSize {
            switch mode {
            case .road:
                vehicles.append(
                    TransportNumbers.plates(of: index % 2 == 0 ? home : land, &chance))
            case .rail: vehicles.append(TransportNumbers.wagon(&chance))
            case .air, .sea: vehicles.append(TransportNumbers.flight(&chance))
            }
            containers.append(TransportNumbers.container(&chance))
        }
        return start
    }
}
