import Exchange
import Seal

/// The exchange's tables in memory.
struct MemoryExchange: Sendable {
    var cards: [CardRow] = []
    var agreements: [AgreementRow] = []
    var suspensions: [String: SuspensionRow] = [:]
    var inbox: [InboxRow] = []
    var inboxOf: [Key: Int] = [:]
    var inboxStreams: [Key: InboxStream] = [:]
    var outbox: [OutboxRow] = []
    var outboxOf: [String: Int] = [:]
    var outboxStreams: [Key: InboxStream] = [:]
    var ledger: [LedgerRow] = []
    var nodes: [NodeKey: Digest256] = [:]
    var checkpoints: [CheckpointRow] = []

    /// A node and a name within it.
    struct Key: Hashable {
        let node: String
        let name: String
    }

    struct NodeKey: Hashable {
        let level: Int
        let index: Int64
    }
}

extension MemoryTransaction {
    func card(of node: String) -> CardRow? {
        state.exchange.cards.filter { $0.node == node }.max { $0.serial < $1.serial }
    }

    func cards() -> [CardRow] {
        state.exchange.cards.sorted { ($0.node, $0.serial) < ($1.node, $1.serial) }
    }

    func agreement(_ id: String) -> AgreementRow? {
        state.exchange.agreements.filter { $0.agreement == id }.max { $0.version < $1.version }
    }

    func agreements() -> [AgreementRow] {
        state.exchange.agreements.sorted {
            ($0.agreement, $0.version) < ($1.agreement, $1.version)
        }
    }

    func suspensions() -> [SuspensionRow] {
        state.exchange.suspensions.values.sorted { $0.partner < $1.partner }
    }

    func inbox(sender: String, message: String) -> InboxRow? {
        state.exchange.inboxOf[.init(node: sender, name: message)].map {
            state.exchange.inbox[$0]
        }
    }

    func inboxEnvelope(sender: String, message: String) -> Digest256? {
        inbox(sender: sender, message: message)?.envelope
    }

    func inboxReceipt(sender: String, message: String) -> [UInt8]? {
        inbox(sender: sender, message: message)?.receipt
    }

    func inbox(after: Int64, limit: Int) -> [InboxRow] {
        Array(tail(state.exchange.inbox, after: after, limit: limit))
    }

    func inboxStream(sender: String, stream: String) -> InboxStream? {
        state.exchange.inboxStreams[.init(node: sender, name: stream)]
    }

    func outboxStream(recipient: String, stream: String) -> InboxStream? {
        state.exchange.outboxStreams[.init(node: recipient, name: stream)]
    }

    func outbox(message: String) -> OutboxRow? {
        state.exchange.outboxOf[message].map { state.exchange.outbox[$0] }
    }

    func outbox(after: Int64, limit: Int) -> [OutboxRow] {
        Array(tail(state.exchange.outbox, after: after, limit: limit))
    }

    func kept(in box: MessageBox, after: Int64, limit: Int) -> [KeptMessage] {
        var byteCount = 0
        func isWithin(_ message: KeptMessage) -> Bool {
            defer { byteCount += message.byteCount }
            return byteCount < KeptMessage.byteCountMax
        }
        switch box {
        case .inbox:
            return inbox(after: after, limit: limit).map { row in
                KeptMessage(
                    row: row.row, message: row.message, envelope: row.envelope,
                    statement: row.statement, sealed: row.sealed, plaintext: row.plaintext,
                    salt: row.salt)
            }.prefix(while: isWithin)
        case .outbox:
            return outbox(after: after, limit: limit).map { row in
                KeptMessage(
                    row: row.row, message: row.message, envelope: row.envelope,
                    statement: row.statement, sealed: row.sealed, plaintext: row.plaintext,
                    salt: row.salt)
            }.prefix(while: isWithin)
        }
    }

    func outboxWaiting(recipient: String, except: [String], limit: Int) -> [OutboxEntry] {
        let waiting = state.exchange.outbox.lazy.filter {
            $0.recipient == recipient && $0.state == .waiting && !except.contains($0.stream)
        }
        return waiting.prefix(limit).compactMap { row in
            MessageID(row.message).map {
                OutboxEntry(
                    id: $0, envelope: row.envelope, stream: row.stream, sequence: row.sequence)
            }
        }
    }

    func outboxRecipients() -> [String] {
        Set(state.exchange.outbox.filter { $0.state == .waiting }.map(\.recipient)).sorted()
    }

    func ledgerSize() -> Int64 { Int64(state.exchange.ledger.count) }

    func ledger(from: Int64, limit: Int) -> [LedgerRow] {
        Array(tail(state.exchange.ledger, after: from, limit: limit))
    }

