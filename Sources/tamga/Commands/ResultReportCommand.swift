import ArgumentParser
import Customs
import Formats
import Foundation
import Risk
import Store
import Workflows

/// `tamga result report [--json]`
struct ResultReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Yields by indicator, reason, office and officer; how much trade is irregular.",
        discussion: """
            hits: irregular among inspected, with the exact 95 % interval. lift: how many times the \
            random sample's share. The share of all trade that is irregular comes from the random \
            sample alone, and once more from all inspections weighted by 1 / their chance of being \
            chosen. Checks of documents that found nothing count for neither. Exit 1 without results.
            """)

    @Flag(help: "JSON instead of tables.")
    var json = false

    @OptionGroup var node: NodeOption

    func run() throws {
        let open = try node.open()
        let report = try ResultReport(store: open.store, estimate: try open.gapEstimate())
        let prevalence = Prevalence(report.outcomes)
        let yields = Yield.all(report.outcomes)
        if json {
            show(prevalence, yields)
        } else if !report.outcomes.isEmpty {
            tabulate(prevalence, yields)
        }
        guard !report.outcomes.isEmpty else {
            say("tamga: no results are recorded; add them with tamga result add or import")
            throw Finished.no
        }
    }

    private func percent(_ share: Double?) -> String {
        share.map { String(format: "%.1f %%", $0 * 100) } ?? "—"
    }

    private func tabulate(_ prevalence: Prevalence, _ yields: [Yield]) {
        let random = prevalence.random
        StandardOutput.shared.write(
            "irregular trade, random sample: \(percent(random.share)) "
                + "(\(percent(random.low)) to \(percent(random.high))), \(random.count) inspected\n"
        )
        if let weighted = prevalence.weighted {
            StandardOutput.shared.write(
                "irregular trade, all inspections weighted: \(percent(weighted)) "
                    + "± \(percent(prevalence.weightedMargin))\n\n")
        }
        var table = TextTable([
            "by", "name", "inspected", "hits", "share", "95 %", "lift", "clean", "duty USD",
            "USD/hour", "hint right", "",
        ])
        for yield in yields {
            table.add([
                yield.grouping.rawValue, shown(yield.name), "\(yield.hits.count)",
                "\(yield.hits.hits)", percent(yield.hits.share),
                "\(percent(yield.hits.low)) – \(percent(yield.hits.high))",
                yield.lift.map { String(format: "%.1f", $0.ratio) } ?? "—",
                "\(yield.falsePositives)", String(format: "%.0f", yield.dutyGap),
                yield.dutyPerHour.map { String(format: "%.0f", $0) } ?? "—",
                percent(yield.hintsRight), yield.isStale() ? "stale" : "",
            ])
        }
        StandardOutput.shared.write(table.text)
    }

    private func show(_ prevalence: Prevalence, _ yields: [Yield]) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("prevalence")
        writer.beginObject()
        writer.key("random")
        write(prevalence.random, to: &writer)
        writer.key("weighted")
        if let weighted = prevalence.weighted { writer.number(weighted) } else { writer.null() }
        writer.key("weighted_margin")
        writer.number(prevalence.weightedMargin)
        writer.endObject()
        writer.key("yields")
        writer.beginArray()
        for yield in yields {
            writer.beginObject()
            writer.key("by")
            writer.string(yield.grouping.rawValue)
            writer.key("name")
            writer.string(yield.name)
            writer.key("hits")
            write(yield.hits, to: &writer)
            writer.key("lift")
            if let lift = yield.lift {
                writer.beginArray()
                for value in [lift.ratio, lift.low, lift.high] { writer.number(value) }
                writer.endArray()
            } else {
                writer.null()
            }
            writer.key("false_positives")
            writer.integer(yield.falsePositives)
            writer.key("duty_gap_usd")
            writer.number(yield.dutyGap)
            writer.key("minutes")
            writer.integer(yield.minutes)
            writer.key("hints_right")
            if let right = yield.hintsRight { writer.number(right) } else { writer.null() }
            writer.key("stale")
            writer.bool(yield.isStale())
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        StandardOutput.shared.write(writer.text + "\n")
    }

    private func write(_ share: CountedShare, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("hits")
        writer.integer(share.hits)
        writer.key("count")
        writer.integer(share.count)
        writer.key("share")
        if let value = share.share { writer.number(value) } else { writer.null() }
        writer.key("low")
        writer.number(share.low)
        writer.key("high")
        writer.number(share.high)
        writer.endObject()
    }
}

