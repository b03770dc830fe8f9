import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga schedule order|list|run`
struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Automatic and advance exchange: data that flow by a schedule of an agreement.",
        discussion: """
            Two officials order a schedule; from then on every released declaration of its data set goes \
            to the partner, cut to the schedule's fields, once. `tamga serve` looks every few seconds; \
            what left too late is counted.
            """,
        subcommands: [Order.self, List.self, Run.self])

    struct Order: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a schedule to work for documents that come from now on.")

        @Argument(help: "The schedule, such as advance-road-UZ-KZ.")
        var schedule: String
        @Option(help: "The agreement.")
        var agreement: String
        @Option(help: "Purpose, one of the schedule's.")
        var purpose: String
        @Option(help: "The official who prepares the order.")
        var preparedBy: String
        @Option(help: "The official who approves it; another person.")
        var approvedBy: String
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try proof.require(approvedBy, at: open.node)
            _ = try open.exchange.commit {
                try ScheduledExchange.order(
                    schedule, agreement: agreement, purpose: purpose, preparedBy: preparedBy,
                    approvedBy: approvedBy, in: $0)
            }
            say("tamga: \(schedule) is at work")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Schedules at work: what was sent, what of it too late.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let orders = try node.open().store.read { try ScheduledExchange.orders($0) }
            if json {
                return show(
                    .array(
                        orders.map {
                            .object([
                                "agreement": .string($0.agreement),
                                "schedule": .string($0.schedule), "purpose": .string($0.purpose),
                                "sent": .integer($0.sent), "late": .integer($0.late),
                            ])
                        }))
            }
            var table = TextTable(["schedule", "agreement", "purpose", "sent", "late"])
            for order in orders {
                table.add([
                    order.schedule, order.agreement, order.purpose, String(order.sent),
                    String(order.late),
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put what is due into the outbox now.")

        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            var sent = 0
            var late = 0
            while true {
                let outcome = try open.exchange.commit { try ScheduledExchange.run(in: $0) }
                sent += outcome.sent
                late += outcome.late
                if outcome.isComplete { break }
            }
            try ComparisonWork.run(open.exchange)
            say("tamga: \(sent) messages wait for their partners, \(late) of them late")
        }
    }
}
