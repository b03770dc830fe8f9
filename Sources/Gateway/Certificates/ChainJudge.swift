import Crypto
import Foundation
import SwiftASN1
import Workflows
import X509

/// Says whose certificates the other side of a TLS connection has shown.
///
/// A chain is a partner's when it stands under one of the authorities on that partner's card, every
/// certificate of it is valid now, none is on the deny list, and the first is meant for this use.
/// Names are not compared: an authority on a card speaks for that partner alone.
enum ChainJudge {
    /// What the certificate is shown for.
    enum Use: Sendable {
        /// A partner that comes to our door.
        case client
        /// A partner's door that our courier comes to.
        case server
    }

    enum Verdict: Hashable, Sendable {
        /// Good until the first certificate of the chain ends.
        case partner(String, until: Date)
        case nobody(Fault)
    }

    /// Why nobody is believed; for our own log.
    enum Fault: String, Hashable, Sendable {
        case missing, unreadable, denied, notOurs, ambiguous, wrongUse
    }

    /// Certificates in a chain, and bytes in a certificate, that are looked at.
    static let certificateCountMax = 8, certificateBytesMax = 16_384

    /// Judges a chain, its own certificate first.
    ///
    /// - Parameter partner: whose it must be; nil asks whose it is.
    static func judge(
        _ chain: [[UInt8]], for use: Use, trust: PartnerTrust, partner: String? = nil
    ) async -> Verdict {
        guard !chain.isEmpty else { return .nobody(.missing) }
        guard chain.count <= certificateCountMax,
            chain.allSatisfy({ $0.count <= certificateBytesMax })
        else { return .nobody(.unreadable) }
        guard let certificates = parsed(chain), let leaf = certificates.first else {
            return .nobody(.unreadable)
        }
        guard isMeant(leaf, for: use) else { return .nobody(.wrongUse) }
        var found: (partner: String, until: Date)?
        for (code, authorities) in trust.authorities where partner == nil || partner == code {
            guard let roots = parsed(authorities) else { continue }
            var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
                RFC5280Policy()
                UsePolicy()
            }
            let result = await verifier.validate(
                leaf: leaf, intermediates: CertificateStore(certificates.dropFirst()))
            guard case .validCertificate(let valid) = result else { continue }
            guard !isDenied(valid, trust) else { return .nobody(.denied) }
            // Two partners that name one authority could pass for one another.
            guard found == nil else { return .nobody(.ambiguous) }
            found = (code, valid.map(\.notValidAfter).min() ?? leaf.notValidAfter)
        }
        guard let found else { return .nobody(.notOurs) }
        return .partner(found.partner, until: found.until)
    }

    private static func parsed(_ chain: [[UInt8]]) -> [Certificate]? {
        do {
            return try chain.map { try Certificate(derEncoded: $0) }
        } catch {
            // The library's words may repeat bytes of the other side; that it failed says enough.
            return nil
        }
    }

    private static func isMeant(_ leaf: Certificate, for use: Use) -> Bool {
        let usage: ExtendedKeyUsage?
        do { usage = try leaf.extensions.extendedKeyUsage } catch { return false }
        return usage?.contains(use == .client ? .clientAuth : .serverAuth) ?? false
    }

    private static func isDenied(
        _ chain: ValidatedCertificateChain, _ trust: PartnerTrust
    ) -> Bool {
        guard !trust.denied.isEmpty else { return false }
        return chain.contains { certificate in
            var serializer = DER.Serializer()
            do { try serializer.serialize(certificate) } catch { return true }
            return trust.denied.contains(Array(SHA256.hash(data: serializer.serializedBytes)))
        }
    }

    /// Tells the verifier that the use of the key is looked at here, so that a certificate may mark
    /// it as critical.
    private struct UsePolicy: VerifierPolicy {
        let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
            .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.subjectAlternativeName,
        ]

        func chainMeetsPolicyRequirements(
            chain: UnverifiedCertificateChain
        ) async -> PolicyEvaluationResult {
            .meetsPolicy
        }
    }
}

/// What one connection has been judged to be; judged again when trust changes or time runs out.
struct JudgedChain: Sendable {
    let chain: [[UInt8]]
    let partner: String
    private let use: ChainJudge.Use
    private var trust: PartnerTrust
    private var until: Date

    init?(
        _ chain: [[UInt8]], for use: ChainJudge.Use, trust: PartnerTrust, partner: String? = nil
    ) async {
        let verdict = await ChainJudge.judge(chain, for: use, trust: trust, partner: partner)
        guard case .partner(let code, let until) = verdict else { return nil }
        self.chain = chain
        self.partner = code
        self.use = use
        self.trust = trust
        self.until = until
    }

    /// Whether the judgement still stands without looking again.
    func stands(under trust: PartnerTrust, now: Date) -> Bool {
        now < until && trust == self.trust
    }

    /// The judgement under the trust of now; nil when the other side is believed no more.
    func again(under trust: PartnerTrust, now: Date) async -> JudgedChain? {
        if stands(under: trust, now: now) { return self }
        return await JudgedChain(chain, for: use, trust: trust, partner: partner)
    }
}
