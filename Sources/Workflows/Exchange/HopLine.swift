import Exchange
import Seal

/// Asks a partner's gateway: signs a request, has it carried, and believes the answer only when the
/// partner signed it for this very request.
struct HopLine: Sendable {
    let node: ExchangeNode
    let courier: any Courier
    let partner: String

    /// - Parameters:
    ///   - path: below the base of the partner's address, such as `/txp1/inbox`.
    ///   - id: the message it is about, or a fresh id.
    /// - Returns: the answer's object and its status; a refusal is an answer, too.
    /// - Throws: ``CourierFailure`` when nothing came back, ``SealFailure`` and ``Refusal`` for an
    ///   answer that is not the partner's.
    func ask(
        _ path: String, body: [UInt8], contentType: String = ExchangeNode.contentType,
        id: MessageID, card: NodeCard, endpoint: String, _ standing: ExchangeStanding
    ) async throws -> (JSONObject, Int) {
        let now = node.settings.now()
        let (host, base) = Self.authority(of: endpoint)
        var facts = HTTPFacts(
            .request(method: "POST", authority: host, path: base + path, query: nil),
            fields: [
                HTTPFacts.Field("content-type", contentType),
                HTTPFacts.Field("content-digest", ContentDigest.field(of: body)),
                HTTPFacts.Field(HTTPSignature.messageIDField, id.text),
            ])
        let key = try standing.keys.signer(for: .hop, at: now)
        try HTTPSignature.sign(
            &facts, keyID: key.id, key: key.key, now: now,
            nonce: Base64.encode(node.settings.random(12), .url))
        let answer = try await courier.carry(
            DoorRequest(
                method: "POST", authority: host, path: base + path,
                fields: facts.fields.map { .init($0.name, $0.value) }, body: body,
                partner: partner), to: endpoint)
        var response = HTTPFacts(.response(status: answer.status))
        response.fields = answer.fields.map { HTTPFacts.Field($0.name, $0.value) }
        try ContentDigest.check(
            response.field("content-digest"), body: Digest256(hashing: answer.body))
        let arrived = node.settings.now()
        _ = try HTTPSignature.verify(response, answering: facts, now: arrived) {
            id throws(SealFailure) in
            try card.verifyingKey(id, for: .hop, at: arrived)
        }
        let tree = try JSONTree(reading: answer.body, bounds: .init(byteCountMax: 1 << 20))
        guard let object = tree.object, object["v"]?.text == "TXP/1" else {
            throw ExchangeNode.refusal(.malformed, "an answer of another form")
        }
        return (object, answer.status)
    }

    /// Host (with its port) and path before ours of an `https://` address.
    static func authority(of endpoint: String) -> (host: String, base: String) {
        let rest = endpoint.dropFirst("https://".count)
        guard let slash = rest.firstIndex(of: "/") else { return (rest.lowercased(), "") }
        var base = String(rest[slash...])
        while base.hasSuffix("/") { base.removeLast() }
        return (rest[..<slash].lowercased(), base)
    }
}
