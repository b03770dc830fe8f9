import Customs

/// Dates of birth as lists write them.
///
/// Understood: "12 Jun 1966", "Jun 1966", "1966", "1966-06-12", "1966-06", "12.06.1966", each after
/// "circa" or "about"; two of them joined by "to", "between … and" or "-".
enum DateWords {
    /// The span a text names; nil when it names none.
    static func span(_ text: String) -> BirthSpan? {
        var rest = text.trimmed
        var isApproximate = false
        for word in ["circa", "approximately", "about", "c.", "ca.", "between"] {
            if let after = rest.after(word) {
                if word != "between" { isApproximate = true }
                rest = after
            }
        }
        if let single = single(rest) { return joined(single, single, isApproximate) }
        for joint in [" to ", " and ", " - ", "-", "–"] {
            guard let range = rest.firstRange(of: joint) else { continue }
            let first = rest[..<range.lowerBound].trimmed
            let second = rest[range.upperBound...].trimmed
            if let from = single(first), let to = single(second) {
                return joined(from, to, isApproximate)
            }
        }
        return nil
    }

    /// A span of whole years.
    static func years(_ from: Int, _ to: Int, isApproximate: Bool = false) -> BirthSpan? {
        guard let first = year(from), let last = year(to) else { return nil }
        return joined(first, last, isApproximate)
    }

    private static func joined(
        _ from: (CalendarDay, CalendarDay), _ to: (CalendarDay, CalendarDay), _ isApproximate: Bool
    ) -> BirthSpan {
        BirthSpan(
            from: min(from.0, to.0), to: max(from.1, to.1), isApproximate: isApproximate)
    }

    /// First and last day of one date.
    private static func single(_ text: String) -> (CalendarDay, CalendarDay)? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "." }).map(
            String.init)
        switch words.count {
        case 1:
            if words[0].utf8.count == 4, let number = Int(words[0]) { return year(number) }
            if words[0].utf8.count >= 8, let day = CalendarDay(words[0]) { return (day, day) }
            let parts = words[0].split(separator: "-")
            guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
                let month = Int(parts[1])
            else { return nil }
            return self.month(month, of: year)
        case 2:
            guard let month = month(words[0]), let year = Int(words[1]) else { return nil }
            return self.month(month, of: year)
        case 3:
            if let day = Int(words[0]), let year = Int(words[2]) {
                guard let month = month(words[1]) ?? Int(words[1]),
                    let date = CalendarDay(year: year, month: month, day: day)
                else { return nil }
                return (date, date)
            }
            guard let month = month(words[0]), let day = Int(words[1]), let year = Int(words[2]),
                let date = CalendarDay(year: year, month: month, day: day)
            else { return nil }
            return (date, date)
        default: return nil
        }
    }

    private static func year(_ year: Int) -> (CalendarDay, CalendarDay)? {
        guard let first = CalendarDay(year: year, month: 1, day: 1),
            let last = CalendarDay(year: year, month: 12, day: 31)
        else { return nil }
        return (first, last)
    }

    private static func month(_ month: Int, of year: Int) -> (CalendarDay, CalendarDay)? {
        guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
        let next =
            month == 12
            ? CalendarDay(year: year + 1, month: 1, day: 1)
            : CalendarDay(year: year, month: month + 1, day: 1)
        return next.map { (first, $0.adding(days: -1)) }
    }

    private static func month(_ word: String) -> Int? {
        let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        return months.firstIndex { word.lowercased().hasPrefix($0) }.map { $0 + 1 }
    }
}
