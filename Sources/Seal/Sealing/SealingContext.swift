import Crypto
import FoundationEssentials

/// Seals pieces for one recipient in order; the recipient must open them in the same order.
package struct SealingContext: Sendable {
    private var sender: HPKE.Sender

    /// Starts a context for the recipient.
    ///
    /// - Parameter info: what the context is for; both sides must use the same.
    /// - Throws: ``SealFailure/Code/system`` when the library refuses the key.
    package init(for recipient: RecipientKey, info: [UInt8]) throws(SealFailure) {
        do {
            switch recipient.kind {
            case .xWing(let key):
                sender = try HPKE.Sender(
                    recipientKey: key, ciphersuite: recipient.suite.ciphersuite, info: Data(info))
            case .p256(let key):
                sender = try HPKE.Sender(
                    recipientKey: key, ciphersuite: recipient.suite.ciphersuite, info: Data(info))
            }
        } catch {
            throw SealFailure(
                .system, place: "seal", problem: "cannot be started",
                reason: "the cryptographic library refused the recipient's key",
                remedy: "ask the partner for a current node card")
        }
    }

    /// What the recipient needs to start opening.
    package var encapsulation: [UInt8] { Array(sender.encapsulatedKey) }

    /// Seals the next piece; 16 bytes longer than the piece.
    package mutating func seal(
        _ piece: [UInt8], authenticating context: [UInt8]
    ) throws(SealFailure) -> [UInt8] {
        do { return Array(try sender.seal(piece, authenticating: context)) } catch {
            throw SealFailure(
                .system, place: "seal", problem: "cannot be made",
                reason: "the cryptographic library refused", remedy: "try again")
        }
    }
}

/// Opens pieces in the order in which they were sealed.
package struct OpeningContext: Sendable {
    private var recipient: HPKE.Recipient

    /// Starts with what the sender sent along.
    ///
    /// - Throws: ``SealFailure/Code/cannotOpen``.
    package init(
        with key: SealKey, encapsulation: [UInt8], info: [UInt8]
    ) throws(SealFailure) {
        guard encapsulation.count == key.suite.encapsulationByteCount else { throw .cannotOpen }
        do {
            let suite = key.suite.ciphersuite
            switch key.kind {
            case .xWing(let key):
                recipient = try HPKE.Recipient(
                    privateKey: key, ciphersuite: suite, info: Data(info),
                    encapsulatedKey: Data(encapsulation))
            case .p256(let key):
                recipient = try HPKE.Recipient(
                    privateKey: key, ciphersuite: suite, info: Data(info),
                    encapsulatedKey: Data(encapsulation))
            }
        } catch {
            throw .cannotOpen
        }
    }

    /// Opens the next piece.
    ///
    /// - Throws: ``SealFailure/Code/cannotOpen`` for a changed, foreign or misplaced piece; the
    ///   same for every cause, so that a stranger learns nothing from it.
    package mutating func open(
        _ piece: [UInt8], authenticating context: [UInt8]
    ) throws(SealFailure) -> [UInt8] {
        do { return Array(try recipient.open(piece, authenticating: context)) } catch {
            throw .cannotOpen
        }
    }
}

extension SealFailure {
    static let cannotOpen = SealFailure(
        .cannotOpen, place: "seal", problem: "cannot be opened",
        reason: "RFC 9180: the pieces must be whole, in order, and sealed for this key and context",
        remedy: "ask the sender to send it again, sealed for the key on the current node card")
}
