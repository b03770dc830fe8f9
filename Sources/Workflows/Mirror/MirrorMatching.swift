import Customs
import Exchange
import Reconciliation
import Seal
import Store

/// Looks for the partner of each record that arrives, and explains what the two differ by, within the
/// transaction that stores it.
///
/// A record costs a fixed number of look-ups by index, however many are stored: its keys, strongest
/// first, at most ``sharedMax`` records each, and a cluster of at most `MirrorCluster.recordsMax`.
struct MirrorMatching {
    let writer: any StoreWriter
    /// Milliseconds since 1970-01-01 UTC.
    let now: Int64
    let rates: MirrorRates

    init(_ writer: any StoreWriter, now: Int64) {
        self.writer = writer
        self.now = now
        rates = MirrorRates(writer)
    }

    /// A number that more records share is no number of a consignment.
    static let sharedMax = 32
    /// Records whose time is over that one arrival makes us judge.
    private static let dueMax = 64
    /// Records that one arrival may send on to look for another partner.
    private static let ejectedMax = 8

    /// A stored record with what it says.
    struct Member {
        var row: MirrorRecordRow
        let record: MirrorRecord
    }

    /// Takes a record in.
    ///
    /// - Returns: false when this version, or a later one, is here already.
    @discardableResult
    func take(
        _ record: MirrorRecord, partner: String, isOwn: Bool, source: String, keepUntil: Int64?
    ) throws -> Bool {
        let register = MirrorRegister(
            partner: partner, isOwn: isOwn, flow: record.flow.rawValue)
        let earlier = try writer.mirrorRecord(register, number: record.number)
        if let earlier, earlier.version >= record.version { return false }
        var left: [Int64] = []
        if let earlier {
            try retire(earlier)
            left.append(earlier.cluster)
        }
        let row = MirrorRecordRow(
            partner: partner, isOwn: isOwn, flow: record.flow.rawValue, number: record.number,
            version: record.version, day: record.day.number, source: source,
            content: MirrorContent.tree(record).bytes, receivedAt: now, keepUntil: keepUntil)
        let keys = record.isWithdrawn ? [] : record.keys
        let id = try writer.insert(row, keys: keys.map(Self.row), near: Self.near(keys))
        try pair(id, left: left, cause: earlier == nil ? "match" : "amendment", depth: 0)
        try judgeDue(waitingFor: register)
        return true
    }

    private func retire(_ row: MirrorRecordRow) throws {
        let keys = try member(row).record.keys
        try writer.retireMirrorRecord(row.id, keys: keys.map(Self.row), near: Self.near(keys))
        try writer.endMirrorLinks(of: row.id, at: now)
    }

    private static func row(_ key: MirrorKey) -> MirrorKeyRow {
        MirrorKeyRow(kind: key.kind.rawValue, text: key.text)
    }

    private static func near(_ keys: [MirrorKey]) -> [Int64] {
        Set(keys.flatMap(\.nearHashes)).sorted()
    }

    func member(_ row: MirrorRecordRow) throws -> Member {
        guard let record = MirrorContent.record(try JSONTree(reading: row.content)) else {
            throw ExchangeFailure(
                .damaged, problem: "mirror record \(row.id) cannot be read",
                remedy: "restore the database from a backup")
        }
        return Member(row: row, record: record)
    }

    /// Finds a record's partners and judges the consignment anew.
    ///
    /// - Parameter left: clusters that the record's earlier version was in.
    private func pair(_ id: Int64, left: [Int64], cause: String, depth: Int) throws {
        guard let row = try writer.mirrorRecord(id: id) else { return }
        let own = try member(row)
        let found = try MirrorSearch(matching: self).partners(of: own)
        var clusters = Set(left)
        clusters.formUnion(found.map(\.member.row.cluster))
        var members = [own]
        var ejected: [Member] = []
        let kind = found.first?.kind ?? 9
        for cluster in clusters.sorted() {
            for row in try writer.mirrorRecords(
                cluster: cluster, limit: MirrorCluster.recordsMax)
            where row.id != id {
                let member = try member(row)
                // Whoever came by a weaker number looks again: its place is taken.
                if row.isOwn == own.row.isOwn, row.joinedBy > kind,
                    depth == 0, ejected.count < Self.ejectedMax
                {
                    ejected.append(member)
                } else if members.count < MirrorCluster.recordsMax {
                    members.append(member)
                }
            }
        }
        for member in ejected {
            try writer.endMirrorLinks(of: member.row.id, at: now)
            try writer.setMirrorRecord(
                member.row.id, cluster: member.row.id, joinedBy: 0, dueDay: nil)
        }
        clusters.formUnion(members.map(\.row.cluster))
        try MirrorJudging(matching: self).judge(members, clusters: clusters, cause: cause)
        for member in ejected { try pair(member.row.id, left: [], cause: cause, depth: 1) }
    }

    /// Judges what waited for this register, as far as its days reach now.
    private func judgeDue(waitingFor register: MirrorRegister) throws {
        guard let covered = try covered(by: register) else { return }
        let waiting = MirrorRegister(
            partner: register.partner, isOwn: !register.isOwn,
            flow: register.flow == "export" ? "import" : "export")
        for row in try writer.mirrorRecordsDue(waiting, through: covered, limit: Self.dueMax) {
            let members = try writer.mirrorRecords(
                cluster: row.cluster, limit: MirrorCluster.recordsMax
            ).map(member)
            try MirrorJudging(matching: self).judge(
                members, clusters: [row.cluster], cause: "time")
        }
    }

    /// The last day a register speaks of, never beyond today: a date far ahead makes nothing overdue.
    func covered(by register: MirrorRegister) throws -> Int32? {
        let today = Int32(clamping: now / 86_400_000)
        return try writer.mirrorLastDay(register).map { min($0, today) }
    }
}
