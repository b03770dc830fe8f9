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
    private let exports: Consignments
    private let imports: Consignments
    private let parallel: Parallel
    private(set) var lineWeights: LineWeights
    private(set) var weights: ConsignmentWeights
    /// Bits that an import's right partner has to overcome: log2 of the exports it may choose from.
    let priorBits: Float
    /// Pair of each consignment; -1 when open.
    private(set) var ofExport: [Int32]
    private(set) var ofImport: [Int32]
    private(set) var pairs: [ConsignmentPair] = []
    /// Best evidence found for an import consignment that stays open.
    private(set) var bestOpen: [Float]

    /// Candidates kept for one import consignment.
    private static let keptMax = 4
    private static let pieceSize = 512
    /// Hits looked at under one key.
    private static let hitsMax = 96
    /// Lines looked at under one key, and candidates of one import consignment.
    private static let scannedMax = 1_024
    private static let foundMax = 1 << 14
    /// A pair of the first round needs odds of 2^6 over the prior.
    private static let sureBits: Float = 6
    private static let learningRounds = 2
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
        let days = (exports.lastDays.max() ?? 0) - (exports.firstDays.min() ?? 0) + 1
        let share = min(1, Float(ConsignmentScorer.daysMax) / Float(max(1, days)))
        priorBits = log2(max(2, Float(exports.count) * share))
    }

    mutating func run() {
        var learner = WeightLearner(exports, imports)
        var candidates = strongCandidates()
        for _ in 0..<Self.learningRounds {
            accept(candidates, bits: Self.sureBits)
            (lineWeights, weights) = learner.learn(pairs, lineWeights, weights)
            release()
            candidates = rescored(candidates)
        }
        accept(candidates, bits: Self.sureBits)
        accept(openCandidates(), bits: min(0, openBits + Self.openMargin - priorBits))
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
        return scored.flatMap { $0 }.sorted(by: ConsignmentPair.precedes)
    }
}

/// Candidates by exact numbers and by telling lines.
extension ConsignmentMatcher {
    private func strongCandidates() -> [ConsignmentPair] {
        let keys = index(kinds: Array(0..<ConsignmentKeys.kinds))
        var entries: [KeyIndex.Entry] = []
        entries.reserveCapacity(exports.lineCount)
        for consignment in 0..<exports.count {
            for place in exports.lines(consignment) {
                let facts = exports.facts[place]
                let key = Self.lineKey(
                    facts, exports.modes[consignment], Self.massBand(facts.massNetKg))
                entries.append(KeyIndex.Entry(key: key, value: Int32(place)))
            }
        }
        let lines = KeyIndex(entries)
        let owners = owners(exports)
        return scored(over: Array(0..<imports.count), sums: false) { imported, found in
            for kind in 0..<ConsignmentKeys.kinds {
                let key = imports.keys[imported][kind]
                guard !key.isMissing else { continue }
                var hits = 0
                keys.forEach(Self.keyHash(kind, key)) { exported in
                    hits += 1
                    if exports.keys[exported][kind] == key { found.append(Int32(exported)) }
                    return hits < Self.hitsMax
                }
            }
            for place in imports.lines(imported) {
                guard found.count < Self.foundMax else { break }
                let facts = imports.facts[place]
                let low = Self.massBand(facts.massNetKg / (1 + MassBounds.noise))
                let high = Self.massBand(facts.massNetKg / (1 - MassBounds.noise))
                for band in low...max(low, min(high, low + 1)) {
                    var scanned = 0
                    lines.forEach(Self.lineKey(facts, imports.modes[imported], band)) { other in
                        scanned += 1
                        let whole = exports.facts[other].massNetKg
                        let exported = Int(owners[other])
                        if abs(facts.massNetKg - whole) <= MassBounds.noise * whole,
                            mayBe(exported, imported)
                        {
                            found.append(Int32(exported))
                        }
                        return scanned < Self.scannedMax
                    }
                }
            }
        }
    }

    @inline(__always)
    private func mayBe(_ exported: Int, _ imported: Int) -> Bool {
        let days = imports.firstDays[imported] - exports.lastDays[exported]
        return days >= ConsignmentScorer.daysMin && days <= ConsignmentScorer.daysMax
    }

    /// Goods that look alike: heading, mode, packages and band of mass.
    private static func lineKey(_ facts: LineFacts, _ mode: UInt8, _ band: Int32) -> UInt64 {
        Mix.pair(
            UInt64(facts.heading) << 40 | UInt64(mode) << 32 | UInt64(UInt32(bitPattern: band)),
            UInt64(UInt32(bitPattern: facts.packages)))
    }

    /// Bands of 10 %, wider than the noise of mass to both sides, so that two hold every partner.
    private static func massBand(_ kilograms: Float) -> Int32 {
        Int32((log(max(kilograms, 0.001)) * 10).rounded(.down))
    }

