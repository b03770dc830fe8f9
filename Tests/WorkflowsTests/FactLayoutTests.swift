import Customs
import Formats
import Reference
import Risk
import Store
import Testing

@testable import Workflows

@Suite("Declarations laid out while they are stored")
struct FactLayoutTests {
    private let rates = DailyRates(ExchangeRates(), national: "UZS")

    private func declaration(_ number: Int) -> Declaration {
        var declaration = Planted(commodity: "0702\(number % 90 + 10)", kg: Double(number % 77 + 1))
            .declaration
        declaration.functionalReferenceID = "L-\(number)"
        return declaration
    }

    /// Stores first versions and hands each to `body`.
    private func fill(
        _ numbers: Range<Int>, in store: any Store, _ body: (Declaration, Int64) -> Void
    ) throws {
        try store.write { writer in
            let digest = [UInt8](repeating: UInt8(numbers.lowerBound % 251), count: 32)
            let submission = try writer.insert(
                SubmissionRow(
                    id: 0, digest: digest, name: "s", byteCount: 0, receivedAt: 0,
                    documentsDone: 0, isComplete: true))
            for number in numbers {
                let content = declaration(number)
                let identity = (0..<16).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
                let document = try writer.insert(
                    DocumentRow(
                        id: 0, kind: .declaration, identity: identity, reference: "L-\(number)"))
                let version = try writer.insert(
                    VersionRow(
                        id: 0, document: document, number: 1, submission: submission,
                        position: number + 1, format: "json", digest: identity, receivedAt: 0,
                        content: CanonicalJSON.write(content), diagnostics: ""))
                body(content, version)
            }
        }
    }

    private func rowCounts(_ store: any Store) throws -> [Int] {
        try store.read { try $0.factChunks(layout: ProfileFields.layout).map(\.rowCount) }
    }

    @Test("blocks hold the same columns as those read back from the documents")
    func sameColumns() throws {
        let size = FactProjection.blockSize
        let (own, other) = (MemoryStore(), MemoryStore())
        var layout = FactLayout()
        // Some stand there from before, then two runs' worth: the second block needs no reading.
        try fill(0..<10, in: own) { _, _ in }
        for part in [10..<size + 10, size + 10..<2 * size + 10] {
            try fill(part, in: own) { layout.add($0, version: $1, rates: rates) }
            try layout.storeFullBlocks(in: own, rates: rates)
        }
        try fill(0..<2 * size + 10, in: other) { _, _ in }
        var projection = FactProjection(store: other, rates: rates)
        try projection.catchUp()
        #expect(try rowCounts(own) == [size, size])
        #expect(try rowCounts(other) == [size, size])
        func columns(_ store: any Store) throws -> [[UInt8]?] {
            try store.read { reader in
                let chunks = try reader.factChunks(layout: ProfileFields.layout)
                return try chunks.flatMap { chunk in
                    try ["version", "items", "item.netMass", "item.commodity"].map {
                        try reader.factColumn($0, of: chunk.id)
                    }
                }
            }
        }
        let found = try columns(own)
        #expect(found.count == 8 && !found.contains(nil))
        #expect(try columns(other) == found)
    }

    @Test("storing may run ahead of it")
    func storedAhead() throws {
        let size = FactProjection.blockSize
        let store = MemoryStore()
        var stored: [(Declaration, Int64)] = []
        try fill(0..<3 * size, in: store) { stored.append(($0, $1)) }
        var layout = FactLayout()
        for start in [0, size, 2 * size] {
            for (declaration, version) in stored[start..<start + size] {
                layout.add(declaration, version: version, rates: rates)
            }
            try layout.storeFullBlocks(in: store, rates: rates)
        }
        #expect(try rowCounts(store) == [size, size, size])
    }

    @Test("stops when others store in between, and the projection sees everything")
    func others() throws {
        let size = FactProjection.blockSize
        let store = MemoryStore()
        var layout = FactLayout()
        try fill(0..<size, in: store) { layout.add($0, version: $1, rates: rates) }
        try layout.storeFullBlocks(in: store, rates: rates)
        // Another process stores one of its own between ours.
        try fill(size..<size + 1, in: store) { _, _ in }
        try fill(size + 1..<2 * size + 1, in: store) { layout.add($0, version: $1, rates: rates) }
        try layout.storeFullBlocks(in: store, rates: rates)
        #expect(try rowCounts(store) == [size])
        var projection = FactProjection(store: store, rates: rates)
        var seen = 0
        try projection.visit(columns: [FactBlock.version], progress: { seen += $0 }) { _ in }
        #expect(seen == 2 * size + 1)
    }
}
