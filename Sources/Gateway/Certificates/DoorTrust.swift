import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import Synchronization
import Workflows
import X509

/// Decides whose certificate it is that somebody shows, and remembers it for the connection's
/// requests: each of them asks again whether the certificate is still believed.
///
/// BoringSSL's own check is replaced by this one, so everything is checked here: the chain up to an
/// authority on the partner's card (RFC 5280), validity, the extended key usage, the deny list.
final class DoorTrust: Sendable {
    private let trust: @Sendable () -> PartnerTrust
    private let known = Mutex<[Digest: Known]>([:])

    typealias Digest = [UInt8]

    private struct Known {
        let partner: String
        let authority: [UInt8]
        let notBefore, notAfter: Date
    }

    /// Most certificates remembered; beyond it all are forgotten and looked at anew.
    private static let knownMax = 4_096

    init(trust: @escaping @Sendable () -> PartnerTrust) { self.trust = trust }

    /// Checks a chain at the beginning of a connection.
    func verify(_ presented: [NIOSSLCertificate]) async -> NIOSSLVerificationResult {
        guard (1...8).contains(presented.count) else { return .failed }
        do {
            let chain = try presented.map { try Certificate(derEncoded: $0.toDERBytes()) }
            let bytes = try presented[0].toDERBytes()
            return try await partner(of: chain, bytes: bytes) == nil
                ? .failed : .certificateVerified
        } catch {
            // What cannot be read is nobody's certificate.
            return .failed
        }
    }

    private func partner(of chain: [Certificate], bytes: [UInt8]) async throws -> String? {
        let leaf = chain[0]
        guard try leaf.extensions.extendedKeyUsage?.contains(.clientAuth) == true else {
            return nil
        }
        let digest = Array(SHA256.hash(data: bytes))
        let trust = trust()
        guard !trust.denied.contains(digest) else { return nil }
        for (partner, authorities) in trust.authorities.sorted(by: { $0.key < $1.key }) {
            for authority in authorities {
                let root = try Certificate(derEncoded: authority)
                var verifier = Verifier(rootCertificates: CertificateStore([root])) {
                    RFC5280Policy()
                }
                let result = await verifier.validate(
                    leaf: leaf, intermediates: CertificateStore(chain.dropFirst()))
                guard case .validCertificate = result else { continue }
                let found = Known(
                    partner: partner, authority: authority, notBefore: leaf.notValidBefore,
                    notAfter: leaf.notValidAfter)
                known.withLock { known in
                    if known.count >= Self.knownMax { known.removeAll() }
                    known[digest] = found
                }
                return partner
            }
        }
        return nil
    }

    /// The partner whose certificate this still is; nil once the card, the deny list or the clock
    /// say otherwise.
    func partner(showing certificate: [UInt8]) -> String? {
        let digest = Array(SHA256.hash(data: certificate))
        guard let found = known.withLock({ $0[digest] }) else { return nil }
        let trust = trust()
        let now = Date()
        guard !trust.denied.contains(digest), found.notBefore <= now, now <= found.notAfter,
            trust.authorities[found.partner]?.contains(found.authority) == true
        else { return nil }
        return found.partner
    }
}
