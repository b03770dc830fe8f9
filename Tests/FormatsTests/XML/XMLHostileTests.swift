import Customs
import Formats
import Testing

/// Inputs made to break a reader. Every one ends in a refusal, quickly and without touching anything.
struct XMLHostileTests {
    struct Hostile: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: @Sendable () -> String
        let code: String
    }

    static let wcoSpace = "urn:wco:datamodel:WCO:DEC-DMS:2"

    static let inputs: [Hostile] = [
        Hostile(
            testDescription: "billion laughs",
            text: {
                var text = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"lol\">"
                for level in 1...9 {
                    let inner = String(repeating: "&l\(level - 1);", count: 10)
                    text += "<!ENTITY l\(level) \"\(inner)\">"
                }
                return text + "]><Declaration xmlns=\"\(wcoSpace)\"><ID>&l9;</ID></Declaration>"
            }, code: "xml-doctype"),
        Hostile(
            testDescription: "external entity",
            text: {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                    + "<Declaration xmlns=\"\(wcoSpace)\"><ID>&e;</ID></Declaration>"
            }, code: "xml-doctype"),
        Hostile(
            testDescription: "external document type",
            text: {
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><ASYCUDA/>"
            }, code: "xml-doctype"),
        Hostile(
            testDescription: "undeclared entity",
            text: { "<Declaration xmlns=\"\(wcoSpace)\"><ID>&x;</ID></Declaration>" },
            code: "xml-not-well-formed"),
        Hostile(
            testDescription: "100,000 levels",
            text: { String(repeating: "<a>", count: 100_000) }, code: "xml-too-deep"),
        Hostile(
            testDescription: "200,000 attributes in one tag",
            text: {
                "<a " + (0..<200_000).map { "a\($0)=\"1\"" }.joined(separator: " ") + "/>"
            }, code: "xml-tag-too-long"),
        Hostile(
            testDescription: "thousands of attributes in every tag",
            text: {
                let tag = "<b " + (0..<4000).map { "a\($0)=\"1\"" }.joined(separator: " ") + "/>"
                return "<a>" + String(repeating: tag, count: 200) + "</a>"
            }, code: "xml-too-many-attributes"),
        Hostile(
            testDescription: "a huge attribute",
            text: { "<a b=\"" + String(repeating: "y", count: 20_000_000) + "\"/>" },
            code: "xml-tag-too-long"),
        Hostile(
            testDescription: "a huge text",
            text: { "<a>" + String(repeating: "z", count: 20_000_000) + "</a>" },
            code: "xml-text-too-long"),
        Hostile(
            testDescription: "a huge comment",
            text: { "<a><!-- " + String(repeating: "z", count: 20_000_000) + " --></a>" },
            code: "xml-text-too-long"),
        Hostile(
            testDescription: "a huge document type without an end",
            text: { "<!DOCTYPE a [" + String(repeating: " ", count: 20_000_000) },
            code: "xml-text-too-long"),
        Hostile(
            testDescription: "]]> in a text",
            text: { "<Declaration xmlns=\"\(wcoSpace)\"><ID>a]]>b</ID></Declaration>" },
            code: "xml-not-well-formed"),
        Hostile(
            testDescription: "an undeclared prefix",
            text: { "<x:Declaration/>" }, code: "xml-namespace"),
        Hostile(
            testDescription: "a zero byte",
            text: { "<Declaration xmlns=\"\(wcoSpace)\"><ID>a\u{0}b</ID></Declaration>" },
            code: "xml-"),
        Hostile(
            testDescription: "two root elements", text: { "<a/><a/>" },
            code: "xml-more-than-one-root"),
        Hostile(testDescription: "half an element", text: { "<a><b>" }, code: "xml-truncated"),
        Hostile(testDescription: "nothing", text: { "" }, code: "xml-truncated"),
        Hostile(testDescription: "no XML", text: { "UNA:+.? '" }, code: "xml-"),
        Hostile(
            testDescription: "an unknown encoding",
            text: {
                "<?xml version=\"1.0\" encoding=\"klingon\"?><a/>"
            }, code: "xml-encoding"),
    ]

    static let formats: [any DocumentFormat] = [WCODeclarationFormat(), ASYCUDAFormat()]

    /// Far below a second on an idle machine; the bound leaves room for a busy one.
    @Test("refuses hostile input with a diagnostic, at once", arguments: inputs)
    func refuses(_ hostile: Hostile) throws {
        let bytes = Array(hostile.text().utf8)
        for format in Self.formats {
            let clock = ContinuousClock()
            var documents: [ReadDocument] = []
            let time = try clock.measure { documents = try format.documents(bytes) }
            #expect(time < .seconds(4), "\(format.name) took \(time)")
            let document = try #require(documents.last)
            #expect(!document.isAccepted)
            let codes = document.diagnostics.map(\.code)
            #expect(codes.contains { $0.hasPrefix(hostile.code) }, "\(codes)")
        }
    }

    @Test("never holds more than a bound, however long the input", arguments: [0, 1, 2])
    func endlessInput(kind: Int) throws {
        let head = "<Declaration xmlns=\"\(Self.wcoSpace)\">"
        let sources = [
            RepeatingSource(head: head, body: "<ID>1</ID>", times: 40_000),
            RepeatingSource(head: "<batch>", body: "<x>1</x>", times: 40_000),
            RepeatingSource(
                head: head + "<FunctionCode>9</FunctionCode>", body: "<AdditionalDocument/>",
                times: 40_000),
        ]
        var limits = ReadingLimits()
        limits.documentBytesMax = 8 << 20
        let documents = try WCODeclarationFormat().documents(sources[kind], limits: limits)
        #expect(documents.count == 1)
        #expect(documents.first?.isAccepted == false)
        #expect((documents.first?.diagnostics.count ?? 0) <= Diagnostic.countMax)
        #expect(sources[kind].readCount < 10 << 20)
    }

    @Test("hands declarations over one after the other, whatever their number")
    func manyDeclarations() throws {
        let one =
            "<Declaration xmlns=\"\(Self.wcoSpace)\"><FunctionCode>9</FunctionCode></Declaration>"
        let source = RepeatingSource(head: "<batch>", body: one, times: 20)
        var count = 0
        var accepted = 0
        try WCODeclarationFormat().read(source, limits: .init()) { document in
            count += 1
            #expect(document.number == count)
            if document.isAccepted { accepted += 1 }
        }
        // The batch is never closed, so the last one cannot be trusted.
        #expect(count > 5000)
        #expect(accepted == count - 1)
    }

    @Test("reads random bytes without harm", arguments: 1...8)
    func randomBytes(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let words = [
            "<", ">", "</", "/>", "<Declaration", "<ASYCUDA>", "<Item>", "<null/>", "<![CDATA[",
            "]]>", "<!--", "-->", "<?", "?>", "&amp;", "&#0;", "&#x10FFFF;", "\"", "=", " xmlns",
            "\u{0}", "é", "9", "<ID>", "</ID>", "<!DOCTYPE a>",
        ]
        for _ in 0..<400 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(random.next() % 40) {
                if random.next() % 5 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: random.next()))
                } else {
                    bytes += Array(words[Int(random.next() % UInt64(words.count))].utf8)
                }
            }
            for format in Self.formats {
                let documents = try format.documents(bytes)
                #expect(!documents.isEmpty)
                for document in documents where !document.isAccepted {
                    #expect(!document.diagnostics.isEmpty)
                }
            }
        }
    }

    enum Encoding: String, CaseIterable, Sendable {
        case utf8Mark, utf16Little, utf16Big, windows1251
    }

    @Test("reads other encodings", arguments: Encoding.allCases)
    func encodings(encoding: Encoding) throws {
        let name = "\u{041E}\u{041E}\u{041E} \u{0428}\u{0451}\u{043B}\u{043A}"
        func text(_ declared: String) -> String {
            "<?xml version=\"1.0\" encoding=\"\(declared)\"?><Declaration xmlns=\""
                + "\(Self.wcoSpace)\"><FunctionCode>9</FunctionCode><Agent><Name>\(name)</Name>"
                + "</Agent></Declaration>"
        }
        var bytes: [UInt8]
        switch encoding {
        case .utf8Mark: bytes = [0xEF, 0xBB, 0xBF] + Array(text("UTF-8").utf8)
        case .utf16Little:
            bytes =
                [0xFF, 0xFE] + text("UTF-16").utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        case .utf16Big:
            bytes =
                [0xFE, 0xFF] + text("UTF-16").utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        case .windows1251:
            bytes = text("windows-1251").unicodeScalars.map { scalar in
                switch scalar.value {
                case 0..<0x80: UInt8(scalar.value)
                case 0x451: 0xB8
                default: UInt8(scalar.value - 0x410 + 0xC0)
                }
            }
        }
        for source in [PiecewiseSource(bytes, sizes: [30_000]), PiecewiseSource(bytes, sizes: [7])]
        {
            let document = try #require(try WCODeclarationFormat().documents(source).first)
            #expect(document.isAccepted, "\(document.diagnostics)")
            guard case .declaration(let declaration) = document.content else { continue }
            #expect(declaration.party(.agent)?.name == name)
        }
    }

    @Test("refuses bytes that do not fit the declared encoding")
    func wrongEncoding() throws {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>"
        let document = try #require(
            try WCODeclarationFormat().documents(
                Array(head.utf8) + [0xD8, 0xE5, 0x20] + Array("</a>".utf8)
            ).first)
        #expect(document.diagnostics.contains { $0.code == "xml-encoding" })
        #expect(document.diagnostics.allSatisfy { $0.place.hasPrefix("line 1") })
    }
}
