import Customs
import Formats
import Reconciliation
import Risk
import Seal
import Store

/// What partners' registers and words say about a declaration that is to be judged.
struct MirrorFacts: Hashable, Sendable {
    var mirror: Fact<[MirrorFact]> = .missing(.mirrorRecords)
    var tips: Fact<[MirrorFact]> = .missing(.partnerInformation)

    /// Nothing known.
    init() {}

    /// Facts of each document, in order; empty when there is nothing to ask.
    static func of(
        _ documents: [ReadDocument], in reader: any StoreReader, now: Int64
    ) throws -> [MirrorFacts] {
        let gathering = try MirrorGathering(reader, now: now)
        guard !gathering.isIdle else { return [] }
        return try documents.map { document in
            guard let content = document.content else { return MirrorFacts() }
            let (subject, isReport) = content.judged
            let identity = DocumentIdentity(content, digest: [])
            return try gathering.facts(
                of: subject, number: isReport ? nil : identity.reference)
        }
    }
}

/// Gathers such facts for many declarations within one consistent state.
struct MirrorGathering {
    private let reader: any StoreReader
    private let setup: MirrorSetup?
    private let hasTips: Bool
    private let now: Int64
    /// Partners and flows for which the other register has something to say.
    private let covered: Set<MirrorRegister>

    /// Findings and tips shown for one declaration.
    private static let factsMax = 16

    init(_ reader: any StoreReader, now: Int64) throws {
        self.reader = reader
        self.now = now
        setup = try MirrorSetup(reader)
        hasTips = try reader.hasPartnerTips()
        var covered: Set<MirrorRegister> = []
        for partner in (setup?.countries ?? [:]).keys {
            for flow in ["export", "import"] {
                let register = MirrorRegister(partner: partner, isOwn: false, flow: flow)
                if try reader.mirrorLastDay(register) != nil { covered.insert(register) }
            }
        }
        self.covered = covered
    }

    /// Whether there is anything to ask.
    var isIdle: Bool { covered.isEmpty && !hasTips }

    /// - Parameter number: nil for what stands in no register: it is held against tips alone.
    func facts(of declaration: borrowing Declaration, number: String?) throws -> MirrorFacts {
        var facts = MirrorFacts()
        guard !isIdle else { return facts }
        if hasTips { facts.tips = .known(try tips(declaration)) }
        guard let number, let record = MirrorRecord(declaration, number: number, version: 1) else {
            return facts
        }
        if let setup {
            let partners = MirrorIntake.partners(of: declaration, setup).filter { partner in
                let other = record.flow == .export ? "import" : "export"
                return covered.contains(
                    MirrorRegister(partner: partner, isOwn: false, flow: other))
            }
            if !partners.isEmpty { facts.mirror = .known(try mirror(record, partners)) }
        }
        return facts
    }

    private func mirror(_ record: MirrorRecord, _ partners: [String]) throws -> [MirrorFact] {
        var facts: [MirrorFact] = []
        var seen: Set<Int64> = []
        for partner in partners {
            let register = MirrorRegister(
                partner: partner, isOwn: true, flow: record.flow.rawValue)
            // Traders number as they like: another's declaration of this number is not this one.
            guard let own = try reader.mirrorRecord(register, number: record.number),
                let kept = MirrorContent.record(try JSONTree(reading: own.content)),
                kept.trader == record.trader
            else { continue }
            for gap in try reader.mirrorGaps(cluster: own.cluster, limit: Self.factsMax)
            where gap.isFinding && gap.endedAt == nil && seen.insert(gap.id).inserted {
                facts.append(try fact(gap, own: own.id))
            }
        }
        for gap in try reader.mirrorFindings(
            traders: record.trader.keys, limit: Self.factsMax)
        where seen.insert(gap.id).inserted { facts.append(try fact(gap, own: nil)) }
        return Array(facts.prefix(Self.factsMax))
    }

    private func fact(_ gap: MirrorGapRow, own: Int64?) throws -> MirrorFact {
        let records = try [gap.exported, gap.imported].compactMap { id in
            try id.flatMap { try reader.mirrorRecord(id: $0) }
        }
        let isSame = own.map { id in records.contains { $0.id == id } } ?? false
        let shown = records.first { $0.isOwn } ?? records.first
        var confidence = 0.9
        if let exported = gap.exported, let imported = gap.imported {
            let link = try reader.mirrorLinks(of: exported).last { $0.imported == imported }
            confidence = link?.confidence ?? confidence
        }
        return MirrorFact(
            type: gap.reason, isSame: isSame, partner: gap.partner, number: shown?.number ?? "–",
            day: CalendarDay(number: shown?.day ?? 0), dollars: gap.dollars,
            confidence: confidence, reference: "\(gap.id)")
    }

    private func tips(_ declaration: borrowing Declaration) throws -> [MirrorFact] {
        let parties = declaration.parties + declaration.items.flatMap(\.parties)
        var keys = parties.flatMap { MirrorParty(id: $0.id, name: $0.name).keys }
        keys += declaration.transportMeans.compactMap(\.id)
            .compactMap { MirrorTips.key($0, .vehicle) }
        let units = declaration.equipment + declaration.items.flatMap(\.equipment)
        keys += units.compactMap(\.id).compactMap { MirrorTips.key($0, .container) }
        var seen: Set<String> = []
        return try reader.partnerTips(keys: keys, at: now, limit: Self.factsMax)
            .filter { seen.insert($0.message + $0.named).inserted }
            .map { tip in
                MirrorFact(
                    type: "tip", isSame: true, partner: tip.partner, number: tip.named,
                    day: CalendarDay(number: Int32(clamping: tip.receivedAt / 86_400_000)),
                    dollars: nil, confidence: 1, reference: tip.message)
            }
    }
}
