import Exchange
import Seal
import Store
import Testing

@testable import Workflows

/// Whole cases between two nodes over a line that loses, doubles, delays and replays: both sides end
/// in the same state, and deadlines hold.
@Suite("Exchange: cases over a bad line")
struct CaseJourneys {
    private let pair: ExchangePair
    private let lines: (HostileCourier, HostileCourier)

    init() throws {
        pair = try ExchangePair(handlers: [CaseDesk(), BreachDesk(), ConsentDesk()])
        lines = (
            HostileCourier(from: "UZ", to: pair.desks, seed: 5),
            HostileCourier(from: "US", to: pair.desks, seed: 6)
        )
    }

    /// A step that one side takes.
    struct Turn: Sendable {
        let type: MessageType
        let content: JSONTree

        init(_ type: MessageType, _ content: JSONTree = .object(JSONObject())) {
            self.type = type
            self.content = content
        }

        /// UZ asks, US answers.
        var isAsker: Bool {
            switch type {
            case .request, .clarification, .conditionsAccepted, .conditionsDeclined, .outcome,
                .withdrawal, .oralConfirmation:
                true
            default: false
            }
        }
    }

    private static let text = JSONTree.object(["text": "as agreed"])
    private static let found = JSONTree.object([
        "found": true, "declaration": .object(["procedure": "1000"]),
    ])
    private static let acknowledged = Turn(
        .acknowledgement,
        .object(["case": .object(["ownReference": "US-77"]), "due": "2026-12-31"]))
    private static let outcome = Turn(
        .outcome, .object(["outcome": .object(["used": true, "result": "duty recovered"])]))

