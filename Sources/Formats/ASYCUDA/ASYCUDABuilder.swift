import Customs

/// Puts a ``Declaration`` together from the values of an ASYCUDA document.
final class ASYCUDABuilder {
    /// Groups inside an item whose values belong together.
    enum Group {
        case document, supplementary, duty
    }

    var declaration = Declaration()
    private(set) var item = GoodsItem()
    private var isInItem = false
    var diagnostics: [Diagnostic] = []

    /// Paths that have had their value; a second one is kept as an extension.
    private var seen: Set<String> = []
    private var type: String?
    private var generalProcedure: String?
    private var flowLetter: String?
    private var registration: (serial: String?, number: String?) = (nil, nil)
    private var transaction: (first: String?, second: String?) = (nil, nil)
    private var currencies: [ASYCUDAWord: String] = [:]
    private var amounts: [ASYCUDAWord: ExactDecimal] = [:]
    private var parties: [Party.Role: Party] = [:]
    private var border = TransportMeans()
    private var inland = TransportMeans()
    private var borderOffice = OfficeReference()
    private var clearanceOffice = OfficeReference()
    private var document = AdditionalDocument()
    private var unit = (code: String?.none, quantity: ExactDecimal?.none)
    private var unitCount = 0
    private var duty = DutyTaxFee()
    private var packaging = Packaging()
    private var precision: String?
    private var summary = PreviousDocument()
    private var tariffText: String?
    private var equipment = TransportEquipment()

    // MARK: - Groups

    func beginItem() {
        item = GoodsItem()
        isInItem = true
        packaging = Packaging()
        precision = nil
        unitCount = 0
        summary = PreviousDocument()
        tariffText = nil
        seen = seen.filter { !$0.hasPrefix("Item/") }
    }

    /// Ends a group inside an item.
    func end(_ group: Group) {
        guard isInItem else { return }
        switch group {
        case .document:
            if document != AdditionalDocument() { item.documents.append(document) }
            document = AdditionalDocument()
        case .supplementary:
            unitCount += 1
            if let quantity = unit.quantity, item.supplementary == nil {
                item.supplementary = Quantity(quantity, unit.code)
            } else {
                if let code = unit.code { keep(code, "Suppplementary_unit_code") }
                if let more = unit.quantity { keep(more.written, "Suppplementary_unit_quantity") }
            }
            unit = (nil, nil)
        case .duty:
            if duty != DutyTaxFee() { item.duties.append(duty) }
            duty = DutyTaxFee()
        }
        forgetSeen(group)
    }

    private func forgetSeen(_ group: Group) {
        let prefix =
            switch group {
            case .document: "Item/Attached_documents/"
            case .supplementary: "Item/Tarification/Supplementary_unit/"
            case .duty: "Item/Taxation/Taxation_line/"
            }
        seen = seen.filter { !$0.hasPrefix(prefix) }
    }

    /// A value of a further group of units: kept under the item's path.
    private func keep(_ value: String, _ name: String) {
        let path =
            "Item[\(declaration.items.count + 1)]/Tarification/"
            + "Supplementary_unit[\(unitCount)]/\(name)"
        declaration.extensions.append(Extension(path: path, value: value))
    }

    /// Ends a group of the document: an item, a container, or a part of the header.
    func endGroup(_ name: String, at place: XMLPlace) {
        switch name {
        case "Item": endItem()
        case "Container":
            if equipment != TransportEquipment() { declaration.equipment.append(equipment) }
            equipment = TransportEquipment()
            seen = seen.filter { !$0.hasPrefix("Container/") }
        default: break
        }
    }

    private func endItem() {
        isInItem = false
        item.sequence = ExactDecimal(declaration.items.count + 1)
        if packaging != Packaging() { item.packages.append(packaging) }
        if summary != PreviousDocument() { item.previousDocuments.insert(summary, at: 0) }
        if let text = tariffText {
            if item.description == nil {
                item.description = text
            } else {
                let path =
                    "Item[\(declaration.items.count + 1)]/Goods_description/Description_of_goods"
                declaration.extensions.append(Extension(path: path, value: text))
            }
        }
        if let precision {
            let code = item.classifications.first { $0.scheme == "HS" }?.code ?? ""
            item.classifications.append(
                Classification(scheme: "national", code: code + precision))
        }
        declaration.items.append(item)
    }

