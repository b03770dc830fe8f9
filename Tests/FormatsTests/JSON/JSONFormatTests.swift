import Customs
import Formats
import Testing

/// Hands bytes over in pieces of a given size.
final class PieceSource: ByteSource {
    private let bytes: [UInt8]
    private let piece: Int
    private var position = 0

    init(_ bytes: [UInt8], piece: Int) {
        self.bytes = bytes
        self.piece = piece
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, piece, bytes.count - position)
        for index in 0..<count { buffer[index] = bytes[position + index] }
        position += count
        return count
    }

    func rewind() { position = 0 }
}

/// Gives the same bytes again and again, up to a length.
final class EndlessSource: ByteSource {
    private let pattern: [UInt8]
    private var left: Int
    private var position = 0

    init(_ pattern: String, length: Int) {
        self.pattern = Array(pattern.utf8)
        left = length
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, left)
        for index in 0..<count {
            buffer[index] = pattern[position]
            position = position + 1 == pattern.count ? 0 : position + 1
        }
        left -= count
        return count
    }

    func rewind() {}
}

@Suite("JSON streams")
struct JSONFormatTests {
    private func documents(
        _ source: any ByteSource, limits: ReadingLimits = ReadingLimits()
    ) throws -> [ReadDocument] {
        var all: [ReadDocument] = []
        try JSONFormat().read(source, limits: limits) { all.append($0) }
        return all
    }

    private let plain = "{\"schema\":\"tamga-declaration/1\",\"id\":\"1\"}"

    @Test(
        "reads documents one a line, side by side, in an array, after a byte order mark",
        arguments: [
            "D\nD\nD\n", "DDD", "[D,D,D]", "[ D ,\n D,\nD ]\n", "\u{FEFF}D\r\n\r\nD D",
        ])
    func layouts(layout: String) throws {
        let bytes = Array(layout.replacing("D", with: plain).utf8)
        for piece in [1, 7, 1 << 20] {
            let read = try documents(PieceSource(bytes, piece: piece))
            #expect(read.map(\.number) == [1, 2, 3])
            #expect(read.allSatisfy { $0.isAccepted && $0.format == "json" })
        }
    }

    @Test("reads a document longer than its first window")
    func longDocument() throws {
        var declaration = Declaration()
        declaration.items = (0..<2000).map {
            RandomFiller.make(GoodsItem.self, seed: UInt64($0), density: 0.2)
        }
        let bytes = CanonicalJSON.write(declaration)
        #expect(bytes.count > 1 << 19)
        let read = try documents(PieceSource(bytes + [0x0A] + bytes, piece: 100_000))
        #expect(read.map(\.content) == [.declaration(declaration), .declaration(declaration)])
    }

    @Test("goes on with the next line after a broken document, with the right line number")
    func broken() throws {
        let text = """
            \(plain)
            {"schema":"tamga-declaration/1","id":"unclosed
            {"schema":"tamga-declaration/1","id":{"a":"missing brace"}
            \(plain)}}}
            \(plain)
            """
        let read = try documents(MemorySource(text))
        #expect(read.map(\.isAccepted) == [true, false, false, true, false, true])
        #expect(
            read.compactMap { $0.diagnostics.last?.place } == [
                "line 2, column 47, /", "line 4, column 1, /", "line 4, column 42, /",
            ])
    }

    @Test("refuses a document beyond the size limit and goes on behind it")
    func tooLong() throws {
        var limits = ReadingLimits()
        limits.documentBytesMax = 1 << 20
        let long =
            "{\"schema\":\"tamga-declaration/1\",\"x\":[\(String(repeating: "1,", count: 1 << 20))1]}"
        let read = try documents(MemorySource("\(plain)\n\(long)\n\(plain)"), limits: limits)
        #expect(read.map(\.isAccepted) == [true, false, true])
        #expect(read[1].diagnostics.map(\.code) == ["document-too-long"])
    }

    @Test(
        "gives up on an input that is broken throughout",
        arguments: ["{\n", "{\"a\":\n", "[[[[", "\"", "{}{\n"])
    func brokenThroughout(pattern: String) throws {
        var count = 0
        let source = EndlessSource(pattern, length: 1 << 20)
        try JSONFormat().read(source, limits: ReadingLimits()) { document in
            #expect(!document.isAccepted)
            count += 1
        }
        #expect(count >= 1 && count <= 2 * JSONFormat.brokenInARowMax)
    }
}
