import Foundation
import Store
import StoreSQLite
import Testing

/// Whole stories of documents that come in.
@Suite("Intake")
struct IntakeJourneys {
    private func node(in folder: Folder) throws -> String {
        let path = folder.path + "/node"
        #expect(try Program.run("init", path, "--administration", "UZ").code == 0)
        return path
    }

    @Test("the same file twice is one declaration each, and said so")
    func twice() throws {
        let folder = try Folder()
        let node = try node(in: folder)
        let trade = try folder.file(
            "trade.csv", try Program.run("simulate", "--count", "300").output)
        let first = try Program.run("screen", "--jsonl", trade, "--node", node)
        let second = try Program.run("screen", "--jsonl", trade, "--node", node)
        #expect(first.code == 0)
        #expect(second.errors.contains("known before"))
        let counts = try SQLiteStore(path: node + "/tamga.sqlite").read { try $0.counts() }
        #expect(try first.lines.count == 300)
        #expect(try second.lines.count == 300)
        #expect(counts.assessments == counts.versions)
        func assessed(_ outcome: Program.Outcome) throws -> [String] {
            try outcome.lines.map { line in
                let findings = try #require(line["findings"] as? [[String: Any]])
                let sentences = findings.map { "\($0["sentence"] ?? "") \($0["score"] ?? "")" }
                return "\(line["lane"] ?? "") \(line["score"] ?? "") \(sentences)"
            }
        }
        #expect(try assessed(first) == assessed(second), "the stored assessment is shown")
        #expect(counts.versions <= 300)
        #expect(counts.submissions == 1)
    }

