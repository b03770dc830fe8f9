import Foundation
import Gateway
import Seal
import Workflows

/// The certificate in the node's files, renewed when its end is near.
struct IdentityFiles: Sendable {
    /// What is left of a certificate's life when it is renewed, in seconds: 30 days.
    static let renewalSeconds = 30.0 * 86_400

    let identity: GatewayIdentity
    let current: @Sendable () throws -> GatewayIdentity

    /// - Returns: nil when the node has no certificate.
    /// - Throws: `SealFailure` when others may read the files, `NodeFailure` when they are damaged.
    init?(_ directory: NodeDirectory, _ administration: String) throws {
        guard FileManager.default.fileExists(atPath: directory.tlsCertificateFile) else {
            return nil
        }
        current = {
            let found = try Self.read(directory)
            guard found.notAfter < Date() + Self.renewalSeconds else { return found }
            try ExchangeSetupFiles.renewCertificate(
                directory, administration: administration, endpoint: "https://localhost")
            return try Self.read(directory)
        }
        identity = try current()
    }

    private static func read(_ directory: NodeDirectory) throws -> GatewayIdentity {
        func text(_ file: String) throws -> String {
            try KeyFile.read(at: file).withBytes { String(decoding: $0, as: UTF8.self) }
        }
        do {
            return try GatewayIdentity(
                certificatePEM: try text(directory.tlsCertificateFile),
                keyPEM: try text(directory.tlsKeyFile))
        } catch is GatewayIdentity.Unreadable {
            throw NodeFailure(
                .badConfiguration,
                problem: "\(directory.tlsCertificateFile) is no certificate with its key",
                remedy: "make another with: tamga keys certificate")
        }
    }
}
