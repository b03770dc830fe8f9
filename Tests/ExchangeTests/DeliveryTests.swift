import Foundation
import Testing

@testable import Exchange
@testable import Seal

@Suite("Delivery over a bad network")
struct DeliverySimulationTests {
    /// How many seeds one run tries; fewer or more with `TAMGA_SIMULATION_SEEDS`.
    static let seedCount =
        ProcessInfo.processInfo.environment["TAMGA_SIMULATION_SEEDS"].flatMap(Int.init) ?? 10_000

    @Test(
        "applies each message once, in order, with one receipt, whatever the network does",
        arguments: 0..<10)
    func seeds(block: Int) {
        let size = max(1, Self.seedCount / 10)
        var kills = 0
        for seed in block * size..<(block + 1) * size {
            var simulator = DeliverySimulator(seed: UInt64(seed), messages: 20)
            simulator.run()
            kills += simulator.kills
            #expect(
                simulator.violations.isEmpty,
                "seed \(seed): \(simulator.violations.prefix(3).joined(separator: "; "))")
        }
        #expect(kills > 0)
    }
}

@Suite("The inbox")
struct InboxTests {
    private let first = Digest256(hashing: "first")
    private let second = Digest256(hashing: "second")

    private func judge(
        _ envelope: Digest256, _ sequence: Int64, _ previous: Digest256?,
        known: Digest256? = nil, stream: InboxStream
    ) throws -> InboxVerdict {
        let position = try #require(
            StreamPosition(stream: "s", sequence: sequence, previous: previous))
        return .judge(
            envelope: envelope, position: position,
            known: known.map { KnownMessage(envelope: $0) }, stream: stream)
    }

    @Test("takes what is next and recognises what came before")
    func order() throws {
        let begun = InboxStream.beginning.advanced(by: first)
        #expect(try judge(first, 1, nil, stream: .beginning) == .take(begun))
        #expect(try judge(second, 2, first, stream: begun) == .take(begun.advanced(by: second)))
        #expect(try judge(first, 1, nil, known: first, stream: begun) == .repeatReceipt)
        #expect(try judge(second, 3, first, stream: begun) == .wait(expected: 2))
        #expect(try judge(second, 3, first, stream: begun).refusal == .gapInStream)
    }

    @Test("refuses a second envelope under an id, a number or a past that is taken")
    func conflicts() throws {
        let begun = InboxStream.beginning.advanced(by: first)
        #expect(try judge(second, 1, nil, known: first, stream: begun) == .conflict)
        #expect(try judge(second, 1, nil, stream: begun) == .conflict)
        #expect(try judge(second, 2, second, stream: begun) == .conflict)
        #expect(try judge(second, 2, second, stream: begun).refusal == .digestConflict)
    }

    @Test("has no position that begins with a past or goes on without one")
    func positions() {
        #expect(StreamPosition(stream: "s", sequence: 1, previous: first) == nil)
        #expect(StreamPosition(stream: "s", sequence: 2, previous: nil) == nil)
        #expect(StreamPosition(stream: "s", sequence: 0, previous: nil) == nil)
        #expect(StreamPosition(stream: "a b", sequence: 1, previous: nil) == nil)
    }
}

@Suite("The outbox's lane")
struct OutboxLaneTests {
    private let now = Timestamp(seconds: 1_000)

    private func entry(_ number: Int, _ stream: String) -> OutboxEntry {
        let id = MessageID(
            at: now,
            random: [UInt8](repeating: 0, count: 8) + [
                UInt8(number >> 8 & 255), UInt8(number & 255),
            ])
        return OutboxEntry(
            id: id, envelope: Digest256(hashing: "\(number)"), stream: stream,
            sequence: Int64(number))
    }

    private func emptyLane(window: Int = 100, inFlight: Int = 10) -> OutboxLane {
        var lane = OutboxLane(windowMax: window, inFlightMax: inFlight)
        _ = lane.on(.loaded([], isAll: true), at: now, random: 0)
        return lane
    }

    @Test("sends one message of a stream at a time, other streams beside it")
    func perStream() {
        var lane = emptyLane()
        let entries = [entry(1, "a"), entry(2, "a"), entry(3, "b")]
        #expect(lane.on(.enqueued(entries[0]), at: now, random: 0) == [.send(entries[0].id)])
        #expect(lane.on(.enqueued(entries[1]), at: now, random: 0) == [])
        #expect(lane.on(.enqueued(entries[2]), at: now, random: 0) == [.send(entries[2].id)])
        let actions = lane.on(.receipted(entries[0].id, .accepted), at: now, random: 0)
        #expect(actions == [.done(entries[0].id, .accepted), .send(entries[1].id)])
        #expect(lane.on(.receipted(entries[0].id, .accepted), at: now, random: 0) == [])
    }

