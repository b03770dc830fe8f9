import ArgumentParser
import Customs
import Foundation
import Store
import Workflows

/// `tamga trusted check|set|show`
struct TrustedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trusted",
        abstract: "The register of trusted traders (AEO): whom profiles about duty leave alone.",
        discussion: """
            A register is CSV with the columns number,category,status,from,to,partner. number: as the \
            trader stands in declarations. status: active, suspended or revoked. from and to: days, or \
            nothing for open. partner: the administration that granted it, nothing for ours. Security \
            profiles, hard stops and the random sample hold for trusted traders as for all.
            """,
        subcommands: [Check.self, Set.self, Show.self])

    /// Reads a register; its faults are shown.
    static func read(_ path: String) throws -> (bytes: [UInt8], register: TrustedTraders) {
        let bytes = try RatesCommand.Import.bytes(of: path)
        var diagnostics: [Diagnostic] = []
        let register = TrustedTraders.read(bytes, diagnostics: &diagnostics)
        DiagnosticText.show(diagnostics, of: path)
        guard let register else { throw Finished.refused }
        return (bytes, register)
    }

    static func tabulate(_ register: TrustedTraders) {
        var table = TextTable(["number", "category", "status", "from", "to", "partner"])
        for entry in register.entries {
            table.add([
                shown(entry.number), shown(entry.category),
                entry.isActive ? "active" : "not in force", entry.from?.iso ?? "",
                entry.to?.iso ?? "", shown(entry.partner),
            ])
        }
        StandardOutput.shared.write(table.text)
    }

    /// `tamga trusted check FILE`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Check a register. Exit 65 when it has faults.")

        @Argument(help: "The register, CSV.")
        var file: String

        func run() throws { TrustedCommand.tabulate(try TrustedCommand.read(file).register) }
    }

    /// `tamga trusted set FILE`
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Give a node its register, in place of the one before; in force at once.")

        @Argument(help: "The register, CSV.")
        var file: String

        @OptionGroup var node: NodeOption

        func run() throws {
            let (bytes, register) = try TrustedCommand.read(file)
            try TrustedTraders.save(bytes, in: try node.open().store)
            say("tamga: \(register.entries.count) authorisations are in the register now")
        }
    }

    /// `tamga trusted show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a node's register. Exit 1 when it has none.")

        @OptionGroup var node: NodeOption

        func run() throws {
            guard let register = try TrustedTraders.current(in: try node.open().store) else {
                say("tamga: this node has no register; give one with tamga trusted set FILE")
                throw Finished.no
            }
            TrustedCommand.tabulate(register)
        }
    }
}
