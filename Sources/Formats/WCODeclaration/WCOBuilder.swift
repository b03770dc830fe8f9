import Customs

/// Puts a ``Declaration`` together while its elements go by.
///
/// Each kind of record has one place under construction; the end of its element moves it to where
/// it belongs: the item when one is open, else the header.
final class WCOBuilder {
    var declaration = Declaration()
    var item = GoodsItem()
    var isInItem = false
    var party = Party()
    var address = Address()
    var location = GoodsLocation()
    var isInLocation = false
    var transport = TransportMeans()
    var document = AdditionalDocument()
    var previous = PreviousDocument()
    var statement = AdditionalInformation()
    var amendment = Amendment()
    var isInAmendment = false
    var pointer = Pointer()
    var authorisation = Authorisation()
    var guarantee = Guarantee()
    var exchange = CurrencyExchange()
    var role = RoleParty()
    var routing = RoutingCountry()
    var equipment = TransportEquipment()
    var seal = TransportSeal()
    var charge = ChargeDeduction()
    var terms = TradeTerms()
    var classification = Classification()
    var duty = DutyTaxFee()
    var procedure = Procedure()
    var origin = Origin()
    var packaging = Packaging()

    /// Makes the record that an element opens ready.
    func begin(_ part: WCOPart) {
        switch part {
        case .plain: break
        case .declaration:
            declaration = Declaration()
            isInItem = false
            isInLocation = false
            isInAmendment = false
        case .item:
            item = GoodsItem()
            isInItem = true
        case .party(let role):
            party = Party()
            party.role = role
        case .address: address = Address()
        case .goodsLocation:
            location = GoodsLocation()
            isInLocation = true
        case .transport(let stage):
            transport = TransportMeans()
            transport.stage = stage
        case .amendment:
            amendment = Amendment()
            isInAmendment = true
        default: beginListed(part)
        }
    }

    private func beginListed(_ part: WCOPart) {
        switch part {
        case .document: document = AdditionalDocument()
        case .previousDocument: previous = PreviousDocument()
        case .statement: statement = AdditionalInformation()
        case .pointer: pointer = Pointer()
        case .authorisation: authorisation = Authorisation()
        case .guarantee: guarantee = Guarantee()
        case .currencyExchange: exchange = CurrencyExchange()
        case .recognition, .dutyTaxParty: role = RoleParty()
        case .routingCountry: routing = RoutingCountry()
        case .equipment: equipment = TransportEquipment()
        case .seal: seal = TransportSeal()
        case .chargeDeduction: charge = ChargeDeduction()
        case .tradeTerms: terms = TradeTerms()
        case .classification: classification = Classification()
        case .dutyTaxFee: duty = DutyTaxFee()
        case .procedure: procedure = Procedure()
        case .origin: origin = Origin()
        case .packaging: packaging = Packaging()
        default: break
        }
    }

    /// Moves a finished record to its place.
    func end(_ part: WCOPart) {
        switch part {
        case .plain, .declaration: break
        case .item:
            declaration.items.append(item)
            isInItem = false
        case .party:
            if isInItem { item.parties.append(party) } else { declaration.parties.append(party) }
        case .address:
            if isInLocation { location.address = address } else { party.address = address }
        case .goodsLocation:
            declaration.goodsLocation = location
            isInLocation = false
        case .transport: declaration.transportMeans.append(transport)
        case .amendment:
            declaration.amendments.append(amendment)
            isInAmendment = false
        case .pointer:
            if isInAmendment {
                amendment.pointers.append(pointer)
            } else {
                statement.pointers.append(pointer)
            }
        case .seal: equipment.seals.append(seal)
        case .tradeTerms: declaration.tradeTerms = terms
        case .authorisation: declaration.authorisations.append(authorisation)
        case .guarantee: declaration.guarantees.append(guarantee)
        case .currencyExchange: declaration.currencyExchanges.append(exchange)
        case .routingCountry: declaration.itinerary.append(routing)
        case .classification: item.classifications.append(classification)
        case .dutyTaxFee: item.duties.append(duty)
        case .procedure: item.procedures.append(procedure)
        case .origin: item.origins.append(origin)
        case .packaging: item.packages.append(packaging)
        default: endShared(part)
        }
    }

    /// Forgets a finished record.
    func drop(_ part: WCOPart) {
        if part == .item { isInItem = false }
        if part == .goodsLocation { isInLocation = false }
        if part == .amendment { isInAmendment = false }
    }

