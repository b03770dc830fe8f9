import Customs
import Reference
import Testing

@Suite("Exchange rates")
struct ExchangeRateTests {
    let day: CalendarDay

    init() throws { day = try #require(CalendarDay("2024-10-11")) }

    private func rate(
        _ currency: String, _ quoted: String, _ way: ExchangeRate.Quotation = .unitsPerDollar,
        _ offset: Int = 0
    ) throws -> ExchangeRate {
        let number = try decimal(quoted)
        return try #require(
            ExchangeRate(
                day: day.adding(days: offset), currency: currency, quotation: way,
                quoted: number))
    }

    private func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

    @Test("tells how coarse a quotation is")
    func resolution() throws {
        let coarse = try rate("UZS", "0.00008", .dollarsPerUnit)
        #expect(coarse.isCoarse && coarse.resolution.rounded(decimals: 4)?.written == "0.0625")
        #expect(coarse.perUSD.compare(ExactDecimal(12500)) == 0)
        #expect(coarse.sentence.contains("6.25 %"))
        #expect(try rate("UZS", "12768.30").isCoarse == false)
        #expect(try rate("AED", "1.00").isCoarse == false)
        #expect(try rate("AED", "0.99").isCoarse)
        #expect(try rate("PAB", "1").isCoarse == false)
    }

    @Test("never prefers a coarse rate to a finer one of the same day, in either order")
    func finerStays() throws {
        let coarse = try rate("UZS", "0.00008", .dollarsPerUnit)
        let fine = try rate("UZS", "12768.30")
        var first = ExchangeRates()
        #expect(first.add(coarse) == .added)
        #expect(first.add(fine) == .refined(coarse))
        #expect(first.add(coarse) == .coarser(fine))
        #expect(first.add(fine) == .repeated)
        var second = ExchangeRates()
        #expect(second.add(fine) == .added)
        #expect(second.add(coarse) == .coarser(fine))
        #expect(try first.rate(of: "UZS", on: day).rate == fine)
        #expect(try second.rate(of: "UZS", on: day).rate == fine)
        #expect(first.count == 1 && first.currencies == ["UZS"])
    }

    @Test("keeps the finer of two that contradict each other, else the first")
    func contradiction() throws {
        var table = ExchangeRates()
        let first = try rate("KZT", "485.1")
        let second = try rate("KZT", "490.2")
        let finer = try rate("KZT", "490.25")
        #expect(table.add(first) == .added)
        #expect(table.add(second) == .contradicted(first))
        #expect(table.add(finer) == .replaced(first))
        #expect(table.add(second) == .coarser(finer))
    }