    private static func keyHash(_ kind: Int, _ key: PackedKey) -> UInt64 {
        Mix.mix(key.hash &+ UInt64(kind))
    }

    private func owners(_ side: Consignments) -> [Int32] {
        var owners = [Int32](repeating: 0, count: side.lineCount)
        for consignment in 0..<side.count {
            for place in side.lines(consignment) { owners[place] = Int32(consignment) }
        }
        return owners
    }

    private func index(kinds: [Int]) -> KeyIndex {
        var entries: [KeyIndex.Entry] = []
        for exported in 0..<exports.count {
            for kind in kinds {
                let key = exports.keys[exported][kind]
                guard !key.isMissing else { continue }
                entries.append(
                    KeyIndex.Entry(key: Self.keyHash(kind, key), value: Int32(exported)))
            }
        }
        return KeyIndex(entries)
    }

    /// Scores what `find` brings for each import consignment and keeps the best.
    private func scored(
        over open: [Int], sums: Bool,
        find: @Sendable (Int, inout [Int32]) -> Void
    ) -> [ConsignmentPair] {
        let ranges = Parallel.ranges(open.count, size: Self.pieceSize)
        let kept = parallel.map(ranges.count) { piece in
            var scorer = ConsignmentScorer(exports, imports, lineWeights, weights)
            var found: [Int32] = []
            var best: [ConsignmentPair] = []
            var all: [ConsignmentPair] = []
            for place in ranges[piece] {
                let imported = open[place]
                found.removeAll(keepingCapacity: true)
                best.removeAll(keepingCapacity: true)
                find(imported, &found)
                found.sort()
                var previous: Int32 = -1
                for exported in found where exported != previous {
                    previous = exported
                    guard ofExport[Int(exported)] < 0 else { continue }
                    let score = scorer.score(Int(exported), imported, sums: sums)
                    guard score > 0 else { continue }
                    best.append(
                        ConsignmentPair(
                            exported: exported, imported: Int32(imported), score: score))
                }
                best.sort(by: ConsignmentPair.precedes)
                for (rank, pair) in best.prefix(Self.keptMax).enumerated() {
                    var pair = pair
                    let other = rank == 0 ? 1 : 0
                    if other < best.count { pair.rival = best[other].score }
                    all.append(pair)
                }
            }
            return all
        }
        return kept.flatMap { $0 }.sorted(by: ConsignmentPair.precedes)
    }
}

/// Candidates for what stays open: numbers with one wrong character, the parties, their goods.
extension ConsignmentMatcher {
    private func openCandidates() -> [ConsignmentPair] {
        var entries: [KeyIndex.Entry] = []
        for exported in 0..<exports.count where ofExport[exported] < 0 {
            keysOfOpen(exports, exported) { key in
                entries.append(KeyIndex.Entry(key: key, value: Int32(exported)))
            }
        }
        let keys = KeyIndex(entries)
        let open = (0..<imports.count).filter { ofImport[$0] < 0 }
        return scored(over: open, sums: true) { imported, found in
            keysOfOpen(imports, imported) { key in
                var hits = 0
                keys.forEach(key) { exported in
                    guard mayBe(exported, imported) else { return true }
                    hits += 1
                    found.append(Int32(exported))
                    return hits < Self.hitsMax * 4
                }
            }
        }
    }

    /// The keys under which an open consignment is looked for.
    private func keysOfOpen(
        _ side: Consignments, _ consignment: Int, _ body: (UInt64) -> Void
    ) {
        for kind in 0..<ConsignmentKeys.kinds {
            let keys = side.keys[consignment]
            keys[kind].neighbourhood { body(Mix.mix($0 &+ UInt64(kind))) }
            guard keys.whole(kind) != keys[kind] else { continue }
            keys.whole(kind).neighbourhood { body(Mix.mix($0 &+ UInt64(kind))) }
        }
        let seller = side.sellers[consignment]
        let buyer = side.buyers[consignment]
        if seller >= 0, buyer >= 0 {
            body(
                Mix.pair(
                    UInt64(UInt32(bitPattern: seller)) << 32 | UInt64(UInt32(bitPattern: buyer)), 11
                ))
        }
        for place in side.lines(consignment) {
            let facts = side.facts[place]
            let heading = UInt64(facts.heading)
            let packages = UInt64(UInt32(bitPattern: facts.packages))
            if seller >= 0 {
                body(Mix.pair(UInt64(seller) << 16 | heading, 12))
                body(Mix.pair(UInt64(seller) << 32 | packages, 14))
            }
            if buyer >= 0 {
                body(Mix.pair(UInt64(buyer) << 16 | heading, 13))
                body(Mix.pair(UInt64(buyer) << 32 | packages, 15))
            }
        }
    }
}
