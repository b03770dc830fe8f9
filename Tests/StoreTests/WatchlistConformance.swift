import Store
import Testing

/// What every storage engine promises of watch lists; one body for all of them.
@Suite("Store conformance: watch lists")
struct WatchlistConformance {
    private func version(_ number: Int, list: String = "own") -> WatchlistVersionRow {
        WatchlistVersionRow(
            id: 0, list: list, number: number, importedAt: 1_000, source: "list.csv",
            digest: Array(repeating: UInt8(number), count: 32), entryCount: 2, added: 2,
            changed: 0, removed: 0, card: Array("{}".utf8))
    }

    private func entry(_ id: String, since: Int, revision: String = "r1") -> WatchlistEntryRow {
        WatchlistEntryRow(
            list: "own", entry: id, revision: revision, since: since, until: nil,
            content: Array("{\"id\":\"\(id)\"}".utf8))
    }

    private func code(
        _ store: any Store, _ work: (any StoreWriter) throws -> Void
    ) -> StoreFailure.Code? {
        do {
            try store.write(work)
            return nil
        } catch let failure as StoreFailure {
            return failure.code
        } catch {
            return nil
        }
    }

    @Test("keeps every version of a list with the entries it had", arguments: Engine.all)
    func versions(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { writer in
            _ = try writer.insert(version(1))
            try writer.insert(entry("b", since: 1))
            try writer.insert(entry("a", since: 1))
            _ = try writer.insert(version(1, list: "another"))
        }
        try store.write { writer in
            _ = try writer.insert(version(2))
            try writer.endWatchlistEntry("a", of: "own", until: 2)
            try writer.insert(entry("a", since: 2, revision: "r2"))
            try writer.endWatchlistEntry("b", of: "own", until: 2)
        }
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.watchlists().map(\.list) == ["another", "own"])
            #expect(try reader.watchlists().map(\.number) == [1, 2])
            #expect(try reader.watchlistVersions(of: "own").map(\.number) == [1, 2])
            let first = try reader.watchlistEntries(of: "own", version: 1)
            #expect(first.map(\.entry) == ["a", "b"])
            #expect(first.map(\.revision) == ["r1", "r1"])
            let second = try reader.watchlistEntries(of: "own", version: 2)
            #expect(second.map(\.entry) == ["a"])
            #expect(second.map(\.revision) == ["r2"])
            #expect(second.first?.content == entry("a", since: 2).content)
            let states = try reader.watchlistEntryStates(of: "own", entry: "a")
            #expect(states.map(\.until) == [2, nil])
        }
    }

    @Test(
        "refuses a version twice, an entry twice, and an entry of no version",
        arguments: Engine.all)
    func constraints(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        #expect(code(store) { try $0.insert(entry("a", since: 1)) } == .missingParent)
        #expect(code(store) { _ = try $0.insert(version(1)) } == nil)
        #expect(code(store) { _ = try $0.insert(version(1)) } == .duplicate)
        #expect(code(store) { try $0.insert(entry("a", since: 1)) } == nil)
        #expect(code(store) { try $0.insert(entry("a", since: 1)) } == .duplicate)
        #expect(
            code(store) { try $0.endWatchlistEntry("x", of: "own", until: 2) } == .missingParent)
    }

    @Test(
        "knows how far lists have come, and how far stored documents followed",
        arguments: Engine.all)
    func progress(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        func stamp() throws -> WatchlistStamp { try store.read { try $0.watchlistStamp() } }
        let empty = try stamp()
        #expect(empty == WatchlistStamp(version: 0, clearance: 0))
        #expect(code(store) { try $0.setWatchlistRescreened("own", version: 1) } == .missingParent)
        try store.write { writer in
            _ = try writer.insert(version(1))
            try writer.insert(entry("a", since: 1))
        }
        let first = try stamp()
        #expect(first.version > empty.version)
        #expect(try store.read { try $0.watchlistRescreened("own") } == 0)
        try store.write { writer in
            _ = try writer.insert(version(2))
            try writer.setWatchlistRescreened("own", version: 2)
            // Going back is no error: another program had come further.
            try writer.setWatchlistRescreened("own", version: 1)
        }
        #expect(try stamp().version > first.version)
        #expect(try store.read { try $0.watchlistRescreened("own") } == 2)
        try store.write { writer in
            _ = try writer.insert(
                WatchlistClearanceRow(
                    id: 0, list: "own", entry: "a", revision: "r1", subject: "s", subjectTitle: "",
                    isCleared: true, officer: "17", reason: "another man", decidedAt: 1))
        }
        #expect(try stamp().clearance > first.clearance)
    }

    @Test("records a hit once", arguments: Engine.all)
    func hits(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let hit = WatchlistHitRow(
            id: 0, version: 1, list: "own", entry: "a", revision: "r1", subject: "s", score: 0.9,
            foundAt: 5, isRetroactive: true, content: [1, 2])
        #expect(code(store) { _ = try $0.record(hit) } == .missingParent)
        try store.write { writer in
            let submission = try writer.insert(
                SubmissionRow(
                    id: 0, digest: Array(repeating: 1, count: 32), name: "f", byteCount: 1,
                    receivedAt: 1, documentsDone: 0, isComplete: false))
            let document = try writer.insert(
                DocumentRow(
                    id: 0, kind: .declaration, identity: Array(repeating: 1, count: 16),
                    reference: "L"))
            _ = try writer.insert(
                VersionRow(
                    id: 0, document: document, number: 1, submission: submission, position: 1,
                    format: "csv", digest: Array(repeating: 1, count: 16), receivedAt: 1,
                    content: [1], diagnostics: ""))
        }
        var other = hit
        other.revision = "r2"
        try store.write { (writer: any StoreWriter) throws in
            #expect(try writer.record(hit))
            #expect(try !writer.record(hit))
            #expect(try writer.record(other))
        }
        let stored = try store.read { try $0.watchlistHits(of: 1) }
        #expect(stored.map(\.revision) == ["r1", "r2"])
        #expect(stored.first?.content == [1, 2])
        #expect(stored.first?.isRetroactive == true)
    }

    @Test("keeps decisions on hits in their order, for entries that exist", arguments: Engine.all)
    func clearances(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        var clearance = WatchlistClearanceRow(
            id: 0, list: "own", entry: "a", revision: "r1", subject: "s",
            subjectTitle: "Somebody", isCleared: true, officer: "17", reason: "another birth date",
            decidedAt: 9)
        #expect(code(store) { _ = try $0.insert(clearance) } == .missingParent)
        try store.write { writer in
            _ = try writer.insert(version(1))
            try writer.insert(entry("a", since: 1))
            _ = try writer.insert(clearance)
            clearance.isCleared = false
            _ = try writer.insert(clearance)
        }
        let stored = try store.read { try $0.watchlistClearances(after: 0, limit: 10) }
        #expect(stored.map(\.isCleared) == [true, false])
        #expect(stored.first?.reason == "another birth date")
        #expect(try store.read { try $0.watchlistClearances(after: 1, limit: 10) }.count == 1)
    }
}
