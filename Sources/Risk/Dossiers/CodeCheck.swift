import Customs
import Reference

/// Looks the coded fields of a declaration up in their lists and works check digits out.
///
/// Kept apart from the ``Dossier`` so that looking never copies the declaration.
struct CodeCheck {
    let book: CodeBook
    let day: CalendarDay?
    var faults: [CodeFault] = []
    var schemesWithoutList: UInt16 = 0
    var unknownSubheadings: [Int] = []
    var numbersChecked = 0
    var numberFaults: [NumberFault] = []

    init(
        _ declaration: borrowing Declaration, items: [ItemFacts], book: CodeBook, day: CalendarDay?
    ) {
        self.book = book
        self.day = day
        checkHeader(declaration)
        for index in declaration.items.indices {
            check(declaration.items[index], number: index + 1)
            guard book.holdsSubheadings, let hs = items[index].measures.hs, hs.digits == 6,
                hs.chapter < 98, book.standing(ofSubheading: hs, on: day) != .valid
            else { continue }
            unknownSubheadings.append(index + 1)
        }
        checkMeans(declaration)
    }

    private mutating func check(_ code: String?, _ scheme: CodeScheme, item: Int) {
        guard let code, !code.isEmpty else { return }
        guard book.holds(scheme) else {
            schemesWithoutList |= scheme.bit
            return
        }
        let standing = book.standing(of: code, in: scheme, on: day)
        if standing != .valid { addFault(scheme, code, item, standing) }
    }

    private mutating func addFault(
        _ scheme: CodeScheme, _ code: String, _ item: Int, _ standing: CodeBook.Standing
    ) {
        guard faults.count < Dossier.codeFaultsMax else { return }
        let fault = CodeFault(scheme: scheme, code: code, item: item, standing: standing)
        if !faults.contains(fault) { faults.append(fault) }
    }

    private mutating func checkHeader(_ declaration: borrowing Declaration) {
        check(declaration.exportCountryCode, .country, item: 0)
        check(declaration.destinationCountryCode, .country, item: 0)
        check(declaration.tradingCountryCode, .country, item: 0)
        for index in declaration.itinerary.indices {
            check(declaration.itinerary[index].countryCode, .country, item: 0)
        }
        check(declaration.invoiceAmount?.currency, .currency, item: 0)
        for index in declaration.currencyExchanges.indices {
            check(declaration.currencyExchanges[index].currencyCode, .currency, item: 0)
        }
        check(declaration.tradeTerms?.conditionCode, .incoterm, item: 0)
        checkUnit(declaration.totalGrossMass?.unit, item: 0)
        for index in declaration.equipment.indices {
            checkContainer(declaration.equipment[index].id)
        }
    }

    private mutating func check(_ item: borrowing GoodsItem, number: Int) {
        for index in item.origins.indices {
            check(item.origins[index].countryCode, .country, item: number)
        }
        check(item.exportCountryCode, .country, item: number)
        check(item.destinationCountryCode, .country, item: number)
        check(item.customsValue?.currency, .currency, item: number)
        check(item.price?.currency, .currency, item: number)
        check(item.statisticalValue?.currency, .currency, item: number)
        checkUnit(item.netMass?.unit, item: number)
        checkUnit(item.grossMass?.unit, item: number)
        checkUnit(item.supplementary?.unit, item: number)
        for index in item.packages.indices {
            check(item.packages[index].typeCode, .packageType, item: number)
        }
        for index in item.procedures.indices {
            checkProcedure(item.procedures[index].currentCode, item: number)
        }
        for index in item.equipment.indices { checkContainer(item.equipment[index].id) }
    }

    /// Customs spellings of a unit ("KG", "166") and qualifiers after "#" are in order.
    private mutating func checkUnit(_ unit: String?, item: Int) {
        guard let unit, !unit.isEmpty else { return }
        guard book.holds(.unit) else {
            schemesWithoutList |= CodeScheme.unit.bit
            return
        }
        let standing = book.standing(of: unit, in: .unit, on: day)
        if standing == .valid || MeasureUnits.unit(unit) != nil { return }
        addFault(.unit, unit, item, standing)
    }

    /// A procedure is known when the list has it, or a class of procedures can be read from it.
    private mutating func checkProcedure(_ code: String?, item: Int) {
        guard let code, !code.isEmpty else { return }
        guard book.holds(.procedure) else {
            schemesWithoutList |= CodeScheme.procedure.bit
            return
        }
        let standing = book.standing(of: code, in: .procedure, on: day)
        if standing == .valid || Procedures.regimes(of: code) != nil { return }
        addFault(.procedure, code, item, standing)
    }

    /// Modes and nationalities of the means of transport, and wagon numbers where they go by rail.
    private mutating func checkMeans(_ declaration: borrowing Declaration) {
        for index in declaration.transportMeans.indices {
            let mode = declaration.transportMeans[index].modeCode
            check(mode, .transportMode, item: 0)
            check(declaration.transportMeans[index].registrationNationalityCode, .country, item: 0)
            let kind = declaration.transportMeans[index].identificationTypeCode
            guard kind == "20" || mode == "2" || mode == "20",
                let number = declaration.transportMeans[index].id
            else { continue }
            add(EquipmentNumbers.wagon(number), .wagon, number)
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
            if numberFaults.count < Dossier.codeFaultsMax, !numberFaults.contains(fault) {
                numberFaults.append(fault)
            }
        }
    }
}
