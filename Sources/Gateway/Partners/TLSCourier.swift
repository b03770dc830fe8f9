import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization
package import Workflows

/// Carries requests to partners over TLS 1.3 with our certificate; the partner's must stand under
/// the authorities of its node card and be made out for the address.
package final class TLSCourier: Courier {
    private let certificateFile, keyFile: String
    private let trust: @Sendable () -> PartnerTrust
    private let clients = Mutex<[String: Line]>([:])

    private struct Line {
        let authorities: [[UInt8]]
        let client: HTTPClient
    }

    /// How long one request may take, and the largest answer.
    package static let secondsMax: Int64 = 30, byteCountMax = 1 << 20
    /// Most connections to one partner.
    package static let connectionsMax = 64

    package init(
        certificateFile: String, keyFile: String, trust: @escaping @Sendable () -> PartnerTrust
    ) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.trust = trust
    }

    package func carry(
        _ request: DoorRequest, to endpoint: String
    ) async throws(CourierFailure) -> DoorAnswer {
        let client = try client(of: request.partner)
        var asked = HTTPClientRequest(url: "https://\(request.authority)\(request.path)")
        asked.method = .POST
        for field in request.fields { asked.headers.add(name: field.name, value: field.value) }
        asked.body = .bytes(ByteBuffer(bytes: request.body))
        do {
            let response = try await client.execute(
                asked, timeout: .seconds(Self.secondsMax))
            let body = try await response.body.collect(upTo: Self.byteCountMax)
            return DoorAnswer(
                status: Int(response.status.code),
                fields: response.headers.map { .init($0.name.lowercased(), $0.value) },
                body: Array(body.readableBytesView))
        } catch { throw Self.failure(error) }
    }

    /// Closes every connection.
    package func close() async {
        let all = clients.withLock { clients in
            defer { clients.removeAll() }
            return Array(clients.values)
        }
        for line in all {
            // Nothing depends on how a connection ends.
            try? await line.client.shutdown()
        }
    }

    private func client(of partner: String) throws(CourierFailure) -> HTTPClient {
        let authorities = trust().authorities[partner] ?? []
        guard !authorities.isEmpty else {
            throw CourierFailure(.untrusted, problem: "the partner's card names no authority")
        }
        let known = clients.withLock { $0[partner] }
        if let known, known.authorities == authorities { return known.client }
        do {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.minimumTLSVersion = .tlsv13
            tls.trustRoots = .certificates(
                try authorities.map { try NIOSSLCertificate(bytes: $0, format: .der) })
            tls.certificateChain = try NIOSSLCertificate.fromPEMFile(certificateFile).map {
                .certificate($0)
            }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: keyFile, format: .pem))
            var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
                Self.connectionsMax
            configuration.timeout.connect = .seconds(10)
            configuration.redirectConfiguration = .disallow
            configuration.decompression = .disabled
            configuration.httpVersion = .http1Only
            let made = HTTPClient(
                eventLoopGroupProvider: .singleton, configuration: configuration)
            let (kept, extra) = clients.withLock { clients -> (HTTPClient, HTTPClient?) in
                if let other = clients[partner], other.authorities == authorities {
                    return (other.client, made)
                }
                let old = clients[partner]?.client
                clients[partner] = Line(authorities: authorities, client: made)
                return (made, old)
            }
            // What the old client has under way fails and is sent again with the new one.
            if let extra { extra.shutdown { _ in } }
            return kept
        } catch {
            throw CourierFailure(.untrusted, problem: "certificate or key cannot be used")
        }
    }

    private static func failure(_ error: any Error) -> CourierFailure {
        switch error {
        case let failure as CourierFailure: return failure
        case let failure as HTTPClientError
        where failure == .deadlineExceeded || failure == .readTimeout
            || failure == .connectTimeout:
            return CourierFailure(.timeout, problem: "no answer in time")
        case is NIOSSLError:
            return CourierFailure(.untrusted, problem: "TLS was not agreed on")
        case is NIOTooManyBytesError:
            return CourierFailure(.oversized, problem: "the answer is too large")
        default: return CourierFailure(.unreachable, problem: "the line broke or nobody answers")
        }
    }
}
