import Customs

// What each format has no place for is moved to where it has one, or left out, before a document of
// the demonstration is written; so the writers have nothing to lose.

extension DemoFormats {
    /// The declaration in the words that message DEC of the WCO Data Model has: what has no place
    /// there is moved or left out.
    static func fittedToWCO(_ declaration: Declaration) -> Declaration {
        var fitted = declaration
        fitted.functionCode = declaration.functionCode == "4" ? "13" : declaration.functionCode
        fitted.procedureTypeCode = nil
        fitted.arrivalDateTime = nil
        fitted.unloadingLocationID = nil
        fitted.tradingCountryCode = nil
        fitted.issueDateTime = compact(declaration.issueDateTime)
        fitted.acceptanceDateTime = compact(declaration.acceptanceDateTime)
        fitted.invoiceDate = compact(declaration.invoiceDate)
        fitted.offices = declaration.offices.map { office in
            var office = office
            office.name = nil
            if office.role == .entry { office.role = .presentation }
            return office
        }
        fitted.parties = declaration.parties.map(shortNumber).map { party in
            var party = party
            if party.role == .declarant { party.functionCode = nil }
            return party
        }
        // The message has declarant and exporter in its header, the importer with the goods.
        let order: [Party.Role?] = [.declarant, .exporter, .importer]
        fitted.parties.sort {
            (order.firstIndex(of: $0.role) ?? 3) < (order.firstIndex(of: $1.role) ?? 3)
        }
        fitted.equipment = declaration.equipment.map { unit in
            var unit = unit
            unit.sizeTypeCode = nil
            unit.fullnessCode = nil
            return unit
        }
        if let insurance = declaration.valuation?.insurance {
            var charge = ChargeDeduction()
            charge.chargesTypeCode = "INS"
            charge.amount = insurance
            fitted.valuation?.charges = [charge]
            fitted.valuation?.insurance = nil
        }
        fitted.valuation?.methodCode = nil
        if fitted.valuation == Valuation() { fitted.valuation = nil }
        fitted.items = declaration.items.map { item in
            var item = item
            var valuation = Valuation()
            valuation.methodCode = declaration.valuation?.methodCode
            if valuation.methodCode != nil { item.valuation = valuation }
            item.documents = item.documents.map { document in
                var document = document
                document.effectiveDate = compact(document.effectiveDate)
                return document
            }
            return item
        }
        return fitted
    }

    /// The declaration in the words of message profile TMG001 for CUSDEC.
    static func fittedToEDIFACT(_ declaration: Declaration) -> Declaration {
        var fitted = Declaration()
        fitted.flow = declaration.flow
        fitted.id = declaration.id
        fitted.functionCode = declaration.functionCode
        fitted.functionalReferenceID = declaration.functionalReferenceID
        fitted.typeCode = declaration.flow == .export ? "830" : "929"
        fitted.procedureTypeCode = declaration.procedureTypeCode
        fitted.issueDateTime = compact(declaration.issueDateTime)
        fitted.arrivalDateTime = compact(declaration.arrivalDateTime)
        fitted.goodsItemQuantity = declaration.goodsItemQuantity
        fitted.totalPackageQuantity = declaration.totalPackageQuantity
        fitted.totalGrossMass = declaration.totalGrossMass
        fitted.invoiceAmount = declaration.invoiceAmount
        fitted.tradeTerms = declaration.tradeTerms
        fitted.exportCountryCode = declaration.exportCountryCode
        fitted.destinationCountryCode = declaration.destinationCountryCode
        fitted.loadingLocationID = declaration.loadingLocationID
        fitted.unloadingLocationID = declaration.unloadingLocationID
        fitted.ucrID = declaration.ucrID
        fitted.offices = declaration.offices.filter { $0.role == .declaration }
        fitted.parties = declaration.parties.map(shortNumber).map { party in
            var party = party
            party.functionCode = nil
            return party
        }
        fitted.transportMeans = declaration.transportMeans.map { means in
            var means = means
            means.identificationTypeCode = nil
            return means
        }
        fitted.documents = declaration.previousDocuments.map { previous in
            var document = AdditionalDocument()
            document.typeCode = "705"
            document.id = previous.id
            return document
        }
        fitted.equipment = declaration.equipment.map { unit in
            var unit = unit
            unit.sequence = nil
            unit.fullnessCode = nil
            for index in unit.seals.indices { unit.seals[index].sequence = nil }
            return unit
        }
        fitted.items = declaration.items.map(fittedToEDIFACT)
        return fitted
    }

    private static func fittedToEDIFACT(_ item: GoodsItem) -> GoodsItem {
        var item = item
        item.customsValue = nil
        item.statisticalValue = nil
        for index in item.packages.indices { item.packages[index].sequence = nil }
        for index in item.documents.indices {
            item.documents[index].effectiveDate = compact(item.documents[index].effectiveDate)
        }
        let preference = item.duties.first?.regimeCode
        for index in item.duties.indices {
            item.duties[index].adValoremBase = nil
            item.duties[index].regimeCode = nil
        }
        if let preference, preference != "100" {
            var claim = DutyTaxFee()
            claim.regimeCode = preference
            item.duties.insert(claim, at: 0)
        }
        return item
    }

    /// The report in the words of message profile TMG001 for CUSCAR.
    static func fittedToEDIFACT(_ report: CargoReport) -> CargoReport {
        var fitted = report
        fitted.issueDateTime = compact(report.issueDateTime)
        fitted.carrier = report.carrier.map(shortNumber)
        fitted.equipment = report.equipment.map { unit in
            var unit = unit
            unit.sequence = nil
            return unit
        }
        for index in fitted.consignments.indices {
            fitted.consignments[index].parties = fitted.consignments[index].parties
                .map(shortNumber)
        }
        return fitted
    }

    /// Numbers of parties hold 17 characters in both formats; longer ones are left out.
    private static func shortNumber(_ party: Party) -> Party {
        guard (party.id?.count ?? 0) > 17 else { return party }
        var party = party
        party.id = nil
        return party
    }

    /// CCYYMMDD, format 102 of UNTDID 2379.
    private static func compact(_ date: WrittenDateTime?) -> WrittenDateTime? {
        guard let day = date?.day else { return date }
        return WrittenDateTime(text: day.iso.split(separator: "-").joined(), formatCode: "102")
    }
}
