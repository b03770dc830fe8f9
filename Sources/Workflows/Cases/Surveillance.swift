import Customs
package import Exchange
package import Seal
package import Store
import Watchlists

/// Special surveillance at work: measures are proposed, approved by two, and reach screening as
/// entries of a silent list; the front line sees an instruction and never a reason.
package enum Surveillance {
    /// The silent list that active measures make.
    package static let list = "surveillance"

    /// A measure with the kind of thing it looks for.
    package struct Measure: Sendable {
        package let measure: SurveillanceMeasure
        /// What the identifiers are, in the words of watch lists: vehicle, container, person …
        package let kind: String
        let eventCount: Int
    }

    /// Proposes a measure; it has no effect until two persons approve it.
    ///
    /// - Throws: ``Refusal`` when an end, grounds, a unit or an identifier is missing.
    package static func propose(
        target: SurveillanceMeasure.Target, kind: String, identifiers: Set<String>,
        grounds: SurveillanceMeasure.Grounds, caseReference: String,
        action: SurveillanceMeasure.HitAction, unit: String, until: Timestamp, officer: String,
        in transaction: ExchangeTransaction
    ) throws -> Measure {
        guard WatchKind(label: kind) != nil else {
            throw ExchangeFailure(
                .refused, problem: "\(kind) is nothing that can be looked for",
                remedy: "use person, organisation, vessel, aircraft, vehicle, wagon or container")
        }
        let id = MessageID(at: transaction.now, random: transaction.random(10)).text
        let measure = try SurveillanceMeasure(
            id: id, target: target, identifiers: identifiers, grounds: grounds,
            caseReference: caseReference, action: action, unit: unit, until: until,
            proposed: transaction.now)
        let isKnown: Bool = if case .known = grounds { true } else { false }
        let terms = JSONTree.object([
            "target": .string(target.rawValue), "kind": .string(kind),
            "identifiers": .array(identifiers.sorted().map { .string($0) }),
            "known": .bool(isKnown), "reason": .string(grounds.reason),
            "case": .string(caseReference), "action": .string(action.rawValue),
            "unit": .string(unit), "until": .string(until.description),
        ])
        try transaction.writer.insert(
            CaseFileRow(
                kind: .surveillance, id: id, partner: "", state: measure.state.rawValue,
                terms: terms.bytes, openedAt: transaction.now.milliseconds))
        try transaction.record(
            "surveillance-proposed", ["measure": id, "by": officer, "until": until.description])
        return Measure(measure: measure, kind: kind, eventCount: 0)
    }

    /// What happens to a measure, with who does it.
    package enum Decision: Sendable {
        case approve(first: String, second: String)
        case refuse(officer: String)
        case lift(officer: String)
        case renew(until: Timestamp, first: String, second: String)
    }

    /// Carries a decision out.
    ///
    /// - Throws: ``Refusal/Code/approvalMissing`` for one person in both roles.
    package static func decide(
        _ decision: Decision, on id: String, in transaction: ExchangeTransaction
    ) throws -> Measure {
        guard let row = try transaction.writer.caseFile(.surveillance, id) else {
            throw ExchangeFailure(
                .unknown, problem: "no measure \(id)", remedy: "see: tamga surveillance list")
        }
        var entry = try measure(row, in: transaction.writer)
        let now = transaction.now
        let events: [SurveillanceMeasure.Event]
        switch decision {
        case .approve(let first, let second):
            events = [.reviewBegun, .approved(first: first, second: second, at: now)]
            try transaction.record(
                "surveillance-approved", ["measure": id, "by": first, "second": second])
        case .refuse(let officer):
            events = [.refused]
            try transaction.record("surveillance-refused", ["measure": id, "by": officer])
        case .lift(let officer):
            events = [.lifted(now)]
            try transaction.record("surveillance-lifted", ["measure": id, "by": officer])
        case .renew(let until, let first, let second):
            events = [.renewed(until: until, first: first, second: second, at: now)]
            try transaction.record(
                "surveillance-renewed", ["measure": id, "by": first, "second": second])
        }
        var measure = entry.measure
        for (index, event) in events.enumerated() {
            _ = try measure.on(event)
            try transaction.writer.append(
                CaseEventRow(
                    number: entry.eventCount + index + 1, content: json(event).bytes,
                    at: now.milliseconds),
                to: .surveillance, id, state: measure.state.rawValue)
        }
        entry = Measure(
            measure: measure, kind: entry.kind, eventCount: entry.eventCount + events.count)
        return entry
    }

    /// Every measure, oldest first.
    package static func all(_ reader: any StoreReader) throws -> [Measure] {
        try reader.caseFiles(.surveillance, limit: 100_000).map { try measure($0, in: reader) }
    }

    /// Brings the silent list in line with the measures; screening sees it from then on.
    ///
    /// Called after every decision and when a node starts, so that a kill in between heals.
    package static func synchronise(
        _ store: any Store, now: @escaping @Sendable () -> Int64
    ) throws {
        let measures = try store.read { try all($0) }
        guard !measures.isEmpty else { return }
        let moment = Timestamp(milliseconds: now())
        var imported = ImportedList()
        for entry in measures {
            imported.entries += entries(entry, at: moment)
        }
        guard !imported.entries.isEmpty else { return }
        imported.seen = imported.entries.count
        let identity = imported.entries.map { "\($0)" }.joined(separator: "\n")
        _ = try WatchlistImport(store: store, now: now).take(
            imported, of: Array(identity.utf8), source: "surveillance measures",
            card: WatchlistCard(
                id: list, title: "Special surveillance", publisher: "this administration",
                effect: .observe, isDiscreet: true),
            allowsShrinking: true)
    }

    private static func entries(_ entry: Measure, at moment: Timestamp) -> [WatchEntry] {
        let measure = entry.measure
        guard let kind = WatchKind(label: entry.kind) else { return [] }
        // What has ended stays on the list with its last day behind it: nothing is found any more.
        let end = measure.state == .active ? measure.until : min(measure.until, moment)
        let last = CivilDate(dayNumber: end.dayNumber - (measure.isEffective(at: moment) ? 0 : 1))
        return measure.identifiers.sorted().enumerated().compactMap { index, identifier in
            guard measure.state != .proposed, measure.state != .inLegalReview,
                measure.state != .refused
            else { return nil }
            var made = WatchEntry(id: "\(measure.id)-\(index + 1)", kind: kind)
            switch kind {
            case .vehicle: made.numbers = [WatchNumber(.plate, identifier)]
            case .wagon: made.numbers = [WatchNumber(.wagon, identifier)]
            case .container: made.numbers = [WatchNumber(.container, identifier)]
            default: made.names = [WatchName(identifier)]
            }
            made.reference = measure.id
            made.grounds = "special surveillance for \(measure.unit)"
            made.validTo = CalendarDay(last.description)
            made.isDiscreet = true
            switch measure.action {
            case .observe: made.effect = .observe
            case .report:
                made.effect = .yellow
                made.instruction = "note time and place, report to \(measure.unit)"
            case .inspect:
                made.effect = .red
                made.instruction = "examine the goods, report to \(measure.unit)"
            }
            return made
        }
    }

    private static func measure(_ row: CaseFileRow, in reader: any StoreReader) throws -> Measure {
        let terms = try JSONTree(reading: row.terms)
        guard
            let target = terms["target"]?.text.flatMap(
                SurveillanceMeasure.Target.init(rawValue:)),
            let kind = terms["kind"]?.text, let reason = terms["reason"]?.text,
            let caseReference = terms["case"]?.text,
            let action = terms["action"]?.text.flatMap(
                SurveillanceMeasure.HitAction.init(rawValue:)),
            let unit = terms["unit"]?.text,
            let until = terms["until"]?.text.flatMap({ Timestamp($0) })
        else { throw damaged(row.id) }
        var measure = try SurveillanceMeasure(
            id: row.id, target: target,
            identifiers: Set((terms["identifiers"]?.elements ?? []).compactMap(\.text)),
            grounds: terms["known"]?.boolValue == true ? .known(reason) : .suspected(reason),
            caseReference: caseReference, action: action, unit: unit, until: until,
            proposed: Timestamp(milliseconds: row.openedAt))
        let events = try reader.caseEvents(.surveillance, row.id)
        for stored in events {
            guard let event = event(try JSONTree(reading: stored.content)) else {
                throw damaged(row.id)
            }
            _ = try measure.on(event)
        }
        return Measure(measure: measure, kind: kind, eventCount: events.count)
    }

    private static func damaged(_ id: String) -> ExchangeFailure {
        ExchangeFailure(
            .damaged, problem: "measure \(id) cannot be read",
            remedy: "restore the database from a backup")
    }

    private static func json(_ event: SurveillanceMeasure.Event) -> JSONTree {
        switch event {
        case .reviewBegun: .object(["event": "review"])
        case .refused: .object(["event": "refused"])
        case .approved(let first, let second, let at):
            .object([
                "event": "approved", "first": .string(first), "second": .string(second),
                "at": .string(at.description),
            ])
        case .renewed(let until, let first, let second, let at):
            .object([
                "event": "renewed", "until": .string(until.description),
                "first": .string(first), "second": .string(second),
                "at": .string(at.description),
            ])
        case .reviewed(let at):
            .object(["event": "reviewed", "at": .string(at.description)])
        case .lifted(let at): .object(["event": "lifted", "at": .string(at.description)])
        case .time(let at): .object(["event": "time", "at": .string(at.description)])
        }
    }

    private static func event(_ tree: JSONTree) -> SurveillanceMeasure.Event? {
        let at = tree["at"]?.text.flatMap { Timestamp($0) }
        let first = tree["first"]?.text
        let second = tree["second"]?.text
        switch tree["event"]?.text {
        case "review": return .reviewBegun
        case "refused": return .refused
        case "approved":
            guard let first, let second, let at else { return nil }
            return .approved(first: first, second: second, at: at)
        case "renewed":
            guard let first, let second, let at,
                let until = tree["until"]?.text.flatMap({ Timestamp($0) })
            else { return nil }
            return .renewed(until: until, first: first, second: second, at: at)
        case "reviewed": return at.map { .reviewed($0) }
        case "lifted": return at.map { .lifted($0) }
        case "time": return at.map { .time($0) }
        default: return nil
        }
    }
}
