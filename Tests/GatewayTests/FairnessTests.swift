import Synchronization
import Testing

@testable import Gateway

/// One partner's flood beside another's few messages.
@Suite("Turns, rates and memory")
struct FairnessTests {
    /// A time that the test moves.
    private final class HandClock: Sendable {
        private let offset = Mutex(Duration.zero)
        private let start = ContinuousClock.now

        var now: ContinuousClock.Instant { start + offset.withLock { $0 } }

        func pass(_ time: Duration) { offset.withLock { $0 += time } }
    }

    /// A gate behind which work waits until the test opens it.
    private final class Gate: Sendable {
        private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

        func wait() async {
            await withCheckedContinuation { continuation in
                waiting.withLock { $0.append(continuation) }
            }
        }

        var count: Int { waiting.withLock { $0.count } }

        func open() {
            let all = waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
            for continuation in all { continuation.resume() }
        }
    }

    @Test("a partner alone may have much in work, beside another no more than its share")
    func shares() async {
        let clock = HandClock()
        let turns = FairTurns(aloneMax: 6, sharedMax: 2, waitingMax: 3, now: { clock.now })
        let gate = Gate()
        await withTaskGroup(of: Bool.self) { group in
            func ask(_ partner: String) {
                group.addTask { await turns.turn(of: partner) { await gate.wait() } != nil }
            }
            for _ in 0..<6 { ask("flood") }
            await waitFor { gate.count == 6 }
            ask("other")
            await waitFor { gate.count == 7 }
            for _ in 0..<3 { ask("flood") }
            await waitFor { turns.load(of: "flood").waiting == 3 }
            #expect(turns.load(of: "flood").inWork == 6)
            #expect(await turns.turn(of: "flood") { true } == nil, "a fourth that waits is refused")
            ask("other")
            await waitFor { gate.count == 8 }
            #expect(turns.load(of: "other").inWork == 2, "the other goes on at once")
            gate.open()
            await waitFor { gate.count == 2 }
            #expect(turns.load(of: "flood") == (2, 1), "two go on, the third waits its turn")
            gate.open()
            await waitFor { gate.count == 1 }
            gate.open()
            let outcomes = await group.reduce(into: []) { $0.append($1) }
            #expect(outcomes.allSatisfy { $0 } && outcomes.count == 11)
        }
        #expect(turns.load(of: "flood") == (0, 0) && turns.load(of: "other") == (0, 0))
        clock.pass(FairTurns.presence)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask { _ = await turns.turn(of: "flood") { await gate.wait() } }
            }
            await waitFor { gate.count == 6 }
            #expect(turns.load(of: "flood").inWork == 6, "alone again after a while")
            gate.open()
        }
    }

    @Test("a rate gives back with time what it took, and no more than the burst")
    func rate() {
        let clock = HandClock()
        let limiter = RateLimiter(perSecond: 2, burst: 4, now: { clock.now })
        func taken(_ owner: String) -> Int { (0..<10).count { _ in limiter.take(for: owner) } }
        #expect(taken("a") == 4)
        #expect(taken("b") == 4)
        clock.pass(.seconds(1))
        #expect(taken("a") == 2)
        clock.pass(.seconds(100))
        #expect(taken("a") == 4)
    }

    @Test("memory set aside is given back, to each owner and altogether")
    func budget() {
        var limits = DoorLimits()
        limits.bodyBytesPerOwnerMax = 10
        limits.bodyBytesTotalMax = 15
        let budget = BodyBudget(limits: limits)
        #expect(budget.take(10, for: "a"))
        #expect(!budget.take(1, for: "a"))
        #expect(budget.take(5, for: "b"))
        #expect(!budget.take(1, for: "c"), "nothing is left for anybody")
        budget.give(back: 10, of: "a")
        #expect(budget.take(10, for: "c"))
    }
}
