import Customs
import FoundationEssentials
import Risk

/// The labelled Korean import declarations, read with just enough of a splitter for these tests.
enum KoreanRows {
    /// Beside the package: shared/data/declarations/korea.
    static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/declarations/korea/df_syn_train_eng.csv").standardized.path

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: path)
            || FileManager.default.fileExists(atPath: nearPath)
    }

    /// The same folder directly beside the package.
    static let nearPath = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/declarations/korea/df_syn_train_eng.csv").standardized.path

    struct Row {
        var declaration: Declaration
        var isFraud: Bool
    }

    static func read(limit: Int = .max) throws -> [Row] {
        let found = FileManager.default.fileExists(atPath: nearPath) ? nearPath : path
        let text = try String(contentsOfFile: found, encoding: .utf8)
        var rows: [Row] = []
        for line in text.utf8.split(separator: 0x0A).dropFirst().prefix(limit) {
            let fields = line.split(separator: 0x2C, omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            guard fields.count == 22 else { continue }
            rows.append(Row(declaration: declaration(fields), isFraud: fields[20] == "1"))
        }
        return rows
    }

    private static func declaration(_ fields: [String]) -> Declaration {
        var declaration = Declaration()
        declaration.flow = .import
        declaration.functionalReferenceID = fields[0]
        declaration.acceptanceDateTime = WrittenDateTime(text: fields[1])
        var office = OfficeReference()
        office.role = .declaration
        office.id = fields[2]
        declaration.offices = [office]
        var means = TransportMeans()
        means.stage = .border
        means.modeCode = fields[7]
        declaration.transportMeans = [means]
        for (role, field) in [(Party.Role.declarant, 8), (.importer, 9), (.seller, 10)]
        where !fields[field].isEmpty {
            var party = Party()
            party.role = role
            party.id = fields[field]
            declaration.parties.append(party)
        }
        declaration.exportCountryCode = fields[13]
        var item = GoodsItem()
        item.classifications = [Classification(scheme: "HS", code: fields[12])]
        var origin = Origin()
        origin.countryCode = fields[14]
        item.origins = [origin]
        var duty = DutyTaxFee()
        duty.rate = ExactDecimal(fields[15])
        item.duties = [duty]
        item.netMass = ExactDecimal(fields[18]).map { Quantity($0, "KGM") }
        item.customsValue = ExactDecimal(fields[19]).map { Money($0, "KRW") }
        declaration.items = [item]
        return declaration
    }
}
