import Foundation
import Gateway
import Logging
import NIOCore
import Synchronization
import Workflows

/// A desk that believes whom it is told to and says what it was asked.
final class StubDesk: PartnerDesk {
    private let believed: Mutex<PartnerTrust>
    private let seen = Mutex<[DoorRequest]>([])
    private let answerBytes: Int
    private let answerTime: Duration

    init(_ trust: PartnerTrust, answerBytes: Int = 0, answerTime: Duration = .zero) {
        believed = Mutex(trust)
        self.answerBytes = answerBytes
        self.answerTime = answerTime
    }

    var requests: [DoorRequest] { seen.withLock { $0 } }

    func believe(_ trust: PartnerTrust) { believed.withLock { $0 = trust } }

    func trust() -> PartnerTrust { believed.withLock { $0 } }

    func answer(_ request: DoorRequest) async -> DoorAnswer {
        seen.withLock { $0.append(request) }
        if answerTime > .zero { try? await Task.sleep(for: answerTime) }
        return DoorAnswer(
            status: 200, fields: [.init("content-type", "application/txp+json")],
            body: [UInt8](repeating: 0x20, count: answerBytes)
                + Array("\(request.partner):\(request.body.count)".utf8))
    }
}

/// The certificates of a node that exists in a test only.
struct TestNode {
    let certificates: NodeCertificates
    let identity: GatewayIdentity
    let code: String

    init(_ code: String) throws {
        self.code = code
        certificates = try NodeCertificates.make(node: code, hosts: ["localhost"], now: Date())
        identity = try GatewayIdentity(
            certificatePEM: certificates.certificatePEM, keyPEM: certificates.keyPEM)
    }

    var authority: [UInt8] { certificates.authority }

    /// A new certificate under the same authority.
    func renewed() throws -> GatewayIdentity {
        let fresh = try NodeCertificates.renew(
            node: code, hosts: ["localhost"], now: Date(),
            authorityPEM: certificates.authorityPEM,
            authorityKeyPEM: certificates.authorityKeyPEM)
        return try GatewayIdentity(certificatePEM: fresh.certificatePEM, keyPEM: fresh.keyPEM)
    }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A door on a port of the system's choice, closed at the end.
func withDoor<Outcome>(
    of node: TestNode, desk: any PartnerDesk, limits: DoorLimits = DoorLimits(),
    _ work: (PartnerDoor) async throws -> Outcome
) async throws -> Outcome {
    let door = try await PartnerDoor(
        at: GatewayAddress(host: "127.0.0.1", port: 0), identity: node.identity,
        desk: desk, limits: limits, logger: silent)
    do {
        let outcome = try await work(door)
        await door.close()
        return outcome
    } catch {
        await door.close()
        throw error
    }
}
