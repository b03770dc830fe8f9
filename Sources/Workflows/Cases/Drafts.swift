package import Exchange
package import Seal
package import Store

/// What one official prepares and another lets go: nothing leaves by one person alone.
package struct Draft: Sendable {
    package let id: String
    package let to: String
    package let kind: DisclosureKind
    /// The step of a case, such as `case.request`; the kind's message.
    package var type: MessageType { kind.messageType }
    package let agreement: String
    package let purpose: String
    package let handling: String
    package let content: JSONTree
    package let preparedBy: String
    /// The case it belongs to.
    package let caseID: String?
    package let inReplyTo: String?
    /// The id of the message that sealed attachments wait for.
    package let reserved: MessageID?
    /// Messages of partners that the content was made from.
    package let sources: [InformationSource]

    package init(
        id: String, to: String, kind: DisclosureKind, agreement: String, purpose: String,
        handling: String, content: JSONTree, preparedBy: String, caseID: String?,
        inReplyTo: String?, reserved: MessageID? = nil, sources: [InformationSource] = []
    ) {
        self.reserved = reserved
        self.sources = sources
        self.id = id
        self.to = to
        self.kind = kind
        self.agreement = agreement
        self.purpose = purpose
        self.handling = handling
        self.content = content
        self.preparedBy = preparedBy
        self.caseID = caseID
        self.inReplyTo = inReplyTo
    }

    var bytes: [UInt8] {
        var request: RequestType?
        var urgency: Urgency?
        var schedule: String?
        switch kind {
        case .request(let type, let how): (request, urgency) = (type, how)
        case .answer(let type, _), .step(_, let type): request = type
        case .scheduled(let id): schedule = id
        case .spontaneous, .consentRequest, .consentAnswer, .breach: break
        }
        return JSONTree.object([
            "to": .string(to), "type": .string(type.rawValue),
            "request": request.map { .string($0.rawValue) },
            "urgency": urgency.map { .string($0.rawValue) },
            "schedule": schedule.map { .string($0) }, "agreement": .string(agreement),
            "purpose": .string(purpose), "handling": .string(handling), "content": content,
            "case": caseID.map { .string($0) }, "inReplyTo": inReplyTo.map { .string($0) },
            "reserved": reserved.map { .string($0.text) },
            "sources": sources.isEmpty ? nil : .array(sources.map(\.json)),
        ]).bytes
    }

    package init(_ row: DraftRow) throws {
        let tree = try JSONTree(reading: row.content)
        let request = tree["request"]?.text.flatMap(RequestType.init(rawValue:))
        let urgency = tree["urgency"]?.text.flatMap(Urgency.init(rawValue:)) ?? .routine
        guard let to = tree["to"]?.text,
            let type = tree["type"]?.text.flatMap(MessageType.init(rawValue:)),
            let kind = DisclosureKind(
                type, request: request, urgency: urgency, schedule: tree["schedule"]?.text),
            let agreement = tree["agreement"]?.text, let purpose = tree["purpose"]?.text,
            let handling = tree["handling"]?.text, let content = tree["content"]
        else {
            throw ExchangeFailure(
                .damaged, problem: "draft \(row.id) cannot be read",
                remedy: "prepare it again")
        }
        self.init(
            id: row.id, to: to, kind: kind, agreement: agreement, purpose: purpose,
            handling: handling, content: content, preparedBy: row.preparedBy,
            caseID: tree["case"]?.text, inReplyTo: tree["inReplyTo"]?.text,
            reserved: tree["reserved"]?.text.flatMap(MessageID.init),
            sources: try (tree["sources"]?.elements ?? []).map { entry in
                guard let source = InformationSource(entry) else {
                    throw ExchangeFailure(
                        .damaged, problem: "the sources of draft \(row.id) cannot be read",
                        remedy: "prepare it again")
                }
                return source
            })
    }
}

