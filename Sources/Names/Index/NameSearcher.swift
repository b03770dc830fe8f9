/// Searches a ``NameIndex``; keeps its working memory between queries, so each thread has its own.
///
/// The work of one query is bounded by ``SearchBounds`` whatever its words are.
public struct NameSearcher: Sendable {
    private var parser = NameParser()
    private var query = ParsedName()
    private var aligner: Aligner
    private var retrieval = Retrieval()
    private var rowWords: [Word] = []
    private var rowNumbers: [UInt32] = []
    private var best: [UInt32: (row: Int, part: Int, score: Float)] = [:]
    private let index: NameIndex

    /// A searcher over an index; the index is shared, not copied.
    public init(_ index: NameIndex) {
        self.index = index
        aligner = Aligner(rules: index.rules)
    }

    /// The best hit of each cluster, best first, at most `top` of them and none below `minimum`.
    ///
    /// Throws ``NameRefusal`` for text beyond ``NameLimits``.
    public mutating func search(
        _ text: String, schema: NameSchema, top: Int, minimum: Double = 0.3
    ) throws(NameRefusal) -> [NameHit] {
        try parser.parse(text, schema: schema, into: &query)
        return collect(top: top, minimum: Float(minimum))
    }

    /// The same over UTF-8 bytes.
    package mutating func search(
        _ text: UnsafeBufferPointer<UInt8>, schema: NameSchema, top: Int, minimum: Float = 0.3
    ) throws(NameRefusal) -> [NameHit] {
        try parser.parse(text, schema: schema, into: &query)
        return collect(top: top, minimum: minimum)
    }

    /// Scores every listed name, without any retrieval: what an exhaustive search would find.
    package mutating func searchAll(
        _ text: String, schema: NameSchema, top: Int, minimum: Float = 0.3
    ) throws(NameRefusal) -> [NameHit] {
        try parser.parse(text, schema: schema, into: &query)
        index.weights.weigh(&query, rules: index.rules)
        query.preparePatterns()
        var scored: [Scored] = []
        for (number, part) in index.parts.enumerated() {
            aligner.cache.removeAll()
            for row in part.segment.rows.indices where !part.removed.contains(row) {
                let score = score(row, of: part.segment)
                if score >= minimum { scored.append(Scored(part: number, row: row, score: score)) }
            }
        }
        return hits(scored, top: top)
    }

    private struct Scored {
        let part: Int
        let row: Int
        let score: Float
    }

    private mutating func collect(top: Int, minimum: Float) -> [NameHit] {
        index.weights.weigh(&query, rules: index.rules)
        query.preparePatterns()
        var scored: [Scored] = []
        for (number, part) in index.parts.enumerated() {
            retrieval.run(query, in: part, aligner: &aligner)
            for row in retrieval.candidates {
                let score = score(row, of: part.segment)
                if score >= minimum { scored.append(Scored(part: number, row: row, score: score)) }
            }
        }
        return hits(scored, top: top)
    }

    /// The best row of each cluster, best first; equal scores by cluster, so that the answer does
    /// not depend on how the index was built.
    private func hits(_ scored: [Scored], top: Int) -> [NameHit] {
        var order = scored
        order.sort { $0.score != $1.score ? $0.score > $1.score : $0.row < $1.row }
        var seen = Set<String>()
        var hits: [NameHit] = []
        for item in order {
            let entry = index.parts[item.part].segment.entry(item.row)
            guard seen.insert(entry.cluster).inserted else { continue }
            hits.append(NameHit(entry: entry, score: Double(item.score)))
            if hits.count >= min(top, NameLimits.resultsMax) { break }
        }
        return hits
    }

    /// The full score of the query against one listed name.
    private mutating func score(_ row: Int, of segment: NameSegment) -> Float {
        let place = segment.rows[row]
        let isPersonal = place.schema.isPersonal
        rowWords.removeAll(keepingCapacity: true)
        rowNumbers.removeAll(keepingCapacity: true)
        let start = Int(place.wordStart)
        for item in segment.rowWords[start..<start + Int(place.wordCount)] {
            var word = segment.vocabulary[Int(item.word)]
            let known = segment.vocabularyWeights[Int(item.word)]
            word.kind = item.kind
            (word.weight, word.omission) = index.rules.weights(
                of: item.kind, telling: isPersonal ? known.person : known.other,
                isPersonal: isPersonal)
            if item.isAside { word.omission *= index.rules.asideOmission }
            rowWords.append(word)
            rowNumbers.append(item.word)
        }
        var score = align(segment, isPersonal: isPersonal)
        if place.isWeak { score *= index.rules.weakAlias }
        if !place.schema.mayEqual(query.schema) { score *= index.rules.otherSchema }
        return score
    }

    private mutating func align(_ segment: NameSegment, isPersonal: Bool) -> Float {
        query.withSide { left in
            rowWords.withUnsafeBufferPointer { words in
                rowNumbers.withUnsafeBufferPointer { numbers in
                    segment.forms.withUnsafeBufferPointer { forms in
                        segment.bytes.withUnsafeBufferPointer { bytes in
                            aligner.score(
                                left,
                                Aligner.Side(
                                    words: words, forms: forms, bytes: bytes,
                                    isPersonal: isPersonal, numbers: numbers.baseAddress))
                        }
                    }
                }
            }
        }
    }
}

/// Bounds of the work of one query.
package enum SearchBounds {
    /// Listed names that are scored in full.
    package static let candidatesMax = 60
    /// Least estimate of a score that leads to a full one.
    package static let estimateMin: Float = 0.3
    /// Least score that a name met late must be able to reach.
    package static let admissionMin: Float = 0.72
    /// Vocabulary words that one query word may stand for, the most similar first.
    package static let matchesPerWordMax = 48
    /// Spellings looked at for one query word.
    package static let spellingsMax = 1_500
    /// Postings read for one query, the most telling words first.
    package static let postingsMax = 150_000
}
