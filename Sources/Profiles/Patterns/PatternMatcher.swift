/// Runs one pattern over texts, with an automaton whose states are made when they are first met.
///
/// Time is linear in the text; memory is bounded by forgetting all states when they become too many.
/// Not for use from several threads at once: each evaluator has its own.
final class PatternMatcher {
    /// States times classes, plus steps of all states, kept at once.
    static let cellsMax = 1 << 16

    let pattern: Pattern
    private let classCount: Int
    /// Next state for state and class (the last class is the end of the text); -1 unknown.
    private var cells: ContiguousArray<Int32> = []
    private var states: [State] = []
    private var numbers: [State: Int32] = [:]
    private var marks: [Int]
    private var mark = 0
    /// How often all states were forgotten.
    private var generation = 0
    /// Steps in all states.
    private var weight = 0
    /// Units of cost left to the running match.
    private var budget = 0

    private static let matched: Int32 = -2

    /// Steps to go on from, and what stands before the place.
    private struct State: Hashable {
        var steps: [Int32]
        var before: Before
    }

    private struct Before: Hashable {
        var isTextBegin = false
        var isLineFeed = false
        var isWord = false
    }

    init(_ pattern: Pattern) {
        self.pattern = pattern
        classCount = pattern.classStarts.count + 1
        marks = [Int](repeating: 0, count: pattern.steps.count)
    }

    /// Whether the pattern matches anywhere in the text.
    ///
    /// Costs one unit for each 16 bytes and one for each eight steps looked at to make a new state;
    /// when `budget` falls below zero the answer is false and means nothing.
    func matches(_ text: String, budget: inout Int) -> Bool {
        self.budget = budget - text.utf8.count >> 4
        defer { budget = self.budget }
        guard self.budget >= 0 else { return false }
        let done = text.utf8.withContiguousStorageIfAvailable { matches($0) }
        if let done { return done }
        return Array(text.utf8).withUnsafeBufferPointer { matches($0) }
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var state = number(
            State(steps: [Int32(pattern.start)], before: Before(isTextBegin: true)))
        var place = 0
        while place < bytes.count {
            let kind: Int
            let byte = bytes[place]
            if byte < 0x80 {
                kind = Int(pattern.asciiClasses[Int(byte)])
                place += 1
            } else {
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                guard place + length <= bytes.count else { return false }
                var scalar = UInt32(byte) & (0xFF >> UInt32(length + 1))
                for next in 1..<length { scalar = scalar << 6 | UInt32(bytes[place + next] & 0x3F) }
                kind = Pattern.classNumber(scalar, pattern.classStarts)
                place += length
            }
            let known = cells[Int(state) * classCount + kind]
            state = known == -1 ? next(state, kind) : known
            if state == Self.matched { return true }
            if budget < 0 { return false }
        }
        let known = cells[Int(state) * classCount + classCount - 1]
        return (known == -1 ? next(state, classCount - 1) : known) == Self.matched
    }

    private func number(_ state: State) -> Int32 {
        if let known = numbers[state] { return known }
        weight += state.steps.count
        if cells.count + classCount + weight > Self.cellsMax, !states.isEmpty {
            weight = state.steps.count
            generation += 1
            cells.removeAll(keepingCapacity: true)
            states.removeAll(keepingCapacity: true)
            numbers.removeAll(keepingCapacity: true)
        }
        let number = Int32(states.count)
        states.append(state)
        numbers[state] = number
        cells.append(contentsOf: repeatElement(-1, count: classCount))
        return number
    }

    /// Makes and remembers the state after a character of a class, or after the end of the text.
    private func next(_ from: Int32, _ kind: Int) -> Int32 {
        let state = states[Int(from)]
        let isEnd = kind == classCount - 1
        let first = isEnd ? 0 : pattern.classStarts[kind]
        let after = Before(
            isLineFeed: !isEnd && first == 10, isWord: !isEnd && Self.isWord(first))
        mark += 1
        var stack = state.steps.map { Int($0) }
        var following: Set<Int32> = []
        var isMatch = false
        var visited = 0
        while let step = stack.popLast() {
            guard marks[step] != mark else { continue }
            marks[step] = mark
            visited += 1
            switch pattern.steps[step] {
            case .match: isMatch = true
            case .split(let one, let two):
                stack.append(one)
                stack.append(two)
            case .place(let place, let next):
                if Self.holds(place, state.before, after, isEnd) { stack.append(next) }
            case .scalars(let set, let next):
                if !isEnd, pattern.sets[set][kind] { following.insert(Int32(next)) }
            }
            if isMatch { break }
        }
        budget -= 1 + visited >> 3
        if isMatch || isEnd {
            let result = isMatch ? Self.matched : from
            cells[Int(from) * classCount + kind] = result
            return result
        }
        // A match may begin at every place.
        following.insert(Int32(pattern.start))
        let before = generation
        let result = number(
            State(
                steps: following.sorted(), before: pattern.usesPlaces ? after : Before()))
        // When the states were forgotten meanwhile, the cell of the old one is gone too.
        if generation == before { cells[Int(from) * classCount + kind] = result }
        return result
    }

    private static func isWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 48...57, 65...90, 95, 97...122: true
        default: false
        }
    }

    private static func holds(
        _ place: PatternPlace, _ before: Before, _ after: Before, _ isEnd: Bool
    ) -> Bool {
        switch place {
        case .textBegin: before.isTextBegin
        case .textEnd: isEnd
        case .lineBegin: before.isTextBegin || before.isLineFeed
        case .lineEnd: isEnd || after.isLineFeed
        case .wordBoundary: before.isWord != after.isWord
        case .noWordBoundary: before.isWord == after.isWord
        }
    }
}