extension DisclosureKind {
    /// The kind that a message type and its particulars make; nil when one is missing.
    package init?(
        _ type: MessageType, request: RequestType?, urgency: Urgency, schedule: String? = nil
    ) {
        switch type {
        case .spontaneous: self = .spontaneous
        case .consentRequest: self = .consentRequest
        case .consentAnswer: self = .consentAnswer
        case .breach: self = .breach
        case .scheduled:
            guard let schedule else { return nil }
            self = .scheduled(schedule)
        default:
            guard let request else { return nil }
            switch type {
            case .request: self = .request(request, urgency)
            case .reply: self = .answer(request, isPartial: false)
            case .partialReply: self = .answer(request, isPartial: true)
            default: self = .step(type, request)
            }
        }
    }
}

/// Preparing and letting go.
package enum Drafts {
    /// Stores a draft after checking it as if it were approved by somebody who may, so that what
    /// the agreement forbids is never even put before the second official.
    ///
    /// - Throws: ``Refusals``.
    package static func prepare(
        _ draft: Draft, in transaction: ExchangeTransaction
    ) throws -> Draft {
        let signed = try Messages.agreement(
            draft.agreement, with: draft.to, in: transaction.standing)
        let agreement = signed.agreement
        let day = CivilDate(dayNumber: transaction.now.dayNumber)
        let approver = agreement.party(transaction.standing.node)?.officials.first { official in
            official.id != draft.preparedBy && official.roles.contains(.approve)
                && agreement.official(
                    official.id, of: transaction.standing.node, role: .approve, on: day) != nil
        }
        _ = try Messages.disclosure(
            proposal(draft, approvedBy: approver?.id ?? draft.preparedBy, in: transaction),
            in: transaction)
        try transaction.writer.insert(
            DraftRow(
                id: draft.id, state: "open", preparedBy: draft.preparedBy,
                preparedAt: transaction.now.milliseconds, content: draft.bytes, message: nil))
        try transaction.record(
            "prepared",
            [
                "draft": draft.id, "to": draft.to, "type": draft.type.rawValue,
                "case": draft.caseID, "purpose": draft.purpose, "by": draft.preparedBy,
            ])
        return draft
    }

    /// A second official lets the draft go.
    ///
    /// - Throws: ``Refusals`` when the agreement forbids it now, ``ExchangeFailure/Code/unknown``
    ///   when it is no longer open.
    package static func approve(
        _ id: String, by officer: String, in transaction: ExchangeTransaction
    ) throws -> OutboxRow {
        let draft = try open(id, in: transaction)
        var file: CaseFile?
        if let caseID = draft.caseID {
            file = try CaseFile(caseID, in: transaction.writer, standing: transaction.standing)
        }
        let row = try Messages.send(
            proposal(draft, approvedBy: officer, stream: file?.stream, in: transaction),
            in: transaction)
        if let file { try advance(file, draft, row, approvedBy: officer, in: transaction) }
        try transaction.writer.setDraft(id, state: "sent", message: row.message)
        return row
    }

    private static func advance(
        _ file: CaseFile, _ draft: Draft, _ row: OutboxRow, approvedBy officer: String,
        in transaction: ExchangeTransaction
    ) throws {
        let step = CaseStep(
            draft.type, envelope: row.envelope, at: transaction.now, content: draft.content)
        var events: [CaseEvent] = [.sent(step)]
        if draft.type == .request {
            events.insert(
                .approved(preparedBy: draft.preparedBy, approvedBy: officer), at: 0)
        }
        _ = try file.advanced(by: events, in: transaction)
    }

    /// A second official sends the draft back; nothing leaves.
    package static func refuse(
        _ id: String, by officer: String, reason: String, in transaction: ExchangeTransaction
    ) throws {
        let draft = try open(id, in: transaction)
        if draft.type == .request, let caseID = draft.caseID,
            let file = try CaseFile(
                caseID, in: transaction.writer, standing: transaction.standing)
        {
            _ = try file.advanced(by: [.reviewRefused], in: transaction)
        }
        try transaction.writer.setDraft(id, state: "refused", message: nil)
        try transaction.record("draft-refused", ["draft": id, "by": officer, "reason": reason])
    }

    /// Shows what a draft says. What was made from a partner's information is read for a purpose,
    /// and who read it stands in the ledger first.
    ///
    /// - Throws: ``Refusal/Code/useNotPermitted`` for another purpose, or none.
    package static func read(
        _ id: String, purpose: String?, officer: String?, in transaction: ExchangeTransaction
    ) throws -> JSONTree {
        guard let row = try transaction.writer.draft(id) else { throw unknown(id) }
        let draft = try Draft(row)
        return try released(draft, purpose: purpose, officer: officer, in: transaction)
    }

    /// The content of a message of ours; as ``read(_:purpose:officer:in:)`` when it was made from a
    /// partner's information.
    package static func readSent(
        _ row: OutboxRow, purpose: String?, officer: String?, in transaction: ExchangeTransaction
    ) throws -> JSONTree {
        let content = try JSONTree(reading: row.plaintext)["content"] ?? .object(JSONObject())
        let drafts = try transaction.writer.drafts(limit: 100_000)
        guard let draft = drafts.first(where: { $0.message == row.message }) else {
            return content
        }
        return try released(try Draft(draft), purpose: purpose, officer: officer, in: transaction)
    }

    /// Notes what a message was made from that went out without a draft, so that its label stays.
    static func keep(
        _ row: OutboxRow, _ proposal: Messages.Proposal, in transaction: ExchangeTransaction
    ) throws {
        let draft = Draft(
            id: CaseWork.newID(transaction), to: row.recipient, kind: proposal.kind,
            agreement: row.agreement, purpose: row.purpose, handling: row.handling,
            content: try JSONTree(reading: row.plaintext)["content"] ?? .object(JSONObject()),
            preparedBy: proposal.preparedBy, caseID: nil, inReplyTo: row.inReplyTo,
            sources: proposal.sources)
        try transaction.writer.insert(
            DraftRow(
                id: draft.id, state: "sent", preparedBy: draft.preparedBy,
                preparedAt: transaction.now.milliseconds, content: draft.bytes,
                message: row.message))
    }

    private static func released(
        _ draft: Draft, purpose: String?, officer: String?, in transaction: ExchangeTransaction
    ) throws -> JSONTree {
        guard !draft.sources.isEmpty else { return draft.content }
        guard let purpose, let officer else {
            throw ExchangeFailure(
                .notPermitted,
                problem: "reading what was made from a partner's information needs a purpose and "
                    + "a reader",
                remedy: "give --purpose and --officer")
        }
        let content = try InformationSource.tainted(
            Tainted(own: draft.content), by: draft.sources, in: transaction
        ).value(for: .read(purpose: purpose), at: transaction.now)
        for source in draft.sources {
            try transaction.record(
                "read",
                [
                    "message": source.message, "from": source.origin, "purpose": purpose,
                    "by": officer, "in": "draft \(draft.id)",
                ])
        }
        return content
    }

    private static func unknown(_ id: String) -> ExchangeFailure {
        ExchangeFailure(.unknown, problem: "no draft \(id)", remedy: "see: tamga case drafts")
    }

    private static func open(_ id: String, in transaction: ExchangeTransaction) throws -> Draft {
        guard let row = try transaction.writer.draft(id) else { throw unknown(id) }
        guard row.state == "open" else {
            throw ExchangeFailure(
                .refused, problem: "draft \(id) is \(row.state) already",
                remedy: "see: tamga case drafts")
        }
        return try Draft(row)
    }

    private static func proposal(
        _ draft: Draft, approvedBy officer: String, stream: String? = nil,
        in transaction: ExchangeTransaction
    ) throws -> Messages.Proposal {
        Messages.Proposal(
            kind: draft.kind, to: draft.to, agreement: draft.agreement, purpose: draft.purpose,
            handling: draft.handling,
            content: try InformationSource.tainted(
                Tainted(own: draft.content), by: draft.sources, in: transaction),
            preparedBy: draft.preparedBy, approvedBy: officer,
            inReplyTo: draft.inReplyTo.flatMap { MessageID($0) }, stream: stream,
            reserved: draft.reserved)
    }
}
