import Foundation
import Seal
package import Store
import Synchronization

/// A national system that was recognised.
package struct Client: Hashable, Sendable {
    package var name: String
    /// Whether it may hand messages to partners over and fetch those that came.
    package var mayExchange: Bool

    package init(name: String, mayExchange: Bool) {
        self.name = name
        self.mayExchange = mayExchange
    }
}

/// Knows the clients of the API by their tokens and certificates.
///
/// Only digests are kept. A token has 32 random bytes, so that its digest needs no salt and no slow
/// function: nobody can try them out.
package final class ClientDesk: Sendable {
    /// How long a client that was added or shut out meanwhile may go unnoticed.
    package static let refreshTime = Duration.seconds(2)
    /// What a token begins with, so that it is found where it should not be.
    package static let tokenPrefix = "tamga_"

    private struct Known {
        var byToken: [[UInt8]: Client] = [:]
        var byCertificate: [[UInt8]: Client] = [:]
        var readAt: ContinuousClock.Instant?
    }

    private let store: any Store
    private let known = Mutex(Known())
    private let now: @Sendable () -> ContinuousClock.Instant

    package init(
        store: any Store, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.store = store
        self.now = now
    }

    /// Adds a client.
    ///
    /// - Parameters:
    ///   - certificate: its certificate (DER); without one it gets a token.
    ///   - time: milliseconds since 1970.
    /// - Returns: the token, which is shown this once and kept nowhere; nil with a certificate.
    /// - Throws: `StoreFailure` `duplicate` when the name, or the certificate, is taken.
    package static func add(
        _ name: String, certificate: [UInt8]?, mayExchange: Bool, at time: Int64,
        to store: any Store
    ) throws -> String? {
        let token =
            certificate == nil
            ? tokenPrefix + Base64.encode(secureRandomBytes(count: 32), .url) : nil
        let row = ClientRow(
            name: name, tokenDigest: token.map { Digest256(hashing: $0).bytes },
            certificateDigest: certificate.map { Digest256(hashing: $0).bytes },
            mayExchange: mayExchange, addedAt: time)
        _ = try store.write { writer in
            if let digest = row.certificateDigest,
                try writer.clients().contains(where: {
                    $0.certificateDigest == digest && $0.revokedAt == nil
                })
            {
                throw StoreFailure(
                    .duplicate, problem: "another client has this certificate",
                    remedy: "use a certificate for each client")
            }
            return try writer.insert(row)
        }
        return token
    }

    /// The client with this token.
    package func client(token: String) -> Client? {
        let digest = Digest256(hashing: token).bytes
        return look { $0.byToken[digest] }
    }

    /// The client with this certificate (DER).
    package func client(certificate: [UInt8]) -> Client? {
        let digest = Digest256(hashing: certificate).bytes
        return look { $0.byCertificate[digest] }
    }

    private func look(_ find: (Known) -> Client?) -> Client? {
        let moment = now()
        let isStale = known.withLock { known in
            guard let readAt = known.readAt, moment - readAt < Self.refreshTime else {
                known.readAt = moment
                return true
            }
            return false
        }
        if isStale { refresh() }
        return known.withLock { find($0) }
    }

    private func refresh() {
        do {
            let rows = try store.read { try $0.clients() }
            known.withLock { known in
                known.byToken = [:]
                known.byCertificate = [:]
                for row in rows where row.revokedAt == nil {
                    let client = Client(name: row.name, mayExchange: row.mayExchange)
                    if let digest = row.tokenDigest { known.byToken[digest] = client }
                    if let digest = row.certificateDigest { known.byCertificate[digest] = client }
                }
            }
        } catch {
            // Whom the store cannot vouch for now is not let in; asked again with the next request.
            known.withLock { $0 = Known() }
        }
    }
}
