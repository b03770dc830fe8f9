import Exchange
import GRDB
import Seal
import Store
import StoreSQLite
import Testing

@testable import Workflows

/// What somebody with the database in his hands can do, and who notices.
@Suite("Exchange: ledger")
struct LedgerJourneys {
    /// A forger's statement and where it is noticed.
    struct Forgery: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let sql: String
        let kind: LogAudit.Finding.Kind?
        let entry: UInt64?

        init(_ name: String, _ sql: String, _ kind: LogAudit.Finding.Kind?, at entry: UInt64?) {
            testDescription = name
            self.sql = sql
            self.kind = kind
            self.entry = entry
        }
    }

    static let forgeries = [
        Forgery(
            "an edited entry", "UPDATE ledger SET entry = CAST('{}' AS BLOB) WHERE number = 5",
            .changed, at: 5),
        Forgery("a deleted entry", "DELETE FROM ledger WHERE number = 4", .outOfPlace, at: 4),
        Forgery(
            "two swapped entries",
            """
            CREATE TEMP TABLE t AS SELECT * FROM ledger WHERE number IN (3, 6);
            UPDATE ledger SET entry = (SELECT entry FROM t WHERE t.number = 9 - ledger.number),
                leaf = (SELECT leaf FROM t WHERE t.number = 9 - ledger.number)
                WHERE number IN (3, 6);
            """, .otherRoot, at: 2),
        Forgery(
            "an inserted entry",
            """
            UPDATE ledger SET number = number + 1000 WHERE number >= 4;
            UPDATE ledger SET number = number - 999 WHERE number >= 1000;
            INSERT INTO ledger SELECT 4, leaf, entry FROM ledger WHERE number = 2;
            """, .otherRoot, at: 4),
        Forgery(
            "an entry added at the end",
            "INSERT INTO ledger SELECT max(number) + 1, leaf, entry FROM ledger", .notSigned,
            at: 14),
        Forgery(
            "a cut end", "DELETE FROM ledger WHERE number >= (SELECT max(number) - 2 FROM ledger)",
            .cutOff, at: nil),
        Forgery(
            "a changed message in the inbox",
            "UPDATE inbox SET sealed = CAST('x' AS BLOB) WHERE id = 2",
            nil, at: nil),
        Forgery(
            "another message in the inbox's place",
            "UPDATE inbox SET statement = (SELECT statement FROM inbox WHERE id = 1) WHERE id = 2",
            nil, at: nil),
        Forgery(
            "a changed text beside the sealed one",
            "UPDATE inbox SET plaintext = CAST('x' AS BLOB) WHERE id = 2", nil, at: nil),
        Forgery(
            "a message removed from the inbox",
            "DELETE FROM inboxReceipt WHERE inbox = 2; DELETE FROM inbox WHERE id = 2", nil,
            at: nil),
        Forgery(
            "a message added to the inbox between two others",
            """
            CREATE TEMP TABLE t AS SELECT * FROM inbox WHERE id = 2;
            UPDATE t SET id = 1000, message = '01890a5d-ac96-774b-bcce-b302099a8057', sequence = 1000,
                envelope = zeroblob(32);
            DELETE FROM inboxReceipt WHERE inbox >= 3;
            UPDATE inbox SET id = id + 100 WHERE id >= 3;
            UPDATE t SET id = 3;
            INSERT INTO inbox SELECT * FROM t;
            """, nil, at: nil),
    ]

    private func exchanged(
        _ path: String, count: Int = 6
    ) async throws -> (ExchangePair, any Store) {
        let store = try SQLiteStore(path: path)
        let pair = try ExchangePair(stores: (MemoryStore(), store))
        for _ in 0..<count {
            let message = try submitted(try pair.uz.send(to: "US"))
            _ = try await pair.us.exchange.receive(message, hopNode: "UZ")
        }
        return (pair, store)
    }

    @Test("Verification names what was done to the database", arguments: forgeries)
    func forged(_ forgery: Forgery) async throws {
        let path = try ExchangePair.scratch() + "/us.sqlite"
        let (pair, _) = try await exchanged(path)
        let good = try pair.us.verified()
        #expect(good.isGood)
        let database = try DatabaseQueue(path: path)
        try await database.write { db in
            try db.execute(sql: forgery.sql)
        }
        let outcome = try pair.us.verified()
        #expect(!outcome.isGood)
        #expect(outcome.finding?.kind == forgery.kind)
        if let entry = forgery.entry { #expect(outcome.finding?.entry == entry) }
        if forgery.kind == nil { #expect(!outcome.mismatches.isEmpty) }
    }

    @Test("Messages whose rows stand in another order are no fault, and all of them are looked at")
    func reordered() async throws {
        let path = try ExchangePair.scratch() + "/us.sqlite"
        let (pair, _) = try await exchanged(path)
        let database = try DatabaseQueue(path: path)
        try await database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM inboxReceipt;
                    UPDATE inbox SET id = id + 100 WHERE id IN (1, 4);
                    UPDATE inbox SET id = 1 WHERE id = 104;
                    UPDATE inbox SET id = 4 WHERE id = 101;
                    """)
        }
        #expect(try pair.us.verified().isGood)
        try await database.write { db in
            try db.execute(sql: "UPDATE inbox SET sealed = CAST('x' AS BLOB) WHERE id IN (1, 4)")
        }
        #expect(try pair.us.verified().mismatches.count == 2)
    }

    @Test("What is wrong in thousands of rows is told within bounds")
    func manyMismatches() throws {
        let store = MemoryStore()
        try store.write { writer in
            for number in 1...(KeptComparison.mismatchesMax + 500) {
                _ = try writer.insert(
                    InboxRow(
                        sender: "UZ", message: "\(number)",
                        envelope: Digest256(hashing: "\(number)"), stream: "s",
                        sequence: Int64(number), type: "t", agreement: "a", purpose: "p",
                        handling: "h", inReplyTo: nil, receivedAt: 0, status: "accepted",
                        reason: nil, statement: [], sealed: [], receipt: [], plaintext: nil,
                        salt: nil))
            }
        }
        let told = try store.read { reader in
            let comparison = KeptComparison(.inbox, reader)
            try comparison.end()
            return comparison.mismatches
        }
        #expect(told.count == KeptComparison.mismatchesMax + 1)
        #expect(told.first == "inbox row 1 is not in the ledger")
    }

    @Test("A backup that was put back is noticed by the partner at the next message")
    func restoredBackup() async throws {
        let scratch = try ExchangePair.scratch()
        let path = scratch + "/us.sqlite"
        let (pair, _) = try await exchanged(path, count: 2)
        let backup = scratch + "/backup.sqlite"
        try await DatabaseQueue(path: path).vacuum(into: backup)
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 1, isHostile: false)
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        for stream in 1...6 { try pair.uz.send(to: "US", stream: "later-\(stream)") }
        func seen() throws -> Int64 {
            try pair.uz.store.read { try $0.newestCheckpoint(of: "US", witness: "")?.size ?? 0 }
        }
        try await pair.exchange((line, none)) {
            try pair.uz.counts.done == 8 && seen() >= pair.us.counts.ledger - 2
        }
        let restored = try pair.us.restored(on: try SQLiteStore(path: backup))
        let old = HostileCourier(
            from: "UZ", to: ["US": restored.exchange], seed: 1, isHostile: false)
        try pair.uz.send(to: "US", stream: "fresh")
        try await pair.exchange((old, none)) {
            try !pair.uz.ledger("alarm").isEmpty
        }
        let alarm = try #require(try pair.uz.ledger("alarm").first)
        #expect(alarm["partner"]?.text == "US")
        #expect(alarm["kind"]?.text == "rolled-back")
        // And offline, with what the partner holds.
        let held = try #require(
            try pair.uz.store.read { try $0.newestCheckpoint(of: "US", witness: "") })
        let outcome = try restored.verified(
            given: [(try SignedNote(reading: held.note), "held by UZ")])
        #expect(outcome.finding?.kind == .cutOff)
    }

    @Test("Reading is for the purpose it was given for, and stands in the ledger first")
    func reading() async throws {
        let pair = try ExchangePair()
        let row = try pair.uz.send(to: "US")
        _ = try await pair.us.exchange.receive(try submitted(row), hopNode: "UZ")
        func read(_ purpose: String) throws -> JSONTree {
            try pair.us.exchange.commit {
                try Messages.read(
                    sender: "UZ", message: row.message, purpose: purpose, officer: "us-liaison",
                    in: $0)
            }
        }
        do {
            _ = try read("statistics")
            Issue.record("read for another purpose")
        } catch let refusal as Refusal { #expect(refusal.code == .useNotPermitted) }
        #expect(try pair.us.ledger("read").isEmpty)
        #expect(try read("duty-evasion")["subject"] == requestContent["subject"])
        #expect(try pair.us.ledger("read").first?["purpose"]?.text == "duty-evasion")
        // A later version of the agreement does not shut the archive.
        let next = try pair.signed(
            try ExchangePair.shipped { $0["version"] = .integer(2) })
        for node in [pair.uz, pair.us] {
            try node.exchange.commit { _ = try Partners.adopt(next, in: $0) }
        }
        #expect(try read("duty-evasion")["subject"] == requestContent["subject"])
        #expect(try pair.us.ledger("read").count == 2)
    }
}
