package import Customs

/// Exchange rates by currency and day, all against the US dollar.
///
/// Holds one rate for each currency and day: the finest one seen. Asking for a day gives the last
/// rate on or before it, with its age. Arithmetic is exact and rounded once, at the end.
///
/// ## Topics
/// - ``add(_:)``, ``rate(of:on:ageDaysMax:)``, ``convert(_:to:on:ageDaysMax:decimals:)``
/// - ``compare(declared:of:in:on:ageDaysMax:)``, ``rows``, ``reading(rows:)``
package struct ExchangeRates: Sendable {
    /// Days a rate may be old when nothing else is asked for: a weekly fixing and a holiday.
    package static let ageDaysMaxDefault = 10

    private var series: [UInt64: [ExchangeRate]] = [:]

    package init() {}

    /// How a rate met those known before.
    package enum Outcome: Hashable, Sendable {
        /// The first of its currency and day.
        case added
        /// Known already, digit for digit.
        case repeated
        /// Took the place of a coarser one that agrees with it.
        case refined(ExchangeRate)
        /// Left out, since a finer one that agrees with it is known.
        case coarser(ExchangeRate)
        /// Contradicts the one known and is finer, so it took its place.
        case replaced(ExchangeRate)
        /// Contradicts the one known, which stays: it is finer, or was there first.
        case contradicted(ExchangeRate)
    }

    /// Takes a rate in; the finer one of a day stays, and of equally fine ones the first.
    package mutating func add(_ rate: ExchangeRate) -> Outcome {
        if rate.currency == "USD" {
            let dollar = ExchangeRate(dollarOn: rate.day)
            return rate.quoted.compare(dollar.quoted) == 0 ? .repeated : .contradicted(dollar)
        }
        let key = PackedCode.pack(rate.currency)
        // The array is not held across the insertion, which would copy it.
        let position = Self.position(after: rate.day, in: series[key] ?? [])
        guard position > 0, let known = series[key]?[position - 1], known.day == rate.day else {
            series[key, default: []].insert(rate, at: position)
            return .added
        }
        if known == rate { return .repeated }
        let agrees = rate.agrees(with: known)
        guard rate.isFiner(than: known) else {
            if agrees {
                return rate.quoted.compare(known.quoted) == 0 && rate.quotation == known.quotation
                    ? .repeated : .coarser(known)
            }
            return .contradicted(known)
        }
        series[key]?[position - 1] = rate
        return agrees ? .refined(known) : .replaced(known)
    }

    /// Number of days with a rate, over all currencies.
    package var count: Int { series.values.reduce(0) { $0 + $1.count } }

    /// Currencies with at least one rate, sorted; the dollar is not among them.
    package var currencies: [String] { series.values.compactMap(\.first?.currency).sorted() }

    /// All rates of a currency, oldest first.
    package func rates(of currency: String) -> [ExchangeRate] {
        series[PackedCode.pack(currency)] ?? []
    }

    /// A rate found for a day, and how old it then was.
    package struct Found: Hashable, Sendable {
        package let rate: ExchangeRate
        /// Days from the rate's day to the day asked for; 0 on the day itself.
        package let ageDays: Int
    }

    /// The last rate on or before a day.
    ///
    /// - Throws: ``RateFailure/missing(currency:day:)`` when there is none,
    ///   ``RateFailure/tooOld(currency:day:last:ageDaysMax:)`` when it is older than the limit.
    package func rate(
        of currency: String, on day: CalendarDay, ageDaysMax: Int = ageDaysMaxDefault
    ) throws(RateFailure) -> Found {
        if currency == "USD" { return Found(rate: ExchangeRate(dollarOn: day), ageDays: 0) }
        guard let days = series[PackedCode.pack(currency)] else {
            throw .missing(currency: currency, day: day)
        }
        let position = Self.position(after: day, in: days)
        guard position > 0 else { throw .missing(currency: currency, day: day) }
        let rate = days[position - 1]
        let age = day.days(since: rate.day)
        guard age <= ageDaysMax else {
            throw .tooOld(
                currency: currency, day: day, last: rate.day, ageDaysMax: ageDaysMax)
        }
        return Found(rate: rate, ageDays: age)
    }

    /// The last rate before a day, however old.
    func lastRate(of currency: String, before day: CalendarDay) -> ExchangeRate? {
        guard let days = series[PackedCode.pack(currency)] else { return nil }
        let position = Self.position(after: day.adding(days: -1), in: days)
        return position > 0 ? days[position - 1] : nil
    }

    /// Position of the first rate later than a day.
    private static func position(after day: CalendarDay, in days: [ExchangeRate]) -> Int {
        var low = 0
        var high = days.count
        while low < high {
            let middle = (low + high) / 2
            if days[middle].day <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Why an amount could not be converted.
package enum RateFailure: Error, Hashable, Sendable {
    /// The amount names no currency.
    case currencyMissing
    /// No rate of the currency is known on or before the day.
    case missing(currency: String, day: CalendarDay)
    /// The last rate known is older than the limit.
    case tooOld(currency: String, day: CalendarDay, last: CalendarDay, ageDaysMax: Int)
    /// The result does not fit into 18 digits.
    case outOfRange

    /// What happened and what to do, in one sentence or two.
    package var sentence: String {
        switch self {
        case .currencyMissing:
            "The amount names no currency. Take the currency of the invoice."
        case .missing(let currency, let day):
            "No rate of \(Diagnostic.quoted(currency)) is known on or before \(day.iso). "
                + "Import rates that cover the day."
        case .tooOld(let currency, let day, let last, let limit):
            "The last rate of \(currency) before \(day.iso) is of \(last.iso), "
                + "\(day.days(since: last)) days old; the limit is \(limit). "
                + "Import newer rates, or allow older ones."
        case .outOfRange:
            "The converted amount needs more than 18 digits. Check the amount and the rates."
        }
    }
}
