/// Pairs the words of two names and turns the pairs into a score.
///
/// Works on parsed and weighed names; keeps its working memory between calls. The score is
///
///     matched / (matched + conflict·a + omission·b + difference·c)
///
/// where `matched` sums weight × similarity of word pairs, `difference` what those pairs lack,
/// `conflict` the weight of unmatched words that stand against unmatched words of the other side,
/// `omission` the rest. Unequal numbers on both sides sink it. Coefficients: ``ScoringRules``.
struct Aligner: Sendable {
    /// Up to three neighbouring words may stand for one.
    static let spanMax = 3

    struct Pair: Sendable {
        var left: UInt8
        var leftSpan: UInt8
        var right: UInt8
        var rightSpan: UInt8
        var similarity: Float
        var weight: Float
    }

    let rules: ScoringRules
    let matcher: WordMatcher
    /// Similarities of the current query, when the right side names vocabulary words.
    var cache = SimilarityCache()
    private var pairs: [Pair] = []
    private var joined: [UInt8] = []
    private var joinedLetters: [UInt8] = []
    /// The pairs of the last score, best first.
    private(set) var chosen: [Pair] = []
    /// Words of the last score that found a partner, one bit each.
    private(set) var leftUsed: UInt64 = 0
    private(set) var rightUsed: UInt64 = 0
    /// Whether the last score saw numbers that contradict.
    private(set) var numbersContradict = false

    init(rules: ScoringRules) {
        self.rules = rules
        matcher = WordMatcher(rules: rules)
    }

    /// One side of a comparison: words and the arenas they point into.
    struct Side {
        let words: UnsafeBufferPointer<Word>
        let forms: UnsafeBufferPointer<WordForm>
        let bytes: UnsafeBufferPointer<UInt8>
        let isPersonal: Bool
        var patterns: UnsafePointer<UInt64>?
        /// Vocabulary numbers of the words, if they come from an index.
        var numbers: UnsafePointer<UInt32>?

        @inline(__always)
        func place(_ index: Int) -> WordMatcher.Place {
            let word = words[index]
            return WordMatcher.Place(
                word: word, forms: forms, bytes: bytes,
                patterns: patterns.map { $0 + Int(word.formStart) * BitDistance.alphabet })
        }
    }

    /// Scores two sides, 0…1, and keeps the alignment for explanations.
    mutating func score(_ left: Side, _ right: Side) -> Float {
        pairs.removeAll(keepingCapacity: true)
        chosen.removeAll(keepingCapacity: true)
        leftUsed = 0
        rightUsed = 0
        collectPairs(left, right)
        collectJoins(left, right)
        choose()
        return total(left, right)
    }

    private mutating func collectPairs(_ left: Side, _ right: Side) {
        let isPersonal = left.isPersonal || right.isPersonal
        var settledLeft: UInt64 = 0
        var settledRight: UInt64 = 0
        // Words with the same letters belong together; only the others are compared.
        for i in left.words.indices {
            let form = left.place(i).form(0)
            for j in right.words.indices where settledRight >> UInt64(j) & 1 == 0 {
                let other = right.place(j).form(0)
                guard form.hash == other.hash, form.count == other.count,
                    left.words[i].kind == right.words[j].kind
                else { continue }
                settledLeft |= 1 << UInt64(i)
                settledRight |= 1 << UInt64(j)
                addPair(left, i, right, j, 1)
                break
            }
        }
        guard settledLeft.nonzeroBitCount < left.words.count,
            settledRight.nonzeroBitCount < right.words.count
        else { return }
        var forms: UInt8 = 1
        for word in left.words { forms = max(forms, word.formCount) }
        LetterPositions.withScratch(forms: Int(forms)) { scratch in
            for i in left.words.indices where settledLeft >> UInt64(i) & 1 == 0 {
                var place = left.place(i)
                let isPrepared = place.patterns != nil
                if !isPrepared { scratch.prepare(&place) }
                for j in right.words.indices where settledRight >> UInt64(j) & 1 == 0 {
                    let similarity = pairSimilarity(place, i, right, j, isPersonal)
                    if similarity > 0 { addPair(left, i, right, j, similarity) }
                }
                if !isPrepared { scratch.clear(place) }
            }
        }
    }

