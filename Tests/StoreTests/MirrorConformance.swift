import Reference
import Store
import StoreSQLite
import Testing

/// What every storage engine promises of mirror records; one body for all of them.
@Suite("Store conformance: mirror records")
struct MirrorConformance {
    private func record(
        _ number: String, version: Int = 1, isOwn: Bool = true, flow: String = "export",
        day: Int32 = 20_000, dueDay: Int32? = nil
    ) -> MirrorRecordRow {
        MirrorRecordRow(
            partner: "KZ", isOwn: isOwn, flow: flow, number: number, version: version, day: day,
            source: "1:1", content: Array("{}".utf8), receivedAt: 5, dueDay: dueDay)
    }

    private let key = MirrorKeyRow(kind: 4, text: "24960578")
    private var exports: MirrorRegister {
        MirrorRegister(partner: "KZ", isOwn: true, flow: "export")
    }

    @Test(
        "finds records by key and by a hash, until a later version replaces them",
        arguments: Engine.all)
    func lookups(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let (first, other) = try store.write { writer in
            (
                try writer.insert(record("A"), keys: [key], near: [7, -9]),
                try writer.insert(
                    record("B", isOwn: false, flow: "import", day: 20_004), keys: [key], near: [7])
            )
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(
                try reader.mirrorRecords(partner: "KZ", isOwn: true, key: key, limit: 9).map(\.id)
                    == [first])
            #expect(
                try reader.mirrorRecords(partner: "KZ", isOwn: false, near: 7, limit: 9).map(\.id)
                    == [other])
            #expect(
                try reader.mirrorRecords(partner: "US", isOwn: true, key: key, limit: 9).isEmpty)
            #expect(try reader.mirrorRecord(exports, number: "A")?.cluster == first)
            #expect(try reader.mirrorPartners() == ["KZ"])
        }
        #expect(throws: StoreFailure.self) {
            try store.write { _ = try $0.insert(record("A"), keys: [], near: []) }
        }
        let second = try store.write { writer in
            try writer.retireMirrorRecord(first, keys: [key], near: [7, -9])
            return try writer.insert(record("A", version: 2), keys: [], near: [])
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(
                try reader.mirrorRecords(partner: "KZ", isOwn: true, key: key, limit: 9).isEmpty)
            #expect(
                try reader.mirrorRecords(partner: "KZ", isOwn: true, near: -9, limit: 9).isEmpty)
            #expect(try reader.mirrorRecord(exports, number: "A")?.id == second)
            #expect(try reader.mirrorRecord(id: first)?.isCurrent == false)
            #expect(
                try reader.mirrorVersions(exports, number: "A", limit: 9).map(\.id)
                    == [first, second])
            #expect(
                try reader.ownMirrorRecords(partner: "KZ", after: 0, limit: 9).map(\.id)
                    == [first, second])
        }
        #expect(throws: StoreFailure.self) {
            try store.write { try $0.retireMirrorRecord(99, keys: [], near: []) }
        }
    }

    @Test("tells the days a register covers and what is overdue in it", arguments: Engine.all)
    func days(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        #expect(try store.read { try $0.mirrorLastDay(exports) } == nil)
        let ids = try store.write { writer in
            try [(10, 86), (20, nil), (30, 106)].map { day, due in
                try writer.insert(
                    record("\(day)", day: Int32(day), dueDay: due), keys: [], near: [])
            }
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.mirrorLastDay(exports) == 30)
            #expect(
                try reader.mirrorRecords(exports, days: 15...30, after: nil, limit: 9).map(\.id)
                    == [ids[1], ids[2]])
            let second = try reader.mirrorRecord(id: ids[1])
            #expect(
                try reader.mirrorRecords(exports, days: 0...30, after: second, limit: 9)
                    .map(\.id) == [ids[2]])
            #expect(
                try reader.mirrorRecordsDue(exports, through: 90, limit: 9).map(\.id) == [ids[0]])
        }
        try store.write {
            try $0.setMirrorRecord(ids[0], cluster: ids[2], joinedBy: 4, dueDay: nil)
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.mirrorRecordsDue(exports, through: 90, limit: 9).isEmpty)
            #expect(
                try reader.mirrorRecords(cluster: ids[2], limit: 9).map(\.id) == [ids[0], ids[2]])
        }
    }

    @Test("keeps links and gaps with their end, and findings by trader", arguments: Engine.all)
    func gaps(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        func gap(_ reason: String, isFinding: Bool, _ traders: [String]) -> MirrorGapRow {
            MirrorGapRow(
                partner: "KZ", cluster: 1, reason: reason, isFinding: isFinding, exported: 1,
                imported: 2, dollars: 6_600.25, content: Array("{\"a\":1}".utf8),
                traders: traders, foundAt: 9)
        }
        let ids = try store.write { writer in
            _ = try writer.insert(record("A"), keys: [], near: [])
            _ = try writer.insert(
                record("B", isOwn: false, flow: "import"), keys: [], near: [])
            try writer.insert(
                MirrorLinkRow(
                    exported: 1, imported: 2, key: "document", confidence: 0.99, foundAt: 9))
            return [
                try writer.insert(gap("cif-fob", isFinding: false, ["id:1"])),
                try writer.insert(
                    gap("undervaluation", isFinding: true, ["id:1", "name:a", "id:1"])),
                try writer.insert(gap("origin_change", isFinding: true, ["id:2"])),
            ]
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(
                try reader.mirrorFindings(traders: ["name:a", "id:1"], limit: 9).map(\.id)
                    == [ids[1]])
            #expect(try reader.mirrorGap(id: ids[1])?.traders == ["id:1", "name:a"])
            #expect(
                try reader.mirrorFindings(partner: "KZ", after: 0, limit: 9).map(\.id)
                    == [ids[1], ids[2]])
            #expect(try reader.mirrorFindings(partner: "US", after: 0, limit: 9).isEmpty)
            #expect(try reader.mirrorGaps(record: 2, limit: 9).count == 3)
            #expect(try reader.mirrorGaps(cluster: 1, limit: 2).count == 2)
        }
        try store.write { writer in
            try writer.endMirrorGap(ids[1], at: 70, by: "amendment")
            try writer.endMirrorLinks(of: 1, at: 70)
            try writer.endMirrorLinks(of: 2, at: 90)
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.mirrorFindings(traders: ["id:1"], limit: 9).isEmpty)
            #expect(try reader.mirrorGap(id: ids[1])?.endedBy == "amendment")
            #expect(try reader.mirrorLinks(of: 2).map(\.endedAt) == [70])
        }
        for missing in [99, 1_000] as [Int64] {
            #expect(throws: StoreFailure.self) {
                try store.write { try $0.endMirrorGap(missing, at: 1, by: "time") }
            }
        }
    }

    @Test("keeps what partners told for as long as it may be used", arguments: Engine.all)
    func tips(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        #expect(try store.read { try $0.hasPartnerTips() } == false)
        try store.write { writer in
            for (key, until) in [("id:1", 100), ("vehicle:01A", 50)] {
                try writer.insert(
                    PartnerTipRow(
                        partner: "KZ", message: "M", key: key, named: "n", subject: "",
                        receivedAt: 1, keepUntil: Int64(until)))
            }
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.hasPartnerTips())
            let keys = ["id:1", "vehicle:01A", "id:1"]
            #expect(try reader.partnerTips(keys: keys, at: 10, limit: 9).count == 2)
            #expect(try reader.partnerTips(keys: keys, at: 60, limit: 9).map(\.key) == ["id:1"])
        }
    }

    @Test("gives the rates of a span of days", arguments: Engine.all)
    func rates(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { writer in
            for day in ["2026-05-01", "2026-05-09", "2026-05-20"] {
                try writer.put(
                    RateRow(day: day, currency: "KZT", quotation: "per-usd", quoted: "500"))
            }
        }
        let rows = try store.read { try $0.rates(from: "2026-05-02", through: "2026-05-20") }
        #expect(rows.map(\.day) == ["2026-05-09", "2026-05-20"])
    }
}
