import Exchange
import GRDB
import Seal
import Store
import StoreSQLite
import Testing

/// What every storage engine promises of the exchange; one body for all of them.
@Suite("Store conformance: exchange")
struct ExchangeConformance {
    private func digest(_ text: String) -> Digest256 { Digest256(hashing: text) }

    private func id(_ number: Int) -> String {
        MessageID(
            at: Timestamp(seconds: 1_790_000_000),
            random: [UInt8](repeating: UInt8(number), count: 10)
        ).text
    }

    private func inbox(_ number: Int, stream: String = "s", sender: String = "US") -> InboxRow {
        InboxRow(
            sender: sender, message: id(number), envelope: digest("e\(number)"), stream: stream,
            sequence: Int64(number), type: "case.request", agreement: "a", purpose: "p",
            handling: "h", inReplyTo: nil, receivedAt: 1, status: "accepted", reason: nil,
            statement: [1], sealed: [2], receipt: [], plaintext: [3], salt: [4])
    }

    private func outbox(
        _ number: Int, to recipient: String = "US", stream: String = "s"
    ) -> OutboxRow {
        OutboxRow(
            recipient: recipient, message: id(number), envelope: digest("o\(number)"),
            stream: stream, sequence: Int64(number), type: "case.request", agreement: "a",
            purpose: "p", handling: "h", inReplyTo: id(99), createdAt: 1, statement: [1],
            sealed: [2], plaintext: [3], salt: [4])
    }

    private func code(
        _ store: any Store, _ work: (any StoreWriter) throws -> Void
    ) -> StoreFailure.Code? {
        do {
            try store.write(work)
            return nil
        } catch let failure as StoreFailure { return failure.code } catch { return nil }
    }

