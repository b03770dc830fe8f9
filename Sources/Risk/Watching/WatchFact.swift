package import Customs

/// A hit on a watch list, as judging needs it: an instruction with its reasons, made beforehand by
/// whoever compares names. Nothing here is a feature: a hit moves the lane, never the score.
package struct WatchFact: Hashable, Sendable {
    /// What was found on the list.
    package enum Subject: String, Hashable, Sendable {
        case person, company, conveyance
    }

    package var subject: Subject
    /// Item it stands at, from 1; nil for the document as a whole.
    package var item: Int?
    /// Its part in the document: "importer".
    package var role: SentenceTemplate
    /// As the document writes it.
    package var declared: String
    /// As the list writes it.
    package var listed: String
    /// Title of the list and citation of the entry.
    package var list: String
    package var reference: String
    package var grounds: String
    /// 0…1, how surely the two are one.
    package var likeness: Double
    /// Word by word, what stands for what.
    package var alignment: SentenceTemplate
    /// What else speaks for or against it; nil for nothing.
    package var facts: SentenceTemplate?
    /// What the officer is to do; empty when the list says nothing.
    package var instruction: String
    /// The lane it leads to or a stricter one; nil leaves the lane as it is.
    package var lane: Lane?
    /// Silent: the front line sees the instruction alone.
    package var isDiscreet: Bool

    package init(
        subject: Subject, item: Int?, role: SentenceTemplate, declared: String, listed: String,
        list: String, reference: String, grounds: String, likeness: Double,
        alignment: SentenceTemplate, facts: SentenceTemplate?, instruction: String, lane: Lane?,
        isDiscreet: Bool
    ) {
        self.subject = subject
        self.item = item
        self.role = role
        self.declared = declared
        self.listed = listed
        self.list = list
        self.reference = reference
        self.grounds = grounds
        self.likeness = likeness
        self.alignment = alignment
        self.facts = facts
        self.instruction = instruction
        self.lane = lane
        self.isDiscreet = isDiscreet
    }
}
