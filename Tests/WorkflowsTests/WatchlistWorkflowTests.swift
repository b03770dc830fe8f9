import Customs
import Foundation
import Formats
import Reference
import Risk
import Store
import Testing
import Watchlists

@testable import Workflows

/// The story of a list on a node: imported, changed, screened against, cleared.
@Suite("Watch lists on a node")
struct WatchlistWorkflowTests {
    private static let now: @Sendable () -> Int64 = { 1_780_000_000_000 }
    private let store = MemoryStore()

    private func take(
        _ text: String, list: String = "own", isDiscreet: Bool = false,
        allowsShrinking: Bool = false
    ) throws -> WatchlistImport.Outcome {
        let bytes = Array(text.utf8)
        var card = WatchlistFormat.csv.card(id: list)
        card.isDiscreet = isDiscreet
        return try WatchlistImport(store: store, now: Self.now).take(
            WatchlistFormat.csv.read(WatchlistFiles(main: bytes)), of: bytes, source: "list.csv",
            card: card, allowsShrinking: allowsShrinking)
    }

    /// Stores and screens a declaration as an input would be.
    private func screen(_ importer: String, reference: String) throws -> [ScreenedDocument] {
        var declaration = Declaration()
        declaration.functionalReferenceID = reference
        var party = Party()
        party.role = .importer
        party.name = importer
        declaration.parties = [party]
        let path = NSTemporaryDirectory() + "tamga-\(UUID().uuidString).json"
        try Data(reference.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var settings = ScreeningSettings(
            rates: ExchangeRates(), nationalCurrency: "UZS", codes: CodeBook())
        settings.lines = .findingsAndAbstentions
        settings.watchlists = try NodeWatchlists.screener(
            in: store, on: NodeWatchlists.day(ofMilliseconds: Self.now()))
        let document = ReadDocument(
            number: 1, format: "json", content: .declaration(declaration))
        var screened: [ScreenedDocument] = []
        _ = try NodeScreening(
            settings: settings, reading: { _, emit in try emit(document) }, store: store,
            now: Self.now
        ).run(inputs: [path]) { screened.append($0) }
        return screened
    }

    private func rescreen(pending: Bool = false) throws -> [String] {
        var found: [String] = []
        func note(_ new: RetroactiveScreening.NewHit) {
            found.append(new.document + " " + new.hit.entry.id)
        }
        let screening = RetroactiveScreening(store: store, now: Self.now)
        _ = try pending ? screening.runPending(emit: note) : screening.run(emit: note)
        return found
    }

    @Test("counts what each version of a list adds, changes and removes, and keeps all versions")
    func versions() throws {
        let first = try #require(try take("id,name\n1,Ali Valiyev\n2,Olim Karimov\n").version)
        #expect(first.number == 1 && first.added == 2 && first.changed == 0 && first.removed == 0)
        #expect(try take("id,name\n1,Ali Valiyev\n2,Olim Karimov\n").version == nil)
        let second = try #require(
            try take("id,name,grounds\n1,Ali Valiyev,new\n3,Umid Saidov,\n").version)
        #expect(
            second.number == 2 && second.added == 1 && second.changed == 1 && second.removed == 1)
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.watchlistEntries(of: "own", version: 1).map(\.entry) == ["1", "2"])
            #expect(try reader.watchlistEntries(of: "own", version: 2).map(\.entry) == ["1", "3"])
        }
    }

    @Test("strikes nobody off because of a faulty row or a cut file")
    func guarded() throws {
        let rows = (1...30).map { "\($0),Person Number \($0)x\n" }
        _ = try take("id,name\n" + rows.joined())
        let cut = try take("id,name\n" + rows.prefix(10).joined())
        #expect(cut.version == nil)
        #expect(cut.refusal?.code == "list-shrunk")
        let faulty = try take(
            "id,name,kind\n" + rows.prefix(29).map { $0.dropLast() + ",\n" }.joined()
                + "30,Person Number 30x,robot\n")
        #expect(faulty.kept == 1)
        #expect(faulty.version == nil)
        let cutWithinRow = try take("id,name,kind\n1,Person Number 1x,\n2,Person Number 2x,ro")
        #expect(cutWithinRow.refusal?.code == "list-shrunk")
        let allowed = try take("id,name\n" + rows.prefix(10).joined(), allowsShrinking: true)
        #expect(allowed.version?.removed == 20)
        #expect(try take("nothing").refusal?.code == "list-nothing-usable")
    }

    @Test("a list does not lose its aliases because a file of it is missing")
    func namesLost() throws {
        let rows = (1...30).map { "\($0),Person Number \($0)x" }
        let full = "id,name,aliases\n" + rows.map { $0 + ",Alias of \($0.prefix(2))\n" }.joined()
        _ = try take(full)
        let bare = try take("id,name\n" + rows.map { $0 + "\n" }.joined())
        #expect(bare.version == nil)
        #expect(bare.refusal?.code == "list-names-lost")
        let few = try take(full.replacingOccurrences(of: ",Alias of 7,", with: ","))
        #expect(few.version?.changed == 1)
    }

    @Test("a declaration is stopped by a list hit, with the words that stand for each other")
    func stopped() throws {
        _ = try take("id,kind,name,reference\nP-1,person,MAVLONOV Akmalxoʻja,CASE 17\n")
        let screened = try screen("Акмалходжа Мавлонов", reference: "LRN-1")
        #expect(screened.first?.lane == .red || screened.first?.lane == .yellow)
        let line = String(decoding: screened.first?.line ?? [], as: UTF8.self)
        for word in ["watch-person", "MAVLONOV", "CASE 17", "alignment"] {
            #expect(line.contains(word))
        }
    }

    @Test("a search tells the score, the list and its citation, and each pair of words")
    func search() throws {
        _ = try take("id,kind,name,reference\nP-1,person,MAVLONOV Akmalxoʻja,CASE 17\n")
        let screener = try #require(
            try NodeWatchlists.screener(
                in: store, on: NodeWatchlists.day(ofMilliseconds: Self.now())))
        let hits = screener.screen([WatchSubject(.party(nil), name: "Акмалходжа Мавлонов")])
        let hit = try #require(hits.first)
        var writer = JSONWriter()
        WatchHitJSON.write(hit, to: &writer)
        let json = try JSONValue.parse(writer.text)
        #expect(json["score"]?.double ?? 0 > 0.9)
        #expect(json["list"]?.string == "own")
        #expect(json["reference"]?.string == "CASE 17")
        let pairs = try #require(json["alignment"]?.elements)
        #expect(pairs.map { $0["declared"]?.string } == ["Акмалходжа", "Мавлонов"])
        #expect(pairs.map { $0["listed"]?.string } == ["Akmalxoʻja", "MAVLONOV"])
    }

    @Test("a discreet hit shows the instruction alone, and keeps the reason for those who may know")
    func discreet() throws {
        _ = try take(
            "id,name,reference,instruction\nP-1,MAVLONOV Akmalxoʻja,CASE 17,Weigh the truck\n",
            list: "silent", isDiscreet: true)
        let screened = try screen("Akmalxoʻja MAVLONOV", reference: "LRN-1")
        #expect(screened.first?.lane == .red)
        let line = String(decoding: screened.first?.line ?? [], as: UTF8.self)
        #expect(line.contains("Weigh the truck"))
        #expect(!line.contains("CASE 17") && !line.contains("watch") && !line.contains("silent"))
        let stored = try store.read { try $0.assessments(of: 1) }
        let assessment = String(decoding: stored.first?.content ?? [], as: UTF8.self)
        #expect(!assessment.contains("CASE 17") && !assessment.contains("silent"))
        let decisions = HitDecisions(store: store, now: Self.now)
        #expect(try decisions.hits(of: "LRN-1", discreet: false).isEmpty)
        #expect(try decisions.hits(of: "LRN-1", discreet: true).count == 1)
    }

    @Test("a list that changes is held against what is stored, and new hits alone are told")
    func retroactive() throws {
        _ = try take("id,name\n1,Ali Valiyev\n")
        _ = try screen("Valiyev Ali", reference: "LRN-1")
        _ = try screen("Umid Saidov", reference: "LRN-2")
        #expect(try rescreen().isEmpty)
        let change = try take("id,name\n1,Ali Valiyev\n2,SAIDOV Umid\n")
        #expect(change.affected == ["2"])
        #expect(try rescreen(pending: true) == ["LRN-2 2"])
        #expect(try rescreen(pending: true).isEmpty)
        let lanes = try store.read { try $0.assessments(of: 2) }.map(\.lane)
        #expect(lanes == [Lane.green.order, Lane.red.order])
        #expect(try rescreen().isEmpty)
    }

    @Test("a cleared hit stays cleared until the entry changes; the decision can be taken back")
    func clearing() throws {
        _ = try take("id,name\n1,Ali Valiyev\n")
        let before = try screen("Ali Valiyev", reference: "LRN-1")
        #expect(before.first?.lane == .red)
        let decisions = HitDecisions(store: store, now: Self.now)
        func decide(_ isCleared: Bool) throws -> Int {
            try decisions.decide(
                "LRN-1", list: "own", entry: "1", isCleared: isCleared, officer: "17",
                reason: "another date of birth")
        }
        #expect(try decide(true) == 1)
        #expect(try decide(true) == 0)
        #expect(try decisions.hits(of: "LRN-1", discreet: false).map(\.isCleared) == [true])
        #expect(try screen("Ali Valiyev", reference: "LRN-2").first?.lane != .red)
        #expect(try decide(false) == 1)
        #expect(try screen("Ali Valiyev", reference: "LRN-3").first?.lane == .red)
        #expect(try decide(true) == 1)
        _ = try take("id,name,grounds\n1,Ali Valiyev,new case\n")
        #expect(try screen("Ali Valiyev", reference: "LRN-4").first?.lane == .red)
    }

    @Test("keeps lists through the store as they were read, from files packed or not")
    func roundTrip() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appending(path: "Corpus/watchlists/surveillance.csv").path
        let outcome = try WatchlistImport(store: store, now: Self.now).run(
            .csv, path: path, card: WatchlistFormat.csv.card(id: "own"))
        #expect(outcome.version?.entryCount == 7)
        let lists = try store.read { try NodeWatchlists.lists(in: $0) }
        #expect(
            lists.first?.entries.map(\.id).sorted() == outcome.list.entries.map(\.id).sorted())
        #expect(
            Set(lists.first?.entries ?? []) == Set(outcome.list.entries.map { $0.sealed() }))
        let open = try store.read { try NodeWatchlists.lists(in: $0, discreet: false) }
        #expect(open.first?.entries.count == 6)
    }
}

