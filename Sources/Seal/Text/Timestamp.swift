/// A moment in UTC, in whole milliseconds since 1970, without leap seconds.
///
/// Written as RFC 3339 with `Z`, and three digits of milliseconds when they are not zero. Order
/// between two nodes never rests on it; it dates, and it decides freshness and deadlines.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z, within the years 0001 to 9999.
    package let milliseconds: Int64

    /// The earliest and the latest moment that can be written.
    package static let earliest = Timestamp(unchecked: -62_135_596_800_000)
    package static let latest = Timestamp(unchecked: 253_402_300_799_999)

    /// Takes milliseconds; values beyond the years 0001 to 9999 become the nearest bound.
    package init(milliseconds: Int64) {
        self.milliseconds = min(
            max(milliseconds, Self.earliest.milliseconds), Self.latest.milliseconds)
    }

    /// Takes whole seconds since 1970; bounded as above.
    package init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        self.init(milliseconds: overflow ? (seconds < 0 ? .min : .max) : product)
    }

    private init(unchecked: Int64) { milliseconds = unchecked }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 { Self.floorDivide(milliseconds, 1_000) }

    /// Days since 1970-01-01, rounded down.
    package var dayNumber: Int64 { Self.floorDivide(milliseconds, 86_400_000) }

    /// A moment later (or earlier, when negative); bounded.
    package func adding(milliseconds more: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(more)
        return Timestamp(milliseconds: overflow ? (more < 0 ? .min : .max) : sum)
    }

    /// A moment later (or earlier, when negative); bounded.
    package func adding(seconds: Int64) -> Timestamp {
        adding(milliseconds: Timestamp(seconds: seconds).milliseconds)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package var description: String {
        let date = CivilDate(dayNumber: dayNumber)
        let inDay = milliseconds - dayNumber * 86_400_000
        let millis = inDay % 1_000
        let second = inDay / 1_000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        var text = "\(date)T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
        if millis > 0 {
            let digits = String(millis)
            text += "." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
        }
        return text + "Z"
    }

    /// Reads exactly the form that ``description`` writes; `nil` for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24, bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes.last == UInt8(ascii: "Z"),
            let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = Self.number(bytes[11..<13]), hour < 24,
            let minute = Self.number(bytes[14..<16]), minute < 60,
            let second = Self.number(bytes[17..<19]), second < 60
        else { return nil }
        var millis: Int64 = 0
        if bytes.count == 24 {
            guard bytes[19] == UInt8(ascii: "."), let fraction = Self.number(bytes[20..<23]),
                fraction > 0
            else { return nil }
            millis = fraction
        }
        let inDay = ((hour * 60 + minute) * 60 + second) * 1_000 + millis
        self.init(milliseconds: date.dayNumber * 86_400_000 + inDay)
    }

    fileprivate static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - 0x30)
        }
        return value
    }

    fileprivate static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}

/// A day of the Gregorian calendar, written `2026-11-22`, within the years 0001 to 9999.
package struct CivilDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let dayNumber: Int64

    /// Takes days since 1970-01-01; bounded to the years 0001 to 9999.
    package init(dayNumber: Int64) {
        self.dayNumber = min(
            max(dayNumber, Timestamp.earliest.milliseconds / 86_400_000), 2_932_896)
    }

    /// Takes year, month and day; `nil` when there is no such day.
    package init?(year: Int64, month: Int64, day: Int64) {
        guard (1...9_999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        // Years are counted from March so that the leap day comes last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let date = CivilDate(dayNumber: era * 146_097 + dayOfEra - 719_468)
        guard date.parts == (year, month, day) else { return nil }
        self = date
    }

    /// Reads `2026-11-22`; `nil` for anything else and for days that do not exist.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Timestamp.number(bytes[..<4]), let month = Timestamp.number(bytes[5..<7]),
            let day = Timestamp.number(bytes[8...])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month 1 to 12 and day 1 to 31.
    package var parts: (year: Int64, month: Int64, day: Int64) {
        let shifted = dayNumber + 719_468
        let era = Timestamp.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601).
    package var weekday: Int { Int(((dayNumber % 7) + 10) % 7) + 1 }

    /// The first moment of the day at a fixed distance from UTC.
    package func start(minutesEastOfUTC offset: Int64) -> Timestamp {
        Timestamp(milliseconds: dayNumber * 86_400_000 - offset * 60_000)
    }

    package static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }

    package var description: String {
        let (year, month, day) = parts
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
            + (month < 10 ? "-0" : "-") + "\(month)" + (day < 10 ? "-0" : "-") + "\(day)"
    }
}
