import HTTPTypes
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
package import Workflows

/// Where a door listens, and with which certificate.
package struct DoorSettings: Sendable {
    package var host: String
    /// 0 lets the system choose.
    package var port: Int
    /// PEM files of the gateway's certificate chain and key.
    package var certificateFile, keyFile: String
    package var connectionsMax = 1_024
    /// How long a connection may be without a complete head, and a body may take, in seconds.
    package var headSeconds: Int64 = 60
    package var bodySeconds: Int64 = 20

    package init(host: String, port: Int, certificateFile: String, keyFile: String) {
        self.host = host
        self.port = port
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}

/// The context of a request: its connection, whose certificate is asked for.
struct DoorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// The door for partner administrations: mutual TLS 1.3, certificates under the authorities of
/// their node cards, bounded bodies and times, and nothing else; what a request means is the
/// desk's to judge.
package enum PartnerDoor {
    /// The largest body of a request, in bytes.
    package static let byteCountMax = 1 << 20

    /// Makes the server.
    ///
    /// - Parameter onReady: called with the port once it listens.
    /// - Throws: when certificate or key cannot be read.
    package static func make(
        settings: DoorSettings, desk: any PartnerDesk, logger: Logger,
        onReady: @escaping @Sendable (Int) async -> Void
    ) throws -> some ApplicationProtocol {
        let trust = DoorTrust { desk.trust() }
        var tls = TLSConfiguration.makeServerConfigurationWithMTLS(
            certificateChain: try NIOSSLCertificate.fromPEMFile(settings.certificateFile).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: settings.keyFile, format: .pem)),
            trustRoots: .certificates([]))
        tls.minimumTLSVersion = .tlsv13
        tls.shutdownTimeout = .milliseconds(250)
        let channel = TLSChannelConfiguration(
            tlsConfiguration: tls,
            customAsyncVerificationCallback: { await trust.verify($0) })
        let admission = Admission()
        let byteCountMax = Self.byteCountMax
        let responder = CallbackResponder<DoorContext> { request, context in
            await Self.respond(
                request, context, desk: desk, trust: trust, admission: admission)
        }
        return Application(
            responder: responder,
            server: try .tls(
                .http1(
                    configuration: .init(
                        additionalChannelHandlers: [
                            RequestGuard(
                                byteCountMax: byteCountMax,
                                headDeadline: .seconds(settings.headSeconds),
                                bodyDeadline: .seconds(settings.bodySeconds))
                        ], idleTimeout: .seconds(settings.headSeconds))), configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    settings.connectionsMax)),
            onServerRunning: { channel in
                await onReady(channel.localAddress?.port ?? settings.port)
            }, logger: logger)
    }

    private static func respond(
        _ request: Request, _ context: DoorContext, desk: any PartnerDesk, trust: DoorTrust,
        admission: Admission
    ) async -> Response {
        guard let shown = try? await context.channel.nioSSL_peerCertificate().get(),
            let certificate = try? shown.toDERBytes(),
            let partner = trust.partner(showing: certificate)
        else { return refused(.unauthorized, "unknown-partner") }
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? byteCountMax
        guard announced >= 0, announced <= byteCountMax else {
            return refused(.contentTooLarge, "too-large")
        }
        // Compressed bodies are never unpacked: nobody needs them, and bombs come in them.
        guard request.headers[.contentEncoding] == nil else {
            return refused(.unsupportedMediaType, "unsupported")
        }
        let response: Response? = await admission.admit(partner, bytes: announced) {
            guard let buffer = try? await request.body.collect(upTo: byteCountMax) else {
                return refused(.contentTooLarge, "too-large")
            }
            let asked = DoorRequest(request, body: Array(buffer.readableBytesView), certificate, partner)
            return Response(await desk.answer(asked))
        }
        return response ?? refused(.tooManyRequests, "busy")
    }

    /// What is refused before the desk sees it has no signature: nobody is known to have asked.
    private static func refused(_ status: HTTPResponse.Status, _ code: String) -> Response {
        var headers: HTTPFields = [.contentType: "application/txp+json"]
        if status == .tooManyRequests { headers[.retryAfter] = "1" }
        return Response(
            status: status, headers: headers,
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: "{\"v\":\"TXP/1\",\"refused\":\"\(code)\"}")))
    }
}

extension DoorRequest {
    fileprivate init(
        _ request: Request, body: [UInt8], _ certificate: [UInt8], _ partner: String
    ) {
        let target = request.head.path ?? "/"
        let path: String
        var query: String?
        if let mark = target.firstIndex(of: "?") {
            path = String(target[..<mark])
            query = String(target[target.index(after: mark)...])
        } else {
            path = target
        }
        self.init(
            method: request.method.rawValue,
            authority: (request.head.authority ?? "").lowercased(),
            path: path, query: query,
            fields: request.headers.map { Field($0.name.canonicalName, $0.value) }, body: body,
            certificates: [certificate], partner: partner)
    }
}

extension Response {
    fileprivate init(_ answer: DoorAnswer) {
        var headers = HTTPFields()
        for field in answer.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            headers.append(HTTPField(name: name, value: field.value))
        }
        self.init(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
