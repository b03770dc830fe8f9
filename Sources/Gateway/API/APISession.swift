import Formats
import Logging
import Synchronization
import Workflows

/// What all connections of the API's door share.
final class APIHall: Sendable {
    let clients: ClientDesk
    let documents: DocumentDesk
    let screening: LiveScreening
    let messages: (any MessageDesk)?
    let limits: DoorLimits
    let rates: RateLimiter
    let turns = FairTurns(aloneMax: 64, sharedMax: 16, waitingMax: 256)
    let metrics: @Sendable () -> String
    let logger: Logger

    init(
        clients: ClientDesk, documents: DocumentDesk, screening: LiveScreening,
        messages: (any MessageDesk)?, limits: DoorLimits, rates: RateLimiter,
        metrics: @escaping @Sendable () -> String, logger: Logger
    ) {
        self.clients = clients
        self.documents = documents
        self.screening = screening
        self.messages = messages
        self.limits = limits
        self.rates = rates
        self.metrics = metrics
        self.logger = logger
    }
}

/// One connection of a national system.
final class APISession: DoorSession {
    private let hall: APIHall
    private let certificate = Mutex<[UInt8]?>(nil)

    /// Whose requests without a name count as.
    private static let stranger = "\u{0}stranger"

    init(hall: APIHall) { self.hall = hall }

    func judge(_ chain: [[UInt8]]) async -> Bool {
        guard let first = chain.first, hall.clients.client(certificate: first) != nil else {
            return false
        }
        certificate.withLock { $0 = first }
        return true
    }

    func closed() {}

    private func client(_ head: DoorHead) -> Client? {
        if let text = head.field("authorization"), text.lowercased().hasPrefix("bearer ") {
            return hall.clients.client(token: String(text.dropFirst("bearer ".count)))
        }
        // Asked for every request: a client may have been shut out meanwhile.
        return certificate.withLock { $0 }.flatMap { hall.clients.client(certificate: $0) }
    }

    func admit(_ head: DoorHead) -> HeadVerdict {
        let client = client(head)
        guard hall.rates.take(for: client?.name ?? Self.stranger) else {
            return .refuse(
                Problem(
                    .rateLimited, "more requests than a client may make", place: "request",
                    remedy: "wait as Retry-After says, and send fewer requests at a time"
                ).reply())
        }
        let found = APIRoute.find(head.path).routes
        guard !found.isEmpty else {
            return .refuse(
                Problem(
                    .notFound, "there is no such address", place: "path",
                    remedy: "see Specs/openapi.yaml"
                ).reply(isLast: true))
        }
        guard let route = found.first(where: { $0.method == head.method }) else {
            var problem = Problem(
                .methodNotAllowed, "the address does not know this method", place: "method",
                remedy: "see the field Allow")
            problem.fields["Allow"] = found.map(\.method).joined(separator: ", ")
            return .refuse(problem.reply(isLast: true))
        }
        guard client != nil || route.isOpen else {
            var problem = Problem(
                .unauthorized, "no known client", place: "field Authorization",
                remedy: "send the token that `tamga client add` printed, or a known certificate")
            problem.fields["WWW-Authenticate"] = "Bearer"
            return .refuse(problem.reply(isLast: true))
        }
        return .admit(owner: client?.name ?? Self.stranger, bodyBytesMax: route.bodyBytesMax)
    }

    func answer(_ head: DoorHead, body: [UInt8]) async -> DoorReply {
        let (found, id) = APIRoute.find(head.path)
        guard let route = found.first(where: { $0.method == head.method }) else {
            return refusal(.malformed)
        }
        let client = client(head)
        guard let client else { return open(route) }
        let reply = await hall.turns.turn(of: client.name) {
            await answer(route, id: id, head: head, body: body, client: client)
        }
        return reply ?? refusal(.busy)
    }

