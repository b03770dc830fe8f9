import Foundation

/// Runs a producer and a consumer side by side, with at most `capacity` elements between them.
///
/// `produce` runs on a thread of its own and hands elements over through its argument; `consume` runs
/// on the calling thread, in order. When either throws, the other is stopped at its next element and
/// the error is thrown here, the consumer's first. Both have ended when this returns.
package func pipeline<Element: Sendable>(
    capacity: Int = 3,
    produce: @escaping @Sendable (_ send: (Element) throws -> Void) throws -> Void,
    consume: (Element) throws -> Void
) throws {
    let channel = BatchChannel<Element>(capacity: capacity)
    let producer = Thread {
        do {
            try produce { try channel.send($0) }
            channel.finish(nil)
        } catch {
            channel.finish(error)
        }
    }
    // libxml2 and deep values want more than a secondary thread's usual half megabyte.
    producer.stackSize = 8 << 20
    producer.start()
    defer { channel.closeAndWait() }
    while let element = try channel.receive() { try consume(element) }
}

/// A queue with a bound between two threads.
private final class BatchChannel<Element: Sendable>: @unchecked Sendable {
    /// The consumer has gone away; thrown to the producer to make it stop.
    struct Closed: Error {}

    // `condition` guards every property below.
    private let condition = NSCondition()
    private let capacity: Int
    private var waiting: [Element] = []
    private var isClosed = false
    private var isFinished = false
    private var fault: (any Error)?

    init(capacity: Int) { self.capacity = capacity }

    func send(_ element: Element) throws {
        condition.lock()
        defer { condition.unlock() }
        while waiting.count >= capacity && !isClosed { condition.wait() }
        guard !isClosed else { throw Closed() }
        waiting.append(element)
        condition.broadcast()
    }

    func receive() throws -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty && !isFinished { condition.wait() }
        guard waiting.isEmpty else {
            let element = waiting.removeFirst()
            condition.broadcast()
            return element
        }
        if let fault { throw fault }
        return nil
    }

    func finish(_ error: (any Error)?) {
        condition.lock()
        isFinished = true
        fault = error
        condition.broadcast()
        condition.unlock()
    }

    /// Tells the producer to stop and waits until it has.
    func closeAndWait() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        while !isFinished { condition.wait() }
        condition.unlock()
    }
}

/// Maps every element on all cores; the order of the results is the order of the elements.
///
/// `parts` is the number of pieces that may run at the same time; without it as many as there are
/// cores, fewer for few elements.
package func mapConcurrently<Element: Sendable, Outcome: Sendable>(
    _ elements: [Element], parts: Int? = nil, _ transform: @Sendable (Element) -> Outcome
) -> [Outcome] {
    let parts =
        parts ?? min(ProcessInfo.processInfo.activeProcessorCount, max(1, elements.count / 64))
    guard parts > 1 else { return elements.map(transform) }
    return [Outcome](unsafeUninitializedCapacity: elements.count) { buffer, count in
        guard let base = buffer.baseAddress else { return }
        let results = ResultPlaces(base: base)
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            for place in elements.count * part / parts..<elements.count * (part + 1) / parts {
                (results.base + place).initialize(to: transform(elements[place]))
            }
        }
        count = elements.count
    }
}

/// Where the results of a parallel map go. Every part writes its own places, each of them once, and
/// nobody reads before all have ended: that makes the unchecked conformance true.
private struct ResultPlaces<Outcome>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Outcome>
}
