import Foundation
import Logging
import Synchronization
import Workflows

/// What all connections of the partners' door share.
final class PartnerHall: Sendable {
    let desk: any PartnerDesk
    let limits: DoorLimits
    let turns: FairTurns
    let logger: Logger
    private let connections = Mutex<[String: Int]>([:])

    init(desk: any PartnerDesk, limits: DoorLimits, turns: FairTurns, logger: Logger) {
        self.desk = desk
        self.limits = limits
        self.turns = turns
        self.logger = logger
    }

    /// Counts a partner's connection; false when it has too many.
    func enter(_ partner: String) -> Bool {
        connections.withLock { connections in
            let count = connections[partner] ?? 0
            guard count < limits.connectionsPerOwnerMax else { return false }
            connections[partner] = count + 1
            return true
        }
    }

    func leave(_ partner: String) {
        connections.withLock { connections in
            let left = (connections[partner] ?? 0) - 1
            connections[partner] = left > 0 ? left : nil
        }
    }
}

/// One connection of a partner's node: knows whose it is, and asks again for every request.
final class PartnerSession: DoorSession {
    private struct State {
        var judged: JudgedChain?
        var isClosed = false
    }

    private let hall: PartnerHall
    private let state = Mutex(State())

    init(hall: PartnerHall) { self.hall = hall }

    func judge(_ chain: [[UInt8]]) async -> Bool {
        let trust = hall.desk.trust()
        switch await ChainJudge.judge(chain, for: .client, trust: trust) {
        case .nobody(let fault):
            hall.logger.notice(
                "a certificate was not believed", metadata: ["fault": "\(fault.rawValue)"])
            return false
        case .partner(let partner, _):
            guard
                let judged = await JudgedChain(chain, for: .client, trust: trust, partner: partner)
            else { return false }
            return enter(judged)
        }
    }

    private func enter(_ judged: JudgedChain) -> Bool {
        guard hall.enter(judged.partner) else {
            hall.logger.notice(
                "too many connections of one partner", metadata: ["partner": "\(judged.partner)"])
            return false
        }
        let isOpen = state.withLock { state in
            guard !state.isClosed else { return false }
            state.judged = judged
            return true
        }
        if !isOpen { hall.leave(judged.partner) }
        return isOpen
    }

    func closed() {
        let partner = state.withLock { state in
            state.isClosed = true
            return state.judged?.partner
        }
        if let partner { hall.leave(partner) }
    }

    func admit(_ head: DoorHead) -> HeadVerdict {
        // A resumed session shows no certificate: whoever is not known from this handshake is nobody.
        guard let judged = state.withLock({ $0.judged }) else {
            return .refuse(Self.refused("unknown-partner", status: 401, isLast: true))
        }
        guard head.path.contains("/txp1/") else {
            return .refuse(Self.refused("malformed", status: 400, isLast: true))
        }
        return .admit(owner: judged.partner, bodyBytesMax: hall.limits.bodyBytesMax)
    }

    func answer(_ head: DoorHead, body: [UInt8]) async -> DoorReply {
        guard let before = state.withLock({ $0.judged }),
            let judged = await before.again(under: hall.desk.trust(), now: Date())
        else {
            hall.logger.notice("a connection is believed no more")
            return Self.refused("key-revoked", status: 401, isLast: true)
        }
        state.withLock { $0.judged = judged }
        let request = DoorRequest(
            method: head.method, authority: head.authority, path: head.path, query: head.query,
            fields: head.fields.map { DoorRequest.Field($0.name, $0.value) }, body: body,
            certificates: judged.chain, partner: judged.partner)
        let desk = hall.desk
        guard
            let answer = await hall.turns.turn(
                of: judged.partner, { await desk.answer(request) })
        else { return refusal(.busy) }
        return DoorReply(
            status: answer.status, fields: answer.fields.map { ($0.name, $0.value) },
            body: answer.body)
    }

    func refusal(_ fault: DoorFault) -> DoorReply {
        switch fault {
        case .malformed: return Self.refused("malformed", status: 400, isLast: true)
        case .packed: return Self.refused("unsupported", status: 400, isLast: true)
        case .bodyTooLarge: return Self.refused("too-large", status: 413, isLast: true)
        case .tooSlow: return Self.refused("malformed", status: 408, isLast: true)
        case .busy:
            var reply = Self.refused("busy", status: 429, isLast: false)
            reply.fields.append(("Retry-After", "1"))
            return reply
        }
    }

    private static func refused(_ code: String, status: Int, isLast: Bool) -> DoorReply {
        DoorReply(
            status: status, fields: [("Content-Type", "application/txp+json")],
            body: Array(#"{"v":"TXP/1","refused":"\#(code)"}"#.utf8), isLast: isLast)
    }
}
