import Foundation
import Testing

/// UZ and KZ under the shipped agreement; messages travel as bundles, so no port is needed.
final class MirrorNodes {
    let folder: Folder
    let (uz, kz): (String, String)
    private var bundles = 0

    init() throws {
        folder = try Folder()
        (uz, kz) = (folder.path + "/uz", folder.path + "/kz")
        for (node, code) in [(uz, "UZ"), (kz, "KZ")] {
            try TwoNodes.run(
                "init", node, "--administration", code, "--endpoint", "https://127.0.0.1:1")
        }
        try believe("KZ", in: uz, cardOf: kz)
        try believe("UZ", in: kz, cardOf: uz)
        let text = Repository.root + "/Specs/agreements/uz-kz.yaml"
        let first = try folder.file(
            "first.json", try TwoNodes.run("agreement", "sign", text, "--node", uz))
        let both = try folder.file(
            "both.json", try TwoNodes.run("agreement", "sign", first, "--node", kz))
        var rates = "date,currency,per_usd\n"
        for month in 1...9 {
            for day in ["01", "08", "15", "22"] {
                rates += "2026-0\(month)-\(day),UZS,12500\n2026-0\(month)-\(day),KZT,500\n"
            }
        }
        let file = try folder.file("rates.csv", rates)
        for node in [uz, kz] {
            try TwoNodes.run("agreement", "adopt", both, "--node", node)
            try TwoNodes.run("rates", "import", file, "--node", node)
        }
    }

    private func believe(_ code: String, in node: String, cardOf other: String) throws {
        let printed = try Program.run("partner", "card", "--node", other)
        let fingerprint = try #require(printed.errors.split(separator: ": ").last)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let card = try folder.file("\(code).json", printed.output)
        try TwoNodes.run("partner", "add", card, "--fingerprint", fingerprint, "--node", node)
    }

    /// Two officials put a schedule to work at its sender.
    func order(_ schedule: String, purpose: String = "correct-application") throws {
        let (node, code) = schedule.hasSuffix("UZ-KZ") ? (uz, "uz") : (kz, "kz")
        try TwoNodes.run(
            "schedule", "order", schedule, "--agreement", "UZ-KZ-COOP", "--purpose", purpose,
            "--prepared-by", "\(code)-liaison", "--approved-by", "\(code)-head", "--node", node)
    }

    /// Runs both sides' schedules and carries what waits, there and back.
    func exchange(rounds: Int = 1) throws {
        for _ in 0..<rounds {
            for (node, other, code) in [(uz, kz, "KZ"), (kz, uz, "UZ")] {
                try TwoNodes.run("schedule", "run", "--node", node)
                bundles += 1
                let file = folder.path + "/bundle-\(bundles)"
                try TwoNodes.run("bundle", "export", "--to", code, "--out", file, "--node", node)
                try TwoNodes.run("bundle", "import", file, "--node", other)
            }
        }
    }

    /// Screens declarations of this trade and returns what was said of each.
    @discardableResult
    func screen(_ documents: [String], at node: String) throws -> [[String: Any]] {
        bundles += 1
        let file = try folder.file("trade-\(bundles).json", documents.joined(separator: "\n"))
        let outcome = try Program.run("screen", "--jsonl", file, "--node", node)
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try outcome.lines
    }

