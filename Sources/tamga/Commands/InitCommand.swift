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
    }

    func run() throws {
        let node = NodeDirectory(directory)
        try NodeSetup.create(
            node, administration: administration,
            currency: currency ?? NodeConfiguration.currencies[administration] ?? "USD")
        say("tamga: node for \(administration) made in \(directory)")
        say("Next: tamga screen FILE… --node \(directory)")
    }
}

/// Making a node, shared by `init` and `demo`.
enum NodeSetup {
    static func create(_ node: NodeDirectory, administration: String, currency: String) throws {
        try node.create(
            configuration: NodeConfiguration.text(
                administration: administration, currency: currency))
        _ = try Engines.open(node)
    }
}
