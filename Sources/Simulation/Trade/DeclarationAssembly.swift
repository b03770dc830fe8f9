import Customs

/// Puts a declaration together from a shipment, as the administration of the simulation gets it.
struct DeclarationAssembly {
    let world: TradeWorld
    let shipment: Shipment

    private var home: Land { world.settings.administration }

    func declaration() -> Declaration {
        let lane = world.lanes[shipment.lane]
        var declaration = Declaration()
        declaration.flow = lane.flow
        declaration.functionCode = shipment.version > 1 ? "4" : "9"
        declaration.functionalReferenceID = Numbering.localReference(
            broker: lane.broker, number: shipment.reference, year: day.year)
        declaration.id = Numbering.registration(
            office: lane.way.crossing.office, day: day, number: shipment.reference)
        let written = world.written(day: shipment.day)
        declaration.issueDateTime = written
        declaration.acceptanceDateTime = written
        declaration.goodsItemQuantity = ExactDecimal(shipment.items.count)
        declaration.totalPackageQuantity = ExactDecimal(Int(shipment.packagesTotal))
        declaration.totalGrossMass = Quantity(
            ExactDecimal(mantissa: shipment.grossTotal, scale: 1), "KGM")
        declaration.offices = lane.way.offices
        declaration.parties = shipment.parties ?? lane.parties
        declaration.itinerary = lane.way.routes[min(shipment.route, lane.way.routes.count - 1)]
        putTransport(on: &declaration, lane)
        putPlaces(on: &declaration, lane)
        if lane.flow != .transit { putMoney(on: &declaration, lane) }
        declaration.items = items(lane)
        return declaration
    }

    private var day: CalendarDay { world.calendarDay(shipment.day) }

    private func putTransport(on declaration: inout Declaration, _ lane: Lane) {
        var means = TransportMeans()
        means.stage = .border
        means.id = world.vehicles[shipment.vehicle]
        means.identificationTypeCode = lane.mode.identificationTypeCode
        means.modeCode = lane.mode.code
        means.registrationNationalityCode =
            shipment.vehicle % 2 == 0 ? home.code : lane.foreignLand.code
        declaration.transportMeans = [means]
        declaration.containerCode = shipment.container == nil ? "0" : "1"
        if let container = shipment.container {
            var equipment = TransportEquipment()
            equipment.sequence = ExactDecimal(1)
            equipment.id = shipment.containerSpoiled ?? world.containers[container]
            equipment.sizeTypeCode = container % 3 == 0 ? "22G1" : "45G1"
            equipment.fullnessCode = "5"
            var seal = TransportSeal()
            seal.sequence = ExactDecimal(1)
            seal.id = TransportNumbers.seal(land: lane.foreignLand, token: shipment.token >> 20)
            equipment.seals = [seal]
            declaration.equipment = [equipment]
        }
        var document = PreviousDocument()
        document.typeCode = lane.mode.documentTypeCode
        document.id = TransportNumbers.transportDocument(
            mode: lane.mode, land: lane.foreignLand, token: shipment.token)
        declaration.previousDocuments = [document]
    }

    private func putPlaces(on declaration: inout Declaration, _ lane: Lane) {
        let foreign = world.firms[lane.foreignFirm].locode
        let own = world.firms[lane.homeFirm].locode
        switch lane.flow {
        case .import:
            declaration.typeCode = "IMA"
            declaration.procedureTypeCode = "IM4"
            declaration.exportCountryCode = lane.foreignLand.code
            declaration.destinationCountryCode = home.code
            declaration.loadingLocationID = foreign
            declaration.unloadingLocationID = own
            declaration.arrivalDateTime = world.written(day: shipment.day - 1)
        case .export:
            declaration.typeCode = "EXA"
            declaration.procedureTypeCode = "EX1"
            declaration.exportCountryCode = home.code
            declaration.destinationCountryCode = lane.foreignLand.code
            declaration.loadingLocationID = own
            declaration.unloadingLocationID = foreign
        case .transit:
            declaration.typeCode = "TRA"
            declaration.procedureTypeCode = "TR8"
            declaration.exportCountryCode = lane.foreignLand.code
            declaration.destinationCountryCode = lane.way.onwardLand?.code
            declaration.loadingLocationID = foreign
        }
        declaration.tradingCountryCode = lane.foreignLand.code
        // One trade in five carries a unique consignment reference both sides use.
        if shipment.token % 5 == 0 {
            declaration.ucrID = Numbering.ucr(land: lane.foreignLand, token: shipment.token)
        }
    }

    private func putMoney(on declaration: inout Declaration, _ lane: Lane) {
        declaration.invoiceAmount = money(shipment.priceTotal, lane.currency)
        declaration.invoiceID = Numbering.invoice(firm: lane.seller, number: shipment.invoice)
        declaration.invoiceDate = world.written(day: shipment.invoiceDay)
        declaration.transactionNatureCode = "11"
        var exchange = CurrencyExchange()
        exchange.currencyCode = lane.currency.code
        exchange.rate = ExactDecimal(mantissa: shipment.rate, scale: 4)
        declaration.currencyExchanges = [exchange]
        var terms = TradeTerms()
        terms.conditionCode = lane.incoterm.code
        let atSeller = !lane.incoterm.includesFreight
        let place = world.firms[
            (lane.flow == .export) == atSeller ? lane.homeFirm : lane.foreignFirm]
        terms.locationName = place.abroad.city
        declaration.tradeTerms = terms
        var valuation = Valuation()
        valuation.methodCode = "1"
        if shipment.freight > 0 { valuation.freight = money(shipment.freight, lane.currency) }
        if shipment.insurance > 0 {
            valuation.insurance = money(shipment.insurance, lane.currency)
        }
        declaration.valuation = valuation
    }

    private func items(_ lane: Lane) -> [GoodsItem] {
        var items: [GoodsItem] = []
        items.reserveCapacity(shipment.items.count)
        let maker = GoodsItemAssembly(
            world: world, shipment: shipment, lane: lane, flow: lane.flow, reader: home)
        for index in shipment.items.indices { items.append(maker.item(index)) }
        return items
    }

    private func money(_ hundredths: Int64, _ currency: Currency) -> Money {
        Money(ExactDecimal(mantissa: hundredths, scale: 2), currency.code)
    }
}

extension Shipment {
    /// The number registrations are made from; an amendment keeps that of its original.
    var reference: Int { registered ?? number }
}

extension Mode {
    /// UNTDID 8179 as used by the WCO.
    var identificationTypeCode: String {
        switch self {
        case .sea: "11"
        case .rail: "20"
        case .road: "30"
        case .air: "40"
        }
    }

    /// UNTDID 1001: bill of lading, rail or road consignment note, air waybill.
    var documentTypeCode: String {
        switch self {
        case .sea: "705"
        case .rail: "720"
        case .road: "730"
        case .air: "740"
        }
    }
}
