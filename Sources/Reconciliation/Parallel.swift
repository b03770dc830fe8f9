import Dispatch
import Synchronization

/// Runs numbered pieces of work over threads; the pieces, and so every result, are the same for
/// any number of threads.
struct Parallel: Sendable {
    /// Threads used at most; at least 1.
    let threads: Int

    init(threads: Int) { self.threads = max(1, min(threads, 256)) }

    /// Calls `body` once for every number below `count`, in no fixed order.
    func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 0 else { return }
        guard threads > 1, count > 1 else {
            for piece in 0..<count { body(piece) }
            return
        }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < count else { return }
                body(piece)
            }
        }
    }

    /// The results of `body` for every number below `count`, in the order of the numbers.
    func map<Item: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Item) -> [Item] {
        [Item](unsafeUninitializedCapacity: count) { buffer, initialised in
            let slots = Slots(base: buffer)
            forEach(count) { piece in slots.set(piece, body(piece)) }
            initialised = count
        }
    }

    /// Splits `total` items into ranges of about `size`, independent of the threads.
    static func ranges(_ total: Int, size: Int) -> [Range<Int>] {
        stride(from: 0, to: total, by: max(1, size)).map { $0..<min(total, $0 + max(1, size)) }
    }
}

/// Places for results. `@unchecked`: no lock is needed, since every place is written by the one
/// call that drew its number from the atomic counter of ``Parallel/forEach(_:_:)``, and read only
/// after all calls have ended.
private struct Slots<Item>: @unchecked Sendable {
    let base: UnsafeMutableBufferPointer<Item>

    func set(_ place: Int, _ item: Item) {
        guard let start = base.baseAddress else { return }
        (start + place).initialize(to: item)
    }
}
