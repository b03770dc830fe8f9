import Customs
import Foundation
import Testing

@testable import Formats

/// The sample interchanges of declarations/edifact in the shared data, which are not part of the repository.
struct EDIFACTSample: CustomTestStringConvertible, Sendable {
    var name: String
    var interchange: [UInt8]
    var expected: Data

    var testDescription: String { name }

    /// `../shared/data` beside the package, or the folder that TAMGA_SHARED_DATA names.
    static let folder: URL = {
        let package = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data =
            ProcessInfo.processInfo.environment["TAMGA_SHARED_DATA"].map { URL(filePath: $0) }
            ?? package.deletingLastPathComponent().appending(path: "shared/data")
        return data.appending(path: "declarations/edifact/samples")
    }()

    /// All samples whose names begin with a prefix; empty when the data is not there.
    static func named(_ prefix: String) -> [EDIFACTSample] {
        let files =
            (try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "edi" && $0.lastPathComponent.hasPrefix(prefix) }
            .sorted { $0.path < $1.path }
            .compactMap { file in
                let expected = file.deletingPathExtension().appendingPathExtension("json")
                guard let bytes = try? Data(contentsOf: file),
                    let json = try? Data(contentsOf: expected)
                else { return nil }
                return EDIFACTSample(
                    name: file.lastPathComponent, interchange: Array(bytes), expected: json)
            }
    }

    static let accepted = named("cus")
    static let broken = named("broken")
    static let arePresent = !accepted.isEmpty
}

/// Reads an interchange from memory, a bounded number of bytes at a time.
func readEDIFACT(_ bytes: [UInt8], chunk: Int = .max, limits: ReadingLimits = ReadingLimits())
    throws -> [ReadDocument]
{
    var documents: [ReadDocument] = []
    try EDIFACTFormat().read(ChunkedSource(bytes, chunk: chunk), limits: limits) {
        documents.append($0)
    }
    return documents
}

func readEDIFACT(_ text: String) throws -> [ReadDocument] { try readEDIFACT(Array(text.utf8)) }

/// Bytes in memory that come in small portions.
final class ChunkedSource: ByteSource {
    private let bytes: [UInt8]
    private let chunk: Int
    private var position = 0

    init(_ bytes: [UInt8], chunk: Int) {
        self.bytes = bytes
        self.chunk = chunk
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, chunk, bytes.count - position)
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
        }
        position += count
        return count
    }

    func rewind() { position = 0 }
}
