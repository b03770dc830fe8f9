import Foundation
import Testing

/// A model from its rows to a node's screening, through the program.
@Suite("Learned models, end to end")
struct ModelJourneys {
    private static let head =
        "Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,"
        + "Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,"
        + "Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,"
        + "Net Mass,Item Price,Fraud,Critical Fraud"

    /// Rows in which importers below 6 of 40 are irregular.
    private static func table(_ rows: Range<Int>, year: Int, hasOutcome: Bool = true) -> String {
        var text = head + "\n"
        for row in rows {
            let importer = row * 7 % 40
            let code = ["110100", "070200", "854231"][row % 3]
            let month = 1 + row / 28 % 12
            let day = 1 + row % 28
            let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            let outcome = hasOutcome ? (importer < 6 ? "1,1" : "0,0") : ","
            text += "\(year)\(row),\(date),20,B,11,21,11,10,DEC\(row % 9),IMP\(importer),"
            text += "SEL\(row % 13),,\(code),CN,CN,8.0,A,Y,\(100 + row % 90).0,"
            text += "\(10_000 + row % 700).0,\(outcome)\n"
        }
        return text
    }

    private func json(_ text: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [String: Any])
    }

    @Test("train, score, evaluate, explain; the same bytes from any threads")
    func life() throws {
        let folder = try Folder()
        let train = try folder.file("train.csv", Self.table(0..<900, year: 2024))
        let valid = try folder.file("valid.csv", Self.table(0..<300, year: 2025))
        let test = try folder.file("test.csv", Self.table(0..<240, year: 2026))
        let blind = try folder.file(
            "blind.csv", Self.table(0..<240, year: 2026, hasOutcome: false))
        let model = folder.path + "/m.model"
        for threads in ["1", "2"] {
            let trained = try Program.run(
                "model", "train", train, "--label", "Fraud", "--valid", valid, "--trees", "40",
                "--shrinkage", "0.2", "--threads", threads, "--out", model + threads, "--json")
            #expect(trained.code == 0, "\(trained.errors)")
            #expect(try json(trained.output)["rows"] as? Int == 900)
        }
        #expect(
            FileManager.default.contents(atPath: model + "1")
                == FileManager.default.contents(atPath: model + "2"))
        let scores = folder.path + "/pred.csv"
        for file in [test, blind] {
            let scored = try Program.run(
                "model", "score", model + "1", file, "--out", scores)
            #expect(scored.code == 0, "\(scored.errors)")
        }
        let lines = try String(contentsOfFile: scores, encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "Declaration ID,score")
        #expect(lines.count == 241)
        let scored = try Program.run("model", "score", model + "1", test)
        #expect(scored.output.split(separator: "\n") == lines)

        let figures = try Program.run(
            "model", "evaluate", model + "1", test, "--label", "Fraud", "--json")
        #expect(figures.code == 0)
        #expect(try #require(try json(figures.output)["auc"] as? Double) > 0.97)
        let told = try Program.run("model", "evaluate", model + "1", test, "--label", "Fraud")
        #expect(told.output.contains("area under the curve") && told.output.contains("lift"))

        let explained = try Program.run(
            "model", "explain", model + "1", test, "--id", "20260", "--json")
        let why = try json(explained.output)
        let parts = try #require(why["contributions"] as? [[String: Any]])
        let sum = parts.reduce(why["base"] as? Double ?? 0) {
            $0 + ($1["contribution"] as? Double ?? 0)
        }
        #expect((sum - (why["margin"] as? Double ?? 9)).magnitude < 1e-6)
        #expect((parts.first?["feature"] as? String)?.contains("trader") == true)
        let russian = try Program.run(
            "model", "explain", model + "1", test, "--id", "20260", "--language", "ru")
        #expect(russian.output.contains("участника"))
    }

    @Test("two persons adopt a model; screening speaks of it and replays byte for byte")
    func adoption() throws {
        let folder = try Folder()
        let train = try folder.file("train.csv", Self.table(0..<900, year: 2024))
        let test = try folder.file("test.csv", Self.table(0..<40, year: 2026))
        let model = folder.path + "/m.model"
        let node = folder.path + "/node"
        #expect(try Program.run("init", node, "--administration", "UZ").code == 0)
        #expect(
            try Program.run(
                "model", "train", train, "--label", "Fraud", "--trees", "40", "--shrinkage", "0.2",
                "--out", model
            ).code == 0)
        let alone = try Program.run(
            "model", "adopt", model, "--node", node, "--by", "U-1", "--and", "U-1")
        #expect(alone.code == 77)
        #expect(
            alone.errors == "tamga: the second person is the first; let somebody else agree\n")
        #expect(try Program.run("model", "show", "--node", node).code == 1)
        let adopted = try Program.run(
            "model", "adopt", model, "--node", node, "--by", "U-1", "--and", "U-2")
        #expect(adopted.code == 0, "\(adopted.errors)")
        let screened = try Program.run("screen", "--jsonl", "--node", node, test)
        #expect(screened.code == 0)
        let spoken = screened.output.split(separator: "\n").filter {
            $0.contains("\"learned-risk\"")
        }
        #expect(!spoken.isEmpty && spoken.count < 20)
        #expect(spoken.allSatisfy { $0.contains("log") || $0.contains("contributions") })
        let later = try Program.run(
            "model", "withdraw", "--node", node, "--by", "U-2", "--and", "U-3")
        #expect(later.code == 0)
        let replayed = try Program.run("explain", "20260", "--at", "2099-01-01", "--node", node)
        #expect(replayed.code == 0, "\(replayed.output)")
        #expect(replayed.output.contains("learned-risk"))
        #expect(replayed.output.contains("identical, byte for byte"))
        let shown = try Program.run("model", "show", "--node", node)
        #expect(shown.output.contains("withdrawn") && shown.output.contains("U-3"))
    }

    @Test("each fault is one line that says what, where and what to do, with its exit code")
    func faults() throws {
        let folder = try Folder()
        let train = try folder.file("train.csv", Self.table(0..<120, year: 2024))
        let same = try folder.file(
            "same.csv",
            Self.table(0..<120, year: 2024).replacingOccurrences(of: ",1,1\n", with: ",0,0\n"))
        let model = folder.path + "/m.model"
        #expect(
            try Program.run(
                "model", "train", train, "--label", "Fraud", "--trees", "5", "--out", model
            ).code == 0)
        var bytes = try #require(FileManager.default.contents(atPath: model))
        bytes[bytes.count / 2] ^= 1
        let damaged = folder.path + "/damaged.model"
        try bytes.write(to: URL(fileURLWithPath: damaged))
        bytes[4] = 7
        let other = folder.path + "/other.model"
        try bytes.write(to: URL(fileURLWithPath: other))
        let golden: [([String], Int32, String)] = [
            (
                ["score", folder.path + "/none", train], 66,
                "tamga: \(folder.path)/none: "
            ),
            (["score", model, folder.path + "/none.csv"], 66, "tamga: \(folder.path)/none.csv: "),
            (
                ["score", damaged, train], 65,
                "tamga: \(damaged): the model is damaged: its checksum does not fit; copy the file "
                    + "again, or train the model anew\n"
            ),
            (
                ["score", other, train], 65,
                "tamga: \(other): the model is of format 7, and this program reads format 1; train "
                    + "the model again with this release\n"
            ),
            (
                ["explain", train, train, "--id", "1"], 65,
                "tamga: \(train): these bytes are no model of this program; give a file that tamga "
                    + "model train wrote\n"
            ),
            (
                ["explain", model, train, "--id", "nowhere"], 1,
                "tamga: no declaration \"nowhere\" in \(train); check the number\n"
            ),
            (
                ["train", train, "--label", "Guilt", "--out", model], 65,
                "tamga: \(train): no row has an outcome in column \"Guilt\"; name the column of the "
                    + "outcome with --label\n"
            ),
            (
                ["train", same, "--label", "Fraud", "--out", model], 65,
                "tamga: \(same): every row is regular; give rows of both outcomes, or check --label\n"
            ),
            (
                ["train", train, "--label", "Fraud", "--out", folder.path], 73,
                "tamga: \(folder.path) cannot be written: it is a directory; check the path, its "
                    + "permissions and the free space\n"
            ),
            (
                ["score", model, train, "--out", folder.path + "/no/such/place"], 73,
                "tamga: \(folder.path)/no/such/place cannot be written: "
            ),
            (
                ["train", train, "--label", "Fraud", "--out", model, "--trees", "0"], 64,
                "tamga: --trees takes 1 to 5000; see --help of the command\n"
            ),
            (["evaluate", model], 64, "tamga: "),
            (["train", train, "--out", model], 64, "tamga: "),
        ]
        for (arguments, code, line) in golden {
            let outcome = try Program.run(["model"] + arguments)
            #expect(outcome.code == code, "\(arguments)")
            #expect(outcome.errors.hasPrefix(line), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.output.isEmpty)
        }
        // A model that could not be made again leaves the old one, and no half-made file.
        #expect(try Program.run("model", "show", model).code == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!left.contains { $0.hasSuffix(".part") })
    }

    @Test("a table with an outcome that is none is refused row by row, and the rest is used")
    func wrongCells() throws {
        let folder = try Folder()
        let text = Self.table(0..<300, year: 2024)
        let rows = text.split(separator: "\n")
        let broken = rows[5].replacingOccurrences(of: ",0,0", with: ",perhaps,0")
            .replacingOccurrences(of: ",1,1", with: ",perhaps,1")
        let table = try folder.file(
            "train.csv", text.replacingOccurrences(of: String(rows[5]), with: broken))
        let outcome = try Program.run(
            "model", "train", table, "--label", "Fraud", "--trees", "5", "--out",
            folder.path + "/m.model", "--json")
        #expect(outcome.code == 65)
        #expect(try json(outcome.output)["rows"] as? Int == 299)
        #expect(outcome.errors.contains("column 'Fraud': \"perhaps\" is no outcome"))
    }
}
