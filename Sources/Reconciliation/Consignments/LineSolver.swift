/// How lines of one consignment pair belong together.
enum LinkKind: UInt8, Sendable {
    /// One export line is one import line.
    case one
    /// One export line was imported as two or three.
    case split
    /// Two export lines were imported as one.
    case merge

    var text: StaticString {
        switch self {
        case .one: "one"
        case .split: "split"
        case .merge: "merge"
        }
    }
    var name: String { text.description }
}

/// Lines that belong together: places in ``Consignments/facts``; unused places are -1.
struct LineGroup: Sendable {
    var kind: LinkKind
    var exported: (Int32, Int32) = (-1, -1)
    var imported: (Int32, Int32, Int32) = (-1, -1, -1)
    /// Bits of evidence.
    var score: Float
}

/// Pairs the lines of two consignments: one to one, one to two or three by sums, two to one.
///
/// Options are taken by falling evidence. At most ``linesMax`` lines a side are combined; longer
/// consignments pair their lines one to one only.
struct LineSolver {
    /// A line of either side that finds no partner costs this many bits. Source: shares of such
    /// lines within matched consignments, about 2 % of export and well below 1 % of import lines.
    static let exportLeft: Float = -4
    static let importLeft: Float = -7
    /// A split or merge is this much rarer than a plain line, in bits: about 3 % each.
    private static let sumPenalty: Float = -5
    private static let linesMax = 64
    private static let nearMax = 32

    private var options: [LineGroup] = []
    private var exportUsed: [Bool] = []
    private var importUsed: [Bool] = []
    private(set) var groups: [LineGroup] = []

    /// Pairs the lines and returns the bits of evidence, lines left over counted against it.
    mutating func solve(
        _ exports: Consignments, _ exported: Range<Int>, _ imports: Consignments,
        _ imported: Range<Int>, weights: LineWeights, sums: Bool, scoreMin: Float
    ) -> Float {
        options.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        if exported.count * imported.count <= 1 << 20 {
            addPairs(exports, exported, imports, imported, weights, scoreMin)
        } else {
            addNearPairs(exports, exported, imports, imported, weights, scoreMin)
        }
        if sums, !isSettled(exported, imported), exported.count <= Self.linesMax,
            imported.count <= Self.linesMax
        {
            addSplits(exports, exported, imports, imported, weights)
            addMerges(exports, exported, imports, imported, weights)
        }
        if options.count > 1 { sortOptions() }
        exportUsed.removeAll(keepingCapacity: true)
        exportUsed.append(contentsOf: repeatElement(false, count: exported.count))
        importUsed.removeAll(keepingCapacity: true)
        importUsed.append(contentsOf: repeatElement(false, count: imported.count))
        var total: Float = 0
        for option in options where isFree(option, exported.lowerBound, imported.lowerBound) {
            take(option, exported.lowerBound, imported.lowerBound)
            groups.append(option)
            total += option.score
        }
        for used in exportUsed where !used { total += Self.exportLeft }
        for used in importUsed where !used { total += Self.importLeft }
        return total
    }

    /// Whether one line faces one line, so that nothing can be a sum.
    private func isSettled(_ exported: Range<Int>, _ imported: Range<Int>) -> Bool {
        exported.count == 1 && imported.count == 1
    }

    private mutating func sortOptions() {
        options.sort { one, two in
            if one.score != two.score { return one.score > two.score }
            if one.imported.0 != two.imported.0 { return one.imported.0 < two.imported.0 }
            return one.exported.0 < two.exported.0
        }
    }

    private func isFree(_ option: LineGroup, _ exportBase: Int, _ importBase: Int) -> Bool {
        if exportUsed[Int(option.exported.0) - exportBase] { return false }
        if option.exported.1 >= 0, exportUsed[Int(option.exported.1) - exportBase] { return false }
        if importUsed[Int(option.imported.0) - importBase] { return false }
        if option.imported.1 >= 0, importUsed[Int(option.imported.1) - importBase] { return false }
        if option.imported.2 >= 0, importUsed[Int(option.imported.2) - importBase] { return false }
        return true
    }

    private mutating func take(_ option: LineGroup, _ exportBase: Int, _ importBase: Int) {
        exportUsed[Int(option.exported.0) - exportBase] = true
        if option.exported.1 >= 0 { exportUsed[Int(option.exported.1) - exportBase] = true }
        importUsed[Int(option.imported.0) - importBase] = true
        if option.imported.1 >= 0 { importUsed[Int(option.imported.1) - importBase] = true }
        if option.imported.2 >= 0 { importUsed[Int(option.imported.2) - importBase] = true }
    }

