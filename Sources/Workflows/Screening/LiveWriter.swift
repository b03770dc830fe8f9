import Customs
import Dispatch
import Formats
import Risk
import Seal
import Store
import Synchronization

/// A submission that has been read and waits to be stored and judged.
struct LiveSubmission: Sendable {
    var bytes: [UInt8]
    var digest: [UInt8]
    var name: String
    var documents: [ReadDocument]
    var prepared: [PreparedDocument]
    var settings: ScreeningSettings
}

/// The one thread that stores and judges submissions, a group of them in each transaction.
final class LiveWriter: Sendable {
    private struct Part {
        var submission: LiveSubmission
        var continuation: CheckedContinuation<LiveOutcome, any Error>
    }

    private struct Waiting {
        var parts: [Part] = []
        var isRunning = false
    }

    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "tamga.screening", qos: .userInitiated)
    private let bench: LiveBench

    init(
        store: any Store, settings: ScreeningSettings, now: @escaping @Sendable () -> Int64,
        documentsPerSave: Int
    ) throws {
        bench = try LiveBench(
            store: store, settings: settings, now: now, documentsPerSave: documentsPerSave)
    }

    func submit(_ submission: LiveSubmission) async throws -> LiveOutcome {
        try await withCheckedThrowingContinuation { continuation in
            let (isTaken, isFirst) = waiting.withLock { waiting -> (Bool, Bool) in
                guard waiting.parts.count < LiveScreening.waitingMax else { return (false, false) }
                waiting.parts.append(Part(submission: submission, continuation: continuation))
                defer { waiting.isRunning = true }
                return (true, !waiting.isRunning)
            }
            if !isTaken { continuation.resume(throwing: LiveScreeningFailure.busy) }
            if isFirst { queue.async { self.drain() } }
        }
    }

    /// Saves the statistics.
    func save() async throws {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.bench.save() }) }
        }
    }

    private func drain() {
        while true {
            let group = waiting.withLock { waiting -> [Part] in
                let group = Array(waiting.parts.prefix(LiveScreening.groupMax))
                waiting.parts.removeFirst(group.count)
                if group.isEmpty { waiting.isRunning = false }
                return group
            }
            guard !group.isEmpty else { return }
            do {
                let outcomes = try bench.work(on: group.map(\.submission))
                for (part, outcome) in zip(group, outcomes) {
                    part.continuation.resume(returning: outcome)
                }
            } catch {
                for part in group { part.continuation.resume(throwing: error) }
            }
        }
    }
}

/// Statistics and rates in memory, and the transaction that uses them.
///
/// Used on the queue of its ``LiveWriter`` alone, which takes one group after the other; that makes
/// the unchecked conformance true.
private final class LiveBench: @unchecked Sendable {
    private let store: any Store
    private let intake: Intake
    private let now: @Sendable () -> Int64
    private let documentsPerSave: Int
    private var history: NodeStatistics
    private var rates: DailyRates
    private var knowledge: NodeKnowledge
    private var unsaved = 0
    private var rules: NodeRules?
    /// True after a failed transaction: the statistics may hold what was not stored.
    private var isStale = false

    init(
        store: any Store, settings: ScreeningSettings, now: @escaping @Sendable () -> Int64,
        documentsPerSave: Int
    ) throws {
        self.store = store
        self.now = now
        self.documentsPerSave = documentsPerSave
        intake = Intake(store: store, now: now)
        rates = DailyRates(settings.rates, national: settings.nationalCurrency)
        history = try NodeStatistics(store: store, rates: &rates)
        history.settle()
        let seed = history.statistics.seed
        knowledge = try store.read { try NodeKnowledge(seed: seed, at: now(), in: $0) }
    }

    func work(on group: [LiveSubmission]) throws -> [LiveOutcome] {
        if isStale {
            history = try NodeStatistics(store: store, rates: &rates)
            isStale = false
        }
        let outcomes = try storedAndJudged(group)
        unsaved += outcomes.reduce(0) { $0 + $1.documents.count }
        if unsaved >= documentsPerSave { try save() }
        return outcomes
    }

    /// Batches of our own register taken into the comparison with one group.
    private static let mirrorBatchesMax = 4

    /// Times that lists or profiles may change while one group is judged.
    private static let changesMax = 8

    /// Watch lists and profiles of one moment.
    private struct InForce {
        var lists: LiveWatchlists.InForce?
        var profiles: LiveProfiles.InForce?

