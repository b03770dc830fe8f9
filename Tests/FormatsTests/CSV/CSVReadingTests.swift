import Customs
import Formats
import Testing

/// Reads a table and returns its documents.
func readTable(
    _ bytes: [UInt8], _ format: CSVFormat, limits: ReadingLimits = ReadingLimits(),
    piece: Int = 1 << 20
) throws -> [ReadDocument] {
    var all: [ReadDocument] = []
    try format.read(PieceSource(bytes, piece: piece), limits: limits) { all.append($0) }
    return all
}

func readTable(_ text: String, _ format: CSVFormat) throws -> [ReadDocument] {
    try readTable(Array(text.utf8), format)
}

extension ReadDocument {
    /// The declaration, when there is one.
    var declaration: Declaration? {
        guard case .declaration(let declaration)? = content else { return nil }
        return declaration
    }
}

@Suite("Tables as CSV")
struct CSVReadingTests {
    private let small = """
        map: small
        flow: import
        columns:
          - { column: No, field: id, required: true }
          - { column: Text, field: item.description }
          - { column: Mass, field: item.netMass, unit: KGM }
          - { column: Day, field: acceptanceDateTime }
        labels: [Fraud]
        """

    private func format() throws -> CSVFormat { CSVFormat(map: try columnMap(small)) }

    @Test("reads a Korean row into the fields the map names")
    func koreanRow() throws {
        let text = """
            Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,\
            Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,\
            Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud
            97061800,2020-01-01,30,B,11,21,11,40,ZZR1LT6,QLRUBN9,0VKY2BR,,040890,BE,DE,0.0,FEU1,G,108.0,372254.4,1,2
            """
        let maps = try ShippedMaps.all.map { try columnMap($0.yaml) }
        let read = try readTable(text, CSVFormat(maps: maps))
        #expect(read.count == 1 && read[0].diagnostics == [] && read[0].number == 1)
        #expect(
            String(decoding: CanonicalJSON.write(try #require(read[0].content)), as: UTF8.self)
                == """
                {"schema":"tamga-declaration/1","flow":"import","id":"97061800","typeCode":"11",\
                "procedureTypeCode":"B","acceptanceDateTime":{"text":"2020-01-01"},\
                "offices":[{"role":"declaration","id":"30"}],\
                "parties":[{"role":"declarant","id":"ZZR1LT6"},{"role":"importer","id":"QLRUBN9"},\
                {"role":"seller","id":"0VKY2BR"}],"transportMeans":[{"stage":"border","modeCode":"4"}],\
                "exportCountryCode":"BE","items":[{"classifications":[{"scheme":"HS","code":"040890"}],\
                "netMass":{"value":"108.0","unit":"KGM"},"customsValue":{"amount":"372254.4","currency":"KRW"},\
                "origins":[{"countryCode":"DE"}],\
                "duties":[{"regimeCode":"FEU1","rate":"0.0","paymentMethodCode":"11"}]}],\
                "extensions":[{"path":"column Import Use","value":"21"},\
                {"path":"column Country of Origin Indicator","value":"G"}]}
                """)
    }

    @Test(
        "reads every row of the Korean tables without a single diagnostic",
        .enabled(
            if: Repository.hasData("declarations/korea"),
            "needs ../shared/data beside the package"),
        arguments: [("train", 37_385), ("valid", 8_134)])
    func koreanTables(part: String, rows: Int) throws {
        let maps = try ShippedMaps.all.map { try columnMap($0.yaml) }
        let bytes = try Repository.dataBytes("declarations/korea/df_syn_\(part)_eng.csv")
        var count = 0
        var faulty = 0
        try CSVFormat(maps: maps).read(MemorySource(bytes), limits: ReadingLimits()) { document in
            count += 1
            if !document.isAccepted || !document.diagnostics.isEmpty { faulty += 1 }
        }
        #expect(count == rows)
        #expect(faulty == 0)
    }

    @Test(
        "finds delimiter, line ends, quotes and byte order mark",
        arguments: [
            "No,Text,Mass,Day\n7,\"a, \"\"b\"\"\nc\",1.50,2026-09-04\n",
            "No;Text;Mass;Day\r\n7;\"a, \"\"b\"\"\nc\";1.50;2026-09-04\r\n",
            "No\tText\tMass\tDay\r7\t\"a, \"\"b\"\"\nc\"\t1.50\t2026-09-04",
            "\u{FEFF}no|TEXT|mass |day\n\n 7 | \"a, \"\"b\"\"\nc\" | 1.50 |2026-09-04\n\n",
        ])
    func dialects(text: String) throws {
        for piece in [1, 3, 1 << 20] {
            let read = try readTable(Array(text.utf8), format(), piece: piece)
            #expect(read.count == 1 && read[0].diagnostics == [])
            let declaration = try #require(read.first?.declaration)
            #expect(declaration.id == "7")
            #expect(declaration.items[0].description == "a, \"b\"\nc")
            #expect(
                declaration.items[0].netMass == ExactDecimal("1.50").map { Quantity($0, "KGM") })
            #expect(declaration.acceptanceDateTime?.day == CalendarDay("2026-09-04"))
        }
    }

