import Seal
import Store
import Testing

/// What every storage engine promises of attachments and officers; one body for all of them.
@Suite("Store conformance: attachments and officers")
struct AttachmentConformance {
    private let message = "0190a6b2-0000-7000-8000-00000000beef"

    private func row(_ number: Int, isOurs: Bool = true, partner: String = "US") -> AttachmentRow {
        AttachmentRow(
            isOurs: isOurs, partner: partner, message: message, number: number,
            byteCount: 70_000, mediaType: "application/pdf", encapsulation: [1, 2, 3],
            sealKey: "US-seal-1", digest: Digest256(hashing: "a"), state: .sealing, createdAt: 5)
    }

    @Test("keeps attachments and their chunks, each once", arguments: Engine.all)
    func attachments(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let id = try store.write { writer in
            _ = try writer.insert(row(1))
            let id = try writer.insert(row(0))
            try writer.insertChunk([7, 7], number: 0, ofAttachment: id)
            try writer.insertChunk([8], number: 1, ofAttachment: id)
            return id
        }
        _ = try store.write { try $0.insert(row(0, isOurs: false)) }
        _ = try store.write { try $0.insert(row(0, partner: "KZ")) }
        #expect(throws: StoreFailure.self) { try store.write { _ = try $0.insert(row(0)) } }
        #expect(throws: StoreFailure.self) {
            try store.write { try $0.insertChunk([9], number: 1, ofAttachment: id) }
        }
        #expect(throws: StoreFailure.self) {
            try store.write { try $0.insertChunk([9], number: 0, ofAttachment: 999) }
        }
        var kept = try store.read {
            try $0.attachments(ofMessage: message, partner: "US", isOurs: true)
        }
        #expect(kept.map(\.number) == [0, 1])
        #expect(kept[0].id == id && kept[0].chunkCount == 2)
        #expect(try store.read { try $0.attachmentChunk(1, of: id) } == [8])
        #expect(try store.read { try $0.attachmentChunk(2, of: id) } == nil)
        kept[0].state = .waiting
        kept[0].have = 2
        kept[0].byteCount = 3
        let changed = kept[0]
        try store.write { try $0.update(changed) }
        #expect(try store.read { try $0.attachments(.waiting, limit: 9) } == [changed])
        #expect(try store.read { try $0.attachments(.sealing, limit: 9) }.count == 3)
        try store.write { try $0.removeChunks(ofAttachment: id) }
        #expect(try store.read { try $0.attachmentChunk(0, of: id) } == nil)
        try store.write { try $0.removeAttachment(id) }
        #expect(try store.read { try $0.attachments(.waiting, limit: 9) }.isEmpty)
        #expect(throws: StoreFailure.self) { try store.write { try $0.update(changed) } }
    }

    @Test("keeps officers by name; the newest secret counts", arguments: Engine.all)
    func officers(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        func officer(_ name: String, _ byte: UInt8) -> OfficerRow {
            OfficerRow(
                name: name, salt: [UInt8](repeating: byte, count: 16),
                hash: [UInt8](repeating: byte, count: 32), addedAt: 1)
        }
        try store.write { writer in
            try writer.put(officer("b", 1))
            try writer.put(officer("a", 2))
        }
        var changed = officer("b", 3)
        changed.failures = 2
        changed.failedAt = 9
        changed.disabledAt = 10
        let last = changed
        try store.write { try $0.put(last) }
        #expect(try store.read { try $0.officers() } == [officer("a", 2), last])
    }
}
