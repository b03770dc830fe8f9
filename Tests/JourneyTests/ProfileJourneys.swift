import Foundation
import Testing

/// An officer's profile from its file to its effect, through the program.
@Suite("Profiles, as a user meets them")
struct ProfileJourneys {
    private static func profile(
        _ condition: String = "declaration.items.exists(i, i.commodity.startsWith('2915'))",
        validity: String = "days: 30"
    ) -> String {
        """
        id: acetyl
        title: { en: "Acetic anhydride", uz: "Sirka angidridi", ru: "Уксусный ангидрид" }
        offence: precursors
        objective: find precursors
        legalBasis: UN Convention 1988, article 12
        when: |
          \(condition)
        score: 0.6
        lane: red
        instruction: { en: "open it", uz: "oching", ru: "вскройте" }
        validity: { \(validity) }
        owner: A. Karimov

        """
    }

    private static func declaration(_ reference: String) -> String {
        """
        {"schema":"tamga-declaration/1","flow":"import","functionalReferenceID":"\(reference)",\
        "issueDateTime":{"text":"2026-05-03"},"offices":[{"role":"declaration","id":"26002"}],\
        "items":[{"sequence":"1","description":"acetic anhydride in drums of steel",\
        "classifications":[{"scheme":"HS","code":"2915240000"}],\
        "netMass":{"value":"100","unit":"KGM"}}]}
        """
    }

    @Test("every profile of the library passes the check")
    func library() throws {
        let folder = try Folder()
        let written = try Program.run("profile", "library", "--to", folder.path + "/library")
        #expect(written.code == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/library")
        #expect(names.count >= 25)
        let checked = try Program.run(
            ["profile", "check"] + names.map { folder.path + "/library/" + $0 })
        #expect(checked.code == 0, "\(checked.errors)")
        for name in names {
            let kept = try String(
                contentsOfFile: Repository.root + "/Profiles/" + name, encoding: .utf8)
            let fresh = try String(
                contentsOfFile: folder.path + "/library/" + name, encoding: .utf8)
            #expect(kept == fresh, "write it anew: tamga profile library --to Profiles")
        }
    }

