package import Exchange
package import Seal
package import Store

/// What a node believes at one moment: its own card and keys, partners' cards, agreements, and who
/// gets nothing for the time being. Read from the store and made anew when something changes.
package struct ExchangeStanding: Sendable {
    package let node: String
    package let keys: ExchangeKeys
    /// The newest believed card of each node, our own among them.
    package let cards: [String: BelievedCard]
    /// Every card ever believed, for statements that older ones signed.
    package let history: [NodeCard]
    /// The newest version of each agreement.
    package let agreements: [String: SignedAgreement]
    /// Every version ever in use, for what came under it.
    package let versions: [AgreementReference: SignedAgreement]
    package let suspended: AgreementStanding
    /// SHA-256 of TLS certificates (DER) that officers denied, whatever authority stands behind them.
    package let deniedCertificates: Set<[UInt8]>

    /// Reads everything; agreements are verified against the cards as when they were recorded.
    ///
    /// - Throws: ``ExchangeFailure`` when the node has no card of its own or a row is damaged.
    package init(
        node: String, reader: any StoreReader,
        secret: (_ keyID: String) throws(SealFailure) -> SecretBytes?
    ) throws {
        let believed = try Self.cards(reader)
        let newest = Dictionary(believed.map { ($0.card.node, $0) }) { _, newer in newer }
        guard let own = newest[node] else {
            throw ExchangeFailure(
                .notSetUp, problem: "this node has no exchange keys yet",
                remedy: "make them with: tamga keys create")
        }
        let history = believed.map(\.card)
        let held = try Self.keys(of: own.card, secret: secret)
        let known = try Self.agreements(reader, history)
        var standing = AgreementStanding()
        for row in try reader.suspensions() { standing.outboundSuspended[row.partner] = row.reason }
        self.node = node
        keys = held
        cards = newest
        self.history = history
        agreements = Dictionary(known.map { ($0.agreement.id, $0) }) { _, newer in newer }
        versions = Dictionary(known.map { ($0.agreement.reference, $0) }) { _, newer in newer }
        suspended = standing
        deniedCertificates = try DeniedCertificates.all(in: reader)
    }

    /// By node and number, so that of each node the newest comes last.
    private static func cards(_ reader: any StoreReader) throws -> [BelievedCard] {
        try reader.cards().map { row in
            do throws(SealFailure) {
                return try BelievedCard(
                    stored: JWS(reading: JSONTree(reading: row.statement)).payload)
            } catch {
                throw ExchangeFailure(
                    .damaged,
                    problem: "card \(row.serial) of \(row.node) is damaged: \(error.problem)",
                    remedy: "restore the database from a backup")
            }
        }
    }

    private static func keys(
        of card: NodeCard, secret: (_ keyID: String) throws(SealFailure) -> SecretBytes?
    ) throws -> ExchangeKeys {
        do throws(SealFailure) { return try ExchangeKeys(card: card, secret: secret) } catch {
            throw ExchangeFailure(
                .damaged, problem: "\(error.place): \(error.problem)", remedy: error.remedy)
        }
    }

    /// By id and version, so that of each id the newest comes last.
    private static func agreements(
        _ reader: any StoreReader, _ history: [NodeCard]
    ) throws -> [SignedAgreement] {
        var agreements: [SignedAgreement] = []
        for row in try reader.agreements() {
            do {
                let statement = try JWS(reading: JSONTree(reading: row.statement))
                agreements.append(
                    try SignedAgreement(
                        verifying: statement, cards: history,
                        at: Timestamp(milliseconds: row.recordedAt)))
            } catch {
                throw ExchangeFailure(
                    .damaged,
                    problem: "agreement \(row.agreement) version \(row.version) no longer verifies",
                    remedy: "restore the database from a backup, or adopt the agreement again")
            }
        }
        return agreements
    }

    /// What judging arrivals needs.
    package var desk: ReceptionDesk {
        ReceptionDesk(
            node: node, card: { [cards] in cards[$0]?.card },
            agreement: { [agreements] in agreements[$0] }, sealKey: { [keys] in keys.sealKey($0) })
    }

    /// Codes of every partner with a believed card.
    package var partners: [String] { cards.keys.filter { $0 != node }.sorted() }
}

/// The exchange could not do what was asked, through no fault of a message.
package struct ExchangeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// No card and keys of our own.
        case notSetUp = "not-set-up"
        /// Something stored no longer is what it was.
        case damaged
        /// More work waits than the node takes on.
        case busy
        /// No such partner, agreement, message, case.
        case unknown
        /// Somebody may not do this.
        case notPermitted = "not-permitted"
        /// What was given is not what it must be.
        case refused
    }

    package var code: Code
    package var problem: String
    package var remedy: String

    package init(_ code: Code, problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }

    package var description: String { "\(problem); \(remedy)" }
}