    @Test("keeps every card and agreement, and knows the newest", arguments: Engine.all)
    func cards(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        func card(_ serial: Int64, _ node: String = "UZ") -> CardRow {
            CardRow(
                node: node, serial: serial, digest: digest("\(node)\(serial)"), statement: [1, 2],
                believedAt: serial)
        }
        func agreement(_ version: Int64) -> AgreementRow {
            AgreementRow(
                agreement: "a", version: version, digest: digest("a\(version)"), statement: [9],
                recordedAt: version)
        }
        try store.write { writer in
            for row in [card(1), card(2), card(1, "KZ")] { try writer.insert(row) }
            try writer.insert(agreement(1))
            try writer.insert(agreement(2))
            try writer.setSuspension(SuspensionRow(partner: "KZ", reason: "r", since: 4), of: "KZ")
            try writer.setSuspension(SuspensionRow(partner: "US", reason: "r", since: 5), of: "US")
            try writer.setSuspension(nil, of: "KZ")
        }
        #expect(code(store) { try $0.insert(card(2)) } == .duplicate)
        #expect(code(store) { try $0.insert(agreement(2)) } == .duplicate)
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.card(of: "UZ") == card(2))
            #expect(try reader.card(of: "XX") == nil)
            #expect(try reader.cards() == [card(1, "KZ"), card(1), card(2)])
            #expect(try reader.agreement("a") == agreement(2))
            #expect(try reader.agreements() == [agreement(1), agreement(2)])
            #expect(try reader.suspensions().map(\.partner) == ["US"])
        }
    }

    @Test("takes a message once, by its id and by its place in the stream", arguments: Engine.all)
    func inboxRows(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let row = try store.write { writer in
            let row = try writer.insert(inbox(1))
            try writer.setReceipt([7, 8], ofInbox: row)
            let next = InboxStream.beginning.advanced(by: digest("e1"))
            try writer.put(next, ofSender: "US", named: "s")
            return row
        }
        #expect(code(store) { _ = try $0.insert(inbox(1)) } == .duplicate)
        var samePlace = inbox(2)
        samePlace.sequence = 1
        #expect(code(store) { _ = try $0.insert(samePlace) } == .duplicate)
        #expect(code(store) { try $0.setReceipt([9], ofInbox: row) } == .duplicate)
        #expect(code(store) { _ = try $0.insert(inbox(1, sender: "KZ")) } == nil)
        try store.read { (reader: any StoreReader) throws in
            var expected = inbox(1)
            expected.row = row
            expected.receipt = [7, 8]
            #expect(try reader.inbox(sender: "US", message: id(1)) == expected)
            #expect(try reader.inboxEnvelope(sender: "US", message: id(1)) == digest("e1"))
            #expect(try reader.inboxReceipt(sender: "US", message: id(1)) == [7, 8])
            #expect(try reader.inboxEnvelope(sender: "US", message: id(2)) == nil)
            #expect(try reader.inbox(after: 0, limit: 1).map(\.row) == [row])
            #expect(try reader.inbox(after: row, limit: 9).map(\.sender) == ["KZ"])
            let stream = try #require(try reader.inboxStream(sender: "US", stream: "s"))
            #expect(stream.nextSequence == 2 && stream.lastEnvelope == digest("e1"))
            #expect(try reader.inboxStream(sender: "KZ", stream: "s") == nil)
            #expect(try reader.exchangeCounts().inbox == 2)
        }
    }

    @Test("hands out what waits, in order, without streams that stand still", arguments: Engine.all)
    func outboxRows(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { writer in
            _ = try writer.insert(outbox(1, stream: "a"))
            _ = try writer.insert(outbox(2, stream: "b"))
            _ = try writer.insert(outbox(3, stream: "ab"))
            _ = try writer.insert(outbox(4, to: "KZ", stream: "a"))
            try writer.setOutbox(id(1), state: .waiting, status: "parked:malformed", receipt: nil)
        }
        #expect(code(store) { _ = try $0.insert(outbox(2)) } == .duplicate)
        #expect(
            code(store) { try $0.setOutbox(id(50), state: .done, status: "", receipt: nil) }
                == .missingParent)
        try store.read { (reader: any StoreReader) throws in
            func waiting(_ except: [String], _ limit: Int = 9) throws -> [String] {
                try reader.outboxWaiting(recipient: "US", except: except, limit: limit)
                    .map(\.id.text)
            }
            #expect(try waiting([]) == [id(1), id(2), id(3)])
            #expect(try waiting(["a"]) == [id(2), id(3)])
            #expect(try waiting(["a", "b"]) == [id(3)])
            #expect(try waiting([], 1) == [id(1)])
            #expect(try reader.outboxRecipients() == ["KZ", "US"])
            let counts = try reader.exchangeCounts()
            #expect((counts.waiting, counts.parked, counts.done) == (3, 1, 0))
        }
        try store.write { writer in
            try writer.setOutbox(id(2), state: .done, status: "accepted", receipt: [5])
            try writer.setOutbox(id(4), state: .done, status: "accepted", receipt: [6])
            // A word without a receipt does not take the receipt away.
            try writer.setOutbox(id(2), state: .done, status: "accepted", receipt: nil)
            let next = InboxStream.beginning.advanced(by: digest("o1"))
            try writer.put(next, ofRecipient: "US", named: "a")
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.outbox(message: id(2))?.receipt == [5])
            #expect(try reader.outboxRecipients() == ["US"])
            #expect(try reader.outbox(after: 2, limit: 9).map(\.message) == [id(3), id(4)])
            #expect(try reader.outboxStream(recipient: "US", stream: "a")?.nextSequence == 2)
        }
    }

    @Test("appends to the ledger without gaps and keeps its tree", arguments: Engine.all)
    func ledger(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        var frontier = MerkleFrontier()
        var tree = MerkleTree()
        for number in 0..<21 {
            let entry = Array("entry \(number)".utf8)
            let leaf = MerkleHash.leaf(entry)
            let nodes = frontier.append(leaf)
            tree.append(leaf: leaf)
            try store.write {
                try $0.append(
                    LedgerRow(number: Int64(number), leaf: leaf, entry: entry), nodes: nodes)
            }
        }
        #expect(
            code(store) {
                try $0.append(
                    LedgerRow(number: 20, leaf: digest("x"), entry: [1]), nodes: [])
            } == .duplicate)
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.ledgerSize() == 21)
            #expect(try reader.ledger(from: 19, limit: 9).map(\.number) == [19, 20])
            #expect(try reader.ledger(from: 3, limit: 2).map(\.number) == [3, 4])
            let prover = MerkleProver { level, index in
                (try? reader.ledgerNode(level: level, index: Int64(index))) ?? nil
            }
            let expected = MerkleProver { tree.node(level: $0, index: $1) }
            #expect(prover.inclusion(of: 7, size: 21) == expected.inclusion(of: 7, size: 21))
            #expect(prover.consistency(from: 5, to: 21) == expected.consistency(from: 5, to: 21))
            #expect(try reader.ledgerNode(level: 9, index: 0) == nil)
        }
    }

    @Test("keeps checkpoints of logs by size and witness", arguments: Engine.all)
    func checkpoints(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        func checkpoint(_ size: Int64, _ witness: String = "", node: String = "UZ") -> CheckpointRow
        {
            CheckpointRow(
                node: node, size: size, root: digest("\(size)"), note: "n\(size)\(witness)",
                seenAt: 1, witness: witness)
        }
        try store.write { writer in
            for row in [
                checkpoint(3), checkpoint(9), checkpoint(3, "US"), checkpoint(12, node: "US"),
            ] {
                try writer.put(row)
            }
            var other = checkpoint(3)
            other.note = "another"
            try writer.put(other)
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.newestCheckpoint(of: "UZ", witness: "") == checkpoint(9))
            #expect(try reader.newestCheckpoint(of: "UZ", witness: "US") == checkpoint(3, "US"))
            #expect(try reader.newestCheckpoint(of: "UZ", witness: "KZ") == nil)
            #expect(
                try reader.checkpoints(of: "UZ", above: 0, limit: 9)
                    == [checkpoint(3), checkpoint(3, "US"), checkpoint(9)])
            #expect(try reader.checkpoints(of: "UZ", above: 3, limit: 9) == [checkpoint(9)])
        }
    }

    @Test(
        "undoes an attempt alone, and everything when the transaction fails", arguments: Engine.all)
    func attempts(engine: Engine) throws {
        struct Stop: Error {}
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { (writer: any StoreWriter) throws in
            _ = try writer.insert(inbox(1))
            #expect(throws: Stop.self) {
                try writer.attempt {
                    _ = try writer.insert(inbox(2))
                    try writer.attempt { _ = try writer.insert(inbox(3)) }
                    throw Stop()
                }
            }
            #expect(throws: (any Error).self) {
                try writer.attempt { _ = try writer.insert(inbox(1)) }
            }
            try writer.attempt { _ = try writer.insert(inbox(4, stream: "t")) }
        }
        #expect(throws: Stop.self) {
            try store.write { writer in
                _ = try writer.insert(inbox(5, stream: "u"))
                throw Stop()
            }
        }
        let kept = try store.read { try $0.inbox(after: 0, limit: 9) }
        #expect(kept.map(\.message) == [id(1), id(4)])
    }

    @Test("finds what the exchange asks for by an index")
    func plans() throws {
        let scratch = try Scratch()
        _ = try SQLiteStore(path: scratch.database)
        let questions = [
            "SELECT envelope FROM inbox WHERE sender = 'a' AND message = 'b'",
            "SELECT id FROM inbox WHERE id > 4 ORDER BY id LIMIT 9",
            "SELECT next FROM inboxStream WHERE sender = 'a' AND stream = 'b'",
            "SELECT next FROM outboxStream WHERE recipient = 'a' AND stream = 'b'",
            "SELECT id FROM outbox WHERE message = 'b'",
            "SELECT message FROM outbox WHERE recipient = 'a' AND state = 0 ORDER BY id LIMIT 9",
            "SELECT max(number) FROM ledger",
            "SELECT hash FROM ledgerNode WHERE level = 1 AND position = 4",
            "SELECT note FROM checkpoint WHERE node = 'a' AND witness = '' ORDER BY size DESC LIMIT 1",
        ]
        try DatabaseQueue(path: scratch.database).read { db in
            for question in questions {
                let plan = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + question).map {
                    $0["detail"] as String
                }
                #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(question): \(plan)")
            }
            let recipients = try Row.fetchAll(
                db,
                sql: "EXPLAIN QUERY PLAN SELECT DISTINCT recipient FROM outbox WHERE state = 0 "
                    + "ORDER BY recipient")
            #expect(recipients.allSatisfy { ($0["detail"] as String).contains("outboxWaiting") })
        }
    }
}
