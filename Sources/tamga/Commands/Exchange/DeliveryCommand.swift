import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga delivery propose|consult|agree|begin|end|list`
struct DeliveryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delivery",
        abstract: "Controlled delivery: let one load pass under watch. For its members alone.",
        discussion: """
            Once all parties agreed, two members let the load pass for a bounded time: no rule, list or \
            random draw stops it, and what screening shows looks unremarkable. What the rules would have \
            done stands here.
            """,
        subcommands: [
            Propose.self, Consult.self, Agree.self, Begin.self, End.self, List.self,
        ])

    struct Propose: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Propose an operation.")

        @Option(help: "Number of the declaration, transport document, container or vehicle.")
        var consignment: String
        @Option(help: "A partner that takes part; repeatable.")
        var partner: [String]
        @Option(help: "An officer who may know; repeatable.")
        var member: [String]
        @Option(help: "Who proposes it; becomes a member.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            try DeliveryCommand.step(node) {
                try Deliveries.propose(
                    consignment: consignment, partners: Set(partner), members: Set(member),
                    by: officer, in: $0)
            }
        }
    }

    struct Consult: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that the authorities national law names were heard.")

        @Argument(help: "The operation.")
        var id: String
        @Option(help: "The member.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            try DeliveryCommand.step(node) { try Deliveries.consulted(id, by: officer, in: $0) }
        }
    }

    struct Agree: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a party agreed by a signed message.")

        @Argument(help: "The operation.")
        var id: String
        @Option(help: "Code of the party; our own for a message of ours.")
        var party: String
        @Option(help: "Id of the message.")
        var message: String
        @Option(help: "The member.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            guard let message = MessageID(message) else {
                throw ValidationError("--message takes the id of a message")
            }
            try DeliveryCommand.step(node) {
                try Deliveries.agreed(id, node: party, message: message, by: officer, in: $0)
            }
        }
    }

    struct Begin: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let the load pass from now until a moment; two members.")

        @Argument(help: "The operation.")
        var id: String
        @Option(help: "The last day, YYYY-MM-DD, or a moment; at most 30 days from now.")
        var until: String
        @Option(help: "The member who asks for it.")
        var first: String
        @Option(help: "The member who approves it; another person.")
        var second: String
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func run() throws {
            guard let end = Surveillance.end(until) else {
                throw ValidationError("--until takes a day such as 2026-12-31, or a moment")
            }
            try proof.require(second, at: node.open())
            try DeliveryCommand.step(node) {
                try Deliveries.begin(
                    id, from: $0.now, until: end, first: first, second: second, in: $0)
            }
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End it: intercepted, delivered, aborted, refused; then reported.")

        @Argument(help: "The operation.")
        var id: String
        @Argument(help: "intercepted, delivered, aborted, refused or reported.")
        var end: String
        @Option(help: "The member.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            guard let end = Deliveries.End(rawValue: end) else {
                throw ValidationError("an operation ends in one of the ways --help names")
            }
            try DeliveryCommand.step(node) {
                try Deliveries.end(id, end, by: officer, in: $0)
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Operations you are a member of, and what was held back for them.")

        @Option(help: "Who asks.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let files = try open.exchange.commit { transaction in
                try transaction.record("read", ["what": "enclave", "by": officer])
                return try DeliveryFile.all(for: officer, in: transaction.writer)
            }
            show(.array(files.map(DeliveryCommand.tree)))
        }
    }

    static func step(
        _ node: NodeOption, _ work: (ExchangeTransaction) throws -> DeliveryFile
    ) throws {
        let open = try OpenExchange(node)
        let file = try open.exchange.commit(work)
        StandardOutput.shared.write(file.delivery.id + "\n")
        say("tamga: operation \(file.delivery.id) is \(file.delivery.state.rawValue)")
    }

    static func tree(_ file: DeliveryFile) -> JSONTree {
        .object([
            "id": .string(file.delivery.id), "state": .string(file.delivery.state.rawValue),
            "consignment": .string(file.delivery.consignment),
            "parties": .array(file.delivery.parties.sorted().map { .string($0) }),
            "members": .array(file.delivery.members.sorted().map { .string($0) }),
            "until": file.delivery.token.map { .string($0.until.description) },
            "heldBack": .array(
                file.heldBack.map {
                    .object([
                        "document": .string($0.document), "lane": .string($0.lane),
                        "indicators": .array($0.indicators.map { .string($0) }),
                        "at": .string($0.at.description),
                    ])
                }),
        ])
    }
}
