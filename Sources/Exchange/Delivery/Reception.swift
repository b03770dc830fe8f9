package import Seal

/// What a node needs to judge arrivals; the caller looks the parts up where it keeps them.
package struct ReceptionDesk {
    /// Our own code.
    package let node: String
    /// The believed card of a partner.
    package let card: (_ node: String) -> NodeCard?
    /// The agreement of this id, whichever version is in use here.
    package let agreement: (_ id: String) -> SignedAgreement?
    /// Our seal key of this name, retired ones included as long as messages may be under way.
    package let sealKey: (_ keyID: String) -> SealKey?

    package init(
        node: String, card: @escaping (_ node: String) -> NodeCard?,
        agreement: @escaping (_ id: String) -> SignedAgreement?,
        sealKey: @escaping (_ keyID: String) -> SealKey?
    ) {
        self.node = node
        self.card = card
        self.agreement = agreement
        self.sealKey = sealKey
    }

    /// Checks who a message is from and whether it is for us, before the inbox is asked. A refusal
    /// here leaves no trace but a line in our log: whoever sent it is not known to be the partner,
    /// or can send it again later.
    ///
    /// - Parameter hopNode: the node whose hop key signed the request; `nil` for a bundle file.
    /// - Throws: ``Refusal/Code/unknownPartner``, ``Refusal/Code/wrongRecipient``,
    ///   ``Refusal/Code/badSignature``, ``Refusal/Code/badDigest``, ``Refusal/Code/unsupported``
    ///   without a signature in each algorithm of the agreement, and the reasons why a key must
    ///   not be used.
    package func authenticate(
        _ message: SubmittedMessage, hopNode: String?, at moment: Timestamp
    ) throws(Refusal) -> AuthenticatedMessage {
        let head = message.envelope.head
        guard head.to == node else {
            throw .envelope("addressed to another node", .wrongRecipient)
        }
        guard let card = card(head.from) else {
            throw .envelope("from an unknown partner", .unknownPartner)
        }
        // A partner's gateway must not bring another partner's messages.
        guard hopNode == nil || hopNode == head.from else {
            throw .envelope("brought by another partner", .badSignature)
        }
        // Changed on the way: were it judged, a stranger could have a good message rejected for good.
        guard Int64(message.ciphertext.count) == message.envelope.ciphertextByteCount,
            Digest256(hashing: message.ciphertext) == message.envelope.ciphertextDigest
        else { throw .envelope("the sealed text is not the one announced", .badDigest) }
        let algorithms = agreement(head.agreement.id)?.agreement.signatureAlgorithms ?? []
        try message.envelope.verify(card: card, at: moment, algorithms: algorithms)
        return AuthenticatedMessage(message: message)
    }

    /// Judges a message that is new and next in its stream; runs inside the inbox's transaction.
    ///
    /// - Returns: the labelled information, or why the message is rejected for good (with a
    ///   receipt that says so).
    package func judge(
        _ authenticated: AuthenticatedMessage, at moment: Timestamp
    ) -> ReceptionVerdict {
        let message = authenticated.message
        let head = message.envelope.head
        guard let signed = agreement(head.agreement.id) else {
            return .rejected(
                Refusals(.envelope("an agreement that is not known here", .wrongAgreement)))
        }
        guard let key = sealKey(message.envelope.sealKeyID) else {
            return .rejected(
                Refusals(.envelope("sealed for a key that is not ours", .cannotOpen)))
        }
        do throws(Refusal) {
            let opened = try message.envelope.open(message.ciphertext, with: key)
            do throws(Refusals) {
                return .accepted(
                    try signed.admit(head, opened: opened, at: moment), opened)
            } catch { return .rejected(error) }
        } catch { return .rejected(Refusals(error)) }
    }
}

/// A message whose sender, signatures and addressee hold.
package struct AuthenticatedMessage: Hashable, Sendable {
    package let message: SubmittedMessage

    fileprivate init(message: SubmittedMessage) { self.message = message }
}

/// What becomes of a message that is new.
package enum ReceptionVerdict: Sendable {
    case accepted(ReceivedInformation, OpenedPayload)
    case rejected(Refusals)

    /// The receipt's status.
    package var status: Receipt.Status {
        switch self {
        case .accepted: .accepted
        case .rejected(let refusals): .rejected(refusals.code)
        }
    }
}
