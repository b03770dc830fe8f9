import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga breach report|release|list`
struct BreachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breach",
        abstract: "The register of breaches of confidentiality: stop, notify, let flow again.",
        subcommands: [Report.self, Release.self, List.self])

    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a partner's breach: it gets nothing from now on, and is told.")

        @Argument(help: "Id of our message whose content was misused.")
        var message: String
        @Option(help: "What happened.")
        var text: String
        @Option(help: "The designated official who registers it.")
        var officer: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let (entry, notice) = try open.exchange.commit {
                try Breaches.report(message: message, text: text, by: officer, in: $0)
            }
            if json {
                show(BreachCommand.tree(entry))
            } else {
                StandardOutput.shared.write(entry.id + "\n")
            }
            say("tamga: breach \(entry.id) of \(entry.partner): \(entry.state.rawValue)")
            say(
                "tamga: the notice waits for a second official: "
                    + "tamga case approve \(notice.id) --officer …")
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let information flow to the partner again; two designated officials.")

        @Argument(help: "The breach.")
        var id: String
        @Option(help: "The official who proposes it.")
        var first: String
        @Option(help: "The official who approves it; another person.")
        var second: String
        @Option(help: "Why.")
        var reason: String
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try proof.require(second, at: open.node)
            let entry = try open.exchange.commit {
                try Breaches.release(id, first: first, second: second, reason: reason, in: $0)
            }
            say("tamga: breach \(entry.id) of \(entry.partner): \(entry.state.rawValue)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The register, oldest first.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let entries = try node.open().store.read { try Breaches.all($0) }
            if json { return show(.array(entries.map(BreachCommand.tree))) }
            var table = TextTable(["breach", "partner", "state", "message", "since"])
            for entry in entries {
                table.add([
                    entry.id, entry.partner, entry.state.rawValue, entry.message,
                    entry.openedAt.description,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    static func tree(_ entry: BreachEntry) -> JSONTree {
        .object([
            "id": .string(entry.id), "partner": .string(entry.partner),
            "agreement": .string(entry.agreement), "state": .string(entry.state.rawValue),
            "message": .string(entry.message),
            // What a partner wrote is read for a purpose: tamga message show.
            "text": entry.state == .reported ? nil : .string(entry.text),
            "since": .string(entry.openedAt.description),
        ])
    }
}