    /// A declaration of one line.
    static func declaration(
        _ flow: String, _ number: String, day: String, document: String, code: String = "852871",
        mass: String = "1000", value: String, currency: String, importer: String = "ALTAI TRADE TOO"
    ) -> String {
        let parties =
            flow == "export"
            ? #"{"role":"exporter","id":"304442623","name":"OMEGA AGRO"},{"role":"consignee","name":"\#(importer)"}"#
            : #"{"role":"importer","id":"831662794131","name":"\#(importer)"},{"role":"seller","name":"ООО Омега Агро"}"#
        return #"{"schema":"tamga-declaration/1","flow":"\#(flow)","id":"\#(number)","#
            + #""acceptanceDateTime":{"text":"\#(day)"},"parties":[\#(parties)],"#
            + #""transportMeans":[{"stage":"border","modeCode":"3"}],"#
            + #""exportCountryCode":"UZ","destinationCountryCode":"KZ","#
            + #""items":[{"description":"Television receivers","#
            + #""classifications":[{"scheme":"HS","code":"\#(code)"}],"#
            + #""grossMass":{"value":"\#(mass)","unit":"KGM"},"netMass":{"value":"\#(mass)","unit":"KGM"},"#
            + #""price":{"amount":"\#(value)","currency":"\#(currency)"},"#
            + #""origins":[{"countryCode":"UZ"}],"#
            + #""documents":[{"typeCode":"730","id":"\#(document)"}]}]}"#
    }
}

/// Two registers of one trade, from the declarations to the answer of a request.
@Suite("Mirror records")
struct MirrorJourneys {
    /// A trade with an undervalued import and an export that never arrived.
    private func trade() throws -> MirrorNodes {
        let nodes = try MirrorNodes()
        try nodes.order("mirror-records-UZ-KZ")
        try nodes.order("mirror-records-KZ-UZ")
        try nodes.screen(
            [
                MirrorNodes.declaration(
                    "export", "26UZ000001", day: "2026-02-04", document: "CMR24960578",
                    value: "125000000", currency: "UZS"),
                MirrorNodes.declaration(
                    "export", "26UZ000002", day: "2026-02-05", document: "CMR77777777",
                    code: "610910", value: "25000000", currency: "UZS"),
            ], at: nodes.uz)
        try nodes.exchange()
        try nodes.screen(
            [
                MirrorNodes.declaration(
                    "import", "26KZ000001", day: "2026-02-09", document: "CMR 24960578",
                    value: "2000000", currency: "KZT"),
                MirrorNodes.declaration(
                    "import", "26KZ000005", day: "2026-05-20", document: "CMR99999999",
                    code: "870323", mass: "77", value: "100", currency: "KZT",
                    importer: "OTHER TOO"),
            ], at: nodes.kz)
        try nodes.exchange()
        return nodes
    }

    private func findings(_ node: String) throws -> [String: Int] {
        let text = try TwoNodes.run("mirror", "findings", "--json", "--node", node)
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        return Dictionary(
            try #require(rows).map { ($0["finding"] as? String ?? "", $0["gap"] as? Int ?? 0) }
        ) { first, _ in first }
    }

