package import Customs

/// A rate as plain text, for a store or a file to keep.
package struct RateRow: Hashable, Sendable {
    /// `YYYY-MM-DD`.
    package var day: String
    package var currency: String
    /// "per-usd" or "usd-per"; see ``ExchangeRate/Quotation``.
    package var quotation: String
    /// The number exactly as quoted.
    package var quoted: String

    package init(day: String, currency: String, quotation: String, quoted: String) {
        self.day = day
        self.currency = currency
        self.quotation = quotation
        self.quoted = quoted
    }

    /// The row of a rate.
    package init(_ rate: ExchangeRate) {
        self.init(
            day: rate.day.iso, currency: rate.currency, quotation: rate.quotation.rawValue,
            quoted: rate.quoted.written)
    }

    /// The rate of a row; nil when a column does not read.
    package var rate: ExchangeRate? {
        guard day.utf8.count == 10, let date = CalendarDay(day),
            let way = ExchangeRate.Quotation(rawValue: quotation),
            let number = ExactDecimal(quoted)
        else { return nil }
        return ExchangeRate(day: date, currency: currency, quotation: way, quoted: number)
    }
}

extension ExchangeRates {
    /// All rates as rows, by currency and day.
    package var rows: [RateRow] {
        currencies.flatMap { rates(of: $0).map(RateRow.init) }
    }

    /// The table kept in rows, with an error for each row that does not read.
    package static func reading(rows: [RateRow]) -> (
        rates: ExchangeRates, diagnostics: [Diagnostic]
    ) {
        var table = ExchangeRates()
        var notes = ImportNotes()
        for (number, row) in rows.enumerated() {
            guard let rate = row.rate else {
                notes.add(
                    .error, "rate-row-unreadable", line: number + 1,
                    problem: Diagnostic.quoted(
                        "\(row.day) \(row.currency) \(row.quotation) \(row.quoted)"),
                    reason: "a row has a day, a currency, \"per-usd\" or \"usd-per\", and a number",
                    remedy: "Import the rates of that day again.")
                continue
            }
            _ = table.add(rate)
        }
        return (table, notes.finished())
    }
}
