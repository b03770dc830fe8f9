package import Exchange
package import Seal
package import Store

/// A controlled delivery with its history. Only its members may know that it exists.
package struct DeliveryFile: Sendable {
    /// What screening would have done with the load, had it not been let pass.
    package struct HeldBack: Hashable, Sendable {
        package let document: String
        package let lane: String
        package let indicators: [String]
        package let at: Timestamp
    }

    package let delivery: ControlledDelivery
    package let heldBack: [HeldBack]
    let eventCount: Int

    /// Reads an operation; nil when there is none, and for everybody who is no member.
    package init?(_ id: String, for officer: String, in reader: any StoreReader) throws {
        guard let row = try reader.caseFile(.controlledDelivery, id) else { return nil }
        try self.init(row, in: reader)
        guard delivery.isKnown(to: officer) else { return nil }
    }

    init(_ row: CaseFileRow, in reader: any StoreReader) throws {
        let terms = try JSONTree(reading: row.terms)
        guard let consignment = terms["consignment"]?.text,
            case .array(let parties)? = terms["parties"],
            case .array(let members)? = terms["members"]
        else { throw Self.damaged }
        var delivery = try ControlledDelivery(
            id: row.id, consignment: consignment, parties: Set(parties.compactMap(\.text)),
            members: Set(members.compactMap(\.text)))
        var heldBack: [HeldBack] = []
        let events = try reader.caseEvents(.controlledDelivery, row.id)
        eventCount = events.count
        for event in events {
            let tree = try JSONTree(reading: event.content)
            if tree["event"]?.text == "held-back" {
                var indicators: [String] = []
                if case .array(let names)? = tree["indicators"] {
                    indicators = names.compactMap(\.text)
                }
                heldBack.append(
                    HeldBack(
                        document: tree["document"]?.text ?? "", lane: tree["lane"]?.text ?? "",
                        indicators: indicators, at: Timestamp(milliseconds: event.at)))
                continue
            }
            guard let event = try DeliveryEvents.read(tree, operation: row.id, consignment)
            else { throw Self.damaged }
            try delivery.on(event)
        }
        self.delivery = delivery
        self.heldBack = heldBack
    }

    static func row(_ delivery: ControlledDelivery, at moment: Timestamp) -> CaseFileRow {
        CaseFileRow(
            kind: .controlledDelivery, id: delivery.id, partner: "",
            state: delivery.state.rawValue,
            terms: JSONTree.object([
                "consignment": .string(delivery.consignment),
                "parties": .array(delivery.parties.sorted().map { .string($0) }),
                "members": .array(delivery.members.sorted().map { .string($0) }),
            ]).bytes, openedAt: moment.milliseconds)
    }

    private static var damaged: ExchangeFailure {
        ExchangeFailure(
            .damaged, problem: "an operation cannot be read",
            remedy: "restore the database from a backup")
    }

    /// Operations an officer is a member of, oldest first.
    package static func all(
        for officer: String, in reader: any StoreReader
    ) throws -> [DeliveryFile] {
        try reader.caseFiles(.controlledDelivery, limit: operationCountMax)
            .map { try DeliveryFile($0, in: reader) }
            .filter { $0.delivery.isKnown(to: officer) }
    }

    /// Most operations looked through at a time.
    static let operationCountMax = 10_000
}

/// Events of an operation as they are stored.
enum DeliveryEvents {
    static func json(_ event: ControlledDelivery.Event) -> JSONTree {
        switch event {
        case .authoritiesConsulted(let officer):
            .object(["event": "consulted", "by": .string(officer)])
        case .partyAgreed(let node, let message):
            .object([
                "event": "agreed", "node": .string(node), "message": .string(message.text),
            ])
        case .begun(let token, let at):
            .object([
                "event": "begun", "from": .string(token.from.description),
                "until": .string(token.until.description),
                "authorisedBy": .array(token.authorisedBy.sorted().map { .string($0) }),
                "at": .string(at.description),
            ])
        case .intercepted(let at): moment("intercepted", at)
        case .delivered(let at): moment("delivered", at)
        case .aborted(let at): moment("aborted", at)
        case .refused: .object(["event": "refused"])
        case .reported: .object(["event": "reported"])
        }
    }

    private static func moment(_ name: String, _ at: Timestamp) -> JSONTree {
        .object(["event": .string(name), "at": .string(at.description)])
    }

    static func read(
        _ tree: JSONTree, operation: String, _ consignment: String
    ) throws -> ControlledDelivery.Event? {
        let at = tree["at"]?.text.flatMap { Timestamp($0) }
        switch tree["event"]?.text {
        case "consulted": return tree["by"]?.text.map { .authoritiesConsulted(by: $0) }
        case "agreed":
            guard let node = tree["node"]?.text,
                let message = tree["message"]?.text.flatMap({ MessageID($0) })
            else { return nil }
            return .partyAgreed(node: node, message: message)
        case "begun":
            guard let at, let from = tree["from"]?.text.flatMap({ Timestamp($0) }),
                let until = tree["until"]?.text.flatMap({ Timestamp($0) }),
                case .array(let names)? = tree["authorisedBy"], names.count == 2,
                let first = names[0].text, let second = names[1].text
            else { return nil }
            let token = try SuppressionToken(
                operation: operation, consignment: consignment, from: from, until: until,
                first: first, second: second)
            return .begun(token, at: at)
        case "intercepted": return at.map { .intercepted($0) }
        case "delivered": return at.map { .delivered($0) }
        case "aborted": return at.map { .aborted($0) }
        case "refused": return .refused
        case "reported": return .reported
        default: return nil
        }
    }
}
