import Crypto
package import Foundation
import SwiftASN1
import X509

/// The certificates of a node's gateway: an authority of its own, whose certificate stands on the
/// node card, and a server and client certificate under it.
///
/// Source: RFC 5280 sections 4.2.1.3, 4.2.1.9, 4.2.1.12.
package struct NodeCertificates: Sendable {
    /// The authority's certificate, DER, as the node card has it.
    package let authority: [UInt8]
    /// PEM texts: the authority's key and certificate, the gateway's key and certificate.
    package let authorityKeyPEM, authorityPEM, keyPEM, certificatePEM: String

    /// How long authority and certificate are valid, in days.
    package static let authorityDays = 3_650, certificateDays = 397

    /// Makes an authority and a certificate under it.
    ///
    /// - Parameters:
    ///   - node: the node's code, the subject's common name.
    ///   - hosts: DNS names and IP addresses under which partners reach the gateway.
    package static func make(
        node: String, hosts: [String], now: Date
    ) throws -> NodeCertificates {
        let authorityKey = P256.Signing.PrivateKey()
        let name = try DistinguishedName {
            OrganizationName("Tamga node \(node)")
            CommonName("\(node) gateway authority")
        }
        let publicKey = Certificate.PublicKey(authorityKey.publicKey)
        let authority = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(Double(authorityDays) * 86_400),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: publicKey)
            }, issuerPrivateKey: Certificate.PrivateKey(authorityKey))
        return try NodeCertificates(
            node: node, hosts: hosts, now: now, authority: authority,
            authorityKeyPEM: authorityKey.pemRepresentation)
    }

    /// Makes a new certificate under an authority that exists.
    package static func renew(
        node: String, hosts: [String], now: Date, authorityPEM: String, authorityKeyPEM: String
    ) throws -> NodeCertificates {
        try NodeCertificates(
            node: node, hosts: hosts, now: now,
            authority: try Certificate(pemEncoded: authorityPEM), authorityKeyPEM: authorityKeyPEM)
    }

    private init(
        node: String, hosts: [String], now: Date, authority: Certificate, authorityKeyPEM: String
    ) throws {
        let key = P256.Signing.PrivateKey()
        let issuer = Certificate.PrivateKey(
            try P256.Signing.PrivateKey(pemRepresentation: authorityKeyPEM))
        let names = hosts.map(Self.generalName)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(Double(Self.certificateDays) * 86_400),
            issuer: authority.subject,
            subject: try DistinguishedName {
                OrganizationName("Tamga node \(node)")
                CommonName(node)
            }, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth, .clientAuth])
                SubjectAlternativeNames(names)
                SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
                AuthorityKeyIdentifier(
                    keyIdentifier: SubjectKeyIdentifier(hash: authority.publicKey).keyIdentifier)
            }, issuerPrivateKey: issuer)
        var serializer = DER.Serializer()
        try authority.serialize(into: &serializer)
        self.authority = serializer.serializedBytes
        self.authorityKeyPEM = authorityKeyPEM
        authorityPEM = try authority.serializeAsPEM().pemString
        keyPEM = key.pemRepresentation
        certificatePEM = try certificate.serializeAsPEM().pemString
    }

    private static func generalName(_ host: String) -> GeneralName {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if parts.count == 4, parts.allSatisfy({ $0 != nil }) {
            return .ipAddress(ASN1OctetString(contentBytes: parts.compactMap { $0 }[...]))
        }
        if host == "::1" {
            return .ipAddress(
                ASN1OctetString(contentBytes: ([UInt8](repeating: 0, count: 15) + [1])[...]))
        }
        return .dnsName(host)
    }
}
