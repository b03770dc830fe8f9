import Customs
import Exchange
import Formats
import Seal
package import Store

/// Automatic and advance exchange: data that a schedule of an agreement lets flow without being asked
/// for, document by document, once two officials have ordered it.
///
/// What is sent and how far it got commit together, so each document goes out once.
package enum ScheduledExchange {
    package typealias Order = ScheduleOrder

    /// Documents looked at in one transaction.
    static let batch = 256
    private static let prefix = "schedule:"
    private static let index = "schedules"

    /// Puts a schedule to work from now on.
    ///
    /// - Throws: ``ExchangeFailure/Code/unknown`` when there is no such schedule of ours,
    ///   ``ExchangeFailure/Code/refused`` for a data set that this node does not make,
    ///   ``Refusal/Code/approvalMissing`` for one person in both roles.
    package static func order(
        _ schedule: String, agreement: String, purpose: String, preparedBy: String,
        approvedBy: String, in transaction: ExchangeTransaction
    ) throws -> ScheduleOrder {
        let found = try find(schedule, agreement, in: transaction.standing)
        guard found.from == transaction.standing.node else {
            throw ExchangeFailure(
                .refused, problem: "\(schedule) is for \(found.from) to send",
                remedy: "order schedules whose data come from this node")
        }
        let mirror = MirrorDataSet(rawValue: found.dataSet)
        let set = KnownDataSets.named(found.dataSet)
        guard mirror != nil || set?.follows(found.trigger) == true else {
            throw ExchangeFailure(
                .refused,
                problem: "the data set \(found.dataSet) with the trigger of \(schedule) is not "
                    + "made by this node",
                remedy: "it makes the mirror data sets, "
                    + KnownDataSets.all.map(\.name).joined(separator: ", "))
        }
        guard preparedBy != approvedBy, !preparedBy.isEmpty, !approvedBy.isEmpty else {
            throw ExchangeNode.refusal(.approvalMissing, "one person in both roles")
        }
        guard found.purposes.contains(purpose) else {
            throw ExchangeNode.refusal(.purposeNotPermitted, "no purpose of the schedule")
        }
        if let mirror, let signed = transaction.standing.agreements[agreement] {
            try MirrorSchedule.prepare(
                found, mirror, in: transaction, agreement: signed.agreement)
        }
        let order = ScheduleOrder(
            agreement: agreement, schedule: schedule, purpose: purpose, preparedBy: preparedBy,
            approvedBy: approvedBy,
            watermark: mirror == nil ? try set?.newest(transaction.writer) ?? 0 : 0, sent: 0,
            late: 0,
            lastDay: lastDay(of: found, agreement, in: transaction))
        try store(order, in: transaction.writer)
        try transaction.record(
            "schedule-ordered",
            [
                "agreement": agreement, "schedule": schedule, "purpose": purpose,
                "by": preparedBy, "second": approvedBy,
            ])
        return order
    }

    /// Every order.
    package static func orders(_ reader: any StoreReader) throws -> [ScheduleOrder] {
        guard let row = try reader.snapshot(index) else { return [] }
        let names = try JSONTree(reading: row.content).elements ?? []
        return try names.compactMap { name in
            guard let text = name.text, let row = try reader.snapshot(prefix + text) else {
                return nil
            }
            return ScheduleOrder(try JSONTree(reading: row.content), watermark: row.watermark)
        }
    }

    /// What a run did.
    package struct Outcome: Hashable, Sendable {
        package var sent = 0
        package var late = 0
        /// Whether documents are left to look at.
        package var isComplete = true

        package init() {}
    }

    /// Looks at what is new for every order and sends what its schedule wants; call again while the
    /// outcome is not complete.
    ///
    /// - Throws: ``Refusals`` when the agreement forbids it now.
    package static func run(in transaction: ExchangeTransaction) throws -> Outcome {
        var outcome = Outcome()
        for order in try orders(transaction.writer) {
            let schedule = try find(order.schedule, order.agreement, in: transaction.standing)
            if let mirror = MirrorDataSet(rawValue: schedule.dataSet) {
                var next = order
                let isComplete = try MirrorSchedule.run(
                    &next, schedule, mirror, in: transaction)
                outcome.isComplete = outcome.isComplete && isComplete
                try finish(next, since: order, &outcome, in: transaction)
                continue
            }
            guard let set = KnownDataSets.named(schedule.dataSet),
                let due = dueDay(order, schedule, in: transaction)
            else { continue }
            let (next, isFull) = try run(order, schedule, set, on: due, in: transaction)
            outcome.isComplete = outcome.isComplete && !isFull
            try finish(next, since: order, &outcome, in: transaction)
        }
        return outcome
    }

    private static func run(
        _ before: ScheduleOrder, _ schedule: ExchangeSchedule, _ set: any DataSet,
        on day: DueDay, in transaction: ExchangeTransaction
    ) throws -> (order: ScheduleOrder, isFull: Bool) {
        var order = before
        let country =
            transaction.standing.agreements[order.agreement]?.agreement.party(schedule.to)?
            .country ?? ""
        let page = try set.page(
            after: order.watermark,
            of: DataQuestion(
                schedule: schedule, country: country, reader: transaction.writer,
                now: transaction.now, limit: batch))
        for entry in page.entries where entry.content.object?.names.isEmpty == false {
            _ = try Messages.send(
                Messages.Proposal(
                    kind: .scheduled(order.schedule), to: schedule.to,
                    agreement: order.agreement, purpose: order.purpose,
                    handling: schedule.handling, content: Tainted(own: entry.content),
                    preparedBy: order.preparedBy, approvedBy: order.approvedBy,
                    stream: "schedule-" + order.schedule), in: transaction)
            order.sent += 1
            let due = schedule.due(
                triggered: day.trigger ?? entry.triggered, arrival: entry.arrival)
            if let due, transaction.now > due { order.late += 1 }
        }
        order.watermark = page.watermark
        // A day is over when everything of it was looked at.
        if !page.isFull { order.lastDay = day.day }
        return (order, page.isFull)
    }

    /// Stores how far an order got and what it sent.
    private static func finish(
        _ order: ScheduleOrder, since before: ScheduleOrder, _ outcome: inout Outcome,
        in transaction: ExchangeTransaction
    ) throws {
        outcome.sent += Int(order.sent - before.sent)
        outcome.late += Int(order.late - before.late)
        if order != before { try store(order, in: transaction.writer) }
        guard order.sent > before.sent else { return }
        try transaction.record(
            "schedule-run",
            [
                "schedule": order.schedule, "sent": String(order.sent - before.sent),
                "late": String(order.late - before.late),
            ])
    }

    /// The day for which something is to be looked at, and when its hour came.
    private struct DueDay {
        let day: Int64?
        let trigger: Timestamp?
    }

    /// Nil when the hour of a daily schedule has not come again. After days without a run the hour of
    /// the first of them counts for being late.
    private static func dueDay(
        _ order: ScheduleOrder, _ schedule: ExchangeSchedule, in transaction: ExchangeTransaction
    ) -> DueDay? {
        guard case .daily(let minute) = schedule.trigger else {
            return DueDay(day: nil, trigger: nil)
        }
        guard let calendar = calendar(of: schedule, order.agreement, in: transaction) else {
            return nil
        }
        let last = order.lastDay ?? calendar.day(at: transaction.now).dayNumber - 1
        let newest = lastDay(minute: minute, calendar, at: transaction.now)
        guard newest > last else { return nil }
        return DueDay(
            day: newest,
            trigger: CivilDate(dayNumber: last + 1)
                .start(minutesEastOfUTC: calendar.minutesEastOfUTC).adding(seconds: minute * 60))
    }

    private static func calendar(
        of schedule: ExchangeSchedule, _ agreement: String, in transaction: ExchangeTransaction
    ) -> WorkingCalendar? {
        transaction.standing.agreements[agreement]?.agreement.calendar(of: schedule.from)
    }

    /// The last day whose hour has come, for a schedule that is ordered now.
    private static func lastDay(
        of schedule: ExchangeSchedule, _ agreement: String, in transaction: ExchangeTransaction
    ) -> Int64? {
        guard case .daily(let minute) = schedule.trigger,
            let calendar = calendar(of: schedule, agreement, in: transaction)
        else { return nil }
        return lastDay(minute: minute, calendar, at: transaction.now)
    }

    private static func lastDay(
        minute: Int64, _ calendar: WorkingCalendar, at moment: Timestamp
    ) -> Int64 {
        let day = calendar.day(at: moment)
        let hour = day.start(minutesEastOfUTC: calendar.minutesEastOfUTC)
            .adding(seconds: minute * 60)
        return moment >= hour ? day.dayNumber : day.dayNumber - 1
    }

    private static func find(
        _ schedule: String, _ agreement: String, in standing: ExchangeStanding
    ) throws -> ExchangeSchedule {
        guard
            let found = standing.agreements[agreement]?.agreement.schedules.first(where: {
                $0.id == schedule
            })
        else {
            throw ExchangeFailure(
                .unknown, problem: "no schedule \(schedule) in an agreement \(agreement) here",
                remedy: "see: tamga agreement show \(agreement)")
        }
        return found
    }

    private static func store(_ order: ScheduleOrder, in writer: any StoreWriter) throws {
        let name = order.agreement + "/" + order.schedule
        var names =
            try writer.snapshot(index).map {
                try JSONTree(reading: $0.content).elements ?? []
            } ?? []
        if !names.contains(.string(name)) {
            names.append(.string(name))
            try writer.put(
                SnapshotRow(watermark: 0, content: JSONTree.array(names).bytes), name: index)
        }
        try writer.put(
            SnapshotRow(watermark: order.watermark, content: order.json.bytes),
            name: prefix + name)
    }
}
