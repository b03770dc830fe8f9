/// Words whose part in a name is known beforehand: legal forms, titles, particles, numerals.
///
/// Keys are hashes of romanised letters for words of up to four letters, of the canonical fold for
/// longer ones, so that one entry covers all spellings in all scripts.
struct Lexicon: Sendable {
    struct Entry: Sendable {
        /// The word's kind in the names of persons.
        var person: WordKind = .name
        /// The word's kind in other names.
        var other: WordKind = .name
        /// The value of a numeral word, or -1.
        var number: Int16 = -1
        /// Marks the word before it as the father's name.
        var marksFather = false
        /// First word of at least one phrase in ``phrases``.
        var opensPhrase = false
    }

    /// A legal form of several words.
    struct Phrase: Sendable {
        let keys: [UInt32]
    }

    static let shared = Lexicon()

    private let entries: [UInt32: Entry]
    private let phrases: [UInt32: [Phrase]]
    private let expansions: [UInt32: [UInt8]]
    /// One bit per low hash bits: most words are decided without a look into the table.
    private let filter: [UInt64]
    private let expansionFilter: [UInt64]

    private init() {
        var entries: [UInt32: Entry] = [:]
        func mark(_ text: String, _ change: (inout Entry) -> Void) {
            for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                change(&entries[Self.key(String(word)), default: Entry()])
            }
        }
        mark(Self.honorifics) { $0.person = .honorific }
        mark(Self.particles) { $0.person = .particle }
        mark(Self.organizationParticles) { $0.other = .particle }
        mark(Self.legalForms) { $0.other = .legalForm }
        mark(Self.romanNumerals) { $0.other = .initial }
        mark(Self.vesselPrefixes) { $0.other = .particle }
        mark(Self.fatherMarks) {
            $0.person = .particle
            $0.marksFather = true
        }
        for (text, number) in Self.numerals { mark(text) { $0.number = number } }
        var phrases: [UInt32: [Phrase]] = [:]
        for line in Self.legalPhrases.split(separator: "\n") {
            let keys = line.split(separator: " ").map { Self.key(String($0)) }
            guard let first = keys.first else { continue }
            entries[first, default: Entry()].opensPhrase = true
            phrases[first, default: []].append(Phrase(keys: keys))
        }
        var filter = [UInt64](repeating: 0, count: 256)
        for key in entries.keys { filter[Int(key >> 6 & 255)] |= 1 << UInt64(key & 63) }
        var expansions: [UInt32: [UInt8]] = [:]
        for item in Self.abbreviations.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = item.split(separator: "=")
            guard parts.count == 2 else { continue }
            expansions[Letters.hash(String(parts[0]))] = Array(parts[1].utf8)
        }
        var expansionFilter = [UInt64](repeating: 0, count: 64)
        for key in expansions.keys { expansionFilter[Int(key >> 6 & 63)] |= 1 << UInt64(key & 63) }
        self.expansions = expansions
        self.expansionFilter = expansionFilter
        self.entries = entries
        self.phrases = phrases.mapValues { $0.sorted { $0.keys.count > $1.keys.count } }
        self.filter = filter
    }

    /// What is known of a word, by its key.
    func entry(_ key: UInt32) -> Entry? {
        guard filter[Int(key >> 6 & 255)] >> UInt64(key & 63) & 1 == 1 else { return nil }
        return entries[key]
    }

    /// Whether an abbreviation may have this hash; false is certain.
    func mayExpand(_ hash: UInt32) -> Bool {
        expansionFilter[Int(hash >> 6 & 63)] >> UInt64(hash & 63) & 1 == 1
    }

    /// The written-out form of an abbreviation, by the hash of its letters.
    func expansion(_ hash: UInt32) -> [UInt8]? { expansions[hash] }

    /// The phrases that begin with a word, longest first.
    func phrases(opening key: UInt32) -> [Phrase] { phrases[key] ?? [] }

    /// The key of a word given in romanised letters.
    static func key(_ roman: String) -> UInt32 {
        var bytes = Array(roman.utf8)
        if bytes.count > 4 {
            var folded: [UInt8] = []
            bytes.withUnsafeBufferPointer { CanonicalFold.append($0, to: &folded) }
            bytes = folded
        }
        return bytes.withUnsafeBufferPointer { Letters.hash($0) }
    }
}