    // MARK: - Values

    /// Takes the value of one element: its lines, trimmed and folded, none empty.
    func take(_ lines: [String], path: String, shown: String, _ place: XMLPlace) {
        let text = lines.joined(separator: " ")
        guard let word = ASYCUDAWord.byPath[path], seen.insert(path).inserted else {
            declaration.extensions.append(Extension(path: shown, value: text))
            return
        }
        if setText(text, lines, for: word) { return }
        if setDate(text, for: word, shown, place) { return }
        guard let number = ASYCUDANumber(text) else {
            note(
                fault(
                    .error, "number-format", place, shown,
                    "the value is \(Diagnostic.quoted(text)), no number",
                    "an amount is digits with at most one decimal mark, or a sum of such",
                    "write a number such as 12.50"))
            declaration.extensions.append(Extension(path: shown, value: text))
            return
        }
        if number.isRewritten {
            declaration.extensions.append(Extension(path: shown, value: text))
        }
        if number.isSum {
            note(
                fault(
                    .note, "number-sum", place, shown,
                    "the value is the sum \(Diagnostic.quoted(text))",
                    "an amount is one number; the sum \(number.value.written) is used",
                    "check that each part was meant"))
        }
        setNumber(number.value, for: word)
        if word == .packagesNumber, number.value.whole == nil {
            note(
                fault(
                    .warning, "packages-fraction", place, shown,
                    "the number of packages is \(number.value.written)",
                    "packages are counted in whole numbers (SAD box 31)",
                    "check whether a quantity was entered instead"))
        }
    }

    /// Adds a diagnostic while there is room.
    private func note(_ diagnostic: Diagnostic) {
        if diagnostics.count < Diagnostic.countMax { diagnostics.append(diagnostic) }
    }

    private func fault(
        _ severity: Diagnostic.Severity, _ code: String, _ place: XMLPlace, _ path: String,
        _ problem: String, _ reason: String, _ remedy: String
    ) -> Diagnostic {
        Diagnostic(
            severity, code: code, place: "\(place.words), \(path)", problem: problem,
            reason: "ASYCUDA World SAD: \(reason)", remedy: remedy)
    }

    private func setText(_ text: String, _ lines: [String], for word: ASYCUDAWord) -> Bool {
        switch word {
        case .type: type = text
        case .generalProcedure: generalProcedure = text
        case .flow: flowLetter = text
        case .office: clearanceOffice.id = text
        case .officeName: clearanceOffice.name = text
        case .borderOffice: borderOffice.id = text
        case .borderOfficeName: borderOffice.name = text
        case .registrationSerial: registration.serial = text
        case .registrationNumber: registration.number = text
        case .placeOfDeclaration: declaration.issueLocationID = text
        case .reference: declaration.functionalReferenceID = text
        case .tradingCountry: declaration.tradingCountryCode = text
        case .exportCountry: declaration.exportCountryCode = text
        case .destinationCountry: declaration.destinationCountryCode = text
        case .destinationRegion: declaration.destinationRegionID = text
        case .termsCode, .termsPlace:
            var terms = declaration.tradeTerms ?? TradeTerms()
            if word == .termsCode { terms.conditionCode = text } else { terms.locationName = text }
            declaration.tradeTerms = terms
        case .loadingCode: declaration.loadingLocationID = text
        case .loadingName: declaration.loadingLocationName = text
        case .goodsLocation:
            var location = GoodsLocation()
            location.id = text
            declaration.goodsLocation = location
        case .transactionFirst: transaction.first = text
        case .transactionSecond: transaction.second = text
        case .warehouse: declaration.warehouseID = text
        case .containerFlag: declaration.containerCode = Self.flag(text)
        case .inlandMode: inland.modeCode = text
        case .inlandIdentity: inland.id = text
        case .inlandNationality: inland.registrationNationalityCode = text
        case .borderMode: border.modeCode = text
        case .borderIdentity: border.id = text
        case .borderNationality: border.registrationNationalityCode = text
        case .invoiceCurrency, .freightCurrency, .insuranceCurrency: currencies[word] = text
        case .containerID: equipment.id = text
        case .containerType: equipment.sizeTypeCode = text
        case .containerFullness: equipment.fullnessCode = text
        default: return setParty(text, lines, for: word) || setItemText(text, for: word)
        }
        return true
    }