/// The lists as published, where they are at hand.
@Suite("Real lists on a node")
struct RealListWorkflowTests {
    private static let beside = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data").path
    private static let folder =
        (ProcessInfo.processInfo.environment["TAMGA_SHARED_DATA"] ?? beside) + "/watchlists"

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder) }

    @Test(
        "takes the US consolidated list, packed as published",
        .enabled(if: RealListWorkflowTests.isPresent, "needs ../shared/data/watchlists"))
    func consolidated() throws {
        let store = MemoryStore()
        let outcome = try WatchlistImport(store: store, now: { 0 }).run(
            .usCSL, path: Self.folder + "/us_csl_2022/consolidated.csv.gz",
            card: WatchlistFormat.usCSL.card())
        #expect(outcome.list.seen == 14_160)
        #expect(outcome.list.leftOut == 0)
        // One row repeats an entry of the same list.
        #expect(outcome.version?.added == 14_159)
        let names = outcome.list.entries.reduce(0) { $0 + $1.names.count }
        #expect(names > 30_000)
        #expect(outcome.list.entries.filter { !$0.births.isEmpty }.count > 4_500)
        #expect(
            outcome.list.entries.flatMap(\.numbers).filter { $0.kind == .passport }.count > 1_500)
    }

    @Test(
        "takes the Treasury's list from its directory, with the files beside the main one",
        .enabled(if: RealListWorkflowTests.isPresent, "needs ../shared/data/watchlists"))
    func directory() throws {
        let files = try WatchlistImport.files(
            .ofacNonSDN, path: Self.folder + "/ofac_nonsdn/cons_prim.csv")
        #expect(!files.alternates.isEmpty && !files.addresses.isEmpty)
        let list = WatchlistFormat.ofacNonSDN.read(files)
        #expect(list.entries.count == 442)
    }
}
