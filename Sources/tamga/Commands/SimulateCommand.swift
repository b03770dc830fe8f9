import ArgumentParser
import Customs
import Simulation
import Workflows

/// `tamga simulate [trade|inspections]`
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Make up trade from a seed; compare methods of selection on it.",
        discussion: "`tamga simulate --count N` makes trade; see the other subcommands too.",
        subcommands: [
            SimulateTradeCommand.self, SimulateInspectionsCommand.self,
            SimulateRegistersCommand.self,
        ],
        defaultSubcommand: SimulateTradeCommand.self)
}

/// `tamga simulate trade`
struct SimulateTradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trade",
        abstract: "Make up trade from a seed, as a table that `tamga screen` reads.",
        discussion: """
            The same seed and count give the same bytes on every machine. Firms and prices are invented; \
            some declarations hide a scheme (undervaluation, neighbouring HS code, origin swap …), and \
            --truth says which.
            """)

    @Option(help: "Seed of the generator.")
    var seed: UInt64 = 1

    @Option(help: "Number of declarations, 1 to 10,000,000.")
    var count = 1000

    @Option(help: "Write the truth (declaration, scheme) as CSV to this file.")
    var truth: String?

    @Option(
        help: "Write the exchange rates the trade was made with to this file; for screen --rates.")
    var rates: String?

    func validate() throws {
        guard (1...10_000_000).contains(count) else {
            throw ValidationError("--count takes 1 to 10,000,000")
        }
    }

    func run() throws {
        var simulator = TradeSimulator(seed: seed, count: count)
        var table = ExportTable()
        table.appendHeader()
        if let rates {
            let file = try OutputFile(rates)
            try file.write(simulator.rates.csv())
            try file.close()
        }
        let truthFile = try truth.map { try OutputFile($0) }
        try truthFile?.write("declaration,scheme\n")
        let progress = Progress("simulating")
        while let trade = simulator.next() {
            table.append(trade.declaration)
            if let truthFile, let scheme = trade.truth?.scheme {
                try truthFile.write(
                    "\(trade.declaration.functionalReferenceID ?? ""),\(scheme.rawValue)\n")
            }
            if table.bytes.count > 1 << 16 {
                StandardOutput.shared.write(bytes: table.bytes)
                table.reset()
            }
            progress.add(1)
        }
        StandardOutput.shared.write(bytes: table.bytes)
        try truthFile?.close()
        progress.finish()
    }
}
