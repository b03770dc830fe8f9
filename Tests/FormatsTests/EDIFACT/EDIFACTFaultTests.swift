import Customs
import Testing

@testable import Formats

@Suite("EDIFACT faults")
struct EDIFACTFaultTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var code: String
        var input: String

        init(_ description: String, _ code: String, _ input: String) {
            testDescription = description
            self.code = "edifact-" + code
            self.input = input
        }
    }

    static let cases: [Case] = [
        Case(
            "a UNT that counts wrong", "segment-count",
            EDIFACTFixture.interchange()
                .replacing("UNT+33", with: "UNT+34")),
        Case(
            "a UNZ that counts wrong", "message-count",
            EDIFACTFixture.interchange(tail: "UNZ+2+77")),
        Case(
            "another reference in UNZ", "control-ref", EDIFACTFixture.interchange(tail: "UNZ+1+78")),
        Case(
            "another reference in UNT", "message-ref",
            EDIFACTFixture.interchange().replacing("+000001'UNZ", with: "+000002'UNZ")),
        Case("no BGM", "missing-mandatory", EDIFACTFixture.changing("BGM+929+A1000001+9", to: nil)),
        Case("no UNS+D", "missing-mandatory", EDIFACTFixture.changing("UNS+D", to: nil)),
        Case("no UNS+S", "missing-mandatory", EDIFACTFixture.changing("UNS+S", to: nil)),
        Case(
            "no qualifier in LOC", "missing-mandatory",
            EDIFACTFixture.changing("LOC+35+KZ:162:5", to: "LOC++KZ:162:5")),
        Case(
            "no UNT", "missing-mandatory",
            EDIFACTFixture.interchange().replacing("UNT+33+000001'", with: "")),
        Case(
            "an unknown segment", "unknown-segment",
            EDIFACTFixture.changing("CNT+5:1", to: "XQZ+1", "CNT+5:1")),
        Case(
            "a segment of another message", "unknown-segment",
            EDIFACTFixture.changing("CNT+5:1", to: "CNI+1", "CNT+5:1")),
        Case(
            "a segment with a tag of two letters", "unknown-segment",
            EDIFACTFixture.changing("CNT+5:1", to: "CN+5:1")),
        Case(
            "BGM and CST changed about", "order",
            EDIFACTFixture.interchange(
                [
                    EDIFACTFixture.message[0], EDIFACTFixture.message[2],
                    EDIFACTFixture.message[1],
                ] + EDIFACTFixture.message[3...])),
        Case(
            "a place after the masses of an item", "order",
            EDIFACTFixture.changing(
                "MOA+38:1500.25:USD", to: "LOC+28+KZ:162:5",
                "MOA+38:1500.25:USD")),
        Case(
            "BGM three times", "too-many-repeats",
            EDIFACTFixture.changing(
                "BGM+929+A1000001+9", to: "BGM+929+A1000001+9",
                "BGM+929+A1000001+9", "BGM+929+A1000001+9")),
        Case(
            "CST twice in the header", "too-many-repeats",
            EDIFACTFixture.changing("CST++IM4:105:ZZZ", to: "CST++IM4:105:ZZZ", "CST++IM4:105:ZZZ")),
        Case(
            "six measures in the header", "too-many-repeats",
            EDIFACTFixture.changing(
                "MEA+AAE+AAD+KGM:120.500", to: "MEA+AAE+AAD+KGM:1",
                "MEA+AAE+AAD+KGM:1", "MEA+AAE+AAD+KGM:1", "MEA+AAE+AAD+KGM:1",
                "MEA+AAE+AAD+KGM:1", "MEA+AAE+AAD+KGM:1")),
        Case(
            "a reference of 36 characters", "too-long",
            EDIFACTFixture.changing(
                "RFF+ABE:L1", to: "RFF+ABE:" + String(repeating: "X", count: 36))),
        Case(
            "an amount with letters", "not-numeric",
            EDIFACTFixture.changing("CNT+5:1", to: "CNT+5:ONE")),
        Case(
            "an element too many", "too-many-elements",
            EDIFACTFixture.changing("UNS+D", to: "UNS+D+X")),
        Case(
            "the end of the last segment missing", "truncated",
            String(EDIFACTFixture.interchange().dropLast())),
        Case("no UNZ", "truncated", EDIFACTFixture.interchange().replacing("UNZ+1+77'", with: "")),
        Case("nothing", "not-an-interchange", ""),
        Case("only UNA", "truncated", "UNA:+.? '"),
        Case("half a UNA", "truncated", "UNA:+."),
        Case("a UNA with one character twice", "service-string-advice", "UNA::.? 'UNB"),
        Case("text before UNB", "not-an-interchange", "HELLO " + EDIFACTFixture.interchange()),
        Case(
            "a telegram", "teletype-wrapper",
            "\u{1}QK LONPPXS\r\n.LON 121200\r\n\u{2}" + EDIFACTFixture.interchange()),
        Case(
            "two interchanges", "second-interchange",
            EDIFACTFixture.interchange() + EDIFACTFixture.interchange()),
        Case("text after UNZ", "not-an-interchange", EDIFACTFixture.interchange() + "\nBYE"),
        Case(
            "an unknown character set", "syntax",
            EDIFACTFixture.interchange(head: "UNB+UNOD:3+A:ZZ+B:ZZ+260912:1200+77")),
        Case(
            "syntax version 5", "syntax",
            EDIFACTFixture.interchange(head: "UNB+UNOA:5+A:ZZ+B:ZZ+260912:1200+77")),
        Case(
            "letters that level A does not have", "encoding",
            EDIFACTFixture.changing("FTX+AAA+++FRESH APPLES", to: "FTX+AAA+++ЯБЛОКИ")
                .replacing("UNOC:3", with: "UNOA:1")),
        Case(
            "a NUL", "control-character",
            EDIFACTFixture.changing("FTX+AAA+++FRESH APPLES", to: "FTX+AAA+++FRESH\0APPLES")),
        Case(
            "another release", "unsupported-message",
            EDIFACTFixture.interchange().replacing("D:96B", with: "D:99B")),
        Case("no message", "missing-mandatory", "UNB+UNOC:3+A:ZZ+B:ZZ+260912:1200+77'UNZ+0+77'"),
    ]

    @Test("refuses with the class of the fault", arguments: cases)
    func refuses(fault: Case) throws {
        let documents = try readEDIFACT(fault.input)
        #expect(documents.count == 1)
        #expect(documents.first?.content == nil)
        let first = documents.first?.diagnostics.first { $0.severity == .error }
        #expect(first?.code == fault.code, "\(String(describing: first))")
    }

    @Test("says where, by segment, element, component and byte")
    func place() throws {
        let input = EDIFACTFixture.changing(
            "RFF+ABE:L1", to: "RFF+ABE:" + String(repeating: "X", count: 36))
        let diagnostic = try #require(readEDIFACT(input).first?.diagnostics.first)
        let byte = try #require(input.utf8.firstRange(of: "RFF+ABE".utf8)).lowerBound
        let offset = input.utf8.distance(from: input.startIndex, to: byte)
        #expect(
            diagnostic.place
                == "segment 11 RFF of message 1, element 1, component 2 (byte \(offset))")
        #expect(diagnostic.problem == "element 1154 has 36 characters, 35 are allowed")
    }

    @Test("collects all faults, not just the first")
    func collects() throws {
        let input = EDIFACTFixture.interchange(
            EDIFACTFixture.message.filter { !$0.hasPrefix("BGM") } + ["XQZ+1"], tail: "UNZ+2+99")
        let codes = try readEDIFACT(input).first?.diagnostics.map(\.code)
        #expect(
            codes == [
                "edifact-missing-mandatory", "edifact-unknown-segment", "edifact-message-count",
                "edifact-control-ref",
            ])
    }

    @Test("hands over none of the messages when the last one is broken")
    func atomic() throws {
        let good = EDIFACTFixture.message.map { $0 + "'" }.joined() + "UNT+33+000001'"
        let head = "UNB+UNOC:3+A:ZZ+B:ZZ+260912:1200+77'"
        #expect(try readEDIFACT(head + good + good + "UNZ+2+77'").count == 2)
        let broken = try readEDIFACT(
            head + good + good.replacing("+33+", with: "+32+") + "UNZ+2+77'")
        #expect(broken.count == 1)
        #expect(broken.first?.content == nil)
    }
}
