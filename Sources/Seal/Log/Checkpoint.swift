import Synchronization

/// What a log commits to at one moment: whose log, how many entries, which root.
///
/// Source: C2SP tlog-checkpoint.
package struct Checkpoint: Hashable, Sendable {
    /// The log's name, also the name of its key, such as `UZ/ledger`.
    package let origin: String
    /// How many entries.
    package let size: UInt64
    /// The root over them.
    package let root: Digest256

    package init(origin: String, size: UInt64, root: Digest256) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The signed text: three lines.
    package var text: String {
        "\(origin)\n\(size)\n\(Base64.encode(root.bytes, .standard))\n"
    }

    /// Signs the checkpoint with the log's key.
    ///
    /// - Throws: ``SealFailure/Code/unsupported`` unless the key is Ed25519.
    package func signed(by key: SigningKey) throws(SealFailure) -> SignedNote {
        var note = SignedNote(text: text)
        try note.sign(name: origin, key: key)
        return note
    }

    /// Reads a checkpoint without looking at its signatures. Extension lines are allowed and
    /// ignored.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package init(reading note: SignedNote) throws(SealFailure) {
        let rows = note.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard rows.count >= 4, !rows[0].isEmpty,
            let size = UInt64(rows[1]), String(size) == rows[1],
            let bytes = Base64.decode(rows[2], .standard), let root = Digest256(bytes: bytes)
        else { throw .note(.malformed, "not the three lines of a checkpoint") }
        self.init(origin: String(rows[0]), size: size, root: root)
    }

    /// Reads a checkpoint that bears a valid signature of the log.
    ///
    /// - Throws: ``SealFailure/Code/badSignature``, ``SealFailure/Code/malformed``.
    package init(
        verifying note: SignedNote, origin: String, key: VerifyingKey
    ) throws(SealFailure) {
        let checkpoint = try Checkpoint(reading: note)
        guard checkpoint.origin == origin else {
            throw .note(.badProof, "a checkpoint of another log")
        }
        guard try note.isSigned(name: origin, key: key) else {
            throw .note(.badSignature, "no valid signature of the log")
        }
        self = checkpoint
    }

    /// The checkpoint of a note and which of the keys signed it; nil when none did.
    ///
    /// - Throws: ``SealFailure/Code/malformed``, ``SealFailure/Code/badProof`` for another log.
    package static func verified(
        _ note: SignedNote, origin: String, keys: [VerifyingKey]
    ) throws(SealFailure) -> (checkpoint: Checkpoint, key: VerifyingKey)? {
        for key in keys where try note.isSigned(name: origin, key: key) {
            let checkpoint = try Checkpoint(reading: note)
            guard checkpoint.origin == origin else {
                throw .note(.badProof, "a checkpoint of another log")
            }
            return (checkpoint, key)
        }
        return nil
    }
}

/// The newest notes whose signature was verified. The receipts of one commit bear the same note, and
/// a signature that held once holds again as long as its key does.
package final class CheckpointMemory: Sendable {
    private struct Known: Sendable {
        let note: SignedNote
        let checkpoint: Checkpoint
        let key: VerifyingKey
    }

    /// Most notes remembered.
    package static let countMax = 16
    private let known = Mutex<[Known]>([])

    package init() {}

    /// The checkpoint of a note that one of these keys is known to have signed.
    package func checkpoint(of note: SignedNote, keys: [VerifyingKey]) -> Checkpoint? {
        known.withLock { known in
            known.last { $0.note == note && keys.contains($0.key) }?.checkpoint
        }
    }

    /// Remembers a note, and forgets the one that was remembered longest.
    package func remember(_ note: SignedNote, _ checkpoint: Checkpoint, _ key: VerifyingKey) {
        known.withLock { known in
            known.append(Known(note: note, checkpoint: checkpoint, key: key))
            if known.count > Self.countMax { known.removeFirst() }
        }
    }
}

/// What a witness remembers of a partner's log, and how it moves forward.
package struct Witness: Hashable, Sendable {
    /// Why a newer checkpoint was not believed.
    package enum Alarm: String, Error, Hashable, Sendable {
        /// The log has become shorter than what was seen: an old backup, or deleted entries.
        case rolledBack = "rolled-back"
        /// The same size with another root, or no proof that the old log is the beginning of the
        /// new one: history was rewritten.
        case forked
        /// A checkpoint of another log.
        case otherLog = "other-log"
    }

    /// The newest checkpoint that was believed.
    package private(set) var newest: Checkpoint

    /// Starts with the first checkpoint seen, or an empty log.
    package init(_ newest: Checkpoint) { self.newest = newest }

    /// Takes a verified checkpoint with its consistency path; on an alarm nothing changes.
    package mutating func see(
        _ checkpoint: Checkpoint, path: [Digest256]
    ) throws(Alarm) {
        guard checkpoint.origin == newest.origin else { throw .otherLog }
        guard checkpoint.size >= newest.size else { throw .rolledBack }
        guard
            MerkleProof.isConsistent(
                oldSize: newest.size, oldRoot: newest.root, newSize: checkpoint.size,
                newRoot: checkpoint.root, path: path)
        else { throw .forked }
        newest = checkpoint
    }
}
