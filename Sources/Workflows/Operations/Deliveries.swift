package import Exchange
package import Seal
import Store

/// What members of a controlled delivery do. For everybody else it does not exist.
///
/// The ledger says that an operation moved, never which one or which load it is about: it names the
/// digest of the operation's id, which members can work out and nobody else can turn round.
package enum Deliveries {
    /// Proposes an operation.
    ///
    /// - Parameters:
    ///   - consignment: number of the declaration, transport document, container or vehicle.
    ///   - members: who may know, the one who proposes among them.
    package static func propose(
        consignment: String, partners: Set<String>, members: Set<String>, by officer: String,
        in transaction: ExchangeTransaction
    ) throws -> DeliveryFile {
        guard PassingLoads.mark(consignment).count >= PassingLoads.markLengthMin else {
            throw refusal(.malformed, "a number by which no load can be told")
        }
        guard partners.allSatisfy({ transaction.standing.cards[$0] != nil }) else {
            throw refusal(.unknownPartner, "a party whose card is not believed here")
        }
        let delivery = try ControlledDelivery(
            id: CaseWork.newID(transaction), consignment: consignment,
            parties: partners.union([transaction.standing.node]),
            members: members.union([officer]))
        try transaction.writer.insert(DeliveryFile.row(delivery, at: transaction.now))
        try record("proposed", delivery.id, in: transaction)
        return try find(delivery.id, for: officer, in: transaction)
    }

    /// The authorities that national law names were heard.
    package static func consulted(
        _ id: String, by officer: String, in transaction: ExchangeTransaction
    ) throws -> DeliveryFile {
        try step("consulted", id, .authoritiesConsulted(by: officer), officer, transaction)
    }

    /// A party agreed by a message: the partner's that we received, or ours that was sent.
    ///
    /// - Throws: ``ExchangeFailure/Code/unknown`` when no such message came from, or went out for,
    ///   the party.
    package static func agreed(
        _ id: String, node: String, message: MessageID, by officer: String,
        in transaction: ExchangeTransaction
    ) throws -> DeliveryFile {
        let isThere =
            node == transaction.standing.node
            ? try transaction.writer.outbox(message: message.text) != nil
            : try transaction.writer.inbox(sender: node, message: message.text)?.status
                == "accepted"
        guard isThere else {
            throw ExchangeFailure(
                .unknown, problem: "no message \(message) of \(node) is here",
                remedy: "see: tamga message list")
        }
        let event = ControlledDelivery.Event.partyAgreed(node: node, message: message)
        return try step("agreed", id, event, officer, transaction)
    }

    /// Two members let the load pass for a bounded time; no rule stops it until then.
    package static func begin(
        _ id: String, from: Timestamp, until: Timestamp, first: String, second: String,
        in transaction: ExchangeTransaction
    ) throws -> DeliveryFile {
        let file = try find(id, for: first, in: transaction)
        let token = try SuppressionToken(
            operation: id, consignment: file.delivery.consignment, from: from, until: until,
            first: first, second: second)
        return try step("begun", id, .begun(token, at: transaction.now), first, transaction)
    }

    /// How an operation ends.
    package enum End: String, Hashable, Sendable, CaseIterable {
        case intercepted, delivered, aborted, refused, reported
    }

    /// Ends an operation; every rule holds again at once.
    package static func end(
        _ id: String, _ end: End, by officer: String, in transaction: ExchangeTransaction
    ) throws -> DeliveryFile {
        let event: ControlledDelivery.Event =
            switch end {
            case .intercepted: .intercepted(transaction.now)
            case .delivered: .delivered(transaction.now)
            case .aborted: .aborted(transaction.now)
            case .refused: .refused
            case .reported: .reported
            }
        return try step(end.rawValue, id, event, officer, transaction)
    }

    private static func step(
        _ name: String, _ id: String, _ event: ControlledDelivery.Event, _ officer: String,
        _ transaction: ExchangeTransaction
    ) throws -> DeliveryFile {
        let file = try find(id, for: officer, in: transaction)
        var delivery = file.delivery
        try delivery.on(event)
        try transaction.writer.append(
            CaseEventRow(
                number: file.eventCount + 1, content: DeliveryEvents.json(event).bytes,
                at: transaction.now.milliseconds),
            to: .controlledDelivery, id, state: delivery.state.rawValue)
        try record(name, id, in: transaction)
        return try find(id, for: officer, in: transaction)
    }

    private static func record(
        _ step: String, _ id: String, in transaction: ExchangeTransaction
    ) throws {
        try transaction.record("enclave", ["operation": blinded(id), "step": step])
    }

    /// Whether a ledger entry is shown to nobody but by its number: it would tell that an operation is
    /// under way, when it moves, and who knows of it.
    package static func isWithheld(_ entry: [UInt8]) -> Bool {
        guard let tree = try? JSONTree(reading: entry) else { return false }
        return tree["event"]?.text == "enclave" || tree["what"]?.text == "enclave"
    }

    /// An operation as the ledger names it.
    package static func blinded(_ id: String) -> String {
        Digest256(hashing: "tamga/enclave/1\n" + id).base64URL
    }

    private static func find(
        _ id: String, for officer: String, in transaction: ExchangeTransaction
    ) throws -> DeliveryFile {
        guard let file = try DeliveryFile(id, for: officer, in: transaction.writer) else {
            throw ExchangeFailure(
                .unknown, problem: "no operation \(id)", remedy: "see: tamga delivery list")
        }
        return file
    }

    private static func refusal(_ code: Refusal.Code, _ problem: String) -> Refusal {
        Refusal(
            code, place: "controlled delivery", problem: problem,
            reason: "an operation is about one load and agreed by all parties",
            remedy: "name the load and the parties anew")
    }
}
