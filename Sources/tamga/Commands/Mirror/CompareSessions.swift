import ArgumentParser
import Customs
import Seal
import Store
import Workflows

extension CompareCommand {
    /// `tamga compare start`
    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Compare with a partner by messages: each learns only which numbers both hold.",
            discussion: """
                The agreement must have a schedule of the data set mirror-comparison; the partner answers \
                when two of its officials have ordered its own. `tamga serve` does the rest; without it, \
                `tamga schedule run` on both sides. Set sizes and purpose stand in both ledgers.
                """)

        @Option(help: "Code of the partner.")
        var partner: String
        @Option(help: "Which flow of our register: exports or imports.")
        var side: Side
        @Option(help: "Months, YYYY-MM or YYYY-MM..YYYY-MM.")
        var period: String
        @Option(help: "The agreement; needed when several are in force with the partner.")
        var agreement: String?
        @Option(help: "Purpose, one of the schedule's.")
        var purpose: String
        @Option(help: "The official who prepares it.")
        var preparedBy: String
        @Option(help: "The official who approves it; another person.")
        var approvedBy: String
        @OptionGroup var node: NodeOption

        func validate() throws { _ = try ReconcileNode.days(period) }

        func run() throws {
            let open = try OpenExchange(node)
            let days = try ReconcileNode.days(period)
            let session = try open.exchange.commit {
                try ComparisonDesk.start(
                    partner: partner, agreement: agreement,
                    flow: side == .exports ? "export" : "import", days: days, purpose: purpose,
                    preparedBy: preparedBy, approvedBy: approvedBy, in: $0)
            }
            StandardOutput.shared.write(session + "\n")
            say("tamga: comparison \(session) begins with the next run of the schedules")
        }
    }

    /// `tamga compare list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Comparisons by messages: how far they are, sizes, what both hold.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let files = try node.open().store.read { try ComparisonFile.all($0) }
            if json { return tamga.show(.array(files.map(CompareCommand.tree))) }
            var table = TextTable([
                "session", "partner", "begun by", "state", "ours", "theirs", "both",
            ])
            for file in files {
                table.add([
                    file.session, file.partner, file.isOurs ? "us" : "partner", file.state,
                    file.ours.map(String.init) ?? "–", file.theirs.map(String.init) ?? "–",
                    file.shared.map { String($0.count) } ?? "–",
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    /// `tamga compare keys`
    struct Keys: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The numbers that both registers hold, by a comparison that is finished.")

        @Argument(help: "The session.")
        var session: String
        @Option(help: "Code of the partner.")
        var partner: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let file = try node.open().store.read {
                try ComparisonFile.find(session, partner: partner, in: $0)
            }
            guard let file else {
                throw CommandFailure(
                    code: 66, what: "no comparison \(Diagnostic.quoted(session)) with \(partner)",
                    whatToDo: "see: tamga compare list")
            }
            guard let shared = file.shared else {
                say("tamga: comparison \(session) is \(file.state) and has no result")
                throw Finished.no
            }
            for key in shared { StandardOutput.shared.write(key + "\n") }
        }
    }

    private static func tree(_ file: ComparisonFile) -> JSONTree {
        .object([
            "session": .string(file.session), "partner": .string(file.partner),
            "ours": .bool(file.isOurs), "state": .string(file.state),
            "flow": .string(file.flow), "from": .string(file.days.lowerBound.iso),
            "through": .string(file.days.upperBound.iso),
            "elements": file.ours.map { .integer(Int64($0)) },
            "partnerElements": file.theirs.map { .integer(Int64($0)) },
            "both": file.shared.map { .integer(Int64($0.count)) },
        ])
    }
}
