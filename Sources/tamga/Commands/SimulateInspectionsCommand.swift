import ArgumentParser
import Formats
import Foundation
import Simulation

/// `tamga simulate inspections`
struct SimulateInspectionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspections",
        abstract: "Compare methods of selection on simulated weeks of trade with equal staff.",
        discussion: """
            Random, rules (starting weights), rules with weekly learning, and learning without any \
            random or exploration share work on the same trade with the same minutes. With --new-scheme W \
            goods begin to be hidden behind flawless documents of one kind of trade in week W.
            """)

    @Option(help: "Seed of the trade and of the draws.")
    var seed: UInt64 = 1

    @Option(help: "Weeks, 1 to 520.")
    var weeks = 12

    @Option(help: "Declarations a week, 10 to 100,000.")
    var perWeek = 1_000

    @Option(help: "Share of declarations that staff can inspect, percent, 1 to 100.")
    var staff = 10.0

    @Option(help: "Week from 1 in which a new scheme begins.")
    var newScheme: Int?

    @Flag(help: "The new scheme hides in a kind of trade that comes a few times a week.")
    var rare = false

    @Flag(help: "JSON instead of a table.")
    var json = false

    func validate() throws {
        guard (1...520).contains(weeks), (10...100_000).contains(perWeek),
            (1...100).contains(staff), (1...weeks).contains(newScheme ?? 1)
        else {
            throw ValidationError(
                "--weeks takes 1 to 520, --per-week 10 to 100000, --staff 1 to 100, --new-scheme a week"
            )
        }
    }

    func run() throws {
        let trade = InspectedTrade(
            InspectedTrade.Settings(
                seed: seed, weeks: weeks, declarationsPerWeek: perWeek,
                newSchemeFrom: newScheme.map { $0 - 1 }, isNewSchemeRare: rare))
        let experiment = InspectionExperiment(trade, staffShare: staff / 100)
        let outcomes = InspectionExperiment.Method.allCases.map { experiment.run($0, seed: seed) }
        if json { show(outcomes) } else { tabulate(outcomes) }
    }

    private func tabulate(_ outcomes: [InspectionExperiment.Outcome]) {
        let base = outcomes.first?.gap ?? 0
        var table = TextTable([
            "method", "inspected", "irregular", "hit rate", "duty found USD", "× random",
            "new scheme found",
        ])
        for outcome in outcomes {
            table.add([
                outcome.method.rawValue, "\(outcome.inspected)", "\(outcome.irregular)",
                String(format: "%.1f %%", outcome.hitRate * 100),
                String(format: "%.0f", outcome.gap),
                base > 0 ? String(format: "%.1f", outcome.gap / base) : "—",
                "\(outcome.newSchemeByWeek.reduce(0, +))",
            ])
        }
        StandardOutput.shared.write(table.text)
    }

    private func show(_ outcomes: [InspectionExperiment.Outcome]) {
        var writer = JSONWriter()
        writer.beginArray()
        for outcome in outcomes {
            writer.beginObject()
            writer.key("method")
            writer.string(outcome.method.rawValue)
            writer.key("inspected")
            writer.integer(outcome.inspected)
            writer.key("minutes")
            writer.integer(outcome.minutes)
            writer.key("irregular")
            writer.integer(outcome.irregular)
            writer.key("duty_found_usd")
            writer.number(outcome.gap)
            writer.key("new_scheme_by_week")
            writer.beginArray()
            for count in outcome.newSchemeByWeek { writer.integer(count) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        StandardOutput.shared.write(writer.text + "\n")
    }
}
