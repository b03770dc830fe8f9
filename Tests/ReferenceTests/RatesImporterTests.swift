import Customs
import Reference
import Testing

@Suite("Importing exchange rates")
struct RatesImporterTests {
    let day: CalendarDay
    let importer: RatesImporter

    init() throws {
        day = try #require(CalendarDay("2024-10-11"))
        importer = RatesImporter(day: day)
    }

    private func written(_ table: ExchangeRates, _ currency: String) -> [String] {
        table.rates(of: currency).map { "\($0.day.iso) \($0.sentence)" }
    }

    @Test("reads CSV with and without a header, in any order, with a decimal comma")
    func csv() {
        let texts = [
            "date,currency,per_usd\n2024-10-11,UZS,12768.30\n2024-10-11,KZT,485.5\n",
            "2024-10-11,UZS,12768.30\n2024-10-11,KZT,485.5",
            "\u{FEFF}currency;per_usd;date\r\nUZS;12768,30;11.10.2024\r\n\r\nKZT;485,5;2024-10-11\r\n",
            "2024-10-11,uzs,12768,30\n2024-10-11,KZT,485,5\n",
            "\"2024-10-11\",\"UZS\",\"12 768,30\"\n\"2024-10-11\",\"KZT\",\"485.5\"\n",
            "UZS\t12768.30\nKZT\t485.5\n",
        ]
        for text in texts {
            var table = ExchangeRates()
            let result = importer.read(text, into: &table)
            #expect(result.diagnostics.isEmpty, "\(text) \(result.diagnostics)")
            #expect(result.taken == 2)
            #expect(written(table, "UZS") == ["2024-10-11 USD/UZS = 12768.30"])
            #expect(written(table, "KZT") == ["2024-10-11 USD/KZT = 485.5"])
        }
    }

    @Test("finds quotations between prose, bulleted and repeated, and says one is coarse once")
    func text() {
        let text = """
            Uzbekistan opens a new terminal; WTO/UN officials attended.
            Exchange Rates
            • UZS/USD = 0.00008 -0%
            * KZT/USD = 0.00206 +0.1% , KGS/USD=0.01172 -0%
            Somebody's prose with A/B = 3 and XAB/USDT = 4.
            - UZS/USD = 0.00008 -0%
            UZS/USD = 0.00008 -0%
            USD/EUR\u{A0}=\u{A0}0,9141 today
            """
        var table = ExchangeRates()
        let result = importer.read(text, into: &table)
        #expect(result.seen == 6 && result.taken == 4 && result.repeated == 2)
        #expect(result.diagnostics.map(\.code) == ["rate-coarse"], "\(result.diagnostics)")
        let warning = result.diagnostics[0]
        #expect(warning.severity == .warning && warning.reason.contains("± 6.25 %"))
        #expect(warning.place == "line 3")
        #expect(written(table, "EUR") == ["2024-10-11 USD/EUR = 0.9141"])
    }

    @Test("takes the finer rate of a text that has both, wherever it stands")
    func bothWays() throws {
        for text in [
            "UZS/USD = 0.00008 -0%\nUSD/UZS = 12768.30", "USD/UZS = 12 768,30\nUZS/USD = 0.00008",
        ] {
            var table = ExchangeRates()
            let result = importer.read(text, into: &table)
            #expect(result.diagnostics.map(\.code) == ["rate-coarse"])
            #expect(try table.rate(of: "UZS", on: day).rate.quoted.written == "12768.30")
        }
    }

    @Test(
        "reads grouped numbers, and stops where prose begins",
        arguments: [
            ("USD/UZS = 12768 100 people", "12768"), ("USD/UZS = 12 768 people", "12768"),
            ("USD/UZS = 12 768,3 10", "12768.3"), ("USD/UZS = 12,768.30, up", "12768.30"),
            ("USD/UZS=1 012 768.5", "1012768.5"), ("USD/UZS = 12.768,30", "12768.30"),
            ("USD/UZS = 12768.30.", "12768.30"), ("(USD/UZS = 12768)", "12768"),
            ("USD/UZS = 12768,\nnext", "12768"), ("USD/UZS = 0,768", "0.768"),
        ])
    func grouped(text: String, quoted: String) throws {
        var table = ExchangeRates()
        let result = importer.read(text, into: &table)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        #expect(try table.rate(of: "UZS", on: day).rate.quoted.written == quoted)
    }

