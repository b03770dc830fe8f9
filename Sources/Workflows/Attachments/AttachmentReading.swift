import Exchange
package import Seal
package import Store

/// Reading attachments: only whole, only for a purpose, and who did stands in the ledger first.
package enum AttachmentReading {
    /// An attachment as it is shown; its name is for people.
    package struct Entry: Sendable {
        package let number: Int
        package let name: String
        package let mediaType: String
        package let byteCount: Int64
        package let state: AttachmentRow.State
        /// Share of the chunks that is there, in percent.
        package let percent: Int64
    }

    /// What is known of a message's attachments, received or sent.
    package static func entries(
        of message: String, partner: String, isOurs: Bool, content: JSONTree?,
        in reader: any StoreReader
    ) throws -> [Entry] {
        let rows = try reader.attachments(ofMessage: message, partner: partner, isOurs: isOurs)
        guard !rows.isEmpty else { return [] }
        let files = try content.map { tree throws in try AttachedFile.all(in: tree) } ?? []
        return rows.map { row in
            Entry(
                number: row.number,
                name: row.number < files.count ? files[row.number].name : "",
                mediaType: row.mediaType, byteCount: row.byteCount, state: row.state,
                percent: row.have * 100 / row.chunkCount)
        }
    }

    /// Gives a received attachment to `write`, piece by piece in constant memory.
    ///
    /// - Returns: its name and size. The caller must throw away what it wrote when this throws.
    /// - Throws: ``Refusal/Code/useNotPermitted`` for another purpose than it was given for,
    ///   ``ExchangeFailure/Code/unknown`` when there is none or it is not whole,
    ///   ``Refusal/Code/cannotOpen`` and ``Refusal/Code/badDigest`` when it is not what was promised.
    package static func open(
        _ number: Int, of message: String, purpose: String, officer: String,
        at node: ExchangeNode, write: ([UInt8]) throws -> Void
    ) throws -> (name: String, byteCount: Int64) {
        let (row, file, envelope) = try node.commit { transaction in
            try released(number, of: message, purpose: purpose, officer: officer, in: transaction)
        }
        guard let key = try node.standing().keys.sealKey(row.sealKey) else {
            throw ExchangeNode.refusal(.cannotOpen, "the key it is sealed for is not held here")
        }
        let notice = envelope.attachments[number]
        var opener = try SealedAttachment.Opener(
            with: key, encapsulation: notice.encapsulation,
            head: EnvelopeHead.attachmentBinding(
                from: envelope.from, to: envelope.to, id: envelope.id),
            number: UInt32(number))
        var hasher = Digest256.Hasher()
        var count: Int64 = 0
        for place in 0..<row.chunkCount {
            guard
                let chunk = try node.store.read({ try $0.attachmentChunk(place, of: row.id) })
            else { throw damaged(message) }
            let piece = try opener.open(chunk, isLast: place == row.chunkCount - 1)
            hasher.update(piece)
            count += Int64(piece.count)
            try write(piece)
        }
        guard count == notice.byteCount, hasher.finalize() == file.digest else {
            throw ExchangeNode.refusal(.badDigest, "the file is not the one the message names")
        }
        return (file.name, count)
    }

    private static func released(
        _ number: Int, of message: String, purpose: String, officer: String,
        in transaction: ExchangeTransaction
    ) throws -> (AttachmentRow, AttachedFile, EnvelopeHead) {
        let writer = transaction.writer
        for partner in transaction.standing.partners {
            guard let kept = try writer.inbox(sender: partner, message: message),
                let received = try Messages.received(kept, in: transaction.standing, writer)
            else { continue }
            let content = try received.content.value(
                for: .export(purpose: purpose), at: transaction.now)
            let files = try AttachedFile.all(in: content)
            let rows = try writer.attachments(
                ofMessage: message, partner: partner, isOurs: false)
            guard let row = rows.first(where: { $0.number == number }), number < files.count
            else { break }
            guard row.state == .whole else {
                throw ExchangeFailure(
                    .unknown,
                    problem: "attachment \(number) of \(message) is \(row.state.rawValue), "
                        + "\(row.have) of \(row.chunkCount) chunks are here",
                    remedy: "wait until it is whole; see: tamga message show \(message)")
            }
            try transaction.record(
                "exported",
                [
                    "message": message, "from": partner, "purpose": purpose, "by": officer,
                    "as": "attachment \(number)",
                ])
            let envelope = try Envelope(reading: JWS(reading: JSONTree(reading: kept.statement)))
            return (row, files[number], envelope.head)
        }
        throw ExchangeFailure(
            .unknown, problem: "no attachment \(number) of a message \(message) came here",
            remedy: "see: tamga message list --received")
    }

    private static func damaged(_ message: String) -> ExchangeFailure {
        ExchangeFailure(
            .damaged, problem: "a chunk of an attachment of \(message) is not stored",
            remedy: "ask the partner to send the file again")
    }
}
