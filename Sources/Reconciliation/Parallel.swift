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

    /// As ``map(_:_:)`` for many small results: threads take `size` numbers at a time.
    func build<Item: Sendable>(
        _ count: Int, size: Int = 8_192, _ body: @Sendable (Int) -> Item
    ) -> [Item] {
        [Item](unsafeUninitializedCapacity: count) { buffer, initialised in
            let slots = Slots(base: buffer)
            let ranges = Self.ranges(count, size: size)
            forEach(ranges.count) { piece in
                for place in ranges[piece] { slots.set(place, body(place)) }
            }
            initialised = count
        }
    }

    /// Gives `write` what `body` makes of ranges of numbers below `count`, in their order; a few
    /// ranges are made at a time, so that memory stays bounded.
    func inOrder(
        _ count: Int, _ write: ([UInt8]) throws -> Void,
        _ body: @Sendable (Range<Int>) -> [UInt8]
    ) rethrows {
        let ranges = Self.ranges(count, size: 8_192)
        for batch in Self.ranges(ranges.count, size: 16) {
            let texts = map(batch.count) { body(ranges[batch.lowerBound + $0]) }
            for text in texts { try write(text) }
        }
    }

    /// Items in an order in which no two are equal: sorted in pieces, which are merged by pairs.
    func sorted<Item: Sendable>(
        _ items: [Item], by precedes: @Sendable (Item, Item) -> Bool
    ) -> [Item] {
        let ranges = Self.ranges(items.count, size: max(4_096, (items.count + 7) / 8))
        guard ranges.count > 1 else { return items.sorted(by: precedes) }
        var runs = map(ranges.count) { items[ranges[$0]].sorted(by: precedes) }
        while runs.count > 1 {
            let before = runs
            runs = map((before.count + 1) / 2) { pair in
                guard pair * 2 + 1 < before.count else { return before[pair * 2] }
                return Self.merged(before[pair * 2], before[pair * 2 + 1], by: precedes)
            }
        }
        return runs[0]
    }

    private static func merged<Item>(
        _ one: [Item], _ two: [Item], by precedes: (Item, Item) -> Bool
    ) -> [Item] {
        var merged: [Item] = []
        merged.reserveCapacity(one.count + two.count)
        var a = 0
        var b = 0
        while a < one.count, b < two.count {
            if precedes(two[b], one[a]) {
                merged.append(two[b])
                b += 1
            } else {
                merged.append(one[a])
                a += 1
            }
        }
        merged.append(contentsOf: one[a...])
        merged.append(contentsOf: two[b...])
        return merged
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

    @inline(__always)
    func set(_ place: Int, _ item: Item) {
        guard let start = base.baseAddress else { return }
        (start + place).initialize(to: item)
    }
}
