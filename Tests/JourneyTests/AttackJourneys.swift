import Foundation
import Store
import StoreSQLite
import Testing

/// A node whose doors are attacked by a partner and by strangers while another partner sends.
@Suite("A node under attack")
struct AttackJourneys {
    /// How long the attack goes on, in seconds; `TAMGA_ATTACK_SECONDS` asks for more.
    private static let seconds =
        ProcessInfo.processInfo.environment["TAMGA_ATTACK_SECONDS"] ?? "6"

    @Test(
        "grows by no more than 128 MiB and goes on serving, whatever is sent to its doors",
        .timeLimit(.minutes(5)))
    func memory() throws {
        let proxy = try InterferingProxy(seed: 1, cutsOfHundred: 0)
        defer { proxy.close() }
        let nodes = try TwoNodes(usPort: proxy.port)
        let kz = try nodes.third("KZ")
        try nodes.believe("KZ", in: nodes.us, cardOf: kz)
        let token = try TwoNodes.run("client", "add", "attacker", "--node", nodes.us)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let us = try Serving(nodes.us, "--port", "0", "--log-level", "info")
        proxy.pass(to: us.gatewayPort)
        let idle = try us.mebibytes("VmRSS")
        let uz = try Serving(nodes.uz, "--port", "0")
        try nodes.queue(40)
        let port = try #require(us.ready["apiPort"] as? Int)
        let answers = try attack(
            gateway: us.gatewayPort, api: port, keys: kz + "/keys", token: token)
        #expect(answers["just too large"]?["413", default: 0] ?? 0 > 0, "\(answers)")
        #expect(answers["packed"]?["400", default: 0] ?? 0 > 0, "\(answers)")
        for name in [
            "deaf", "deep", "deep XML", "dribbled", "endless", "entities", "largest", "long field",
            "many fields", "noise", "odd fields", "odd path", "oversized", "stranger", "wide",
        ] {
            #expect(answers[name] != nil, "\(name) was tried")
        }
        let most = try us.mebibytes("VmHWM")
        #expect(most - idle <= 128, "\(most) MiB, idle \(idle) MiB")
        // What was sent meanwhile arrives, and nothing of the attack is stored.
        let sender = try nodes.store(nodes.uz)
        let isDelivered = try wait(seconds: 60) {
            try sender.read { try $0.outboxRecipients() }.isEmpty
        }
        #expect(isDelivered)
        #expect(try nodes.store(nodes.us).read { try $0.exchangeCounts() }.inbox == 40)
        #expect(!us.log.contains("DROP TABLE"))
        #expect(us.stop() == 0)
        #expect(uz.stop() == 0)
        let verified = try Program.run("ledger", "verify", "--node", nodes.us)
        #expect(verified.code == 0, "\(verified.errors)")
    }

    /// Attacks and says how often what was answered how.
    private func attack(
        gateway: Int, api: Int, keys: String, token: String
    ) throws -> [String: [String: Int]] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", Repository.root + "/Benchmarks/attack.py", "--gateway", "\(gateway)",
            "--api", "\(api)", "--certificate", keys + "/tls.pem", "--key", keys + "/tls.key",
            "--token", token, "--seconds", Self.seconds,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([String: [String: Int]].self, from: data)
    }
}
