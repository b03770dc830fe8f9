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

/// A node directory that disappears with the test.
final class TestNode {
    let directory: NodeDirectory
    let certificates: NodeCertificates

    init(_ code: String) throws {
        directory = NodeDirectory(
            NSTemporaryDirectory() + "tamga-gateway-\(code)-\(UUID().uuidString)")
        try directory.create(configuration: "administration: \(code)\n")
        certificates = try NodeCertificates.create(
            in: directory, administration: code, hosts: ["localhost"], now: Date())
    }

    deinit { try? FileManager.default.removeItem(atPath: directory.path) }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A door on a port of the system's choice, closed at the end.
func withDoor<Outcome>(
    of node: TestNode, desk: any PartnerDesk, limits: DoorLimits = DoorLimits(),
    _ work: (PartnerDoor) async throws -> Outcome
) async throws -> Outcome {
    let door = try await PartnerDoor(
        at: GatewayAddress(host: "127.0.0.1", port: 0), certificates: node.certificates,
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
