import Formats
import Foundation

/// Where the tests find documents.
enum SampleFiles {
    /// The public WCO samples, which lie beside the package and are not part of it. The tests that
    /// need them are skipped where they are absent.
    static let wco = Repository.data.appending(path: "declarations/wco-dec")

    static let hasWCO = Repository.hasData("declarations/wco-dec/samples/MANIFEST.tsv")

    /// The names and states of the WCO samples.
    static func manifest() throws -> [(file: String, status: String)] {
        let text = try String(
            contentsOf: wco.appendingPathComponent("samples/MANIFEST.tsv"), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            return (String(columns[0]), String(columns[2]))
        }
    }

    static func wcoSample(_ file: String) throws -> [UInt8] {
        try Repository.dataBytes("declarations/wco-dec/samples/\(file)")
    }
}

/// Hands out bytes in pieces of a few sizes, to place chunk borders everywhere.
final class PiecewiseSource: ByteSource {
    private let bytes: [UInt8]
    private let sizes: [Int]
    private var position = 0
    private var turn = 0

    init(_ bytes: [UInt8], sizes: [Int]) {
        self.bytes = bytes
        self.sizes = sizes
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position, sizes[turn % sizes.count])
        turn += 1
        for index in 0..<max(0, count) { buffer[index] = bytes[position + index] }
        position += max(0, count)
        return max(0, count)
    }

    func rewind() {
        position = 0
        turn = 0
    }
}

/// Repeats bytes between a beginning and an end without holding them all.
final class RepeatingSource: ByteSource {
    private let head: [UInt8]
    private let body: [UInt8]
    private let times: Int
    private var pending: ArraySlice<UInt8>
    private var done = 0
    /// Bytes handed out so far.
    private(set) var readCount = 0

    init(head: String, body: String, times: Int) {
        self.head = Array(head.utf8)
        self.body = Array(String(repeating: body, count: max(1, 30_000 / body.utf8.count)).utf8)
        self.times = times
        pending = self.head[...]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        if pending.isEmpty {
            guard done < times else { return 0 }
            done += 1
            pending = body[...]
        }
        let count = min(buffer.count, pending.count)
        for (index, byte) in pending.prefix(count).enumerated() { buffer[index] = byte }
        pending = pending.dropFirst(count)
        readCount += count
        return count
    }

    func rewind() {
        pending = head[...]
        done = 0
        readCount = 0
    }
}

extension DocumentFormat {
    /// All documents of an input.
    func documents(_ source: any ByteSource, limits: ReadingLimits = .init()) throws
        -> [ReadDocument]
    {
        var documents: [ReadDocument] = []
        try read(source, limits: limits) { documents.append($0) }
        return documents
    }

    func documents(_ bytes: [UInt8]) throws -> [ReadDocument] {
        try documents(MemorySource(bytes))
    }

    func documents(_ text: String) throws -> [ReadDocument] { try documents(MemorySource(text)) }
}
