import CLibXML2
import Customs
import Glibc

/// A place in an XML document: line and column from 1, of the UTF-8 form of the text.
struct XMLPlace {
    var line: Int32
    var column: Int32

    /// "line 14, column 8".
    var words: String { "line \(line), column \(column)" }
}

/// A name with its namespace. The addresses are interned: equal names have equal addresses for as
/// long as one parser lives.
struct XMLName {
    let local: UnsafePointer<UInt8>
    /// Address of the namespace; nil for none.
    let space: UnsafePointer<UInt8>?
}

/// The attributes of one start tag; valid during the call they are handed to.
struct XMLAttributes {
    fileprivate let entries: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let count: Int

    func name(_ index: Int) -> XMLName? {
        guard let entries, let local = entries[index * 5] else { return nil }
        return XMLName(local: local, space: entries[index * 5 + 2])
    }

    /// The value with line breaks and tabs as spaces, as XML 1.0 section 3.3.3 has it.
    func value(_ index: Int) -> String {
        guard let entries, let start = entries[index * 5 + 3], let end = entries[index * 5 + 4]
        else { return "" }
        let text = String(
            decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        // Without entity substitution libxml2 hands an ampersand over as its character reference.
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.split(separator: "&#38;", omittingEmptySubsequences: false)
            .joined(separator: "&")
    }
}

/// Is told what a document says, in its order. Subclasses make sense of it.
class XMLReceiver {
    /// Set by a subclass when a whole document is behind it, so that its size is counted afresh.
    final var hasEndedDocument = false
    /// Set by a subclass to stop reading at once; the engine hands it back.
    final var stopFault: XMLFault?

    init() {}

    func start(_ name: XMLName, _ attributes: XMLAttributes, at place: XMLPlace) {}
    /// A piece of text; one text may come in several pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>, at place: XMLPlace) {}
    func end(at place: XMLPlace) {}
}

/// Reads XML (1.0 with namespaces) with libxml2's push parser.
///
/// Nothing outside the bytes is ever touched: a document type declaration stops the parser at its
/// first letter, no entity is defined or replaced, no file or address is opened. Size, depth, text
/// and tag lengths are bounded, and memory does not depend on the length of the input.
enum XMLEngine {
    /// Bytes handed to the parser at a time.
    static let chunkBytes = 32 << 10

    /// Attributes and namespace declarations of one tag. The parser compares each with all before
    /// it, so that thousands in every tag of a document would cost minutes.
    static let attributesMax = 256

    private static let initialised: Void = xmlInitParser()

    /// Reads to the end or to the first fault, which is returned; nil means well-formed throughout.
    ///
    /// - Parameter afterChunk: called between chunks, the place to hand documents over. What it or
    ///   the source throws ends the reading.
    static func read(
        _ source: any ByteSource, limits: ReadingLimits, receiver: XMLReceiver,
        afterChunk: () throws -> Void
    ) throws -> XMLFault? {
        _ = initialised
        let session = UnsafeMutablePointer<XMLSession>.allocate(capacity: 1)
        session.initialize(to: XMLSession(receiver: receiver, limits: limits))
        defer {
            session.deinitialize(count: 1)
            session.deallocate()
        }
        var handler = saxHandler()
        guard let parser = xmlCreatePushParserCtxt(&handler, session, nil, 0, nil) else {
            return .outOfMemory
        }
        defer { xmlFreeParserCtxt(parser) }
        _ = xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
        session.pointee.parser = parser
        // Some errors go past the callbacks; nobody wants them on standard error. The setting is the
        // thread's.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        let sink = fopen("/dev/null", "we")
        if let sink { xmlSetGenericErrorFunc(sink, nil) }
        defer {
            xmlSetGenericErrorFunc(nil, nil)
            xmlSetStructuredErrorFunc(nil, nil)
            if let sink { fclose(sink) }
        }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let count = try source.read(into: chunk)
            let isLast = count <= 0
            let bytes = chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
            let code = xmlParseChunk(parser, bytes, Int32(max(0, count)), isLast ? 1 : 0)
            session.pointee.settle(fed: count, code: code, isLast: isLast)
            if session.pointee.fault != nil || isLast { break }
            try afterChunk()
        }
        return session.pointee.fault
    }
}

/// The state of one reading. It lives at a fixed address, which libxml2 hands to the callbacks.
private struct XMLSession {
    let receiver: XMLReceiver
    let limits: ReadingLimits
    var parser: xmlParserCtxtPtr?
    var fault: XMLFault?
    var depth = 0
    /// Set once an element came, and cleared never: with depth 0 the root is closed.
    var hasRoot = false
    var isClosed: Bool { hasRoot && depth == 0 }
    /// Bytes of the text being read, up to the next tag.
    var textBytes = 0
    /// Bytes since the last whole document.
    var documentBytes = 0

    init(receiver: XMLReceiver, limits: ReadingLimits) {
        self.receiver = receiver
        self.limits = limits
    }

