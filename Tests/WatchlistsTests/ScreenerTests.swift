import Customs
import Foundation
import Names
import Testing
import Watchlists

@Suite("Screening against watch lists")
struct ScreenerTests {
    private static let day = CalendarDay(number: 20_600)

    private func screener(
        _ entries: [WatchEntry], card: WatchlistCard = WatchlistFormat.csv.card(id: "own"),
        cleared: Set<ClearedHit> = []
    ) -> WatchlistScreener {
        WatchlistScreener(
            [Watchlist(card: card, entries: entries.map { $0.sealed() })], on: Self.day,
            cleared: cleared)
    }

    private func example() throws -> [WatchEntry] {
        WatchlistFormat.csv.read(
            WatchlistFiles(main: try SharedLists.corpus("surveillance.csv"))
        ).entries
    }

    private func person(_ name: String) -> WatchSubject {
        WatchSubject(.party(.importer), name: name)
    }

    @Test(
        "finds one man in the spellings of the press, and shows word by word why",
        arguments: [
            "Акмалходжа Мавлонов", "Akmalkhuja Mavlonov", "Akmalhoja Mavlonov",
            "Akmalhuja Mavlonov", "Mavlonov Akmalkhuzha",
        ])
    func spellings(name: String) throws {
        var entry = WatchEntry(id: "1", kind: .person)
        entry.add(name: "MAVLONOV Akmalxoʻja")
        let hits = screener([entry]).screen([person(name)])
        let hit = try #require(hits.first)
        #expect(hit.score >= 0.8)
        #expect(hit.alignment.count == 2)
        for language in AlignmentEntry.Language.allCases {
            #expect(hit.alignmentText(in: language).contains("MAVLONOV"))
        }
    }

    @Test(
        "does not take one surname for another", arguments: ["Tursunov Otabek", "Otabek Tursunov"])
    func apart(name: String) throws {
        #expect(screener(try example()).screen([person(name)]).isEmpty)
    }

    @Test("a day of birth confirms or contradicts a name")
    func births() throws {
        let screener = screener(try example())
        func score(_ number: String) -> Double? {
            screener.screen([
                WatchSubject(
                    .party(.importer), name: "Akmalxodja Mavlanov", numbers: [number],
                    countries: ["UZ"])
            ]).first?.score
        }
        // Personal numbers with the days 14.05.1980 and 02.03.1951, and one that has none.
        let same = try #require(score("31405800010017"))
        let other = score("30203510010017")
        let neutral = try #require(score("301234599"))
        #expect(same > neutral)
        #expect(same >= 0.9)
        #expect((other ?? 0) < neutral)
    }

    @Test("finds plates, wagons, containers and ships by number, in look-alike letters too")
    func numbers() throws {
        let screener = screener(try example())
        func hits(_ number: String, _ kinds: Set<WatchKind>) -> [WatchHit] {
            screener.screen([
                WatchSubject(.conveyance, conveyances: kinds, name: nil, numbers: [number])
            ])
        }
        let all: Set<WatchKind> = [.vehicle, .wagon, .container, .vessel, .aircraft]
        #expect(hits("01А123ВС", all).map(\.entry.id) == ["V-1"])
        #expect(hits("80 555 AA/01 A 123-BC", all).map(\.entry.id) == ["V-1"])
        #expect(hits("O1A1238C", all).first?.facts == [.numberLookAlike])
        #expect(hits("52345679", all).map(\.entry.id) == ["W-1"])
        #expect(hits("csqu 305438-3", all).map(\.entry.id) == ["C-1"])
        #expect(hits("IMO 9074729", all).map(\.entry.id) == ["S-1"])
        #expect(hits("01A124BC", all).isEmpty)
        #expect(hits("52345679", [.vehicle]).isEmpty)
        #expect(hits("301234567", all).isEmpty)
    }

    @Test("finds a firm by its number whatever its name is")
    func firmNumber() throws {
        let screener = screener(try example())
        let hits = screener.screen([
            WatchSubject(.party(.importer), name: "Butunlay boshqa", numbers: ["301 234 567"])
        ])
        let hit = try #require(hits.first)
        #expect(hit.entry.id == "F-1")
        #expect(hit.isCertain)
        #expect(hit.effect == .yellow)
    }

