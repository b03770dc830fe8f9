import Customs
import Formats
import Testing

@Suite("Column maps")
struct ColumnMapTests {
    private func faults(_ yaml: String) throws -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        #expect(ColumnMap(try mapNode(yaml), diagnostics: &diagnostics) == nil)
        return diagnostics
    }

    @Test("the maps in Maps/ are those built into the program, and have no fault")
    func shipped() throws {
        for (name, yaml) in ShippedMaps.all {
            let file = try Repository.bytes("Maps/\(name).yaml")
            #expect(String(decoding: file, as: UTF8.self) == yaml)
            #expect(try columnMap(yaml).name == name)
        }
    }

    @Test("collects every fault with its line and the word that may be meant")
    func faults() throws {
        let found = try faults(
            """
            map: bad
            flow: imprt
            titel: x
            dates: DD.MM
            columns:
              - { column: A, field: item.netMas, unit: KGM }
              - { column: B, field: item.netMass, currency: USD }
              - { column: C, field: item.price, currency: dollar }
              - { column: D, field: party.importor.id }
              - { column: E, field: office.exit, code_list: nolist }
              - { field: id }
              - { column: F, field: item }
              - { column: G, field: item.grossMass.unit }
              - { column: H, field: id }
              - { column: I, field: id }
            """)
        let lines = found.map { $0.place.split(separator: ",").first.map(String.init) ?? "" }
        #expect(
            Set(lines) == Set([2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15].map { "line \($0)" }))
        let problems = found.map(\.problem).joined(separator: "\n")
        for guess in ["\"title\" meant", "\"netMass\" meant", "\"importer\" meant"] {
            #expect(problems.contains(guess))
        }
    }

    @Test("refuses what is no map at all", arguments: ["[]", "x", "map: a", "map: a\ncolumns: []"])
    func noMap(yaml: String) throws {
        #expect(try !faults(yaml).isEmpty)
    }
}
