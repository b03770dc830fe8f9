/// A date or time as a document wrote it, with the day it means.
package struct WrittenDateTime: Hashable, Sendable {
    /// The text as written, trimmed: "20260904", "2026-09-04", "20240305121500Z".
    package var text: String
    /// How the text is laid out (UNTDID 2379): 102 CCYYMMDD, 203 CCYYMMDDHHMM, 304 CCYYMMDDHHMMSSZZZ.
    package var formatCode: String?
    /// The calendar day meant; nil when the text names no existing day.
    package var day: CalendarDay?

    package init(text: String, formatCode: String? = nil) {
        self.text = text
        self.formatCode = formatCode
        day = CalendarDay(text)
    }

    /// A day written as ISO 8601 (`YYYY-MM-DD`).
    package init(day: CalendarDay) {
        text = day.iso
        formatCode = nil
        self.day = day
    }
}