    /// "true" and "1" mean goods in containers; anything else is kept as it is.
    private static func flag(_ text: String) -> String {
        switch text.lowercased() {
        case "true": "1"
        case "false": "0"
        default: text
        }
    }

    private func setParty(_ text: String, _ lines: [String], for word: ASYCUDAWord) -> Bool {
        switch word {
        case .exporterID: parties[.exporter, default: Party()].id = text
        case .consigneeID: parties[.consignee, default: Party()].id = text
        case .payerID: parties[.payer, default: Party()].id = text
        case .declarantID: parties[.declarant, default: Party()].id = text
        case .declarantContact: parties[.declarant, default: Party()].contactName = text
        case .exporterName: setName(lines, .exporter)
        case .consigneeName: setName(lines, .consignee)
        case .payerName: setName(lines, .payer)
        case .declarantName: setName(lines, .declarant)
        default: return false
        }
        return true
    }

    /// The first line is the name, the lines after it the address.
    private func setName(_ lines: [String], _ role: Party.Role) {
        var party = parties[role] ?? Party()
        party.name = lines.first
        if lines.count > 1 {
            var address = Address()
            address.line = lines.dropFirst().joined(separator: ", ")
            party.address = address
        }
        parties[role] = party
    }

    private func setItemText(_ text: String, for word: ASYCUDAWord) -> Bool {
        switch word {
        case .documentCode: document.typeCode = text
        case .documentName: document.name = text
        case .documentReference: document.id = text
        case .packagesKind: packaging.typeCode = text
        case .packagesMarks: packaging.marks = text
        case .packagesMarksMore:
            packaging.marks = packaging.marks.map { "\($0) \(text)" } ?? text
        case .commodityCode:
            item.classifications.insert(Classification(scheme: "HS", code: text), at: 0)
        case .precision: precision = text
        case .preference:
            var preference = DutyTaxFee()
            preference.regimeCode = text
            item.duties.append(preference)
        case .quota:
            var quota = DutyTaxFee()
            quota.quotaOrderID = text
            item.duties.append(quota)
        case .extendedProcedure, .nationalProcedure:
            var procedure = Procedure()
            procedure.currentCode = text
            // Box 37: two digits asked for, two digits of the procedure before.
            if word == .extendedProcedure, text.utf8.count == 4 {
                procedure.currentCode = String(text.prefix(2))
                procedure.previousCode = String(text.suffix(2))
            }
            item.procedures.append(procedure)
        case .unitCode: unit.code = text
        case .valuationMethod:
            var valuation = Valuation()
            valuation.methodCode = text
            item.valuation = valuation
        case .additionalCode:
            var statement = AdditionalInformation()
            statement.statementCode = text
            item.statements.append(statement)
        case .originCountry, .originRegion:
            var origin = item.origins.first ?? Origin()
            if word == .originCountry { origin.countryCode = text } else { origin.regionID = text }
            item.origins = [origin]
        case .tariffDescription: tariffText = text
        case .commercialDescription: item.description = text
        case .summaryDeclaration:
            summary.categoryCode = "X"
            summary.id = text
        case .previousReference:
            var previous = PreviousDocument()
            previous.categoryCode = "Z"
            previous.id = text
            item.previousDocuments.append(previous)
        case .dutyCode: duty.typeCode = text
        case .dutyPayment: duty.paymentMethodCode = text
        default: return false
        }
        return true
    }

    private func setDate(
        _ text: String, for word: ASYCUDAWord, _ shown: String, _ place: XMLPlace
    ) -> Bool {
        let date = WrittenDateTime(text: text)
        switch word {
        case .registrationDate: declaration.acceptanceDateTime = date
        case .declarationDate: declaration.issueDateTime = date
        case .documentDate: document.effectiveDate = date
        default: return false
        }
        if date.day == nil {
            note(
                fault(
                    .note, "date-unclear", place, shown,
                    "the date is \(Diagnostic.quoted(text))",
                    "day, month and year cannot be told apart with certainty",
                    "write dates as 2026-09-04"))
        }
        return true
    }

    /// Customs values, statistical values and duties are in the country's own currency, which the
    /// document does not name: ISO 4217's code for no currency keeps them from being taken for
    /// amounts in the currency of the invoice.
    private static let nationalCurrency = "XXX"