    private func open(_ route: APIRoute) -> DoorReply {
        switch route {
        case .health: return Self.json(200, Array(#"{"status":"up"}"#.utf8))
        case .ready:
            guard hall.documents.isReady else { return Self.unavailable.reply() }
            return Self.json(200, Array(#"{"status":"ready"}"#.utf8))
        default:
            return Problem(
                .unauthorized, "the client is known no more", place: "field Authorization",
                remedy: "ask the operator for a new token"
            ).reply(isLast: true)
        }
    }

    private func answer(
        _ route: APIRoute, id: String, head: DoorHead, body: [UInt8], client: Client
    ) async -> DoorReply {
        do {
            switch route {
            case .health, .ready: return open(route)
            case .metrics:
                return DoorReply(
                    status: 200, fields: [("Content-Type", "text/plain; version=0.0.4")],
                    body: Array(hall.metrics().utf8))
            case .submit: return try await submit(head, body, client)
            case .document: return found(try hall.documents.documents(id))
            case .documentStatus: return found(try hall.documents.statuses(id))
            case .sendMessage, .messages, .message:
                return try await exchange(route, id: id, head: head, body: body, client: client)
            }
        } catch let failure as LiveScreeningFailure {
            return Self.problem(failure).reply()
        } catch {
            hall.logger.error(
                "a request of a client failed", metadata: ["route": "\(route.rawValue)"])
            return Self.unavailable.reply()
        }
    }

    private func submit(
        _ head: DoorHead, _ body: [UInt8], _ client: Client
    ) async throws -> DoorReply {
        guard !body.isEmpty else {
            return Problem(
                .malformed, "the body is empty", place: "body",
                remedy: "send the document as the body, as it is"
            ).reply()
        }
        let format = APIRoute.parameter("format", of: head.query)
        guard format == nil || format == "auto" || KnownFormats.names.contains(format ?? "") else {
            return Problem(
                .unknownFormat, "the format is not known", place: "query format",
                remedy: "use one of: auto, \(KnownFormats.names.joined(separator: ", "))"
            ).reply()
        }
        let outcome = try await hall.screening.submit(
            body, name: "api/\(client.name)", format: format == "auto" ? nil : format)
        let documents = Self.documents(of: outcome)
        guard outcome.refusedCount < outcome.documents.count else {
            var problem = Problem(
                .refused, "no document was accepted", place: "body",
                remedy: "see the diagnostics of each document; correct and send again")
            problem.extensions = [
                ("submission", Array("\"\(outcome.digest)\"".utf8)), ("documents", documents),
            ]
            return problem.reply()
        }
        var writer = JSONWriter(capacity: documents.count + 128)
        writer.beginObject()
        writer.key("submission")
        writer.string(outcome.digest)
        writer.key("known")
        writer.bool(outcome.isKnown)
        writer.key("documents")
        writer.raw(documents)
        writer.endObject()
        return Self.json(outcome.isKnown ? 200 : 201, writer.bytes)
    }

    private static func documents(of outcome: LiveOutcome) -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        writer.beginArray()
        for document in outcome.documents {
            writer.beginObject()
            writer.key("document")
            writer.integer(document.number)
            writer.key("state")
            writer.string(word(of: document.status))
            writer.key("result")
            writer.raw(document.line)
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    private static func word(of status: ScreenedDocument.Status) -> String {
        switch status {
        case .new: "new"
        case .newVersion: "new-version"
        case .known: "known"
        case .refused: "refused"
        case .report: "cargo-report"
        }
    }

    private func exchange(
        _ route: APIRoute, id: String, head: DoorHead, body: [UInt8], client: Client
    ) async throws -> DoorReply {
        guard client.mayExchange, let messages = hall.messages else {
            return Problem(
                .forbidden, "this client may not exchange messages", place: "client",
                remedy: "ask the operator: tamga client add NAME --exchange"
            ).reply()
        }
        do throws(MessageRefusals) {
            switch route {
            case .sendMessage:
                return Self.json(202, try await messages.send(body, for: client.name))
            case .message:
                let purpose = APIRoute.parameter("purpose", of: head.query)
                return found(
                    try await messages.message(id, purpose: purpose, for: client.name))
            default:
                let after = APIRoute.parameter("after", of: head.query) ?? "0"
                let limit = APIRoute.parameter("limit", of: head.query) ?? "50"
                guard let after = Int64(after), after >= 0, let limit = Int(limit),
                    (1...100).contains(limit)
                else {
                    return Problem(
                        .malformed, "after takes a row, limit 1 to 100", place: "query",
                        remedy: "leave them out to begin with the oldest message"
                    ).reply()
                }
                return Self.json(
                    200, try await messages.received(after: after, limit: limit, for: client.name))
            }
        } catch {
            return Self.problem(error).reply()
        }
    }

    private func found(_ json: [UInt8]?) -> DoorReply {
        guard let json else {
            return Problem(
                .notFound, "nothing is known under this id", place: "path",
                remedy: "check the reference: MRN, LRN, # and the node's number, or message id"
            ).reply()
        }
        return Self.json(200, json)
    }

    func refusal(_ fault: DoorFault) -> DoorReply {
        switch fault {
        case .malformed:
            Problem(
                .malformed, "no request of the form that is expected", place: "head",
                remedy: "send HTTP/1.1 with one Host"
            ).reply(isLast: true)
        case .bodyTooLarge:
            Problem(
                .tooLarge, "the body is larger than permitted", place: "body",
                remedy: "send fewer documents at a time, or screen the file with: tamga screen"
            ).reply(isLast: true)
        case .tooSlow:
            Problem(
                .tooSlow, "the body came too slowly", place: "body",
                remedy: "send it again over a better line"
            ).reply(isLast: true)
        case .packed:
            Problem(
                .packed, "packed bodies are not unpacked", place: "field Content-Encoding",
                remedy: "send the body as it is"
            ).reply(isLast: true)
        case .busy:
            Problem(
                .busy, "too much is in hand already", place: "request",
                remedy: "send the same again after Retry-After; it is stored once"
            ).reply()
        }
    }

    private static var unavailable: Problem {
        Problem(
            .unavailable, "the node cannot make it durable now", place: "node",
            remedy: "send the same again later; it is stored once")
    }

    private static func problem(_ failure: LiveScreeningFailure) -> Problem {
        switch failure {
        case .busy:
            Problem(
                .busy, "too many submissions wait already", place: "request",
                remedy: "send the same again after Retry-After; it is stored once")
        case .tooManyDocuments:
            Problem(
                .tooManyDocuments, "more than \(LiveScreening.documentsMax) documents",
                place: "body",
                remedy: "send fewer at a time, or screen the file with: tamga screen")
        }
    }

    private static func problem(_ refusals: MessageRefusals) -> Problem {
        let first = refusals.refusals.first
        var problem = Problem(
            refusals.kind == .malformed
                ? .malformed : refusals.kind == .refused ? .refused : .unavailable,
            first?.problem ?? "the message was refused", place: first?.place ?? "body",
            remedy: first?.remedy ?? "see Specs/openapi.yaml")
        var writer = JSONWriter(capacity: 256)
        writer.beginArray()
        for refusal in refusals.refusals {
            writer.beginObject()
            writer.key("code")
            writer.string(refusal.code)
            writer.key("place")
            writer.string(refusal.place)
            writer.key("problem")
            writer.string(refusal.problem)
            writer.key("remedy")
            writer.string(refusal.remedy)
            writer.endObject()
        }
        writer.endArray()
        problem.extensions = [("refusals", writer.bytes)]
        return problem
    }

    private static func json(_ status: Int, _ body: [UInt8]) -> DoorReply {
        DoorReply(status: status, fields: [("Content-Type", "application/json")], body: body)
    }
}
