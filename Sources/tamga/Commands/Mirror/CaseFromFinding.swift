import ArgumentParser
import Exchange
import Seal
import Workflows

extension CaseCommand {
    /// `tamga case from-finding`
    struct FromFinding: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Prepare a request from a finding of the mirror registers, filled from both records.",
            discussion: """
                Without --type the value is asked about where it is in question, else the partner's \
                declaration. What the form does not permit stays behind; what the partner told goes back \
                to it alone, for its purpose and under no milder class. --set and --content add or change \
                fields. A second official approves it as every request.
                """)

        @Argument(help: "The gap's number, as `tamga mirror findings` shows it.")
        var gap: Int64
        @Option(help: "verify-export, verify-import, verify-value, …")
        var type: String?
        @Option(help: "Purpose, one of the agreement's codes.")
        var purpose: String
        @Option(help: "Handling class, one of the agreement's codes.")
        var handling: String
        @Option(help: "routine or urgent.")
        var urgency = "routine"
        @OptionGroup var preparation: Preparation
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let request = try type.map { try RequestType(option: $0) }
            let urgency = try Urgency(option: urgency)
            let more = try preparation.tree()
            let open = try OpenExchange(node)
            let (file, draft) = try open.exchange.commit { transaction in
                try MirrorRequests.request(
                    finding: gap, type: request, urgency: urgency, purpose: purpose,
                    handling: handling, more: more, preparedBy: preparation.preparedBy,
                    in: transaction)
            }
            CaseCommand.show(draft, json: json)
            say("tamga: case \(file.id)")
        }
    }
}
