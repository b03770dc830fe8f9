import ArgumentParser
import Exchange
import Foundation
import Seal
import Store
import Workflows

/// `tamga keys create|rotate|revoke|certificate`
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The keys of our node card: make, renew, report as compromised.",
        discussion: """
            A change makes a card that follows the one before; give it to the partners (`tamga partner \
            card`), who need no fingerprint for it. A running node uses it within seconds.
            """,
        subcommands: [Create.self, Rotate.self, Revoke.self, Address.self, RenewCertificate.self])

    /// Stores the card that follows ours: keys first, so that a kill leaves nothing without its key.
    static func change(_ node: NodeOption, _ change: ExchangeSetup.Change) throws {
        let open = try OpenExchange(node)
        let standing = try open.exchange.standing()
        guard let believed = standing.cards[standing.node] else { return }
        let made = try ExchangeSetup.succeed(
            believed, keys: standing.keys, by: change,
            now: Timestamp(milliseconds: Clock.now()))
        for (id, secret) in made.secrets {
            let file = open.node.directory.secretFile(id)
            // A file of a key that is on no card is what an interrupted run left.
            if FileManager.default.fileExists(atPath: file) {
                try FileManager.default.removeItem(atPath: file)
            }
            try KeyFile.create(secret, at: file)
        }
        try open.exchange.commit { try Partners.storeNext(made, in: $0) }
        say("tamga: card \(made.card.serial) of \(made.card.node) is in force here")
        for (id, _) in made.secrets { say("  new key \(id)") }
        say("Give it to the partners: tamga partner card > card.json")
    }

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the exchange keys of a node that has none yet.")

        @Option(help: "Name of the administration on its node card.")
        var name: String?
        @Option(help: "Address under which partners reach the gateway, https://HOST:PORT.")
        var endpoint: String?
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try node.open()
            let made = try ExchangeSetupFiles.create(
                open.directory, administration: open.configuration.administration, name: name,
                endpoint: endpoint ?? "https://localhost:\(open.configuration.gateway.port)")
            say("Fingerprint of the card, to be read to partners by phone: \(made.fingerprint)")
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make fresh keys; the old ones go on beside them for 30 days.")

        @Argument(help: "hop, evidence, seal, log; none for all.")
        var purposes: [String] = []
        @OptionGroup var node: NodeOption

        func validate() throws {
            for purpose in purposes where KeyPurpose(rawValue: purpose) == nil {
                throw ValidationError("\(purpose) is no purpose: hop, evidence, seal, log")
            }
        }

        func run() throws {
            var change = ExchangeSetup.Change()
            change.renewed = Set(purposes.compactMap(KeyPurpose.init(rawValue:)))
            if purposes.isEmpty { change.renewed = Set(KeyPurpose.allCases) }
            try KeysCommand.change(node, change)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report a key as compromised from now on; a fresh one takes its place.")

        @Argument(help: "The key's name, such as UZ-hop-1.")
        var key: String
        @OptionGroup var node: NodeOption

        func run() throws {
            var change = ExchangeSetup.Change()
            change.compromised = [key]
            try KeysCommand.change(node, change)
        }
    }

    struct Address: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the gateway's address on the card, with a certificate for it.")

        @Argument(help: "https://HOST:PORT")
        var endpoint: String
        @OptionGroup var node: NodeOption

        func validate() throws {
            guard ExchangeSetupFiles.isEndpoint(endpoint) else {
                throw ValidationError("give an address such as https://customs.example:8443")
            }
        }

        func run() throws {
            let open = try node.open()
            try ExchangeSetupFiles.renewCertificate(
                open.directory, administration: open.configuration.administration,
                endpoint: endpoint)
            var change = ExchangeSetup.Change()
            change.endpoints = [endpoint]
            try KeysCommand.change(node, change)
        }
    }

    struct RenewCertificate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "certificate",
            abstract: "Make a fresh TLS certificate under the authority on our card.",
            discussion: "`tamga serve` takes it up when it starts next.")

        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let endpoint = try open.exchange.standing().keys.card.endpoints.first
            try ExchangeSetupFiles.renewCertificate(
                open.node.directory, administration: open.node.configuration.administration,
                endpoint: endpoint ?? "https://localhost")
            say("tamga: a fresh certificate is in place")
        }
    }
}
