import Synchronization

/// The memory that bodies may take while they come in and are answered, by owner and altogether.
final class BodyBudget: Sendable {
    private struct State {
        var total = 0
        var owners: [String: Int] = [:]
    }

    private let ownerMax: Int
    private let totalMax: Int
    private let state = Mutex(State())

    init(limits: DoorLimits) {
        ownerMax = limits.bodyBytesPerOwnerMax
        totalMax = limits.bodyBytesTotalMax
    }

    /// Sets bytes aside; false when the owner, or the door, has none left.
    func take(_ bytes: Int, for owner: String) -> Bool {
        state.withLock { state in
            let held = state.owners[owner] ?? 0
            guard held + bytes <= ownerMax, state.total + bytes <= totalMax else { return false }
            state.owners[owner] = held + bytes
            state.total += bytes
            return true
        }
    }

    func give(back bytes: Int, of owner: String) {
        state.withLock { state in
            state.total -= bytes
            let left = (state.owners[owner] ?? 0) - bytes
            state.owners[owner] = left > 0 ? left : nil
        }
    }
}
