/// How alike two words are, over all their readings.
struct WordMatcher: Sendable {
    private let costs = EditCosts.shared
    private let rules: ScoringRules

    init(rules: ScoringRules) { self.rules = rules }

    /// A word with the arenas its forms lie in.
    struct Place {
        let word: Word
        let forms: UnsafeBufferPointer<WordForm>
        let bytes: UnsafeBufferPointer<UInt8>

        @inline(__always)
        func form(_ index: Int) -> WordForm { forms[Int(word.formStart) + index] }

        @inline(__always)
        func letters(_ form: WordForm) -> UnsafeBufferPointer<UInt8> {
            let start = Int(form.start)
            return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(form.count)])
        }
    }

    /// The sound classes of vowels, which never rule a match out by themselves.
    private static let vowelClasses: UInt32 = 0b1111

    /// Similarity 0…1; 0 when below ``ScoringRules/wordSimilarityMin``. Symmetric.
    func similarity(_ a: Place, _ b: Place) -> Float {
        let rawA = a.form(0)
        let rawB = b.form(0)
        if rawA.hash == rawB.hash, rawA.count == rawB.count { return 1 }
        var best: Float = 0
        let vowelless = a.word.isVowelless || b.word.isVowelless
        for i in 1..<Int(a.word.formCount) {
            let formA = a.form(i)
            for j in 1..<Int(b.word.formCount) {
                let formB = b.form(j)
                if formA.hash == formB.hash, formA.count == formB.count {
                    return sameSound(a, b, Float(formA.count))
                }
                best = max(
                    best,
                    soundSimilarity(
                        a.letters(formA), formA.mask, b.letters(formB), formB.mask, vowelless))
            }
        }
        best *= reading(a, b)
        if !vowelless {
            best = max(
                best, letterSimilarity(a.letters(rawA), rawA.mask, b.letters(rawB), rawB.mask))
        }
        return best >= rules.wordSimilarityMin ? best : 0
    }

    /// Similarity of words that sound the same: the longer, the surer.
    private func sameSound(_ a: Place, _ b: Place, _ length: Float) -> Float {
        max(rules.wordSimilarityMin, 1 - rules.sameSoundLoss / length) * reading(a, b)
    }

    /// How far the readings of the two scripts are to be trusted.
    private func reading(_ a: Place, _ b: Place) -> Float {
        if a.word.script == b.word.script { return 1 }
        if a.word.isVowelless || b.word.isVowelless { return rules.vowellessReading }
        let syllables = a.word.script.isSyllabic || b.word.script.isSyllabic
        return syllables ? rules.syllableReading : 1
    }

    /// Similarity of canonical sounds.
    func soundSimilarity(
        _ a: UnsafeBufferPointer<UInt8>, _ maskA: UInt32, _ b: UnsafeBufferPointer<UInt8>,
        _ maskB: UInt32, _ vowelless: Bool
    ) -> Float {
        let length = max(1, Float(max(a.count, b.count)) - rules.lengthOffset)
        let limit = Int32((1 - rules.wordSimilarityMin) * length * 100) + 1
        let distinct = Int32(((maskA ^ maskB) & ~Self.vowelClasses).nonzeroBitCount)
        if distinct * 45 > limit { return 0 }
        let cost = costs.sounds.withUnsafeBufferPointer { table in
            let gapTable = vowelless ? costs.vowellessGaps : costs.soundGaps
            return gapTable.withUnsafeBufferPointer { gaps -> Int32 in
                guard let table = table.baseAddress, let gaps = gaps.baseAddress else { return 0 }
                return EditDistance.cost(a, b, substitution: table, gaps: gaps, limit: limit)
            }
        }
        return cost > limit ? 0 : max(0, 1 - Float(cost) / 100 / length)
    }

    /// Similarity of romanised letters as typed.
    func letterSimilarity(
        _ a: UnsafeBufferPointer<UInt8>, _ maskA: UInt32, _ b: UnsafeBufferPointer<UInt8>,
        _ maskB: UInt32
    ) -> Float {
        let length = max(1, Float(max(a.count, b.count)) - rules.lengthOffset)
        let limit = Int32((1 - rules.wordSimilarityMin) * length * 100) + 1
        if Int32((maskA ^ maskB).nonzeroBitCount) * 40 > limit { return 0 }
        if Int32(abs(a.count - b.count)) * 80 > limit { return 0 }
        let cost = costs.letters.withUnsafeBufferPointer { table in
            costs.letterGaps.withUnsafeBufferPointer { gaps -> Int32 in
                guard let table = table.baseAddress, let gaps = gaps.baseAddress else { return 0 }
                return EditDistance.cost(a, b, substitution: table, gaps: gaps, limit: limit)
            }
        }
        return cost > limit ? 0 : max(0, 1 - Float(cost) / 100 / length)
    }

    /// Whether an initial can stand for a word, in any reading.
    func initialFits(_ initial: Place, _ word: Place) -> Bool {
        for i in 0..<Int(initial.word.formCount) {
            let formA = initial.form(i)
            guard formA.count > 0 else { continue }
            let letter = initial.bytes[Int(formA.start)]
            for j in 0..<Int(word.word.formCount) {
                let formB = word.form(j)
                if formB.count > 0, word.bytes[Int(formB.start)] == letter { return true }
            }
        }
        return false
    }
}