    @Test("both sides find the same, the next declaration is judged with it, a request is answered")
    func whole() throws {
        let nodes = try trade()
        for node in [nodes.uz, nodes.kz] {
            #expect(Set(try findings(node).keys) == ["undervaluation", "unmatched_export"])
        }
        let next = try nodes.screen(
            [
                MirrorNodes.declaration(
                    "import", "26KZ000002", day: "2026-05-25", document: "CMR12121212",
                    code: "940360", mass: "300", value: "900000", currency: "KZT")
            ], at: nodes.kz)
        let found = try #require(next.first?["findings"] as? [[String: Any]])
            .compactMap { $0["indicator"] as? String }
        #expect(found.contains("mirror-residual") && found.contains("mirror-unmatched-export"))
        let explained = try TwoNodes.run("explain", "26KZ000001", "--node", nodes.kz)
        #expect(explained.contains("Beside the partner's register"))
        #expect(explained.contains("26UZ000001") && explained.contains("undervaluation"))
        let replayed = try Program.run(
            "explain", "26KZ000002", "--at", "2099-01-01", "--node", nodes.kz)
        #expect(replayed.code == 0, "\(replayed.output)")
        try answered(nodes, gap: try #require(try findings(nodes.kz)["unmatched_export"]))
        for node in [nodes.uz, nodes.kz] {
            #expect(try Program.run("ledger", "verify", "--node", node).code == 0)
        }
    }

    /// A verify-export request prepared from a finding, approved, answered and read.
    private func answered(_ nodes: MirrorNodes, gap: Int) throws {
        let prepared = try Program.run(
            "case", "from-finding", "\(gap)", "--purpose", "correct-application", "--handling",
            "LIMITED", "--prepared-by", "kz-liaison", "--node", nodes.kz)
        try #require(prepared.code == 0, "\(prepared.errors)")
        let draft = prepared.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let id = try #require(prepared.errors.split(separator: " ").last)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try TwoNodes.run("case", "approve", draft, "--officer", "kz-head", "--node", nodes.kz)
        try nodes.exchange()
        let shown = try TwoNodes.run("case", "show", id, "--json", "--node", nodes.uz)
        #expect(shown.contains("verify-export"))
        try step(
            "acknowledgement", of: id, "case.ownReference=UZ-77", "due=2026-12-20", at: nodes)
        try step(
            "reply", of: id, "found=true", "declaration.procedure=10",
            "text=Withdrawn by the exporter", at: nodes)
        try nodes.exchange()
        let answered = try TwoNodes.run("case", "show", id, "--json", "--node", nodes.kz)
        #expect(answered.contains("replied"), "\(answered)")
    }

    /// A step of a case that UZ answers, prepared by one official and approved by another.
    private func step(
        _ step: String, of id: String, _ fields: String..., at nodes: MirrorNodes
    ) throws {
        let prepared = try Program.run(
            ["case", "step", id, step] + fields.flatMap { ["--set", $0] }
                + ["--prepared-by", "uz-liaison", "--node", nodes.uz])
        try #require(prepared.code == 0, "\(prepared.errors)")
        try TwoNodes.run(
            "case", "approve", prepared.output.trimmingCharacters(in: .whitespacesAndNewlines),
            "--officer", "uz-head", "--node", nodes.uz)
    }

    @Test("whole registers are reconciled from the node, into the same files as from tables")
    func reconciled() throws {
        let nodes = try trade()
        let out = nodes.folder.path + "/out"
        let outcome = try Program.run(
            "reconcile", "--node", nodes.kz, "--partner", "UZ", "--period", "2026-01..2026-04",
            "--out", out)
        #expect(outcome.code == 0, "\(outcome.errors)")
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: out + "/" + name, encoding: .utf8)
        }
        #expect(try text("matches.csv").contains("26UZ000001/1,26KZ000001/1"))
        #expect(try text("findings.csv").contains("26UZ000002/1"))
        for name in ["summary.json", "waterfall.csv", "residuals.csv"] {
            #expect(try !text("UZ-KZ/" + name).isEmpty)
            #expect(try !text(name).isEmpty)
        }
        #expect(try text("UZ-KZ/waterfall.svg").contains("<svg"))
        let left = try FileManager.default.contentsOfDirectory(atPath: out + "/UZ-KZ")
        #expect(
            !left.contains { $0.hasSuffix(".register") }, "the partner's records do not lie about")
        let again = nodes.folder.path + "/again"
        try TwoNodes.run(
            "reconcile", "--node", nodes.kz, "--partner", "UZ", "--period", "2026-01..2026-04",
            "--out", again, "--threads", "1")
        for name in ["matches.csv", "findings.csv", "summary.json", "waterfall.csv"] {
            #expect(
                try text(name)
                    == String(contentsOfFile: again + "/" + name, encoding: .utf8))
        }
    }

    @Test("a confidential comparison runs over messages and stands in both ledgers")
    func compared() throws {
        let nodes = try trade()
        try nodes.order("mirror-comparison-KZ-UZ", purpose: "duty-evasion")
        let session = try TwoNodes.run(
            "compare", "start", "--partner", "KZ", "--side", "exports", "--period", "2026-02",
            "--purpose", "duty-evasion", "--prepared-by", "uz-liaison", "--approved-by",
            "uz-head", "--node", nodes.uz
        ).trimmingCharacters(in: .whitespacesAndNewlines)
        let early = try Program.run(
            "compare", "keys", session, "--partner", "KZ", "--node", nodes.uz)
        #expect(early.code == 1)
        try nodes.exchange(rounds: 4)
        for (node, partner) in [(nodes.uz, "KZ"), (nodes.kz, "UZ")] {
            let keys = try TwoNodes.run(
                "compare", "keys", session, "--partner", partner, "--node", node)
            #expect(keys == "document:24960578\n")
            let list = try TwoNodes.run("compare", "list", "--json", "--node", node)
            #expect(list.contains("\"state\":\"finished\"") && list.contains("\"both\":1"))
            #expect(try Program.run("ledger", "verify", "--node", node).code == 0)
        }
    }

    @Test("wrong options, missing records and what the agreement forbids end with their own codes")
    func codes() throws {
        let nodes = try trade()
        let gap = "\(try #require(try findings(nodes.kz)["undervaluation"]))"
        let out = nodes.folder.path + "/out"
        func fromFinding(_ gap: String, _ purpose: String, _ more: String...) -> [String] {
            [
                "case", "from-finding", gap, "--purpose", purpose, "--handling", "LIMITED",
                "--prepared-by", "kz-liaison", "--node", nodes.kz,
            ] + more
        }
        func start(_ purpose: String, _ second: String, _ period: String) -> [String] {
            [
                "compare", "start", "--partner", "KZ", "--side", "exports", "--period", period,
                "--purpose", purpose, "--prepared-by", "uz-liaison", "--approved-by", second,
                "--node", nodes.uz,
            ]
        }
        let expected: [([String], Int32)] = [
            (["reconcile", "--node", nodes.kz], 64),
            (["reconcile", "--node", nodes.kz, "--out", out, "--rates", "r.csv"], 64),
            (["reconcile", "--node", nodes.kz, "--out", out, "--period", "2026-13"], 64),
            (["reconcile", "--node", nodes.kz, "--out", out, "--period", "2026-05..2026-02"], 64),
            (["reconcile", "--partner", "UZ", "--out", out], 64),
            (["reconcile", "--node", nodes.kz, "--out", out, "--partner", "US"], 66),
            (["reconcile", "--node", nodes.kz, "--out", out, "--period", "2026-09"], 66),
            (["reconcile", "--node", nodes.kz, "--out", "/proc/none/x"], 73),
            (["mirror", "findings", "--node", nodes.folder.path + "/none"], 66),
            (["mirror", "show", "none", "--node", nodes.kz], 1),
            (["mirror", "show", "26UZ000001", "--node", nodes.kz], 0),
            (["mirror", "sums", "2026-3", "--partner", "UZ", "--node", nodes.kz], 64),
            (["mirror", "sums", "2026-03", "--partner", "UZ", "--node", nodes.kz], 1),
            (
                [
                    "mirror", "digests", "x", "--partner", "UZ", "--officer", "o", "--node",
                    nodes.kz,
                ], 64
            ),
            (fromFinding("9999", "correct-application"), 66),
            (fromFinding(gap, "duty-evasion"), 77),
            (fromFinding(gap, "correct-application", "--type", "verify-nothing"), 64),
            (fromFinding(gap, "correct-application", "--type", "controlled-delivery"), 77),
            (start("duty-evasion", "uz-liaison", "2026-02"), 77),
            (start("human-trafficking", "uz-head", "2026-02"), 77),
            (start("duty-evasion", "uz-head", "February"), 64),
            (["compare", "keys", "none", "--partner", "KZ", "--node", nodes.uz], 66),
        ]
        for (arguments, code) in expected {
            let outcome = try Program.run(arguments)
            #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
            if code > 1 {
                #expect(
                    outcome.errors.split(separator: "\n").count == 1,
                    "\(arguments): \(outcome.errors)")
            }
        }
    }
}
