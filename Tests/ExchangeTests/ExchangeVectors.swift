import Testing

@testable import Exchange
@testable import Seal

/// Test vectors of the protocol in one JSON document: made by us for others, or by others for us;
/// either way checked by the same code.
enum ExchangeVectors {
    static let scenarios = [
        (agreement: "uz-us", from: "UZ", to: "US"),
        (agreement: "central-asia", from: "KG", to: "KZ"),
    ]

    private static func url(_ bytes: [UInt8]) -> JSONTree { .string(Base64.encode(bytes, .url)) }

    static func bytes(_ value: JSONTree?) throws -> [UInt8] {
        try #require(value?.text.flatMap { Base64.decode($0, .url) })
    }

    // MARK: Making

    static func make(attachmentByteCount: Int) throws -> JSONTree {
        var messages: [JSONTree] = []
        var nodes = JSONObject()
        for scenario in scenarios {
            let pair = try TestPair(
                try shippedDocument(scenario.agreement), scenario.from, scenario.to)
            for party in pair.signed.agreement.parties { nodes[party.node] = try node(party.node) }
            messages.append(try message(pair, scenario.agreement))
        }
        let uz = try TestNode("UZ")
        let us = try TestNode("US")
        return .object([
            "format": "TXP/1 vectors", "now": .string(TestNode.begin.description),
            "nodes": .object(nodes), "messages": .array(messages), "http": try http(uz, us),
            "log": try log(us), "attachment": try attachment(us, attachmentByteCount),
        ])
    }

    private static func node(_ code: String) throws -> JSONTree {
        let node = try TestNode(code)
        let statement = try node.card.signed(by: node.keys([.ed25519]))
        var secrets = JSONObject()
        for (name, secret) in [
            ("evidence-1", node.evidence.secret), ("evidence-2", node.evidenceP256.secret),
            ("hop-1", node.hop.secret), ("log-1", node.log.secret),
            ("seal-1", node.seal.secret), ("seal-2", node.sealP256.secret),
        ] {
            secrets["\(code)-\(name)"] = secret.withBytes { url(Array($0)) }
        }
        return .object([
            "card": statement.json,
            "fingerprint": .string(CardFingerprint(payload: statement.payload).description),
            "testSecrets": .object(secrets),
        ])
    }

