import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import Synchronization
import X509

/// A certificate authority of a test, and what it signs.
struct TestAuthority {
    let certificate: Certificate
    private let key = P256.Signing.PrivateKey()

    init(_ name: String = "test authority") throws {
        let subject = try DistinguishedName { CommonName(name) }
        certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
            notValidBefore: Date() - 86_400 * 400, notValidAfter: Date() + 86_400 * 400,
            issuer: subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
            }, issuerPrivateKey: .init(key))
    }

    var der: [UInt8] { get throws { try Self.der(certificate) } }

    static func der(_ certificate: Certificate) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }

    /// A certificate under this authority with its key.
    func leaf(
        days: ClosedRange<Double> = -1...30,
        usage: [ExtendedKeyUsage.Usage] = [.clientAuth, .serverAuth]
    ) throws -> TestLeaf {
        let leafKey = P256.Signing.PrivateKey()
        let made = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(leafKey.publicKey),
            notValidBefore: Date() + 86_400 * days.lowerBound,
            notValidAfter: Date() + 86_400 * days.upperBound, issuer: certificate.subject,
            subject: try DistinguishedName { CommonName("test leaf") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage(usage)
                SubjectAlternativeNames([.dnsName("localhost")])
            }, issuerPrivateKey: .init(key))
        return TestLeaf(certificate: try Self.der(made), key: leafKey)
    }
}

struct TestLeaf {
    let certificate: [UInt8]
    let key: P256.Signing.PrivateKey

    var digest: [UInt8] { Array(SHA256.hash(data: certificate)) }

    /// A client that shows this certificate and believes any server.
    func client(maximum: TLSVersion = .tlsv13) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.maximumTLSVersion = maximum
        configuration.certificateVerification = .none
        configuration.certificateChain = [
            .certificate(try NIOSSLCertificate(bytes: certificate, format: .der))
        ]
        configuration.privateKey = .privateKey(
            try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem))
        return try NIOSSLContext(configuration: configuration)
    }

    /// A client without a certificate.
    static func bareClient() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        return try NIOSSLContext(configuration: configuration)
    }
}
