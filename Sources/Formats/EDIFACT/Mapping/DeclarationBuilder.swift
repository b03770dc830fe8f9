import Customs

/// Builds a ``Declaration`` from the fields of a CUSDEC.
struct DeclarationBuilder: MessageBuilder {
    private var declaration = Declaration()
    private var item = GoodsItem()
    private var hasItem = false
    private var seals: [TransportSeal] = []
    private var ties: [(container: String, seal: String)] = []

    mutating func begin() {
        declaration = Declaration()
        hasItem = false
        seals.removeAll(keepingCapacity: true)
        ties.removeAll(keepingCapacity: true)
    }

    /// The declaration, whole, with what the envelope says as further extensions.
    mutating func finish(_ envelope: borrowing EnvelopeFacts) -> Declaration {
        flushItem()
        tieSeals()
        envelope.append(to: &declaration.extensions)
        var finished = Declaration()
        swap(&finished, &declaration)
        return finished
    }

    private mutating func flushItem() {
        guard hasItem else { return }
        var finished = GoodsItem()
        swap(&finished, &item)
        declaration.items.append(finished)
        hasItem = false
    }

    /// Puts each seal on the container that the free text ties it to; others stay as extensions.
    private mutating func tieSeals() {
        for tie in ties {
            guard let at = declaration.equipment.firstIndex(where: { $0.id == tie.container })
            else {
                extra(Extension(path: "FTX/AAI/4.1", value: tie.container))
                extra(Extension(path: "FTX/AAI/4.2", value: tie.seal))
                continue
            }
            var seal = TransportSeal()
            if let listed = seals.firstIndex(where: { $0.id == tie.seal }) {
                seal = seals.remove(at: listed)
            } else {
                seal.id = tie.seal
            }
            declaration.equipment[at].seals.append(seal)
        }
        for (index, seal) in seals.enumerated() {
            if let id = seal.id { extra(Extension(path: "SEL[\(index + 1)]/1.1", value: id)) }
            if let party = seal.partyCode {
                extra(Extension(path: "SEL[\(index + 1)]/2.1", value: party))
            }
        }
    }

    mutating func extra(_ value: Extension) { declaration.extensions.append(value) }

    mutating func open(_ scope: MappingScope) {
        switch scope {
        case .item:
            flushItem()
            hasItem = true
        case .equipment: declaration.equipment.append(TransportEquipment())
        case .seal: seals.append(TransportSeal())
        case .sealTie: ties.append(("", ""))
        case .transportDocument:
            var document = AdditionalDocument()
            document.typeCode = Self.transportDocumentType
            declaration.documents.append(document)
        case .transport:
            var means = TransportMeans()
            means.stage = .border
            declaration.transportMeans.append(means)
        case .tradeTerms: if declaration.tradeTerms == nil { declaration.tradeTerms = TradeTerms() }
        case .party(let role):
            var party = Party()
            party.role = role
            declaration.parties.append(party)
        case .packaging: item.packages.append(Packaging())
        case .itemDocument: item.documents.append(AdditionalDocument())
        case .duty: item.duties.append(DutyTaxFee())
        case .document, .consignment, .goods, .goodsEquipment: break
        }
    }

    /// Kind of the document behind reference qualifier BM: bill of lading.
    ///
    /// Source: UNTDID D.96B, 1153 BM and 1001 code 705.
    static let transportDocumentType = "705"

