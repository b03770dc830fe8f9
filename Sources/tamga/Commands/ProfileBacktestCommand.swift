import ArgumentParser
import Customs
import Formats
import Foundation
import Store
import Workflows

/// `tamga profile backtest FILE --node DIR [--json]`
struct ProfileBacktestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "What a profile would have done over the declarations the node holds.",
        discussion: """
            Hits, hits a day and per office, share found irregular among inspected hits with its 95 % \
            interval (Wilson), overlap with live profiles, officer hours. When the file is the newest \
            version of a profile of the node, --officer records the backtest in its life.
            """)

    @Argument(help: "Profile file (YAML).")
    var file: String

    @Option(help: "First day of the declarations, YYYY-MM-DD.")
    var from: String?

    @Option(help: "Last day of the declarations, YYYY-MM-DD.")
    var to: String?

    @Option(help: "Who tests; records the figures with the profile.")
    var officer: String?

    @Flag(help: "JSON instead of text.")
    var json = false

    @OptionGroup var node: NodeOption

    private static func day(_ text: String?, _ option: String) throws -> CalendarDay? {
        guard let text else { return nil }
        guard let day = CalendarDay(text) else {
            throw ValidationError("\(option) takes a day, YYYY-MM-DD")
        }
        return day
    }

    func run() throws {
        let period = (try Self.day(from, "--from"), try Self.day(to, "--to"))
        let (profile, bytes) = try ProfileFile.load(file)
        let open = try node.open()
        let progress = Progress("backtest")
        let outcome = try Backtest.run(
            profile, live: try open.profiles.set(on: ProfileStepOptions.today()),
            store: open.store,
            rates: DailyRates(
                try open.rates(), national: open.configuration.nationalCurrency),
            period: period, progress: { progress.add($0) })
        progress.finish()
        let figures = Self.figures(outcome, of: profile)
        if let officer {
            let isRecorded = try open.profiles.recordBacktest(
                of: profile.id, content: bytes, figures: figures, officer: officer)
            say(
                isRecorded
                    ? "tamga: recorded; profile \(profile.id) is backtested"
                    : "tamga: not recorded: the file is not the newest version of a draft; "
                        + "tamga profile add comes first")
        }
        if json {
            StandardOutput.shared.write(bytes: figures)
            StandardOutput.shared.write("\n")
        } else {
            show(outcome, of: profile)
        }
    }

    private static func figures(_ outcome: Backtest, of profile: ProfileDefinition) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("profile")
        writer.string(profile.id)
        for (key, count) in [
            ("declarations", outcome.declarations), ("days", outcome.days),
            ("hits", outcome.hits), ("unanswered", outcome.unanswered),
            ("inspected", outcome.inspected), ("irregular", outcome.irregular),
            ("inspectedOfAll", outcome.inspectedOfAll), ("irregularOfAll", outcome.irregularOfAll),
            ("hitsWithoutLiveProfile", outcome.hitsAlone),
        ] {
            writer.key(text: key)
            writer.integer(count)
        }
        writer.key("hitsPerDay")
        writer.number(outcome.hitsPerDay)
        writer.key("officerHours")
        writer.number(outcome.officerHours)
        writer.key("from")
        if let day = outcome.first { writer.string(day.iso) } else { writer.null() }
        writer.key("to")
        if let day = outcome.last { writer.string(day.iso) } else { writer.null() }
        writer.key("shareIrregular")
        if let interval = outcome.interval {
            writer.beginObject()
            writer.key("share")
            writer.number(Double(outcome.irregular) / Double(outcome.inspected))
            writer.key("low")
            writer.number(interval.low)
            writer.key("high")
            writer.number(interval.high)
            writer.endObject()
        } else {
            writer.null()
        }
        for (key, counts) in [("offices", outcome.offices), ("overlap", outcome.overlap)] {
            writer.key(text: key)
            writer.beginObject()
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                writer.key(text: name)
                writer.integer(count)
            }
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private func show(_ outcome: Backtest, of profile: ProfileDefinition) {
        func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
        var table = TextTable(["\(profile.id)", ""])
        table.add(["declarations", "\(outcome.declarations) over \(outcome.days) days"])
        table.add([
            "hits", "\(outcome.hits), " + String(format: "%.2f a day", outcome.hitsPerDay),
        ])
        table.add(["without answer (a fact is missing)", "\(outcome.unanswered)"])
        if let interval = outcome.interval {
            let share = percent(Double(outcome.irregular) / Double(outcome.inspected))
            table.add([
                "irregular among inspected hits",
                "\(outcome.irregular) of \(outcome.inspected): \(share) "
                    + "(95 %: \(percent(interval.low)) to \(percent(interval.high)))",
            ])
        } else {
            table.add(["irregular among inspected hits", "none of the hits was inspected"])
        }
        table.add([
            "irregular among all inspected",
            "\(outcome.irregularOfAll) of \(outcome.inspectedOfAll)",
        ])
        table.add([
            "officer hours",
            String(format: "%.1f", outcome.officerHours) + ", at \(profile.minutes) minutes a hit",
        ])
        table.add(["hits that no live profile has", "\(outcome.hitsAlone)"])
        for (name, count) in outcome.overlap.sorted(by: { $0.key < $1.key }) {
            table.add(["also hit by \(name)", "\(count)"])
        }
        for (office, count) in outcome.offices.sorted(by: { $0.key < $1.key }) {
            let rate = outcome.days > 0 ? Double(count) / Double(outcome.days) : 0
            table.add([
                "at office " + (office.isEmpty ? "(none stated)" : shown(office)),
                "\(count), " + String(format: "%.2f a day", rate),
            ])
        }
        StandardOutput.shared.write(table.text)
    }
}
