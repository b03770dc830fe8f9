import Exchange
import Foundation
import Gateway
import Logging
import Seal
import Store
import StoreSQLite
import Synchronization
import Testing
import Workflows

/// Stands between two running nodes with the keys of both gateways, so that it holds whole requests
/// in its hands: it loses them or their answers, doubles them, holds them back so that others
/// overtake, and sends again what it has recorded, to whom it was meant for and to others.
final class HostileRelay: PartnerDesk {
    struct Counts: Hashable, Sendable {
        var lost = 0, doubled = 0, late = 0, replayed = 0
    }

    /// What came of a recorded request that was sent again.
    struct Replay: Hashable, Sendable {
        let message: String
        let status: Int
        let body: [UInt8]
    }

    private struct State {
        var random: SplitMix64
        var counts = Counts()
        var recorded: [DoorRequest] = []
        var isHostile = true
        var target = 0
    }

    /// Most requests recorded; beyond them one that was recorded before makes room.
    static let recordedMax = 200
    private let courier: GatewayCourier
    private let believed: PartnerTrust
    private let state: Mutex<State>

    var counts: Counts { state.withLock { $0.counts } }

    /// - Parameters:
    ///   - sender: directory of the node whose requests pass, with its keys.
    ///   - others: directories of the nodes that requests may be sent to, by their codes.
    init(from sender: String, to others: [String: String], seed: UInt64) throws {
        var trust = PartnerTrust()
        trust.authorities["UZ"] = try Self.authorities(of: "UZ", in: sender)
        for (code, node) in others {
            trust.authorities[code] = try Self.authorities(of: code, in: node)
        }
        believed = trust
        courier = try GatewayCourier(identity: Self.identity(sender), trust: { [trust] in trust })
        state = Mutex(State(random: SplitMix64(seed: seed)))
    }

    static func identity(_ node: String) throws -> GatewayIdentity {
        try GatewayIdentity(
            certificatePEM: String(contentsOfFile: node + "/keys/tls.pem", encoding: .utf8),
            keyPEM: String(contentsOfFile: node + "/keys/tls.key", encoding: .utf8))
    }

    private static func authorities(of code: String, in node: String) throws -> [[UInt8]] {
        let store = try SQLiteStore(path: node + "/tamga.sqlite")
        let row = try #require(try store.read { try $0.card(of: code) })
        let statement = try JWS(reading: JSONTree(reading: row.statement))
        return try BelievedCard(stored: statement.payload).card.tlsAuthorities
    }

    /// Where requests go from now on.
    func pass(to port: Int) { state.withLock { $0.target = port } }

    /// From now on it does what a line should.
    func becomeHonest() { state.withLock { $0.isHostile = false } }

    func trust() -> PartnerTrust { believed }

    func answer(_ request: DoorRequest) async -> DoorAnswer {
        var request = request
        request.partner = "US"
        request.fields = request.fields.filter { Self.carried.contains($0.name) }
        let plan = plan(for: request)
        if plan.pauseMilliseconds > 0 {
            // Interrupted only when the door closes.
            try? await Task.sleep(for: .milliseconds(plan.pauseMilliseconds))
        }
        if let old = plan.replayed { _ = await carry(old, to: "US", port: plan.port) }
        if plan.isLost { return Self.silence }
        if plan.isDoubled {
            async let first = carry(request, to: "US", port: plan.port)
            async let second = carry(request, to: "US", port: plan.port)
            let answers = await [first, second]
            return answers.compactMap { $0 }.last ?? Self.silence
        }
        let answer = await carry(request, to: "US", port: plan.port)
        return plan.isAnswerLost ? Self.silence : answer ?? Self.silence
    }

    /// Sends everything recorded again to one node and says what came back.
    func replayAll(to code: String, port: Int) async -> [Replay] {
        var replays: [Replay] = []
        for request in state.withLock({ $0.recorded }) {
            guard let answer = await carry(request, to: code, port: port) else { continue }
            let id = request.fields.first { $0.name == HTTPSignature.messageIDField }?.value
            replays.append(
                Replay(message: id ?? "", status: answer.status, body: answer.body))
        }
        return replays
    }

    /// The fields that a signature covers, and the signature.
    private static let carried: Set = [
        "content-type", "content-digest", HTTPSignature.messageIDField, "signature-input",
        "signature",
    ]

    /// What a sender sees when nothing sensible comes back: an answer that nobody signed.
    private static let silence = DoorAnswer(status: 502, fields: [], body: [])

    private struct Plan {
        var port: Int
        var isLost = false, isAnswerLost = false, isDoubled = false
        var pauseMilliseconds = 0
        var replayed: DoorRequest?
    }

    private func plan(for request: DoorRequest) -> Plan {
        state.withLock { state in
            var plan = Plan(port: state.target)
            guard state.isHostile else { return plan }
            guard request.path.hasSuffix("/inbox") else { return plan }
            if state.recorded.count < Self.recordedMax {
                state.recorded.append(request)
            } else {
                state.recorded[Int.random(in: 0..<Self.recordedMax, using: &state.random)] =
                    request
            }
            switch Int.random(in: 0..<100, using: &state.random) {
            case 0..<10: plan.isLost = true
            case 10..<20: plan.isAnswerLost = true
            case 20..<40: plan.isDoubled = true
            case 40..<60: plan.replayed = state.recorded.randomElement(using: &state.random)
            default: break
            }
            if Int.random(in: 0..<100, using: &state.random) < 30 {
                plan.pauseMilliseconds = Int.random(in: 1...300, using: &state.random)
            }
            state.counts.lost += plan.isLost || plan.isAnswerLost ? 1 : 0
            state.counts.doubled += plan.isDoubled ? 1 : 0
            state.counts.late += plan.pauseMilliseconds > 0 ? 1 : 0
            state.counts.replayed += plan.replayed == nil ? 0 : 1
            return plan
        }
    }

    private func carry(_ request: DoorRequest, to code: String, port: Int) async -> DoorAnswer? {
        var request = request
        request.partner = code
        do throws(CourierFailure) {
            var answer = try await courier.carry(request, to: "https://127.0.0.1:\(port)")
            answer.fields = answer.fields.filter { Self.carried.contains($0.name) }
            return answer
        } catch { return nil }
    }
}
