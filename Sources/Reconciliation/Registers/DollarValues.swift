import Customs
import Reference

/// Turns declared values into dollars at the rate of the declaration's day.
struct DollarValues {
    private let rates: ExchangeRates
    /// Per currency the rates by day, opened up once.
    private var series: [UInt32: [Int32: Double]] = [:]

    init(rates: ExchangeRates) { self.rates = rates }

    /// Values of a register in dollars; NaN where there is no rate. Tells currencies and days
    /// without a rate.
    mutating func convert(_ register: inout Register) -> [Diagnostic] {
        var without: [UInt32: Int] = [:]
        var currencies: [UInt32: Int] = [:]
        for line in 0..<register.lines.count {
            let currency = register.lines.currencies[line]
            currencies[currency, default: 0] += 1
            let rate = perDollar(currency, register.lines.days[line])
            if rate.isNaN { without[currency, default: 0] += 1 }
            register.lines.values[line] /= rate
        }
        var diagnostics: [Diagnostic] = []
        for (currency, count) in without.sorted(by: { $0.key < $1.key }) {
            let code = Self.text(currency)
            diagnostics.append(
                Diagnostic(
                    .warning, code: "rate-missing", place: "\(register.side.name), currency",
                    problem: "\(count) lines in \(Diagnostic.quoted(code)) have no exchange rate",
                    reason: "their values are not compared; mass, packages and codes are",
                    remedy: "add the currency's rates for the days of the lines"))
        }
        if currencies.count > 1 {
            let codes = currencies.keys.sorted().map(Self.text).joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    .note, code: "register-currencies", place: register.side.name,
                    problem: "values in \(currencies.count) currencies: \(codes.prefix(80))",
                    reason: "each value is compared at its own currency's rate of the day",
                    remedy: "nothing, if the currencies are as declared"))
        }
        return diagnostics
    }

    private mutating func perDollar(_ currency: UInt32, _ day: Int32) -> Double {
        if let rate = series[currency]?[day] { return rate }
        var rate = Double.nan
        do {
            let found = try rates.rate(of: Self.text(currency), on: CalendarDay(number: day))
            rate = found.rate.perUSD.approximate
        } catch {
            // No rate on or shortly before the day: the caller counts and tells the NaN.
            rate = .nan
        }
        if series[currency, default: [:]].count < 200_000 {
            series[currency, default: [:]][day] = rate
        }
        return rate
    }

    /// The letters of a packed code.
    static func text(_ packed: UInt32) -> String {
        var bytes: [UInt8] = []
        for shift in [24, 16, 8, 0] as [UInt32] {
            let byte = UInt8(truncatingIfNeeded: packed >> shift)
            if byte > 0 { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
