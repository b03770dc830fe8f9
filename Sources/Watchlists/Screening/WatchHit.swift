package import Names

/// A subject of a document that an entry of a list seems to mean, with all reasons.
package struct WatchHit: Hashable, Sendable {
    package let subject: WatchSubject
    package let card: WatchlistCard
    package let entry: WatchEntry
    /// The listed name that is most alike; nil when a number alone led to the hit.
    package let name: WatchName?
    /// The listed number that is the same; nil when the name alone led to the hit.
    package let number: WatchNumber?
    /// Likeness of the names, 0…1.
    package let nameScore: Double
    /// With what speaks for and against it, 0…1.
    package let score: Double
    package let facts: [HitFact]
    /// Word by word, what stands for what.
    package let alignment: [AlignmentEntry]

    /// Least score at which likeness alone may stop goods: names equal but for spelling.
    package static let certainMin = 0.95

    /// Whether it is sure enough for the strictest effect: a number or a day of birth confirms it, or
    /// the names are the same but for spelling.
    package var isCertain: Bool {
        facts.contains(where: \.isDecisive) || score >= Self.certainMin
    }

    /// What the hit asks of the goods: a list that stops goods stops them on certain hits; on mere
    /// likeness it asks for a look at the documents.
    package var effect: LaneEffect {
        let wanted = entry.effect ?? card.effect
        return wanted == .red && !isCertain ? .yellow : wanted
    }

    /// Whether the front line is told the instruction alone.
    package var isDiscreet: Bool { entry.isDiscreet || card.isDiscreet }

    /// What the officer is to do; empty when the list says nothing.
    package var instruction: String {
        entry.instruction.isEmpty ? card.instruction : entry.instruction
    }
}

/// A hit an officer has cleared; it stays cleared until the entry or the subject changes.
package struct ClearedHit: Hashable, Sendable {
    package let list: String
    package let entry: String
    package let revision: String
    /// ``WatchSubject/fingerprint``.
    package let subject: String

    package init(list: String, entry: String, revision: String, subject: String) {
        self.list = list
        self.entry = entry
        self.revision = revision
        self.subject = subject
    }
}
