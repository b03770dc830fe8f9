import Crypto
package import Foundation
import NIOCore
import NIOSSL
import SwiftASN1
package import Workflows
import X509

/// The node's own TLS certificates: an authority that its card names, and the certificate under it
/// that doors and courier show.
///
/// Partners believe the authority, so the certificate is renewed as often as wanted without anybody
/// exchanging anything. Both keys are P-256 and never leave the node's `keys` folder.
package struct NodeCertificates: Sendable {
    /// Life of the authority and of the certificates under it.
    package static let authorityDays = 3650.0, identityDays = 90.0
    /// A certificate is renewed when less than this is left of its life.
    package static let renewalDays = 30.0
    private static let day = 86_400.0

    /// The certificate (DER) that partners must know; `tlsAuthorities` of the card.
    package let authority: [UInt8]
    /// What is shown in a handshake: the certificate, then its authority; DER.
    package let chain: [[UInt8]]
    package let notAfter: Date
    private let keyText: String

    /// Makes the authority and the first certificate of a node.
    ///
    /// - Parameters:
    ///   - administration: the node's code, named in the certificates for people.
    ///   - hosts: names under which the doors are reached, for clients that compare them.
    /// - Returns: the certificates; ``authority`` belongs on the node's card.
    /// - Throws: `SealFailure` `exists` when the node has an authority.
    @discardableResult
    package static func create(
        in node: NodeDirectory, administration: String, hosts: [String], now: Date
    ) throws -> NodeCertificates {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName {
            CommonName("\(administration) exchange authority")
            OrganizationName("Tamga node \(administration)")
        }
        let publicKey = Certificate.PublicKey(key.publicKey)
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: publicKey,
            // An hour back, for partners whose clock is behind.
            notValidBefore: now - 3600, notValidAfter: now + authorityDays * day, issuer: name,
            subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
                SubjectKeyIdentifier(hash: publicKey)
            }, issuerPrivateKey: .init(key))
        try node.createSecret(
            key.pemRepresentation + "\n" + (try certificate.serializeAsPEM().pemString) + "\n",
            at: node.tlsAuthority)
        return try renew(in: node, administration: administration, hosts: hosts, now: now)
    }

    /// The certificates of a node, renewed first when less than ``renewalDays`` is left.
    ///
    /// - Throws: `SealFailure` when a file is missing or others may read it; `NodeFailure`
    ///   `badConfiguration` when it holds something else.
    package static func current(
        of node: NodeDirectory, administration: String, hosts: [String], now: Date
    ) throws -> NodeCertificates {
        if FileManager.default.fileExists(atPath: node.tlsIdentity) {
            let found = try load(from: node)
            if found.notAfter > now + renewalDays * day { return found }
        }
        return try renew(in: node, administration: administration, hosts: hosts, now: now)
    }

    /// Makes a new certificate under the authority that the node has.
    package static func renew(
        in node: NodeDirectory, administration: String, hosts: [String], now: Date
    ) throws -> NodeCertificates {
        let (issuer, issuerKey) = try authority(of: node)
        let key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(key.publicKey)
        let names = hosts.isEmpty ? ["localhost", "127.0.0.1"] : hosts
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: publicKey, notValidBefore: now - 3600,
            notValidAfter: min(now + identityDays * day, issuer.notValidAfter),
            issuer: issuer.subject,
            subject: try DistinguishedName {
                CommonName("\(administration) gateway")
                OrganizationName("Tamga node \(administration)")
            }, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth, .clientAuth])
                SubjectAlternativeNames(names.map(generalName))
                SubjectKeyIdentifier(hash: publicKey)
            }, issuerPrivateKey: .init(issuerKey))
        let text = [
            key.pemRepresentation, try certificate.serializeAsPEM().pemString,
            try issuer.serializeAsPEM().pemString, "",
        ].joined(separator: "\n")
        try node.replaceSecret(text, at: node.tlsIdentity)
        return try load(from: node)
    }

    private static func load(from node: NodeDirectory) throws -> NodeCertificates {
        let documents = try documents(at: node.tlsIdentity, of: node, certificateCount: 2)
        return NodeCertificates(
            authority: documents.certificates[1].der, chain: documents.certificates.map(\.der),
            notAfter: documents.certificates[0].certificate.notValidAfter, keyText: documents.key)
    }

    private static func authority(
        of node: NodeDirectory
    ) throws -> (Certificate, P256.Signing.PrivateKey) {
        let documents = try documents(at: node.tlsAuthority, of: node, certificateCount: 1)
        return (
            documents.certificates[0].certificate,
            try P256.Signing.PrivateKey(pemRepresentation: documents.key)
        )
    }

    private struct Documents {
        var key: String
        var certificates: [(der: [UInt8], certificate: Certificate)]
    }

    private static func documents(
        at path: String, of node: NodeDirectory, certificateCount: Int
    ) throws -> Documents {
        let text = try node.secretText(at: path)
        do {
            let parts = try PEMDocument.parseMultiple(pemString: text)
            guard parts.count == certificateCount + 1, let key = parts.first else {
                throw ASN1Error.invalidPEMDocument(reason: "number of parts")
            }
            return Documents(
                key: key.pemString,
                certificates: try parts.dropFirst().map {
                    ($0.derBytes, try Certificate(pemDocument: $0))
                })
        } catch {
            throw NodeFailure(
                .badConfiguration, problem: "\(path) does not hold a key and its certificates",
                remedy: "restore the file from a backup of the node's keys")
        }
    }

    private static func generalName(_ host: String) -> GeneralName {
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 {
            return .ipAddress(.init(contentBytes: withUnsafeBytes(of: four) { ArraySlice($0) }))
        }
        var six = in6_addr()
        if inet_pton(AF_INET6, host, &six) == 1 {
            return .ipAddress(.init(contentBytes: withUnsafeBytes(of: six) { ArraySlice($0) }))
        }
        return .dnsName(host)
    }

    /// What both directions have in common: TLS 1.3 alone, and signatures of today's strength.
    ///
    /// The library's own check of certificates is switched to "required, names aside": it is replaced
    /// by ``ChainJudge`` where partners are concerned.
    private func common(
        _ configuration: TLSConfiguration
    ) throws -> TLSConfiguration {
        var configuration = configuration
        configuration.minimumTLSVersion = .tlsv13
        configuration.maximumTLSVersion = .tlsv13
        configuration.verifySignatureAlgorithms = Self.algorithms
        configuration.signingSignatureAlgorithms = [.ecdsaSecp256R1Sha256]
        configuration.certificateChain = try chain.map {
            .certificate(try NIOSSLCertificate(bytes: $0, format: .der))
        }
        configuration.privateKey = .privateKey(
            try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem))
        configuration.shutdownTimeout = .milliseconds(250)
        configuration.renegotiationSupport = .none
        return configuration
    }

    private static let algorithms: [SignatureAlgorithm] = [
        .ecdsaSecp256R1Sha256, .ecdsaSecp384R1Sha384, .ed25519, .rsaPssRsaeSha256,
        .rsaPssRsaeSha384, .rsaPssRsaeSha512,
    ]

    /// For a door. Its callback judges what the other side shows; nothing need be shown when
    /// `isCertificateOptional`.
    func serverContext(isCertificateOptional: Bool) throws -> NIOSSLContext {
        let key = try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem)
        var configuration = try common(
            .makeServerConfiguration(certificateChain: [], privateKey: .privateKey(key)))
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
