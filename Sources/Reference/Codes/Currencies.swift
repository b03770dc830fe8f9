package import Customs

/// A currency of ISO 4217.
package struct Currency: Hashable, Sendable {
    /// Three letters.
    package let code: String
    /// Three digits with leading zeros; nil for the few codes that never had a number.
    package let numeric: String?
    /// Number of decimals of the smallest unit; nil for metals and units of account.
    package let exponent: UInt8?
    package let name: String
    package let validFrom: CalendarDay?
    /// Last day of the month in which ISO 4217 withdrew the code; nil while in force.
    package let validTo: CalendarDay?
}

/// Currencies of ISO 4217, past and present.
///
/// Source: see ``CurrencyTable``.
package enum Currencies {
    /// All currencies by code.
    package static let all: [Currency] = FactTable.rows(CurrencyTable.rows).compactMap { row in
        guard row.count == 6 else { return nil }
        return Currency(
            code: row[0], numeric: row[1].isEmpty ? nil : row[1], exponent: UInt8(row[2]),
            name: row[3], validFrom: FactTable.day(row[4]), validTo: FactTable.day(row[5]))
    }

    /// The alphabetic codes as a list; spellings: numbers and names.
    package static let list = CodeList(
        name: "ISO 4217",
        codes: all.map {
            DatedCode(
                code: $0.code, name: $0.name, validFrom: $0.validFrom, validTo: $0.validTo)
        },
        aliases: [("RMB", "CNY"), ("TENGE", "KZT"), ("СУМ", "UZS"), ("РУБ", "RUB"), ("$", "USD")]
            + all.sorted { ($0.validTo == nil ? 0 : 1) < ($1.validTo == nil ? 0 : 1) }
            .flatMap { currency in
                [currency.numeric, currency.name].compactMap { $0 }
                    .map { (spelling: $0, code: currency.code) }
            })

    private static let index = PackedIndex(
        all.enumerated().map { (key: PackedCode.pack($1.code), position: $0) })

    /// True for a code ISO 4217 has or had.
    package static func isCurrency(_ code: String) -> Bool {
        index.position(PackedCode.pack(code)) >= 0
    }

    /// The currency of a code.
    package static func currency(_ code: String) -> Currency? {
        let position = index.position(PackedCode.pack(code))
        return position >= 0 ? all[position] : nil
    }

    /// Decimals of amounts in the currency: 2 where the standard gives none.
    package static func decimals(_ code: String) -> UInt8 { currency(code)?.exponent ?? 2 }
}
