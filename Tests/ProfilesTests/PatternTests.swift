import Testing

@testable import Profiles

@Suite("Regular expressions")
struct PatternTests {
    static let cases: [(pattern: String, text: String, isMatch: Bool)] = [
        ("", "", true), ("ubb", "hubba", true), ("^ubb", "hubba", false), ("a$", "hubba", true),
        ("h.*b", "hubba", true), ("gr(a|e)y", "grey", true), ("^ba(na)*$", "banana", true),
        ("^(a|😀){2}$", "😀a", true), ("a+ñ+a+", "mañana", true), ("^[[:alpha:]]+$", "abcX", true),
        ("^[^a-c]+$", "xyz", true), ("^[^a-c]+$", "xaz", false), ("\\d{4}", "a2026", true),
        ("^\\d{4}$", "20261", false), ("^\\w+$", "a_1", true), ("\\bfoo\\b", "a foo b", true),
        ("\\bfoo\\b", "afoob", false), ("o\\Bo", "foo", true), ("(?i)ЖУК", "жук", true),
        ("(?i:A)b", "ab", true), ("(?i:A)b", "aB", false), ("a.c", "a\nc", false),
        ("(?s)a.c", "a\nc", true), ("^b$", "a\nb\nc", false), ("(?m)^b$", "a\nb\nc", true),
        ("\\Aab\\z", "ab", true), ("^a{2,3}$", "aa", true), ("^a{2,3}$", "aaaa", false),
        ("^a{2,}$", "aaaa", true), ("^a{,2}$", "a{,2}", true), ("x{", "x{", true),
        ("a{2", "a{2", true),
        ("^(a*)*$", "aaaa", true), ("^(a?){3}$", "aa", true), ("(a|b|)c", "c", true),
        ("\\pL\\p{Lu}", "aЯ", true), ("^\\p{Cyrillic}+$", "Тошкент", true), ("\\PL", "abc", false),
        ("\\x41\\x{1F431}", "A🐱", true), ("\\Qa.b\\E+", "a.bb", true), ("[]a]", "]", true),
        ("[a-]", "-", true), ("[\\]\\d]", "7", true), ("(?P<year>\\d+)-", "2026-", true),
        ("a*?b", "aab", true), ("\\.", "a", false), ("^$", "", true), ("^$", "a", false),
        ("\\101", "A", true), ("\\007", "\u{7}", true), ("[^\\n]", "\n", false),
        ("(|a)+b", "aab", true),
    ]

    @Test("match as RE2 does", arguments: cases)
    func matching(_ pattern: String, _ text: String, _ isMatch: Bool) throws {
        #expect(PatternMatcher(try Pattern(pattern)).matches(text) == isMatch)
    }

    @Test("agree with plain search on small words", arguments: 0..<4 as Range<UInt64>)
    func agreement(seed: UInt64) throws {
        // All words of up to five letters over {a, b}, against patterns with a known meaning.
        var words = [""]
        for _ in 0..<5 { words += words.flatMap { [$0 + "a", $0 + "b"] } }
        let meanings: [(String, (String) -> Bool)] = [
            ("^(ab)*$", { $0.replacing("ab", with: "").isEmpty }),
            ("aa", { $0.contains("aa") }),
            ("^a.*b$", { $0.count > 1 && $0.hasPrefix("a") && $0.hasSuffix("b") }),
            ("^[ab]{3}$", { $0.count == 3 }),
        ]
        let (pattern, meaning) = meanings[Int(seed)]
        let matcher = PatternMatcher(try Pattern(pattern))
        for word in words { #expect(matcher.matches(word) == meaning(word), "\(pattern) \(word)") }
    }

    @Test("stay within bounded memory when every character asks for a new state")
    func manyStates() throws {
        let matcher = PatternMatcher(try Pattern("(a|b)*a(a|b){14}c"))
        var random = SeededGenerator(7)
        let text = String(
            decoding: (0..<5_000).map { _ in random.next() % 2 == 0 ? 97 : 98 } as [UInt8],
            as: UTF8.self)
        #expect(!matcher.matches(text))
        #expect(matcher.matches(text + "a" + String(repeating: "b", count: 14) + "c"))
    }
}

extension PatternMatcher {
    /// A match without a bound on its cost.
    fileprivate func matches(_ text: String) -> Bool {
        var budget = Int.max
        return matches(text, budget: &budget)
    }
}
