import Customs
import Reference

@testable import Reconciliation

/// Small registers written in the test, and what their comparison gives.
struct Fixture {
    static let exportHead =
        "exp_id,declaration,item,date,exporter_id,exporter,consignee,hs,description,origin,"
        + "destination,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,"
        + "transport_doc,container,ucr,incoterms\n"
    static let importHead =
        "imp_id,declaration,item,date,importer_id,importer,supplier,hs,description,origin,"
        + "departure,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,"
        + "transport_doc,container,ucr,incoterms\n"

    var exports: String
    var imports: String
    var currency = "USD"
    /// Columns beyond the usual ones, in both registers; `more` fills them.
    let extraColumns: [String]

    init(_ extraColumns: [String] = []) {
        self.extraColumns = extraColumns
        let extra = extraColumns.map { "," + $0 }.joined()
        exports = Self.exportHead.replacing("\n", with: extra + "\n")
        imports = Self.importHead.replacing("\n", with: extra + "\n")
    }

    private func end(_ term: String, _ more: [String: String]) -> String {
        term + extraColumns.map { "," + (more[$0] ?? "") }.joined() + "\n"
    }

    mutating func export(
        _ id: String, on day: String = "2026-03-01", declaration: String = "D1",
        code: String = "5210210000", origin: String = "UZ", kg: Double = 1000, packages: Int = 40,
        value: Double = 5000, document: String = "CMR12345678", invoice: String = "",
        term: String = "FOB", unit: String = "KGM", more: [String: String] = [:]
    ) {
        exports +=
            "\(id),\(declaration),1,\(day),301,ZARAFSHAN TEX LLC,\"TOO \"\"DALA\"\"\",\(code),COTTON,"
            + "\(origin),KZ,\(kg),\(kg * 1.05),\(kg),\(unit),\(packages),\(value),\(currency),"
            + "\(invoice),3,\(document),,," + end(term, more)
    }

    mutating func `import`(
        _ id: String, on day: String = "2026-03-09", declaration: String = "J1",
        code: String = "52102100", origin: String = "UZ", kg: Double = 1000, packages: Int = 40,
        value: Double = 5300, document: String = "cmr 1234-5678", invoice: String = "",
        term: String = "CIF", unit: String = "KGM", more: [String: String] = [:]
    ) {
        imports +=
            "\(id),\(declaration),1,\(day),901,DALA TOO,ZARAFSHAN TEX,\(code),COTTON,\(origin),UZ,"
            + "\(kg),\(kg * 1.05),\(kg),\(unit),\(packages),\(value),\(currency),\(invoice),3,"
            + "\(document),,," + end(term, more)
    }

    func reconcile(threads: Int = 1) throws -> ReconciliationResult {
        try reconcile(ReconciliationSettings(threads: threads))
    }

    func reconcile(
        _ settings: ReconciliationSettings, rates: ExchangeRates = ExchangeRates()
    ) throws -> ReconciliationResult {
        try Reconciler(settings: settings).reconcile(
            exports: .bytes(Array(exports.utf8)), imports: .bytes(Array(imports.utf8)),
            rates: rates)
    }
}

extension ReconciliationResult {
    /// matches.csv as text.
    var matchesText: String {
        var bytes: [UInt8] = []
        ReconciliationTables(self).matches { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// findings.csv as text.
    var findingsText: String {
        var bytes: [UInt8] = []
        ReconciliationTables(self).findings { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
