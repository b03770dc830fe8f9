/// Signs and verifies HTTP messages between nodes.
///
/// Requests cover method, authority, path, query, content type, content digest and message id;
/// responses cover status, content type, content digest, message id and the request's signature,
/// so that an answer cannot be moved to another question.
///
/// Source: RFC 9421; RFC 9530.
package enum HTTPSignature {
    /// The label of the protocol's signature among others, and its tag.
    package static let label = "txp", tag = "txp1"

    /// The field that carries the message id.
    package static let messageIDField = "txp-message-id"

    /// How old a signature may be and how far ahead of our clock, in seconds.
    package static let ageSecondsMax: Int64 = 300, aheadSecondsMax: Int64 = 60

    /// What a request must cover.
    package static let requestComponents = [
        "@method", "@authority", "@path", "@query", "content-type", "content-digest",
        messageIDField,
    ]

    /// What a response must cover; `;req` takes the value from the request.
    package static let responseComponents = [
        "@status", "content-type", "content-digest", messageIDField, "signature;req",
    ]

    /// Who signed, and when.
    package struct Signer: Hashable, Sendable {
        package let keyID: String
        package let created: Timestamp
        /// The random text that makes two signatures differ, when there is one.
        package let nonce: String?
    }

    /// Adds `Signature-Input` and `Signature` to a message that has its other fields.
    ///
    /// - Parameters:
    ///   - request: the request answered, when signing a response.
    ///   - nonce: fresh random text.
    /// - Throws: ``SealFailure/Code/notCovered`` when a covered field is absent,
    ///   ``SealFailure/Code/unsupported`` for a kind of key HTTP signatures do not know.
    package static func sign(
        _ message: inout HTTPFacts, answering request: HTTPFacts? = nil, keyID: String,
        key: SigningKey, now: Timestamp, nonce: String
    ) throws(SealFailure) {
        guard let algorithm = key.algorithm.httpName else {
            throw .http(.unsupported, "a hop key of kind \(key.algorithm.rawValue)")
        }
        let parameters: StructuredField.Parameters = [
            ("created", .integer(now.seconds)), ("nonce", .string(nonce)),
            ("alg", .string(algorithm)), ("keyid", .string(keyID)), ("tag", .string(tag)),
        ]
        let items = items(request == nil ? requestComponents : responseComponents)
        let base = try base(items, parameters, message, request)
        let signature = try key.sign(Array(base.utf8))
        message.set("Signature-Input", "\(label)=" + StructuredField.write(items, parameters))
        message.set("Signature", "\(label)=" + StructuredField.write(.bytes(signature)))
    }

    /// Checks the protocol's signature of a message and its freshness. The digest of the body is
    /// checked apart, with ``ContentDigest/check(_:body:)``, once the body is there.
    ///
    /// - Parameter key: the hop key of that name, or why it must not be used now.
    /// - Throws: ``SealFailure/Code/notCovered``, ``SealFailure/Code/notFresh``,
    ///   ``SealFailure/Code/badSignature``, ``SealFailure/Code/unsupported``,
    ///   ``SealFailure/Code/malformed``, and what `key` throws.
    package static func verify(
        _ message: HTTPFacts, answering request: HTTPFacts? = nil, now: Timestamp,
        key: (_ keyID: String) throws(SealFailure) -> VerifyingKey
    ) throws(SealFailure) -> Signer {
        let (items, parameters, signature) = try parts(of: message)
        let covered = items.map { StructuredField.write($0) }
        let required = request == nil ? requiredOfRequest : requiredOfResponse
        for identifier in required where !covered.contains(identifier) {
            throw .http(.notCovered, "\(identifier) is not covered")
        }
        let signer = try signer(parameters, now: now)
        let verifyingKey = try key(signer.keyID)
        guard let algorithm = verifyingKey.algorithm.httpName,
            value("alg", parameters) == nil || value("alg", parameters) == .string(algorithm)
        else { throw .http(.unsupported, "another algorithm than the key's") }
        let base = try base(items, parameters, message, request)
        guard verifyingKey.isValid(signature, for: Array(base.utf8)) else {
            throw .http(.badSignature, "the signature does not hold")
        }
        return signer
    }

    private static func signer(
        _ parameters: StructuredField.Parameters, now: Timestamp
    ) throws(SealFailure) -> Signer {
        guard value("tag", parameters) == .string(tag) else {
            throw .http(.notCovered, "no tag \(tag)")
        }
        guard case .integer(let created)? = value("created", parameters) else {
            throw .http(.notCovered, "no creation time")
        }
        guard case .string(let keyID)? = value("keyid", parameters) else {
            throw .http(.notCovered, "no key name")
        }
        guard created <= now.seconds + aheadSecondsMax, created >= now.seconds - ageSecondsMax
        else { throw .http(.notFresh, "created \(created - now.seconds) seconds from now") }
        if case .integer(let expires)? = value("expires", parameters), expires < now.seconds {
            throw .http(.notFresh, "expired \(now.seconds - expires) seconds ago")
        }
        var nonce: String?
        if case .string(let text)? = value("nonce", parameters) { nonce = text }
        return Signer(keyID: keyID, created: Timestamp(seconds: created), nonce: nonce)
    }

    private static func parts(
        of message: HTTPFacts
    ) throws(SealFailure) -> ([StructuredField.Item], StructuredField.Parameters, [UInt8]) {
        guard let inputField = message.field("signature-input"),
            let signatureField = message.field("signature")
        else { throw .http(.notCovered, "no signature") }
        let inputs = try StructuredField.dictionary(inputField)
        let signatures = try StructuredField.dictionary(signatureField)
        guard
            case .list(let items, let parameters)? = inputs.first(where: { $0.name == label })?
                .member,
            case .item(let item)? = signatures.first(where: { $0.name == label })?.member,
            case .bytes(let signature) = item.bare
        else { throw .http(.notCovered, "no signature labelled \(label)") }
        return (items, parameters, signature)
    }

    private static func value(
        _ name: String, _ parameters: StructuredField.Parameters
    ) -> StructuredField.Bare? {
        parameters.first { $0.name == name }?.value
    }

    /// The same as they stand in a signature's input.
    private static let requiredOfRequest = items(requestComponents).map {
        StructuredField.write($0)
    }
    private static let requiredOfResponse = items(responseComponents).map {
        StructuredField.write($0)
    }

    private static func items(_ components: [String]) -> [StructuredField.Item] {
        components.map { component in
            let parts = component.split(separator: ";")
            return StructuredField.Item(
                bare: .string(String(parts[0])),
                parameters: parts.count > 1 ? [("req", .bool(true))] : [])
        }
    }

    /// The text that is signed (RFC 9421 section 2.5).
    static func base(
        _ items: [StructuredField.Item], _ parameters: StructuredField.Parameters,
        _ message: HTTPFacts, _ request: HTTPFacts?
    ) throws(SealFailure) -> String {
        var base = ""
        var seen: Set<String> = []
        for item in items {
            let identifier = StructuredField.write(item)
            guard seen.insert(identifier).inserted else {
                throw .http(.malformed, "\(identifier) is covered twice")
            }
            base += "\(identifier): \(try componentValue(item, message, request))\n"
        }
        return base + "\"@signature-params\": " + StructuredField.write(items, parameters)
    }

    private static func componentValue(
        _ item: StructuredField.Item, _ message: HTTPFacts, _ request: HTTPFacts?
    ) throws(SealFailure) -> String {
        guard case .string(let name) = item.bare, name == name.lowercased() else {
            throw .http(.malformed, "a component whose name is not in lower case")
        }
        var source = message
        for (parameter, value) in item.parameters {
            guard parameter == "req", value == .bool(true), let request else {
                throw .http(.unsupported, "component parameter \(parameter)")
            }
            source = request
        }
        if name.hasPrefix("@") { return try derivedValue(name, source.start) }
        guard let value = source.field(name) else {
            throw .http(.notCovered, "the field \(name) is absent")
        }
        guard value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x09 }) else {
            throw .http(.malformed, "the field \(name) has characters beyond ASCII")
        }
        return value
    }

    private static func derivedValue(
        _ name: String, _ start: HTTPFacts.Start
    ) throws(SealFailure) -> String {
        switch (name, start) {
        case ("@method", .request(let method, _, _, _)): return method
        case ("@authority", .request(_, let authority, _, _)):
            let lowered = authority.lowercased()
            return lowered.hasSuffix(":443") ? String(lowered.dropLast(4)) : lowered
        case ("@path", .request(_, _, let path, _)): return path.isEmpty ? "/" : path
        case ("@query", .request(_, _, _, let query)): return "?" + (query ?? "")
        case ("@status", .response(let status)): return String(status)
        default: throw .http(.unsupported, "component \(name) here")
        }
    }
}
