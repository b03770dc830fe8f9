import Customs
import Foundation
import Formats
import Reference
import Risk
import Store
import Synchronization
import Testing
import Watchlists

@testable import Workflows

/// Lists that change while programs screen.
@Suite("Lists that change under way")
struct LiveWatchlistTests {
    private static let time: Int64 = 1_780_000_000_000
    private static let now: @Sendable () -> Int64 = { time }

    @discardableResult
    private func take(
        _ text: String, into store: any Store, list: String = "own"
    ) throws -> WatchlistImport.Outcome {
        let bytes = Array(text.utf8)
        return try WatchlistImport(store: store, now: Self.now).take(
            WatchlistFormat.csv.read(WatchlistFiles(main: bytes)), of: bytes, source: "list.csv",
            card: WatchlistFormat.csv.card(id: list), allowsShrinking: false)
    }

    private func declaration(_ importer: String, _ reference: String) -> Declaration {
        var declaration = Declaration()
        declaration.functionalReferenceID = reference
        var party = Party()
        party.role = .importer
        party.name = importer
        declaration.parties = [party]
        return declaration
    }

    private func screen(
        _ importers: [String], in store: any Store, lists: LiveWatchlists, prefix: String = "LRN-"
    ) throws -> [ScreenedDocument] {
        let path = NSTemporaryDirectory() + "tamga-\(UUID().uuidString).json"
        try Data((prefix + importers.joined()).utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var settings = ScreeningSettings(
            rates: ExchangeRates(), nationalCurrency: "UZS", codes: CodeBook())
        settings.liveWatchlists = lists
        let documents = importers.enumerated().map { number, importer in
            ReadDocument(
                number: number + 1, format: "json",
                content: .declaration(declaration(importer, "\(prefix)\(number + 1)")))
        }
        var screened: [ScreenedDocument] = []
        _ = try NodeScreening(
            settings: settings, reading: { _, emit in try documents.forEach { try emit($0) } },
            store: store, now: Self.now
        ).run(inputs: [path]) { screened.append($0) }
        return screened
    }

    private func hits(_ name: String, _ screener: WatchlistScreener?) -> [String] {
        (screener?.screen([WatchSubject(.party(.importer), name: name)]) ?? []).map(\.entry.id)
    }

    @Test("the screener is made anew when a list, a decision or the day changes, and only then")
    func renewed() throws {
        let store = MemoryStore()
        let clock = Mutex(Self.time)
        let lists = LiveWatchlists(store: store, now: { clock.withLock { $0 } })
        #expect(try lists.current().screener == nil)
        try take("id,name,valid_from\n1,Ali Valiyev,\n2,Umid Saidov,2026-05-30\n", into: store)
        let first = try lists.current().screener
        #expect(try lists.current().screener === first)
        #expect(hits("Ali Valiyev", first) == ["1"])
        #expect(hits("Umid Saidov", first).isEmpty)

        try take(
            "id,name,valid_from\n2,Umid Saidov,2026-05-30\n3,Olim Karimov,\n", into: store)
        let second = try lists.current().screener
        #expect(hits("Ali Valiyev", second).isEmpty)
        #expect(hits("Olim Karimov", second) == ["3"])
        #expect(hits("Ali Valiyev", first) == ["1"], "who holds the old one goes on with it")

        _ = try screen(["Olim Karimov"], in: store, lists: lists)
        _ = try HitDecisions(store: store, now: Self.now).decide(
            "LRN-1", list: "own", entry: "3", isCleared: true, officer: "17", reason: "another man")
        #expect(hits("Olim Karimov", try lists.current().screener).isEmpty)

        clock.withLock { $0 += 2 * 86_400_000 }
        #expect(hits("Umid Saidov", try lists.current().screener) == ["2"])
    }

    /// A name like no other number's.
    private static func name(_ number: Int) -> String {
        let syllables = ["ba", "rim", "mon", "tash", "kul", "der", "sov", "vin", "gar", "pel"]
        let word = syllables[number % 10] + syllables[number / 10] + syllables[(number + 3) % 10]
        return "\(word)bek \(syllables[number / 10])\(word.reversed().map(String.init).joined())"
    }

    @Test("a screener that grew finds what one made anew finds", arguments: [1, 2] as [UInt64])
    func grown(seed: UInt64) throws {
        var random = Seeded(seed)
        let day = CalendarDay(number: 20_600)
        func entry(_ number: Int, _ spelling: Int) -> WatchEntry {
            var entry = WatchEntry(id: "\(number)", kind: number % 3 == 0 ? .organisation : .person)
            entry.add(name: Self.name(number) + (spelling == 0 ? "" : " Karakhan"))
            entry.add(WatchNumber(.taxNumber, "30000\(1000 + number)\(spelling)"))
            return entry.sealed()
        }
        var spellings = Dictionary(uniqueKeysWithValues: (0..<60).map { ($0, 0) })
        var card = WatchlistFormat.csv.card(id: "own")
        func list() -> [Watchlist] {
            [
                Watchlist(
                    card: card, entries: spellings.sorted { $0.key < $1.key }.map(entry))
            ]
        }
        var screener = WatchlistScreener(list(), on: day)
        var found = 0
        for round in 1...4 {
            for _ in 0..<4 {
                let number = Int(random.next() % 70)
                switch random.next() % 3 {
                case 0: spellings[number] = nil
                case 1: spellings[number] = 1
                default: spellings[number] = 0
                }
            }
            if round == 3 { card.effect = .observe }
            screener = screener.changed(to: list(), on: day, cleared: [], growingMin: 1)
            let fresh = WatchlistScreener(list(), on: day)
            #expect(screener.count == fresh.count)
            for number in 0..<70 {
                let entry = entry(number, 0)
                for subject in [
                    WatchSubject(.party(nil), name: entry.title),
                    WatchSubject(.party(nil), name: nil, numbers: [entry.numbers[0].text]),
                ] {
                    let one = screener.screen([subject]).first
                    let two = fresh.screen([subject]).first
                    #expect(one?.entry == two?.entry, "\(number) in round \(round)")
                    found += one == nil ? 0 : 1
                    #expect(one?.effect == two?.effect)
                }
            }
        }
        #expect(found > 300)
    }

    @Test("a list imported while a batch is judged is obeyed: nothing is stored by the old one")
    func overtaken() throws {
        let store = Interposed(MemoryStore())
        let lists = LiveWatchlists(store: store, now: Self.now)
        try take("id,name\n1,Ali Valiyev\n", into: store)
        // The import comes between judging and storing: just before the write of assessments.
        store.beforeAssessments = { [self] in
            try take("id,name\n1,Ali Valiyev\n2,SAIDOV Umid\n", into: store)
        }
        let screened = try screen(["Umid Saidov", "Nobody Listed"], in: store, lists: lists)
        #expect(store.beforeAssessments == nil, "the import took place")
        #expect(screened.map(\.lane) == [.red, .green])
        let rows = try store.read { try $0.assessments(of: 1) }
        #expect(rows.map(\.lane) == [Lane.red.order])
        #expect(try store.read { try $0.watchlistHits(of: 1) }.map(\.entry) == ["2"])
    }

    @Test("screening of what is stored, broken off, is finished by the next run and told again")
    func brokenOff() throws {
        struct Killed: Error {}
        let store = MemoryStore()
        let lists = LiveWatchlists(store: store, now: Self.now)
        _ = try screen(["Umid Saidov", "Olim Karimov"], in: store, lists: lists)
        try take("id,name\n1,SAIDOV Umid\n2,KARIMOV Olim\n", into: store)
        let screening = RetroactiveScreening(store: store, now: Self.now)
        #expect(throws: Killed.self) { try screening.runPending { _ in throw Killed() } }
        // The import again: the list has not changed, its screening is still to be done.
        #expect(
            try take("id,name\n1,SAIDOV Umid\n2,KARIMOV Olim\n", into: store).version == nil)
        #expect(try screening.pending().map(\.entries) == [["1", "2"]])
        var told: [String] = []
        _ = try screening.runPending { told.append("\($0.document) \($0.hit.entry.id)") }
        #expect(told == ["LRN-1 1", "LRN-2 2"])
        #expect(try screening.pending().isEmpty)
        #expect(try store.read { try $0.watchlistHits(of: 1) }.count == 1, "recorded once")
        _ = try screening.runPending { _ in Issue.record("nothing is left to be told") }
    }
}

/// SplitMix64. Source: Steele, Lea, Flood, OOPSLA 2014.
private struct Seeded {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A store that lets something happen just before the first assessment is written.
private final class Interposed: Store, @unchecked Sendable {
    private let inner: MemoryStore
    /// Used by one thread at a time, the test's.
    var beforeAssessments: (() throws -> Void)?

    init(_ inner: MemoryStore) { self.inner = inner }

    func read<Outcome>(_ work: (any StoreReader) throws -> Outcome) throws -> Outcome {
        try inner.read(work)
    }

    func write<Outcome>(_ work: (any StoreWriter) throws -> Outcome) throws -> Outcome {
        // The statistics are kept last before documents are judged and their assessments stored.
        let isDue = try inner.read {
            try $0.snapshot(NodeStatistics.snapshotName) != nil
                && !$0.unassessed(after: 0, limit: 1).isEmpty
        }
        if isDue, let act = beforeAssessments {
            beforeAssessments = nil
            try act()
        }
        return try inner.write(work)
    }
}
