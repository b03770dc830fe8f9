package import Seal

/// A step of a case that travels as a message.
package struct CaseStep: Hashable, Sendable {
    package let type: MessageType
    /// The digest of its envelope.
    package let envelope: Digest256
    /// When it was sent, or when it arrived here.
    package let at: Timestamp
    /// Which version of the request it answers; replies, refusals and the like must say so.
    package let answers: Digest256?
    /// Until when a postponement lasts.
    package let until: Timestamp?

    package init(
        type: MessageType, envelope: Digest256, at: Timestamp, answers: Digest256? = nil,
        until: Timestamp? = nil
    ) {
        self.type = type
        self.envelope = envelope
        self.at = at
        self.answers = answers
        self.until = until
    }
}

/// What happens to a case.
package enum CaseEvent: Hashable, Sendable {
    /// The form has been checked and is complete.
    case validated
    case reviewAsked
    /// A second person approved what the first prepared.
    case approved(preparedBy: String, approvedBy: String)
    case reviewRefused
    /// A message of ours was put into the outbox.
    case sent(CaseStep)
    /// The partner's node gave a receipt for the request.
    case requestDelivered(Timestamp)
    /// A message of the partner was accepted.
    case received(CaseStep)
    /// Time passed.
    case time(Timestamp)
    /// The agreement was suspended or is in force again.
    case agreementSuspended(Timestamp)
    case agreementResumed(Timestamp)
    /// The case was closed after the outcome, a withdrawal or its expiry; retention begins.
    case closed(Timestamp)
    /// The information was destroyed after its retention.
    case disposed(Timestamp)
}

/// What has to be done after an event; somebody else does it.
package enum CaseAction: Hashable, Sendable {
    case clockStarted(CaseClockKind, deadline: Timestamp)
    case clockStopped(CaseClockKind)
    /// A deadline passed; reported once per clock.
    case overdue(CaseClockKind)
    /// An officer must look at a step of the partner.
    case present(MessageType)
    /// A step of the partner crossed one of ours and changed nothing.
    case crossed(MessageType)
    /// A final answer is for an older version of the request than the newest.
    case answersOlderVersion
    case keepUntil(Timestamp)
}

/// The rules that apply to one case, taken from its agreement.
package struct CaseTerms: Hashable, Sendable {
    package let acknowledgeWithin: DeadlineRule
    package let replyWithin: DeadlineRule
    package let oralConfirmWithinHours: Int64?
    /// The answerer's calendar first: its clock counts.
    package let calendars: [WorkingCalendar]
    package let retentionDays: Int64

    /// How long delivery may take before an officer is told, in hours.
    package static let deliveryHours: Int64 = 24

    /// `nil` when the agreement has no such request or a party is missing.
    package init?(
        _ agreement: Agreement, type: RequestType, urgency: Urgency, purpose: String,
        asker: String, answerer: String
    ) {
        guard let form = agreement.form(type), let reply = form.replyWithin[urgency],
            let first = agreement.calendar(of: answerer),
            let second = agreement.calendar(of: asker)
        else { return nil }
        acknowledgeWithin = form.acknowledgeWithin
        replyWithin = reply
        oralConfirmWithinHours = agreement.oralConfirmWithinHours
        calendars = [first, second]
        retentionDays = agreement.retention.days(for: purpose)
    }
}

