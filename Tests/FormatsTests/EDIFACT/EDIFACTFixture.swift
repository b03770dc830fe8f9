import Customs

@testable import Formats

/// Self-made documents for tests, small and with every field the profile has.
enum EDIFACTFixture {
    static let message = [
        "UNH+000001+CUSDEC:D:96B:UN:TMG001", "BGM+929+A1000001+9", "CST++IM4:105:ZZZ",
        "LOC+22+UZ26001:113:ZZZ", "LOC+35+KZ:162:5", "DTM+137:20260912:102",
        "MEA+AAE+AAD+KGM:120.500", "EQD+CN+ABCU1234560+22G1:102:5", "SEL+S1+CA",
        "FTX+AAI+++ABCU1234560:S1", "RFF+ABE:L1", "RFF+BM:BL1", "DTM+171:20260901:102",
        "NAD+EX+123456789:167:ZZZ++ALMA TRADE LLP+1 ABAY ST.+ALMATY++050000+KZ", "TOD+3++CIP:106:6",
        "LOC+1+:::TASHKENT", "MOA+39:1500.25:USD", "UNS+D",
        "CST+1+0808108000:122:ZZZ+4000:117:ZZZ+100:116:ZZZ", "FTX+AAA+++FRESH APPLES",
        "LOC+27+KZ:162:5", "MEA+AAE+AAF+KGM:110.000", "PAC+20++CT:67:6", "PCI+28+N/M",
        "MOA+38:1500.25:USD", "DOC+380+INV 7", "DTM+137:20260905:102", "TAX+1+VAT+++:::12",
        "MOA+55:180.03:USD", "UNS+S", "CNT+5:1", "CNT+11:20",
    ]

    /// An interchange of one message, from its segments without UNT; the counts are made to fit.
    static func interchange(
        _ segments: [String] = message, head: String = "UNB+UNOC:3+A:ZZ+B:ZZ+260912:1200+77",
        lineEnd: String = "", tail: String? = nil
    ) -> String {
        let all = [head] + segments + ["UNT+\(segments.count + 1)+000001", tail ?? "UNZ+1+77"]
        return all.map { $0 + "'" + lineEnd }.joined()
    }

    /// The message with one segment changed; nil leaves it out.
    static func changing(_ segment: String, to other: String?...) -> String {
        interchange(
            message.flatMap { $0 == segment ? other.compactMap { $0 } : [$0] })
    }

    static func declaration() throws -> Declaration {
        guard case .declaration(let declaration)? = try readEDIFACT(interchange()).first?.content
        else { return Declaration() }
        return declaration
    }
}

/// SplitMix64, so that a failing case can be made again from its seed.
struct SeededBits: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
