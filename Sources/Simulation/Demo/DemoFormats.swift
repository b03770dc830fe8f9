import Customs
import Formats

/// Hands the demonstration's documents out to the formats and writes them.
enum DemoFormats {
    enum Kind: Int, CaseIterable {
        case wco, edifact, asycuda, csv, json
    }

    static func files(
        _ cases: DemoCases
    ) throws(DemoCorpus.WritingFailure) -> [DemoCorpus.File] {
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
                        path: "edifact/\(document.name).edi",
                        bytes: try edifact([.declaration(document.declaration)])))
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
        return try files + reports(cases)
    }

    /// Cargo reports: each alone as EDIFACT but the last ones, which share an interchange, and one
    /// more as JSON.
    private static func reports(
        _ cases: DemoCases
    ) throws(DemoCorpus.WritingFailure) -> [DemoCorpus.File] {
        var files: [DemoCorpus.File] = []
        for (name, report) in cases.reports.dropLast(5) {
            files.append(
                .init(
                    path: "edifact/\(name).edi", bytes: try edifact([.cargoReport(report)])))
        }
        let together = cases.reports.suffix(5).dropLast()
        if !together.isEmpty {
            files.append(
                .init(
                    path: "edifact/manifests-together.edi",
                    bytes: try edifact(together.map { .cargoReport($0.report) })))
        }
        if let (name, report) = cases.reports.last {
            files.append(
                .init(
                    path: "json/\(name).json",
                    bytes: CanonicalJSON.write(.cargoReport(report)) + [10]))
        }
        return files
    }

    /// One interchange, UTF-8, a segment a line.
    static func edifact(
        _ documents: [CustomsDocument]
    ) throws(DemoCorpus.WritingFailure) -> [UInt8] {
        var settings = EDIFACTWriter.Settings()
        settings.syntaxIdentifier = "UNOY"
        settings.syntaxVersion = 4
        settings.lineEnd = .lineFeed
        settings.sender = "DEMOBROKER"
        settings.recipient = "CUSTUZ"
        settings.preparedAt = "0900"
        var control = ShortText()
        switch documents.first {
        case .declaration(let declaration):
            settings.preparedOn = declaration.referenceDay ?? DemoCorpus.settings.firstDay
            control.append(number(declaration.id), width: 8)
        case .cargoReport(let report):
            settings.preparedOn = report.issueDateTime?.day ?? DemoCorpus.settings.firstDay
            control.append(number(report.reference), width: 8)
        case nil: control.append("0")
        }
        settings.controlReference = control.text
        let fitted = documents.map { document -> CustomsDocument in
            switch document {
            case .declaration(let declaration): .declaration(fittedToEDIFACT(declaration))
            case .cargoReport(let report): .cargoReport(fittedToEDIFACT(report))
            }
        }
        do {
            return try EDIFACTWriter(settings).interchange(fitted)
        } catch {
            throw DemoCorpus.WritingFailure(
                place: "edifact/\(control.text)", problem: "\(error)")
        }
    }

    /// The last eight digits of a reference as a number.
    private static func number(_ reference: String?) -> Int {
        let digits = (reference ?? "").utf8.suffix(8).filter { (48...57).contains($0) }
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    static func wco(_ declaration: Declaration) -> [UInt8] {
        WCODeclarationWriter().bytes(of: fittedToWCO(declaration))
    }
}
