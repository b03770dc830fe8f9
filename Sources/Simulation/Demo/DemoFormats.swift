import Customs
import Formats

/// Hands the demonstration's documents out to the formats and writes them.
enum DemoFormats {
    enum Kind: Int, CaseIterable {
        case wco, edifact, asycuda, csv, json
    }

    static func files(_ cases: DemoCases) -> [DemoCorpus.File] {
        var files: [DemoCorpus.File] = []
        var tables: [String: ExportTable] = [:]
        var months: [String] = []
        // CSV takes every third document, the others share the rest; transit stays with CSV and JSON.
        let turns: [Kind] = [.wco, .csv, .edifact, .json, .csv, .asycuda]
        for (index, document) in cases.documents.enumerated() {
            var kind = document.format ?? turns[index % turns.count]
            if document.declaration.flow == .transit, kind != .csv { kind = .json }
            switch kind {
            case .wco:
                files.append(
                    .init(
                        path: "wco-dec/\(document.name).xml", bytes: wco(document.declaration)))
            case .edifact:
                files.append(
                    .init(
                        "edifact/\(document.name).edi",
                        edifact([.declaration(document.declaration)])))
            case .asycuda:
                files.append(
                    .init(
                        "asycuda/\(document.name).xml",
                        ASYCUDATemplate.write(document.declaration)))
            case .json:
                files.append(
                    .init(
                        path: "json/\(document.name).json",
                        bytes: CanonicalJSON.write(document.declaration) + [10]))
            case .csv:
                let month = String(document.declaration.referenceDay?.iso.prefix(7) ?? "undated")
                if tables[month] == nil {
                    var table = ExportTable()
                    table.appendHeader()
                    tables[month] = table
                    months.append(month)
                }
                tables[month]?.append(document.declaration)
            }
        }
        for month in months {
            guard let table = tables[month] else { continue }
            files.append(.init(path: "csv/declarations-\(month).csv", bytes: table.bytes))
        }
        return files + reports(cases)
    }

    /// Cargo reports: each alone as EDIFACT but the last ones, which share an interchange, and one
    /// more as JSON.
    private static func reports(_ cases: DemoCases) -> [DemoCorpus.File] {
        var files: [DemoCorpus.File] = []
        for (name, report) in cases.reports.dropLast(5) {
            files.append(.init("edifact/\(name).edi", edifact([.cargoReport(report)])))
        }
        let together = cases.reports.suffix(5).dropLast()
        if !together.isEmpty {
            files.append(
                .init(
                    "edifact/manifests-together.edi",
                    edifact(together.map { .cargoReport($0.report) })))
        }
        if let (name, report) = cases.reports.last {
            files.append(
                .init(
                    path: "json/\(name).json",
                    bytes: CanonicalJSON.write(.cargoReport(report)) + [10]))
        }
        return files
    }

    static func edifact(_ documents: [CustomsDocument]) -> String {
        var control = ShortText()
        var day: CalendarDay?
        switch documents.first {
        case .declaration(let declaration):
            day = declaration.referenceDay
            control.append(Self.number(declaration.id), width: 8)
        case .cargoReport(let report):
            day = report.issueDateTime?.day
            control.append(Self.number(report.reference), width: 8)
        case nil: control.append("0")
        }
        return EDIFACTTemplate.interchange(
            documents, control: control.text, day: day ?? DemoCorpus.settings.firstDay)
    }

    /// The last eight digits of a reference as a number.
    private static func number(_ reference: String?) -> Int {
        let digits = (reference ?? "").utf8.suffix(8).filter { (48...57).contains($0) }
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

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
        fitted.parties = declaration.parties.map { party in
            var party = party
            // Numbers of parties hold 17 characters.
            if (party.id?.count ?? 0) > 17 { party.id = nil }
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

    static func wco(_ declaration: Declaration) -> [UInt8] {
        WCODeclarationWriter().bytes(of: fittedToWCO(declaration))
    }

    /// CCYYMMDD, format 102 of UNTDID 2379.
    private static func compact(_ date: WrittenDateTime?) -> WrittenDateTime? {
        guard let day = date?.day else { return date }
        return WrittenDateTime(text: day.iso.split(separator: "-").joined(), formatCode: "102")
    }
}
