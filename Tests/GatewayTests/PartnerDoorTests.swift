import Crypto
import Foundation
import Gateway
import NIOCore
import NIOSSL
import Testing
import Workflows
import X509

/// Who gets in, and who stays in.
@Suite("The partners' door lets in")
struct PartnerDoorTests {
    private let host: TestNode

    init() throws { host = try TestNode("UZ") }

    @Test("two nodes with one another's authorities, over one connection that is used again")
    func roundTrip() async throws {
        let guest = try TestNode("KZ")
        let desk = StubDesk(PartnerTrust(authorities: ["KZ": [guest.authority]]))
        let trust = PartnerTrust(authorities: ["UZ": [host.authority]])
        let courier = try GatewayCourier(identity: guest.identity, trust: { trust })
        try await withDoor(of: host, desk: desk) { door in
            for number in 0..<5 {
                let answer = try await courier.carry(
                    DoorRequest(
                        method: "POST", authority: "localhost:\(door.address.port)",
                        path: "/txp1/inbox", fields: [.init("content-type", "x")],
                        body: [UInt8](repeating: 7, count: number), partner: "UZ"),
                    to: "https://127.0.0.1:\(door.address.port)")
                #expect(answer.status == 200)
                #expect(String(decoding: answer.body, as: UTF8.self) == "KZ:\(number)")
            }
            #expect(door.counts.count(of: .connections) == 1)
            #expect(
                desk.requests.allSatisfy { $0.certificates.first == guest.identity.chain[0] })
            #expect(desk.requests.allSatisfy { $0.authority == "localhost:\(door.address.port)" })
            courier.close()
        }
    }

    /// What a client with this context is answered.
    private func status(
        _ context: NIOSSLContext, at door: PartnerDoor
    ) async throws -> Int {
        let client = try await RawClient(port: door.address.port, tls: context)
        await client.send(request())
        let heard = await client.wait { RawClient.status($0) != 0 }
        client.close()
        return RawClient.status(heard)
    }

    @Test(
        "nobody but holders of a certificate of the partner that is valid, meant for it and not denied"
    )
    func strangers() async throws {
        let (partner, stranger) = (try TestAuthority("partner"), try TestAuthority("partner"))
        let denied = try partner.leaf()
        let desk = StubDesk(
            PartnerTrust(authorities: ["KZ": [try partner.der]], denied: [denied.digest]))
        try await withDoor(of: host, desk: desk) { door in
            let good = try partner.leaf()
            #expect(try await status(try good.client(), at: door) == 200)
            #expect(try await status(try good.client(maximum: .tlsv12), at: door) == 0, "TLS 1.2")
            #expect(try await status(try TestLeaf.bareClient(), at: door) == 0, "no certificate")
            #expect(
                try await status(try stranger.leaf().client(), at: door) == 0, "other authority")
            #expect(try await status(try denied.client(), at: door) == 0, "denied")
            let expired = try partner.leaf(days: -30 ... -1)
            #expect(try await status(try expired.client(), at: door) == 0, "expired")
            let early = try partner.leaf(days: 1...30)
            #expect(try await status(try early.client(), at: door) == 0, "not valid yet")
            let server = try partner.leaf(usage: [.serverAuth])
            #expect(try await status(try server.client(), at: door) == 0, "not for clients")
            #expect(desk.requests.count == 1)
        }
    }

    @Test("each partner under its own name, and none whose authority is two partners'")
    func names() async throws {
        let (one, two) = (try TestAuthority("one"), try TestAuthority("two"))
        let desk = StubDesk(
            PartnerTrust(authorities: ["KZ": [try one.der], "KG": [try two.der]]))
        try await withDoor(of: host, desk: desk) { door in
            #expect(try await status(try two.leaf().client(), at: door) == 200)
            #expect(desk.requests.last?.partner == "KG")
            desk.believe(PartnerTrust(authorities: ["KZ": [try one.der], "KG": [try one.der]]))
            #expect(try await status(try one.leaf().client(), at: door) == 0)
        }
    }

    @Test("no request more over an open connection once its certificate is denied")
    func deniedMeanwhile() async throws {
        let partner = try TestAuthority()
        let leaf = try partner.leaf()
        let desk = StubDesk(PartnerTrust(authorities: ["KZ": [try partner.der]]))
        try await withDoor(of: host, desk: desk) { door in
            let client = try await RawClient(port: door.address.port, tls: try leaf.client())
            await client.send(request())
            await client.wait { $0.hasSuffix("KZ:2") }
            desk.believe(
                PartnerTrust(authorities: ["KZ": [try partner.der]], denied: [leaf.digest]))
            await client.send(request())
            let heard = await client.wait()
            #expect(RawClient.status(heard) == 401)
            #expect(heard.hasSuffix(#"{"v":"TXP/1","refused":"key-revoked"}"#))
            #expect(!client.isOpen)
            #expect(desk.requests.count == 1)
        }
    }

    @Test("a renewed certificate is shown from the next connection on, without closing")
    func renewed() async throws {
        let guest = try TestNode("KZ")
        let desk = StubDesk(PartnerTrust(authorities: ["KZ": [guest.authority]]))
        let first = host.identity
        let fresh = try host.renewed()
        #expect(fresh.chain[0] != first.chain[0])
        // Whoever denies the first certificate reaches the gateway only when the second is shown.
        let trust = PartnerTrust(
            authorities: ["UZ": [host.authority]],
            denied: [TestLeaf(certificate: first.chain[0], key: .init()).digest])
        let courier = try GatewayCourier(identity: guest.identity, trust: { trust })
        try await withDoor(of: host, desk: desk) { door in
            let question = DoorRequest(
                method: "POST", authority: "localhost", path: "/txp1/inbox", fields: [], body: [],
                partner: "UZ")
            let endpoint = "https://127.0.0.1:\(door.address.port)"
            await #expect(throws: CourierFailure.self) {
                try await courier.carry(question, to: endpoint)
            }
            try door.renew(fresh)
            #expect(try await courier.carry(question, to: endpoint).status == 200)
            courier.close()
        }
    }
}
