package import Logging
import ServiceLifecycle
package import Workflows

/// The door for partner administrations: mutual TLS 1.3, and behind it the node's exchange.
package struct PartnerDoor: Service {
    private let door: HTTPDoor
    private let identity: ShownIdentity

    /// Where it listens, with the port that the system chose.
    package var address: GatewayAddress { door.address }
    package var counts: DoorCounts { door.counts }

    /// Opens the door; requests are answered from now on.
    ///
    /// - Throws: what the system says when the address cannot be listened on.
    package init(
        at address: GatewayAddress, identity certificates: GatewayIdentity, desk: any PartnerDesk,
        limits: DoorLimits = DoorLimits(), logger: Logger
    ) async throws {
        identity = ShownIdentity(try certificates.serverContext(isCertificateOptional: false))
        let hall = PartnerHall(desk: desk, limits: limits, turns: FairTurns(), logger: logger)
        door = try await HTTPDoor(
            at: address, identity: identity, limits: limits, logger: logger,
            session: { PartnerSession(hall: hall) })
    }

    /// Shows new connections a renewed certificate; open ones go on.
    package func renew(_ certificates: GatewayIdentity) throws {
        identity.renew(try certificates.serverContext(isCertificateOptional: false))
    }

    package func run() async throws { try await door.run() }

    /// Closes the door for those who do not run it as a service.
    package func close() async { await door.close() }
}
