import Gateway
import NIOCore
import Testing
import Workflows

/// Whom the courier talks to, and how long.
@Suite("The courier")
struct CourierTests {
    private let (host, guest): (TestNode, TestNode)

    init() throws { (host, guest) = (try TestNode("UZ"), try TestNode("KZ")) }

    private var question: DoorRequest {
        DoorRequest(
            method: "POST", authority: "localhost", path: "/txp1/inbox", fields: [], body: [1],
            partner: "UZ")
    }

    private func failure(
        desk: StubDesk? = nil, trust: PartnerTrust? = nil,
        limits: GatewayCourier.Limits = GatewayCourier.Limits()
    ) async throws -> CourierFailure.Code? {
        let desk =
            desk ?? StubDesk(PartnerTrust(authorities: ["KZ": [guest.authority]]))
        desk.believe(PartnerTrust(authorities: ["KZ": [guest.authority]]))
        let trust = trust ?? PartnerTrust(authorities: ["UZ": [host.authority]])
        let courier = try GatewayCourier(
            identity: guest.identity, limits: limits, trust: { trust })
        return try await withDoor(of: host, desk: desk) { door in
            defer { courier.close() }
            do {
                _ = try await courier.carry(
                    question, to: "https://127.0.0.1:\(door.address.port)")
                return nil
            } catch let failure as CourierFailure {
                return failure.code
            }
        }
    }

    @Test("believes the partner's gateway")
    func believes() async throws { #expect(try await failure() == nil) }

    @Test("does not believe a gateway with another partner's certificate")
    func untrusted() async throws {
        let other = PartnerTrust(authorities: [
            "KG": [host.authority], "UZ": [guest.authority],
        ])
        #expect(try await failure(trust: other) == .untrusted)
    }

    @Test("gives up on answers beyond its bounds of size and time")
    func bounds() async throws {
        var limits = GatewayCourier.Limits()
        limits.answerBytesMax = 1_000
        let large = StubDesk(PartnerTrust(), answerBytes: 2_000)
        #expect(try await failure(desk: large, limits: limits) == .oversized)
        limits.answerTime = .milliseconds(100)
        let slow = StubDesk(PartnerTrust(), answerTime: .milliseconds(700))
        #expect(try await failure(desk: slow, limits: limits) == .timeout)
    }

    @Test("says so when nobody listens or the address is none")
    func nobody() async throws {
        let trust = PartnerTrust(authorities: ["UZ": [host.authority]])
        let courier = try GatewayCourier(identity: guest.identity, trust: { trust })
        for endpoint in ["https://127.0.0.1:1", "http://127.0.0.1:80", "https://", "nonsense"] {
            await #expect(throws: CourierFailure.self, "\(endpoint)") {
                try await courier.carry(question, to: endpoint)
            }
        }
    }

    @Test("opens no more connections than it may, however many messages wait")
    func connections() async throws {
        var limits = GatewayCourier.Limits()
        limits.connectionsMax = 4
        let desk = StubDesk(
            PartnerTrust(authorities: ["KZ": [guest.authority]]),
            answerTime: .milliseconds(5))
        let trust = PartnerTrust(authorities: ["UZ": [host.authority]])
        let courier = try GatewayCourier(
            identity: guest.identity, limits: limits, trust: { trust })
        let question = question
        try await withDoor(of: host, desk: desk) { door in
            let endpoint = "https://127.0.0.1:\(door.address.port)"
            let done = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask { try await courier.carry(question, to: endpoint).status }
                }
                return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
            }
            #expect(done == 40)
            #expect(door.counts.count(of: .connections) <= 4)
            courier.close()
        }
    }
}
