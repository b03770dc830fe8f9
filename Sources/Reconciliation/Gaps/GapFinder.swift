import Glibc

/// Turns matched consignments into links, findings and the amounts that explain the gap.
struct GapFinder {
    private let exportRegister: Register
    private let importRegister: Register
    private let exports: Consignments
    private let imports: Consignments
    private let matcher: ConsignmentMatcher
    private let settings: ReconciliationSettings
    private let parallel: Parallel
    /// The last day either register speaks of.
    private let periodEnd: Int32

    init(
        _ exportRegister: Register, _ importRegister: Register, _ exports: Consignments,
        _ imports: Consignments, _ matcher: ConsignmentMatcher, _ settings: ReconciliationSettings
    ) {
        self.exportRegister = exportRegister
        self.importRegister = importRegister
        self.exports = exports
        self.imports = imports
        self.matcher = matcher
        self.settings = settings
        parallel = Parallel(threads: settings.threads)
        periodEnd = max(exports.lastDays.max() ?? 0, imports.lastDays.max() ?? 0)
    }

    /// What a piece of the pairs brings.
    private struct Piece: Sendable {
        var links: [LineLink] = []
        var findings: [Finding] = []
        var waterfall = Waterfall()
        var exportPlaces: [Int32] = []
        var importPlaces: [Int32] = []
    }

    func find() -> (links: [LineLink], findings: [Finding], waterfall: Waterfall) {
        let ranges = Parallel.ranges(matcher.pairs.count, size: 1_024)
        let pieces = parallel.map(ranges.count) { number in
            var piece = Piece()
            var scorer = ConsignmentScorer(
                exports, imports, matcher.lineWeights, matcher.weights)
            for place in ranges[number] { add(matcher.pairs[place], &scorer, to: &piece) }
            return piece
        }
        var links: [LineLink] = []
        var findings: [Finding] = []
        var waterfall = Waterfall()
        var isExportLinked = [Bool](repeating: false, count: exports.lineCount)
        var isImportLinked = [Bool](repeating: false, count: imports.lineCount)
        for piece in pieces {
            links.append(contentsOf: piece.links)
            findings.append(contentsOf: piece.findings)
            waterfall.add(piece.waterfall)
            for place in piece.exportPlaces { isExportLinked[Int(place)] = true }
            for place in piece.importPlaces { isImportLinked[Int(place)] = true }
        }
        addOpenExports(isExportLinked, &findings, &waterfall)
        addOpenImports(isImportLinked, &findings, &waterfall)
        links.sort { ($0.exported, $0.imported) < ($1.exported, $1.imported) }
        findings.sort { one, two in
            if one.exported != two.exported {
                return (one.exported ?? .max) < (two.exported ?? .max)
            }
            return (one.imported ?? .max) < (two.imported ?? .max)
        }
        return (links, findings, waterfall)
    }

    private func add(
        _ pair: ConsignmentPair, _ scorer: inout ConsignmentScorer, to piece: inout Piece
    ) {
        let exported = Int(pair.exported)
        let imported = Int(pair.imported)
        let trust = confidence(pair)
        let key = key(exported, imported)
        for group in scorer.groups(exported, imported) {
            var sent = exports.facts[Int(group.exported.0)]
            var arrived = imports.facts[Int(group.imported.0)]
            let lineTrust = trust * (1 - 0.5 / (1 + exp2(Double(max(0, group.score)) / 2)))
            var e = [group.exported.0]
            var i = [group.imported.0]
            if group.exported.1 >= 0 {
                e.append(group.exported.1)
                sent = sent.adding(exports.facts[Int(group.exported.1)])
            }
            for other in [group.imported.1, group.imported.2] where other >= 0 {
                i.append(other)
                arrived = arrived.adding(imports.facts[Int(other)])
            }
            for one in e {
                for two in i {
                    piece.links.append(
                        LineLink(
                            exported: Int(exports.facts[Int(one)].line),
                            imported: Int(imports.facts[Int(two)].line), kind: group.kind.name,
                            confidence: lineTrust, key: key))
                }
            }
            piece.exportPlaces.append(contentsOf: e)
            piece.importPlaces.append(contentsOf: i)
            let verdict = GapRules.judge(
                sent, arrived, usualRatio: matcher.lineWeights.usualRatio)
            if let verdict {
                piece.findings.append(finding(verdict, sent, arrived, lineTrust))
            }
            piece.waterfall.add(
                month: Waterfall.month(exportRegister.lines.days[Int(sent.line)]),
                pair: countries(exported: Int(sent.line), imported: Int(arrived.line)),
                sent: sent, arrived: arrived, kind: group.kind, verdict: verdict?.type,
                usualRatio: matcher.lineWeights.usualRatio)
        }
    }

    /// Posterior probability of a pair against the prior and its best rival. Dependence between fields
    /// makes raw bits too sure, so only half of them count.
    private func confidence(_ pair: ConsignmentPair) -> Double {
        let against = exp2(Double(matcher.priorBits - pair.score) * 0.5)
        let rival = pair.rival.isFinite ? exp2(Double(pair.rival - pair.score) * 0.5) : 0
        return min(0.9999, 1 / (1 + against + rival))
    }

