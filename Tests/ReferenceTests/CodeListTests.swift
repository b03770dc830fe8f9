import Customs
import Reference
import Testing

@Suite("Code lists")
struct CodeListTests {
    @Test("knows countries on the days they had their codes")
    func datedCountries() throws {
        let day = try #require(CalendarDay("2026-09-04"))
        let old = try #require(CalendarDay("1991-05-01"))
        #expect(CodeLists.contains("UZ", in: .country, on: day))
        #expect(!CodeLists.contains("SU", in: .country, on: day))
        #expect(CodeLists.contains("SU", in: .country, on: old))
        #expect(CodeLists.isCountry("SU") && CodeLists.isCountry("XK"))
        for wrong in ["", "U", "UZB", "uz", "U1", "@Z", "УЗ", "AA", "\0\0", "UZ "] {
            #expect(!CodeLists.isCountry(wrong), "\(wrong)")
        }
    }

    @Test("tells the two countries of code CS apart by day")
    func reusedCode() throws {
        let first = try #require(CalendarDay("1990-01-01"))
        let second = try #require(CalendarDay("2004-01-01"))
        #expect(CodeLists.entry("CS", in: .country, on: first)?.name == "Czechoslovakia")
        #expect(CodeLists.entry("CS", in: .country, on: second)?.name == "Serbia and Montenegro")
        #expect(Countries.country("CS", on: first)?.alpha3 == "CSK")
    }

    @Test("agrees between bitmap and list on every pair of letters")
    func bitmap() {
        for first in UInt8(65)...90 {
            for second in UInt8(65)...90 {
                let code = String(decoding: [first, second], as: UTF8.self)
                #expect(CodeLists.isCountry(code) == Countries.list.contains(code))
            }
        }
    }

    @Test(
        "suggests what was meant",
        arguments: [
            (CodeScheme.country, "UZB", "UZ"), (.country, "398", "KZ"), (.country, "uz", "UZ"),
            (.country, "Казахстан", "KZ"), (.currency, "860", "UZS"), (.unit, "166", "KGM"),
            (.unit, "КГ", "KGM"), (.unit, "шт", "H87"), (.unit, "796", "H87"),
            (.unit, "kg", "KGM"), (.incoterm, "ФОБ", "FOB"), (.packageType, "РХ", "PX"),
            (.country, "КZ", "KZ"), (.currency, "UZD", "UZS"),
        ])
    func suggests(scheme: CodeScheme, wrong: String, meant: String) {
        let found = CodeLists.suggestions(for: wrong, in: scheme, limit: 10).map(\.code)
        #expect(found.contains(meant), "\(found)")
    }

    @Test("suggests nothing for texts that are no codes, however long")
    func hostile() {
        for text in ["", " ", String(repeating: "A", count: 1_000_000), "💣💣💣💣"] {
            for scheme in CodeScheme.allCases {
                #expect(CodeLists.suggestions(for: text, in: scheme).count <= 3)
                #expect(!CodeLists.contains(text, in: scheme))
            }
        }
    }