    func ledgerNode(level: Int, index: Int64) -> Digest256? {
        if level == 0 { return row(index + 1, in: state.exchange.ledger)?.leaf }
        return state.exchange.nodes[.init(level: level, index: index)]
    }

    func newestCheckpoint(of node: String, witness: String) -> CheckpointRow? {
        state.exchange.checkpoints.filter { $0.node == node && $0.witness == witness }
            .max { $0.size < $1.size }
    }

    func checkpoints(of node: String, above size: Int64, limit: Int) -> [CheckpointRow] {
        let found = state.exchange.checkpoints.filter { $0.node == node && $0.size > size }
        return Array(
            found.sorted { ($0.size, $0.witness) < ($1.size, $1.witness) }.prefix(limit))
    }

    func exchangeCounts() -> ExchangeCounts {
        var counts = ExchangeCounts()
        counts.inbox = state.exchange.inbox.count
        for row in state.exchange.outbox {
            switch row.state {
            case .waiting where row.status.isEmpty: counts.waiting += 1
            case .waiting: counts.parked += 1
            case .done: counts.done += 1
            }
        }
        counts.ledger = ledgerSize()
        return counts
    }
}

extension MemoryTransaction {
    func insert(_ card: CardRow) throws {
        guard
            !state.exchange.cards.contains(where: {
                $0.node == card.node && $0.serial == card.serial
            })
        else { throw duplicate("node card") }
        state.exchange.cards.append(card)
    }

    func insert(_ agreement: AgreementRow) throws {
        guard
            !state.exchange.agreements.contains(where: {
                $0.agreement == agreement.agreement && $0.version == agreement.version
            })
        else { throw duplicate("version of the agreement") }
        state.exchange.agreements.append(agreement)
    }

    func setSuspension(_ suspension: SuspensionRow?, of partner: String) {
        state.exchange.suspensions[partner] = suspension
    }

    func insert(_ message: InboxRow) throws -> Int64 {
        let key = MemoryExchange.Key(node: message.sender, name: message.message)
        let isTaken = state.exchange.inbox.contains {
            $0.sender == message.sender && $0.stream == message.stream
                && $0.sequence == message.sequence
        }
        guard state.exchange.inboxOf[key] == nil, !isTaken else { throw duplicate("message") }
        var row = message
        row.row = Int64(state.exchange.inbox.count) + 1
        state.exchange.inboxOf[key] = state.exchange.inbox.count
        state.exchange.inbox.append(row)
        return row.row
    }

    func setReceipt(_ receipt: [UInt8], ofInbox row: Int64) throws {
        guard let kept = self.row(row, in: state.exchange.inbox) else { throw missing("message") }
        guard kept.receipt.isEmpty else { throw duplicate("receipt") }
        state.exchange.inbox[Int(row) - 1].receipt = receipt
    }

    func put(_ stream: InboxStream, ofSender sender: String, named name: String) {
        state.exchange.inboxStreams[.init(node: sender, name: name)] = stream
    }

    func insert(_ message: OutboxRow) throws -> Int64 {
        guard state.exchange.outboxOf[message.message] == nil else {
            throw duplicate("message")
        }
        var row = message
        row.row = Int64(state.exchange.outbox.count) + 1
        state.exchange.outboxOf[row.message] = state.exchange.outbox.count
        state.exchange.outbox.append(row)
        return row.row
    }

    func put(_ stream: InboxStream, ofRecipient recipient: String, named name: String) {
        state.exchange.outboxStreams[.init(node: recipient, name: name)] = stream
    }

    func setOutbox(
        _ message: String, state: OutboxRow.State, status: String, receipt: [UInt8]?
    ) throws {
        guard let place = self.state.exchange.outboxOf[message] else { throw missing("message") }
        self.state.exchange.outbox[place].state = state
        self.state.exchange.outbox[place].status = status
        if let receipt { self.state.exchange.outbox[place].receipt = receipt }
    }

    func append(_ entry: LedgerRow, nodes: [MerkleNode]) throws {
        guard entry.number == ledgerSize() else { throw duplicate("ledger entry") }
        state.exchange.ledger.append(entry)
        for node in nodes where node.level > 0 {
            state.exchange.nodes[.init(level: node.level, index: Int64(node.index))] = node.hash
        }
    }

    func put(_ checkpoint: CheckpointRow) {
        let isKnown = state.exchange.checkpoints.contains {
            $0.node == checkpoint.node && $0.witness == checkpoint.witness
                && $0.size == checkpoint.size
        }
        if !isKnown { state.exchange.checkpoints.append(checkpoint) }
    }

    func attempt<Outcome>(_ work: () throws -> Outcome) throws -> Outcome {
        let before = state
        do { return try work() } catch {
            state = before
            throw error
        }
    }
}
