package import Seal

/// A file that travels beside a message, kept in sealed chunks.
package struct AttachmentRow: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// Of ours: being sealed; left behind when the program died meanwhile.
        case sealing
        /// Of ours: sealed, its message not sent yet.
        case sealed
        /// Of ours: on its way.
        case waiting
        /// Of ours: the partner has all of it; the chunks are gone here.
        case sent
        /// Of ours: the partner will not have it; an officer must look.
        case parked
        /// Of a partner: announced by its message, chunks are missing.
        case arriving
        /// Of a partner: all chunks are here, not yet compared with the announced digest.
        case complete
        /// Of a partner: whole, and what was announced.
        case whole
        /// Of a partner: something else than was announced; the chunks are gone.
        case refused
    }

    package var id: Int64
    package var isOurs: Bool
    package var partner: String
    /// The id of the message it belongs to.
    package var message: String
    /// Which of the message's attachments, from 0.
    package var number: Int
    /// Bytes of plaintext.
    package var byteCount: Int64
    package var mediaType: String
    package var encapsulation: [UInt8]
    /// The recipient's key it is sealed for.
    package var sealKey: String
    /// The digest of all sealed chunks.
    package var digest: Digest256
    /// Chunks that the receiver has.
    package var have: Int64
    package var state: State
    package var createdAt: Int64

    package init(
        id: Int64 = 0, isOurs: Bool, partner: String, message: String, number: Int,
        byteCount: Int64, mediaType: String, encapsulation: [UInt8], sealKey: String,
        digest: Digest256, have: Int64 = 0, state: State, createdAt: Int64
    ) {
        self.id = id
        self.isOurs = isOurs
        self.partner = partner
        self.message = message
        self.number = number
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.encapsulation = encapsulation
        self.sealKey = sealKey
        self.digest = digest
        self.have = have
        self.state = state
        self.createdAt = createdAt
    }

    /// How many chunks it has.
    package var chunkCount: Int64 {
        Int64(clamping: SealedAttachment.chunkCount(byteCount: UInt64(clamping: byteCount)))
    }
}

/// Questions about attachments.
package protocol AttachmentReader {
    /// Those of a message, by their numbers.
    func attachments(ofMessage message: String, partner: String, isOurs: Bool) throws
        -> [AttachmentRow]
    /// Those in a state, oldest first.
    func attachments(_ state: AttachmentRow.State, limit: Int) throws -> [AttachmentRow]
    /// One sealed chunk, numbered from 0.
    func attachmentChunk(_ number: Int64, of attachment: Int64) throws -> [UInt8]?
}

/// Changes to attachments within one transaction.
package protocol AttachmentWriter: AttachmentReader {
    func insert(_ attachment: AttachmentRow) throws -> Int64
    /// Stores what is new about an attachment: size, key, digest, chunks that are there, state.
    func update(_ attachment: AttachmentRow) throws
    func insertChunk(_ bytes: [UInt8], number: Int64, ofAttachment attachment: Int64) throws
    func removeChunks(ofAttachment attachment: Int64) throws
    /// Forgets an attachment whose message was never sent.
    func removeAttachment(_ attachment: Int64) throws
}
