package import Logging
import ServiceLifecycle
package import Workflows

/// The door for national systems: submit documents, ask where they stand, hand messages over.
package struct APIDoor: Service {
    /// What the operator decides.
    package struct Settings: Sendable {
        /// Requests of one client a second on average, and at once.
        package var requestsPerSecond = 500.0
        package var burst = 1_000.0
        package var limits: DoorLimits

        package init() {
            limits = DoorLimits()
            limits.bodyBytesMax = 4 << 20
            limits.bodyBytesPerOwnerMax = 8 << 20
            limits.bodyBytesTotalMax = 16 << 20
            limits.connectionsMax = 256
        }
    }

    private let door: HTTPDoor
    private let identity: ShownIdentity?

    /// Where it listens, with the port that the system chose.
    package var address: GatewayAddress { door.address }
    package var counts: DoorCounts { door.counts }

    /// Opens the door; requests are answered from now on.
    ///
    /// - Parameters:
    ///   - certificates: shown over TLS; nil speaks plain HTTP, for one machine alone.
    ///   - messages: nil when the node exchanges nothing.
    ///   - gatewayCounts: what happens at the partners' door, for the metrics.
    package init(
        at address: GatewayAddress, identity certificates: GatewayIdentity?, clients: ClientDesk,
        documents: DocumentDesk, screening: LiveScreening, messages: (any MessageDesk)?,
        settings: Settings = Settings(), gatewayCounts: DoorCounts? = nil, logger: Logger
    ) async throws {
        identity = try certificates.map {
            ShownIdentity(try $0.serverContext(isCertificateOptional: true))
        }
        let counts = DoorCounts()
        let hall = APIHall(
            clients: clients, documents: documents, screening: screening, messages: messages,
            limits: settings.limits,
            rates: RateLimiter(perSecond: settings.requestsPerSecond, burst: settings.burst),
            metrics: {
                let doors = [("api", counts)] + (gatewayCounts.map { [("gateway", $0)] } ?? [])
                return DoorCounts.exposition(doors)
            }, logger: logger)
        door = try await HTTPDoor(
            at: address, identity: identity, limits: settings.limits, counts: counts,
            logger: logger,
            session: { APISession(hall: hall) })
    }

    /// Shows new connections a renewed certificate.
    package func renew(_ certificates: GatewayIdentity) throws {
        identity?.renew(try certificates.serverContext(isCertificateOptional: true))
    }

    package func run() async throws { try await door.run() }

    /// Closes the door for those who do not run it as a service.
    package func close() async { await door.close() }
}
