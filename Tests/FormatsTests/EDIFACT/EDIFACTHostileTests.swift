import Customs
import Testing

@testable import Formats

@Suite("EDIFACT hostile inputs", .serialized)
struct EDIFACTHostileTests {
    @Test("an interchange cut at any byte is refused, and said to be cut")
    func cut() throws {
        let whole = Array(EDIFACTFixture.interchange(lineEnd: "\n").utf8)
        for length in 0..<whole.count - 2 {
            let documents = try readEDIFACT(Array(whole[..<length]))
            #expect(documents.count == 1 && documents[0].content == nil, "cut at \(length)")
            #expect(
                length == 0 || documents[0].diagnostics.contains { $0.code == "edifact-truncated" },
                "cut at \(length)")
        }
    }

    @Test("flipped bytes never crash, and nothing is taken in part", arguments: 0..<4)
    func flips(seed: Int) throws {
        var random = SeededBits(UInt64(seed))
        let message = EDIFACTFixture.message.map { $0 + "'" }.joined() + "UNT+33+000001'"
        let whole = Array(
            ("UNA:+.? 'UNB+UNOY:4+A:ZZ+B:ZZ+20260912:1200+77'" + message + message + "UNZ+2+77'")
                .utf8)
        for _ in 0..<100 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            let documents = try readEDIFACT(bytes)
            let accepted = documents.filter { $0.content != nil }.count
            #expect(accepted == 2 && documents.count == 2 || accepted == 0 && documents.count == 1)
        }
    }

    @Test("random bytes after a valid start never crash", arguments: 0..<4)
    func noise(seed: Int) throws {
        var random = SeededBits(UInt64(seed) &+ 100)
        let start = Array("UNB+UNOC:3+A:ZZ+B:ZZ+260912:1200+77'UNH+1+CUSDEC:D:96B:UN:TMG001'".utf8)
        let alphabet = Array("UNHTZBGMCSTLOC+:'?19\r\n\0\u{7F}".utf8)
        for _ in 0..<50 {
            let noise = (0..<600).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let documents = try readEDIFACT(start + noise)
            #expect(documents.count == 1 && documents[0].content == nil)
        }
    }

    @Test(
        "floods of separators and release characters are refused quickly",
        arguments: ["+", "?", ":", "??", "'", "+:", "A", "\n", "\0", "UNH+'"])
    func floods(unit: String) throws {
        let head = "UNB+UNOC:3+A:ZZ+B:ZZ+260912:1200+77'UNH+1+CUSDEC:D:96B:UN:TMG001'BGM+929+"
        var flood = Array(unit.utf8)
        while flood.count < 10_000_000 { flood += flood }
        let bytes = Array(head.utf8) + flood
        let clock = ContinuousClock()
        var documents: [ReadDocument] = []
        let time = try clock.measure { documents = try readEDIFACT(bytes) }
        #expect(documents.count == 1 && documents[0].content == nil)
        #expect(documents[0].diagnostics.count <= Diagnostic.countMax)
        #expect(time < .seconds(20))
    }

    @Test("a message of 100,000 segments is judged, not feared")
    func manySegments() throws {
        let item = EDIFACTFixture.message.filter {
            $0.hasPrefix("CST+1") || $0.hasPrefix("FTX+AAA")
        }
        let start = EDIFACTFixture.message.prefix {
            $0 != "CST+1+0808108000:122:ZZZ+4000:117:ZZZ+100:116:ZZZ"
        }
        let items = (0..<50_000).flatMap { _ in item }
        let input = EDIFACTFixture.interchange(start + items + ["UNS+S"])
        let documents = try readEDIFACT(input)
        #expect(documents.first?.diagnostics.first?.code == "edifact-too-many-repeats")
        #expect(documents.first?.diagnostics.count == Diagnostic.countMax)
        let allowed = try readEDIFACT(
            EDIFACTFixture.interchange(start + items.prefix(2 * 9_999) + ["UNS+S"]))
        #expect(allowed.first?.isAccepted == true)
    }

    @Test("keeps to the limits on interchanges and segments")
    func limits() throws {
        var limits = ReadingLimits()
        limits.interchangeBytesMax = 200
        let bytes = Array(EDIFACTFixture.interchange().utf8)
        let large = try readEDIFACT(bytes, limits: limits)
        #expect(large.first?.diagnostics.last?.code == "edifact-too-large")
        var segment = ReadingLimits()
        segment.tagBytesMax = 64
        let long = try readEDIFACT(bytes, limits: segment)
        #expect(long.first?.diagnostics.first?.code == "edifact-too-long")
    }

    @Test("UTF-16 is told from EDIFACT")
    func utf16() throws {
        let bytes = EDIFACTFixture.interchange().utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        #expect(
            try readEDIFACT(bytes).first?.diagnostics.first?.code == "edifact-not-an-interchange")
    }
}
