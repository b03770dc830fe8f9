import Exchange
import Formats
import Foundation
import Seal
import Store
import Testing

@testable import Workflows

/// Files beside messages: sealed, cut, resumed, whole once, read for a purpose.
@Suite("Exchange: attachments")
struct AttachmentJourneys {
    /// Bytes that follow from their number, so that a swapped chunk is another.
    private static func file(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    private static func sealed(
        _ files: [[UInt8]], by node: Administration
    ) throws -> AttachmentSealing.Sealed {
        try AttachmentSealing.seal(
            files.enumerated().map { place, bytes in
                AttachmentSealing.File(
                    name: "scan \(place).pdf", mediaType: "application/pdf",
                    bytes: MemorySource(bytes))
            }, for: "US", agreement: nil, at: node.exchange)
    }

    private static func send(_ files: [[UInt8]], _ pair: ExchangePair) throws -> OutboxRow {
        let sealed = try sealed(files, by: pair.uz)
        return try pair.uz.exchange.commit { transaction in
            try Messages.send(
                Messages.Proposal(
                    kind: .request(.verifyExport, .routine), to: "US", agreement: nil,
                    purpose: "duty-evasion", handling: "LIMITED",
                    content: Tainted(own: sealed.added(to: requestContent)),
                    preparedBy: "uz-liaison", approvedBy: "uz-head", stream: "case-1",
                    reserved: sealed.message), in: transaction)
        }
    }

    private static func states(
        _ node: Administration, _ message: String, isOurs: Bool
    ) throws -> [AttachmentRow.State] {
        try node.store.read {
            try $0.attachments(
                ofMessage: message, partner: isOurs ? "US" : "UZ", isOurs: isOurs)
        }.map(\.state)
    }

    /// Runs messages and attachments over a line until the files are there.
    private static func carry(
        _ row: OutboxRow, _ pair: ExchangePair, over line: HostileCourier,
        until wanted: AttachmentRow.State = .sent
    ) async throws {
        var settings = AttachmentDispatcher.Settings()
        settings.pollMilliseconds = 10
        settings.backOff = BackOff(firstMilliseconds: 2, longestMilliseconds: 20)
        let dispatcher = AttachmentDispatcher(
            node: pair.uz.exchange, courier: line, settings: settings)
        let task = Task { try await dispatcher.run() }
        defer { task.cancel() }
        let none = HostileCourier(from: "US", to: [:], seed: 1, isHostile: false)
        try await pair.exchange((line, none)) {
            try states(pair.uz, row.message, isOurs: true).allSatisfy { $0 == wanted }
        }
    }

    private static func opened(
        _ number: Int, of row: OutboxRow, at node: Administration,
        purpose: String = "duty-evasion"
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let (name, count) = try AttachmentReading.open(
            number, of: row.message, purpose: purpose, officer: "us-liaison", at: node.exchange
        ) { bytes += $0 }
        #expect(name == "scan \(number).pdf" && count == Int64(bytes.count))
        return bytes
    }

    @Test("Files of every length arrive whole and once over a line that loses, doubles and delays")
    func whole() async throws {
        let pair = try ExchangePair()
        let files = [0, 1, 65_535, 65_536, 65_537, 700_001].map(Self.file)
        let row = try Self.send(files, pair)
        #expect(throws: ExchangeFailure.self) { _ = try Self.opened(0, of: row, at: pair.us) }
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 11)
        try await Self.carry(row, pair, over: line)
        #expect(
            try Self.states(pair.us, row.message, isOurs: false)
                == Array(repeating: .whole, count: 6))
        for (number, file) in files.enumerated() {
            #expect(try Self.opened(number, of: row, at: pair.us) == file, "file \(number)")
        }
        // Kept once: sealed at the receiver, gone at the sender; both ledgers say so.
        #expect(try pair.us.ledger("attachment").count == 6)
        #expect(try pair.uz.ledger("attachment").count == 6)
        #expect(try pair.us.ledger("exported").count == 6)
        let ours = try pair.uz.store.read {
            try $0.attachments(ofMessage: row.message, partner: "US", isOurs: true)
        }
        for row in ours {
            #expect(try pair.uz.store.read { try $0.attachmentChunk(0, of: row.id) } == nil)
        }
        #expect(try pair.us.verified().isGood && pair.uz.verified().isGood)
    }

    @Test("A transfer that was cut goes on with the chunk that is missing")
    func resumed() async throws {
        let pair = try ExchangePair()
        let row = try Self.send([Self.file(1_400_000)], pair)
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 3, isHostile: false)
        let count = 22
        // The first eight chunks arrive, then the node is started anew.
        let message = try submitted(row)
        _ = try await pair.us.exchange.receive(message, hopNode: "UZ")
        let partner = RuleBreaker(from: pair.uz, to: pair.us)
        let attachment = try #require(
            try pair.uz.store.read {
                try $0.attachments(ofMessage: row.message, partner: "US", isOurs: true)
            }.first)
        let chunks = try (0..<8).flatMap { number in
            try #require(
                try pair.uz.store.read { try $0.attachmentChunk(number, of: attachment.id) })
        }
        let id = try #require(MessageID(row.message))
        func push(_ first: Int, _ body: [UInt8]) async throws -> (have: Int64?, code: String?) {
            let answer = await pair.us.exchange.answer(
                try partner.request(
                    body, id: id, path: "/gate/txp1/attachments/0/\(first)",
                    contentType: "application/octet-stream"))
            let tree = try JSONTree(reading: answer.body)
            return (tree["attachment"]?["have"]?.integerValue, tree["refused"]?.text)
        }
        #expect(try await push(0, chunks).have == 8)
        #expect(try await push(0, chunks).have == 8, "twice is once")
        #expect(try await push(20, []).have == 8, "a question changes nothing")
        #expect(try await push(8, Array(chunks.prefix(100))).code == "malformed")
        #expect(
            try await push(8, [UInt8](repeating: 0, count: 9 * 65_552)).code == "too-large")
        try await Self.carry(row, pair, over: line)
        let carried = line.carried.filter { $0.path.contains("/attachments/") }
        let brought = carried.reduce(0) { $0 + ($1.body.count + 65_551) / 65_552 }
        #expect(brought == count - 8, "only what was missing travelled")
        #expect(try Self.opened(0, of: row, at: pair.us) == Self.file(1_400_000))
    }

    @Test("Other chunks than were announced are refused, kept by nobody, and noted")
    func swapped() async throws {
        let pair = try ExchangePair()
        let row = try Self.send([Self.file(200_000)], pair)
        _ = try await pair.us.exchange.receive(try submitted(row), hopNode: "UZ")
        try pair.uz.store.write { writer in
            let attachment = try writer.attachments(
                ofMessage: row.message, partner: "US", isOurs: true)[0]
            let second = try #require(try writer.attachmentChunk(1, of: attachment.id))
            let others = try [0, 2, 3].map {
                try #require(try writer.attachmentChunk($0, of: attachment.id))
            }
            try writer.removeChunks(ofAttachment: attachment.id)
            for (number, chunk) in [second, others[0], others[1], others[2]].enumerated() {
                try writer.insertChunk(chunk, number: Int64(number), ofAttachment: attachment.id)
            }
        }
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 3, isHostile: false)
        try await Self.carry(row, pair, over: line, until: .parked)
        #expect(try Self.states(pair.us, row.message, isOurs: false) == [.refused])
        #expect(try pair.us.ledger("attachment").first?["state"]?.text == "refused")
        #expect(throws: ExchangeFailure.self) { _ = try Self.opened(0, of: row, at: pair.us) }
    }

    @Test("An attachment leaves the node for the purpose it was given for, and no other")
    func purpose() async throws {
        let pair = try ExchangePair()
        let row = try Self.send([Self.file(10)], pair)
        let line = HostileCourier(from: "UZ", to: pair.desks, seed: 3, isHostile: false)
        try await Self.carry(row, pair, over: line)
        do {
            _ = try Self.opened(0, of: row, at: pair.us, purpose: "drug-trafficking")
            Issue.record("exported for another purpose")
        } catch let refusal as Refusal { #expect(refusal.code == .useNotPermitted) }
        #expect(try pair.us.ledger("exported").isEmpty)
        #expect(throws: ExchangeFailure.self) { _ = try Self.opened(7, of: row, at: pair.us) }
    }

    @Test("What a partner announces is bounded, and its names must be harmless")
    func announced() async throws {
        let pair = try ExchangePair()
        var settings = pair.us.exchange.settings
        settings.attachmentBytesMax = 100
        let narrow = try ExchangeNode(store: pair.us.store, settings: settings)
        let big = try await narrow.receive(
            try submitted(try Self.send([Self.file(101)], pair)), hopNode: "UZ")
        #expect(big.status == .rejected(.tooLarge))
        let digest = Digest256(hashing: "x").base64URL
        for name in ["../../evil", "\u{202E}fdp.exe"] {
            let told = try await RuleBreaker(from: pair.uz, to: pair.us).told {
                $0.stream = name == "../../evil" ? "first" : "second"
                $0.set(
                    "attachments",
                    .array([.object(["name": .string(name), "digest": .string(digest)])]))
            }
            #expect(told.code == .malformed)
        }
        // Names without files are no message of the protocol, either.
        let told = try await RuleBreaker(from: pair.uz, to: pair.us).told {
            $0.stream = "other"
            $0.set(
                "attachments",
                .array([.object(["name": "a.pdf", "digest": .string(digest)])]))
        }
        #expect(told.code == .malformed)
    }

    @Test("Files are sealed for the key that the message is sealed for")
    func renewedKey() throws {
        let pair = try ExchangePair()
        let sealed = try Self.sealed([Self.file(5)], by: pair.uz)
        try pair.us.renew(ReachedCode.renewing([.seal]))
        try pair.uz.believe(pair.us, isFirst: false)
        do {
            try pair.uz.exchange.commit { transaction in
                _ = try Messages.send(
                    Messages.Proposal(
                        kind: .request(.verifyExport, .routine), to: "US", agreement: nil,
                        purpose: "duty-evasion", handling: "LIMITED",
                        content: Tainted(own: sealed.added(to: requestContent)),
                        preparedBy: "uz-liaison", approvedBy: "uz-head",
                        reserved: sealed.message), in: transaction)
            }
            Issue.record("sent with files for another key")
        } catch let refusals as Refusals { #expect(refusals.code == .unknownKey) }
        // What never went out is forgotten after a week.
        pair.clock.advance(seconds: 8 * 86_400)
        _ = try Self.sealed([Self.file(5)], by: pair.uz)
        #expect(try pair.uz.store.read { try $0.attachments(.sealed, limit: 9) }.count == 1)
    }

    @Test("Too many files, too large ones and names with a path are not sealed at all")
    func notSealed() throws {
        let pair = try ExchangePair()
        var settings = pair.uz.exchange.settings
        settings.attachmentBytesMax = 70_000
        let narrow = try ExchangeNode(store: pair.uz.store, settings: settings)
        func refused(_ files: [AttachmentSealing.File]) throws -> Refusal.Code? {
            do {
                _ = try AttachmentSealing.seal(files, for: "US", agreement: nil, at: narrow)
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        func file(_ name: String, _ count: Int) -> AttachmentSealing.File {
            AttachmentSealing.File(
                name: name, mediaType: "text/plain", bytes: MemorySource(Self.file(count)))
        }
        #expect(try refused([file("a.txt", 70_001)]) == .tooLarge)
        #expect(try refused(Array(repeating: file("a.txt", 1), count: 17)) == .tooLarge)
        #expect(try refused([file("../a.txt", 1)]) == .malformed)
        #expect(try refused([file("a.txt", 70_000)]) == nil)
    }
}
