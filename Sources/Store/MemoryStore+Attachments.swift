/// Attachments in memory.
struct MemoryAttachments: Sendable {
    var rows: [AttachmentRow] = []
    var chunks: [Int64: [Int64: [UInt8]]] = [:]
    var lastID: Int64 = 0
}

extension MemoryTransaction {
    func attachments(
        ofMessage message: String, partner: String, isOurs: Bool
    ) -> [AttachmentRow] {
        state.attachments.rows.filter {
            $0.message == message && $0.partner == partner && $0.isOurs == isOurs
        }.sorted { $0.number < $1.number }
    }

    func attachments(_ wanted: AttachmentRow.State, limit: Int) -> [AttachmentRow] {
        Array(state.attachments.rows.lazy.filter { $0.state == wanted }.prefix(limit))
    }

    func attachmentChunk(_ number: Int64, of attachment: Int64) -> [UInt8]? {
        state.attachments.chunks[attachment]?[number]
    }

    func insert(_ attachment: AttachmentRow) throws -> Int64 {
        let isTaken = state.attachments.rows.contains { other in
            other.isOurs == attachment.isOurs && other.partner == attachment.partner
                && other.message == attachment.message && other.number == attachment.number
        }
        guard !isTaken else { throw duplicate("attachment") }
        var row = attachment
        state.attachments.lastID += 1
        row.id = state.attachments.lastID
        state.attachments.rows.append(row)
        return row.id
    }

    func update(_ attachment: AttachmentRow) throws {
        guard
            let place = state.attachments.rows.firstIndex(where: { $0.id == attachment.id })
        else { throw missing("attachment") }
        state.attachments.rows[place] = attachment
    }

    func insertChunk(_ bytes: [UInt8], number: Int64, ofAttachment attachment: Int64) throws {
        guard state.attachments.rows.contains(where: { $0.id == attachment }) else {
            throw missing("attachment")
        }
        guard state.attachments.chunks[attachment]?[number] == nil else {
            throw duplicate("chunk")
        }
        state.attachments.chunks[attachment, default: [:]][number] = bytes
    }

    func removeChunks(ofAttachment attachment: Int64) {
        state.attachments.chunks[attachment] = nil
    }

    func removeAttachment(_ attachment: Int64) {
        state.attachments.chunks[attachment] = nil
        state.attachments.rows.removeAll { $0.id == attachment }
    }
}
