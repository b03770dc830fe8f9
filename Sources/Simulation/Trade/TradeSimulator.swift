import Customs

/// Makes up trade between Uzbekistan, Kazakhstan, the United States and others, one declaration at
/// a time, in the order of its days.
///
///     var simulator = TradeSimulator(seed: 7, count: 100_000)
///     while let trade = simulator.next() { screen(trade.declaration) }
///
/// Memory holds the world (firms, lanes, fleets: some 100 MB at 20,000 traders) and a bounded queue,
/// never the trade. The same settings give the same trade on every machine.
package struct TradeSimulator: Sequence, IteratorProtocol, Sendable {
    package let settings: SimulationSettings
    let world: TradeWorld
    private var chance: SeededGenerator
    private var planter: SchemePlanter
    private var made = 0
    private var day = 0
    private var recent: Shipment?
    /// Invoices issued so far by each firm.
    private var invoices: [Int32]
    /// Last invoice on each lane; 0 for none.
    private var lastInvoice: [Int32]
    private var lastInvoiceDay: [Int32]

    package init(_ settings: SimulationSettings) {
        self.settings = settings
        world = TradeWorld(settings)
        chance = SeededGenerator(seed: settings.seed)
        planter = SchemePlanter(settings)
        invoices = world.firms.indices.map { Int32(100 + $0 * 37 % 5000) }
        lastInvoice = [Int32](repeating: 0, count: world.lanes.count)
        lastInvoiceDay = lastInvoice
    }

    package init(seed: UInt64, count: Int) {
        self.init(SimulationSettings(seed: seed, count: count))
    }

    /// The exchange rates the trade was made with.
    package var rates: RateSeries { world.rates }

    /// The next declaration; nil after ``SimulationSettings/count`` of them.
    package mutating func next() -> SimulatedTrade? {
        guard made < settings.count else { return nil }
        made += 1
        while day < world.quotas.count - 1, made > world.quotas[day] { day += 1 }
        if var due = planter.due(on: day) {
            due.shipment.number = made
            due.shipment.rate = world.rates.crossTenThousandths(
                from: world.lanes[due.shipment.lane].currency,
                to: settings.administration.currency, on: world.calendarDay(day))
            return trade(due.shipment, due.truth, original: nil)
        }
        // Never straight after the original: two versions in neighbouring rows of a table would read
        // as one declaration.
        if let earlier = recent, made > earlier.number + 1,
            chance.chance(settings.amendmentShare)
        {
            recent = nil
            return trade(amended(earlier), nil, original: nil)
        }
        let lane = drawLane()
        var shipment = draw(lane)
        let original = shipment.items
        let last = (number: Int(lastInvoice[lane]), day: Int(lastInvoiceDay[lane]))
        let truth = planter.plant(into: &shipment, world: world, lastInvoice: last, &chance)
        if truth?.group != nil {
            // The declarations that follow use the next invoice numbers.
            let seller = world.lanes[lane].seller
            invoices[seller] += Int32(SchemePlanter.followersMax + 1)
        }
        lastInvoice[lane] = Int32(clamping: shipment.invoice)
        lastInvoiceDay[lane] = Int32(clamping: shipment.invoiceDay)
        if truth == nil, made % 16 == 0 { recent = shipment }
        return trade(shipment, truth, original: truth == nil ? nil : original)
    }

    private mutating func trade(
        _ shipment: Shipment, _ truth: SimulatedTruth?, original: [ShipmentItem]?
    ) -> SimulatedTrade {
        SimulatedTrade(
            shipment: shipment, original: original, truth: truth,
            bringsCargoReport: chance.chance(settings.cargoReportShare), world: world)
    }

    private mutating func drawLane() -> Int {
        let point = chance.uniform()
        if point < settings.transitShare { return world.transitChoice.draw(&chance) }
        if point < settings.transitShare + settings.exportShare {
            return drawInSeason(world.exportChoice)
        }
        return drawInSeason(world.importChoice)
    }

    /// Fresh produce mostly moves from May to November.
    private mutating func drawInSeason(_ choice: TradeWorld.Choice) -> Int {
        let lane = choice.draw(&chance)
        let commodity = CommodityTable.all[world.lanes[lane].goods[0].commodity]
        guard commodity.carriage == .perishable, chance.chance(0.7),
            !(5...11).contains(world.calendarDay(day).month)
        else { return lane }
        return choice.draw(&chance)
    }

    /// An honest shipment on a lane.
    private mutating func draw(_ laneIndex: Int) -> Shipment {
        let lane = world.lanes[laneIndex]
        let seller = lane.seller
        invoices[seller] += Int32(1 + chance.below(4))
        let lag = lane.mode == .air ? chance.whole(1...6) : chance.whole(3...30)
        // Now and then yesterday's rate is used on a weekend or by oversight.
        let rateDay = world.calendarDay(chance.chance(0.01) ? day - 1 : day)
        var shipment = Shipment(
            number: made, lane: laneIndex, day: day, invoice: Int(invoices[seller]),
            invoiceDay: day - lag,
            rate: world.rates.crossTenThousandths(
                from: lane.currency, to: settings.administration.currency, on: rateDay),
            vehicle: lane.way.fleet + chance.below(TradeWorld.fleetSize), container: nil,
            route: lane.way.routes.count > 1 && chance.chance(0.05) ? 1 : 0, token: chance.next(),
            items: [])
        let carriage = CommodityTable.all[lane.goods[0].commodity].carriage
        let containerShare: Double =
            switch lane.mode {
            case .sea: 1
            case .rail: carriage == .bulk ? 0.05 : 0.75
            case .road: 0.12
            case .air: 0
            }
        if chance.chance(containerShare) {
            shipment.container = lane.way.fleet + chance.below(TradeWorld.fleetSize)
        }
        let perUSD = Double(world.rates.perUSDMillionths(lane.currency, on: rateDay)) / 1_000_000
        fill(&shipment, lane: lane, perUSD: perUSD)
        return shipment
    }

    private mutating func fill(_ shipment: inout Shipment, lane: Lane, perUSD: Double) {
        var count = 1
        while count < Swift.min(settings.itemsMax, 20), chance.chance(0.28) { count += 1 }
        shipment.items.reserveCapacity(count)
        for position in 0..<count {
            let item = ItemMaker.item(
                position % lane.goods.count, of: count, lane: lane, perUSD: perUSD, &chance)
            shipment.items.append(item)
        }
        guard lane.flow != .transit else { return }
        Charges.put(on: &shipment, lane: lane, perUSD: perUSD, &chance)
    }

    /// The same declaration lodged again with its masses and packages put right.
    private mutating func amended(_ earlier: Shipment) -> Shipment {
        var shipment = earlier
        shipment.number = made
        shipment.registered = earlier.number
        shipment.version = 2
        shipment.items[0].gross += Int64(chance.whole(5...400))
        shipment.items[0].packages += 1
        return shipment
    }
}
