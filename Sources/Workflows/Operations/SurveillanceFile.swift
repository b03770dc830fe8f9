package import Exchange
package import Seal
package import Store

/// A surveillance measure with its history and its silent hits.
package struct SurveillanceFile: Sendable {
    /// A document in which the target was seen. Only the unit of the measure sees it.
    package struct Hit: Hashable, Sendable {
        package let document: String
        /// The identifier that led to it, as the document writes it.
        package let seen: String
        package let at: Timestamp
        /// Whether a report to the partner was prepared that tells of it.
        package fileprivate(set) var isReported: Bool
    }

    package let measure: SurveillanceMeasure
    /// The administration that asked; empty for a measure of our own.
    package let partner: String
    package let proposedBy: String
    package let hits: [Hit]
    let eventCount: Int

    /// Reads a measure; nil when there is none.
    package init?(_ id: String, in reader: any StoreReader) throws {
        guard let row = try reader.caseFile(.surveillance, id) else { return nil }
        try self.init(row, in: reader)
    }

    init(_ row: CaseFileRow, in reader: any StoreReader) throws {
        let terms = try JSONTree(reading: row.terms)
        partner = row.partner
        guard let proposedBy = terms["proposedBy"]?.text else { throw Self.damaged(row.id) }
        self.proposedBy = proposedBy
        var measure = try Self.measure(row, terms)
        var hits: [Hit] = []
        let events = try reader.caseEvents(.surveillance, row.id)
        eventCount = events.count
        for event in events {
            let tree = try JSONTree(reading: event.content)
            switch tree["event"]?.text {
            case "hit":
                hits.append(
                    Hit(
                        document: tree["document"]?.text ?? "", seen: tree["seen"]?.text ?? "",
                        at: Timestamp(milliseconds: event.at), isReported: false))
            case "reported":
                let count = Int(clamping: tree["hits"]?.integerValue ?? 0)
                for place in hits.indices.prefix(count) { hits[place].isReported = true }
            default:
                guard let event = SurveillanceEvents.read(tree) else { throw Self.damaged(row.id) }
                _ = try measure.on(event)
            }
        }
        self.measure = measure
        self.hits = hits
    }

    private static func measure(
        _ row: CaseFileRow, _ terms: JSONTree
    ) throws -> SurveillanceMeasure {
        guard
            let target = terms["target"]?.text.flatMap(SurveillanceMeasure.Target.init(rawValue:)),
            case .array(let identifiers)? = terms["identifiers"],
            let reason = terms["grounds"]?.text, let isKnown = terms["known"]?.boolValue,
            let reference = terms["case"]?.text,
            let action = terms["action"]?.text
                .flatMap(SurveillanceMeasure.HitAction.init(rawValue:)),
            let unit = terms["unit"]?.text,
            let until = terms["until"]?.text.flatMap({ Timestamp($0) })
        else { throw damaged(row.id) }
        return try SurveillanceMeasure(
            id: row.id, target: target, identifiers: Set(identifiers.compactMap(\.text)),
            grounds: isKnown ? .known(reason) : .suspected(reason), caseReference: reference,
            action: action, unit: unit, until: until,
            proposed: Timestamp(milliseconds: row.openedAt))
    }

    static func row(
        _ measure: SurveillanceMeasure, partner: String, proposedBy: String, at moment: Timestamp
    ) -> CaseFileRow {
        var isKnown = false
        if case .known = measure.grounds { isKnown = true }
        return CaseFileRow(
            kind: .surveillance, id: measure.id, partner: partner, state: measure.state.rawValue,
            terms: JSONTree.object([
                "target": .string(measure.target.rawValue),
                "identifiers": .array(measure.identifiers.sorted().map { .string($0) }),
                "grounds": .string(measure.grounds.reason), "known": .bool(isKnown),
                "case": .string(measure.caseReference), "action": .string(measure.action.rawValue),
                "unit": .string(measure.unit), "until": .string(measure.until.description),
                "proposedBy": .string(proposedBy),
            ]).bytes, openedAt: moment.milliseconds)
    }

    static func damaged(_ id: String) -> ExchangeFailure {
        ExchangeFailure(
            .damaged, problem: "measure \(id) cannot be read",
            remedy: "restore the database from a backup")
    }

    /// Every measure, oldest first.
    package static func all(_ reader: any StoreReader) throws -> [SurveillanceFile] {
        try reader.caseFiles(.surveillance, limit: measureCountMax).map {
            try SurveillanceFile($0, in: reader)
        }
    }

    /// Most measures looked through at a time.
    package static let measureCountMax = 100_000
}

/// Events of a measure as they are stored.
enum SurveillanceEvents {
    static func json(_ event: SurveillanceMeasure.Event) -> JSONTree {
        switch event {
        case .reviewBegun: .object(["event": "review-begun"])
        case .refused: .object(["event": "refused"])
        case .approved(let first, let second, let at):
            .object([
                "event": "approved", "first": .string(first), "second": .string(second),
                "at": .string(at.description),
            ])
        case .renewed(let until, let first, let second, let at):
            .object([
                "event": "renewed", "until": .string(until.description), "first": .string(first),
                "second": .string(second), "at": .string(at.description),
            ])
        case .reviewed(let at): moment("reviewed", at)
        case .lifted(let at): moment("lifted", at)
        case .time(let at): moment("time", at)
        }
    }

    private static func moment(_ name: String, _ at: Timestamp) -> JSONTree {
        .object(["event": .string(name), "at": .string(at.description)])
    }

    static func read(_ tree: JSONTree) -> SurveillanceMeasure.Event? {
        let at = tree["at"]?.text.flatMap { Timestamp($0) }
        let first = tree["first"]?.text
        let second = tree["second"]?.text
        switch tree["event"]?.text {
        case "review-begun": return .reviewBegun
        case "refused": return .refused
        case "approved":
            guard let at, let first, let second else { return nil }
            return .approved(first: first, second: second, at: at)
        case "renewed":
            guard let at, let first, let second,
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
