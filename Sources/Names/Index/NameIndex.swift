/// Listed names ready to be searched; a value that any number of threads share.
///
/// Built once; later additions form small segments beside the first, removals are marks, so that
/// searches go on with the value they hold while the next one is made. ``compacted()`` merges.
/// Word weights come from the names themselves, joined with the shipped frequencies.
public struct NameIndex: Sendable {
    /// A segment and the rows of it that were removed.
    struct Part: Sendable {
        let segment: NameSegment
        var removed: RemovedRows
    }

    let parts: [Part]
    let weights: WordWeights
    let rules: ScoringRules
    /// Names that the parser refused, with the reason; they cannot be found.
    public let refused: [RefusedEntry]

    /// A listed name that could not be indexed.
    public struct RefusedEntry: Sendable, Hashable {
        public let entity: String
        public let refusal: NameRefusal
    }

    /// Builds an index of names.
    public init(_ entries: some Sequence<NameEntry>) {
        self.init(entries, rules: .shipped)
    }

    package init(_ entries: some Sequence<NameEntry>, rules: ScoringRules) {
        let (draft, refused) = Self.draft(entries)
        var counter = draft.counter
        WordWeights.countBackground(into: &counter)
        let weights = WordWeights(counter, rules: rules)
        self.rules = rules
        self.weights = weights
        self.refused = refused
        let segment = NameSegment(draft, weights: weights, rules: rules)
        parts = [Part(segment: segment, removed: RemovedRows())]
    }

    private init(
        parts: [Part], weights: WordWeights, rules: ScoringRules, refused: [RefusedEntry]
    ) {
        self.parts = parts
        self.weights = weights
        self.rules = rules
        self.refused = refused
    }

    private static func draft(
        _ entries: some Sequence<NameEntry>
    ) -> (NameSegmentDraft, [RefusedEntry]) {
        var draft = NameSegmentDraft()
        var refused: [RefusedEntry] = []
        for entry in entries {
            do throws(NameRefusal) {
                try draft.add(entry)
            } catch {
                refused.append(RefusedEntry(entity: entry.entity, refusal: error))
            }
        }
        return (draft, refused)
    }

    /// How many names can be found.
    public var count: Int {
        parts.reduce(0) { $0 + $1.segment.rows.count - $1.removed.count }
    }

    /// Blocks the index consists of: 1 when it was built at once, and one for each addition.
    package var segmentCount: Int { parts.count }

    /// An index that also finds `entries`; the receiver stays as it is.
    ///
    /// Costs time in proportion to `entries` alone. Word weights stay those of the first build.
    public func adding(_ entries: some Sequence<NameEntry>) -> NameIndex {
        let (draft, refused) = Self.draft(entries)
        let segment = NameSegment(draft, weights: weights, rules: rules)
        return NameIndex(
            parts: parts + [Part(segment: segment, removed: RemovedRows())], weights: weights,
            rules: rules, refused: self.refused + refused)
    }

    /// An index that no longer finds any name of the given entities.
    public func removing(entities: Set<String>) -> NameIndex {
        var parts = parts
        for index in parts.indices {
            let segment = parts[index].segment
            var gone = Set<UInt32>()
            for number in 0..<segment.entities.count
            where entities.contains(segment.entities[number]) {
                gone.insert(UInt32(number))
            }
            guard !gone.isEmpty else { continue }
            for (row, place) in segment.rows.enumerated() where gone.contains(place.entity) {
                parts[index].removed.insert(row)
            }
        }
        return NameIndex(
            parts: parts, weights: weights, rules: rules,
            refused: refused.filter { !entities.contains($0.entity) })
    }

    /// All names that can be found.
    public var entries: [NameEntry] {
        parts.flatMap { part in
            part.segment.rows.indices.lazy.filter { !part.removed.contains($0) }
                .map { part.segment.entry($0) }
        }
    }

    /// The same names in one segment, with word weights learned anew.
    public func compacted() -> NameIndex { NameIndex(entries, rules: rules) }

    /// A comparer with the word weights of this index, to explain its hits.
    public var comparer: NameComparer { NameComparer(weights: weights, rules: rules) }
}

/// Marks of removed rows, one bit each.
struct RemovedRows: Sendable {
    private var bits: [UInt64] = []
    private(set) var count = 0

    func contains(_ row: Int) -> Bool {
        row >> 6 < bits.count && bits[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    mutating func insert(_ row: Int) {
        guard !contains(row) else { return }
        while bits.count <= row >> 6 { bits.append(0) }
        bits[row >> 6] |= 1 << UInt64(row & 63)
        count += 1
    }
}
