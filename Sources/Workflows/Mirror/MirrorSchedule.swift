import Customs
import Exchange
import Reconciliation
import Seal
import Store

/// Sends what a schedule lets a partner know of the register: each version of a declaration of trade
/// with it once, cut to the schedule's fields.
enum MirrorSchedule {
    /// Refuses a schedule whose fields are too few to be of use, and begins to keep our register for the
    /// partner.
    static func prepare(
        _ schedule: ExchangeSchedule, _ set: MirrorDataSet, in transaction: ExchangeTransaction,
        agreement: Agreement
    ) throws {
        let lacking = set.needed.filter { field in
            FieldPath(field).map { !schedule.fields.contains($0) } ?? true
        }
        guard lacking.isEmpty else {
            throw ExchangeFailure(
                .refused,
                problem: "\(schedule.id) lacks fields: \(lacking.joined(separator: ", "))",
                remedy: "amend the schedule together with the partner; see Specs/mirror.md")
        }
        let country = agreement.party(schedule.to)?.country ?? schedule.to
        try MirrorSetup.add(schedule.to, country: country, in: transaction.writer)
    }

    /// Sends a batch of what is new.
    ///
    /// - Returns: whether nothing is left.
    static func run(
        _ order: inout ScheduledExchange.Order, _ schedule: ExchangeSchedule,
        _ set: MirrorDataSet, in transaction: ExchangeTransaction
    ) throws -> Bool {
        let now = transaction.now.milliseconds
        // Sums of a month wait until our register is complete here.
        guard try !MirrorIntake.catchUp(in: transaction.writer, now: now) else { return false }
        switch set {
        case .records: return try sendRecords(&order, schedule, in: transaction)
        case .aggregates: return try MirrorSums.send(&order, schedule, in: transaction)
        case .digests: return try MirrorDigests.send(&order, schedule, in: transaction)
        case .comparison: return true
        }
    }

    private static func sendRecords(
        _ order: inout ScheduledExchange.Order, _ schedule: ExchangeSchedule,
        in transaction: ExchangeTransaction
    ) throws -> Bool {
        guard let agreement = transaction.standing.agreements[order.agreement]?.agreement else {
            return true
        }
        let rows = try transaction.writer.ownMirrorRecords(
            partner: schedule.to, after: order.watermark, limit: ScheduledExchange.batch)
        for row in rows {
            order.watermark = row.id
            // The agreement speaks of trade since it is in force.
            guard row.flow != "transit", Int64(row.day) >= agreement.validFrom.dayNumber else {
                continue
            }
            let content = FieldCut(schedule.fields).cut(try JSONTree(reading: row.content))
            try send(content, &order, schedule, in: transaction)
            let due = schedule.due(
                triggered: Timestamp(milliseconds: row.receivedAt), arrival: nil)
            if let due, transaction.now > due { order.late += 1 }
        }
        return rows.count < ScheduledExchange.batch
    }

    /// Puts one message of the schedule into the outbox.
    static func send(
        _ content: JSONTree, _ order: inout ScheduledExchange.Order, _ schedule: ExchangeSchedule,
        in transaction: ExchangeTransaction
    ) throws {
        _ = try Messages.send(
            Messages.Proposal(
                kind: .scheduled(order.schedule), to: schedule.to, agreement: order.agreement,
                purpose: order.purpose, handling: schedule.handling,
                content: Tainted(own: content), preparedBy: order.preparedBy,
                approvedBy: order.approvedBy, stream: "schedule-" + order.schedule),
            in: transaction)
        order.sent += 1
    }
}

/// Cuts a content to the fields an agreement permits; what would be empty then is left out.
struct FieldCut {
    private let permitted: Set<FieldPath>

    init(_ permitted: Set<FieldPath>) { self.permitted = permitted }

    func cut(_ content: JSONTree) -> JSONTree {
        cut(content, path: "") ?? .object(JSONObject())
    }

    private func cut(_ value: JSONTree, path: String) -> JSONTree? {
        switch value {
        case .object(let object):
            var kept = JSONObject()
            for (name, member) in object.members {
                kept[name] = cut(member, path: path.isEmpty ? name : "\(path).\(name)")
            }
            return kept.members.isEmpty ? nil : .object(kept)
        case .array(let elements):
            let kept = elements.compactMap { cut($0, path: path) }
            return kept.isEmpty ? nil : .array(kept)
        default:
            return FieldPath(path).map { permitted.contains($0) } ?? false ? value : nil
        }
    }
}