    @Test("warns of repeats that contradict each other")
    func contradicting() throws {
        var table = ExchangeRates()
        let result = importer.read(
            "USD/KZT = 485.10\nUSD/KZT = 490.20\nUSD/KZT = 490.20", into: &table)
        #expect(result.diagnostics.map(\.code) == ["rate-contradicts"])
        #expect(try table.rate(of: "KZT", on: day).rate.quoted.written == "485.10")
    }

    @Test("warns when a rate seems to be the wrong way round")
    func jump() {
        var table = ExchangeRates()
        let text = "2024-10-10,UZS,12760.10\n2024-10-11,UZS,0.0000783\n"
        let result = importer.read(text, into: &table)
        #expect(result.diagnostics.map(\.code) == ["rate-jump"])
    }

    @Test(
        "names what cannot be used, row by row",
        arguments: [
            ("2024-10-11,UZS,12768.30\n2024-13-11,UZS,1", "rate-day-unreadable"),
            ("2024-10-11,UZS,12768.30\n2024-10-11,ZZS,1.0000", "rate-currency-unknown"),
            ("2024-10-11,UZS,12768.30\n2024-10-11,KZT,-4.000", "rate-number-unreadable"),
            ("2024-10-11,UZS,12768.30\n2024-10-11,KZT,0.000", "rate-not-positive"),
            ("2024-10-11,UZS,12768.30\n2024-10-11,KZT,\"12,768\"", "rate-number-unreadable"),
            ("2024-10-11,UZS,12768.30\n2024-10-11", "rate-row-short"),
            ("2024-10-11,UZS,12768.30\n2024-10-11,\"KZT,1", "rate-row-unreadable"),
            ("2024-10-11,UZS,12768.30\n2024-10-11,TJR,1.2345", "rate-currency-withdrawn"),
            ("UZS/USD = 0.000078\nUSD/KZT = much", "rate-number-unreadable"),
            ("UZS/USD = 0.000783\nUSD/KZT = 12,768", "rate-number-ambiguous"),
            ("UZS/USD = 0.000783\nEUR/KZT = 530.25", "rate-not-against-usd"),
            ("no rates at all", "rates-none-found"), ("", "rates-none-found"),
            ("\0\0\0,\n\n", "rates-none-found"),
        ])
    func refused(text: String, code: String) {
        var table = ExchangeRates()
        let result = importer.read(text, into: &table)
        #expect(result.diagnostics.map(\.code).contains(code), "\(result.diagnostics)")
    }

    @Test("asks for the day of quotations that have none, once")
    func dayMissing() {
        var table = ExchangeRates()
        let result = RatesImporter(day: nil).read(
            "UZS/USD = 0.000078\nKZT/USD = 0.00206", into: &table)
        #expect(result.diagnostics.map(\.code) == ["rates-day-missing"])
        #expect(result.isRefused && table.count == 0 && result.refused == 2)
    }

    @Test("refuses UTF-16 and says so")
    func utf16() {
        var table = ExchangeRates()
        let result = importer.read([0xFF, 0xFE, 0x55, 0x00], into: &table)
        #expect(result.diagnostics.map(\.code) == ["rates-encoding"])
    }

    @Test("survives any bytes, cut anywhere", arguments: 0..<20)
    func hostile(seed: Int) {
        var state = UInt64(seed) &* 2_654_435_769 &+ 12345
        let pieces = [
            "USD", "/", "UZS", " = ", "0.00008", ",", "\n", "\"", "2024-10-11", ";", "1 000", "=",
            "\u{A0}", "💣", "12768.30", "999999999999999999999", "-0%", "\0", "\r", "UZS/USD = ",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<400 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes += Array(pieces[Int(state >> 33) % pieces.count].utf8)
        }
        for cut in stride(from: 0, to: bytes.count, by: 37) {
            var table = ExchangeRates()
            let result = importer.read(Array(bytes[..<cut]), into: &table)
            #expect(result.diagnostics.count <= Diagnostic.countMax)
            #expect(table.rows.count == table.count)
        }
    }

    @Test("keeps time and remarks bounded on a long file of junk")
    func flood() {
        var table = ExchangeRates()
        let junk = String(repeating: "AAA/USD = 1 ", count: 20_000)
        let result = importer.read(junk, into: &table)
        #expect(result.diagnostics.count == Diagnostic.countMax)
        let letters = [UInt8](repeating: UInt8(ascii: "A"), count: 1_000_000)
        #expect(importer.read(letters, into: &table).diagnostics.count == 1)
        let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: 1_000_000)
        #expect(importer.read(quotes, into: &table).taken == 0)
    }
}
