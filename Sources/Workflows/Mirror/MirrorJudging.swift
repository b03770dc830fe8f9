import Customs
import Exchange
import Reconciliation
import Seal
import Store

/// Judges one consignment and brings what is stored of it in line with that.
struct MirrorJudging {
    let matching: MirrorMatching
    private var writer: any StoreWriter { matching.writer }

    init(matching: MirrorMatching) { self.matching = matching }

    /// Most gaps of one consignment that are kept.
    static let gapsMax = 2_000

    /// - Parameters:
    ///   - clusters: whose gaps are looked at anew; those of the members among them.
    ///   - cause: `match`, `amendment` or `time`, kept with gaps that end.
    func judge(
        _ members: [MirrorMatching.Member], clusters: Set<Int64>, cause: String
    ) throws {
        var standing: [MirrorGapRow] = []
        for cluster in clusters.sorted() {
            standing += try writer.mirrorGaps(cluster: cluster, limit: Self.gapsMax)
                .filter { $0.endedAt == nil }
        }
        // Records that no key holds together any more are consignments of their own.
        let pairs = try link(members)
        for part in Self.parts(members, pairs) { try judge(part, pairs, &standing) }
        for gap in standing { try writer.endMirrorGap(gap.id, at: matching.now, by: cause) }
    }

    /// Judges records that belong together; what stands already and stays is taken out of `standing`.
    private func judge(
        _ members: [MirrorMatching.Member], _ pairs: [Pair], _ standing: inout [MirrorGapRow]
    ) throws {
        guard let cluster = members.map(\.row.id).min(), let first = members.first else { return }
        let isDue = try due(members)
        let lane = Lane(first, members)
        var ratio = try lane.ratio(in: writer)
        var failure: (any Error)?
        let judge = MirrorJudge(lane: ratio) { money, day in
            do { return try matching.rates.dollars(money, day) } catch {
                failure = error
                return nil
            }
        }
        let verdict = judge.judge(
            MirrorCluster(members.map(\.record)), isExportDue: isDue.exports,
            isImportDue: isDue.imports)
        if let failure { throw failure }
        let isNew = try store(verdict.gaps, members, cluster: cluster, &standing)
        if isNew, !verdict.ratios.isEmpty {
            for one in verdict.ratios { ratio.add(one) }
            try lane.save(ratio, in: writer)
        }
        for member in members {
            let kinds = pairs.filter { $0.holds(member.row.id) }.map(\.kind)
            try writer.setMirrorRecord(
                member.row.id, cluster: cluster, joinedBy: kinds.min() ?? 0,
                dueDay: kinds.isEmpty && !member.record.isWithdrawn
                    ? dueDay(member.record, isDue) : nil)
        }
    }

    /// Two members that share a key.
    private struct Pair {
        let exported, other: Int64
        let kind: Int

        func holds(_ id: Int64) -> Bool { exported == id || other == id }
    }

    /// Members that pairs hold together, in the order of their ids.
    private static func parts(
        _ members: [MirrorMatching.Member], _ pairs: [Pair]
    ) -> [[MirrorMatching.Member]] {
        var part = Dictionary(uniqueKeysWithValues: members.map { ($0.row.id, $0.row.id) })
        // A few dozen members: as often as something changes.
        var isChanged = true
        while isChanged {
            isChanged = false
            for pair in pairs {
                guard let one = part[pair.exported], let two = part[pair.other], one != two else {
                    continue
                }
                part[pair.exported] = min(one, two)
                part[pair.other] = min(one, two)
                isChanged = true
            }
        }
        return Dictionary(grouping: members) { part[$0.row.id] ?? 0 }
            .sorted { $0.key < $1.key }
            .map { $0.value.sorted { $0.row.id < $1.row.id } }
    }

    /// The day from which a record without partner counts as missing; nil once that is settled.
    private func dueDay(
        _ record: MirrorRecord, _ isDue: (exports: Bool, imports: Bool)
    ) -> Int32? {
        switch record.flow {
        case .export: isDue.exports ? nil : record.day.number + Int32(MirrorRules.arrivalDaysMax)
        case .import: isDue.imports ? nil : record.day.number + Int32(MirrorRules.exportDaysMax)
        case .transit: nil
        }
    }

