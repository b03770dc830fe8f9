/// A large file in sealed chunks of one context: transfer can stop and go on at any chunk, memory
/// stays at one chunk, and a missing, repeated, swapped or cut chunk is noticed.
///
/// Chunk `n` is sealed with the authenticated text `head ‖ attachment number (4 bytes) ‖ n (8
/// bytes) ‖ last? (1 byte)`, numbers big-endian. Every chunk but the last has ``chunkByteCount``
/// bytes of plaintext; the last has 1 to that many, or none for an empty file.
package enum SealedAttachment {
    /// Plaintext bytes of a full chunk.
    package static let chunkByteCount = 65_536

    /// How many bytes sealing adds to a chunk.
    package static let chunkOverhead = 16

    static let info = Array("TXP/1 attachment".utf8)

    /// How many chunks a file of this length has.
    package static func chunkCount(byteCount: UInt64) -> UInt64 {
        max(1, (byteCount + UInt64(chunkByteCount) - 1) / UInt64(chunkByteCount))
    }

    static func context(
        head: Digest256, number: UInt32, chunk: UInt64, isLast: Bool
    ) -> [UInt8] {
        var bytes = head.bytes
        bytes.reserveCapacity(45)
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: chunk >> shift))
        }
        bytes.append(isLast ? 1 : 0)
        return bytes
    }

    /// Seals the chunks of one attachment in order.
    package struct Sealer: Sendable {
        private var context: SealingContext
        private let head: Digest256
        private let number: UInt32
        private var chunk: UInt64 = 0
        private var isClosed = false

        /// - Parameters:
        ///   - head: a digest that the attachment is bound to: that of the envelope's identity.
        ///   - number: which attachment of the envelope, from 0.
        package init(
            for recipient: RecipientKey, head: Digest256, number: UInt32
        ) throws(SealFailure) {
            context = try SealingContext(for: recipient, info: info)
            self.head = head
            self.number = number
        }

        /// What the envelope announces so that the recipient can open the chunks.
        package var encapsulation: [UInt8] { context.encapsulation }

        /// Seals the next chunk.
        ///
        /// - Throws: ``SealFailure/Code/malformed`` for a chunk of the wrong length or after the
        ///   last one.
        package mutating func seal(_ plain: [UInt8], isLast: Bool) throws(SealFailure) -> [UInt8] {
            let fits =
                isLast
                ? plain.count <= chunkByteCount && (!plain.isEmpty || chunk == 0)
                : plain.count == chunkByteCount
            guard fits, !isClosed else { throw .chunk("\(plain.count) bytes", at: chunk) }
            let sealed = try context.seal(
                plain,
                authenticating: SealedAttachment.context(
                    head: head, number: number, chunk: chunk, isLast: isLast))
            chunk += 1
            isClosed = isLast
            return sealed
        }
    }

    /// Opens the chunks of one attachment in order.
    package struct Opener: Sendable {
        private var context: OpeningContext
        private let head: Digest256
        private let number: UInt32
        private var chunk: UInt64 = 0
        /// Whether the last chunk was opened; until then the file is not whole.
        package private(set) var isComplete = false

        package init(
            with key: SealKey, encapsulation: [UInt8], head: Digest256, number: UInt32
        ) throws(SealFailure) {
            context = try OpeningContext(with: key, encapsulation: encapsulation, info: info)
            self.head = head
            self.number = number
        }

        /// Opens the next chunk.
        ///
        /// - Throws: ``SealFailure/Code/cannotOpen``, ``SealFailure/Code/malformed``.
        package mutating func open(_ sealed: [UInt8], isLast: Bool) throws(SealFailure) -> [UInt8] {
            guard !isComplete, sealed.count <= chunkByteCount + chunkOverhead,
                isLast || sealed.count == chunkByteCount + chunkOverhead
            else { throw .chunk("\(sealed.count) bytes", at: chunk) }
            let plain = try context.open(
                sealed,
                authenticating: SealedAttachment.context(
                    head: head, number: number, chunk: chunk, isLast: isLast))
            chunk += 1
            isComplete = isLast
            return plain
        }
    }
}

extension SealFailure {
    fileprivate static func chunk(_ problem: String, at chunk: UInt64) -> SealFailure {
        SealFailure(
            .malformed, place: "attachment chunk \(chunk)", problem: problem,
            reason: "chunks have 65,536 bytes of plaintext, only the last may be shorter",
            remedy: "resume the transfer at this chunk")
    }
}