    private mutating func addPairs(
        _ exports: Consignments, _ exported: Range<Int>, _ imports: Consignments,
        _ imported: Range<Int>, _ weights: LineWeights, _ scoreMin: Float
    ) {
        for i in imported {
            for e in exported {
                let one = exports.facts[e]
                let comparison = LineComparison(
                    exported: one, imported: imports.facts[i], usualRatio: weights.usualRatio)
                let score = weights.score(comparison, one)
                guard score > scoreMin else { continue }
                options.append(
                    LineGroup(
                        kind: .one, exported: (Int32(e), -1), imported: (Int32(i), -1, -1),
                        score: score))
            }
        }
    }

    /// For consignments too long to compare each line with each: lines of one subheading and like
    /// mass only.
    private mutating func addNearPairs(
        _ exports: Consignments, _ exported: Range<Int>, _ imports: Consignments,
        _ imported: Range<Int>, _ weights: LineWeights, _ scoreMin: Float
    ) {
        func precedes(_ one: LineFacts, _ code: UInt32, _ mass: Float) -> Bool {
            (one.subheading, one.massNetKg) < (code, mass)
        }
        let sorted = exported.sorted { one, two in
            let other = exports.facts[two]
            return precedes(exports.facts[one], other.subheading, other.massNetKg)
        }
        for i in imported {
            let line = imports.facts[i]
            var low = 0
            var high = sorted.count
            while low < high {
                let middle = (low + high) / 2
                let isBefore = precedes(
                    exports.facts[sorted[middle]], line.subheading,
                    line.massNetKg / (1 + MassBounds.noise))
                if isBefore { low = middle + 1 } else { high = middle }
            }
            for place in low..<min(sorted.count, low + Self.nearMax) {
                let one = exports.facts[sorted[place]]
                guard one.subheading == line.subheading else { break }
                let comparison = LineComparison(
                    exported: one, imported: line, usualRatio: weights.usualRatio)
                let score = weights.score(comparison, one)
                guard score > scoreMin else { continue }
                options.append(
                    LineGroup(
                        kind: .one, exported: (Int32(sorted[place]), -1),
                        imported: (Int32(i), -1, -1), score: score))
            }
        }
    }

    /// One export line against the sum of two or three import lines of one heading.
    private mutating func addSplits(
        _ exports: Consignments, _ exported: Range<Int>, _ imports: Consignments,
        _ imported: Range<Int>, _ weights: LineWeights
    ) {
        guard imported.count >= 2 else { return }
        for e in exported {
            let whole = exports.facts[e]
            let limit = whole.massNetKg * (1 + MassBounds.noise)
            for a in imported {
                let first = imports.facts[a]
                guard first.heading == whole.heading, first.massNetKg < limit else { continue }
                for b in imported where b > a {
                    let second = imports.facts[b]
                    guard second.heading == whole.heading else { continue }
                    let two = first.adding(second)
                    guard two.massNetKg < limit else { continue }
                    addSum(.split, whole, two, (e, -1), (a, b, -1), weights)
                    for c in imported where c > b {
                        let third = imports.facts[c]
                        guard third.heading == whole.heading else { continue }
                        addSum(.split, whole, two.adding(third), (e, -1), (a, b, c), weights)
                    }
                }
            }
        }
    }

    /// The sum of two export lines of one heading against one import line.
    private mutating func addMerges(
        _ exports: Consignments, _ exported: Range<Int>, _ imports: Consignments,
        _ imported: Range<Int>, _ weights: LineWeights
    ) {
        guard exported.count >= 2 else { return }
        for i in imported {
            let whole = imports.facts[i]
            for a in exported where exports.facts[a].heading == whole.heading {
                for b in exported where b > a && exports.facts[b].heading == whole.heading {
                    let sum = exports.facts[a].adding(exports.facts[b])
                    addSum(.merge, sum, whole, (a, b), (i, -1, -1), weights)
                }
            }
        }
    }

    private mutating func addSum(
        _ kind: LinkKind, _ exported: LineFacts, _ imported: LineFacts, _ e: (Int, Int),
        _ i: (Int, Int, Int), _ weights: LineWeights
    ) {
        let comparison = LineComparison(
            exported: exported, imported: imported, usualRatio: weights.usualRatio)
        guard comparison.mass <= 1, comparison.packages <= 1 else { return }
        let score = weights.score(comparison, exported) + Self.sumPenalty
        guard score > 0 else { return }
        options.append(
            LineGroup(
                kind: kind, exported: (Int32(e.0), Int32(e.1)),
                imported: (Int32(i.0), Int32(i.1), Int32(i.2)), score: score))
    }
}

extension LineFacts {
    /// Both lines as one: amounts added, the rest from the first.
    func adding(_ other: LineFacts) -> LineFacts {
        var sum = self
        sum.massNetKg += other.massNetKg
        sum.massGrossKg += other.massGrossKg
        sum.packages &+= other.packages
        sum.dollars += other.dollars
        sum.quantity = unit == other.unit ? quantity + other.quantity : 0
        if origin != other.origin { sum.origin = 0 }
        return sum
    }
}
