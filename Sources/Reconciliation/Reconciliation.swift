package import Customs
package import Reference

/// What a reconciliation may use and assume.
package struct ReconciliationSettings: Sendable {
    /// Threads at most; results are the same for any number.
    package var threads = 2
    /// Days after which goods that have not arrived count as missing.
    package var arrivalDaysMax: Int32 = 76
    /// Duty in percent by four-digit heading, where known.
    package var dutyPercentByHeading: [UInt32: Double] = [:]
    /// Which subheadings of two editions of the nomenclature are the same goods.
    package var correlation = HSCorrelation()
    /// What firms or the country can make, for grey re-exports.
    package var capacity = OriginCapacity()

    package init(threads: Int = 2) { self.threads = threads }
}

/// Both registers compared.
package struct ReconciliationResult: Sendable {
    let exportRegister: Register
    let importRegister: Register
    /// Lines that are the same goods, in the order of the export register.
    package let links: [LineLink]
    /// Residual gaps, at most one for a line.
    package let findings: [Finding]
    /// The gap of each pair of lines and the one reason that explains it best.
    package let gaps: [ExplainedGap]
    package let waterfall: Waterfall
    package let diagnostics: [Diagnostic]
    /// Import value over export value that the registers teach as usual.
    package let usualRatio: Double
    /// How the result is written out.
    let parallel: Parallel

    package var exportLines: Int { exportRegister.lines.count }
    package var importLines: Int { importRegister.lines.count }
}

/// Matches two registers of the same trade and explains the gaps between them.
///
/// Deterministic: the same registers give the same result for any number of threads.
package struct Reconciler: Sendable {
    package let settings: ReconciliationSettings

    package init(settings: ReconciliationSettings) { self.settings = settings }

    /// Reads both registers and compares them. Throws when an input cannot be read at all; faults
    /// within an input are diagnostics of the result.
    package func reconcile(
        exports: RegisterSource, imports: RegisterSource, rates: ExchangeRates
    ) throws(RegisterUnreadable) -> ReconciliationResult {
        let parallel = Parallel(threads: settings.threads)
        var exportReader = RegisterReader(side: .exports, parallel: parallel)
        var importReader = RegisterReader(side: .imports, parallel: parallel)
        var exportRegister = try exportReader.read(exports)
        var importRegister = try importReader.read(imports)
        var diagnostics = exportReader.diagnostics + importReader.diagnostics
        let values = DollarValues(rates: rates)
        diagnostics += values.convert(&exportRegister, parallel)
        diagnostics += values.convert(&importRegister, parallel)
        let consignments = consignments(&exportRegister, &importRegister, &diagnostics, parallel)
        return compare(exportRegister, importRegister, consignments, diagnostics, parallel)
    }

    /// Both registers' consignments; the columns they were made from are given back.
    private func consignments(
        _ exportRegister: inout Register, _ importRegister: inout Register,
        _ diagnostics: inout [Diagnostic], _ parallel: Parallel
    ) -> BothSides {
        let repeated = RepeatedLines.both(exportRegister, importRegister, parallel)
        for side in repeated { diagnostics += side.diagnostics }
        let grey = GreyReexport(
            register: exportRegister, isRepeated: repeated[0].isRepeated,
            capacity: settings.capacity, home: importRegister.lines.countries.first ?? 0)
        let evidence = GapEvidence(
            earlierExports: repeated[0].earlier, earlierImports: repeated[1].earlier,
            greyExports: grey.hits())
        let parties = Parties(exportRegister, importRegister, parallel: parallel)
        return BothSides(
            evidence: evidence,
            exports: Self.consumed(
                &exportRegister, repeated[0], parties.sellersOfExports, parties.buyersOfExports,
                parallel),
            imports: Self.consumed(
                &importRegister, repeated[1], parties.sellersOfImports, parties.buyersOfImports,
                parallel),
            sellers: parties.sellerCount, buyers: parties.buyerCount)
    }

    private static func consumed(
        _ register: inout Register, _ repeated: RepeatedLines, _ sellers: [Int32],
        _ buyers: [Int32], _ parallel: Parallel
    ) -> Consignments {
        let consignments = Consignments(
            register, isRepeated: repeated.isRepeated, sellers: sellers, buyers: buyers,
            parallel: parallel)
        register.dropCompared()
        return consignments
    }

    private func compare(
        _ exportRegister: Register, _ importRegister: Register, _ sides: BothSides,
        _ diagnostics: [Diagnostic], _ parallel: Parallel
    ) -> ReconciliationResult {
        var matcher = ConsignmentMatcher(
            sides.exports, sides.imports, sellers: sides.sellers, buyers: sides.buyers,
            parallel: parallel)
        matcher.run()
        let gaps = GapFinder(
            exportRegister, importRegister, matcher, sides.evidence, settings
        ).find()
        return ReconciliationResult(
            exportRegister: exportRegister, importRegister: importRegister, links: gaps.links,
            findings: gaps.findings, gaps: gaps.gaps, waterfall: gaps.waterfall,
            diagnostics: diagnostics,
            usualRatio: Double(matcher.lineWeights.usualRatio), parallel: parallel)
    }
}

/// The consignments of both registers and how many parties they know.
private struct BothSides {
    let evidence: GapEvidence
    let exports: Consignments
    let imports: Consignments
    let sellers: Int
    let buyers: Int
}
