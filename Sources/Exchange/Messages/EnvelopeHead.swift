package import Seal

/// Which agreement a message rests on; both sides must hold the very same bytes.
package struct AgreementReference: Hashable, Sendable {
    package let id: String
    package let version: Int64
    /// The digest of the signed text.
    package let digest: Digest256

    package init(id: String, version: Int64, digest: Digest256) {
        self.id = id
        self.version = version
        self.digest = digest
    }
}

/// Where a message stands among those that must be read in order.
package struct StreamPosition: Hashable, Sendable {
    /// The stream's name, opaque to strangers: 1 to 64 of A-Z a-z 0-9 . _ -
    package let stream: String
    /// 1 for the first.
    package let sequence: Int64
    /// The digest of the envelope before; `nil` for the first.
    package let previous: Digest256?

    /// `nil` unless the name is proper and exactly the first has nothing before it.
    package init?(stream: String, sequence: Int64, previous: Digest256?) {
        guard CardKey.isName(stream), sequence >= 1, (sequence == 1) == (previous == nil) else {
            return nil
        }
        self.stream = stream
        self.sequence = sequence
        self.previous = previous
    }
}

/// What an envelope announces of a large file that travels in chunks beside it.
package struct AttachmentNotice: Hashable, Sendable {
    /// Bytes of plaintext.
    package let byteCount: Int64
    /// A media type such as `application/pdf`.
    package let mediaType: String
    /// The encapsulated key of its sealing context.
    package let encapsulation: [UInt8]
    /// The digest over all sealed chunks in order.
    package let digest: Digest256

    /// `nil` when a part is out of bounds: at most 1 TiB, a media type of at most 127 printable
    /// ASCII characters.
    package init?(
        byteCount: Int64, mediaType: String, encapsulation: [UInt8], digest: Digest256
    ) {
        guard (0...(1 << 40)).contains(byteCount), (3...127).contains(mediaType.utf8.count),
            mediaType.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }),
            SealSuite.allCases.contains(where: {
                $0.encapsulationByteCount == encapsulation.count
            })
        else { return nil }
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.encapsulation = encapsulation
        self.digest = digest
    }
}

/// What is said about a message outside its seal.
package struct EnvelopeHead: Hashable, Sendable {
    package let id: MessageID
    /// Codes of the sending and the receiving administration.
    package let from, to: String
    package let agreement: AgreementReference
    /// The article of the agreement that permits the message.
    package let basis: Article
    /// The purpose, one of the agreement's codes.
    package let purpose: String
    package let type: MessageType
    package let position: StreamPosition
    package let inReplyTo: MessageID?
    package let created: Timestamp
    /// After this moment the message must not have any effect.
    package let expires: Timestamp
    /// The handling class, one of the agreement's codes.
    package let handling: String
    /// The promise about the sealed text.
    package let commitment: Commitment
    package let attachments: [AttachmentNotice]

    /// The most attachments of one message.
    package static let attachmentCountMax = 16

    /// What the chunks of this message's attachments are bound to; known before the head is whole.
    package static func attachmentBinding(from: String, to: String, id: MessageID) -> Digest256 {
        Digest256(hashing: Array(from.utf8) + [0] + Array(to.utf8) + [0] + Array(id.text.utf8))
    }

    /// The exact bytes that are signed and that the seal is bound to.
    package var bytes: [UInt8] {
        JSONTree.object([
            "v": "TXP/1", "id": .string(id.text), "from": .string(from), "to": .string(to),
            "agreement": .object([
                "id": .string(agreement.id), "version": .integer(agreement.version),
                "digest": .string(agreement.digest.base64URL),
            ]),
            "basis": .string(basis.rawValue), "purpose": .string(purpose),
            "type": .string(type.rawValue), "stream": .string(position.stream),
            "seq": .integer(position.sequence),
            "prev": position.previous.map { .string($0.base64URL) },
            "inReplyTo": inReplyTo.map { .string($0.text) },
            "created": .string(created.description), "expires": .string(expires.description),
            "handling": .string(handling),
            "commitment": .string(commitment.digest.base64URL),
            "attachments": attachments.isEmpty ? nil : .array(attachments.map(\.json)),
        ]).bytes
    }
}

extension AttachmentNotice {
    fileprivate var json: JSONTree {
        .object([
            "bytes": .integer(byteCount), "mediaType": .string(mediaType),
            "enc": .string(Base64.encode(encapsulation, .url)),
            "digest": .string(digest.base64URL),
        ])
    }

