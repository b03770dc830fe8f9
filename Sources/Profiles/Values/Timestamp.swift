/// An instant: seconds and nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// Range: 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
/// Source: google/cel-spec, doc/langdef.md, "Abstract Types"; RFC 3339 for the text.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let seconds: Int64
    /// 0…999,999,999, also before 1970.
    package let nanoseconds: Int32

    package static let secondsMin: Int64 = -62_135_596_800
    package static let secondsMax: Int64 = 253_402_300_799

    /// Nil when out of range.
    package init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard (Self.secondsMin...Self.secondsMax).contains(seconds),
            (0..<1_000_000_000).contains(nanoseconds)
        else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// Nil when the result is out of range.
    func adding(_ span: Int64) -> Timestamp? {
        let whole = span.quotientFloor(1_000_000_000)
        var rest = Int64(nanoseconds) + (span - whole * 1_000_000_000)
        var sum = seconds + whole
        if rest >= 1_000_000_000 {
            rest -= 1_000_000_000
            sum += 1
        }
        return Timestamp(seconds: sum, nanoseconds: Int32(rest))
    }

    /// The span from another instant to this one; nil when it does not fit.
    func since(_ other: Timestamp) -> TimeSpan? {
        let (whole, tooLarge) = (seconds - other.seconds)
            .multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflows) = whole.addingReportingOverflow(
            Int64(nanoseconds) - Int64(other.nanoseconds))
        return tooLarge || overflows ? nil : TimeSpan(nanoseconds: sum)
    }
}

extension FixedWidthInteger {
    /// Division rounding towards minus infinity; the divisor is positive.
    func quotientFloor(_ divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// A length of time in nanoseconds, about ±292 years.
package struct TimeSpan: Hashable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Decimal seconds with the letter s, such as `1.5s`.
    package var text: String {
        let size = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        return sign + String(size / 1_000_000_000) + fractionText(UInt32(size % 1_000_000_000))
            + "s"
    }

    /// Reads signed numbers with units, such as `1h45m47s`, `-1.5s` or `250ms`; units are h, m, s,
    /// ms, us, µs and ns. Nil when the text is anything else or the span does not fit.
    package init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        if rest.elementsEqual([UInt8(ascii: "0")]) {
            self.init(nanoseconds: 0)
            return
        }
        guard !rest.isEmpty, rest.count <= 256 else { return nil }
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let part = Self.part(&rest) else { return nil }
            let (sum, overflows) = total.addingReportingOverflow(part)
            guard !overflows else { return nil }
            total = sum
        }
        if isNegative {
            guard total <= 1 << 63 else { return nil }
            self.init(nanoseconds: Int64(truncatingIfNeeded: 0 &- total))
        } else {
            guard let whole = Int64(exactly: total) else { return nil }
            self.init(nanoseconds: whole)
        }
    }

    /// One number with its unit.
    private static func part(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        let whole = digits(&rest)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = digits(&rest)
        }
        guard !(whole.isEmpty && fraction.isEmpty), let scale = unit(&rest) else { return nil }
        var value: UInt64 = 0
        for digit in whole {
            let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = tens.addingReportingOverflow(UInt64(digit - 48))
            guard !tooLarge, !overflows else { return nil }
            value = sum
        }
        let (scaled, tooLarge) = value.multipliedReportingOverflow(by: scale)
        var part: UInt64 = 0
        var weight = scale
        for digit in fraction {
            // Tenths of the unit, hundredths and so on, until they fall below a nanosecond.
            guard weight >= 10 else { break }
            weight /= 10
            part += UInt64(digit - 48) * weight
        }
        let (sum, overflows) = scaled.addingReportingOverflow(part)
        return tooLarge || overflows ? nil : sum
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let found = rest.prefix { (48...57).contains($0) }
        rest = rest.dropFirst(found.count)
        return found
    }

    private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        let units: [(StaticString, UInt64)] = [
            ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000),
            ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ]
        for (name, scale) in units {
            let word = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            if rest.starts(with: word) {
                rest = rest.dropFirst(word.count)
                return scale
            }
        }
        return nil
    }
}

