import Customs
import Formats
import Risk
import Seal
package import Store
import Watchlists

/// Takes inputs into a node's store and screens what is new in them.
///
/// For each input: its bytes are stored, then its documents batch by batch (from then on they are
/// durable), then every declaration without an assessment is judged and its assessment stored before
/// it is shown. Run again after a crash, it finishes what was begun and doubles nothing.
package struct NodeScreening: Sendable {
    private let screening: Screening
    private let store: any Store
    private let intake: Intake
    private let now: @Sendable () -> Int64

    package init(
        settings: ScreeningSettings, reading: @escaping DocumentReading, store: any Store,
        now: @escaping @Sendable () -> Int64
    ) {
        screening = Screening(settings: settings, reading: reading)
        self.store = store
        intake = Intake(store: store, now: now)
        self.now = now
    }

    /// Documents stored, and assessments stored, in one transaction of a bulk run: the pages of the
    /// indexes that many documents share are then written once.
    private static let documentsPerCommit = 4096

    /// What is known about one document of an input after its intake.
    struct Taken: Sendable {
        var version: Int64
        var status: ScreenedDocument.Status
        /// Number of the version, for people.
        var number: Int32
        var digest: (UInt64, UInt64)
    }

    package func run(
        inputs: [String], progress: (Int) -> Void = { _ in },
        emit: (ScreenedDocument) throws -> Void
    ) throws -> ScreeningSummary {
        var rates = DailyRates(
            screening.settings.rates, national: screening.settings.nationalCurrency)
        var history = try NodeStatistics(store: store, rates: &rates)
        var taken: [[Taken]] = []
        for input in inputs {
            taken.append(
                try take(input, history: &history, rates: &rates, progress: progress))
        }
        // Goods look for their partner's record before they are judged.
        try MirrorIntake.catchUp(store, now: now())
        if try !history.save(in: store) {
            // Others stored documents at the same time: judge with knowledge of theirs too.
            history = try NodeStatistics(store: store, rates: &rates)
        }
        // Many new declarations are laid out by columns at once, so that a backtest need not.
        let new = taken.reduce(0) { $0 + $1.count { $0.status == .new } }
        if new >= FactProjection.blockSize {
            var projection = FactProjection(store: store, rates: rates)
            try projection.catchUp()
        }
        var statistics = history.statistics
        statistics.settle()
        let known = try store.read { reader in
            try NodeKnowledge(seed: statistics.seed, at: now(), in: reader).known
        }
        let judge = Judge(
            settings: screening.settings, statistics: statistics, known: known)
        var summary = ScreeningSummary()
        for (input, taken) in zip(inputs, taken) {
            try assess(input, taken: taken, judge: judge, rates: &rates) { documents in
                for document in documents {
                    summary.count(document)
                    try emit(document)
                }
                progress(documents.count)
            }
        }
        return summary
    }

    /// Stores every document of an input. Preparing runs beside storing.
    private func take(
        _ input: String, history: inout NodeStatistics, rates: inout DailyRates,
        progress: (Int) -> Void
    ) throws -> [Taken] {
        let submission = try intake.register(RawFile(input))
        var taken: [Taken] = []
        var waiting = PreparedBatch()
        func store() throws {
            let outcomes = try intake.take(waiting.prepared, of: submission)
            for (index, outcome) in outcomes.enumerated() {
                taken.append(Self.taken(outcome, waiting.prepared[index]))
                guard case .new(let version) = outcome,
                    case .declaration(let declaration)? = waiting.documents[index].content
                else { continue }
                history.observe(declaration, version: version, rates: &rates)
            }
            progress(outcomes.count)
            waiting = PreparedBatch()
        }
        let screening = screening
        try pipeline(
            produce: { send in
                try screening.forEachBatch(of: input) { documents in
                    try send(
                        PreparedBatch(
                            documents: documents,
                            prepared: mapConcurrently(documents, PreparedDocument.init)))
                }
            },
            consume: { (batch: PreparedBatch) in
                waiting.add(batch)
                if waiting.prepared.count >= Self.documentsPerCommit { try store() }
            })
        try store()
        if !submission.isComplete { try intake.finish(submission, documents: taken.count) }
        return taken
    }

    private struct PreparedBatch: Sendable {
        var documents: [ReadDocument] = []
        var prepared: [PreparedDocument] = []

        mutating func add(_ other: PreparedBatch) {
            documents += other.documents
            prepared += other.prepared
        }
    }

    static func taken(_ outcome: IntakeOutcome, _ document: PreparedDocument) -> Taken {
        var halves: (UInt64, UInt64) = (0, 0)
        for (index, byte) in (document.accepted?.digest ?? []).enumerated() {
            if index < 8 {
                halves.0 = halves.0 << 8 | UInt64(byte)
            } else {
                halves.1 = halves.1 << 8 | UInt64(byte)
            }
        }
        let isReport = document.accepted?.kind == .cargoReport
        switch outcome {
        case .new(let version):
            return Taken(
                version: version, status: isReport ? .report : .new, number: 1, digest: halves)
        case .newVersion(let version, let number):
            return Taken(
                version: version, status: isReport ? .report : .newVersion, number: Int32(number),
                digest: halves)
        case .known(let version, let number):
            return Taken(
                version: version, status: isReport ? .report : .known, number: Int32(number),
                digest: halves)
        case .refused:
            return Taken(version: 0, status: .refused, number: 0, digest: halves)
        }
    }

    /// Judges an input's declarations, stores the assessments of a batch and then shows it.
    ///
    /// Nothing is stored that was judged by watch lists older than those in force at that moment: a
    /// list imported meanwhile makes the batch be judged again.
    private func assess(
        _ input: String, taken: [Taken], judge: Judge, rates: inout DailyRates,
        show: ([ScreenedDocument]) throws -> Void
    ) throws {
        var position = 0
        var waiting: [(Judged, Pair)] = []
        var judge = judge
        var lists = try renewLists(of: &judge)
        func finish() throws {
            for _ in 0..<Self.listChangesMax {
                if let shown = try storeAssessments(waiting, judge: judge, lists: lists) {
                    waiting = []
                    lists = try renewLists(of: &judge)
                    return try show(shown)
                }
                lists = try renewLists(of: &judge)
                let pairs = waiting.map(\.1)
                let current = judge
                waiting = Array(
                    zip(
                        mapConcurrently(pairs) { Self.judged($0, of: input, judge: current) }, pairs
                    ))
            }
            throw StoreFailure(
                .busy, problem: "watch lists change faster than declarations can be screened",
                remedy: "wait until the imports have ended and run the command again")
        }
        try screening.forEachBatch(of: input) { documents in
            let start = position
            position += documents.count
            guard position <= taken.count else { throw InputChanged(input: input) }
            rates.prepare(for: documents)
            let ready = rates
            let mirror = try store.read { try MirrorFacts.of(documents, in: $0, now: now()) }
            var pairs = zip(documents, taken[start..<position]).map {
                Pair(document: $0, taken: $1, rates: ready)
            }
            for place in mirror.indices { pairs[place].mirror = mirror[place] }
            let current = judge
            let judged = mapConcurrently(pairs) { Self.judged($0, of: input, judge: current) }
            waiting += zip(judged, pairs)
            if waiting.count >= Self.documentsPerCommit { try finish() }
        }
        try finish()
    }

    /// Times that lists may change while one batch is judged.
    private static let listChangesMax = 8

    /// Gives the judge the lists in force; returns how far they have come, nil when they are fixed.
    private func renewLists(of judge: inout Judge) throws -> WatchlistStamp? {
        guard let live = judge.settings.liveWatchlists else { return nil }
        let inForce = try live.current()
        judge.settings.watchlists = inForce.screener
        return inForce.stamp
    }

    struct Pair: Sendable {
        var document: ReadDocument
        var taken: Taken
        var rates: DailyRates
        var mirror = MirrorFacts()
    }

    struct Judged: Sendable {
        var shown: ScreenedDocument
        var stored: [UInt8]?
        /// What judging knew beside the declaration.
        var facts: [UInt8] = []
        var hits: [WatchHit]
        var profiles: [ProfileHit] = []
        /// As judged; nil for what is not assessed.
        var assessment: Assessment?
    }

    static func judged(
        _ pair: Pair, of input: String, judge: Judge
    ) -> Judged {
        let document = pair.document
        let hits = document.isAccepted ? judge.watchHits(of: document.content) : []
        guard document.isAccepted, let subject = document.content else {
            return Judged(
                shown: judge.unassessed(document, of: input, hits: hits), stored: nil,
                hits: hits ?? [], assessment: nil)
        }
        let digest = pair.taken.digest
        let content = withUnsafeBytes(of: (digest.0.bigEndian, digest.1.bigEndian)) { Array($0) }
        let (assessment, profiles, dossier) = judge.assess(
            subject, rates: pair.rates, drawnFrom: content, watch: .hits(hits),
            mirror: pair.mirror)
        var noted = document
        if let note = note(on: pair.taken) { noted.diagnostics.append(note) }
        let id = Judge.reference(subject, document: document, input: input)
        return Judged(
            shown: judge.screened(
                assessment, id: id, document: noted, of: input, status: pair.taken.status),
            stored: AssessmentJSON.stored(assessment),
            facts: ReplayFacts(dossier: dossier.factBytes(), hits: profiles).bytes,
            hits: hits ?? [], profiles: profiles, assessment: assessment)
    }

    /// Stores what has not been assessed yet. What has been keeps its assessment, and that one is shown.
    /// Nil, and nothing stored, when the lists have changed since.
    private func storeAssessments(
        _ waiting: [(Judged, Pair)], judge: Judge, lists: WatchlistStamp?
    ) throws -> [ScreenedDocument]? {
        let time = now()
        return try store.write { writer in
            if let lists, try writer.watchlistStamp() != lists { return nil }
            return try Self.storeAssessments(waiting, judge: judge, at: time, with: writer)
        }
    }

    /// The same within a transaction that somebody else has begun.
    static func storeAssessments(
        _ waiting: [(Judged, Pair)], judge: Judge, at time: Int64, with writer: any StoreWriter
    ) throws -> [ScreenedDocument] {
        try Replay.keep(judge.settings.policy, in: writer)
        let passing = try PassingLoads(in: writer, at: time)
        return try waiting.map { judged, pair in
            var judged = judged
            let operation = passing.operation(for: pair.document.content)
            if let operation, pair.taken.version != 0 {
                judged = try passing.quieted(
                    judged, pair, operation: operation, judge: judge, in: writer)
            }
            for hit in judged.hits {
                let isNew = try writer.record(
                    WatchlistHitRow(
                        hit, version: pair.taken.version, foundAt: time, isRetroactive: false))
                if isNew {
                    try SilentHits.note(hit, document: judged.shown.id, at: time, in: writer)
                }
            }
            guard let content = judged.stored, let lane = judged.shown.lane else {
                return judged.shown
            }
            // Asked for every document: another process may have assessed it in the meantime.
            if let earlier = try writer.assessments(of: pair.taken.version).last,
                operation == nil || earlier.lane == lane.order
            {
                return judge.shownAgain(judged.shown, earlier, note: note(on: pair.taken))
            }
            _ = try writer.insert(
                AssessmentRow(
                    id: 0, version: pair.taken.version, assessedAt: time, lane: lane.order,
                    score: judged.shown.score, content: content, facts: judged.facts))
            for hit in judged.profiles {
                try writer.record(
                    ProfileHitRow(
                        version: pair.taken.version, profile: hit.profile, number: hit.version,
                        isShadow: hit.isShadow))
            }
            return judged.shown
        }
    }

    /// Says so when the document is not simply a new one.
    private static func note(on taken: Taken) -> Diagnostic? {
        switch taken.status {
        case .known:
            Diagnostic(
                .note, code: "intake-known", place: "the whole document",
                problem: "the same content is stored already, as version \(taken.number)",
                reason: "a declaration is one, however often it is sent",
                remedy: "nothing to do; a change needs other content")
        case .newVersion:
            Diagnostic(
                .note, code: "intake-new-version", place: "the whole document",
                problem: "stored as version \(taken.number) of a declaration that is known",
                reason: "the reference is the same and the content differs",
                remedy: "check that the change was meant; all versions are kept")
        case .new, .refused, .report: nil
        }
    }
}

/// The input had other content when it was read the second time.
package struct InputChanged: Error, Sendable {
    package let input: String
}