    @inline(__always)
    private mutating func addPair(
        _ left: Side, _ i: Int, _ right: Side, _ j: Int, _ similarity: Float
    ) {
        pairs.append(
            Pair(
                left: UInt8(i), leftSpan: 1, right: UInt8(j), rightSpan: 1,
                similarity: similarity, weight: min(left.words[i].weight, right.words[j].weight)))
    }

    /// Similarity of two words with their parts in the names taken into account.
    private mutating func pairSimilarity(
        _ a: WordMatcher.Place, _ i: Int, _ right: Side, _ j: Int, _ isPersonal: Bool
    ) -> Float {
        let b = right.place(j)
        let kinds = (a.word.kind, b.word.kind)
        switch kinds {
        case (.number, .number): return a.word.numberHash == b.word.numberHash ? 1 : 0
        case (.number, _), (_, .number): return 0
        case (.initial, .initial): return matcher.initialFits(a, b) ? 1 : 0
        case (.initial, .name), (.initial, .patronymic):
            return isPersonal && matcher.initialFits(a, b) ? rules.initialFits : 0
        case (.name, .initial), (.patronymic, .initial):
            return isPersonal && matcher.initialFits(b, a) ? rules.initialFits : 0
        case (.particle, .particle), (.legalForm, .legalForm):
            return max(matcher.similarity(a, b), 0.9)
        default:
            let similarity: Float
            if let numbers = right.numbers {
                let matcher = matcher
                similarity = cache.value(i, numbers[j]) { matcher.similarity(a, b) }
            } else {
                similarity = matcher.similarity(a, b)
            }
            if a.word.kind.isMinor || b.word.kind.isMinor {
                return similarity >= rules.minorSimilarityMin ? similarity : 0
            }
            return similarity
        }
    }

    /// Two or three neighbours on one side that together are one word of the other.
    ///
    /// Looked for only when both sides have words that no single word explains.
    private mutating func collectJoins(_ left: Side, _ right: Side) {
        var explainedLeft: UInt64 = 0
        var explainedRight: UInt64 = 0
        for pair in pairs where pair.similarity >= 0.9 {
            explainedLeft |= 1 << UInt64(pair.left)
            explainedRight |= 1 << UInt64(pair.right)
        }
        guard explainedLeft.nonzeroBitCount < left.words.count,
            explainedRight.nonzeroBitCount < right.words.count
        else { return }
        joinNeighbours(of: left, against: right, leftIsJoined: true)
        joinNeighbours(of: right, against: left, leftIsJoined: false)
    }

    private mutating func joinNeighbours(
        of side: Side, against other: Side, leftIsJoined: Bool
    ) {
        guard side.words.count > 1 else { return }
        for start in 0..<side.words.count - 1 {
            var mask: UInt32 = 0
            var letters = 0
            var weight: Float = 0
            for span in 1...Self.spanMax where start + span <= side.words.count {
                let word = side.words[start + span - 1]
                if word.kind == .number { break }
                let form = side.place(start + span - 1).form(1)
                mask |= form.mask
                letters += Int(form.count)
                weight += word.weight
                if span == 1 { continue }
                for index in other.words.indices {
                    let target = other.place(index)
                    let form = target.form(1)
                    let vowelless = target.word.isVowelless || word.isVowelless
                    guard target.word.kind != .number, Int(form.count) >= 4,
                        abs(Int(form.count) - letters) <= (vowelless ? 5 : 2),
                        (form.mask ^ mask).nonzeroBitCount <= 3
                    else { continue }
                    let similarity = joinedSimilarity(side, start, span, target)
                    guard similarity >= rules.joinedMin else { continue }
                    appendJoin(
                        start, span, index, similarity,
                        weight: min(weight, max(target.word.weight, 0)), leftIsJoined)
                }
            }
        }
    }

