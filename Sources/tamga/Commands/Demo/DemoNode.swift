import Exchange
import Foundation
import Seal
import Store
import Workflows

/// A node of the demonstration: its directory, its exchange, and the program that serves it.
final class DemoNode {
    let code: String
    let directory: NodeDirectory
    let open: OpenExchange
    let fingerprint: CardFingerprint
    private var server: Process?

    /// Makes the node, or gives an existing one exchange keys; its ports are free ones.
    init(_ code: String, at path: String, currency: String) throws {
        self.code = code
        directory = NodeDirectory(path)
        let gateway = try Self.freePort()
        if !directory.exists {
            try NodeSetup.create(
                directory, administration: code, currency: currency, gatewayPort: gateway,
                apiPort: try Self.freePort())
        } else {
            let text = NodeConfiguration.text(
                administration: code, currency: currency,
                gateway: .init(host: "127.0.0.1", port: gateway),
                api: .init(host: "127.0.0.1", port: try Self.freePort()))
            try Data(text.utf8).write(
                to: URL(fileURLWithPath: directory.configuration), options: .atomic)
        }
        let made = try ExchangeSetupFiles.create(
            directory, administration: code, name: nil, endpoint: "https://localhost:\(gateway)")
        fingerprint = made.fingerprint
        open = try OpenExchange(try OpenNode(directory))
    }

    /// A port that nobody listens at now.
    private static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard socket >= 0, isBound else {
            throw CommandFailure(
                code: 69, what: "no port of this machine can be had",
                whatToDo: "check that 127.0.0.1 can be listened at")
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Believes another node's card by its fingerprint.
    func believe(_ other: DemoNode) throws {
        let row = try other.open.node.store.read { [code = other.code] in try $0.card(of: code) }
        guard let row else { return }
        let statement = try JWS(reading: JSONTree(reading: row.statement))
        _ = try open.exchange.commit {
            try Partners.add(statement, fingerprint: other.fingerprint.description, in: $0)
        }
    }

    /// Signs an agreement for this node.
    func sign(_ tree: JSONTree, after statement: JWS?) throws -> JWS {
        let standing = try open.exchange.standing()
        let agreement = try Agreement(reading: tree)
        let keys = standing.keys.signers(
            for: .evidence, at: Timestamp(milliseconds: Clock.now())
        ).filter { agreement.signatureAlgorithms.contains($0.key.algorithm) }
        return try statement.map { try SignedAgreement.countersign($0, keys: keys) }
            ?? SignedAgreement.propose(tree, keys: keys)
    }

    func adopt(_ statement: JWS) throws {
        _ = try open.exchange.commit { try Partners.adopt(statement, in: $0) }
    }

    /// Starts `tamga serve` for the node and waits until it listens.
    func serve() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--node", directory.path]
        let ready = Pipe()
        process.standardOutput = ready
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        server = process
        // The first line comes when every door listens; nothing comes when it cannot.
        guard !ready.fileHandleForReading.availableData.isEmpty else {
            throw CommandFailure(
                code: 69, what: "the node \(code) does not serve",
                whatToDo: "run: tamga serve --node \(directory.path)")
        }
    }

    /// Ends the server and waits until it has.
    func stop() {
        guard let server, server.isRunning else { return }
        server.terminate()
        server.waitUntilExit()
    }

    /// Looks again and again until something is so.
    ///
    /// - Throws: ``CommandFailure`` when it is not within half a minute.
    func wait<Value>(
        for what: String, _ look: (any StoreReader) throws -> Value?
    ) throws -> Value {
        let end = Clock.now() + 30_000
        while Clock.now() < end {
            if let value = try open.node.store.read({ try look($0) }) { return value }
            usleep(50_000)
        }
        throw CommandFailure(
            code: 70, what: "\(code) waited in vain for \(what)",
            whatToDo: "look at: tamga message list --node \(directory.path)")
    }
}
