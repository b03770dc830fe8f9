import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that sends any bytes it is told to and keeps what comes back until the line ends.
final class RawClient: Sendable {
    private let channel: any Channel
    private let heard: Heard

    private final class Heard: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let bytes = Mutex<[UInt8]>([])

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let more = Array(unwrapInboundIn(data).readableBytesView)
            bytes.withLock { $0 += more }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    init(port: Int, tls: NIOSSLContext?) async throws {
        let heard = Heard()
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: nil))
                    }
                    try channel.pipeline.syncOperations.addHandler(heard)
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        self.heard = heard
    }

    /// Sends text; a line that is broken already is no failure of the test.
    func send(_ text: String) async { await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async {
        do { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) } catch { return }
    }

    var isOpen: Bool { channel.isActive }

    func close() { channel.close(promise: nil) }

    /// Waits until what was heard satisfies the condition or the line ends; at most ten seconds.
    @discardableResult
    func wait(until condition: (String) -> Bool = { _ in false }) async -> String {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let text = String(decoding: heard.bytes.withLock { $0 }, as: UTF8.self)
            if condition(text) || !channel.isActive { return text }
            do { try await Task.sleep(for: .milliseconds(2)) } catch { return text }
        }
        return String(decoding: heard.bytes.withLock { $0 }, as: UTF8.self)
    }

    /// Status of the last answer that was heard; 0 for none.
    static func status(_ text: String) -> Int {
        guard let line = text.range(of: "HTTP/1.1 ", options: .backwards) else { return 0 }
        return Int(text[line.upperBound...].prefix(3)) ?? 0
    }
}

/// A request in the form that the door wants.
func request(
    _ method: String = "POST", _ path: String = "/txp1/inbox", fields: String = "",
    body: String = "{}"
) -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
