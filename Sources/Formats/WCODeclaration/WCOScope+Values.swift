import Customs

extension WCOScope {
    /// What the declaration says at a word, here.
    func value(of word: WCOWord) -> WCOValue? {
        switch word {
        case .none: nil
        case .acceptance: .of(declaration.acceptanceDateTime)
        case .functionCode: .of(declaration.functionCode)
        case .functionalReference: .of(declaration.functionalReferenceID)
        case .id: .of(declaration.id)
        case .issue: .of(declaration.issueDateTime)
        case .issueLocation: .of(declaration.issueLocationID)
        case .typeCode: .of(declaration.typeCode)
        case .goodsItemQuantity: .of(declaration.goodsItemQuantity)
        case .invoiceAmount: .of(declaration.invoiceAmount)
        case .loadingListQuantity: .of(declaration.loadingListQuantity)
        case .totalGrossMass: .of(declaration.totalGrossMass)
        case .totalPackageQuantity: .of(declaration.totalPackageQuantity)
        case .specificCircumstances: .of(declaration.specificCircumstancesCode)
        case .authentication: .of(declaration.authentication)
        case .authenticatorName: .of(declaration.authenticatorName)
        case .office(let role): .of(declaration.office(role))
        case .freightPayment: .of(declaration.freightPaymentMethodCode)
        case .exit: .of(declaration.exitDateTime)
        case .containerCode: .of(declaration.containerCode)
        case .loadingName: .of(declaration.loadingLocationName)
        case .loadingID: .of(declaration.loadingLocationID)
        case .freightCharge: .of(declaration.valuation?.freight)
        case .invoiceID: .of(declaration.invoiceID)
        case .invoiceDate: .of(declaration.invoiceDate)
        case .warehouseID: .of(declaration.warehouseID)
        case .warehouseType: .of(declaration.warehouseTypeCode)
        case .termsCode: .of(declaration.tradeTerms?.conditionCode)
        case .termsRelationship: .of(declaration.tradeTerms?.countryRelationshipCode)
        case .termsDescription: .of(declaration.tradeTerms?.description)
        case .termsLocationID: .of(declaration.tradeTerms?.locationID)
        case .termsLocationName: .of(declaration.tradeTerms?.locationName)
        default: sharedValue(of: word) ?? partyValue(of: word) ?? listedValue(of: word)
        }
    }

    private func sharedValue(of word: WCOWord) -> WCOValue? {
        let item = item
        return switch word {
        case .transactionNature:
            .of(item == nil ? declaration.transactionNatureCode : item?.transactionNatureCode)
        case .destinationCountry:
            .of(item == nil ? declaration.destinationCountryCode : item?.destinationCountryCode)
        case .destinationRegion:
            .of(item == nil ? declaration.destinationRegionID : item?.destinationRegionID)
        case .exportCountry:
            .of(item == nil ? declaration.exportCountryCode : item?.exportCountryCode)
        case .ucr: .of(item == nil ? declaration.ucrID : item?.ucrID)
        case .traderReference:
            .of(item == nil ? declaration.traderReference : item?.traderReference)
        default: nil
        }
    }

    private func partyValue(of word: WCOWord) -> WCOValue? {
        switch word {
        case .partyName: .of(party.name)
        case .partyID: .of(party.id)
        case .partyFunction: .of(party.functionCode)
        case .contactName: .of(party.contactName)
        case .communicationID: .of(party.communicationID)
        case .communicationType: .of(party.communicationTypeCode)
        case .addressLine: .of(address.line)
        case .addressCity: .of(address.cityName)
        case .addressPostcode: .of(address.postcodeID)
        case .addressCountry: .of(address.countryCode)
        case .addressDivisionCode: .of(address.countrySubDivisionCode)
        case .addressDivisionName: .of(address.countrySubDivisionName)
        case .locationName: .of(location?.name)
        case .locationID: .of(location?.id)
        case .locationType: .of(location?.typeCode)
        case .locationQualifier: .of(location?.qualifierCode)
        default: nil
        }
    }

