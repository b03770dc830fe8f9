import Glibc

// Fits the numbers of the score to one half of the visible benchmark and measures them on the other.
// `fit.py` compiles this beside the sources of the target Names and gives it the data.
//
// Coordinate search: each number is moved up and down by a share of its value, the share is halved
// when nothing helps any more, and a move is kept when the sum of four figures on the fitted half
// grows: F1 of search, recall at 1 % and at 0.1 % of clean parties alerted, F1 of pairs. The start has
// every number off by 30 % in a seeded direction, so that nothing is known of the other half.

private typealias Number = WritableKeyPath<ScoringRules, Float> & Sendable

/// The numbers that are fitted; factors for weak aliases and other kinds have no data here.
private let numbers: [(name: String, path: any Number)] = [
    ("conflict", \.conflict), ("omission", \.omission), ("thinEvidence", \.thinEvidence),
    ("difference", \.difference), ("wordSimilarityMin", \.wordSimilarityMin),
    ("sameSoundLoss", \.sameSoundLoss), ("letterShare", \.letterShare),
    ("joinedMin", \.joinedMin), ("syllableReading", \.syllableReading),
    ("initialFits", \.initialFits), ("initialWeight", \.initialWeight),
    ("honorificWeight", \.honorificWeight), ("particleWeight", \.particleWeight),
    ("legalFormWeight", \.legalFormWeight), ("patronymicWeight", \.patronymicWeight),
    ("patronymicOmission", \.patronymicOmission), ("asideOmission", \.asideOmission),
    ("numberWeight", \.numberWeight), ("numberContradiction", \.numberContradiction),
    ("personFrequency", \.personFrequency), ("otherFrequency", \.otherFrequency),
    ("shortWordLoss", \.shortWordLoss), ("weightFloor", \.weightFloor),
]

/// Shares stay shares.
private let sharesMax: [String: Float] = [
    "wordSimilarityMin": 0.85, "joinedMin": 0.95, "syllableReading": 1, "initialFits": 1,
    "letterShare": 1, "patronymicOmission": 1, "numberContradiction": 1,
]

private struct Query {
    let schema: NameSchema
    let name: String
    let truth: String
}

private struct LabelledPair {
    let left: String
    let right: String
    let schema: NameSchema
    let isMatch: Bool
}

/// Figures of one half.
private struct Figures {
    var search = 0.0
    var recallOne = 0.0
    var recallTenth = 0.0
    var pairs = 0.0
    var threshold = 0.0
    var pairsAt: (Double) -> Double = { _ in 0 }
    var searchAt: (Double) -> Double = { _ in 0 }

    var sum: Double { search + recallOne + recallTenth + pairs }
}

private struct Bench: Sendable {
    let entries: [NameEntry]
    let queries: [[Query]]
    let pairs: [[LabelledPair]]

    init(folder: String) {
        entries = ScreeningLines.readList(Self.bytes(folder + "/list.tsv")).entries
        var queries: [[Query]] = [[], []]
        for row in Self.rows(folder + "/queries.tsv") {
            let query = Query(schema: NameSchema(label: row[2]), name: row[3], truth: row[4])
            queries[Int(row[0]) ?? 0].append(query)
        }
        var pairs: [[LabelledPair]] = [[], []]
        for row in Self.rows(folder + "/pairs.tsv") {
            pairs[Int(row[0]) ?? 0].append(
                LabelledPair(
                    left: row[1], right: row[2], schema: NameSchema(label: row[3]),
                    isMatch: row[4] == "true"))
        }
        self.queries = queries
        self.pairs = pairs
    }

