/// The numbers of the score, in one place.
///
/// Values were fitted on the visible half of the name benchmark by coordinate search, and checked
/// on its two halves split by cluster; `Benchmarks/names/README.md` has the commands and figures.
package struct ScoringRules: Sendable {
    /// Cost of unmatched words that stand against unmatched words of the other side.
    package var conflict: Float = 2.0
    /// Cost of words that only one side has.
    package var omission: Float = 0.33
    /// By how much more an omission costs when little else agrees.
    package var thinEvidence: Float = 1
    /// Cost of letters that differ inside matched words.
    package var difference: Float = 1.5
    /// Below this similarity two words do not belong together.
    package var wordSimilarityMin: Float = 0.68
    /// What words lose whose canonical folds agree though their letters differ, in letters.
    package var sameSoundLoss: Float = 0.18
    /// Between words of one script, the share of the letters beside the sounds.
    package var letterShare: Float = 0.35
    /// Letters taken off a word's length before edits are set against it: short words are strict.
    package var lengthOffset: Float = -0.5
    /// Least similarity at which a title, particle or legal form goes with another word.
    package var minorSimilarityMin: Float = 0.85
    /// Least similarity of words written together with the word they stand for.
    package var joinedMin: Float = 0.83
    /// Factor on similarities read from syllable scripts and from scripts without vowels.
    package var syllableReading: Float = 0.92
    package var vowellessReading: Float = 1
    /// Similarity of an initial and a word that begins with it.
    package var initialFits: Float = 0.82
    /// Weight of an initial, of a title, of a particle, of a legal form.
    package var initialWeight: Float = 0.35
    package var honorificWeight: Float = 0.09
    package var particleWeight: Float = 0.065
    package var legalFormWeight: Float = 0.035
    /// Weight of a father's name, and the part of it that counts when it is just not given.
    package var patronymicWeight: Float = 0.8
    package var patronymicOmission: Float = 0.3
    /// The part that counts of words after a slash or in brackets when the other side lacks them.
    package var asideOmission: Float = 0.2
    /// Weight of a number.
    package var numberWeight: Float = 0.85
    /// Factor on the score when numbers contradict.
    package var numberContradiction: Float = 0.4
    /// Exponents on inverse word frequency for persons and for other names.
    package var personFrequency: Float = 0.5
    package var otherFrequency: Float = 1.1
    /// What a word of one letter loses of its weight; words of four letters and more lose nothing.
    package var shortWordLoss: Float = 0.4
    /// Least weight of a telling word.
    package var weightFloor: Float = 0.1
    /// Factor on hits on weak aliases, and on names of another kind.
    package var weakAlias: Float = 0.95
    package var otherSchema: Float = 0.85

    /// The shipped numbers.
    package static let shipped = ScoringRules()

    /// Score from which two names count as one.
    ///
    /// The threshold at which the sum of both F1, labelled pairs and list search, is greatest on
    /// the visible half of the name benchmark: `python3 Benchmarks/names/measure.py both`.
    package static let threshold: Float = 0.795

    package init() {}
}
