import Exchange
import Foundation
import Gateway
import Logging
import Seal
import Store
import Workflows

/// Files of the exchange in a node directory.
extension NodeDirectory {
    /// The secret of the exchange key of this name.
    func secretFile(_ keyID: String) -> String { keys + "/" + keyID + ".key" }
    var authorityKeyFile: String { keys + "/tls-authority.key" }
    var authorityFile: String { keys + "/tls-authority.pem" }
    var tlsKeyFile: String { keys + "/tls.key" }
    var tlsCertificateFile: String { keys + "/tls.pem" }

    /// The secret of a key, nil when its file is not there.
    func secret(_ keyID: String) throws(SealFailure) -> SecretBytes? {
        guard FileManager.default.fileExists(atPath: secretFile(keyID)) else { return nil }
        return try KeyFile.read(at: secretFile(keyID))
    }
}

/// Makes the keys, certificates and card of a node.
enum ExchangeSetupFiles {
    static func isEndpoint(_ text: String) -> Bool {
        guard let url = URLComponents(string: text), url.scheme == "https", url.host != nil,
            url.query == nil, url.fragment == nil, url.user == nil
        else { return false }
        return text.utf8.count <= 512
    }

    /// Makes what is missing; a run that was interrupted is finished by the next.
    static func create(
        _ node: NodeDirectory, administration: String, name: String?, endpoint: String
    ) throws -> ExchangeSetup.MadeCard {
        let store = try Engines.open(node)
        guard try store.read({ try $0.card(of: administration) }) == nil else {
            throw ExchangeFailure(
                .refused, problem: "\(node.path) has exchange keys already",
                remedy: "renew them with: tamga keys rotate")
        }
        // Without a card in the database, files of keys are leftovers that nobody ever saw.
        for file in try FileManager.default.contentsOfDirectory(atPath: node.keys)
        where file.hasPrefix("\(administration)-") || file.hasPrefix("tls") {
            try FileManager.default.removeItem(atPath: node.keys + "/" + file)
        }
        let certificates = try NodeCertificates.make(
            node: administration, hosts: hosts(of: endpoint), now: Date())
        try write(certificates, to: node)
        let now = Timestamp(milliseconds: Clock.now())
        let made = try ExchangeSetup.create(
            node: administration, name: name ?? "Customs administration of \(administration)",
            endpoints: [endpoint], tlsAuthorities: [certificates.authority], now: now)
        for (id, secret) in made.secrets { try KeyFile.create(secret, at: node.secretFile(id)) }
        try Partners.storeFirst(made, in: store, now: now)
        return made
    }

    private static func write(_ certificates: NodeCertificates, to node: NodeDirectory) throws {
        for (text, file) in [
            (certificates.authorityKeyPEM, node.authorityKeyFile),
            (certificates.authorityPEM, node.authorityFile),
            (certificates.keyPEM, node.tlsKeyFile),
            (certificates.certificatePEM, node.tlsCertificateFile),
        ] {
            try KeyFile.create(SecretBytes(Array(text.utf8)), at: file)
        }
    }

    /// Names for the certificate: the address's host and this machine.
    static func hosts(of endpoint: String) -> [String] {
        var hosts = ["localhost", "127.0.0.1"]
        if let host = URLComponents(string: endpoint)?.host, !hosts.contains(host) {
            hosts.insert(host, at: 0)
        }
        return hosts
    }

    /// A fresh certificate of the gateway under the authority on the card.
    static func renewCertificate(_ node: NodeDirectory, administration: String, endpoint: String)
        throws
    {
        func text(_ file: String) throws -> String {
            try KeyFile.read(at: file).withBytes { String(decoding: $0, as: UTF8.self) }
        }
        let certificates = try NodeCertificates.renew(
            node: administration, hosts: hosts(of: endpoint), now: Date(),
            authorityPEM: try text(node.authorityFile),
            authorityKeyPEM: try text(node.authorityKeyFile))
        for (text, file) in [
            (certificates.keyPEM, node.tlsKeyFile),
            (certificates.certificatePEM, node.tlsCertificateFile),
        ] {
            let fresh = file + ".new"
            if FileManager.default.fileExists(atPath: fresh) {
                try FileManager.default.removeItem(atPath: fresh)
            }
            try KeyFile.create(SecretBytes(Array(text.utf8)), at: fresh)
            guard rename(fresh, file) == 0 else {
                throw CommandFailure(
                    code: 73, what: "\(file) cannot be replaced",
                    whatToDo: "check the folder's permissions")
            }
        }
    }
}

/// The exchange of a node in use by a command.
struct OpenExchange {
    let node: OpenNode
    let exchange: ExchangeNode

    init(_ option: NodeOption, logger: Logger = Logger(label: "tamga.exchange")) throws {
        try self.init(try option.open(), logger: logger)
    }

    init(_ node: OpenNode, logger: Logger = Logger(label: "tamga.exchange")) throws {
        self.node = node
        let directory = node.directory
        exchange = try ExchangeNode(
            store: node.store,
            settings: ExchangeSettings(
                node: node.configuration.administration,
                secret: { id throws(SealFailure) in try directory.secret(id) },
                now: { Timestamp(milliseconds: Clock.now()) },
                handlers: [CaseDesk(), BreachDesk(), MirrorDesk(), ConsentDesk()],
                logger: logger))
    }

    /// A whole file, or standard input, bounded.
    static func bytes(of path: String, max: Int = 64 << 20) throws -> [UInt8] {
        let source = try InputFile(path)
        var bytes: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: block[..<count])
            guard bytes.count <= max else {
                throw CommandFailure(
                    code: 65, what: "\(path) is larger than \(max >> 20) MiB",
                    whatToDo: "check that it is the right file")
            }
        }
    }

    /// A signed statement from a file in JSON.
    static func statement(in path: String) throws -> JWS {
        do {
            let tree = try JSONTree(
                reading: try bytes(of: path, max: 2 << 20),
                bounds: .init(byteCountMax: 2 << 20, depthMax: 8))
            return try JWS(reading: tree)
        } catch let failure as SealFailure {
            throw CommandFailure(
                code: 65, what: "\(path): \(failure.problem)", whatToDo: failure.remedy)
        }
    }
}

/// JSON on standard output.
func show(_ tree: JSONTree) { StandardOutput.shared.write(bytes: tree.bytes + [0x0A]) }

/// Runs asynchronous work to its end on the command's thread.
func waiting<Outcome: Sendable>(
    _ work: @escaping @Sendable () async throws -> Outcome
) throws -> Outcome {
    let done = DispatchSemaphore(value: 0)
    let result = ResultBox<Outcome>()
    Task.detached {
        do { result.set(.success(try await work())) } catch { result.set(.failure(error)) }
        done.signal()
    }
    done.wait()
    return try result.get()
}
