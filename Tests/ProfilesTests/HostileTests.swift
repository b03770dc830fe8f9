import Testing

@testable import Profiles

@Suite("Hostile expressions")
struct HostileTests {
    static let deep: [(name: String, text: String)] = [
        ("parentheses", String(repeating: "(", count: 65_000)),
        (
            "closed parentheses",
            String(repeating: "(", count: 30_000) + "1" + String(repeating: ")", count: 30_000)
        ),
        ("lists", String(repeating: "[", count: 60_000)),
        ("maps", String(repeating: "{1:", count: 20_000)),
        ("minus", String(repeating: "-", count: 60_000) + "x"),
        ("not", String(repeating: "!", count: 60_000) + "true"),
        ("selections", "x" + String(repeating: ".a", count: 30_000)),
        ("indexes", "x" + String(repeating: "[0]", count: 20_000)),
        ("calls", String(repeating: "int(", count: 16_000)),
        ("receivers", "x" + String(repeating: ".f()", count: 16_000)),
        ("sums", "1" + String(repeating: "+1", count: 30_000)),
        ("conditions", String(repeating: "true?1:", count: 9_000) + "1"),
        ("relations", "1" + String(repeating: "==1", count: 20_000)),
        ("macros", String(repeating: "[1].all(x,", count: 6_000)),
        ("has", String(repeating: "has(", count: 16_000)),
    ]

    @Test("refuses deep nesting of every kind with a position", arguments: deep)
    func depth(_ name: String, _ text: String) {
        for checks in [true, false] {
            guard case .failure(let refused) = run(text, checks: checks) else {
                Issue.record("\(name) was accepted")
                continue
            }
            #expect(refused.code == "expression-too-deep", "\(name): \(refused.text)")
            #expect(refused.position != nil)
        }
    }

