import Testing

@testable import Names

@Suite struct NameIndexTests {
    private static let listed = [
        NameEntry(entity: "a1", cluster: "A", schema: .person, name: "MAVLONOV Akmalxoʻja"),
        NameEntry(entity: "a2", cluster: "A", schema: .person, name: "Akmal Usta", isWeak: true),
        NameEntry(entity: "b", cluster: "B", schema: .person, name: "KARIMOV, Botir Olimovich"),
        NameEntry(entity: "c", cluster: "C", schema: .organization, name: "Orient Sement MChJ"),
        NameEntry(entity: "d", cluster: "D", schema: .vessel, name: "HYOK SIN 2"),
        NameEntry(entity: "e", cluster: "E", schema: .airplane, name: "EP-MOR"),
        NameEntry(entity: "f", cluster: "F", schema: .person, name: "KANG MUN KIL"),
    ]

    private func top(
        _ query: String, _ schema: NameSchema, in index: NameIndex
    ) throws -> NameHit? {
        var searcher = NameSearcher(index)
        return try searcher.search(query, schema: schema, top: 3).first
    }

    @Test(
        "finds a listed name under other spellings",
        arguments: [
            ("Акмалходжа Мавлонов", NameSchema.person, "A"), ("Akmalhuja Mavlonov", .person, "A"),
            ("Каримов Б.", .person, "B"), ("Botir Karimow", .person, "B"),
            ("ООО \"Ориент-Семент\"", .organization, "C"), ("ORIENTSEMENT LLC", .organization, "C"),
            ("MV Hyok Sin 2", .vessel, "D"), ("EP MOR", .airplane, "E"),
            ("KANG MUNKIL", .person, "F"),
        ])
    func findsSpellings(query: String, schema: NameSchema, cluster: String) throws {
        let hit = try #require(try top(query, schema, in: NameIndex(Self.listed)))
        #expect(hit.entry.cluster == cluster)
        #expect(hit.score >= NameComparer.threshold)
    }

    @Test("another number is another ship")
    func otherNumber() throws {
        let hit = try top("HYOK SIN 3", .vessel, in: NameIndex(Self.listed))
        #expect((hit?.score ?? 0) < NameComparer.threshold)
    }

    @Test("a hit on a weak alias weighs less")
    func weakAlias() throws {
        let hit = try #require(try top("Akmal Usta", .person, in: NameIndex(Self.listed)))
        #expect(hit.score < 1)
        #expect(hit.entry.isWeak)
    }

    @Test("finds what was added, no longer what was removed, without touching the old value")
    func changes() throws {
        let first = NameIndex(Self.listed)
        let second = first.adding([
            NameEntry(entity: "g", cluster: "G", schema: .person, name: "Usmanov Sherzod")
        ])
        let third = second.removing(entities: ["b"])
        #expect(try top("Шерзод Усманов", .person, in: first) == nil)
        #expect(try top("Шерзод Усманов", .person, in: second)?.entry.cluster == "G")
        #expect(try top("Karimov Botir", .person, in: second)?.entry.cluster == "B")
        #expect(try top("Karimov Botir", .person, in: third) == nil)
        #expect(third.count == Self.listed.count)
        let merged = third.compacted()
        #expect(Set(merged.entries) == Set(third.entries))
        #expect(try top("Шерзод Усманов", .person, in: merged)?.entry.cluster == "G")
    }

    @Test("an empty list finds nothing")
    func emptyList() throws {
        #expect(try top("Karimov", .person, in: NameIndex([])) == nil)
    }

    @Test("a listed name beyond the limits is reported, not lost silently")
    func refusedEntries() {
        let long = String(repeating: "a ", count: 3_000)
        let index = NameIndex([
            NameEntry(entity: "x", cluster: "X", schema: .person, name: long),
            NameEntry(entity: "y", cluster: "Y", schema: .person, name: "..."),
        ])
        #expect(index.count == 0)
        #expect(index.refused.map(\.refusal.code) == [.textTooLong, .noWords])
    }

    @Test("threads share one index and get the same answers")
    func shared() async throws {
        let index = NameIndex(Self.listed)
        let answers = try await withThrowingTaskGroup(of: [NameHit].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var searcher = NameSearcher(index)
                    return try searcher.search("Botir Karimov", schema: .person, top: 5)
                }
            }
            return try await group.reduce(into: [[NameHit]]()) { $0.append($1) }
        }
        #expect(Set(answers).count == 1)
    }

    @Test("finds what comparing with every name finds", arguments: [51] as [UInt64])
    func recall(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let entries = (0..<1_500).map { number in
            NameEntry(
                entity: "\(number)", cluster: "\(number)",
                schema: number.isMultiple(of: 2) ? .person : .organization,
                name: (number.isMultiple(of: 2)
                    ? SampleWords.person(&random) : SampleWords.company(&random))
                    + " " + Self.telling(&random))
        }
        var searcher = NameSearcher(NameIndex(entries))
        var expected = 0
        var found = 0
        for entry in entries.prefix(120) {
            let query = Self.misspelled(entry.name, &random)
            let all = try searcher.searchAll(
                query, schema: entry.schema, top: 10, minimum: ScoringRules.threshold)
            let hits = try searcher.search(query, schema: entry.schema, top: 60)
            expected += all.count
            found += all.count { hit in hits.contains { $0.entry.cluster == hit.entry.cluster } }
        }
        #expect(expected >= 110)
        #expect(Double(found) >= 0.97 * Double(expected), "\(found) of \(expected)")
    }

    private static func telling(_ random: inout SplitMix) -> String {
        let syllables = ["ba", "ri", "mon", "tash", "kul", "der", "so", "vin", "gar", "el", "pu"]
        return (0..<3).map { _ in SampleWords.pick(syllables, &random) }.joined()
    }

    private static func misspelled(_ name: String, _ random: inout SplitMix) -> String {
        var letters = Array(name)
        let place = Int.random(in: 0..<letters.count, using: &random)
        if letters[place].isLetter, letters[place].isASCII { letters[place] = "e" }
        return String(letters)
    }
}
