import Customs
import Exchange
import Seal
import Store

/// Months of a trade as they are published: counted since year 0, once each, when they have closed.
enum MirrorMonths {
    /// Days after a month's end from which it counts as closed: late declarations have come.
    static let closedDays = 15

    static func month(of day: CalendarDay) -> Int { day.year * 12 + day.month - 1 }

    /// The days of a month.
    static func days(_ month: Int) -> ClosedRange<CalendarDay>? {
        guard let first = CalendarDay(year: month / 12, month: month % 12 + 1, day: 1),
            let next = CalendarDay(
                year: (month + 1) / 12, month: (month + 1) % 12 + 1, day: 1)
        else { return nil }
        return first...next.adding(days: -1)
    }

    static func text(_ month: Int) -> String {
        let number = month % 12 + 1
        return "\(month / 12)-" + (number < 10 ? "0\(number)" : "\(number)")
    }

    static func month(_ text: String?) -> Int? {
        guard let text, text.utf8.count == 7, let day = CalendarDay(text + "-01") else {
            return nil
        }
        return month(of: day)
    }

    /// The month to publish next under a name; nil when none has closed. Kept apart from the order, so
    /// that ordering a schedule anew publishes nothing twice.
    static func next(
        _ name: String, _ schedule: ExchangeSchedule, agreement: Agreement,
        in transaction: ExchangeTransaction
    ) throws -> Int? {
        let today = CalendarDay(number: Int32(clamping: transaction.now.dayNumber))
        let first = CalendarDay(number: Int32(clamping: agreement.validFrom.dayNumber))
        let done = try transaction.writer.snapshot(name)?.watermark ?? 0
        let month = max(Int(done) + 1, month(of: first))
        guard let days = days(month), today.days(since: days.upperBound) >= closedDays else {
            return nil
        }
        return month
    }

    static func done(_ name: String, _ month: Int, in writer: any StoreWriter) throws {
        try writer.put(SnapshotRow(watermark: Int64(month), content: []), name: name)
    }
}
