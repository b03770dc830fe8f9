import Customs

extension Intake {
    /// Reads every quotation "AAA/BBB = number" of a text.
    mutating func readText(_ bytes: [UInt8], into table: inout ExchangeRates) {
        var line = 1
        var at = 0
        var dayMissed = false
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 10 { line += 1 }
            guard byte >= 65, byte <= 90, let pair = Self.pair(bytes, at) else {
                at += 1
                continue
            }
            at = pair.end
            guard let day else {
                if !dayMissed {
                    notes.add(
                        .error, "rates-day-missing", line: line,
                        problem: "\(pair.base)/\(pair.quote) is quoted without a day",
                        reason: "a rate belongs to a day, and this text names none",
                        remedy: "Name the day: --date YYYY-MM-DD.")
                }
                dayMissed = true
                result.refused += 1
                continue
            }
            take(pair, on: day, line: line, into: &table)
        }
    }

    /// Two currencies and the number that stands behind the equals sign.
    private struct Quoted {
        var base: String
        var quote: String
        var number: RateNumber.Reading
        var end: Int
    }

    private mutating func take(
        _ pair: Quoted, on day: CalendarDay, line: Int, into table: inout ExchangeRates
    ) {
        let name = "\(pair.base)/\(pair.quote)"
        guard case .number(let number, _) = pair.number else {
            if case .ambiguous = pair.number {
                refuse(
                    "rate-number-ambiguous", line: line,
                    problem: "\(name): a comma before three digits",
                    reason: "the comma can set thousands apart or begin the decimals",
                    remedy: "Write the number with a point: 12768.00 or 12.768.")
            } else {
                refuse(
                    "rate-number-unreadable", line: line, problem: "\(name) has no number",
                    reason: "a quotation ends with a number above zero of at most 18 digits",
                    remedy: "Correct the line.")
            }
            return
        }
        if pair.base == "USD", pair.quote != "USD" {
            take(
                currency: pair.quote, .unitsPerDollar, number, on: day, line: line, into: &table)
        } else if pair.quote == "USD" {
            take(
                currency: pair.base, .dollarsPerUnit, number, on: day, line: line, into: &table)
        } else if Currencies.isCurrency(pair.base), Currencies.isCurrency(pair.quote) {
            result.refused += 1
            notes.add(
                .warning, "rate-not-against-usd", line: line, problem: "\(name)",
                reason: "rates are kept against the US dollar",
                remedy: "Import the rates of both currencies against USD.")
        }
    }

    /// The quotation that begins at a capital letter; nil when none does.
    private static func pair(_ bytes: [UInt8], _ start: Int) -> Quoted? {
        guard start == 0 || !isWord(bytes[start - 1]), let base = code(bytes, start) else {
            return nil
        }
        let rest = bytes[...]
        var at = skipBlanks(rest, start + 3)
        guard at < bytes.count, bytes[at] == UInt8(ascii: "/") else { return nil }
        at = skipBlanks(rest, at + 1)
        guard let quote = code(bytes, at) else { return nil }
        at = skipBlanks(rest, at + 3)
        guard at < bytes.count, bytes[at] == UInt8(ascii: "=") || bytes[at] == UInt8(ascii: ":")
        else { return nil }
        at = skipBlanks(rest, at + 1)
        // A line's number is looked for on that line, and in a window that bounds the work.
        let reading = RateNumber.read(bytes[at..<min(bytes.count, at + 64)])
        switch reading {
        case .number(_, let end), .ambiguous(let end):
            return Quoted(base: base, quote: quote, number: reading, end: end)
        case .none:
            return Quoted(base: base, quote: quote, number: .none, end: max(at, start + 3))
        }
    }

    /// Three capital letters that are a word of their own.
    private static func code(_ bytes: [UInt8], _ at: Int) -> String? {
        guard at + 3 <= bytes.count, bytes[at..<at + 3].allSatisfy({ $0 >= 65 && $0 <= 90 }),
            at + 3 == bytes.count || !isWord(bytes[at + 3])
        else { return nil }
        return String(decoding: bytes[at..<at + 3], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || RateNumber.isDigit(byte)
            || byte == UInt8(ascii: "_")
    }

    /// Skips at most eight blanks.
    private static func skipBlanks(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
        var at = start
        for _ in 0..<8 {
            guard let length = RateNumber.blankLength(bytes, at) else { break }
            at += length
        }
        return at
    }
}
