package import Logging
import ServiceLifecycle

/// Has the doors and the courier show a certificate that was renewed while they run.
package struct CertificateKeeper: Service {
    /// How often the files are looked at: a renewed certificate is shown within this time.
    package static let period = Duration.seconds(30)

    private let shown: GatewayIdentity
    private let current: @Sendable () throws -> GatewayIdentity
    private let show: @Sendable (GatewayIdentity) throws -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - shown: what is shown now.
    ///   - current: reads what is to be shown, and renews it before when its end is near.
    ///   - show: gives it to everybody who shows it.
    package init(
        shown: GatewayIdentity, logger: Logger,
        current: @escaping @Sendable () throws -> GatewayIdentity,
        show: @escaping @Sendable (GatewayIdentity) throws -> Void
    ) {
        self.shown = shown
        self.current = current
        self.show = show
        self.logger = logger
    }

    package func run() async throws {
        var shown = shown.chain
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.period) }
            } catch { return }
            do {
                let current = try current()
                guard current.chain != shown else { continue }
                try show(current)
                shown = current.chain
                logger.notice("a renewed certificate is shown")
            } catch {
                logger.error("the certificate cannot be read or renewed; it is tried again")
            }
        }
    }
}