        /// Whether nothing has changed since.
        func isCurrent(in reader: any StoreReader) throws -> Bool {
            if let lists, try reader.watchlistStamp() != lists.stamp { return false }
            if let profiles, try reader.profileStamp() != profiles.stamp { return false }
            return true
        }
    }

    /// Nothing is stored that was judged by watch lists or profiles older than those in force at that
    /// moment.
    private func storedAndJudged(_ group: [LiveSubmission]) throws -> [LiveOutcome] {
        for _ in 0..<Self.changesMax {
            let settings = group.first?.settings
            let inForce = InForce(
                lists: try settings?.liveWatchlists?.current(),
                profiles: try settings?.liveProfiles?.current(
                    on: NodeWatchlists.day(ofMilliseconds: now())))
            let outcomes: [LiveOutcome]? = try store.write { writer in
                guard try inForce.isCurrent(in: writer) else { return nil }
                isStale = true
                return try work(on: group, inForce, with: writer)
            }
            isStale = false
            if let outcomes { return outcomes }
        }
        throw LiveScreeningFailure.busy
    }

    /// Stores the group's documents, lets the new ones join the statistics, then judges them.
    private func work(
        on group: [LiveSubmission], _ inForce: InForce, with writer: any StoreWriter
    ) throws -> [LiveOutcome] {
        try history.catchUp(with: writer, rates: &rates)
        rules = try NodeRules.current(rules, in: writer)
        try knowledge.refresh(at: now(), in: writer)
        let taken = try group.map { try take($0, with: writer) }
        // Goods look for their partner's record in the same transaction; a long backlog is left to
        // the schedules' clock.
        for _ in 0..<Self.mirrorBatchesMax {
            guard try MirrorIntake.catchUp(in: writer, now: now()) else { break }
        }
        return try zip(group, taken).map { submission, taken in
            let documents = try judge(submission, taken.documents, inForce, with: writer)
            return LiveOutcome(
                digest: Hex.encode(submission.digest), isKnown: taken.isKnown,
                documents: documents)
        }
    }

    private func take(
        _ submission: LiveSubmission, with writer: any StoreWriter
    ) throws -> (documents: [NodeScreening.Taken], isKnown: Bool) {
        let row = try intake.register(
            submission.bytes, digest: submission.digest, name: submission.name, with: writer)
        let outcomes = try intake.take(submission.prepared, of: row, with: writer)
        if !row.isComplete {
            try writer.setProgress(
                of: row.id, documentsDone: outcomes.count, isComplete: true)
        }
        for (outcome, document) in zip(outcomes, submission.documents) {
            guard case .new(let version) = outcome,
                case .declaration(let declaration)? = document.content
            else { continue }
            history.observe(declaration, version: version, rates: &rates)
        }
        let taken = zip(outcomes, submission.prepared).map { NodeScreening.taken($0, $1) }
        return (taken, row.isComplete)
    }

    private func judge(
        _ submission: LiveSubmission, _ taken: [NodeScreening.Taken], _ inForce: InForce,
        with writer: any StoreWriter
    ) throws -> [ScreenedDocument] {
        // Of the rates of now, made ready for the days that occur.
        var rates = DailyRates(
            submission.settings.rates, national: submission.settings.nationalCurrency)
        rates.prepare(for: submission.documents)
        // Lives for this submission only: while it does, the statistics must not change.
        var settings = submission.settings
        if let lists = inForce.lists { settings.watchlists = lists.screener }
        if let profiles = inForce.profiles { settings.profiles = profiles.set }
        rules?.apply(to: &settings)
        let judge = Judge(
            settings: settings, statistics: history.statistics, known: knowledge.known)
        let ready = rates
        let documents = submission.documents
        let mirror = try MirrorFacts.of(documents, in: writer, now: now())
        let pairs = documents.indices.map { place in
            NodeScreening.Pair(
                document: documents[place], taken: taken[place], rates: ready,
                mirror: mirror.isEmpty ? nil : mirror[place])
        }
        let judged = pairs.map {
            NodeScreening.judged($0, of: submission.name, judge: judge)
        }
        return try NodeScreening.storeAssessments(
            Array(zip(judged, pairs)), judge: judge, at: now(), with: writer)
    }

    func save() throws {
        unsaved = 0
        if try !history.save(in: store) {
            // Others stored documents meanwhile; what is loaded now knows of theirs too.
            history = try NodeStatistics(store: store, rates: &rates)
            _ = try history.save(in: store)
        }
    }
}
