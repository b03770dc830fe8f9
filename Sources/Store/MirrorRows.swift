package import Reference

/// A declaration of a trade with a partner, from our register or from the partner's.
package struct MirrorRecordRow: Hashable, Sendable {
    package var id: Int64
    /// Code of the other administration.
    package var partner: String
    /// From our register.
    package var isOwn: Bool
    /// `export`, `import` or `transit`, seen from the register it stands in.
    package var flow: String
    package var number: String
    package var version: Int
    /// Days since 1970-01-01.
    package var day: Int32
    /// Our version's id, or the partner's message.
    package var source: String
    /// JSON.
    package var content: [UInt8]
    package var receivedAt: Int64
    /// When it must be forgotten, in milliseconds; nil for our own.
    package var keepUntil: Int64?
    /// Not replaced by a later version.
    package var isCurrent: Bool
    /// Records of one consignment share a cluster: the id of one of them.
    package var cluster: Int64
    /// Kind of the key that joined it to its cluster; 0 while it is alone.
    package var joinedBy: Int
    /// The day from which it counts as missing on the other side; nil when nothing is awaited.
    package var dueDay: Int32?

    package init(
        id: Int64 = 0, partner: String, isOwn: Bool, flow: String, number: String, version: Int,
        day: Int32, source: String, content: [UInt8], receivedAt: Int64, keepUntil: Int64? = nil,
        isCurrent: Bool = true, cluster: Int64 = 0, joinedBy: Int = 0, dueDay: Int32? = nil
    ) {
        self.id = id
        self.partner = partner
        self.isOwn = isOwn
        self.flow = flow
        self.number = number
        self.version = version
        self.day = day
        self.source = source
        self.content = content
        self.receivedAt = receivedAt
        self.keepUntil = keepUntil
        self.isCurrent = isCurrent
        self.cluster = cluster
        self.joinedBy = joinedBy
        self.dueDay = dueDay
    }

    /// Which of a pair of registers, and which way the goods went in it.
    package var register: MirrorRegister {
        MirrorRegister(partner: partner, isOwn: isOwn, flow: flow)
    }
}

/// One register of a trade: whose, and which flow of it.
package struct MirrorRegister: Hashable, Sendable {
    package var partner: String
    package var isOwn: Bool
    package var flow: String

    package init(partner: String, isOwn: Bool, flow: String) {
        self.partner = partner
        self.isOwn = isOwn
        self.flow = flow
    }
}

/// What a record is looked up by.
package struct MirrorKeyRow: Hashable, Sendable {
    package var kind: Int
    package var text: String

    package init(kind: Int, text: String) {
        self.kind = kind
        self.text = text
    }
}

/// Two records that are the same goods, and by what they were found.
package struct MirrorLinkRow: Hashable, Sendable {
    package var exported: Int64
    package var imported: Int64
    /// Name of the key, `-near` when one character differs.
    package var key: String
    package var confidence: Double
    package var foundAt: Int64
    /// When a later version took it back; nil while it stands.
    package var endedAt: Int64?

    package init(
        exported: Int64, imported: Int64, key: String, confidence: Double, foundAt: Int64,
        endedAt: Int64? = nil
    ) {
        self.exported = exported
        self.imported = imported
        self.key = key
        self.confidence = confidence
        self.foundAt = foundAt
        self.endedAt = endedAt
    }
}

/// What two registers differ by in some goods, with its one top reason.
package struct MirrorGapRow: Hashable, Sendable {
    package var id: Int64
    package var partner: String
    package var cluster: Int64
    package var reason: String
    /// Nothing innocent explains it.
    package var isFinding: Bool
    /// Records concerned; nil for a side that has none.
    package var exported: Int64?
    package var imported: Int64?
    package var dollars: Double?
    /// JSON: lines, steps, bounds.
    package var content: [UInt8]
    /// Keys of the trader on our side.
    package var traders: [String]
    package var foundAt: Int64
    /// When it was judged anew, and why; nil while it stands.
    package var endedAt: Int64?
    package var endedBy: String?

    package init(
        id: Int64 = 0, partner: String, cluster: Int64, reason: String, isFinding: Bool,
        exported: Int64?, imported: Int64?, dollars: Double?, content: [UInt8],
        traders: [String], foundAt: Int64, endedAt: Int64? = nil, endedBy: String? = nil
    ) {
        self.id = id
        self.partner = partner
        self.cluster = cluster
        self.reason = reason
        self.isFinding = isFinding
        self.exported = exported
        self.imported = imported
        self.dollars = dollars
        self.content = content
        self.traders = traders
        self.foundAt = foundAt
        self.endedAt = endedAt
        self.endedBy = endedBy
    }
}

