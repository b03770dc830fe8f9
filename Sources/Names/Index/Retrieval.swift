/// Finds the listed names worth a full score.
///
/// Each word of the query, each pair or triple of its neighbours written together and each split
/// of a long word looks up vocabulary words through ``WordKeys``; the names holding them collect
/// weight × similarity, the most telling words first; the best by an estimate of the score remain.
struct Retrieval: Sendable {
    /// A vocabulary word that a word of the query may stand for.
    private struct Match {
        var group: UInt8
        var word: UInt32
        var gain: Float
    }

    /// Rows to score in full.
    private(set) var candidates: [Int] = []

    private var keys = WordKeys()
    private var joined: [UInt8] = []
    private var joinedLetters: [UInt8] = []
    private var half: [UInt8] = []
    private var seen: [UInt32] = []
    private var round: UInt32 = 0
    private var matches: [Match] = []
    private var wordMatches: [Match] = []
    private var potentials = [Float](repeating: 0, count: 256)
    private var groupPotentials: [(group: UInt8, potential: Float)] = []
    /// What each row has gained, and from which group last: one look at memory for both.
    private var cells: [Cell] = []
    private var touched: [UInt32] = []
    private var found: [(row: UInt32, gain: Float)] = []
    private var heap = BestRows(limit: SearchBounds.candidatesMax)

    mutating func run(
        _ query: borrowing ParsedName, in part: NameIndex.Part, aligner: inout Aligner
    ) {
        let segment = part.segment
        prepare(segment)
        aligner.cache.removeAll()
        var weight: Float = 0
        var omission: Float = 0
        for index in query.words.indices {
            weight += query.words[index].weight
            omission += query.words[index].omission
        }
        query.withSide { side in gather(side, segment, aligner.matcher) }
        collect(weight, aligner.rules.omission * omission / max(weight, 0.01), segment)
        rank(weight, omission, part, aligner.rules)
    }

    private mutating func prepare(_ segment: NameSegment) {
        candidates.removeAll(keepingCapacity: true)
        matches.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        if seen.count < segment.vocabulary.count {
            seen = [UInt32](repeating: 0, count: segment.vocabulary.count)
            round = 0
        }
        if cells.count < segment.rows.count {
            cells = [Cell](repeating: Cell(), count: segment.rows.count)
        }
    }

    private mutating func nextRound() {
        if round == .max {
            for index in seen.indices { seen[index] = 0 }
            round = 0
        }
        round += 1
    }

    // MARK: Words of the query to words of the vocabulary

    private mutating func gather(
        _ side: Aligner.Side, _ segment: NameSegment, _ matcher: WordMatcher
    ) {
        for index in side.words.indices {
            let word = side.words[index]
            if word.kind == .initial { continue }
            keys.collect(word, forms: side.forms, bytes: side.bytes)
            gatherWord(index, side, segment, matcher)
        }
        for index in side.words.indices {
            gatherJoins(from: index, side, segment, matcher)
        }
    }

    /// Vocabulary words similar to one query word.
    private mutating func gatherWord(
        _ index: Int, _ side: Aligner.Side, _ segment: NameSegment, _ matcher: WordMatcher
    ) {
        nextRound()
        wordMatches.removeAll(keepingCapacity: true)
        let place = side.place(index)
        let isNumber = place.word.kind == .number
        var isExact = false
        segment.forms.withUnsafeBufferPointer { forms in
            segment.bytes.withUnsafeBufferPointer { bytes in
                func look(_ keys: ArraySlice<UInt32>) {
                    eachSpelling(keys, segment) { word in
                        let other = WordMatcher.Place(word: word, forms: forms, bytes: bytes)
                        let similarity =
                            isNumber ? 1 : matcher.roughSimilarity(place, other)
                        if similarity == 1 { isExact = true }
                        return similarity
                    }
                }
                look(keys.keys[..<keys.looseStart])
                if !isExact { look(keys.keys[keys.looseStart...]) }
            }
        }
        keepBest(group: index, weight: place.word.weight, segment)
        if !isExact, !isNumber { gatherSplits(index, side, segment) }
    }

