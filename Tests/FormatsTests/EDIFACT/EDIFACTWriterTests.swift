import Customs
import Testing

@testable import Formats

@Suite("EDIFACT writing")
struct EDIFACTWriterTests {
    /// What is written, read again, apart from the envelope's own facts.
    private static func again(_ document: CustomsDocument, _ settings: EDIFACTWriter.Settings)
        throws
        -> CustomsDocument?
    {
        try readEDIFACT(EDIFACTWriter(settings).interchange([document])).first?.content
    }

    private static func withoutEnvelope(_ document: CustomsDocument) -> CustomsDocument {
        func isEnvelope(_ value: Extension) -> Bool {
            ["UNB/", "UNG/", "UNH/"].contains { value.path?.hasPrefix($0) == true }
        }
        switch document {
        case .declaration(var declaration):
            declaration.extensions.removeAll(where: isEnvelope)
            return .declaration(declaration)
        case .cargoReport(var report):
            report.extensions.removeAll(where: isEnvelope)
            return .cargoReport(report)
        }
    }

    @Test(
        "what is written reads back as it was",
        .enabled(if: EDIFACTSample.arePresent, "shared sample data is absent"),
        arguments: EDIFACTWriter.Settings.LineEnd.allCases)
    func roundTrip(lineEnd: EDIFACTWriter.Settings.LineEnd) throws {
        var settings = EDIFACTWriter.Settings()
        settings.lineEnd = lineEnd
        settings.isGrouped = lineEnd == .lineFeed
        settings.syntaxVersion = lineEnd == .none ? 3 : 4
        for sample in EDIFACTSample.accepted {
            let documents = try readEDIFACT(sample.interchange).compactMap(\.content)
            let bytes = try EDIFACTWriter(settings).interchange(documents)
            let again = try readEDIFACT(bytes).compactMap(\.content)
            #expect(again.map(Self.withoutEnvelope) == documents.map(Self.withoutEnvelope))
        }
    }

    @Test("service characters in texts are freed")
    func freed() throws {
        var declaration = try EDIFACTFixture.declaration()
        declaration.parties[0].name = "A+B:C'D?E"
        let read = try Self.again(.declaration(declaration), EDIFACTWriter.Settings())
        #expect(
            read.map(Self.withoutEnvelope) == Self.withoutEnvelope(.declaration(declaration)))
    }

    @Test("a long description goes over several components")
    func longText() throws {
        var declaration = try EDIFACTFixture.declaration()
        declaration.items[0].description = String(repeating: "FRESH APPLES ", count: 12) + "RED"
        guard
            case .declaration(let read)? = try Self.again(
                .declaration(declaration), EDIFACTWriter.Settings())
        else {
            Issue.record("not read")
            return
        }
        let joined = read.items.first?.description?.replacing("\n", with: " ")
        #expect(joined == declaration.items[0].description)
    }

    @Test("refuses to write what the reader would refuse")
    func refuses() throws {
        var declaration = try EDIFACTFixture.declaration()
        declaration.id = String(repeating: "9", count: 40)
        #expect(throws: EDIFACTWriter.Failure.self) {
            try EDIFACTWriter(EDIFACTWriter.Settings()).interchange([.declaration(declaration)])
        }
        var cyrillic = try EDIFACTFixture.declaration()
        cyrillic.parties[0].name = "ТОО АЛМА"
        #expect(throws: EDIFACTWriter.Failure.self) {
            try EDIFACTWriter(EDIFACTWriter.Settings()).interchange([.declaration(cyrillic)])
        }
        var settings = EDIFACTWriter.Settings()
        settings.syntaxIdentifier = "UNOY"
        settings.syntaxVersion = 4
        let read = try Self.again(.declaration(cyrillic), settings)
        #expect(read.map(Self.withoutEnvelope) == Self.withoutEnvelope(.declaration(cyrillic)))
    }
}
