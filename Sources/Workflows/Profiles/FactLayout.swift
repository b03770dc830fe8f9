import Customs
import Risk
import Store

/// Lays declarations out by columns while they are being stored, so that a bulk run need not read
/// them back for ``FactProjection``.
///
/// Nothing is done before a whole block has come together: single declarations are left to whoever
/// asks a question over all of them.
struct FactLayout {
    private static let blockSize = FactProjection.blockSize

    private var subjects: [DeclarationSubject] = []
    private var versions: [Int64] = []
    /// The version that the last stored block ends with; nil before the first full block.
    private var watermark: Int64?
    /// False once others have stored in between: then the projection reads the store.
    private var isAlone = true

    /// Adds the first version of a declaration that has been stored; `rates` know its day.
    mutating func add(_ declaration: Declaration, version: Int64, rates: DailyRates) {
        // What the first block was read together with may still come by here.
        guard isAlone, version > watermark ?? .min else { return }
        subjects.append(DeclarationSubject(declaration, rates: rates.rates(for: declaration)))
        versions.append(version)
    }

    /// Stores the blocks that are full.
    mutating func storeFullBlocks(in store: any Store, rates: DailyRates) throws {
        while isAlone, subjects.count >= Self.blockSize {
            guard let from = watermark else {
                try begin(in: store, rates: rates)
                continue
            }
            let last = versions[Self.blockSize - 1]
            let block = FactBlock(
                Array(subjects.prefix(Self.blockSize)),
                versions: Array(versions.prefix(Self.blockSize)))
            let row = FactChunkRow(id: 0, lastVersion: last, rowCount: block.rowCount)
            let columns = block.encoded
            isAlone = try store.write { writer in
                guard
                    try writer.firstVersionCount(after: from, through: last) == Int64(row.rowCount)
                else { return false }
                try writer.insert(row, layout: ProfileFields.layout, columns: columns)
                return true
            }
            watermark = last
            drop(Self.blockSize)
        }
        if !isAlone { drop(subjects.count) }
    }

    /// Lays out what earlier runs left behind; the first block of this run goes with it.
    private mutating func begin(in store: any Store, rates: DailyRates) throws {
        var projection = FactProjection(store: store, rates: rates)
        try projection.catchUp()
        let end = try store.read {
            try $0.factChunks(layout: ProfileFields.layout).last?.lastVersion ?? 0
        }
        watermark = end
        drop(versions.prefix { $0 <= end }.count)
    }

    private mutating func drop(_ count: Int) {
        subjects.removeFirst(count)
        versions.removeFirst(count)
    }
}
