import Foundation
import Seal
import Store
import StoreSQLite
import Testing

/// An independent node in another language, over the network; see `Tests/Peer/README.md`.
enum WirePeer {
    private static let script = Repository.root + "/Tests/Peer/peer.py"
    private static let python: String = {
        if let named = ProcessInfo.processInfo.environment["TAMGA_PEER_PYTHON"] { return named }
        let local = Repository.root + "/.venv-peer/bin/python"
        return FileManager.default.isExecutableFile(atPath: local) ? local : "python3"
    }()

    /// Whether Python and the packages are there.
    static let isThere: Bool = {
        do { return try run("check").code == 0 } catch { return false }
    }()

    static func start(_ arguments: [String], output: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, script] + arguments
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func run(_ arguments: String...) throws -> (code: Int32, output: String) {
        let folder = try Folder()
        let process = try start(arguments, output: folder.path + "/out")
        process.waitUntilExit()
        return (
            process.terminationStatus,
            try String(contentsOfFile: folder.path + "/out", encoding: .utf8)
        )
    }
}

@Suite(
    "A node and an independent peer in Python",
    .enabled(
        if: WirePeer.isThere,
        "skipped: .venv-peer is missing; Scripts/setup.sh --tests makes it"))
struct PeerJourneys {
    @Test("exchange messages both ways over mutual TLS")
    func bothWays() throws {
        let folder = try Folder()
        let (uz, us) = (folder.path + "/uz", folder.path + "/us")
        let ports = try (0..<2).map { _ in try InterferingProxy(seed: 1, cutsOfHundred: 0) }
        let (uzPort, usPort) = (ports[0].port, ports[1].port)
        for port in ports { port.close() }
        try TwoNodes.run(
            "init", uz, "--administration", "UZ", "--gateway-port", "\(uzPort)", "--endpoint",
            "https://127.0.0.1:\(uzPort)")
        let card = try folder.file("uz.json", try TwoNodes.run("partner", "card", "--node", uz))
        let made = try WirePeer.run("init", us, "US", "\(usPort)")
        try #require(made.code == 0)
        try TwoNodes.run(
            "partner", "add", us + "/card.json", "--fingerprint",
            made.output.trimmingCharacters(in: .whitespacesAndNewlines), "--node", uz)
        let first = try folder.file(
            "first.json",
            try TwoNodes.run(
                "agreement", "sign", Repository.root + "/Specs/agreements/uz-us.yaml", "--node", uz)
        )
        let both = try folder.file("both.json", try WirePeer.run("sign", us, first).output)
        try TwoNodes.run("agreement", "adopt", both, "--node", uz)

        let serving = try Serving(uz, "--api-port", "0")
        let heard = folder.path + "/heard"
        let peer = try WirePeer.start(["serve", us, "\(usPort)", card, both], output: heard)
        defer { peer.terminate() }
        let sent = try WirePeer.run("send", us, "5", card, both)
        #expect(sent.code == 0, "the peer verified five receipts and their repetitions")
        #expect(sent.output.split(separator: "\n").count == 5)
        try TwoNodes.run(
            "load", "--to", "US", "--count", "6", "--streams", "2", "--bytes", "900",
            "--queue-only", "--prepared-by", "uz-liaison", "--approved-by", "uz-head", "--node", uz)
        let store = try SQLiteStore(path: uz + "/tamga.sqlite")
        let isDelivered = try wait(seconds: 30) {
            try store.read { try $0.outboxRecipients() }.isEmpty
        }
        #expect(isDelivered, "our node verified the peer's receipts")
        #expect(serving.stop() == 0)
        let lines = try String(contentsOfFile: heard, encoding: .utf8).split(separator: "\n")
            .dropFirst().map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
            .compactMap { $0 as? [String: Any] }
        #expect(lines.count == 6, "the peer got each message once")
        #expect(lines.allSatisfy { $0["status"] as? String == "accepted" })
        let ours = try store.read { try $0.outbox(after: 0, limit: 100) }
        #expect(
            Set(ours.map(\.envelope.base64URL)) == Set(lines.compactMap { $0["digest"] as? String })
        )
        let inbox = try store.read { try $0.inbox(after: 0, limit: 100) }
        #expect(inbox.map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(inbox.allSatisfy { $0.status == "accepted" })
        #expect(try Program.run("ledger", "verify", "--node", uz).code == 0)
    }
}