    private func listedValue(of word: WCOWord) -> WCOValue? {
        switch word {
        case .documentCategory: .of(document.categoryCode)
        case .documentID: .of(document.id)
        case .documentType: .of(document.typeCode)
        case .documentName: .of(document.name)
        case .documentExemption: .of(document.exemptionCode)
        case .documentDate: .of(document.effectiveDate)
        case .documentIssuerName: .of(document.issuerName)
        case .documentIssuerRole: .of(document.issuerRoleCode)
        case .writeOffQuantity: .of(document.writeOffQuantity)
        case .writeOffAmount: .of(document.writeOffAmount)
        case .previousCategory: .of(previous.categoryCode)
        case .previousID: .of(previous.id)
        case .previousType: .of(previous.typeCode)
        case .previousLine: .of(previous.line)
        case .statementCode: .of(statement.statementCode)
        case .statementDescription: .of(statement.statementDescription)
        case .statementType: .of(statement.statementTypeCode)
        case .pointerSequence: .of(pointer.sequence)
        case .pointerSection: .of(pointer.documentSectionCode)
        case .pointerTag: .of(pointer.tagID)
        case .changeReason: .of(amendment?.changeReasonCode)
        case .authorisationID: .of(authorisation.holderID)
        case .authorisationCategory: .of(authorisation.categoryCode)
        case .currencyCode: .of(exchange.currencyCode)
        case .currencyRate: .of(exchange.rate)
        case .guaranteeAmount: .of(guarantee.amount)
        case .guaranteeID: .of(guarantee.id)
        case .guaranteeReference: .of(guarantee.referenceID)
        case .guaranteeSecurity: .of(guarantee.securityDetailsCode)
        case .guaranteeAccess: .of(guarantee.accessCode)
        case .guaranteeOffice: .of(guarantee.officeID)
        case .transportName: .of(transport.name)
        case .transportID: .of(transport.id)
        case .transportIDType: .of(transport.identificationTypeCode)
        case .transportType: .of(transport.typeCode)
        case .transportNationality: .of(transport.registrationNationalityCode)
        case .transportMode: .of(transport.modeCode)
        case .routingSequence: .of(routing.sequence)
        case .routingCountry: .of(routing.countryCode)
        case .roleID: .of(role.id)
        case .roleCode: .of(role.roleCode)
        case .equipmentSequence: .of(equipment.sequence)
        case .equipmentID: .of(equipment.id)
        case .sealSequence: .of(seal.sequence)
        case .sealID: .of(seal.id)
        case .chargeType: .of(charge.chargesTypeCode)
        case .chargeAmount: .of(charge.amount)
        default: itemValue(of: word)
        }
    }

    private func itemValue(of word: WCOWord) -> WCOValue? {
        switch word {
        case .itemSequence: .of(item?.sequence)
        case .customsValue: .of(item?.customsValue)
        case .statisticalValue: .of(item?.statisticalValue)
        case .description: .of(item?.description)
        case .grossMass: .of(item?.grossMass)
        case .netMass: .of(item?.netMass)
        case .tariffQuantity: .of(item?.supplementary)
        case .itemCharge: .of(item?.price)
        case .valuationMethod: .of(item?.valuation?.methodCode)
        case .valuationAddition: .of(item?.valuation?.additionCode)
        case .dangerousGoods: .of(dangerousGoods)
        case .classificationID: .of(classification.code)
        case .classificationScheme: .of(classification.scheme)
        case .dutyBase: .of(duty.adValoremBase)
        case .dutyDeduction: .of(duty.deduction)
        case .dutyRegime: .of(duty.regimeCode)
        case .dutySpecificBase: .of(duty.specificBase)
        case .dutyRate: .of(duty.rate)
        case .dutyType: .of(duty.typeCode)
        case .dutyQuota: .of(duty.quotaOrderID)
        case .dutyPaymentMethod: .of(duty.paymentMethodCode)
        case .dutyAssessed: .of(duty.assessed)
        case .dutyPayment: .of(duty.payment)
        case .procedureCurrent: .of(procedure.currentCode)
        case .procedurePrevious: .of(procedure.previousCode)
        case .originCountry: .of(origin.countryCode)
        case .originRegion: .of(origin.regionID)
        case .originType: .of(origin.typeCode)
        case .packageSequence: .of(packaging.sequence)
        case .packageMarks: .of(packaging.marks)
        case .packageCount: .of(packaging.count)
        case .packageType: .of(packaging.typeCode)
        case .packageMaterial: .of(packaging.material)
        case .packageLength: .of(packaging.length)
        case .packageWidth: .of(packaging.width)
        case .packageHeight: .of(packaging.height)
        case .packageVolume: .of(packaging.volume)
        default: nil
        }
    }
}