    @Test("finds the encoding: UTF-16 both ways, windows-1251, ISO 8859-1")
    func encodings() throws {
        let text = "No,Text,Mass,Day\n1,Болты стальные,2,2026-01-01\n"
        var little: [UInt8] = [0xFF, 0xFE]
        var big: [UInt8] = [0xFE, 0xFF]
        for unit in text.utf16 {
            little += [UInt8(unit & 255), UInt8(unit >> 8)]
            big += [UInt8(unit >> 8), UInt8(unit & 255)]
        }
        let cyrillic = text.unicodeScalars.map {
            $0.value < 128 ? UInt8($0.value) : UInt8($0.value - 0x0410 + 0xC0)
        }
        for bytes in [little, big, cyrillic] {
            let read = try readTable(bytes, format())
            #expect(read.first?.declaration?.items[0].description == "Болты стальные")
        }
        let latin = "No,Text,Mass,Day\n1,crème brûlée,2,2026-01-01\n".unicodeScalars.map {
            UInt8($0.value)
        }
        let read = try readTable(latin, format())
        #expect(read.first?.declaration?.items[0].description == "crème brûlée")
    }

    @Test("refuses broken rows one by one, each with row, line, column and rule; the others go on")
    func brokenRows() throws {
        let text = """
            No,Text,Mass,Day
            1,good,1,2026-01-01
            2,bad number,1e5,2026-01-01
            3,bad day,1,2026-02-30
            4,short,1
            ,no number,1,2026-01-01
            6,"two
            lines",1,2026-01-01
            7,"text after"x,1,2026-01-01
            8,nul\u{0},1,2026-01-01
            9,good,1,2026-01-01
            10,"never closed,1,2026-01-01
            11,good,1,2026-01-01
            """
        let read = try readTable(text, format())
        #expect(
            read.map(\.isAccepted) == [
                true, false, false, false, false, true, false, false, true, false, true,
            ])
        #expect(
            read.flatMap { $0.diagnostics.map { "\($0.code) \($0.place)" } } == [
                "csv-number row 2 (line 3), column 'Mass'",
                "csv-date row 3 (line 4), column 'Day'",
                "csv-ragged-row row 4 (line 5)",
                "csv-value-missing row 5 (line 6), column 'No'",
                "csv-quote-text row 7 (line 9)",
                "csv-nul row 8 (line 10)",
                "csv-quote-open row 10 (line 12)",
            ])
        #expect(read.map(\.number) == Array(1...11))
    }

    @Test("reads numbers and days as the map says they are written")
    func styles() throws {
        let map = try columnMap(
            """
            map: cis
            dates: DD.MM.YYYY
            decimal_mark: ","
            thousands: " "
            columns:
              - { column: Номер, field: id }
              - { column: Масса, field: item.grossMass, unit: KGM }
              - { column: Цена, field: item.price, currency: UZS, decimal_mark: ".", thousands: "," }
              - { column: Дата, field: acceptanceDateTime }
              - { column: Счёт, field: invoiceDate, date: MM/DD/YY }
            """)
        let text =
            "Номер;Масса;Цена;Дата;Счёт\n1;12\u{A0}345,60;1,234,567.8;4.09.2026 10:15;9/4/26\n"
        let read = try readTable(text, CSVFormat(map: map))
        #expect(read.flatMap(\.diagnostics) == [])
        let declaration = try #require(read.first?.declaration)
        #expect(declaration.items[0].grossMass?.value.compare(ExactDecimal("12345.60")!) == 0)
        #expect(declaration.items[0].price == ExactDecimal("1234567.8").map { Money($0, "UZS") })
        #expect(declaration.acceptanceDateTime?.day == CalendarDay("2026-09-04"))
        #expect(declaration.invoiceDate?.day == CalendarDay("2026-09-04"))
        let again = CanonicalJSON.read(CanonicalJSON.write(declaration))
        #expect(again.document == .declaration(declaration))
    }

    @Test(
        "keeps columns the map does not mention, with one warning; leaves labels out unless asked")
    func strangers() throws {
        let text = "No,Text,Mass,Day,Fraud,Colour\n1,a,1,2026-01-01,1,red\n2,b,1,2026-01-01,0,\n"
        let read = try readTable(text, format())
        #expect(read.flatMap { $0.diagnostics.map(\.code) } == ["csv-column-unmapped"])
        #expect(
            read[0].declaration?.extensions == [Extension(path: "column Colour", value: "red")])
        let kept = try readTable(
            text, CSVFormat(map: try columnMap(small), keepsLabels: true))
        #expect(kept[1].declaration?.extensions == [Extension(path: "label Fraud", value: "0")])
    }

    @Test("names the missing column and the one that may be meant; refuses when it is required")
    func missingColumns() throws {
        let read = try readTable("Nr,Text,Masss,Day\n1,a,1,2026-01-01\n", format())
        #expect(read.count == 1 && read[0].content == nil)
        #expect(
            read[0].diagnostics.map(\.code)
                == ["csv-column-missing", "csv-column-missing", "csv-column-unmapped"])
        #expect(read[0].diagnostics[1].problem.contains("\"Masss\" meant"))
    }

    @Test("says which maps there are when none fits")
    func noMap() throws {
        let maps = try ShippedMaps.all.map { try columnMap($0.yaml) }
        let read = try readTable("a,b\n1,2\n", CSVFormat(maps: maps))
        #expect(read[0].diagnostics.map(\.code) == ["csv-no-map"])
        #expect(read[0].diagnostics[0].reason.contains("korea-customs (20 columns)"))
        #expect(
            try readTable("", CSVFormat(maps: maps))[0].diagnostics.map(\.code) == ["csv-empty"])
    }

    @Test("keeps its bounds on rows, and gets over an endless quotation")
    func bounds() throws {
        var limits = ReadingLimits()
        limits.tagBytesMax = 200
        let long = String(repeating: "x", count: 2000)
        let text = "No,Text,Mass,Day\n1,\(long),1,2026-01-01\n2,\"\(long)\n3,c,1,2026-01-01\n"
        let read = try readTable(Array(text.utf8), format(), limits: limits)
        #expect(
            read.map { $0.diagnostics.first?.code } == ["csv-row-too-long", "csv-quote-open", nil])
        let wide = String(repeating: ",", count: 1500)
        let wideRead = try readTable("No,Text,Mass,Day\n\(wide)\n1,a,1,2026-01-01\n", format())
        #expect(wideRead.map { $0.diagnostics.first?.code } == ["csv-row-too-wide", nil])
        for pattern in ["\"", "\"\n", ",", "\n", "\0", "a\"b\",\r"] {
            var count = 0
            try format().read(EndlessSource(pattern, length: 1 << 16), limits: limits) { _ in
                count += 1
            }
            #expect(count <= 1 << 16)
        }
    }

    @Test(
        "survives being cut at any byte and bytes being changed", arguments: [1, 2, 3] as [UInt64])
    func damage(seed: UInt64) throws {
        let text = "No,Text,Mass,Day\n1,\"a \"\"q\"\",\n\",1.5,2026-01-01\n2,Болты,7,2026-01-02\r\n"
        let bytes = Array(text.utf8)
        let format = try format()
        for length in 0...bytes.count {
            _ = try readTable(Array(bytes[..<length]), format)
        }
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int.random(in: 0..<bytes.count, using: &random)] =
                    Array("\",;\n\r\0\u{80}é".utf8).randomElement(using: &random) ?? 0
            }
            for document in try readTable(damaged, format) {
                #expect(document.content != nil || !document.diagnostics.isEmpty)
            }
        }
    }
}
