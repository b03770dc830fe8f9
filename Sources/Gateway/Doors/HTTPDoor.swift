import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

/// What a door shows in handshakes; exchanged while the door is open when certificates are renewed.
final class ShownIdentity: Sendable {
    private let context: Mutex<NIOSSLContext>

    init(_ context: NIOSSLContext) { self.context = Mutex(context) }

    var current: NIOSSLContext { context.withLock { $0 } }

    /// Connections from now on are shown the new one.
    func renew(_ fresh: NIOSSLContext) { context.withLock { $0 = fresh } }
}

/// Listens on one address, gives every connection a session and bounds what it takes.
final class HTTPDoor: Service {
    let address: GatewayAddress
    let counts: DoorCounts
    private let limits: DoorLimits
    private let budget: BodyBudget
    private let identity: ShownIdentity?
    private let session: @Sendable () -> any DoorSession
    private let logger: Logger
    private let listener: any Channel
    private let connections: Connections

    /// Opens the door.
    ///
    /// - Parameters:
    ///   - identity: for TLS; nil speaks plain HTTP.
    ///   - session: makes the keeper of one connection.
    /// - Throws: what the system says when the address cannot be listened on.
    init(
        at address: GatewayAddress, identity: ShownIdentity?, limits: DoorLimits,
        counts: DoorCounts = DoorCounts(), logger: Logger,
        session: @escaping @Sendable () -> any DoorSession
    ) async throws {
        self.identity = identity
        self.limits = limits
        self.logger = logger
        self.session = session
        let (connections, budget) = (
            Connections(max: limits.connectionsMax), BodyBudget(limits: limits)
        )
        self.counts = counts
        self.connections = connections
        self.budget = budget
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelInitializer { channel in
                guard connections.add(channel) else {
                    counts.add(.connectionsRefused)
                    return channel.close()
                }
                counts.add(.connections)
                counts.opened()
                channel.closeFuture.whenComplete { _ in
                    connections.remove(channel)
                    counts.closed()
                }
                return channel.eventLoop.makeCompletedFuture {
                    if identity == nil { connections.admit(channel) }
                    try Self.equip(
                        channel, session: session(), identity: identity, limits: limits,
                        budget: budget, counts: counts,
                        admitted: { connections.admit(channel) })
                }
            }
            .bind(host: address.host, port: address.port).get()
        self.address = GatewayAddress(
            host: address.host, port: listener.localAddress?.port ?? address.port)
    }

    private static func equip(
        _ channel: any Channel, session: any DoorSession, identity: ShownIdentity?,
        limits: DoorLimits, budget: BodyBudget, counts: DoorCounts,
        admitted: @escaping @Sendable () -> Void
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        channel.closeFuture.whenComplete { _ in session.closed() }
        if let identity {
            try pipeline.addHandler(
                NIOSSLServerHandler(
                    context: identity.current,
                    customVerificationCallback: { presented, promise in
                        promise.completeWithTask {
                            let chain = try presented.map { try $0.toDERBytes() }
                            guard await session.judge(chain) else {
                                counts.add(.handshakesFailed)
                                return .failed
                            }
                            admitted()
                            return .certificateVerified
                        }
                    }))
        }
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderFieldSize = limits.fieldBytesMax
        decoding.maxHeaderListSize = limits.fieldsBytesMax
        decoding.maxHeaderFieldCount = limits.fieldCountMax
        try pipeline.configureHTTPServerPipeline(
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
        try pipeline.addHandler(
            DoorHandler(
                session: session, limits: limits, budget: budget, counts: counts,
                admitted: admitted))
    }

    /// Stays open until the group shuts down; then takes no more connections, lets requests in hand
    /// be answered within ``DoorLimits/closingTime``, and returns.
    func run() async throws {
        let listener = listener
        await withTaskCancellationOrGracefulShutdownHandler {
            await Self.wait(for: listener.closeFuture)
        } onCancelOrGracefulShutdown: {
            listener.close(promise: nil)
        }
        await close()
    }

    private static func wait(for future: EventLoopFuture<Void>) async {
        // Only the end matters: a door that was closed has nothing to report.
        do { try await future.get() } catch { return }
    }

    /// Takes no more connections and ends those that are open.
    func close() async {
        do { try await listener.close() } catch { logger.debug("the door was closed already") }
        connections.quiesce()
        let deadline = NIODeadline.now() + limits.closingTime
        while !connections.isEmpty, NIODeadline.now() < deadline {
            do { try await Task.sleep(for: .milliseconds(5)) } catch { break }
        }
        connections.closeAll()
    }
}

/// The connections that are open at a door.
///
/// Half of them may be strangers still: when one more comes, the stranger that has been silent
/// longest is shut out, since a handshake takes milliseconds and hoarding takes none.
private final class Connections: Sendable {
    private struct State {
        var open: [ObjectIdentifier: any Channel] = [:]
        /// Whose certificate has not been judged yet, oldest first.
        var strangers: [ObjectIdentifier] = []
        var isClosing = false
    }

    private let max: Int
    private let strangersMax: Int
    private let state = Mutex(State())

    init(max: Int) {
        self.max = max
        strangersMax = Swift.max(1, max / 2)
    }

    var isEmpty: Bool { state.withLock { $0.open.isEmpty } }

    func add(_ channel: any Channel) -> Bool {
        let (isAdded, shutOut) = state.withLock { state -> (Bool, (any Channel)?) in
            guard !state.isClosing else { return (false, nil) }
            var shutOut: (any Channel)?
            if state.strangers.count >= strangersMax {
                shutOut = state.open.removeValue(forKey: state.strangers.removeFirst())
            }
            guard state.open.count < max else { return (false, shutOut) }
            state.open[ObjectIdentifier(channel)] = channel
            state.strangers.append(ObjectIdentifier(channel))
            return (true, shutOut)
        }
        shutOut?.close(promise: nil)
        return isAdded
    }

    /// Its certificate was believed, or it needs none.
    func admit(_ channel: any Channel) {
        state.withLock { $0.strangers.removeAll { $0 == ObjectIdentifier(channel) } }
    }

    func remove(_ channel: any Channel) {
        state.withLock { state in
            state.open[ObjectIdentifier(channel)] = nil
            state.strangers.removeAll { $0 == ObjectIdentifier(channel) }
        }
    }

    /// Idle connections end at once, others after their answer.
    func quiesce() {
        let open = state.withLock { state in
            state.isClosing = true
            return Array(state.open.values)
        }
        for channel in open {
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    func closeAll() {
        for channel in state.withLock({ Array($0.open.values) }) { channel.close(promise: nil) }
    }
}
