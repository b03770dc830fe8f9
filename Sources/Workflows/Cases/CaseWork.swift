package import Exchange
package import Seal
package import Store

/// What officers do with assistance cases.
package enum CaseWork {
    /// Begins a case: the request is prepared and waits for a second official.
    ///
    /// - Returns: the case and its draft.
    /// - Throws: ``Refusals`` when the agreement does not permit the request.
    package static func request(
        _ request: RequestType, urgency: Urgency, of partner: String, agreement: String?,
        purpose: String, handling: String, content: JSONTree, preparedBy: String,
        along: DraftCompany = DraftCompany(), in transaction: ExchangeTransaction
    ) throws -> (file: CaseFile, draft: Draft) {
        let signed = try Messages.agreement(agreement, with: partner, in: transaction.standing)
        let id = MessageID(at: transaction.now, random: transaction.random(10)).text
        let row = CaseFile.row(
            id: id, partner: partner, role: .asker, agreement: signed.agreement.id,
            request: request, urgency: urgency, purpose: purpose, handling: handling,
            state: .draft, at: transaction.now)
        let opened = try CaseFile.open(row, opening: .draft, in: transaction)
        let draft = try Drafts.prepare(
            Draft(
                id: newID(transaction), to: partner, kind: .request(request, urgency),
                agreement: signed.agreement.id, purpose: purpose, handling: handling,
                content: referenced(content, to: opened, digest: nil), preparedBy: preparedBy,
                caseID: id, inReplyTo: nil, reserved: along.reserved, sources: along.sources),
            in: transaction)
        let (file, _) = try opened.advanced(by: [.validated, .reviewAsked], in: transaction)
        return (file, draft)
    }

    /// Prepares a step of a case that exists: an answer, a clarification, the outcome …
    ///
    /// - Throws: ``Refusal/Code/stateNotPermitted`` when the step may not follow now.
    package static func step(
        _ type: MessageType, of id: String, content: JSONTree, preparedBy: String,
        along: DraftCompany = DraftCompany(), in transaction: ExchangeTransaction
    ) throws -> Draft {
        let file = try find(id, in: transaction)
        // Tried on a copy: what may not follow is refused before a second official is asked.
        var trial = file.state
        let answers = file.state.versions.last
        var step = CaseStep(
            type, envelope: Digest256(hashing: "trial"), at: transaction.now, content: content)
        if needsDigest(type), let answers {
            step = CaseStep(
                type: type, envelope: step.envelope, at: step.at, answers: answers,
                until: step.until)
        }
        _ = try trial.on(.sent(step))
        guard
            let kind = DisclosureKind(type, request: file.request, urgency: file.urgency)
        else { throw ExchangeNode.refusal(.typeNotPermitted, "no step of a case") }
        return try Drafts.prepare(
            Draft(
                id: newID(transaction), to: file.partner, kind: kind, agreement: file.agreement,
                purpose: file.purpose, handling: file.handling,
                content: referenced(
                    content, to: file, digest: needsDigest(type) ? answers : nil),
                preparedBy: preparedBy, caseID: id, inReplyTo: nil, reserved: along.reserved,
                sources: along.sources), in: transaction)
    }

    /// Prepares information that nobody asked for.
    package static func spontaneous(
        to partner: String, agreement: String?, purpose: String, handling: String,
        content: JSONTree, preparedBy: String, along: DraftCompany = DraftCompany(),
        in transaction: ExchangeTransaction
    ) throws -> Draft {
        let signed = try Messages.agreement(agreement, with: partner, in: transaction.standing)
        return try Drafts.prepare(
            Draft(
                id: newID(transaction), to: partner, kind: .spontaneous,
                agreement: signed.agreement.id, purpose: purpose, handling: handling,
                content: content, preparedBy: preparedBy, caseID: nil, inReplyTo: nil,
                reserved: along.reserved, sources: along.sources), in: transaction)
    }

    /// Logs a request that was made by voice; it must be confirmed in writing in time.
    package static func oral(
        _ request: RequestType, urgency: Urgency, role: CaseRole, partner: String,
        agreement: String?, purpose: String, handling: String, officer: String,
        in transaction: ExchangeTransaction
    ) throws -> CaseFile {
        let signed = try Messages.agreement(agreement, with: partner, in: transaction.standing)
        let id = MessageID(at: transaction.now, random: transaction.random(10)).text
        let row = CaseFile.row(
            id: id, partner: partner, role: role, agreement: signed.agreement.id,
            request: request, urgency: urgency, purpose: purpose, handling: handling,
            state: .oralLogged, at: transaction.now)
        let file = try CaseFile.open(row, opening: .oral(role, transaction.now), in: transaction)
        try transaction.record("oral", ["case": id, "partner": partner, "by": officer])
        return file
    }

    /// Closes a case whose outcome was told; its retention begins.
    package static func close(
        _ id: String, by officer: String, in transaction: ExchangeTransaction
    ) throws -> CaseFile {
        let (file, _) = try find(id, in: transaction)
            .advanced(by: [.closed(transaction.now)], in: transaction)
        try transaction.record("closed", ["case": id, "by": officer])
        return file
    }

    /// A clock that runs, with its case.
    package struct Due: Sendable {
        package let file: CaseFile
        package let kind: CaseClockKind
        package let deadline: Timestamp
        package let isOverdue: Bool
    }

    /// Everything that is waited for, the most urgent first.
    package static func due(
        _ reader: any StoreReader, standing: ExchangeStanding, at moment: Timestamp
    ) throws -> [Due] {
        var due: [Due] = []
        for row in try open(reader) {
            let file = try CaseFile(row, in: reader, standing: standing)
            for (kind, clock) in file.state.clocks where clock.isActive {
                due.append(
                    Due(
                        file: file, kind: kind, deadline: clock.deadline(at: moment),
                        isOverdue: clock.isOverdue(at: moment)))
            }
        }
        return due.sorted { ($0.deadline, $0.file.id) < ($1.deadline, $1.file.id) }
    }

    /// Reports deadlines that passed, once each, and lets oral requests expire.
    package static func pass(in transaction: ExchangeTransaction) throws -> Int {
        var count = 0
        for row in try open(transaction.writer) {
            let file = try CaseFile(
                row, in: transaction.writer, standing: transaction.standing)
            var trial = file.state
            let actions = try trial.on(.time(transaction.now))
            guard !actions.isEmpty else { continue }
            _ = try file.advanced(by: [.time(transaction.now)], in: transaction)
            for case .overdue(let kind) in actions {
                try transaction.record("overdue", ["case": row.id, "clock": kind.rawValue])
                count += 1
            }
        }
        return count
    }

    /// Cases in which somebody still waits for something; no clock of the others runs.
    private static func open(_ reader: any StoreReader) throws -> [CaseFileRow] {
        try reader.caseFiles(.assistance, limit: caseCountMax).filter { row in
            CaseState(rawValue: row.state).map { !$0.isOver } ?? true
        }
    }

    /// Most cases looked through at a time.
    package static let caseCountMax = 100_000

    static func find(_ id: String, in transaction: ExchangeTransaction) throws -> CaseFile {
        guard
            let file = try CaseFile(
                id, in: transaction.writer, standing: transaction.standing)
        else {
            throw ExchangeFailure(
                .unknown, problem: "no case \(id)", remedy: "see: tamga case list")
        }
        return file
    }

    static func newID(_ transaction: ExchangeTransaction) -> String {
        MessageID(at: transaction.now, random: transaction.random(10)).text
    }

    /// The id of the message that holds a version of a partner's request.
    static func message(
        of envelope: Digest256, from partner: String, in transaction: ExchangeTransaction
    ) throws -> String {
        var after: Int64 = 0
        while true {
            let rows = try transaction.writer.inbox(after: after, limit: 256)
            guard let last = rows.last else {
                throw ExchangeFailure(
                    .damaged, problem: "the request of a case is not in the inbox",
                    remedy: "run tamga ledger verify")
            }
            if let found = rows.first(where: { $0.envelope == envelope && $0.sender == partner }) {
                return found.message
            }
            after = last.row
        }
    }

    private static func needsDigest(_ type: MessageType) -> Bool {
        switch type {
        case .partialReply, .reply, .refusal, .postponement, .conditionsProposed, .notCompetent:
            true
        default: false
        }
    }

    /// The content with what ties it to its case.
    private static func referenced(
        _ content: JSONTree, to file: CaseFile, digest: Digest256?
    ) -> JSONTree {
        var object = content.object ?? JSONObject()
        var link = object["case"]?.object ?? JSONObject()
        link["reference"] = .string(file.id)
        if let digest { link["requestDigest"] = .string(digest.base64URL) }
        object["case"] = .object(link)
        return .object(object)
    }
}

