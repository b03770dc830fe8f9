import Customs
import Foundation
import Formats
import Testing

/// The reader of ASYCUDA World documents.
struct ASYCUDATests {
    let format = ASYCUDAFormat()

    @Test(
        "finds what the golden file says",
        arguments: ["import-road", "export-rail", "quirks", "broken-number"])
    func golden(name: String) throws {
        let bytes = try Repository.bytes("Corpus/asycuda/\(name).xml")
        let documents = try format.documents(bytes)
        #expect(documents.count == 1)
        let document = try #require(documents.first)
        guard let content = document.content else {
            Issue.record("\(name) has no declaration")
            return
        }
        let object = try JSONSerialization.jsonObject(with: Data(CanonicalJSON.write(content)))
        let pretty = try JSONSerialization.data(
            withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        var found = String(decoding: pretty, as: UTF8.self) + "\n"
        for diagnostic in document.diagnostics {
            found += "\(diagnostic.severity.rawValue) \(diagnostic.code) @ \(diagnostic.place): "
            found += diagnostic.problem + "\n"
        }
        let file = Repository.root.appending(path: "Corpus/asycuda/\(name).golden.txt")
        if Repository.records {
            try found.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == found)
    }

    @Test("refuses a document cut anywhere", arguments: ["import-road", "quirks"])
    func truncation(name: String) throws {
        let bytes = try Repository.bytes("Corpus/asycuda/\(name).xml")
        let lastMark = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
        for end in stride(from: 0, to: lastMark, by: 3) {
            let documents = try format.documents(Array(bytes[..<end]))
            #expect(documents.allSatisfy { !$0.isAccepted }, "cut at \(end)")
            #expect(documents.first?.diagnostics.isEmpty == false)
        }
    }

    @Test(
        "understands how people write numbers",
        arguments: [
            ("12.50", "12.50", false), ("2,045.01+0.00+20.57", "2065.58", true),
            ("1,250", "1250", false), ("1 250,5", "1250.5", false),
            ("1.250.000,75", "1250000.75", false), ("-3", "-3", false), ("10-2.5", "7.5", true),
            ("1'000.25", "1000.25", false), ("1.000.000", "1000000", false),
        ])
    func numbers(text: String, value: String, isSum: Bool) throws {
        let document = try #require(
            try format.documents(
                "<ASYCUDA><Valuation><Weight><Gross_weight>\(text)</Gross_weight></Weight></Valuation>"
                    + "<Item/></ASYCUDA>"
            ).first)
        guard case .declaration(let declaration) = document.content else { return }
        #expect(declaration.totalGrossMass?.value.written == value)
        #expect(document.diagnostics.contains { $0.code == "number-sum" } == isSum)
        #expect(document.isAccepted)
    }

    @Test(
        "refuses what is no number",
        arguments: ["abc", "1+", "+", "1,2,3", "12,34.5,6", "1..2", "--", "9999999999999999999"])
    func noNumbers(text: String) throws {
        let document = try #require(
            try format.documents(
                "<ASYCUDA><Item><Valuation_item><Statistical_value>\(text)</Statistical_value>"
                    + "</Valuation_item></Item></ASYCUDA>"
            ).first)
        #expect(document.diagnostics.map(\.code) == ["number-format"])
        #expect(!document.isAccepted)
    }

    @Test("is sure of its own documents and of no other")
    func confidence() {
        func confidence(_ text: String) -> Int {
            Array(text.utf8).withUnsafeBytes { format.confidence(head: $0) }
        }
        #expect(confidence("\u{FEFF}<?xml version=\"1.0\"?><ASYCUDA>") > 90)
        #expect(confidence("<?xml version=\"1.0\"?>\n<ASYCUDA>") > 90)
        #expect(confidence("UNB+UNOC") == 0)
        #expect(confidence("") == 0)
    }
}
