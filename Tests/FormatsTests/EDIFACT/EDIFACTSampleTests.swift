import Customs
import Foundation
import Testing

@testable import Formats

// Skipped when the shared sample data does not lie beside the repository.
@Suite("EDIFACT samples", .enabled(if: EDIFACTSample.arePresent, "shared sample data is absent"))
struct EDIFACTSampleTests {
    @Test("reads every message as the sample says", arguments: EDIFACTSample.accepted)
    func reads(sample: EDIFACTSample) throws {
        let expected = try #require(
            JSONSerialization.jsonObject(with: sample.expected) as? [String: Any])
        let messages = try #require(expected["messages"] as? [[String: Any]])
        let documents = try readEDIFACT(sample.interchange)
        #expect(documents.map(\.number) == Array(1...messages.count))
        for (document, message) in zip(documents, messages) {
            #expect(document.isAccepted)
            #expect(document.diagnostics.isEmpty)
            let content = try #require(document.content)
            var json = JSONWriter()
            EDIFACTWords.write(content, to: &json)
            let written = try JSONSerialization.jsonObject(with: Data(json.bytes))
            #expect(written as? NSDictionary == message as NSDictionary)
            let envelope = EDIFACTEnvelope(content)
            #expect(envelope.syntax == expected["syntax"] as? String)
            #expect(envelope.sender == expected["sender"] as? String)
            #expect(envelope.recipient == expected["recipient"] as? String)
            #expect(envelope.controlReference == expected["control_ref"] as? String)
            #expect(envelope.isGrouped == expected["group"] as? Bool)
        }
    }

    @Test("keeps only the envelope and BGM 1001 apart", arguments: EDIFACTSample.accepted)
    func leavesNothingUnmapped(sample: EDIFACTSample) throws {
        for document in try readEDIFACT(sample.interchange) {
            let extensions: [Extension]
            switch try #require(document.content) {
            case .declaration(let declaration): extensions = declaration.extensions
            case .cargoReport(let report): extensions = report.extensions
            }
            let unmapped = extensions.compactMap(\.path).filter { path in
                !["UNB/", "UNG/", "UNH/", "BGM/1.1"].contains { path.hasPrefix($0) }
            }
            #expect(unmapped.isEmpty)
        }
    }

    @Test("refuses every broken sample with its class of fault", arguments: EDIFACTSample.broken)
    func refuses(sample: EDIFACTSample) throws {
        let expected = try #require(
            JSONSerialization.jsonObject(with: sample.expected) as? [String: Any])
        let reject = try #require(expected["reject"] as? String)
        let documents = try readEDIFACT(sample.interchange)
        #expect(documents.count == 1)
        let document = try #require(documents.first)
        #expect(document.content == nil)
        let errors = document.diagnostics.filter { $0.severity == .error }
        #expect(
            errors.first?.code == "edifact-" + reject.replacing("_", with: "-"),
            "\(errors.map { "\($0.code) \($0.place) \($0.problem)" })")
        #expect(Set(errors.map(\.code)).count == 1, "one cause must not look like several")
    }

    @Test("reads alike however the bytes arrive", arguments: [1, 7, 4096])
    func chunks(size: Int) throws {
        for sample in EDIFACTSample.accepted.prefix(6) {
            let whole = try readEDIFACT(sample.interchange)
            let portions = try readEDIFACT(sample.interchange, chunk: size)
            #expect(whole.map(\.content) == portions.map(\.content))
        }
    }
}
