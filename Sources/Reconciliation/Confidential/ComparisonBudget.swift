package import Customs

/// How many elements partners may have answered in a day, and which sessions were answered: a partner
/// must not list our trade by asking again and again.
///
/// Kept as lines `day,partner,session,elements`, one an answered offer; the ledger of a node can keep
/// the same entries.
package struct ComparisonBudget: Sendable {
    /// One answered offer.
    package struct Entry: Hashable, Sendable {
        package let day: CalendarDay
        package let partner: String
        package let session: String
        package let elements: Int

        package init(day: CalendarDay, partner: String, session: String, elements: Int) {
            self.day = day
            self.partner = partner
            self.session = session
            self.elements = elements
        }

        /// The entry as a line without its end.
        package var line: String { "\(day),\(partner),\(session),\(elements)" }
    }

    /// Elements answered for one partner in one day at most.
    package static let perDayDefault = 20_000
    private let perDay: Int
    private var entries: [Entry]

    package init(perDay: Int = perDayDefault, entries: [Entry] = []) {
        self.perDay = perDay
        self.entries = entries
    }

    /// Counts an offer before it is answered; throws when it may not be.
    package mutating func admit(_ entry: Entry) throws(ComparisonRefused) {
        guard !entries.contains(where: { $0.session == entry.session }) else {
            throw ComparisonRefused(
                code: "comparison-session-used",
                problem: "session \(Diagnostic.quoted(entry.session)) was answered before",
                remedy: "agree on a new session")
        }
        var used = 0
        for other in entries where other.partner == entry.partner && other.day == entry.day {
            used += other.elements
        }
        guard entry.elements <= perDay - used else {
            throw ComparisonRefused(
                code: "comparison-budget",
                problem: "\(entry.elements) elements asked, \(max(0, perDay - used)) of \(perDay) "
                    + "left on \(entry.day)",
                remedy: "wait for the next day or agree on a larger budget")
        }
        entries.append(entry)
    }

    /// Reads the lines of earlier entries; nil when one of them is none, since a budget that cannot be
    /// read must not count as unused.
    package static func entries(_ text: String) -> [Entry]? {
        var entries: [Entry] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ",")
            let day = fields.first.flatMap { field in
                Array(field.utf8).withUnsafeBufferPointer { CalendarDay(utf8: $0) }
            }
            guard fields.count == 4, let day, let elements = Int(fields[3]), elements >= 0 else {
                return nil
            }
            entries.append(
                Entry(
                    day: day, partner: String(fields[1]), session: String(fields[2]),
                    elements: elements))
        }
        return entries
    }
}
