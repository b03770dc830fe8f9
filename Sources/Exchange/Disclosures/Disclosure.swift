package import Seal

/// What somebody would like to tell a partner; nothing of it can leave before an agreement has
/// made a ``Disclosure`` of it.
package struct DisclosureProposal: Sendable {
    package var kind: DisclosureKind
    package var from, to: String
    package var purpose: String
    package var handling: String
    /// The content: an object of fields.
    package var content: Tainted<JSONTree>
    /// Ids of two different designated officials.
    package var preparedBy, approvedBy: String

    package init(
        kind: DisclosureKind, from: String, to: String, purpose: String, handling: String,
        content: Tainted<JSONTree>, preparedBy: String, approvedBy: String
    ) {
        self.kind = kind
        self.from = from
        self.to = to
        self.purpose = purpose
        self.handling = handling
        self.content = content
        self.preparedBy = preparedBy
        self.approvedBy = approvedBy
    }
}

/// What is known beside the signed text: which partners get nothing for the time being.
package struct AgreementStanding: Hashable, Sendable {
    /// Partners that broke confidentiality or asked for a pause, with the reason for our officers.
    package var outboundSuspended: [String: String]

    package init(outboundSuspended: [String: String] = [:]) {
        self.outboundSuspended = outboundSuspended
    }
}

/// Information that an agreement permits to leave: for this partner, this purpose, these fields.
///
/// There is no other way to make one than ``SignedAgreement/disclose(_:standing:at:)``, and nothing
/// else can be sealed for a partner. Prints without its content.
package struct Disclosure: Sendable {
    package let agreement: AgreementReference
    package let kind: DisclosureKind
    package let basis: Article
    package let from, to: String
    package let purpose, handling: String
    package let preparedBy, approvedBy: String
    /// Until when it may be sealed; afterwards it must be proposed anew.
    package let validUntil: Timestamp
    package let algorithms: Set<SignatureAlgorithm>
    package let suite: SealSuite
    fileprivate let plaintext: [UInt8]
    /// How many files the content speaks of.
    fileprivate let fileCount: Int

    /// The exact text that is sealed; the sender keeps it with the salt as evidence of what it said.
    package var text: [UInt8] { plaintext }

    /// How long a disclosure waits for being sealed, in seconds.
    package static let waitSecondsMax: Int64 = 86_400

    fileprivate init(
        _ proposal: DisclosureProposal, agreement: Agreement, basis: Article, content: JSONTree,
        validUntil: Timestamp
    ) {
        self.agreement = agreement.reference
        self.basis = basis
        self.validUntil = validUntil
        kind = proposal.kind
        from = proposal.from
        to = proposal.to
        purpose = proposal.purpose
        handling = proposal.handling
        preparedBy = proposal.preparedBy
        approvedBy = proposal.approvedBy
        algorithms = agreement.signatureAlgorithms
        suite = agreement.sealSuite
        fileCount = content["attachments"]?.elements?.count ?? 0
        plaintext = SealedText.bytes(
            kind: proposal.kind, preparedBy: proposal.preparedBy, approvedBy: proposal.approvedBy,
            content: content)
    }
}

