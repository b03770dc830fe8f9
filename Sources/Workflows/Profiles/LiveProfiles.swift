package import Customs
package import Store
import Synchronization

/// The profiles in force, compiled once and again only when a profile took a step or a day began, so
/// that a program that runs for months takes changes up at once and pays nothing for none.
package final class LiveProfiles: Sendable {
    private struct Kept {
        var stamp: Int64 = -1
        var day: CalendarDay?
        var set: ProfileSet?
    }

    private let store: any Store
    private let reading: ProfileBook.Reading
    private let kept = Mutex(Kept())

    package init(store: any Store, reading: @escaping ProfileBook.Reading) {
        self.store = store
        self.reading = reading
    }

    /// The profiles of a day, and the last step of any profile that they know of.
    package struct InForce: Sendable {
        /// Nil for none.
        package let set: ProfileSet?
        package let stamp: Int64
    }

    /// The profiles that are live or in shadow on a day; nil for none.
    package func set(on day: CalendarDay) throws -> ProfileSet? { try current(on: day).set }

    /// The same with its stamp. Costs one look at the store while nothing has changed.
    package func current(on day: CalendarDay) throws -> InForce {
        let stamp = try store.read { try $0.profileStamp() }
        let found = kept.withLock { $0.stamp == stamp && $0.day == day ? $0 : nil }
        if let found { return InForce(set: found.set, stamp: stamp) }
        let set =
            stamp == 0
            ? nil : try ProfileBook(store: store, reading: reading, now: { 0 }).set(on: day)
        kept.withLock { $0 = Kept(stamp: stamp, day: day, set: set) }
        return InForce(set: set, stamp: stamp)
    }
}
