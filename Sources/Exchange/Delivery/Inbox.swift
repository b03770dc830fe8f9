package import Seal

/// What the inbox's table knows of a message that came before.
package struct KnownMessage: Hashable, Sendable {
    package let envelope: Digest256

    package init(envelope: Digest256) { self.envelope = envelope }
}

/// Where a partner's stream stands here.
package struct InboxStream: Hashable, Sendable {
    /// The number that comes next.
    package let nextSequence: Int64
    /// The digest of the envelope before it; `nil` at the beginning.
    package let lastEnvelope: Digest256?

    /// A stream of which nothing has arrived.
    package static let beginning = InboxStream(nextSequence: 1, lastEnvelope: nil)

    package init(nextSequence: Int64, lastEnvelope: Digest256?) {
        self.nextSequence = nextSequence
        self.lastEnvelope = lastEnvelope
    }

    /// The stream after this envelope.
    package func advanced(by envelope: Digest256) -> InboxStream {
        InboxStream(nextSequence: nextSequence + 1, lastEnvelope: envelope)
    }
}

/// What to do with an envelope whose signature holds. The caller looks up both facts and carries
/// out the verdict in one transaction, so that no second arrival can slip in between.
package enum InboxVerdict: Hashable, Sendable {
    /// New and next in its stream: store row, effect, log entry and the stream's new standing.
    case take(InboxStream)
    /// Came before: answer with the receipt that was stored then, byte for byte.
    case repeatReceipt
    /// Too early: the partner must send the one with the expected number first. Nothing is kept.
    case wait(expected: Int64)
    /// The same id or number stands for two different envelopes: refused, nothing changes, and a
    /// security event is raised.
    case conflict

    /// Judges an arrival.
    ///
    /// - Parameters:
    ///   - known: the row with this sender and id, if there is one.
    ///   - stream: where the sender's stream stands.
    package static func judge(
        envelope: Digest256, position: StreamPosition, known: KnownMessage?, stream: InboxStream
    ) -> InboxVerdict {
        if let known { return known.envelope == envelope ? .repeatReceipt : .conflict }
        if position.sequence > stream.nextSequence {
            return .wait(expected: stream.nextSequence)
        }
        guard position.sequence == stream.nextSequence, position.previous == stream.lastEnvelope
        else { return .conflict }
        return .take(stream.advanced(by: envelope))
    }

    /// The code a partner is told; `nil` when it gets a receipt.
    package var refusal: Refusal.Code? {
        switch self {
        case .take, .repeatReceipt: nil
        case .wait: .gapInStream
        case .conflict: .digestConflict
        }
    }
}
