import Foundation
import Glibc

/// Records put in order by a number below 10^9 without holding them all: first into parts by their
/// leading digits, then part by part.
final class OrderedRecords {
    private let path: String
    private let heading: String
    private var parts: [OutputFile] = []

    /// The file `path` with a heading line; `parts` files beside it hold the records meanwhile.
    init(_ path: String, parts count: Int, heading: String) throws {
        self.path = path
        self.heading = heading
        parts = try (0..<count).map { try OutputFile(Self.part(path, $0)) }
    }

    private static func part(_ path: String, _ number: Int) -> String { "\(path).part\(number)" }

    /// Takes a record, of which the first byte is a letter and nine digits follow.
    func add(_ record: [UInt8], order: Int) throws {
        try parts[order * parts.count / 1_000_000_000].write(record)
    }

    /// Writes the file and removes the parts.
    func finish() throws {
        let file = try OutputFile(path)
        try file.write(heading)
        for (number, part) in parts.enumerated() {
            try part.close()
            let name = Self.part(path, number)
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: name)))
            // Records begin with a letter and nine digits, so they sort as texts.
            var starts: [(key: UInt64, start: Int, end: Int)] = []
            var start = 0
            while start < bytes.count {
                let end = (bytes[start...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
                var key: UInt64 = 0
                for place in start + 1..<min(start + 10, end) {
                    key = key * 10 + UInt64(bytes[place] & 15)
                }
                starts.append((key, start, end))
                start = end
            }
            starts.sort { $0.key < $1.key }
            for record in starts { try file.write(Array(bytes[record.start..<record.end])) }
            unlink(name)
        }
        try file.close()
    }
}
