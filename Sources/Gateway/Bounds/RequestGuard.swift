import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Cuts a connection whose request is too large or takes too long, however it dribbles.
///
/// The server below drains a refused body without limit and has no deadline for a whole request;
/// this handler counts and times what comes in, beginning with the connection itself.
final class RequestGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let byteCountMax: Int
    private let headDeadline, bodyDeadline: TimeAmount
    private var seen = 0
    private var timer: Scheduled<Void>?

    /// - Parameters:
    ///   - byteCountMax: the largest body.
    ///   - headDeadline: how long a connection may be without a complete head of a request.
    ///   - bodyDeadline: how long a body may take after its head.
    init(byteCountMax: Int, headDeadline: TimeAmount, bodyDeadline: TimeAmount) {
        self.byteCountMax = byteCountMax
        self.headDeadline = headDeadline
        self.bodyDeadline = bodyDeadline
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(headDeadline, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(headDeadline, context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            seen = 0
            if let length = head.headerFields[.contentLength].flatMap({ Int($0) }),
                length > byteCountMax
            {
                return cut(context)
            }
            start(bodyDeadline, context)
        case .body(let part):
            seen += part.readableBytes
            if seen > byteCountMax { return cut(context) }
        case .end:
            start(headDeadline, context)
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    private func cut(_ context: ChannelHandlerContext) {
        timer?.cancel()
        context.close(promise: nil)
    }

    private func start(_ deadline: TimeAmount, _ context: ChannelHandlerContext) {
        timer?.cancel()
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: deadline) { bound.value.close(promise: nil) }
    }
}
