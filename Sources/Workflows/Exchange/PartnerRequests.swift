import Exchange
import Logging
import Seal
import Store

extension ExchangeNode: PartnerDesk {
    /// Where messages are brought, and where logs are witnessed.
    package static let inboxPath = "/txp1/inbox", witnessPath = "/txp1/witness"
    static let contentType = "application/txp+json"

    package func trust() -> PartnerTrust {
        let standing: ExchangeStanding
        do { standing = try self.standing() } catch {
            // Then nobody is let in; the next question asks again.
            settings.logger.error(
                "Whom to believe cannot be read; no partner is let in.",
                metadata: ["problem": "\(Self.problem(of: error))"])
            return PartnerTrust()
        }
        var trust = PartnerTrust()
        for (code, card) in standing.cards where code != standing.node {
            trust.authorities[code] = card.card.tlsAuthorities
        }
        trust.denied = standing.deniedCertificates
        return trust
    }

    package func answer(_ request: DoorRequest) async -> DoorAnswer {
        var facts = HTTPFacts(
            .request(
                method: request.method, authority: request.authority, path: request.path,
                query: request.query))
        facts.fields = request.fields.map { HTTPFacts.Field($0.name, $0.value) }
        let body: [UInt8]
        var status = 200
        do {
            let signer = try checkHop(request, facts)
            // An address on the card may have a path before ours; the signature covers all of it.
            switch request.method {
            case "POST" where request.path.hasSuffix(Self.inboxPath):
                body = try await inbox(request, facts)
            case "POST" where request.path.hasSuffix(Self.witnessPath):
                body = try await witness(request, askedAt: signer.created).bytes
            case "POST" where request.path.hasSuffix(Self.cardPath):
                body = try await takeCards(request).bytes
            case "POST" where Self.attachmentPlace(request.path) != nil:
                body = try await takeChunks(
                    request, message: facts.field(HTTPSignature.messageIDField)
                ).bytes
            default: throw Self.refusal(.unsupported, "no such address")
            }
        } catch {
            let code = Self.code(of: error)
            log(code, error, partner: request.partner)
            status = Self.status(of: code)
            body = JSONTree.object(["v": "TXP/1", "refused": .string(code.rawValue)]).bytes
        }
        return signed(status: status, body: body, answering: facts)
    }

    /// Digest of the body, signature and freshness of the hop, by a key of the partner whose
    /// certificate was shown.
    private func checkHop(
        _ request: DoorRequest, _ facts: HTTPFacts
    ) throws -> HTTPSignature.Signer {
        let standing = try standing()
        let now = settings.now()
        guard let card = hopCard(request, standing) else {
            throw Self.refusal(.unknownPartner, "no card of the partner")
        }
        try ContentDigest.check(
            facts.field("content-digest"), body: Digest256(hashing: request.body))
        let signer = try HTTPSignature.verify(facts, now: now) { id throws(SealFailure) in
            try card.verifyingKey(id, for: .hop, at: now)
        }
        let isChunks = Self.attachmentPlace(request.path) != nil
        guard
            facts.field("content-type")
                == (isChunks ? Self.attachmentContentType : Self.contentType)
        else {
            throw Self.refusal(.malformed, "another content type")
        }
        return signer
    }

    private func inbox(_ request: DoorRequest, _ facts: HTTPFacts) async throws -> [UInt8] {
        let message = try SubmittedMessage(reading: request.body)
        guard facts.field(HTTPSignature.messageIDField) == message.envelope.head.id.text else {
            throw Self.refusal(.malformed, "the header names another message")
        }
        let arrival = try await receive(message, hopNode: request.partner)
        // The receipt goes out as it is kept, byte for byte.
        return Array(#"{"v":"TXP/1","receipt":"#.utf8) + arrival.receipt + [UInt8(ascii: "}")]
    }

    /// Signs an answer; without a valid hop key it goes out unsigned, which no partner believes.
    private func signed(status: Int, body: [UInt8], answering request: HTTPFacts) -> DoorAnswer {
        var facts = HTTPFacts(
            .response(status: status),
            fields: [
                HTTPFacts.Field("content-type", Self.contentType),
                HTTPFacts.Field("content-digest", ContentDigest.field(of: body)),
            ])
        if let id = request.field(HTTPSignature.messageIDField), MessageID(id) != nil {
            facts.set(HTTPSignature.messageIDField, id)
        }
        if status == 429 || status == 503 { facts.set("retry-after", "1") }
        do {
            let now = settings.now()
            let key = try standing().keys.signer(for: .hop, at: now)
            try HTTPSignature.sign(
                &facts, answering: request, keyID: key.id, key: key.key, now: now,
                nonce: Base64.encode(settings.random(12), .url))
        } catch {
            settings.logger.debug("An answer goes out unsigned.", metadata: ["status": "\(status)"])
        }
        return DoorAnswer(
            status: status, fields: facts.fields.map { .init($0.name, $0.value) }, body: body)
    }

    /// The code a partner is told for whatever went wrong here.
    static func code(of error: any Error) -> Refusal.Code {
        switch error {
        case let refusal as Refusal: refusal.code
        case let refusals as Refusals: refusals.code
        case let failure as SealFailure: Refusal(failure).code
        case let failure as ExchangeFailure where failure.code == .busy: .busy
        default: .unavailable
        }
    }

    /// The HTTP status of a code.
    ///
    /// Source: Specs/exchange.md section 9.
    static func status(of code: Refusal.Code) -> Int {
        switch code {
        case .malformed, .unsupported: 400
        case .tooLarge: 413
        case .unknownPartner, .unknownKey, .keyNotValid, .keyRevoked, .badSignature, .badDigest,
            .notFresh:
            401
        case .wrongRecipient: 421
        case .cannotOpen: 422
        case .stateNotPermitted, .digestConflict, .gapInStream: 409
        case .expired: 410
        case .busy: 429
        case .unavailable: 503
        default: 403
        }
    }

    /// Writes what was refused into our log and, when somebody may be at work, into the ledger.
    private func log(_ code: Refusal.Code, _ error: any Error, partner: String) {
        settings.logger.info(
            "A request of a partner was refused.",
            metadata: ["partner": "\(partner)", "code": "\(code.rawValue)"])
        switch code {
        case .unavailable:
            settings.logger.error(
                "The exchange cannot make messages durable.",
                metadata: ["problem": "\(Self.problem(of: error))"])
        case .digestConflict, .keyRevoked, .badSignature:
            let key = RepeatedEvents.Key(event: "security", partner: partner, code: code.rawValue)
            guard repeated.isFirst(key, at: settings.now()) else { return }
            do {
                _ = try commit { transaction in
                    try transaction.record(
                        "security", ["partner": partner, "code": code.rawValue])
                }
            } catch {
                settings.logger.error(
                    "A security event could not be recorded.",
                    metadata: ["problem": "\(Self.problem(of: error))"])
            }
        default: break
        }
    }

    /// What our own failures say; refusals of messages are told by their codes alone.
    static func problem(of error: any Error) -> String {
        switch error {
        case let failure as StoreFailure: failure.problem
        case let failure as ExchangeFailure: failure.problem
        case let failure as SealFailure: failure.problem
        case let refusal as Refusal: refusal.code.rawValue
        default: "an unexpected fault"
        }
    }

    static func refusal(_ code: Refusal.Code, _ problem: String) -> Refusal {
        Refusal(
            code, place: "request", problem: problem, reason: "TXP/1 section 5",
            remedy: "see the specification")
    }
}
