import Customs

/// Writes CUSDEC D.96B and CUSCAR D.95B messages after the message profile TMG001, UTF-8
/// (UNOY, syntax 4), a line feed after each segment.
///
/// Source: UN/EDIFACT directories D.96B and D.95B for segments, groups and lengths; ISO 9735-1
/// for the interchange.
struct EDIFACTTemplate {
    /// An interchange with one message or several.
    static func interchange(
        _ documents: [CustomsDocument], control: String, day: CalendarDay
    ) -> String {
        var text = "UNA:+.? '\n"
        text += segment(
            "UNB", ["UNOY", "4"], ["DEMOBROKER", "ZZ"], ["CUSTUZ", "ZZ"],
            [compact(day), "0900"], [control])
        for (index, document) in documents.enumerated() {
            var reference = ShortText()
            reference.append(index + 1, width: 6)
            var template = EDIFACTTemplate(reference: reference.text)
            switch document {
            case .declaration(let declaration): template.cusdec(declaration)
            case .cargoReport(let report): template.cuscar(report)
            }
            text += template.message
        }
        return text + segment("UNZ", ["\(documents.count)"], [control])
    }

    private let reference: String
    private var segments: [String] = []

    private init(reference: String) { self.reference = reference }

    private var message: String {
        segments.joined()
            + Self.segment("UNT", ["\(segments.count + 1)"], [reference])
    }

    private mutating func add(_ tag: String, _ elements: [String?]...) {
        segments.append(Self.segment(tag, elements))
    }

    private static func segment(_ tag: String, _ elements: [String?]...) -> String {
        segment(tag, elements)
    }

    private static func segment(_ tag: String, _ elements: [[String?]]) -> String {
        var written = elements.map { components in
            var parts = components.map { $0.map(released) ?? "" }
            while parts.last?.isEmpty == true { parts.removeLast() }
            return parts.joined(separator: ":")
        }
        while written.last?.isEmpty == true { written.removeLast() }
        return ([tag] + written).joined(separator: "+") + "'\n"
    }

    private static func released(_ text: String) -> String {
        var released = ""
        for character in text {
            if "+:'?".contains(character) { released += "?" }
            released.append(character)
        }
        return released
    }

    /// A text in components of at most `length` characters, at most `count` of them.
    private static func lines(_ text: String?, _ length: Int, _ count: Int) -> [String?] {
        var rest = Substring(text ?? "")
        var lines: [String?] = []
        while !rest.isEmpty, lines.count < count {
            lines.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return lines
    }

    private static func compact(_ day: CalendarDay) -> String {
        day.iso.split(separator: "-").joined()
    }

    private mutating func date(_ qualifier: String, _ date: WrittenDateTime?) {
        guard let day = date?.day else { return }
        add("DTM", [qualifier, Self.compact(day), "102"])
    }

    private mutating func mass(_ dimension: String, _ quantity: Quantity?) {
        guard let quantity else { return }
        add("MEA", ["AAE"], [dimension], [quantity.unit, quantity.value.written])
    }

    private mutating func money(_ qualifier: String, _ money: Money?) {
        guard let money else { return }
        add("MOA", [qualifier, money.amount.written, money.currency])
    }

    private mutating func place(
        _ qualifier: String, _ code: String?, _ list: String, _ agency: String
    ) {
        guard let code else { return }
        add("LOC", [qualifier], [code, list, agency])
    }

    private mutating func party(_ qualifier: String, _ party: Party?, list: String = "167") {
        guard let party else { return }
        let address = party.address
        // 3039 holds 17 characters; longer numbers stay out.
        let id = party.id.flatMap { $0.count <= 17 ? $0 : nil }
        add(
            "NAD", [qualifier], id.map { [$0, list, "ZZZ"] } ?? [], [],
            Self.lines(party.name, 35, 5), Self.lines(address?.line, 35, 4),
            [address?.cityName.map { String($0.prefix(35)) }], [], [address?.postcodeID],
            [address?.countryCode])
    }
}

extension EDIFACTTemplate {
    private mutating func cusdec(_ declaration: Declaration) {
        add("UNH", [reference], ["CUSDEC", "D", "96B", "UN", "TMG001"])
        add(
            "BGM", [declaration.flow == .export ? "830" : "929"], [declaration.id],
            [declaration.functionCode])
        add("CST", [], [declaration.procedureTypeCode, "105", "ZZZ"])
        place("22", declaration.office(.declaration), "113", "ZZZ")
        place("35", declaration.exportCountryCode, "162", "5")
        place("36", declaration.destinationCountryCode, "162", "5")
        place("9", declaration.loadingLocationID, "139", "6")
        place("11", declaration.unloadingLocationID, "139", "6")
        date("137", declaration.acceptanceDateTime)
        date("132", declaration.arrivalDateTime)
        mass("AAD", declaration.totalGrossMass)
        equipment(declaration.equipment)
        add("RFF", ["ABE", declaration.functionalReferenceID])
        if let ucr = declaration.ucrID { add("RFF", ["UCN", ucr]) }
        if let document = declaration.previousDocuments.first?.id { add("RFF", ["BM", document]) }
        if let means = declaration.transport(.border) {
            add(
                "TDT", ["11"], [], [means.modeCode], [], [], [], [],
                [nil, nil, nil, means.id, means.registrationNationalityCode])
        }
        party("EX", declaration.party(.exporter))
        party("IM", declaration.party(.importer))
        party("DT", declaration.party(.declarant))
        if let terms = declaration.tradeTerms {
            add("TOD", ["3"], [], [terms.conditionCode, "106", "6"])
            if let place = terms.locationName { add("LOC", ["1"], [nil, nil, nil, place]) }
        }
        money("39", declaration.invoiceAmount)
        add("UNS", ["D"])
        for item in declaration.items { self.item(item) }
        add("UNS", ["S"])
        add("CNT", ["5", "\(declaration.items.count)"])
        add("CNT", ["11", declaration.totalPackageQuantity?.written])
    }