    /// How a case can go, and where both sides must end.
    struct Course: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let turns: [Turn]
        let end: CaseState
    }

    static let courses: [Course] = [
        Course(
            testDescription: "clarified, partly answered twice, answered",
            turns: [
                acknowledged, Turn(.clarificationAsked, text), Turn(.clarification, text),
                Turn(.progress, text), Turn(.partialReply, text), Turn(.partialReply, found),
                Turn(.reply, found), outcome,
            ], end: .outcomeGiven),
        Course(
            testDescription: "answered at once", turns: [Turn(.reply, found), outcome],
            end: .outcomeGiven),
        Course(
            testDescription: "refused on a ground of the agreement",
            turns: [acknowledged, Turn(.refusal, .object(["ground": "sovereignty"])), outcome],
            end: .outcomeGiven),
        Course(
            testDescription: "postponed, then answered",
            turns: [
                acknowledged,
                Turn(
                    .postponement,
                    .object(["ground": "ongoing-investigation", "until": "2027-03-01"])),
                Turn(.reply, found), outcome,
            ], end: .outcomeGiven),
        Course(
            testDescription: "answered under accepted conditions",
            turns: [
                acknowledged,
                Turn(.conditionsProposed, .object(["conditions": "not before a court"])),
                Turn(.conditionsAccepted), Turn(.reply, found), outcome,
            ], end: .outcomeGiven),
        Course(
            testDescription: "conditions declined",
            turns: [
                acknowledged,
                Turn(.conditionsProposed, .object(["conditions": "not before a court"])),
                Turn(.conditionsDeclined), outcome,
            ], end: .outcomeGiven),
        Course(
            testDescription: "sent to who is competent",
            turns: [Turn(.notCompetent, .object(["competent": "Coast Guard"])), outcome],
            end: .outcomeGiven),
        Course(
            testDescription: "withdrawn", turns: [acknowledged, Turn(.withdrawal, text)],
            end: .withdrawn),
    ]

    private func opened() throws -> String {
        let (file, draft) = try pair.uz.exchange.commit {
            try CaseWork.request(
                .verifyExport, urgency: .routine, of: "US", agreement: nil,
                purpose: "duty-evasion", handling: "LIMITED", content: requestContent,
                preparedBy: "uz-liaison", in: $0)
        }
        _ = try pair.uz.exchange.commit { try Drafts.approve(draft.id, by: "uz-head", in: $0) }
        return file.id
    }

    private func take(_ turn: Turn, of id: String) throws {
        let node = turn.isAsker ? pair.uz : pair.us
        let code = node.code.lowercased()
        let draft = try node.exchange.commit {
            try CaseWork.step(
                turn.type, of: id, content: turn.content, preparedBy: "\(code)-liaison", in: $0)
        }
        _ = try node.exchange.commit { try Drafts.approve(draft.id, by: "\(code)-head", in: $0) }
    }

    /// Carries everything that waits on either side.
    private func carry() async throws {
        try await pair.exchange(lines) {
            try [pair.uz, pair.us].allSatisfy { node in
                try node.outbox.allSatisfy { $0.state == .done }
            }
        }
    }

    private func file(_ id: String, at node: Administration) throws -> CaseFile {
        let standing = try node.exchange.standing()
        return try #require(
            try node.store.read { try CaseFile(id, in: $0, standing: standing) })
    }

    /// What both sides must agree on.
    private func expectSame(_ id: String, _ end: CaseState) throws {
        let (ours, theirs) = (try file(id, at: pair.uz).state, try file(id, at: pair.us).state)
        #expect(ours.state == end)
        #expect(theirs.state == end)
        #expect(ours.versions == theirs.versions)
        #expect(Set(ours.history.map(\.envelope)) == Set(theirs.history.map(\.envelope)))
        #expect(ours.partialReplies == theirs.partialReplies)
        #expect(try pair.uz.verified().isGood && pair.us.verified().isGood)
    }

    @Test("Both sides end alike, however a case goes", arguments: courses)
    func course(_ course: Course) async throws {
        let id = try opened()
        try await carry()
        for turn in course.turns {
            try take(turn, of: id)
            try await carry()
        }
        try expectSame(id, course.end)
        // Nothing is waited for any more, on neither side.
        for node in [pair.uz, pair.us] {
            #expect(try file(id, at: node).state.clocks.values.allSatisfy { !$0.isActive })
        }
        let closed = try pair.uz.exchange.commit {
            try CaseWork.close(id, by: "uz-head", in: $0)
        }
        #expect(closed.state.keepUntil != nil)
    }

    @Test("Nobody closes a case before its outcome is told")
    func outcomeFirst() async throws {
        let id = try opened()
        try await carry()
        try take(Turn(.reply, Self.found), of: id)
        try await carry()
        for node in [pair.uz, pair.us] {
            #expect(throws: Refusal.self) {
                _ = try node.exchange.commit { try CaseWork.close(id, by: "x", in: $0) }
            }
        }
    }

    @Test("Steps that cross on the way leave both sides in one state")
    func crossing() async throws {
        // A withdrawal wins over an answer that was under way.
        let withdrawn = try opened()
        try await carry()
        try take(Turn(.reply, Self.found), of: withdrawn)
        try take(Turn(.withdrawal, Self.text), of: withdrawn)
        try await carry()
        #expect(try file(withdrawn, at: pair.uz).state.state == .withdrawn)
        #expect(try file(withdrawn, at: pair.us).state.state == .withdrawn)
        // A final answer wins over a clarification that comes too late.
        let answered = try opened()
        try await carry()
        try take(Self.acknowledged, of: answered)
        try take(Turn(.clarificationAsked, Self.text), of: answered)
        try await carry()
        try take(Turn(.clarification, Self.text), of: answered)
        try take(Turn(.refusal, .object(["ground": "secrecy"])), of: answered)
        try await carry()
        #expect(try file(answered, at: pair.uz).state.state == .refused)
        #expect(try file(answered, at: pair.us).state.state == .refused)
    }

    @Test("A request by voice that is confirmed in time becomes a case like any other")
    func oralConfirmed() async throws {
        let id = try spoken()
        #expect(try file(id, at: pair.uz).state.clocks[.oralConfirmation]?.isActive == true)
        pair.clock.advance(seconds: 3_600)
        try take(confirmation, of: id)
        try await carry()
        #expect(try file(id, at: pair.us).state.state == .delivered)
        #expect(try file(id, at: pair.uz).state.clocks[.oralConfirmation]?.isActive == false)
        try take(Turn(.reply, Self.found), of: id)
        try await carry()
        try take(Self.outcome, of: id)
        try await carry()
        try expectSame(id, .outcomeGiven)
    }

    @Test("A request by voice that is not confirmed in time expires, and is confirmed no more")
    func oralExpired() throws {
        let id = try spoken()
        pair.clock.advance(seconds: 24 * 3_600 - 60)
        #expect(try pair.uz.exchange.commit { try CaseWork.pass(in: $0) } == 0)
        pair.clock.advance(seconds: 120)
        #expect(try pair.uz.exchange.commit { try CaseWork.pass(in: $0) } == 1)
        #expect(try pair.uz.exchange.commit { try CaseWork.pass(in: $0) } == 0, "told once")
        #expect(try file(id, at: pair.uz).state.state == .expired)
        #expect(throws: Refusal.self) { try take(confirmation, of: id) }
        #expect(try pair.uz.ledger("overdue").map { $0["case"]?.text } == [id])
    }

    @Test("Deadlines count from delivery, by working days of both, and are reported once")
    func deadlines() async throws {
        let id = try opened()
        // Three days on the way: the answerer's clocks have not begun.
        pair.clock.advance(seconds: 3 * 86_400)
        let sent = try file(id, at: pair.uz)
        #expect(sent.state.clocks[.acknowledgement] == nil)
        #expect(try pair.uz.exchange.commit { try CaseWork.pass(in: $0) } == 1, "delivery is late")
        try await carry()
        for node in [pair.uz, pair.us] {
            let clocks = try file(id, at: node).state.clocks
            let started = try #require(clocks[.acknowledgement]?.started)
            #expect(started >= TestClock.base.adding(seconds: 3 * 86_400))
            #expect(clocks[.delivery]?.isActive != true)
        }
        // A clarification stops the clock of the reply until it comes.
        try take(Self.acknowledged, of: id)
        try take(Turn(.clarificationAsked, Self.text), of: id)
        try await carry()
        let before = try file(id, at: pair.uz).state.clocks[.reply]?.deadline(
            at: pair.clock.now())
        pair.clock.advance(seconds: 60 * 86_400)
        #expect(try pair.uz.exchange.commit { try CaseWork.pass(in: $0) } == 0)
        try take(Turn(.clarification, Self.text), of: id)
        try await carry()
        let after = try file(id, at: pair.uz).state.clocks[.reply]?.deadline(
            at: pair.clock.now())
        #expect(try #require(after) >= #require(before).adding(seconds: 59 * 86_400))
        pair.clock.advance(seconds: 120 * 86_400)
        for node in [pair.uz, pair.us] {
            #expect(try node.exchange.commit { try CaseWork.pass(in: $0) } == 1)
            #expect(try node.exchange.commit { try CaseWork.pass(in: $0) } == 0)
        }
    }

    private var confirmation: Turn {
        Turn(
            .oralConfirmation,
            .object([
                "oral": .object(["spokenAt": "2026-09-21T10:00:00Z", "spokenTo": "us-duty"])
            ]))
    }

    private func spoken() throws -> String {
        try pair.uz.exchange.commit {
            try CaseWork.oral(
                .verifyExport, urgency: .urgent, role: .asker, partner: "US", agreement: nil,
                purpose: "duty-evasion", handling: "LIMITED", officer: "uz-duty", in: $0)
        }.id
    }
}
