import Customs
import Reference

extension Dossier {
    /// Looks every coded field up in its list.
    mutating func gatherCodes(_ book: CodeBook) {
        nomenclatureKnown = book.holdsSubheadings
        checkHeader(book)
        for index in declaration.items.indices {
            checkItem(index, book)
            guard nomenclatureKnown, let hs = items[index].measures.hs, hs.digits == 6,
                hs.chapter < 98,
                book.standing(ofSubheading: hs, on: measures.day) != .valid
            else { continue }
            unknownSubheadings.append(index + 1)
        }
    }

    private mutating func check(
        _ code: String?, _ scheme: CodeScheme, item: Int, _ book: CodeBook
    ) {
        guard let code, !code.isEmpty else { return }
        guard book.holds(scheme) else {
            schemesWithoutList |= scheme.bit
            return
        }
        let standing = book.standing(of: code, in: scheme, on: measures.day)
        if standing != .valid { addFault(scheme, code, item, standing) }
    }

    private mutating func addFault(
        _ scheme: CodeScheme, _ code: String, _ item: Int, _ standing: CodeBook.Standing
    ) {
        guard codeFaults.count < Self.codeFaultsMax else { return }
        let fault = CodeFault(scheme: scheme, code: code, item: item, standing: standing)
        if !codeFaults.contains(fault) { codeFaults.append(fault) }
    }

    private mutating func checkHeader(_ book: CodeBook) {
        check(declaration.exportCountryCode, .country, item: 0, book)
        check(declaration.destinationCountryCode, .country, item: 0, book)
        check(declaration.tradingCountryCode, .country, item: 0, book)
        for index in declaration.itinerary.indices {
            check(declaration.itinerary[index].countryCode, .country, item: 0, book)
        }
        check(declaration.invoiceAmount?.currency, .currency, item: 0, book)
        for index in declaration.currencyExchanges.indices {
            check(declaration.currencyExchanges[index].currencyCode, .currency, item: 0, book)
        }
        for index in declaration.transportMeans.indices {
            check(declaration.transportMeans[index].modeCode, .transportMode, item: 0, book)
            check(
                declaration.transportMeans[index].registrationNationalityCode, .country, item: 0,
                book)
        }
        check(declaration.tradeTerms?.conditionCode, .incoterm, item: 0, book)
        checkUnit(declaration.totalGrossMass?.unit, item: 0, book)
    }

    private mutating func checkItem(_ index: Int, _ book: CodeBook) {
        let number = index + 1
        for place in declaration.items[index].origins.indices {
            check(declaration.items[index].origins[place].countryCode, .country, item: number, book)
        }
        check(declaration.items[index].exportCountryCode, .country, item: number, book)
        check(declaration.items[index].destinationCountryCode, .country, item: number, book)
        check(declaration.items[index].customsValue?.currency, .currency, item: number, book)
        check(declaration.items[index].price?.currency, .currency, item: number, book)
        check(declaration.items[index].statisticalValue?.currency, .currency, item: number, book)
        checkUnit(declaration.items[index].netMass?.unit, item: number, book)
        checkUnit(declaration.items[index].grossMass?.unit, item: number, book)
        checkUnit(declaration.items[index].supplementary?.unit, item: number, book)
        for place in declaration.items[index].packages.indices {
            check(
                declaration.items[index].packages[place].typeCode, .packageType, item: number, book)
        }
        for place in declaration.items[index].procedures.indices {
            checkProcedure(
                declaration.items[index].procedures[place].currentCode, item: number, book)
        }
    }

    /// Customs spellings of a unit ("KG", "166") and qualifiers after "#" are in order.
    private mutating func checkUnit(_ unit: String?, item: Int, _ book: CodeBook) {
        guard let unit, !unit.isEmpty else { return }
        guard book.holds(.unit) else {
            schemesWithoutList |= CodeScheme.unit.bit
            return
        }
        let standing = book.standing(of: unit, in: .unit, on: measures.day)
        if standing == .valid || MeasureUnits.unit(unit) != nil { return }
        addFault(.unit, unit, item, standing)
    }

    /// A procedure is known when the list has it, or a class of procedures can be read from it.
    private mutating func checkProcedure(_ code: String?, item: Int, _ book: CodeBook) {
        guard let code, !code.isEmpty else { return }
        guard book.holds(.procedure) else {
            schemesWithoutList |= CodeScheme.procedure.bit
            return
        }
        let standing = book.standing(of: code, in: .procedure, on: measures.day)
        if standing == .valid { return }
        if Procedures.regimes(of: code) != nil { return }
        addFault(.procedure, code, item, standing)
    }

    /// Works out the check digits of container and wagon numbers.
    mutating func gatherNumbers() {
        for index in declaration.equipment.indices {
            checkContainer(declaration.equipment[index].id)
        }
        for item in declaration.items.indices {
            for index in declaration.items[item].equipment.indices {
                checkContainer(declaration.items[item].equipment[index].id)
            }
        }
        for index in declaration.transportMeans.indices {
            let means = declaration.transportMeans[index]
            guard
                means.identificationTypeCode == "20" || means.modeCode == "2"
                    || means.modeCode == "20"
            else { continue }
            if let number = means.id { add(EquipmentNumbers.wagon(number), .wagon, number) }
        }
    }

    private mutating func checkContainer(_ number: String?) {
        guard let number else { return }
        add(EquipmentNumbers.container(number), .container, number)
    }

    /// Numbers of another shape, such as those of trailers and trains, are not judged.
    private mutating func add(_ check: CheckedNumber, _ kind: NumberFault.Kind, _ number: String) {
        switch check {
        case .malformed: return
        case .valid, .wellFormed: numbersChecked += 1
        case .checkDigitWrong(let expected):
            numbersChecked += 1
            let fault = NumberFault(kind: kind, number: number, expected: expected)
            if numberFaults.count < Self.codeFaultsMax, !numberFaults.contains(fault) {
                numberFaults.append(fault)
            }
        }
    }
}