    /// Records that header and items both have.
    private func endShared(_ part: WCOPart) {
        switch part {
        case .document:
            if isInItem {
                item.documents.append(document)
            } else {
                declaration.documents.append(document)
            }
        case .previousDocument:
            if isInItem {
                item.previousDocuments.append(previous)
            } else {
                declaration.previousDocuments.append(previous)
            }
        case .statement:
            if isInItem {
                item.statements.append(statement)
            } else {
                declaration.statements.append(statement)
            }
        case .recognition:
            if isInItem {
                item.recognitions.append(role)
            } else {
                declaration.recognitions.append(role)
            }
        case .dutyTaxParty:
            if isInItem {
                item.dutyTaxParties.append(role)
            } else {
                declaration.dutyTaxParties.append(role)
            }
        case .equipment:
            if isInItem {
                item.equipment.append(equipment)
            } else {
                declaration.equipment.append(equipment)
            }
        case .chargeDeduction:
            withValuation { $0.charges.append($1) }
        default: break
        }
    }

    /// Changes the valuation of the open item or of the header, which comes to be with its first value.
    private func withValuation(
        _ change: (inout Valuation, ChargeDeduction) -> Void
    ) {
        if isInItem {
            var valuation = item.valuation ?? Valuation()
            change(&valuation, charge)
            item.valuation = valuation
        } else {
            var valuation = declaration.valuation ?? Valuation()
            change(&valuation, charge)
            declaration.valuation = valuation
        }
    }

    /// The finished declaration; the builder is empty afterwards.
    func finish() -> Declaration {
        declaration.flow = Self.flow(
            typeCode: declaration.typeCode,
            firstProcedure: declaration.items.first?.procedures.first?.currentCode)
        var finished = Declaration()
        swap(&finished, &declaration)
        return finished
    }

    /// The way the goods go: from the first letters of the type (IM, EX, TR), and for trade with
    /// special territories (CO), which has no word for it, from the first digit of the first
    /// procedure: 1–3 leave, 4–7 enter.
    ///
    /// Source: Delegated Regulation (EU) 2015/2446, Annex B, data elements 1/1 and 1/10.
    static func flow(typeCode: String?, firstProcedure: String?) -> Declaration.Flow? {
        guard let type = typeCode else { return nil }
        if type.hasPrefix("IM") { return .import }
        if type.hasPrefix("EX") { return .export }
        if type.hasPrefix("TR") { return .transit }
        guard type.hasPrefix("CO"), type != "COR", let digit = firstProcedure?.utf8.first else {
            return nil
        }
        switch digit {
        case UInt8(ascii: "1")...UInt8(ascii: "3"): return .export
        case UInt8(ascii: "4")...UInt8(ascii: "7"): return .import
        default: return nil
        }
    }
}

// MARK: - Texts

extension WCOBuilder {
    /// Fills the field that a word names.
    func set(_ text: String, for word: WCOWord) {
        switch word {
        case .functionCode: declaration.functionCode = text
        case .functionalReference: declaration.functionalReferenceID = text
        case .id: declaration.id = text
        case .issueLocation: declaration.issueLocationID = text
        case .typeCode: declaration.typeCode = text
        case .specificCircumstances: declaration.specificCircumstancesCode = text
        case .authentication: declaration.authentication = text
        case .authenticatorName: declaration.authenticatorName = text
        case .office(let role):
            var office = OfficeReference()
            office.role = role
            office.id = text
            declaration.offices.append(office)
        case .freightPayment: declaration.freightPaymentMethodCode = text
        case .containerCode: declaration.containerCode = text
        case .loadingName: declaration.loadingLocationName = text
        case .loadingID: declaration.loadingLocationID = text
        case .invoiceID: declaration.invoiceID = text
        case .warehouseID: declaration.warehouseID = text
        case .warehouseType: declaration.warehouseTypeCode = text
        case .termsCode: terms.conditionCode = text
        case .termsRelationship: terms.countryRelationshipCode = text
        case .termsDescription: terms.description = text
        case .termsLocationID: terms.locationID = text
        case .termsLocationName: terms.locationName = text
        case .transactionNature, .destinationCountry, .destinationRegion, .exportCountry, .ucr,
            .traderReference:
            setShared(text, for: word)
        case .partyName, .partyID, .partyFunction, .contactName, .communicationID,
            .communicationType, .addressLine, .addressCity, .addressPostcode, .addressCountry,
            .addressDivisionCode, .addressDivisionName, .locationName, .locationID, .locationType,
            .locationQualifier:
            setParty(text, for: word)
        case .description, .valuationMethod, .valuationAddition, .dangerousGoods,
            .classificationID, .classificationScheme, .dutyRegime, .dutyType, .dutyQuota,
            .dutyPaymentMethod, .procedureCurrent, .procedurePrevious, .originCountry,
            .originRegion, .originType, .packageMarks, .packageType, .packageMaterial:
            setItem(text, for: word)
        default: setListed(text, for: word)
        }
    }

