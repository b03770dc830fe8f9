import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga officer add|list|disable`
struct OfficerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Officers who prove who they are when they approve.",
        discussion: """
            Nothing leaves by one person alone. As long as a node has no officers, the names that are \
            typed are believed. From the first on, whoever approves gives a secret of their own, and a \
            name without one is refused. Only a scrypt hash of it is kept.
            """, subcommands: [Add.self, List.self, Disable.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an officer with a secret, or give one a new secret.")

        @Argument(help: "The official's name, as the agreements have it.")
        var name: String
        @Option(
            help: """
                File with the secret (mode 600, 12 to 1,024 bytes); else TAMGA_OFFICER_SECRET, or a \
                question on a terminal.
                """)
        var secretFile: String?
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try node.open()
            guard let secret = try OfficerProof.secret(secretFile, of: name, mayAsk: true) else {
                throw CommandFailure(
                    code: 64, what: "no secret was given for \(name)",
                    whatToDo: "give --secret-file FILE or TAMGA_OFFICER_SECRET")
            }
            try OfficerBook.add(
                name, secret: secret, at: Timestamp(milliseconds: Clock.now()),
                random: { secureRandomBytes(count: $0) }, in: open.store)
            say("tamga: \(name) approves with that secret from now on")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Officers of this node.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let rows = try node.open().store.read { try $0.officers() }
            if json {
                return tamga.show(
                    .array(
                        rows.map { row in
                            .object([
                                "name": .string(row.name),
                                "addedAt": .string(
                                    Timestamp(milliseconds: row.addedAt).description),
                                "disabledAt": row.disabledAt.map {
                                    .string(Timestamp(milliseconds: $0).description)
                                },
                                "failures": .integer(Int64(row.failures)),
                            ])
                        }))
            }
            var table = TextTable(["officer", "added", "state"])
            for row in rows {
                let isLocked = row.failures >= OfficerBook.failuresMax
                table.add([
                    row.name, Clock.text(row.addedAt),
                    row.disabledAt == nil ? isLocked ? "locked" : "may approve" : "disabled",
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an officer's right to approve away.")

        @Argument(help: "The officer.")
        var name: String
        @OptionGroup var node: NodeOption

        func run() throws {
            try OfficerBook.disable(
                name, at: Timestamp(milliseconds: Clock.now()), in: node.open().store)
            say("tamga: \(name) approves nothing any more")
        }
    }
}
