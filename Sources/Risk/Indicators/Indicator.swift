/// What an indicator is about, for officers, auditors and the catalogue.
package struct IndicatorCard: Hashable, Sendable {
    /// Number in the project's catalogue of indicators; nil for one outside it.
    package let number: Int?
    /// The question it answers.
    package let question: String
    /// Facts it cannot do without.
    package let needs: [MissingFact]
    /// Formula or rule, and where it comes from.
    package let formula: String
    /// When it errs, and what it cannot know.
    package let limits: String
    /// True when a finding speaks for the declaration instead of against it.
    package let mitigates: Bool

    package init(
        number: Int?, question: String, needs: [MissingFact], formula: String, limits: String,
        mitigates: Bool = false
    ) {
        self.number = number
        self.question = question
        self.needs = needs
        self.formula = formula
        self.limits = limits
        self.mitigates = mitigates
    }
}

/// A judge of one question: looks at a dossier and reports findings, or says which fact it lacks.
///
/// Judging is synchronous and pure: the same dossier gives the same findings. No indicator reads a
/// nationality, an ethnicity, a religion or a personal name; countries enter as origin and route of
/// the goods. A fact that is missing leads to an abstention, never to a finding.
package protocol Indicator: SendableMetatype {
    static var id: IndicatorID { get }
    static var card: IndicatorCard { get }
    /// One sentence per variant of finding.
    static var sentences: [SentenceTemplate] { get }
    /// Looks at the dossier and reports.
    static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement)
}
