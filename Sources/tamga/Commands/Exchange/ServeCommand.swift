import ArgumentParser
import Logging
import Workflows

/// `tamga serve --node DIR`
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract:
            "Run the node's doors: the gateway for partners, the interface for national systems.",
        discussion: """
            Addresses and ports stand in the node's config.yaml; --gateway-port and --api-port win over \
            them, 0 lets the system choose. When everything listens, one line of JSON on standard output \
            says where. SIGTERM or Ctrl-C ends it after what is under way. Without exchange keys (tamga \
            keys create) only the interface for national systems is there.
            """)

    @Option(help: "Port of the gateway for partners; 0 lets the system choose.")
    var gatewayPort: Int?
    @Option(help: "Port of the interface for national systems; 0 lets the system choose.")
    var apiPort: Int?
    @Option(help: "Both ports: this one for the gateway, the next for the interface; 0 for any.")
    var port: Int?
    @Option(help: "trace, debug, info, notice, warning, error: how much the log on stderr tells.")
    var logLevel = "notice"
    @OptionGroup var node: NodeOption

    func validate() throws {
        for port in [gatewayPort, apiPort] {
            if let port, !(0...65_535).contains(port) {
                throw ValidationError("a port is a number from 0 to 65535")
            }
        }
        if let port, !(0...65_534).contains(port) || gatewayPort != nil || apiPort != nil {
            throw ValidationError("--port is 0 to 65534 and stands for the other two")
        }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level is trace, debug, info, notice, warning or error")
        }
    }

    func run() throws {
        ServerMemory.prepare()
        var logger = Logger(label: "tamga") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
        var open = try node.open()
        if let wanted = gatewayPort ?? port { open.configuration.gateway.port = wanted }
        if let wanted = apiPort ?? port.map({ $0 == 0 ? 0 : $0 + 1 }) {
            open.configuration.api.port = wanted
        }
        let (served, log) = (open, logger)
        try waiting { try await ServedNode(served, logger: log).run() }
    }
}
