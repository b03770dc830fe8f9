import Customs
import Foundation
import Formats
import Gateway
import NIOCore
import Reference
import Risk
import Store
import Synchronization
import Testing
import Workflows

/// The API as a national system meets it.
@Suite("The API")
struct APITests {
    private let store = MemoryStore()

    private static func settings() -> ScreeningSettings {
        ScreeningSettings(rates: ExchangeRates(), nationalCurrency: "UZS", codes: .shipped)
    }

    private static let reading: BodyReading = { bytes, format, emit in
        var limits = ReadingLimits()
        limits.depthMax = 64
        try KnownFormats().read(MemorySource(bytes), as: format, limits: limits, emit: emit)
    }

    private func screening() throws -> LiveScreening {
        try LiveScreening(
            settings: Self.settings, reading: Self.reading, store: store, now: { 1_000 },
            logger: silent)
    }

    /// Opens an API, asks it and closes it.
    private func withAPI<Outcome>(
        messages: (any MessageDesk)? = nil, settings: APIDoor.Settings = APIDoor.Settings(),
        identity: GatewayIdentity? = nil,
        _ work: (APIDoor, String) async throws -> Outcome
    ) async throws -> Outcome {
        let token = try ClientDesk.add(
            "single-window", certificate: nil, mayExchange: messages != nil, at: 1, to: store)
        let door = try await APIDoor(
            at: GatewayAddress(host: "127.0.0.1", port: 0), identity: identity,
            clients: ClientDesk(store: store), documents: DocumentDesk(store: store),
            screening: try screening(), messages: messages, settings: settings, logger: silent)
        do {
            let outcome = try await work(door, "Authorization: Bearer \(token ?? "")\r\n")
            await door.close()
            return outcome
        } catch {
            await door.close()
            throw error
        }
    }

    private struct Answer {
        var status: Int
        var head: String
        var body: [String: Any]
    }

