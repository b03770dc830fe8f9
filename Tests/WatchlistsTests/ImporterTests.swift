import Customs
import Names
import Testing
import Watchlists

@Suite("Reading watch lists")
struct ImporterTests {
    private func own(_ text: String) -> ImportedList {
        WatchlistFormat.csv.read(WatchlistFiles(main: Array(text.utf8)))
    }

    @Test("reads every column of the shipped example")
    func example() throws {
        let list = WatchlistFormat.csv.read(
            WatchlistFiles(main: try SharedLists.corpus("surveillance.csv")))
        #expect(list.diagnostics.isEmpty)
        #expect(list.entries.map(\.id) == ["P-1", "P-2", "F-1", "V-1", "W-1", "C-1", "S-1"])
        let person = try #require(list.entries.first)
        #expect(person.names.map(\.text) == ["MAVLONOV Akmalxoʻja", "Akmalkhuja Mavlonov"])
        #expect(person.births.map(\.text) == ["1980-05-14"])
        #expect(person.countries == ["UZ"])
        #expect(person.effect == .red)
        let truck = list.entries[3]
        #expect(truck.isDiscreet)
        #expect(truck.numbers == [WatchNumber(.plate, "01 A 123 BC")])
        #expect(truck.validTo == CalendarDay(year: 2026, month: 12, day: 31))
        #expect(list.entries[6].numbers == [WatchNumber(.imo, "9074729")])
    }

    @Test(
        "reads a list by its header, whatever the columns are called and separated by",
        arguments: [
            "name\nMAVLONOV Akmalxoʻja\n", "Name;Kind\nMAVLONOV Akmalxoʻja;Person\n",
            "entity\tcluster\tschema\tname\n1\t1\tPerson\tMAVLONOV Akmalxoʻja\n",
            "\u{FEFF}full name,DOB,Ref\r\n\"MAVLONOV Akmalxoʻja\",1980,X\r\n",
        ])
    func headers(text: String) {
        let list = own(text)
        #expect(list.diagnostics.isEmpty)
        #expect(list.entries.map(\.title) == ["MAVLONOV Akmalxoʻja"])
        #expect(list.entries.first?.id.isEmpty == false)
    }

