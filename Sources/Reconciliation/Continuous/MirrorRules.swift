/// Thresholds between noise and gap for consignments that are judged one by one.
///
/// Source: data/reconcile/README.md (noise: CIF 2–10 % above FOB, mass within 4 %; gaps: value × 0.3–0.8
/// or × 1.35–4, quantity × 0.4–0.9), as for whole registers.
package enum MirrorRules {
    /// Masses that differ by at most this share are the same mass.
    package static let massNoise = 0.045
    /// Import over export mass below which less arrived.
    package static let massMin = 0.93
    /// Import value over the expected one, per unit of mass: below, undervalued; above, overvalued.
    package static let valueMin = 0.89
    package static let valueMax = 1.17
    /// Import over export value where nothing better is known, and what it usually varies between.
    ///
    /// Source: IMF Direction of Trade Statistics, CIF/FOB factor 1.06; README as above for the bounds.
    package static let ratioUsual = 1.06, ratioLow = 1.02, ratioHigh = 1.10
    /// Gaps below this many dollars are not reported.
    package static let dollarsMin = 100.0
    /// Pairs of a lane after which its own ratio counts instead of the general one.
    package static let lanePairsMin = 30
    /// Days after which goods that left and did not arrive are missing.
    package static let arrivalDaysMax = 76
    /// Days that an export may come to us after its import: exchange is slower than a lorry.
    package static let exportDaysMax = 14
}
