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

    /// Screens the latest version of every stored document.
    ///
    /// - Parameter affected: entries of one list to look for; nil for all entries of all lists.
    package func run(
        affected: (list: String, entries: Set<String>)? = nil, progress: (Int) -> Void = { _ in },
        emit: (NewHit) throws -> Void
    ) throws -> Summary {
        var summary = Summary()
        if let affected, affected.entries.isEmpty { return summary }
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
                    affected.map {
                        hit.card.id == $0.list && $0.entries.contains(hit.entry.id)
                    } ?? true
                }
            }
            for new in try record(zip(rows, found)) {
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

    /// Records hits of documents whose latest version has them; returns those that are new.
    private func record(
        _ found: some Sequence<(VersionRow, [WatchHit])>
    ) throws -> [NewHit] {
        let hitting = found.filter { !$0.1.isEmpty }
        guard !hitting.isEmpty else { return [] }
        let time = now()
        return try store.write { writer in
            var new: [NewHit] = []
            for (row, hits) in hitting {
                guard try writer.versions(of: row.document).last?.id == row.id else { continue }
                let reference =
                    try writer.document(id: row.document)?.reference ?? "#\(row.document)"
                let before = new.count
                for hit in hits {
                    let isNew = try writer.record(
                        WatchlistHitRow(hit, version: row.id, foundAt: time, isRetroactive: true))
                    if isNew { new.append(NewHit(document: reference, hit: hit)) }
                }
                guard new.count > before else { continue }
                try Self.reassess(row, new[before...].map(\.hit), at: time, in: writer)
            }
            return new
        }
    }
}