    /// Calls `similarity` with each vocabulary word under the collected keys, once each.
    private mutating func eachSpelling(
        _ keys: ArraySlice<UInt32>, _ segment: NameSegment, _ similarity: (Word) -> Float
    ) {
        var looked = 0
        for key in keys {
            segment.keys.each(key) { number in
                guard seen[Int(number)] != round, looked < SearchBounds.spellingsMax else { return }
                seen[Int(number)] = round
                looked += 1
                let value = similarity(segment.vocabulary[Int(number)])
                if value > 0 { wordMatches.append(Match(group: 0, word: number, gain: value)) }
            }
        }
    }

    private mutating func keepBest(group: Int, weight: Float, _ segment: NameSegment) {
        if wordMatches.count > SearchBounds.matchesPerWordMax {
            wordMatches.sort { $0.gain != $1.gain ? $0.gain > $1.gain : $0.word < $1.word }
            wordMatches.removeLast(wordMatches.count - SearchBounds.matchesPerWordMax)
        }
        for match in wordMatches {
            let known = segment.vocabularyWeights[Int(match.word)]
            let listed = max(known.person, known.other)
            matches.append(
                Match(
                    group: UInt8(group + 1), word: match.word,
                    gain: min(weight, listed) * match.gain * match.gain))
        }
    }

    /// Neighbours of the query that the list writes together.
    private mutating func gatherJoins(
        from start: Int, _ side: Aligner.Side, _ segment: NameSegment, _ matcher: WordMatcher
    ) {
        joinedLetters.removeAll(keepingCapacity: true)
        var weight: Float = 0
        for span in 1...Aligner.spanMax where start + span <= side.words.count {
            let place = side.place(start + span - 1)
            if place.word.kind == .number { return }
            joinedLetters.append(contentsOf: place.letters(place.form(0)))
            weight += place.word.weight
            guard span > 1, joinedLetters.count >= 4,
                joinedLetters.count <= NameLimits.wordLettersMax
            else { continue }
            joined.removeAll(keepingCapacity: true)
            joinedLetters.withUnsafeBufferPointer { CanonicalFold.append($0, to: &joined) }
            joined.withUnsafeBufferPointer { keys.collect(letters: $0) }
            gatherJoined(start, weight, segment, matcher)
        }
    }

    private mutating func gatherJoined(
        _ start: Int, _ weight: Float, _ segment: NameSegment, _ matcher: WordMatcher
    ) {
        nextRound()
        wordMatches.removeAll(keepingCapacity: true)
        let letters = joined
        let mask = letters.withUnsafeBufferPointer { Letters.mask($0) }
        segment.bytes.withUnsafeBufferPointer { bytes in
            eachSpelling(keys.keys[..<keys.looseStart], segment) { word in
                let form = segment.forms[Int(word.formStart) + 1]
                let place = Int(form.start)
                let other = UnsafeBufferPointer(
                    rebasing: bytes[place..<place + Int(form.count)])
                let similarity = letters.withUnsafeBufferPointer {
                    matcher.soundSimilarity($0, mask, other, form.mask, word.isVowelless)
                }
                return similarity >= 0.8 ? similarity : 0
            }
        }
        keepBest(group: start, weight: weight, segment)
    }

    /// Cuts of a word at which both halves are words of the list.
    private mutating func gatherSplits(
        _ index: Int, _ side: Aligner.Side, _ segment: NameSegment
    ) {
        let place = side.place(index)
        let letters = place.letters(place.form(0))
        guard letters.count >= 5 else { return }
        for cut in 2...letters.count - 2 {
            let head = foldHash(UnsafeBufferPointer(rebasing: letters[..<cut]))
            guard segment.keys.contains(head.hash) else { continue }
            let tail = foldHash(UnsafeBufferPointer(rebasing: letters[cut...]))
            guard segment.keys.contains(tail.hash) else { continue }
            let share = Float(cut) / Float(letters.count)
            add(head, index, share, segment)
            add(tail, index + 64, 1 - share, segment)
        }
    }

    private mutating func foldHash(
        _ letters: UnsafeBufferPointer<UInt8>
    ) -> (hash: UInt32, count: Int) {
        half.removeAll(keepingCapacity: true)
        CanonicalFold.append(letters, to: &half)
        return (half.withUnsafeBufferPointer { Letters.hash($0) }, half.count)
    }

