import ArgumentParser
import Customs
import Formats
import Foundation
import Risk
import Workflows

extension ModelCommand {
    /// `tamga model evaluate MODEL FILE.csv --map MAP.yaml --label COLUMN [--json]`
    struct Evaluate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "evaluate",
            abstract: "Measure a model on rows whose outcome is known.",
            discussion: """
                Area under the curve, average precision, what inspecting the highest-scored 1, 2, 5 and \
                10 % would have found, and how far probabilities are from what happened. A declaration \
                counts once, irregular when any of its items is. Exit 1 when all rows have one outcome.
                """)

        @Argument(help: "File of the model.")
        var model: String

        @Argument(help: "Table with outcomes.")
        var file: String

        @OptionGroup var source: ModelMapOption

        @Option(help: "Column of the outcome.")
        var label: String

        @Option(help: "Column of the duty found missing, for revenue recall.")
        var revenue: String?

        @Flag(help: "JSON instead of tables.")
        var json = false

        func run() throws {
            let model = try ModelFile.load(model)
            let tables = try source.tables(OutcomeColumns(label: label, revenue: revenue))
            _ = try InputFile(file)
            var faults = TableFaults()
            let rows: [SelectionQuality.Row]
            let progress = Progress("scoring")
            do {
                rows = try tables.scored(file, by: model, faults: &faults) { progress.add($0) }
            } catch let refusal as LabelledTables.Refusal {
                TableReport.show(faults)
                throw TableReport.failure(refusal)
            }
            progress.finish()
            TableReport.show(faults)
            guard let quality = SelectionQuality(rows, hasRevenue: revenue != nil) else {
                say("tamga: all \(rows.count) rows of \(file) have one outcome; nothing to measure")
                throw Finished.no
            }
            StandardOutput.shared.write(
                json ? QualityText.json(quality) : QualityText.text(quality))
            if faults.refused > 0 { throw Finished.refused }
        }
    }
}

/// Figures of a model's quality for people and programs.
enum QualityText {
    static func text(_ quality: SelectionQuality) -> String {
        let share = Double(quality.irregular) / Double(quality.rows)
        var text = "rows                    \(quality.rows), \(percent(share)) irregular\n"
        text += String(
            format: "area under the curve    %.4f  (0.5 is chance)\n", quality.areaUnderCurve)
        text += String(
            format: "average precision       %.4f  (%.4f is chance)\n", quality.averagePrecision,
            share)
        text += String(format: "log loss                %.4f\n", quality.logLoss)
        text += String(
            format: "calibration error       %.4f  (ten bins)\n\n", quality.calibrationError)
        let hasRevenue = quality.levels.contains { $0.revenueRecall != nil }
        var head = ["inspected", "rows", "precision", "recall", "lift"]
        if hasRevenue { head.append("revenue recall") }
        var levels = TextTable(head)
        for level in quality.levels {
            var row = [
                percent(level.share), "\(level.inspected)", percent(level.precision),
                percent(level.recall), String(format: "%.1f", level.precision / share),
            ]
            if hasRevenue { row.append(level.revenueRecall.map(percent) ?? "") }
            levels.add(row)
        }
        var bins = TextTable(["probability", "rows", "predicted", "found irregular"])
        for bin in quality.bins {
            bins.add([
                String(format: "%.1f to %.1f", bin.from, bin.from + 0.1), "\(bin.rows)",
                percent(bin.predicted), percent(bin.observed),
            ])
        }
        return text + levels.text + "\n" + bins.text
    }

    private static func percent(_ share: Double) -> String {
        String(format: "%.1f %%", share * 100)
    }

    static func json(_ quality: SelectionQuality) -> String {
        var writer = JSONWriter(capacity: 2048)
        writer.beginObject()
        writer.key("rows")
        writer.integer(quality.rows)
        writer.key("irregular")
        writer.integer(quality.irregular)
        for (name, value) in [
            ("auc", quality.areaUnderCurve), ("averagePrecision", quality.averagePrecision),
            ("logLoss", quality.logLoss), ("ece", quality.calibrationError),
        ] {
            writer.key(text: name)
            writer.number(value)
        }
        writer.key("inspected")
        writer.beginArray()
        for level in quality.levels { write(level, to: &writer) }
        writer.endArray()
        writer.key("calibration")
        writer.beginArray()
        for bin in quality.bins {
            writer.beginObject()
            writer.key("from")
            writer.number(bin.from)
            writer.key("rows")
            writer.integer(bin.rows)
            writer.key("predicted")
            writer.number(bin.predicted)
            writer.key("observed")
            writer.number(bin.observed)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.text + "\n"
    }

    private static func write(_ level: SelectionQuality.Level, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("share")
        writer.number(level.share)
        writer.key("rows")
        writer.integer(level.inspected)
        writer.key("precision")
        writer.number(level.precision)
        writer.key("recall")
        writer.number(level.recall)
        if let revenue = level.revenueRecall {
            writer.key("revenueRecall")
            writer.number(revenue)
        }
        writer.endObject()
    }
}
