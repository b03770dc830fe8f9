import Foundation
import Store
import StoreSQLite
import Testing

/// Our node and the peer in Python, believing each other under one agreement; ours is not served yet.
struct PeerPair {
    let folder: Folder
    let uz, us, card, both: String
    let usPort: Int

    init() throws {
        folder = try Folder()
        (uz, us) = (folder.path + "/uz", folder.path + "/us")
        let ports = try (0..<2).map { _ in try InterferingProxy(seed: 1, cutsOfHundred: 0) }
        let (uzPort, peerPort) = (ports[0].port, ports[1].port)
        for port in ports { port.close() }
        usPort = peerPort
        try TwoNodes.run(
            "init", uz, "--administration", "UZ", "--gateway-port", "\(uzPort)", "--endpoint",
            "https://127.0.0.1:\(uzPort)")
        card = try folder.file("uz.json", try TwoNodes.run("partner", "card", "--node", uz))
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
        both = try folder.file("both.json", try WirePeer.run("sign", us, first).output)
        try TwoNodes.run("agreement", "adopt", both, "--node", uz)
    }
}

@Suite(
    "A node and an independent peer in Python: files and cards",
    .enabled(
        if: WirePeer.isThere,
        "skipped: .venv-peer is missing; Scripts/setup.sh --tests makes it"))
struct PeerFileJourneys {
    /// 20 chunks and a rest, every byte from its place.
    private static func file(_ name: String, in folder: Folder) throws -> (String, Data) {
        let data = Data((0..<1_310_777).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) })
        let path = folder.path + "/" + name
        try data.write(to: URL(fileURLWithPath: path))
        return (path, data)
    }

    @Test("exchange attachments both ways; a cut transfer goes on")
    func attachments() throws {
        let pair = try PeerPair()
        let serving = try Serving(pair.uz, "--api-port", "0")
        let heard = pair.folder.path + "/heard"
        let peer = try WirePeer.start(
            ["serve", pair.us, "\(pair.usPort)", pair.card, pair.both], output: heard)
        defer { peer.terminate() }
        let (path, data) = try Self.file("scan of declaration.pdf", in: pair.folder)
        let sent = try WirePeer.run("send-file", pair.us, path, pair.card, pair.both)
        #expect(sent.code == 0, "the peer brought all chunks: \(sent.output)")
        let told = try #require(
            try JSONSerialization.jsonObject(with: Data(sent.output.utf8)) as? [String: Any])
        let id = try #require(told["sent"] as? String)
        let out = pair.folder.path + "/out.pdf"
        let exported = try Program.run(
            "message", "attachment", "--id", id, "--out", out, "--purpose", "drug-trafficking",
            "--officer", "uz-liaison", "--node", pair.uz)
        #expect(exported.code == 0, "\(exported.errors)")
        #expect(exported.errors.contains("scan of declaration.pdf"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == data)

        let content = try pair.folder.file(
            "content.json",
            #"{"subject": "s", "facts": "f", "reliability": "A", "credibility": "1"}"#)
        try TwoNodes.run(
            "message", "send", "--to", "US", "--purpose", "drug-trafficking", "--handling",
            "RESTRICTED", "--content", content, "--attach", path, "--prepared-by", "uz-liaison",
            "--approved-by", "uz-head", "--node", pair.uz)
        let isThere = try wait(seconds: 60) {
            try String(contentsOfFile: heard, encoding: .utf8).contains(#""attachment""#)
        }
        #expect(isThere, "the peer opened our attachment")
        let line = try #require(
            try String(contentsOfFile: heard, encoding: .utf8).split(separator: "\n")
                .last { $0.contains(#""attachment""#) })
        #expect(line.contains(#""bytes":1310777"#) && line.contains("scan of declaration.pdf"))
        #expect(serving.stop() == 0)
    }

    @Test("believe each other's new cards over the line; a card nobody vouches for alarms")
    func cards() throws {
        let pair = try PeerPair()
        let serving = try Serving(pair.uz, "--api-port", "0")
        let broken = try WirePeer.run("rotate-broken", pair.us, pair.card, pair.both)
        #expect(broken.code == 0, "refused as the specification says: \(broken.output)")
        let listed = try TwoNodes.run("partner", "list", "--json", "--node", pair.uz)
        #expect(listed.contains(#""alarm""#) && listed.contains(#""serial":1"#))
        let rotated = try WirePeer.run("rotate", pair.us, pair.card, pair.both)
        #expect(rotated.code == 0, "believed by the chain alone: \(rotated.output)")
        #expect(
            try TwoNodes.run("partner", "list", "--json", "--node", pair.uz)
                .contains(#""serial":2"#))
        // The other way round: the peer takes our next card in.
        let heard = pair.folder.path + "/heard"
        let peer = try WirePeer.start(
            ["serve", pair.us, "\(pair.usPort)", pair.card, pair.both], output: heard)
        defer { peer.terminate() }
        try TwoNodes.run("keys", "rotate", "hop", "--node", pair.uz)
        let isThere = try wait(seconds: 60) {
            try String(contentsOfFile: heard, encoding: .utf8).contains(#"{"card":2}"#)
        }
        #expect(isThere, "the peer believes our second card")
        #expect(serving.stop() == 0)
        try TwoNodes.run(
            "partner", "alarm-ended", "US", "--officer", "uz-head", "--node", pair.uz)
    }
}
