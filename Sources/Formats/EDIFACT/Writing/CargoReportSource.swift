import Customs

/// A cargo report as a CUSCAR is written from it.
struct CargoReportSource: MessageSource {
    private let report: CargoReport
    private var equipment: TransportEquipment?
    private var seal: TransportSeal?
    private var party: Party?
    private var consignment: ReportedConsignment?
    private var goods: ReportedGoods?
    private var unit: String?

    init(_ report: CargoReport) { self.report = report }

    func count(_ scope: MappingScope) -> Int {
        switch scope {
        case .party(.carrier): report.carrier == nil ? 0 : 1
        case .party(let role): parties(role).count
        case .transport: report.transport == nil ? 0 : 1
        case .equipment: report.equipment.count
        case .seal: equipment?.seals.count ?? 0
        case .consignment: report.consignments.count
        case .goods: consignment?.goods.count ?? 0
        case .goodsEquipment: goods?.equipmentIDs.count ?? 0
        default: 0
        }
    }

    mutating func select(_ scope: MappingScope, _ index: Int) {
        switch scope {
        case .party(.carrier): party = report.carrier
        case .party(let role): party = parties(role)[index]
        case .equipment: equipment = report.equipment[index]
        case .seal: seal = equipment?.seals[index]
        case .consignment: consignment = report.consignments[index]
        case .goods: goods = consignment?.goods[index]
        case .goodsEquipment: unit = goods?.equipmentIDs[index]
        default: break
        }
    }

    private func parties(_ role: Party.Role) -> [Party] {
        consignment?.parties.filter { $0.role == role } ?? []
    }

    func text(_ field: MappingField) -> String? {
        switch field {
        case .documentType:
            report.extensions.first { $0.path == CargoReportBuilder.documentTypePath }?.value
                ?? Self.manifest
        case .documentNumber: report.reference
        case .function: report.functionCode
        case .office: report.officeID
        case .conveyance: report.transport?.conveyanceReference
        case .mode: report.transport?.modeCode
        case .means: report.transport?.id
        case .nationality: report.transport?.registrationNationalityCode
        case .equipmentID: equipment?.id
        case .sizeType: equipment?.sizeTypeCode
        case .fullness: equipment?.fullnessCode
        case .sealID: seal?.id
        case .sealParty: seal?.partyCode
        case .consignmentDocument, .transportDocumentNumber: consignment?.transportDocumentID
        case .loadingPlace: consignment?.loadingLocationID
        case .unloadingPlace: consignment?.unloadingLocationID
        case .packageType: goods?.packages?.typeCode
        case .description: goods?.description
        case .goodsEquipmentID: unit
        default: party?.text(field)
        }
    }

    /// Source: UNTDID D.95B, 1001 code 85 customs manifest.
    private static let manifest = "85"

    func number(_ field: MappingField) -> ExactDecimal? {
        switch field {
        case .consignmentNumber: consignment?.sequence
        case .itemNumber: goods?.sequence
        case .packages: goods?.packages?.count
        case .goodsEquipmentPackages:
            goods?.equipmentIDs.count == 1 ? goods?.packages?.count : nil
        default: nil
        }
    }

    func quantity(_ field: MappingField) -> Quantity? {
        switch field {
        case .equipmentGrossMass: equipment?.grossMass
        case .grossMass: goods?.grossMass
        default: nil
        }
    }

    func money(_ field: MappingField) -> Money? { nil }

    func date(_ field: MappingField) -> WrittenDateTime? {
        field == .issueDate ? report.issueDateTime : nil
    }
}