    fileprivate init?(reading value: JSONTree) {
        guard let fields = value.object,
            Set(fields.names) == ["bytes", "mediaType", "enc", "digest"],
            let byteCount = fields["bytes"]?.integerValue,
            let mediaType = fields["mediaType"]?.text,
            let encapsulation = fields["enc"]?.text.flatMap({ Base64.decode($0, .url) }),
            let digest = fields["digest"]?.text.flatMap({ Digest256(base64URL: $0) })
        else { return nil }
        self.init(
            byteCount: byteCount, mediaType: mediaType, encapsulation: encapsulation,
            digest: digest)
    }
}

extension EnvelopeHead {
    private static let names: Set = [
        "v", "id", "from", "to", "agreement", "basis", "purpose", "type", "stream", "seq", "prev",
        "inReplyTo", "created", "expires", "handling", "commitment", "attachments",
    ]

    /// Reads the head of an envelope.
    ///
    /// - Throws: ``Refusal/Code/malformed``, ``Refusal/Code/tooLarge``.
    init(reading bytes: [UInt8]) throws(Refusal) {
        let value = try refusing { () throws(SealFailure) in
            try JSONTree(
                reading: bytes,
                bounds: .init(byteCountMax: 65_536, depthMax: 4, valueCountMax: 200))
        }
        guard let fields = value.object, Set(fields.names).isSubset(of: Self.names),
            fields["v"]?.text == "TXP/1",
            let id = fields["id"]?.text.flatMap(MessageID.init),
            let from = fields["from"]?.text, CardKey.isName(from),
            let to = fields["to"]?.text, CardKey.isName(to),
            let agreement = fields["agreement"].flatMap(AgreementReference.init(reading:)),
            let basis = fields["basis"]?.text.flatMap(Article.init(rawValue:)),
            let purpose = fields["purpose"]?.text, CardKey.isName(purpose),
            let type = fields["type"]?.text.flatMap(MessageType.init(rawValue:)),
            let stream = fields["stream"]?.text,
            let sequence = fields["seq"]?.integerValue,
            let created = fields["created"]?.text.flatMap({ Timestamp($0) }),
            let expires = fields["expires"]?.text.flatMap({ Timestamp($0) }),
            created < expires,
            let handling = fields["handling"]?.text, CardKey.isName(handling),
            let commitment = fields["commitment"]?.text.flatMap({ Digest256(base64URL: $0) })
        else { throw .envelope("a head of another form") }
        var previous: Digest256?
        if let entry = fields["prev"] {
            guard let digest = entry.text.flatMap({ Digest256(base64URL: $0) }) else {
                throw .envelope("prev is not a digest")
            }
            previous = digest
        }
        var inReplyTo: MessageID?
        if let entry = fields["inReplyTo"] {
            guard let answered = entry.text.flatMap(MessageID.init) else {
                throw .envelope("inReplyTo is not an id")
            }
            inReplyTo = answered
        }
        guard
            let position = StreamPosition(
                stream: stream, sequence: sequence, previous: previous)
        else { throw .envelope("stream, seq and prev do not fit together") }
        self.init(
            id: id, from: from, to: to, agreement: agreement, basis: basis, purpose: purpose,
            type: type, position: position, inReplyTo: inReplyTo, created: created,
            expires: expires, handling: handling, commitment: Commitment(digest: commitment),
            attachments: try Self.readAttachments(fields["attachments"]))
    }

    private static func readAttachments(
        _ value: JSONTree?
    ) throws(Refusal) -> [AttachmentNotice] {
        guard let value else { return [] }
        guard let entries = value.elements, (1...attachmentCountMax).contains(entries.count) else {
            throw .envelope("attachments of another form")
        }
        let notices = entries.compactMap(AttachmentNotice.init(reading:))
        guard notices.count == entries.count else {
            throw .envelope("an attachment of another form")
        }
        return notices
    }
}

extension AgreementReference {
    init?(reading value: JSONTree) {
        guard let fields = value.object, Set(fields.names) == ["id", "version", "digest"],
            let id = fields["id"]?.text, CardKey.isName(id),
            let version = fields["version"]?.integerValue, version >= 1,
            let digest = fields["digest"]?.text.flatMap({ Digest256(base64URL: $0) })
        else { return nil }
        self.init(id: id, version: version, digest: digest)
    }
}

extension Refusal {
    static func envelope(_ problem: String, _ code: Code = .malformed) -> Refusal {
        Refusal(
            code, place: "envelope", problem: problem, reason: "TXP/1 section 3",
            remedy: "build the envelope as the specification says")
    }
}
