import Glibc

/// Making findings of what is left.
extension GapFinder {
    /// The finding on judged lines; nil when the gap is explained and no pattern speaks of them.
    func finding(_ group: JudgedGroup, _ trust: Double) -> Finding? {
        if let verdict = group.parts.verdict, group.parts.excuse == nil {
            let sentence: (Double) -> String = {
                Sentences.linked(verdict.type, verdict.factor, group.sent, group.arrived, $0)
            }
            return make(
                verdict.type, sent: group.sent, arrived: group.arrived, factor: verdict.factor,
                ratio: group.expectedRatio, trust: trust, sentence: sentence)
        }
        return group.hit.map { make($0, sent: group.sent, arrived: group.arrived, trust: trust) }
    }

    private func make(
        _ type: FindingType, sent: LineFacts?, arrived: LineFacts?, factor: Float, ratio: Double,
        trust: Double, sentence: (Double) -> String
    ) -> Finding {
        let gapAmounts = gapAmounts(ratio)
        let amounts = gapAmounts.amounts(
            type, sent?.dollars ?? 0, arrived?.dollars ?? 0, factor: factor)
        let duty = amounts.flatMap { self.duty(type, $0.interval, sent, arrived, gapAmounts) }
        return Finding(
            type: type, exported: sent.map { Int($0.line) }, imported: arrived.map { Int($0.line) },
            factor: Double(factor), dollars: amounts?.point, dollarsInterval: amounts?.interval,
            dutyInterval: duty, confidence: trust, sentence: sentence(amounts?.point ?? .nan))
    }

    private func make(
        _ hit: Patterns.Hit, sent: LineFacts?, arrived: LineFacts?, trust: Double
    ) -> Finding {
        let interval = AmountInterval(hit.low, hit.high)
        return Finding(
            type: hit.type, exported: sent.map { Int($0.line) },
            imported: arrived.map { Int($0.line) }, factor: hit.factor,
            dollars: (interval.low + interval.high) / 2, dollarsInterval: interval,
            dutyInterval: duty(hit.type, interval, sent, arrived, gapAmounts(freight.usual)),
            confidence: trust, sentence: hit.sentence)
    }

    private func duty(
        _ type: FindingType, _ amount: AmountInterval, _ sent: LineFacts?, _ arrived: LineFacts?,
        _ amounts: GapAmounts
    ) -> AmountInterval? {
        amounts.dutyShare(type, sent: sent?.heading ?? 0, arrived: arrived?.heading ?? 0).map {
            AmountInterval(amount.low * $0.low, amount.high * $0.high)
        }
    }

    /// Amounts at an expected ratio, with the spread that the registers show.
    private func gapAmounts(_ ratio: Double) -> GapAmounts {
        let weights = matcher.lineWeights
        return GapAmounts(
            usual: ratio, low: ratio * Double(weights.usualRatioLow / weights.usualRatio),
            high: ratio * Double(weights.usualRatioHigh / weights.usualRatio),
            dutyPercentByHeading: settings.dutyPercentByHeading)
    }
}

/// Lines without a partner.
extension GapFinder {
    func addOpenExports(_ isLinked: [Bool], _ tables: inout GapTables) {
        for consignment in 0..<exports.count {
            let isMatched = matcher.ofExport[consignment] >= 0
            for place in exports.lines(consignment) where !isLinked[place] {
                let facts = exports.facts[place]
                let line = Int(facts.line)
                let day = exportRegister.lines.days[line]
                let found = openExport(facts, day, isMatched)
                tables.waterfall.addOpen(
                    month: Waterfall.month(day), pair: countries(exported: line, imported: nil),
                    facts: facts, step: found.reason, isImport: false)
                if let finding = found.finding { tables.add(finding) }
            }
        }
    }

    /// Why an export has no import: under way, gone on to another country, or a finding.
    private func openExport(
        _ facts: LineFacts, _ day: Int32, _ isMatched: Bool
    ) -> (reason: GapReason, finding: Finding?) {
        if let hit = patterns.exports[facts.line] {
            return (hit.type.reason, make(hit, sent: facts, arrived: nil, trust: 0.9))
        }
        let line = Int(facts.line)
        let extras = exportRegister.lines.extras
        let due = ExtraColumns.entry(extras.transitDue, line) ?? .min
        let end = ExtraColumns.entry(extras.transitEnd, line) ?? .min
        let isOverdue = due != .min && end == .min && due < periodEnd
        let goesOn = ExtraColumns.entry(extras.finalCountries, line) ?? 0
        if isOverdue {
            let hit = Patterns.Hit(
                type: .transitDiversion, factor: 0, low: Double(facts.dollars),
                high: Double(facts.dollars),
                sentence: Sentences.diverted(facts, due, periodEnd - due))
            return (.transitDiversion, make(hit, sent: facts, arrived: nil, trust: 0.9))
        }
        if goesOn != 0, goesOn != exportRegister.lines.countries[line] {
            return (.attribution, nil)
        }
        guard day <= periodEnd - settings.arrivalDaysMax else { return (.underWay, nil) }
        let days = periodEnd - day
        let finding = make(
            .unmatchedExport, sent: facts, arrived: nil, factor: 0, ratio: freight.usual,
            trust: Self.unmatchedTrust
        ) { _ in Sentences.exportOnly(facts, days: days, isMatched) }
        return (.unmatchedExport, finding)
    }

    /// How often an export without import is one on held-out registers, on the cautious side; source:
    /// `Benchmarks/reconcile/reliability.py`.
    private static let unmatchedTrust = 0.97

    func addOpenImports(_ isLinked: [Bool], _ tables: inout GapTables) {
        for consignment in 0..<imports.count {
            let best = matcher.bestOpen[consignment]
            // How likely a link was missed: odds of the best candidate that was still to be had.
            let missed = best.isFinite ? 1 / (1 + exp2(Double(matcher.priorBits - best) * 0.5)) : 0
            let trust = min(0.97, 1 - missed)
            for place in imports.lines(consignment) where !isLinked[place] {
                let facts = imports.facts[place]
                let line = Int(facts.line)
                let hit = patterns.imports[facts.line]
                let finding =
                    hit.map { make($0, sent: nil, arrived: facts, trust: trust) }
                    ?? make(
                        .unmatchedImport, sent: nil, arrived: facts, factor: 0,
                        ratio: freight.usual,
                        trust: trust
                    ) { _ in Sentences.importOnly(facts) }
                tables.waterfall.addOpen(
                    month: Waterfall.month(importRegister.lines.days[line]),
                    pair: countries(exported: nil, imported: line), facts: facts,
                    step: finding.type.reason, isImport: true)
                tables.add(finding)
            }
        }
    }
}
