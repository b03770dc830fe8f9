import Glibc

/// Scores pairs of consignments by all evidence; one per worker.
struct ConsignmentScorer {
    let exports: Consignments
    let imports: Consignments
    let lineWeights: LineWeights
    let weights: ConsignmentWeights
    private var solver = LineSolver()

    init(
        _ exports: Consignments, _ imports: Consignments, _ lineWeights: LineWeights,
        _ weights: ConsignmentWeights
    ) {
        self.exports = exports
        self.imports = imports
        self.lineWeights = lineWeights
        self.weights = weights
    }

    /// Latest arrival after the export that is looked at, and how far an import may come before it.
    static let daysMax: Int32 = 80
    static let daysMin: Int32 = -2
    /// Lines of paired consignments belong together from this evidence on: still likelier than that
    /// both have no partner, see ``LineSolver/exportLeft`` and ``LineSolver/importLeft``.
    private static let lineBitsMin: Float = -6

    /// Whether the days allow the import to be the export's.
    @inline(__always)
    static func mayBe(_ sent: SharedFacts, _ arrived: SharedFacts) -> Bool {
        let days = arrived.firstDay &- sent.lastDay
        return days >= daysMin && days <= daysMax
    }

    mutating func score(_ exported: Int, _ imported: Int, sums: Bool) -> Float {
        let comparison = ConsignmentComparison(exports, exported, imports, imported)
        let shared = weights.score(comparison, exports, exported)
        return shared
            + solver.solve(
                exports, exports.lines(exported), imports, imports.lines(imported),
                weights: lineWeights, sums: sums, scoreMin: Self.lineBitsMin)
    }

    /// The score when splits and merges count too; `without` is the score without them, which a pair
    /// of one line a side keeps.
    mutating func scoreWithSums(_ exported: Int, _ imported: Int, without: Float) -> Float {
        if exports.lines(exported).count == 1, imports.lines(imported).count == 1 {
            return without
        }
        return score(exported, imported, sums: true)
    }

    /// The lines that belong together within a pair taken as one consignment.
    mutating func groups(_ exported: Int, _ imported: Int) -> [LineGroup] {
        _ = solver.solve(
            exports, exports.lines(exported), imports, imports.lines(imported),
            weights: lineWeights, sums: true, scoreMin: Self.lineBitsMin)
        return solver.groups
    }
}
