import Dispatch
import Synchronization

/// Rows that are read here block by block, worked on by other threads, and given back one by one in
/// the order in which they were read.
///
/// At most ``ahead`` blocks are in memory. Used on one thread, which is also the one that reads.
final class OrderedBlocks<Row: Sendable, Outcome: Sendable> {
    /// Blocks that are read before the oldest is asked for.
    let ahead: Int
    private let read: () throws -> [Row]
    private let work: @Sendable (Row) -> Outcome
    private var pending: [Block] = []
    private var current: [Outcome] = []
    private var place = 0
    private var isAtEnd = false

    /// - Parameters:
    ///   - read: the next block; empty at the end, after which it is not called again.
    ///   - work: what is worked out of each row, on any thread.
    init(
        ahead: Int = 4, read: @escaping () throws -> [Row],
        work: @escaping @Sendable (Row) -> Outcome
    ) {
        self.ahead = ahead
        self.read = read
        self.work = work
    }

    /// The next outcome, or nil after the last; waits for it if need be.
    func next() throws -> Outcome? {
        if place == current.count {
            guard try advance() else { return nil }
        }
        defer { place += 1 }
        return current[place]
    }

    private func advance() throws -> Bool {
        while !isAtEnd, pending.count < ahead {
            let rows = try read()
            if rows.isEmpty { isAtEnd = true } else { pending.append(Block(rows, work)) }
        }
        guard !pending.isEmpty else { return false }
        current = pending.removeFirst().outcomes()
        place = 0
        return true
    }

    /// A block that is being worked on.
    private final class Block: Sendable {
        private let finished = Mutex<[Outcome]>([])
        private let done = DispatchSemaphore(value: 0)

        init(_ rows: [Row], _ work: @escaping @Sendable (Row) -> Outcome) {
            DispatchQueue.global().async {
                let outcomes = rows.map(work)
                self.finished.withLock { $0 = outcomes }
                self.done.signal()
            }
        }

        /// Waits until all of it is done.
        func outcomes() -> [Outcome] {
            done.wait()
            return finished.withLock { $0 }
        }
    }
}
