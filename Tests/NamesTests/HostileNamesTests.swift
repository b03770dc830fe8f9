import Testing

@testable import Names

@Suite struct HostileNamesTests {
    /// The promise is 50 ms in a release build on a quiet machine; a debug build under load gets more.
    private static let patience: Duration = .seconds(2)

    private static let index: NameIndex = {
        var random = SplitMix(seed: 99)
        return NameIndex(
            (0..<3_000).map { number in
                NameEntry(
                    entity: "\(number)", cluster: "\(number)",
                    schema: number.isMultiple(of: 2) ? .person : .organization,
                    name: number.isMultiple(of: 2)
                        ? SampleWords.person(&random) : SampleWords.company(&random))
            })
    }()

    struct Text: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
    }

    private static let texts = [
        Text(
            testDescription: "a megabyte of letters", text: String(repeating: "a", count: 1 << 20)),
        Text(testDescription: "ten thousand words", text: String(repeating: "ab ", count: 10_000)),
        Text(
            testDescription: "a flood of combining marks",
            text: "a" + String(repeating: "\u{0301}", count: 500_000)),
        Text(
            testDescription: "combining marks within the limit",
            text: "a" + String(repeating: "\u{0301}", count: 2_000) + " b"),
        Text(testDescription: "one word at the limit", text: String(repeating: "x", count: 4_096)),
        Text(
            testDescription: "the most words, all common",
            text: (0..<64).map { SampleWords.given[$0 % SampleWords.given.count] }
                .joined(separator: " ")),
        Text(testDescription: "single letters", text: String(repeating: "a.", count: 64)),
        Text(testDescription: "digits", text: String(repeating: "1 ", count: 64)),
        Text(
            testDescription: "every script",
            text: "Aбγდ א ب अ ก ກ မ አ ខ 漢 か カ 한 ᠮ Ꭰ ᚠ 𐌰 𝒜 😀 \u{202E}abc\u{0000}"),
        Text(testDescription: "only marks", text: "\u{0301}\u{0302}'’ʻ"),
        Text(testDescription: "nothing", text: ""),
    ]

    @Test("answers or refuses any text quickly", arguments: texts)
    func searches(text: Text) {
        var searcher = NameSearcher(Self.index)
        let clock = ContinuousClock()
        for schema in NameSchema.allCases {
            let spent = clock.measure {
                do throws(NameRefusal) {
                    let hits = try searcher.search(text.text, schema: schema, top: 10)
                    #expect(hits.count <= 10)
                } catch {
                    #expect(!error.remedy.isEmpty)
                }
            }
            #expect(spent < Self.patience)
        }
    }

    @Test("compares any two texts quickly", arguments: texts)
    func compares(text: Text) {
        var comparer = NameComparer()
        let spent = ContinuousClock().measure {
            for other in Self.texts {
                do throws(NameRefusal) {
                    let score = try comparer.score(text.text, other.text, schema: .unknown)
                    #expect((0...1).contains(score))
                } catch {
                    #expect(!error.problem.isEmpty)
                }
            }
        }
        #expect(spent < Self.patience)
    }

    @Test("refuses text above the documented length and says so")
    func refuses() {
        var comparer = NameComparer()
        #expect(throws: NameRefusal.self) {
            try comparer.score(String(repeating: "a", count: 5_000), "b", schema: .person)
        }
        do throws(NameRefusal) {
            _ = try comparer.score(String(repeating: "a b ", count: 40), "b", schema: .person)
            Issue.record("eighty words were accepted")
        } catch {
            #expect(error.code == .tooManyWords)
        }
    }
}
