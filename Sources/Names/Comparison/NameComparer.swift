/// Compares two names and explains the result.
///
/// One comparer serves one thread: it keeps its working memory between names. Building one is
/// cheap once the shared tables exist.
///
///     var comparer = NameComparer()
///     let score = comparer.score("Акмалходжа Мавлонов", "MAVLONOV Akmalxoʻja", schema: .person)
public struct NameComparer: Sendable {
    private var parser = NameParser()
    private var left = ParsedName()
    private var right = ParsedName()
    private var aligner: Aligner
    private let rules: ScoringRules
    private let weights: WordWeights

    /// A comparer that weighs words by the frequencies shipped with the product.
    public init() {
        self.init(weights: .background, rules: .shipped)
    }

    package init(weights: WordWeights, rules: ScoringRules) {
        self.weights = weights
        self.rules = rules
        aligner = Aligner(rules: rules)
    }

    /// The score from which two names count as one.
    public static var threshold: Double { Double(ScoringRules.threshold) }

    /// How surely two texts name the same party: 0 not at all, 1 the same name.
    ///
    /// Symmetric; 1 for equal texts; the order of a person's words does not matter. Throws
    /// ``NameRefusal`` for text beyond ``NameLimits``.
    public mutating func score(
        _ left: String, _ right: String, schema: NameSchema
    ) throws(NameRefusal) -> Double {
        try parser.parse(left, schema: schema, into: &self.left)
        try parser.parse(right, schema: schema, into: &self.right)
        return Double(scoreParsed())
    }

    /// The same over UTF-8 bytes.
    package mutating func score(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, schema: NameSchema
    ) throws(NameRefusal) -> Float {
        try parser.parse(left, schema: schema, into: &self.left)
        try parser.parse(right, schema: schema, into: &self.right)
        return scoreParsed()
    }

    /// The score with the pairing of words that led to it.
    public mutating func compare(
        _ left: String, _ right: String, schema: NameSchema
    ) throws(NameRefusal) -> NameComparison {
        let score = try score(left, right, schema: schema)
        return NameComparison(
            score: score, aligner: aligner, left: (left, self.left), right: (right, self.right),
            isSwapped: isSwapped)
    }

    private var isSwapped = false

    private mutating func scoreParsed() -> Float {
        weights.weigh(&left, rules: rules)
        weights.weigh(&right, rules: rules)
        // One order for both directions makes the score symmetric to the last bit.
        isSwapped = right.bytes.lexicographicallyPrecedes(left.bytes)
        return isSwapped
            ? Self.align(right, left, &aligner) : Self.align(left, right, &aligner)
    }

    static func align(
        _ one: borrowing ParsedName, _ two: borrowing ParsedName, _ aligner: inout Aligner
    ) -> Float {
        one.withSide { left in two.withSide { right in aligner.score(left, right) } }
    }
}

extension ParsedName {
    /// Lends the arenas as one side of a comparison.
    @inline(__always)
    func withSide<Answer>(_ body: (Aligner.Side) -> Answer) -> Answer {
        words.withUnsafeBufferPointer { words in
            forms.withUnsafeBufferPointer { forms in
                bytes.withUnsafeBufferPointer { bytes in
                    patterns.withUnsafeBufferPointer { patterns in
                        body(
                            Aligner.Side(
                                words: words, forms: forms, bytes: bytes,
                                isPersonal: schema.isPersonal,
                                patterns: patterns.isEmpty ? nil : patterns.baseAddress))
                    }
                }
            }
        }
    }
}
