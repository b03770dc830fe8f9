package import Customs

/// What trade to make up.
package struct SimulationSettings: Sendable {
    /// Same seed and settings, same trade, on every machine.
    package var seed: UInt64
    /// Declarations to make; 1…10,000,000 is what the model was made for.
    package var count: Int
    /// Whose register it is: declarations lodged with this administration.
    package var administration: Land = .uz
    /// 2025-07-01 unless told otherwise.
    package var firstDay = CalendarDay(number: 20_270)
    /// 2026-06-30 unless told otherwise.
    package var lastDay = CalendarDay(number: 20_634)
    /// Importers and exporters of the administration; nil for one per 40 declarations, 60…20,000.
    package var traders: Int?
    /// Most goods items of a declaration, 1…20.
    package var itemsMax = 4
    package var exportShare = 0.27
    package var transitShare = 0.06
    /// Share of trades that come with a carrier's cargo report.
    package var cargoReportShare = 0.04
    /// Share of declarations that amend an earlier one.
    package var amendmentShare = 0.004
    package var schemes = SchemeShares.realistic
    /// Goods that make up much of the imports; nil for the usual mixture.
    package var emphasis: Emphasis?

    /// One commodity of one origin brought by several importers.
    package struct Emphasis: Sendable {
        package var hs6: String
        package var origin: Land
        package var importers: Int
        /// Share of import declarations, 0…0.9.
        package var share: Double

        package init(hs6: String, origin: Land, importers: Int, share: Double) {
            self.hs6 = hs6
            self.origin = origin
            self.importers = importers
            self.share = share
        }
    }

    package init(seed: UInt64, count: Int) {
        self.seed = seed
        self.count = count
    }

    var tradersEffective: Int { max(2, traders ?? min(max(count / 40, 60), 20_000)) }
}