    mutating func text(_ field: MappingField, _ value: String) -> Bool {
        if hasItem, let done = itemText(field, value) { return done }
        switch field {
        case .documentType:
            declaration.flow = Self.flow(documentType: value)
            return Self.set(&declaration.typeCode, value)
        case .documentNumber: return Self.set(&declaration.id, value)
        case .function: return Self.set(&declaration.functionCode, value)
        case .procedureType: return Self.set(&declaration.procedureTypeCode, value)
        case .office:
            guard declaration.offices.isEmpty else { return false }
            var office = OfficeReference()
            office.role = .declaration
            office.id = value
            declaration.offices.append(office)
            return true
        case .exportCountry: return Self.set(&declaration.exportCountryCode, value)
        case .destinationCountry: return Self.set(&declaration.destinationCountryCode, value)
        case .loadingPlace: return Self.set(&declaration.loadingLocationID, value)
        case .unloadingPlace: return Self.set(&declaration.unloadingLocationID, value)
        case .localReference: return Self.set(&declaration.functionalReferenceID, value)
        case .traderReference: return Self.set(&declaration.ucrID, value)
        case .transportDocumentNumber:
            return Self.last(&declaration.documents) { Self.set(&$0.id, value) }
        case .incoterm:
            return Self.part(&declaration.tradeTerms) { Self.set(&$0.conditionCode, value) }
        case .incotermPlace:
            return Self.part(&declaration.tradeTerms) { Self.set(&$0.locationName, value) }
        default: return partText(field, value)
        }
    }

    private mutating func partText(_ field: MappingField, _ value: String) -> Bool {
        switch field {
        case .equipmentID: return Self.last(&declaration.equipment) { Self.set(&$0.id, value) }
        case .sizeType:
            return Self.last(&declaration.equipment) { Self.set(&$0.sizeTypeCode, value) }
        case .fullness:
            return Self.last(&declaration.equipment) { Self.set(&$0.fullnessCode, value) }
        case .sealID: return Self.last(&seals) { Self.set(&$0.id, value) }
        case .sealParty: return Self.last(&seals) { Self.set(&$0.partyCode, value) }
        case .tiedContainer:
            guard let last = ties.indices.last else { return false }
            ties[last].container = value
            return true
        case .tiedSeal:
            guard let last = ties.indices.last else { return false }
            ties[last].seal = value
            return true
        case .conveyance:
            return Self.last(&declaration.transportMeans) {
                Self.set(&$0.conveyanceReference, value)
            }
        case .mode: return Self.last(&declaration.transportMeans) { Self.set(&$0.modeCode, value) }
        case .means: return Self.last(&declaration.transportMeans) { Self.set(&$0.id, value) }
        case .nationality:
            return Self.last(&declaration.transportMeans) {
                Self.set(&$0.registrationNationalityCode, value)
            }
        default: return Self.party(&declaration.parties, field, value)
        }
    }

    /// nil when the field is none of an item's.
    private mutating func itemText(_ field: MappingField, _ value: String) -> Bool? {
        switch field {
        case .commodity:
            item.classifications.append(Classification(scheme: Self.tariffScheme, code: value))
            return true
        case .procedure:
            item.procedures.append(Self.procedure(value))
            return true
        case .preference:
            var duty = DutyTaxFee()
            duty.regimeCode = value
            item.duties.append(duty)
            return true
        case .description: return Self.set(&item.description, value)
        case .origin:
            var origin = Origin()
            origin.countryCode = value
            item.origins.append(origin)
            return true
        case .packageType: return Self.last(&item.packages) { Self.set(&$0.typeCode, value) }
        case .marks: return Self.last(&item.packages) { Self.set(&$0.marks, value) }
        case .documentType: return Self.last(&item.documents) { Self.set(&$0.typeCode, value) }
        case .documentReference: return Self.last(&item.documents) { Self.set(&$0.id, value) }
        case .dutyType: return Self.last(&item.duties) { Self.set(&$0.typeCode, value) }
        default: return nil
        }
    }

    mutating func number(_ field: MappingField, _ value: ExactDecimal) -> Bool {
        switch field {
        case .itemCount: return Self.set(&declaration.goodsItemQuantity, value)
        case .packageCount: return Self.set(&declaration.totalPackageQuantity, value)
        case .itemNumber: return Self.set(&item.sequence, value)
        case .packages: return Self.last(&item.packages) { Self.set(&$0.count, value) }
        case .dutyRate: return Self.last(&item.duties) { Self.set(&$0.rate, value) }
        default: return false
        }
    }

