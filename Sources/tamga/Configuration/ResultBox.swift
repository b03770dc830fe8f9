import Synchronization

/// Carries an outcome from one thread to another.
final class ResultBox<Outcome: Sendable>: Sendable {
    private let result = Mutex<Swift.Result<Outcome, any Error>?>(nil)

    func set(_ outcome: Swift.Result<Outcome, any Error>) { result.withLock { $0 = outcome } }

    func get() throws -> Outcome {
        guard let outcome = result.withLock({ $0 }) else { throw CancellationError() }
        return try outcome.get()
    }
}
