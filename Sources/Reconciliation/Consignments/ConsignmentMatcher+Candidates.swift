/// Scoring what an index brings.
extension ConsignmentMatcher {
    /// Whose score counts splits and merges: nobody's, that of the best, or everybody's.
    enum Sums { case none, kept, all }

    /// Scores what `find` brings for each import consignment and keeps the best of all and a few more
    /// with `bitsMin` or more.
    func scored(
        over open: [Int], sums: Sums, from bitsMin: Float,
        _ find: @Sendable (Consignments, Int, inout [Int32]) -> Void
    ) -> [ConsignmentPair] {
        let ranges = Parallel.ranges(open.count, size: Self.pieceSize)
        let kept = parallel.map(ranges.count) { piece in
            var scorer = ConsignmentScorer(exports, imports, lineWeights, weights)
            var found: [Int32] = []
            var best: [ConsignmentPair] = []
            var all: [ConsignmentPair] = []
            for place in ranges[piece] {
                found.removeAll(keepingCapacity: true)
                best.removeAll(keepingCapacity: true)
                find(imports, open[place], &found)
                found.sort()
                score(found, open[place], sums == .all, &scorer, &best)
                keep(&best, sums: sums == .kept, from: bitsMin, &scorer, in: &all)
            }
            return all
        }
        return parallel.sorted(kept.flatMap { $0 }, by: ConsignmentPair.precedes)
    }

    private func score(
        _ found: [Int32], _ imported: Int, _ sums: Bool, _ scorer: inout ConsignmentScorer,
        _ best: inout [ConsignmentPair]
    ) {
        var previous: Int32 = -1
        for exported in found where exported != previous {
            previous = exported
            guard ofExport[Int(exported)] < 0 else { continue }
            let score = scorer.score(Int(exported), imported, sums: sums)
            guard score > 0 else { continue }
            best.append(
                ConsignmentPair(exported: exported, imported: Int32(imported), score: score))
        }
    }

    private func keep(
        _ best: inout [ConsignmentPair], sums: Bool, from bitsMin: Float,
        _ scorer: inout ConsignmentScorer,
        in all: inout [ConsignmentPair]
    ) {
        if best.count > 1 { best.sort(by: ConsignmentPair.precedes) }
        if best.count > Self.keptMax { best.removeLast(best.count - Self.keptMax) }
        if sums {
            for place in best.indices {
                let pair = best[place]
                best[place].score = scorer.scoreWithSums(
                    Int(pair.exported), Int(pair.imported), without: pair.score)
            }
            if best.count > 1 { best.sort(by: ConsignmentPair.precedes) }
        }
        for (rank, pair) in best.enumerated() {
            guard rank == 0 || pair.score >= bitsMin else { break }
            var pair = pair
            let other = rank == 0 ? 1 : 0
            if other < best.count { pair.rival = best[other].score }
            all.append(pair)
        }
    }
}

/// Candidates for what stays open: numbers with one wrong character, the parties, their goods.
extension ConsignmentMatcher {
    func openCandidates(from bitsMin: Float) -> [ConsignmentPair] {
        var entries: [KeyIndex.Entry] = []
        for exported in 0..<exports.count where ofExport[exported] < 0 {
            keysOfOpen(exports, exported) { key in
                entries.append(KeyIndex.Entry(key: key, value: Int32(exported)))
            }
        }
        let keys = KeyIndex(entries)
        let open = (0..<imports.count).filter { ofImport[$0] < 0 }
        return scored(over: open, sums: .all, from: bitsMin) { imports, imported, found in
            keysOfOpen(imports, imported) { key in
                var hits = 0
                keys.forEach(key) { exported in
                    guard
                        ConsignmentScorer.mayBe(exports.shared[exported], imports.shared[imported])
                    else { return true }
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
            let keys = side.shared[consignment].keys
            keys[kind].neighbourhood { body(Mix.mix($0 &+ UInt64(kind))) }
            guard keys.whole(kind) != keys[kind] else { continue }
            keys.whole(kind).neighbourhood { body(Mix.mix($0 &+ UInt64(kind))) }
        }
        let seller = side.shared[consignment].seller
        let buyer = side.shared[consignment].buyer
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