    @Test(
        "a fault is told with line and column, and what was meant",
        arguments: [
            (profile("declaration.mod == '3'"), "7:15", "declaration.mode"),
            (profile("declaration.items.exists(i, i.orign == 'AF')"), "7:", "origin"),
            (
                profile("declaration.exportCountry == 'UX'"), "7:", "is not in"
            ),
            (profile("declaration.grossMass"), "6:", "bool is needed"),
            (profile(validity: "days: 181"), "11:11", "1 to 180 days"),
            (profile() + "colour: red\n", "13:1", "no field"),
            ("id: [\n", "2:", "not YAML"), ("- 1\n", "1:1", "a profile is a mapping"),
            (String(repeating: "[", count: 100_000), "1:1", "nest deeper"),
            (String(repeating: "- ", count: 100_000), "1:1", "nest deeper"),
            (profile("(" + String(repeating: "1+", count: 300_000) + "1)==2"), "7:", "bytes"),
            (profile(String(repeating: "(", count: 5000)), "7:", "nest"),
            (
                profile(
                    "declaration.items.exists(i, i.description.matches('(a{1000}){1000}'))"),
                "7:", "pattern"
            ),
        ] as [(String, String, String)])
    func refused(text: String, place: String, word: String) throws {
        let folder = try Folder()
        let outcome = try Program.run("profile", "check", try folder.file("p.yaml", text))
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains(" at \(place)"), "\(outcome.errors.prefix(600))")
        #expect(outcome.errors.contains(word), "\(outcome.errors.prefix(600))")
    }

    @Test("draft, backtest, second person, shadow, live: each step in its order, with its effect")
    func life() throws {
        let folder = try Folder()
        let node = folder.path + "/node"
        #expect(try Program.run("init", node, "--administration", "UZ").code == 0)
        let file = try folder.file("p.yaml", Self.profile())
        func step(_ name: String, _ officer: String, _ more: String...) throws -> Int32 {
            try Program.run(
                ["profile", name, "acetyl", "--officer", officer, "--node", node] + more
            ).code
        }
        func screen(_ input: String) throws -> [[String: Any]] {
            let outcome = try Program.run("screen", input, "--node", node, "--jsonl")
            #expect(outcome.code == 0, "\(outcome.errors)")
            return try outcome.lines
        }
        func variant(_ number: Int) throws -> String {
            try folder.file("d\(number).json", Self.declaration("ACETIC-\(number)"))
        }
        #expect(
            try Program.run("profile", "add", file, "--officer", "S. Aliev", "--node", node).code
                == 0)
        // No second person yet agrees to what was never tried.
        #expect(try step("review", "N. Tosheva") == 65)
        _ = try screen(try variant(2))
        let backtest = try Program.run(
            "profile", "backtest", file, "--officer", "S. Aliev", "--node", node, "--json")
        #expect(backtest.code == 0, "\(backtest.errors)")
        let figures = try #require(try backtest.lines.first)
        #expect(figures["declarations"] as? Int == 1)
        #expect(figures["hits"] as? Int == 1)
        #expect(figures["officerHours"] as? Double == 1.5)
        #expect(try step("review", "s.aliev") == 77)
        #expect(try step("review", "a. karimov") == 77)
        #expect(try step("activate", "N. Tosheva") == 65)
        #expect(try step("review", "N. Tosheva") == 0)
        #expect(try step("shadow", "N. Tosheva") == 0)
        let shadowed = try screen(try variant(3))
        #expect("\(shadowed)".contains("profile:acetyl") == false)
        #expect(try step("activate", "N. Tosheva") == 0)
        let live = try #require(try screen(try variant(4)).first)
        #expect(live["lane"] as? String == "red")
        let finding = try #require((live["findings"] as? [[String: Any]])?.first)
        #expect(finding["indicator"] as? String == "profile:acetyl")
        #expect(finding["sentence"] as? String == "Acetic anhydride – open it")
        let explained = try Program.run(
            "explain", "ACETIC-4", "--language", "ru", "--node", node)
        #expect(explained.output.contains("Уксусный ангидрид – вскройте"), "\(explained.output)")
        let list = try Program.run("profile", "list", "--json", "--node", node).output
        #expect(list.contains("\"stage\":\"live\""))
        #expect(list.contains("\"shadowHits\":1,\"hits\":1"))
        #expect(try step("renew", "N. Tosheva", "--reason", "it finds") == 0)
        #expect(try step("retire", "N. Tosheva", "--reason", "no longer needed") == 0)
        let after = try screen(try variant(5))
        #expect("\(after)".contains("profile:acetyl") == false)
        let shown = try Program.run("profile", "show", "acetyl", "--node", node).output
        for stage in ["draft", "backtested", "reviewed", "shadow", "live", "evaluated", "retired"] {
            #expect(shown.contains(stage))
        }
        #expect(try Program.run("profile", "show", "none", "--node", node).code == 66)
    }

    @Test("the library speaks of made-up trade once its rates are at hand, and only then of values")
    func libraryOnMadeUpTrade() throws {
        let folder = try Folder()
        let rates = folder.path + "/rates.csv"
        let made = try Program.run(
            "simulate", "--seed", "3", "--count", "1500", "--rates", rates)
        let table = try folder.file("trade.csv", made.output)
        let profile = try folder.file(
            "p.yaml",
            Self.profile("declaration.flow == 'import' && declaration.valueUSD > 100000.0"))
        func hits(_ more: String...) throws -> Int? {
            let tried = try Program.run(["profile", "try", profile, "--over", table] + more)
            #expect(tried.code == 0, "\(tried.errors)")
            return tried.output.split(separator: "\n").last?.split(separator: " ").last
                .flatMap { Int($0) }
        }
        #expect(try hits() == 0)
        #expect(try hits("--rates", rates) ?? 0 > 10)
        let screened = try Program.run(
            "screen", table, "--rates", rates, "--profile", profile, "--list",
            "csv:" + Repository.root + "/Corpus/watchlists/surveillance.csv", "--jsonl")
        #expect(screened.code == 0, "\(screened.errors)")
        #expect(screened.output.contains("profile:acetyl"))
        let wrong = try Program.run("screen", table, "--list", "surveillance.csv")
        #expect(wrong.code == 64 && wrong.errors.contains("FORMAT:PATH"))
    }
}
