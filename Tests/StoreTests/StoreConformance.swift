import Foundation
import Reference
import Store
import StoreSQLite
import Testing

/// A storage engine under test, and how to open it again as after a restart.
struct Engine: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Opens an empty store; nil path for engines that keep nothing on disk.
    let open: @Sendable (_ path: String) throws -> any Store

    static let memory = Engine(testDescription: "memory") { _ in MemoryStore() }
    static let sqlite = Engine(testDescription: "SQLite") { try SQLiteStore(path: $0) }
    static let all = [memory, sqlite]
}

/// A directory that disappears with the test.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "tamga-store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/node.sqlite" }
}

/// What every storage engine promises; one body for all of them.
@Suite("Store conformance")
struct StoreConformance {
    private func submission(_ byte: UInt8) -> SubmissionRow {
        SubmissionRow(
            id: 0, digest: Array(repeating: byte, count: 32), name: "file \(byte)", byteCount: 3,
            receivedAt: 1_000, documentsDone: 0, isComplete: false)
    }

    private func document(_ byte: UInt8, _ kind: DocumentRow.Kind = .declaration) -> DocumentRow {
        DocumentRow(
            id: 0, kind: kind, identity: Array(repeating: byte, count: 16), reference: "LRN-\(byte)"
        )
    }

    private func version(
        of document: Int64, number: Int, in submission: Int64, digest: UInt8 = 7
    ) -> VersionRow {
        VersionRow(
            id: 0, document: document, number: number, submission: submission, position: number,
            format: "csv", digest: Array(repeating: digest, count: 16), receivedAt: 2_000,
            content: Array("{\"a\":\(number)}".utf8), diagnostics: "")
    }

    @Test("keeps a submission byte for byte, in pieces", arguments: Engine.all)
    func submissions(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let id = try store.write { writer in
            let id = try writer.insert(submission(1))
            try writer.appendChunk([1, 2, 0], number: 0, to: id)
            try writer.appendChunk([255], number: 1, to: id)
            try writer.setProgress(of: id, documentsDone: 4, isComplete: true)
            return id
        }
        try store.read { (reader: any StoreReader) throws in
            let found = try #require(try reader.submission(digest: submission(1).digest))
            #expect(found.id == id)
            #expect(found.documentsDone == 4)
            #expect(found.isComplete)
            #expect(try reader.chunk(0, of: id) == [1, 2, 0])
            #expect(try reader.chunk(1, of: id) == [255])
            #expect(try reader.chunk(2, of: id) == nil)
            #expect(try reader.submission(digest: submission(2).digest) == nil)
        }
    }

