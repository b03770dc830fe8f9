import Customs
import FoundationEssentials
import Testing

@testable import Simulation

@Suite("Export table")
struct ExportTableTests {
    private var packageRoot: String {
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    }

    @Test("has the columns of the shipped map, in its order")
    func columnsAreTheMaps() throws {
        let data = try Data(contentsOf: URL(filePath: packageRoot + "/Maps/tamga-export.yaml"))
        let columns = String(decoding: data, as: UTF8.self).split(separator: "\n")
            .compactMap { line -> String? in
                let parts = line.split(separator: " ")
                guard let key = parts.firstIndex(of: "column:") else { return nil }
                return parts.dropFirst(key + 1).first.map { String($0.prefix { $0 != "," }) }
            }
        #expect(columns == ExportTable.columns)
    }

    @Test("writes one row an item, each with all its fields")
    func rows() {
        var settings = SimulationSettings(seed: 41, count: 300)
        settings.exportShare = 0.3
        var table = ExportTable()
        table.appendHeader()
        var items = 0
        for trade in TradeSimulator(settings) {
            let declaration = trade.declaration
            items += declaration.items.count
            table.append(declaration)
        }
        let rows = String(decoding: table.bytes, as: UTF8.self).split(separator: "\n")
        #expect(rows.count == items + 1)
        for row in rows {
            var quoted = false
            var commas = 0
            for byte in row.utf8 {
                if byte == UInt8(ascii: "\"") { quoted.toggle() }
                if byte == UInt8(ascii: ","), !quoted { commas += 1 }
            }
            #expect(commas == ExportTable.columns.count - 1)
        }
    }
}