    /// Whether the other register reaches far enough to say that something is missing in it.
    private func due(
        _ members: [MirrorMatching.Member]
    ) throws -> (exports: Bool, imports: Bool) {
        func isDue(_ flow: MirrorRecord.Flow, _ other: MirrorRecord.Flow, _ days: Int) throws
            -> Bool
        {
            let ofFlow = members.filter { $0.record.flow == flow }
            guard let last = ofFlow.map(\.record.day).max(), let one = ofFlow.first?.row else {
                return false
            }
            let covered = try matching.covered(
                by: MirrorRegister(
                    partner: one.partner, isOwn: !one.isOwn, flow: other.rawValue))
            return covered.map { $0 >= last.number + Int32(days) } ?? false
        }
        return (
            try isDue(.export, .import, MirrorRules.arrivalDaysMax),
            try isDue(.import, .export, MirrorRules.exportDaysMax)
        )
    }

    /// Stores links that are new, and returns who shares a key.
    private func link(_ members: [MirrorMatching.Member]) throws -> [Pair] {
        var pairs: [Pair] = []
        let exports = members.filter { $0.record.flow == .export }
        for export in exports where !export.record.isWithdrawn {
            let known = try writer.mirrorLinks(of: export.row.id).filter { $0.endedAt == nil }
            for other in members where other.record.flow != .export && !other.record.isWithdrawn {
                guard let shared = MirrorFit(export.record, other.record).sharedKey() else {
                    continue
                }
                pairs.append(
                    Pair(
                        exported: export.row.id, other: other.row.id,
                        kind: shared.kind.rawValue))
                guard !known.contains(where: { $0.imported == other.row.id }) else { continue }
                try writer.insert(
                    MirrorLinkRow(
                        exported: export.row.id, imported: other.row.id,
                        key: shared.kind.name + (shared.isNear ? "-near" : ""),
                        confidence: shared.confidence, foundAt: matching.now))
            }
        }
        return pairs
    }

    /// Adds gaps that are new; those that stand already are taken out of `standing`.
    ///
    /// - Returns: whether anything is new.
    private func store(
        _ gaps: [MirrorGap], _ members: [MirrorMatching.Member], cluster: Int64,
        _ standing: inout [MirrorGapRow]
    ) throws -> Bool {
        var isNew = false
        for gap in gaps {
            let row = row(gap, members, cluster: cluster)
            if let same = standing.firstIndex(where: { $0.isSame(as: row) }) {
                standing.remove(at: same)
            } else {
                _ = try writer.insert(row)
                isNew = true
            }
        }
        return isNew
    }

    private func row(
        _ gap: MirrorGap, _ members: [MirrorMatching.Member], cluster: Int64
    ) -> MirrorGapRow {
        func find(_ places: [MirrorGap.Place], _ isExport: Bool) -> MirrorMatching.Member? {
            places.first.flatMap { place in
                members.first {
                    ($0.record.flow == .export) == isExport && $0.record.number == place.number
                }
            }
        }
        let exported = find(gap.exports, true)
        let imported = find(gap.imports, false)
        let own = [exported, imported].compactMap { $0 }.first { $0.row.isOwn }
        // Of goods that only the partner knows, the trader on our side is the one it names.
        let trader =
            own?.record.trader ?? exported?.record.buyer ?? imported?.record.seller
            ?? MirrorParty()
        return MirrorGapRow(
            partner: members.first?.row.partner ?? "", cluster: cluster, reason: gap.reason.name,
            isFinding: gap.finding != nil, exported: exported?.row.id,
            imported: imported?.row.id, dollars: gap.dollars, content: gap.tree.bytes,
            traders: trader.keys, foundAt: matching.now)
    }

    /// The way goods take: from which register to which, and by what.
    private struct Lane {
        let name: String

        init(_ first: MirrorMatching.Member, _ members: [MirrorMatching.Member]) {
            let isOut = first.row.isOwn == (first.record.flow == .export)
            let mode = members.lazy.compactMap(\.record.mode).first ?? "-"
            name = "mirror-lane:\(first.row.partner):\(isOut ? "out" : "in"):\(mode.prefix(1))"
        }

        func ratio(in reader: any StoreReader) throws -> LaneRatio {
            guard let row = try reader.snapshot(name) else { return LaneRatio() }
            let counts = try JSONTree(reading: row.content).elements?.compactMap {
                $0.integerValue.flatMap { UInt32(exactly: $0) }
            }
            return counts.flatMap { LaneRatio(counts: $0) } ?? LaneRatio()
        }

        func save(_ ratio: LaneRatio, in writer: any StoreWriter) throws {
            let counts = ratio.counts.map { JSONTree.integer(Int64($0)) }
            try writer.put(
                SnapshotRow(watermark: Int64(ratio.total), content: JSONTree.array(counts).bytes),
                name: name)
        }
    }
}

extension MirrorGapRow {
    /// Whether another row says the same of the same records.
    fileprivate func isSame(as other: MirrorGapRow) -> Bool {
        reason == other.reason && exported == other.exported && imported == other.imported
            && content == other.content && cluster == other.cluster
    }
}
