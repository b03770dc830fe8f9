import Foundation
import Store
import StoreSQLite
import Testing

/// Lists taken in under bad conditions: cut, broken off, twice at once, empty, hostile.
@Suite("Watch lists")
struct WatchlistJourneys {
    private func node(in folder: Folder) throws -> String {
        let path = folder.path + "/node"
        #expect(try Program.run("init", path, "--administration", "UZ").code == 0)
        return path
    }

    private func list(_ count: Int) -> String {
        "id,name,reference\n"
            + (1...count).map { "\($0),Zarbek\($0) Torgul\($0 * 7),CASE \($0)\n" }.joined()
    }

    @Test("a search shows score, list, citation and each pair of words in the officer's language")
    func search() throws {
        let folder = try Folder()
        let node = try node(in: folder)
        let file = try folder.file(
            "own.csv",
            "id,kind,name,reference\nP-1,person,MAVLONOV Akmalxoʻja,CASE 17\n"
                + "P-2,person,Otabek Turgunov,CASE 18\n")
        #expect(
            try Program.run("watchlist", "import", "--format", "csv", file, "--node", node).code
                == 0)
        for spelling in ["Акмалходжа", "Akmalkhuja", "Akmalhoja", "Akmalhuja", "Akmalkhuzha"] {
            let family = spelling.utf8.first == 0x41 ? "Mavlonov" : "Мавлонов"
            let found = try Program.run(
                "watchlist", "search", "\(spelling) \(family)", "--node", node, "--language", "ru")
            #expect(found.code == 0)
            for word in ["MAVLONOV Akmalxoʻja", "CASE 17", "[own]", spelling] {
                #expect(found.output.contains(word), "\(word)")
            }
        }
        let apart = try Program.run("watchlist", "search", "Otabek Tursunov", "--node", node)
        #expect(apart.code == 1)
        #expect(apart.output.isEmpty)
    }

    @Test(
        "an import killed at any moment leaves the list as it was or whole; the next one finishes")
    func killed() throws {
        let folder = try Folder()
        let node = try node(in: folder)
        let trade = try folder.file(
            "doc.json", try Program.run("simulate", "--count", "50").output)
        _ = try Program.run("screen", trade, "--node", node)
        let arguments = [
            "watchlist", "import", "--format", "csv", "--node", node, "--list", "own",
        ]
        let path = node + "/tamga.sqlite"
        for (round, milliseconds) in [30, 60, 100, 150, 220, 320].enumerated() {
            let count = 1_500 + round
            let file = try folder.file("own.csv", list(count))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = arguments + [file]
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1_000)
            while process.isRunning, Date() < end { usleep(2_000) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let state = try SQLiteStore(path: path).read { reader in
                try reader.watchlistVersions(of: "own").map { version in
                    (
                        version.entryCount,
                        try reader.watchlistEntries(of: "own", version: version.number).count
                    )
                }
            }
            for (told, stored) in state { #expect(told == stored, "no version is half there") }
            #expect(try Program.run(arguments + [file]).code == 0)
            let store = try SQLiteStore(path: path)
            let newest = try #require(try store.read { try $0.watchlists() }.first)
            #expect(newest.entryCount == count)
            #expect(try store.read { try $0.watchlistRescreened("own") } == newest.number)
        }
    }

    @Test("two programs that import the same list at once make one version of it")
    func together() async throws {
        let folder = try Folder()
        let node = try node(in: folder)
        let file = try folder.file("own.csv", list(400))
        let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    try Program.run(
                        "watchlist", "import", "--format", "csv", file, "--node", node
                    ).code
                }
            }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        #expect(codes == [0, 0, 0])
        let versions = try SQLiteStore(path: node + "/tamga.sqlite").read {
            try $0.watchlistVersions(of: "own")
        }
        #expect(versions.map(\.added) == [400])
    }

    @Test(
        "a file that is no list is refused in plain words and changes nothing",
        arguments: ["ofac-sdn", "ofac-nonsdn", "us-csl", "un", "csv"])
    func refused(format: String) throws {
        let folder = try Folder()
        let node = try node(in: folder)
        for (number, text) in [
            "", "\n\n\n", "\u{0}\u{0}\u{0}", "<?xml version=\"1.0\"?><CONSOLIDATED_LIST>",
            String(repeating: "\"", count: 9_999), String(repeating: "a,", count: 50_000),
        ].enumerated() {
            let file = try folder.file("\(number).txt", text)
            let outcome = try Program.run(
                "watchlist", "import", "--format", format, file, "--node", node)
            #expect(outcome.code == 65, "\(number)")
            #expect(outcome.errors.hasPrefix("tamga: ") || outcome.errors.contains("error"))
            #expect(!outcome.errors.contains("Fatal"))
        }
        let store = try SQLiteStore(path: node + "/tamga.sqlite")
        #expect(try store.read { try $0.watchlists() }.isEmpty)
    }

    @Test("pairs and searches answer line for line, and tell time and memory")
    func batch() throws {
        let folder = try Folder()
        let pairs = try Program.run(
            "names", "pairs",
            input: "Акмалходжа Мавлонов\tMAVLONOV Akmalxoʻja\tPerson\nBaraka\tNeftgaz\t\n")
        #expect(pairs.code == 0)
        let scores = pairs.output.split(separator: "\n").compactMap { Double($0) }
        #expect(scores.count == 2 && scores[0] > 0.9 && scores[1] < 0.2)
        let listed = try folder.file(
            "l.tsv", "e1\tc1\tPerson\tKarimov Botir\ne2\tc2\tOrganization\tOrient Sement\n")
        let asked = try folder.file(
            "q.tsv", "q1\tPerson\tБотир Каримов\nq2\tOrganization\tООО Ориент Семент\nq3\t\tXyz\n")
        var answers: Set<String> = []
        for threads in ["1", "2", "7"] {
            let found = try Program.run(
                "names", "screen", "--list", listed, "--queries", asked, "--top", "3",
                "--threads", threads)
            #expect(found.code == 0)
            answers.insert(found.output)
            let last = try #require(found.errors.split(separator: "\n").last)
            let told = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
            #expect(Set(told?.keys.map { $0 } ?? []) == ["prep_s", "query_s", "cpu_s", "rss_kib"])
        }
        #expect(answers.count == 1)
        #expect(answers.first?.split(separator: "\n").count == 2)
    }
}
