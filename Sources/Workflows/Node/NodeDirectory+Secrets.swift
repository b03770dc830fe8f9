import Foundation
import Seal

extension NodeDirectory {
    /// Key and certificate of the authority under which the node's TLS certificates stand.
    package var tlsAuthority: String { keys + "/tls-authority.pem" }
    /// Key and certificate that the doors show, renewed from time to time.
    package var tlsIdentity: String { keys + "/tls.pem" }

    /// Makes a file of mode 600, durably; what is there already is never overwritten.
    ///
    /// - Throws: `SealFailure`: `exists`, or `system` when the operating system refuses.
    package func createSecret(_ text: String, at path: String) throws {
        try KeyFile.create(SecretBytes(Array(text.utf8)), at: path)
    }

    /// Puts a new secret in the place of an old one: whoever reads sees the one or the other.
    package func replaceSecret(_ text: String, at path: String) throws {
        let fresh = path + ".new"
        // What a process that died left behind was never in use.
        if FileManager.default.fileExists(atPath: fresh) {
            try FileManager.default.removeItem(atPath: fresh)
        }
        try createSecret(text, at: fresh)
        guard rename(fresh, path) == 0 else {
            throw NodeFailure(
                .cannotCreate, problem: "\(path) cannot be replaced",
                remedy: "check the permissions of the node's keys folder")
        }
    }

    /// The text of a secret file; refused when others may read it.
    package func secretText(at path: String) throws -> String {
        try KeyFile.read(at: path).withBytes { String(decoding: $0, as: UTF8.self) }
    }
}
