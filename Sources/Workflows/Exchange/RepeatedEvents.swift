import Exchange
import Logging
import Seal
import Synchronization

/// Events that somebody else can bring about at will: the first stands in the ledger at once, those
/// that follow within a window are counted and stand there together when it ends. So a stranger to
/// whom the network is open cannot make our ledger grow.
final class RepeatedEvents: Sendable {
    /// What is counted together.
    struct Key: Hashable, Sendable {
        var event: String
        var partner: String
        var code: String
    }

    /// How many came within a window beyond what was told before.
    struct Repetition: Hashable, Sendable {
        var key: Key
        var count: Int
        var since: Timestamp
    }

    private struct Window {
        var since: Timestamp
        var untold = 0
    }

    /// How long events are counted before they are told together, in seconds.
    static let windowSeconds: Int64 = 600
    private let open = Mutex<[Key: Window]>([:])

    /// Counts an event; true when it is the first of a window and must be told now.
    func isFirst(_ key: Key, at now: Timestamp) -> Bool {
        open.withLock { open in
            guard open[key] != nil else {
                open[key] = Window(since: now)
                return true
            }
            open[key]?.untold += 1
            return false
        }
    }

    /// What is to be told of windows that have ended; a window in which more came is followed by
    /// another.
    ///
    /// - Parameter all: also of those that have not, when the node stops.
    func takeEnded(at now: Timestamp, all: Bool = false) -> [Repetition] {
        open.withLock { open in
            var ended: [Repetition] = []
            for (key, window) in open {
                let end = window.since.adding(seconds: Self.windowSeconds)
                guard all || end <= now || now < window.since else { continue }
                if window.untold > 0 {
                    ended.append(
                        Repetition(key: key, count: window.untold, since: window.since))
                    open[key] = Window(since: now)
                } else {
                    open[key] = nil
                }
            }
            return ended.sorted {
                ($0.key.event, $0.key.partner, $0.key.code)
                    < ($1.key.event, $1.key.partner, $1.key.code)
            }
        }
    }

    /// Counts again what could not be told.
    func putBack(_ repetitions: [Repetition]) {
        open.withLock { open in
            for repetition in repetitions {
                open[repetition.key, default: Window(since: repetition.since)].untold +=
                    repetition.count
            }
        }
    }
}

extension ExchangeNode {
    /// Writes into the ledger how often events of a window that has ended came again.
    ///
    /// - Parameter all: also of windows that have not, when the node stops.
    package func tellRepeatedEvents(all: Bool = false) {
        let ended = repeated.takeEnded(at: settings.now(), all: all)
        guard !ended.isEmpty else { return }
        do {
            try commit { transaction in
                for repetition in ended {
                    try transaction.record(
                        repetition.key.event,
                        [
                            "partner": repetition.key.partner, "code": repetition.key.code,
                            "count": String(repetition.count),
                            "since": repetition.since.description,
                        ])
                }
            }
        } catch {
            repeated.putBack(ended)
            settings.logger.error(
                "Repeated events could not be recorded.",
                metadata: ["problem": "\(Self.problem(of: error))"])
        }
    }
}
