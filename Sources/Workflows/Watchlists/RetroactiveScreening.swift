import Customs
import Formats
import Risk
package import Store
package import Watchlists

/// Screens what a node has stored already against lists that have changed since, and records the hits
/// that are new. A declaration whose lane becomes stricter gets a further assessment that says so; the
/// earlier ones stay.
package struct RetroactiveScreening: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Int64
    /// Documents read and judged at a time; each batch is durable before the next begins.
    private static let batch = 512

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// A stored document with a hit that nobody had seen before.
    package struct NewHit: Sendable {
        /// The number people call the document by.
        package var document: String
        package var hit: WatchHit
    }

    /// How a run went.
    package struct Summary: Hashable, Sendable {
        package var documents = 0
        package var hits = 0
        package init() {}
    }

    /// Screens the latest version of every stored document against all entries of all lists.
    package func run(
        progress: (Int) -> Void = { _ in }, emit: (NewHit) throws -> Void
    ) throws -> Summary {
        let newest = try store.read { try $0.watchlists() }
        let summary = try screen(affected: nil, progress: progress, emit: emit)
        try finish(newest.map { ($0.list, $0.number) })
        return summary
    }

    /// Screens against what has changed in lists since all stored documents were last held against
    /// them: the change just imported, and those whose screening was put off or broken off.
    package func runPending(
        progress: (Int) -> Void = { _ in }, emit: (NewHit) throws -> Void
    ) throws -> Summary {
        let pending = try pending()
        guard !pending.isEmpty else { return Summary() }
        let affected = Dictionary(
            pending.map { ($0.list, $0.entries) }, uniquingKeysWith: { $0.union($1) })
        let summary = try screen(affected: affected, progress: progress, emit: emit)
        try finish(pending.map { ($0.list, $0.version) })
        return summary
    }

    /// Entries of a list in its newest version that stored documents were not held against yet.
    package struct Pending: Hashable, Sendable {
        package var list: String
        package var version: Int
        package var entries: Set<String>
    }

    /// What a run would look for, list by list.
    package func pending() throws -> [Pending] {
        try store.read { reader in
            try reader.watchlists().compactMap { newest in
                let done = try reader.watchlistRescreened(newest.list)
                guard newest.number > done else { return nil }
                let entries = try reader.watchlistEntries(of: newest.list, version: newest.number)
                return Pending(
                    list: newest.list, version: newest.number,
                    entries: Set(entries.lazy.filter { $0.since > done }.map(\.entry)))
            }
        }
    }

    /// Notes that everything stored was held against these versions. A version imported meanwhile
    /// stays to be done.
    private func finish(_ versions: [(list: String, number: Int)]) throws {
        guard !versions.isEmpty else { return }
        try store.write { writer in
            for version in versions {
                try writer.setWatchlistRescreened(version.list, version: version.number)
            }
        }
    }

    /// - Parameter affected: entries to look for by their lists; nil for all of all lists.
    private func screen(
        affected: [String: Set<String>]?, progress: (Int) -> Void, emit: (NewHit) throws -> Void
    ) throws -> Summary {
        var summary = Summary()
        if let affected, affected.values.allSatisfy(\.isEmpty) { return summary }
        // Nothing stored, nothing to build an index for.
        guard try store.read({ try !$0.versions(after: 0, limit: 1).isEmpty }) else {
            return summary
        }
        let day = NodeWatchlists.day(ofMilliseconds: now())
        guard let screener = try NodeWatchlists.screener(in: store, on: day) else {
            return summary
        }
        var after: Int64 = 0
        while true {
            let start = after
            let rows = try store.read { reader in
                try reader.versions(after: start, limit: Self.batch)
            }
            guard let last = rows.last else { return summary }
            after = last.id
            let found = mapConcurrently(rows) { row in
                Self.hits(of: row, screener: screener).filter { hit in
                    affected.map { $0[hit.card.id]?.contains(hit.entry.id) ?? false } ?? true
                }
            }
            for new in try record(zip(rows, found), tellsAgain: affected != nil) {
                summary.hits += 1
                try emit(new)
            }
            summary.documents += rows.count
            progress(rows.count)
        }
    }

    private static func hits(of row: VersionRow, screener: WatchlistScreener) -> [WatchHit] {
        CanonicalJSON.read(row.content).document.map { screener.screen($0) } ?? []
    }

    /// Adds an assessment when new hits lead to a stricter lane than the last one had.
    ///
    /// Its findings are the new hits alone; what else was found stands in the assessment before.
    private static func reassess(
        _ row: VersionRow, _ hits: [WatchHit], at time: Int64, in writer: any StoreWriter
    ) throws {
        guard let last = try writer.assessments(of: row.id).last else { return }
        let assessment = Assessment(
            Judgement(watch: .known(hits.map(WatchFact.init))), policy: .initial)
        guard assessment.lane.order < last.lane else { return }
        _ = try writer.insert(
            AssessmentRow(
                id: 0, version: row.id, assessedAt: time, lane: assessment.lane.order,
                score: last.score, content: AssessmentJSON.stored(assessment)))
    }

    /// Records hits of documents whose latest version has them; returns those to be told.
    ///
    /// - Parameter tellsAgain: tells hits too that an earlier run had recorded, for it may have died
    ///   before it told them.
    private func record(
        _ found: some Sequence<(VersionRow, [WatchHit])>, tellsAgain: Bool
    ) throws -> [NewHit] {
        let hitting = found.filter { !$0.1.isEmpty }
        guard !hitting.isEmpty else { return [] }
        let time = now()
        return try store.write { writer in
            var told: [NewHit] = []
            let passing = try PassingLoads(in: writer, at: time)
            for (row, hits) in hitting {
                guard try writer.versions(of: row.document).last?.id == row.id else { continue }
                let document = CanonicalJSON.read(row.content).document
                guard passing.operation(for: document) == nil else { continue }
                let reference =
                    try writer.document(id: row.document)?.reference ?? "#\(row.document)"
                var new: [WatchHit] = []
                for hit in hits {
                    let hitRow = WatchlistHitRow(
                        hit, version: row.id, foundAt: time, isRetroactive: true)
                    if try writer.record(hitRow) {
                        new.append(hit)
                        try SilentHits.note(hit, document: reference, at: time, in: writer)
                    } else {
                        guard tellsAgain, try Self.isRetroactive(hitRow, in: writer) else {
                            continue
                        }
                    }
                    told.append(NewHit(document: reference, hit: hit))
                }
                if !new.isEmpty { try Self.reassess(row, new, at: time, in: writer) }
            }
            return told
        }
    }

    /// Whether the same hit was recorded by a run like this one, rather than when the document came.
    private static func isRetroactive(
        _ hit: WatchlistHitRow, in reader: any StoreReader
    ) throws -> Bool {
        try reader.watchlistHits(of: hit.version).contains {
            $0.list == hit.list && $0.entry == hit.entry && $0.revision == hit.revision
                && $0.subject == hit.subject && $0.isRetroactive
        }
    }
}
