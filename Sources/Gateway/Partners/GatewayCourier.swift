import Foundation
package import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization
package import Workflows

/// Carries requests to partners' gateways over TLS 1.3, showing the node's certificate.
///
/// Who answers must show a certificate of that partner (``ChainJudge``); connections are kept and used
/// again, at most ``Limits/connectionsMax`` to one gateway.
package final class GatewayCourier: Courier {
    package struct Limits: Sendable {
        /// Connections to one gateway at a time; who comes then waits for one.
        package var connectionsMax = 64
        /// Until a connection stands, TLS included.
        package var connectTime = TimeAmount.seconds(10)
        /// From the request to the whole answer.
        package var answerTime = TimeAmount.seconds(60)
        /// A connection that was not used this long is not used again; below the door's idle time.
        package var idleTime = TimeAmount.seconds(30)
        package var answerBytesMax = 1 << 20

        package init() {}
    }

    private let identity: ShownIdentity
    private let trust: @Sendable () -> PartnerTrust
    private let limits: Limits
    private let pools = Mutex<[String: CourierPool]>([:])

    /// - Parameter trust: whose certificates are believed now; asked for every request.
    package init(
        identity certificates: GatewayIdentity, limits: Limits = Limits(),
        trust: @escaping @Sendable () -> PartnerTrust
    ) throws {
        identity = ShownIdentity(try certificates.clientContext())
        self.limits = limits
        self.trust = trust
    }

    /// Shows new connections a renewed certificate.
    package func renew(_ certificates: GatewayIdentity) throws {
        identity.renew(try certificates.clientContext())
    }

    package func carry(
        _ request: DoorRequest, to endpoint: String
    ) async throws(CourierFailure) -> DoorAnswer {
        let place = try Place(endpoint)
        let pool = pools.withLock { pools in
            if let pool = pools["\(request.partner) \(place)"] { return pool }
            let pool = CourierPool(connectionsMax: limits.connectionsMax)
            pools["\(request.partner) \(place)"] = pool
            return pool
        }
        await pool.enter()
        do throws(CourierFailure) {
            let answer = try await carry(request, to: place, pool)
            pool.leave()
            return answer
        } catch {
            pool.leave()
            throw error
        }
    }

    /// Ends all connections that are not in use.
    package func close() {
        for pool in pools.withLock({ Array($0.values) }) { pool.closeIdle() }
    }

    private func carry(
        _ request: DoorRequest, to place: Place, _ pool: CourierPool
    ) async throws(CourierFailure) -> DoorAnswer {
        if let kept = await believedConnection(of: pool) {
            do throws(CourierFailure) {
                return try await use(kept, for: request, pool)
            } catch {
                // The gateway may have closed it meanwhile. The message has its own number, so that
                // asking twice does no harm; every other failure is the caller's to see.
                guard error.code == .unreachable else { throw error }
            }
        }
        let fresh = try await connect(to: place, partner: request.partner)
        return try await use(fresh, for: request, pool)
    }

    private func believedConnection(of pool: CourierPool) async -> CourierConnection? {
        while let kept = pool.takeIdle(idleTime: limits.idleTime) {
            if await kept.judgement.stands(under: trust()) { return kept }
            kept.channel.close(promise: nil)
        }
        return nil
    }

    private func use(
        _ connection: CourierConnection, for request: DoorRequest, _ pool: CourierPool
    ) async throws(CourierFailure) -> DoorAnswer {
        let channel = connection.channel
        let time = limits.answerTime
        let promise = channel.eventLoop.makePromise(of: CourierAnswer.self)
        channel.eventLoop.execute {
            do {
                let handler = try channel.pipeline.syncOperations.handler(type: CourierHandler.self)
                handler.send(request, within: time, promise: promise)
            } catch {
                promise.fail(CourierFailure(.unreachable, problem: "the connection is gone"))
            }
        }
        let answer: CourierAnswer
        do {
            answer = try await promise.futureResult.get()
        } catch {
            guard !connection.judgement.isRefused else {
                throw CourierFailure(
                    .untrusted, problem: "the gateway's certificate is not the partner's")
            }
            throw error as? CourierFailure
                ?? CourierFailure(.unreachable, problem: "the line broke")
        }
        if answer.isKeptAlive { pool.keep(connection) }
        return answer.answer
    }

    /// A new connection. Its handshake goes on while the request waits in front of it.
    private func connect(
        to place: Place, partner: String
    ) async throws(CourierFailure) -> CourierConnection {
        let judgement = CourierJudgement(trust: trust(), partner: partner)
        let (limits, context) = (limits, identity.current)
        let connecting = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(limits.connectTime)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(
                        NIOSSLClientHandler(
                            context: context, serverHostname: place.serverName,
                            customVerificationCallback: { presented, promise in
                                promise.completeWithTask {
                                    let chain = try presented.map { try $0.toDERBytes() }
                                    return await judgement.judge(chain)
                                        ? .certificateVerified : .failed
                                }
                            }))
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(CourierHandler(bodyBytesMax: limits.answerBytesMax))
                }
            }
            .connect(host: place.host, port: place.port)
        do {
            let channel = try await connecting.get()
            channel.eventLoop.scheduleTask(in: limits.connectTime) {
                if judgement.judged == nil { channel.close(promise: nil) }
            }
            return CourierConnection(channel: channel, judgement: judgement)
        } catch {
            throw CourierFailure(.unreachable, problem: "nobody listens")
        }
    }
}

/// Where a gateway is.
struct Place: Hashable, Sendable, CustomStringConvertible {
    let host: String
    let port: Int

    /// Reads `https://host[:port]` with nothing after it but a slash.
    ///
    /// - Throws: ``CourierFailure/Code/unreachable`` for any other text.
    init(_ endpoint: String) throws(CourierFailure) {
        guard let parts = URLComponents(string: endpoint), parts.scheme == "https",
            let host = parts.host, !host.isEmpty, parts.user == nil, parts.query == nil,
            parts.fragment == nil
        else { throw CourierFailure(.unreachable, problem: "the endpoint is no https address") }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? 443
    }

    /// The name for the handshake; literals of addresses are not sent.
    var serverName: String? {
        host.contains(":") || host.allSatisfy({ $0.isNumber || $0 == "." }) ? nil : host
    }

    var description: String { "\(host):\(port)" }
}
