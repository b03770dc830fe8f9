import Foundation
import Testing

/// What plan, staff, result, override, kpi, stats, trusted and explain say to what they cannot take.
///
/// Golden: Corpus/commands/inspection-errors.txt; written anew with TAMGA_RECORD=1.
@Suite("Inspections, refused input")
struct InspectionErrorTests {
    private static let path = Repository.root + "/Corpus/commands/inspection-errors.txt"

    /// Files by name, and the words of each run; NODE and DIR stand for places.
    private static let files = [
        "staff-head.csv": "office,shift\n",
        "staff-rows.csv":
            "office,shift,kind,id,capacity,skills\n,day,officer,1,480,\nA,day,officer,1,9999,\n"
            + "A,day,dog,,1,\nA,day,officer,1,480,\nA,day,officer,1,480,\nA,day\n",
        "staff-quote.csv": "office,shift,kind,id,capacity,skills\nA,\"day,officer,1,480,\n",
        "result-head.csv": "document,outcome\nD-1,none\n",
        "result-rows.csv":
            "document,day,outcome,officer,duty_gap_usd,field\nD-1,2026-13-01,none,1,,\n"
            + "D-1,2026-05-01,maybe,1,,\nD-1,2026-05-01,none,1,12,\nD-1,2026-05-01,offence,1,1e9,\n"
            + ",2026-05-01,none,1,,\nD-1\nNONE,2026-05-01,none,1,,\n",
        "trusted-head.csv": "number\n1\n",
        "trusted-rows.csv":
            "number,category,status,from,to,partner\n1,A,active,,,\n302111222,A,maybe,,,\n"
            + "302111222,A,active,1.1.2026,,\n302111222\n",
    ]

    private static let runs: [[String]] = [
        ["plan"], ["plan", "--date", "2026-02-30", "--node", "NODE"],
        ["plan", "--date", "2026-05-01", "--node", "NODE"],
        ["plan", "--date", "2026-05-01", "--node", "DIR/none"],
        ["plan", "--date", "2026-05-01", "--random", "0", "--node", "NODE"],
        ["plan", "--date", "2026-05-01", "--exploration", "11", "--node", "NODE"],
        ["plan", "commit", "--date", "2026-05-01", "--role", "boss", "--node", "NODE"],
        ["plan", "reveal", "--date", "2026-05-01", "--node", "NODE"],
        ["plan", "verify", "--date", "2026-05-01", "--node", "NODE"],
        ["staff", "check", "DIR/none.csv"], ["staff", "check", "DIR/staff-head.csv"],
        ["staff", "check", "DIR/staff-rows.csv"], ["staff", "check", "DIR/staff-quote.csv"],
        ["staff", "set", "DIR/staff-rows.csv", "--node", "NODE"],
        ["staff", "show", "--node", "NODE"],
        ["result", "add", "D-1", "--outcome", "maybe", "--officer", "1", "--node", "NODE"],
        ["result", "add", "NONE", "--outcome", "none", "--officer", "1", "--node", "NODE"],
        [
            "result", "add", "D-1", "--outcome", "none", "--officer", "1", "--duty-gap", "5",
            "--node", "NODE",
        ],
        ["result", "import", "DIR/none.csv", "--node", "NODE"],
        ["result", "import", "DIR/result-head.csv", "--node", "NODE"],
        ["result", "import", "DIR/result-rows.csv", "--node", "NODE"],
        ["result", "report", "--node", "NODE"], ["result", "learn", "--node", "NODE"],
        ["result", "calibrate", "--node", "NODE"],
        ["result", "calibrate", "--officer", "1", "--reason", "r", "--node", "NODE"],
        ["result", "drift", "--before", "2026-05-01", "--after", "2026-05-02", "--node", "NODE"],
        [
            "override", "NONE", "--to", "red", "--code", "articulable-reason", "--reason", "r",
            "--officer", "1", "--node", "NODE",
        ],
        [
            "override", "D-1", "--to", "pink", "--code", "articulable-reason", "--reason", "r",
            "--officer", "1", "--node", "NODE",
        ],
        [
            "override", "D-1", "--to", "red", "--code", "whim", "--reason", "r", "--officer", "1",
            "--node", "NODE",
        ],
        [
            "override", "D-1", "--to", "red", "--code", "articulable-reason", "--reason", " ",
            "--officer", "1", "--node", "NODE",
        ],
        ["kpi", "--from", "yesterday", "--node", "NODE"], ["kpi", "--node", "DIR/none"],
        ["stats", "--by", "colour", "--node", "NODE"],
        ["stats", "--flow", "smuggling", "--node", "NODE"],
        ["stats", "--target", "-1", "--node", "NODE"],
        ["stats", "--from", "2026-5-1", "--node", "NODE"],
        ["stats", "--target", "10000000000", "--node", "NODE"],
        ["explain", "D-1", "--at", "tomorrow", "--node", "NODE"],
        ["explain", "NONE", "--at", "2026-05-01", "--node", "NODE"],
        ["explain", "D-1", "--at", "2020-01-01", "--node", "NODE"],
        ["explain", "D-1", "--at", "2026-05-01", "--node", "DIR/none"],
        ["trusted", "check", "DIR/none.csv"], ["trusted", "check", "DIR/trusted-head.csv"],
        ["trusted", "set", "DIR/trusted-rows.csv", "--node", "NODE"],
        ["trusted", "show", "--node", "NODE"],
        ["indicators", "show", "nothing"], ["simulate", "inspections", "--weeks", "0"],
    ]

    @Test("every refusal says what, where, which rule and what to do, with its exit code")
    func refusals() throws {
        let folder = try Folder()
        let node = folder.path + "/node"
        #expect(try Program.run("init", node, "--administration", "UZ").code == 0)
        for (name, text) in Self.files { _ = try folder.file(name, text) }
        let declaration = try folder.file(
            "d.json", #"{"schema":"tamga-declaration/1","functionalReferenceID":"D-1"}"#)
        #expect(try Program.run("screen", declaration, "--node", node).code == 0)
        var told = ""
        for words in Self.runs {
            let arguments = words.map {
                $0.replacingOccurrences(of: "NODE", with: node)
                    .replacingOccurrences(of: "DIR", with: folder.path)
            }
            // A reference that nothing has: the word for the place must not be taken for it.
            let meant = zip(words, arguments).map { $0 == "NONE" ? $0 : $1 }
            let outcome = try Program.run(meant)
            #expect([1, 64, 65, 66].contains(outcome.code), "\(words): \(outcome.code)")
            #expect(outcome.errors.contains("tamga: ") || outcome.errors.contains(": error"))
            told += "$ tamga \(words.joined(separator: " "))\nexit \(outcome.code)\n"
            told +=
                (outcome.output + outcome.errors)
                .replacingOccurrences(of: node, with: "NODE")
                .replacingOccurrences(of: folder.path, with: "DIR") + "\n"
        }
        if ProcessInfo.processInfo.environment["TAMGA_RECORD"] != nil {
            try FileManager.default.createDirectory(
                atPath: Repository.root + "/Corpus/commands", withIntermediateDirectories: true)
            try Data(told.utf8).write(to: URL(fileURLWithPath: Self.path))
        }
        let golden = try String(contentsOfFile: Self.path, encoding: .utf8)
        let (was, now) = (
            golden.components(separatedBy: "\n$ "), told.components(separatedBy: "\n$ ")
        )
        #expect(was.count == now.count)
        for (was, now) in zip(was, now) where was != now {
            Issue.record("was:\n\(was)\nis:\n\(now)\nIf it was meant: TAMGA_RECORD=1")
        }
    }
}
