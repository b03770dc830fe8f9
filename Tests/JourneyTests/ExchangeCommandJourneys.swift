import Foundation
import Testing

/// The commands of the exchange as an officer meets them: what they say and how they end.
@Suite("Exchange commands")
struct ExchangeCommandJourneys {
    @Test("A first node has keys of its own, a card, and clear words for whatever is missing")
    func alone() throws {
        let folder = try Folder()
        let node = folder.path + "/uz"
        let made = try Program.run("init", node, "--administration", "UZ")
        #expect(made.code == 0)
        #expect(made.errors.contains("Fingerprint"))
        for file in try FileManager.default.contentsOfDirectory(atPath: node + "/keys") {
            let path = node + "/keys/" + file
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(file)")
        }
        let card = try Program.run("partner", "card", "--node", node)
        #expect(try card.lines.first?["payload"] != nil)
        #expect(made.errors.contains(card.errors.suffix(48).trimmingCharacters(in: .newlines)))
        let agreement = Repository.root + "/Specs/agreements/uz-us.yaml"
        let expected: [([String], Int32)] = [
            (["partner", "list", "--json", "--node", node], 0),
            (["agreement", "check", agreement], 0),
            (["agreement", "list", "--json", "--node", node], 0),
            (["message", "list", "--json", "--node", node], 0),
            (["ledger", "verify", "--node", node], 0),
            (["ledger", "checkpoint", "--node", node], 1),
            (["message", "send", "--node", node], 64),
            (["keys", "rotate", "shoe", "--node", node], 64),
            (["agreement", "check", try folder.file("wrong.yaml", "format: other/1\n")], 65),
            (["partner", "add", folder.path + "/none.json", "--node", node], 66),
            (["message", "show", "none", "--node", node], 66),
            (["ledger", "verify", "--node", folder.path + "/none"], 66),
            (["keys", "revoke", "UZ-hop-9", "--node", node], 77),
        ]
        for (arguments, code) in expected {
            let outcome = try Program.run(arguments)
            #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
            let lines = outcome.errors.split(separator: "\n")
            if code > 1 { #expect(lines.count == 1, "\(arguments): \(outcome.errors)") }
            if arguments.contains("--json") { #expect(outcome.output == "[]\n") }
        }
    }

    @Test("A node that was put back fails against the checkpoint its partner holds")
    func putBack() throws {
        let nodes = try TwoNodes(usPort: 1)
        let backup = nodes.folder.path + "/backup"
        try FileManager.default.copyItem(atPath: nodes.uz, toPath: backup)
        try nodes.queue(3)
        let note = try nodes.folder.file(
            "checkpoint", try TwoNodes.run("ledger", "checkpoint", "--node", nodes.uz))
        let good = try Program.run(
            "ledger", "verify", "--partner-checkpoints", note, "--json", "--node", nodes.uz)
        #expect(good.code == 0, "\(good.errors)")
        let bad = try Program.run(
            "ledger", "verify", "--partner-checkpoints", note, "--json", "--node", backup)
        #expect(bad.code == 1)
        #expect(try bad.lines.first?["good"] as? Bool == false)
        #expect(bad.output.contains("cut-off"))
    }

    @Test("A card with another fingerprint is not believed, and a key's successor needs none")
    func fingerprints() throws {
        let nodes = try TwoNodes(usPort: 1)
        let kz = nodes.folder.path + "/kz"
        try TwoNodes.run("init", kz, "--administration", "KZ")
        let card = try nodes.folder.file(
            "kz.json", try TwoNodes.run("partner", "card", "--node", kz))
        let wrong = try Program.run(
            "partner", "add", card, "--fingerprint",
            "00000 00000 00000 00000 00000 00000 00000 00000",
            "--node", nodes.uz)
        #expect(wrong.code == 77)
        let without = try Program.run("partner", "add", card, "--node", nodes.uz)
        #expect(without.code != 0)
        try TwoNodes.run("keys", "rotate", "hop", "--node", nodes.us)
        let next = try nodes.folder.file(
            "us-2.json", try TwoNodes.run("partner", "card", "--node", nodes.us))
        for _ in 0..<2 { try TwoNodes.run("partner", "add", next, "--node", nodes.uz) }
    }
}