    private mutating func appendJoin(
        _ start: Int, _ span: Int, _ index: Int, _ similarity: Float, weight: Float,
        _ leftIsJoined: Bool
    ) {
        pairs.append(
            Pair(
                left: UInt8(leftIsJoined ? start : index), leftSpan: UInt8(leftIsJoined ? span : 1),
                right: UInt8(leftIsJoined ? index : start),
                rightSpan: UInt8(leftIsJoined ? 1 : span), similarity: similarity, weight: weight))
    }

    private mutating func joinedSimilarity(
        _ side: Side, _ start: Int, _ span: Int, _ target: WordMatcher.Place
    ) -> Float {
        joinedLetters.removeAll(keepingCapacity: true)
        for index in start..<start + span {
            let place = side.place(index)
            joinedLetters.append(contentsOf: place.letters(place.form(0)))
        }
        joined.removeAll(keepingCapacity: true)
        joinedLetters.withUnsafeBufferPointer { CanonicalFold.append($0, to: &joined) }
        let form = target.form(1)
        let vowelless = target.word.isVowelless || side.words[start].isVowelless
        return joined.withUnsafeBufferPointer { letters in
            matcher.soundSimilarity(
                letters, Letters.mask(letters), target.letters(form), form.mask, vowelless)
        } * 0.98
    }

    /// Takes pairs greedily, the heaviest agreement first.
    private mutating func choose() {
        func value(_ pair: Pair) -> Float {
            pair.similarity * pair.similarity * (pair.weight + 0.05)
        }
        pairs.sort { one, two in
            let (a, b) = (value(one), value(two))
            if a != b { return a > b }
            let (placeA, placeB) = (Int(one.left) + Int(one.right), Int(two.left) + Int(two.right))
            if placeA != placeB { return placeA < placeB }
            return one.left < two.left
        }
        for pair in pairs {
            let left = (UInt64(1) << UInt64(pair.leftSpan) - 1) << UInt64(pair.left)
            let right = (UInt64(1) << UInt64(pair.rightSpan) - 1) << UInt64(pair.right)
            guard leftUsed & left == 0, rightUsed & right == 0 else { continue }
            leftUsed |= left
            rightUsed |= right
            chosen.append(pair)
        }
    }

    private mutating func total(_ left: Side, _ right: Side) -> Float {
        var matched: Float = 0
        var difference: Float = 0
        for pair in chosen {
            matched += pair.weight * pair.similarity
            difference += pair.weight * (1 - pair.similarity)
        }
        guard matched > 0 else { return 0 }
        let restLeft = Self.rest(left.words, leftUsed)
        let restRight = Self.rest(right.words, rightUsed)
        let conflict = min(restLeft.weight, restRight.weight)
        let omission =
            restLeft.omission * Self.share(restLeft.weight - conflict, restLeft.weight)
            + restRight.omission * Self.share(restRight.weight - conflict, restRight.weight)
        let thin = 1 + rules.thinEvidence * max(0, 1 - matched)
        let score =
            matched
            / (matched + rules.conflict * conflict + rules.omission * omission * thin
                + rules.difference * difference)
        numbersContradict = restLeft.hasNumber && restRight.hasNumber
        return numbersContradict ? score * rules.numberContradiction : score
    }

    private static func share(_ part: Float, _ whole: Float) -> Float {
        whole > 0 ? part / whole : 0
    }

    private struct Rest {
        var weight: Float = 0
        var omission: Float = 0
        var hasNumber = false
    }

    private static func rest(_ words: UnsafeBufferPointer<Word>, _ used: UInt64) -> Rest {
        var rest = Rest()
        for index in words.indices where used >> UInt64(index) & 1 == 0 {
            rest.weight += words[index].weight
            rest.omission += words[index].omission
            if words[index].kind == .number { rest.hasNumber = true }
        }
        return rest
    }
}
