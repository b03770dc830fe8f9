/// A regular expression made into a non-deterministic automaton over classes of characters.
///
/// Matching visits each character once, whatever the pattern: there is no backtracking.
/// Source: K. Thompson, "Regular Expression Search Algorithm", CACM 11 (1968) 6.
package final class Pattern: Sendable {
    /// Steps of the automaton, counted repetitions written out.
    package static let stepsMax = 10_000

    enum Step: Sendable {
        /// One character of the set, then `next`.
        case scalars(Int, next: Int)
        case split(Int, Int)
        case place(PatternPlace, next: Int)
        case match
    }

    let steps: [Step]
    let start: Int
    /// For each set of characters the classes in it.
    let sets: [[Bool]]
    /// First scalar of each class, ascending; two scalars of a class behave the same in this pattern.
    let classStarts: [UInt32]
    /// The class of each ASCII character.
    let asciiClasses: [UInt16]
    let usesPlaces: Bool

    /// - Throws: what is wrong with the pattern, or that it is too large.
    package convenience init(_ text: String) throws(PatternFailure) {
        var reader = try PatternReader(text)
        var builder = PatternBuilder()
        self.init(try builder.build(reader.read()))
    }

    private init(_ builder: PatternBuilder) {
        steps = builder.steps
        start = builder.start
        usesPlaces = builder.usesPlaces
        var starts: Set<UInt32> = [0]
        // Line feeds and ASCII word characters are told apart for the conditions on places.
        let always: [ClosedRange<UInt32>] = [10...10, 48...57, 65...90, 95...95, 97...122]
        for range in builder.sets.flatMap({ $0 }) + always {
            starts.insert(range.lowerBound)
            if range.upperBound < 0x10FFFF { starts.insert(range.upperBound + 1) }
        }
        let sorted = starts.sorted()
        classStarts = sorted
        sets = builder.sets.map { ranges in
            var members = [Bool](repeating: false, count: sorted.count)
            var place = 0
            for (number, start) in sorted.enumerated() {
                while place < ranges.count, ranges[place].upperBound < start { place += 1 }
                members[number] = place < ranges.count && ranges[place].contains(start)
            }
            return members
        }
        asciiClasses = (UInt32(0)..<128).map { UInt16(Self.classNumber($0, sorted)) }
    }

    static func classNumber(_ scalar: UInt32, _ starts: [UInt32]) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle } else { high = middle }
        }
        return low
    }
}

/// Writes the steps of a pattern from its end to its begin, so that each knows what follows it.
struct PatternBuilder {
    var steps: [Pattern.Step] = []
    var sets: [[ClosedRange<UInt32>]] = []
    var usesPlaces = false
    var start = 0
    private var numbers: [[ClosedRange<UInt32>]: Int] = [:]
    private var work = 0

    private static let tooLarge = PatternFailure(
        offset: 0, problem: "it is too large: its repetitions multiply beyond bounds")

    mutating func build(_ tree: PatternTree) throws(PatternFailure) -> PatternBuilder {
        let end = try add(.match)
        start = try add(tree, before: end)
        return self
    }

    private mutating func add(_ step: Pattern.Step) throws(PatternFailure) -> Int {
        guard steps.count < Pattern.stepsMax else { throw Self.tooLarge }
        steps.append(step)
        return steps.count - 1
    }

    private mutating func add(
        _ tree: PatternTree, before next: Int
    ) throws(PatternFailure) -> Int {
        // Empty parts write no steps; their repetitions are bounded here.
        work += 1
        guard work <= 4 * Pattern.stepsMax else { throw Self.tooLarge }
        switch tree {
        case .empty: return next
        case .scalars(let ranges):
            let number = numbers[ranges] ?? sets.count
            if number == sets.count {
                numbers[ranges] = number
                sets.append(ranges)
            }
            return try add(.scalars(number, next: next))
        case .row(let parts):
            var place = next
            for part in parts.reversed() { place = try add(part, before: place) }
            return place
        case .choice(let branches):
            var place = try add(branches[branches.count - 1], before: next)
            for branch in branches.dropLast().reversed() {
                let first = try add(branch, before: next)
                place = try add(.split(first, place))
            }
            return place
        case .place(let condition):
            usesPlaces = true
            return try add(.place(condition, next: next))
        case .repeated(let inner, let low, let high):
            return try repetition(inner, low, high, before: next)
        }
    }

    private mutating func repetition(
        _ inner: PatternTree, _ low: Int, _ high: Int?, before next: Int
    ) throws(PatternFailure) -> Int {
        var place = next
        if let high {
            // Each optional turn may leave for the end.
            for _ in low..<max(low, high) {
                let turn = try add(inner, before: place)
                place = try add(.split(turn, next))
            }
        } else {
            let loop = try add(.split(next, next))
            let turn = try add(inner, before: loop)
            steps[loop] = .split(turn, next)
            place = loop
        }
        for _ in 0..<low { place = try add(inner, before: place) }
        return place
    }
}