    @Test("refuses a hundred thousand parentheses")
    func longAndDeep() {
        let text = String(repeating: "(", count: 100_000)
        for limits in [
            ExpressionLimits(), ExpressionLimits(sourceBytes: 1 << 20, depth: 160, nodes: 20_000),
        ] {
            #expect(throws: ExpressionFailure.self) {
                try Program.compile(text, in: Environment(), limits: limits)
            }
        }
    }

    @Test("refuses a megabyte before reading it")
    func length() {
        let text = "1" + String(repeating: " || true", count: 131_072)
        guard case .failure(let refused) = run(text) else {
            Issue.record("a megabyte was accepted")
            return
        }
        #expect(refused.code == "expression-too-long")
        #expect(refused.position?.offset == 65_536)
    }

    @Test("takes long rows of && and ||, and refuses more parts than the limit")
    func parts() throws {
        let row = Array(repeating: "false", count: 5_000).joined(separator: " || ") + " || true"
        #expect(written(try run(row).get()) == "bool true")
        guard case .failure(let refused) = run(Array(repeating: "1", count: 25_000).description)
        else {
            return
        }
        #expect(["expression-too-large", "expression-too-long"].contains(refused.code))
    }

    static let costly: [String] = [
        "[0,1,2,3,4,5,6,7].all(a, [0,1,2,3,4,5,6,7].all(b, [0,1,2,3,4,5,6,7].all(c, "
            + "[0,1,2,3,4,5,6,7].all(d, [0,1,2,3,4,5,6,7].all(e, [0,1,2,3,4,5,6,7].all(f, "
            + "[0,1,2,3,4,5,6,7].all(g, [0,1,2,3,4,5,6,7].all(h, 1/0 == 1))))))))",
        Self.doubling("x + x", start: "'0123456789abcdef'", count: 40),
        Self.doubling("x + x", start: "[1, 2]", count: 40),
        Self.doubling("[x, x]", start: "[1]", count: 40) + " == "
            + Self.doubling("[x, x]", start: "[1]", count: 40),
        "'%s'.format([" + Self.doubling("[x, x]", start: "[1]", count: 40) + "])",
        Self.doubling("x.replace('', x)", start: "'ab'", count: 10) + ".size()",
        Self.doubling("x.split('').join(x)", start: "'abcdef'", count: 10) + ".size()",
        Self.doubling("x + x", start: "'ab'", count: 8)
            + ".matches('(a|b)*a(a|b){200}(a|b){200}c') || "
            + Self.doubling("x + x", start: "'ab'", count: 14)
            + ".matches('(a|b){400}c') || " + Self.doubling("x + x", start: "'ab'", count: 14)
            + ".matches('(a*)*(b*)*c')" + " || "
            + Self.doubling("x + x", start: "'ab'", count: 30) + ".matches('(a|b)*c')",
    ]

    private static func doubling(_ step: String, start: String, count: Int) -> String {
        let body = (0..<count).reduce("x") { inner, _ in "cel.bind(x, \(step), \(inner))" }
        return "cel.bind(x, \(start), \(body))"
    }

    @Test("stops what would take forever or fill the memory", arguments: costly)
    func cost(_ expression: String) {
        guard case .failure(let refused) = run(expression, costLimit: 50_000) else {
            Issue.record("a value came out")
            return
        }
        #expect(refused.code == "cost-exceeded", "\(refused.text)")
    }

    static let patterns: [String] = [
        "((((a{1000}){1000}){1000}){1000})", "((){1000}){1000}{1000}", "(((){1000}){1000}){1000}",
        "(" + String(repeating: "(", count: 3000), String(repeating: "(a|", count: 1000),
        "[z-a]", "[", "a**b{2}{3}{4}{5}", "\\", "(?<a", "(?P=a)", "a{1001}", "[[:nope:]]",
        "\\p{Nope}",
        String(repeating: "a", count: 5000),
    ]

    @Test("refuses patterns that are wrong or too large", arguments: patterns)
    func pattern(_ text: String) {
        #expect(throws: PatternFailure.self) { try Pattern(text) }
    }

    @Test("refuses patterns that are only together too large")
    func manyPatterns() throws {
        let text = Array(repeating: "'a'.matches('(a{900}){9}')", count: 2000)
            .joined(separator: " || ")
        guard case .failure(let refused) = run(text) else {
            Issue.record("all patterns were taken")
            return
        }
        #expect(refused.code == "expression-pattern")
        guard case .failure(let failed) = run(text, checks: false, costLimit: 20_000) else {
            Issue.record("all patterns were taken")
            return
        }
        #expect(failed.code == "cost-exceeded")
        #expect(throws: PatternFailure.self) {
            try Pattern("(?i)" + String(repeating: "[\u{100}-\u{fff}]", count: 600))
        }
    }

    @Test("survives every cut and many changes of expressions", arguments: [1, 2, 3] as [UInt64])
    func mutations(seed: UInt64) throws {
        let samples = LanguageTests.equal.map(\.0) + LanguageTests.refused.map(\.0)
        let letters = Array("(){}[]'\"\\.,?:!&|+-*/%<>= \n\u{0}aré0u1xr`".unicodeScalars)
        var random = SeededGenerator(seed)
        for sample in samples {
            let scalars = Array(sample.unicodeScalars)
            for end in scalars.indices where seed == 1 {
                _ = run(String(String.UnicodeScalarView(scalars[..<end])), checks: end % 2 == 0)
            }
            var changed = scalars
            for _ in 0..<4 {
                let place = Int(random.next() % UInt64(changed.count + 1))
                let letter = letters[Int(random.next() % UInt64(letters.count))]
                if random.next() % 2 == 0 || place == changed.count {
                    changed.insert(letter, at: place)
                } else {
                    changed[place] = letter
                }
                _ = run(String(String.UnicodeScalarView(changed)), checks: random.next() % 2 == 0)
            }
        }
    }
}

/// A small generator with a seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
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
