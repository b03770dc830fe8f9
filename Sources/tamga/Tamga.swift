import ArgumentParser
import Foundation
import Glibc

/// The program: reads the command line, wires the parts, and turns every outcome into an exit code.
@main
struct Tamga: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "tamga",
        abstract: "Customs cooperation: read declarations, screen them, say why.",
        discussion: """
            Start with `tamga demo`: it makes a node, reads a bundled set of documents and shows what \
            was found. A node directory (--node DIR, else $TAMGA_NODE, else ./tamga-node) holds \
            configuration, keys and database; `tamga init DIR --administration UZ` makes one.

            Exit codes: 0 done · 1 done, and the answer is no · 64 wrong usage · 65 input refused · \
            66 no such input · 69 partner or server unreachable · 70 fault of the program · \
            73/74 cannot write/read · 77 not permitted · 78 configuration.
            """,
        version: version,
        subcommands: [
            InitCommand.self, ReadCommand.self, WriteCommand.self, ScreenCommand.self,
            ExplainCommand.self, RatesCommand.self, ReferenceCommand.self, NamesCommand.self,
            WatchlistCommand.self, ReconcileCommand.self, CompareCommand.self, MirrorCommand.self,
            DemoCommand.self,
            ProfileCommand.self, SimulateCommand.self, ServeCommand.self, PartnerCommand.self,
            AgreementCommand.self, MessageCommand.self, CaseCommand.self, SurveillanceCommand.self,
            ScheduleCommand.self, OfficerCommand.self,
            DeliveryCommand.self, BreachCommand.self, BundleCommand.self, LedgerCommand.self,
            KeysCommand.self, ClientCommand.self, LoadCommand.self, RoundTripCommand.self,
            PlanCommand.self,
            StaffCommand.self, TrustedCommand.self, ResultCommand.self, OverrideCommand.self,
            IndicatorsCommand.self,
            StatsCommand.self, KPICommand.self, ModelCommand.self,
        ])

    static func main() {
        // A reader that goes away (`| head`) is no fault: writes then fail with EPIPE instead.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
            try StandardOutput.shared.flush()
        } catch {
            Glibc.exit(ExitStatus.report(error))
        }
    }
}
