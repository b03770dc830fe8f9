/// Thresholds between noise and gap. Each lies between what the register's noise reaches and what a
/// gap begins with; source: data/reconcile/README.md (noise: CIF 2–10 % above FOB, mass within 4 %;
/// gaps: value × 0.3–0.8 or × 1.35–4, quantity × 0.4–0.9).
enum GapRules {
    /// Unit value relative to the usual CIF ratio: below this it is undervalued.
    /// 0.8 × 1.10 / 1.06 = 0.83 from below, 1.02 / 1.06 = 0.96 from above.
    static let unitValueMin: Float = 0.89
    /// And above this overvalued: 1.10 / 1.06 = 1.04 from below, 1.35 × 1.02 / 1.06 = 1.30 from above.
    static let unitValueMax: Float = 1.17
    /// Mass ratio from which less arrived than noise explains.
    static let massMin: Float = 0.93
    /// Days after which goods that have not arrived count as missing.
    static let arrivalDaysMax: Int32 = 76

    /// What the comparison of linked lines shows; nil for noise.
    static func judge(
        _ exported: LineFacts, _ imported: LineFacts, usualRatio: Float
    ) -> (type: FindingType, factor: Float)? {
        if exported.code != 0, imported.code != 0, exported.heading != imported.heading {
            return (.codeMisdeclaration, 1)
        }
        if exported.origin != 0, imported.origin != 0, exported.origin != imported.origin {
            return (.originChange, 1)
        }
        let comparison = LineComparison(
            exported: exported, imported: imported, usualRatio: usualRatio)
        let quantity = quantityRatio(exported, imported, comparison)
        if quantity > 0, quantity < massMin { return (.quantityShortfall, quantity) }
        guard !comparison.unitValueRatio.isNaN else { return nil }
        let relative = comparison.unitValueRatio / usualRatio
        if relative < unitValueMin { return (.undervaluation, relative) }
        if relative > unitValueMax { return (.overvaluation, relative) }
        return nil
    }

    /// How much of the quantity arrived: the counted quantity where it is no mass, else net and gross
    /// mass taken together; 0 when unknown.
    private static func quantityRatio(
        _ exported: LineFacts, _ imported: LineFacts, _ comparison: LineComparison
    ) -> Float {
        if comparison.quantity >= 0, comparison.quantity < 2 {
            return imported.quantity / exported.quantity
        }
        guard exported.massGrossKg > 0, imported.massGrossKg > 0 else {
            return comparison.massRatio
        }
        return max(comparison.massRatio, imported.massGrossKg / exported.massGrossKg)
    }
}
