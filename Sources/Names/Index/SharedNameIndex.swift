import Synchronization

/// The index in force, exchanged while searches go on.
///
/// Readers take the value they find and keep it for their whole search; a writer makes the next
/// one aside and then puts it in place. Writers wait for each other, readers never wait for them.
public final class SharedNameIndex: Sendable {
    private let inForce: Mutex<NameIndex>
    private let writing = Mutex<Void>(())

    /// Starts with an index.
    public init(_ index: NameIndex) { inForce = Mutex(index) }

    /// The index in force now.
    public var current: NameIndex { inForce.withLock { $0 } }

    /// Puts the index that `change` makes of the one in force in its place.
    public func update(_ change: (NameIndex) -> NameIndex) {
        writing.withLock { _ in
            let next = change(current)
            inForce.withLock { $0 = next }
        }
    }
}
