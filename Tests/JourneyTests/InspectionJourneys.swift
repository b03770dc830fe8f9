import Foundation
import Testing

/// Plans, staff, results, overrides and figures, as officers meet them.
@Suite("Inspections, as a user meets them")
struct InspectionJourneys {
    private let folder: Folder
    private let node: String

    /// A node with twelve screened declarations, D-1 to D-12.
    init() throws {
        folder = try Folder()
        node = folder.path + "/node"
        #expect(try Program.run("init", node, "--administration", "UZ").code == 0)
        let lines = (1...12).map { number in
            """
            {"schema":"tamga-declaration/1","flow":"import","functionalReferenceID":"D-\(number)",\
            "acceptanceDateTime":{"text":"2026-05-0\(number % 9 + 1)"},\
            "offices":[{"role":"declaration","id":"26002"}],\
            "parties":[{"role":"importer","id":"30211122\(number % 3)","name":"Firm"}],\
            "items":[{"sequence":"1","description":"wheat flour of the first grade",\
            "classifications":[{"scheme":"HS","code":"110100"}],\
            "origins":[{"countryCode":"KZ"}],"netMass":{"value":"1000","unit":"KGM"},\
            "customsValue":{"amount":"\(number == 5 ? 0 : 400 + number)","currency":"USD"}}]}
            """
        }
        let file = try folder.file("d.jsonl", lines.joined(separator: "\n") + "\n")
        let screened = try Program.run("screen", file, "--node", node, "--jsonl")
        #expect(screened.code == 0, "\(screened.errors)")
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(arguments + ["--node", node])
    }

