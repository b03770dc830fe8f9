import Customs
import Formats
import Foundation
import Testing

/// What a fuzzer once found stays harmless.
@Suite("Found by fuzzing")
struct FoundByFuzzingTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Corpus/found-by-fuzzing")

    static let finds: [String] = {
        let all = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String]
        return (all ?? []).filter { $0.contains("/") }.sorted()
    }()

    @Test("there are inputs to replay") func some() { #expect(Self.finds.count >= 5) }

    @Test("is read to an end and refused with reasons", .timeLimit(.minutes(1)), arguments: finds)
    func replay(find: String) throws {
        let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(find))
        for name in KnownFormats.names.map(Optional.some) + [nil] {
            try KnownFormats().read(
                MemorySource([UInt8](bytes)), as: name, limits: ReadingLimits()
            ) { document in
                #expect(document.isAccepted || !document.diagnostics.isEmpty)
            }
        }
    }

    @Test(
        "tells no format from 64 KiB of one character, at once", .timeLimit(.minutes(1)),
        arguments: [" ", "\t", ",", ";", "|", "\"", "<", "{", "a", "\n", "é"])
    func floods(character: String) throws {
        let start = ContinuousClock.now
        for prefix in ["", "a,b\n", "<a>", "UNA"] {
            let text = prefix + String(repeating: character, count: 70_000)
            try KnownFormats().read(MemorySource(text), as: nil, limits: ReadingLimits()) { _ in }
        }
        // A bound that only a quadratic reader breaks, on any machine.
        #expect(ContinuousClock.now - start < .seconds(30))
    }
}