    private mutating func equipment(_ equipment: [TransportEquipment]) {
        for unit in equipment { add("EQD", ["CN"], [unit.id], [unit.sizeTypeCode, "102", "5"]) }
        for unit in equipment {
            for seal in unit.seals { add("SEL", [seal.id]) }
        }
        for unit in equipment {
            for seal in unit.seals { add("FTX", ["AAI"], [], [], [unit.id, seal.id]) }
        }
    }

    private mutating func item(_ item: GoodsItem) {
        let procedure = item.procedures.first.map {
            ($0.currentCode ?? "") + ($0.previousCode ?? "")
        }
        let claimed = item.duties.first?.regimeCode
        let preference = claimed == "100" ? nil : claimed
        add(
            "CST", [item.sequence?.written], [item.commodityCode, "122", "ZZZ"],
            [procedure, "117", "ZZZ"], preference.map { [$0, "116", "ZZZ"] } ?? [])
        add("FTX", ["AAA"], [], [], Self.lines(item.description, 70, 5))
        place("27", item.origins.first?.countryCode, "162", "5")
        mass("AAF", item.netMass)
        mass("AAB", item.grossMass)
        mass("AAU", item.supplementary)
        for packaging in item.packages {
            add("PAC", [packaging.count?.written], [], [packaging.typeCode, "67", "6"])
            if let marks = packaging.marks { add("PCI", ["28"], Self.lines(marks, 35, 10)) }
        }
        money("38", item.price)
        for document in item.documents {
            add("DOC", [document.typeCode], [document.id])
            date("137", document.effectiveDate)
        }
        for duty in item.duties {
            add("TAX", ["1"], [duty.typeCode], [], [], [nil, nil, nil, duty.rate?.written])
            money("55", duty.assessed)
        }
    }

    private mutating func cuscar(_ report: CargoReport) {
        add("UNH", [reference], ["CUSCAR", "D", "95B", "UN", "TMG001"])
        add("BGM", ["85"], [report.reference], [report.functionCode])
        date("137", report.issueDateTime)
        party("CA", report.carrier, list: "172")
        add(
            "TDT", ["20"], [], [report.transport?.modeCode], [], [], [], [],
            [nil, nil, nil, report.transport?.id])
        place("60", report.officeID, "139", "6")
        for unit in report.equipment {
            add(
                "EQD", ["CN"], [unit.id], [unit.sizeTypeCode, "102", "5"], [], [],
                [unit.fullnessCode])
            mass("G", unit.grossMass)
        }
        for consignment in report.consignments {
            add("CNI", [consignment.sequence?.written], [consignment.transportDocumentID])
            add("RFF", ["BM", consignment.transportDocumentID])
            place("9", consignment.loadingLocationID, "139", "6")
            place("11", consignment.unloadingLocationID, "139", "6")
            party("CZ", consignment.parties.first { $0.role == .consignor })
            party("CN", consignment.parties.first { $0.role == .consignee })
            for goods in consignment.goods { self.goods(goods) }
        }
    }

    private mutating func goods(_ goods: ReportedGoods) {
        add(
            "GID", [goods.sequence?.written],
            [goods.packages?.count?.written, goods.packages?.typeCode, "67", "6"])
        add("FTX", ["AAA"], [], [], Self.lines(goods.description, 70, 5))
        mass("G", goods.grossMass)
        for unit in goods.equipmentIDs {
            add("SGP", [unit], [goods.packages?.count?.written])
        }
    }
}