    /// Adds the vocabulary words whose fold is exactly these letters.
    private mutating func add(
        _ fold: (hash: UInt32, count: Int), _ group: Int, _ share: Float, _ segment: NameSegment
    ) {
        segment.keys.each(fold.hash) { number in
            let form = segment.forms[Int(segment.vocabulary[Int(number)].formStart) + 1]
            guard form.hash == fold.hash, Int(form.count) == fold.count else { return }
            let known = segment.vocabularyWeights[Int(number)]
            let gain = max(known.person, known.other) * share * 1.2
            matches.append(Match(group: UInt8(group + 1), word: number, gain: gain))
        }
    }

    // MARK: Words of the vocabulary to names

    /// Lets names collect the gains of their words, the most telling word of the query first.
    ///
    /// A name that holds none of the words so far can only reach what the remaining words weigh.
    /// Once that is below ``SearchBounds/admissionMin`` no new names are admitted; names already
    /// met go on collecting.
    private mutating func collect(_ weight: Float, _ omission: Float, _ segment: NameSegment) {
        sortMatches()
        var budget = SearchBounds.postingsMax
        var potential = groupPotentials.reduce(0) { $0 + $1.potential }
        var at = 0
        for group in groupPotentials {
            var end = at
            while end < matches.count, matches[end].group == group.group { end += 1 }
            let reach = min(potential, weight)
            let admits = reach >= SearchBounds.admissionMin * (reach + omission * (weight - reach))
            collectGroup(at..<end, admits: admits || touched.isEmpty, &budget, segment)
            potential -= group.potential
            at = end
        }
    }

    /// Groups by falling potential, matches within a group by falling gain, so that a name takes
    /// the best match of each query word.
    private mutating func sortMatches() {
        for index in 0..<256 { potentials[index] = 0 }
        for match in matches {
            potentials[Int(match.group)] = max(potentials[Int(match.group)], match.gain)
        }
        groupPotentials.removeAll(keepingCapacity: true)
        for index in 0..<256 where potentials[index] > 0 {
            groupPotentials.append((UInt8(index), potentials[index]))
        }
        groupPotentials.sort {
            $0.potential != $1.potential ? $0.potential > $1.potential : $0.group < $1.group
        }
        let potentials = potentials
        matches.sort { one, two in
            if one.group != two.group {
                let (a, b) = (potentials[Int(one.group)], potentials[Int(two.group)])
                return a != b ? a > b : one.group < two.group
            }
            return one.gain != two.gain ? one.gain > two.gain : one.word < two.word
        }
    }

    private mutating func collectGroup(
        _ range: Range<Int>, admits: Bool, _ budget: inout Int, _ segment: NameSegment
    ) {
        let met = touched.count
        for match in matches[range] {
            let start = Int(segment.postingStarts[Int(match.word)])
            let end = Int(segment.postingStarts[Int(match.word) + 1])
            guard end - start <= budget else { continue }
            // A long row of names for the sake of a few is left to the full score.
            if !admits, end - start > 16 * met { continue }
            budget -= end - start
            let gain = Cell.fixed(match.gain)
            for place in start..<end {
                let row = Int(segment.postings[place])
                let cell = cells[row]
                if cell.isEmpty {
                    guard admits else { continue }
                    touched.append(UInt32(row))
                } else if cell.group == match.group {
                    continue
                }
                cells[row] = cell.adding(gain, from: match.group)
            }
        }
    }

    /// Keeps the rows with the best estimates and clears the marks.
    ///
    /// Of many rows those with much gain come first, so that for most others a glance at their rough
    /// weight shows that they cannot be among the best. Neither changes which rows are kept.
    private mutating func rank(
        _ weight: Float, _ omission: Float, _ part: NameIndex.Part, _ rules: ScoringRules
    ) {
        heap.removeAll()
        let ratio = omission / max(weight, 0.01)
        guard touched.count > Self.manyRows else {
            for row in touched {
                let gain = cells[Int(row)].gain
                cells[Int(row)] = Cell()
                consider(Int(row), gain, weight, ratio, part, rules)
            }
            for item in heap.items { candidates.append(item.row) }
            return
        }
        found.removeAll(keepingCapacity: true)
        var most: Float = 0
        for row in touched {
            let gain = cells[Int(row)].gain
            cells[Int(row)] = Cell()
            most = max(most, gain)
            found.append((row, gain))
        }
        for (row, gain) in found where gain >= 0.6 * most {
            consider(Int(row), gain, weight, ratio, part, rules)
        }
        for (row, gain) in found where gain < 0.6 * most {
            consider(Int(row), gain, weight, ratio, part, rules)
        }
        for item in heap.items { candidates.append(item.row) }
    }

