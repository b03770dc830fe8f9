import Customs

/// A declaration as a CUSDEC is written from it.
struct DeclarationSource: MessageSource {
    private let declaration: Declaration
    private let transportDocuments: [AdditionalDocument]
    private let seals: [(container: String?, seal: TransportSeal)]
    private var item: GoodsItem?
    private var equipment: TransportEquipment?
    private var seal: (container: String?, seal: TransportSeal)?
    private var party: Party?
    private var means: TransportMeans?
    private var document: AdditionalDocument?
    private var packaging: Packaging?
    private var duty: DutyTaxFee?

    init(_ declaration: Declaration) {
        self.declaration = declaration
        transportDocuments = declaration.documents.filter {
            $0.typeCode == DeclarationBuilder.transportDocumentType
        }
        seals = declaration.equipment.flatMap { unit in
            unit.seals.map { (container: unit.id, seal: $0) }
        }
    }

    func count(_ scope: MappingScope) -> Int {
        switch scope {
        case .equipment: declaration.equipment.count
        case .seal, .sealTie: seals.count
        case .transportDocument: transportDocuments.count
        case .transport: borderMeans.count
        case .tradeTerms: declaration.tradeTerms == nil ? 0 : 1
        case .party(let role): parties(role).count
        case .item: declaration.items.count
        case .packaging: item?.packages.count ?? 0
        case .itemDocument: item?.documents.count ?? 0
        case .duty: duties.count
        case .document, .consignment, .goods, .goodsEquipment: 0
        }
    }

    mutating func select(_ scope: MappingScope, _ index: Int) {
        switch scope {
        case .equipment: equipment = declaration.equipment[index]
        case .seal, .sealTie: seal = seals[index]
        case .transportDocument: document = transportDocuments[index]
        case .transport: means = borderMeans[index]
        case .party(let role): party = parties(role)[index]
        case .item: item = declaration.items[index]
        case .packaging: packaging = item?.packages[index]
        case .itemDocument: document = item?.documents[index]
        case .duty: duty = duties[index]
        case .tradeTerms, .document, .consignment, .goods, .goodsEquipment: break
        }
    }

    private var borderMeans: [TransportMeans] {
        declaration.transportMeans.filter { $0.stage == .border }
    }

    private func parties(_ role: Party.Role) -> [Party] {
        declaration.parties.filter { $0.role == role }
    }

    /// Duties with a type; those without only say which preference is claimed.
    private var duties: [DutyTaxFee] { item?.duties.filter { $0.typeCode != nil } ?? [] }

    func text(_ field: MappingField) -> String? {
        switch field {
        case .documentType: item == nil ? documentType : document?.typeCode
        case .documentNumber: declaration.id
        case .function: declaration.functionCode
        case .procedureType: declaration.procedureTypeCode
        case .office: declaration.office(.declaration)
        case .exportCountry: declaration.exportCountryCode
        case .destinationCountry: declaration.destinationCountryCode
        case .loadingPlace: declaration.loadingLocationID
        case .unloadingPlace: declaration.unloadingLocationID
        case .localReference: declaration.functionalReferenceID
        case .traderReference: declaration.ucrID
        case .incoterm: declaration.tradeTerms?.conditionCode
        case .incotermPlace: declaration.tradeTerms?.locationName
        default: partText(field)
        }
    }

    /// 929 or 830 where the declaration has only its flow or another format's type.
    private var documentType: String? {
        if let type = declaration.typeCode, DeclarationBuilder.flow(documentType: type) != nil {
            return type
        }
        return switch declaration.flow {
        case .import: "929"
        case .export: "830"
        default: declaration.typeCode
        }
    }

    private func partText(_ field: MappingField) -> String? {
        switch field {
        case .equipmentID: equipment?.id
        case .sizeType: equipment?.sizeTypeCode
        case .sealID, .tiedSeal: seal?.seal.id
        case .sealParty: seal?.seal.partyCode
        case .tiedContainer: seal?.container
        case .transportDocumentNumber, .documentReference: document?.id
        case .conveyance: means?.conveyanceReference
        case .mode: means?.modeCode
        case .means: means?.id
        case .nationality: means?.registrationNationalityCode
        case .commodity: item?.commodityCode
        case .procedure:
            item?.procedures.first.map { ($0.currentCode ?? "") + ($0.previousCode ?? "") }
        case .preference:
            item?.duties.first { $0.typeCode == nil && $0.regimeCode != nil }?.regimeCode
        case .description: item?.description
        case .origin: item?.origins.first?.countryCode
        case .packageType: packaging?.typeCode
        case .marks: packaging?.marks
        case .dutyType: duty?.typeCode
        default: party?.text(field)
        }
    }

    func number(_ field: MappingField) -> ExactDecimal? {
        switch field {
        case .itemCount: declaration.goodsItemQuantity
        case .packageCount: declaration.totalPackageQuantity
        case .itemNumber: item?.sequence
        case .packages: packaging?.count
        case .dutyRate: duty?.rate
        default: nil
        }
    }

    func quantity(_ field: MappingField) -> Quantity? {
        switch field {
        case .totalGrossMass: declaration.totalGrossMass
        case .netMass: item?.netMass
        case .grossMass: item?.grossMass
        case .supplementary: item?.supplementary
        default: nil
        }
    }

    func money(_ field: MappingField) -> Money? {
        switch field {
        case .totalInvoice: declaration.invoiceAmount
        case .price: item?.price
        case .dutyAmount: duty?.assessed
        default: nil
        }
    }

    func date(_ field: MappingField) -> WrittenDateTime? {
        switch field {
        case .issueDate: declaration.issueDateTime
        case .arrivalDate: declaration.arrivalDateTime
        case .transportDocumentDate, .documentDate: document?.effectiveDate
        default: nil
        }
    }
}

extension Party {
    /// A party's text for one of the profile's fields.
    func text(_ field: MappingField) -> String? {
        switch field {
        case .partyID: id
        case .partyName: name
        case .street: address?.line
        case .city: address?.cityName
        case .postcode: address?.postcodeID
        case .country: address?.countryCode
        default: nil
        }
    }
}
