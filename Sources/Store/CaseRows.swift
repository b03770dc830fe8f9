/// An assistance case, a surveillance measure or a controlled delivery: a thing with a history, from
/// whose events its state is computed again.
package struct CaseFileRow: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case assistance, surveillance
        case controlledDelivery = "controlled-delivery"
        case breach
        /// A confidential comparison of registers.
        case comparison
        /// A question for consent to another use of received information.
        case consent
    }

    package var kind: Kind
    /// What both sides call it.
    package var id: String
    /// The other administration; empty when there is none.
    package var partner: String
    /// Where it stands, for lists; what counts are the events.
    package var state: String
    /// What does not change: agreement, type, purpose and the like, JSON.
    package var terms: [UInt8]
    package var openedAt: Int64

    package init(
        kind: Kind, id: String, partner: String, state: String, terms: [UInt8], openedAt: Int64
    ) {
        self.kind = kind
        self.id = id
        self.partner = partner
        self.state = state
        self.terms = terms
        self.openedAt = openedAt
    }
}

/// One event of a case, numbered from 1.
package struct CaseEventRow: Hashable, Sendable {
    package var number: Int
    /// JSON.
    package var content: [UInt8]
    package var at: Int64

    package init(number: Int, content: [UInt8], at: Int64) {
        self.number = number
        self.content = content
        self.at = at
    }
}

/// Something prepared by one official that waits for another.
package struct DraftRow: Hashable, Sendable {
    package var id: String
    /// `open`, `sent`, `refused`.
    package var state: String
    package var preparedBy: String
    package var preparedAt: Int64
    /// What is to be said, JSON.
    package var content: [UInt8]
    /// The message it became.
    package var message: String?

    package init(
        id: String, state: String, preparedBy: String, preparedAt: Int64, content: [UInt8],
        message: String?
    ) {
        self.id = id
        self.state = state
        self.preparedBy = preparedBy
        self.preparedAt = preparedAt
        self.content = content
        self.message = message
    }
}

/// Questions about cases.
package protocol CaseReader {
    func caseFile(_ kind: CaseFileRow.Kind, _ id: String) throws -> CaseFileRow?
    /// Cases of a kind, oldest first; nil for every state.
    func caseFiles(_ kind: CaseFileRow.Kind, limit: Int) throws -> [CaseFileRow]
    func caseEvents(_ kind: CaseFileRow.Kind, _ id: String) throws -> [CaseEventRow]
    func draft(_ id: String) throws -> DraftRow?
    func drafts(limit: Int) throws -> [DraftRow]
}

/// Changes to cases within one transaction.
package protocol CaseWriter: CaseReader {
    func insert(_ file: CaseFileRow) throws
    /// Adds the next event and says where the case stands now.
    func append(
        _ event: CaseEventRow, to kind: CaseFileRow.Kind, _ id: String, state: String) throws
    func insert(_ draft: DraftRow) throws
    func setDraft(_ id: String, state: String, message: String?) throws
}
