import Customs
import Formats
import Foundation
import FoundationXML
import Testing

/// The public samples of the WCO declaration message.
@Suite(.enabled(if: SampleFiles.hasWCO, "the WCO samples do not lie beside the package"))
struct WCOSamplesTests {
    let format = WCODeclarationFormat()

    @Test("accepts the valid samples and refuses the others with a position")
    func statusIsReproduced() throws {
        let manifest = try SampleFiles.manifest()
        #expect(manifest.count >= 166)
        for (file, status) in manifest {
            let documents = try format.documents(try SampleFiles.wcoSample(file))
            #expect(documents.count == 1, "\(file)")
            let document = try #require(documents.first)
            let isValid = status == "valid" || status == "valid-in-envelope"
            #expect(document.isAccepted == isValid, "\(file): \(document.diagnostics)")
            if !isValid {
                let error = try #require(document.diagnostics.first { $0.severity == .error })
                #expect(error.place.hasPrefix("line "), "\(file)")
            }
        }
    }

    @Test("finds in every sample what the reference reading finds")
    func wordsEqualReference() throws {
        let text = try String(
            contentsOf: SampleFiles.wco.appendingPathComponent("expected.jsonl"), encoding: .utf8)
        for line in text.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let entry = try #require(object as? [String: Any])
            let file = try #require(entry["file"] as? String)
            guard let expected = entry["declaration"] as? NSDictionary else { continue }
            let document = try #require(
                try format.documents(try SampleFiles.wcoSample(file)).first)
            guard case .declaration(let declaration) = document.content else {
                Issue.record("\(file) has no declaration")
                continue
            }
            var writer = JSONWriter()
            WCOWords.write(declaration, into: &writer)
            let found = try JSONSerialization.jsonObject(with: Data(writer.bytes))
            #expect(found as? NSDictionary == expected, "\(file)")
        }
    }

    @Test("writes every accepted sample back with the same leaves and the same meaning")
    func roundTrip() throws {
        let writer = WCODeclarationWriter()
        for (file, _) in try SampleFiles.manifest() {
            let original = try SampleFiles.wcoSample(file)
            guard let document = try format.documents(original).first, document.isAccepted,
                case .declaration(let declaration) = document.content
            else { continue }
            let written = writer.write(declaration)
            #expect(written.diagnostics.isEmpty, "\(file): \(written.diagnostics)")
            let again = try #require(try format.documents(written.bytes).first)
            #expect(again.content == .declaration(declaration), "\(file)")
            #expect(
                try LeafCollector.leaves(of: written.bytes) == LeafCollector.leaves(of: original),
                "\(file)")
        }
    }

    @Test("reads the same wherever the borders between pieces fall", arguments: 0..<8)
    func chunkBorders(seed: Int) throws {
        let manifest = try SampleFiles.manifest()
        let file = manifest[(seed * 31) % manifest.count].file
        let bytes = try SampleFiles.wcoSample(file)
        let whole = try format.documents(bytes)
        for sizes in [[1], [3, 1, 7], [seed + 2, 11, 64], [4096, 1]] {
            let pieces = try format.documents(PiecewiseSource(bytes, sizes: sizes))
            #expect(pieces.map(\.content) == whole.map(\.content), "\(file) \(sizes)")
            #expect(pieces.map(\.isAccepted) == whole.map(\.isAccepted), "\(file) \(sizes)")
        }
    }

    @Test("refuses a sample cut anywhere", arguments: [3, 40, 99])
    func truncation(index: Int) throws {
        let sample = try SampleFiles.manifest().filter { $0.status == "valid" }[index].file
        let bytes = try SampleFiles.wcoSample(sample)
        let lastMark = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
        let step = max(1, lastMark / 500)
        for end in stride(from: 0, to: lastMark, by: step) {
            let documents = try format.documents(Array(bytes[..<end]))
            #expect(documents.count == 1 && !documents[0].isAccepted, "\(sample) cut at \(end)")
            #expect(!documents[0].diagnostics.isEmpty)
        }
    }

    @Test("survives random changes of bytes", arguments: 1...6)
    func byteFlips(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let manifest = try SampleFiles.manifest()
        let sample = manifest[Int(random.next() % UInt64(manifest.count))].file
        let original = try SampleFiles.wcoSample(sample)
        for _ in 0..<60 {
            var bytes = original
            for _ in 0...Int(random.next() % 4) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: random.next())
            }
            for document in try format.documents(bytes) where !document.isAccepted {
                #expect(document.diagnostics.contains { $0.severity == .error }, "seed \(seed)")
            }
        }
    }
}

/// A small generator with a seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Collects path, attribute and value of every leaf of a declaration, with a parser of its own.
final class LeafCollector: NSObject, XMLParserDelegate {
    private var path: [String] = []
    private var text = ""
    private var leaves: [String: Int] = [:]
    private var depth = 0

    static func leaves(of bytes: [UInt8]) throws -> [String: Int] {
        let collector = LeafCollector()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.delegate = collector
        #expect(parser.parse())
        return collector.leaves
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        if name == "Declaration" || depth > 0 { depth += 1 }
        guard depth > 0 else { return }
        path.append(name)
        text = ""
        for (attribute, value) in attributes where !attribute.hasPrefix("xmlns") {
            if attribute.contains("chemaLocation") { continue }
            note("@\(attribute)=\(value)")
        }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard depth > 0 else { return }
        let folded = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !folded.isEmpty { note(folded) }
        text = ""
        path.removeLast()
        depth -= 1
    }

    private func note(_ value: String) {
        leaves[path.joined(separator: "/") + " " + value, default: 0] += 1
    }
}
