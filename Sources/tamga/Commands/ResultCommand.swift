import ArgumentParser
import Customs
import Formats
import Foundation
import Store
import Workflows

/// `tamga result add|import|list|report|learn|calibrate|monitor|drift`
struct ResultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "result",
        abstract: "What inspections found, and what is learned from it.",
        subcommands: [
            Add.self, Import.self, List.self, ResultReportCommand.self, ResultLearnCommand.self,
            ResultCalibrateCommand.self, ResultMonitorCommand.self, ResultDriftCommand.self,
        ])

    /// Reports what became of one result; false when it was not taken.
    static func report(_ recorded: InspectionResults.Recorded, of document: String) -> Bool {
        switch recorded {
        case .stored, .known: return true
        case .noSuchDocument:
            say("tamga: \(shown(document)) is not stored in this node; check the number")
        case .ambiguous:
            say("tamga: several declarations go by \(shown(document)); give #number instead")
        }
        return false
    }
}

extension ResultCommand {
    /// `tamga result add DOCUMENT --outcome … --officer …`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Record what one inspection found.",
            discussion: """
                A second result of a declaration is its next version; say with --cause why (appeal, \
                laboratory, correction). Exit 1 when the declaration is not stored.
                """)

        @Argument(help: "MRN, local reference, or #number.")
        var document: String

        @Option(help: "none, discrepancy, offence or seizure.")
        var outcome: String

        @Option(help: "Service number of the officer.")
        var officer: String

        @Option(help: "Day of the inspection, YYYY-MM-DD; today.")
        var day: String?

        @Option(help: "Declared field that was wrong, such as items.price.")
        var field = ""

        @Option(help: "What it should have said.")
        var corrected = ""

        @Option(help: "Duty and taxes not declared, US dollars.")
        var dutyGap = ""

        @Option(help: "Minutes spent.")
        var minutes = ""

        @Option(help: "documents, partial or full.")
        var depth = "partial"

        @Option(help: "Was the hint right or wrong?")
        var hint = ""

        @Option(help: "Office; that of the plan.")
        var office = ""

        @Option(help: "Goods item, from 1.")
        var item = ""

        @Option(help: "inspection, appeal, laboratory or correction.")
        var cause = "inspection"

        @OptionGroup var node: NodeOption

        func run() throws {
            let cells = [
                "document": document, "outcome": outcome, "officer": officer,
                "day": day ?? String(Clock.text(Clock.now()).prefix(10)), "field": field,
                "corrected": corrected, "duty_gap_usd": dutyGap, "minutes": minutes,
                "depth": depth, "hint": hint, "office": office, "item": item, "cause": cause,
            ]
            let result: (document: String, row: InspectionResultRow)
            do throws(ResultFault) {
                result = try InspectionResults.result(cells)
            } catch {
                throw CommandFailure(code: 64, what: error.problem, whatToDo: error.remedy)
            }
            let recorded = try InspectionResults(store: try node.open().store, now: Clock.now)
                .record([result])
            guard let first = recorded.first, ResultCommand.report(first, of: document) else {
                throw Finished.no
            }
            if case .stored(let number) = first {
                say("tamga: version \(number) of the result of \(shown(document)) stored")
            } else {
                say("tamga: the same result is stored already")
            }
        }
    }

    /// `tamga result import FILE`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Record results from a table (CSV).",
            discussion: """
                Columns, in any order, the first three and the day needed: \
                \(InspectionResults.columns.joined(separator: ",")). Rows that cannot be taken are \
                shown and the others stored; exit 65 then. The same table again changes nothing.
                """)

        @Argument(help: "The table.")
        var file: String

        @OptionGroup var node: NodeOption

        func run() throws {
            let bytes = try RatesCommand.Import.bytes(of: file)
            var diagnostics: [Diagnostic] = []
            let results = InspectionResults.read(bytes, diagnostics: &diagnostics)
            DiagnosticText.show(diagnostics, of: file)
            let recorded = try InspectionResults(store: try node.open().store, now: Clock.now)
                .record(results)
            var isRefused = !diagnostics.isEmpty
            var (stored, known) = (0, 0)
            for (result, outcome) in zip(results, recorded) {
                if !ResultCommand.report(outcome, of: result.document) { isRefused = true }
                if case .stored = outcome { stored += 1 }
                if outcome == .known { known += 1 }
            }
            say("tamga: \(stored) results stored, \(known) were stored already")
            if isRefused { throw Finished.refused }
        }
    }

    /// `tamga result list [DOCUMENT] [--json]`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show recorded results, every version. Exit 1 for none.")

        @Argument(help: "MRN, local reference, or #number; all without.")
        var document: String?

        @Flag(help: "A JSON object a line instead of a table.")
        var jsonl = false

        @OptionGroup var node: NodeOption

        func run() throws {
            let store = try node.open().store
            let rows = try InspectionResults.listed(document, in: store)
            if jsonl {
                var writer = JSONWriter()
                for (reference, row) in rows {
                    Self.write(reference, row, to: &writer)
                    writer.lineFeed()
                }
                StandardOutput.shared.write(writer.text)
            } else if !rows.isEmpty {
                var table = TextTable([
                    "declaration", "version", "day", "outcome", "field", "duty gap USD", "minutes",
                    "depth", "officer", "cause",
                ])
                for (reference, row) in rows {
                    table.add([
                        shown(reference), "\(row.number)", row.day, row.outcome,
                        shown(row.field), String(format: "%.2f", Double(row.dutyGap) / 100),
                        "\(row.minutes)", row.depth, shown(row.officer), row.cause,
                    ])
                }
                StandardOutput.shared.write(table.text)
            }
            if rows.isEmpty { throw Finished.no }
        }

        private static func write(
            _ reference: String, _ row: InspectionResultRow, to writer: inout JSONWriter
        ) {
            writer.beginObject()
            for (key, text) in [
                ("id", reference), ("day", row.day), ("outcome", row.outcome),
                ("field", row.field), ("corrected", row.corrected), ("depth", row.depth),
                ("officer", row.officer), ("office", row.office), ("cause", row.cause),
            ] {
                writer.key(text: key)
                writer.string(text)
            }
            writer.key("version")
            writer.integer(row.number)
            writer.key("item")
            if let item = row.item { writer.integer(item) } else { writer.null() }
            writer.key("duty_gap_usd")
            writer.number(Double(row.dutyGap) / 100)
            writer.key("minutes")
            writer.integer(row.minutes)
            writer.key("hint_right")
            if let isRight = row.wasHintRight { writer.bool(isRight) } else { writer.null() }
            writer.endObject()
        }
    }
}