    private func object(_ outcome: Program.Outcome) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(value as? [String: Any])
    }

    private static var today: String {
        String(ISO8601DateFormatter().string(from: Date()).prefix(10))
    }

    @Test("promise, plan, reveal, verify: a plan within the staff that can be proved")
    func plan() throws {
        let staff = try folder.file(
            "staff.csv",
            """
            office,shift,kind,id,capacity,skills
            *,day,officer,101,120,radiation
            *,day,officer,102,60,
            *,day,scanner,,2,

            """)
        #expect(try Program.run("staff", "check", staff).code == 0)
        #expect(try run("staff", "set", staff).code == 0)
        #expect(try run("staff", "show").output.contains("scanner 2"))
        let day = Self.today
        for role in ["operations", "audit"] {
            #expect(try run("plan", "commit", "--role", role, "--date", day).code == 0)
        }
        let made = try run("plan", "--date", day, "--json")
        #expect(made.code == 0, "\(made.errors)")
        let plan = try object(made)
        let choices = try #require(plan["choices"] as? [[String: Any]])
        for choice in choices {
            #expect(["101", "102"].contains(choice["officer"] as? String ?? "101"))
            let probability = try #require(choice["probability"] as? Double)
            #expect(probability > 0 && probability <= 1)
            let reasons = ["hard-stop", "surveillance", "random", "benefit", "exploration"]
            #expect(reasons.contains(choice["reason"] as? String ?? ""))
        }
        // Before the seeds are known nobody can recompute the draws.
        #expect(try run("plan", "verify", "--date", day).output.contains("holds") == false)
        #expect(try run("plan", "reveal", "--date", day).code == 0)
        let verified = try run("plan", "verify", "--date", day)
        #expect(verified.code == 0, "\(verified.output) \(verified.errors)")
        #expect(try run("plan", "--date", day).code == 77)
    }

    @Test("results and their versions, the report, learning, calibration, and figures")
    func results() throws {
        let table = try folder.file(
            "results.csv",
            """
            document,day,outcome,field,duty_gap_usd,minutes,depth,hint,officer,office
            D-1,2026-05-20,none,,,40,full,,101,26002
            D-2,2026-05-20,discrepancy,items.price,120.50,60,full,right,102,26002
            D-5,2026-05-20,offence,items.customsValue,900,60,full,right,101,26002

            """)
        #expect(try run("result", "import", table).code == 0)
        let again = try run("result", "import", table)
        #expect(again.code == 0 && again.errors.contains("3 were stored already"))
        let appeal = try run(
            "result", "add", "D-2", "--outcome", "none", "--officer", "103", "--cause", "appeal",
            "--day", "2026-05-30")
        #expect(appeal.code == 0 && appeal.errors.contains("version 2"))
        let listed = try run("result", "list", "D-2", "--jsonl").lines
        #expect(listed.compactMap { $0["outcome"] as? String } == ["discrepancy", "none"])
        let report = try object(run("result", "report", "--json"))
        let yields = try #require(report["yields"] as? [[String: Any]])
        #expect(
            yields.contains { $0["by"] as? String == "officer" && $0["name"] as? String == "101" })
        #expect(try run("result", "calibrate", "--officer", "7", "--reason", "r").code == 1)
        #expect(try run("result", "learn").code == 0)
        let calibrated = try run("result", "calibrate", "--officer", "7", "--reason", "measured")
        #expect(calibrated.code == 0 && calibrated.errors.contains("+learned-1"))
        #expect(try run("result", "calibrate", "--history").output.contains("measured"))
        let figures = try object(run("kpi", "--json"))
        let rows = try #require(figures["figures"] as? [[String: Any]])
        func row(_ name: String) -> [String: Any]? { rows.first { $0["name"] as? String == name } }
        let hits = try #require(row("hit-rate"))
        #expect((hits["value"] as? Double).map { abs($0 - 1.0 / 3) < 1e-9 } == true)
        let (low, high) = (hits["low"] as? Double, hits["high"] as? Double)
        #expect((low ?? 1) < 1.0 / 3 && (high ?? 0) > 1.0 / 3)
        for name in [
            "false-positives", "recall", "drift", "calibration-error", "release-time-green-p50",
            "override-rate",
        ] { #expect(row(name) != nil, "\(name)") }
        let text = try run("kpi").output
        #expect(text.contains("95 %") && text.contains("release p50 / p90"))
    }

    @Test("trusted traders: a register in force at once, and its share among the figures")
    func trusted() throws {
        #expect(try run("trusted", "show").code == 1)
        let register = try folder.file(
            "trusted.csv",
            "number,category,status,from,to,partner\n302111220,AEOC,active,2026-01-01,,\n")
        #expect(try Program.run("trusted", "check", register).code == 0)
        #expect(try run("trusted", "set", register).code == 0)
        #expect(try run("trusted", "show").output.contains("302111220"))
        let figures = try object(run("kpi", "--json"))
        let rows = try #require(figures["figures"] as? [[String: Any]])
        let share = rows.first { $0["name"] as? String == "trusted-share" }
        #expect((share?["value"] as? Double).map { abs($0 - 4.0 / 12) < 1e-9 } == true)
    }

    @Test("an override needs its reason, from red to green a second person")
    func override() throws {
        func override(_ more: String...) throws -> Int32 {
            try Program.run(
                [
                    "override", "D-3", "--code", "articulable-reason", "--reason", "seen it",
                    "--officer", "101", "--node", node,
                ] + more
            ).code
        }
        #expect(try override("--to", "red") == 0)
        #expect(try run("kpi").output.contains("override-rate"))
        let none = try Program.run([
            "override", "NONE", "--to", "red", "--code", "standard-exception", "--reason", "r",
            "--officer", "101", "--node", node,
        ])
        #expect(none.code == 1)
    }

    @Test("a past assessment is made again, byte for byte, also by calibrated weights")
    func replay() throws {
        let replay = try run("explain", "D-5", "--at", Self.today)
        #expect(replay.code == 0, "\(replay.output)")
        #expect(replay.output.contains("identical, byte for byte"))
        #expect(try run("explain", "D-5", "--at", "2020-01-01").code == 1)
    }

    @Test("figures of trade with growth and the path to a target")
    func stats() throws {
        let stats = try object(
            run(
                "stats", "--by", "partner", "--from", "2026-05-05", "--to", "2026-05-09", "--json",
                "--target", "10000000000", "--year", "2030"))
        let rows = try #require(stats["rows"] as? [[String: Any]])
        #expect(rows.first?["key"] as? String == "KZ")
        #expect(rows.first?["growth"] is Double)
        let target = try #require(stats["target"] as? [String: Any])
        #expect(target["usd"] as? Double == 10_000_000_000)
        #expect(target["growthNeeded"] is Double)
    }
}
