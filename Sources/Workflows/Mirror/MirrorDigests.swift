import Customs
import Exchange
import Reconciliation
import Seal
package import Store

/// Level 1 by digests: what identifies a consignment under a fresh key, with coarse attributes. The key
/// travels inside the seal, so that only the partner can compare; the partner can also try guesses.
package enum MirrorDigests {
    static let fields = [
        "digests.month", "digests.flow", "digests.key", "digests.of.numbers", "digests.of.hs",
        "digests.of.mass", "digests.of.value",
    ]
    /// Records of one message.
    static let recordsMax = 1_000
    private static let digestBytes = 16

    private static func sent(_ partner: String) -> String { "mirror-digests-sent:" + partner }
    private static func kept(_ partner: String, _ month: Int) -> String {
        "mirror-digests:\(partner):\(MirrorMonths.text(month))"
    }

    static func send(
        _ order: inout ScheduledExchange.Order, _ schedule: ExchangeSchedule,
        in transaction: ExchangeTransaction
    ) throws -> Bool {
        guard let agreement = transaction.standing.agreements[order.agreement]?.agreement,
            let month = try MirrorMonths.next(
                sent(schedule.to), schedule, agreement: agreement, in: transaction),
            let days = MirrorMonths.days(month)
        else { return true }
        let rates = MirrorRates(transaction.writer)
        for flow in ["export", "import"] {
            let register = MirrorRegister(partner: schedule.to, isOwn: true, flow: flow)
            try batches(of: register, days, in: transaction.writer) { members in
                let key = transaction.random(32)
                let digest = KeyedDigest(key: SecretBytes(key))
                try MirrorSchedule.send(
                    .object([
                        "digests": .object([
                            "month": .string(MirrorMonths.text(month)), "flow": .string(flow),
                            "key": .string(Base64.encode(key, .url)),
                            "of": .array(try members.map { try Self.tree($0, digest, rates) }),
                        ])
                    ]), &order, schedule, in: transaction)
            }
        }
        try MirrorMonths.done(sent(schedule.to), month, in: transaction.writer)
        return false
    }

    private static func batches(
        of register: MirrorRegister, _ days: ClosedRange<CalendarDay>,
        in reader: any StoreReader, _ body: ([MirrorRecord]) throws -> Void
    ) throws {
        var after: MirrorRecordRow?
        while true {
            let rows = try reader.mirrorRecords(
                register, days: days.lowerBound.number...days.upperBound.number, after: after,
                limit: recordsMax)
            guard let last = rows.last else { return }
            after = last
            let records = try rows.compactMap {
                MirrorContent.record(try JSONTree(reading: $0.content))
            }.filter { !$0.isWithdrawn }
            if !records.isEmpty { try body(records) }
        }
    }

    private static func numbers(_ record: MirrorRecord, _ digest: KeyedDigest) -> [String] {
        record.keys.filter { $0.kind != .goods }.map { key in
            let bytes = digest.digest(of: Array("\(key.kind.name):\(key.text)".utf8)).bytes
            return Base64.encode(Array(bytes.prefix(digestBytes)), .url)
        }
    }

    private static func tree(
        _ record: MirrorRecord, _ digest: KeyedDigest, _ rates: MirrorRates
    ) throws -> JSONTree {
        let coarse = try Coarse(record, rates)
        return .object([
            "numbers": .array(numbers(record, digest).map { .string($0) }),
            "hs": .string(coarse.headings), "mass": .integer(Int64(coarse.mass)),
            "value": .integer(Int64(coarse.value)),
        ])
    }

    /// What of a record is told beside the digests: headings, and classes of mass and value.
    struct Coarse: Hashable {
        let headings: String
        /// Powers of two; 0 when unknown.
        let mass, value: Int

        init(_ record: MirrorRecord, _ rates: MirrorRates) throws {
            let all = Set(record.lines.compactMap(\.heading)).sorted()
            headings = all.prefix(5).joined(separator: " ")
            func band(_ sum: Double) -> Int { sum >= 1 ? sum.exponent.advanced(by: 1) : 0 }
            mass = band(record.lines.reduce(0) { $0 + ($1.massNetKg?.approximate ?? 0) })
            var dollars = 0.0
            for line in record.lines {
                dollars += try line.value.flatMap { try rates.dollars($0, record.day) } ?? 0
            }
            value = band(dollars)
        }
    }

    static func receive(
        _ content: JSONTree, from partner: String, in transaction: ExchangeTransaction
    ) throws {
        guard let batch = content["digests"], let month = MirrorMonths.month(batch["month"]?.text),
            let key = batch["key"]?.text.flatMap({ Base64.decode($0, .url) }), key.count == 32,
            ["export", "import"].contains(batch["flow"]?.text ?? ""),
            let records = batch["of"]?.elements, records.count <= recordsMax
        else { throw MirrorDesk.malformed("the content is no batch of digests") }
        let name = kept(partner, month)
        let count = try transaction.writer.snapshot(name)?.watermark ?? 0
        try transaction.writer.put(
            SnapshotRow(watermark: 0, content: batch.bytes), name: "\(name):\(count)")
        try transaction.writer.put(SnapshotRow(watermark: count + 1, content: []), name: name)
    }

    /// What a month's digests of a partner show beside our register.
    package struct Outcome: Hashable, Sendable {
        /// Records of the partner, and those of them that our register has too.
        package var theirs = 0
        package var both = 0
        /// Numbers of our declarations whose partner's record is of another kind or size.
        package var differing: [String] = []
        package init() {}
    }

    /// Compares a partner's digests of a month with our register of that month and of the weeks in
    /// which the goods may have left or arrived.
    package static func compare(
        _ month: String, partner: String, in reader: any StoreReader
    ) throws -> Outcome {
        var outcome = Outcome()
        guard let number = MirrorMonths.month(month), let days = MirrorMonths.days(number),
            let index = try reader.snapshot(kept(partner, number))
        else { return outcome }
        var differing: Set<String> = []
        for place in 0..<index.watermark {
            guard let row = try reader.snapshot("\(kept(partner, number)):\(place)") else {
                continue
            }
            let batch = try JSONTree(reading: row.content)
            guard let key = batch["key"]?.text.flatMap({ Base64.decode($0, .url) }),
                let flow = batch["flow"]?.text
            else { continue }
            let ours = try own(
                flow == "export" ? "import" : "export", partner, days,
                KeyedDigest(key: SecretBytes(key)), reader)
            for record in batch["of"]?.elements ?? [] {
                outcome.theirs += 1
                let numbers = record["numbers"]?.elements?.compactMap(\.text) ?? []
                guard let found = numbers.lazy.compactMap({ ours[$0] }).first else { continue }
                outcome.both += 1
                let isSame =
                    found.coarse.headings == record["hs"]?.text
                    && abs(found.coarse.mass - Int(record["mass"]?.integerValue ?? 0)) <= 1
                    && Self.agree(found.coarse.value, record["value"]?.integerValue)
                if !isSame { differing.insert(found.number) }
            }
        }
        outcome.differing = differing.sorted()
        return outcome
    }

    private static func agree(_ ours: Int, _ theirs: Int64?) -> Bool {
        guard ours > 0, let theirs, theirs > 0 else { return true }
        return abs(ours - Int(clamping: theirs)) <= 1
    }

    private static func own(
        _ flow: String, _ partner: String, _ days: ClosedRange<CalendarDay>,
        _ digest: KeyedDigest, _ reader: any StoreReader
    ) throws -> [String: (number: String, coarse: Coarse)] {
        var found: [String: (number: String, coarse: Coarse)] = [:]
        let wide =
            days.lowerBound.adding(
                days: -MirrorRules.arrivalDaysMax)...days.upperBound.adding(
                days: MirrorRules.arrivalDaysMax)
        let rates = MirrorRates(reader)
        try batches(
            of: MirrorRegister(partner: partner, isOwn: true, flow: flow), wide, in: reader
        ) { records in
            for record in records {
                for number in numbers(record, digest) where found[number] == nil {
                    found[number] = (record.number, try Coarse(record, rates))
                }
            }
        }
        return found
    }
}
