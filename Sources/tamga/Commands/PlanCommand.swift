import ArgumentParser
import Customs
import Formats
import Foundation
import Risk
import Store
import Workflows

/// `tamga plan [make|commit|reveal|verify]`
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Choose the inspections of a day within the staff there is, provably by lot.",
        discussion: """
            `tamga plan --date D` chooses among the declarations received or dated on the day: hard \
            stops and surveillance always, then what is worth most per minute, a share for what is \
            little known, and a random sample of all. Each choice comes with its reason and its \
            probability. With seeds promised before the shift (`plan commit` by two roles) and revealed \
            after it, `plan verify` recomputes the whole plan.
            """,
        subcommands: [Make.self, Commit.self, Reveal.self, Verify.self],
        defaultSubcommand: Make.self)

    /// `--date D`
    struct DayOption: ParsableArguments {
        @Option(help: "The day, YYYY-MM-DD.")
        var date: String

        func validate() throws {
            guard CalendarDay(date)?.iso == date else {
                throw ValidationError("--date takes a day as YYYY-MM-DD")
            }
        }

        var day: CalendarDay { CalendarDay(date) ?? CalendarDay(number: 0) }
    }
}

extension PlanCommand {
    /// `tamga plan --date D [--json]`
    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract: "Make the plan of a day. Exit 1 when there is nothing to plan.")

        @OptionGroup var node: NodeOption
        @OptionGroup var date: DayOption

        @Flag(help: "JSON instead of a table.")
        var json = false

        @Option(help: "Share of all declarations drawn at random, percent, 1 to 100.")
        var random = 2.0

        @Option(help: "Share of the officers' minutes for what is little known, percent, 5 to 10.")
        var exploration = 7.0

        @Option(help: "Cost of an inspection's minute, US dollars, 0 to 1000.")
        var minuteCost = 0.5

        func validate() throws {
            guard (1...100).contains(random), (5...10).contains(exploration),
                (0...1_000).contains(minuteCost)
            else {
                throw ValidationError(
                    "--random takes 1 to 100, --exploration 5 to 10, --minute-cost 0 to 1000")
            }
        }

        func run() throws {
            let open = try node.open()
            let seeds = try open.store.read { try $0.seeds(of: date.date) }
            guard seeds.allSatisfy({ $0.seed == nil }) else {
                throw CommandFailure(
                    code: 77, what: "the seeds of \(date.date) are revealed, so its plan is closed",
                    whatToDo: "plan another day; tamga plan verify checks this one")
            }
            let staff = try NodeStaff.current(in: open.store)
            if staff == nil {
                say(
                    "tamga: no staff list; two officers of eight hours are assumed everywhere; "
                        + "give one with tamga staff set FILE")
            }
            let draw = try DrawSeeds(store: open.store, node: open.directory, now: Clock.now)
                .draw(date.day, nodeSecret: try open.directory.loadSamplingKey())
            let made = try PlanMaking(lettingPass: open.store, now: Clock.now).make(
                day: date.day, staff: staff ?? .assumed,
                settings: SelectionSettings(
                    randomShare: random / 100, explorationShare: exploration / 100,
                    costPerMinute: minuteCost),
                estimate: try open.gapEstimate(), draw: draw)
            if json { show(made) } else { tabulate(made) }
            if !made.record.isPromised {
                say(
                    "tamga: the node's own secret drew the numbers; for a plan that can be proved, "
                        + "promise seeds first with tamga plan commit")
            }
            if made.unassessed > 0 {
                say("tamga: \(made.unassessed) declarations of the day have not been screened")
            }
            say(
                "tamga: \(made.plan.choices.count) of \(made.record.entries.count) declarations chosen"
                    + " for \(date.date); \(made.inspected) were inspected before")
            if made.record.entries.isEmpty { throw Finished.no }
        }

        private func tabulate(_ made: PlanMaking.Made) {
            var table = TextTable([
                "office", "shift", "declaration", "reason", "probability", "officer", "minutes",
                "benefit USD",
            ])
            for choice in made.plan.choices {
                table.add([
                    shown(choice.office), shown(choice.shift),
                    shown(made.references[choice.candidate] ?? "#\(choice.candidate)"),
                    choice.reason.rawValue
                        + (choice.isDrawn && choice.reason != .random ? "*" : ""),
                    String(format: "%.4f", choice.probability),
                    choice.officer.map { shown($0) } ?? "nobody free", "\(choice.minutes)",
                    String(format: "%.0f", choice.benefit),
                ])
            }
            if !made.plan.choices.isEmpty {
                StandardOutput.shared.write(table.text + "\n")
            }
            var shifts = TextTable([
                "office", "shift", "candidates", "minutes planned", "available", "left out",
            ])
            for shift in made.plan.shifts {
                shifts.add([
                    shown(shift.office), shown(shift.shift), "\(shift.candidates)",
                    "\(shift.minutesPlanned)", "\(shift.minutesAvailable)", "\(shift.leftOut)",
                ])
            }
            if !made.plan.shifts.isEmpty { StandardOutput.shared.write(shifts.text) }
        }

        private func show(_ made: PlanMaking.Made) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("date")
            writer.string(date.date)
            writer.key("provable")
            writer.bool(made.record.isPromised)
            writer.key("candidates")
            writer.integer(made.record.entries.count)
            writer.key("unassessed")
            writer.integer(made.unassessed)
            writer.key("inspected")
            writer.integer(made.inspected)
            writer.key("random_share")
            writer.number(made.record.settings.randomShare)
            writer.key("exploration_share")
            writer.number(made.record.settings.explorationShare)
            writer.key("choices")
            writer.beginArray()
            for choice in made.plan.choices { write(choice, of: made, to: &writer) }
            writer.endArray()
            writer.key("shifts")
            writer.beginArray()
            for shift in made.plan.shifts {
                writer.beginObject()
                writer.key("office")
                writer.string(shift.office)
                writer.key("shift")
                writer.string(shift.shift)
                writer.key("candidates")
                writer.integer(shift.candidates)
                writer.key("minutes_available")
                writer.integer(shift.minutesAvailable)
                writer.key("minutes_planned")
                writer.integer(shift.minutesPlanned)
                writer.key("over_capacity")
                writer.bool(shift.isOverCapacity)
                writer.key("left_out")
                writer.integer(shift.leftOut)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
            StandardOutput.shared.write(writer.text + "\n")
        }

        private func write(
            _ choice: SelectionPlanner.Choice, of made: PlanMaking.Made,
            to writer: inout JSONWriter
        ) {
            writer.beginObject()
            writer.key("id")
            writer.string(made.references[choice.candidate] ?? "#\(choice.candidate)")
            writer.key("version")
            writer.integer(Int(choice.candidate))
            writer.key("office")
            writer.string(choice.office)
            writer.key("shift")
            writer.string(choice.shift)
            writer.key("officer")
            if let officer = choice.officer { writer.string(officer) } else { writer.null() }
            writer.key("reason")
            writer.string(choice.reason.rawValue)
            writer.key("sentence")
            writer.string(choice.reason.sentence.text(in: .english))
            writer.key("probability")
            writer.number(choice.probability)
            writer.key("drawn")
            writer.bool(choice.isDrawn)
            writer.key("benefit_usd")
            writer.number((choice.benefit * 100).rounded() / 100)
            writer.key("minutes")
            writer.integer(choice.minutes)
            writer.endObject()
        }
    }

    /// `tamga plan commit --role operations|audit --date D`
    struct Commit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "commit",
            abstract: "Promise a role's secret seed for a day's draw, before the shift.")

        @OptionGroup var node: NodeOption
        @OptionGroup var date: DayOption

        @Option(help: "Who promises: operations or audit.")
        var role: String

        func validate() throws {
            guard SeedRole(rawValue: role) != nil else {
                throw ValidationError("--role takes operations or audit")
            }
        }

        func run() throws {
            guard let role = SeedRole(rawValue: role) else { return }
            let open = try node.open()
            let row = try DrawSeeds(store: open.store, node: open.directory, now: Clock.now)
                .commit(role, day: date.day)
            StandardOutput.shared.write("\(row.day) \(row.role) \(hex(row.commitment))\n")
            say("tamga: publish this promise; the seed stays secret until tamga plan reveal")
        }
    }

    /// `tamga plan reveal --date D`
    struct Reveal: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reveal",
            abstract: "Reveal the promised seeds after the shift. Exit 1 when none were promised.")

        @OptionGroup var node: NodeOption
        @OptionGroup var date: DayOption

        func run() throws {
            let open = try node.open()
            let rows = try DrawSeeds(store: open.store, node: open.directory, now: Clock.now)
                .reveal(date.day)
            for row in rows {
                StandardOutput.shared.write("\(row.day) \(row.role) \(hex(row.seed ?? []))\n")
            }
            guard !rows.isEmpty else {
                say("tamga: no seeds were promised for \(date.date)")
                throw Finished.no
            }
        }
    }

    /// `tamga plan verify --date D`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract:
                "Recompute a day's plan from the revealed seeds. Exit 1 when it does not hold.")

        @OptionGroup var node: NodeOption
        @OptionGroup var date: DayOption

        func run() throws {
            guard
                let verification = try PlanVerification.verify(
                    date.day, in: try node.open().store)
            else {
                say("tamga: no plan was made for \(date.date)")
                throw Finished.no
            }
            for fault in verification.faults { StandardOutput.shared.write(fault + "\n") }
            for note in verification.notes { say("tamga: note: \(note)") }
            guard verification.isGood else {
                say("tamga: the plan of \(date.date) does not hold")
                throw Finished.no
            }
            StandardOutput.shared.write(
                "the plan of \(date.date) holds: \(verification.candidates) declarations, "
                    + "\(verification.drawn) drawn at random, every choice recomputed\n")
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String(format: "%02x", $0) }.joined()
    }
}

extension OpenNode {
    /// What is expected of declarations, from the newest learned risk and the node's rates.
    func gapEstimate() throws -> GapEstimate {
        GapEstimate(
            learned: try NodeLearning.current(in: store),
            rates: DailyRates(try rates(), national: configuration.nationalCurrency))
    }
}