    private static func bytes(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&block, 1, block.count, file)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }

    private static func rows(_ path: String) -> [[String]] {
        String(decoding: bytes(path), as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    func figures(_ rules: ScoringRules, half: Int) -> Figures {
        let index = NameIndex(entries, rules: rules)
        var searcher = NameSearcher(index)
        var planted: [Float] = []
        var clean: [Float] = []
        for query in queries[half] {
            let hits = (try? searcher.search(query.name, schema: query.schema, top: 10)) ?? []
            let best = Float(hits.first?.score ?? 0)
            if query.truth.isEmpty {
                clean.append(best)
            } else {
                let right = hits.first { $0.entry.cluster == query.truth }
                planted.append(Float(right?.score ?? 0))
            }
        }
        var comparer = NameComparer(weights: .background(rules: rules), rules: rules)
        let compared = pairs[half].map { pair in
            (
                (try? comparer.score(pair.left, pair.right, schema: pair.schema)) ?? 0,
                pair.isMatch
            )
        }
        var figures = Figures()
        let scored = planted.map { (Double($0), true) } + clean.map { (Double($0), false) }
        (figures.search, figures.threshold) = Self.best(scored, total: planted.count)
        clean.sort(by: >)
        func recall(_ share: Double) -> Double {
            let bar = clean[Int(Double(clean.count) * share)]
            return Double(planted.count { $0 > bar }) / Double(planted.count)
        }
        figures.recallOne = recall(0.01)
        figures.recallTenth = recall(0.001)
        figures.pairs = Self.best(compared, total: compared.count(where: \.1)).f1
        figures.pairsAt = { Self.f1(compared, at: $0) }
        figures.searchAt = { Self.f1(scored, at: $0) }
        return figures
    }

    private static func f1(_ scored: [(Double, Bool)], at threshold: Double) -> Double {
        let alerts = scored.count { $0.0 >= threshold }
        let hits = scored.count { $0.0 >= threshold && $0.1 }
        return 2 * Double(hits) / Double(max(alerts + scored.count(where: \.1), 1))
    }

    private static func best(
        _ scored: [(Double, Bool)], total: Int
    ) -> (f1: Double, threshold: Double) {
        var best = (f1: 0.0, threshold: 0.0)
        var hits = 0
        let ordered = scored.sorted { $0.0 > $1.0 }
        for (place, item) in ordered.enumerated() {
            hits += item.1 ? 1 : 0
            if place + 1 < ordered.count, ordered[place + 1].0 == item.0 { continue }
            let f1 = 2 * Double(hits) / Double(place + 1 + total)
            if f1 > best.f1 { best = (f1, item.0) }
        }
        return best
    }
}

@main
enum Fit {
    static func main() {
        let bench = Bench(folder: CommandLine.arguments[1])
        let half = Int(CommandLine.arguments[2]) ?? 0
        var random = UInt64(CommandLine.arguments[3]) ?? 1
        var rules = ScoringRules()
        show("shipped numbers, half \(1 - half)", bench.figures(rules, half: 1 - half), at: 0.795)
        for number in numbers {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let factor: Float = random >> 63 == 0 ? 0.7 : 1.3
            rules[keyPath: number.path] = limited(number, rules[keyPath: number.path] * factor)
        }
        show("start, half \(half)", bench.figures(rules, half: half), at: nil)
        var best = bench.figures(rules, half: half)
        var share: Float = 0.25
        while share > 0.05 {
            var hasMoved = false
            for number in numbers {
                for factor in [1 + share, 1 / (1 + share)] {
                    var moved = rules
                    moved[keyPath: number.path] = limited(
                        number, rules[keyPath: number.path] * factor)
                    let figures = bench.figures(moved, half: half)
                    guard figures.sum > best.sum + 0.000_1 else { continue }
                    (rules, best, hasMoved) = (moved, figures, true)
                    break
                }
            }
            show("moves of \(share), half \(half)", best, at: nil)
            if !hasMoved || share < 0.2 { share /= 2 }
        }
        let threshold = stride(from: 0.6, to: 0.95, by: 0.005).max { one, two in
            best.pairsAt(one) + best.searchAt(one) < best.pairsAt(two) + best.searchAt(two)
        }
        show(
            "fitted to half \(half), measured on half \(1 - half)",
            bench.figures(rules, half: 1 - half), at: threshold)
        for number in numbers { print("  \(number.name) \(rules[keyPath: number.path])") }
    }

    private static func limited(
        _ number: (name: String, path: any Number), _ value: Float
    ) -> Float {
        min(value, sharesMax[number.name] ?? 10)
    }

    private static func show(_ what: String, _ figures: Figures, at threshold: Double?) {
        func text(_ value: Double) -> String { String(Int((value * 10_000).rounded())) }
        var line =
            "\(what): in 1/10000, search F1 \(text(figures.search)), recall at 1 % "
            + "\(text(figures.recallOne)), at 0.1 % \(text(figures.recallTenth)), "
            + "pairs F1 \(text(figures.pairs))"
        if let threshold {
            line +=
                "; at threshold \(threshold): search \(text(figures.searchAt(threshold))), "
                + "pairs \(text(figures.pairsAt(threshold)))"
        }
        print(line)
        fflush(nil)
    }
}
