import Customs
import Reconciliation
import Store

/// Finds the records of the other register that are the same goods, by the strongest key that tells.
struct MirrorSearch {
    let matching: MirrorMatching

    /// A record of the other side, and by what it was found.
    struct Found {
        let member: MirrorMatching.Member
        /// Rank of the key's kind.
        let kind: Int
    }

    func partners(of own: MirrorMatching.Member) throws -> [Found] {
        guard !own.record.isWithdrawn else { return [] }
        let keys = own.record.searchKeys
        for kind in MirrorKey.Kind.allCases {
            let ofKind = keys.filter { $0.kind == kind }
            var found: [Int64: MirrorMatching.Member] = [:]
            for key in ofKind { try exact(key, own, &found) }
            if found.isEmpty, kind.toleratesError {
                for key in ofKind { try near(key, own, &found) }
            }
            let chosen = try choose(
                found.values.sorted { $0.row.id < $1.row.id }, kind: kind, own)
            if !chosen.isEmpty { return chosen.map { Found(member: $0, kind: kind.rawValue) } }
        }
        return []
    }

    private func exact(
        _ key: MirrorKey, _ own: MirrorMatching.Member,
        _ found: inout [Int64: MirrorMatching.Member]
    ) throws {
        let rows = try matching.writer.mirrorRecords(
            partner: own.row.partner, isOwn: !own.row.isOwn,
            key: MirrorKeyRow(kind: key.kind.rawValue, text: key.text),
            limit: MirrorMatching.sharedMax + 1)
        guard rows.count <= MirrorMatching.sharedMax else { return }
        for row in rows where found[row.id] == nil && isKept(row) {
            let member = try matching.member(row)
            if MirrorFit(own.record, member.record).isPossible(key.kind) { found[row.id] = member }
        }
    }

    /// Whether a partner's record may still be used.
    private func isKept(_ row: MirrorRecordRow) -> Bool {
        row.keepUntil.map { $0 > matching.now } ?? true
    }

    private func near(
        _ key: MirrorKey, _ own: MirrorMatching.Member,
        _ found: inout [Int64: MirrorMatching.Member]
    ) throws {
        for hash in key.nearHashes {
            let rows = try matching.writer.mirrorRecords(
                partner: own.row.partner, isOwn: !own.row.isOwn, near: hash,
                limit: MirrorMatching.sharedMax + 1)
            guard rows.count <= MirrorMatching.sharedMax else { continue }
            for row in rows where found[row.id] == nil && isKept(row) {
                let member = try matching.member(row)
                let fit = MirrorFit(own.record, member.record)
                if member.record.keys.contains(where: { $0.isNear(key) }),
                    fit.isPossible(key.kind), fit.isLikely
                {
                    found[row.id] = member
                }
            }
        }
    }

    /// Of several the likely ones; goods alone decide only between two that have no partner yet.
    private func choose(
        _ found: [MirrorMatching.Member], kind: MirrorKey.Kind, _ own: MirrorMatching.Member
    ) throws -> [MirrorMatching.Member] {
        var open: [MirrorMatching.Member] = []
        for member in found {
            // A consignment complete by a stronger number takes in nobody by a weaker one.
            var isComplete = false
            if member.row.joinedBy != 0, member.row.joinedBy < kind.rawValue {
                let records = try matching.writer.mirrorRecords(
                    cluster: member.row.cluster, limit: MirrorCluster.recordsMax
                ).map { try matching.member($0).record }
                isComplete = MirrorCluster(records).isBalanced
            }
            if !isComplete { open.append(member) }
        }
        if kind == .goods {
            let free = open.filter { $0.row.joinedBy == 0 }
            return free.count == 1 ? free : []
        }
        guard kind.rawValue >= MirrorKey.Kind.container.rawValue, open.count > 1 else {
            return open
        }
        let fits = open.map { MirrorFit(own.record, $0.record) }
        // One that has the whole mass is the one; else parts that travelled together.
        let distances = fits.map(\.massDistance)
        if let best = distances.enumerated().min(by: { $0.element < $1.element }),
            best.element <= MirrorRules.massNoise
        {
            return [open[best.offset]]
        }
        guard let nearest = fits.map(\.lagDistance).min() else { return open }
        return zip(open, fits).filter { $0.1.lagDistance <= nearest + 10 }.map(\.0)
    }
}
