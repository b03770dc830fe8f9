import Foundation
import Testing

/// Every command of the exchange with wrong input: what, where, which rule, what to do; and its code.
@Suite("Exchange commands: wrong input", .serialized)
struct ExchangeErrorJourneys {
    /// One wrong call; `NODE` stands for a node that has a partner and an agreement, `BARE` for one
    /// without exchange keys.
    struct Wrong: CustomTestStringConvertible, Sendable {
        let code: Int32
        /// What the line must name, so that somebody can act on it.
        let words: [String]
        let arguments: [String]

        init(_ code: Int32, _ words: [String], _ call: String) {
            self.code = code
            self.words = words
            arguments = call.split(separator: " ").map(String.init)
        }

        var testDescription: String { "\(code): \(arguments.joined(separator: " "))" }
    }

    private static let nodes = try? TwoNodes(usPort: 1)
    private static let id = "0190a6b2-0000-7000-8000-00000000beef"
    private static let two = "--prepared-by uz-liaison --approved-by uz-head"
    private static let about = "--to US --purpose duty-evasion --handling LIMITED"

    static let cases: [Wrong] = [
        Wrong(
            64, ["recovery-of-all"],
            "case request recovery-of-all \(about) --prepared-by uz-liaison"),
        Wrong(
            64, ["urgency"], "case request verify-export \(about) --urgency soon --prepared-by a"),
        Wrong(64, ["PATH=VALUE"], "case request verify-export \(about) --prepared-by a --set x"),
        Wrong(64, ["prepared-by"], "case request verify-export \(about)"),
        Wrong(
            65, ["field-missing", "reason"],
            "case request verify-export \(about) --prepared-by uz-liaison"),
        Wrong(
            77, ["type-not-permitted"], "case request recovery \(about) --prepared-by uz-liaison"),
        Wrong(77, ["official-not-designated"], "case spontaneous \(about) --prepared-by nobody"),
        Wrong(
            66, ["no such file"],
            "case spontaneous \(about) --content /no/such.json --prepared-by uz-liaison"),
        Wrong(
            65, ["name"], "case spontaneous \(about) --attach /etc/.hidden --prepared-by uz-liaison"
        ),
        Wrong(
            66, ["no such file"],
            "case spontaneous \(about) --attach /no/such.pdf --prepared-by uz-liaison"),
        Wrong(66, [id], "case spontaneous \(about) --source \(id) --prepared-by uz-liaison"),
        Wrong(
            66, ["declaration"],
            "case spontaneous \(about) --from-declaration EX-9 --prepared-by uz-liaison"),
        Wrong(64, ["no step"], "case step \(id) nonsense --prepared-by uz-liaison"),
        Wrong(66, ["no case"], "case step \(id) reply --prepared-by uz-liaison"),
        Wrong(66, ["no case"], "case answer \(id) --prepared-by uz-liaison"),
        Wrong(66, ["no case"], "case show \(id)"),
        Wrong(66, ["no case"], "case close \(id) --officer uz-head"),
        Wrong(
            66, ["no case"],
            "case evidence \(id) --out /tmp/x --purpose duty-evasion --officer uz-head"),
        Wrong(66, ["no draft"], "case approve \(id) --officer uz-head"),
        Wrong(66, ["no draft"], "case refuse-draft \(id) --officer uz-head --reason none"),
        Wrong(66, ["no draft"], "case show-draft \(id)"),
        Wrong(64, ["--use"], "case ask-consent \(id) --to US --use fun --prepared-by uz-liaison"),
        Wrong(
            64, ["--target"], "case ask-consent \(id) --to US --use agency --prepared-by uz-liaison"
        ),
        Wrong(
            66, ["message"],
            "case ask-consent \(id) --to US --use evidence --prepared-by uz-liaison"),
        Wrong(66, ["question"], "case answer-consent \(id) --grant --prepared-by uz-liaison"),
        Wrong(
            77, ["type-not-permitted"],
            "case auto-answer verify-origin --agreement UZ-US-CMAA --prepared-by uz-liaison"),
        Wrong(
            64, ["no request"],
            "case auto-answer nonsense --agreement UZ-US-CMAA --prepared-by uz-liaison"),
        Wrong(
            64, ["no request"],
            "case oral nonsense --partner US --purpose duty-evasion --handling LIMITED --officer o"),
        Wrong(
            66, ["agreement"],
            "case oral verify-export --partner KZ --purpose duty-evasion --handling LIMITED --officer o"
        ),

        Wrong(64, ["type"], "message send \(about) --type nonsense --content - \(two)"),
        Wrong(64, ["--request"], "message send \(about) --type case.request --content - \(two)"),
        Wrong(
            64, ["--schedule"],
            "message send \(about) --type information.scheduled --content - \(two)"),
        Wrong(64, ["--reply-to"], "message send \(about) --content - --reply-to x \(two)"),
        Wrong(
            66, ["agreement"],
            "message send --to KZ --purpose duty-evasion --handling LIMITED --content - \(two)"),
        Wrong(66, ["OTHER"], "message send \(about) --agreement OTHER --content - \(two)"),
        Wrong(
            77, ["purpose-not-permitted"],
            "message send --to US --purpose fun --handling LIMITED --content - \(two)"),
        Wrong(
            77, ["approval-missing"],
            "message send \(about) --content - --prepared-by uz-head --approved-by uz-head"),
        Wrong(
            77, ["direction-not-permitted"],
            "message send --to US --purpose drug-trafficking --handling LIMITED --type information.scheduled --schedule seizures-US-UZ --content - \(two)"
        ),
        Wrong(66, [id], "message show \(id)"),
        Wrong(
            66, [id],
            "message attachment --id \(id) --out /tmp/x --purpose duty-evasion --officer o"),
        Wrong(
            64, ["--number"],
            "message attachment --id \(id) --number 16 --out /tmp/x --purpose p --officer o"),
        Wrong(66, ["parked"], "message retry \(id)"),
        Wrong(64, ["--limit"], "message list --limit 0"),

        Wrong(
            64, ["--until"],
            "surveillance add --target person --identifier A --grounds g --reference r --until soon --unit u --officer uz-liaison"
        ),
        Wrong(
            64, ["--target"],
            "surveillance add --target thing --identifier A --grounds g --reference r --until 2026-12-31 --unit u --officer uz-liaison"
        ),
        Wrong(66, ["no case"], "surveillance add --from-case \(id) --unit u --officer uz-liaison"),
        Wrong(66, ["measure"], "surveillance approve \(id) --officer uz-head"),
        Wrong(
            66, ["measure"],
            "surveillance renew \(id) --until 2026-12-31 --first uz-liaison --second uz-head"),
        Wrong(66, ["measure"], "surveillance lift \(id) --officer uz-head"),
        Wrong(66, ["measure"], "surveillance hits \(id) --unit u --officer o"),
        Wrong(66, ["measure"], "surveillance report \(id) --officer o"),

        Wrong(
            64, ["--consignment"], "delivery propose --partner US --member m --officer uz-liaison"),
        Wrong(66, ["operation"], "delivery consult \(id) --officer uz-liaison"),
        Wrong(
            64, ["--message"], "delivery agree \(id) --party US --message x --officer uz-liaison"),
        Wrong(64, ["--until"], "delivery begin \(id) --until soon --first a --second b"),
        Wrong(66, ["operation"], "delivery begin \(id) --until 2099-01-01 --first a --second b"),
        Wrong(64, ["ends"], "delivery end \(id) vanished --officer uz-liaison"),

        Wrong(66, [id], "breach report \(id) --text t --officer uz-liaison"),
        Wrong(
            66, ["no breach"], "breach release \(id) --first uz-liaison --second uz-head --reason r"
        ),

        Wrong(
            66, ["agreement"],
            "schedule order seizures-UZ-US --agreement OTHER --purpose drug-trafficking \(two)"),
        Wrong(
            66, ["no schedule"],
            "schedule order nothing --agreement UZ-US-CMAA --purpose drug-trafficking \(two)"),
        Wrong(
            65, ["US"],
            "schedule order seizures-US-UZ --agreement UZ-US-CMAA --purpose drug-trafficking \(two)"
        ),
        Wrong(
            77, ["approval-missing"],
            "schedule order seizures-UZ-US --agreement UZ-US-CMAA --purpose drug-trafficking --prepared-by uz-head --approved-by uz-head"
        ),
        Wrong(
            77, ["purpose-not-permitted"],
            "schedule order seizures-UZ-US --agreement UZ-US-CMAA --purpose duty-evasion \(two)"),

        Wrong(66, ["KZ"], "bundle export --to KZ --out /tmp/tamga-none"),
        Wrong(73, ["/no/such"], "bundle export --to US --out /no/such/file"),
        Wrong(66, ["no such file"], "bundle import /no/such/file"),
        Wrong(65, ["bundle"], "bundle import -"),
        Wrong(65, ["bundle"], "bundle verify -"),

        Wrong(66, ["no such file"], "partner add /no/such.json"),
        Wrong(65, ["-"], "partner add -"),
        Wrong(66, ["KZ"], "partner suspend KZ --reason r --officer o"),
        Wrong(66, ["suspended"], "partner resume US --officer a --second b"),
        Wrong(64, ["two different persons"], "partner resume US --officer a --second a"),
        Wrong(64, ["SHA-256"], "partner deny 12 --officer o"),
        Wrong(66, ["alarm"], "partner alarm-ended US --officer o"),

        Wrong(66, ["no such file"], "agreement check /no/such.yaml"),
        Wrong(65, ["format"], "agreement check -"),
        Wrong(66, ["OTHER"], "agreement show OTHER"),
        Wrong(66, ["no such file"], "agreement sign /no/such.yaml"),
        Wrong(65, ["-"], "agreement adopt -"),
        Wrong(66, ["pattern"], "agreement pattern nothing"),

        Wrong(66, ["no such file"], "ledger verify --partner-checkpoints /no/such"),
        Wrong(64, ["--limit"], "ledger show --limit 0"),
        Wrong(64, ["--from"], "ledger show --from -1"),
        Wrong(64, ["shoe"], "keys rotate shoe"),
        Wrong(77, ["UZ-hop-9"], "keys revoke UZ-hop-9"),
        Wrong(64, ["https"], "keys address http://x"),
        Wrong(65, ["already"], "keys create"),
        Wrong(66, ["client"], "client revoke nobody"),
        Wrong(64, ["name"], "client add UPPER"),
        Wrong(66, ["certificate"], "client add good --certificate /no/such.pem"),
        Wrong(66, ["officer"], "officer disable nobody"),
        Wrong(64, ["secret"], "officer add uz-head"),
        Wrong(66, ["secret"], "officer add uz-head --secret-file /no/such"),
    ]

