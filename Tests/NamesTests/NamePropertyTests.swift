import Testing

@testable import Names

@Suite struct NamePropertyTests {
    @Test("symmetric, within bounds, and 1 on itself", arguments: [1, 2, 3] as [UInt64])
    func symmetric(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var comparer = NameComparer()
        for _ in 0..<400 {
            let isPerson = Bool.random(using: &random)
            let schema: NameSchema = isPerson ? .person : .organization
            let one = isPerson ? SampleWords.person(&random) : SampleWords.company(&random)
            let two = isPerson ? SampleWords.person(&random) : SampleWords.company(&random)
            let forward = try comparer.score(one, two, schema: schema)
            #expect(try comparer.score(two, one, schema: schema) == forward, "\(one) | \(two)")
            #expect((0...1).contains(forward))
            #expect(try comparer.score(one, one, schema: schema) == 1, "\(one)")
        }
    }

    @Test("the order of a person's words does not matter", arguments: [11, 12] as [UInt64])
    func orderFree(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var comparer = NameComparer()
        for _ in 0..<200 {
            let name = SampleWords.person(&random)
            let words = name.split(separator: " ").map(String.init).shuffled(using: &random)
            let shuffled = words.joined(separator: " ")
            #expect(try comparer.score(name, shuffled, schema: .person) == 1, "\(name)|\(shuffled)")
        }
    }

    @Test("names with different numbers never match", arguments: [21, 22] as [UInt64])
    func numbersDecide(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var comparer = NameComparer()
        for _ in 0..<200 {
            let words = [
                SampleWords.pick(SampleWords.firm, &random),
                SampleWords.pick(SampleWords.firm, &random),
            ].joined(separator: " ")
            let first = Int.random(in: 1...500, using: &random)
            let second = first + Int.random(in: 1...500, using: &random)
            for schema in [NameSchema.organization, .vessel, .unknown] {
                let value = try comparer.score(
                    "\(words) \(first)", "\(words) No. \(second)", schema: schema)
                #expect(value < NameComparer.threshold, "\(words) \(first) \(second)")
            }
        }
    }

    @Test("Cyrillic spellings in Latin letters stay close", arguments: [31] as [UInt64])
    func transliterations(seed: UInt64) throws {
        let systems: [[Character: String]] = [
            [
                "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "ю": "yu", "я": "ya",
                "й": "y",
            ],
            ["ж": "j", "х": "x", "ц": "c", "ч": "ch", "ш": "sh", "ю": "iu", "я": "ia", "й": "i"],
            ["ж": "ž", "х": "h", "ц": "c", "ч": "č", "ш": "š", "ю": "ju", "я": "ja", "й": "j"],
        ]
        let plain = Dictionary(
            uniqueKeysWithValues: zip(
                "абвгдеёзиклмнопрстуфыэьъ",
                [
                    "a", "b", "v", "g", "d", "e", "e", "z", "i", "k", "l", "m", "n", "o", "p", "r",
                    "s", "t", "u", "f", "y", "e", "", "",
                ]))
        let names = [
            "михаил жуков", "юрий чайка", "шухрат хамидов", "яна цветкова", "сергей щукин",
            "николай хрущев", "айгуль джумабаева", "хуршид юлдашев",
        ]
        var comparer = NameComparer()
        for name in names {
            for system in systems {
                let latin = name.map { letter in
                    letter == "щ" ? "shch" : system[letter] ?? plain[letter] ?? String(letter)
                }.joined()
                let value = try comparer.score(name, latin, schema: .person)
                #expect(value >= NameComparer.threshold, "\(name) \(latin)")
            }
        }
    }

    @Test("bytes of any kind never break the parser", arguments: [41, 42] as [UInt64])
    func anyBytes(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var parser = NameParser()
        var name = ParsedName()
        var parsed = 0
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...60, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            bytes.withUnsafeBufferPointer { text in
                do throws(NameRefusal) {
                    try parser.parse(text, schema: .unknown, into: &name)
                    parsed += 1
                } catch {
                    #expect(error.code == .noWords)
                }
            }
            #expect(name.words.count <= NameLimits.wordsMax)
        }
        #expect(parsed > 1_000)
    }
}
