/// How alike two words are, over all their readings.
struct WordMatcher: Sendable {
    private let costs = EditCosts.shared
    private let rules: ScoringRules
    /// Greatest cost of a match of two words, by the letters of the longer one.
    private let limits: [Int32]

    init(rules: ScoringRules) {
        self.rules = rules
        limits = (0...Int(UInt8.max)).map { count in
            let length = max(1, Float(count) - rules.lengthOffset)
            return Int32((1 - rules.wordSimilarityMin) * length * 100) + 1
        }
    }

    /// A word with the arenas its forms lie in.
    struct Place {
        let word: Word
        let forms: UnsafeBufferPointer<WordForm>
        let bytes: UnsafeBufferPointer<UInt8>
        /// Prepared positions of this word's forms, if this side has them; see ``BitDistance``.
        var patterns: UnsafePointer<UInt64>?

        /// Letters of the longest fold that both words share; 0 when they share none.
        @inline(__always)
        func soundsLike(_ other: Place) -> Float {
            var shared: UInt8 = 0
            for i in 1..<Int(word.formCount) {
                let one = form(i)
                for j in 1..<Int(other.word.formCount) {
                    let two = other.form(j)
                    if one.hash == two.hash, one.count == two.count {
                        shared = max(shared, one.count)
                    }
                }
            }
            return Float(shared)
        }

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
        var sounded = a.soundsLike(b)
        if sounded > 0 { sounded = sameSound(a, b, sounded) }
        let vowelless = a.word.isVowelless || b.word.isVowelless
        if sounded == 0 {
            for i in 1..<Int(a.word.formCount) {
                for j in 1..<Int(b.word.formCount) {
                    sounded = max(sounded, soundSimilarity(a, i, b, j, vowelless))
                }
            }
            sounded *= reading(a, b)
        }
        if !vowelless {
            let lettered = letterSimilarity(a, b)
            if a.word.script == b.word.script, sounded > lettered {
                // In one script, letters are chosen: sound alone is weaker evidence.
                sounded -= rules.letterShare * (sounded - max(lettered, rules.wordSimilarityMin))
            } else {
                sounded = max(sounded, lettered)
            }
        }
        if sounded < rules.wordSimilarityMin { return 0 }
        return a.word.isKnown && b.word.isKnown && areTwoNames(a, b) ? 0 : sounded
    }

    /// Whether two known words have different consonants in all their readings.
    private func areTwoNames(_ a: Place, _ b: Place) -> Bool {
        for i in 1..<Int(a.word.formCount) {
            let letters = a.letters(a.form(i))
            for j in 1..<Int(b.word.formCount)
            where KnownWords.sameConsonants(letters, b.letters(b.form(j))) {
                return false
            }
        }
        return true
    }

    /// A quick guess at the similarity, for retrieval: folds compared letter by letter.
    ///
    /// `a` must have patterns. Words of scripts without vowels are compared in full.
    func roughSimilarity(_ a: Place, _ b: Place) -> Float {
        let rawA = a.form(0)
        let rawB = b.form(0)
        if rawA.hash == rawB.hash, rawA.count == rawB.count { return 1 }
        if a.soundsLike(b) > 0 { return 0.95 }
        guard !a.word.isVowelless, !b.word.isVowelless, let patterns = a.patterns else {
            return similarity(a, b)
        }
        var best: Float = 0
        for i in 1..<Int(a.word.formCount) {
            let formA = a.form(i)
            for j in 1..<Int(b.word.formCount) {
                let formB = b.form(j)
                let length = Float(max(formA.count, formB.count, 1))
                // No letters are compared when the classes alone keep it below what is wanted.
                let reach = 1 - 0.75 * Float(Self.apart(formA.mask, formB.mask)) / length
                guard reach >= Self.roughMin, reach > best else { continue }
                let plain = BitDistance.distance(
                    patterns + i * BitDistance.alphabet, Int(formA.count), b.letters(formB))
                best = max(best, 1 - 0.75 * Float(plain) / length)
            }
        }
        return best >= Self.roughMin ? best : 0
    }

    /// Least guess that is worth a look at the names that hold the word.
    private static let roughMin: Float = 0.6

    private func soundSimilarity(
        _ a: Place, _ i: Int, _ b: Place, _ j: Int, _ vowelless: Bool
    ) -> Float {
        let formA = a.form(i)
        let formB = b.form(j)
        let limit = limits[Int(max(formA.count, formB.count))]
        let distinct = Int32(((formA.mask ^ formB.mask) & ~Self.vowelClasses).nonzeroBitCount)
        if distinct &* 45 > limit { return 0 }
        if !vowelless, isFar(a, i, formA, b, j, formB, leastCost: 45, limit) { return 0 }
        return soundSimilarity(
            a.letters(formA), formA.mask, b.letters(formB), formB.mask, vowelless)
    }

    /// Whether even cheap edits, as many as the plain distance needs, cost too much.
    @inline(__always)
    private func isFar(
        _ a: Place, _ i: Int, _ formA: WordForm, _ b: Place, _ j: Int, _ formB: WordForm,
        leastCost: Int32, _ limit: Int32
    ) -> Bool {
        let apart = Int32(truncatingIfNeeded: Self.apart(formA.mask, formB.mask))
        if apart &* leastCost > limit &+ 15 { return true }
        let plain: Int
        if let patterns = a.patterns {
            plain = BitDistance.distance(
                patterns + i &* BitDistance.alphabet, Int(formA.count), b.letters(formB))
        } else if let patterns = b.patterns {
            plain = BitDistance.distance(
                patterns + j &* BitDistance.alphabet, Int(formB.count), a.letters(formA))
        } else {
            return false
        }
        return Int32(truncatingIfNeeded: plain) &* leastCost > limit &+ 15
    }

    /// Edits that two words need at least: each class of letters that one side alone has takes one.
    @inline(__always)
    private static func apart(_ a: UInt32, _ b: UInt32) -> Int {
        max((a & ~b).nonzeroBitCount, (b & ~a).nonzeroBitCount)
    }

    @inline(__always)
    private func length(_ a: Int, _ b: Int) -> Float {
        max(1, Float(max(a, b)) - rules.lengthOffset)
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
        let length = length(a.count, b.count)
        let limit = limits[min(max(a.count, b.count), limits.count - 1)]
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
    private func letterSimilarity(_ a: Place, _ b: Place) -> Float {
        let formA = a.form(0)
        let formB = b.form(0)
        let limit = limits[Int(max(formA.count, formB.count))]
        if Int32((formA.mask ^ formB.mask).nonzeroBitCount) * 40 > limit { return 0 }
        if isFar(a, 0, formA, b, 0, formB, leastCost: 65, limit) { return 0 }
        let length = length(Int(formA.count), Int(formB.count))
        let cost = costs.letters.withUnsafeBufferPointer { table in
            costs.letterGaps.withUnsafeBufferPointer { gaps -> Int32 in
                guard let table = table.baseAddress, let gaps = gaps.baseAddress else { return 0 }
                return EditDistance.cost(
                    a.letters(formA), b.letters(formB), substitution: table, gaps: gaps,
                    limit: limit)
            }
        }
        return cost > limit ? 0 : max(0, 1 - Float(cost) / 100 / length)
    }

    /// Whether an initial can stand for a word: the same letter, across scripts in any reading.
    func initialFits(_ initial: Place, _ word: Place) -> Bool {
        if initial.word.script == word.word.script {
            let one = initial.form(0)
            let two = word.form(0)
            return one.count > 0 && two.count > 0
                && initial.bytes[Int(one.start)] == word.bytes[Int(two.start)]
        }
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
