import Customs

/// How a file of rates in rows is laid out.
struct RatesLayout {
    var delimiter: UInt8
    var hasHeader: Bool
    var dateColumn: Int?
    var currencyColumn: Int
    var numberColumn: Int
    var quotation: ExchangeRate.Quotation
    var columns: Int

    private static let dateNames: Set<String> = ["date", "day", "дата", "sana", "kun"]
    private static let currencyNames: Set<String> = [
        "currency", "currency_code", "code", "ccy", "валюта", "valyuta",
    ]
    private static let perDollarNames: Set<String> = [
        "per_usd", "units_per_usd", "rate", "курс", "kurs",
    ]
    private static let dollarsNames: Set<String> = ["usd_per_unit", "usd_per", "usd"]

    /// The layout of a file whose first row that is not blank is a header or a rate; nil for a text.
    static func detect(_ bytes: [UInt8], dayKnown: Bool) -> RatesLayout? {
        for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")] {
            let head = Array(bytes.prefix(4 << 10))
            var reader = DelimitedText(head, delimiter: delimiter)
            var fields: [DelimitedText.Field] = []
            guard let row = reader.next(into: &fields), row.fault == nil, fields.count >= 2 else {
                continue
            }
            let texts = fields.map { reader.text($0) }
            if let layout = header(texts, delimiter) ?? plain(texts, delimiter, dayKnown) {
                return layout
            }
        }
        return nil
    }

    private static func header(_ texts: [String], _ delimiter: UInt8) -> RatesLayout? {
        let names = texts.map { $0.lowercased() }
        guard let currency = names.firstIndex(where: currencyNames.contains) else { return nil }
        let perDollar = names.firstIndex(where: perDollarNames.contains)
        guard let number = perDollar ?? names.firstIndex(where: dollarsNames.contains) else {
            return nil
        }
        return RatesLayout(
            delimiter: delimiter, hasHeader: true,
            dateColumn: names.firstIndex(where: dateNames.contains), currencyColumn: currency,
            numberColumn: number,
            quotation: perDollar == nil ? .dollarsPerUnit : .unitsPerDollar,
            columns: names.count)
    }

    private static func plain(
        _ texts: [String], _ delimiter: UInt8, _ dayKnown: Bool
    ) -> RatesLayout? {
        if texts.count >= 3, CalendarDay(texts[0]) != nil, isCode(texts[1]) {
            return RatesLayout(
                delimiter: delimiter, hasHeader: false, dateColumn: 0, currencyColumn: 1,
                numberColumn: 2, quotation: .unitsPerDollar, columns: 3)
        }
        if dayKnown, isCode(texts[0]), texts[1].utf8.first.map(RateNumber.isDigit) ?? false {
            return RatesLayout(
                delimiter: delimiter, hasHeader: false, dateColumn: nil, currencyColumn: 0,
                numberColumn: 1, quotation: .unitsPerDollar, columns: 2)
        }
        return nil
    }

    private static func isCode(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 }
    }
}

extension Intake {
    /// Reads a file in rows.
    mutating func readTable(
        _ bytes: [UInt8], _ layout: RatesLayout, into table: inout ExchangeRates
    ) {
        var reader = DelimitedText(bytes, delimiter: layout.delimiter)
        var fields: [DelimitedText.Field] = []
        var headerPending = layout.hasHeader
        while let row = reader.next(into: &fields) {
            if headerPending {
                headerPending = false
                continue
            }
            if let fault = row.fault {
                refuse(
                    "rate-row-unreadable", line: row.line, problem: "\(fault)",
                    reason: "a row is one line of at most \(DelimitedText.rowBytesMax) bytes with "
                        + "its quotes closed",
                    remedy: "Correct the row.")
                continue
            }
            readRow(fields.map { reader.text($0) }, layout, line: row.line, into: &table)
        }
    }

    private mutating func readRow(
        _ written: [String], _ layout: RatesLayout, line: Int, into table: inout ExchangeRates
    ) {
        let texts = Self.joined(written, layout)
        let needed = max(layout.dateColumn ?? 0, layout.currencyColumn, layout.numberColumn)
        guard texts.count > needed else {
            refuse(
                "rate-row-short", line: line, problem: "\(texts.count) fields",
                reason: "a row has a date, a currency and a number",
                remedy: "Complete the row.")
            return
        }
        var rowDay = day
        if let column = layout.dateColumn, !texts[column].isEmpty || day == nil {
            guard let date = Self.day(texts[column]) else {
                refuse(
                    "rate-day-unreadable", line: line, problem: Diagnostic.quoted(texts[column]),
                    reason: "a date is YYYY-MM-DD, YYYYMMDD or DD.MM.YYYY and exists",
                    remedy: "Correct the date.")
                return
            }
            rowDay = date
        }
        guard let rowDay else {
            refuse(
                "rates-day-missing", line: line, problem: "the row has no day",
                reason: "a rate belongs to a day", remedy: "Name the day: --date YYYY-MM-DD.")
            return
        }
        let number = Array(texts[layout.numberColumn].utf8)
        let reading = RateNumber.read(
            number[...], commaIsDecimal: layout.delimiter != UInt8(ascii: ","))
        guard case .number(let value, let end) = reading, end == number.count else {
            refuse(
                "rate-number-unreadable", line: line,
                problem: Diagnostic.quoted(texts[layout.numberColumn]),
                reason: "a rate is a number above zero of at most 18 digits, "
                    + "and its comma must not be readable two ways",
                remedy: "Write the number with a decimal point.")
            return
        }
        take(
            currency: texts[layout.currencyColumn].uppercased(), layout.quotation, value,
            on: rowDay, line: line, into: &table)
    }

    /// Puts a decimal comma's halves together again: "2024-10-11,UZS,12768,30".
    private static func joined(_ texts: [String], _ layout: RatesLayout) -> [String] {
        let last = layout.columns - 1
        guard layout.delimiter == UInt8(ascii: ","), layout.numberColumn == last,
            texts.count == layout.columns + 1,
            [texts[last], texts[last + 1]].allSatisfy({ text in
                !text.isEmpty && text.utf8.allSatisfy(RateNumber.isDigit)
            })
        else { return texts }
        return Array(texts[..<last]) + ["\(texts[last]).\(texts[last + 1])"]
    }

    /// A day that is the whole text, or stands before a time.
    private static func day(_ text: String) -> CalendarDay? {
        let bytes = Array(text.utf8)
        guard
            bytes.count == 8 || bytes.count == 10
                || (bytes.count > 10 && (bytes[10] == 84 || bytes[10] == 32))
        else { return nil }
        return CalendarDay(text)
    }
}
