import Dispatch
import Store
import Synchronization

/// Brings many small transactions together under one commit, one checkpoint and one sync of the
/// disk. Work runs in the order of arrival, on one thread; each part is undone alone when it fails.
final class GroupCommit: Sendable {
    /// A part of a commit. `run` does it and throws only what undoes the whole group, `seal` is called with the checkpoint's proofs in the same
    /// transaction, `finish` after the commit or its failure.
    struct Part: Sendable {
        var run: @Sendable (ExchangeTransaction) throws -> Void
        var seal: @Sendable (ExchangeTransaction, LedgerSeal?) throws -> Void
        var finish: @Sendable ((any Error)?) -> Void
    }

    /// Most parts in one commit, and most that wait.
    static let groupMax = 64, waitingMax = 4_096

    private struct Waiting {
        var parts: [Part] = []
        var isRunning = false
    }

    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "tamga.ledger", qos: .userInitiated)
    private let mostWaiting: Int
    private let commit: @Sendable ([Part]) throws -> Void

    /// - Parameter waitingMax: most parts that wait.
    init(
        waitingMax: Int = GroupCommit.waitingMax,
        commit: @escaping @Sendable ([Part]) throws -> Void
    ) {
        mostWaiting = waitingMax
        self.commit = commit
    }

    /// Takes a part; false when too many wait already.
    func add(_ part: Part) -> Bool {
        let (isTaken, isFirst) = waiting.withLock { waiting -> (Bool, Bool) in
            guard waiting.parts.count < mostWaiting else { return (false, false) }
            waiting.parts.append(part)
            guard !waiting.isRunning else { return (true, false) }
            waiting.isRunning = true
            return (true, true)
        }
        if isFirst { queue.async { self.drain() } }
        return isTaken
    }

    private func drain() {
        while true {
            let group = waiting.withLock { waiting -> [Part] in
                let group = Array(waiting.parts.prefix(Self.groupMax))
                waiting.parts.removeFirst(group.count)
                if group.isEmpty { waiting.isRunning = false }
                return group
            }
            guard !group.isEmpty else { return }
            do {
                try commit(group)
                for part in group { part.finish(nil) }
            } catch {
                for part in group { part.finish(error) }
            }
        }
    }
}