    private static func message(_ pair: TestPair, _ agreement: String) throws -> JSONTree {
        let sent = try pair.message()
        let suite = pair.signed.agreement.sealSuite
        let opened = try sent.envelope.open(sent.ciphertext, with: pair.them.sealKey(suite))
        let head = sent.envelope.head
        let entry = ReceivedEntry(
            envelope: sent.envelope.digest, from: head.from, to: head.to, id: head.id,
            at: pair.now)
        var tree = MerkleTree()
        for number in 0..<4 { tree.append([UInt8(number)]) }
        tree.append(entry.bytes)
        let checkpoint = Checkpoint(
            origin: "\(head.to)/ledger", size: tree.size, root: tree.root)
        let receipt = try Receipt(
            entry: entry, status: .accepted,
            log: .init(
                index: 4, checkpoint: try checkpoint.signed(by: pair.them.log),
                path: try #require(tree.prover.inclusion(of: 4, size: tree.size))),
            keys: pair.them.keys(pair.signed.agreement.signatureAlgorithms))
        return .object([
            "agreement": .string(agreement), "agreementStatement": pair.signed.statement.json,
            "body": try JSONTree(reading: sent.bytes),
            "sealKey": .string(sent.envelope.sealKeyID),
            "headDigest": .string(sent.envelope.headDigest.base64URL),
            "envelopeDigest": .string(sent.envelope.digest.base64URL),
            "salt": opened.salt.withBytes { url(Array($0)) },
            "plaintext": .string(String(decoding: opened.plaintext, as: UTF8.self)),
            "receipt": receipt.statement.json,
        ])
    }

    private static func facts(_ message: HTTPFacts, _ body: [UInt8]) -> JSONTree {
        let fields = JSONTree.array(
            message.fields.map { [.string($0.name), .string($0.value)] })
        switch message.start {
        case .request(let method, let authority, let path, let query):
            return .object([
                "method": .string(method), "authority": .string(authority),
                "path": .string(path), "query": query.map { .string($0) }, "fields": fields,
                "body": url(body),
            ])
        case .response(let status):
            return .object([
                "status": .integer(Int64(status)), "fields": fields, "body": url(body),
            ])
        }
    }

    private static func http(_ uz: TestNode, _ us: TestNode) throws -> JSONTree {
        let body = Array("{\"example\":1}".utf8)
        func fields() -> [HTTPFacts.Field] {
            [
                .init("Content-Type", "application/txp+json"),
                .init("Content-Digest", ContentDigest.field(of: body)),
                .init("TXP-Message-Id", "0190a6b2-0000-7000-8000-000000000001"),
            ]
        }
        var request = HTTPFacts(
            .request(method: "POST", authority: "us.example", path: "/txp1/inbox", query: nil),
            fields: fields())
        try HTTPSignature.sign(
            &request, keyID: "UZ-hop-1", key: uz.hop, now: TestNode.begin, nonce: "n-1")
        var response = HTTPFacts(.response(status: 200), fields: fields())
        try HTTPSignature.sign(
            &response, answering: request, keyID: "US-hop-1", key: us.hop, now: TestNode.begin,
            nonce: "n-2")
        return .object(["request": facts(request, body), "response": facts(response, body)])
    }

    private static func log(_ node: TestNode) throws -> JSONTree {
        var tree = MerkleTree()
        let entries = (0..<7).map { Array("entry \($0)".utf8) }
        var roots: [JSONTree] = [url(tree.root.bytes)]
        for entry in entries {
            tree.append(entry)
            roots.append(url(tree.root.bytes))
        }
        let checkpoint = Checkpoint(
            origin: "\(node.code)/ledger", size: tree.size, root: tree.root)
        var note = try checkpoint.signed(by: node.log)
        let witness = try TestNode("UZ")
        try note.cosign(
            name: "UZ/witness", key: witness.log, time: UInt64(TestNode.begin.seconds))
        func path(_ hashes: [Digest256]?) throws -> JSONTree {
            .array(try #require(hashes).map { url($0.bytes) })
        }
        return .object([
            "entries": .array(entries.map { url($0) }), "roots": .array(roots),
            "inclusion": .object([
                "index": 4, "size": 7, "path": try path(tree.prover.inclusion(of: 4, size: 7)),
            ]),
            "consistency": .object([
                "old": 3, "new": 7, "path": try path(tree.prover.consistency(from: 3, to: 7)),
            ]),
            "checkpoint": .string(note.note),
        ])
    }

    private static func attachment(_ node: TestNode, _ byteCount: Int) throws -> JSONTree {
        let file = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ $0 >> 8) }
        let binding = Digest256(hashing: "binding")
        var sealer = try SealedAttachment.Sealer(
            for: node.sealP256.recipientKey, head: binding, number: 1)
        let count = Int(SealedAttachment.chunkCount(byteCount: UInt64(byteCount)))
        var chunks: [JSONTree] = []
        for number in 0..<count {
            let start = number * SealedAttachment.chunkByteCount
            let end = min(byteCount, start + SealedAttachment.chunkByteCount)
            chunks.append(
                url(try sealer.seal(Array(file[start..<end]), isLast: number == count - 1)))
        }
        return .object([
            "sealKey": .string("\(node.code)-seal-2"), "binding": url(binding.bytes),
            "number": 1, "enc": url(sealer.encapsulation), "chunks": .array(chunks),
            "plaintextDigest": url(Digest256(hashing: file).bytes),
        ])
    }

    // MARK: Checking