    var place: XMLPlace {
        guard let input = parser?.pointee.input else { return XMLPlace(line: 0, column: 0) }
        return XMLPlace(line: input.pointee.line, column: input.pointee.col)
    }

    mutating func stop(_ fault: XMLFault) {
        guard self.fault == nil else { return }
        self.fault = fault
        xmlStopParser(parser)
    }

    /// Looks after bounds and left-over errors once a chunk is parsed.
    mutating func settle(fed count: Int, code: Int32, isLast: Bool) {
        guard fault == nil else { return }
        guard let parser else { return }
        // A character that cannot be converted ends the parsing without a word to the callbacks.
        let isUndecodable =
            code == Int32(XML_ERR_INVALID_ENCODING.rawValue)
            || code == Int32(XML_IO_ENCODER.rawValue)
            || code == Int32(XML_I18N_CONV_FAILED.rawValue) || (isLast && !isClosed)
        if parser.pointee.wellFormed == 0 || isUndecodable {
            let named = isUndecodable ? Int32(XML_ERR_INVALID_ENCODING.rawValue) : code
            fault = .malformed(
                code: parser.pointee.wellFormed == 0 ? code : named, message: "",
                isClosed: isClosed, at: place)
            return
        }
        guard !isLast else { return }
        documentBytes += count
        if receiver.hasEndedDocument {
            receiver.hasEndedDocument = false
            documentBytes = count
        }
        if documentBytes > limits.documentBytesMax {
            return stop(.documentTooLong(limits.documentBytesMax, at: place))
        }
        guard let input = parser.pointee.input, let current = input.pointee.cur,
            let end = input.pointee.end
        else { return }
        // What the parser has taken in and not yet told is one unfinished tag, comment or the like.
        let pending = end - current
        guard pending > limits.tagBytesMax else { return }
        let isMarkup = current[0] == UInt8(ascii: "<")
        let isTag =
            isMarkup && current[1] != UInt8(ascii: "!") && current[1] != UInt8(ascii: "?")
        if isTag {
            stop(.tagTooLong(limits.tagBytesMax, at: place))
        } else if pending > limits.textBytesMax {
            stop(.textTooLong(limits.textBytesMax, at: place))
        }
    }

    mutating func start(_ name: XMLName, _ attributes: XMLAttributes, spaces: Int) {
        guard fault == nil else { return }
        guard attributes.count + spaces <= XMLEngine.attributesMax else {
            return stop(.tooManyAttributes(XMLEngine.attributesMax, at: place))
        }
        depth += 1
        hasRoot = true
        textBytes = 0
        guard depth <= limits.depthMax else { return stop(.tooDeep(limits.depthMax, at: place)) }
        receiver.start(name, attributes, at: place)
        if let refusal = receiver.stopFault { stop(refusal) }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard fault == nil else { return }
        textBytes += bytes.count
        guard textBytes <= limits.textBytesMax else {
            return stop(.textTooLong(limits.textBytesMax, at: place))
        }
        receiver.text(bytes, at: place)
    }

    mutating func end() {
        guard fault == nil else { return }
        depth -= 1
        textBytes = 0
        receiver.end(at: place)
        if let refusal = receiver.stopFault { stop(refusal) }
    }

    mutating func fail(_ error: UnsafePointer<xmlError>) {
        guard fault == nil, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        // A namespace that is no valid URI does no harm: namespaces are compared, never resolved.
        guard error.pointee.code != Int32(XML_WAR_NS_URI.rawValue) else { return }
        let message = error.pointee.message.map { String(cString: $0) } ?? ""
        let place = XMLPlace(line: Int32(error.pointee.line), column: error.pointee.int2)
        fault = .malformed(
            code: error.pointee.code, message: message, isClosed: isClosed, at: place)
        xmlStopParser(parser)
    }
}

/// The callbacks. Entity declarations, comments and processing instructions have none.
private func saxHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, name, _, space, spaces, _, count, _, entries in
        guard let name else { return }
        session(context)?.pointee.start(
            XMLName(local: name, space: space),
            XMLAttributes(entries: entries, count: Int(count)), spaces: Int(spaces))
    }
    handler.endElementNs = { context, _, _, _ in session(context)?.pointee.end() }
    let characters: charactersSAXFunc = { context, bytes, count in
        session(context)?.pointee.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    handler.characters = characters
    // The same function for both spares libxml2 a look ahead at every blank text.
    handler.ignorableWhitespace = characters
    handler.internalSubset = { context, _, _, _ in
        guard let state = session(context) else { return }
        state.pointee.stop(.documentType(at: state.pointee.place))
    }
    handler.serror = { context, error in
        guard let error else { return }
        session(context)?.pointee.fail(error)
    }
    return handler
}

@inline(__always)
private func session(_ context: UnsafeMutableRawPointer?)
    -> UnsafeMutablePointer<XMLSession>?
{
    context?.assumingMemoryBound(to: XMLSession.self)
}
