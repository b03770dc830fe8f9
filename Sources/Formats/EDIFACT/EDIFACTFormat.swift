import Customs

/// UN/EDIFACT interchanges of CUSDEC (D.96B) and CUSCAR (D.95B) messages, syntax versions 1 to 4.
///
/// An interchange is taken whole or not at all: a first pass checks everything without building a
/// value, and only when it finds no fault does a second pass hand the messages over, one by one.
/// Memory does not grow with the interchange. A refused interchange gives one document without
/// content that carries all faults.
package struct EDIFACTFormat: DocumentFormat {
    package let name = "edifact"

    package init() {}

    package func confidence(head: UnsafeRawBufferPointer) -> Int {
        let start = head.prefix(4096).drop {
            [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0)
        }
        if start.starts(with: "UNA".utf8) || start.starts(with: "UNB".utf8) { return 100 }
        let telegram = start.starts(with: [0x01]) || start.starts(with: "QK ".utf8)
        let text = String(decoding: start, as: UTF8.self)
        return telegram && (text.contains("UNB+") || text.contains("UNA:")) ? 60 : 0
    }

    package func read(
        _ source: any ByteSource, limits: ReadingLimits,
        emit: (consuming ReadDocument) throws -> Void
    ) throws {
        var check = InterchangeWalk(source: source, limits: limits, checksElements: true)
        var items = 0
        if try check.start() {
            walk: while true {
                switch try check.next() {
                case .end: break walk
                case .messageStart: items = 0
                case .segment(let node) where check.opensItem(node):
                    items += 1
                    if items == limits.itemsMax + 1 { check.tooManyItems(limits.itemsMax) }
                default: break
                }
            }
        }
        guard check.faults.errorCount == 0 else {
            try emit(refused(check.faults.collected))
            return
        }
        try source.rewind()
        try map(source, limits, check.messageCount, check.faults.collected, emit)
    }

    private func refused(_ diagnostics: [Diagnostic]) -> ReadDocument {
        ReadDocument(number: 1, format: name, content: nil, diagnostics: diagnostics)
    }

    /// The second pass, over an interchange found sound.
    private func map(
        _ source: any ByteSource, _ limits: ReadingLimits, _ messageCount: Int,
        _ remarks: [Diagnostic], _ emit: (consuming ReadDocument) throws -> Void
    ) throws {
        var walk = InterchangeWalk(source: source, limits: limits, checksElements: false)
        var message = MessageReading()
        var emitted = 0
        guard try walk.start() else {
            try emit(refused(walk.faults.collected))
            return
        }
        while true {
            switch try walk.next() {
            case .messageStart: message.begin(walk)
            case .segment(let node): message.take(walk, node)
            case .messageEnd:
                guard walk.faults.errorCount == 0 else { break }
                emitted += 1
                try emit(
                    message.finish(walk, number: emitted, remarks: emitted == 1 ? remarks : []))
                continue
            case .other: break
            case .end:
                if walk.faults.errorCount == 0, emitted == messageCount { return }
                walk.faults.add(
                    .changed, place: "byte \(walk.tokens.offset)",
                    problem: "the input changed between the two readings")
                try emit(
                    ReadDocument(
                        number: emitted + 1, format: name, content: nil,
                        diagnostics: walk.faults.collected))
                return
            }
        }
    }
}

/// One message being mapped.
private struct MessageReading {
    private var declaration = DeclarationBuilder()
    private var report = CargoReportBuilder()
    private var mapper: MessageMapper
    private var run: MessageMapper.Run
    private var isDeclaration = true
    private var unknownAssociation: String?

    init() {
        mapper = MappedProfile.standard.cusdec
        run = MessageMapper.Run(mapper)
    }

    mutating func begin(_ walk: borrowing InterchangeWalk) {
        isDeclaration = walk.facts.messageType == "CUSDEC"
        let association = walk.facts.association
        let profile = MappedProfile.named(association)
        unknownAssociation = profile == nil ? association ?? "" : nil
        let used = profile ?? MappedProfile.standard
        mapper = isDeclaration ? used.cusdec : used.cuscar
        run = MessageMapper.Run(mapper)
        if isDeclaration { declaration.begin() } else { report.begin() }
    }

    mutating func take(_ walk: borrowing InterchangeWalk, _ node: Int) {
        if isDeclaration {
            mapper.take(
                walk.tokens, at: node, number: walk.segmentNumber, run: &run, into: &declaration)
        } else {
            mapper.take(walk.tokens, at: node, number: walk.segmentNumber, run: &run, into: &report)
        }
    }

    mutating func finish(
        _ walk: borrowing InterchangeWalk, number: Int, remarks: [Diagnostic]
    ) -> ReadDocument {
        var diagnostics = remarks + run.warnings
        if let unknownAssociation {
            diagnostics.append(
                Diagnostic(
                    .warning, code: "edifact-unknown-profile", place: "message \(number), UNH",
                    problem: unknownAssociation.isEmpty
                        ? "the message names no implementation guide"
                        : "implementation guide \(Diagnostic.quoted(unknownAssociation)) is unknown",
                    reason: "every country fixes its own use of qualifiers (UNH 0057)",
                    remedy: "it was read by \(MappingProfile.tmg001.association); check the values")
            )
        }
        return ReadDocument(
            number: number, format: "edifact",
            content: isDeclaration
                ? .declaration(declaration.finish(walk.facts))
                : .cargoReport(report.finish(walk.facts)),
            diagnostics: diagnostics)
    }
}
