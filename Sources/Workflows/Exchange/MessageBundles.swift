package import Exchange
import Seal
import Store

/// Messages as files, where there is no line: the same code judges them, receipts go back in a file.
extension ExchangeNode {
    /// What a bundle brought.
    package struct BundleOutcome: Sendable {
        package var cards = 0
        package var taken = 0
        package var repeated = 0
        /// Messages of ours that a receipt in the bundle settles.
        package var settled = 0
        /// What was refused, with the message's id and the code.
        package var refused: [(id: String, code: Refusal.Code)] = []

        package init() {}
    }

    /// Most messages of one bundle.
    package static let bundleCountMax = 10_000

    /// Writes what waits for a partner, and the receipts of what it sent, to `write` line by line.
    ///
    /// - Returns: how many messages and receipts it holds.
    package func exportBundle(
        for partner: String, write: ([UInt8]) throws -> Void
    ) throws -> (messages: Int, receipts: Int) {
        let standing = try standing()
        guard standing.cards[partner] != nil else {
            throw ExchangeFailure(
                .unknown, problem: "no card of \(partner) is believed",
                remedy: "add the partner's card first")
        }
        var bundle = BundleWriter()
        var messages = 0
        var receipts = 0
        try write(bundle.begin(from: settings.node, to: partner, at: settings.now()))
        try store.read { reader in
            if let card = try reader.card(of: settings.node) {
                let statement = try JWS(reading: JSONTree(reading: card.statement))
                try write(bundle.add(.card(statement)))
            }
            for entry in try reader.outboxWaiting(
                recipient: partner, except: [], limit: Self.bundleCountMax)
            {
                guard let row = try reader.outbox(message: entry.id.text) else { continue }
                let envelope = try Envelope(
                    reading: JWS(reading: JSONTree(reading: row.statement)))
                try write(
                    bundle.add(
                        .submission(SubmittedMessage(envelope: envelope, ciphertext: row.sealed))))
                messages += 1
            }
            // Receipts of the partner's messages: those it has seen already do no harm.
            var after: Int64 = 0
            while receipts < Self.bundleCountMax {
                let rows = try reader.inbox(after: after, limit: 256)
                for row in rows where row.sender == partner && !row.receipt.isEmpty {
                    let statement = try JWS(reading: JSONTree(reading: row.receipt))
                    try write(bundle.add(.receipt(statement)))
                    receipts += 1
                }
                guard let last = rows.last else { break }
                after = last.row
            }
            if let newest = try reader.newestCheckpoint(of: settings.node, witness: "") {
                try write(bundle.add(.checkpoint(newest.note)))
            }
        }
        try write(bundle.end())
        return (messages, receipts)
    }

    /// Takes a whole bundle in; twice changes nothing.
    ///
    /// - Throws: ``Refusal`` when the bundle itself is not whole; nothing of it is taken then.
    package func importBundle(_ items: [BundleItem]) async throws -> BundleOutcome {
        var outcome = BundleOutcome()
        for item in items {
            switch item {
            case .card(let statement):
                let isNew = try commit { transaction in
                    do {
                        return try transaction.attempt {
                            try Partners.add(statement, fingerprint: nil, in: transaction).isNew
                        }
                    } catch is SealFailure {
                        // A card that does not follow one that is believed brings nothing here.
                        return false
                    } catch is ExchangeFailure {
                        // Nor does a first card, which needs its fingerprint.
                        return false
                    }
                }
                if isNew { outcome.cards += 1 }
            case .submission(let message):
                do {
                    let arrival = try await receive(message, hopNode: nil)
                    if arrival.isRepeated { outcome.repeated += 1 } else { outcome.taken += 1 }
                    if case .rejected(let code) = arrival.status, !arrival.isRepeated {
                        outcome.refused.append((message.envelope.head.id.text, code))
                    }
                } catch let refusal as Refusal {
                    outcome.refused.append((message.envelope.head.id.text, refusal.code))
                }
            case .receipt(let statement):
                if try settle(statement) { outcome.settled += 1 }
            case .checkpoint, .agreement, .opening: continue
            }
        }
        return outcome
    }

    /// Marks a message as done when the receipt is the partner's for it; false when it was done.
    private func settle(_ statement: JWS) throws -> Bool {
        let receipt = try Receipt(reading: statement)
        let id = receipt.entry.id
        return try commit { transaction in
            guard let row = try transaction.writer.outbox(message: id.text), row.state == .waiting,
                let card = transaction.standing.cards[row.recipient]?.card
            else { return false }
            let envelope = try Envelope(reading: JWS(reading: JSONTree(reading: row.statement)))
            try receipt.verify(for: envelope, card: card, at: transaction.now)
            let word = Self.word(of: receipt.status)
            try transaction.writer.setOutbox(
                id.text, state: .done, status: word, receipt: statement.json.bytes)
            try transaction.record(
                "receipted", ["id": id.text, "by": row.recipient, "status": word])
            for handler in settings.handlers {
                try handler.delivered(row, status: receipt.status, in: transaction)
            }
            return true
        }
    }
}
