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
        var layout = FactLayout()
        var taken: [[Taken]] = []
        for input in inputs {
            let stored = try take(input, progress: progress) { group in
                group.forEachNew { declaration, version in
                    history.observe(declaration, version: version, rates: &rates)
                    layout.add(declaration, version: version, rates: rates)
                }
                try layout.storeFullBlocks(in: store, rates: rates)
            }
            taken.append(stored)
        }
        // Goods look for their partner's record before they are judged.
        try MirrorIntake.catchUp(store, now: now())
        if try !history.save(in: store) {
            // Others stored documents at the same time: judge with knowledge of theirs too.
            history = try NodeStatistics(store: store, rates: &rates)
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
            try assess(input, taken: taken, judge: judge, rates: rates) { documents in
                for document in documents {
                    summary.count(document)
                    try emit(document)
                }
                progress(documents.count)
            }
        }
        return summary
    }

    /// Documents that one transaction made durable.
    private struct StoredGroup: Sendable {
        let batches: [PreparedBatch]
        let outcomes: [IntakeOutcome]

        var taken: [Taken] {
            zip(batches.lazy.flatMap(\.prepared), outcomes).map { NodeScreening.taken($1, $0) }
        }

        /// Visits the declarations the node did not know, with the versions they became.
        func forEachNew(_ body: (Declaration, Int64) -> Void) {
            var place = 0
            for batch in batches {
                for document in batch.documents {
                    if case .new(let version) = outcomes[place],
                        case .declaration(let declaration)? = document.content
                    {
                        body(declaration, version)
                    }
                    place += 1
                }
            }
        }
    }

    /// Stores every document of an input. Reading, preparing, storing, and what `learn` does with a
    /// group that is stored, run side by side, each in the order of the input.
    private func take(
        _ input: String, progress: (Int) -> Void, learn: (StoredGroup) throws -> Void
    ) throws -> [Taken] {
        let submission = try intake.register(RawFile(input))
        let (screening, intake) = (screening, intake)
        var taken: [Taken] = []
        try pipeline(
            capacity: 1,
            produce: { send in
                var waiting: [PreparedBatch] = []
                var count = 0
                func store() throws {
                    let outcomes = try intake.take(
                        waiting.flatMap(\.prepared), of: submission)
                    try send(StoredGroup(batches: waiting, outcomes: outcomes))
                    (waiting, count) = ([], 0)
                }
                try Self.prepare(input, with: screening) { batch in
                    waiting.append(batch)
                    count += batch.prepared.count
                    if count >= Self.documentsPerCommit { try store() }
                }
                try store()
            },
            consume: { (group: StoredGroup) in
                taken += group.taken
                progress(group.outcomes.count)
                try learn(group)
            })
        if !submission.isComplete { try intake.finish(submission, documents: taken.count) }
        return taken
    }

    /// Reads an input and makes its documents ready for the store, on threads of their own.
    private static func prepare(
        _ input: String, with screening: Screening, _ body: (PreparedBatch) throws -> Void
    ) throws {
        try pipeline(
            produce: { send in
                try screening.forEachBatch(of: input) { documents in
                    try send(
                        PreparedBatch(
                            documents: documents,
                            prepared: mapConcurrently(documents, PreparedDocument.init)))
                }
            }, consume: body)
    }

    private struct PreparedBatch: Sendable {
        let documents: [ReadDocument]
        let prepared: [PreparedDocument]
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

    /// What was judged by lists that had come as far as `lists`.
    private struct JudgedBatch: Sendable {
        var documents: [(Judged, Pair)] = []
        /// Nil when the lists are fixed.
        var lists: WatchlistStamp?
    }

    /// Judges an input's declarations, stores the assessments of a batch and then shows it. Reading,
    /// judging and storing run side by side.
    ///
    /// Nothing is stored that was judged by watch lists older than those in force at that moment: a
    /// list imported meanwhile makes the batch be judged again.
    private func assess(
        _ input: String, taken: [Taken], judge: Judge, rates: DailyRates,
        show: ([ScreenedDocument]) throws -> Void
    ) throws {
        let (screening, store, now) = (screening, store, now)
        var waiting: [JudgedBatch] = []
        var count = 0
        func finish() throws {
            let shown = try stored(&waiting, of: input, judge: judge)
            (waiting, count) = ([], 0)
            try show(shown)
        }
        try pipeline(
            produce: { send in
                var position = 0
                var rates = rates
                var judge = judge
                try screening.forEachBatch(of: input) { documents in
                    let start = position
                    position += documents.count
                    guard position <= taken.count else { throw InputChanged(input: input) }
                    rates.prepare(for: documents)
                    let ready = rates
                    let mirror = try store.read {
                        try MirrorFacts.of(documents, in: $0, now: now())
                    }
                    let pairs = documents.indices.map { place in
                        Pair(
                            document: documents[place], taken: taken[start + place], rates: ready,
                            mirror: mirror.isEmpty ? nil : mirror[place])
                    }
                    let lists = try Self.renewLists(of: &judge)
                    try send(Self.judged(pairs, of: input, judge: judge, lists: lists))
                }
            },
            consume: { (batch: JudgedBatch) in
                count += batch.documents.count
                waiting.append(batch)
                if count >= Self.documentsPerCommit { try finish() }
            })
        try finish()
    }

    /// Stores assessments, after judging anew what older lists had judged.
    private func stored(
        _ batches: inout [JudgedBatch], of input: String, judge: Judge
    ) throws -> [ScreenedDocument] {
        for _ in 0..<Self.listChangesMax {
            if let shown = try storeAssessments(batches, judge: judge) { return shown }
            var judge = judge
            let lists = try Self.renewLists(of: &judge)
            for place in batches.indices where batches[place].lists != lists {
                batches[place] = Self.judged(
                    batches[place].documents.map(\.1), of: input, judge: judge, lists: lists)
            }
        }
        throw StoreFailure(
            .busy, problem: "watch lists change faster than declarations can be screened",
            remedy: "wait until the imports have ended and run the command again")
    }

    private static func judged(
        _ pairs: [Pair], of input: String, judge: Judge, lists: WatchlistStamp?
    ) -> JudgedBatch {
        JudgedBatch(
            documents: Array(
                zip(mapConcurrently(pairs) { judged($0, of: input, judge: judge) }, pairs)),
            lists: lists)
    }

    /// Times that lists may change while one batch is judged.
    private static let listChangesMax = 8

    /// Gives the judge the lists in force; returns how far they have come, nil when they are fixed.
    private static func renewLists(of judge: inout Judge) throws -> WatchlistStamp? {
        guard let live = judge.settings.liveWatchlists else { return nil }
        let inForce = try live.current()
        judge.settings.watchlists = inForce.screener
        return inForce.stamp
    }

    /// A document with what became of it and what the partner's register says. A class, since a
    /// declaration is much to copy and pairs pass through several hands.
    final class Pair: Sendable {
        let document: ReadDocument
        let taken: Taken
        let rates: DailyRates
        let mirror: MirrorFacts

        init(document: ReadDocument, taken: Taken, rates: DailyRates, mirror: MirrorFacts?) {
            self.document = document
            self.taken = taken
            self.rates = rates
            self.mirror = mirror ?? MirrorFacts()
        }
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
        let diagnostics = document.diagnostics + (note(on: pair.taken).map { [$0] } ?? [])
        let id = Judge.reference(subject, document: document, input: input)
        return Judged(
            shown: judge.screened(
                assessment, id: id, number: document.number, diagnostics: diagnostics, of: input,
                status: pair.taken.status),
            stored: AssessmentJSON.stored(assessment),
            facts: ReplayFacts(dossier: dossier.factBytes(), hits: profiles).bytes,
            hits: hits ?? [], profiles: profiles, assessment: assessment)
    }

    /// Stores what has not been assessed yet. What has been keeps its assessment, and that one is shown.
    /// Nil, and nothing stored, when the lists have changed since.
    private func storeAssessments(
        _ batches: [JudgedBatch], judge: Judge
    ) throws -> [ScreenedDocument]? {
        let time = now()
        return try store.write { writer in
            let lists = try writer.watchlistStamp()
            guard batches.allSatisfy({ $0.lists == nil || $0.lists == lists }) else { return nil }
            return try batches.flatMap {
                try Self.storeAssessments($0.documents, judge: judge, at: time, with: writer)
            }
        }
    }

    /// The same within a transaction that somebody else has begun.
    static func storeAssessments(
        _ waiting: [(Judged, Pair)], judge: Judge, at time: Int64, with writer: any StoreWriter
    ) throws -> [ScreenedDocument] {
        try Replay.keep(judge.settings.policy, in: writer)
        try Replay.keep(waiting.lazy.flatMap(\.0.profiles), in: writer)
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
            let row = AssessmentRow(
                id: 0, version: pair.taken.version, assessedAt: time, lane: lane.order,
                score: judged.shown.score, content: content, facts: judged.facts)
            // Another process may have assessed it in the meantime; a load that is let pass is
            // assessed again when it stands in another lane than it should.
            if try writer.insertFirst(row) == nil {
                if let earlier = try writer.assessments(of: row.version).last,
                    operation == nil || earlier.lane == lane.order
                {
                    return judge.shownAgain(judged.shown, earlier, note: note(on: pair.taken))
                }
                _ = try writer.insert(row)
            }
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
