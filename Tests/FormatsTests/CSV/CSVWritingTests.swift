import Customs
import Formats
import Testing

@Suite("Writing tables")
struct CSVWritingTests {
    private func export() throws -> ColumnMap { try columnMap(ShippedMaps.tamgaExport) }

    private func sample(_ seed: UInt64) -> Declaration {
        var random = SeededGenerator(seed: seed)
        let texts = ["plain", "a,b", "say \"hi\"", "two\nlines", "Тошкент; 北京", "'", "x\r\ny"]
        func text() -> String { texts.randomElement(using: &random) ?? "" }
        var declaration = Declaration()
        declaration.flow = .export
        declaration.id = "26UZ\(seed)"
        declaration.acceptanceDateTime = WrittenDateTime(text: "2026-09-04")
        var party = Party()
        party.role = .exporter
        party.name = text()
        declaration.parties = [party]
        declaration.invoiceAmount = ExactDecimal("0950.50").map { Money($0, "USD") }
        declaration.items = (1...Int.random(in: 1...3, using: &random)).map { number in
            var item = GoodsItem()
            item.sequence = ExactDecimal(number)
            item.description = text()
            item.classifications = [Classification(scheme: "TSP", code: "0409000000")]
            item.netMass = ExactDecimal("\(number).500").map { Quantity($0, "KGM") }
            return item
        }
        return declaration
    }

    @Test("reads back what it writes, items grouped", arguments: 0..<40 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        let declarations = [sample(seed), sample(seed + 100), sample(seed + 200)]
        var writer = CSVWriter(map: try export())
        for declaration in declarations { writer.write(declaration) }
        let read = try readTable(writer.take(), CSVFormat(maps: [try export()]))
        #expect(read.flatMap(\.diagnostics) == [])
        #expect(read.map(\.declaration) == declarations)
        #expect(writer.lost == [])
    }

    @Test("names what a table cannot hold")
    func lost() throws {
        var declaration = sample(1)
        declaration.authentication = "signature"
        declaration.items[0].dangerousGoods = ["1203", "1993"]
        declaration.items[0].documents = [AdditionalDocument(), AdditionalDocument()]
        var writer = CSVWriter(map: try export())
        writer.write(declaration)
        #expect(writer.lost == ["authentication", "items/dangerousGoods", "items/documents"])
    }

    @Test("never fails on a declaration with everything in it", arguments: 0..<10 as Range<UInt64>)
    func full(seed: UInt64) throws {
        var writer = CSVWriter(map: try export())
        writer.write(RandomFiller.make(Declaration.self, seed: seed, density: 0.8))
        _ = try readTable(writer.take(), CSVFormat(maps: [try export()]))
    }
}
