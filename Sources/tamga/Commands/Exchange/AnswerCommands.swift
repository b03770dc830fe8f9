import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

extension CaseCommand {
    struct Answer: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare the reply to a case from our own declarations, by rule.",
            discussion: """
                For requests that the agreement marks as answerable by rule: a declaration that is found \
                here, of the right kind, is the answer, cut to the reply's fields. Anything else is an \
                officer's to answer. A second official approves it as every other draft.
                """)

        @Argument(help: "The case.")
        var id: String
        @Option(help: "The official who prepares it.")
        var preparedBy: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let draft = try open.exchange.commit {
                try AutoAnswers.draft(id, preparedBy: preparedBy, in: $0)
            }
            CaseCommand.show(draft, json: json)
        }
    }

    struct AutoAnswer: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have replies to a kind of request prepared by rule as requests come in.",
            discussion: """
                `tamga serve` prepares them in the name of the official who orders it; another official \
                approves each. Without a type it lists what is ordered.
                """)

        @Argument(help: "Kind of request, such as verify-export.")
        var type: String?
        @Option(help: "The agreement.")
        var agreement: String?
        @Option(help: "The official who orders it and stands for what is prepared.")
        var preparedBy: String?
        @Flag(help: "End it.")
        var off = false
        @OptionGroup var node: NodeOption

        func validate() throws {
            guard let type else { return }
            guard RequestType(rawValue: type) != nil else {
                throw ValidationError("\(type) is no request")
            }
            guard agreement != nil, off || preparedBy != nil else {
                throw ValidationError("give --agreement, and --prepared-by or --off")
            }
        }

        func run() throws {
            guard let request = type.flatMap(RequestType.init(rawValue:)), let agreement else {
                var table = TextTable(["request", "agreement", "prepared by"])
                for order in try node.open().store.read({ try AutoAnswers.orders($0) }) {
                    table.add([order.request.rawValue, order.agreement, order.preparedBy])
                }
                return StandardOutput.shared.write(table.text)
            }
            let open = try OpenExchange(node)
            try open.exchange.commit {
                try AutoAnswers.order(
                    request, agreement: agreement, preparedBy: off ? nil : preparedBy, in: $0)
            }
            say(
                "tamga: replies to \(request.rawValue) are \(off ? "an officer's" : "prepared by rule")"
            )
        }
    }
}
