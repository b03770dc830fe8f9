import Customs
import Reference
import Testing

@Suite("Nomenclature")
struct NomenclatureTests {
    private let sample = """
        section,hscode,description,parent,level
        XVI,84,"Machinery, ""all"" parts",TOTAL,2
        XVI,8471,Automatic data processing machines,84,4
        XVI,847130,"Portable, up to 10 kg",8471,6
        XVI,847141,Other,8471,6
        XVI,8471300000,Laptops,847130,10
        I,01,Animals; live,TOTAL,2
        I,0101,Horses,01,4
        """

    @Test("answers what a code is, what is above it and what below")
    func tree() {
        let read = HSImporter.read(Array(sample.utf8), edition: .hs2022)
        let hs = read.nomenclature
        #expect(read.diagnostics.isEmpty && hs.count == 7 && hs.edition == .hs2022)
        #expect(hs.description(of: "84") == "Machinery, \"all\" parts")
        #expect(hs.description(of: "01") == "Animals; live" && hs.description(of: "1") == nil)
        #expect(hs.children(of: "") == ["01", "84"])
        #expect(hs.children(of: "8471") == ["847130", "847141"])
        #expect(hs.children(of: "847130") == ["8471300000"])
        #expect(hs.children(of: "x") == [] && hs.children(of: "99") == [])
        #expect(hs.parent(of: "8471300000") == "847130" && hs.parent(of: "84") == nil)
        #expect(hs.nearest(to: "8471309999") == "847130")
        #expect(hs.section(of: "847130") == "XVI" && hs.section(of: "99") == nil)
        #expect(hs.knowsSixDigits(of: "8471300000") && hs.knowsSixDigits(of: "847130"))
        #expect(!hs.knowsSixDigits(of: "8471") && !hs.knowsSixDigits(of: "847199"))
        #expect(!hs.knowsSixDigits(of: "84713O") && !hs.knowsSixDigits(of: ""))
    }

    @Test("names rows it cannot use, and keeps the others")
    func faults() {
        let text =
            sample + "\nI,0101,Horses again,01,4\nI,ABCD,No code,01,4\nI,0102,,01,4\n"
            + "I,0103,Swine,02,6\nI,\"0104,Sheep,01,4\n"
        let read = HSImporter.read(Array(text.utf8), edition: nil)
        #expect(
            read.diagnostics.map(\.code) == [
                "tariff-code-twice", "tariff-row-unreadable", "tariff-row-unreadable",
                "tariff-level", "tariff-row-unreadable",
            ])
        #expect(read.nomenclature.contains("0103") && read.refused == 3)
    }

    @Test("refuses a file without the columns it needs", arguments: ["", "\n", "a,b\n1,2"])
    func header(text: String) {
        let read = HSImporter.read(Array(text.utf8), edition: nil)
        #expect(read.diagnostics.map(\.code) == ["tariff-header"] && read.nomenclature.count == 0)
        #expect(!read.nomenclature.contains("01") && read.nomenclature.children(of: "").isEmpty)
    }

    @Test("knows which edition is in force on a day")
    func editions() throws {
        let day = try #require(CalendarDay("2026-09-04"))
        let last = try #require(CalendarDay("2021-12-31"))
        #expect(HSEdition.inForce(on: day) == .hs2022 && HSEdition.inForce(on: last) == .hs2017)
    }
}