    @Test("two programs taking in the same file at once store it once")
    func together() async throws {
        let folder = try Folder()
        let node = try node(in: folder)
        var rows = try Program.run("simulate", "--count", "400").output
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for row in stride(from: 5, to: 400, by: 7) { rows[row] += ",x,y" }
        let file = try folder.file("trade.csv", rows.joined(separator: "\n"))
        let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    try Program.run("screen", "--jsonl", file, "--node", node).code
                }
            }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        #expect(codes == [65, 65, 65])
        let counts = try SQLiteStore(path: node + "/tamga.sqlite").read { try $0.counts() }
        #expect(counts.submissions == 1)
        #expect(counts.assessments <= 3 * counts.versions)
        let alone = folder.path + "/alone"
        _ = try Program.run("init", alone, "--administration", "UZ")
        _ = try Program.run("screen", file, "--node", alone)
        let expected = try SQLiteStore(path: alone + "/tamga.sqlite").read { try $0.counts() }
        #expect(counts.versions == expected.versions)
        #expect(counts.refusals == expected.refusals)
    }

    @Test("an amendment is a second version; explain shows both with their reasons")
    func amendment() throws {
        let folder = try Folder()
        let node = try node(in: folder)
        let header =
            "Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,"
            + "Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,"
            + "Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,"
            + "Net Mass,Item Price,Fraud,Critical Fraud\n"
        let row =
            "97061800,2020-01-01,30,B,11,21,11,10,ZZR1LT6,QLRUBN9,0VKY2BR,,440890,BE,BE,0.0,FEU1,G,"
        let one = try folder.file("one.csv", header + row + "108.0,372254.4,0,0\n")
        let two = try folder.file("two.csv", header + row + "109.0,372254.4,0,0\n")
        _ = try Program.run("screen", one, "--node", node)
        let second = try Program.run("screen", two, "--node", node)
        #expect(second.errors.contains("1 new versions"))
        let explained = try Program.run("explain", "97061800", "--node", node)
        #expect(explained.code == 0)
        #expect(explained.output.contains("2 versions"))
        #expect(explained.output.contains("108.0 kg net"))
        #expect(explained.output.contains("109.0 kg net"))
        #expect(explained.output.contains("why this lane"))
        let russian = try Program.run("explain", "97061800", "--node", node, "--language", "ru")
        #expect(russian.output.contains("почему этот коридор"))
        let uzbek = try Program.run("explain", "97061800", "--node", node, "--language", "uz")
        #expect(uzbek.output.contains("nega bu yoʻlak"))
    }

    @Test("a refused document is kept with its reasons, and the others of its file are stored")
    func refused() throws {
        let folder = try Folder()
        let node = try node(in: folder)
        var rows = try Program.run("simulate", "--count", "20").output
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        rows[5] = "\u{1}" + String(rows[5].dropFirst(3)) + ",too,many,fields"
        let file = try folder.file("trade.csv", rows.joined(separator: "\n"))
        let outcome = try Program.run("screen", "--jsonl", file, "--node", node)
        #expect(outcome.code == 65)
        let store = try SQLiteStore(path: node + "/tamga.sqlite")
        let refusals = try store.read { try $0.refusals(after: 0, limit: 10) }
        #expect(refusals.count == 1)
        #expect(refusals.first?.diagnostics.contains("remedy") == true)
        let again = try Program.run("screen", "--jsonl", file, "--node", node)
        #expect(again.code == 65)
        #expect(try store.read { try $0.refusals(after: 0, limit: 10) }.count == 1)
    }

    @Test("results depend neither on the order of rows nor on whether a node is used")
    func order() throws {
        let folder = try Folder()
        var rows = try Program.run("simulate", "--count", "400").output
            .split(separator: "\n").map(String.init)
        let header = rows.removeFirst()
        // Versions of one declaration do depend on their order: the first one counts.
        rows.removeAll { $0.split(separator: ",", omittingEmptySubsequences: false)[3] != "9" }
        let backward = try folder.file(
            "b.csv", ([header] + rows.reversed()).joined(separator: "\n"))
        let forward = try folder.file("a.csv", ([header] + rows).joined(separator: "\n"))
        /// Score and findings without the random sample, whose key is each node's own.
        func judged(_ arguments: String...) throws -> [String: String] {
            var judged: [String: String] = [:]
            for line in try Program.run(["screen", "--jsonl"] + arguments).lines {
                let findings = try #require(line["findings"] as? [[String: Any]])
                let shown = findings.filter { $0["indicator"] as? String != "random-sample" }
                    .map { "\($0["indicator"] ?? "") \($0["score"] ?? "")" }
                judged[line["id"] as? String ?? ""] = "\(line["score"] ?? "") \(shown)"
            }
            return judged
        }
        let alone = try judged(forward)
        #expect(alone.count > 300)
        #expect(try judged(backward) == alone)
        #expect(try judged(forward, "--node", try node(in: folder)) == alone)
    }

    @Test(
        "kill -9 at any moment: after a restart everything acknowledged is there once",
        arguments: 0..<4)
    func killed(round: Int) throws {
        let folder = try Folder()
        let node = try node(in: folder)
        let count = 1500
        let file = try folder.file(
            "trade.csv",
            try Program.run("simulate", "--count", "\(count)", "--seed", "\(round + 7)").output)
        let shown = folder.path + "/shown.jsonl"
        var acknowledged: Set<String> = []
        for attempt in 0..<3 {
            _ = FileManager.default.createFile(atPath: shown, contents: nil)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["screen", "--jsonl", file, "--node", node]
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: shown))
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(useconds_t(60_000 * (attempt + 1) + 90_000 * round))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let text = try String(contentsOfFile: shown, encoding: .utf8)
            for line in text.split(separator: "\n") where line.hasSuffix("}") {
                let value =
                    try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                if let id = value?["id"] as? String { acknowledged.insert(id) }
            }
            let store = try SQLiteStore(path: node + "/tamga.sqlite")
            try store.read { (reader: any StoreReader) throws in
                for id in acknowledged {
                    let documents = try reader.documents(reference: id)
                    let isKnown = try !documents.isEmpty || reader.document(registration: id) != nil
                    #expect(isKnown, "\(id) was acknowledged and is gone")
                }
            }
        }
        let last = try Program.run("screen", "--jsonl", file, "--node", node)
        #expect(last.code == 0)
        #expect(try last.lines.count == count)
        let undisturbed = folder.path + "/undisturbed"
        _ = try Program.run("init", undisturbed, "--administration", "UZ")
        _ = try Program.run("screen", "--jsonl", file, "--node", undisturbed)
        let counts = try SQLiteStore(path: node + "/tamga.sqlite").read { try $0.counts() }
        let expected = try SQLiteStore(path: undisturbed + "/tamga.sqlite").read { try $0.counts() }
        #expect(counts == expected)
    }
}