    /// The strongest number both sides give, else the goods and parties.
    private func key(_ exported: Int, _ imported: Int) -> String {
        let comparison = ConsignmentComparison(exports, exported, imports, imported)
        for kind in 0..<ConsignmentKeys.kinds where comparison.key(kind) == 0 {
            return ConsignmentKeys.name(kind)
        }
        for kind in 0..<ConsignmentKeys.kinds where comparison.key(kind) == 1 {
            return ConsignmentKeys.name(kind) + "-near"
        }
        return comparison.seller == 0 && comparison.buyer == 0 ? "parties-and-goods" : "goods"
    }

    private func finding(
        _ verdict: (type: FindingType, factor: Float), _ sent: LineFacts, _ arrived: LineFacts,
        _ trust: Double
    ) -> Finding {
        return make(
            verdict.type, sent: sent, arrived: arrived, factor: verdict.factor, trust: trust
        ) { Sentences.linked(verdict.type, verdict.factor, sent, arrived, $0) }
    }

    private func make(
        _ type: FindingType, sent: LineFacts?, arrived: LineFacts?, factor: Float, trust: Double,
        sentence: (Double) -> String
    ) -> Finding {
        let amounts = gapAmounts.amounts(
            type, sent?.dollars ?? 0, arrived?.dollars ?? 0, factor: factor)
        let share = gapAmounts.dutyShare(
            type, sent: sent?.heading ?? 0, arrived: arrived?.heading ?? 0)
        var duty: AmountInterval?
        if let amounts, let share {
            duty = AmountInterval(
                amounts.interval.low * share.low, amounts.interval.high * share.high)
        }
        return Finding(
            type: type, exported: sent.map { Int($0.line) }, imported: arrived.map { Int($0.line) },
            factor: Double(factor), dollars: amounts?.point, dollarsInterval: amounts?.interval,
            dutyInterval: duty, confidence: trust, sentence: sentence(amounts?.point ?? .nan))
    }

    private var gapAmounts: GapAmounts {
        let weights = matcher.lineWeights
        return GapAmounts(
            usual: Double(weights.usualRatio), low: Double(weights.usualRatioLow),
            high: Double(weights.usualRatioHigh),
            dutyPercentByHeading: settings.dutyPercentByHeading)
    }

    private func addOpenExports(
        _ isLinked: [Bool], _ findings: inout [Finding], _ waterfall: inout Waterfall
    ) {
        for consignment in 0..<exports.count {
            let isMatched = matcher.ofExport[consignment] >= 0
            for place in exports.lines(consignment) where !isLinked[place] {
                let facts = exports.facts[place]
                let line = Int(facts.line)
                let day = exportRegister.lines.days[line]
                let isLate = day <= periodEnd - settings.arrivalDaysMax
                waterfall.addOpen(
                    month: Waterfall.month(day), pair: countries(exported: line, imported: nil),
                    facts: facts, step: isLate ? .unmatchedExport : .underWay)
                guard isLate else { continue }
                findings.append(
                    make(
                        .unmatchedExport, sent: facts, arrived: nil, factor: 0,
                        trust: isMatched ? 0.97 : 0.9
                    ) { _ in Sentences.exportOnly(facts, days: periodEnd - day, isMatched) })
            }
        }
    }

    private func addOpenImports(
        _ isLinked: [Bool], _ findings: inout [Finding], _ waterfall: inout Waterfall
    ) {
        for consignment in 0..<imports.count {
            let best = matcher.bestOpen[consignment]
            // How likely a link was missed: odds of the best candidate that was still to be had.
            let missed = best.isFinite ? 1 / (1 + exp2(Double(matcher.priorBits - best) * 0.5)) : 0
            for place in imports.lines(consignment) where !isLinked[place] {
                let facts = imports.facts[place]
                let line = Int(facts.line)
                waterfall.addOpen(
                    month: Waterfall.month(importRegister.lines.days[line]),
                    pair: countries(exported: nil, imported: line), facts: facts,
                    step: .unmatchedImport)
                findings.append(
                    make(
                        .unmatchedImport, sent: nil, arrived: facts, factor: 0,
                        trust: min(0.97, 1 - missed)
                    ) { _ in Sentences.importOnly(facts) })
            }
        }
    }

    /// The pair of countries of a line: where it came from, where it went.
    private func countries(exported: Int?, imported: Int?) -> UInt32 {
        let from = imported.map { importRegister.lines.countries[$0] } ?? homeCountry
        let to = exported.map { exportRegister.lines.countries[$0] } ?? destinationCountry
        return UInt32(from) << 16 | UInt32(to)
    }

    private var homeCountry: UInt16 { importRegister.lines.countries.first ?? 0 }
    private var destinationCountry: UInt16 { exportRegister.lines.countries.first ?? 0 }
}
