import ArgumentParser
import Dispatch
import Exchange
import Foundation
import Gateway
import Logging
import Seal
import ServiceLifecycle
import UnixSignals
import Workflows

/// `tamga serve --node DIR`
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the node's doors: the gateway for partners, the interface for national systems.",
        discussion: """
            Addresses and ports stand in the node's config.yaml; --gateway-port and --api-port win over \
            them, 0 lets the system choose. When everything listens, one line of JSON on standard output \
            says where. SIGTERM or Ctrl-C ends it after what is under way.
            """)

    @Option(help: "Port of the gateway for partners; 0 lets the system choose.")
    var gatewayPort: Int?
    @Option(help: "Port of the interface for national systems; 0 lets the system choose.")
    var apiPort: Int?
    @Option(help: "trace, debug, info, notice, warning, error: how much the log on stderr tells.")
    var logLevel = "notice"
    @OptionGroup var node: NodeOption

    func validate() throws {
        for port in [gatewayPort, apiPort] {
            if let port, !(0...65_535).contains(port) {
                throw ValidationError("a port is a number from 0 to 65535")
            }
        }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level is trace, debug, info, notice, warning or error")
        }
    }

    func run() throws {
        var logger = Logger(label: "tamga") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
        let open = try OpenExchange(node, logger: logger)
        let served = ServedNode(
            open: open, gatewayPort: gatewayPort, apiPort: apiPort, logger: logger)
        try waiting { try await served.run() }
    }
}

/// The doors and the dispatcher of one node, until told to stop.
struct ServedNode: Sendable {
    let exchange: ExchangeNode
    let directory: NodeDirectory
    let configuration: NodeConfiguration
    let logger: Logger
    private let ready = ReadyLine(doors: ["gateway"])

    init(open: OpenExchange, gatewayPort: Int?, apiPort: Int?, logger: Logger) {
        exchange = open.exchange
        directory = open.node.directory
        var configuration = open.node.configuration
        if let gatewayPort { configuration.gateway.port = gatewayPort }
        if let apiPort { configuration.api.port = apiPort }
        self.configuration = configuration
        self.logger = logger
    }

    func run() async throws {
        let exchange = exchange
        let ready = ready
        let courier = TLSCourier(
            certificateFile: directory.tlsCertificateFile, keyFile: directory.tlsKeyFile,
            trust: { exchange.trust() })
        // The servers below tell of every connection that broke; that is no news.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        let gateway = try PartnerDoor.make(
            settings: DoorSettings(
                host: configuration.gateway.host, port: configuration.gateway.port,
                certificateFile: directory.tlsCertificateFile, keyFile: directory.tlsKeyFile),
            desk: exchange, logger: quiet, onReady: { await ready.listens("gateway", $0) })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: gateway),
                    .init(service: Dispatcher(node: exchange, courier: courier)),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
        do {
            try await group.run()
        } catch {
            await courier.close()
            throw CommandFailure(
                code: 69, what: "the node cannot serve: \(Self.problem(of: error))",
                whatToDo: "check that no other program uses the ports in config.yaml")
        }
        await courier.close()
    }

    private static func problem(of error: any Error) -> String {
        let text = "\(error)"
        return text.contains("EADDRINUSE") || text.contains("Address already in use")
            ? "the address is in use" : String(text.prefix(200))
    }
}

/// Says where the doors listen once all of them do.
actor ReadyLine {
    private var waiting: Set<String>
    private var ports: [(door: String, port: Int)] = []

    init(doors: Set<String>) { waiting = doors }

    func listens(_ door: String, _ port: Int) {
        waiting.remove(door)
        ports.append((door, port))
        guard waiting.isEmpty else { return }
        var object = JSONObject()
        for (door, port) in ports.sorted(by: { $0.door < $1.door }) {
            object["\(door)Port"] = .integer(Int64(port))
        }
        show(.object(object))
        do { try StandardOutput.shared.flush() } catch {
            say("tamga: standard output is gone; serving goes on")
        }
        say("tamga: serving; Ctrl-C ends it")
    }
}
