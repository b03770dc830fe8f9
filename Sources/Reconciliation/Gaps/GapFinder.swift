import Glibc

/// Turns matched consignments into links, findings and the amounts that explain the gap.
struct GapFinder: Sendable {
    let exportRegister: Register
    let importRegister: Register
    let exports: Consignments
    let imports: Consignments
    let matcher: ConsignmentMatcher
    let settings: ReconciliationSettings
    let evidence: GapEvidence
    let parallel: Parallel
    let lanes: GapLanes
    let freight: FreightFactors
    let patterns: Patterns
    /// The last day either register speaks of.
    let periodEnd: Int32
    private let homeCountry: UInt16
    private let destinationCountry: UInt16

    /// `evidence` is what only the whole registers could tell.
    init(
        _ exportRegister: Register, _ importRegister: Register, _ matcher: ConsignmentMatcher,
        _ evidence: GapEvidence, _ settings: ReconciliationSettings
    ) {
        self.exportRegister = exportRegister
        self.importRegister = importRegister
        exports = matcher.exports
        imports = matcher.imports
        self.matcher = matcher
        self.settings = settings
        self.evidence = evidence
        parallel = matcher.parallel
        periodEnd = max(exports.lastDay ?? 0, imports.lastDay ?? 0)
        homeCountry = importRegister.lines.countries.first ?? 0
        destinationCountry = exportRegister.lines.countries.first ?? 0
        var patterns = Patterns()
        for (side, register) in [(exports, exportRegister), (imports, importRegister)] {
            let isExport = side.side == .exports
            let extras = register.lines.extras
            patterns.add(MultipleInvoicing(side: side, extras: extras).hits(), isExport: isExport)
            patterns.add(
                Carousel(side: side, extras: extras, days: register.lines.days).hits(),
                isExport: isExport)
        }
        patterns.add(evidence.greyExports, isExport: true)
        self.patterns = patterns
        lanes = GapLanes(exportRegister, importRegister)
        freight = FreightFactors(lanes.ratios(matcher))
    }

    /// What a piece of the pairs brings.
    struct Piece: Sendable {
        var links: [LineLink] = []
        var findings: [Finding] = []
        var gaps: [ExplainedGap] = []
        var waterfall = Waterfall()
        var exportPlaces: [Int32] = []
        var importPlaces: [Int32] = []
    }

    /// All that the registers' comparison tells, in the order of the lines.
    func find() -> GapTables {
        let ranges = Parallel.ranges(matcher.pairs.count, size: 1_024)
        let pieces = parallel.map(ranges.count) { number in
            var piece = Piece()
            var scorer = ConsignmentScorer(
                exports, imports, matcher.lineWeights, matcher.weights)
            for place in ranges[number] {
                let prior = place < matcher.openFrom ? matcher.priorBits : matcher.openPriorBits
                add(matcher.pairs[place], prior: prior, &scorer, to: &piece)
            }
            return piece
        }
        var tables = GapTables()
        var isExportLinked = [Bool](repeating: false, count: exports.lineCount)
        var isImportLinked = [Bool](repeating: false, count: imports.lineCount)
        for piece in pieces {
            tables.add(piece)
            for place in piece.exportPlaces { isExportLinked[Int(place)] = true }
            for place in piece.importPlaces { isImportLinked[Int(place)] = true }
        }
        addOpenExports(isExportLinked, &tables)
        addOpenImports(isImportLinked, &tables)
        tables.sort(parallel)
        return tables
    }

    private func add(
        _ pair: ConsignmentPair, prior: Float, _ scorer: inout ConsignmentScorer,
        to piece: inout Piece
    ) {
        let trust = confidence(pair, prior: prior)
        let key = key(Int(pair.exported), Int(pair.imported))
        var judged = scorer.groups(Int(pair.exported), Int(pair.imported)).map { judge($0, pair) }
        excuseAllocation(&judged)
        for group in judged {
            let lineTrust = trust * (1 - 0.5 / (1 + exp2(Double(max(0, group.score)) / 2)))
            for one in group.exportPlaces {
                for two in group.importPlaces {
                    piece.links.append(
                        LineLink(
                            exportLine: exports.facts[Int(one)].line,
                            importLine: imports.facts[Int(two)].line, trust: Float(lineTrust),
                            linkKind: group.parts.kind, linkKey: key))
                }
            }
            piece.exportPlaces.append(contentsOf: group.exportPlaces)
            piece.importPlaces.append(contentsOf: group.importPlaces)
            if let finding = finding(group, lineTrust) { piece.findings.append(finding) }
            let top = group.parts.top
            piece.gaps.append(
                ExplainedGap(
                    exportLine: group.sent.line, importLine: group.arrived.line,
                    dollars: Float(group.parts.gap), reason: top.reason,
                    explained: Float(top.dollars)))
            piece.waterfall.add(
                group.parts,
                month: Waterfall.month(exportRegister.lines.days[Int(group.sent.line)]),
                pair: countries(
                    exported: Int(group.sent.line), imported: Int(group.arrived.line)))
        }
    }

    /// Share of the bits that counts, since fields depend on each other. Chosen on the cautious side of
    /// what `Benchmarks/reconcile/reliability.py` shows on held-out seeds.
    private static let bitsTrusted = 0.7

    /// Posterior probability of a pair against the prior and its best rival.
    private func confidence(_ pair: ConsignmentPair, prior: Float) -> Double {
        let against = exp2(Double(prior - pair.score) * Self.bitsTrusted)
        let rival =
            pair.rival.isFinite ? exp2(Double(pair.rival - pair.score) * Self.bitsTrusted) : 0
        return min(0.9999, 1 / (1 + against + rival))
    }

    /// The strongest number both sides give, else the goods and parties.
    private func key(_ exported: Int, _ imported: Int) -> LinkKey {
        let comparison = ConsignmentComparison(exports, exported, imports, imported)
        let same: [LinkKey] = [.reference, .document, .container, .invoice]
        let near: [LinkKey] = [.referenceNear, .documentNear, .containerNear, .invoiceNear]
        for kind in 0..<ConsignmentKeys.kinds where comparison.key(kind) == 0 { return same[kind] }
        for kind in 0..<ConsignmentKeys.kinds where comparison.key(kind) == 1 { return near[kind] }
        return comparison.seller == 0 && comparison.buyer == 0 ? .partiesAndGoods : .goods
    }

    /// The pair of countries of a line: where it came from, where it went.
    func countries(exported: Int?, imported: Int?) -> UInt32 {
        let from = imported.map { importRegister.lines.countries[$0] } ?? homeCountry
        let to = exported.map { exportRegister.lines.countries[$0] } ?? destinationCountry
        return UInt32(from) << 16 | UInt32(to)
    }
}
