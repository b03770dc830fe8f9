package import Seal

/// A message that waits for its receipt, as the outbox's table keeps it.
package struct OutboxEntry: Hashable, Sendable {
    package let id: MessageID
    package let envelope: Digest256
    package let stream: String
    package let sequence: Int64

    package init(id: MessageID, envelope: Digest256, stream: String, sequence: Int64) {
        self.id = id
        self.envelope = envelope
        self.stream = stream
        self.sequence = sequence
    }
}

/// Everything that waits for one partner: who may go next, who goes again and when.
///
/// Within a stream one message is under way at a time; streams do not wait for one another. A
/// message is done only with a verified receipt. Memory is bounded: beyond ``windowMax`` entries
/// stay on disk until they are loaded in order. The lane holds nothing that a restart could lose:
/// it is rebuilt from the outbox's table.
package struct OutboxLane: Sendable {
    /// What happens.
    package enum Event: Sendable {
        /// A transaction put a message into the outbox's table.
        case enqueued(OutboxEntry)
        /// What ``Action/load(count:except:)`` asked for; `isAll` when there were fewer rows than
        /// asked for.
        case loaded([OutboxEntry], isAll: Bool)
        /// A receipt came, and signature and proof hold.
        case receipted(MessageID, Receipt.Status)
        /// The partner's node answered with a refusal instead of a receipt.
        case refused(MessageID, Refusal.Code, retryAfterSeconds: Int64?)
        /// No answer, or one that cannot be believed.
        case failed(MessageID)
        case time
        /// Rows may have been put into the table by somebody who does not say which.
        case poked
        /// An officer or a new card released a parked stream.
        case released(stream: String)
        case suspended, resumed
    }

    /// What has to be done.
    package enum Action: Hashable, Sendable {
        /// Send this message now; the envelope is the same each time, the hop signature is new.
        case send(MessageID)
        /// Mark the row as done with this status.
        case done(MessageID, Receipt.Status)
        /// Load the first so many rows that wait, in the order in which they were put in, without
        /// those of parked streams. Rows that are in memory already may be among them.
        case load(count: Int, except: [String])
        /// Call again with ``Event/time`` at this moment.
        case wake(at: Timestamp)
        /// A stream stands still until an officer looks: retrying cannot help.
        case park(stream: String, MessageID, Refusal.Code)
    }

    /// Most entries in memory, and most messages under way at a time.
    package let windowMax: Int
    package let inFlightMax: Int
    /// Failures in a row after which the partner counts as down and is probed by one message.
    package static let failuresUntilDown = 3

    private struct Waiting: Sendable {
        let entry: OutboxEntry
        var failures = 0
    }

    private struct Stream: Sendable {
        var queue: [Waiting] = []
        var isInFlight = false
        var isReady = false
        var notBefore: Timestamp?
        var isParked = false
    }

    private let backOff: BackOff
    private var streams: [String: Stream] = [:]
    /// Streams that can send, in turn, so that none starves; names of streams that no longer can
    /// are skipped when their turn comes.
    private var ready: [String] = []
    private var readyStart = 0
    /// Streams that wait after a failure.
    private var delayed: [String] = []
    private var streamOf: [MessageID: String] = [:]
    private var inFlight: Set<MessageID> = []
    private var waitingCount = 0
    private var hasMoreOnDisk: Bool
    private var isLoading = false
    /// Whether a row was put in after the table was read that is being loaded from.
    private var isLoadStale = false
    private var failuresInRow = 0
    private var laneNotBefore: Timestamp?
    private var isSuspended = false

    /// A lane after a start; it asks for its rows with the first event.
    package init(windowMax: Int = 1_000, inFlightMax: Int = 64, backOff: BackOff = .standard) {
        precondition(windowMax >= 2 && inFlightMax >= 1, "A lane has room for messages.")
        self.windowMax = windowMax
        self.inFlightMax = inFlightMax
        self.backOff = backOff
        hasMoreOnDisk = true
    }

    /// How many messages are in memory, and how many are under way.
    package var count: Int { waitingCount }
    package var inFlightCount: Int { inFlight.count }
    /// Whether nothing waits, neither here nor on disk.
    package var isIdle: Bool { waitingCount == 0 && !hasMoreOnDisk }
    /// Whether the partner did not answer several times in a row.
    package var isDown: Bool { failuresInRow >= Self.failuresUntilDown }

    /// Takes an event and says what to do.
    ///
    /// - Parameter random: fresh random bits for spreading retries.
    package mutating func on(_ event: Event, at now: Timestamp, random: UInt64) -> [Action] {
        var actions: [Action] = []
        switch event {
        case .enqueued(let entry):
            // Rows on disk come first; a new one must not overtake them.
            if hasMoreOnDisk || waitingCount >= windowMax {
                hasMoreOnDisk = true
                isLoadStale = true
            } else {
                add(entry)
            }
        case .loaded(let entries, let isAll):
            isLoading = false
            for entry in entries { add(entry) }
            hasMoreOnDisk = !isAll || isLoadStale
        case .receipted(let id, let status):
            failuresInRow = 0
            laneNotBefore = nil
            if finish(id) { actions.append(.done(id, status)) }
        case .refused(let id, let code, let seconds):
            // An answer, even a refusal, shows that the partner is there.
            failuresInRow = 0
            laneNotBefore = nil
            actions += refused(id, code, seconds, at: now, random: random)
        case .failed(let id):
            if postpone(id, at: now, random: random, seconds: nil) {
                failuresInRow += 1
                if isDown {
                    let wait = backOff.wait(
                        failures: failuresInRow - Self.failuresUntilDown + 1, random: random)
                    laneNotBefore = now.adding(milliseconds: wait)
                }
            }
        case .time: break
        case .poked:
            hasMoreOnDisk = true
            isLoadStale = true
        case .released(let stream):
            guard streams[stream]?.isParked == true else { break }
            streams[stream]?.isParked = false
            streams[stream]?.notBefore = nil
            makeReady(stream)
            hasMoreOnDisk = true
            isLoadStale = true
        case .suspended: isSuspended = true
        case .resumed: isSuspended = false
        }
        return actions + dispatch(at: now)
    }

    private mutating func add(_ entry: OutboxEntry) {
        // A row that is in memory already must not be sent twice side by side.
        guard streamOf[entry.id] == nil, streams[entry.stream]?.isParked != true else { return }
        let isNew = streams[entry.stream] == nil
        streams[entry.stream, default: Stream()].queue.append(Waiting(entry: entry))
        streamOf[entry.id] = entry.stream
        waitingCount += 1
        if isNew { makeReady(entry.stream) }
    }

    private mutating func makeReady(_ name: String) {
        guard let stream = streams[name], !stream.isReady, !stream.isInFlight, !stream.isParked
        else { return }
        streams[name]?.isReady = true
        ready.append(name)
    }

    /// Takes the message out; `false` when it was done before (a late second receipt).
    private mutating func finish(_ id: MessageID) -> Bool {
        guard let name = streamOf[id], var stream = streams[name],
            stream.queue.first?.entry.id == id
        else { return false }
        stream.queue.removeFirst()
        if inFlight.remove(id) != nil { stream.isInFlight = false }
        if stream.isParked {
            // A receipt that came late settles it; the rest of the stream waits on disk.
            stream.isParked = false
            hasMoreOnDisk = true
            isLoadStale = true
        }
        stream.notBefore = nil
        streamOf[id] = nil
        waitingCount -= 1
        if stream.queue.isEmpty {
            streams[name] = nil
        } else {
            streams[name] = stream
            makeReady(name)
        }
        return true
    }

    /// Puts the message off; `false` when it is not under way.
    private mutating func postpone(
        _ id: MessageID, at now: Timestamp, random: UInt64, seconds: Int64?
    ) -> Bool {
        guard let name = streamOf[id], inFlight.remove(id) != nil, var stream = streams[name],
            !stream.queue.isEmpty
        else { return false }
        stream.isInFlight = false
        stream.queue[0].failures += 1
        var wait = backOff.wait(failures: stream.queue[0].failures, random: random)
        if let seconds { wait = max(wait, min(max(seconds, 0), 86_400) * 1_000) }
        stream.notBefore = now.adding(milliseconds: wait)
        streams[name] = stream
        delayed.append(name)
        return true
    }

    private mutating func refused(
        _ id: MessageID, _ code: Refusal.Code, _ seconds: Int64?, at now: Timestamp,
        random: UInt64
    ) -> [Action] {
        guard let name = streamOf[id], postpone(id, at: now, random: random, seconds: seconds)
        else { return [] }
        guard !Self.isWorthRetrying(code) else { return [] }
        park(name)
        return [.park(stream: name, id, code)]
    }

    /// Keeps only the first message of the stream in memory, so that what stands still does not
    /// take the room of what could go.
    private mutating func park(_ name: String) {
        guard var stream = streams[name] else { return }
        for waiting in stream.queue.dropFirst() { streamOf[waiting.entry.id] = nil }
        waitingCount -= stream.queue.count - 1
        stream.queue.removeLast(stream.queue.count - 1)
        stream.isParked = true
        streams[name] = stream
    }

    /// Whether the same message may be taken later: the partner was busy, clocks differed, or a
    /// card has not arrived yet.
    package static func isWorthRetrying(_ code: Refusal.Code) -> Bool {
        switch code {
        case .busy, .unavailable, .notFresh, .unknownKey, .keyNotValid, .suspended: true
        default: false
        }
    }

    private mutating func dispatch(at now: Timestamp) -> [Action] {
        var actions: [Action] = []
        if hasMoreOnDisk, !isLoading, waitingCount <= windowMax / 2 {
            isLoading = true
            isLoadStale = false
            let parked = streams.filter { $0.value.isParked }.keys.sorted()
            actions.append(.load(count: windowMax, except: parked))
        }
        guard !isSuspended else { return actions }
        if let laneNotBefore, laneNotBefore > now {
            return actions + [.wake(at: laneNotBefore)]
        }
        let earliest = endDelays(at: now)
        let most = isDown ? 1 : inFlightMax
        while inFlight.count < most, readyStart < ready.count {
            let name = ready[readyStart]
            readyStart += 1
            streams[name]?.isReady = false
            guard let stream = streams[name], !stream.isInFlight, !stream.isParked,
                stream.notBefore.map({ $0 <= now }) ?? true, let first = stream.queue.first
            else { continue }
            streams[name]?.isInFlight = true
            inFlight.insert(first.entry.id)
            actions.append(.send(first.entry.id))
        }
        if readyStart > 64, readyStart * 2 > ready.count {
            ready.removeFirst(readyStart)
            readyStart = 0
        }
        if let earliest { actions.append(.wake(at: earliest)) }
        return actions
    }

    /// Lets streams send again whose wait is over; says when the next one's is.
    private mutating func endDelays(at now: Timestamp) -> Timestamp? {
        guard !delayed.isEmpty else { return nil }
        var earliest: Timestamp?
        var waiting: [String] = []
        for name in delayed {
            guard let stream = streams[name], !stream.isParked else { continue }
            if let notBefore = stream.notBefore, notBefore > now {
                earliest = min(earliest ?? notBefore, notBefore)
                waiting.append(name)
            } else {
                makeReady(name)
            }
        }
        delayed = waiting
        return earliest
    }
}
