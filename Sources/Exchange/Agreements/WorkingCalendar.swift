package import Seal

/// Which days an administration works, at a fixed distance from UTC.
package struct WorkingCalendar: Hashable, Sendable {
    package let id: String
    /// Minutes east of UTC of the administration's seat (standard time).
    package let minutesEastOfUTC: Int64
    /// Days of rest, 1 Monday to 7 Sunday.
    package let weekend: Set<Int>
    package let holidays: Set<CivilDate>
    /// Days of rest that are worked because a holiday was moved.
    package let workedDays: Set<CivilDate>
    /// The last day for which holidays are known; deadlines beyond it are marked as provisional.
    package let knownUntil: CivilDate

    /// Whether offices are open.
    package func isWorking(_ day: CivilDate) -> Bool {
        if workedDays.contains(day) { return true }
        return !weekend.contains(day.weekday) && !holidays.contains(day)
    }

    /// The local day at a moment.
    package func day(at moment: Timestamp) -> CivilDate {
        CivilDate(
            dayNumber: moment.adding(seconds: minutesEastOfUTC * 60).dayNumber)
    }

    /// The first moment after the local day.
    package func end(of day: CivilDate) -> Timestamp {
        CivilDate(dayNumber: day.dayNumber + 1).start(minutesEastOfUTC: minutesEastOfUTC)
    }
}

/// How long something may take.
package enum DeadlineRule: Hashable, Sendable {
    case hours(Int64)
    /// Whole working days; the day of the event does not count, and the day of the deadline is
    /// over at its midnight.
    case workingDays(Int64)
    case calendarDays(Int64)

    /// The longest rule accepted: hours and days of about three years.
    static let hoursMax: Int64 = 26_280, daysMax: Int64 = 1_095

    /// When it is over, counted from an event.
    ///
    /// - Parameter calendars: the calendars of both sides; a day counts as a working day only when
    ///   all of them work, and the day ends where the first calendar is.
    package func deadline(
        from event: Timestamp, calendars: [WorkingCalendar]
    ) -> Timestamp {
        switch self {
        case .hours(let hours): return event.adding(seconds: hours * 3_600)
        case .calendarDays(let days):
            guard let calendar = calendars.first else {
                return event.adding(seconds: days * 86_400)
            }
            let last = CivilDate(dayNumber: calendar.day(at: event).dayNumber + days)
            return calendar.end(of: last)
        case .workingDays(let days):
            guard let calendar = calendars.first else {
                return event.adding(seconds: days * 86_400)
            }
            var day = calendar.day(at: event)
            var left = days
            // A calendar without working days must not hold the caller: ten years are enough.
            var steps = 3_660
            while left > 0, steps > 0 {
                day = CivilDate(dayNumber: day.dayNumber + 1)
                if calendars.allSatisfy({ $0.isWorking(day) }) { left -= 1 }
                steps -= 1
            }
            return calendar.end(of: day)
        }
    }
}
