import Formats
import Gateway
import Logging
import Seal
import ServiceLifecycle
import UnixSignals
import Workflows

/// The doors and the dispatcher of one node, until told to stop.
struct ServedNode {
    /// In the order in which they begin; they end the other way round.
    private let services: [any Service]
    private let ready: JSONTree
    private let logger: Logger

    /// Opens the doors; requests are answered from now on.
    init(_ open: OpenNode, logger: Logger) async throws {
        self.logger = logger
        let configuration = open.configuration
        let screening = try Self.screening(open, logger: logger)
        var services: [any Service] = [screening]
        var shown: [@Sendable (GatewayIdentity) throws -> Void] = []
        var ready = JSONObject(["node": .string(configuration.administration)])
        var messages: NodeMessages?
        var counts: DoorCounts?
        let files = try IdentityFiles(open.directory, configuration.administration)
        if let files {
            let exchange = try OpenExchange(open, logger: logger).exchange
            let courier = try GatewayCourier(
                identity: files.identity, trust: { exchange.trust() })
            let door = try await Self.listening(configuration.gateway) { address in
                try await PartnerDoor(
                    at: address, identity: files.identity, desk: exchange, logger: logger)
            }
            services +=
                [
                    Dispatcher(node: exchange, courier: courier), door,
                    ScheduleClock(node: exchange),
                    AttachmentDispatcher(node: exchange, courier: courier),
                    CardDispatcher(node: exchange, courier: courier),
                ] as [any Service]
            shown += [{ try courier.renew($0) }, { try door.renew($0) }]
            messages = NodeMessages(node: exchange)
            counts = door.counts
            ready["gatewayPort"] = .integer(Int64(door.address.port))
            ready["gateway"] = .string("https://\(door.address)")
        }
        let api = try await Self.api(
            open, identity: files?.identity, screening: screening, messages: messages,
            counts: counts, logger: logger)
        services.append(api)
        shown.append { try api.renew($0) }
        ready["apiPort"] = .integer(Int64(api.address.port))
        ready["api"] = .string("\(configuration.apiTLS ? "https" : "http")://\(api.address)")
        if let files {
            let shown = shown
            services.append(
                CertificateKeeper(
                    shown: files.identity, logger: logger, current: files.current,
                    show: { fresh in for show in shown { try show(fresh) } }))
        }
        self.services = services
        self.ready = .object(ready)
    }

    private static func screening(_ open: OpenNode, logger: Logger) throws -> LiveScreening {
        let formats = KnownFormats(maps: try MapFile.shipped(), map: nil)
        return try LiveScreening(
            settings: { try open.screeningSettings() },
            reading: { bytes, format, emit in
                try formats.read(
                    MemorySource(bytes), as: format, limits: ReadingLimits(), emit: emit)
            }, store: open.store, now: Clock.now, logger: logger)
    }

    private static func api(
        _ open: OpenNode, identity: GatewayIdentity?, screening: LiveScreening,
        messages: NodeMessages?, counts: DoorCounts?, logger: Logger
    ) async throws -> APIDoor {
        let configuration = open.configuration
        guard !configuration.apiTLS || identity != nil else {
            throw CommandFailure(
                code: 78, what: "api_tls is true and the node has no certificate",
                whatToDo: "make one with: tamga keys create")
        }
        var settings = APIDoor.Settings()
        settings.requestsPerSecond = Double(configuration.apiRequestsPerSecond)
        settings.burst = settings.requestsPerSecond * 2
        let chosen = settings
        return try await listening(configuration.api) { address in
            try await APIDoor(
                at: address, identity: configuration.apiTLS ? identity : nil,
                clients: ClientDesk(store: open.store),
                documents: DocumentDesk(store: open.store), screening: screening,
                messages: messages, settings: chosen, gatewayCounts: counts, logger: logger)
        }
    }

    /// Opens a door, or says in one line that its address cannot be had.
    private static func listening<Door>(
        _ place: NodeConfiguration.Listening, _ open: (GatewayAddress) async throws -> Door
    ) async throws -> Door {
        let address = GatewayAddress(host: place.host, port: place.port)
        do {
            return try await open(address)
        } catch {
            throw CommandFailure(
                code: 69, what: "nobody can listen at \(address): it is in use, or not ours",
                whatToDo: "choose another host or port in config.yaml, or --port 0")
        }
    }

    /// Says where the doors are and serves until a signal comes.
    func run() async throws {
        show(ready)
        do { try StandardOutput.shared.flush() } catch {
            say("tamga: standard output is gone; serving goes on")
        }
        say("tamga: serving; Ctrl-C ends it")
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
        say("tamga: stopped; everything that was answered is stored")
    }
}
