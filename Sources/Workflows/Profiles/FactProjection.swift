import Customs
import Formats
import Profiles
import Risk
package import Store

/// Stored declarations laid out by columns beside the documents, so that a question over years of
/// trade reads what it needs and nothing else. First versions only: one declaration is one row.
///
/// Derived: it holds nothing that the documents do not, and is made anew under another
/// ``ProfileFields/layout``. Blocks are stored when they are full; the rest is read from the
/// documents each time.
package struct FactProjection {
    /// Stored versions that one block spans.
    package static let blockSize = 4096

    private let store: any Store
    private var rates: DailyRates

    package init(store: any Store, rates: DailyRates) {
        self.store = store
        self.rates = rates
    }

    /// Visits every stored declaration in the order of storing, some thousand at a time, with the
    /// columns wanted. Documents not laid out yet are, on the way; `progress` counts declarations.
    mutating func visit(
        columns wanted: Set<String>, progress: (Int) -> Void, _ body: ([FactBlock]) throws -> Void
    ) throws {
        var watermark: Int64 = 0
        let layout = ProfileFields.layout
        let chunks = try store.read { try $0.factChunks(layout: layout) }
        var waiting: [FactBlock] = []
        func flush() throws {
            try body(waiting)
            progress(waiting.reduce(0) { $0 + $1.rowCount })
            waiting.removeAll()
        }
        for chunk in chunks {
            let block = try store.read { reader in
                try FactBlock(rowCount: chunk.rowCount, wanted: wanted) {
                    try reader.factColumn($0, of: chunk.id)
                }
            }
            guard let block else {
                throw StoreFailure(
                    .unreadable, problem: "block \(chunk.id) of declarations by columns is damaged",
                    remedy: "restore the database from a backup, or delete the rows of factChunk "
                        + "and factColumn: they are made again")
            }
            watermark = chunk.lastVersion
            waiting.append(block)
            if waiting.count == 8 { try flush() }
        }
        while let (block, last) = try next(after: watermark) {
            watermark = last
            waiting.append(block)
            if waiting.count == 8 { try flush() }
        }
        if !waiting.isEmpty { try flush() }
    }

    /// Lays out what has been stored since, as far as it fills blocks.
    package mutating func catchUp() throws {
        var watermark = try store.read {
            try $0.factChunks(layout: ProfileFields.layout).last?.lastVersion ?? 0
        }
        while let (_, last) = try next(after: watermark) { watermark = last }
    }

    /// Lays out the declarations after a version and stores the block when it is full.
    private mutating func next(after watermark: Int64) throws -> (FactBlock, last: Int64)? {
        let versions = try store.read {
            try $0.versions(after: watermark, limit: Self.blockSize)
        }
        guard let last = versions.last else { return nil }
        let first = versions.filter { $0.number == 1 }
        let read = mapConcurrently(first) { version -> Declaration? in
            if case .declaration(let declaration)? = CanonicalJSON.read(version.content).document {
                declaration
            } else {
                nil
            }
        }
        var subjects: [DeclarationSubject] = []
        var ids: [Int64] = []
        for (version, declaration) in zip(first, read) {
            guard let declaration else { continue }
            rates.prepare(for: declaration)
            subjects.append(
                DeclarationSubject(declaration, rates: rates.rates(for: declaration)))
            ids.append(version.id)
        }
        let block = FactBlock(subjects, versions: ids)
        if versions.count == Self.blockSize, block.rowCount > 0 {
            let row = FactChunkRow(id: 0, lastVersion: last.id, rowCount: block.rowCount)
            let columns = block.encoded
            try store.write {
                try $0.insert(row, layout: ProfileFields.layout, columns: columns)
            }
        }
        return (block, last.id)
    }
}
