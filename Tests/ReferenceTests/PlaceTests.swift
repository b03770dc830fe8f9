import Customs
import Reference
import Testing

@Suite("Crossing points and places")
struct PlaceTests {
    @Test("sets every crossing opposite one of the other side that says the same")
    func opposites() throws {
        #expect(CrossingPoints.all.count > 100)
        #expect(Set(CrossingPoints.all.map(\.id)).count == CrossingPoints.all.count)
        for point in CrossingPoints.all {
            #expect(CodeLists.isCountry(point.country) && !point.names.isEmpty)
            #expect(point.id.hasPrefix(point.country + "-"))
            #expect(point.id.hasSuffix(point.mode.rawValue.uppercased()))
            guard let opposite = point.opposite else { continue }
            let other = try #require(CrossingPoints.point(opposite), "\(opposite)")
            #expect(other.opposite == point.id && other.mode == point.mode)
            #expect(other.country != point.country)
        }
    }

    @Test("finds every crossing by every spelling of its own")
    func ownNames() {
        for point in CrossingPoints.all {
            for name in point.names {
                let found = CrossingPoints.search(name, country: point.country, mode: point.mode)
                #expect(found.first?.point == point, "\(name)")
            }
        }
    }

    @Test(
        "finds crossings however officers spell them",
        arguments: [
            ("Gʻishtkoʻprik", "UZ-GISHTKUPRIK-ROAD"), ("G'ishtko'prik", "UZ-GISHTKUPRIK-ROAD"),
            ("GISHTKUPRIK", "UZ-GISHTKUPRIK-ROAD"), ("ТП Гишткуприк", "UZ-GISHTKUPRIK-ROAD"),
            ("Ғишткўприк", "UZ-GISHTKUPRIK-ROAD"), ("Jibek Joly", "KZ-ZHIBEKZHOLY-ROAD"),
            ("Жибек Жолы", "KZ-ZHIBEKZHOLY-ROAD"), ("Yalama", "UZ-YALLAMA-ROAD"),
            ("ст. Сары-Агач", "KZ-SARYAGASH-RAIL"), ("Do`stlik", "UZ-DUSTLIK-ROAD"),
            ("Dzhartepa customs post", "UZ-JARTEPA-ROAD"), ("Гиштқупрк", "UZ-GISHTKUPRIK-ROAD"),
            ("KZHOR", "KZ-KHORGOS-ROAD"),
        ])
    func spellings(name: String, id: String) {
        #expect(CrossingPoints.search(name).first?.point.id == id)
    }

    @Test("knows who stands opposite whom")
    func opposite() {
        #expect(CrossingPoints.opposite(of: "UZ-YALLAMA-ROAD")?.id == "KZ-KONYSBAEV-ROAD")
        #expect(CrossingPoints.opposite(of: "UZ-TASHKENT-AIR") == nil)
        #expect(CrossingPoints.opposite(of: "nowhere") == nil)
    }

    @Test(
        "finds nothing in nonsense",
        arguments: ["", " ", "-", "zzzzzzzz", "💣", "post", String(repeating: "a", count: 100_000)])
    func nonsense(text: String) { #expect(CrossingPoints.search(text).isEmpty) }

    @Test("reads UNECE's own columns, leaving out headings, references and removals")
    func official() throws {
        let text = """
            ,"UZ",,".UZBEKISTAN",,,,,,,,
            ,"UZ","TAS","Tashkent","Tashkent","TK","AI","-2-45---","0001","","4118N 06917E",""
            "+","UZ","TER","Termez, ""port"" I","Termez",,"RL","-23----B","2001",,"3714N 06716E",
            "=","UZ",,"Samarqand = Samarkand","Samarqand = Samarkand",,,,,,,
            "X","UZ","OLD","Gone","Gone",,"XX","1-------","9901",,,
            ,"UZ","BAD","Badplace","Badplace",,"RL","--3-----","0001",,"9999N 06917E",
            ,"UZ","T","Short","Short",,"RL","--3-----","0001",,,
            ,"UZ","TAS","Tashkent again","Tashkent again",,"RL","--3-----","0001",,,
            """
        let read = LocationsImporter.read(Array(text.utf8))
        let tashkent = try #require(read.locations.place("UZTAS"))
        #expect(tashkent.name == "Tashkent" && tashkent.subdivision == "TK")
        #expect(tashkent.functions == [.railTerminal, .airport, .postOffice])
        #expect(tashkent.latitudeMinutes == 41 * 60 + 18 && tashkent.status == "AI")
        #expect(tashkent.country == "UZ" && tashkent.iata == nil)
        #expect(read.locations.place("UZTER")?.name == "Termez, \"port\" I")
        #expect(read.locations.place("UZTER")?.functions.contains(.borderCrossing) == true)
        #expect(read.locations.places(in: "UZ", having: .airport).map(\.locode) == ["UZTAS"])
        #expect(read.locations.count == 3 && read.refused == 1)
        #expect(!read.locations.contains("UZOLD") && !read.locations.contains("uztas"))
        #expect(
            read.diagnostics.map(\.code) == [
                "locode-coordinates", "locode-row-unreadable", "locode-twice",
            ])
    }

    @Test("survives any bytes", arguments: 0..<10)
    func hostile(seed: Int) {
        var state = UInt64(seed) &* 977 &+ 5
        let pieces = [
            ",", "\"", "\n", "UZ", "TAS", "Tashkent", "\t", "locode", "name", "\0", "💣", "4118N",
            " 06917E", "hscode", "description", "0101", ";",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes += Array(pieces[Int(state >> 33) % pieces.count].utf8)
        }
        for cut in stride(from: 0, to: bytes.count, by: 1009) {
            let part = Array(bytes[..<cut])
            #expect(LocationsImporter.read(part).diagnostics.count <= Diagnostic.countMax)
            #expect(HSImporter.read(part, edition: nil).diagnostics.count <= Diagnostic.countMax)
        }
    }
}