    @Test("gives the last rate on or before a day, with its age, up to a limit")
    func lookup() throws {
        var table = ExchangeRates()
        for offset in [20, -40, 0, 7] {
            _ = table.add(try rate("UZS", "12768.\(30 + offset + 40)", .unitsPerDollar, offset))
        }
        let found = try table.rate(of: "UZS", on: day.adding(days: 5))
        #expect(found.ageDays == 5 && found.rate.day == day)
        #expect(throws: RateFailure.self) { try table.rate(of: "UZS", on: day.adding(days: -41)) }
        #expect(throws: RateFailure.missing(currency: "KZT", day: day)) {
            try table.rate(of: "KZT", on: day)
        }
        #expect(
            throws: RateFailure.tooOld(
                currency: "UZS", day: day.adding(days: -5), last: day.adding(days: -40),
                ageDaysMax: 10)
        ) { try table.rate(of: "UZS", on: day.adding(days: -5)) }
        #expect(try table.rate(of: "UZS", on: day.adding(days: -5), ageDaysMax: 60).ageDays == 35)
        #expect(try table.rate(of: "USD", on: day).rate.quoted.written == "1")
    }

    @Test("converts exactly and rounds once, half away from zero")
    func conversion() throws {
        var table = ExchangeRates()
        _ = table.add(try rate("UZS", "12768.30"))
        _ = table.add(try rate("KZT", "485.00"))
        _ = table.add(try rate("EUR", "1.0937", .dollarsPerUnit))
        _ = table.add(try rate("JPY", "148.85"))
        let dollars = Money(try decimal("100.00"), "USD")
        #expect(
            try table.convert(dollars, to: "UZS", on: day).money.amount.written == "1276830.00")
        #expect(try table.convert(dollars, to: "JPY", on: day).money.amount.written == "14885")
        let euros = Money(try decimal("1000"), "EUR")
        #expect(try table.convert(euros, to: "USD", on: day).money.amount.written == "1093.70")
        // 1000 × 1.0937 × 12768.30 = 13 964 689.71
        #expect(
            try table.convert(euros, to: "UZS", on: day).money.amount.written == "13964689.71")
        // 1 KZT = 12768.30 / 485 UZS = 26.326391…
        let tenge = Money(try decimal("1"), "KZT")
        #expect(
            try table.convert(tenge, to: "UZS", on: day, decimals: 6).money.amount.written
                == "26.326392")
        let negative = Money(try decimal("-0.005"), "USD")
        #expect(try table.convert(negative, to: "USD", on: day).money.amount.written == "-0.01")
        let trillions = Money(try decimal("999999999999999.99"), "UZS")
        #expect(
            try table.convert(trillions, to: "USD", on: day).money.amount.written
                == "78318961803.84")
        #expect(throws: RateFailure.outOfRange) {
            try table.convert(
                Money(try decimal("999999999999999999"), "USD"), to: "UZS", on: day)
        }
        #expect(throws: RateFailure.currencyMissing) {
            try table.convert(Money(ExactDecimal(1)), to: "UZS", on: day)
        }
    }

    @Test("compares a declared rate with the official one in relative terms")
    func comparison() throws {
        var table = ExchangeRates()
        _ = table.add(try rate("UZS", "12768.30"))
        _ = table.add(try rate("JPY", "148.85"))
        let tolerance = try decimal("0.01")
        let near = try table.compare(
            declared: try decimal("12800"), of: "USD", in: "UZS", on: day)
        #expect(!near.exceeds(tolerance) && near.official.written == "12768.300000")
        let far = try table.compare(
            declared: try decimal("11000"), of: "USD", in: "UZS", on: day)
        #expect(far.exceeds(tolerance) && far.difference.isNegative)
        #expect(far.difference.rounded(decimals: 4)?.written == "-0.1385")
        let hundred = try table.compare(
            declared: try decimal("8578.0"), of: "JPY", in: "UZS", on: day)
        #expect(hundred.reading == .perMany(100) && !hundred.exceeds(tolerance))
    }

    @Test("does not call a difference that a coarse official rate explains")
    func coarseComparison() throws {
        var table = ExchangeRates()
        _ = table.add(try rate("UZS", "0.00008", .dollarsPerUnit))
        let compared = try table.compare(
            declared: try decimal("12768.30"), of: "USD", in: "UZS", on: day)
        #expect(compared.difference.rounded(decimals: 4)?.written == "0.0215")
        let tolerance = try decimal("0.01")
        #expect(!compared.exceeds(tolerance))
    }

    @Test("goes through rows and comes back the same")
    func rows() throws {
        var table = ExchangeRates()
        var seed: UInt64 = 7
        for index in 0..<500 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let currency = Currencies.all[Int(seed >> 33) % Currencies.all.count].code
            let number = ExactDecimal(
                mantissa: Int64(seed >> 20) % 10_000_000 + 1, scale: UInt8(seed >> 60))
            let made = ExchangeRate(
                day: day.adding(days: index % 30), currency: currency,
                quotation: seed & 1 == 0 ? .unitsPerDollar : .dollarsPerUnit, quoted: number)
            _ = table.add(try #require(made))
        }
        let read = ExchangeRates.reading(rows: table.rows)
        #expect(read.diagnostics.isEmpty && read.rates.rows == table.rows)
        let broken = ExchangeRates.reading(rows: [
            RateRow(day: "2024-02-30", currency: "UZS", quotation: "per-usd", quoted: "1"),
            RateRow(day: "2024-02-28", currency: "UZ", quotation: "per-usd", quoted: "1"),
            RateRow(day: "2024-02-28", currency: "UZS", quotation: "?", quoted: "1"),
            RateRow(day: "2024-02-28", currency: "UZS", quotation: "per-usd", quoted: "-1"),
        ])
        #expect(broken.diagnostics.count == 4 && broken.rates.count == 0)
    }

    @Test("is fine with extreme quotations")
    func extremes() throws {
        let huge = try rate("UZS", "999999999999999999")
        let tiny = try rate("UZS", "0.00000000000000001", .dollarsPerUnit)
        #expect(tiny.perUSD.mantissa > 0)
        var table = ExchangeRates()
        _ = table.add(tiny)
        _ = table.add(huge)
        #expect(throws: RateFailure.self) {
            try table.convert(Money(ExactDecimal(100), "USD"), to: "UZS", on: day)
        }
        #expect(
            ExchangeRate(
                day: day, currency: "UZS", quotation: .unitsPerDollar, quoted: ExactDecimal(0))
                == nil)
    }
}