    @Test("likeness alone asks for documents where a certain hit stops the goods")
    func effects() throws {
        var entry = WatchEntry(id: "1", kind: .person)
        entry.add(name: "Bakhtiyor Sayfullayevich Jo'raqulov")
        let screener = screener([entry])
        let exact = try #require(
            screener.screen([person("Bakhtiyor Sayfullayevich Jo'raqulov")]).first)
        #expect(exact.effect == .red)
        let like = screener.screen([person("Bahtier Sayfulaev Juraqulof")]).first
        #expect(like?.effect != .red)
    }

    @Test("looks for an entry only while it is in force")
    func validity() throws {
        var entry = WatchEntry(id: "1", kind: .person)
        entry.add(name: "Somebody Particular")
        entry.validTo = Self.day
        let list = Watchlist(card: WatchlistFormat.csv.card(), entries: [entry])
        let today = WatchlistScreener([list], on: Self.day)
        let tomorrow = WatchlistScreener([list], on: Self.day.adding(days: 1))
        #expect(today.screen([person("Somebody Particular")]).count == 1)
        #expect(tomorrow.screen([person("Somebody Particular")]).isEmpty)
    }

    @Test("a cleared hit stays cleared until the entry or the party changes")
    func clearing() throws {
        var entry = WatchEntry(id: "1", kind: .person)
        entry.add(name: "Somebody Particular")
        let subject = person("Somebody Particular")
        let key = ClearedHit(
            list: "own", entry: "1", revision: entry.sealed().revision,
            subject: subject.fingerprint)
        #expect(screener([entry], cleared: [key]).screen([subject]).isEmpty)
        let numbered = WatchSubject(
            .party(.importer), name: "Somebody Particular", numbers: ["123456789"])
        #expect(screener([entry], cleared: [key]).screen([numbered]).count == 1)
        entry.grounds = "new grounds"
        #expect(screener([entry], cleared: [key]).screen([subject]).count == 1)
    }

    @Test("gathers each party, conveyance and container of a declaration once")
    func subjects() {
        var declaration = Declaration()
        var importer = Party()
        importer.role = .importer
        importer.name = "Zarafshon Tranzit MCHJ"
        importer.contactName = "Akmal Mavlonov"
        var declarant = importer
        declarant.role = .declarant
        declaration.parties = [importer, declarant]
        var truck = TransportMeans()
        truck.id = "01A123BC"
        truck.modeCode = "3"
        declaration.transportMeans = [truck]
        var box = TransportEquipment()
        box.id = "CSQU3054383"
        declaration.equipment = [box]
        var item = GoodsItem()
        item.equipment = [box]
        declaration.items = [item]
        let subjects = WatchSubject.all(in: declaration)
        #expect(
            subjects.map(\.title) == [
                "Zarafshon Tranzit MCHJ", "Akmal Mavlonov", "01A123BC", "CSQU3054383",
            ])
    }

    @Test("answers alike from many threads, and again from memory")
    func threads() async throws {
        let screener = screener(try example())
        let subject = person("Акмалходжа Мавлонов")
        let expected = screener.screen([subject])
        #expect(expected.count == 1)
        await withTaskGroup(of: [WatchHit].self) { group in
            for _ in 0..<16 { group.addTask { screener.screen([subject]) } }
            for await hits in group { #expect(hits == expected) }
        }
    }

    @Test(
        "no subject makes it crash or find everything",
        arguments: [
            String(repeating: "a", count: 100_000), String(repeating: "ali ", count: 5_000),
            "\u{0}", "-", "ООО", "CORP", "\u{202E}vonolvam",
            "e" + String(repeating: "\u{301}", count: 900),
        ])
    func hostile(name: String) throws {
        let hits = screener(try example()).screen([
            WatchSubject(.party(nil), name: name, numbers: [name], countries: [name])
        ])
        #expect(hits.isEmpty)
    }

    @Test(
        "finds parties of the real lists by themselves",
        .enabled(if: SharedLists.arePresent, "needs ../shared/data/watchlists"))
    func realLists() throws {
        let un = WatchlistFormat.un.read(
            WatchlistFiles(main: try SharedLists.bytes("un_2026/UN_consolidated.xml")))
        let screener = WatchlistScreener(
            [Watchlist(card: WatchlistFormat.un.card(), entries: un.entries)], on: Self.day)
        #expect(screener.diagnostics.isEmpty)
        var found = 0
        let sample = un.entries.enumerated().filter { $0.offset % 20 == 0 }.map(\.element)
        for entry in sample {
            let hits = screener.screen([WatchSubject(.party(nil), name: entry.title)])
            if hits.contains(where: { $0.entry.id == entry.id }) { found += 1 }
        }
        #expect(found == sample.count)
    }

    @Test("a document gets the same hits the hundredth time, whatever came between")
    func remembered() {
        var entry = WatchEntry(id: "1", kind: .person)
        entry.add(name: "MAVLONOV Akmalxoʻja")
        entry.add(WatchNumber(.taxNumber, "301234567"))
        let screener = screener([entry])
        func party(_ name: String, _ role: Party.Role, id: String? = nil, contact: String? = nil)
            -> Party
        {
            var party = Party()
            (party.role, party.name, party.id, party.contactName) = (role, name, id, contact)
            return party
        }
        func document(_ parties: [Party]) -> CustomsDocument {
            var declaration = Declaration()
            declaration.parties = parties
            return .declaration(declaration)
        }
        let listed = document([
            party("Oddiy Savdo", .importer), party("Akmalxoja Mavlonov", .exporter),
            party("Oddiy Savdo", .consignee, contact: "Akmalxoja Mavlonov"),
        ])
        let byNumber = document([party("Oddiy Savdo", .importer, id: "301234567")])
        let clean = document([party("Oddiy Savdo", .importer), party("Boshqa Firma", .exporter)])
        let first = screener.screen(listed)
        #expect(first.map(\.subject.place) == [.party(.exporter)])
        for _ in 0..<3 {
            #expect(screener.screen(clean).isEmpty)
            #expect(screener.screen(byNumber).map(\.entry.id) == ["1"])
            #expect(screener.screen(listed) == first)
        }
    }
}