/// Lets messages of cases take effect where they arrive: a request opens the case, every other step
/// moves it, in the transaction in which the message is stored.
package struct CaseDesk: EffectHandler {
    package init() {}

    package func handles(_ type: MessageType) -> Bool { type.belongsToCase }

    package func apply(
        _ received: ReceivedInformation, of message: SubmittedMessage,
        in transaction: ExchangeTransaction
    ) throws {
        let head = message.envelope.head
        let content = try received.content.value(
            for: .read(purpose: head.purpose), at: transaction.now)
        guard let reference = content["case"]?["reference"]?.text, CardKey.isName(reference) else {
            throw Refusals(
                Refusal(
                    .fieldMissing, place: "case.reference", problem: "is missing",
                    reason: "every message of a case names it", remedy: "name the case"))
        }
        let step = CaseStep(
            head.type, envelope: message.envelope.digest, at: transaction.now, content: content)
        do {
            if head.type == .request {
                try open(reference, received, head, step, in: transaction)
            } else {
                try move(reference, received, head, step, in: transaction)
            }
        } catch let refusal as Refusal { throw Refusals(refusal) }
    }

    private func open(
        _ id: String, _ received: ReceivedInformation, _ head: EnvelopeHead, _ step: CaseStep,
        in transaction: ExchangeTransaction
    ) throws {
        guard case .request(let request, let urgency) = received.kind else { return }
        guard try transaction.writer.caseFile(.assistance, id) == nil else {
            throw ExchangeNode.refusal(.stateNotPermitted, "a case of that name exists")
        }
        let row = CaseFile.row(
            id: id, partner: head.from, role: .answerer, agreement: head.agreement.id,
            request: request, urgency: urgency, purpose: head.purpose, handling: head.handling,
            state: .delivered, at: transaction.now)
        _ = try CaseFile.open(row, opening: .received(step), in: transaction)
    }

    /// A request by voice that only the partner logged is logged here with its confirmation.
    private func heard(
        _ id: String, _ received: ReceivedInformation, _ head: EnvelopeHead,
        in transaction: ExchangeTransaction
    ) throws -> CaseFile? {
        guard case .step(_, let request) = received.kind else { return nil }
        let row = CaseFile.row(
            id: id, partner: head.from, role: .answerer, agreement: head.agreement.id,
            request: request, urgency: .urgent, purpose: head.purpose, handling: head.handling,
            state: .oralLogged, at: transaction.now)
        return try CaseFile.open(row, opening: .oral(.answerer, transaction.now), in: transaction)
    }

    private func move(
        _ id: String, _ received: ReceivedInformation, _ head: EnvelopeHead, _ step: CaseStep,
        in transaction: ExchangeTransaction
    ) throws {
        var found = try CaseFile(id, in: transaction.writer, standing: transaction.standing)
        if found == nil, head.type == .oralConfirmation {
            found = try heard(id, received, head, in: transaction)
        }
        guard let file = found, file.partner == head.from
        else { throw ExchangeNode.refusal(.stateNotPermitted, "no such case with that partner") }
        _ = try file.advanced(by: [.received(step)], in: transaction)
    }

    package func delivered(
        _ row: OutboxRow, status: Receipt.Status, in transaction: ExchangeTransaction
    ) throws {
        guard
            row.type == MessageType.request.rawValue
                || row.type == MessageType.oralConfirmation.rawValue,
            row.stream.hasPrefix("case-"), case .accepted = status,
            let file = try CaseFile(
                String(row.stream.dropFirst("case-".count)), in: transaction.writer,
                standing: transaction.standing)
        else { return }
        _ = try file.advanced(by: [.requestDelivered(transaction.now)], in: transaction)
    }
}
