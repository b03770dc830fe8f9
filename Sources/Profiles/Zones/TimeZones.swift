// Full Foundation only here: FoundationEssentials knows no time zones by name.
import Foundation

/// Offsets of time zones from UTC.
enum TimeZones {
    /// Seconds east of Greenwich at an instant, for `UTC`, `+05:00`, `-02:30`, `02:00` or an IANA name
    /// such as `Asia/Tashkent`; nil for a name that is none of these.
    ///
    /// Rules of named zones come from the system's time zone data.
    static func offset(_ name: String, at seconds: Int64) -> Int? {
        if name == "UTC" || name == "Z" || name.isEmpty { return 0 }
        var cursor = DigitCursor(name)
        if let east = cursor.clock() { return cursor.isAtEnd ? east : nil }
        if let offset = cursor.offset() { return cursor.isAtEnd ? offset : nil }
        guard name.utf8.count <= 64, name.utf8.first?.isIdentifierStart == true,
            let zone = TimeZone(identifier: name)
        else { return nil }
        return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
}
