/// How telling each word is: 1 for words met once, near the floor for words met everywhere.
///
/// A flat open-addressing table from the hash of a canonical fold to a weight, separately for
/// persons and for other names. Words not in the table are fully telling.
package struct WordWeights: Sendable {
    private var keys: [UInt64] = []
    private var weights: [Float] = []
    private var mask = 0

    /// Counts how many names hold a word.
    struct Counter: Sendable {
        fileprivate var counts: [UInt64: UInt32] = [:]
        private(set) var personNames: UInt32 = 0
        private(set) var otherNames: UInt32 = 0

        mutating func addName(schema: NameSchema) {
            if schema.isPersonal { personNames += 1 } else { otherNames += 1 }
        }

        mutating func addWord(_ foldHash: UInt32, schema: NameSchema, count: UInt32 = 1) {
            counts[WordWeights.key(foldHash, schema), default: 0] += count
        }

        mutating func addNames(persons: UInt32, others: UInt32) {
            personNames += persons
            otherNames += others
        }
    }

    /// Weights learned from counts: `(log(N / df) / log N) ^ exponent`, floored.
    ///
    /// Source of the form: inverse document frequency, Spärck Jones 1972, scaled to 0…1.
    init(_ counter: Counter, rules: ScoringRules) {
        let frequent = counter.counts.filter { $0.value > 1 }
        var capacity = 16
        while capacity < frequent.count * 2 { capacity *= 2 }
        keys = [UInt64](repeating: 0, count: capacity)
        weights = [Float](repeating: 1, count: capacity)
        mask = capacity - 1
        for (key, count) in frequent {
            let isPersonal = key & 1 == 1
            let names = isPersonal ? counter.personNames : counter.otherNames
            let exponent = isPersonal ? rules.personFrequency : rules.otherFrequency
            let total = Logarithm.natural(Double(max(names, 100)))
            let telling = max(0, total - Logarithm.natural(Double(count))) / total
            let weight = Logarithm.power(telling, Double(exponent))
            insert(key, max(rules.weightFloor, Float(weight)))
        }
    }

    private mutating func insert(_ key: UInt64, _ weight: Float) {
        var slot = Self.slot(key) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        keys[slot] = key
        weights[slot] = weight
    }

    /// The weight of a word with this canonical fold.
    func weight(_ foldHash: UInt32, isPersonal: Bool) -> Float {
        let key = UInt64(foldHash) << 2 | 2 | (isPersonal ? 1 : 0)
        var slot = Self.slot(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return weights[slot] }
            slot = (slot + 1) & mask
        }
        return 1
    }

    private static func key(_ foldHash: UInt32, _ schema: NameSchema) -> UInt64 {
        UInt64(foldHash) << 2 | 2 | (schema.isPersonal ? 1 : 0)
    }

    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    /// Writes weights into the words of a name.
    func weigh(_ name: inout ParsedName, rules: ScoringRules) {
        for index in name.words.indices {
            let word = name.words[index]
            let (weight, omission) = weights(of: word, in: name, rules)
            name.words[index].weight = weight
            name.words[index].omission = word.isAside ? omission * rules.asideOmission : omission
        }
    }

    private func weights(
        of word: Word, in name: ParsedName, _ rules: ScoringRules
    ) -> (weight: Float, omission: Float) {
        let isPersonal = name.schema.isPersonal
        var telling: Float = 1
        if word.kind == .name || word.kind == .patronymic {
            let fold = name.forms[Int(word.formStart) + 1].hash
            telling = weight(fold, isPersonal: isPersonal)
        }
        let letters = name.forms[Int(word.formStart)].count
        return rules.weights(
            of: word.kind, telling: telling * rules.lengthFactor(letters), isPersonal: isPersonal)
    }
}

extension ScoringRules {
    /// Short words are easily misread, and shared by many.
    @inline(__always)
    func lengthFactor(_ letters: UInt8) -> Float {
        letters >= 4 ? 1 : 1 - shortWordLoss * Float(4 - letters) / 3
    }

    /// What a word counts when matched or contradicted, and when the other side just lacks it.
    func weights(
        of kind: WordKind, telling: Float, isPersonal: Bool
    ) -> (weight: Float, omission: Float) {
        switch kind {
        case .name: return (telling, telling)
        case .patronymic:
            let weight = telling * patronymicWeight
            return (weight, weight * patronymicOmission)
        case .particle: return (particleWeight, particleWeight * 0.5)
        case .honorific: return (honorificWeight, honorificWeight * 0.5)
        case .legalForm: return (legalFormWeight, legalFormWeight * 0.5)
        case .initial: return (initialWeight, initialWeight * (isPersonal ? 0.3 : 1))
        case .number:
            let weight = isPersonal ? 0.2 : numberWeight
            return (weight, weight)
        }
    }
}

extension WordWeights {
    /// Weights from the frequencies shipped with the product.
    static let background = background(rules: .shipped)

    /// Weights from the shipped frequencies under given rules.
    package static func background(rules: ScoringRules) -> WordWeights {
        var counter = Counter()
        countBackground(into: &counter)
        return WordWeights(counter, rules: rules)
    }

    /// Adds the shipped frequencies to counts of a list.
    static func countBackground(into counter: inout Counter) {
        counter.addNames(
            persons: BackgroundFrequencies.personNames, others: BackgroundFrequencies.otherNames)
        count(BackgroundFrequencies.persons, .person, into: &counter)
        count(BackgroundFrequencies.others, .organization, into: &counter)
    }

    private static func count(_ text: String, _ schema: NameSchema, into counter: inout Counter) {
        var number: UInt32 = 0
        var folded: [UInt8] = []
        for item in text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
            if item.last == UInt8(ascii: ":") {
                number = item.dropLast().reduce(0) { $0 * 10 + UInt32($1 - 0x30) }
                continue
            }
            folded.removeAll(keepingCapacity: true)
            Array(item).withUnsafeBufferPointer { CanonicalFold.append($0, to: &folded) }
            counter.addWord(
                folded.withUnsafeBufferPointer { Letters.hash($0) }, schema: schema, count: number)
        }
    }
}
