package import Customs
package import Store
import Synchronization
package import Watchlists

/// The lists of a node for programs that run while lists change.
///
/// Whoever screens asks for the screener in force, holds it for a batch, and asks again. When a list
/// was imported, a hit decided about, or a day has passed since, the next one is made aside; searches
/// in other threads go on with the one they hold.
package final class LiveWatchlists: Sendable {
    /// A screener and the state of the lists it was made of.
    package struct InForce: Sendable {
        /// Nil while the node has no lists.
        package let screener: WatchlistScreener?
        package let stamp: WatchlistStamp
        package let day: CalendarDay
    }

    private let store: any Store
    private let now: @Sendable () -> Int64
    private let held = Mutex<InForce?>(nil)
    private let renewing = Mutex<Void>(())

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// The screener over the lists as they are now. Costs one look at the store while nothing has
    /// changed, else the making of an index: a fifth of a second for the published lists.
    package func current() throws -> InForce {
        if let same = try unchanged() { return same }
        return try renewing.withLock { _ in
            // Another thread may have renewed it while this one waited.
            if let same = try unchanged() { return same }
            let next = try renewed()
            held.withLock { $0 = next }
            return next
        }
    }

    private var day: CalendarDay { NodeWatchlists.day(ofMilliseconds: now()) }

    private func unchanged() throws -> InForce? {
        guard let last = held.withLock({ $0 }), last.day == day else { return nil }
        return try store.read { try $0.watchlistStamp() } == last.stamp ? last : nil
    }

    /// Reads lists, decisions and their stamp in one consistent state.
    private func renewed() throws -> InForce {
        let day = day
        let (lists, cleared, stamp) = try store.read { reader in
            (
                try NodeWatchlists.lists(in: reader), try NodeWatchlists.cleared(in: reader),
                try reader.watchlistStamp()
            )
        }
        guard !lists.isEmpty else { return InForce(screener: nil, stamp: stamp, day: day) }
        let before = held.withLock { $0?.screener }
        let screener =
            before?.changed(to: lists, on: day, cleared: cleared)
            ?? WatchlistScreener(lists, on: day, cleared: cleared)
        return InForce(screener: screener, stamp: stamp, day: day)
    }
}
