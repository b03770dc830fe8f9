import Exchange
import Seal
import Store

/// The exchange of a node as national systems may use it.
///
/// What they hand over is judged by the agreement like anything else; what they fetch is written
/// into the ledger before they get it.
package struct NodeMessages: MessageDesk {
    private let node: ExchangeNode

    package init(node: ExchangeNode) { self.node = node }

    /// Members that a proposal may have.
    private static let members: Set<String> = [
        "to", "type", "agreement", "purpose", "handling", "content", "preparedBy", "approvedBy",
        "request", "urgency", "schedule", "inReplyTo", "stream", "sources",
    ]

    package func send(
        _ proposal: [UInt8], for client: String
    ) async throws(MessageRefusals) -> [UInt8] {
        let (proposal, sources) = try Self.proposal(reading: proposal)
        do {
            let row = try await node.commitTogether(
                { transaction in
                    var proposal = proposal
                    proposal.sources = try sources.map {
                        try InformationSource.find(
                            $0, in: transaction.standing, transaction.writer)
                    }
                    let row = try Messages.send(proposal, in: transaction)
                    try transaction.record("handed-over", ["id": row.message, "client": client])
                    return row
                }, sealed: { _, _, row in row })
            return Self.json(of: row).bytes
        } catch { throw Self.refusals(error) }
    }

    package func received(
        after: Int64, limit: Int, for client: String
    ) async throws(MessageRefusals) -> [UInt8] {
        do {
            let rows = try node.store.read { try $0.inbox(after: after, limit: limit) }
            let last = rows.last?.row ?? after
            return JSONTree.object([
                "messages": .array(rows.map { Self.json(of: $0) }), "next": .integer(last),
            ]).bytes
        } catch { throw Self.refusals(error) }
    }

    package func message(
        _ id: String, purpose: String?, for client: String
    ) async throws(MessageRefusals) -> [UInt8]? {
        guard MessageID(id) != nil else { return nil }
        do {
            if let row = try node.store.read({ try $0.outbox(message: id) }) {
                return Self.json(of: row).bytes
            }
            let partners = try node.standing().partners
            let row = try node.store.read { reader -> InboxRow? in
                for partner in partners {
                    if let row = try reader.inbox(sender: partner, message: id) { return row }
                }
                return nil
            }
            guard let row else { return nil }
            guard row.status == "accepted", let purpose else { return Self.json(of: row).bytes }
            let content = try await node.commitTogether(
                { transaction in
                    try Messages.read(
                        sender: row.sender, message: id, purpose: purpose, officer: client,
                        in: transaction)
                }, sealed: { _, _, content in content })
            var object = Self.json(of: row).object ?? JSONObject()
            object["content"] = content
            return JSONTree.object(object).bytes
        } catch { throw Self.refusals(error) }
    }

    // MARK: Reading a proposal

    private static func proposal(
        reading bytes: [UInt8]
    ) throws(MessageRefusals) -> (Messages.Proposal, sources: [String]) {
        let tree: JSONTree
        do {
            tree = try JSONTree(reading: bytes, bounds: .init(byteCountMax: 1 << 20))
        } catch {
            throw malformed("body", "is no JSON in the permitted bounds")
        }
        guard let object = tree.object else { throw malformed("body", "is no JSON object") }
        for name in object.names where !members.contains(name) {
            throw malformed(name, "is no member of a proposal")
        }
        func text(_ name: String) throws(MessageRefusals) -> String {
            guard let text = object[name]?.text, !text.isEmpty, text.utf8.count <= 256 else {
                throw malformed(name, "must be a text of 1 to 256 bytes")
            }
            return text
        }
        func optional(_ name: String) throws(MessageRefusals) -> String? {
            object[name] == nil ? nil : try text(name)
        }
        guard let content = object["content"], content.object != nil else {
            throw malformed("content", "must be an object of fields")
        }
        var answered: MessageID?
        if let id = try optional("inReplyTo") {
            guard let parsed = MessageID(id) else {
                throw malformed("inReplyTo", "is no message id")
            }
            answered = parsed
        }
        let sources = (object["sources"]?.elements ?? []).compactMap(\.text)
        guard object["sources"] == nil || sources.count == object["sources"]?.elements?.count,
            sources.count <= 64
        else { throw malformed("sources", "must be a list of at most 64 message ids") }
        let proposal = Messages.Proposal(
            kind: try kind(
                type: try optional("type") ?? MessageType.spontaneous.rawValue,
                request: try optional("request"), urgency: try optional("urgency"),
                schedule: try optional("schedule")),
            to: try text("to"), agreement: try optional("agreement"),
            purpose: try text("purpose"), handling: try text("handling"),
            content: Tainted(own: content), preparedBy: try text("preparedBy"),
            approvedBy: try text("approvedBy"), inReplyTo: answered,
            stream: try optional("stream"))
        return (proposal, sources)
    }

    private static func kind(
        type text: String, request: String?, urgency: String?, schedule: String?
    ) throws(MessageRefusals) -> DisclosureKind {
        guard let type = MessageType(rawValue: text) else {
            throw malformed("type", "is no type of message")
        }
        switch type {
        case .spontaneous: return .spontaneous
        case .consentRequest: return .consentRequest
        case .consentAnswer: return .consentAnswer
        case .breach: return .breach
        case .scheduled:
            guard let schedule else { throw malformed("schedule", "is missing") }
            return .scheduled(schedule)
        default: break
        }
        guard let request = request.flatMap(RequestType.init(rawValue:)) else {
            throw malformed("request", "must be a kind of request, for messages of a case")
        }
        switch type {
        case .request:
            guard let urgency = Urgency(rawValue: urgency ?? "routine") else {
                throw malformed("urgency", "must be routine or urgent")
            }
            return .request(request, urgency)
        case .reply: return .answer(request, isPartial: false)
        case .partialReply: return .answer(request, isPartial: true)
        default: return .step(type, request)
        }
    }

    private static func malformed(_ place: String, _ problem: String) -> MessageRefusals {
        MessageRefusals(
            .malformed,
            [
                .init(
                    code: "malformed", place: place, problem: "\(place) \(problem)",
                    remedy: "see Specs/openapi.yaml")
            ])
    }

    // MARK: Answers

    private static func refusals(_ error: any Error) -> MessageRefusals {
        func refusal(_ refusal: Refusal) -> MessageRefusals.Refusal {
            .init(
                code: refusal.code.rawValue, place: refusal.place, problem: refusal.problem,
                remedy: refusal.remedy)
        }
        switch error {
        case let refused as Refusals:
            return MessageRefusals(.refused, refused.all.map(refusal))
        case let refused as Refusal: return MessageRefusals(.refused, [refusal(refused)])
        case let failure as ExchangeFailure where failure.code == .unknown:
            return MessageRefusals(
                .refused,
                [
                    .init(
                        code: "wrong-agreement", place: "agreement", problem: failure.problem,
                        remedy:
                            "name the agreement; the operator sees them with tamga agreement list")
                ])
        default:
            return MessageRefusals(
                .unavailable,
                [
                    .init(
                        code: "unavailable", place: "node",
                        problem: "the node cannot make it durable now",
                        remedy: "send the same again later")
                ])
        }
    }

    private static func json(of row: InboxRow) -> JSONTree {
        .object([
            "row": .integer(row.row), "direction": "received", "id": .string(row.message),
            "from": .string(row.sender), "stream": .string(row.stream),
            "seq": .integer(row.sequence), "type": .string(row.type),
            "agreement": .string(row.agreement), "purpose": .string(row.purpose),
            "handling": .string(row.handling), "inReplyTo": row.inReplyTo.map { .string($0) },
            "envelope": .string(row.envelope.base64URL),
            "receivedAt": .string(Timestamp(milliseconds: row.receivedAt).description),
            "status": .string(row.status), "reason": row.reason.map { .string($0) },
        ])
    }

    private static func json(of row: OutboxRow) -> JSONTree {
        let waiting = row.status.isEmpty ? "waiting" : row.status
        return .object([
            "direction": "sent", "id": .string(row.message), "to": .string(row.recipient),
            "stream": .string(row.stream), "seq": .integer(row.sequence),
            "type": .string(row.type), "agreement": .string(row.agreement),
            "purpose": .string(row.purpose), "handling": .string(row.handling),
            "inReplyTo": row.inReplyTo.map { .string($0) },
            "envelope": .string(row.envelope.base64URL),
            "createdAt": .string(Timestamp(milliseconds: row.createdAt).description),
            "status": .string(row.state == .done ? row.status : waiting),
        ])
    }
}
