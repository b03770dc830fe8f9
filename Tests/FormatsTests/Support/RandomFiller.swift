import Customs
import Formats

/// A small generator with a seed, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Fills every field a record lists, each with probability `density`, from a seed.
struct RandomFiller: FieldVisitor {
    var random: SeededGenerator
    var density: Double

    init(seed: UInt64, density: Double) {
        random = SeededGenerator(seed: seed)
        self.density = density
    }

    private mutating func chance() -> Bool { Double.random(in: 0..<1, using: &random) < density }

    private static let pieces = [
        "", "A", "x y", "\"quoted\"", "back\\slash", "line\nbreak", "tab\t", "\u{1}", "\u{0}",
        "Тошкент", "北京", "😀", "e\u{301}", "comma, semicolon;", "/", "\u{7F}", "\u{2028}",
        "a rather long text that does not fit into a small string",
    ]

    mutating func someText() -> String {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
    }

    mutating func someNumber() -> ExactDecimal {
        let spellings = [
            "0", "-0", "+5", "007", ".5", "5.", "12.50", "-1.000", "999999999999999999",
            "0.000000000000000001", "-0.0",
        ]
        let spelling =
            Bool.random(using: &random)
            ? spellings.randomElement(using: &random) ?? "1"
            : "\(Int.random(in: -99999...99999, using: &random)).\(Int.random(in: 0...999, using: &random))"
        return ExactDecimal(spelling) ?? ExactDecimal(0)
    }

    mutating func text(_ key: StaticString, _ value: inout String?) {
        if chance() { value = someText() }
    }
    mutating func texts(_ key: StaticString, _ value: inout [String]) {
        while value.count < 4, chance() { value.append(someText()) }
    }
    mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?) {
        if chance() { value = someNumber() }
    }
    mutating func money(_ key: StaticString, _ value: inout Money?) {
        if chance() { value = Money(someNumber(), chance() ? someText() : nil) }
    }
    mutating func quantity(_ key: StaticString, _ value: inout Quantity?) {
        if chance() { value = Quantity(someNumber(), chance() ? someText() : nil) }
    }
    mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {
        guard chance() else { return }
        let texts = ["20260904", "2026-09-04", "20240305121500Z", "2026-02-30", "260904", ""]
        var moment = WrittenDateTime(
            text: texts.randomElement(using: &random) ?? "",
            formatCode: chance() ? "102" : nil)
        if Int.random(in: 0..<4, using: &random) == 0 {
            moment.day = Bool.random(using: &random) ? CalendarDay("2031-12-31") : nil
        }
        value = moment
    }
    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String {
        guard chance(), let list = Word.self as? any CaseIterable.Type else { return }
        func pick<Cases: CaseIterable>(_ cases: Cases.Type) -> Word? {
            cases.allCases.randomElement(using: &random) as? Word
        }
        value = pick(list)
    }
    mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {
        guard chance() else { return }
        var part = Part()
        part.fields(&self)
        value = part
    }
    mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
        while value.count < 3, chance() {
            var part = Part()
            part.fields(&self)
            value.append(part)
        }
    }

    /// A record filled from a seed.
    static func make<Root: Record>(_ type: Root.Type, seed: UInt64, density: Double = 0.5) -> Root {
        var filler = RandomFiller(seed: seed, density: density)
        var root = Root()
        root.fields(&filler)
        return root
    }
}
