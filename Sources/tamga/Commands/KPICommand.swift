import ArgumentParser
import Customs
import Formats
import Foundation
import Workflows

/// `tamga kpi`
struct KPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kpi",
        abstract: "Key figures of screening, each with its definition; by office and indicator.")

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
        let figures = try KeyFigures(store: node.store, from: first ?? .min, to: last ?? .max)
        StandardOutput.shared.write(json ? Self.json(figures) : Self.text(figures))
    }

    private static func text(_ figures: KeyFigures) -> String {
        var table = TextTable(["figure", "value", "of", "definition"])
        for figure in figures.figures {
            table.add([figure.name, text(figure), String(figure.of), figure.definition])
        }
        var offices = TextTable(["office", "red", "yellow", "blue", "green"])
        for office in figures.offices {
            offices.add([office.office] + office.lanes.map(String.init))
        }
        var indicators = TextTable(["indicator", "found in", "could not be asked in"])
        for indicator in figures.indicators where indicator.found + indicator.abstained > 0 {
            indicators.add([
                indicator.indicator, String(indicator.found), String(indicator.abstained),
            ])
        }
        return [table.text, offices.text, indicators.text].joined(separator: "\n")
    }

    private static func text(_ figure: KeyFigures.Figure) -> String {
        guard let value = figure.value else { return "–" }
        return switch figure.unit {
        case .share: String(format: "%.1f %%", value * 100)
        case .count: String(format: "%.0f", value)
        case .milliseconds: String(format: "%.0f ms", value)
        case .ratio: String(format: "%.2f", value)
        case .usd: String(format: "%.2f USD", value)
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
