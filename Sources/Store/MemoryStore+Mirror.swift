import Reference

/// Mirror records in memory. Ids are positions, counted from 1.
struct MemoryMirror: Sendable {
    var records: [MirrorRecordRow] = []
    var recordsByKey: [MirrorKeyRow: [Int64]] = [:]
    var recordsByHash: [Int64: [Int64]] = [:]
    var versions: Set<VersionKey> = []
    var links: [MirrorLinkRow] = []
    var gaps: [MirrorGapRow] = []
    var tips: [PartnerTipRow] = []

    struct VersionKey: Hashable {
        let register: MirrorRegister
        let number: String
        let version: Int
    }
}

extension MemoryTransaction {
    private var current: [MirrorRecordRow] { state.mirror.records.filter(\.isCurrent) }

    func mirrorRecord(id: Int64) -> MirrorRecordRow? { row(id, in: state.mirror.records) }

    func mirrorRecord(_ register: MirrorRegister, number: String) -> MirrorRecordRow? {
        current.first { $0.register == register && $0.number == number }
    }

    func mirrorVersions(
        _ register: MirrorRegister, number: String, limit: Int
    ) -> [MirrorRecordRow] {
        Array(
            state.mirror.records.filter { $0.register == register && $0.number == number }
                .sorted { $0.version < $1.version }.prefix(limit))
    }

    func mirrorRecords(cluster: Int64, limit: Int) -> [MirrorRecordRow] {
        Array(current.filter { $0.cluster == cluster }.prefix(limit))
    }

    func mirrorRecords(
        partner: String, isOwn: Bool, key: MirrorKeyRow, limit: Int
    ) -> [MirrorRecordRow] {
        found(state.mirror.recordsByKey[key], partner, isOwn, limit)
    }

    func mirrorRecords(
        partner: String, isOwn: Bool, near hash: Int64, limit: Int
    ) -> [MirrorRecordRow] {
        found(state.mirror.recordsByHash[hash], partner, isOwn, limit)
    }

    private func found(
        _ ids: [Int64]?, _ partner: String, _ isOwn: Bool, _ limit: Int
    ) -> [MirrorRecordRow] {
        Array(
            (ids ?? []).compactMap { mirrorRecord(id: $0) }
                .filter { $0.partner == partner && $0.isOwn == isOwn && $0.isCurrent }
                .prefix(limit))
    }

