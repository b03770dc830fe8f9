/// Lines that belong together, judged: what explains their gap, or what does not.
struct JudgedGroup: Sendable {
    var exportPlaces: [Int32]
    var importPlaces: [Int32]
    var sent: LineFacts
    var arrived: LineFacts
    var score: Float
    var parts: GapParts
    /// Import value over export value that was to be expected.
    var expectedRatio: Double
    /// A pattern that a line is part of.
    var hit: Patterns.Hit?
}

extension GapFinder {
    func judge(_ group: LineGroup, _ pair: ConsignmentPair) -> JudgedGroup {
        let exportPlaces =
            group.exported.1 < 0 ? [group.exported.0] : [group.exported.0, group.exported.1]
        let importPlaces =
            group.imported.1 < 0
            ? [group.imported.0]
            : [group.imported.0, group.imported.1, group.imported.2].filter { $0 >= 0 }
        var sent = exports.facts[Int(exportPlaces[0])]
        var arrived = imports.facts[Int(importPlaces[0])]
        for place in exportPlaces.dropFirst() { sent = sent.adding(exports.facts[Int(place)]) }
        for place in importPlaces.dropFirst() {
            arrived = arrived.adding(imports.facts[Int(place)])
        }
        let mode = imports.shared[Int(pair.imported)].mode
        var parts = parts(sent, arrived, group.kind, importPlaces, mode)
        let expectedRatio =
            parts.sent > 0 ? (parts.expected - parts.exchange) / parts.sent : freight.usual
        // What another day's rate of the same currency makes is no gap.
        var judged = arrived
        if parts.exchange != 0 { judged.dollars -= Float(parts.exchange) }
        let ratio = Float(expectedRatio.isFinite ? expectedRatio : freight.usual)
        parts.verdict = GapRules.judge(sent, judged, usualRatio: ratio)
        if let verdict = parts.verdict {
            parts.excuse = excuse(verdict.type, sent, judged, group.kind, ratio)
        }
        var hit: Patterns.Hit?
        if !patterns.isEmpty, parts.verdict == nil || parts.excuse != nil {
            hit = patterns.hit(
                exported: exportPlaces.map { exports.facts[Int($0)].line },
                imported: importPlaces.map { imports.facts[Int($0)].line })
        }
        return JudgedGroup(
            exportPlaces: exportPlaces, importPlaces: importPlaces, sent: sent, arrived: arrived,
            score: group.score, parts: parts, expectedRatio: Double(ratio), hit: hit)
    }

    /// The steps before any verdict: exchange rate, own or learned freight, delivery terms.
    private func parts(
        _ sent: LineFacts, _ arrived: LineFacts, _ kind: LinkKind, _ importPlaces: [Int32],
        _ mode: UInt8
    ) -> GapParts {
        var parts = GapParts(
            sent: Double(sent.dollars), arrived: Double(arrived.dollars), kind: kind,
            massRatio: sent.massNetKg > 0 ? Double(arrived.massNetKg / sent.massNetKg) : 1)
        parts.exchange = exchange(sent, arrived)
        parts.isOtherUnit = sent.unit != arrived.unit && sent.unit != 0 && arrived.unit != 0
        if let own = ownCarriage(importPlaces) {
            parts.freight = own
        } else {
            let lane = lanes.lane(sent, arrived, mode: mode)
            let factor = freight.factor(lane)
            let term = freight.termPart(lane)
            parts.freight = parts.sent * (factor / term - 1)
            parts.term = parts.sent * factor * (1 - 1 / term)
        }
        return parts
    }

    /// What the change of the rate between the two days makes, where both sides declare in one
    /// currency; 0 otherwise.
    private func exchange(_ sent: LineFacts, _ arrived: LineFacts) -> Double {
        let (one, two) = (Int(sent.line), Int(arrived.line))
        let currency = exportRegister.currencies.code(one)
        guard currency != 0, currency == importRegister.currencies.code(two) else { return 0 }
        let then = exportRegister.currencies.perDollar(one, on: exportRegister.lines.days[one])
        let now = importRegister.currencies.perDollar(two, on: importRegister.lines.days[two])
        let part = Double(arrived.dollars) * (1 - now / then)
        return part.isFinite ? part : 0
    }

    /// Freight and insurance that the import lines themselves give; nil when one does not.
    private func ownCarriage(_ importPlaces: [Int32]) -> Double? {
        let carriage = importRegister.lines.extras.carriage
        guard !carriage.isEmpty else { return nil }
        let sum = importPlaces.reduce(0.0) {
            $0 + Double(carriage[Int(imports.facts[Int($1)].line)])
        }
        return sum.isFinite ? sum : nil
    }

    /// What innocent explains a verdict away; nil when nothing does.
    private func excuse(
        _ type: FindingType, _ sent: LineFacts, _ arrived: LineFacts, _ kind: LinkKind,
        _ ratio: Float
    ) -> GapReason? {
        if type == .codeMisdeclaration,
            let one = ExtraColumns.entry(exportRegister.lines.extras.editions, Int(sent.line)),
            let two = ExtraColumns.entry(importRegister.lines.extras.editions, Int(arrived.line)),
            settings.correlation.agree(sent.subheading, one, arrived.subheading, two)
        {
            return .edition
        }
        guard kind == .one else { return nil }
        // One side amended its declaration and the other still says what the first version said.
        let before = evidence.earlierExports[sent.line] ?? []
        let after = evidence.earlierImports[arrived.line] ?? []
        let isAmended =
            before.contains { GapRules.judge($0, arrived, usualRatio: ratio) == nil }
            || after.contains { GapRules.judge(sent, $0, usualRatio: ratio) == nil }
        return isAmended ? .amendment : nil
    }

    /// Values that one side put on another line of the same consignment are no gap: where some lines
    /// are too low and some too high, and their sum is as expected, all are excused.
    func excuseAllocation(_ groups: inout [JudgedGroup]) {
        guard groups.count > 1 else { return }
        func isOpen(_ group: JudgedGroup, _ type: FindingType) -> Bool {
            group.parts.verdict?.type == type && group.parts.excuse == nil
        }
        guard groups.contains(where: { isOpen($0, .undervaluation) }),
            groups.contains(where: { isOpen($0, .overvaluation) })
        else { return }
        let valued = groups.indices.filter {
            isOpen(groups[$0], .undervaluation) || isOpen(groups[$0], .overvaluation)
        }
        let expected = valued.reduce(0) { $0 + groups[$1].parts.expected }
        let arrived = valued.reduce(0) { $0 + groups[$1].parts.arrived }
        let relative = expected > 0 ? arrived / expected : 0
        guard abs(relative - 1) <= Self.allocationTolerance else { return }
        for place in valued { groups[place].parts.excuse = .allocation }
    }

    /// How near the sum has to come to what was expected, as a share.
    private static let allocationTolerance = 0.015
}
