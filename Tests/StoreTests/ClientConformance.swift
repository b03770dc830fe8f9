import Store
import Testing

/// What every storage engine promises of the API's clients; one body for all of them.
@Suite("Store conformance: clients")
struct ClientConformance {
    private func client(_ name: String, token: UInt8?) -> ClientRow {
        ClientRow(
            name: name, tokenDigest: token.map { [UInt8](repeating: $0, count: 32) },
            certificateDigest: token == nil ? [UInt8](repeating: 9, count: 32) : nil,
            mayExchange: token == 2, addedAt: 5)
    }

    @Test(
        "keeps clients and when they were shut out; names and tokens are unique",
        arguments: Engine.all)
    func clients(engine: Engine) throws {
        let scratch = try Scratch()
        let store = try engine.open(scratch.database)
        let ids = try store.write { writer in
            [
                try writer.insert(client("a", token: 1)), try writer.insert(client("b", token: 2)),
                try writer.insert(client("c", token: nil)),
            ]
        }
        #expect(ids == [1, 2, 3])
        for taken in [client("a", token: 7), client("d", token: 1)] {
            #expect(throws: StoreFailure.self) {
                try store.write { _ = try $0.insert(taken) }
            }
        }
        try store.write { try $0.revokeClient("b", at: 70) }
        try store.write { try $0.revokeClient("b", at: 90) }
        #expect(throws: StoreFailure.self) {
            try store.write { try $0.revokeClient("nobody", at: 70) }
        }
        let rows = try store.read { try $0.clients() }
        #expect(rows.map(\.name) == ["a", "b", "c"])
        #expect(rows.map(\.revokedAt) == [nil, 70, nil])
        #expect(rows.map(\.mayExchange) == [false, true, false])
        #expect(rows[2].tokenDigest == nil && rows[2].certificateDigest?.count == 32)
    }
}
