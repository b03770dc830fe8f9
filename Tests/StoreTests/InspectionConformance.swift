import Store
import Testing

/// What every storage engine promises of plans, draws and results; one body for all of them.
@Suite("Store conformance: inspections")
struct InspectionConformance {
    private func result(of document: Int64, number: Int, outcome: String) -> InspectionResultRow {
        InspectionResultRow(
            id: 0, document: document, number: number, item: 2, day: "2026-05-04",
            recordedAt: 5_000, outcome: outcome, field: "items.price", corrected: "10.00",
            dutyGap: 120_050, minutes: 45, depth: "full", wasHintRight: number == 1 ? nil : true,
            officer: "P-7", office: "UZ26", cause: number == 1 ? "inspection" : "appeal")
    }

    /// A store with one declaration of two versions, received at 2,000 and 3,000.
    private func filled(_ engine: Engine, _ scratch: Scratch) throws -> any Store {
        let store = try engine.open(scratch.database)
        try store.write { writer in
            let submission = try writer.insert(
                SubmissionRow(
                    id: 0, digest: Array(repeating: 1, count: 32), name: "file", byteCount: 3,
                    receivedAt: 1_000, documentsDone: 0, isComplete: false))
            let document = try writer.insert(
                DocumentRow(
                    id: 0, kind: .declaration, identity: Array(repeating: 1, count: 16),
                    reference: "LRN-1"))
            for number in 1...2 {
                _ = try writer.insert(
                    VersionRow(
                        id: 0, document: document, number: number, submission: submission,
                        position: number, format: "csv",
                        digest: Array(repeating: UInt8(number), count: 16),
                        receivedAt: Int64(1_000 + number * 1_000), content: Array("{}".utf8),
                        diagnostics: ""))
            }
        }
        return store
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

    @Test("keeps every version of a result, and none twice", arguments: Engine.all)
    func results(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try filled(engine, scratch)
        try store.write { writer in
            _ = try writer.insert(result(of: 1, number: 1, outcome: "offence"))
            _ = try writer.insert(result(of: 1, number: 2, outcome: "none"))
        }
        #expect(
            code(store) { _ = try $0.insert(result(of: 1, number: 2, outcome: "none")) }
                == .duplicate)
        #expect(
            code(store) { _ = try $0.insert(result(of: 9, number: 1, outcome: "none")) }
                == .missingParent)
        try store.read { (reader: any StoreReader) throws in
            let kept = try reader.inspectionResults(of: 1)
            #expect(kept.map(\.outcome) == ["offence", "none"])
            var expected = result(of: 1, number: 2, outcome: "none")
            expected.id = 2
            #expect(kept.last == expected)
            #expect(try reader.inspectionResults(after: 1, limit: 10) == [expected])
        }
    }

    @Test("finds the last plan of a day and the latest choice of a document", arguments: Engine.all)
    func plans(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try filled(engine, scratch)
        func choice(_ plan: Int64, _ reason: String) -> ChoiceRow {
            ChoiceRow(
                plan: plan, version: 2, document: 1, office: "UZ26", shift: "day", officer: "P-7",
                reason: reason, probability: 0.25, isDrawn: false)
        }
        let plan = PlanRow(
            id: 0, day: "2026-05-04", madeAt: 1, candidateCount: 3, content: Array("{}".utf8))
        try store.write { writer in
            #expect(try writer.insert(plan) == 1)
            try writer.insert(choice(1, "benefit"))
            #expect(try writer.insert(plan) == 2)
            try writer.insert(choice(2, "exploration"))
        }
        #expect(code(store) { try $0.insert(choice(2, "random")) } == .duplicate)
        #expect(code(store) { try $0.insert(choice(7, "random")) } == .missingParent)
        try store.read { (reader: any StoreReader) throws in
            #expect(try reader.plan(of: "2026-05-04")?.id == 2)
            #expect(try reader.plan(of: "2026-05-05") == nil)
            #expect(try reader.choices(of: 1) == [choice(1, "benefit")])
            #expect(try reader.choice(of: 1) == choice(2, "exploration"))
            let received = try reader.declarations(
                receivedFrom: 0, until: 10_000, after: 0, limit: 10)
            #expect(received.map(\.id) == [2], "the latest version of a declaration alone")
            #expect(
                try reader.declarations(receivedFrom: 0, until: 3_000, after: 0, limit: 10)
                    .isEmpty)
        }
    }

    @Test("takes one promise of a role for a day and reveals it once", arguments: Engine.all)
    func seeds(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try filled(engine, scratch)
        let promise = SeedRow(
            day: "2026-05-04", role: "audit", commitment: Array(repeating: 3, count: 32),
            committedAt: 1, seed: nil, revealedAt: nil)
        try store.write { try $0.insert(promise) }
        #expect(code(store) { try $0.insert(promise) } == .duplicate)
        let seed = [UInt8](repeating: 9, count: 32)
        try store.write { try $0.reveal(seed, of: "2026-05-04", role: "audit", at: 7) }
        try store.write {
            try $0.reveal(
                [UInt8](repeating: 8, count: 32), of: "2026-05-04", role: "audit", at: 8)
        }
        let kept = try store.read { try $0.seeds(of: "2026-05-04") }
        #expect(kept.first?.seed == seed && kept.first?.revealedAt == 7)
        #expect(
            code(store) { try $0.reveal(seed, of: "2026-05-05", role: "audit", at: 7) }
                == .missingParent)
    }

    @Test("keeps overrides with their reasons", arguments: Engine.all)
    func overrides(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try filled(engine, scratch)
        var row = OverrideRow(
            id: 0, version: 2, from: 0, to: 3, code: "articulable-reason", reason: "known route",
            officer: "P-7", approver: "P-8", decidedAt: 9)
        let id = try store.write { try $0.insert(row) }
        row.id = id
        #expect(try store.read { try $0.overrides(after: 0, limit: 10) } == [row])
    }
}
