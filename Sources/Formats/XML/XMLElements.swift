package import Customs

/// One element of an XML document with all that stands in it.
package struct XMLElement: Hashable, Sendable {
    /// Local name; namespaces are not told apart.
    package let name: String
    /// Line of its start tag, from 1.
    package let line: Int
    /// Its own text, without blanks around it.
    package fileprivate(set) var text = ""
    package fileprivate(set) var children: [XMLElement] = []

    /// The text of the first child of a name; empty when there is none.
    package func text(of name: String) -> String {
        children.first { $0.name == name }?.text ?? ""
    }

    /// All children of a name.
    package func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

/// Reads a long XML document as a run of elements of certain names, one at a time.
///
/// For files that are lists of like records. Attributes are not kept. The bounds are those of
/// ``ReadingLimits``; a record has at most `elementsMax` elements, and the limit of a document's
/// bytes holds for the distance between records.
package enum XMLElements {
    /// Hands over every element with one of the names, wherever it stands.
    ///
    /// - Returns: why reading stopped before the end; nil when the whole document was read.
    package static func read(
        _ source: any ByteSource, named names: Set<String>,
        limits: ReadingLimits = ReadingLimits(), emit: (XMLElement) throws -> Void
    ) throws -> Diagnostic? {
        let receiver = ElementReceiver(names: names, elementsMax: limits.elementsMax)
        func handOver() throws {
            for element in receiver.finished { try emit(element) }
            receiver.finished.removeAll(keepingCapacity: true)
        }
        let fault = try XMLEngine.read(
            source, limits: limits, receiver: receiver, afterChunk: handOver)
        try handOver()
        return fault?.diagnostic
    }
}

private final class ElementReceiver: XMLReceiver {
    let names: Set<String>
    let elementsMax: Int
    var finished: [XMLElement] = []
    /// Elements that are open, from the record inwards; empty between records.
    private var open: [XMLElement] = []
    private var texts: [[UInt8]] = []
    private var count = 0

    init(names: Set<String>, elementsMax: Int) {
        self.names = names
        self.elementsMax = elementsMax
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes, at place: XMLPlace) {
        let text = String(cString: name.local)
        guard !open.isEmpty || names.contains(text) else { return }
        count = open.isEmpty ? 1 : count + 1
        guard count <= elementsMax else {
            stopFault = .tooManyElements(elementsMax, at: place)
            return
        }
        open.append(XMLElement(name: text, line: Int(place.line)))
        texts.append([])
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>, at place: XMLPlace) {
        guard !open.isEmpty else { return }
        texts[texts.count - 1].append(contentsOf: bytes)
    }

    override func end(at place: XMLPlace) {
        guard var element = open.popLast(), let bytes = texts.popLast() else { return }
        element.text = Self.trimmed(bytes)
        if open.isEmpty {
            finished.append(element)
            hasEndedDocument = true
        } else {
            open[open.count - 1].children.append(element)
        }
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        var rest = bytes[...]
        while let first = rest.first, first <= 0x20 { rest = rest.dropFirst() }
        while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}
