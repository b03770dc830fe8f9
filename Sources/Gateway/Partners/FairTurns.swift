import Synchronization

/// Lets requests be worked on a few at a time, partner by partner in turn, so that the flood of one
/// does not keep the others waiting.
///
/// A partner that is alone may have ``aloneMax`` requests in work at once: many together make one
/// commit. As soon as another has been there a short while ago, each may have ``sharedMax``; who has
/// more waits in a queue of its own, and free turns go round the partners.
final class FairTurns: Sendable {
    /// Requests in work for a partner that is alone, and for each of several.
    let aloneMax: Int, sharedMax: Int
    /// Requests that wait, for each partner; more are refused as `busy`.
    let waitingMax: Int
    /// A partner counts as present for this time after its last request.
    static let presence = Duration.seconds(5)

    private struct Partner {
        var inWork = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var lastSeen: ContinuousClock.Instant
    }

    private let partners = Mutex<[String: Partner]>([:])
    private let now: @Sendable () -> ContinuousClock.Instant

    init(
        aloneMax: Int = 64, sharedMax: Int = 8, waitingMax: Int = 128,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.aloneMax = aloneMax
        self.sharedMax = sharedMax
        self.waitingMax = waitingMax
        self.now = now
    }

    /// Does the work when it is the partner's turn; nil when too many of its requests wait already.
    func turn<Outcome>(
        of partner: String, _ work: () async -> Outcome
    ) async -> Outcome? {
        guard await enter(partner) else { return nil }
        let outcome = await work()
        leave(partner)
        return outcome
    }

    /// Requests of a partner that are in work, and that wait.
    func load(of partner: String) -> (inWork: Int, waiting: Int) {
        partners.withLock { ($0[partner]?.inWork ?? 0, $0[partner]?.waiting.count ?? 0) }
    }

    private enum Entry { case enter, wait, refuse }

    private func enter(_ code: String) async -> Bool {
        let moment = now()
        let entry = partners.withLock { partners -> Entry in
            var partner = partners[code] ?? Partner(lastSeen: moment)
            partner.lastSeen = moment
            defer { partners[code] = partner }
            if partner.waiting.isEmpty, partner.inWork < bound(partners, for: code, at: moment) {
                partner.inWork += 1
                return .enter
            }
            return partner.waiting.count < waitingMax ? .wait : .refuse
        }
        switch entry {
        case .enter: return true
        case .refuse: return false
        case .wait:
            await withCheckedContinuation { continuation in
                partners.withLock { partners in
                    partners[code, default: Partner(lastSeen: moment)].waiting.append(continuation)
                }
                // A turn may have come free between the look above and the queue.
                admitWaiting()
            }
            return true
        }
    }

    private func leave(_ code: String) {
        partners.withLock { $0[code]?.inWork -= 1 }
        admitWaiting()
    }

    private func admitWaiting() {
        let moment = now()
        let ready = partners.withLock { partners -> [CheckedContinuation<Void, Never>] in
            var ready: [CheckedContinuation<Void, Never>] = []
            for code in partners.keys.sorted() {
                let bound = bound(partners, for: code, at: moment)
                while let partner = partners[code], !partner.waiting.isEmpty, partner.inWork < bound
                {
                    if let next = partners[code]?.waiting.removeFirst() { ready.append(next) }
                    partners[code]?.inWork += 1
                }
            }
            return ready
        }
        for continuation in ready { continuation.resume() }
    }

    private func bound(
        _ partners: [String: Partner], for code: String, at moment: ContinuousClock.Instant
    ) -> Int {
        let isShared = partners.contains { other in
            other.key != code
                && (other.value.inWork > 0 || moment - other.value.lastSeen < Self.presence)
        }
        return isShared ? sharedMax : aloneMax
    }
}
