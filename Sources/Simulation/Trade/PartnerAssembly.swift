import Customs

/// Puts the partner's record of a shipment together: its own numbers, language, currency and day,
/// the same goods.
struct PartnerAssembly {
    let world: TradeWorld
    let shipment: Shipment

    func declaration() -> Declaration {
        let lane = world.lanes[shipment.lane]
        let partner = lane.foreignLand
        let sends = lane.flow == .import
        var mirrored = shipment
        mirrored.parties = nil
        mirrored.day = shipment.day + (sends ? -lag(lane.mode) : lag(lane.mode))
        mirrored.rate = world.rates.crossTenThousandths(
            from: lane.currency, to: partner.currency, on: world.calendarDay(mirrored.day))
        revalue(&mirrored, lane: lane, sends: sends)
        return write(mirrored, lane, partner: partner, home: world.settings.administration)
    }

    /// Days between the export and the import.
    private func lag(_ mode: Mode) -> Int {
        let draw = Int((shipment.token >> 40) % 1000)
        return switch mode {
        case .air: 1 + draw % 4
        case .road: 2 + draw % 9
        case .rail: 4 + draw % 22
        case .sea: 18 + draw % 40
        }
    }

    /// Exports are stated without the freight, imports with it.
    private func revalue(_ shipment: inout Shipment, lane: Lane, sends: Bool) {
        for index in shipment.items.indices {
            let item = shipment.items[index]
            if sends {
                shipment.items[index].price = item.price - item.includedCharges
                shipment.items[index].addedCharges = 0
            } else if item.includedCharges == 0 {
                shipment.items[index].addedCharges = item.price / 25
            }
        }
        shipment.freight = sends ? 0 : shipment.items.reduce(0) { $0 + $1.addedCharges }
        shipment.insurance = 0
    }

    private func write(
        _ shipment: Shipment, _ lane: Lane, partner: Land, home: Land
    ) -> Declaration {
        let sends = lane.flow == .import
        let exporter = world.firms[sends ? lane.foreignFirm : lane.homeFirm]
        let importer = world.firms[sends ? lane.homeFirm : lane.foreignFirm]
        let crossings = Crossings.of(partner, mode: partner == .us ? usMode(lane.mode) : lane.mode)
        let crossing = crossings[Int(shipment.token % UInt64(crossings.count))]
        let number = Int(shipment.token % 10_000_000)
        let day = world.calendarDay(shipment.day)
        var declaration = Declaration()
        declaration.flow = sends ? .export : .import
        declaration.functionCode = "9"
        declaration.typeCode = sends ? "EXA" : "IMA"
        declaration.procedureTypeCode = sends ? "EX1" : "IM4"
        declaration.id = Numbering.registration(
            office: crossing.office, day: day, number: number)
        declaration.functionalReferenceID = Numbering.localReference(
            broker: lane.foreignFirm, number: number, year: day.year)
        declaration.issueDateTime = world.written(day: shipment.day)
        declaration.acceptanceDateTime = declaration.issueDateTime
        declaration.parties = [
            exporter.party(.exporter, writtenIn: partner),
            importer.party(.importer, writtenIn: partner),
        ]
        var office = OfficeReference()
        office.role = .declaration
        office.id = crossing.office
        declaration.offices = [office]
        declaration.exportCountryCode = sends ? partner.code : home.code
        declaration.destinationCountryCode = sends ? home.code : partner.code
        declaration.tradingCountryCode = home.code
        putRest(on: &declaration, shipment, lane, partner: partner)
        return declaration
    }

    private func putRest(
        on declaration: inout Declaration, _ shipment: Shipment, _ lane: Lane, partner: Land
    ) {
        let sends = lane.flow == .import
        var means = TransportMeans()
        means.stage = .border
        means.modeCode = lane.mode.code
        means.id = world.vehicles[shipment.vehicle]
        declaration.transportMeans = [means]
        if let container = shipment.container {
            var equipment = TransportEquipment()
            equipment.sequence = ExactDecimal(1)
            equipment.id = world.containers[container]
            declaration.equipment = [equipment]
        }
        var document = PreviousDocument()
        document.typeCode = lane.mode.documentTypeCode
        document.id = TransportNumbers.transportDocument(
            mode: lane.mode, land: partner, token: shipment.token)
        declaration.previousDocuments = [document]
        if shipment.token % 5 == 0 {
            declaration.ucrID = Numbering.ucr(land: partner, token: shipment.token)
        }
        declaration.invoiceID = Numbering.invoice(firm: lane.seller, number: shipment.invoice)
        declaration.invoiceDate = world.written(day: shipment.invoiceDay)
        declaration.invoiceAmount = Money(
            ExactDecimal(mantissa: shipment.priceTotal, scale: 2), lane.currency.code)
        var exchange = CurrencyExchange()
        exchange.currencyCode = lane.currency.code
        exchange.rate = ExactDecimal(mantissa: shipment.rate, scale: 4)
        declaration.currencyExchanges = [exchange]
        var terms = TradeTerms()
        terms.conditionCode = sends ? "FCA" : lane.incoterm.code
        declaration.tradeTerms = terms
        declaration.goodsItemQuantity = ExactDecimal(shipment.items.count)
        declaration.totalPackageQuantity = ExactDecimal(Int(shipment.packagesTotal))
        declaration.totalGrossMass = Quantity(
            ExactDecimal(mantissa: shipment.grossTotal, scale: 1), "KGM")
        let maker = GoodsItemAssembly(
            world: world, shipment: shipment, lane: lane, flow: sends ? .export : .import,
            reader: partner)
        declaration.items = shipment.items.indices.map { maker.item($0) }
    }

    private func usMode(_ mode: Mode) -> Mode { mode == .air ? .air : .sea }
}
