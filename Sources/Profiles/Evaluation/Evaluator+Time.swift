extension Evaluator {
    /// `getHours()` and its like, of an instant in a time zone or of a span.
    func reading(
        _ function: Function, _ value: Value, zone: String?, _ operation: Operation
    ) throws(EvaluationFailure) -> Int {
        switch value {
        case .duration(let span) where zone == nil:
            switch function {
            case .getHours: return Int(span.nanoseconds / 3_600_000_000_000)
            case .getMinutes: return Int(span.nanoseconds / 60_000_000_000)
            case .getSeconds: return Int(span.nanoseconds / 1_000_000_000)
            case .getMilliseconds: return Int(span.nanoseconds / 1_000_000 % 1000)
            default: throw noOverload("\(function.rawValue)()", operation, value)
            }
        case .timestamp(let instant):
            var offset = 0
            if let zone {
                guard let found = TimeZones.offset(zone, at: instant.seconds) else {
                    throw failed(
                        .unreadable, "'\(zone.prefix(40))' names no time zone", operation)
                }
                offset = found
            }
            return part(
                function, of: CalendarReading(instant, offsetSeconds: offset), instant)
        default: throw noOverload("\(function.rawValue)()", operation, value)
        }
    }

    private func part(
        _ function: Function, of reading: CalendarReading, _ instant: Timestamp
    ) -> Int {
        switch function {
        case .getFullYear: reading.year
        case .getMonth: reading.month
        case .getDate: reading.day
        case .getDayOfMonth: reading.day - 1
        case .getDayOfWeek: reading.dayOfWeek
        case .getDayOfYear: reading.dayOfYear
        case .getHours: reading.hour
        case .getMinutes: reading.minute
        case .getSeconds: reading.second
        default: Int(instant.nanoseconds / 1_000_000)
        }
    }
}
