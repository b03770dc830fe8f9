import Customs

/// Single administrative documents in the XML of ASYCUDA World (root element `ASYCUDA`).
///
/// The format has no published schema, so nothing is refused for being unknown: what has no word is
/// kept in ``Declaration/extensions`` with its path. Its habits are understood: `<null/>` for nothing,
/// misspelt tags, sums and thousands separators in numbers, addresses inside names.
package struct ASYCUDAFormat: DocumentFormat {
    static let formatName = "asycuda"

    package init() {}

    package var name: String { Self.formatName }

    package func confidence(head: UnsafeRawBufferPointer) -> Int {
        XMLHead.confidence(head, names: ["<ASYCUDA", ":ASYCUDA"], sure: 95, maybe: 5)
    }

    package func read(
        _ source: any ByteSource, limits: ReadingLimits,
        emit: (consuming ReadDocument) throws -> Void
    ) throws {
        let receiver = ASYCUDAReceiver(limits: limits)
        let fault = try XMLEngine.read(source, limits: limits, receiver: receiver) {
            for document in receiver.takeReady() { try emit(document) }
        }
        receiver.finish(fault)
        for document in receiver.takeReady() { try emit(document) }
    }
}

/// Follows the elements and hands every value with its path to an ``ASYCUDABuilder``.
private final class ASYCUDAReceiver: XMLReceiver {
    /// One open element.
    private struct Frame {
        var name: String
        /// Numbers of the children met so far, by name.
        var children: [String: Int] = [:]
        /// Which of its like it is.
        var ordinal: Int
        var hasElements = false
        var place: XMLPlace
    }

    private let limits: ReadingLimits
    private var frames: [Frame] = []
    private var text = XMLBytes()
    private var builder: ASYCUDABuilder?
    private var elementCount = 0
    private var documentCount = 0
    private var envelopeDepth = 0
    private var held: ReadDocument?
    private var ready: [ReadDocument] = []

    init(limits: ReadingLimits) {
        self.limits = limits
        super.init()
    }

    /// Steps that repeat; they always carry their number in a path.
    private static let repeating: Set<String> = [
        "Item", "Attached_documents", "Supplementary_unit", "Taxation_line", "Container",
    ]

    override func start(_ name: XMLName, _ attributes: XMLAttributes, at place: XMLPlace) {
        guard let top = frames.indices.last else {
            guard equal("ASYCUDA", name.local) else {
                envelopeDepth += 1
                return
            }
            if let previous = held { ready.append(previous) }
            held = nil
            documentCount += 1
            elementCount = 0
            builder = ASYCUDABuilder()
            frames.append(Frame(name: "ASYCUDA", ordinal: 1, place: place))
            return
        }
        elementCount += 1
        if elementCount > limits.elementsMax {
            stopFault = .tooManyElements(limits.elementsMax, at: place)
            return
        }
        let local = String(cString: name.local)
        // <null/> says that the element around it is empty.
        if local != "null" { frames[top].hasElements = true }
        let ordinal = (frames[top].children[local] ?? 0) + 1
        frames[top].children[local] = ordinal
        frames.append(Frame(name: local, ordinal: ordinal, place: place))
        text.removeAll()
        if frames.count == 2, local == "Item" { builder?.beginItem() }
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>, at place: XMLPlace) {
        if !frames.isEmpty { text.append(bytes) }
    }

    override func end(at place: XMLPlace) {
        guard let frame = frames.popLast() else {
            envelopeDepth -= 1
            return
        }
        if frames.isEmpty { return endDocument() }
        let lines = Self.lines(text.text)
        text.removeAll()
        if !frame.hasElements, frame.name != "null", !lines.isEmpty {
            frames.append(frame)
            builder?.take(
                lines, path: path(numbered: false), shown: path(numbered: true), frame.place)
            frames.removeLast()
        }
        if frames.count == 1 {
            builder?.endGroup(frame.name, at: frame.place)
        } else if let group = Self.groups[frame.name] {
            builder?.end(group)
        }
    }

    private static let groups: [String: ASYCUDABuilder.Group] = [
        "Attached_documents": .document, "Supplementary_unit": .supplementary,
        "Taxation_line": .duty,
    ]

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split { $0 == " " || $0 == "\t" }
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
    }

    private func path(numbered: Bool) -> String {
        frames.dropFirst().map { frame in
            let isNumbered =
                numbered && (frame.ordinal > 1 || Self.repeating.contains(frame.name))
            return isNumbered ? "\(frame.name)[\(frame.ordinal)]" : frame.name
        }.joined(separator: "/")
    }

    private func endDocument() {
        guard let builder else { return }
        let (declaration, diagnostics) = builder.finish()
        held = ReadDocument(
            number: documentCount, format: ASYCUDAFormat.formatName,
            content: .declaration(declaration), diagnostics: diagnostics)
        self.builder = nil
        hasEndedDocument = true
    }

    func finish(_ fault: XMLFault?) {
        var diagnostics = builder?.diagnostics ?? []
        if let fault {
            if diagnostics.count >= Diagnostic.countMax { diagnostics.removeLast() }
            diagnostics.append(fault.diagnostic)
        }
        if builder != nil || documentCount == 0 {
            if documentCount == 0, fault == nil {
                diagnostics.append(
                    Diagnostic(
                        .error, code: "declaration-missing", place: "line 1, column 1",
                        problem: "the document holds no ASYCUDA declaration",
                        reason: "ASYCUDA World SAD: an element named ASYCUDA",
                        remedy: "check the format, or that the whole file was sent"))
            }
            ready.append(
                ReadDocument(
                    number: max(1, documentCount), format: ASYCUDAFormat.formatName, content: nil,
                    diagnostics: diagnostics))
        } else if var last = held {
            let room = Diagnostic.countMax - diagnostics.count
            last.diagnostics = Array(last.diagnostics.prefix(room)) + diagnostics
            ready.append(last)
        }
        held = nil
    }

    func takeReady() -> [ReadDocument] {
        guard !ready.isEmpty else { return [] }
        defer { ready = [] }
        return ready
    }
}