    private func ask(
        _ door: APIDoor, _ method: String, _ path: String, fields: String, body: String = ""
    ) async throws -> Answer {
        let client = try await RawClient(port: door.address.port, tls: nil)
        await client.send(
            request(method, path, fields: "Connection: close\r\n" + fields, body: body))
        let heard = await client.wait()
        let cut = try #require(heard.range(of: "\r\n\r\n"), "an answer to \(method) \(path)")
        let text = String(heard[cut.upperBound...])
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return Answer(
            status: RawClient.status(heard), head: String(heard[..<cut.lowerBound]),
            body: try #require(value as? [String: Any]))
    }

    /// A declaration of the corpus, so that it is one that officers would see.
    private func sample() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("Corpus/demo/wco-dec")
        let file = try #require(
            FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasSuffix(".xml")
            }.sorted().first)
        return try String(
            contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }

    @Test("takes a declaration, judges it, and shows it again under its number")
    func journey() async throws {
        let text = try sample()
        try await withAPI { door, token in
            let first = try await ask(
                door, "POST", "/api/v1/submissions", fields: token, body: text)
            #expect(first.status == 201)
            #expect(first.body["known"] as? Bool == false)
            let documents = try #require(first.body["documents"] as? [[String: Any]])
            let result = try #require(documents.first?["result"] as? [String: Any])
            #expect(["red", "yellow", "blue", "green"].contains(result["lane"] as? String))
            let id = try #require(result["id"] as? String)
            let again = try await ask(
                door, "POST", "/api/v1/submissions", fields: token, body: text)
            #expect(again.status == 200)
            #expect(again.body["known"] as? Bool == true)
            let repeated = try #require(again.body["documents"] as? [[String: Any]])
            #expect(repeated.first?["state"] as? String == "known")
            let second = try #require(repeated.first?["result"] as? [String: Any])
            #expect(second["lane"] as? String == result["lane"] as? String)
            #expect(second["score"] as? Double == result["score"] as? Double)
            let escaped = try #require(
                id.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            let status = try await ask(
                door, "GET", "/api/v1/documents/\(escaped)/status", fields: token)
            let now = try #require((status.body["documents"] as? [[String: Any]])?.first)
            #expect(now["status"] as? String == "assessed")
            #expect(now["lane"] as? String == result["lane"] as? String)
            let whole = try await ask(door, "GET", "/api/v1/documents/\(escaped)", fields: token)
            #expect(whole.status == 200)
            let counts = try store.read { try $0.counts() }
            #expect(counts.submissions == 1 && counts.assessments == counts.versions)
        }
    }

    @Test("stores and judges many submissions at once like one after the other")
    func together() async throws {
        let live = try screening()
        let text = try sample()
        let outcomes = try await withThrowingTaskGroup(of: LiveOutcome.self) { group in
            for number in 0..<60 {
                // Twice each, as clients that try again do.
                let body = text + String(repeating: "\n", count: number % 30)
                group.addTask { try await live.submit(Array(body.utf8), name: "test") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0.isKnown } == 30)
        let counts = try store.read { try $0.counts() }
        #expect(counts.submissions == 30 && counts.versions == 1 && counts.assessments == 1)
    }

    @Test("refuses in problem details with a code, a place and a remedy")
    func problems() async throws {
        try await withAPI { door, token in
            for (method, path, fields, body, status, code) in [
                ("GET", "/api/v1/metrics", "", "", 401, "unauthorized"),
                (
                    "GET", "/api/v1/metrics", "Authorization: Bearer tamga_x\r\n", "", 401,
                    "unauthorized"
                ),
                ("GET", "/nowhere", token, "", 404, "not-found"),
                ("DELETE", "/api/v1/submissions", token, "", 405, "method-not-allowed"),
                ("POST", "/api/v1/submissions", token, "", 400, "malformed"),
                ("POST", "/api/v1/submissions?format=pdf", token, "x", 400, "unknown-format"),
                ("POST", "/api/v1/submissions", token, "no document", 422, "refused"),
                (
                    "POST", "/api/v1/submissions", token + "Content-Encoding: gzip\r\n", "x", 415,
                    "packed"
                ),
                ("GET", "/api/v1/documents/26UZ", token, "", 404, "not-found"),
                ("GET", "/api/v1/documents/%zz", token, "", 404, "not-found"),
                ("GET", "/api/v1/messages", token, "", 403, "forbidden"),
            ] {
                let answer = try await ask(door, method, path, fields: fields, body: body)
                #expect(answer.status == status, "\(method) \(path)")
                #expect(answer.body["code"] as? String == code, "\(method) \(path)")
                #expect(answer.head.contains("application/problem+json"))
                #expect((answer.body["remedy"] as? String)?.isEmpty == false)
                #expect((answer.body["place"] as? String)?.isEmpty == false)
                #expect(answer.body["status"] as? Int == status)
            }
            let health = try await ask(door, "GET", "/api/v1/health", fields: "")
            #expect(health.status == 200)
        }
    }

    @Test("keeps a client to its rate and lets another go on")
    func rates() async throws {
        var settings = APIDoor.Settings()
        settings.requestsPerSecond = 0.001
        settings.burst = 3
        let other = try ClientDesk.add(
            "other", certificate: nil, mayExchange: false, at: 1, to: store)
        try await withAPI(settings: settings) { door, token in
            var statuses: [Int] = []
            for _ in 0..<5 {
                let answer = try await ask(door, "GET", "/api/v1/documents/1", fields: token)
                statuses.append(answer.status)
            }
            #expect(statuses == [404, 404, 404, 429, 429])
            let answer = try await ask(
                door, "GET", "/api/v1/documents/1",
                fields: "Authorization: Bearer \(other ?? "")\r\n")
            #expect(answer.status == 404)
        }
    }

    @Test("knows a client by its certificate, and shuts it out when it is revoked")
    func certificates() async throws {
        let node = try TestNode("UZ")
        let (known, unknown) = (
            try TestAuthority().leaf(), try TestAuthority().leaf()
        )
        _ = try ClientDesk.add(
            "warehouse", certificate: known.certificate, mayExchange: false, at: 1, to: store)
        try await withAPI(identity: node.identity) { door, _ in
            func status(_ leaf: TestLeaf) async throws -> Int {
                let client = try await RawClient(
                    port: door.address.port, tls: try leaf.client())
                await client.send(request("GET", "/api/v1/documents/1", body: ""))
                let heard = await client.wait { RawClient.status($0) != 0 }
                client.close()
                return RawClient.status(heard)
            }
            let statuses = [try await status(known), try await status(unknown)]
            #expect(statuses == [404, 0], "the first is let in; there is no such document")
        }
        try store.write { try $0.revokeClient("warehouse", at: 2) }
        #expect(ClientDesk(store: store).client(certificate: known.certificate) == nil)
    }

    @Test("believes tokens that were issued and no others, and keeps none of them")
    func tokens() throws {
        let token = try #require(
            try ClientDesk.add("one", certificate: nil, mayExchange: true, at: 1, to: store))
        let desk = ClientDesk(store: store)
        #expect(desk.client(token: token) == Client(name: "one", mayExchange: true))
        #expect(desk.client(token: token + "x") == nil)
        #expect(desk.client(token: "") == nil)
        let kept = try store.read { try $0.clients() }
        #expect(!"\(kept)".contains(token.dropFirst(ClientDesk.tokenPrefix.count)))
        #expect(throws: StoreFailure.self) {
            try ClientDesk.add("one", certificate: nil, mayExchange: true, at: 1, to: store)
        }
    }
}
