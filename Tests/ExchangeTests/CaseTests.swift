import Testing

@testable import Exchange
@testable import Seal

/// A small generator whose whole run follows from its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

@Suite("Assistance cases")
struct CaseTests {
    private let terms: CaseTerms
    private let start = TestNode.begin

    init() throws {
        let agreement = try Agreement(reading: try shippedDocument("uz-us"))
        terms = try #require(
            CaseTerms(
                agreement, type: .verifyExport, urgency: .urgent, purpose: "duty-evasion",
                asker: "UZ", answerer: "US"))
    }

    private func step(
        _ type: MessageType, _ hours: Int64 = 0, answers: Digest256? = nil,
        until: Timestamp? = nil
    ) -> CaseStep {
        CaseStep(
            type: type, envelope: Digest256(hashing: "\(type.rawValue) \(hours)"),
            at: start.adding(seconds: hours * 3_600), answers: answers, until: until)
    }

    private func sentCase() throws -> AssistanceCase {
        var mine = AssistanceCase.draft(terms: terms)
        for event in [
            CaseEvent.validated, .reviewAsked,
            .approved(preparedBy: "uz-liaison", approvedBy: "uz-head"), .sent(step(.request)),
        ] { _ = try mine.on(event) }
        return mine
    }

    @Test("goes the whole way on both sides, and closes only after the outcome")
    func wholeWay() throws {
        var mine = try sentCase()
        var (theirs, opening) = try AssistanceCase.received(step(.request), terms: terms)
        #expect(opening.contains(.present(.request)))
        _ = try mine.on(.requestDelivered(start))
        let request = step(.request).envelope
        let steps: [(CaseStep, CaseState)] = [
            (step(.acknowledgement, 1), .acknowledged),
            (step(.clarificationAsked, 2), .clarificationAsked),
            (step(.clarification, 4), .inExecution), (step(.progress, 5), .inExecution),
            (step(.partialReply, 6, answers: request), .inExecution),
            (step(.reply, 7, answers: step(.clarification, 4).envelope), .replied),
            (step(.outcome, 8), .outcomeGiven),
        ]
        for (next, state) in steps {
            let byAsker = CaseTable.author(of: next.type) == .asker
            #expect(throws: Refusal.self) { try mine.on(.closed(start)) }
            _ = try mine.on(byAsker ? .sent(next) : .received(next))
            _ = try theirs.on(byAsker ? .received(next) : .sent(next))
            #expect(mine.state == state)
            #expect(theirs.state == state)
        }
        for side in [mine, theirs] {
            var side = side
            let end = start.adding(seconds: terms.retentionDays * 86_400)
            #expect(try side.on(.closed(start)) == [.keepUntil(end)])
            #expect(throws: Refusal.self) { try side.on(.disposed(end.adding(seconds: -1))) }
            _ = try side.on(.disposed(end))
            #expect(side.state == .disposed)
            #expect(side.partialReplies == 1)
        }
    }

    @Test("needs a second person and a checked form before anything leaves")
    func approval() throws {
        var mine = AssistanceCase.draft(terms: terms)
        #expect(throws: Refusal.self) { try mine.on(.sent(step(.request))) }
        _ = try mine.on(.validated)
        _ = try mine.on(.reviewAsked)
        let refusal = #expect(throws: Refusal.self) {
            try mine.on(.approved(preparedBy: "uz-head", approvedBy: "uz-head"))
        }
        #expect(refusal?.code == .approvalMissing)
        #expect(throws: Refusal.self) { try mine.on(.sent(step(.request))) }
        #expect(mine.state == .inReview)
    }

    @Test("runs three clocks that a clarification pauses")
    func clocks() throws {
        var mine = try sentCase()
        #expect(mine.clocks[.delivery]?.deadline(at: start) == start.adding(seconds: 86_400))
        let late = start.adding(seconds: 86_400)
        #expect(try mine.on(.time(late)) == [.overdue(.delivery)])
        #expect(try mine.on(.time(late)) == [])
        // The receiver's clock starts when the request arrived, not when it was sent.
        let actions = try mine.on(.requestDelivered(late))
        #expect(
            actions == [
                .clockStopped(.delivery),
                .clockStarted(.acknowledgement, deadline: late.adding(seconds: 24 * 3_600)),
                .clockStarted(.reply, deadline: late.adding(seconds: 72 * 3_600)),
            ])
        _ = try mine.on(.received(step(.acknowledgement, 30)))
        #expect(mine.clocks[.acknowledgement]?.isActive == false)
        _ = try mine.on(.received(step(.clarificationAsked, 31)))
        #expect(mine.clocks[.reply]?.isPaused == true)
        #expect(try mine.on(.time(start.adding(seconds: 500 * 3_600))) == [])
        _ = try mine.on(.sent(step(.clarification, 131)))
        let deadline = late.adding(seconds: (72 + 100) * 3_600)
        #expect(mine.clocks[.reply]?.deadline(at: start) == deadline)
        #expect(try mine.on(.time(deadline.adding(seconds: -1))) == [])
        #expect(try mine.on(.time(deadline)) == [.overdue(.reply)])
    }

    @Test("moves the deadline with a postponement")
    func postponement() throws {
        var mine = try sentCase()
        _ = try mine.on(.requestDelivered(start))
        _ = try mine.on(.received(step(.acknowledgement, 1)))
        let until = start.adding(seconds: 90 * 86_400)
        let request = step(.request).envelope
        #expect(throws: Refusal.self) {
            try mine.on(.received(step(.postponement, 2, answers: request)))
        }
        _ = try mine.on(.received(step(.postponement, 2, answers: request, until: until)))
        #expect(mine.state == .postponed)
        #expect(mine.clocks[.reply]?.deadline(at: start) == until)
        _ = try mine.on(.received(step(.reply, 3, answers: request)))
        #expect(mine.state == .replied)
    }

    @Test("lets an oral request expire unless it is confirmed in time")
    func oral() throws {
        let hours = try #require(terms.oralConfirmWithinHours)
        for role in CaseRole.allCases {
            let (opened, actions) = try AssistanceCase.oral(role: role, at: start, terms: terms)
            let deadline = start.adding(seconds: hours * 3_600)
            #expect(actions == [.clockStarted(.oralConfirmation, deadline: deadline)])
            var expired = opened
            #expect(try expired.on(.time(deadline)).contains(.overdue(.oralConfirmation)))
            #expect(expired.state == .expired)
            var confirmed = opened
            let confirmation = step(.oralConfirmation, 2)
            _ = try confirmed.on(role == .asker ? .sent(confirmation) : .received(confirmation))
            #expect(confirmed.state == (role == .asker ? .sent : .delivered))
            #expect(
                try confirmed.on(.time(deadline)).contains(.overdue(.oralConfirmation)) == false)
        }
    }

    @Test("refuses answers that name no version of the request, and notes older ones")
    func versions() throws {
        var mine = try sentCase()
        _ = try mine.on(.received(step(.acknowledgement, 1)))
        #expect(mine.state == .acknowledged)
        #expect(throws: Refusal.self) { try mine.on(.received(step(.reply, 2))) }
        #expect(throws: Refusal.self) {
            try mine.on(.received(step(.reply, 2, answers: Digest256(hashing: "x"))))
        }
        _ = try mine.on(.received(step(.clarificationAsked, 2)))
        _ = try mine.on(.sent(step(.clarification, 3)))
        let actions = try mine.on(
            .received(step(.reply, 4, answers: step(.request).envelope)))
        #expect(actions.contains(.answersOlderVersion))
    }

    @Test("sends nothing during a suspension, and its clocks stand still")
    func suspension() throws {
        var mine = try sentCase()
        _ = try mine.on(.requestDelivered(start))
        _ = try mine.on(.agreementSuspended(start.adding(seconds: 3_600)))
        let refusal = #expect(throws: Refusal.self) { try mine.on(.sent(step(.withdrawal, 2))) }
        #expect(refusal?.code == .suspended)
        #expect(try mine.on(.time(start.adding(seconds: 1_000 * 3_600))) == [])
        _ = try mine.on(.agreementResumed(start.adding(seconds: 11 * 3_600)))
        #expect(
            mine.clocks[.acknowledgement]?.deadline(at: start)
                == start.adding(seconds: 34 * 3_600))
        _ = try mine.on(.sent(step(.withdrawal, 12)))
        #expect(mine.state == .withdrawn)
    }

    /// Two officers who act at random over a slow line: whatever crosses, both sides end alike.
    @Test("ends alike on both sides whatever crosses on the way", arguments: 0..<40)
    func crossing(block: UInt64) throws {
        for seed in block * 50..<(block + 1) * 50 {
            var random = SeededGenerator(seed: seed)
            var sides = [
                CaseRole.asker: try sentCase(),
                .answerer: try AssistanceCase.received(step(.request), terms: terms).0,
            ]
            var lines: [CaseRole: [CaseStep]] = [.asker: [], .answerer: []]
            var hour: Int64 = 1
            for turn in 0..<60 {
                let actor: CaseRole = random.chance(50) ? .asker : .answerer
                if random.chance(60) || turn > 40, let first = lines[actor]?.first {
                    lines[actor]?.removeFirst()
                    _ = try sides[actor]?.on(.received(first))
                } else if turn <= 40 {
                    guard let side = sides[actor] else { continue }
                    let legal = MessageType.allCases.filter {
                        CaseTable.author(of: $0) == actor
                            && CaseTable.next(side.state, $0) != nil
                            // Leaving early is rarer than going on.
                            && ($0 != .withdrawal || random.chance(10))
                    }
                    guard let type = legal.randomElement(using: &random) else { continue }
                    let next = step(
                        type, hour, answers: side.versions.last,
                        until: start.adding(seconds: 10_000 * 3_600))
                    hour += 1
                    _ = try sides[actor]?.on(.sent(next))
                    lines[actor.other]?.append(next)
                }
            }
            for actor in CaseRole.allCases {
                for rest in lines[actor] ?? [] { _ = try sides[actor]?.on(.received(rest)) }
            }
            let asker = try #require(sides[.asker])
            let answerer = try #require(sides[.answerer])
            let same =
                asker.state == answerer.state
                || (asker.state == .sent && answerer.state == .delivered)
            #expect(same, "seed \(seed): \(asker.state) and \(answerer.state)")
        }
    }
}
