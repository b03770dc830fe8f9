import Customs
import Formats
import Risk
import Store

/// A node's statistics of earlier trade: the saved state, brought up to date from the store.
struct NodeStatistics {
    static let snapshotName = "trade-statistics"
    private static let catchUpBatch = 1000

    private(set) var statistics: TradeStatistics
    /// Highest version that is in the statistics or was passed over.
    private var watermark: Int64
    private var savedWatermark: Int64
    /// Versions seen since the last save.
    private var seen: Int64 = 0

    /// Loads the saved state and adds what was stored after it, as after a crash.
    init(store: any Store, rates: inout DailyRates) throws {
        let saved = try store.read { try $0.snapshot(Self.snapshotName) }
        statistics = TradeStatistics()
        watermark = 0
        if let saved {
            do {
                statistics = try TradeStatistics(decoding: saved.content)
                watermark = saved.watermark
            } catch {
                // A state that cannot be read, from an older program say, is made again from the
                // documents below; it holds nothing that they do not.
            }
        }
        savedWatermark = watermark
        try catchUp(from: store, rates: &rates)
    }

    /// Adds a declaration that has just been stored.
    mutating func observe(
        _ declaration: borrowing Declaration, version: Int64, rates: inout DailyRates
    ) {
        rates.prepare(for: declaration)
        statistics.observe(declaration, rates: rates.rates(for: declaration))
        watermark = max(watermark, version)
        seen += 1
    }

    /// Saves the state for the next run. Returns false, and saves nothing, when another process has
    /// stored documents meanwhile: what this one observed is then not all there is.
    mutating func save(in store: any Store) throws -> Bool {
        guard watermark > savedWatermark else { return true }
        let row = SnapshotRow(watermark: watermark, content: statistics.encoded())
        let (from, to, expected) = (savedWatermark, watermark, seen)
        let isSaved = try store.write { writer in
            let inBetween = try writer.firstVersionCount(after: from, through: to)
            guard inBetween == expected else { return false }
            try writer.put(row, name: Self.snapshotName)
            return true
        }
        if isSaved {
            savedWatermark = watermark
            seen = 0
        }
        return isSaved
    }

    /// Adds what other processes have stored since, as seen by a transaction.
    mutating func catchUp(with reader: any StoreReader, rates: inout DailyRates) throws {
        while try catchUpBatch(with: reader, rates: &rates) {}
    }

    private mutating func catchUp(from store: any Store, rates: inout DailyRates) throws {
        while try store.read({ try catchUpBatch(with: $0, rates: &rates) }) {}
    }

    /// Adds one batch; false when there is none left.
    private mutating func catchUpBatch(
        with reader: any StoreReader, rates: inout DailyRates
    ) throws -> Bool {
        let versions = try reader.versions(after: watermark, limit: Self.catchUpBatch)
        guard let last = versions.last else { return false }
        for version in versions where version.number == 1 {
            guard
                case .declaration(let declaration)? = CanonicalJSON.read(version.content)
                    .document
            else { continue }
            observe(declaration, version: version.id, rates: &rates)
        }
        watermark = last.id
        return true
    }

    /// Figures of every histogram are worked out once; those that change later answer all the same.
    mutating func settle() { statistics.settle() }
}
