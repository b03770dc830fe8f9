import Synchronization

/// Runs the parts of a calculation, on as many threads as whoever made it sees fit.
///
/// The parts must not depend on each other; then the outcome does not depend on the threads.
package struct Spread: Sendable {
    /// How many parts may run at the same time.
    package let width: Int
    private let run: @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

    /// - Parameter run: calls its body once for every number below the count and returns when all are done.
    package init(
        width: Int,
        run: @escaping @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void
    ) {
        self.width = max(width, 1)
        self.run = run
    }

    /// One part after the other, on the calling thread.
    package static let none = Spread(width: 1) { count, body in
        for part in 0..<count { body(part) }
    }

    /// Runs the parts, never more than ``width`` at the same time.
    func callAsFunction(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 1, width > 1 else {
            for part in 0..<count { body(part) }
            return
        }
        let next = Counter()
        run(min(count, width)) { _ in
            while let part = next.take(below: count) { body(part) }
        }
    }

    /// Hands out numbers, each once.
    private final class Counter: Sendable {
        private let next = Mutex(0)

        func take(below count: Int) -> Int? {
            next.withLock { next in
                guard next < count else { return nil }
                next += 1
                return next - 1
            }
        }
    }

    /// The outcomes of all parts in their order.
    func map<Outcome: Sendable>(
        count: Int, _ body: @Sendable (Int) -> Outcome
    ) -> [Outcome] {
        let slots = Slots<Outcome>(count: count)
        self(count) { slots.set(body($0), at: $0) }
        return slots.all
    }

    private final class Slots<Outcome: Sendable>: Sendable {
        private let values: Mutex<[Outcome?]>

        init(count: Int) { values = Mutex(Array(repeating: nil, count: count)) }

        func set(_ value: Outcome, at place: Int) { values.withLock { $0[place] = value } }

        var all: [Outcome] { values.withLock { $0.compactMap { $0 } } }
    }
}
