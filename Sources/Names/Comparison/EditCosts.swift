/// What it costs to turn one letter into another, in hundredths of an edit.
///
/// Two tables: letters as typed, where vowels are a little cheaper, and canonical sounds, where
/// neighbouring sounds are. Vowelless scripts add a cheap insertion of vowels.
struct EditCosts: Sendable {
    static let shared = EditCosts()

    /// 128 × 128 substitution costs of canonical sounds, and of letters.
    let sounds: [UInt8]
    let letters: [UInt8]
    /// Cost of a letter that one side lacks: for sounds, for letters, for vowelless scripts.
    let soundGaps: [UInt8]
    let letterGaps: [UInt8]
    let vowellessGaps: [UInt8]

    private init() {
        var sounds = [UInt8](repeating: 100, count: 128 * 128)
        var letters = sounds
        func set(_ table: inout [UInt8], _ pairs: String, _ cost: UInt8) {
            for pair in pairs.split(separator: " ") {
                let two = Array(pair.utf8)
                guard two.count == 2 else { continue }
                table[Int(two[0]) * 128 + Int(two[1])] = cost
                table[Int(two[1]) * 128 + Int(two[0])] = cost
            }
        }
        set(&sounds, "ao ae au ai eo eu ou oi iu", 50)
        set(&sounds, "ei ou", 30)
        set(&sounds, "ao ae", 40)
        set(&sounds, "ck vf ij vu vo sz gk gh hk jg jC cs cC sS SC td pb vb mn zj fp kC gj", 60)
        set(&sounds, "ij vf sz gh td", 45)
        set(&sounds, "vu", 35)
        set(&letters, "ae ai ao au ei eo eu io iu ou ya ye yi yo yu", 75)
        set(&letters, "iy vw ck kq sz ij 0o 1i 1l 5s 8b", 50)
        var soundGaps = [UInt8](repeating: 100, count: 128)
        var letterGaps = soundGaps
        for vowel in "aeou".utf8 { soundGaps[Int(vowel)] = 50 }
        for sound in "ih".utf8 { soundGaps[Int(sound)] = 40 }
        for vowel in "aeiouyh".utf8 { letterGaps[Int(vowel)] = 80 }
        var vowellessGaps = soundGaps
        for vowel in "aeiou".utf8 { vowellessGaps[Int(vowel)] = 18 }
        self.sounds = sounds
        self.letters = letters
        self.soundGaps = soundGaps
        self.letterGaps = letterGaps
        self.vowellessGaps = vowellessGaps
    }
}

/// Weighted edit distance of two words of at most ``NameLimits/wordLettersMax`` letters.
///
/// Restricted Damerau distance: substitution, gap, exchange of neighbours.
/// Source: Damerau, CACM 7 (1964) 171; Wagner and Fischer, JACM 21 (1974) 168.
enum EditDistance {
    /// Cost of exchanging two neighbouring letters.
    static let exchange: Int32 = 75

    /// The distance in hundredths of an edit, or a value above `limit` once it must exceed it.
    static func cost(
        _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>,
        substitution: UnsafePointer<UInt8>, gaps: UnsafePointer<UInt8>, limit: Int32
    ) -> Int32 {
        let width = b.count + 1
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: width * 3) { rows in
            guard let base = rows.baseAddress else { return limit + 1 }
            var before = base
            var above = base + width
            var row = base + 2 * width
            above[0] = 0
            for j in 1..<max(width, 2) where j < width {
                above[j] = above[j - 1] &+ Int32(gaps[Int(b[j - 1] & 0x7F)])
            }
            for j in 0..<width { before[j] = 0 }
            for i in 0..<a.count {
                let letter = a[i]
                let gap = Int32(gaps[Int(letter & 0x7F)])
                let costs = substitution + Int(letter & 0x7F) * 128
                row[0] = above[0] &+ gap
                var least = row[0]
                for j in 0..<b.count {
                    let other = b[j]
                    var best = above[j] &+ (letter == other ? 0 : Int32(costs[Int(other & 0x7F)]))
                    best = min(best, above[j &+ 1] &+ gap)
                    best = min(best, row[j] &+ Int32(gaps[Int(other & 0x7F)]))
                    if i > 0, j > 0, letter == b[j - 1], other == a[i - 1], letter != other {
                        best = min(best, before[j &- 1] &+ exchange)
                    }
                    row[j &+ 1] = best
                    least = min(least, best)
                }
                if least > limit { return limit + 1 }
                let oldest = before
                before = above
                above = row
                row = oldest
            }
            return above[b.count]
        }
    }
}

/// Plain edit distance of short words, a whole column of the table in a few word operations.
///
/// Source: Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances,
/// Nordic Journal of Computing 10 (2003) 29, figure 10.
enum BitDistance {
    /// Letters told apart; letters that share a position only lower the distance.
    static let alphabet = 64

    /// The position of a letter.
    @inline(__always)
    static func position(_ letter: UInt8) -> Int { Int(letter & 0x3F) }

    /// Substitutions, gaps and exchanges of neighbours between a prepared word and letters.
    @inline(__always)
    static func distance(
        _ pattern: UnsafePointer<UInt64>, _ count: Int, _ letters: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var distance = count
        var positive = UInt64.max
        var negative: UInt64 = 0
        var diagonal: UInt64 = 0
        var before: UInt64 = 0
        let last = UInt64(1) << UInt64(max(count, 1) &- 1)
        for letter in letters {
            let match = pattern[position(letter)]
            let exchange = ((~diagonal & match) << 1) & before
            diagonal = (((match & positive) &+ positive) ^ positive) | match | negative | exchange
            var up = negative | ~(diagonal | positive)
            var down = diagonal & positive
            if up & last != 0 { distance &+= 1 }
            if down & last != 0 { distance &-= 1 }
            up = up << 1 | 1
            down = down << 1
            positive = down | ~(diagonal | up)
            negative = up & diagonal
            before = match
        }
        return distance
    }
}

/// Letter positions of the forms of one word at a time, for ``BitDistance``, in borrowed memory.
struct LetterPositions {
    private let table: UnsafeMutablePointer<UInt64>

    /// Lends memory for one word of so many forms at most; it is empty at the start.
    static func withScratch<Answer>(
        forms: Int, _ body: (LetterPositions) -> Answer
    ) -> Answer {
        let count = forms * BitDistance.alphabet
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { memory in
            memory.initialize(repeating: 0)
            guard let table = memory.baseAddress else {
                preconditionFailure("memory for the letters of a word has an address")
            }
            return body(LetterPositions(table: table))
        }
    }

    /// Enters the letters of a word and lets it point to them.
    func prepare(_ place: inout WordMatcher.Place) {
        each(place) { $0 |= $1 }
        place.patterns = UnsafePointer(table)
    }

    /// Takes the letters of a word out again.
    func clear(_ place: WordMatcher.Place) { each(place) { entry, _ in entry = 0 } }

    @inline(__always)
    private func each(_ place: WordMatcher.Place, _ body: (inout UInt64, UInt64) -> Void) {
        for number in 0..<Int(place.word.formCount) {
            let form = place.form(number)
            let entries = table + number * BitDistance.alphabet
            var bit: UInt64 = 1
            for letter in place.letters(form) {
                body(&entries[BitDistance.position(letter)], bit)
                bit <<= 1
            }
        }
    }
}
