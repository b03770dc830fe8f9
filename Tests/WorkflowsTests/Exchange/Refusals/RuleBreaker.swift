import Testing

@testable import Exchange
@testable import Seal
@testable import Workflows

/// A partner that has the right keys and does not keep to the rules: it says whatever it is told,
/// properly sealed and signed.
struct RuleBreaker {
    let from, to: Administration

    /// What it says; each part can be a lie.
    struct Words {
        var id: MessageID
        var from, to: String
        var agreement: AgreementReference
        var basis = Article.applicationOfLaw
        var purpose = "duty-evasion"
        var handling = "LIMITED"
        var type = MessageType.request
        var stream = "lies"
        var sequence: Int64 = 1
        var previous: Digest256?
        var created: Timestamp
        var lifetimeSeconds: Int64 = 86_400
        /// Members of the sealed text before the names and the content.
        var members: [(String, JSONTree)] = [("request", "verify-export"), ("urgency", "routine")]
        var preparedBy = "uz-liaison"
        var approvedBy = "uz-head"
        var content = requestContent
        /// Replaces the whole sealed text.
        var text: [UInt8]?
        var algorithms: Set<SignatureAlgorithm> = [.ed25519]
        /// Sealed with another text than the one committed to.
        var isFalselyCommitted = false

        /// Sets one field of the content; nil takes it out.
        mutating func set(_ name: String, _ value: JSONTree?) {
            var object = content.object ?? JSONObject()
            object[name] = value
            content = .object(object)
        }
    }

    /// The message, whole and signed.
    func message(_ lie: (inout Words) throws -> Void = { _ in }) throws -> SubmittedMessage {
        let standing = try from.exchange.standing()
        let now = from.clock.now()
        let signed = try #require(standing.agreements["UZ-US-CMAA"])
        var words = Words(
            id: MessageID(at: now, random: secureRandomBytes(count: 10)), from: from.code,
            to: to.code, agreement: signed.agreement.reference, created: now)
        try lie(&words)
        let text = words.text ?? Self.text(words)
        let salt = SecretBytes(secureRandomBytes(count: 32))
        let committed = words.isFalselyCommitted ? text + [0x20] : text
        let head = EnvelopeHead(
            id: words.id, from: words.from, to: words.to, agreement: words.agreement,
            basis: words.basis, purpose: words.purpose, type: words.type,
            position: try #require(
                StreamPosition(
                    stream: words.stream, sequence: words.sequence, previous: words.previous)),
            inReplyTo: nil, created: words.created,
            expires: words.created.adding(seconds: words.lifetimeSeconds),
            handling: words.handling,
            commitment: Commitment(salt: salt, plaintext: committed), attachments: [])
        let card = try #require(standing.cards[to.code]?.card)
        let key = try card.recipientKey(.xWing, at: now)
        let sealed = try SealedPayload.seal(
            text, salt: salt, for: key.key, head: Digest256(hashing: head.bytes))
        let keys = standing.keys.signers(for: .evidence, at: now).filter {
            words.algorithms.contains($0.key.algorithm)
        }
        let envelope = try Envelope(head: head, sealed: sealed, sealKeyID: key.id, keys: keys)
        return SubmittedMessage(envelope: envelope, ciphertext: sealed.ciphertext)
    }

    private static func text(_ words: Words) -> [UInt8] {
        var text = JSONObject(["v": "TXP/1"])
        for (name, value) in words.members { text[name] = value }
        text["preparedBy"] = .string(words.preparedBy)
        text["approvedBy"] = .string(words.approvedBy)
        text["content"] = words.content
        return JSONTree.object(text).bytes
    }

    /// A request to the partner's inbox with a signature of its hop key, or of another.
    func request(
        _ body: [UInt8], id: MessageID, path: String = "/gate/txp1/inbox",
        keyID: String? = nil, key: SigningKey? = nil, contentType: String = "application/txp+json"
    ) throws -> DoorRequest {
        let authority = "\(to.code.lowercased()).example:8443"
        var facts = HTTPFacts(
            .request(method: "POST", authority: authority, path: path, query: nil),
            fields: [
                HTTPFacts.Field("content-type", contentType),
                HTTPFacts.Field("content-digest", ContentDigest.field(of: body)),
                HTTPFacts.Field(HTTPSignature.messageIDField, id.text),
            ])
        let now = from.clock.now()
        let own = try from.exchange.standing().keys.signer(for: .hop, at: now)
        try HTTPSignature.sign(
            &facts, keyID: keyID ?? own.id, key: key ?? own.key, now: now, nonce: "bm9uY2U")
        return DoorRequest(
            method: "POST", authority: authority, path: path,
            fields: facts.fields.map { .init($0.name, $0.value) }, body: body,
            partner: from.code)
    }

    /// What the partner is told, with the status of the answer.
    struct Told: Hashable {
        var code: Refusal.Code?
        var status: Int
        var body: [UInt8]
    }

    /// Brings a request to a node and reads the answer.
    func told(_ request: DoorRequest, by node: ExchangeNode? = nil) async throws -> Told {
        let answer = await (node ?? to.exchange).answer(request)
        let tree = try JSONTree(reading: answer.body)
        if let refused = tree["refused"]?.text {
            return Told(
                code: Refusal.Code(rawValue: refused), status: answer.status, body: answer.body)
        }
        let receipt = try Receipt(reading: JWS(reading: try #require(tree["receipt"])))
        guard case .rejected(let code) = receipt.status else {
            return Told(code: nil, status: answer.status, body: answer.body)
        }
        return Told(code: code, status: answer.status, body: answer.body)
    }

    /// Brings a message of these words.
    func told(
        by node: ExchangeNode? = nil, _ lie: (inout Words) throws -> Void
    ) async throws -> Told {
        let message = try message(lie)
        return try await told(
            try request(message.bytes, id: message.envelope.head.id), by: node)
    }
}