    /// From so many rows on, looking at them in order of gain saves more than it costs.
    private static let manyRows = 8_192

    /// Offers a row to the heap unless it cannot be among the best.
    @inline(__always)
    private mutating func consider(
        _ row: Int, _ gain: Float, _ weight: Float, _ ratio: Float, _ part: NameIndex.Part,
        _ rules: ScoringRules
    ) {
        let rest = max(0, weight - gain)
        let least = min(rest, max(0, part.segment.leastWeight(row) - gain))
        let cost = rules.conflict * least + rules.omission * ratio * (rest - least)
        // A hair of room for rounding.
        if gain * 1.000_01 < heap.floor * (gain + cost) || part.removed.contains(row) { return }
        let listed = part.segment.rows[row]
        let restListed = max(0, listed.weight - gain)
        let conflict = min(rest, restListed)
        let omitted =
            (rest - conflict) * ratio
            + (restListed - conflict) * listed.omission / max(listed.weight, 0.01)
        let estimate = gain / (gain + rules.conflict * conflict + rules.omission * omitted)
        if estimate >= SearchBounds.estimateMin { heap.offer(row, estimate) }
    }
}

/// A row's gain in 65,536ths, above the group it came from last; groups begin at 1.
///
/// A name of ``NameLimits/wordsMax`` words makes at most twice as many groups of gain 1.2, so that
/// sums stay below 256.
private struct Cell: Sendable {
    private var bits: UInt32 = 0

    @inline(__always)
    var isEmpty: Bool { bits == 0 }
    @inline(__always)
    var group: UInt8 { UInt8(truncatingIfNeeded: bits) }
    @inline(__always)
    var gain: Float { Float(bits >> 8) / 65_536 }

    /// A gain as ``adding(_:from:)`` takes it.
    static func fixed(_ gain: Float) -> UInt32 { UInt32(max(0, min(gain, 2)) * 65_536) << 8 }

    @inline(__always)
    func adding(_ fixed: UInt32, from group: UInt8) -> Cell {
        var cell = Cell()
        cell.bits = (bits & ~0xFF) &+ fixed | UInt32(group)
        return cell
    }
}

/// The rows with the greatest estimates, as a heap with the least on top.
struct BestRows: Sendable {
    struct Item: Sendable {
        let row: Int
        let estimate: Float

        /// Ties go to earlier rows, so that the answer is always the same.
        @inline(__always)
        func isBelow(_ other: Item) -> Bool {
            estimate != other.estimate ? estimate < other.estimate : row > other.row
        }
    }

    private let limit: Int
    private(set) var items: [Item] = []

    init(limit: Int) {
        self.limit = limit
        items.reserveCapacity(limit)
    }

    /// The least estimate that still changes anything.
    var floor: Float { items.count < limit ? 0 : items[0].estimate }

    mutating func removeAll() { items.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func offer(_ row: Int, _ estimate: Float) {
        let item = Item(row: row, estimate: estimate)
        if items.count < limit {
            items.append(item)
            siftUp()
        } else if items[0].isBelow(item) {
            items[0] = item
            siftDown()
        }
    }

    private mutating func siftUp() {
        var at = items.count - 1
        while at > 0 {
            let parent = (at - 1) / 2
            guard items[at].isBelow(items[parent]) else { return }
            items.swapAt(at, parent)
            at = parent
        }
    }

    private mutating func siftDown() {
        var at = 0
        while true {
            var least = at
            for child in [2 * at + 1, 2 * at + 2] where child < items.count {
                if items[child].isBelow(items[least]) { least = child }
            }
            guard least != at else { return }
            items.swapAt(at, least)
            at = least
        }
    }
}