    private func setNumber(_ number: ExactDecimal, for word: ASYCUDAWord) {
        switch word {
        case .loadingLists: declaration.loadingListQuantity = number
        case .itemCount: declaration.goodsItemQuantity = number
        case .packageCount: declaration.totalPackageQuantity = number
        case .grossMass: declaration.totalGrossMass = Quantity(number)
        case .invoiceAmount, .invoiceRate, .freightAmount, .insuranceAmount:
            amounts[word] = number
        case .packagesNumber: packaging.count = number
        case .unitQuantity: unit.quantity = number
        case .price: item.price = Money(number)
        case .summaryLine: summary.line = number
        case .grossMassItem: item.grossMass = Quantity(number)
        case .netMassItem: item.netMass = Quantity(number)
        case .customsValue: item.customsValue = Money(number, Self.nationalCurrency)
        case .statisticalValue: item.statisticalValue = Money(number, Self.nationalCurrency)
        case .dutyBase: duty.adValoremBase = Money(number, Self.nationalCurrency)
        case .dutyRate: duty.rate = number
        case .dutyAmount: duty.assessed = Money(number, Self.nationalCurrency)
        case .containerMass: equipment.grossMass = Quantity(number)
        default: break
        }
    }

    // MARK: - The end

    /// The declaration with what has to be said about it.
    func finish() -> (Declaration, [Diagnostic]) {
        declaration.typeCode = type
        if let generalProcedure { declaration.procedureTypeCode = (type ?? "") + generalProcedure }
        declaration.flow = flow
        let number = [registration.serial, registration.number].compactMap(\.self)
        declaration.id = number.isEmpty ? nil : number.joined(separator: " ")
        let nature = [transaction.first, transaction.second].compactMap(\.self).joined()
        declaration.transactionNatureCode = nature.isEmpty ? nil : nature
        for role in [Party.Role.exporter, .consignee, .payer, .declarant] {
            guard var party = parties[role] else { continue }
            party.role = role
            declaration.parties.append(party)
        }
        finishTransport()
        finishMoney()
        judge()
        return (declaration, diagnostics)
    }

    private var flow: Declaration.Flow? {
        switch (type?.prefix(2).uppercased(), flowLetter?.uppercased()) {
        case ("IM", _): .import
        case ("EX", _): .export
        case ("TR", _): .transit
        case (_, "I"): .import
        case (_, "E"): .export
        default: nil
        }
    }

    private func finishTransport() {
        if border != TransportMeans() {
            border.stage = .border
            declaration.transportMeans.append(border)
        }
        if inland != TransportMeans() {
            inland.stage = declaration.flow == .export ? .departure : .arrival
            declaration.transportMeans.append(inland)
        }
        if clearanceOffice != OfficeReference() {
            clearanceOffice.role = .declaration
            declaration.offices.append(clearanceOffice)
        }
        if borderOffice != OfficeReference() {
            borderOffice.role = declaration.flow == .export ? .exit : .entry
            declaration.offices.append(borderOffice)
        }
    }

    private func finishMoney() {
        let currency = currencies[.invoiceCurrency]
        if let amount = amounts[.invoiceAmount] {
            declaration.invoiceAmount = Money(amount, currency)
        }
        if let rate = amounts[.invoiceRate] {
            var exchange = CurrencyExchange()
            exchange.currencyCode = currency
            exchange.rate = rate
            declaration.currencyExchanges.append(exchange)
        }
        var valuation = Valuation()
        if let freight = amounts[.freightAmount] {
            valuation.freight = Money(freight, currencies[.freightCurrency])
        }
        if let insurance = amounts[.insuranceAmount] {
            valuation.insurance = Money(insurance, currencies[.insuranceCurrency])
        }
        if valuation != Valuation() { declaration.valuation = valuation }
    }

    private func judge() {
        let place = XMLPlace(line: 1, column: 1)
        if declaration.items.isEmpty {
            note(
                fault(
                    .error, "items-missing", place, "ASYCUDA", "the declaration has no goods item",
                    "a declaration has at least one Item", "check that the whole file was sent"))
        }
        if let count = declaration.goodsItemQuantity?.whole, count != declaration.items.count {
            note(
                fault(
                    .warning, "items-miscounted", place, "Property/Nbers/Total_number_of_items",
                    "\(count) items are announced, \(declaration.items.count) are there",
                    "the number of items is that of the Item elements",
                    "check whether items were lost"))
        }
    }
}