    @Test("say in one line what is wrong and what to do, and end as documented", arguments: cases)
    func wrong(_ call: Wrong) throws {
        let nodes = try #require(Self.nodes)
        let outcome = try Program.run(
            call.arguments + (call.arguments.contains("--node") ? [] : Self.node(call, nodes.uz)),
            input: "{}", environment: ["TAMGA_OFFICER_SECRET": ""])
        #expect(outcome.code == call.code, "\(outcome.errors)")
        #expect(outcome.output.isEmpty, "\(outcome.output)")
        let lines = outcome.errors.split(separator: "\n")
        // Diagnostics of a file name the file instead.
        #expect(
            !lines.isEmpty && lines.allSatisfy { $0.hasPrefix("tamga: ") || $0.hasPrefix("-: ") },
            "\(outcome.errors)")
        // What happened and what to do stand apart by a semicolon.
        #expect(lines.last?.contains("; ") == true, "\(outcome.errors)")
        for word in call.words {
            #expect(outcome.errors.contains(word), "\(word): \(outcome.errors)")
        }
        for word in ["Fatal", "Swift.", "Error Domain", "unexpected fault"] {
            #expect(!outcome.errors.contains(word), "\(outcome.errors)")
        }
    }

    /// Commands that work without a node take none.
    private static func node(_ call: Wrong, _ path: String) -> [String] {
        let offline: Set<[String]> = [
            ["bundle", "verify"], ["agreement", "check"], ["agreement", "pattern"],
        ]
        return offline.contains(Array(call.arguments.prefix(2))) ? [] : ["--node", path]
    }

    @Test("A directory that is no node is exit 66, one that is misconfigured 78")
    func noNode() throws {
        let folder = try Folder()
        let calls = [
            "case list", "message list", "surveillance list", "schedule list", "breach list",
            "partner list", "agreement list", "ledger verify", "keys rotate", "client list",
            "officer list", "case drafts", "case due", "case consents", "schedule run",
        ]
        for call in calls {
            let arguments = call.split(separator: " ").map(String.init)
            let none = try Program.run(arguments + ["--node", folder.path + "/none"])
            #expect(none.code == 66, "\(call): \(none.errors)")
            #expect(none.errors.contains("tamga init"), "\(call)")
        }
        let node = folder.path + "/uz"
        try TwoNodes.run("init", node, "--administration", "UZ")
        try Data("administration: [\n".utf8).write(
            to: URL(fileURLWithPath: node + "/config.yaml"))
        for call in ["case list", "message list", "serve"] {
            let arguments = call.split(separator: " ").map(String.init)
            #expect(try Program.run(arguments + ["--node", node]).code == 78, "\(call)")
        }
    }

    @Test("A port that is taken is exit 69")
    func taken() throws {
        let folder = try Folder()
        let node = folder.path + "/uz"
        try TwoNodes.run("init", node, "--administration", "UZ")
        let proxy = try InterferingProxy(seed: 1, cutsOfHundred: 0)
        defer { proxy.close() }
        let config = node + "/config.yaml"
        let text = try String(contentsOfFile: config, encoding: .utf8)
            .replacingOccurrences(of: "gateway_port: 8443", with: "gateway_port: \(proxy.port)")
        try Data(text.utf8).write(to: URL(fileURLWithPath: config))
        let outcome = try Program.run("serve", "--node", node, "--api-port", "0")
        #expect(outcome.code == 69, "\(outcome.errors)")
    }
}
