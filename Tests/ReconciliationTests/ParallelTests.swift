import Testing

@testable import Reconciliation

@Suite("Work over threads")
struct ParallelTests {
    @Test("sorts the same for any number of threads", arguments: [1, 2, 5])
    func sorted(threads: Int) {
        let numbers = (0..<50_000).map { Mix.mix(UInt64($0)) }
        #expect(Parallel(threads: threads).sorted(numbers, by: <) == numbers.sorted())
        #expect(Parallel(threads: threads).sorted([UInt64](), by: <).isEmpty)
    }

    @Test("builds and writes in order", arguments: [1, 3])
    func order(threads: Int) {
        let parallel = Parallel(threads: threads)
        #expect(parallel.build(20_000) { $0 * 2 } == (0..<20_000).map { $0 * 2 })
        var written: [UInt8] = []
        parallel.inOrder(300_000, { written.append(contentsOf: $0) }) { range in
            range.map { UInt8(truncatingIfNeeded: $0) }
        }
        #expect(written == (0..<300_000).map { UInt8(truncatingIfNeeded: $0) })
    }
}
