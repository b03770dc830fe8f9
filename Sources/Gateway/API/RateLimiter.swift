import Synchronization

/// How many requests each client may make: a bucket that fills at a steady rate.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: ContinuousClock.Instant
    }

    /// Owners that are remembered; they are known clients and one for all strangers.
    private static let ownersMax = 4096

    private let perSecond: Double
    private let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])
    private let now: @Sendable () -> ContinuousClock.Instant

    init(
        perSecond: Double, burst: Double,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.perSecond = perSecond
        self.burst = burst
        self.now = now
    }

    /// Takes one request's share; false when there is none left.
    func take(for owner: String) -> Bool {
        let moment = now()
        return buckets.withLock { buckets in
            if buckets.count >= Self.ownersMax, buckets[owner] == nil { buckets = [:] }
            var bucket = buckets[owner] ?? Bucket(tokens: burst, at: moment)
            let passed = (moment - bucket.at) / .seconds(1)
            bucket.tokens = min(burst, bucket.tokens + passed * perSecond)
            bucket.at = moment
            defer { buckets[owner] = bucket }
            guard bucket.tokens >= 1 else { return false }
            bucket.tokens -= 1
            return true
        }
    }
}
