import Customs
import Formats
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    private func read(_ text: String) -> CanonicalJSON.Outcome {
        CanonicalJSON.read(Array(text.utf8))
    }

    private func declaration(_ members: String) -> CanonicalJSON.Outcome {
        read("{\"schema\":\"tamga-declaration/1\"\(members.isEmpty ? "" : ",")\(members)}")
    }

    @Test("reads back every declaration it writes", arguments: 0..<100 as Range<UInt64>)
    func declarationRoundTrip(seed: UInt64) {
        let density = [0.05, 0.3, 0.6, 0.9][Int(seed % 4)]
        let written = RandomFiller.make(Declaration.self, seed: seed, density: density)
        let bytes = CanonicalJSON.write(written)
        let outcome = CanonicalJSON.read(bytes)
        #expect(outcome.diagnostics == [])
        #expect(outcome.document == .declaration(written))
        #expect(CanonicalJSON.write(outcome.document ?? .declaration(Declaration())) == bytes)
    }

    @Test("reads back every cargo report it writes", arguments: 0..<40 as Range<UInt64>)
    func cargoReportRoundTrip(seed: UInt64) {
        let written = CustomsDocument.cargoReport(
            RandomFiller.make(CargoReport.self, seed: seed, density: 0.6))
        let outcome = CanonicalJSON.read(CanonicalJSON.write(written))
        #expect(outcome.diagnostics == [])
        #expect(outcome.document == written)
    }

    @Test("writes fields in their fixed order, absent ones left out, numbers as written")
    func golden() {
        var declaration = Declaration()
        declaration.id = "97061800"
        declaration.flow = .import
        declaration.acceptanceDateTime = WrittenDateTime(text: "20260904", formatCode: "102")
        var item = GoodsItem()
        item.description = "Bolts \"M8\"\n"
        item.netMass = ExactDecimal("007.50").map { Quantity($0, "KGM") }
        item.price = ExactDecimal("-0").map { Money($0) }
        item.dangerousGoods = ["1203"]
        declaration.items = [item, GoodsItem()]
        #expect(
            String(decoding: CanonicalJSON.write(declaration), as: UTF8.self) == #"""
                {"schema":"tamga-declaration/1","flow":"import","id":"97061800",\#
                "acceptanceDateTime":{"text":"20260904","formatCode":"102"},\#
                "items":[{"description":"Bolts \"M8\"\n","netMass":{"value":"007.50","unit":"KGM"},\#
                "price":{"amount":"-0"},"dangerousGoods":["1203"]},{}]}
                """#)
    }

    @Test("reads keys in any order, with white space and escapes")
    func anyOrder() {
        let outcome = read(
            """
            { "items" : [ { "price" : { "currency":"UZS", "amount":"1.50" } } ],
              "\\u0069d" : "\\ud83d\\ude00", "flow":"export",
              "schema" : "tamga-declaration/1" }
            """)
        var expected = Declaration()
        expected.id = "😀"
        expected.flow = .export
        var item = GoodsItem()
        item.price = ExactDecimal("1.50").map { Money($0, "UZS") }
        expected.items = [item]
        #expect(outcome.diagnostics == [])
        #expect(outcome.document == .declaration(expected))
    }

    @Test("collects all faults of meaning, each with its place")
    func allFaults() {
        let outcome = declaration(
            """
            "flow":"imprt","id":7,
            "goodsItemQuantity":"12x","invoiceAmount":{"currency":"USD"},
            "items":[{"netMass":{"value":"1e3"}},4,{"description":null}],"id":"again"
            """)
        #expect(
            outcome.diagnostics.map { "\($0.code) \($0.place)" } == [
                "json-unknown-word line 1, column 40, /flow",
                "json-wrong-type line 1, column 53, /id",
                "json-decimal line 2, column 21, /goodsItemQuantity",
                "json-key-missing line 2, column 43, /invoiceAmount",
                "json-decimal line 3, column 30, /items/0/netMass/value",
                "json-wrong-type line 3, column 38, /items/1",
                "json-wrong-type line 3, column 55, /items/2/description",
                "json-duplicate-key line 3, column 67, /id",
            ])
        #expect(outcome.diagnostics.first?.problem.contains("is \"import\" meant?") == true)
    }

    @Test("keeps unknown keys as extensions and says so, with a guess")
    func unknownKeys() {
        let outcome = declaration("\"invoiceAmout\":{\"a\":[1,2]},\"items\":[{\"new/key\":true}]")
        #expect(outcome.diagnostics.map(\.code) == ["json-unknown-key", "json-unknown-key"])
        #expect(outcome.diagnostics.allSatisfy { $0.severity == .warning })
        #expect(outcome.diagnostics.first?.problem.contains("\"invoiceAmount\" meant") == true)
        guard case .declaration(let read)? = outcome.document else {
            Issue.record("nothing was read")
            return
        }
        #expect(
            read.extensions == [
                Extension(path: "json /invoiceAmout", value: "{\"a\":[1,2]}"),
                Extension(path: "json /items/0/new~1key", value: "true"),
            ])
    }

    @Test("takes a bare number as it is spelled, with a warning")
    func bareNumber() {
        let outcome = declaration("\"goodsItemQuantity\":12.50")
        #expect(outcome.diagnostics.map(\.code) == ["json-bare-number"])
        guard case .declaration(let read)? = outcome.document else { return }
        #expect(read.goodsItemQuantity?.written == "12.50")
    }

    @Test(
        "refuses what is no JSON, naming the rule",
        arguments: [
            ("{\"schema\":\"tamga-declaration/1\",\"id\":\"\\ud800\"}", "json-surrogate"),
            ("{\"schema\":\"tamga-declaration/1\",\"id\":\"\\udc00\"}", "json-surrogate"),
            ("{\"schema\":\"tamga-declaration/1\",\"id\":\"\\x\"}", "json-escape"),
            ("{\"schema\":\"tamga-declaration/1\",\"id\":\"\u{1}\"}", "json-control-character"),
            ("{\"schema\":\"tamga-declaration/1\",\"id\":\"a\"", "json-end"),
            ("{\"schema\":\"tamga-declaration/1\",\"id\":\"a\",}", "json-syntax"),
            ("{\"schema\":\"tamga-declaration/1\",\"new\":01}", "json-number"),
            ("{\"schema\":\"tamga-declaration/1\"} x", "json-syntax"),
            ("{\"schema\":\"other/3\"}", "json-schema-unknown"),
            ("{}", "json-schema-missing"), ("", "json-end"), ("nul", "json-end"),
            ("[]", "json-schema-missing"),
        ])
    func refused(text: String, code: String) {
        let outcome = read(text)
        #expect(outcome.document == nil)
        #expect(outcome.diagnostics.last?.code == code)
    }

    @Test("refuses bytes that are not UTF-8")
    func invalidUTF8() {
        var bytes = Array("{\"schema\":\"tamga-declaration/1\",\"id\":\"".utf8)
        bytes += [0xC3, 0x28] + Array("\"}".utf8)
        let outcome = CanonicalJSON.read(bytes)
        #expect(outcome.document == nil)
        #expect(outcome.diagnostics.map(\.code) == ["json-utf8"])
        #expect(outcome.diagnostics.first?.place == "line 1, column 39, /")
    }

    @Test("keeps its bounds: depth, length of a text, number of items, size")
    func bounds() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(declaration("\"x\":\(deep)").diagnostics.last?.code == "json-too-deep")
        var limits = ReadingLimits()
        limits.itemsMax = 10
        limits.textBytesMax = 40
        let long =
            "{\"schema\":\"tamga-declaration/1\",\"id\":\"\(String(repeating: "a", count: 41))\"}"
        #expect(
            CanonicalJSON.read(Array(long.utf8), limits: limits).diagnostics.last?.code
                == "json-text-too-long")
        let items = Array(repeating: "{}", count: 11).joined(separator: ",")
        let many = "{\"schema\":\"tamga-declaration/1\",\"items\":[\(items)],\"id\":\"a\"}"
        let outcome = CanonicalJSON.read(Array(many.utf8), limits: limits)
        #expect(outcome.diagnostics.map(\.code) == ["json-too-many"])
        limits.documentBytesMax = 50
        #expect(
            CanonicalJSON.read(Array(many.utf8), limits: limits).diagnostics.map(\.code)
                == ["document-too-long"])
    }

    @Test("survives being cut at any byte and bytes being changed", arguments: [1, 2] as [UInt64])
    func damage(seed: UInt64) {
        let bytes = CanonicalJSON.write(
            RandomFiller.make(Declaration.self, seed: seed, density: 0.25))
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 250)) {
            let outcome = CanonicalJSON.read(Array(bytes[..<length]))
            #expect(outcome.document == nil && !outcome.diagnostics.isEmpty)
        }
        var random = SeededGenerator(seed: seed)
        for _ in 0..<250 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<bytes.count, using: &random)] =
                    Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : Array("{}[]\",:\\0".utf8).randomElement(using: &random) ?? 0
            }
            let outcome = CanonicalJSON.read(damaged)
            #expect(outcome.document != nil || !outcome.diagnostics.isEmpty)
        }
    }
}
