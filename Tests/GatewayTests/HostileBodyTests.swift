import Foundation
import Gateway
import NIOCore
import Testing
import Workflows

/// What a partner may send without being cut off, and what it may take from others.
@Suite("Against hostile requests the door")
struct HostileBodyTests {
    private let host: TestNode
    private let authority: TestAuthority
    private let desk: StubDesk
    private let leaf: TestLeaf

    init() throws {
        host = try TestNode("UZ")
        authority = try TestAuthority()
        leaf = try authority.leaf()
        desk = StubDesk(PartnerTrust(authorities: ["KZ": [try authority.der]]))
    }

    private func limits(_ change: (inout DoorLimits) -> Void) -> DoorLimits {
        var limits = DoorLimits()
        change(&limits)
        return limits
    }

    private func heard(
        limits: DoorLimits = DoorLimits(), _ send: (RawClient) async throws -> Void
    ) async throws -> String {
        try await withDoor(of: host, desk: desk, limits: limits) { door in
            let client = try await RawClient(port: door.address.port, tls: try leaf.client())
            try await send(client)
            let text = await client.wait()
            #expect(!client.isOpen, "the connection ends")
            #expect(desk.requests.isEmpty, "nothing reaches the node")
            return text
        }
    }

    @Test("refuses a body by its declared length, before it is sent")
    func declared() async throws {
        let text = try await heard {
            await $0.send(
                "POST /txp1/inbox HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n")
        }
        #expect(RawClient.status(text) == 413)
        #expect(text.contains(#""refused":"too-large""#))
    }

    @Test("refuses an endless body once it is too large, and reads no more than the drain bound")
    func endless() async throws {
        let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
        let text = try await heard(limits: limits { $0.drainBytesMax = 1 << 18 }) { client in
            await client.send(
                "POST /txp1/inbox HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<200 where client.isOpen { await client.send(chunk) }
            #expect(!client.isOpen, "cut off before 13 MB were taken")
        }
        // The line may break under what was still under way before the refusal is read.
        #expect(text.isEmpty || RawClient.status(text) == 413)
    }

    @Test("cuts a dribbled body off after the grace time")
    func dribbled() async throws {
        let text = try await heard(limits: limits { $0.bodyGraceTime = .milliseconds(150) }) {
            client in
            await client.send(
                "POST /txp1/inbox HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n")
            let deadline = ContinuousClock.now + .seconds(5)
            while client.isOpen, ContinuousClock.now < deadline {
                await client.send("x")
                try await Task.sleep(for: .milliseconds(5))
                if RawClient.status(await client.wait { _ in true }) != 0 { break }
            }
        }
        #expect(RawClient.status(text) == 408)
    }

    @Test("cuts a dribbled head off")
    func dribbledHead() async throws {
        let text = try await heard(limits: limits { $0.firstHeadTime = .milliseconds(150) }) {
            await $0.send("POST /txp1/inbox HTTP/1.1\r\nHo")
        }
        #expect(text.isEmpty)
    }

    @Test(
        "refuses packed bodies, heads beyond bounds and what is no HTTP/1.1",
        arguments: [
            ("Content-Encoding: gzip\r\n", 400),
            ("X-A: \(String(repeating: "y", count: 9_000))\r\n", 400),
            (String(repeating: "X-A: y\r\n", count: 70), 400),
            ("Host: second\r\n", 400),
        ])
    func heads(_ fields: String, _ status: Int) async throws {
        let text = try await heard {
            await $0.send(request("POST", "/txp1/inbox", fields: fields))
        }
        #expect(RawClient.status(text) == status)
    }

    @Test(
        "refuses other addresses and other protocols",
        arguments: [
            "GET /etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /txp1/inbox HTTP/1.0\r\nHost: x\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\0\0\r\n\r\n",
        ])
    func addresses(_ text: String) async throws {
        let answer = try await heard { await $0.send(text) }
        #expect(RawClient.status(answer) != 200)
    }

    @Test("keeps one partner to its connections and its share of memory")
    func shares() async throws {
        let limits = limits {
            $0.connectionsPerOwnerMax = 3
            $0.bodyBytesPerOwnerMax = 3_000
        }
        try await withDoor(of: host, desk: desk, limits: limits) { door in
            var clients: [RawClient] = []
            for number in 1...4 {
                let client = try await RawClient(port: door.address.port, tls: try leaf.client())
                await client.send(
                    "POST /txp1/inbox HTTP/1.1\r\nHost: x\r\nContent-Length: 1400\r\n\r\n")
                clients.append(client)
                // The first two hold 2,800 bytes; the third is busy; the fourth is one too many.
                if number == 3 {
                    let heard = await client.wait { RawClient.status($0) != 0 }
                    #expect(RawClient.status(heard) == 429)
                    #expect(heard.lowercased().contains("retry-after: 1"))
                } else if number == 4 {
                    break
                } else {
                    await waitFor { door.counts.count(of: .requests) == number }
                }
            }
            for client in clients { client.close() }
            await waitFor { door.counts.openConnections == 0 }
            let next = try await RawClient(port: door.address.port, tls: try leaf.client())
            await next.send(request(body: String(repeating: "x", count: 2_000)))
            #expect(RawClient.status(await next.wait { $0.hasSuffix("KZ:2000") }) == 200)
            next.close()
        }
    }

    @Test("lets a partner in while strangers hoard connections")
    func hoarded() async throws {
        try await withDoor(of: host, desk: desk, limits: limits { $0.connectionsMax = 8 }) { door in
            var silent: [RawClient] = []
            for _ in 0..<20 {
                silent.append(try await RawClient(port: door.address.port, tls: nil))
            }
            let partner = try await RawClient(port: door.address.port, tls: try leaf.client())
            await partner.send(request())
            #expect(RawClient.status(await partner.wait { $0.hasSuffix("KZ:2") }) == 200)
            #expect(door.counts.openConnections <= 8)
            for _ in 0..<20 {
                silent.append(try await RawClient(port: door.address.port, tls: nil))
            }
            await partner.send(request())
            let heard = await partner.wait { $0.components(separatedBy: "KZ:2").count == 3 }
            #expect(heard.components(separatedBy: "KZ:2").count == 3, "and it stays in")
            for client in silent + [partner] { client.close() }
        }
    }

    @Test("answers a request in hand when it closes, and takes no other")
    func closing() async throws {
        let slow = StubDesk(desk.trust(), answerTime: .milliseconds(200))
        let client = try await withDoor(of: host, desk: slow) { door in
            let client = try await RawClient(port: door.address.port, tls: try leaf.client())
            await client.send(request())
            await waitFor { slow.requests.count == 1 }
            return client
        }
        #expect(RawClient.status(await client.wait()) == 200)
    }
}

/// Waits for a condition, at most ten seconds.
func waitFor(_ condition: () -> Bool) async {
    let deadline = ContinuousClock.now + .seconds(10)
    while !condition(), ContinuousClock.now < deadline {
        do { try await Task.sleep(for: .milliseconds(2)) } catch { return }
    }
}
