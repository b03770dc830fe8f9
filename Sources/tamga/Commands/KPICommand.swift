import ArgumentParser
import Customs
import Formats
import Foundation
import Seal
import Store
import Workflows

/// `tamga kpi`
struct KPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kpi",
        abstract: "Key figures of screening, each with its definition; by office and indicator.",
        discussion: """
            Shares of what was only partly looked at come with their exact 95 % interval (Clopper and \
            Pearson). With --from and --to, drift is measured against the period of the same length \
            before. Deadlines of requests for assistance are shown once the node exchanges messages, \
            trusted traders once there is a register (tamga trusted set).
            """)

    @Option(help: "First day of receipt, YYYY-MM-DD, UTC.")
    var from: String?

    @Option(help: "Last day of receipt, YYYY-MM-DD, UTC.")
    var to: String?

    @Flag(help: "JSON instead of tables.")
    var json = false

    @OptionGroup var node: NodeOption

    func validate() throws {
        for (name, day) in [("--from", from), ("--to", to)] {
            if let day, day.utf8.count != 10 || CalendarDay(day) == nil {
                throw ValidationError("\(name) takes a day of the calendar as YYYY-MM-DD")
            }
        }
    }

    func run() throws {
        let node = try node.open()
        let first = from.flatMap { CalendarDay($0) }.map { Int64($0.number) * 86_400_000 }
        let last = to.flatMap { CalendarDay($0) }.map { (Int64($0.number) + 1) * 86_400_000 - 1 }
        var settings = KeyFigures.Settings()
        (settings.from, settings.to) = (first ?? .min, last ?? .max)
        settings.trusted = try TrustedTraders.current(in: node.store)
        var figures = try KeyFigures(store: node.store, settings: settings)
        if try node.store.read({ try $0.card(of: node.configuration.administration) }) != nil {
            let standing = try OpenExchange(node).exchange.standing()
            try node.store.read {
                try figures.addAssistance(
                    in: $0, standing: standing, settings: settings,
                    at: Timestamp(milliseconds: Clock.now()))
            }
        }
        StandardOutput.shared.write(json ? Self.json(figures) : Self.text(figures))
    }

    private static func text(_ figures: KeyFigures) -> String {
        var table = TextTable(["figure", "value", "95 %", "of", "definition"])
        for figure in figures.figures {
            let interval = figure.interval.map {
                "\(text($0.low, figure.unit)) – \(text($0.high, figure.unit))"
            }
            table.add([
                figure.name, figure.value.map { text($0, figure.unit) } ?? "–", interval ?? "",
                String(figure.of), figure.definition,
            ])
        }
        let lanes = Lane.allCases.map(\.rawValue)
        var offices = TextTable(
            ["office"] + lanes + lanes.map { "\($0) release p50 / p90" })
        for office in figures.offices {
            offices.add(
                [shown(office.office)] + office.lanes.map(String.init)
                    + office.releases.map { release in
                        guard let p50 = release.p50, let p90 = release.p90 else { return "–" }
                        return "\(text(p50, .milliseconds)) / \(text(p90, .milliseconds))"
                    })
        }
        var indicators = TextTable(["indicator", "found in", "could not be asked in"])
        for indicator in figures.indicators where indicator.found + indicator.abstained > 0 {
            indicators.add([
                indicator.indicator, String(indicator.found), String(indicator.abstained),
            ])
        }
        return [table.text, offices.text, indicators.text].joined(separator: "\n")
    }

    private static func text(_ value: Double, _ unit: KeyFigures.Unit) -> String {
        switch unit {
        case .share: String(format: "%.1f %%", value * 100)
        case .count: String(format: "%.0f", value)
        case .milliseconds: duration(value)
        case .ratio: String(format: "%.2f", value)
        case .usd: String(format: "%.2f USD", value)
        }
    }

    /// Milliseconds up to ten seconds, then minutes, hours, days.
    private static func duration(_ milliseconds: Double) -> String {
        switch milliseconds {
        case ..<10_000: String(format: "%.0f ms", milliseconds)
        case ..<7_200_000: String(format: "%.1f min", milliseconds / 60_000)
        case ..<172_800_000: String(format: "%.1f h", milliseconds / 3_600_000)
        default: String(format: "%.1f d", milliseconds / 86_400_000)
        }
    }

    private static func json(_ figures: KeyFigures) -> String {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.key("figures")
        writer.beginArray()
        for figure in figures.figures {
            writer.beginObject()
            writer.key("name")
            writer.string(figure.name)
            writer.key("value")
            if let value = figure.value { writer.number(value) } else { writer.null() }
            for (key, bound) in [
                ("low", figure.interval?.low), ("high", figure.interval?.high),
            ] {
                writer.key(text: key)
                if let bound { writer.number(bound) } else { writer.null() }
            }
            writer.key("unit")
            writer.string(figure.unit.rawValue)
            writer.key("of")
            writer.integer(figure.of)
            writer.key("definition")
            writer.string(figure.definition)
            writer.endObject()
        }
        writer.endArray()
        writer.key("offices")
        writer.beginArray()
        for office in figures.offices {
            writer.beginObject()
            writer.key("office")
            writer.string(office.office)
            for (lane, count) in zip(Lane.allCases, office.lanes) {
                writer.key(text: lane.rawValue)
                writer.integer(count)
            }
            writer.key("releaseMilliseconds")
            writer.beginObject()
            for (lane, release) in zip(Lane.allCases, office.releases) {
                writer.key(text: lane.rawValue)
                writer.beginArray()
                for value in [release.p50, release.p90] {
                    if let value { writer.number(value) } else { writer.null() }
                }
                writer.endArray()
            }
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        writer.key("indicators")
        writer.beginArray()
        for indicator in figures.indicators {
            writer.beginObject()
            writer.key("indicator")
            writer.string(indicator.indicator)
            writer.key("found")
            writer.integer(indicator.found)
            writer.key("abstained")
            writer.integer(indicator.abstained)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.text + "\n"
    }
}