    static func check(_ vectors: JSONTree) throws {
        let now = try #require(vectors["now"]?.text.flatMap { Timestamp($0) })
        var cards: [String: NodeCard] = [:]
        for (code, value) in try #require(vectors["nodes"]?.object).members {
            let statement = try JWS(reading: try #require(value["card"]))
            let believed = try BelievedCard(
                statement, comparedFingerprint: try #require(value["fingerprint"]?.text), now: now)
            #expect(believed.card.node == code)
            cards[code] = believed.card
        }
        for message in try #require(vectors["messages"]?.elements) {
            try checkMessage(message, cards, now)
        }
        try checkHTTP(try #require(vectors["http"]), cards, now)
        try checkLog(try #require(vectors["log"]), cards)
        try checkAttachment(try #require(vectors["attachment"]))
    }

    private static func checkMessage(
        _ message: JSONTree, _ cards: [String: NodeCard], _ now: Timestamp
    ) throws {
        let statement = try JWS(reading: try #require(message["agreementStatement"]))
        let signed = try SignedAgreement(
            verifying: statement, cards: Array(cards.values), at: now)
        let body = try #require(message["body"]).bytes
        let received = try SubmittedMessage(reading: body)
        let head = received.envelope.head
        #expect(received.envelope.headDigest.base64URL == message["headDigest"]?.text)
        #expect(received.envelope.digest.base64URL == message["envelopeDigest"]?.text)
        #expect(received.envelope.sealKeyID == message["sealKey"]?.text)
        try received.envelope.verify(
            card: try #require(cards[head.from]), at: now,
            algorithms: signed.agreement.signatureAlgorithms)
        let key = try TestNode(head.to).sealKey(signed.agreement.sealSuite)
        let opened = try received.envelope.open(received.ciphertext, with: key)
        #expect(String(decoding: opened.plaintext, as: UTF8.self) == message["plaintext"]?.text)
        #expect(opened.salt == SecretBytes(try bytes(message["salt"])))
        _ = try signed.admit(head, opened: opened, at: now)
        let receipt = try Receipt(reading: try JWS(reading: try #require(message["receipt"])))
        try receipt.verify(
            for: received.envelope, card: try #require(cards[head.to]), at: now)
    }

    private static func readFacts(_ value: JSONTree) throws -> (HTTPFacts, [UInt8]) {
        let fields = try #require(value["fields"]?.elements).map { pair in
            let parts = try #require(pair.elements)
            return HTTPFacts.Field(try #require(parts[0].text), try #require(parts[1].text))
        }
        let start: HTTPFacts.Start
        if let status = value["status"]?.integerValue {
            start = .response(status: Int(status))
        } else {
            start = .request(
                method: try #require(value["method"]?.text),
                authority: try #require(value["authority"]?.text),
                path: try #require(value["path"]?.text), query: value["query"]?.text)
        }
        return (HTTPFacts(start, fields: fields), try bytes(value["body"]))
    }

    private static func checkHTTP(
        _ http: JSONTree, _ cards: [String: NodeCard], _ now: Timestamp
    ) throws {
        let (request, requestBody) = try readFacts(try #require(http["request"]))
        let (response, responseBody) = try readFacts(try #require(http["response"]))
        let sender = try #require(cards["UZ"])
        let receiver = try #require(cards["US"])
        _ = try HTTPSignature.verify(request, now: now) { id throws(SealFailure) in
            try sender.verifyingKey(id, for: .hop, at: now)
        }
        _ = try HTTPSignature.verify(response, answering: request, now: now) {
            id throws(SealFailure) in
            try receiver.verifyingKey(id, for: .hop, at: now)
        }
        for (message, body) in [(request, requestBody), (response, responseBody)] {
            try ContentDigest.check(
                message.field("content-digest"), body: Digest256(hashing: body))
        }
    }

    private static func checkLog(_ log: JSONTree, _ cards: [String: NodeCard]) throws {
        let entries = try #require(log["entries"]?.elements).map { try bytes($0) }
        let roots = try #require(log["roots"]?.elements).map {
            try #require(Digest256(bytes: try bytes($0)))
        }
        var tree = MerkleTree()
        #expect(tree.root == roots[0])
        for (entry, root) in zip(entries, roots.dropFirst()) {
            tree.append(entry)
            #expect(tree.root == root)
        }
        func path(_ name: String) throws -> [Digest256] {
            try #require(log[name]?["path"]?.elements).map {
                try #require(Digest256(bytes: try bytes($0)))
            }
        }
        #expect(
            MerkleProof.isIncluded(
                leaf: MerkleHash.leaf(entries[4]), index: 4, size: 7, path: try path("inclusion"),
                root: roots[7]))
        #expect(
            MerkleProof.isConsistent(
                oldSize: 3, oldRoot: roots[3], newSize: 7, newRoot: roots[7],
                path: try path("consistency")))
        let note = try SignedNote(reading: try #require(log["checkpoint"]?.text))
        let key = try #require(
            cards["US"]?.verifyingKeys(for: .log, at: TestNode.begin).first)
        let checkpoint = try Checkpoint(verifying: note, origin: "US/ledger", key: key)
        #expect(checkpoint.root == roots[7])
    }

    private static func checkAttachment(_ attachment: JSONTree) throws {
        let binding = try #require(Digest256(bytes: try bytes(attachment["binding"])))
        var opener = try SealedAttachment.Opener(
            with: try TestNode("US").sealP256, encapsulation: try bytes(attachment["enc"]),
            head: binding, number: UInt32(try #require(attachment["number"]?.integerValue)))
        var hasher = Digest256.Hasher()
        let chunks = try #require(attachment["chunks"]?.elements)
        for (number, chunk) in chunks.enumerated() {
            hasher.update(
                try opener.open(try bytes(chunk), isLast: number == chunks.count - 1))
        }
        #expect(opener.isComplete)
        #expect(hasher.finalize().bytes == (try bytes(attachment["plaintextDigest"])))
    }
}