/// `.5` for 500,000,000 nanoseconds, nothing for none; zeros at the end left out.
private func fractionText(_ nanoseconds: UInt32) -> String {
    guard nanoseconds > 0 else { return "" }
    var digits = String(nanoseconds)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
}

/// A day and time of the proleptic Gregorian calendar, as local readings of a timestamp.
struct CalendarReading {
    var year: Int
    /// 0…11
    var month: Int
    /// 1…31
    var day: Int
    /// 0…365
    var dayOfYear: Int
    /// 0 is Sunday.
    var dayOfWeek: Int
    var hour: Int
    var minute: Int
    var second: Int

    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    init(_ timestamp: Timestamp, offsetSeconds: Int) {
        let local = Int(timestamp.seconds) + offsetSeconds
        let days = local.quotientFloor(86_400)
        let time = local - days * 86_400
        hour = time / 3600
        minute = time / 60 % 60
        second = time % 60
        dayOfWeek = (days + 4) - (days + 4).quotientFloor(7) * 7
        let shifted = days + 719_468
        let era = shifted.quotientFloor(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayFromMarch + 2) / 153
        day = dayFromMarch - (153 * march + 2) / 5 + 1
        month = march < 10 ? march + 2 : march - 10
        year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0)
        dayOfYear = days - Self.days(year: year, month: 1, day: 1)
    }

    /// Days from 1970-01-01 to a date, month from 1.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.quotientFloor(400)
        let yearOfEra = shifted - era * 400
        let march = (month + 9) % 12
        let dayOfYear = (153 * march + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}

extension Timestamp {
    /// RFC 3339 in UTC, with as many digits of the second's fraction as are needed.
    package var text: String {
        let reading = CalendarReading(self, offsetSeconds: 0)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(reading.year, 4) + "-" + padded(reading.month + 1, 2) + "-"
            + padded(reading.day, 2) + "T" + padded(reading.hour, 2) + ":"
            + padded(reading.minute, 2) + ":" + padded(reading.second, 2)
            + fractionText(UInt32(nanoseconds)) + "Z"
    }

    /// Reads RFC 3339, such as `2009-02-13T23:31:30.5+05:00`; nil for anything else and for days
    /// that are not in the calendar.
    package init?(_ text: String) {
        var cursor = DigitCursor(text)
        guard let year = cursor.number(4), cursor.skip("-"),
            let month = cursor.number(2), cursor.skip("-"), let day = cursor.number(2),
            cursor.skip("T") || cursor.skip("t"),
            let hour = cursor.number(2), cursor.skip(":"), let minute = cursor.number(2),
            cursor.skip(":"), let second = cursor.number(2),
            (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
        else { return nil }
        let days = CalendarReading.days(year: year, month: month, day: day)
        let next =
            month == 12
            ? CalendarReading.days(year: year + 1, month: 1, day: 1)
            : CalendarReading.days(year: year, month: month + 1, day: 1)
        guard days < next, let nanoseconds = cursor.fraction(), let offset = cursor.offset(),
            cursor.isAtEnd
        else { return nil }
        let total = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(seconds: Int64(total), nanoseconds: Int32(nanoseconds))
    }
}

/// Reads digits at fixed places.
struct DigitCursor {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) { rest = Array(text.utf8.prefix(64))[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number(_ width: Int) -> Int? {
        guard rest.count >= width else { return nil }
        var value = 0
        for byte in rest.prefix(width) {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        rest = rest.dropFirst(width)
        return value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// `.123` in nanoseconds; 0 when there is none, nil when it has no or more than nine digits.
    mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        let digits = rest.prefix { (48...57).contains($0) }
        guard (1...9).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        var value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        for _ in digits.count..<9 { value *= 10 }
        return value
    }

    /// `Z` or `+05:00`, in seconds east of Greenwich.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isWest = rest.first == UInt8(ascii: "-")
        guard skip("+") || skip("-") else { return nil }
        guard let size = clock() else { return nil }
        return isWest ? -size : size
    }

    /// `05:30` in seconds.
    mutating func clock() -> Int? {
        guard let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60
        else { return nil }
        return hours * 3600 + minutes * 60
    }
}
