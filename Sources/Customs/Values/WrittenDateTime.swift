/// A date or time as a document wrote it, with the day it means.
public struct WrittenDateTime: Hashable, Sendable {
    /// The text as written, trimmed: "20260904", "2026-09-04", "20240305121500Z".
    public var text: String
    /// How the text is laid out (UNTDID 2379): 102 CCYYMMDD, 203 CCYYMMDDHHMM, 304 CCYYMMDDHHMMSSZZZ.
    public var formatCode: String?
    /// The calendar day meant; nil when the text names no existing day.
    public var day: CalendarDay?

    public init(text: String, formatCode: String? = nil) {
        self.text = text
        self.formatCode = formatCode
        day = CalendarDay(text)
    }

    /// A day written as ISO 8601 (`YYYY-MM-DD`).
    public init(day: CalendarDay) {
        text = day.iso
        formatCode = nil
        self.day = day
    }
}
