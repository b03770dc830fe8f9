/// Clients of the API in memory.
extension MemoryTransaction {
    func clients() -> [ClientRow] { state.clients }

    func insert(_ client: ClientRow) throws -> Int64 {
        let isTaken = state.clients.contains { other in
            other.name == client.name
                || (client.tokenDigest != nil && other.tokenDigest == client.tokenDigest)
        }
        guard !isTaken else { throw duplicate("client") }
        var row = client
        row.id = Int64(state.clients.count) + 1
        state.clients.append(row)
        return row.id
    }

    func revokeClient(_ name: String, at moment: Int64) throws {
        guard let place = state.clients.firstIndex(where: { $0.name == name }) else {
            throw missing("client")
        }
        if state.clients[place].revokedAt == nil { state.clients[place].revokedAt = moment }
    }
}
