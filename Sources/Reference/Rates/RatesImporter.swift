package import Customs

/// What an import of rates did.
package struct RatesImport: Hashable, Sendable {
    /// Rates seen that read, repeats included.
    package var seen = 0
    /// Rates new to the table, or finer than what it had.
    package var taken = 0
    /// Rates the table had already.
    package var repeated = 0
    /// Rates left out since a finer or an earlier one of the day stays.
    package var leftOut = 0
    /// Rows or quotations that could not be used.
    package var refused = 0
    package var diagnostics: [Diagnostic] = []

    /// True when the file is refused as a whole or nothing in it could be used.
    package var isRefused: Bool {
        seen == 0 && diagnostics.contains { $0.severity == .error }
    }
}

/// Reads exchange rates from CSV and from any text that quotes them.
///
/// CSV has the columns date, currency, per_usd (units of the currency for one dollar); a header is
/// optional and may name them in another order, or `usd_per_unit` for the inverse. Text may hold
/// quotations such as `UZS/USD = 0.00008 -0%` (one UZS in dollars) or `USD/UZS = 12768.30` anywhere,
/// repeated, bulleted, between prose.
package struct RatesImporter: Sendable {
    /// Largest file read, in bytes.
    package static let bytesMax = 256 << 20

    /// The day of quotations that bring none of their own.
    package var day: CalendarDay?

    package init(day: CalendarDay?) { self.day = day }

    /// Reads a file into a table.
    package func read(_ bytes: [UInt8], into table: inout ExchangeRates) -> RatesImport {
        var intake = Intake(day: day)
        if bytes.count > Self.bytesMax {
            intake.notes.add(
                .error, "rates-too-large", line: nil, problem: "\(bytes.count) bytes",
                reason: "a file of rates has at most \(Self.bytesMax) bytes",
                remedy: "Split the file.")
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            intake.notes.add(
                .error, "rates-encoding", line: nil, problem: "the file is UTF-16",
                reason: "rates are read as UTF-8 or a superset of ASCII",
                remedy: "Save the file as UTF-8.")
        } else if let layout = RatesLayout.detect(bytes, dayKnown: day != nil) {
            intake.readTable(bytes, layout, into: &table)
        } else {
            intake.readText(bytes, into: &table)
        }
        if intake.result.seen == 0, intake.notes.diagnostics.isEmpty {
            intake.notes.add(
                .error, "rates-none-found", line: nil, problem: "no exchange rate in the file",
                reason: "expected rows date,currency,per_usd or lines like UZS/USD = 0.00008",
                remedy: "Check that this is the right file.")
        }
        intake.result.diagnostics = intake.notes.finished()
        return intake.result
    }

    /// Reads a text into a table; see ``read(_:into:)-([UInt8],_)``.
    package func read(_ text: String, into table: inout ExchangeRates) -> RatesImport {
        read(Array(text.utf8), into: &table)
    }
}

/// State of one import.
struct Intake {
    let day: CalendarDay?
    var result = RatesImport()
    var notes = ImportNotes()
    /// Quotations of this file that were spoken about already.
    private var spoken: Set<ExchangeRate> = []

    init(day: CalendarDay?) { self.day = day }

    mutating func refuse(
        _ code: String, line: Int, problem: String, reason: String, remedy: String
    ) {
        result.refused += 1
        notes.add(.error, code, line: line, problem: problem, reason: reason, remedy: remedy)
    }