/// `tamga result learn`
struct ResultLearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn probabilities from all results; plans use them from then on.",
        discussion:
            "Each run makes the next version; earlier ones are kept. Exit 1 without results.")

    @OptionGroup var node: NodeOption

    func run() throws {
        let open = try node.open()
        let report = try ResultReport(store: open.store, estimate: try open.gapEstimate())
        guard report.outcomes.contains(where: \.isLabel) else {
            say("tamga: no results to learn from; add them with tamga result add or import")
            throw Finished.no
        }
        let before = LearnedRisk.initial()
        let learned = try NodeLearning.learn(report.outcomes, in: open.store)
        var table = TextTable(["signal", "seen", "starting weight", "learned weight"])
        for name in learned.support.keys.sorted() {
            table.add([
                shown(name), String(format: "%.1f", learned.support[name] ?? 0),
                String(format: "%.3f", before.weights[name] ?? LearnedRisk.segmentPrior),
                String(format: "%.3f", learned.weights[name] ?? 0),
            ])
        }
        StandardOutput.shared.write(table.text)
        say("tamga: version \(learned.version) learned from \(learned.labels) results")
    }
}

/// `tamga result monitor`
struct ResultMonitorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "Officers who meet the same trader too often; declarations lodged once more.",
        discussion: """
            Exact probabilities under assignment by lot, false discoveries held to 5 %. A chosen \
            declaration without result whose trader and invoice come again is shown too. Exit 1 when \
            nothing stands out.
            """)

    @OptionGroup var node: NodeOption

    func run() throws {
        let open = try node.open()
        let report = try ResultReport(store: open.store, estimate: try open.gapEstimate())
        let pairings = PairingMonitor.suspicious(report.meetings)
        let relodged = try Relodging.find(in: open.store)
        if !pairings.isEmpty {
            var table = TextTable([
                "office", "officer", "with", "party", "met", "expected", "probability",
                "false-discovery rate",
            ])
            for pairing in pairings {
                table.add([
                    shown(pairing.meeting.office), shown(pairing.meeting.officer),
                    pairing.meeting.kind, shown(pairing.meeting.party), "\(pairing.observed)",
                    String(format: "%.1f", pairing.expected),
                    String(format: "%.2g", pairing.probability),
                    String(format: "%.2g", pairing.falseDiscovery),
                ])
            }
            StandardOutput.shared.write(table.text)
        }
        if !relodged.isEmpty {
            var table = TextTable(["chosen, not inspected", "lodged again as", "trader"])
            for row in relodged {
                table.add([shown(row.chosen), shown(row.again), shown(row.trader)])
            }
            StandardOutput.shared.write(table.text)
        }
        guard !pairings.isEmpty || !relodged.isEmpty else {
            say("tamga: nothing stands out in \(report.outcomes.count) inspections")
            throw Finished.no
        }
    }
}

/// `tamga result drift --before D --after D`
struct ResultDriftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract:
            "How far the declarations of two planned days differ (population stability index).",
        discussion: """
            By tenth of probability and by office; above 0.1 is worth a look, above 0.25 measure the \
            rules again. Exit 1 when one of the days has no plan.
            """)

    @Option(help: "Day planned earlier, YYYY-MM-DD.")
    var before: String

    @Option(help: "Day planned later, YYYY-MM-DD.")
    var after: String

    @OptionGroup var node: NodeOption

    func run() throws {
        let store = try node.open().store
        guard let first = try PlanRecord.stored(before, in: store),
            let second = try PlanRecord.stored(after, in: store)
        else {
            say("tamga: one of the days has no plan; make it with tamga plan")
            throw Finished.no
        }
        var table = TextTable(["by", "index", ""])
        let groupings: [(String, (Candidate) -> String)] = [
            ("probability", { "\(min(Int($0.probability * 10), 9))" }), ("office", { $0.office }),
        ]
        for (name, key) in groupings {
            func counts(_ record: PlanRecord) -> [String: Int] {
                record.entries.reduce(into: [:]) { $0[key($1.candidate), default: 0] += 1 }
            }
            let index = PopulationDrift.index(expected: counts(first), actual: counts(second))
            table.add([
                name, String(format: "%.3f", index),
                index > PopulationDrift.large
                    ? "large" : index > PopulationDrift.noticeable ? "noticeable" : "",
            ])
        }
        StandardOutput.shared.write(table.text)
    }
}
