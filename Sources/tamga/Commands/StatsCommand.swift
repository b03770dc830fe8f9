import ArgumentParser
import Customs
import Formats
import Foundation
import Workflows

extension TradeFigures.Dimension: ExpressibleByArgument {}

/// `tamga stats`
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Trade by partner, HS chapter, mode, crossing or month, with growth and targets.",
        discussion: """
            Reads the stored declarations, the latest version of each, in US dollars at the rate of their \
            day. With --from and --to, growth is against the period of the same length before; by month \
            it is against the month before. --target with --year says where the path to a yearly value \
            stands: the last twelve months, the growth needed and the growth there was.
            """)

    @Option(help: "partner, hs, mode, crossing or month.")
    var by = TradeFigures.Dimension.month

    @Option(help: "import, export or transit; else all.")
    var flow: String?

    @Option(help: "Only this partner, ISO 3166 two letters.")
    var partner: String?

    @Option(help: "First day, YYYY-MM-DD.")
    var from: String?

    @Option(help: "Last day, YYYY-MM-DD.")
    var to: String?

    @Option(help: "Yearly value aimed at, US dollars.")
    var target: Double?

    @Option(help: "Year at whose end the target is to be reached.")
    var year = 2030

    @Flag(help: "JSON instead of a table.")
    var json = false

    @OptionGroup var node: NodeOption

    func validate() throws {
        for (name, day) in [("--from", from), ("--to", to)] {
            if let day, day.utf8.count != 10 || CalendarDay(day) == nil {
                throw ValidationError("\(name) takes a day of the calendar as YYYY-MM-DD")
            }
        }
        if let flow, Declaration.Flow(rawValue: flow) == nil {
            throw ValidationError("--flow takes import, export or transit")
        }
        if let target, !(target > 0 && target.isFinite) {
            throw ValidationError("--target takes a positive number of US dollars")
        }
        guard (1990...2200).contains(year) else {
            throw ValidationError("--year takes a year from 1990 to 2200")
        }
    }

    func run() throws {
        let node = try node.open()
        var choice = TradeFigures.Choice()
        choice.dimension = by
        choice.flow = flow.flatMap { Declaration.Flow(rawValue: $0) }
        choice.partner = partner?.uppercased()
        choice.from = from.flatMap { CalendarDay($0) }
        choice.to = to.flatMap { CalendarDay($0) }
        let figures = try TradeFigures(
            choice, store: node.store, rates: try node.rates(),
            national: node.configuration.nationalCurrency)
        let path = target.flatMap { TradeTarget(figures, target: $0, year: year) }
        StandardOutput.shared.write(json ? jsonText(figures, path) : text(figures, path))
        if target != nil, path == nil {
            say("tamga: no dated trade with a value is stored, so no path can be drawn")
            throw Finished.no
        }
    }

    private func text(_ figures: TradeFigures, _ path: TradeTarget?) -> String {
        var table = TextTable([by.rawValue, "USD", "tonnes", "declarations", "items", "growth"])
        for row in figures.rows + [figures.total] {
            table.add([
                row.key, String(format: "%.0f", row.now.usd),
                String(format: "%.1f", row.now.tonnes),
                String(row.now.declarations), String(row.now.items),
                row.growth.map { String(format: "%+.1f %%", $0 * 100) } ?? "–",
            ])
        }
        var text = table.text
        if figures.total.now.unvalued > 0 {
            text += "\(figures.total.now.unvalued) items have no value in a currency with a rate\n"
        }
        if figures.undated > 0 { text += "\(figures.undated) declarations have no day\n" }
        guard let path else { return text }
        func percent(_ share: Double?) -> String {
            share.map { String(format: "%+.1f %%", $0 * 100) } ?? "unknown"
        }
        text += String(
            format:
                "Target %.0f USD a year by %d: twelve months through %@ reach %.0f USD (%.1f %%).\n",
            path.target, path.year, path.through, path.lastTwelve,
            path.lastTwelve / path.target * 100)
        text += "Growth a year needed \(percent(path.growthNeeded)), last \(percent(path.growth))"
        if let projected = path.projected, let isOnPath = path.isOnPath {
            text += String(
                format: "; at that pace %.0f USD: %@.\n", projected,
                isOnPath ? "on the path" : "below the path")
        } else {
            text += "; the year before is not stored, so the pace is unknown.\n"
        }
        return text
    }

    private func jsonText(_ figures: TradeFigures, _ path: TradeTarget?) -> String {
        var writer = JSONWriter(capacity: 4096)
        func number(_ key: StaticString, _ value: Double?) {
            writer.key(key)
            if let value { writer.number(value) } else { writer.null() }
        }
        func write(_ row: TradeFigures.Row) {
            writer.beginObject()
            writer.key("key")
            writer.string(row.key)
            number("usd", row.now.usd)
            number("tonnes", row.now.tonnes)
            writer.key("declarations")
            writer.integer(row.now.declarations)
            writer.key("items")
            writer.integer(row.now.items)
            writer.key("itemsWithoutValue")
            writer.integer(row.now.unvalued)
            number("usdBefore", row.before?.usd)
            number("growth", row.growth)
            writer.endObject()
        }
        writer.beginObject()
        writer.key("by")
        writer.string(by.rawValue)
        writer.key("rows")
        writer.beginArray()
        for row in figures.rows { write(row) }
        writer.endArray()
        writer.key("total")
        write(figures.total)
        if let path {
            writer.key("target")
            writer.beginObject()
            number("usd", path.target)
            writer.key("year")
            writer.integer(path.year)
            writer.key("through")
            writer.string(path.through)
            number("lastTwelveMonths", path.lastTwelve)
            number("twelveMonthsBefore", path.twelveBefore)
            number("growthNeeded", path.growthNeeded)
            number("growth", path.growth)
            number("projected", path.projected)
            writer.key("onPath")
            writer.string(path.isOnPath.map { $0 ? "yes" : "no" } ?? "unknown")
            writer.endObject()
        }
        writer.endObject()
        return writer.text + "\n"
    }
}
