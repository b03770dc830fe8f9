package import Exchange
package import Formats
package import Seal
import Store

/// Files that go along with a message: sealed chunk by chunk before the message is made, since its
/// envelope names their digests.
package enum AttachmentSealing {
    /// A file to seal.
    package struct File {
        /// The name the partner is told.
        package var name: String
        package var mediaType: String
        package var bytes: any ByteSource

        package init(name: String, mediaType: String, bytes: any ByteSource) {
            self.name = name
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    /// Sealed files wait for the message that will have this id.
    package struct Sealed: Sendable {
        package let message: MessageID
        package let files: [AttachedFile]

        /// The content with what it must say of the files.
        package func added(to content: JSONTree) -> JSONTree {
            guard !files.isEmpty else { return content }
            var object = content.object ?? JSONObject()
            object["attachments"] = .array(files.map(\.json))
            return .object(object)
        }
    }

    /// Chunks stored in one transaction, 4 MiB.
    static let batch = 64
    /// After this time sealed files whose message was never sent are forgotten, in seconds.
    static let forgottenAfterSeconds: Int64 = 7 * 86_400

    /// Seals files for a partner and stores the chunks; memory stays at one batch.
    ///
    /// - Throws: ``Refusal/Code/malformed`` for a name that is not harmless,
    ///   ``Refusal/Code/tooLarge`` for too many files or bytes, ``Refusals``.
    package static func seal(
        _ files: [File], for partner: String, agreement: String?, at node: ExchangeNode
    ) throws -> Sealed {
        let standing = try node.standing()
        let now = node.settings.now()
        let signed = try Messages.agreement(agreement, with: partner, in: standing)
        guard let card = standing.cards[partner]?.card else {
            throw Refusals(ExchangeNode.refusal(.unknownPartner, "no card of \(partner)"))
        }
        guard files.count <= EnvelopeHead.attachmentCountMax else {
            throw ExchangeNode.refusal(
                .tooLarge, "more than \(EnvelopeHead.attachmentCountMax) files")
        }
        for file in files where !AttachedFile.isHarmless(file.name) {
            throw ExchangeNode.refusal(.malformed, "a file whose name is no plain file name")
        }
        let key = try card.recipientKey(signed.agreement.sealSuite, at: now)
        let id = MessageID(at: now, random: node.settings.random(10))
        try forgetAbandoned(at: node)
        var sealed: [AttachedFile] = []
        for (number, file) in files.enumerated() {
            let row = AttachmentRow(
                isOurs: true, partner: partner, message: id.text, number: number, byteCount: 0,
                mediaType: file.mediaType, encapsulation: [], sealKey: key.id,
                digest: Digest256(hashing: ""), state: .sealing, createdAt: now.milliseconds)
            sealed.append(
                try seal(
                    file, row, for: key.key, from: node.settings.node, id: id, into: node))
        }
        return Sealed(message: id, files: sealed)
    }

    private static func seal(
        _ file: File, _ begun: AttachmentRow, for key: RecipientKey, from sender: String,
        id: MessageID, into node: ExchangeNode
    ) throws -> AttachedFile {
        var row = begun
        row.id = try node.store.write { try $0.insert(begun) }
        var sealer = try SealedAttachment.Sealer(
            for: key,
            head: EnvelopeHead.attachmentBinding(from: sender, to: begun.partner, id: id),
            number: UInt32(begun.number))
        row.encapsulation = sealer.encapsulation
        var (plain, whole) = (Digest256.Hasher(), Digest256.Hasher())
        var chunks: [[UInt8]] = []
        var count: Int64 = 0
        func store() throws {
            let first = count - Int64(chunks.count)
            try node.store.write { writer in
                for (place, chunk) in chunks.enumerated() {
                    try writer.insertChunk(
                        chunk, number: first + Int64(place), ofAttachment: row.id)
                }
            }
            chunks.removeAll(keepingCapacity: true)
        }
        var next = try block(of: file.bytes)
        repeat {
            let piece = next
            next = piece.count < SealedAttachment.chunkByteCount ? [] : try block(of: file.bytes)
            row.byteCount += Int64(piece.count)
            guard row.byteCount <= node.settings.attachmentBytesMax else {
                try node.store.write { try $0.removeAttachment(row.id) }
                throw ExchangeNode.refusal(
                    .tooLarge, "a file of more than \(node.settings.attachmentBytesMax) bytes")
            }
            plain.update(piece)
            let chunk = try sealer.seal(piece, isLast: next.isEmpty)
            whole.update(chunk)
            chunks.append(chunk)
            count += 1
            if chunks.count == batch { try store() }
        } while !next.isEmpty
        try store()
        row.digest = whole.finalize()
        row.state = .sealed
        let finished = row
        try node.store.write { try $0.update(finished) }
        guard let told = AttachedFile(name: file.name, digest: plain.finalize()) else {
            throw ExchangeNode.refusal(.malformed, "a file whose name is no plain file name")
        }
        return told
    }

    /// A full chunk of plaintext, or less at the file's end.
    private static func block(of source: any ByteSource) throws -> [UInt8] {
        var filled = 0
        let size = SealedAttachment.chunkByteCount
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            while filled < size {
                let read = try source.read(into: .init(rebasing: raw[filled...]))
                guard read > 0 else { break }
                filled += read
            }
            count = filled
        }
    }

    /// What the envelope announces of them.
    static func notices(_ rows: [AttachmentRow]) throws -> [AttachmentNotice] {
        try rows.map { row in
            guard row.state == .sealed,
                let notice = AttachmentNotice(
                    byteCount: row.byteCount, mediaType: row.mediaType,
                    encapsulation: row.encapsulation, digest: row.digest)
            else {
                throw ExchangeNode.refusal(
                    .malformed, "an attachment that is \(row.state.rawValue), or its media type")
            }
            return notice
        }
    }

    /// Lets them go with the message that was sealed just now.
    static func letGo(
        _ rows: [AttachmentRow], sealedFor key: String, in writer: any StoreWriter
    ) throws {
        for var row in rows {
            // The envelope names one key for text and attachments.
            guard row.sealKey == key else {
                throw Refusals(
                    Refusal(
                        .unknownKey, place: "attachment \(row.number)",
                        problem: "was sealed for a key that the partner has renewed since",
                        reason: "text and attachments are sealed for one key",
                        remedy: "attach the file again"))
            }
            row.state = .waiting
            try writer.update(row)
        }
    }

    /// Removes what was sealed for messages that never went out.
    static func forgetAbandoned(at node: ExchangeNode) throws {
        let before = node.settings.now().adding(seconds: -forgottenAfterSeconds).milliseconds
        for state in [AttachmentRow.State.sealing, .sealed] {
            let rows = try node.store.read { try $0.attachments(state, limit: 100) }
            for row in rows where row.createdAt < before {
                try node.store.write { try $0.removeAttachment(row.id) }
            }
        }
    }
}
