import Foundation
import NIOCore
import Synchronization
import Workflows

/// A connection to a partner's gateway.
struct CourierConnection: Sendable {
    let channel: any Channel
    let judgement: CourierJudgement
}

/// What is thought of the gateway at the other end of one connection.
final class CourierJudgement: Sendable {
    private struct State {
        var judged: JudgedChain?
        var isRefused = false
    }

    private let trust: PartnerTrust
    private let partner: String
    private let state = Mutex(State())

    init(trust: PartnerTrust, partner: String) {
        self.trust = trust
        self.partner = partner
    }

    var judged: JudgedChain? { state.withLock { $0.judged } }
    /// True when a certificate was shown that is not the partner's.
    var isRefused: Bool { state.withLock { $0.isRefused } }

    func judge(_ chain: [[UInt8]]) async -> Bool {
        let judged = await JudgedChain(chain, for: .server, trust: trust, partner: partner)
        state.withLock {
            $0.judged = judged
            $0.isRefused = judged == nil
        }
        return judged != nil
    }

    /// Looks again when trust has changed since; false when the gateway is believed no more.
    func stands(under trust: PartnerTrust) async -> Bool {
        guard let judged = await judged?.again(under: trust, now: Date()) else { return false }
        state.withLock { $0.judged = judged }
        return true
    }
}

/// The connections to one gateway: those not in use, and how many there may be.
final class CourierPool: Sendable {
    private struct State {
        var inUse = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var idle: [(connection: CourierConnection, since: NIODeadline)] = []
    }

    private let connectionsMax: Int
    private let state = Mutex(State())

    init(connectionsMax: Int) { self.connectionsMax = connectionsMax }

    /// Waits until one more connection may be used. Who sends bounds how many wait.
    func enter() async {
        await withCheckedContinuation { continuation in
            let mayEnter = state.withLock { state in
                guard state.inUse < connectionsMax else {
                    state.waiting.append(continuation)
                    return false
                }
                state.inUse += 1
                return true
            }
            if mayEnter { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.inUse -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }

    /// The connection that was used last, if it has not stood idle too long.
    func takeIdle(idleTime: TimeAmount) -> CourierConnection? {
        let (found, stale) = state.withLock { state in
            var stale: [CourierConnection] = []
            while let last = state.idle.popLast() {
                if last.connection.channel.isActive, last.since + idleTime > .now() {
                    return (last.connection as CourierConnection?, stale)
                }
                stale.append(last.connection)
            }
            return (nil, stale)
        }
        for connection in stale { connection.channel.close(promise: nil) }
        return found
    }

    func keep(_ connection: CourierConnection) {
        let surplus = state.withLock { state -> CourierConnection? in
            guard state.idle.count < connectionsMax else { return connection }
            state.idle.append((connection, .now()))
            return nil
        }
        surplus?.channel.close(promise: nil)
    }

    func closeIdle() {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        for entry in idle { entry.connection.channel.close(promise: nil) }
    }
}
