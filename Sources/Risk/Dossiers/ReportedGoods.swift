package import Customs

extension Declaration {
    /// A cargo report laid out as a declaration, so that indicators judge both by the same rules.
    ///
    /// Every reported goods line becomes an item that carries the parties and the containers of its
    /// consignment. A header party stands for the whole report: the carrier always, the others only
    /// when all consignments name the same ones, since a manifest of many consignees has no trader.
    /// Nothing is filled in: a report states no values, origins or papers, and indicators that need
    /// them are not asked; see ``KnownIndicators/forReports``.
    package init(reporting report: CargoReport) {
        self.init()
        flow = .import
        functionCode = report.functionCode
        functionalReferenceID = report.reference
        issueDateTime = report.issueDateTime
        offices = [Self.office(report.officeID)].compactMap { $0 }
        transportMeans = [report.transport].compactMap { $0 }
        equipment = report.equipment
        if var carrier = report.carrier {
            carrier.role = .carrier
            parties.append(carrier)
        }
        if let first = report.consignments.first?.parties,
            report.consignments.allSatisfy({ $0.parties == first })
        {
            parties += first
        }
        for consignment in report.consignments {
            for goods in consignment.goods {
                items.append(GoodsItem(reporting: goods, of: consignment))
            }
        }
    }

    private static func office(_ id: String?) -> OfficeReference? {
        guard let id else { return nil }
        var office = OfficeReference()
        office.role = .entry
        office.id = id
        return office
    }
}

extension GoodsItem {
    fileprivate init(reporting goods: ReportedGoods, of consignment: ReportedConsignment) {
        self.init()
        sequence = goods.sequence
        description = goods.description
        if let code = goods.commodityCode {
            classifications = [Classification(scheme: "HS", code: code)]
        }
        packages = [goods.packages].compactMap { $0 }
        grossMass = goods.grossMass
        parties = consignment.parties
        traderReference = consignment.transportDocumentID
        equipment = goods.equipmentIDs.map { number in
            var unit = TransportEquipment()
            unit.id = number
            return unit
        }
    }
}

extension CustomsDocument {
    /// What indicators look at: the declaration, or the cargo report laid out as one.
    package var judged: (declaration: Declaration, isReport: Bool) {
        switch self {
        case .declaration(let declaration): (declaration, false)
        case .cargoReport(let report): (Declaration(reporting: report), true)
        }
    }
}
