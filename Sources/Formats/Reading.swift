package import Customs

/// One document found in an input, with everything the reader has to say about it.
package struct ReadDocument: Sendable {
    /// Position in the input, from 1.
    package var number: Int
    /// Name of the format it was read as: "wco-dec", "edifact", "asycuda", "csv", "json".
    package var format: String
    /// What was read; nil when the fault left nothing worth keeping.
    package var content: CustomsDocument?
    /// All faults and remarks, in the order of their places; at most ``Diagnostic/countMax``.
    package var diagnostics: [Diagnostic]

    package init(
        number: Int, format: String, content: CustomsDocument?, diagnostics: [Diagnostic] = []
    ) {
        self.number = number
        self.format = format
        self.content = content
        self.diagnostics = diagnostics
    }

    /// True when nothing stands against the document: it has content and no error.
    package var isAccepted: Bool {
        // A pattern, since comparing with nil would copy the document.
        guard case .some = content else { return false }
        return diagnostics.isEmpty || !diagnostics.contains { $0.severity == .error }
    }
}

/// Bytes to be read: a file, a request body, standard input. Owned by one reader at a time.
package protocol ByteSource: AnyObject {
    /// Fills the buffer from its start and returns how many bytes came; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
    /// Starts again from the first byte.
    func rewind() throws
}

/// Bytes already in memory.
package final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package convenience init(_ text: String) { self.init(Array(text.utf8)) }

    package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
        }
        position += count
        return count
    }

    package func rewind() { position = 0 }
}

/// Bounds every reader keeps. The defaults suit documents of real trade with a wide margin.
package struct ReadingLimits: Sendable {
    /// Bytes of one document (an XML declaration, one EDIFACT interchange has its own limit below).
    package var documentBytesMax = 64 << 20
    /// Bytes of one EDIFACT interchange.
    package var interchangeBytesMax = 1 << 30
    /// Nesting of XML elements or JSON values.
    package var depthMax = 64
    /// Bytes of one text: an element's content, a CSV field, an EDIFACT element, a JSON string.
    package var textBytesMax = 1 << 20
    /// Bytes inside one XML tag, attributes included; of one EDIFACT segment; of one CSV row.
    package var tagBytesMax = 64 << 10
    /// Elements of one XML declaration.
    package var elementsMax = 250_000
    /// Goods items of one declaration.
    package var itemsMax = 100_000

    package init() {}
}

/// A format of customs documents: how to recognise it and how to read it.
///
/// Readers are pure but for the source: no file, no network, no clock. They never throw for what
/// the input says; whatever is wrong with it is a diagnostic. They throw only what the source throws
/// or what `emit` throws, and then stop.
package protocol DocumentFormat: Sendable {
    /// "wco-dec", "edifact", …
    var name: String { get }
    /// How sure this format is that an input beginning with these bytes (at most 64 KiB) is its own: 0 no … 100 certain.
    func confidence(head: UnsafeRawBufferPointer) -> Int
    /// Reads all documents, in order, handing each over as soon as it is known to be whole.
    func read(
        _ source: any ByteSource, limits: ReadingLimits,
        emit: (consuming ReadDocument) throws -> Void
    ) throws
}
