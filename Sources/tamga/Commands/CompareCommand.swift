import ArgumentParser
import Customs
import Foundation
import Glibc
import Reconciliation
import Reference
import Workflows

/// `tamga compare aggregates|offer|answer|result|start|list|keys`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare with a partner without handing over the register.",
        discussion: """
            aggregates: sums by month, country and subheading, small cells suppressed. offer, answer, \
            result: each side learns which consignment numbers both registers hold, and about how many \
            the other has. Both sides make an offer, answer the other's offer, and take the result. \
            Specs/comparison.md describes the messages, and what they hide and do not hide. start, list, \
            keys: the same over the exchange, when the agreement has a schedule for it.
            """,
        subcommands: [
            Sums.self, Offer.self, Answer.self, Shared.self, Start.self, List.self, Keys.self,
        ])

    enum Side: String, ExpressibleByArgument, CaseIterable {
        case exports
        case imports
    }

    struct RegisterOptions: ParsableArguments {
        @Option(help: "The own register, CSV.")
        var register: String

        @Option(help: "Which side the register is: exports or imports.")
        var side: Side

        func view(rates: ExchangeRates) throws -> RegisterView {
            let view: RegisterView
            do {
                view = try RegisterView(
                    .file(register), isExport: side == .exports, rates: rates,
                    threads: ProcessInfo.processInfo.activeProcessorCount)
            } catch {
                throw CommandFailure(
                    code: 66, what: "\(error.name) cannot be read: \(error.problem)",
                    whatToDo: "check the path and run the command again")
            }
            return view
        }
    }

    /// `tamga compare aggregates`
    struct Sums: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "aggregates",
            abstract: "Sums by month, country and subheading, small cells suppressed.")

        @OptionGroup var options: RegisterOptions

        @Option(help: "Exchange rates: date,currency,per_usd.")
        var rates: String

        @Option(help: "File for the table.")
        var out: String

        @Option(help: "Lines a cell must hold to be shown, 3 to 1000.")
        var linesMin = SuppressionRule().linesMin

        func validate() throws {
            guard (3...1000).contains(linesMin) else {
                throw ValidationError("--lines-min takes 3 to 1000")
            }
        }

        func run() throws {
            let table = try ReconcileCommand.ratesTable(rates)
            let view = try options.view(rates: table)
            DiagnosticText.show(view.diagnostics, of: options.register)
            if view.diagnostics.contains(where: { $0.severity == .error }) {
                throw Finished.refused
            }
            var rule = SuppressionRule()
            rule.linesMin = linesMin
            let aggregates = view.aggregates(rule)
            let file = try OutputFile(out)
            try file.write(aggregates.csv)
            try file.close()
            say(
                "tamga: \(view.lineCount) lines summed; \(aggregates.cellsJoined) small cells joined "
                    + "by chapter, \(aggregates.cellsLeftOut) left out")
        }
    }
}
