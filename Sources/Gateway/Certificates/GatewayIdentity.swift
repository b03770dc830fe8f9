package import Foundation
import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// The certificate that doors and courier show, with its key.
package struct GatewayIdentity: Sendable {
    /// What is shown in a handshake, DER, its own certificate first.
    package let chain: [[UInt8]]
    /// When the certificate ends.
    package let notAfter: Date
    private let keyPEM: String

    /// The certificates cannot be used.
    package struct Unreadable: Error, Hashable, Sendable {}

    /// - Parameters:
    ///   - certificatePEM: the certificate, and those between it and its authority, if any.
    ///   - keyPEM: the certificate's key.
    /// - Throws: ``Unreadable`` when the texts are no certificate and its key.
    package init(certificatePEM: String, keyPEM: String) throws(Unreadable) {
        do {
            let documents = try PEMDocument.parseMultiple(pemString: certificatePEM)
            chain = documents.map(\.derBytes)
            guard let first = documents.first else { throw Unreadable() }
            let certificate = try Certificate(pemDocument: first)
            notAfter = certificate.notValidAfter
            let key = try Certificate.PrivateKey(pemEncoded: keyPEM)
            guard key.publicKey == certificate.publicKey else { throw Unreadable() }
        } catch {
            // The library's words could repeat what the files hold.
            throw Unreadable()
        }
        self.keyPEM = keyPEM
    }

    /// What both directions have in common: TLS 1.3 alone, and signatures of today's strength.
    ///
    /// The library's own check of certificates is switched to "required, names aside": it is replaced
    /// by ``ChainJudge``.
    private func common(_ configuration: TLSConfiguration) throws -> TLSConfiguration {
        var configuration = configuration
        configuration.minimumTLSVersion = .tlsv13
        configuration.maximumTLSVersion = .tlsv13
        configuration.verifySignatureAlgorithms = Self.algorithms
        configuration.certificateChain = try chain.map {
            .certificate(try NIOSSLCertificate(bytes: $0, format: .der))
        }
        configuration.privateKey = .privateKey(try key)
        configuration.shutdownTimeout = .milliseconds(250)
        configuration.renegotiationSupport = .none
        return configuration
    }

    private var key: NIOSSLPrivateKey {
        get throws { try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem) }
    }

    private static let algorithms: [SignatureAlgorithm] = [
        .ecdsaSecp256R1Sha256, .ecdsaSecp384R1Sha384, .ed25519, .rsaPssRsaeSha256,
        .rsaPssRsaeSha384, .rsaPssRsaeSha512,
    ]

    /// For a door. Its callback judges what the other side shows; nothing need be shown when
    /// `isCertificateOptional`.
    func serverContext(isCertificateOptional: Bool) throws -> NIOSSLContext {
        var configuration = try common(
            .makeServerConfiguration(certificateChain: [], privateKey: .privateKey(try key)))
        configuration.certificateVerification =
            isCertificateOptional ? .optionalVerification : .noHostnameVerification
        return try NIOSSLContext(configuration: configuration)
    }

    /// For the courier. Its callback judges the certificate of the partner's gateway.
    func clientContext() throws -> NIOSSLContext {
        var configuration = try common(.makeClientConfiguration())
        configuration.certificateVerification = .noHostnameVerification
        return try NIOSSLContext(configuration: configuration)
    }
}