extension Disclosure: CustomStringConvertible, CustomReflectable {
    package var description: String {
        "\(kind.messageType.rawValue) from \(from) to \(to) under \(agreement.id) ‹hidden›"
    }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension SignedAgreement {
    /// Makes a disclosure, or says everything that speaks against it.
    ///
    /// - Throws: ``Refusals`` with the codes of section 9 of the specification.
    package func disclose(
        _ proposal: DisclosureProposal, standing: AgreementStanding, at moment: Timestamp
    ) throws(Refusals) -> Disclosure {
        // Information given by someone else leaves only as far as its labels permit, and never
        // under a milder class.
        let content: JSONTree
        do throws(Refusal) {
            content = try proposal.content.value(for: .onward(proposal.to), at: moment)
            for label in proposal.content.labels {
                try label.require(.read(purpose: proposal.purpose), at: moment)
            }
        } catch { throw Refusals(error) }
        let rules = DisclosureRules(
            agreement: agreement, kind: proposal.kind, from: proposal.from, to: proposal.to,
            purpose: proposal.purpose, handling: proposal.handling,
            preparedBy: proposal.preparedBy, approvedBy: proposal.approvedBy, content: content,
            showsForeignNames: true)
        var found = rules.violations(at: moment)
        if standing.outboundSuspended[proposal.to] != nil, proposal.kind != .breach {
            found.insert(
                Refusal(
                    .suspended, place: "partner \(proposal.to)", problem: "gets nothing at present",
                    reason: "breach rule of agreement \(agreement.id)",
                    remedy: "see the register of breaches"), at: 0)
        }
        if let rank = agreement.handlingClass(proposal.handling)?.rank, rank < proposal.content.rank
        {
            found.append(
                Refusal(
                    .handlingNotPermitted, place: "handling", problem: "milder than its sources",
                    reason: "what is derived keeps the strictest class", remedy: "raise the class"))
        }
        if let refusals = Refusals(found) { throw refusals }
        guard let basis = rules.basis else {
            throw Refusals(.envelope("no article permits it", .typeNotPermitted))
        }
        var validUntil = moment.adding(seconds: Disclosure.waitSecondsMax)
        if let end = agreement.validUntil, let calendar = agreement.calendar(of: proposal.from) {
            validUntil = min(validUntil, end.start(minutesEastOfUTC: calendar.minutesEastOfUTC))
        }
        return Disclosure(
            proposal, agreement: agreement, basis: basis, content: content,
            validUntil: validUntil)
    }

    /// Judges a message that arrived, by the same rules; its content comes out labelled.
    ///
    /// - Parameter moment: when it arrived.
    /// - Throws: ``Refusals``.
    package func admit(
        _ head: EnvelopeHead, opened: OpenedPayload, at moment: Timestamp
    ) throws(Refusals) -> ReceivedInformation {
        guard head.agreement == agreement.reference else {
            throw Refusals(
                .envelope("another agreement, version or text", .wrongAgreement))
        }
        guard moment < head.expires else { throw Refusals(.envelope("expired", .expired)) }
        let text: SealedText
        do throws(Refusal) {
            text = try SealedText(reading: opened.plaintext, type: head.type)
        } catch {
            throw Refusals(error)
        }
        let rules = DisclosureRules(
            agreement: agreement, kind: text.kind, from: head.from, to: head.to,
            purpose: head.purpose, handling: head.handling, preparedBy: text.preparedBy,
            approvedBy: text.approvedBy, content: text.content, showsForeignNames: false)
        // Validity counts when it was made, as far as the sender's clock can be believed.
        let made = min(moment, max(head.created, moment.adding(seconds: -Self.transitSecondsMax)))
        var found = rules.violations(at: made)
        if rules.basis != head.basis {
            found.append(.envelope("the article does not permit this type", .typeNotPermitted))
        }
        let files = text.content["attachments"]?.elements?.count ?? 0
        if files != head.attachments.count {
            found.append(.envelope("other attachments than the content speaks of"))
        }
        if let refusals = Refusals(found) { throw refusals }
        let rank = agreement.handlingClass(head.handling)?.rank ?? 0
        let days = agreement.retention.days(for: head.purpose)
        let label = HandlingLabel(
            agreement: head.agreement, origin: head.from, message: head.id,
            handling: head.handling, rank: rank, purpose: head.purpose,
            rules: agreement.useRules, keepUntil: moment.adding(seconds: days * 86_400))
        return ReceivedInformation(
            kind: text.kind, preparedBy: text.preparedBy, approvedBy: text.approvedBy,
            content: Tainted(text.content, labels: [label]), label: label)
    }

    /// How long a message may have been under way for its own date to count, in seconds.
    static let transitSecondsMax: Int64 = 30 * 86_400
}

/// What a message told us, labelled.
package struct ReceivedInformation: Sendable {
    package let kind: DisclosureKind
    package let preparedBy, approvedBy: String
    package let content: Tainted<JSONTree>
    package let label: HandlingLabel

    /// The same with what the origin consented to afterwards.
    package func consented(
        _ consents: [(use: UseOfInformation, by: MessageID)]
    ) -> ReceivedInformation {
        guard !consents.isEmpty else { return self }
        var label = label
        for consent in consents { label.record(consent: consent.by, to: consent.use) }
        return ReceivedInformation(
            kind: kind, preparedBy: preparedBy, approvedBy: approvedBy,
            content: content.relabelled([label]), label: label)
    }
}

/// The text inside the seal.
struct SealedText {
    let kind: DisclosureKind
    let preparedBy, approvedBy: String
    let content: JSONTree

    static func bytes(
        kind: DisclosureKind, preparedBy: String, approvedBy: String, content: JSONTree
    ) -> [UInt8] {
        var text = JSONObject(["v": "TXP/1"])
        for (name, value) in kind.members { text[name] = value }
        text["preparedBy"] = .string(preparedBy)
        text["approvedBy"] = .string(approvedBy)
        text["content"] = content
        return JSONTree.object(text).bytes
    }

