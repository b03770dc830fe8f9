package import Customs

/// When somebody was born, as exactly as a list says: a day, a month, a year, or a span.
package struct BirthSpan: Hashable, Sendable {
    /// First day it can be.
    package let from: CalendarDay
    /// Last day it can be.
    package let to: CalendarDay
    /// The list says "about"; the days are then the outer bounds named.
    package let isApproximate: Bool

    /// A span; ends in the wrong order are exchanged.
    package init(from: CalendarDay, to: CalendarDay, isApproximate: Bool = false) {
        self.from = min(from, to)
        self.to = max(from, to)
        self.isApproximate = isApproximate
    }

    /// How two statements about one birth relate.
    package enum Relation: String, Hashable, Sendable {
        /// Both name the same single day.
        case sameDay
        /// They can both be true.
        case compatible
        /// They differ, but as slips of the pen do: day and month exchanged, or off by a year or less.
        case near
        /// They cannot both be true.
        case contradicts
    }

    /// Days by which lists and registers are off for one person without being wrong.
    package static let slackDays = 366
    /// Days allowed around a date that is only approximate.
    package static let approximateDays = 731

    /// Relates two statements; spans that are only approximate leave more room.
    package func relation(to other: BirthSpan) -> Relation {
        if from == to, self.from == other.from, self.to == other.to { return .sameDay }
        if from <= other.to, other.from <= to { return .compatible }
        let isLoose = isApproximate || other.isApproximate
        let slack = isLoose ? Self.approximateDays : Self.slackDays
        let gap = from > other.to ? from.days(since: other.to) : other.from.days(since: to)
        if gap <= slack { return isLoose ? .compatible : .near }
        let (left, right) = (from.parts, other.from.parts)
        if from == to, other.from == other.to, left.year == right.year, left.day == right.month,
            left.month == right.day
        {
            return .near
        }
        return .contradicts
    }

    /// As people write it: "1966-06-12", "1966", "about 1951 to 1953".
    package var text: String {
        let about = isApproximate ? "about " : ""
        if from == to { return about + from.iso }
        let (first, last) = (from.parts, to.parts)
        if first.month == 1, first.day == 1, last.month == 12, last.day == 31 {
            return about
                + (first.year == last.year ? "\(first.year)" : "\(first.year) to \(last.year)")
        }
        return about + from.iso + " to " + to.iso
    }
}
