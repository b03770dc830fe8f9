import Customs
import Reference

/// Turns declared values into dollars at the rate of the declaration's day.
struct DollarValues {
    private let rates: ExchangeRates

    init(rates: ExchangeRates) { self.rates = rates }

    /// Days looked up at most in one run.
    private static let daysMax: Int32 = 200_000

    /// Values of a register in dollars; NaN where there is no rate. Tells currencies and days
    /// without a rate.
    func convert(_ register: inout Register, _ parallel: Parallel) -> [Diagnostic] {
        let lines = register.lines
        let first = lines.days.min() ?? 0
        let last = min(lines.days.max() ?? 0, first &+ Self.daysMax)
        let codes = Self.codes(of: lines)
        let tables = parallel.map(codes.count) { series(of: codes[$0], first, last) }
        let ofLine = parallel.build(lines.count) { line in
            UInt8(codes.firstIndex(of: lines.currencies[line]) ?? codes.count)
        }
        let currencies = LineCurrencies(
            codes: codes, firstDay: first, perDollar: tables, ofLine: ofLine)
        let values = parallel.build(lines.count) { line in
            lines.values[line] / currencies.perDollar(line, on: lines.days[line])
        }
        register.currencies = currencies
        Self.convertExtras(&register, currencies)
        var without: [UInt32: Int] = [:]
        for line in 0..<values.count where values[line].isNaN && !lines.values[line].isNaN {
            without[lines.currencies[line], default: 0] += 1
        }
        register.lines.values = values
        return told(register.side, codes, without)
    }

    /// Currencies one register may use.
    private static let currenciesMax = 250

    /// Freight and invoice totals, which are in the currency of their line.
    private static func convertExtras(_ register: inout Register, _ currencies: LineCurrencies) {
        let days = register.lines.days
        for line in register.lines.extras.carriage.indices {
            register.lines.extras.carriage[line] /= Float(
                currencies.perDollar(line, on: days[line]))
        }
        for line in register.lines.extras.invoiceTotals.indices {
            register.lines.extras.invoiceTotals[line] /= currencies.perDollar(line, on: days[line])
        }
    }

    private static func codes(of lines: LineColumns) -> [UInt32] {
        var codes: [UInt32] = []
        for code in lines.currencies where code != codes.last && !codes.contains(code) {
            if codes.count < currenciesMax { codes.append(code) }
        }
        return codes.sorted()
    }

    /// Units per dollar on every day; NaN without a rate on or shortly before the day.
    private func series(of code: UInt32, _ first: Int32, _ last: Int32) -> [Double] {
        (first...last).map { day in
            do {
                let found = try rates.rate(of: Self.text(code), on: CalendarDay(number: day))
                return found.rate.perUSD.approximate
            } catch {
                // The caller counts and tells the NaN.
                return .nan
            }
        }
    }

    private func told(
        _ side: RegisterSide, _ codes: [UInt32], _ without: [UInt32: Int]
    ) -> [Diagnostic] {
        var diagnostics = without.sorted { $0.key < $1.key }.map { currency, count in
            Diagnostic(
                .warning, code: "rate-missing", place: "\(side.name), currency",
                problem: "\(count) lines in \(Diagnostic.quoted(Self.text(currency))) have no "
                    + "exchange rate",
                reason: "their values are not compared; mass, packages and codes are",
                remedy: "add the currency's rates for the days of the lines")
        }
        if codes.count > 1 {
            let names = codes.map(Self.text).joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    .note, code: "register-currencies", place: side.name,
                    problem: "values in \(codes.count) currencies: \(names.prefix(80))",
                    reason: "each value is compared at its own currency's rate of the day",
                    remedy: "nothing, if the currencies are as declared"))
        }
        return diagnostics
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
