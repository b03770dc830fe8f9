import NIOCore
import NIOHTTP1

/// One connection of a door: collects a request within its bounds of size and time, has it answered,
/// and refuses in the door's words.
///
/// Bound to the connection's event loop. `HTTPServerPipelineHandler` before it holds further requests
/// back until one is answered.
final class DoorHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case waiting
        case collecting(Collecting)
        case answering
        /// A refusal has been written; what still comes is forgotten.
        case draining(bytes: Int)
        case closed
    }

    private struct Collecting {
        var head: DoorHead
        var owner: String
        var bytesMax: Int
        var body = ByteBuffer()
        var begun: NIODeadline
        var isKeptAlive: Bool
    }

    private let session: any DoorSession
    private let limits: DoorLimits
    private let budget: BodyBudget
    private let counts: DoorCounts
    /// Called when the session has admitted a request: whoever it is, a stranger no more.
    private let admitted: @Sendable () -> Void
    private var state = State.waiting
    private var timer: Scheduled<Void>?
    /// What is set aside for the request in hand.
    private var held: (bytes: Int, owner: String)?
    private var context: ChannelHandlerContext?

    init(
        session: any DoorSession, limits: DoorLimits, budget: BodyBudget, counts: DoorCounts,
        admitted: @escaping @Sendable () -> Void
    ) {
        self.session = session
        self.limits = limits
        self.budget = budget
        self.counts = counts
        self.admitted = admitted
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        schedule(in: limits.firstHeadTime) { $0.cut() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        release()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        // While a request is being answered its memory stays set aside until the answer is there.
        if case .answering = state {} else { release() }
        state = .closed
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let bytes): collect(bytes)
        case .end: finish()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Broken lines, broken TLS, broken HTTP: the decoder has answered where it could.
        counts.add(.cut)
        context.close(promise: nil)
    }

    private func begin(_ wire: HTTPRequestHead) {
        guard case .waiting = state else { return }
        timer?.cancel()
        counts.add(.requests)
        guard let head = DoorHead(wire) else { return refuse(.malformed) }
        if let encoding = head.field("content-encoding"), encoding.lowercased() != "identity" {
            return refuse(.packed)
        }
        let (owner, bytesMax): (String, Int)
        switch session.admit(head) {
        case .admit(let admitted, let bound): (owner, bytesMax) = (admitted, bound)
        case .refuse(let reply): return refuse(reply)
        }
        admitted()
        let declared = head.field("content-length").map { Int($0) ?? .max }
        let hasBody = declared != nil || head.field("transfer-encoding") != nil
        let expected = hasBody ? declared ?? bytesMax : 0
        guard expected <= bytesMax else { return refuse(.bodyTooLarge) }
        guard budget.take(expected, for: owner) else { return refuse(.busy) }
        held = (expected, owner)
        state = .collecting(
            Collecting(
                head: head, owner: owner, bytesMax: bytesMax, begun: .now(),
                isKeptAlive: wire.isKeepAlive))
        schedule(in: limits.bodyGraceTime) { $0.checkPace() }
    }

    private func collect(_ bytes: ByteBuffer) {
        switch state {
        case .collecting(var collecting):
            // Taken out of the state meanwhile, so that the buffer is appended to in place.
            state = .waiting
            guard collecting.body.readableBytes + bytes.readableBytes <= collecting.bytesMax else {
                return refuse(.bodyTooLarge)
            }
            collecting.body.writeImmutableBuffer(bytes)
            state = .collecting(collecting)
        case .draining(let left):
            guard left > bytes.readableBytes else { return cut() }
            state = .draining(bytes: left - bytes.readableBytes)
        case .waiting, .answering, .closed: break
        }
    }

    /// Cuts a body off that dribbles: what has come must be at least the pace from the grace time on.
    private func checkPace() {
        guard case .collecting(let collecting) = state else { return }
        let earned = collecting.body.readableBytes / max(1, limits.bodyBytesPerSecondMin)
        let deadline = collecting.begun + limits.bodyGraceTime + .seconds(Int64(earned))
        guard NIODeadline.now() < deadline else { return refuse(.tooSlow) }
        schedule(in: .seconds(1)) { $0.checkPace() }
    }

    private func finish() {
        switch state {
        case .draining: end()
        case .collecting(let collecting):
            timer?.cancel()
            state = .answering
            answer(collecting)
        case .waiting, .answering, .closed: break
        }
    }

    private func answer(_ request: Collecting) {
        guard let context else { return }
        schedule(in: limits.answerTime) { $0.cut() }
        let session = session
        let (head, body) = (request.head, Array(request.body.readableBytesView))
        let isKeptAlive = request.isKeptAlive
        let eventLoop = context.eventLoop
        eventLoop.makeFutureWithTask { await session.answer(head, body: body) }
            .assumeIsolated().whenSuccess { reply in
                self.release()
                guard case .answering = self.state else { return }
                self.timer?.cancel()
                self.state = .waiting
                self.write(reply, isLast: reply.isLast || !isKeptAlive)
            }
    }

    private func refuse(_ fault: DoorFault) { refuse(session.refusal(fault)) }

    /// Answers a request that has not been read to its end, and takes leave.
    private func refuse(_ reply: DoorReply) {
        timer?.cancel()
        release()
        counts.add(.refusals)
        state = .draining(bytes: limits.drainBytesMax)
        send(reply, isLast: true, promise: nil)
        schedule(in: limits.drainTime) { $0.cut() }
    }

    private func write(_ reply: DoorReply, isLast: Bool) {
        guard let context else { return }
        guard isLast else {
            schedule(in: limits.idleTime) { $0.cut() }
            return send(reply, isLast: false, promise: nil)
        }
        state = .closed
        let promise = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        promise.futureResult.whenComplete { _ in channel.close(promise: nil) }
        send(reply, isLast: true, promise: promise)
    }

    private func send(_ reply: DoorReply, isLast: Bool, promise: EventLoopPromise<Void>?) {
        guard let context else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        var headers = HTTPHeaders()
        for field in reply.fields { headers.add(name: field.name, value: field.value) }
        headers.replaceOrAdd(name: "content-length", value: String(reply.body.count))
        if isLast { headers.replaceOrAdd(name: "connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: reply.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !reply.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: reply.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
    }

    private func release() {
        guard let held else { return }
        self.held = nil
        budget.give(back: held.bytes, of: held.owner)
    }

    private func cut() {
        counts.add(.cut)
        end()
    }

    private func end() {
        guard let context else { return }
        state = .closed
        context.close(promise: nil)
    }

    private func schedule(in time: TimeAmount, _ action: @escaping (DoorHandler) -> Void) {
        guard let context else { return }
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) { action(self) }
    }
}

extension DoorHead {
    /// Reads the head of a request; nil when it is not of the form every client sends.
    init?(_ wire: HTTPRequestHead) {
        guard wire.version == .http1_1, wire.uri.utf8.first == UInt8(ascii: "/"),
            wire.uri.utf8.count <= 4096, wire.headers[canonicalForm: "host"].count == 1,
            let host = wire.headers.first(name: "host"), !host.isEmpty
        else { return nil }
        let parts = wire.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        method = wire.method.rawValue
        authority = host.lowercased()
        path = String(parts[0])
        query = parts.count > 1 ? String(parts[1]) : nil
        fields = wire.headers.map { ($0.name.lowercased(), $0.value) }
    }
}
