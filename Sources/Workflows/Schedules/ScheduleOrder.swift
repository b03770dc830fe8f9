import Seal

/// A schedule that officials put to work.
package struct ScheduleOrder: Hashable, Sendable {
    package let agreement: String
    package let schedule: String
    package let purpose: String
    package let preparedBy, approvedBy: String
    /// How far its data set has been looked at.
    package internal(set) var watermark: Int64
    /// Messages sent, and those of them that left too late.
    package internal(set) var sent: Int64
    package internal(set) var late: Int64
    /// The last day whose hour came, for daily schedules: days since 1970-01-01.
    package internal(set) var lastDay: Int64?
}

extension ScheduleOrder {
    var json: JSONTree {
        .object([
            "agreement": .string(agreement), "schedule": .string(schedule),
            "purpose": .string(purpose), "preparedBy": .string(preparedBy),
            "approvedBy": .string(approvedBy), "sent": .integer(sent), "late": .integer(late),
            "lastDay": lastDay.map { .integer($0) },
        ])
    }

    init?(_ tree: JSONTree, watermark: Int64) {
        guard let agreement = tree["agreement"]?.text, let schedule = tree["schedule"]?.text,
            let purpose = tree["purpose"]?.text, let preparedBy = tree["preparedBy"]?.text,
            let approvedBy = tree["approvedBy"]?.text, let sent = tree["sent"]?.integerValue,
            let late = tree["late"]?.integerValue
        else { return nil }
        self.init(
            agreement: agreement, schedule: schedule, purpose: purpose, preparedBy: preparedBy,
            approvedBy: approvedBy, watermark: watermark, sent: sent, late: late,
            lastDay: tree["lastDay"]?.integerValue)
    }
}
