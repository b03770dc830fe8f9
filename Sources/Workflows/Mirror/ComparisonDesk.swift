package import Customs
import Exchange
import Reconciliation
import Seal
import Store

/// Begins confidential comparisons and takes partners' messages of them, within the day's budget.
package enum ComparisonDesk {
    static let fields = [
        "comparison.session", "comparison.step", "comparison.flow", "comparison.from",
        "comparison.through", "comparison.part", "comparison.parts", "comparison.elements",
    ]
    /// Comparisons that one partner may begin or have answered in a day.
    package static let runsPerDay = 4
    /// Elements answered for one partner in a day.
    package static let elementsPerDay = ComparisonBudget.perDayDefault

    /// Begins a comparison; the offer leaves with the next look of the clock or `tamga schedule run`.
    ///
    /// - Returns: the session's name.
    /// - Throws: ``Refusals`` when the agreement has no schedule for it, ``ExchangeFailure``.
    package static func start(
        partner: String, agreement: String?, flow: String, days: ClosedRange<CalendarDay>,
        purpose: String, preparedBy: String, approvedBy: String,
        in transaction: ExchangeTransaction
    ) throws -> String {
        let signed = try Messages.agreement(agreement, with: partner, in: transaction.standing)
        let node = transaction.standing.node
        guard
            let schedule = signed.agreement.schedules.first(where: {
                $0.dataSet == MirrorDataSet.comparison.rawValue && $0.from == node
                    && $0.to == partner
            })
        else {
            throw ExchangeNode.refusal(
                .typeNotPermitted, "the agreement has no schedule of mirror-comparison")
        }
        guard schedule.purposes.contains(purpose) else {
            throw ExchangeNode.refusal(.purposeNotPermitted, "no purpose of the schedule")
        }
        guard preparedBy != approvedBy, !preparedBy.isEmpty, !approvedBy.isEmpty else {
            throw ExchangeNode.refusal(.approvalMissing, "one person in both roles")
        }
        try MirrorSchedule.prepare(
            schedule, .comparison, in: transaction, agreement: signed.agreement)
        let session =
            "\(CalendarDay(number: Int32(clamping: transaction.now.dayNumber)))-"
            + Hex.encode(transaction.random(6))
        try ComparisonFile.open(
            terms(
                session: session, isOurs: true, agreement: signed.agreement.id,
                schedule: schedule.id, purpose: purpose, officials: (preparedBy, approvedBy),
                flow: flow, days: days),
            partner: partner, session: session, in: transaction)
        try transaction.record(
            "comparison-begun",
            [
                "session": session, "to": partner, "purpose": purpose, "by": preparedBy,
                "second": approvedBy,
            ])
        return session
    }

    private static func terms(
        session: String, isOurs: Bool, agreement: String, schedule: String, purpose: String,
        officials: (String, String), flow: String, days: ClosedRange<CalendarDay>
    ) -> JSONTree {
        .object([
            "session": .string(session), "ours": .bool(isOurs), "agreement": .string(agreement),
            "schedule": .string(schedule), "purpose": .string(purpose),
            "preparedBy": .string(officials.0), "approvedBy": .string(officials.1),
            "flow": .string(flow), "from": .string(days.lowerBound.iso),
            "through": .string(days.upperBound.iso),
        ])
    }

    /// A part of an offer or answer, as a message says it.
    private struct Part {
        let session, step, flow: String
        let days: ClosedRange<CalendarDay>
        let part, parts: Int
        let elements: [JSONTree]

        init?(_ tree: JSONTree?) {
            guard let tree, let session = tree["session"]?.text,
                ComparisonMessage.isSession(session), !session.contains("/"),
                session.utf8.count <= 40, let step = tree["step"]?.text,
                ["offer", "answer"].contains(step), let flow = tree["flow"]?.text,
                ["export", "import"].contains(flow),
                let from = tree["from"]?.text.flatMap({ CalendarDay($0) }),
                let through = tree["through"]?.text.flatMap({ CalendarDay($0) }), from <= through,
                let part = tree["part"]?.integerValue, let parts = tree["parts"]?.integerValue,
                (1...256).contains(parts), (1...parts).contains(part),
                let elements = tree["elements"]?.elements, !elements.isEmpty,
                elements.count <= ComparisonFile.partMax,
                elements.allSatisfy({ $0.text.map { $0.utf8.count == 43 } ?? false })
            else { return nil }
            self.session = session
            self.step = step
            self.flow = flow
            days = from...through
            self.part = Int(part)
            self.parts = Int(parts)
            self.elements = elements
        }
    }

    /// Takes a part in; computing is left to ``ComparisonWork``, outside of the message's transaction.
    static func receive(
        _ content: JSONTree, _ head: EnvelopeHead, agreement: Agreement,
        schedule: ExchangeSchedule, in transaction: ExchangeTransaction
    ) throws {
        let partner = head.from
        guard let part = Part(content["comparison"]) else {
            throw MirrorDesk.malformed("the content is no part of a comparison")
        }
        if part.step == "offer" { try count(part, partner, in: transaction) }
        if try ComparisonFile.find(part.session, partner: partner, in: transaction.writer) == nil {
            guard part.step == "offer" else { throw outOfOrder("no comparison of that session") }
            // Who answers, and by whose order, is settled when our own schedule is at work.
            try ComparisonFile.open(
                terms(
                    session: part.session, isOurs: false, agreement: agreement.id,
                    schedule: schedule.id, purpose: head.purpose,
                    officials: ("", ""), flow: part.flow == "export" ? "import" : "export",
                    days: part.days),
                partner: partner, session: part.session, in: transaction)
            try transaction.record(
                "comparison-asked", ["session": part.session, "from": partner])
        }
        guard
            let file = try ComparisonFile.find(
                part.session, partner: partner, in: transaction.writer), file.state == "open"
        else { throw outOfOrder("the comparison is over") }
        guard file.parts[part.step]?[part.part] == nil,
            file.partCounts[part.step].map({ $0 == part.parts }) ?? true
        else { throw outOfOrder("a session's offer and answer are given once") }
        try file.append(
            .object([
                "event": "part", "step": .string(part.step), "part": .integer(Int64(part.part)),
                "parts": .integer(Int64(part.parts)), "elements": .array(part.elements),
            ]), number: file.eventCount + 1, in: transaction)
    }

    private static func outOfOrder(_ problem: String) -> Refusals {
        Refusals(
            Refusal(
                .stateNotPermitted, place: "comparison.session", problem: problem,
                reason: "Specs/comparison.md: offer before answer, each session once",
                remedy: "begin a new session"))
    }

    /// Counts what we shall have to answer, before it is kept.
    private static func count(
        _ part: Part, _ partner: String, in transaction: ExchangeTransaction
    ) throws {
        let name = "comparison-budget:" + partner
        let today = transaction.now.dayNumber
        var (runs, elements): (Int64, Int64) = (0, 0)
        if let row = try transaction.writer.snapshot(name), row.watermark == today {
            let used = try JSONTree(reading: row.content)
            runs = used["runs"]?.integerValue ?? 0
            elements = used["elements"]?.integerValue ?? 0
        }
        runs += part.part == 1 ? 1 : 0
        elements += Int64(part.elements.count)
        guard runs <= runsPerDay, elements <= elementsPerDay else {
            throw Refusals(
                Refusal(
                    .busy, place: "comparison.elements",
                    problem: "more is asked today than is answered in a day",
                    reason: "\(runsPerDay) comparisons and \(elementsPerDay) elements a day",
                    remedy: "begin a new session tomorrow, or a smaller one"))
        }
        try transaction.writer.put(
            SnapshotRow(
                watermark: today,
                content: JSONTree.object([
                    "runs": .integer(runs), "elements": .integer(elements),
                ]).bytes), name: name)
    }
}