/// Somebody or something that a partner told us about without being asked.
package struct PartnerTipRow: Hashable, Sendable {
    package var id: Int64
    package var partner: String
    package var message: String
    /// Normalised number or name; see `MirrorParty` and `MirrorKey`.
    package var key: String
    /// As the partner wrote it.
    package var named: String
    package var subject: String
    package var receivedAt: Int64
    package var keepUntil: Int64

    package init(
        id: Int64 = 0, partner: String, message: String, key: String, named: String,
        subject: String, receivedAt: Int64, keepUntil: Int64
    ) {
        self.id = id
        self.partner = partner
        self.message = message
        self.key = key
        self.named = named
        self.subject = subject
        self.receivedAt = receivedAt
        self.keepUntil = keepUntil
    }
}

/// Questions about mirror records. Lists are in the order of ids.
package protocol MirrorReader {
    func mirrorRecord(id: Int64) throws -> MirrorRecordRow?
    /// The version in force of a declaration.
    func mirrorRecord(_ register: MirrorRegister, number: String) throws -> MirrorRecordRow?
    /// Every version of a declaration, oldest first.
    func mirrorVersions(
        _ register: MirrorRegister, number: String, limit: Int
    ) throws -> [MirrorRecordRow]
    /// Records in force of one consignment.
    func mirrorRecords(cluster: Int64, limit: Int) throws -> [MirrorRecordRow]
    /// Records in force, ours or the partner's, that have a key.
    func mirrorRecords(
        partner: String, isOwn: Bool, key: MirrorKeyRow, limit: Int
    ) throws -> [MirrorRecordRow]
    /// Records in force with a key one character away from another, by its hash.
    func mirrorRecords(
        partner: String, isOwn: Bool, near hash: Int64, limit: Int
    ) throws -> [MirrorRecordRow]
    /// Records in force of a register between two days, by day and id, after the last one read.
    func mirrorRecords(
        _ register: MirrorRegister, days: ClosedRange<Int32>, after last: MirrorRecordRow?,
        limit: Int
    ) throws -> [MirrorRecordRow]
    /// Every version of our records for a partner, above `after`.
    func ownMirrorRecords(
        partner: String, after: Int64, limit: Int
    ) throws -> [MirrorRecordRow]
    /// Records whose partner should have come by this day, the longest overdue first.
    func mirrorRecordsDue(
        _ register: MirrorRegister, through day: Int32, limit: Int
    ) throws -> [MirrorRecordRow]
    /// The last day a register speaks of; nil while it is empty.
    func mirrorLastDay(_ register: MirrorRegister) throws -> Int32?
    /// Partners with records, by code.
    func mirrorPartners() throws -> [String]

    /// Links of a record, ended ones included.
    func mirrorLinks(of record: Int64) throws -> [MirrorLinkRow]
    func mirrorGap(id: Int64) throws -> MirrorGapRow?
    /// Gaps of a consignment, ended ones included.
    func mirrorGaps(cluster: Int64, limit: Int) throws -> [MirrorGapRow]
    /// Gaps that concern a record, ended ones included.
    func mirrorGaps(record: Int64, limit: Int) throws -> [MirrorGapRow]
    /// Findings that stand against any of these traders, the latest first.
    func mirrorFindings(traders: [String], limit: Int) throws -> [MirrorGapRow]
    /// Findings that stand, with a partner or with all, above `after`.
    func mirrorFindings(partner: String?, after: Int64, limit: Int) throws -> [MirrorGapRow]

    /// What partners told about any of these keys and may still be used.
    func partnerTips(keys: [String], at moment: Int64, limit: Int) throws -> [PartnerTipRow]
    func hasPartnerTips() throws -> Bool

    /// Exchange rates of the days from `first` through `last` (YYYY-MM-DD), in the order of import.
    func rates(from first: String, through last: String) throws -> [RateRow]
}

/// Changes to mirror records within one transaction.
package protocol MirrorWriter: MirrorReader {
    /// Adds a record under its keys and the hashes of numbers one character away.
    func insert(_ record: MirrorRecordRow, keys: [MirrorKeyRow], near: [Int64]) throws -> Int64
    /// Takes a record out of force: it is no longer found by its keys.
    func retireMirrorRecord(_ id: Int64, keys: [MirrorKeyRow], near: [Int64]) throws
    func setMirrorRecord(
        _ id: Int64, cluster: Int64, joinedBy: Int, dueDay: Int32?) throws
    func insert(_ link: MirrorLinkRow) throws
    /// Ends the links of a record that stand.
    func endMirrorLinks(of record: Int64, at moment: Int64) throws
    func insert(_ gap: MirrorGapRow) throws -> Int64
    func endMirrorGap(_ id: Int64, at moment: Int64, by reason: String) throws
    func insert(_ tip: PartnerTipRow) throws
}
