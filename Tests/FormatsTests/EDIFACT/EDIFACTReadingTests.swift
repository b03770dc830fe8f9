import Customs
import Testing

@testable import Formats

@Suite("EDIFACT reading")
struct EDIFACTReadingTests {
    @Test("line ends between and inside segments mean nothing", arguments: ["", "\n", "\r\n"])
    func lineEnds(lineEnd: String) throws {
        let plain = try EDIFACTFixture.declaration()
        let documents = try readEDIFACT(EDIFACTFixture.interchange(lineEnd: lineEnd))
        #expect(documents.first?.content == .declaration(plain))
        let text = EDIFACTFixture.interchange()
        var wrapped = ""
        for (index, character) in text.enumerated() {
            wrapped.append(character)
            if index % 80 == 79 { wrapped += lineEnd }
        }
        #expect(try readEDIFACT(wrapped).first?.content == .declaration(plain))
    }

    @Test(
        "any service characters serve",
        arguments: ["UNA:+,? '", "UNA|^.! ~", "UNA:*.? $", "UNA:(.) -", "UNA:+.? \n"])
    func serviceCharacters(advice: String) throws {
        let bytes = Array(advice.utf8)
        let characters = try #require(
            bytes.withUnsafeBufferPointer { ServiceCharacters(advice: .init(rebasing: $0[3...])) })
        let declaration = try EDIFACTFixture.declaration()
        var settings = EDIFACTWriter.Settings()
        settings.characters = characters
        let written = try EDIFACTWriter(settings).interchange([.declaration(declaration)])
        #expect(written.starts(with: bytes))
        let read = try #require(readEDIFACT(written).first?.content)
        guard case .declaration(var other) = read else { return }
        other.extensions = declaration.extensions
        #expect(other == declaration)
    }

    @Test("reads information separators where level B has no UNA")
    func informationSeparators() throws {
        let input = EDIFACTFixture.interchange()
            .replacing("UNOC:3", with: "UNOB:1").replacing("'", with: "\u{1C}")
            .replacing("+", with: "\u{1D}").replacing(":", with: "\u{1F}")
        let documents = try readEDIFACT(input)
        #expect(documents.first?.isAccepted == true, "\(documents.first?.diagnostics ?? [])")
    }

    @Test("a release character frees any character, and itself")
    func release() throws {
        let input = EDIFACTFixture.changing(
            "FTX+AAA+++FRESH APPLES", to: "FTX+AAA+++A?+B?:C?'D??E?F")
        guard case .declaration(let declaration)? = try readEDIFACT(input).first?.content else {
            Issue.record("not read")
            return
        }
        #expect(declaration.items.first?.description == "A+B:C'D?EF")
    }

    @Test("reads ISO 8859-1 in UNOC and UTF-8 in UNOY")
    func encodings() throws {
        let text = EDIFACTFixture.changing("FTX+AAA+++FRESH APPLES", to: "FTX+AAA+++ÄPFEL")
        let latin1 = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let utf8 = Array(text.replacing("UNOC:3", with: "UNOY:4").utf8)
        for bytes in [latin1, utf8] {
            guard case .declaration(let declaration)? = try readEDIFACT(bytes).first?.content else {
                Issue.record("not read")
                continue
            }
            #expect(declaration.items.first?.description == "ÄPFEL")
        }
    }

    @Test("counts characters, not bytes, in UTF-8")
    func lengthInCharacters() throws {
        let name = String(repeating: "Я", count: 35)
        let input = EDIFACTFixture.interchange().replacing("ALMA TRADE LLP", with: name)
            .replacing("UNOC:3", with: "UNOY:4")
        #expect(try readEDIFACT(input).first?.isAccepted == true)
        let longer = input.replacing(name, with: name + "Я")
        #expect(try readEDIFACT(longer).first?.diagnostics.first?.code == "edifact-too-long")
    }

    @Test("keeps what the profile does not map, with its place")
    func extensions() throws {
        let input = EDIFACTFixture.changing("RFF+ABE:L1", to: "RFF+ABE:L1", "RFF+ACW:X77:3")
        guard case .declaration(let declaration)? = try readEDIFACT(input).first?.content else {
            Issue.record("not read")
            return
        }
        let kept = declaration.extensions.filter { $0.path?.hasPrefix("RFF") == true }
        #expect(
            kept == [
                Extension(path: "RFF[12]/ACW/1.1", value: "ACW"),
                Extension(path: "RFF[12]/ACW/1.2", value: "X77"),
                Extension(path: "RFF[12]/ACW/1.3", value: "3"),
            ])
    }

    @Test("a date of another reference does not become the transport document's")
    func foreignDate() throws {
        let input = EDIFACTFixture.changing("RFF+BM:BL1", to: "RFF+BM:BL1", "RFF+ACW:X77")
        guard case .declaration(let declaration)? = try readEDIFACT(input).first?.content else {
            Issue.record("not read")
            return
        }
        #expect(declaration.documents.first?.effectiveDate == nil)
        #expect(declaration.extensions.contains { $0.value == "20260901" })
    }

    @Test("warns when the message follows an unknown guide")
    func unknownGuide() throws {
        let documents = try readEDIFACT(
            EDIFACTFixture.interchange().replacing(":TMG001", with: ":XX9"))
        #expect(documents.first?.isAccepted == true)
        #expect(documents.first?.diagnostics.map(\.code) == ["edifact-unknown-profile"])
    }

    @Test("recognises interchanges by their start")
    func confidence() {
        func confidence(_ text: String) -> Int {
            Array(text.utf8).withUnsafeBytes { EDIFACTFormat().confidence(head: $0) }
        }
        #expect(confidence("UNA:+.? 'UNB+") == 100)
        #expect(confidence("\u{FEFF}\nUNB+UNOA:1+") == 100)
        #expect(confidence("\u{1}QK LONPPXS\r\nUNB+UNOA") == 60)
        #expect(confidence("<Declaration/>") == 0)
        #expect(confidence("") == 0)
    }
}
