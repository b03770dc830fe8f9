import Exchange
import Seal
import Store

/// Taking the chunks of a partner's attachments in.
///
/// Source: Specs/exchange.md section 5, attachments.
extension ExchangeNode {
    /// Where chunks are brought: `…/txp1/attachments/NUMBER/FIRST-CHUNK`.
    package static let attachmentsPath = "/txp1/attachments/"
    /// Chunks in one request; with them a body stays below the bound of messages.
    package static let piecesMax: Int64 = 8
    static let attachmentContentType = "application/octet-stream"

    /// Number and first chunk that a path names; nil for another path.
    static func attachmentPlace(_ path: String) -> (number: Int, first: Int64)? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).suffix(4)
        let names = Array(parts)
        guard names.count == 4, names[0] == "txp1", names[1] == "attachments",
            let number = decimal(names[2]), let first = decimal(names[3]),
            number < EnvelopeHead.attachmentCountMax
        else { return nil }
        return (Int(number), first)
    }

    private static func decimal(_ text: Substring) -> Int64? {
        guard (1...12).contains(text.utf8.count), text == "0" || text.first != "0",
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int64(text)
    }

    /// Announced by a message that was accepted just now.
    static func announce(
        _ message: SubmittedMessage, bytesMax: Int64, in transaction: ExchangeTransaction
    ) throws {
        let head = message.envelope.head
        let total = head.attachments.reduce(Int64(0)) { $0 + $1.byteCount }
        guard total <= bytesMax else {
            throw Refusals(refusal(.tooLarge, "attachments of more than \(bytesMax) bytes"))
        }
        for (number, notice) in head.attachments.enumerated() {
            _ = try transaction.writer.insert(
                AttachmentRow(
                    isOurs: false, partner: head.from, message: head.id.text, number: number,
                    byteCount: notice.byteCount, mediaType: notice.mediaType,
                    encapsulation: notice.encapsulation, sealKey: message.envelope.sealKeyID,
                    digest: notice.digest, state: .arriving,
                    createdAt: transaction.now.milliseconds))
        }
    }

    /// Takes chunks that follow what is there; anything else changes nothing and is answered with
    /// where to go on.
    func takeChunks(_ request: DoorRequest, message: String?) async throws -> JSONTree {
        guard let place = Self.attachmentPlace(request.path),
            let id = message.flatMap(MessageID.init)
        else { throw Self.refusal(.malformed, "no number of an attachment, or no message") }
        let partner = request.partner
        let body = request.body
        let row = try await commitTogether(
            { transaction in
                try Self.take(
                    body, first: place.first, number: place.number, message: id.text,
                    of: partner, in: transaction.writer)
            }, sealed: { _, _, row in row })
        let settled = row.state == .complete ? try await compare(row) : row
        if settled.state == .refused {
            throw Self.refusal(.badDigest, "the chunks are not what the envelope announced")
        }
        return .object([
            "v": "TXP/1",
            "attachment": .object([
                "number": .integer(Int64(settled.number)), "have": .integer(settled.have),
                "whole": .bool(settled.state == .whole),
            ]),
        ])
    }

    private static func take(
        _ body: [UInt8], first: Int64, number: Int, message: String, of partner: String,
        in writer: any StoreWriter
    ) throws -> AttachmentRow {
        let rows = try writer.attachments(ofMessage: message, partner: partner, isOurs: false)
        guard var row = rows.first(where: { $0.number == number }) else {
            throw refusal(.stateNotPermitted, "no message of that id announced it")
        }
        guard row.state == .arriving, first == row.have, !body.isEmpty else { return row }
        let full = SealedAttachment.chunkByteCount + SealedAttachment.chunkOverhead
        let rest = row.chunkCount - row.have
        let count = Int64((body.count + full - 1) / full)
        guard count <= min(piecesMax, rest) else {
            throw refusal(.tooLarge, "more chunks than were announced, or than fit one request")
        }
        let lastBytes =
            Int(row.byteCount - (row.chunkCount - 1) * Int64(SealedAttachment.chunkByteCount))
            + SealedAttachment.chunkOverhead
        let expected = Int(count - 1) * full + (count == rest ? lastBytes : full)
        guard body.count == expected else {
            throw refusal(.malformed, "chunks of another length")
        }
        for piece in 0..<Int(count) {
            let chunk = Array(body[(piece * full)..<min(body.count, (piece + 1) * full)])
            try writer.insertChunk(chunk, number: row.have, ofAttachment: row.id)
            row.have += 1
        }
        if row.have == row.chunkCount { row.state = .complete }
        try writer.update(row)
        return row
    }

    /// Compares a complete attachment with the digest that its envelope announced, chunk by chunk.
    private func compare(_ row: AttachmentRow) async throws -> AttachmentRow {
        var hasher = Digest256.Hasher()
        for number in 0..<row.chunkCount {
            guard
                let chunk = try store.read({ try $0.attachmentChunk(number, of: row.id) })
            else { return row }
            hasher.update(chunk)
        }
        let isGood = hasher.finalize() == row.digest
        return try await commitTogether(
            { transaction in
                let writer = transaction.writer
                let rows = try writer.attachments(
                    ofMessage: row.message, partner: row.partner, isOurs: false)
                guard var now = rows.first(where: { $0.id == row.id }), now.state == .complete
                else { return rows.first { $0.id == row.id } ?? row }
                now.state = isGood ? .whole : .refused
                if !isGood { try writer.removeChunks(ofAttachment: row.id) }
                try writer.update(now)
                try transaction.record(
                    "attachment",
                    [
                        "message": row.message, "from": row.partner, "number": "\(row.number)",
                        "digest": row.digest.base64URL, "state": now.state.rawValue,
                    ])
                return now
            }, sealed: { _, _, row in row })
    }
}
