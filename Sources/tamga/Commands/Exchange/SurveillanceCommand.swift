import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga surveillance add|approve|renew|lift|list|hits|report`
struct SurveillanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "surveillance",
        abstract: "Special surveillance: look out for a person, goods, a conveyance, premises.",
        discussion: """
            A measure has grounds, an end and two officials who answer for it; from its approval on, \
            `tamga screen` and a running node notice its target. The front line sees the instruction at \
            most, never the reason; hits are for the unit of the measure alone.
            """,
        subcommands: [
            Add.self, Approve.self, Renew.self, Lift.self, List.self, Hits.self, Report.self,
        ])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose a measure, from a partner's request or of our own.")

        @Option(help: "The case in which a partner asked for it; the rest is taken from there.")
        var fromCase: String?
        @Option(help: "What is watched: person, goods, conveyance or premises.")
        var target: String?
        @Option(help: "A name, number, plate, commodity code or address; repeatable.")
        var identifier: [String] = []
        @Option(help: "Why it may be watched.")
        var grounds: String?
        @Option(help: "Our own reference, for a measure nobody asked for.")
        var reference: String?
        @Option(help: "What happens on a hit: observe (nobody notices), report or inspect.")
        var action: String?
        @Option(help: "The last day, YYYY-MM-DD; at most 180 days from now.")
        var until: String?
        @Option(help: "The only unit that sees hits.")
        var unit: String
        @Option(help: "The official who proposes it.")
        var officer: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let action = try action.map { text in
                try Self.choice(text, SurveillanceMeasure.HitAction.init(rawValue:), "--action")
            }
            let end = try until.map { text in
                try Self.choice(text, { Surveillance.end($0) }, "--until")
            }
            let target = try target.map { text in
                try Self.choice(text, SurveillanceMeasure.Target.init(rawValue:), "--target")
            }
            let open = try OpenExchange(node)
            let file = try open.exchange.commit { transaction in
                var proposal: Surveillance.Proposal
                if let fromCase {
                    proposal = try Surveillance.proposal(
                        fromCase: fromCase, unit: unit, officer: officer, in: transaction)
                    proposal.action = action ?? proposal.action
                    proposal.until = end ?? proposal.until
                } else {
                    guard let target, let end, let grounds, let reference else {
                        throw ValidationError(
                            "give --from-case, or --target, --identifier, --grounds, --reference "
                                + "and --until")
                    }
                    proposal = Surveillance.Proposal(
                        target: target, identifiers: Set(identifier),
                        grounds: .suspected(grounds), action: action ?? .observe, unit: unit,
                        until: end, proposedBy: officer, reference: reference)
                }
                return try Surveillance.propose(proposal, in: transaction)
            }
            SurveillanceCommand.show(file, json: json)
            say(
                "tamga: measure \(file.measure.id) waits for a second official: "
                    + "tamga surveillance approve \(file.measure.id) --officer …")
        }

        static func choice<Value>(
            _ text: String, _ read: (String) -> Value?, _ option: String
        ) throws -> Value {
            guard let value = read(text) else {
                throw ValidationError("\(option) does not take \(text); see --help")
            }
            return value
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a measure into force; another official than the one who proposed it.")

        @Argument(help: "The measure.")
        var id: String
        @Option(help: "The official who approves.")
        var officer: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try proof.require(officer, at: open.node)
            let file = try open.exchange.commit {
                try Surveillance.approve(id, by: officer, in: $0)
            }
            SurveillanceCommand.show(file, json: json)
            say("tamga: measure \(id) is in force until \(file.measure.until)")
        }
    }

    struct Renew: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a measure go on after looking at it anew; two officials.")

        @Argument(help: "The measure.")
        var id: String
        @Option(help: "The new last day, YYYY-MM-DD.")
        var until: String
        @Option(help: "The official who looked at it.")
        var first: String
        @Option(help: "The official who approves; another person.")
        var second: String
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func run() throws {
            let end = try Add.choice(until, { Surveillance.end($0) }, "--until")
            let open = try OpenExchange(node)
            try proof.require(second, at: open.node)
            let file = try open.exchange.commit {
                try Surveillance.renew(id, until: end, first: first, second: second, in: $0)
            }
            say("tamga: measure \(id) is in force until \(file.measure.until)")
        }
    }

    struct Lift: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a measure now.")

        @Argument(help: "The measure.")
        var id: String
        @Option(help: "The official who ends it.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            _ = try open.exchange.commit { try Surveillance.lift(id, by: officer, in: $0) }
            say("tamga: measure \(id) is lifted")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measures, oldest first, without what they look for.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let (ended, reviews) = try open.exchange.commit { try Surveillance.pass(in: $0) }
            for id in ended { say("tamga: measure \(id) has ended") }
            for id in reviews { say("tamga: measure \(id) is due for review") }
            let files = try open.node.store.read { try SurveillanceFile.all($0) }
            if json {
                return tamga.show(.array(files.map { SurveillanceCommand.tree($0) }))
            }
            var table = TextTable(["measure", "target", "state", "on a hit", "until", "unit"])
            for file in files {
                let measure = file.measure
                table.add([
                    measure.id, measure.target.rawValue, measure.state.rawValue,
                    measure.action.rawValue, measure.until.description, measure.unit,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Hits: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where the target was seen; for the unit of the measure, and in the ledger.")

        @Argument(help: "The measure.")
        var id: String
        @Option(help: "Your unit.")
        var unit: String
        @Option(help: "Purpose for which you look; needed when a partner asked for the measure.")
        var purpose: String?
        @Option(help: "Who looks.")
        var officer: String
        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let hits = try open.exchange.commit {
                try Surveillance.hits(
                    id, unit: unit, purpose: purpose, officer: officer, in: $0)
            }
            if json {
                return tamga.show(
                    .array(
                        hits.map {
                            .object([
                                "document": .string($0.document), "seen": .string($0.seen),
                                "at": .string($0.at.description), "reported": .bool($0.isReported),
                            ])
                        }))
            }
            var table = TextTable(["document", "seen", "at", "partner told"])
            for hit in hits {
                table.add([
                    hit.document, hit.seen, hit.at.description, hit.isReported ? "yes" : "no",
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare a report of new hits to the partner; a second official approves it.")

        @Argument(help: "The measure.")
        var id: String
        @Option(help: "The official who prepares it.")
        var officer: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let draft = try open.exchange.commit {
                try Surveillance.report(id, by: officer, in: $0)
            }
            CaseCommand.show(draft, json: json)
        }
    }

    static func show(_ file: SurveillanceFile, json: Bool) {
        if json {
            tamga.show(tree(file))
        } else {
            StandardOutput.shared.write(file.measure.id + "\n")
        }
    }

    /// A measure for programs, without grounds and identifiers.
    static func tree(_ file: SurveillanceFile) -> JSONTree {
        .object([
            "id": .string(file.measure.id), "partner": .string(file.partner),
            "case": .string(file.measure.caseReference),
            "target": .string(file.measure.target.rawValue),
            "state": .string(file.measure.state.rawValue),
            "action": .string(file.measure.action.rawValue),
            "unit": .string(file.measure.unit), "until": .string(file.measure.until.description),
        ])
    }
}
