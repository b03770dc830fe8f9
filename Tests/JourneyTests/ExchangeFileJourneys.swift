import Foundation
import Store
import StoreSQLite
import Testing

/// Files, officers and cards through the commands of two served nodes.
@Suite("Exchange commands: files, officers, cards", .serialized)
struct ExchangeFileJourneys {
    /// Two nodes whose cards name free ports.
    private static func nodes() throws -> (TwoNodes, Int, Int) {
        let ports = try (0..<2).map { _ in try InterferingProxy(seed: 1, cutsOfHundred: 0) }
        let (uzPort, usPort) = (ports[0].port, ports[1].port)
        for port in ports { port.close() }
        return (try TwoNodes(uzPort: uzPort, usPort: usPort), uzPort, usPort)
    }

    private static let content = """
        {"subject": "s", "facts": "f", "reliability": "A", "credibility": "1"}
        """

    /// Sends a file from UZ to US; returns the message's id.
    private static func send(_ file: String, _ nodes: TwoNodes) throws -> String {
        let text = try nodes.folder.file("content.json", content)
        return try TwoNodes.run(
            "message", "send", "--to", "US", "--purpose", "duty-evasion", "--handling", "LIMITED",
            "--content", text, "--attach", file, "--prepared-by", "uz-liaison", "--approved-by",
            "uz-head", "--node", nodes.uz
        ).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func export(
        _ id: String, to out: String, purpose: String = "duty-evasion", _ nodes: TwoNodes
    ) throws -> Program.Outcome {
        try Program.run(
            "message", "attachment", "--id", id, "--out", out, "--purpose", purpose, "--officer",
            "us-liaison", "--node", nodes.us)
    }

    @Test("A large file arrives whole although the receiver is killed on the way, in little memory")
    func largeFile() throws {
        let (nodes, uzPort, usPort) = try Self.nodes()
        let file = nodes.folder.path + "/scan.pdf"
        var data = Data(count: 24 << 20)
        for place in stride(from: 0, to: data.count, by: 4_099) { data[place] = UInt8(place & 255) }
        try data.write(to: URL(fileURLWithPath: file))
        let id = try Self.send(file, nodes)
        let uz = try Serving(nodes.uz, "--api-port", "0", "--gateway-port", "\(uzPort)")
        let store = try nodes.store(nodes.us)
        func have() throws -> Int64 {
            try store.read {
                try $0.attachments(ofMessage: id, partner: "UZ", isOurs: false).first?.have ?? 0
            }
        }
        var us = try Serving(nodes.us, "--api-port", "0", "--gateway-port", "\(usPort)")
        #expect(try wait(seconds: 60) { try have() > 16 })
        us.kill()
        let kept = try have()
        #expect(kept > 16)
        us = try Serving(nodes.us, "--api-port", "0", "--gateway-port", "\(usPort)")
        #expect(
            try wait(seconds: 120) {
                try store.read {
                    try $0.attachments(ofMessage: id, partner: "UZ", isOurs: false).first?.state
                } == .whole
            })
        // Far less than the file: both work chunk by chunk.
        for serving in [uz, us] {
            #expect(try Self.peakKiB(serving.process.processIdentifier) < 200 << 10)
        }
        let out = nodes.folder.path + "/out.pdf"
        let wrong = try Self.export(id, to: out, purpose: "drug-trafficking", nodes)
        #expect(wrong.code == 77 && wrong.errors.contains("use-not-permitted"))
        #expect(!FileManager.default.fileExists(atPath: out))
        let right = try Self.export(id, to: out, nodes)
        #expect(right.code == 0, "\(right.errors)")
        #expect(right.errors.contains("scan.pdf"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == data)
        #expect(us.stop() == 0 && uz.stop() == 0)
        let shown = try Program.run(
            "message", "show", id, "--purpose", "duty-evasion", "--officer", "o", "--node",
            nodes.us)
        let entry = try #require(
            (try shown.lines.first?["attachments"] as? [[String: Any]])?.first)
        #expect(entry["state"] as? String == "whole" && entry["name"] as? String == "scan.pdf")
        for node in [nodes.uz, nodes.us] {
            #expect(try Program.run("ledger", "verify", "--node", node).code == 0)
        }
    }

    /// The most memory a process ever had.
    private static func peakKiB(_ process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM") })
        return try #require(Int(line.filter(\.isNumber)))
    }

    @Test("Once a node has officers, a colleague's name is not enough to approve")
    func officers() throws {
        let nodes = try TwoNodes(usPort: 1)
        let secret = try nodes.folder.file("secret", "the head's own sentence\n")
        let other = try nodes.folder.file("other", "somebody else's sentence\n")
        func mode(_ file: String, _ bits: Int) throws {
            try FileManager.default.setAttributes([.posixPermissions: bits], ofItemAtPath: file)
        }
        try mode(secret, 0o644)
        let lax = try Program.run(
            "officer", "add", "uz-head", "--secret-file", secret, "--node", nodes.uz)
        #expect(lax.code == 77, "a file that others can read is refused: \(lax.errors)")
        for file in [secret, other] { try mode(file, 0o600) }
        try TwoNodes.run("officer", "add", "uz-head", "--secret-file", secret, "--node", nodes.uz)
        let content = try nodes.folder.file("content.json", Self.content)
        let draft = try TwoNodes.run(
            "case", "spontaneous", "--to", "US", "--purpose", "duty-evasion", "--handling",
            "LIMITED", "--content", content, "--prepared-by", "uz-liaison", "--node", nodes.uz
        ).trimmingCharacters(in: .whitespacesAndNewlines)
        func approve(_ officer: String, _ proof: String...) throws -> Program.Outcome {
            try Program.run(
                ["case", "approve", draft, "--officer", officer, "--node", nodes.uz] + proof)
        }
        #expect(try approve("uz-head").code == 77)
        #expect(try approve("uz-head", "--secret-file", other).code == 77)
        #expect(try approve("uz-duty", "--secret-file", secret).code == 77)
        let good = try approve("uz-head", "--secret-file", secret)
        #expect(good.code == 0, "\(good.errors)")
        // The secret stands nowhere, not even in the database.
        let database = try Data(contentsOf: URL(fileURLWithPath: nodes.uz + "/tamga.sqlite"))
        #expect(database.range(of: Data("the head's own".utf8)) == nil)
        let sent = try Program.run(
            [
                "message", "send", "--to", "US", "--purpose", "duty-evasion", "--handling",
                "LIMITED", "--content", content, "--prepared-by", "uz-liaison", "--approved-by",
                "uz-head", "--node", nodes.uz,
            ], environment: ["TAMGA_OFFICER_SECRET": "the head's own sentence"])
        #expect(sent.code == 0, "\(sent.errors)")
        let listed = try Program.run("officer", "list", "--json", "--node", nodes.uz)
        #expect(listed.output.contains("uz-head") && !listed.output.contains("hash"))
        try TwoNodes.run("officer", "disable", "uz-head", "--node", nodes.uz)
        #expect(try approve("uz-head", "--secret-file", secret).code == 77)
    }

    @Test("A rotated key reaches a served partner by itself")
    func cards() throws {
        let (nodes, uzPort, usPort) = try Self.nodes()
        let us = try Serving(nodes.us, "--api-port", "0", "--gateway-port", "\(usPort)")
        let uz = try Serving(nodes.uz, "--api-port", "0", "--gateway-port", "\(uzPort)")
        try TwoNodes.run("keys", "rotate", "hop", "--node", nodes.uz)
        #expect(
            try wait(seconds: 30) {
                let partners = try Program.run("partner", "list", "--json", "--node", nodes.us)
                return partners.output.contains(#""serial":2"#)
            })
        #expect(uz.stop() == 0 && us.stop() == 0)
    }
}
