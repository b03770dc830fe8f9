/// A national system that may use the node's API.
package struct ClientRow: Hashable, Sendable {
    package var id: Int64
    /// Name given by the operator, for people and for limits; unique for ever.
    package var name: String
    /// SHA-256 of the token; nil when it comes with a certificate alone.
    package var tokenDigest: [UInt8]?
    /// SHA-256 of the client certificate (DER); nil when it comes with a token alone.
    package var certificateDigest: [UInt8]?
    /// Whether it may hand messages to partners over and fetch those that came.
    package var mayExchange: Bool
    /// Milliseconds since 1970-01-01 UTC.
    package var addedAt: Int64
    /// When it was shut out; nil while it is let in.
    package var revokedAt: Int64?

    package init(
        id: Int64 = 0, name: String, tokenDigest: [UInt8]?, certificateDigest: [UInt8]?,
        mayExchange: Bool, addedAt: Int64, revokedAt: Int64? = nil
    ) {
        self.id = id
        self.name = name
        self.tokenDigest = tokenDigest
        self.certificateDigest = certificateDigest
        self.mayExchange = mayExchange
        self.addedAt = addedAt
        self.revokedAt = revokedAt
    }
}

/// Questions about clients of the API.
package protocol ClientReader {
    /// All clients ever added, oldest first.
    func clients() throws -> [ClientRow]
}

/// Changes to clients within one transaction.
package protocol ClientWriter: ClientReader {
    func insert(_ client: ClientRow) throws -> Int64
    /// Shuts a client out; its name stays taken.
    func revokeClient(_ name: String, at moment: Int64) throws
}