    @Test("finds documents by identity, reference and registration", arguments: Engine.all)
    func documents(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let id = try store.write { writer in
            let id = try writer.insert(document(3))
            try writer.setRegistration("26UZ1", document: id)
            return id
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.document(identity: document(3).identity)?.id == id)
            #expect(try reader.documents(reference: "LRN-3").map(\.id) == [id])
            #expect(try reader.document(registration: "26UZ1")?.id == id)
            #expect(try reader.document(registration: "26UZ2") == nil)
            #expect(try reader.document(id: 99) == nil)
        }
    }

    @Test("adds a document or a first assessment only where there is none", arguments: Engine.all)
    func onlyWhereNone(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { writer in
            let submission = try writer.insert(submission(1))
            let id = try #require(try writer.insertNew(document(1)))
            #expect(try writer.insertNew(document(1)) == nil)
            #expect(try writer.insertNew(document(2)) != nil)
            let version = try writer.insert(version(of: id, number: 1, in: submission))
            let assessment = AssessmentRow(
                id: 0, version: version, assessedAt: 1, lane: 2, score: 0.25,
                content: Array("{}".utf8), facts: [])
            let first = try #require(try writer.insertFirst(assessment))
            #expect(try writer.insertFirst(assessment) == nil)
            let kept = try writer.assessments(of: version)
            #expect(kept.map(\.id) == [first])
            #expect(kept.first?.facts == [] && kept.first?.content == Array("{}".utf8))
        }
        #expect(try store.read { try $0.counts().documents } == 2)
    }

    @Test("keeps every version and knows the one with the same content", arguments: Engine.all)
    func versions(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { writer in
            let submission = try writer.insert(submission(1))
            let document = try writer.insert(document(1))
            _ = try writer.insert(version(of: document, number: 1, in: submission, digest: 7))
            _ = try writer.insert(version(of: document, number: 2, in: submission, digest: 8))
        }
        try store.read { (reader: any StoreReader) throws in
            let state = try reader.versionState(of: 1, digest: Array(repeating: 7, count: 16))
            #expect(state.latest == 2)
            #expect(state.same == 1)
            let none = try reader.versionState(of: 1, digest: Array(repeating: 9, count: 16))
            #expect(none.same == nil)
            #expect(try reader.versions(of: 1).map(\.number) == [1, 2])
            #expect(try reader.versions(after: 1, limit: 10).map(\.id) == [2])
            #expect(try reader.version(id: 2)?.content == Array("{\"a\":2}".utf8))
        }
    }

    @Test(
        "lists declarations that nobody has assessed, and no cargo reports", arguments: Engine.all)
    func unassessed(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { writer in
            let submission = try writer.insert(submission(1))
            for byte in UInt8(1)...3 {
                let id = try writer.insert(document(byte, byte == 2 ? .cargoReport : .declaration))
                _ = try writer.insert(version(of: id, number: 1, in: submission))
            }
            _ = try writer.insert(
                AssessmentRow(
                    id: 0, version: 1, assessedAt: 5, lane: 0, score: 0.9, content: [1]))
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.unassessed(after: 0, limit: 10).map(\.id) == [3])
            #expect(try reader.assessments(of: 1).map(\.score) == [0.9])
            #expect(try reader.assessments(of: 3).isEmpty)
        }
    }

    @Test("keeps nothing of a transaction that fails", arguments: Engine.all)
    func rollback(engine: Engine) throws {
        struct Fault: Error {}
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        #expect(throws: Fault.self) {
            try store.write { writer in
                _ = try writer.insert(submission(1))
                throw Fault()
            }
        }
        let counts = try store.read { try $0.counts() }
        #expect(counts == StoreCounts())
    }

    @Test("refuses the same key twice and a child without its parent", arguments: Engine.all)
    func constraints(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        func code(_ work: (any StoreWriter) throws -> Void) -> StoreFailure.Code? {
            do {
                try store.write(work)
                return nil
            } catch let failure as StoreFailure {
                return failure.code
            } catch {
                return nil
            }
        }
        #expect(code { _ = try $0.insert(submission(1)) } == nil)
        #expect(code { _ = try $0.insert(submission(1)) } == .duplicate)
        #expect(code { _ = try $0.insert(document(1)) } == nil)
        #expect(code { _ = try $0.insert(document(1)) } == .duplicate)
        #expect(code { _ = try $0.insert(version(of: 1, number: 1, in: 1)) } == nil)
        #expect(code { _ = try $0.insert(version(of: 1, number: 1, in: 1)) } == .duplicate)
        #expect(code { _ = try $0.insert(version(of: 9, number: 1, in: 1)) } == .missingParent)
        #expect(code { try $0.appendChunk([1], number: 0, to: 9) } == .missingParent)
        let refusal = RefusalRow(
            id: 0, submission: 1, position: 1, format: "csv", receivedAt: 1, diagnostics: "[]")
        #expect(code { _ = try $0.insert(refusal) } == nil)
        #expect(code { _ = try $0.insert(refusal) } == .duplicate)
    }

    @Test("keeps each quotation once and the newest snapshot", arguments: Engine.all)
    func ratesAndSnapshots(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let coarse = RateRow(
            day: "2024-10-11", currency: "UZS", quotation: "usd-per", quoted: "0.00008")
        let fine = RateRow(
            day: "2024-10-11", currency: "UZS", quotation: "per-usd", quoted: "12768.30")
        try store.write { writer in
            try writer.put(coarse)
            try writer.put(fine)
            try writer.put(coarse)
            try writer.put(SnapshotRow(watermark: 3, content: [1]), name: "statistics")
            try writer.put(SnapshotRow(watermark: 4, content: [2, 3]), name: "statistics")
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.rates() == [coarse, fine])
            let saved = try reader.snapshot("statistics")
            #expect(saved == SnapshotRow(watermark: 4, content: [2, 3]))
        }
    }

    @Test("finds everything again after it is opened anew")
    func reopened() throws {
        let scratch = try Scratch()
        do {
            let store = try SQLiteStore(path: scratch.database)
            try store.write { writer in
                let submission = try writer.insert(submission(1))
                let document = try writer.insert(document(1))
                _ = try writer.insert(version(of: document, number: 1, in: submission))
            }
        }
        let store = try SQLiteStore(path: scratch.database)
        let counts = try store.read { try $0.counts() }
        #expect(counts.versions == 1)
    }

    @Test("says so when the file is no database")
    func notADatabase() throws {
        let scratch = try Scratch()
        try Data(repeating: 0x41, count: 4096).write(to: URL(fileURLWithPath: scratch.database))
        let failure = #expect(throws: StoreFailure.self) {
            _ = try SQLiteStore(path: scratch.database)
        }
        #expect(failure?.code == .unreadable)
    }

    @Test("lets two writers of one file take turns")
    func twoWriters() async throws {
        let scratch = try Scratch()
        let stores = [
            try SQLiteStore(path: scratch.database), try SQLiteStore(path: scratch.database),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, store) in stores.enumerated() {
                group.addTask {
                    for step in 0..<50 {
                        _ = try store.write { try $0.insert(document(UInt8(index * 50 + step))) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let counts = try stores[0].read { try $0.counts() }
        #expect(counts.documents == 100)
    }
}
