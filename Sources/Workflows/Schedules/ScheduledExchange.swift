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
    /// A schedule that officials put to work.
    package struct Order: Hashable, Sendable {
        package let agreement: String
        package let schedule: String
        package let purpose: String
        package let preparedBy, approvedBy: String
        /// The last version of a document that was looked at.
        package internal(set) var watermark: Int64
        /// Messages sent, and those of them that left too late.
        package internal(set) var sent: Int64
        package internal(set) var late: Int64
    }

    /// Which documents a data set holds, in our words; nil for data sets that a node does not make.
    private struct DataSet {
        let flows: Set<Declaration.Flow>
        /// UN/ECE Recommendation 19.
        let mode: String

        init?(_ name: String) {
            switch name {
            case "advance-road": mode = "3"
            case "advance-rail": mode = "2"
            default: return nil
            }
            flows = [.export, .transit]
        }
    }

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
    ) throws -> Order {
        let found = try find(schedule, agreement, in: transaction.standing)
        guard found.from == transaction.standing.node else {
            throw ExchangeFailure(
                .refused, problem: "\(schedule) is for \(found.from) to send",
                remedy: "order schedules whose data come from this node")
        }
        let mirror = MirrorDataSet(rawValue: found.dataSet)
        guard mirror != nil || DataSet(found.dataSet) != nil else {
            throw ExchangeFailure(
                .refused, problem: "the data set \(found.dataSet) is not made by this node",
                remedy: "order a schedule of advance-road, advance-rail or the mirror data sets")
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
        let last =
            try mirror != nil || transaction.writer.versions(after: 0, limit: 1).isEmpty
            ? 0 : newestVersion(transaction.writer)
        let order = Order(
            agreement: agreement, schedule: schedule, purpose: purpose, preparedBy: preparedBy,
            approvedBy: approvedBy, watermark: last, sent: 0, late: 0)
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
    package static func orders(_ reader: any StoreReader) throws -> [Order] {
        guard let row = try reader.snapshot(index) else { return [] }
        let names = try JSONTree(reading: row.content).elements ?? []
        return try names.compactMap { name in
            guard let text = name.text, let row = try reader.snapshot(prefix + text) else {
                return nil
            }
            return Order(try JSONTree(reading: row.content), watermark: row.watermark)
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
            var order = order
            let before = order
            if let mirror = MirrorDataSet(rawValue: schedule.dataSet) {
                let isComplete = try MirrorSchedule.run(
                    &order, schedule, mirror, in: transaction)
                outcome.isComplete = outcome.isComplete && isComplete
                try finish(order, before, &outcome, in: transaction)
                continue
            }
            guard let set = DataSet(schedule.dataSet) else { continue }
            let versions = try transaction.writer.versions(
                after: order.watermark, limit: batch)
            var isHeld = false
            for version in versions {
                let isReady = try send(
                    version, set, schedule, &order, in: transaction)
                // A document that is not judged yet waits, and what came after it with it.
                guard isReady else {
                    isHeld = true
                    break
                }
                order.watermark = version.id
            }
            outcome.isComplete = outcome.isComplete && (isHeld || versions.count < batch)
            try finish(order, before, &outcome, in: transaction)
        }
        return outcome
    }

    /// Stores how far an order got and what it sent.
    private static func finish(
        _ order: Order, _ before: Order, _ outcome: inout Outcome,
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

    /// False when the document is one of the data set and has no assessment yet.
    private static func send(
        _ version: VersionRow, _ set: DataSet, _ schedule: ExchangeSchedule, _ order: inout Order,
        in transaction: ExchangeTransaction
    ) throws -> Bool {
        guard version.number == 1,
            case .declaration(let declaration)? = CanonicalJSON.read(version.content).document,
            let flow = declaration.flow, set.flows.contains(flow),
            declaration.modeCode == set.mode,
            declaration.destinationCountryCode
                == transaction.standing.agreements[order.agreement]?.agreement
                .party(schedule.to)?.country
        else { return true }
        guard let assessment = try transaction.writer.assessments(of: version.id).last else {
            return false
        }
        // Released goods only: green, or blue with an audit later.
        guard assessment.lane >= Lane.blue.order else { return true }
        let number =
            declaration.id ?? declaration.functionalReferenceID
            ?? "document \(version.document)"
        _ = try Messages.send(
            Messages.Proposal(
                kind: .scheduled(order.schedule), to: schedule.to, agreement: order.agreement,
                purpose: order.purpose, handling: schedule.handling,
                content: Tainted(
                    own: DeclarationFields.permitted(
                        schedule.fields, of: declaration, number: number)),
                preparedBy: order.preparedBy, approvedBy: order.approvedBy,
                stream: "schedule-" + order.schedule), in: transaction)
        order.sent += 1
        let due = schedule.due(
            triggered: Timestamp(milliseconds: assessment.assessedAt),
            arrival: declaration.arrivalDateTime.flatMap { moment($0.text) })
        if let due, transaction.now > due { order.late += 1 }
        return true
    }

    /// A moment written CCYYMMDDHHMM or longer; nil when only the day is known.
    static func moment(_ text: String) -> Timestamp? {
        let digits = text.filter(\.isNumber)
        guard digits.utf8.count >= 12, let number = Int64(digits.prefix(12)),
            let day = CivilDate(
                year: number / 100_000_000, month: number / 1_000_000 % 100,
                day: number / 10_000 % 100),
            number / 100 % 100 < 24, number % 100 < 60
        else { return nil }
        return day.start(minutesEastOfUTC: 0).adding(
            seconds: (number / 100 % 100) * 3_600 + (number % 100) * 60)
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

    private static func newestVersion(_ reader: any StoreReader) throws -> Int64 {
        // Versions are numbered without gaps, so the last is found by halving.
        var low: Int64 = 1
        var high: Int64 = 1
        while try reader.version(id: high) != nil { (low, high) = (high, high * 2) }
        while low + 1 < high {
            let middle = (low + high) / 2
            if try reader.version(id: middle) != nil { low = middle } else { high = middle }
        }
        return low
    }

    private static func store(_ order: Order, in writer: any StoreWriter) throws {
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

extension ScheduledExchange.Order {
    fileprivate var json: JSONTree {
        .object([
            "agreement": .string(agreement), "schedule": .string(schedule),
            "purpose": .string(purpose), "preparedBy": .string(preparedBy),
            "approvedBy": .string(approvedBy), "sent": .integer(sent), "late": .integer(late),
        ])
    }

    fileprivate init?(_ tree: JSONTree, watermark: Int64) {
        guard let agreement = tree["agreement"]?.text, let schedule = tree["schedule"]?.text,
            let purpose = tree["purpose"]?.text, let preparedBy = tree["preparedBy"]?.text,
            let approvedBy = tree["approvedBy"]?.text, let sent = tree["sent"]?.integerValue,
            let late = tree["late"]?.integerValue
        else { return nil }
        self.init(
            agreement: agreement, schedule: schedule, purpose: purpose, preparedBy: preparedBy,
            approvedBy: approvedBy, watermark: watermark, sent: sent, late: late)
    }
}
