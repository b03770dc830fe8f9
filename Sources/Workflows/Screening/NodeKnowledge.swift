import Customs
import Formats
import Risk
import Store
import Watchlists

/// What a node knows of traders: results of inspections and certain open hits on watch lists.
///
/// Read from the store when screening begins; a serving node looks again, at most once a minute, when
/// a result, a hit or a decision on one has come.
struct NodeKnowledge {
    private(set) var known: KnownTraders
    private var lastResult: Int64 = 0
    private var lastHit: Int64 = 0
    private var lastClearance: Int64 = 0
    private var loadedAt: Int64
    private let seed: UInt64

    /// Inspected documents and hits that count: the newest.
    static let newestMax = 20_000
    private static let batch = 1_000
    /// Least time between two readings, milliseconds.
    private static let pauseMin: Int64 = 60_000

    init(seed: UInt64, at time: Int64, in reader: any StoreReader) throws {
        self.seed = seed
        loadedAt = time
        known = KnownTraders(seed: seed)
        try load(from: reader)
    }

    /// Reads again when there is something new and the last reading is a while ago.
    mutating func refresh(at time: Int64, in reader: any StoreReader) throws {
        guard time - loadedAt >= Self.pauseMin || time < loadedAt else { return }
        loadedAt = time
        let hasNews =
            try !reader.inspectionResults(after: lastResult, limit: 1).isEmpty
            || !reader.watchlistClearances(after: lastClearance, limit: 1).isEmpty
            || !reader.watchlistHits(after: lastHit, limit: 1).isEmpty
        if hasNews { self = try NodeKnowledge(seed: seed, at: time, in: reader) }
    }

    private mutating func load(from reader: any StoreReader) throws {
        try loadResults(from: reader)
        try loadHits(from: reader)
    }

    /// Of each document the last version of its result counts, so that an appeal takes it back.
    private mutating func loadResults(from reader: any StoreReader) throws {
        var outcomes: [Int64: (id: Int64, isOffence: Bool)] = [:]
        while true {
            let rows = try reader.inspectionResults(after: lastResult, limit: Self.batch)
            guard let last = rows.last else { break }
            for row in rows {
                let isOffence = row.outcome == "offence" || row.outcome == "seizure"
                outcomes[row.document] = (row.id, isOffence)
            }
            lastResult = last.id
        }
        let newest = outcomes.sorted { $0.value.id > $1.value.id }.prefix(Self.newestMax)
        for (document, outcome) in newest {
            guard let version = try reader.versions(of: document).last,
                case .declaration(let declaration)? = CanonicalJSON.read(version.content).document
            else { continue }
            known.add(inspectionOf: declaration, isOffence: outcome.isOffence)
        }
    }

    private mutating func loadHits(from reader: any StoreReader) throws {
        let cleared: Set<ClearedHit>
        (cleared, lastClearance) = try NodeWatchlists.decisions(in: reader)
        var named: [(version: Int64, name: String)] = []
        while true {
            let rows = try reader.watchlistHits(after: lastHit, limit: Self.batch)
            guard let last = rows.last else { break }
            for row in rows {
                let hit = ClearedHit(
                    list: row.list, entry: row.entry, revision: row.revision, subject: row.subject)
                guard !cleared.contains(hit), let name = Self.openName(row) else { continue }
                named.append((row.version, name))
            }
            lastHit = last.id
        }
        for (id, name) in named.suffix(Self.newestMax) {
            guard let version = try reader.version(id: id),
                case .declaration(let declaration)? = CanonicalJSON.read(version.content).document
            else { continue }
            let isTrader = declaration.parties.contains {
                $0.name == name && [.importer, .consignee, .exporter, .consignor].contains($0.role)
            }
            if isTrader { known.add(listed: declaration) }
        }
    }

    /// The name in the document, of a certain hit that officers may see.
    private static func openName(_ row: WatchlistHitRow) -> String? {
        let content: JSONValue
        do {
            content = try JSONValue.parse(row.content)
        } catch {
            // A hit of an older program; it makes no link.
            return nil
        }
        guard content["certain"]?.bool == true, content["discreet"]?.bool != true else {
            return nil
        }
        return content["declared"]?.string
    }
}
