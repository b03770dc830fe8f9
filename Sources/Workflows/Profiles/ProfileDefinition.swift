package import Customs
package import Profiles
package import Risk

/// An officers' profile: what to look for, why, on which legal ground, and what to do.
package struct ProfileDefinition: Sendable {
    /// Small letters, digits and hyphens, at most 64.
    package var id: String
    package var title: SentenceTemplate
    package var offence: Offence
    package var objective: String
    package var legalBasis: String
    /// The condition.
    package var program: Program
    /// 0…1, the chance, in its author's judgement, that a declaration it speaks of is irregular.
    package var score: Double
    /// The lane it leads to or a stricter one; nil for what only adds to the score.
    package var lane: Lane?
    package var instruction: SentenceTemplate?
    /// Offices of declaration it applies at; empty for all.
    package var offices: Set<String>
    package var validity: Validity
    package var owner: String
    /// Officers' minutes one hit costs.
    package var minutes: Int

    /// What the profile is after.
    package enum Offence: String, Hashable, Sendable, CaseIterable {
        case drugs, precursors, trafficking, radioactive, strategic, laundering, duty, wildlife
        case counterfeit, cash, minerals, networks, safety

        /// Whether all that is at stake is money owed to the treasury, which audits find as well.
        package var isRevenueOnly: Bool { self == .duty }
    }

    /// The days on which it may be live, both included; never more than ``daysMax``.
    package enum Validity: Hashable, Sendable {
        case days(Int)
        case period(CalendarDay, CalendarDay)

        /// Longer than this no profile goes without being looked at again.
        package static let daysMax = 180
    }

    /// Whether it applies at an office; one for certain offices needs to know the office.
    package func applies(at office: String?) -> Bool {
        offices.isEmpty || office.map { offices.contains($0) } ?? false
    }

    /// What the officer is told: the title and the instruction.
    package var sentence: SentenceTemplate {
        guard let instruction else { return title }
        return SentenceTemplate(
            title.english + " – " + instruction.english,
            uz: title.uzbek + " – " + instruction.uzbek,
            ru: title.russian + " – " + instruction.russian)
    }
}
