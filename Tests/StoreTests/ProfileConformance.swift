import Store
import Testing

/// What every storage engine promises of profiles; one body for all of them.
@Suite("Store conformance: profiles")
struct ProfileConformance {
    private func version(_ number: Int) -> ProfileVersionRow {
        ProfileVersionRow(
            id: 0, profile: "p", number: number, officer: "A", addedAt: 5, content: [1, 2, 3])
    }

    private func event(_ number: Int, _ stage: String) -> ProfileEventRow {
        ProfileEventRow(
            id: 0, profile: "p", number: number, stage: stage, officer: "B", reason: "why",
            until: stage == "live" ? "2026-12-31" : nil, content: [7], at: 9)
    }

    /// Two declarations; the first was inspected twice, in the end irregular.
    private func fill(_ writer: any StoreWriter) throws {
        let submission = try writer.insert(
            SubmissionRow(
                id: 0, digest: Array(repeating: 1, count: 32), name: "file", byteCount: 3,
                receivedAt: 1, documentsDone: 0, isComplete: false))
        for number in 1...2 {
            let document = try writer.insert(
                DocumentRow(
                    id: 0, kind: .declaration,
                    identity: Array(repeating: UInt8(number), count: 16), reference: "\(number)"))
            _ = try writer.insert(
                VersionRow(
                    id: 0, document: document, number: 1, submission: submission,
                    position: number, format: "csv",
                    digest: Array(repeating: UInt8(number), count: 16), receivedAt: 1,
                    content: Array("{}".utf8), diagnostics: ""))
        }
        for (number, outcome) in [(1, "none"), (2, "offence")] {
            _ = try writer.insert(
                InspectionResultRow(
                    id: 0, document: 1, number: number, item: nil, day: "2026-05-04",
                    recordedAt: 5, outcome: outcome, field: "", corrected: "", dutyGap: 0,
                    minutes: 5, depth: "full", wasHintRight: nil, officer: "C", office: "",
                    cause: "inspection"))
        }
    }

    @Test(
        "keeps versions and steps, and counts hits with what inspections found",
        arguments: Engine.all)
    func life(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        try store.write { writer in
            try fill(writer)
            #expect(try writer.profileStamp() == 0)
            _ = try writer.insert(version(1))
            _ = try writer.insert(event(1, "draft"))
            _ = try writer.insert(event(1, "live"))
            for (declaration, isShadow) in [(1, false), (2, false), (1, true)] {
                try writer.record(
                    ProfileHitRow(
                        version: Int64(declaration), profile: "p", number: 1, isShadow: isShadow))
            }
        }
        try store.read { reader in
            var kept = version(1)
            kept.id = 1
            #expect(try reader.profileVersions() == [kept])
            #expect(try reader.profileEvents().map(\.stage) == ["draft", "live"])
            #expect(try reader.profileEvents().last?.until == "2026-12-31")
            #expect(try reader.profileEvents().last?.content == [7])
            #expect(try reader.profileStamp() == 2)
            #expect(
                try reader.profileYields() == [
                    ProfileYield(
                        profile: "p", number: 1, isShadow: false, hits: 2, inspected: 1,
                        irregular: 1)
                ])
            let inspected = try reader.inspectedFirstVersions()
            #expect(inspected.map(\.version) == [1])
            #expect(inspected.map(\.isIrregular) == [true])
        }
    }

    @Test("refuses a version twice and a step of an unknown version", arguments: Engine.all)
    func keys(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        _ = try store.write { try $0.insert(version(1)) }
        #expect(throws: StoreFailure.self) { try store.write { _ = try $0.insert(version(1)) } }
        #expect(throws: StoreFailure.self) {
            try store.write { _ = try $0.insert(event(2, "draft")) }
        }
    }

    @Test("keeps blocks by layout, each once", arguments: Engine.all)
    func blocks(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let row = FactChunkRow(id: 0, lastVersion: 40, rowCount: 3)
        for content in [[1, 2], [3]] as [[UInt8]] {
            try store.write { try $0.insert(row, layout: "a", columns: [("x", content)]) }
        }
        try store.read { reader in
            let chunks = try reader.factChunks(layout: "a")
            #expect(chunks.map(\.lastVersion) == [40])
            #expect(try reader.factChunks(layout: "b") == [])
            let id = try #require(chunks.first?.id)
            #expect(try reader.factColumn("x", of: id) == [1, 2])
            #expect(try reader.factColumn("y", of: id) == nil)
        }
    }
}
