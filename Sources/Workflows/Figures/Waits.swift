import Risk
import Store

/// Waiting times in milliseconds, counted by their binary logarithm in eighths: right to 9 %, in
/// constant memory.
struct Waits: Sendable {
    private(set) var count = 0
    private var bins = [Int](repeating: 0, count: 512)

    /// Adds a time; a negative one, from clocks set back, counts as none.
    mutating func add(_ milliseconds: Int64) {
        count += 1
        bins[Self.bin(Double(max(0, milliseconds)))] += 1
    }

    private static func bin(_ milliseconds: Double) -> Int {
        milliseconds < 1 ? 0 : min(511, 1 + Int(8 * StableMath.ln(milliseconds) / StableMath.ln2))
    }

    /// The upper end of the bin in which a share of the waits ends; nil when there are none.
    func quantile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        var sum = 0
        for (bin, found) in bins.enumerated() {
            sum += found
            if Double(sum) >= share * Double(count) {
                return bin == 0 ? 0 : StableMath.exp(Double(bin) / 8 * StableMath.ln2).rounded()
            }
        }
        return nil
    }
}

/// When declarations that people hold are released: by the first result of an inspection, or by an
/// officer who puts them into a lane without one.
struct Freed {
    /// First result by document, first override to blue or green by version.
    private var results: [Int64: Int64] = [:]
    private var overrides: [Int64: Int64] = [:]

    private static let batch = 1_000

    init(store: any Store) throws {
        var after: Int64 = 0
        while true {
            let start = after
            let rows = try store.read {
                try $0.inspectionResults(after: start, limit: Self.batch)
            }
            guard let last = rows.last else { break }
            for row in rows {
                results[row.document] = min(results[row.document] ?? .max, row.recordedAt)
            }
            after = last.id
        }
        after = 0
        while true {
            let start = after
            let rows = try store.read { try $0.overrides(after: start, limit: Self.batch) }
            guard let last = rows.last else { return }
            for row in rows where row.to >= 2 {
                overrides[row.version] = min(overrides[row.version] ?? .max, row.decidedAt)
            }
            after = last.id
        }
    }

    /// When a version was released; nil while it is held.
    func release(_ row: VersionRow, first: AssessmentRow, last: AssessmentRow) -> Int64? {
        guard last.lane < 2 else { return first.assessedAt }
        let times = [results[row.document], overrides[row.id]].compactMap { $0 }
        return times.filter { $0 >= row.receivedAt }.min()
    }
}
