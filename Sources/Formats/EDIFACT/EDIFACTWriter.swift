package import Customs

/// Writes declarations as CUSDEC D.96B and cargo reports as CUSCAR D.95B in one interchange.
///
/// The profile's table is followed, so what the table has no place for is not written. The result
/// is checked by the reader's own rules before it is handed over: the writer never produces what
/// the reader would refuse.
///
///     let bytes = try EDIFACTWriter(settings).interchange([.declaration(declaration)])
package struct EDIFACTWriter: Sendable {
    /// How the interchange looks and who exchanges it.
    package struct Settings: Sendable {
        package enum LineEnd: String, Sendable, CaseIterable {
            case none = ""
            case lineFeed = "\n"
            case carriageReturnLineFeed = "\r\n"
        }

        /// UNB 0001: UNOA, UNOB, UNOC, UNOW or UNOY.
        package var syntaxIdentifier = "UNOC"
        /// UNB 0002: 1…4.
        package var syntaxVersion = 3
        package var characters = ServiceCharacters.standard
        /// A UNA is written when set, or when ``characters`` are not the standard ones.
        package var writesServiceAdvice = true
        package var lineEnd = LineEnd.none
        package var sender = "TAMGA"
        package var recipient = "CUSTOMS"
        /// Qualifier of sender and recipient (UNTDID 0007): ZZ mutually defined.
        package var partnerQualifier = "ZZ"
        /// Day and time of preparation, "HHMM".
        package var preparedOn = CalendarDay(number: 0)
        package var preparedAt = "0000"
        package var controlReference = "1"
        /// Messages of one type are wrapped in a functional group.
        package var isGrouped = false

        package init() {}
    }

    /// Why nothing was written.
    package struct Failure: Error, Hashable, Sendable {
        package var diagnostics: [Diagnostic]
    }

    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// The interchange as bytes.
    ///
    /// - Throws: ``Failure`` when a character has no place in the repertoire, or when the reader
    ///   would refuse the result (a value too long, a mandatory one absent).
    package func interchange(_ documents: [CustomsDocument]) throws -> [UInt8] {
        var output = SegmentOutput(settings)
        output.begin()
        var number = 0
        var groups = 0
        var start = 0
        while start < documents.count {
            let type = Self.messageType(documents[start])
            let end =
                settings.isGrouped
                ? documents[start...].firstIndex { Self.messageType($0).name != type.name }
                    ?? documents.count : documents.count
            groups += 1
            if settings.isGrouped { output.beginGroup(type.name, type.release, number: groups) }
            for document in documents[start..<end] {
                number += 1
                write(document, number, &output)
            }
            if settings.isGrouped {
                output.segment("UNE", [["\(end - start)"], ["\(groups)"]])
            }
            start = end
        }
        output.segment(
            "UNZ", [["\(settings.isGrouped ? groups : number)"], [settings.controlReference]])
        try output.check()
        try check(output.bytes)
        return output.bytes
    }

    private static func messageType(_ document: CustomsDocument) -> (name: String, release: String)
    {
        switch document {
        case .declaration: ("CUSDEC", "96B")
        case .cargoReport: ("CUSCAR", "95B")
        }
    }

    private func write(_ document: CustomsDocument, _ number: Int, _ output: inout SegmentOutput) {
        let digits = "\(number)"
        let reference = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let profile = MappingProfile.tmg001
        let type = Self.messageType(document)
        output.beginMessage()
        output.segment(
            "UNH", [[reference], [type.name, "D", type.release, "UN", profile.association]])
        switch document {
        case .declaration(let declaration):
            var source = DeclarationSource(declaration)
            output.write(profile.cusdec, from: &source, rules: .cusdecD96B)
        case .cargoReport(let report):
            var source = CargoReportSource(report)
            output.write(profile.cuscar, from: &source, rules: .cuscarD95B)
        }
        output.segment("UNT", [["\(output.messageSegments + 1)"], [reference]])
    }

    /// The reader's first pass over what was written.
    private func check(_ bytes: [UInt8]) throws {
        var limits = ReadingLimits()
        limits.interchangeBytesMax = max(limits.interchangeBytesMax, bytes.count)
        var walk = InterchangeWalk(
            source: MemorySource(bytes), limits: limits, checksElements: true)
        if try walk.start() {
            walk: while true {
                if case .end = try walk.next() { break walk }
            }
        }
        if walk.faults.errorCount > 0 { throw Failure(diagnostics: walk.faults.collected) }
    }
}
