import Customs

/// Puts a carrier's report together: the shipment and up to three others on the same conveyance.
struct CargoReportAssembly {
    let world: TradeWorld
    let shipment: Shipment

    func report() -> CargoReport {
        let lane = world.lanes[shipment.lane]
        var report = CargoReport()
        var reference = ShortText()
        reference.append("MAN")
        reference.append(shipment.number, width: 8)
        report.reference = reference.text
        report.functionCode = "9"
        report.issueDateTime = world.written(day: shipment.day - 1)
        report.officeID = lane.way.crossing.office
        let carrier = world.firms[lane.foreignFirm]
        report.carrier = carrier.party(.carrier, writtenIn: .us)
        var means = TransportMeans()
        means.stage = .arrival
        means.id = world.vehicles[shipment.vehicle]
        means.modeCode = lane.mode.code
        report.transport = means
        var consignments = [consignment(shipment, sequence: 1)]
        let others = Int(shipment.token >> 60) % 4
        for other in 0..<others {
            var neighbour = shipment
            neighbour.lane = (shipment.lane + other + 1) % world.lanes.count
            neighbour.token = SeededGenerator.mix(shipment.token &+ UInt64(other))
            neighbour.container = nil
            let goods = world.lanes[neighbour.lane].goods[0]
            neighbour.items = [
                shipment.items[0].scaled(by: 0.3 + 0.2 * Double(other), chargesToo: true)
            ]
            neighbour.items[0].goods = 0
            neighbour.items[0].commodity = goods.commodity
            neighbour.items[0].words = nil
            let perPackage = CommodityTable.all[goods.commodity].kgPerPackage * 10
            neighbour.items[0].packages = Int64(
                (Double(neighbour.items[0].net) / perPackage).rounded(.up))
            consignments.append(consignment(neighbour, sequence: other + 2))
        }
        report.consignments = consignments
        if let container = shipment.container {
            var equipment = TransportEquipment()
            equipment.sequence = ExactDecimal(1)
            equipment.id = shipment.containerSpoiled ?? world.containers[container]
            equipment.sizeTypeCode = container % 3 == 0 ? "22G1" : "45G1"
            equipment.fullnessCode = "5"
            equipment.grossMass = Quantity(
                ExactDecimal(mantissa: shipment.grossTotal, scale: 1), "KGM")
            report.equipment = [equipment]
        }
        return report
    }

    private func consignment(_ shipment: Shipment, sequence: Int) -> ReportedConsignment {
        let lane = world.lanes[shipment.lane]
        var consignment = ReportedConsignment()
        consignment.sequence = ExactDecimal(sequence)
        consignment.transportDocumentID = TransportNumbers.transportDocument(
            mode: world.lanes[self.shipment.lane].mode, land: lane.foreignLand,
            token: shipment.token)
        let foreign = world.firms[lane.foreignFirm]
        let own = world.firms[lane.homeFirm]
        consignment.loadingLocationID = foreign.locode
        consignment.unloadingLocationID = own.locode
        consignment.parties = [
            foreign.party(.consignor, writtenIn: .us), own.party(.consignee, writtenIn: .us),
        ]
        consignment.goods = shipment.items.enumerated().map { index, facts in
            let commodity = CommodityTable.all[facts.commodity]
            var goods = ReportedGoods()
            goods.sequence = ExactDecimal(index + 1)
            goods.description = facts.words ?? commodity.nameEN
            var packaging = Packaging()
            packaging.count = ExactDecimal(Int(facts.packages))
            packaging.typeCode = commodity.packageType
            goods.packages = packaging
            goods.grossMass = Quantity(ExactDecimal(mantissa: facts.gross, scale: 1), "KGM")
            if let container = shipment.container {
                goods.equipmentIDs = [shipment.containerSpoiled ?? world.containers[container]]
            }
            return goods
        }
        return consignment
    }
}
