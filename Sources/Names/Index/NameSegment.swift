/// An immutable block of listed names: a vocabulary of words, the names as rows of word numbers,
/// postings from words to names, and keys from spellings to words.
final class NameSegment: Sendable {
    /// One row per name.
    struct Row: Sendable {
        /// First of the name's words in ``NameSegment/rowWords``.
        var wordStart: UInt32
        var wordCount: UInt8
        var schema: NameSchema
        var isWeak: Bool
        var entity: UInt32
        var cluster: UInt32
        /// Sums of the words' weights, for the estimate of a score.
        var weight: Float
        var omission: Float
    }

    /// One word of a name.
    struct RowWord: Sendable {
        var word: UInt32
        var kind: WordKind
        var isAside: Bool
    }

    /// Weights of a vocabulary word in persons' and in other names.
    struct VocabularyWeight: Sendable {
        var person: Float
        var other: Float
    }

    let rows: [Row]
    /// The rows' weights in sixteenths, rounded down: small enough to stay near the processor.
    private let roughWeights: [UInt8]
    let rowWords: [RowWord]
    let vocabulary: [Word]
    let vocabularyWeights: [VocabularyWeight]
    let forms: [WordForm]
    let bytes: [UInt8]
    let postingStarts: [UInt32]
    let postings: [UInt32]
    let keys: KeyTable
    let texts: TextArena
    let entities: TextArena
    let clusters: TextArena

    init(
        _ draft: consuming NameSegmentDraft, weights: WordWeights, rules: ScoringRules
    ) {
        let vocabularyWeights = draft.vocabularyWeights(weights, rules)
        var rows = draft.rows
        for index in rows.indices {
            draft.weigh(&rows[index], vocabularyWeights, rules)
        }
        (postingStarts, postings) = draft.makePostings()
        keys = draft.makeKeys()
        self.rows = rows
        roughWeights = rows.map { UInt8(min(255, max(0, $0.weight) * 16)) }
        self.vocabularyWeights = vocabularyWeights
        rowWords = draft.rowWords
        vocabulary = draft.vocabulary
        forms = draft.arena.forms
        bytes = draft.arena.bytes
        texts = draft.texts
        entities = draft.entities.texts
        clusters = draft.clusters.texts
    }

    /// A weight that a row has at least, for bounds.
    @inline(__always)
    func leastWeight(_ row: Int) -> Float { Float(roughWeights[row]) / 16 }

    /// The listed name of a row.
    func entry(_ row: Int) -> NameEntry {
        let place = rows[row]
        return NameEntry(
            entity: entities[Int(place.entity)], cluster: clusters[Int(place.cluster)],
            schema: place.schema, name: texts[row], isWeak: place.isWeak)
    }
}

/// A segment while names are still being added.
struct NameSegmentDraft: Sendable {
    private(set) var rows: [NameSegment.Row] = []
    private(set) var rowWords: [NameSegment.RowWord] = []
    private(set) var vocabulary: [Word] = []
    private(set) var arena = ParsedName()
    private(set) var texts = TextArena()
    private(set) var entities = TextInterner()
    private(set) var clusters = TextInterner()
    private(set) var counter = WordWeights.Counter()
    private var numbers: [UInt64: UInt32] = [:]
    private var parser = NameParser()
    private var parsed = ParsedName()

    /// Adds a listed name; throws what the parser refuses.
    mutating func add(_ entry: NameEntry) throws(NameRefusal) {
        try parser.parse(entry.name, schema: entry.schema, into: &parsed)
        let start = rowWords.count
        counter.addName(schema: entry.schema)
        for word in parsed.words {
            let number = intern(word)
            rowWords.append(
                NameSegment.RowWord(word: number, kind: word.kind, isAside: word.isAside))
            if word.kind == .name || word.kind == .patronymic {
                counter.addWord(parsed.forms[Int(word.formStart) + 1].hash, schema: entry.schema)
            }
        }
        rows.append(
            NameSegment.Row(
                wordStart: UInt32(start), wordCount: UInt8(parsed.words.count),
                schema: entry.schema, isWeak: entry.isWeak,
                entity: entities.number(of: entry.entity),
                cluster: clusters.number(of: entry.cluster), weight: 0, omission: 0))
        texts.append(entry.name)
    }

    /// The vocabulary number of a word; words with the same letters and readings share one.
    private mutating func intern(_ word: Word) -> UInt32 {
        var key: UInt64 = 14_695_981_039_346_656_037
        for index in 0..<Int(word.formCount) {
            let form = parsed.forms[Int(word.formStart) + index]
            key = (key ^ UInt64(form.hash)) &* 1_099_511_628_211
            key = (key ^ UInt64(form.count)) &* 1_099_511_628_211
        }
        key = (key ^ UInt64(word.numberHash)) &* 1_099_511_628_211
        if let known = numbers[key] { return known }
        var copy = word
        copy.formStart = UInt32(arena.forms.count)
        for index in 0..<Int(word.formCount) {
            var form = parsed.forms[Int(word.formStart) + index]
            let start = Int(form.start)
            form.start = UInt32(arena.bytes.count)
            arena.bytes.append(contentsOf: parsed.bytes[start..<start + Int(form.count)])
            arena.forms.append(form)
        }
        let number = UInt32(vocabulary.count)
        vocabulary.append(copy)
        numbers[key] = number
        return number
    }

    func vocabularyWeights(
        _ weights: WordWeights, _ rules: ScoringRules
    ) -> [NameSegment.VocabularyWeight] {
        vocabulary.map { word in
            let fold = arena.forms[Int(word.formStart) + 1].hash
            let factor = rules.lengthFactor(arena.forms[Int(word.formStart)].count)
            return NameSegment.VocabularyWeight(
                person: weights.weight(fold, isPersonal: true) * factor,
                other: weights.weight(fold, isPersonal: false) * factor)
        }
    }

    func weigh(
        _ row: inout NameSegment.Row, _ weights: [NameSegment.VocabularyWeight],
        _ rules: ScoringRules
    ) {
        let start = Int(row.wordStart)
        for place in rowWords[start..<start + Int(row.wordCount)] {
            let known = weights[Int(place.word)]
            let base = row.schema.isPersonal ? known.person : known.other
            let (weight, omission) = rules.weights(
                of: place.kind, telling: base, isPersonal: row.schema.isPersonal)
            row.weight += weight
            row.omission += place.isAside ? omission * rules.asideOmission : omission
        }
    }

    /// Postings by vocabulary word, in rising row order, each row once per word.
    func makePostings() -> ([UInt32], [UInt32]) {
        var starts = [UInt32](repeating: 0, count: vocabulary.count + 1)
        for place in rowWords { starts[Int(place.word) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        var postings = [UInt32](repeating: 0, count: rowWords.count)
        for (index, row) in rows.enumerated() {
            let start = Int(row.wordStart)
            for place in rowWords[start..<start + Int(row.wordCount)] {
                postings[Int(next[Int(place.word)])] = UInt32(index)
                next[Int(place.word)] += 1
            }
        }
        return (starts, postings)
    }

    func makeKeys() -> KeyTable {
        var entries: [UInt64] = []
        entries.reserveCapacity(vocabulary.count * 16)
        var keys = WordKeys()
        arena.forms.withUnsafeBufferPointer { forms in
            arena.bytes.withUnsafeBufferPointer { bytes in
                for (number, word) in vocabulary.enumerated() {
                    keys.collect(word, forms: forms, bytes: bytes)
                    for key in keys.keys { entries.append(UInt64(key) << 32 | UInt64(number)) }
                }
            }
        }
        return KeyTable(entries)
    }
}
