import Synchronization

/// How much of everybody's requests is in the house at a time: for each who asks, and in all.
///
/// One who floods is told to wait while the others go on; memory stays within the sum.
final class Admission: Sendable {
    struct Bounds: Sendable {
        /// Requests and bytes of bodies under way for one who asks.
        var requestsMax = 96
        var bytesMax = 12 << 20
        /// Bytes of bodies under way in all.
        var bytesMaxInAll = 40 << 20
    }

    private struct Load {
        var requests = 0
        var bytes = 0
    }

    private struct State {
        var loads: [String: Load] = [:]
        var bytes = 0
    }

    private let bounds: Bounds
    private let state = Mutex(State())

    init(_ bounds: Bounds = Bounds()) { self.bounds = bounds }

    /// Runs the work when there is room, nil otherwise.
    func admit<Outcome>(
        _ who: String, bytes: Int, _ work: () async throws -> Outcome
    ) async rethrows -> Outcome? {
        let isIn = state.withLock { state in
            let load = state.loads[who] ?? Load()
            guard load.requests < bounds.requestsMax, load.bytes + bytes <= bounds.bytesMax,
                state.bytes + bytes <= bounds.bytesMaxInAll
            else { return false }
            state.loads[who] = Load(requests: load.requests + 1, bytes: load.bytes + bytes)
            state.bytes += bytes
            return true
        }
        guard isIn else { return nil }
        defer {
            state.withLock { state in
                state.bytes -= bytes
                var load = state.loads[who] ?? Load()
                load.requests -= 1
                load.bytes -= bytes
                state.loads[who] = load.requests > 0 ? load : nil
            }
        }
        return try await work()
    }
}