    @Test("leaves out what it cannot use, and says where, why and what to do")
    func faults() {
        let list = own(
            """
            id,kind,name,birth_date,threshold,effect
            1,person,Good One,1970,,
            2,robot,Bad Kind,,,
            3,person,,,,
            4,person,Bad Threshold,,2,
            5,person,Bad Effect,,,purple
            1,person,Same Number,,,
            6,person,Bad Date,soon,,
            """)
        #expect(list.entries.map(\.id) == ["1", "6"])
        #expect(list.seen == 7)
        #expect(list.leftOut == 5)
        #expect(
            list.diagnostics.map(\.code) == [
                "list-kind-unknown", "list-no-name", "list-rule-unreadable",
                "list-rule-unreadable", "list-number-twice", "list-date-unknown",
            ])
        #expect(list.diagnostics.map(\.place).first == "file, line 3")
        #expect(list.diagnostics.allSatisfy { !$0.remedy.isEmpty && !$0.reason.isEmpty })
    }

    @Test(
        "refuses a file that is none, without a crash", arguments: WatchlistFormat.allCases,
        ["", "\u{0}\u{1}\u{2}", "<a><b>", "\"", "a,b\n\"unclosed", "\u{1A}"])
    func refused(format: WatchlistFormat, text: String) {
        let list = format.read(WatchlistFiles(main: Array(text.utf8)))
        #expect(list.isRefused)
    }

    @Test("says that faults beyond the limit are not listed")
    func manyFaults() {
        let rows = (0..<5000).map { "\($0),robot,Name\n" }.joined()
        let list = own("id,kind,name\n" + rows)
        #expect(list.leftOut == 5000)
        #expect(list.diagnostics.count == Diagnostic.countMax)
        #expect(list.diagnostics.last?.code == "list-more-faults")
    }

    @Test("takes aliases, births, countries and numbers from the Treasury's remarks")
    func remarks() throws {
        let row =
            #"7,"DOE, John","individual","SDGT] [IFSR","Boss",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"#
            + #""a.k.a. 'JD'; DOB 12 Jun 1966; alt. DOB circa 1967; nationality Korea, North; "#
            + #"Passport A123456 (Iran) expires 05 Feb 2004; Gender Male.""# + "\r\n\u{1A}"
        var files = WatchlistFiles(main: Array(row.utf8))
        files.alternates = Array("7,1,\"aka\",\"DOE, Johnny\",-0- \r\n\u{1A}".utf8)
        files.addresses = Array("7,1,\"1 Street\",\"Town\",\"Syria\",-0- \r\n\u{1A}".utf8)
        files.comments = Array("7,\" Tax ID No. 55 55 (Russia).\"\r\n".utf8)
        let list = WatchlistFormat.ofacSDN.read(files)
        #expect(list.diagnostics.isEmpty)
        let entry = try #require(list.entries.first)
        #expect(entry.kind == .person)
        #expect(
            entry.names == [
                WatchName("DOE, John"), WatchName("JD", isWeak: true), WatchName("DOE, Johnny"),
            ])
        #expect(entry.births.map(\.text) == ["1966-06-12", "about 1967"])
        #expect(entry.countries == ["KP", "SY"])
        #expect(entry.numbers.first == WatchNumber(.passport, "A123456", country: "IR"))
        #expect(entry.grounds == "SDGT; IFSR")
        #expect(entry.reference == "OFAC SDN 7")
        #expect(entry.remarks.contains("Gender Male"))
    }

    @Test("keeps an entry's content through its stored form")
    func storedForm() throws {
        let list = WatchlistFormat.csv.read(
            WatchlistFiles(main: try SharedLists.corpus("surveillance.csv")))
        for entry in list.entries {
            #expect(WatchEntry(json: entry.json) == entry)
            #expect(entry.sealed().revision.count == 32)
            var changed = entry
            changed.grounds += "!"
            #expect(changed.sealed().revision != entry.sealed().revision)
        }
        let card = WatchlistFormat.un.card()
        #expect(WatchlistCard(json: card.json) == card)
    }

    @Test(
        "no damage to the bytes makes a reader crash or count wrongly",
        arguments: WatchlistFormat.allCases, [1, 2, 3])
    func damaged(format: WatchlistFormat, seed: UInt64) {
        let samples = [
            "1,\"DOE, John\",\"individual\",\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'J'; DOB 1 Jan 1960\"\r\n",
            "_id,source,name,type,ids,dates_of_birth\na,List (L),Doe,Individual,\"KP, 12, Passport\",1960\n",
            "<L><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>Ä</FIRST_NAME></INDIVIDUAL></L>",
            "id,kind,name,birth_date,numbers,threshold\n1,person,Мавлонов,1960,passport:AA1(UZ),0.9\n",
        ]
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        for sample in samples {
            for _ in 0..<150 {
                var bytes = Array(sample.utf8)
                for _ in 0...Int(next() % 4) {
                    let place = Int(next() % UInt64(bytes.count))
                    switch next() % 3 {
                    case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
                    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
                    default: bytes.insert(UInt8(truncatingIfNeeded: next()), at: place)
                    }
                    if bytes.isEmpty { bytes = [0x2C] }
                }
                let list = format.read(WatchlistFiles(main: bytes))
                #expect(list.entries.count <= list.seen)
                #expect(list.entries.allSatisfy { WatchEntry(json: $0.json) == $0 })
            }
        }
    }

    @Test("leaves out rows with zero bytes and rows cut short; a number of commas alone is none")
    func damagedRows() {
        let zero = own("id,name\n1\u{0}a,One\n1\u{0}b,Two\n3,Three\n")
        #expect(zero.entries.map(\.id) == ["3"])
        #expect(zero.leftOut == 2)
        let cut = WatchlistFormat.usCSL.read(
            WatchlistFiles(main: Array("_id,source,name,type\na,L,Doe,Entity\nb,L,Ro".utf8)))
        #expect(cut.entries.count == 1)
        #expect(cut.diagnostics.map(\.code) == ["list-row-short"])
        let commas = WatchlistFormat.un.read(
            WatchlistFiles(
                main: Array(
                    ("<L><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME>"
                        + "<INDIVIDUAL_DOCUMENT><NUMBER>,,</NUMBER></INDIVIDUAL_DOCUMENT>"
                        + "</INDIVIDUAL></L>").utf8)))
        #expect(commas.entries.first?.numbers.isEmpty == true)
    }

    @Test("takes nothing from a list that was cut")
    func cut() {
        let text = """
            <CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>
            <FIRST_NAME>A</FIRST_NAME></INDIVIDUAL><INDIVIDUAL><DATAID>2</DA
            """
        let list = WatchlistFormat.un.read(WatchlistFiles(main: Array(text.utf8)))
        #expect(list.isRefused)
        #expect(list.diagnostics.contains { $0.severity == .error })
    }
}

/// The lists as published, where they are at hand.
@Suite("Real watch lists", .enabled(if: SharedLists.arePresent, "needs ../shared/data/watchlists"))
struct RealListTests {
    @Test("reads the Treasury's SDN list whole")
    func sdn() throws {
        let list = WatchlistFormat.ofacSDN.read(try SharedLists.sdn())
        #expect(list.seen == 8_976)
        #expect(list.entries.count == 8_976)
        #expect(list.diagnostics.filter { $0.severity == .error }.isEmpty)
        let names = list.entries.reduce(0) { $0 + $1.names.count }
        #expect(names >= 8_976 + 11_000)
        let persons = list.entries.filter { $0.kind == .person }
        let born = persons.filter { !$0.births.isEmpty }
        #expect(born.count * 10 > persons.count * 8)
        let vessels = list.entries.filter { $0.kind == .vessel }
        #expect(vessels.filter { $0.numbers.contains { $0.kind == .imo } }.count > 200)
        #expect(list.entries.filter { $0.kind == .aircraft }.count > 200)
    }

    @Test("reads the Treasury's other lists whole")
    func nonSDN() throws {
        let list = WatchlistFormat.ofacNonSDN.read(try SharedLists.nonSDN())
        #expect(list.entries.count == 442)
        #expect(list.leftOut == 0)
    }

    @Test("reads the Security Council's list with original scripts and weak aliases")
    func un() throws {
        let list = WatchlistFormat.un.read(
            WatchlistFiles(main: try SharedLists.bytes("un_2026/UN_consolidated.xml")))
        #expect(list.diagnostics.isEmpty)
        #expect(list.entries.filter { $0.kind == .person }.count == 730)
        #expect(list.entries.filter { $0.kind == .organisation }.count == 273)
        let names = list.entries.flatMap(\.names)
        #expect(names.filter(\.isWeak).count > 500)
        #expect(names.filter { $0.script == .arabic }.count > 250)
        #expect(list.entries.filter { !$0.births.isEmpty }.count > 600)
        #expect(list.entries.first { $0.reference == "CDi.003" }?.names.count == 5)
    }
}