    @Test("waits longer after each failure, and at once again after a success")
    func backOff() throws {
        var lane = emptyLane()
        let one = entry(1, "a")
        _ = lane.on(.enqueued(one), at: now, random: 0)
        var moment = now
        var waits: [Int64] = []
        for _ in 0..<12 {
            let actions = lane.on(.failed(one.id), at: moment, random: 0)
            guard case .wake(let wake)? = actions.last else {
                Issue.record("no wake: \(actions)")
                return
            }
            waits.append(wake.milliseconds - moment.milliseconds)
            var later = lane.on(.time, at: wake, random: 0)
            // The lane's own wait may be over before the stream's.
            while case .wake(let next)? = later.last, next > wake {
                moment = next
                later = lane.on(.time, at: next, random: 0)
            }
            #expect(later == [.send(one.id)])
            moment = max(moment, wake)
        }
        #expect(waits[0] == 500)
        #expect(waits.max() == 150_000)
        #expect(lane.isDown)
        _ = lane.on(.receipted(one.id, .accepted), at: moment, random: 0)
        #expect(!lane.isDown)
        #expect(lane.isIdle)
    }

    @Test("probes a partner that is down with one message only")
    func probing() {
        var lane = emptyLane()
        let entries = (1...6).map { entry($0, "s\($0)") }
        for one in entries { _ = lane.on(.enqueued(one), at: now, random: 0) }
        #expect(lane.inFlightCount == 6)
        for one in entries { _ = lane.on(.failed(one.id), at: now, random: 0) }
        let later = now.adding(seconds: 1_000)
        let sent = lane.on(.time, at: later, random: 0).filter {
            if case .send = $0 { true } else { false }
        }
        #expect(sent.count == 1)
    }

    @Test("parks a stream that retrying cannot help, and lets the others go on")
    func parking() {
        var lane = emptyLane()
        let entries = [entry(1, "a"), entry(2, "a"), entry(3, "b")]
        for one in entries { _ = lane.on(.enqueued(one), at: now, random: 0) }
        let actions = lane.on(
            .refused(entries[0].id, .digestConflict, retryAfterSeconds: nil), at: now, random: 0)
        #expect(actions == [.park(stream: "a", entries[0].id, .digestConflict)])
        #expect(lane.count == 2)
        let later = now.adding(seconds: 10_000)
        #expect(lane.on(.time, at: later, random: 0) == [])
        let released = lane.on(.released(stream: "a"), at: later, random: 0)
        #expect(released == [.load(count: 100, except: []), .send(entries[0].id)])
        let loaded = lane.on(.loaded(entries, isAll: true), at: later, random: 0)
        #expect(loaded == [])
        #expect(lane.count == 3)
    }

    @Test(
        "retries later what the partner could take later",
        arguments: [
            Refusal.Code.busy, .notFresh, .unknownKey, .suspended,
        ])
    func retrying(code: Refusal.Code) {
        var lane = emptyLane()
        let one = entry(1, "a")
        _ = lane.on(.enqueued(one), at: now, random: 0)
        let actions = lane.on(.refused(one.id, code, retryAfterSeconds: 60), at: now, random: 0)
        #expect(actions == [.wake(at: now.adding(seconds: 60))])
        #expect(
            lane.on(.time, at: now.adding(seconds: 60), random: 0) == [.send(one.id)])
    }

    @Test("holds a bounded part of a long queue and gets through all of it in order")
    func window() {
        let all = (1...5_000).map { entry($0, "s\($0 % 7)") }
        var waiting = all
        var lane = OutboxLane(windowMax: 50, inFlightMax: 5)
        var pending = lane.on(.time, at: now, random: 0)
        var done: [String: [Int64]] = [:]
        var largest = 0
        while !pending.isEmpty {
            var next: [OutboxLane.Action] = []
            for action in pending {
                largest = max(largest, lane.count)
                switch action {
                case .load(let count, _):
                    let rows = Array(waiting.prefix(count))
                    next += lane.on(
                        .loaded(rows, isAll: rows.count < count), at: now, random: 0)
                case .send(let id): next += lane.on(.receipted(id, .stored), at: now, random: 0)
                case .done(let id, _):
                    guard let place = waiting.firstIndex(where: { $0.id == id }) else { continue }
                    let row = waiting.remove(at: place)
                    done[row.stream, default: []].append(row.sequence)
                case .wake, .park: Issue.record("\(action)")
                }
            }
            pending = next
        }
        #expect(waiting.isEmpty)
        #expect(lane.isIdle)
        #expect(largest <= 100)
        for numbers in done.values { #expect(numbers == numbers.sorted()) }
    }

    @Test("sends nothing while suspended")
    func suspended() {
        var lane = emptyLane()
        _ = lane.on(.suspended, at: now, random: 0)
        let one = entry(1, "a")
        #expect(lane.on(.enqueued(one), at: now, random: 0) == [])
        #expect(lane.on(.resumed, at: now, random: 0) == [.send(one.id)])
    }

    @Test("spreads waits within bounds", arguments: [UInt64(0), 1, 12_345, .max])
    func spread(random: UInt64) {
        for failures in 0...100 {
            let wait = BackOff.standard.wait(failures: failures, random: random)
            #expect((500...300_000).contains(wait))
        }
    }
}
