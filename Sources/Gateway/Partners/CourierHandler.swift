import NIOCore
import NIOHTTP1
import Workflows

/// One connection to a partner's door: a request goes out, an answer of bounded size comes back.
///
/// Bound to the connection's event loop.
final class CourierHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let bodyBytesMax: Int
    private var waiting: EventLoopPromise<CourierAnswer>?
    private var head: HTTPResponseHead?
    private var body = ByteBuffer()
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    init(bodyBytesMax: Int) { self.bodyBytesMax = bodyBytesMax }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        fail(.unreachable, "the line broke")
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.unreachable, "the line broke before an answer")
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What went wrong on the line may hold words of the other side; the kind is enough.
        fail(.unreachable, error is HTTPParserError ? "the answer is no HTTP" : "the line broke")
        context.close(promise: nil)
    }

    /// Sends a request; the promise gets the answer or a ``CourierFailure``.
    func send(
        _ request: DoorRequest, within time: TimeAmount, promise: EventLoopPromise<CourierAnswer>
    ) {
        guard let context, waiting == nil else {
            return promise.fail(CourierFailure(.unreachable, problem: "the connection is gone"))
        }
        waiting = promise
        head = nil
        body.clear()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
            self.fail(.timeout, "no answer in time")
            self.context?.close(promise: nil)
        }
        var headers = HTTPHeaders([("Host", request.authority)])
        for field in request.fields where field.name.lowercased() != "host" {
            headers.add(name: field.name, value: field.value)
        }
        headers.replaceOrAdd(name: "content-length", value: String(request.body.count))
        let uri = request.path + (request.query.map { "?" + $0 } ?? "")
        context.write(
            wrapOutboundOut(
                .head(
                    HTTPRequestHead(
                        version: .http1_1, method: .init(rawValue: request.method), uri: uri,
                        headers: headers))), promise: nil)
        if !request.body.isEmpty {
            let bytes = context.channel.allocator.buffer(bytes: request.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let bytes):
            guard body.readableBytes + bytes.readableBytes <= bodyBytesMax else {
                fail(.oversized, "the answer has more than \(bodyBytesMax) bytes")
                context.close(promise: nil)
                return
            }
            body.writeImmutableBuffer(bytes)
        case .end: finish(context)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard let promise = waiting, let head else { return }
        waiting = nil
        timer?.cancel()
        let answer = DoorAnswer(
            status: Int(head.status.code),
            fields: head.headers.map { DoorRequest.Field($0.name.lowercased(), $0.value) },
            body: Array(body.readableBytesView))
        promise.succeed(CourierAnswer(answer: answer, isKeptAlive: head.isKeepAlive))
        if !head.isKeepAlive { context.close(promise: nil) }
    }

    private func fail(_ code: CourierFailure.Code, _ problem: String) {
        timer?.cancel()
        guard let promise = waiting else { return }
        waiting = nil
        promise.fail(CourierFailure(code, problem: problem))
    }
}

/// An answer, and whether the connection may be used again.
struct CourierAnswer: Sendable {
    var answer: DoorAnswer
    var isKeptAlive: Bool
}