    mutating func quantity(_ field: MappingField, _ value: Quantity) -> Bool {
        switch field {
        case .totalGrossMass: return Self.set(&declaration.totalGrossMass, value)
        case .netMass: return Self.set(&item.netMass, value)
        case .grossMass: return Self.set(&item.grossMass, value)
        case .supplementary: return Self.set(&item.supplementary, value)
        default: return false
        }
    }

    mutating func money(_ field: MappingField, _ value: Money) -> Bool {
        switch field {
        case .totalInvoice: return Self.set(&declaration.invoiceAmount, value)
        case .price: return Self.set(&item.price, value)
        case .dutyAmount: return Self.last(&item.duties) { Self.set(&$0.assessed, value) }
        default: return false
        }
    }

    mutating func date(_ field: MappingField, _ value: WrittenDateTime) -> Bool {
        switch field {
        case .issueDate: return Self.set(&declaration.issueDateTime, value)
        case .arrivalDate: return Self.set(&declaration.arrivalDateTime, value)
        case .transportDocumentDate:
            return Self.last(&declaration.documents) { Self.set(&$0.effectiveDate, value) }
        case .documentDate: return Self.last(&item.documents) { Self.set(&$0.effectiveDate, value) }
        default: return false
        }
    }

    // MARK: Meanings

    /// Scheme of the tariff codes in code list 122 (customs tariff): they begin with the HS digits.
    static let tariffScheme = "HS"

    /// Source: UNTDID D.96B, 1001 codes 929 and 830.
    static func flow(documentType: String) -> Declaration.Flow? {
        switch documentType {
        case "929": .import
        case "830": .export
        default: nil
        }
    }

    /// Four digits are the procedure asked for and the one before; anything else is kept whole.
    static func procedure(_ code: String) -> Procedure {
        var procedure = Procedure()
        if code.utf8.count == 4, code.utf8.allSatisfy({ $0 < 0x80 }) {
            procedure.currentCode = String(code.prefix(2))
            procedure.previousCode = String(code.suffix(2))
        } else {
            procedure.currentCode = code
        }
        return procedure
    }
}

extension MessageBuilder {
    /// Fills an empty field; false when it is taken.
    @inline(__always)
    static func set<Value>(_ field: inout Value?, _ value: Value) -> Bool {
        guard field == nil else { return false }
        field = value
        return true
    }

    /// Changes the last of several things; false when there is none.
    @inline(__always)
    static func last<Part>(_ parts: inout [Part], _ change: (inout Part) -> Bool) -> Bool {
        guard !parts.isEmpty else { return false }
        return change(&parts[parts.count - 1])
    }

    /// Changes a part that may be there; false when it is not.
    @inline(__always)
    static func part<Part>(_ part: inout Part?, _ change: (inout Part) -> Bool) -> Bool {
        switch consume part {
        case .some(var value):
            let done = change(&value)
            part = value
            return done
        case nil:
            part = nil
            return false
        }
    }

    /// Fills a field of the party opened last.
    static func party(_ parties: inout [Party], _ field: MappingField, _ value: String) -> Bool {
        guard let last = parties.indices.last else { return false }
        return party(&parties[last], field, value)
    }

    static func party(_ party: inout Party, _ field: MappingField, _ value: String) -> Bool {
        switch field {
        case .partyID: return set(&party.id, value)
        case .partyName: return set(&party.name, value)
        case .street, .city, .postcode, .country:
            if party.address == nil { party.address = Address() }
            switch field {
            case .street: return part(&party.address) { set(&$0.line, value) }
            case .city: return part(&party.address) { set(&$0.cityName, value) }
            case .postcode: return part(&party.address) { set(&$0.postcodeID, value) }
            default: return part(&party.address) { set(&$0.countryCode, value) }
            }
        default: return false
        }
    }
}