    private func setShared(_ text: String, for word: WCOWord) {
        switch (word, isInItem) {
        case (.transactionNature, false): declaration.transactionNatureCode = text
        case (.transactionNature, true): item.transactionNatureCode = text
        case (.destinationCountry, false): declaration.destinationCountryCode = text
        case (.destinationCountry, true): item.destinationCountryCode = text
        case (.destinationRegion, false): declaration.destinationRegionID = text
        case (.destinationRegion, true): item.destinationRegionID = text
        case (.exportCountry, false): declaration.exportCountryCode = text
        case (.exportCountry, true): item.exportCountryCode = text
        case (.ucr, false): declaration.ucrID = text
        case (.ucr, true): item.ucrID = text
        case (.traderReference, false): declaration.traderReference = text
        case (.traderReference, true): item.traderReference = text
        default: break
        }
    }

    private func setParty(_ text: String, for word: WCOWord) {
        switch word {
        case .partyName: party.name = text
        case .partyID: party.id = text
        case .partyFunction: party.functionCode = text
        case .contactName: party.contactName = text
        case .communicationID: party.communicationID = text
        case .communicationType: party.communicationTypeCode = text
        case .addressLine: address.line = text
        case .addressCity: address.cityName = text
        case .addressPostcode: address.postcodeID = text
        case .addressCountry: address.countryCode = text
        case .addressDivisionCode: address.countrySubDivisionCode = text
        case .addressDivisionName: address.countrySubDivisionName = text
        case .locationName: location.name = text
        case .locationID: location.id = text
        case .locationType: location.typeCode = text
        case .locationQualifier: location.qualifierCode = text
        default: break
        }
    }

    private func setItem(_ text: String, for word: WCOWord) {
        switch word {
        case .description: item.description = text
        case .valuationMethod: withValuation { valuation, _ in valuation.methodCode = text }
        case .valuationAddition: withValuation { valuation, _ in valuation.additionCode = text }
        case .dangerousGoods: item.dangerousGoods.append(text)
        case .classificationID: classification.code = text
        case .classificationScheme: classification.scheme = text
        case .dutyRegime: duty.regimeCode = text
        case .dutyType: duty.typeCode = text
        case .dutyQuota: duty.quotaOrderID = text
        case .dutyPaymentMethod: duty.paymentMethodCode = text
        case .procedureCurrent: procedure.currentCode = text
        case .procedurePrevious: procedure.previousCode = text
        case .originCountry: origin.countryCode = text
        case .originRegion: origin.regionID = text
        case .originType: origin.typeCode = text
        case .packageMarks: packaging.marks = text
        case .packageType: packaging.typeCode = text
        case .packageMaterial: packaging.material = text
        default: break
        }
    }

    private func setListed(_ text: String, for word: WCOWord) {
        switch word {
        case .documentCategory: document.categoryCode = text
        case .documentID: document.id = text
        case .documentType: document.typeCode = text
        case .documentName: document.name = text
        case .documentExemption: document.exemptionCode = text
        case .documentIssuerName: document.issuerName = text
        case .documentIssuerRole: document.issuerRoleCode = text
        case .previousCategory: previous.categoryCode = text
        case .previousID: previous.id = text
        case .previousType: previous.typeCode = text
        case .statementCode: statement.statementCode = text
        case .statementDescription: statement.statementDescription = text
        case .statementType: statement.statementTypeCode = text
        case .pointerSection: pointer.documentSectionCode = text
        case .pointerTag: pointer.tagID = text
        case .changeReason: amendment.changeReasonCode = text
        case .authorisationID: authorisation.holderID = text
        case .authorisationCategory: authorisation.categoryCode = text
        case .currencyCode: exchange.currencyCode = text
        case .guaranteeID: guarantee.id = text
        case .guaranteeReference: guarantee.referenceID = text
        case .guaranteeSecurity: guarantee.securityDetailsCode = text
        case .guaranteeAccess: guarantee.accessCode = text
        case .guaranteeOffice: guarantee.officeID = text
        case .transportName: transport.name = text
        case .transportID: transport.id = text
        case .transportIDType: transport.identificationTypeCode = text
        case .transportType: transport.typeCode = text
        case .transportNationality: transport.registrationNationalityCode = text
        case .transportMode: transport.modeCode = text
        case .routingCountry: routing.countryCode = text
        case .roleID: role.id = text
        case .roleCode: role.roleCode = text
        case .equipmentID: equipment.id = text
        case .sealID: seal.id = text
        case .chargeType: charge.chargesTypeCode = text
        default: break
        }
    }
}