/// An assistance case as one side sees it.
///
/// ```
/// draft → validated → in-review → approved → sent → delivered → acknowledged
///   → {clarification-asked ⇄ in-execution} → replied | refused | postponed
///   | conditions-proposed | not-competent → outcome-given → closed → retention-hold → disposed
/// ```
/// Outcome feedback is owed before a case closes. Messages may cross; see ``CaseTable``.
package struct AssistanceCase: Hashable, Sendable {
    package let role: CaseRole
    package let terms: CaseTerms
    package private(set) var state: CaseState
    package private(set) var isSuspended = false
    /// Digests of the request and of each clarification that completed it, oldest first.
    package private(set) var versions: [Digest256] = []
    package private(set) var clocks: [CaseClockKind: CaseClock] = [:]
    package private(set) var history: [CaseStep] = []
    package private(set) var partialReplies = 0
    package private(set) var keepUntil: Timestamp?

    /// The most steps of one case.
    package static let stepCountMax = 10_000

    /// A case that we are about to ask.
    package static func draft(terms: CaseTerms) -> AssistanceCase {
        AssistanceCase(role: .asker, terms: terms, state: .draft)
    }

    /// A request that arrived.
    ///
    /// - Throws: ``Refusal/Code/stateNotPermitted`` for any other step.
    package static func received(
        _ step: CaseStep, terms: CaseTerms
    ) throws(Refusal) -> (AssistanceCase, [CaseAction]) {
        guard step.type == .request else { throw refusal("begins with \(step.type.rawValue)") }
        var opened = AssistanceCase(role: .answerer, terms: terms, state: .delivered)
        opened.history = [step]
        opened.versions = [step.envelope]
        // The clocks start before the case is handed out: a tuple copies its parts in order.
        let started = opened.startAfterDelivery(at: step.at)
        return (opened, started + [.present(.request)])
    }

    /// A request by voice, as either side logs it.
    ///
    /// - Throws: ``Refusal/Code/typeNotPermitted`` when the agreement has no rule for it.
    package static func oral(
        role: CaseRole, at moment: Timestamp, terms: CaseTerms
    ) throws(Refusal) -> (AssistanceCase, [CaseAction]) {
        guard let hours = terms.oralConfirmWithinHours else {
            throw Refusal(
                .typeNotPermitted, place: "case", problem: "asked by voice",
                reason: "the agreement has no rule for oral requests",
                remedy: "ask for a request in writing")
        }
        var opened = AssistanceCase(role: role, terms: terms, state: .oralLogged)
        let action = opened.start(
            .oralConfirmation, at: moment, deadline: moment.adding(seconds: hours * 3_600))
        return (opened, [action])
    }

    private init(role: CaseRole, terms: CaseTerms, state: CaseState) {
        self.role = role
        self.terms = terms
        self.state = state
    }

    /// Takes an event; on a refusal nothing has changed.
    ///
    /// - Throws: ``Refusal/Code/stateNotPermitted``, ``Refusal/Code/approvalMissing``,
    ///   ``Refusal/Code/suspended``.
    package mutating func on(_ event: CaseEvent) throws(Refusal) -> [CaseAction] {
        switch event {
        case .validated: return try move(from: [.draft], to: .validated)
        case .reviewAsked: return try move(from: [.validated], to: .inReview)
        case .reviewRefused: return try move(from: [.inReview, .approved], to: .draft)
        case .approved(let preparedBy, let approvedBy):
            guard preparedBy != approvedBy else {
                throw Refusal(
                    .approvalMissing, place: "case", problem: "one person in both roles",
                    reason: "two persons approve what leaves", remedy: "ask a second person")
            }
            return try move(from: [.inReview], to: .approved)
        case .sent(let step): return try send(step)
        case .requestDelivered(let moment): return delivered(at: moment)
        case .received(let step): return try receive(step)
        case .time(let moment): return pass(to: moment)
        case .agreementSuspended(let moment):
            isSuspended = true
            for kind in clocks.keys { clocks[kind]?.pause(at: moment) }
            return []
        case .agreementResumed(let moment):
            isSuspended = false
            // What paused for the case's own sake goes on pausing.
            if state != .clarificationAsked, state != .conditionsProposed {
                for kind in clocks.keys { clocks[kind]?.resume(at: moment) }
            }
            return []
        case .closed(let moment):
            let actions = try move(
                from: [.outcomeGiven, .withdrawn, .expired], to: .retentionHold)
            let end = moment.adding(seconds: terms.retentionDays * 86_400)
            keepUntil = end
            return actions + [.keepUntil(end)]
        case .disposed(let moment):
            guard let keepUntil, moment >= keepUntil else {
                throw Self.refusal("disposed of before its retention ends")
            }
            return try move(from: [.retentionHold], to: .disposed)
        }
    }

    private static func refusal(_ problem: String) -> Refusal {
        Refusal(
            .stateNotPermitted, place: "case", problem: problem,
            reason: "the states of a case, Specs/exchange.md section 8",
            remedy: "look at the case's history")
    }

    private mutating func move(
        from states: Set<CaseState>, to next: CaseState
    ) throws(Refusal) -> [CaseAction] {
        guard states.contains(state) else {
            throw Self.refusal("\(next.rawValue) after \(state.rawValue)")
        }
        state = next
        return []
    }

    private func require(_ step: CaseStep, by author: CaseRole) throws(Refusal) {
        guard CaseTable.author(of: step.type) == author else {
            throw Self.refusal("\(step.type.rawValue) is not a step of the \(author.rawValue)")
        }
        guard history.count < Self.stepCountMax else { throw Self.refusal("too many steps") }
        let mustAnswer: Set<MessageType> = [
            .partialReply, .reply, .refusal, .postponement, .conditionsProposed, .notCompetent,
        ]
        if mustAnswer.contains(step.type) {
            guard let answers = step.answers, versions.contains(answers) else {
                throw Self.refusal("\(step.type.rawValue) names no version of this request")
            }
        }
        if step.type == .postponement, step.until.map({ $0 <= step.at }) ?? true {
            throw Self.refusal("a postponement without a later day")
        }
    }

    private mutating func send(_ step: CaseStep) throws(Refusal) -> [CaseAction] {
        try require(step, by: role)
        guard !isSuspended else {
            throw Refusal(
                .suspended, place: "case", problem: "sent during a suspension",
                reason: "a suspended agreement lets nothing out", remedy: "wait for its end")
        }
        guard let next = CaseTable.next(state, step.type) else {
            throw Self.refusal("\(step.type.rawValue) after \(state.rawValue)")
        }
        return apply(step, next)
    }

    private mutating func receive(_ step: CaseStep) throws(Refusal) -> [CaseAction] {
        try require(step, by: role.other)
        guard let next = CaseTable.nextReceived(state, step.type) else {
            throw Self.refusal("\(step.type.rawValue) after \(state.rawValue)")
        }
        let isCrossing = CaseTable.next(state, step.type) == nil
        var actions = apply(step, next)
        actions.append(isCrossing ? .crossed(step.type) : .present(step.type))
        if step.type == .oralConfirmation { actions += delivered(at: step.at) }
        if let answers = step.answers, answers != versions.last {
            actions.append(.answersOlderVersion)
        }
        return actions
    }

    private mutating func apply(_ step: CaseStep, _ next: CaseState) -> [CaseAction] {
        var actions: [CaseAction] = []
        history.append(step)
        if step.type == .partialReply { partialReplies += 1 }
        if [.request, .oralConfirmation, .clarification].contains(step.type) {
            versions.append(step.envelope)
        }
        let before = state
        state = next
        switch step.type {
        case .request, .oralConfirmation:
            actions += stop(.oralConfirmation, at: step.at)
            let deadline = step.at.adding(seconds: CaseTerms.deliveryHours * 3_600)
            if role == .asker { actions.append(start(.delivery, at: step.at, deadline: deadline)) }
        case .postponement:
            if let until = step.until { clocks[.reply]?.moveDeadline(to: until) }
        default: break
        }
        // Whatever the answerer says proves that the request is there.
        if CaseTable.author(of: step.type) == .answerer {
            if before == .sent { actions += startAfterDelivery(at: step.at) }
            actions += stop(.acknowledgement, at: step.at)
        }
        if state.awaitsOutcome || state.isOver {
            for kind in CaseClockKind.allCases { actions += stop(kind, at: step.at) }
        } else if state == .clarificationAsked || state == .conditionsProposed {
            clocks[.reply]?.pause(at: step.at)
        } else if !isSuspended {
            clocks[.reply]?.resume(at: step.at)
        }
        return actions
    }

    private mutating func delivered(at moment: Timestamp) -> [CaseAction] {
        // The receipt may come after the first answer; then it changes nothing.
        guard state == .sent else { return [] }
        state = .delivered
        return startAfterDelivery(at: moment)
    }

    private mutating func startAfterDelivery(at moment: Timestamp) -> [CaseAction] {
        stop(.delivery, at: moment) + [
            start(
                .acknowledgement, at: moment,
                deadline: terms.acknowledgeWithin.deadline(from: moment, calendars: terms.calendars)
            ),
            start(
                .reply, at: moment,
                deadline: terms.replyWithin.deadline(from: moment, calendars: terms.calendars)),
        ]
    }

    private mutating func start(
        _ kind: CaseClockKind, at moment: Timestamp, deadline: Timestamp
    ) -> CaseAction {
        clocks[kind] = CaseClock(kind, started: moment, deadline: deadline)
        return .clockStarted(kind, deadline: deadline)
    }

    private mutating func stop(_ kind: CaseClockKind, at moment: Timestamp) -> [CaseAction] {
        guard let clock = clocks[kind], clock.isActive else { return [] }
        clocks[kind]?.stop(at: moment)
        return [.clockStopped(kind)]
    }

    private mutating func pass(to moment: Timestamp) -> [CaseAction] {
        var actions: [CaseAction] = []
        for kind in CaseClockKind.allCases {
            guard let clock = clocks[kind], !clock.isReported, clock.isOverdue(at: moment) else {
                continue
            }
            clocks[kind]?.isReported = true
            actions.append(.overdue(kind))
            if kind == .oralConfirmation, state == .oralLogged {
                state = .expired
                actions += stop(kind, at: moment)
            }
        }
        return actions
    }
}
