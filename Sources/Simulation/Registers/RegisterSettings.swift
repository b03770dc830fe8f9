/// What two made-up registers of one trade are like.
package struct RegisterSettings: Sendable {
    /// How many identifiers the registers share.
    package enum Level: String, CaseIterable, Sendable { case normal, hard }

    package var seed: UInt64
    /// Lines of the export register; the import register has about as many.
    package var lines: Int
    package var level: Level
    /// Sellers, and as many buyers. Few firms make harder registers: the same parties trade the
    /// same goods again and again.
    package var firms: Int
    /// Multiplies the share of numbers rewritten or misspelt and of names written another way.
    package var noise = 1.0
    /// Multiplies the share of numbers left out.
    package var missing = 1.0
    /// Multiplies the share of gaps planted.
    package var gaps = 1.0

    /// Firms grow with the lines beyond ten thousand.
    package init(seed: UInt64, lines: Int, level: Level, firms: Int? = nil) {
        self.seed = seed
        self.lines = lines
        self.level = level
        self.firms = firms ?? max(200, lines / 50)
    }

    /// First day of the year the registers cover: 2026-01-01.
    static let firstDay = 20_454
    static let days = 365
    /// Goods arrive within so many days or never.
    static let lagMax = 75

    /// Share of consignments whose export and import side give a number, by kind.
    struct Shares: Sendable {
        var invoice: (Double, Double)
        var document: (Double, Double)
        var container: (Double, Double)
        var reference: Double
        var rewritten: Double
        var respelt: Double
    }

    /// Source of the shares: counted in data/reconcile (normal-1k, hard-5k).
    var shares: Shares {
        let base =
            level == .normal
            ? Shares(
                invoice: (0.78, 0.68), document: (0.92, 0.90), container: (0.83, 0.80),
                reference: 0.15, rewritten: 0.20, respelt: 0.25)
            : Shares(
                invoice: (0.49, 0.35), document: (0.62, 0.52), container: (0.47, 0.40),
                reference: 0.03, rewritten: 0.45, respelt: 0.45)
        func given(_ pair: (Double, Double)) -> (Double, Double) {
            (max(0, 1 - (1 - pair.0) * missing), max(0, 1 - (1 - pair.1) * missing))
        }
        return Shares(
            invoice: given(base.invoice), document: given(base.document),
            container: given(base.container), reference: base.reference,
            rewritten: min(1, base.rewritten * noise), respelt: min(1, base.respelt * noise))
    }
}
