import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga surveillance add|approve|lift|list`
struct SurveillanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "surveillance",
        abstract: "Special surveillance of persons, goods, conveyances and premises.",
        discussion: """
            A measure has grounds, a unit that alone sees hits, and an end. Two persons approve it; from \
            then on screening looks for it. The post sees an instruction (or nothing at all) and never \
            the reason. Hits: tamga watchlist hits.
            """,
        subcommands: [Add.self, Approve.self, Lift.self, List.self])

    /// A day or a moment.
    static func moment(_ text: String) throws -> Timestamp {
        if let moment = Timestamp(text) { return moment }
        guard let day = CivilDate(text) else {
            throw ValidationError("\(text) is no day YYYY-MM-DD and no moment YYYY-MM-DDTHH:MM:SSZ")
        }
        // The whole last day counts.
        return CivilDate(dayNumber: day.dayNumber + 1).start(minutesEastOfUTC: 0)
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose a measure; it works once two persons have approved it.")

        @Option(help: "person, goods, conveyance or premises.")
        var target: String
        @Option(help: "What the identifiers are: person, organisation, vehicle, wagon, container …")
        var kind: String
        @Option(help: "Name, plate, wagon or container number; may be repeated.")
        var identifier: [String]
        @Flag(help: "Known to have offended; default: suspected.")
        var known = false
        @Option(help: "Why, for those who decide; the front line never sees it.")
        var reason: String
        @Option(name: .customLong("case"), help: "The case or file that asks for it.")
        var caseReference: String
        @Option(help: "observe (nobody at the post notices), report or inspect.")
        var action: String
        @Option(help: "The unit that alone sees hits.")
        var unit: String
        @Option(help: "Last day, YYYY-MM-DD; at most 180 days ahead.")
        var until: String
        @Option(help: "Who proposes it.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            guard let target = SurveillanceMeasure.Target(rawValue: target) else {
                throw ValidationError("--target is person, goods, conveyance or premises")
            }
            guard let action = SurveillanceMeasure.HitAction(rawValue: action) else {
                throw ValidationError("--action is observe, report or inspect")
            }
            let end = try SurveillanceCommand.moment(until)
            let open = try OpenExchange(node)
            let entry = try open.exchange.commit { transaction in
                try Surveillance.propose(
                    target: target, kind: kind, identifiers: Set(identifier),
                    grounds: known ? .known(reason) : .suspected(reason),
                    caseReference: caseReference, action: action, unit: unit, until: end,
                    officer: officer, in: transaction)
            }
            StandardOutput.shared.write(entry.measure.id + "\n")
            say("tamga: measure \(entry.measure.id) waits for two approvals")
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a measure into force; two different persons answer for it.")

        @Argument(help: "The measure.")
        var id: String
        @Option(help: "Who reviewed that it is lawful.")
        var first: String
        @Option(help: "Who agrees; another person.")
        var second: String
        @OptionGroup var node: NodeOption

        func run() throws {
            try SurveillanceCommand.decide(.approve(first: first, second: second), id, node)
            say("tamga: measure \(id) is in force")
        }
    }

    struct Lift: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a measure.")

        @Argument(help: "The measure.")
        var id: String
        @Option(help: "Who decides.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            try SurveillanceCommand.decide(.lift(officer: officer), id, node)
            say("tamga: measure \(id) is lifted")
        }
    }

    private static func decide(
        _ decision: Surveillance.Decision, _ id: String, _ node: NodeOption
    ) throws {
        let open = try OpenExchange(node)
        _ = try open.exchange.commit {
            try Surveillance.decide(decision, on: id, in: $0)
        }
        try Surveillance.synchronise(open.node.store, now: Clock.now)
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measures of a unit: what is looked for, until when; no reasons.")

        @Option(help: "Only those of this unit.")
        var unit: String?
        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let all = try node.open().store.read { try Surveillance.all($0) }
                .filter { unit == nil || $0.measure.unit == unit }
            if json {
                return show(
                    .array(
                        all.map { entry in
                            .object([
                                "measure": .string(entry.measure.id),
                                "target": .string(entry.measure.target.rawValue),
                                "kind": .string(entry.kind),
                                "identifiers": .array(
                                    entry.measure.identifiers.sorted().map { .string($0) }),
                                "state": .string(entry.measure.state.rawValue),
                                "action": .string(entry.measure.action.rawValue),
                                "unit": .string(entry.measure.unit),
                                "until": .string(entry.measure.until.description),
                                "case": .string(entry.measure.caseReference),
                            ])
                        }))
            }
            var table = TextTable(["measure", "state", "looks for", "action", "unit", "until"])
            for entry in all {
                table.add([
                    entry.measure.id, entry.measure.state.rawValue,
                    entry.measure.identifiers.sorted().joined(separator: ", "),
                    entry.measure.action.rawValue, entry.measure.unit,
                    entry.measure.until.description,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }
}
