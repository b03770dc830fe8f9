import ArgumentParser
import Foundation
import Workflows

/// `tamga init DIR --administration UZ`
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a node directory: configuration, keys, database.")

    @Argument(help: "The directory to make; it must not exist or be empty.")
    var directory: String

    @Option(help: "Country of the administration, ISO 3166 alpha-2: UZ, KZ, US …")
    var administration: String

    @Option(help: "National currency, ISO 4217; known for the usual countries.")
    var currency: String?

    @Option(help: "Name of the administration on its node card.")
    var name: String?

    @Option(
        help: """
            Address under which partners reach the gateway, https://HOST:PORT; it goes on the node \
            card. Default: https://localhost:PORT with the gateway's port.
            """)
    var endpoint: String?

    @Option(help: "Port of the gateway for partner administrations.")
    var gatewayPort = 8443

    @Option(help: "Port of the interface for national systems.")
    var apiPort = 8080

    func validate() throws {
        guard administration.utf8.count == 2,
            administration.allSatisfy({ $0.isASCII && $0.isUppercase })
        else { throw ValidationError("--administration takes two capital letters, such as UZ") }
        guard currency != nil || NodeConfiguration.currencies[administration] != nil else {
            throw ValidationError("say the national currency too: --currency XXX")
        }
        if let currency,
            currency.utf8.count != 3 || !currency.allSatisfy({ $0.isASCII && $0.isUppercase })
        {
            throw ValidationError("--currency takes three capital letters, such as UZS")
        }
        guard (1...65_535).contains(gatewayPort), (1...65_535).contains(apiPort),
            gatewayPort != apiPort
        else { throw ValidationError("ports are two different numbers from 1 to 65535") }
        if let endpoint, !ExchangeSetupFiles.isEndpoint(endpoint) {
            throw ValidationError(
                "--endpoint takes an address such as https://customs.example:8443")
        }
    }

    func run() throws {
        let node = NodeDirectory(directory)
        try NodeSetup.create(
            node, administration: administration,
            currency: currency ?? NodeConfiguration.currencies[administration] ?? "USD",
            gatewayPort: gatewayPort, apiPort: apiPort)
        let made = try ExchangeSetupFiles.create(
            node, administration: administration, name: name,
            endpoint: endpoint ?? "https://localhost:\(gatewayPort)")
        say("tamga: node for \(administration) made in \(directory)")
        say("Fingerprint of its card, to be read to partners by phone: \(made.fingerprint)")
        say("Next: tamga screen FILE… --node \(directory)")
    }
}

/// Making a node, shared by `init` and `demo`.
enum NodeSetup {
    static func create(
        _ node: NodeDirectory, administration: String, currency: String, gatewayPort: Int = 8443,
        apiPort: Int = 8080
    ) throws {
        try node.create(
            configuration: NodeConfiguration.text(
                administration: administration, currency: currency,
                gateway: .init(host: "127.0.0.1", port: gatewayPort),
                api: .init(host: "127.0.0.1", port: apiPort)))
        _ = try Engines.open(node)
    }
}