    func mirrorRecords(
        _ register: MirrorRegister, days: ClosedRange<Int32>, after last: MirrorRecordRow?,
        limit: Int
    ) -> [MirrorRecordRow] {
        let start = last.map { ($0.day, $0.id) } ?? (days.lowerBound, 0)
        return Array(
            current.filter {
                $0.register == register && days.contains($0.day) && ($0.day, $0.id) > start
            }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }.prefix(limit))
    }

    func ownMirrorRecords(partner: String, after: Int64, limit: Int) -> [MirrorRecordRow] {
        Array(
            state.mirror.records.filter {
                $0.partner == partner && $0.isOwn && $0.id > after
            }.prefix(limit))
    }

    func mirrorRecordsDue(
        _ register: MirrorRegister, through day: Int32, limit: Int
    ) -> [MirrorRecordRow] {
        Array(
            current.filter { $0.register == register && ($0.dueDay.map { $0 <= day } ?? false) }
                .sorted { ($0.dueDay ?? 0, $0.id) < ($1.dueDay ?? 0, $1.id) }.prefix(limit))
    }

    func mirrorLastDay(_ register: MirrorRegister) -> Int32? {
        current.filter { $0.register == register }.map(\.day).max()
    }

    func mirrorPartners() -> [String] { Set(state.mirror.records.map(\.partner)).sorted() }

    func mirrorLinks(of record: Int64) -> [MirrorLinkRow] {
        state.mirror.links.filter { $0.exported == record || $0.imported == record }
    }

    func mirrorGap(id: Int64) -> MirrorGapRow? { row(id, in: state.mirror.gaps) }

    func mirrorGaps(cluster: Int64, limit: Int) -> [MirrorGapRow] {
        Array(state.mirror.gaps.filter { $0.cluster == cluster }.prefix(limit))
    }

    func mirrorGaps(record: Int64, limit: Int) -> [MirrorGapRow] {
        Array(
            state.mirror.gaps.filter { $0.exported == record || $0.imported == record }
                .prefix(limit))
    }

    func mirrorFindings(traders: [String], limit: Int) -> [MirrorGapRow] {
        let wanted = Set(traders)
        return Array(
            state.mirror.gaps.reversed().filter { gap in
                gap.isFinding && gap.endedAt == nil && !wanted.isDisjoint(with: gap.traders)
            }.prefix(limit))
    }

    func mirrorFindings(partner: String?, after: Int64, limit: Int) -> [MirrorGapRow] {
        Array(
            state.mirror.gaps.filter { gap in
                gap.isFinding && gap.endedAt == nil && gap.id > after
                    && (partner.map { $0 == gap.partner } ?? true)
            }.prefix(limit))
    }

    func partnerTips(keys: [String], at moment: Int64, limit: Int) -> [PartnerTipRow] {
        let wanted = Set(keys)
        return Array(
            state.mirror.tips.filter { wanted.contains($0.key) && $0.keepUntil > moment }
                .prefix(limit))
    }

    func hasPartnerTips() -> Bool { !state.mirror.tips.isEmpty }

    func rates(from first: String, through last: String) -> [RateRow] {
        state.rates.filter { $0.day >= first && $0.day <= last }
    }

    func insert(_ record: MirrorRecordRow, keys: [MirrorKeyRow], near: [Int64]) throws -> Int64 {
        let version = MemoryMirror.VersionKey(
            register: record.register, number: record.number, version: record.version)
        guard state.mirror.versions.insert(version).inserted else {
            throw duplicate("mirror record")
        }
        var row = record
        row.id = Int64(state.mirror.records.count) + 1
        row.cluster = row.id
        state.mirror.records.append(row)
        for key in keys { state.mirror.recordsByKey[key, default: []].append(row.id) }
        for hash in near { state.mirror.recordsByHash[hash, default: []].append(row.id) }
        return row.id
    }

    func retireMirrorRecord(_ id: Int64, keys: [MirrorKeyRow], near: [Int64]) throws {
        guard mirrorRecord(id: id) != nil else { throw missing("mirror record") }
        state.mirror.records[Int(id) - 1].isCurrent = false
        state.mirror.records[Int(id) - 1].dueDay = nil
        for key in keys { state.mirror.recordsByKey[key]?.removeAll { $0 == id } }
        for hash in near { state.mirror.recordsByHash[hash]?.removeAll { $0 == id } }
    }

    func setMirrorRecord(
        _ id: Int64, cluster: Int64, joinedBy: Int, dueDay: Int32?
    ) throws {
        guard mirrorRecord(id: id) != nil else { throw missing("mirror record") }
        state.mirror.records[Int(id) - 1].cluster = cluster
        state.mirror.records[Int(id) - 1].joinedBy = joinedBy
        state.mirror.records[Int(id) - 1].dueDay = dueDay
    }

    func insert(_ link: MirrorLinkRow) throws {
        guard mirrorRecord(id: link.exported) != nil, mirrorRecord(id: link.imported) != nil else {
            throw missing("mirror record")
        }
        state.mirror.links.append(link)
    }

    func endMirrorLinks(of record: Int64, at moment: Int64) {
        for place in state.mirror.links.indices
        where state.mirror.links[place].endedAt == nil
            && (state.mirror.links[place].exported == record
                || state.mirror.links[place].imported == record)
        {
            state.mirror.links[place].endedAt = moment
        }
    }

    func insert(_ gap: MirrorGapRow) throws -> Int64 {
        for record in [gap.exported, gap.imported].compactMap({ $0 })
        where mirrorRecord(id: record) == nil { throw missing("mirror record") }
        var row = gap
        row.id = Int64(state.mirror.gaps.count) + 1
        row.traders = Set(gap.traders).sorted()
        state.mirror.gaps.append(row)
        return row.id
    }

    func endMirrorGap(_ id: Int64, at moment: Int64, by reason: String) throws {
        guard mirrorGap(id: id) != nil else { throw missing("gap") }
        state.mirror.gaps[Int(id) - 1].endedAt = moment
        state.mirror.gaps[Int(id) - 1].endedBy = reason
    }

    func insert(_ tip: PartnerTipRow) throws {
        var row = tip
        row.id = Int64(state.mirror.tips.count) + 1
        state.mirror.tips.append(row)
    }
}
