import Foundation
import Testing

/// What the contract promises of every command.
@Suite("Commands")
struct CommandTests {
    @Test(
        "a wrong usage is exit 64, with a line that says how it is meant",
        arguments: [
            ["nonsense"], ["screen"], ["init", "--administration", "uz", "x"], ["rates", "import"],
            ["read", "--format", "nonsense", "x"], ["write", "--to", "nonsense", "x"],
            ["explain"], ["simulate", "--count", "0"],
        ])
    func usage(arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.code == 64)
        #expect(outcome.errors.hasPrefix("tamga: "))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.output.isEmpty)
    }

    @Test("no such input is exit 66, in one line")
    func missing() throws {
        for command in ["read", "screen"] {
            let outcome = try Program.run(command, "/no/such/file.xml")
            #expect(outcome.code == 66)
            #expect(outcome.errors.hasPrefix("tamga: "))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("help names every command")
    func help() throws {
        let outcome = try Program.run("--help")
        #expect(outcome.code == 0)
        for command in ["init", "read", "write", "screen", "explain", "rates", "demo", "simulate"] {
            #expect(outcome.output.contains(command))
        }
    }

    @Test("standard input and gzip are read like files")
    func inputs() throws {
        let folder = try Folder()
        let trade = try Program.run("simulate", "--count", "50")
        let plain = try folder.file("trade.csv", trade.output)
        let read = try Program.run("read", "--jsonl", plain)
        #expect(read.code == 0)
        #expect(try read.lines.count == 50)
        let piped = try Program.run("read", "--jsonl", "-", input: trade.output)
        #expect(try piped.lines.count == 50)
        let screened = try Program.run("screen", "--jsonl", "-", input: trade.output)
        #expect(try screened.lines.count == 50)
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
        gzip.arguments = ["-k", plain]
        try gzip.run()
        gzip.waitUntilExit()
        let packed = try Program.run("screen", "--jsonl", plain + ".gz")
        #expect(packed.output == (try Program.run("screen", "--jsonl", plain).output))
        let half = try Data(contentsOf: URL(fileURLWithPath: plain + ".gz")).prefix(700)
        try half.write(to: URL(fileURLWithPath: plain + ".cut.gz"))
        let cut = try Program.run("read", plain + ".cut.gz")
        #expect(cut.code == 65)
        #expect(cut.errors.contains("ends too early"))
    }

    @Test(
        "an empty or unknown input is refused with what was looked for",
        arguments: [
            "", "hello", "\u{0}\u{0}\u{0}", "<html></html>", "{}", "a,b,c\n1,2,3\n",
        ])
    func unknown(text: String) throws {
        let outcome = try Program.run("read", "--jsonl", "-", input: text)
        #expect(outcome.code == 65)
        for line in try outcome.lines {
            #expect(line["status"] as? String == "refused")
            let diagnostics = try #require(line["diagnostics"] as? [[String: Any]])
            #expect(!diagnostics.isEmpty)
            for diagnostic in diagnostics {
                for key in ["severity", "code", "place", "problem", "reason", "remedy"] {
                    #expect((diagnostic[key] as? String)?.isEmpty == false, "\(key)")
                }
            }
        }
    }

    @Test("a node is made once, with keys that only its owner can read")
    func node() throws {
        let folder = try Folder()
        let path = folder.path + "/node"
        #expect(try Program.run("init", path, "--administration", "UZ").code == 0)
        let key = try FileManager.default.attributesOfItem(atPath: path + "/keys/sampling.key")
        #expect((key[.posixPermissions] as? Int) == 0o600)
        #expect(try Program.run("init", path, "--administration", "UZ").code == 73)
        let none = try Program.run("explain", "X", "--node", folder.path + "/other")
        #expect(none.code == 66)
        let nothing = try Program.run("explain", "X", "--node", path)
        #expect(nothing.code == 1)
        let file = try folder.file("taken", "")
        #expect(try Program.run("init", file, "--administration", "UZ").code == 73)
        try Data("nonsense: [".utf8).write(to: URL(fileURLWithPath: path + "/config.yaml"))
        #expect(try Program.run("explain", "X", "--node", path).code == 78)
    }

    @Test("a rate too coarse is taken with a warning and loses against a finer one")
    func rates() throws {
        let folder = try Folder()
        let node = folder.path + "/node"
        _ = try Program.run("init", node, "--administration", "UZ")
        let page = """
            Rates of today, as printed:
            • UZS/USD = 0.00008 -0%
            and again UZS/USD = 0.00008 -0% for those who missed it
            """
        let coarse = try Program.run(
            "rates", "import", "-", "--date", "2024-10-11", "--node", node, input: page)
        #expect(coarse.code == 0)
        #expect(coarse.errors.contains("warning"))
        let fine = try Program.run(
            "rates", "import", "-", "--node", node,
            input: "date,currency,per_usd\n2024-10-11,UZS,12768.30\n")
        #expect(fine.code == 0)
        let shown = try Program.run("rates", "show", "--json", "--node", node)
        let rates = try #require(
            JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [[String: Any]])
        #expect(rates.count == 1)
        #expect(rates.first?["per_usd"] as? String == "12768.30")
    }
}