    @Test("says what is wrong with a code, and what to do")
    func faults() throws {
        let day = try #require(CalendarDay("2026-09-04"))
        #expect(CodeLists.fault(of: "KZT", in: .currency, on: day, place: "line 1") == nil)
        let old = try #require(
            CodeLists.fault(of: "TJR", in: .currency, on: day, place: "line 1"))
        #expect(old.code == "code-not-valid-on-day" && old.reason.contains("2001-04-30"))
        let unknown = try #require(
            CodeLists.fault(of: "KZY", in: .currency, on: day, place: "line 1"))
        #expect(unknown.code == "code-unknown" && unknown.remedy.contains("KZT"))
    }

    @Test("knows exponents and numbers of the region's currencies")
    func currencies() {
        for (code, numeric) in [
            ("UZS", "860"), ("KGS", "417"), ("KZT", "398"), ("TJS", "972"), ("TMT", "934"),
            ("AFN", "971"),
        ] {
            #expect(Currencies.currency(code)?.numeric == numeric)
            #expect(Currencies.currency(code)?.exponent == 2)
        }
        #expect(Currencies.decimals("JPY") == 0 && Currencies.decimals("KWD") == 3)
        #expect(Currencies.currency("TJR")?.validTo == CalendarDay("2001-04-30"))
    }

    @Test("finds units by code, number and spelling")
    func units() {
        for text in ["KGM", "166", "KG", "кг", "КГ", "KGM#G", "KGS"] {
            #expect(MeasureUnits.unit(text)?.code == "KGM", "\(text)")
        }
        #expect(MeasureUnits.unit("796")?.code == "H87")
        #expect(MeasureUnits.unit("м3")?.code == "MTQ")
        #expect(MeasureUnits.unit("QTL")?.dimension == "volume")
        #expect(MeasureUnits.unit("") == nil && MeasureUnits.unit("#") == nil)
        #expect(MeasureUnits.unit(String(repeating: "K", count: 300) + "#G") == nil)
        #expect(MeasureUnits.all.count > 150)
        #expect(MeasureUnits.all.allSatisfy { !$0.code.isEmpty && !$0.name.isEmpty })
        let codes = MeasureUnits.all.map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test("converts exactly within a dimension, and never across")
    func conversion() throws {
        let pounds = Quantity(try #require(ExactDecimal("100")), "LBR")
        #expect(
            MeasureUnits.convert(pounds, to: "KGM", decimals: 6)?.value.written == "45.359237")
        let tonnes = Quantity(try #require(ExactDecimal("1.5")), "TNE")
        #expect(MeasureUnits.convert(tonnes, to: "KGM", decimals: 0)?.value.written == "1500")
        #expect(MeasureUnits.convert(tonnes, to: "LTR") == nil)
        #expect(MeasureUnits.convert(Quantity(tonnes.value, nil), to: "KGM") == nil)
        let huge = Quantity(try #require(ExactDecimal("999999999999999999")), "TNE")
        #expect(MeasureUnits.convert(huge, to: "MC") == nil)
    }

    @Test("reads one mode from all its codes")
    func modes() {
        #expect(TransportModes.canonical("31") == "3" && TransportModes.canonical("3") == "3")
        #expect(TransportModes.canonical("72") == "7" && TransportModes.canonical("99") == nil)
        for code in ["10", "20", "30", "31", "32", "40", "50", "71", "72", "80", "90"] {
            #expect(CodeLists.contains(code, in: .transportMode))
        }
        #expect(TransportModes.crossingMode("20") == .rail)
    }

    @Test("reads procedure codes as countries write them")
    func procedures() throws {
        for text in ["4000", "40/00", "40 00", "IM4000", "ИМ40/00", "4000C01"] {
            let regimes = try #require(Procedures.regimes(of: text), "\(text)")
            #expect(regimes.requested == .homeUse && regimes.previous == Regime.none, "\(text)")
        }
        #expect(Procedures.regimes(of: "40")?.previous == nil)
        #expect(Procedures.regimes(of: "4071")?.previous == .warehouse)
        #expect(Procedures.regime("53") == .temporaryAdmission)
        #expect(Procedures.regime("80") == .transit && Procedures.regime("31") == .reexport)
        for text in ["", "X", "4", "ЭК", "99", String(repeating: "4", count: 100)] {
            #expect(Procedures.regimes(of: text) == nil)
        }
    }

    @Test("knows what a delivery term's price includes, and since when")
    func incoterms() throws {
        let day = try #require(CalendarDay("2026-09-04"))
        #expect(Incoterms.term("CIF")?.insurance == true)
        #expect(Incoterms.term("FOB")?.freight == .excluded)
        #expect(Incoterms.term("DDP")?.importDuties == true)
        #expect(Incoterms.term("FRANCO")?.freight == .unsaid)
        for old in ["DAF", "DDU", "DES", "DEQ", "C&F", "CNF"] {
            #expect(CodeLists.contains(old, in: .incoterm))
            #expect(!CodeLists.contains(old, in: .incoterm, on: day))
        }
        #expect(CodeLists.contains("DPU", in: .incoterm, on: day))
    }

    @Test("knows the documents, functions and parties of customs messages")
    func edifact() {
        for code in ["380", "325", "705", "740", "730", "722", "861", "929", "952"] {
            #expect(CodeLists.contains(code, in: .documentType), "\(code)")
        }
        #expect(EdifactCodes.messageFunctions.entry("9")?.name == "Original")
        #expect(EdifactCodes.partyQualifiers.contains("CN"))
        #expect(CodeLists.list(.packageType).codes.count > 250)
    }
}