    init(reading bytes: [UInt8], type: MessageType) throws(Refusal) {
        let value = try refusing { () throws(SealFailure) in try JSONTree(reading: bytes) }
        guard let fields = value.object, fields["v"]?.text == "TXP/1",
            Set(fields.names).isSubset(of: [
                "v", "request", "urgency", "schedule", "preparedBy", "approvedBy", "content",
            ]),
            let kind = DisclosureKind(type: type, members: fields),
            let preparedBy = fields["preparedBy"]?.text, CardKey.isName(preparedBy),
            let approvedBy = fields["approvedBy"]?.text, CardKey.isName(approvedBy),
            let content = fields["content"], case .object = content
        else { throw .envelope("a sealed text of another form") }
        self.kind = kind
        self.preparedBy = preparedBy
        self.approvedBy = approvedBy
        self.content = content
    }
}

/// What is settled when a disclosure becomes an envelope.
package struct EnvelopeCircumstances: Sendable {
    package let id: MessageID
    package let position: StreamPosition
    package let inReplyTo: MessageID?
    package let created, expires: Timestamp
    package let attachments: [AttachmentNotice]
    /// Fresh random bytes, 32.
    package let salt: SecretBytes

    package init(
        id: MessageID, position: StreamPosition, inReplyTo: MessageID?, created: Timestamp,
        expires: Timestamp, attachments: [AttachmentNotice] = [], salt: SecretBytes
    ) {
        self.id = id
        self.position = position
        self.inReplyTo = inReplyTo
        self.created = created
        self.expires = expires
        self.attachments = attachments
        self.salt = salt
    }
}

extension Disclosure {
    /// Seals and signs the disclosure for its partner.
    ///
    /// - Parameters:
    ///   - card: the partner's card.
    ///   - keys: our evidence keys, one per algorithm of the agreement.
    /// - Throws: ``Refusal/Code/expired`` after ``validUntil``, ``Refusal/Code/wrongRecipient``,
    ///   ``Refusal/Code/unknownKey`` when the card has no key of the agreement's suite,
    ///   ``Refusal/Code/unsupported`` when a signature algorithm of the agreement is missing.
    package func sealed(
        _ circumstances: EnvelopeCircumstances, card: NodeCard,
        keys: [(id: String, key: SigningKey)]
    ) throws(Refusal) -> SubmittedMessage {
        guard circumstances.created < validUntil, circumstances.created < circumstances.expires
        else { throw .envelope("made too long ago, or expires before it is made", .expired) }
        guard card.node == to else { throw .envelope("a card of another partner", .wrongRecipient) }
        guard algorithms.isSubset(of: Set(keys.map(\.key.algorithm))) else {
            throw .envelope("a signature algorithm of the agreement is missing", .unsupported)
        }
        guard circumstances.attachments.count <= EnvelopeHead.attachmentCountMax else {
            throw .envelope("too many attachments", .tooLarge)
        }
        guard circumstances.attachments.count == fileCount else {
            throw .envelope("the content speaks of \(fileCount) attachments, others go along")
        }
        let head = EnvelopeHead(
            id: circumstances.id, from: from, to: to, agreement: agreement, basis: basis,
            purpose: purpose, type: kind.messageType, position: circumstances.position,
            inReplyTo: circumstances.inReplyTo, created: circumstances.created,
            expires: circumstances.expires, handling: handling,
            commitment: Commitment(salt: circumstances.salt, plaintext: plaintext),
            attachments: circumstances.attachments)
        let sealed = try refusing { () throws(SealFailure) in
            let recipient = try card.recipientKey(suite, at: circumstances.created)
            return (
                id: recipient.id,
                payload: try SealedPayload.seal(
                    plaintext, salt: circumstances.salt, for: recipient.key,
                    head: Digest256(hashing: head.bytes))
            )
        }
        let envelope = try Envelope(
            head: head, sealed: sealed.payload, sealKeyID: sealed.id, keys: keys)
        let message = SubmittedMessage(envelope: envelope, ciphertext: sealed.payload.ciphertext)
        // Base64 makes a third more of it; what is far below the bound need not be written out.
        guard
            message.ciphertext.count < SubmittedMessage.byteCountMax / 2
                || message.bytes.count <= SubmittedMessage.byteCountMax
        else { throw .envelope("more than a message holds; send a file along", .tooLarge) }
        return message
    }
}