    /// Takes one quotation in and says what is remarkable about it.
    mutating func take(
        currency: String, _ quotation: ExchangeRate.Quotation, _ number: ExactDecimal,
        on day: CalendarDay, line: Int, into table: inout ExchangeRates
    ) {
        guard let known = Currencies.currency(currency) else {
            let near =
                notes.isFull
                ? [] : Currencies.list.suggestions(for: currency, on: day).map(\.code)
            refuse(
                "rate-currency-unknown", line: line, problem: Diagnostic.quoted(currency),
                reason: "ISO 4217 has no such currency",
                remedy: near.isEmpty
                    ? "Use the three-letter code."
                    : "Did you mean \(near.joined(separator: ", "))?")
            return
        }
        guard
            let rate = ExchangeRate(
                day: day, currency: currency, quotation: quotation, quoted: number)
        else {
            refuse(
                "rate-not-positive", line: line, problem: "\(currency) \(number.written)",
                reason: "a rate is above zero", remedy: "Correct the number.")
            return
        }
        result.seen += 1
        let jump = spoken.contains(rate) ? nil : Self.jump(rate, in: table)
        let outcome = table.add(rate)
        count(outcome)
        guard spoken.insert(rate).inserted else { return }
        if let end = known.validTo, end < day {
            notes.add(
                .warning, "rate-currency-withdrawn", line: line,
                problem: "\(currency) on \(day.iso)",
                reason: "ISO 4217 withdrew \(currency) by \(end.iso)",
                remedy: "Check the day and the currency; the rate was taken.")
        }
        remark(on: rate, outcome, jump: jump, line: line)
    }

    private mutating func count(_ outcome: ExchangeRates.Outcome) {
        switch outcome {
        case .added, .refined, .replaced: result.taken += 1
        case .repeated: result.repeated += 1
        case .coarser, .contradicted: result.leftOut += 1
        }
    }

    private mutating func remark(
        on rate: ExchangeRate, _ outcome: ExchangeRates.Outcome, jump: ExchangeRate?, line: Int
    ) {
        if rate.isCoarse {
            var kept = "It was taken; a finer rate of the same day takes its place."
            switch outcome {
            case .coarser(let known), .contradicted(let known):
                kept = "\(known.sentence) of the same day stays in use."
            default: break
            }
            notes.add(
                .warning, "rate-coarse", line: line,
                problem: "\(rate.sentence) on \(rate.day.iso)",
                reason: "its last digit leaves the rate open by ± "
                    + "\(Percent.text(rate.resolution)), above "
                    + "\(Percent.text(ExchangeRate.coarseAbove))",
                remedy: "Import a rate with more digits. \(kept)")
        }
        switch outcome {
        case .replaced(let known):
            notes.add(
                .warning, "rate-contradicts", line: line,
                problem: "\(rate.sentence) against \(known.sentence) on \(rate.day.iso)",
                reason: "one currency has one rate a day, and these two cannot both be right",
                remedy: "The finer one, \(rate.sentence), was taken. Check the source.")
        case .contradicted(let known):
            notes.add(
                .warning, "rate-contradicts", line: line,
                problem: "\(rate.sentence) against \(known.sentence) on \(rate.day.iso)",
                reason: "one currency has one rate a day, and these two cannot both be right",
                remedy: "\(known.sentence) stays in use. Check the source.")
        case .added where jump != nil:
            notes.add(
                .warning, "rate-jump", line: line,
                problem: "\(rate.sentence) on \(rate.day.iso)",
                reason: "\(jump?.sentence ?? "") on \(jump?.day.iso ?? "") "
                    + "is more than a factor of two away",
                remedy: "It was taken. Check that the pair is the right way round.")
        default: break
        }
    }

    /// The rate known for a nearby earlier day when the new one is more than a factor of two off.
    private static func jump(_ rate: ExchangeRate, in table: ExchangeRates) -> ExchangeRate? {
        guard
            let before = table.lastRate(of: rate.currency, before: rate.day),
            rate.day.days(since: before.day) <= 31,
            let ratio = ExactRatio(rate.perUSD, over: before.perUSD).rounded(decimals: 6)
        else { return nil }
        let isNear =
            ratio.compare(ExactDecimal(2)) <= 0
            && ratio.compare(ExactDecimal(mantissa: 5, scale: 1)) >= 0
        return isNear ? nil : before
    }
}
