import CZlib
import Formats

/// An input for the readers: a file or standard input, unpacked on the way when it is gzip.
package final class InputFile: ByteSource {
    /// Unpacked bytes that one input may have: 64 GiB, so a compression bomb ends in bounded time.
    package static let unpackedBytesMax: Int64 = 64 << 30

    package let raw: RawFile
    package var name: String { raw.name }
    private let isCompressed: Bool
    private var inflater: Inflater?

    /// Opens a file; `-` is standard input. Compression is told from the first bytes, not the name.
    package init(_ path: String) throws {
        let file = try RawFile(path)
        raw = file
        var head: [UInt8] = [0, 0]
        let count = try head.withUnsafeMutableBytes { try file.read(into: $0) }
        isCompressed = count == 2 && head == [0x1F, 0x8B]
        try rewind()
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let inflater else { return try raw.read(into: buffer) }
        return try inflater.read(into: buffer)
    }

    package func rewind() throws {
        try raw.rewind()
        inflater = isCompressed ? try Inflater(raw) : nil
    }
}

/// Unpacks gzip (RFC 1952), several members in a row included.
private final class Inflater {
    private let source: RawFile
    private var stream = z_stream()
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    private var offset = 0
    private var available = 0
    private var isInsideMember = false
    private var total: Int64 = 0

    init(_ source: RawFile) throws {
        self.source = source
        guard
            inflateInit2_(
                &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw failure(.unreadable, "the unpacker cannot start") }
    }

    deinit { inflateEnd(&stream) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard buffer.count > 0 else { return 0 }
        while true {
            if available == 0 {
                available = try input.withUnsafeMutableBytes { try source.read(into: $0) }
                offset = 0
                if available == 0 {
                    guard !isInsideMember else {
                        throw failure(.badCompression, "the compressed data ends too early")
                    }
                    return 0
                }
            }
            let produced = try step(into: buffer)
            if produced > 0 { return produced }
        }
    }

    private func step(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let space = UInt32(clamping: buffer.count)
        let status = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress.map { $0 + offset }
            stream.avail_in = UInt32(available)
            stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.avail_out = space
            return inflate(&stream, Z_NO_FLUSH)
        }
        offset += available - Int(stream.avail_in)
        available = Int(stream.avail_in)
        let produced = Int(space - stream.avail_out)
        total += Int64(produced)
        guard total <= InputFile.unpackedBytesMax else {
            throw failure(.tooLarge, "it unpacks to more than \(InputFile.unpackedBytesMax) bytes")
        }
        switch status {
        case Z_STREAM_END:
            inflateReset(&stream)
            isInsideMember = false
        case Z_OK, Z_BUF_ERROR:
            isInsideMember = true
        default:
            throw failure(.badCompression, "the compressed data is damaged")
        }
        return produced
    }

    private func failure(_ code: InputFailure.Code, _ problem: String) -> InputFailure {
        InputFailure(
            code, name: source.name, problem: problem,
            remedy: "compress the original again with gzip, or give it uncompressed")
    }
}
