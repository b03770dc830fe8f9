package import Exchange
package import Seal
package import Store

/// An assistance case with what does not change of it: between whom, under which agreement, what for.
package struct CaseFile: Sendable {
    package let id: String
    package let partner: String
    package let role: CaseRole
    package let agreement: String
    package let request: RequestType
    package let urgency: Urgency
    package let purpose: String
    package let handling: String
    package let openedAt: Timestamp
    package internal(set) var state: AssistanceCase
    /// How many events are stored.
    let eventCount: Int

    /// The stream of the case's messages.
    package var stream: String { "case-" + id }

    /// Reads a case from the store; nil when there is none.
    package init?(
        _ id: String, in reader: any StoreReader, standing: ExchangeStanding
    ) throws {
        guard let row = try reader.caseFile(.assistance, id) else { return nil }
        try self.init(row, in: reader, standing: standing)
    }

    init(_ row: CaseFileRow, in reader: any StoreReader, standing: ExchangeStanding) throws {
        let terms = try JSONTree(reading: row.terms)
        guard let role = terms["role"]?.text.flatMap(CaseRole.init(rawValue:)),
            let agreement = terms["agreement"]?.text,
            let request = terms["request"]?.text.flatMap(RequestType.init(rawValue:)),
            let urgency = terms["urgency"]?.text.flatMap(Urgency.init(rawValue:)),
            let purpose = terms["purpose"]?.text, let handling = terms["handling"]?.text
        else {
            throw ExchangeFailure(
                .damaged, problem: "the terms of case \(row.id) cannot be read",
                remedy: "restore the database from a backup")
        }
        id = row.id
        partner = row.partner
        self.role = role
        self.agreement = agreement
        self.request = request
        self.urgency = urgency
        self.purpose = purpose
        self.handling = handling
        openedAt = Timestamp(milliseconds: row.openedAt)
        let events = try reader.caseEvents(.assistance, row.id)
        eventCount = events.count
        state = try CaseEvents.replay(
            events.map(\.content),
            terms: try Self.terms(
                standing, agreement: agreement, request: request, urgency: urgency,
                purpose: purpose, role: role, partner: row.partner))
    }

    /// The agreement's rules for a case.
    static func terms(
        _ standing: ExchangeStanding, agreement: String, request: RequestType, urgency: Urgency,
        purpose: String, role: CaseRole, partner: String
    ) throws -> CaseTerms {
        let asker = role == .asker ? standing.node : partner
        let answerer = role == .asker ? partner : standing.node
        guard let signed = standing.agreements[agreement],
            let terms = CaseTerms(
                signed.agreement, type: request, urgency: urgency, purpose: purpose,
                asker: asker, answerer: answerer)
        else {
            throw Refusals(
                Refusal(
                    .typeNotPermitted, place: "case",
                    problem: "\(request.rawValue) under \(agreement)",
                    reason: "the agreement in force has no such request between these parties",
                    remedy: "see: tamga agreement show \(agreement)"))
        }
        return terms
    }

    /// Stores a case that begins.
    static func open(
        _ row: CaseFileRow, opening: CaseEvents.Opening, in transaction: ExchangeTransaction
    ) throws -> CaseFile {
        try transaction.writer.insert(row)
        try transaction.writer.append(
            CaseEventRow(
                number: 1, content: opening.json.bytes, at: transaction.now.milliseconds),
            to: .assistance, row.id, state: row.state)
        return try CaseFile(row, in: transaction.writer, standing: transaction.standing)
    }

    static func row(
        id: String, partner: String, role: CaseRole, agreement: String, request: RequestType,
        urgency: Urgency, purpose: String, handling: String, state: CaseState, at moment: Timestamp
    ) -> CaseFileRow {
        CaseFileRow(
            kind: .assistance, id: id, partner: partner, state: state.rawValue,
            terms: JSONTree.object([
                "role": .string(role.rawValue), "agreement": .string(agreement),
                "request": .string(request.rawValue), "urgency": .string(urgency.rawValue),
                "purpose": .string(purpose), "handling": .string(handling),
            ]).bytes, openedAt: moment.milliseconds)
    }

    /// Takes events one after the other and stores them with the state they lead to.
    ///
    /// - Throws: ``Refusal/Code/stateNotPermitted`` and the like; the transaction undoes it.
    package func advanced(
        by events: [CaseEvent], in transaction: ExchangeTransaction
    ) throws -> (CaseFile, [CaseAction]) {
        var file = self
        var actions: [CaseAction] = []
        for (index, event) in events.enumerated() {
            actions += try file.state.on(event)
            try transaction.writer.append(
                CaseEventRow(
                    number: eventCount + index + 1, content: CaseEvents.json(event).bytes,
                    at: transaction.now.milliseconds),
                to: .assistance, id, state: file.state.state.rawValue)
        }
        guard
            let again = try CaseFile(
                id, in: transaction.writer, standing: transaction.standing)
        else { return (file, actions) }
        return (again, actions)
    }
}
