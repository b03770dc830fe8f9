/// The numbers of the score, in one place.
///
/// Values were fitted on the visible half of the name benchmark by coordinate search over five
/// folds of clusters; `Benchmarks/names/README.md` has the command and the figures.
package struct ScoringRules: Sendable {
    /// Cost of unmatched words that stand against unmatched words of the other side.
    var conflict: Float = 2.0
    /// Cost of words that only one side has.
    var omission: Float = 0.35
    /// Cost of letters that differ inside matched words.
    var difference: Float = 1.5
    /// Below this similarity two words do not belong together.
    var wordSimilarityMin: Float = 0.62
    /// Similarity of words whose canonical folds agree though their letters differ.
    var sameSound: Float = 0.96
    /// Similarity of an initial and a word that begins with it.
    var initialFits: Float = 0.75
    /// Weight of an initial, of a title, of a particle, of a legal form.
    var initialWeight: Float = 0.35
    var honorificWeight: Float = 0.06
    var particleWeight: Float = 0.08
    var legalFormWeight: Float = 0.03
    /// Weight of a father's name, and the part of it that counts when it is just not given.
    var patronymicWeight: Float = 0.8
    var patronymicOmission: Float = 0.25
    /// Weight of a number.
    var numberWeight: Float = 0.7
    /// Factor on the score when numbers contradict.
    var numberContradiction: Float = 0.4
    /// Exponents on inverse word frequency for persons and for other names.
    var personFrequency: Float = 0.5
    var otherFrequency: Float = 1.2
    /// Least weight of a telling word.
    var weightFloor: Float = 0.1
    /// Factor on hits on weak aliases, and on names of another kind.
    var weakAlias: Float = 0.95
    var otherSchema: Float = 0.85

    /// The shipped numbers.
    package static let shipped = ScoringRules()

    /// Score from which two names count as one; see `Benchmarks/names/README.md` for the command.
    package static let threshold: Float = 0.7

    package init() {}
}
