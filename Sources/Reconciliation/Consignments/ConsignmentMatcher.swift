import Glibc

/// Two consignments that may be or are the same.
struct ConsignmentPair: Sendable {
    var exported: Int32
    var imported: Int32
    /// Bits of evidence for the pair.
    var score: Float
    /// Bits of the best other export consignment for the same import; `-infinity` when none.
    var rival: Float = -.infinity

    /// By falling evidence, then by the consignments' numbers: one order for all runs.
    @inline(__always)
    static func precedes(_ one: ConsignmentPair, _ two: ConsignmentPair) -> Bool {
        if one.score != two.score { return one.score > two.score }
        if one.imported != two.imported { return one.imported < two.imported }
        return one.exported < two.exported
    }
}

/// Finds for the consignments of one register those of the other: whole consignments first.
///
/// Exact numbers and telling lines bring candidates, which are scored by all evidence; the best
/// pairs teach the weights; what stays open is searched by numbers with one wrong character and by
/// the parties. Each consignment is given once, the surest pair first.
struct ConsignmentMatcher {
    let exports: Consignments
    let imports: Consignments
    let parallel: Parallel
    private(set) var lineWeights: LineWeights
    private(set) var weights: ConsignmentWeights
    /// Bits that an import's right partner has to overcome: log2 of the exports it may choose from.
    let priorBits: Float
    /// Pair of each consignment; -1 when open.
    private(set) var ofExport: [Int32]
    private(set) var ofImport: [Int32]
    private(set) var pairs: [ConsignmentPair] = []
    /// Pairs from this place on were found among what the surest had left open, whose prior is lower.
    private(set) var openFrom = 0
    private(set) var openPriorBits: Float = 0
    /// Best evidence found for an import consignment that stays open.
    private(set) var bestOpen: [Float]

    /// Candidates kept for one import consignment.
    static let keptMax = 4
    static let pieceSize = 512
    /// Hits looked at under one key.
    static let hitsMax = 96
    /// A pair of the first round needs odds of 2^6 over the prior.
    static let sureBits: Float = 6
    private static let learningRounds = 2
    /// Import consignments that teach the weights at most, about.
    private static let learnedFromMax = 50_000
    /// What is still open often has no partner at all, and looks like its lane's other goods: odds of
    /// eight to one are asked on top of the prior. A cautious choice, checked on
    /// Benchmarks/reconcile registers of both levels.
    private static let openMargin: Float = 3

    init(
        _ exports: Consignments, _ imports: Consignments, sellers: Int, buyers: Int,
        parallel: Parallel
    ) {
        self.exports = exports
        self.imports = imports
        self.parallel = parallel
        lineWeights = LineWeights(frequencies: LineFrequencies(exports))
        weights = ConsignmentWeights(exports, sellers: sellers, buyers: buyers)
        ofExport = [Int32](repeating: -1, count: exports.count)
        ofImport = [Int32](repeating: -1, count: imports.count)
        bestOpen = [Float](repeating: -.infinity, count: imports.count)
        let days = (exports.lastDay ?? 0) - (exports.firstDay ?? 0) + 1
        let share = min(1, Float(ConsignmentScorer.daysMax) / Float(max(1, days)))
        priorBits = log2(max(2, Float(exports.count) * share))
    }

    mutating func run() {
        let strong = StrongIndex(exports, parallel: parallel)
        var learner = WeightLearner(exports, imports)
        // The weights are learned from some imports, spread over the register.
        let step = max(1, imports.count / Self.learnedFromMax)
        let some = Array(stride(from: 0, to: imports.count, by: step))
        var candidates = scored(over: some, sums: .none, from: 0, strong.find)
        for _ in 0..<Self.learningRounds {
            accept(candidates, bits: Self.sureBits)
            (lineWeights, weights) = learner.learn(pairs, lineWeights, weights)
            release()
            candidates = rescored(candidates)
        }
        if step > 1 {
            let all = Array(0..<imports.count)
            candidates = scored(
                over: all, sums: .kept, from: priorBits + Self.sureBits, strong.find)
        }
        accept(candidates, bits: Self.sureBits)
        candidates = []
        openFrom = pairs.count
        openPriorBits = openBits
        let bits = min(0, openPriorBits + Self.openMargin - priorBits)
        accept(openCandidates(from: priorBits + bits), bits: bits)
    }

    /// The prior among what is still open, in bits.
    private var openBits: Float {
        let open = ofExport.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
        let share = exp2(priorBits) / Float(max(1, exports.count))
        return log2(max(2, Float(open) * share))
    }

    private mutating func release() {
        for pair in pairs {
            ofExport[Int(pair.exported)] = -1
            ofImport[Int(pair.imported)] = -1
        }
        for place in bestOpen.indices { bestOpen[place] = -.infinity }
        pairs.removeAll(keepingCapacity: true)
    }

    /// Takes candidates by falling evidence while both sides are open.
    private mutating func accept(_ candidates: [ConsignmentPair], bits: Float) {
        for pair in candidates {
            let e = Int(pair.exported)
            let i = Int(pair.imported)
            guard ofExport[e] < 0, ofImport[i] < 0 else { continue }
            guard pair.score >= priorBits + bits else {
                bestOpen[i] = max(bestOpen[i], pair.score)
                continue
            }
            ofExport[e] = Int32(pairs.count)
            ofImport[i] = Int32(pairs.count)
            pairs.append(pair)
        }
    }

    private func rescored(_ candidates: [ConsignmentPair]) -> [ConsignmentPair] {
        let ranges = Parallel.ranges(candidates.count, size: 4_096)
        let scored = parallel.map(ranges.count) { piece in
            var scorer = ConsignmentScorer(exports, imports, lineWeights, weights)
            return ranges[piece].map { place in
                var pair = candidates[place]
                pair.score = scorer.score(Int(pair.exported), Int(pair.imported), sums: true)
                return pair
            }
        }
        return parallel.sorted(scored.flatMap { $0 }, by: ConsignmentPair.precedes)
    }
}
